"""What came of a season, counted: what is known is told apart from what nobody told us."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from circles.domain.words import Attendance, FollowUpState, MeetingState, Rsvp
from circles.models import Circle, FollowUp, Meeting, Participant, RsvpEvent, Season
from circles.services import attendance, standing


@dataclass(frozen=True)
class MeetingReport:
    """One meeting that was to be by now; of the members of today, `unknown` are those nobody told us of."""

    meeting: Meeting
    said_yes: int
    came: int
    missed: int
    unknown: int


@dataclass(frozen=True)
class CircleReport:
    """A circle and its meetings up to now."""

    circle: Circle
    meetings: Sequence[MeetingReport]

    @property
    def held(self) -> int:
        return sum(each.meeting.state is MeetingState.HELD for each in self.meetings)


@dataclass(frozen=True)
class Report:
    """A season: its circles, and what was promised in them."""

    circles: Sequence[CircleReport]
    follow_ups: Mapping[FollowUpState, Sequence[FollowUp]]

    def meetings(self, *states: MeetingState) -> int:
        """Count the meetings in some states, up to now."""
        return sum(each.meeting.state in states for circle in self.circles for each in circle.meetings)

    @property
    def came(self) -> int:
        return sum(each.came for circle in self.circles for each in circle.meetings)

    @property
    def missed(self) -> int:
        return sum(each.missed for circle in self.circles for each in circle.meetings)


def report(db: Session, season: Season, now: datetime) -> Report:
    """Sum up a published season as it stands `now`, in a number of queries that does not grow with it."""
    circles = standing.published_circles(db, [season])
    past = {circle.id: [each for each in circle.meetings if each.starts_at <= now] for circle in circles}
    meetings = [meeting for each in past.values() for meeting in each]
    answers = attendance.rsvps(db, meetings)
    seen = {
        key: known.value
        for key, known in attendance.attendance(db, meetings).items()
        if known.value is not None
    }
    return Report(
        circles=[
            CircleReport(circle, [_of_meeting(each, circle, answers, seen) for each in past[circle.id]])
            for circle in circles
        ],
        follow_ups=_by_state(_promised(db, [circle.id for circle in circles])),
    )


def _of_meeting(
    meeting: Meeting,
    circle: Circle,
    answers: Mapping[tuple[int, int], RsvpEvent],
    seen: Mapping[tuple[int, int], Attendance],
) -> MeetingReport:
    keys = [(meeting.id, member.participant_id) for member in circle.members]
    values = [seen.get(key) for key in keys]
    return MeetingReport(
        meeting,
        said_yes=sum(key in answers and answers[key].value is Rsvp.YES for key in keys),
        came=values.count(Attendance.CAME),
        missed=values.count(Attendance.MISSED),
        unknown=values.count(None),
    )


def _promised(db: Session, circle_ids: Sequence[int]) -> Iterable[FollowUp]:
    wanted = (
        select(FollowUp)
        .where(FollowUp.circle_id.in_(circle_ids), FollowUp.void_by.is_(None))
        .options(
            joinedload(FollowUp.circle),
            joinedload(FollowUp.owner).joinedload(Participant.person),
        )
        .order_by(FollowUp.due, FollowUp.id)
    )
    return db.scalars(wanted)


def _by_state(follow_ups: Iterable[FollowUp]) -> dict[FollowUpState, list[FollowUp]]:
    found: dict[FollowUpState, list[FollowUp]] = {state: [] for state in FollowUpState}
    for each in follow_ups:
        found[each.state].append(each)
    return found
