"""What a mail did to somebody's break, and taking it back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from circles.domain.tongue import say
from circles.models import Incoming, Participant
from circles.services import people
from circles.services.current import on_one_break


def undo(db: Session, incoming: Incoming, by: str, now: datetime) -> list[str]:
    """Set a break as it was before a mail, and say so; empty where that mail's word stands no more."""
    theirs = of(db, incoming)
    if not theirs:
        return []
    incoming.outcome = {**incoming.outcome, "paused": None}
    return set_back(db, theirs, by, now)


def set_back(
    db: Session, theirs: Sequence[tuple[Participant, datetime | None]], by: str, now: datetime
) -> list[str]:
    """Let the breaks of somebody's parts in seasons end when they did before, and say so."""
    for participant, was in theirs:
        people.set_break(db, participant, was, by, now)
    if any(people.is_paused(participant, now) for participant, _ in theirs):
        return [say("You are on your break again.")]
    return [say("You are on no break.")]


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
