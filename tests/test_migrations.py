"""The migrations make the very tables the models describe, on both databases."""

import json
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
from circles.models import Address, Board, Incoming, Lease, Participant, Season, Table
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


def take_back(database: Database, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations.FOLDER))
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, to)


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


_SEASON = """
INSERT INTO program (id, slug, name, about, zone, language, choices)
    VALUES (1, 'harbour', 'Harbour', '', 'UTC', 'en', '[]');
INSERT INTO season (id, program_id, name, state, starts_on, meetings, every_weeks, minutes, size_lo, size_hi,
    mentors_lo, mentors_hi, place) VALUES (1, 1, 'Spring', 'open', '2027-03-01', 6, 4, 60, 4, 8, 1, 2, '')
"""


def test_a_season_of_the_first_version_comes_along(empty: Database) -> None:
    migrations.upgrade(empty, "0001")
    with empty.engine.begin() as connection:
        for statement in _SEASON.split(";"):
            connection.execute(text(statement))
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


SAID = {
    ("No hours were given.", "Ask when they could meet; two or three hours a week are enough."): {
        "why": "no-hours",
        "remedy": "Ask when they could meet; two or three hours a week are enough.",
    },
    (
        "Circles 1, 2 and 14 could meet when they are free, but are full.",
        "If Tuesdays at 10:00 (Lisbon time) were possible, there is a place in circle 3.",
    ): {
        "why": "full",
        "circles": [1, 2, 14],
        "helps": "an-hour",
        "circle": 3,
        "weekday": 1,
        "start": "10:00",
        "zone": "Europe/Lisbon",
    },
    (
        "No circle can meet at an hour when they are free.",
        "If Tuesdays at 10:00 (Oslo time) were possible, there is a place in circle 3.",
    ): {
        "why": "no-shared-hour",
        "remedy": "If Tuesdays at 10:00 (Oslo time) were possible, there is a place in circle 3.",
    },
    (
        "They are to be together with Bo and Carl, and Carl gave no hours.",
        "Ask Carl for hours, or let them be placed apart.",
    ): {
        "why": "silent-partner",
        "partners": ["Bo and Carl"],
        "silent": ["Carl"],
        "remedy": "Ask Carl for hours, or let them be placed apart.",
    },
    (
        "No circle can meet at an hour when they are free.",
        "If tirsdage at 10:00 (Lisbon time) were possible, there is a place in circle 3.",
    ): {
        "why": "no-shared-hour",
        "remedy": "If tirsdage at 10:00 (Lisbon time) were possible, there is a place in circle 3.",
    },
    ("You took them out by hand.", ""): {"reason": "You took them out by hand."},
    ("Every circle is full.", ""): {"why": "all-full"},
    (
        "The hours given never hold a meeting of 60 minutes that begins on the half-hour.",
        "Ask for one stretch of 60 minutes or more, or make the meetings shorter.",
    ): {
        "why": "too-short",
        "minutes": 60,
        "remedy": "Ask for one stretch of 60 minutes or more, or make the meetings shorter.",
    },
    ("", ""): {},
}
"""By what an earlier version wrote down of why somebody waits, and what would help."""
CAME_BACK = {"there is no such mailbox": "5.1.1", "the mailbox is on the moon": "the mailbox is on the moon"}
_WAITS = """
INSERT INTO person (id, program_id, name, zone, language, created_at)
    VALUES (:id, 1, 'Ana', 'Europe/Lisbon', 'en', '2027-01-01');
INSERT INTO participant (id, season_id, person_id, role, state, availability, topics, attributes, circles,
    hopes, needs, link_version, feed_version, request, enrolled_by, enrolled_at, may_quote, waiting_reason,
    waiting_remedy) VALUES (:id, 1, :id, 'mentee', 'waitlisted', '', '[]', '{}', 1,
    '', '', 0, 0, 0, '', '2027-01-01', :no, :reason,
    :remedy);
INSERT INTO pair (season_id, a_id, b_id, kind) VALUES (1, :id, :id, 'apart');
INSERT INTO address (person_id, program_id, normalised, written, bounce) VALUES (:id, 1, :id, '', :bounce)
"""


def waiting(database: Database) -> list[object]:
    """Give what stands in the rows of earlier versions about why somebody waits and mail comes back."""
    with database.engine.connect() as connection:
        people = connection.execute(
            text("SELECT waiting_reason, waiting_remedy FROM participant ORDER BY id")
        )
        drafts = connection.scalars(text("SELECT suggested FROM board"))
        bounces = connection.scalars(text("SELECT bounce FROM address ORDER BY id"))
        return [*map(tuple, people), *(json.loads(each) for each in map(_as_text, drafts)), *bounces]


def _as_text(draft: object) -> str:
    return draft if isinstance(draft, str) else json.dumps(draft)


def test_why_somebody_waits_or_is_not_reached_comes_along_as_a_code_and_goes_back(empty: Database) -> None:
    migrations.upgrade(empty, "0005")
    drafts = {
        "circles": [],
        "waiting": {
            str(n): {"reason": reason, "remedy": remedy}
            for n, (reason, remedy) in enumerate(SAID, start=1)
            if reason
        },
    }
    bounces = [*CAME_BACK, *[""] * (len(SAID) - len(CAME_BACK))]
    with empty.engine.begin() as connection:
        for statement in _SEASON.split(";"):
            connection.execute(text(statement))
        for n, ((reason, remedy), bounce) in enumerate(zip(SAID, bounces, strict=True), start=1):
            values = {"id": n, "no": False, "reason": reason, "remedy": remedy, "bounce": bounce}
            for statement in _WAITS.split(";"):
                connection.execute(text(statement), values)
        board = "INSERT INTO board (season_id, version, changed_by, step, anew, suggested)"
        written = {"no": False, "drafts": json.dumps(drafts)}
        connection.execute(text(f"{board} VALUES (1, 0, '', '', :no, :drafts)"), written)
    before = waiting(empty)
    migrations.upgrade(empty)
    assert differences(empty.engine) == []
    with empty.transaction(read_only=True) as db:
        assert list(db.scalars(select(Participant.wait).order_by(Participant.id))) == [*SAID.values()]
        assert list(db.scalars(select(Address.bounce).order_by(Address.id)))[:2] == [*CAME_BACK.values()]
        board = db.get_one(Board, 1)
        assert board.before is None
        assert board.suggested["waiting"] == {str(n): wait for n, wait in enumerate(SAID.values(), 1) if wait}
    take_back(empty, "0005")
    assert waiting(empty) == before


def test_seasons_whose_topics_nobody_has_chosen_keep_the_usual_ones(empty: Database) -> None:
    migrations.upgrade(empty, "0006")
    another = _SEASON.split(";")[1].replace("(1, 1,", "(2, 1,")
    with empty.engine.begin() as connection:
        for statement in (*_SEASON.split(";"), another, "UPDATE season SET topics = '[3, 1]' WHERE id = 2"):
            connection.execute(text(statement))
    migrations.upgrade(empty)
    topics = select(Season.topics).order_by(Season.id)
    with empty.transaction(read_only=True) as db:
        assert list(db.scalars(topics)) == [None, [3, 1]]
    take_back(empty, "0006")
    with empty.transaction(read_only=True) as db:
        assert list(db.scalars(topics)) == [[], [3, 1]]


def test_every_version_can_be_taken_back(empty: Database) -> None:
    migrations.upgrade(empty)
    for version in ("0006", "0005", "0004", "0003", "0002", "0001"):
        take_back(empty, version)
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
