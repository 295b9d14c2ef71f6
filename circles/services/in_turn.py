"""Waiting for one's turn: seasons first, then circles in their order, then a meeting, then any other row.

Seasons are locked by circles/services/seats.py where seats change hands; a mail's own row, by who reads it,
before all. No lock of a row keeps others from adding rows that refer to it.
"""

from collections.abc import Iterable

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from circles.models import Circle, Meeting, Membership, Participant, Program


def hold(db: Session, meeting: Meeting) -> None:
    """Wait for whoever is changing a meeting, so that no two changes share a sequence."""
    hold_circles(db, [meeting.circle_id])
    db.scalars(_HELD, {"id": meeting.id}).one()


def hold_circles(db: Session, circle_ids: Iterable[int]) -> None:
    """Wait for whoever is changing the meetings of these circles, or who hosts which of them.

    Behind the season (seats.lock) and before any meeting, mail or seat of theirs: where all take them in one
    order, no two wait for each other.
    """
    db.flush()  # what is not written yet would be taken back
    for circle_id in sorted(set(circle_ids)):
        db.execute(_CIRCLE_HELD, {"id": circle_id})


def hold_circles_of(db: Session, *people: int) -> None:
    """Hold the circles in which somebody of these people, by row, has a seat."""
    db.flush()
    hold_circles(db, db.scalars(_CIRCLES_OF, {"people": people}).all())


def hold_program(db: Session, program_id: int) -> None:
    """Wait for whoever is adding people to a program: who is new to both would be there twice."""
    db.execute(_PROGRAM_HELD, {"id": program_id})


_PROGRAM_HELD = select(Program.id).where(Program.id == bindparam("id")).with_for_update(key_share=True)
_CIRCLES_OF = (
    select(Membership.circle_id)
    .join(Membership.participant)
    .where(Participant.person_id.in_(bindparam("people", expanding=True)), Membership.left_at.is_(None))
)
_CIRCLE_HELD = select(Circle.id).where(Circle.id == bindparam("id")).with_for_update(key_share=True)
_HELD = (
    select(Meeting)
    .where(Meeting.id == bindparam("id"))
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)
