"""Follow-ups: what a member said they would do, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from circles.domain.cadence import check_day
from circles.domain.statement import Said
from circles.domain.words import FollowUpState
from circles.models import Circle, FollowUp, FollowUpEvent, Meeting, Participant


@dataclass(frozen=True)
class Promise:
    """What somebody said will be done; without an owner it is the whole circle's."""

    text: str
    owner: Participant | None = None
    due: date | None = None
    """A local date of the owner."""
    span: tuple[int, int] | None = None
    """Where in the writer's own words it stands, in characters."""


def open_one(db: Session, circle: Circle, meeting: Meeting | None, promise: Promise, said: Said) -> FollowUp:
    """Record a new follow-up."""
    if promise.due is not None:
        check_day(promise.due, said.at.date(), "due")
    span_from, span_to = promise.span or (None, None)
    follow_up = FollowUp(
        circle=circle,
        meeting=meeting,
        owner=promise.owner,
        text=promise.text,
        due=promise.due,
        said_by=said.by,
        created_at=said.at,
        incoming_id=said.incoming_id,
        span_from=span_from,
        span_to=span_to,
    )
    db.add(follow_up)
    db.flush()
    return follow_up


def change(
    db: Session,
    follow_up: FollowUp,
    said: Said,
    *,
    state: FollowUpState | None = None,
    due: date | None = None,
) -> FollowUpEvent:
    """Mark it done or dropped, open it again, or give it another date."""
    if due is not None:
        check_day(due, said.at.date(), "due")
    event = FollowUpEvent(
        follow_up=follow_up,
        state=state or follow_up.state,
        due=due or follow_up.due,
        was_state=follow_up.state,
        was_due=follow_up.due,
        said_by=said.by,
        said_at=said.at,
        incoming_id=said.incoming_id,
    )
    db.add(event)
    follow_up.state, follow_up.due = event.state, event.due
    db.flush()
    return event


def of_circle(db: Session, circle_id: int) -> list[FollowUp]:
    """Give a circle's follow-ups that were not undone, oldest first."""
    return list(
        db.scalars(
            select(FollowUp)
            .where(FollowUp.circle_id == circle_id, FollowUp.void_by.is_(None))
            .order_by(FollowUp.id)
        )
    )


def of_meeting(db: Session, meeting_id: int) -> list[FollowUp]:
    """Give what was promised at a meeting and not undone, oldest first."""
    return list(db.scalars(_OF_MEETING, {"meeting": meeting_id}))


_OF_MEETING = (
    select(FollowUp)
    .where(FollowUp.meeting_id == bindparam("meeting"), FollowUp.void_by.is_(None))
    .order_by(FollowUp.id)
)


def carry_over(db: Session, circle: Circle, into: Circle) -> None:
    """Let what is still open of a circle and its people head the mails of the one in which they go on."""
    people = [member.participant_id for member in circle.members]
    theirs = or_(FollowUp.owner_id.is_(None), FollowUp.owner_id.in_(people))
    still_open = (FollowUp.state == FollowUpState.OPEN, FollowUp.void_by.is_(None))
    for each in db.scalars(select(FollowUp).where(FollowUp.circle_id == circle.id, theirs, *still_open)):
        each.circle = into


def open_of(db: Session, participant_ids: Sequence[int]) -> list[FollowUp]:
    """Give the open follow-ups of these participants, in the order they were said."""
    return list(db.scalars(_OPEN, {"owners": participant_ids}))


_OPEN = (
    select(FollowUp)
    .where(
        FollowUp.owner_id.in_(bindparam("owners", expanding=True)),
        FollowUp.state == FollowUpState.OPEN,
        FollowUp.void_by.is_(None),
    )
    .order_by(FollowUp.id)
)
