"""Who left an address when sign-up was closed: told once of the program's next season, then forgotten.

Such a person takes part in nothing: all that is kept is the address and since when it waits.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Select, String, bindparam, cast, exists, func, literal, select, update
from sqlalchemy.orm import Session, selectinload

from circles.domain.cadence import next_allowed
from circles.domain.words import MailKind, OutgoingState
from circles.models import Outgoing, Person, Season
from circles.services import outbox, retention

KEPT = timedelta(days=365)
"""How long an address waits for a season that does not open."""
KEPT_AFTERWARDS = timedelta(days=30)
"""How long it is kept once it was told: for who answers, or presses the button, late."""
MOST_AT_ONCE = 500


def count(db: Session, program_id: int) -> int:
    """Count who would be told if a season opened now."""
    return db.scalar(select(func.count(Person.id)).where(*_waiting(program_id))) or 0


def tell(db: Session, season: Season, now: datetime, but: Collection[int] = ()) -> None:
    """Post to each who waits that a season is open, at a decent hour of theirs; `but` some people."""
    waiting = select(Person.id, Person.zone).where(*_waiting(season.program_id), Person.id.not_in(but))
    due = {f"person:{person}": next_allowed(now, zone) for person, zone in db.execute(waiting)}
    outbox.post_to_all(db, MailKind.SEASON_OPEN, f"season:{season.id}", due, now)


def remove(db: Session, person: Person) -> None:
    """Write to somebody no more about seasons to come, and forget who is nothing else here."""
    waiting = (
        Outgoing.kind == MailKind.SEASON_OPEN,
        Outgoing.to == f"person:{person.id}",
        Outgoing.state == OutgoingState.QUEUED,
    )
    db.execute(update(Outgoing).where(*waiting).values(state=OutgoingState.SUPERSEDED))
    person.waits_since = None
    db.flush()
    retention.forget_person(db, person)


def sweep(db: Session, now: datetime) -> bool:
    """Forget who was told a while ago, and for whom no season opened for too long; tell of more to do."""
    over = {"waits_before": now - KEPT, "told_before": now - KEPT_AFTERWARDS}
    found = db.scalars(_over(), over).all()
    for person in found:
        remove(db, person)
    return len(found) == MOST_AT_ONCE


@cache
def _over() -> Select[Person]:
    told = _was_told(Outgoing.posted_at < bindparam("told_before"))
    return (
        select(Person)
        .where(Person.waits_since.is_not(None), (Person.waits_since < bindparam("waits_before")) | told)
        .options(selectinload(Person.addresses))
        .limit(MOST_AT_ONCE)
    )


def _waiting(program_id: int) -> tuple[ColumnElement[bool], ...]:
    return (Person.program_id == program_id, Person.waits_since.is_not(None), ~_was_told())


def _was_told(*when: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell whether somebody was posted of a season since they wait."""
    return exists().where(
        Outgoing.kind == MailKind.SEASON_OPEN,
        Outgoing.to == literal("person:") + cast(Person.id, String),
        Outgoing.posted_at >= Person.waits_since,
        *when,
    )
