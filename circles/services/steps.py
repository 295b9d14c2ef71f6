"""What somebody did last by mail or page that an Undo takes back, or that it goes back no further than."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select, union_all
from sqlalchemy.orm import Session

from circles.domain import steps
from circles.domain.steps import Step
from circles.models import (
    AttendanceEvent,
    Audit,
    FollowUpEvent,
    HeldEvent,
    Membership,
    Note,
    Participant,
    Person,
    PollAnswer,
    RsvpEvent,
    SurveyAnswer,
)
from circles.services import break_undo, current, seat_undo

WITHIN = timedelta(days=7)
"""How far back an Undo goes."""


@dataclass(frozen=True)
class Taken:
    """The last step of somebody's that stands, in which season, and what stands on the trail of that."""

    participant: Participant
    step: Step
    trail: Sequence[Step] = ()
    seat: Membership | None = None
    """The seat that was given up with it."""


def last(db: Session, person_id: int, now: datetime) -> Taken | None:
    """Give what somebody did last of joining, leaving, saying no, a break, giving up a seat and answering.

    That is, answering on a page: what was said by mail is found with the mail.
    """
    found = []
    parts = db.get_one(Person, person_id).participations
    for participant in parts:
        mine = or_(Audit.who == f"person:{person_id}", Audit.what.startswith(steps.BREAK_UNDONE))
        lines = select(Audit.at, Audit.what).where(Audit.about == f"participant:{participant.id}", mine)
        trail = [Step(at, what) for at, what in db.execute(lines.order_by(Audit.id))]
        left = select(Membership).where(Membership.participant_id == participant.id)
        seats = {each.left_at: each for each in db.scalars(left.where(Membership.left_at.is_not(None)))}
        stand = [each for each in steps.standing(trail) if not each.gives_up or each.at in seats]
        if stand:
            found.append(Taken(participant, stand[-1], stand, seats.get(stand[-1].at)))
    pressed = db.scalar(_PRESSED, {"person": f"person:{person_id}"})
    if parts and pressed is not None:
        found.append(Taken(parts[0], Step(pressed, steps.ANSWERED)))
    latest = max(found, key=lambda each: each.step.at, default=None)
    return latest if latest is not None and latest.step.at >= now - WITHIN else None


_ON_PAGES = (RsvpEvent, AttendanceEvent, HeldEvent, FollowUpEvent, PollAnswer, SurveyAnswer, Note)
_PRESSED = select(
    func.max(
        union_all(
            *(
                select(func.max(table.said_at).label("at")).where(
                    table.said_by == bindparam("person"), table.incoming_id.is_(None), table.void_by.is_(None)
                )
                for table in _ON_PAGES
            )
        )
        .subquery()
        .c.at
    )
)
"""When somebody last pressed what counts as an answer, on a page or behind a link."""


def undo(db: Session, taken: Taken, by: str, now: datetime) -> list[str]:
    """Take back a break or a seat given up on a page, and say so as of a mail; empty where no Undo does."""
    participant, step = taken.participant, taken.step
    current.hold(db, participant.person)
    if step.begins_break and participant.paused_until is not None:
        was = steps.break_before(taken.trail, step, participant.person.zone)
        return break_undo.set_back(db, [(each, was) for each in current.on_one_break(participant)], by, now)
    seat = taken.seat if step.gives_up else None
    return [seat_undo.take_back(db, seat, now)] if seat and seat_undo.waits_for_another(db, seat) else []
