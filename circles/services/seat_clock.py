"""What becomes of seats as time goes by: offers lapse; a lasting silence is put to an organizer, or ends."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, literal, union_all
from sqlalchemy.orm import Session

from circles.services import freeing, offers


def post_due(db: Session, now: datetime) -> int:
    """Do what is due by now, once whatever clocks tick; give how much there was. Asks in one query."""
    found: dict[str, dict[int, datetime]] = {"offer": {}, "silence": {}, "word": {}, "rest": {}}
    when = {"now": now, "asked_after": now - freeing.LOOK_BACK, "asked_by": now - freeing.SILENT_FOR}
    for row in db.execute(_due(), when):
        found[row.what][row.id] = row.at
    return _do(db, found, now)


@cache
def _due() -> CompoundSelect[*tuple[Any, ...]]:
    return union_all(
        offers.overdue().add_columns(literal("offer").label("what")),
        freeing.unanswered().add_columns(literal("silence").label("what")),
        freeing.awaited().add_columns(literal("word").label("what")),
        offers.rested().add_columns(literal("rest").label("what")),
    )


def _do(db: Session, found: Mapping[str, Mapping[int, datetime]], now: datetime) -> int:
    lapsed = offers.lapse(db, found["offer"], now) if found["offer"] else 0
    suggested = freeing.suggest(db, found["silence"], now) if found["silence"] else 0
    heard = freeing.hear(db, found["word"], now) if found["word"] else 0
    return lapsed + suggested + heard + (offers.welcome(db, found["rest"], now) if found["rest"] else 0)
