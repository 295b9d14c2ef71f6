"""What a mail did to somebody's break, and taking it back."""

from datetime import datetime

from sqlalchemy import and_, exists
from sqlalchemy.orm import Session, aliased

from circles.domain.tongue import say
from circles.models import Audit, Incoming, Participant
from circles.services import breaks, people
from circles.services.current import on_one_break

_SINCE = aliased(Audit)
HAS_ENDED = and_(
    Audit.what == breaks.BACK,
    ~exists().where(_SINCE.about == Audit.about, _SINCE.id > Audit.id, _SINCE.what.like("the break %")),
)
"""That somebody ended a break, by mail or page, and no Undo has taken that back."""


def undo(db: Session, incoming: Incoming, by: str, now: datetime) -> list[str]:
    """Set a break as it was before a mail, and say so; empty where that mail's word stands no more."""
    theirs = of(db, incoming)
    if not theirs:
        return []
    incoming.outcome = {**incoming.outcome, "paused": None}
    for participant, was in theirs:
        people.set_break(db, participant, was, by, now)
    if any(people.is_paused(participant, now) for participant, _ in theirs):
        return [say("You are on your break again.")]
    return [say("You are on no break.")]


def ended(db: Session, incoming: Incoming, step: Audit) -> bool:
    """Tell whether a step is the end of a break, which stands and this mail brought about."""
    return step.what == breaks.BACK and bool(of(db, incoming))


def of(db: Session, incoming: Incoming) -> list[tuple[Participant, datetime | None]]:
    """Give whose break a mail began or ended, and until when it was before, where that stands.

    A season that they joined since is on the same break.
    """
    kept = incoming.outcome.get("paused") or []
    of_each = kept if kept and isinstance(kept[0], list) else [kept] if kept else []  # one, as once kept
    stands = [
        (found, _instant(was))
        for part, was, until in of_each
        if (found := db.get(Participant, part)) and found.paused_until == _instant(until)
    ]
    known = {part for part, *_ in of_each}
    since = [(each, was) for part, was in stands[:1] for each in on_one_break(part) if each.id not in known]
    return stands + since


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
