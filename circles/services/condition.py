"""How circles are doing: the numbers behind the rule of circles/domain/health.py, for many at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from circles.db import WHOLE, batches
from circles.domain import health
from circles.domain.attendance import Standing
from circles.domain.health import Condition, Numbers
from circles.domain.silence import IN_A_ROW, in_silence
from circles.domain.timeline import SURVEYED
from circles.domain.words import (
    Attendance,
    FollowUpState,
    MeetingState,
    Role,
    Rsvp,
)
from circles.models import (
    Circle,
    FollowUp,
    Meeting,
    Membership,
    SurveyAnswer,
)
from circles.services import attendance, invited, last_words, surveys
from circles.services.owed import gathering

Seen = Mapping[tuple[int, int], Standing]
"""What is known of who came, by meeting id and participant id."""
Meetings = Mapping[int, Sequence[Meeting]]
"""Meetings by circle id, in their order."""


@dataclass(frozen=True)
class Glance:
    """A circle's word, and who has fallen silent."""

    condition: Condition
    silent: Sequence[Membership]


@dataclass(frozen=True)
class Health(Glance):
    """The same with the numbers it was said from."""

    numbers: Numbers

    @property
    def in_words(self) -> list[tuple[str, str]]:
        """The numbers that there are, each with its name."""
        return health.in_words(self.numbers)


def look(db: Session, circles: Sequence[Circle], now: datetime) -> dict[int, Health]:
    """Tell by circle id how published circles are doing, in a few queries however many they are."""
    return _look(db, circles, now, {circle.id: _past(circle, now) for circle in circles})


def glance(db: Session, circles: Sequence[Circle], now: datetime) -> dict[Circle, Glance]:
    """Look without the numbers: that needs much less of a long season than those that are shown."""
    latest = {circle.id: _latest(_past(circle, now)) for circle in circles}
    found = _look(db, circles, now, latest)
    return {circle: found[circle.id] for circle in circles}


def silent_at(db: Session, circles: Sequence[Circle], at: datetime) -> int:
    """Count the members of circles who had fallen silent by an instant, as far as that is known now."""
    latest = {circle.id: _latest(_past(circle, at)) for circle in circles}
    seen = attendance.attendance(db, _all(latest))
    heard = _heard(db, circles, latest, at)
    return sum(map(len, _silent(db, circles, latest, seen, heard).values()))


def _look(db: Session, circles: Sequence[Circle], now: datetime, asked_about: Meetings) -> dict[int, Health]:
    """Look, at who came to some of each circle's meetings; these are its latest ones, or all."""
    past = {circle.id: _past(circle, now) for circle in circles}
    latest = {circle: _latest(meetings) for circle, meetings in past.items()}
    seen = attendance.attendance(db, _all(asked_about))
    heard = _heard(db, circles, latest, now)
    promised = _open_follow_ups(db, past, now)
    silent = _silent(db, circles, latest, seen, heard)
    answers: dict[int, list[SurveyAnswer]] = {}
    for answer in surveys.standing(db, [each.id for each in _all(past) if each.n in SURVEYED]):
        answers.setdefault(answer.meeting_id, []).append(answer)
    found = {}
    for circle in circles:
        open_, late = promised.get(circle.id, (0, 0))
        tally = _latest_survey(past[circle.id], answers)
        numbers = replace(
            _numbers(circle, past[circle.id], seen, now),
            silent=len(silent[circle.id]),
            open_follow_ups=open_,
            late_follow_ups=late,
            answers=tally.count,
            mean=tally.mean,
        )
        found[circle.id] = Health(health.condition(numbers), silent[circle.id], numbers)
    return found


def _all(meetings: Meetings) -> list[Meeting]:
    return [meeting for each in meetings.values() for meeting in each]


def _latest(past: Sequence[Meeting]) -> Sequence[Meeting]:
    """Give the meetings that decide who is silent: the last two that took place, as far as anybody knows.

    Who said yes to one of them is silent only if it is known that they missed it.
    """
    return [each for each in past if each.state is not MeetingState.NOT_HELD][-IN_A_ROW:]


def _past(circle: Circle, at: datetime) -> list[Meeting]:
    return [each for each in circle.meetings if each.state is not MeetingState.CANCELLED and ended(each, at)]


