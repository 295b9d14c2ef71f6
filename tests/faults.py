"""What goes wrong with a SQLite database, made to happen: a full disk, and somebody who holds the lock."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Connection, event

from circles.db import Database


@contextmanager
def full_disk(database: Database) -> Iterator[None]:
    """Let the database grow by no page while the block lasts."""

    def limit(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite takes the pages there are instead

    event.listen(database.engine, "begin", limit)
    yield
    event.remove(database.engine, "begin", limit)
    database.close()  # the limit is each connection's own


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
