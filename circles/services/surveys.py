"""How members find their circle: a number from 1 to 5 and a line, for organizers only."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from circles.domain import timeline
from circles.domain.statement import Said
from circles.domain.tongue import say, say_n, tongue
from circles.domain.words import MeetingState, SeasonState
from circles.errors import Invalid, NotAllowed
from circles.models import Meeting, Membership, Participant, SurveyAnswer
from circles.services import attendance

SCORES = range(1, 6)
LONGEST_LINE = 300
ASKED_FOR = timedelta(days=8)
"""How long after a meeting people are asked: the mail leaves the morning after, or a week later."""


@dataclass(frozen=True)
class Tally:
    """Several answers together: how many, and their mean; None of no answer."""

    count: int
    mean: float | None

    def __str__(self) -> str:
        if self.mean is None:
            return say("no answer")
        mean = tongue().decimal(self.mean)
        return say_n("{mean} of 5 from {n} answer", "{mean} of 5 from {n} answers", self.count, mean=mean)


def answer(
    db: Session, meeting: Meeting, participant: Participant, score: int, line: str, said: Said, now: datetime
) -> SurveyAnswer:
    """Record how somebody finds their circle; the latest they say counts.

    Raises Invalid for another number, NotAllowed before the meeting, to who was not in the circle then, and
    once the season is anonymised.
    """
    if score not in SCORES:
        raise Invalid(say("Answer with a number from 1 to 5."), field="score")
    if len(line) > LONGEST_LINE:
        raise Invalid(say("The line can have up to {most} characters.", most=LONGEST_LINE), field="line")
    if meeting.circle.season.state is SeasonState.ANONYMISED:
        raise NotAllowed(say("That season is over and its answers are no longer kept."))
    if meeting.starts_at > now or meeting.state is MeetingState.CANCELLED:
        raise NotAllowed(say("That meeting has not taken place, so there is nothing to ask yet."))
    attendance.must_have_joined(meeting, participant)
    found = SurveyAnswer(
        meeting=meeting,
        participant=participant,
        score=score,
        line=line,
        source=said.source,
        said_by=said.by,
        said_at=said.at,
        incoming_id=said.incoming_id,
    )
    db.add(found)
    db.flush()
    return found


def standing(db: Session, meeting_ids: Collection[int]) -> list[SurveyAnswer]:
    """Give the answers that count, one of each member for each meeting, oldest first."""
    said = db.scalars(_STANDING, {"meetings": meeting_ids})
    latest = {(each.meeting_id, each.participant_id): each for each in said}
    return sorted(latest.values(), key=lambda each: (each.said_at, each.id))


_STANDING = (
    select(SurveyAnswer)
    .where(SurveyAnswer.meeting_id.in_(bindparam("meetings", expanding=True)), SurveyAnswer.void_by.is_(None))
    .order_by(SurveyAnswer.said_at, SurveyAnswer.id)
)


def open_to(db: Session, membership: Membership, now: datetime) -> Meeting | None:
    """Give the meeting after which somebody is asked how they find their circle, until they have said so."""
    asked = (
        meeting
        for meeting in reversed(membership.circle.meetings)
        if meeting.n in timeline.SURVEYED
        and meeting.state is MeetingState.HELD
        and now - ASKED_FOR <= meeting.starts_at <= now
        and membership.was_in(meeting.starts_at)
    )
    return next((each for each in asked if of_member(db, each, membership.participant) is None), None)


def of_member(db: Session, meeting: Meeting, participant: Participant) -> SurveyAnswer | None:
    """Give what counts of somebody's answers about a meeting."""
    theirs = (each for each in standing(db, [meeting.id]) if each.participant_id == participant.id)
    return next(theirs, None)


def tally(answers: Iterable[SurveyAnswer]) -> Tally:
    """Count answers and take their mean."""
    scores = [each.score for each in answers if each.score is not None]
    return Tally(len(scores), sum(scores) / len(scores) if scores else None)
