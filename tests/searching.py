"""Looks for a word in all that is stored: in every table, in sealed bytes, behind transfer encodings."""

import email
from collections.abc import Iterator

from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Session

from circles.db import unseal
from circles.models import Table


def places(db: Session, word: str) -> list[str]:
    """Give where a word stands, as `table.column`, in any spelling of case."""
    db.flush()
    return sorted({place for place, value in _everything(db) if word.lower() in value.lower()})


def _everything(db: Session) -> Iterator[tuple[str, str]]:
    for table in Table.metadata.sorted_tables:
        for row in db.execute(select(table)).mappings():
            for column in table.columns:
                value = row[column]
                if value is None:
                    continue
                texts = _opened(db, value) if isinstance(column.type, LargeBinary) else [repr(value)]
                yield from ((f"{table.name}.{column.name}", text) for text in texts)


def _opened(db: Session, sealed: bytes) -> Iterator[str]:
    raw = unseal(db, sealed)
    yield raw.decode("utf-8", "replace")
    for part in email.message_from_bytes(raw).walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield payload.decode("utf-8", "replace")
