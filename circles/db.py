"""The database: one engine, one `transaction()`, SQLite and PostgreSQL alike.

SQLite runs in WAL mode with full sync, so that what is committed survives a power cut, and takes its
write lock at the start of a transaction: two writers queue instead of failing half-way.
"""

import os
import sqlite3
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import DateTime, Dialect, Engine, create_engine, event, inspect, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.dml import ReturningInsert
from sqlalchemy.types import TypeDecorator

from circles.vault import Vault

BUSY_SECONDS = 30
PREPARED = 512
"""Statements that a connection to SQLite keeps prepared: those of ticks, mails and answers are hundreds."""
BATCH = 500
"""Rows to write in one statement."""
WHOLE = 30_000
"""Rows to look up in one statement, by one value each: SQLite takes 32,766 values at most."""

Item = TypeVar("Item")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime; a naive one is refused before it reaches the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone reached the database: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class WriteWhileReading(RuntimeError):
    """A transaction opened for reading tried to write: a GET must never write."""


class _ReadOnly(Session):
    """A session that refuses to write."""


class Database:
    """An engine and the transactions on it."""

    def __init__(self, url: str, vault: Vault) -> None:
        self.engine = _engine(url)
        self._reading = self.engine.execution_options(read_only=True)
        self.vault = vault
        _drop_inherited_connections(self.engine)

    @contextmanager
    def transaction(self, *, read_only: bool = False) -> Iterator[Session]:
        """Give a session that commits at the end of the block and rolls back on any exception.

        What services want done after the commit stands in `db.info["wake"]` (see `wake`).
        """
        kind, engine = (_ReadOnly, self._reading) if read_only else (Session, self.engine)
        db = kind(engine, expire_on_commit=False, info={"vault": self.vault, "wake": []})
        with db, db.begin():
            yield db

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def seal(db: Session, raw: bytes) -> bytes:
    """Encrypt bytes for a `raw` column with the database's vault."""
    vault: Vault = db.info["vault"]
    return vault.seal(raw)


def unseal(db: Session, sealed: bytes) -> bytes:
    """Decrypt the bytes of a `raw` column."""
    vault: Vault = db.info["vault"]
    return vault.open(sealed)


def hashes(db: Session, text: str) -> list[str]:
    """Hash what must be known again but never read; the first is the one to keep."""
    vault: Vault = db.info["vault"]
    return vault.hashes(text)


def wake(db: Session, task: str, row_id: int) -> None:
    """Note that the worker's `task` should look at a row as soon as this transaction is committed."""
    db.info["wake"].append((task, row_id))


def row_or_none(db: Session, table: type[Item], row_id: int | None) -> Item | None:
    """Give the row of an id, None for none."""
    return db.get(table, row_id) if row_id else None


def insert_once(db: Session, row: Any) -> Any | None:
    """Insert a row unless one with its unique key is there; give its primary key, None if it was there."""
    values = {
        attribute.key: getattr(row, attribute.key)
        for attribute in inspect(type(row)).column_attrs
        if getattr(row, attribute.key) is not None
    }
    # Given apart from the statement, which is kept: a mail must not stay in it.
    return db.scalars(_insert(inspect(type(row)), postgres=is_postgresql(db)), [values]).first()


def insert_new(db: Session, table: type[Any], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert at once those of many rows whose unique key is free; give their ids, in no order."""
    if not rows:
        return []
    return list(db.scalars(_insert(inspect(table), postgres=is_postgresql(db)), rows))


@cache
def _insert(table: Mapper[Any], *, postgres: bool) -> ReturningInsert[Any]:
    """Insert what is not there, as plain rows, and give the primary keys of what was."""
    insert = postgresql.insert if postgres else sqlite.insert
    return insert(table.class_.__table__).on_conflict_do_nothing().returning(table.primary_key[0])


def batches(items: Sequence[Item], size: int = BATCH) -> Iterator[Sequence[Item]]:
    """Cut into pieces that fit one statement on either database."""
    return (items[start : start + size] for start in range(0, len(items), size))


def is_postgresql(db: Session) -> bool:
    """Tell whether row locks can be skipped (PostgreSQL) or the whole database is ours (SQLite)."""
    return db.get_bind().dialect.name == "postgresql"


def reachable(database: Database) -> bool:
    """Ask the database for one row."""
    with database.transaction(read_only=True) as db:
        return db.scalar(select(literal(1))) == 1


@event.listens_for(_ReadOnly, "before_flush")
def _refuse_writes_while_reading(db: Session, *_: object) -> None:
    if db.new or db.deleted or any(map(db.is_modified, db.dirty)):
        raise WriteWhileReading("this request only reads, yet it tried to write")


@event.listens_for(_ReadOnly, "do_orm_execute")
def _refuse_bulk_writes_while_reading(state: Any) -> None:
    if not state.is_select:
        raise WriteWhileReading("this request only reads, yet it tried to write")


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    in_memory = url in {"sqlite://", "sqlite:///:memory:"}
    options: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {}
    arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False, "cached_statements": PREPARED}
    engine = create_engine(url, connect_args=arguments, hide_parameters=True, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    begin = "BEGIN" if connection.get_execution_options().get("read_only") else "BEGIN IMMEDIATE"
    try:
        connection.connection.cursor().execute(begin)
    except sqlite3.OperationalError as error:  # the driver's own, which nobody else expects
        raise OperationalError(begin, None, error) from error


def _drop_inherited_connections(engine: Engine) -> None:
    """Make a forked worker open its own connections instead of sharing its parent's."""
    known = weakref.ref(engine)

    def forget() -> None:
        if (inherited := known()) is not None:
            inherited.dispose(close=False)

    os.register_at_fork(after_in_child=forget)
