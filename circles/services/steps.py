"""What somebody did last by mail or page that an Undo takes back, or that it goes back no further than."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from circles.domain import steps
from circles.domain.steps import Step
from circles.models import Audit, Incoming, Membership, Participant, Person
from circles.services import break_undo, current, seat_undo

WITHIN = timedelta(days=7)
"""How far back an Undo goes."""


@dataclass(frozen=True)
class Taken:
    """The last step of somebody's that stands, in which season, and what stands on the trail of that."""

    participant: Participant
    step: Step
    trail: Sequence[Step]


def last(db: Session, person_id: int, now: datetime) -> Taken | None:
    """Give what somebody did last of joining, leaving, saying no, a break and giving up a seat."""
    found = []
    for participant in db.get_one(Person, person_id).participations:
        mine = or_(Audit.who == f"person:{person_id}", Audit.what.startswith(steps.BREAK_UNDONE))
        lines = select(Audit.at, Audit.what).where(Audit.about == f"participant:{participant.id}", mine)
        trail = [Step(at, what) for at, what in db.execute(lines.order_by(Audit.id))]
        stand = [each for each in steps.standing(trail) if not each.gives_up or _seat(db, participant, each)]
        if stand:
            found.append(Taken(participant, stand[-1], stand))
    latest = max(found, key=lambda each: each.step.at, default=None)
    return latest if latest is not None and latest.step.at >= now - WITHIN else None


def did(db: Session, incoming: Incoming, taken: Taken) -> bool:
    """Tell whether a mail took that step, and an Undo of that mail takes it back."""
    if taken.step.gives_up:
        seat = seat_undo.gave_up(db, incoming)
        return seat is not None and seat.left_at == taken.step.at
    return taken.step.is_of_break and bool(break_undo.of(db, incoming))


def undo(db: Session, taken: Taken, by: str, now: datetime) -> list[str]:
    """Take back a break or a seat given up on a page, and say so as of a mail; empty where no Undo does."""
    participant, step = taken.participant, taken.step
    current.hold(db, participant.person)
    zone = participant.person.zone
    if step.begins_break and participant.paused_until == step.break_ends(zone):
        was = steps.break_before(taken.trail, step, zone)
        return break_undo.set_back(db, [(each, was) for each in current.on_one_break(participant)], by, now)
    seat = _seat(db, participant, step) if step.gives_up else None
    return [seat_undo.take_back(db, seat, now)] if seat and seat_undo.waits_for_another(db, seat) else []


def _seat(db: Session, participant: Participant, step: Step) -> Membership | None:
    """Give the seat that somebody gave up with a step, while it is not theirs again."""
    left_then = select(Membership).where(
        Membership.participant_id == participant.id, Membership.left_at == step.at
    )
    return db.scalars(left_then.limit(1)).first()
