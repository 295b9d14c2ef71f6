"""No table is forgotten: what hangs on a person is erased, and shown to them when they ask."""

import json
from collections.abc import Iterator

from sqlalchemy import JSON, Column, Enum, String
from sqlalchemy.orm import Session

from circles.db import Database
from circles.models import Table
from circles.services.holdings import holdings
from tests.searching import places
from tests.services.test_erasing import PRIVATE, erased, full_of_bo

THEIRS = {"person", "participant", "membership"}
NO_WORDS_OF_THEIRS = {
    "address.normalised": "an address; test_erasing.py looks for it",
    "address.written": "an address",
    "address.bounce": "the code of a server's answer",
    "incoming.hash": "of the bytes",
    "incoming.sender": "an address",
    "incoming.recipient": "our own address",
    "membership.key": "of the reply address",
    "meeting.uid": "ours",
    "meeting.cause": "everybody was told it",
    "meeting.reason": "everybody was told it",
    "poll_answer.slots": "numbers",
    "proposal.state": "a word of ours",
}
KEYS = {"said_by", "void_by", "settled_by", "asked_by"}
"""They hold `person:4`, which names nobody once the person is erased."""
NOT_SHOWN = {
    "incoming.envelope": "how it came here",
    "incoming.message_id": "made by their mail program",
}


def _is_words(column: Column[object]) -> bool:
    kind = column.type
    return isinstance(kind, JSON) or (isinstance(kind, String) and not isinstance(kind, Enum))


def _words() -> Iterator[str]:
    """Give the columns for words of every table with a key of a person, or of their place in something."""
    for table in Table.metadata.sorted_tables:
        if {key.column.table.name for key in table.foreign_keys} & THEIRS:
            yield from (f"{table.name}.{each.name}" for each in table.columns if _is_words(each))


def _of_theirs() -> set[str]:
    return {place for place in _words() if place.partition(".")[2] not in KEYS} - NO_WORDS_OF_THEIRS.keys()


def test_every_column_for_words_that_hangs_on_a_person_is_filled_and_then_erased(database: Database) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        missing = _of_theirs() - set(places(db, PRIVATE))
        assert not missing, "let Bo's words stand there in full_of_bo, or say why none ever do"
        erased(db, stage)
        assert places(db, PRIVATE) == []


def test_every_column_for_words_that_hangs_on_a_person_is_shown_to_them(database: Database) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        bo = stage.members["Bo"]
        hidden = {place for place in _of_theirs() - NOT_SHOWN.keys() if not _shows(db, place, bo.person)}
        assert not hidden, "let circles/services/holdings.py give it, or say why not"


def _shows(db: Session, place: str, person: object) -> bool:
    """Tell whether the words of one column alone come to light."""
    table, _, column = place.partition(".")
    mapper = next(each for each in Table.registry.mappers if each.local_table.name == table)
    word = f"only-in-{table}-{column}".replace("_", "-")
    rows = [row for row in db.query(mapper.class_) if PRIVATE in repr(getattr(row, column))]
    for row in rows:
        value = json.dumps(getattr(row, column)).replace(PRIVATE, word)
        setattr(row, column, json.loads(value))
    db.flush()
    return word in json.dumps(holdings(db, person), default=str)  # type: ignore[arg-type]