def _numbers(circle: Circle, past: Sequence[Meeting], seen: Seen, now: datetime) -> Numbers:
    held = [meeting for meeting in past if meeting.state is MeetingState.HELD]
    latest_first = [meeting.state for meeting in reversed(past)]
    values = [
        seen[key].value if (key := (meeting.id, member.participant_id)) in seen else None
        for meeting in held
        for member in circle.members_at(meeting.starts_at)
    ]
    mentors = [each for each in circle.memberships if each.role is Role.MENTOR]
    return Numbers(
        members=len(circle.members),
        mentors=sum(each.left_at is None for each in mentors),
        fewest=circle.season.size_lo,
        had_mentor=bool(mentors),
        due=len(past),
        held=len(held),
        not_held=sum(each.state is MeetingState.NOT_HELD for each in past),
        ahead=sum(each.state is MeetingState.PLANNED and not ended(each, now) for each in circle.meetings),
        unheard_of=len([*takewhile(lambda state: state is not MeetingState.HELD, latest_first)]),
        fell_through=len([*takewhile(lambda state: state is MeetingState.NOT_HELD, latest_first)]),
        came=values.count(Attendance.CAME),
        missed=values.count(Attendance.MISSED),
        unknown=values.count(None),
    )


def _latest_survey(past: Sequence[Meeting], answers: Mapping[int, Sequence[SurveyAnswer]]) -> surveys.Tally:
    """Count the answers to the latest survey that anybody answered."""
    return surveys.tally(next((answers[each.id] for each in reversed(past) if each.id in answers), ()))


def _silent(
    db: Session, circles: Sequence[Circle], latest: Meetings, seen: Seen, heard: Mapping[int, datetime]
) -> dict[int, list[Membership]]:
    """Give by circle those who said nothing while that passed to which they had been invited in time."""

    def passed(member: Membership, said: Mapping[tuple[int, int], Rsvp]) -> bool:
        who = member.participant
        theirs = (gathering(each, who.id, seen, said) for each in latest[member.circle_id])
        return bool(in_silence(theirs, member.here_since, heard.get(who.person_id), who.paused_until))

    found = [each for circle in circles for each in circle.members if passed(each, {})]
    theirs = [(each, member.participant.person_id) for member in found for each in latest[member.circle_id]]
    told = invited.in_time(db, theirs)
    said = attendance.answers(db, {each.id for each, _ in theirs})
    silent: dict[int, list[Membership]] = {circle.id: [] for circle in circles}
    for member in found:
        person, meetings = member.participant.person_id, latest[member.circle_id]
        if passed(member, said) and all((each.id, person) in told for each in meetings):
            silent[member.circle_id].append(member)
    return silent


def _heard(db: Session, circles: Sequence[Circle], latest: Meetings, until: datetime) -> dict[int, datetime]:
    """Give by person id when members last said anything since the first of some meetings."""
    people = {member.participant.person_id for circle in circles for member in circle.members}
    first = min((each.starts_at for meetings in latest.values() for each in meetings), default=None)
    return last_words.of(db, people, first, until) if first else {}


def _open_follow_ups(db: Session, circle_ids: Collection[int], now: datetime) -> dict[int, tuple[int, int]]:
    """Count by circle the open follow-ups, and those of them that are late."""
    late = func.sum(case((FollowUp.due < now.date(), 1), else_=0))
    still_open = (FollowUp.state == FollowUpState.OPEN, FollowUp.void_by.is_(None))
    found: dict[int, tuple[int, int]] = {}
    for batch in batches(sorted(circle_ids), WHOLE):
        counted = select(FollowUp.circle_id, func.count(), late).where(
            FollowUp.circle_id.in_(batch), *still_open
        )
        found |= {row[0]: (row[1], row[2]) for row in db.execute(counted.group_by(FollowUp.circle_id))}
    return found


def end(meeting: Meeting) -> datetime:
    """Give when a meeting's time is over."""
    return meeting.starts_at + timedelta(minutes=meeting.minutes)


def ended(meeting: Meeting, now: datetime) -> bool:
    """Tell whether a meeting's time is over, whatever came of it."""
    return end(meeting) <= now


def coming(circle: Circle, now: datetime) -> Meeting | None:
    """Give a circle's next meeting that is still planned."""
    planned = (
        each for each in circle.meetings if each.state is MeetingState.PLANNED and not ended(each, now)
    )
    return next(planned, None)
