"""The traces of an erased person in what is not theirs: an upload, a server's answer, others' words."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import JSON, ColumnElement, Enum, String, cast, func, or_, select
from sqlalchemy.orm import ColumnProperty, Session, undefer

from circles.db import unseal
from circles.domain.words import IncomingState
from circles.models import (
    Address,
    Audit,
    Board,
    Circle,
    Import,
    Incoming,
    Job,
    Meeting,
    Membership,
    Organizer,
    Participant,
    Person,
    Season,
    Suppression,
    Table,
)

ERASED = "(erased)"
NOT_TRACES: frozenset[type[Table]] = frozenset({Address, Organizer, Person, Suppression})
"""Where an address is somebody's own."""
SPREADSHEET = b"PK"
"""How a packed file begins; what it names can't be seen from outside."""


def remove(db: Session, emails: Collection[str]) -> int:
    """Remove addresses, given normalised, from every text of every table; give in how many rows they stood.

    A people file that names one of them is dropped whole, and so is a mail of somebody else's that was read.
    """
    if not emails:
        return 0
    tables = (mapper.class_ for mapper in Table.registry.mappers if mapper.class_ not in NOT_TRACES)
    rewritten = sum(_rewrite(db, table, emails) for table in tables)
    db.flush()
    return rewritten + _drop_files(db, emails) + _drop_mails(db, emails)


def remove_name(db: Session, person: Person) -> None:
    """Remove a full name from what a program noted, where nobody else in it has the same."""
    namesake = select(Person.id).where(
        Person.program_id == person.program_id, Person.name == person.name, Person.id != person.id
    )
    if " " not in person.name or db.scalar(namesake.limit(1)) is not None:
        return
    seasons = select(Season.id).where(Season.program_id == person.program_id).scalar_subquery()
    circles = select(Circle.id).where(Circle.season_id.in_(seasons)).scalar_subquery()
    within: Mapping[type[Table], ColumnElement[bool]] = {
        Audit: Audit.program_id == person.program_id,
        Job: Job.program_id == person.program_id,
        Import: Import.season_id.in_(seasons),
        Board: Board.season_id.in_(seasons),
        Circle: Circle.season_id.in_(seasons),
        Meeting: Meeting.circle_id.in_(circles),
        Membership: Membership.circle_id.in_(circles),
        Participant: Participant.season_id.in_(seasons),
    }
    for table, which in within.items():
        _rewrite(db, table, [person.name], which)
    db.flush()


def _rewrite(db: Session, table: type[Any], words: Collection[str], *which: ColumnElement[bool]) -> int:
    columns = [each for each in table.__mapper__.column_attrs if _is_text(each)]
    stands = [
        func.lower(cast(getattr(table, column.key), String)).contains(spelling, autoescape=True)
        for column in columns
        for spelling in set(chain.from_iterable(map(_spellings, words)))
    ]
    if not stands:
        return 0
    pattern = _whole(words)
    rewritten = 0
    for row in db.scalars(select(table).where(or_(*stands), *which)).all():
        values = {column.key: getattr(row, column.key) for column in columns}
        changed = {key: new for key, value in values.items() if (new := _without(value, pattern)) != value}
        for key, new in changed.items():
            setattr(row, key, new)
        rewritten += bool(changed)
    return rewritten


def _spellings(word: str) -> Iterator[str]:
    """Spell a word as a database gives it in lower case, of a text or of JSON; SQLite lowers ASCII alone."""
    for cased in (word, word.lower()):
        for written in (cased, json.dumps(cased)[1:-1]):
            yield written.encode().lower().decode()


def _whole(words: Collection[str]) -> re.Pattern[str]:
    """Match words where they stand by themselves: ana@x.example is no part of joana@x.example.org."""
    return re.compile(rf"(?<![\w.+-])(?:{'|'.join(map(re.escape, words))})(?![\w-]|\.\w)", re.IGNORECASE)


def _is_text(column: ColumnProperty[Any]) -> bool:
    kind = column.columns[0].type
    return isinstance(kind, JSON) or (isinstance(kind, String) and not isinstance(kind, Enum))


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    """Give the same text, list or map without what must go."""
    if isinstance(value, str):
        return pattern.sub(ERASED, value)
    if isinstance(value, list):
        return [_without(each, pattern) for each in value]
    if isinstance(value, dict):
        return {_without(name, pattern): _without(each, pattern) for name, each in value.items()}
    return value


def _drop_files(db: Session, words: Collection[str]) -> int:
    kept = select(Import).where(Import.raw.is_not(None)).options(undefer(Import.raw))
    return _drop(db, db.scalars(kept).all(), words)


def _drop_mails(db: Session, words: Collection[str]) -> int:
    """Drop the bytes of mails that name them; one that is still to be read keeps its bytes till it was."""
    read = select(Incoming).where(Incoming.raw.is_not(None), Incoming.state != IncomingState.STORED)
    return _drop(db, db.scalars(read.options(undefer(Incoming.raw))).all(), words)


def _drop(db: Session, rows: Sequence[Import | Incoming], words: Collection[str]) -> int:
    named = [row for row in rows if row.raw is not None and _names(unseal(db, row.raw), words)]
    for row in named:
        row.raw = None
    return len(named)


def _names(raw: bytes, words: Collection[str]) -> bool:
    if raw.startswith(SPREADSHEET):
        return True
    pattern = _whole(words)
    return any(pattern.search(raw.decode(code, "replace")) for code in ("utf-8", "utf-16-le", "utf-16-be"))
