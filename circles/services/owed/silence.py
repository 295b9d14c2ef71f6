"""Members who have fallen silent, as the timeline sees them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, String, bindparam, cast, exists, func, select
from sqlalchemy.orm import Session, aliased

from circles.db import batches
from circles.domain import timeline
from circles.domain.attendance import Standing
from circles.domain.silence import IN_A_ROW, Gathering, in_silence
from circles.domain.words import Attendance, MailKind, MeetingState, ParticipantState, Rsvp, SeasonState
from circles.models import (
    AttendanceEvent,
    Circle,
    Incoming,
    Meeting,
    Membership,
    Outgoing,
    Participant,
    Person,
    RsvpEvent,
    Season,
)
from circles.services import attendance, invited, last_words

MISSED_WITHIN = timedelta(days=21)
"""A check-in goes a week after the meeting was over, or after a weekend, and waits for one week at most."""
TOOK_PLACE = (MeetingState.PLANNED, MeetingState.HELD)
"""Nobody has missed a meeting that was cancelled, or that is known not to have been."""
Passed = Sequence[Gathering]


def silences(
    db: Session,
    which: ColumnElement[bool],
    now: datetime,
    values: Mapping[str, Any] | None = None,
    *,
    posted: bool = True,
) -> Iterator[timeline.Silence]:
    """Give those memberships of which `which` is true whose member is silent by `now`, in a few queries.

    Only of circles that meet again. Without `posted`, as if none had been asked how they are.
    """
    rows = db.execute(_members(which), {**(values or {}), "now": now}).all()
    if not rows:
        return
    over = _over(db, {row.circle_id for row in rows}, now)
    came = attendance.attendance(db, [each for meetings in over.values() for each in meetings])
    first = min((each.starts_at for meetings in over.values() for each in meetings), default=now)
    heard = last_words.of(db, {row.person_id for row in rows}, first)

    def passed(row: Any, meetings: Iterable[Meeting], said: Mapping[tuple[int, int], Rsvp]) -> Passed:
        theirs = (gathering(each, row.participant_id, came, said) for each in meetings)
        return in_silence(theirs, row.here_since, heard.get(row.person_id), row.paused_until)

    rows = [row for row in rows if passed(row, over.get(row.circle_id, ()), {})]
    asked = _asked(db, [row.id for row in rows]) if posted and rows else set()
    theirs = [(each, row.person_id) for row in rows for each in over[row.circle_id]]
    told = invited.in_time(db, theirs)
    said = attendance.answers(db, {each.id for each, _ in theirs})
    for row in rows:
        silent = passed(row, (each for each in over[row.circle_id] if (each.id, row.person_id) in told), said)
        if silent and (row.id, (second := silent[IN_A_ROW - 1]).n) not in asked:
            yield timeline.Silence(
                membership=row.id,
                circle=row.circle_id,
                person=row.person_id,
                zone=row.zone,
                meeting=second.n,
                since=second.ends_at,
                paused_until=row.paused_until,
                is_known_of=any(each.is_known_of for each in silent),
                is_missed=any(each.came is False for each in silent),
            )


def gathering(
    meeting: Meeting,
    participant: int,
    came: Mapping[tuple[int, int], Standing],
    said: Mapping[tuple[int, int], Rsvp],
) -> Gathering:
    """Give a meeting as it went for a member, by who is known to have come and what was said before it."""
    key = meeting.id, participant
    value = came[key].value if key in came else None
    return Gathering(
        meeting.n,
        meeting.starts_at,
        meeting.starts_at + timedelta(minutes=meeting.minutes),
        came=None if value is None else value is Attendance.CAME,
        said_yes=said.get(key) is Rsvp.YES,
        was_held=meeting.state is MeetingState.HELD,
    )


@cache
def may_be_silent() -> ColumnElement[bool]:
    """Select members near enough to a second meeting that may have passed in silence; wider than the rule.

    It began between the instants `missed_since` and `missed_by`. Who answered for it, is said to have come,
    has written since the meeting before it or was asked already is left out: nearly all.
    """
    heard = (
        exists().where(
            AttendanceEvent.meeting_id == Meeting.id,
            AttendanceEvent.participant_id == Membership.participant_id,
            AttendanceEvent.value == Attendance.CAME,
            attendance.counts(),
        ),
        exists().where(
            RsvpEvent.meeting_id == Meeting.id,
            RsvpEvent.participant_id == Membership.participant_id,
            RsvpEvent.said_by == _reader(),
        ),
        exists().where(
            Incoming.person_id == Person.id,
            Incoming.received_at >= _start_before(),
            Incoming.kind.in_(last_words.SPOKEN),
        ),
        exists().where(
            Outgoing.kind == MailKind.CHECK_IN,
            Outgoing.to == _reader(),
            Outgoing.about == "membership:" + cast(Membership.id, String),
            Outgoing.version == Meeting.n,
        ),
    )
    return exists().where(
        Meeting.circle_id == Membership.circle_id,
        Meeting.starts_at.between(bindparam("missed_since"), bindparam("missed_by")),
        Meeting.n > 1,
        Meeting.state.in_(TOOK_PLACE),
        *(~each.correlate(Meeting, Membership, Person) for each in heard),
    )


def _start_before() -> ScalarSelect[datetime]:
    """Give when the last meeting of the circle before this one began that took place."""
    earlier = aliased(Meeting)
    return (
        select(func.max(earlier.starts_at))
        .where(
            earlier.circle_id == Meeting.circle_id,
            earlier.starts_at < Meeting.starts_at,
            earlier.state.in_(TOOK_PLACE),
        )
        .correlate(Meeting)
        .scalar_subquery()
    )


def _reader() -> ColumnElement[str]:
    return "person:" + cast(Person.id, String)


def _over(db: Session, circles: set[int], now: datetime) -> dict[int, list[Meeting]]:
    """Give by circle the meetings that are over and took place, as far as anybody knows."""
    found: dict[int, list[Meeting]] = {}
    for batch in batches(sorted(circles)):
        for each in db.scalars(_BEGUN, {"circles": batch, "now": now}):
            if each.starts_at + timedelta(minutes=each.minutes) <= now:
                found.setdefault(each.circle_id, []).append(each)
    return found


def _asked(db: Session, memberships: list[int]) -> set[tuple[int, int]]:
    """Give which members were asked how they are after which meetings."""
    asked = db.execute(_CHECKED_IN, {"about": [f"membership:{each}" for each in memberships]})
    return {(int(about.partition(":")[2]), version) for about, version in asked}


_BEGUN = select(Meeting).where(
    Meeting.circle_id.in_(bindparam("circles", expanding=True)),
    Meeting.starts_at < bindparam("now"),
    Meeting.state.in_(TOOK_PLACE),
)
_CHECKED_IN = select(Outgoing.about, Outgoing.version).where(
    Outgoing.kind == MailKind.CHECK_IN, Outgoing.about.in_(bindparam("about", expanding=True))
)


@lru_cache
def _members(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    ahead = aliased(Meeting)
    meets_again = exists().where(
        ahead.circle_id == Membership.circle_id,
        ahead.starts_at > bindparam("now"),
        ahead.state == MeetingState.PLANNED,
    )
    return (
        select(
            Membership.id,
            Membership.circle_id,
            Membership.participant_id,
            func.coalesce(Membership.absent_until, Membership.joined_at).label("here_since"),
            Participant.paused_until,
            Person.id.label("person_id"),
            Person.zone,
        )
        .join(Membership.circle)
        .join(Circle.season)
        .join(Membership.participant)
        .join(Participant.person)
        .where(
            Season.state == SeasonState.PUBLISHED,
            Membership.left_at.is_(None),
            Participant.state == ParticipantState.PLACED,
            which,
            meets_again,
        )
    )
