"""How much mail is acted on, and answered: a machine gone wild, or a flood, must not run through us."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, case, func, select
from sqlalchemy.orm import Session

from circles.domain.words import IncomingKind, IncomingState, MailKind
from circles.models import Incoming, Outgoing

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPOKEN = (IncomingKind.HUMAN, IncomingKind.CALENDAR)
ANSWERS = (MailKind.RECEIPT, MailKind.UNSURE, MailKind.HELP, MailKind.UNDO_DONE)
MOST_ANSWERS = 10
"""A day, to one person."""


@dataclass(frozen=True)
class Rate:
    """How many mails are acted on at most."""

    an_hour: int
    a_day: int

    def is_reached(self, last_hour: int, last_day: int) -> bool:
        """Tell whether one more would be too many."""
        return last_hour >= self.an_hour or last_day >= self.a_day


FROM_ONE_SENDER = Rate(an_hour=20, a_day=60)
TO_ONE_ADDRESS = Rate(an_hour=60, a_day=200)
"""More than for a sender: whoever floods somebody's address from one other does not shut out its owner."""


def too_many(db: Session, incoming: Incoming, now: datetime) -> str:
    """Say why a mail is one too many from its sender, or to its recipient; "" where it is not."""
    acted_on = db.execute(
        _ACTED_ON,
        {
            "sender": incoming.sender,
            "recipient": incoming.recipient,
            "hour": now - HOUR,
            "day": now - DAY,
        },
    ).one()
    if FROM_ONE_SENDER.is_reached(*acted_on[:2]):
        return "Too many mails came from this sender within a short time."
    if TO_ONE_ADDRESS.is_reached(*acted_on[2:]):
        return "Too many mails came to this address within a short time."
    return ""


def may_answer(db: Session, person_id: int | None, kind: MailKind, now: datetime) -> bool:
    """Tell whether somebody may get one more answer of a kind: some a day in all, and one question."""
    given = list(db.scalars(_GIVEN, {"to": f"person:{person_id}", "day": now - DAY}))
    return len(given) < MOST_ANSWERS and not (kind is MailKind.UNSURE and kind in given)


_GIVEN = select(Outgoing.kind).where(
    Outgoing.to == bindparam("to"), Outgoing.kind.in_(ANSWERS), Outgoing.posted_at >= bindparam("day")
)


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((which, 1), else_=0)), 0)


_FROM, _TO = Incoming.sender == bindparam("sender"), Incoming.recipient == bindparam("recipient")
_LATELY = Incoming.received_at > bindparam("hour")
_ACTED_ON = select(_count(_FROM & _LATELY), _count(_FROM), _count(_TO & _LATELY), _count(_TO)).where(
    _FROM | _TO,
    Incoming.received_at > bindparam("day"),
    Incoming.kind.in_(SPOKEN),
    Incoming.state.not_in((IncomingState.STORED, IncomingState.QUARANTINED)),
)
"""The mails acted on from a sender since `hour` and `day`, then those to a recipient; none quarantined."""
