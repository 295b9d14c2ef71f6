"""The migrations make the very tables the models describe, on both databases."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, select, text

from circles import migrations
from circles.db import Database
from circles.domain.words import TrustLevel
from circles.models import Incoming, Lease, Season, Table
from circles.vault import Vault
from tests.databases import SECRET_KEY
from tests.postgres import own_database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        if request.param == "postgresql":
            server, worker = map(request.getfixturevalue, ("postgresql_server", "worker_id"))
            url = stack.enter_context(own_database(server, f"migrations_{worker}"))
        database = Database(url, Vault([SECRET_KEY]))
        stack.callback(database.close)
        yield database


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Table.metadata))


def test_an_empty_database_becomes_current_and_matches_the_models(empty: Database) -> None:
    assert not migrations.is_current(empty)
    migrations.upgrade(empty)
    assert migrations.is_current(empty)
    assert differences(empty.engine) == []


def test_a_database_of_an_earlier_version_is_not_current(empty: Database) -> None:
    migrations.upgrade(empty, "0003")
    assert not migrations.is_current(empty)


def test_a_season_of_the_first_version_comes_along(empty: Database) -> None:
    migrations.upgrade(empty, "0001")
    with empty.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO program (id, slug, name, about, zone, language, choices)"
                " VALUES (1, 'harbour', 'Harbour', '', 'UTC', 'en', '[]')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO season (id, program_id, name, state, starts_on, meetings, every_weeks, minutes,"
                " size_lo, size_hi, mentors_lo, mentors_hi, place)"
                " VALUES (1, 1, 'Spring', 'open', '2027-03-01', 6, 4, 60, 4, 8, 1, 2, '')"
            )
        )
    migrations.upgrade(empty)
    with empty.transaction(read_only=True) as db:
        season = db.get_one(Season, 1)
        assert (season.name, season.weights) == ("Spring", {})


def test_whom_we_believed_comes_along(empty: Database) -> None:
    migrations.upgrade(empty, "0004")
    with empty.engine.begin() as connection:
        for digest, outcome in (("a", '{"trust": {"level": "A", "why": "DMARC"}}'), ("b", "{}")):
            connection.execute(
                text(
                    "INSERT INTO incoming (recipient, hash, state, received_at, due_at, attempts, sender,"
                    " subject, message_id, outcome) VALUES ('membership:1', :hash, 'read', '2027-01-01',"
                    " '2027-01-01', 0, '', '', '', :outcome)"
                ),
                {"hash": digest, "outcome": outcome},
            )
    migrations.upgrade(empty)
    with empty.transaction(read_only=True) as db:
        levels = select(Incoming.hash, Incoming.level).order_by(Incoming.hash)
        assert db.execute(levels).all() == [("a", TrustLevel.A), ("b", None)]


def test_every_version_can_be_taken_back(empty: Database) -> None:
    migrations.upgrade(empty)
    config = Config()
    config.set_main_option("script_location", str(migrations.FOLDER))
    for version in ("0004", "0003", "0002", "0001"):
        with empty.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, version)
        assert not migrations.is_current(empty)
    migrations.upgrade(empty)
    assert differences(empty.engine) == []


def test_upgrading_twice_changes_nothing(empty: Database) -> None:
    migrations.upgrade(empty)
    with empty.transaction() as db:
        db.add(Lease(name="clock", holder="me", until=datetime(2027, 1, 1, tzinfo=UTC)))
    migrations.upgrade(empty)
    with empty.transaction(read_only=True) as db:
        assert db.get_one(Lease, "clock").holder == "me"
