"""What goes wrong with a SQLite database, made to happen: a full disk, and somebody who holds the lock."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Connection, event

from circles.db import Database

UNLIMITED = 2**30


@contextmanager
def full_disk(database: Database) -> Iterator[None]:
    """Let the database grow by no page while the block lasts."""
    most = [1]  # SQLite takes the pages there are instead

    @event.listens_for(database.engine, "begin")
    def limit(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most[0]}")

    yield
    most[0] = UNLIMITED


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Hold the write lock while the block lasts; who waits for it gives up after a tenth of a second."""
    with database.engine.connect() as connection:
        path = connection.exec_driver_sql("PRAGMA database_list").one().file

    def hurry(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA busy_timeout = 100")

    event.listen(database.engine, "checkout", hurry)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        yield
        holder.execute("ROLLBACK")
    event.remove(database.engine, "checkout", hurry)
