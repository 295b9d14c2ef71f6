"""A fresh database for each test, with every table: SQLite, PostgreSQL, and a Redis."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import Dialect, Engine, create_engine, event, make_url

from circles.db import Database
from circles.domain.tokens import named
from circles.embedded_redis import embedded_redis
from circles.mail.site import Site
from circles.models import Table
from circles.vault import Vault
from tests.postgres import own_database

SECRET_KEY = "only-for-tests-0123456789abcdef"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database with every table."""
    kept = _kept(make_url(database_url).drivername)
    kept.leads_to = database_url
    yield kept
    kept.close()


class Kept(Database):
    """One engine for many tests, each with a database of its own: it remembers the SQL of every statement."""

    leads_to = ""

    def __init__(self, driver: str) -> None:
        super().__init__(f"{driver}:///unused", Vault([SECRET_KEY]))
        event.listen(self.engine, "do_connect", self._lead)

    def _lead(self, dialect: Dialect, _: object, arguments: list[Any], options: dict[str, Any]) -> None:
        arguments[:], led = dialect.create_connect_args(make_url(self.leads_to))
        options |= led


_kept = cache(Kept)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The database of a test: SQLite here; tests/services runs on both."""
    return sqlite_url


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copy(sqlite_template, tmp_path / "circles.sqlite3")
    return f"sqlite:///{tmp_path / 'circles.sqlite3'}"


@pytest.fixture
def postgresql_url(postgresql_engine: Engine) -> str:
    """This worker's database, emptied row by row: a hundred times quicker than TRUNCATE on empty tables."""
    tables = reversed(Table.metadata.sorted_tables)
    with postgresql_engine.begin() as connection:
        connection.exec_driver_sql("; ".join(f"DELETE FROM {table.name}" for table in tables))
    return postgresql_engine.url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file to copy: twenty times quicker than making the tables anew."""
    path = tmp_path_factory.mktemp("template") / "circles.sqlite3"
    engine = create_engine(f"sqlite:///{path}")
    Table.metadata.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_engine(postgresql_server: str, worker_id: str) -> Iterator[Engine]:
    """This test worker's database, with every table."""
    with own_database(postgresql_server, f"circles_{worker_id}") as url:
        engine = create_engine(url)
        Table.metadata.create_all(engine)
        yield engine
        engine.dispose()


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """A real Redis with nothing in it."""
    with Redis.from_url(redis_server) as redis:
        redis.flushall()
    return redis_server


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with embedded_redis(tmp_path_factory.mktemp("redis")) as url:
        yield url


def written_to(kept: str, site: Site) -> str:
    """Give the address that mail to a membership came to, by what is kept of it; else what is kept."""
    token = named(kept)
    return site.membership_address(token.id) if token and token.kind == "membership" else kept
