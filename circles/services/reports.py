"""What came of a season, counted: what is known is told apart from what nobody told us."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from circles.domain.words import Attendance, FollowUpState, MeetingState, Rsvp
from circles.models import Circle, FollowUp, Meeting, Note, Participant, RsvpEvent, Season, SurveyAnswer
from circles.services import attendance, condition, farewells, standing, surveys
from circles.services.condition import Health
from circles.services.surveys import Tally

NOT_MET = (MeetingState.NOT_HELD, MeetingState.CANCELLED)


@dataclass(frozen=True)
class MeetingReport:
    """One meeting that was to be by now; of the members of today, `unknown` are those nobody told us of.

    Of one that did not take place nobody is counted as there or not.
    """

    meeting: Meeting
    said_yes: int
    came: int
    missed: int
    unknown: int


@dataclass(frozen=True)
class CircleReport:
    """A circle, how it is doing, its meetings up to now, and what its people say of it."""

    circle: Circle
    health: Health
    meetings: Sequence[MeetingReport]
    answers: Sequence[SurveyAnswer]
    last_words: Sequence[Note]

    @property
    def surveys(self) -> list[tuple[int, Tally]]:
        """The surveys that anybody answered, each by the number of its meeting."""
        numbers = sorted({answer.meeting.n for answer in self.answers})
        return [(n, surveys.tally(each for each in self.answers if each.meeting.n == n)) for n in numbers]


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

    @property
    def unknown(self) -> int:
        """Seats of which nobody said whether somebody came, at the meetings that took place."""
        return sum(
            each.unknown
            for circle in self.circles
            for each in circle.meetings
            if each.meeting.state is MeetingState.HELD
        )

    @property
    def answers(self) -> list[SurveyAnswer]:
        """What people answered to the surveys, of each survey the latest that each said."""
        return [answer for circle in self.circles for answer in circle.answers]

    @property
    def survey(self) -> Tally:
        return surveys.tally(self.answers)


def report(db: Session, season: Season, now: datetime) -> Report:
    """Sum up a season as it stands `now`, in a number of queries that does not grow with it."""
    circles = standing.circles_that_met(db, season)
    past = {circle.id: [each for each in circle.meetings if each.starts_at <= now] for circle in circles}
    meetings = [meeting for each in past.values() for meeting in each]
    answers = attendance.rsvps(db, meetings)
    seen = {
        key: known.value
        for key, known in attendance.attendance(db, meetings).items()
        if known.value is not None
    }
    health = condition.look(db, circles, now)
    surveyed = surveys.standing(db, [meeting.id for meeting in meetings])
    last_words = farewells.of_circles(db, [circle.id for circle in circles])
    return Report(
        circles=[
            CircleReport(
                circle,
                health[circle.id],
                [_of_meeting(each, answers, seen) for each in past[circle.id]],
                [each for each in surveyed if each.meeting.circle_id == circle.id],
                [each for each in last_words if each.circle_id == circle.id],
            )
            for circle in circles
        ],
        follow_ups=_by_state(_promised(db, [circle.id for circle in circles])),
    )


def _of_meeting(
    meeting: Meeting,
    answers: Mapping[tuple[int, int], RsvpEvent],
    seen: Mapping[tuple[int, int], Attendance],
) -> MeetingReport:
    keys = [(meeting.id, member.participant_id) for member in meeting.circle.members_at(meeting.starts_at)]
    values = [] if meeting.state in NOT_MET else [seen.get(key) for key in keys]
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
