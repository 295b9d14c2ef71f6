"""Erasing an address from the command line."""

import contextlib
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from circles import migrations
from circles.cli import main
from circles.db import Database
from circles.vault import Vault
from tests.databases import SECRET_KEY
from tests.relay import Relay
from tests.searching import places
from tests.services.stage import published

BO = "bo@meadow.example"
Run = Callable[..., Result]


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'circles.sqlite3'}"
    database = Database(url, Vault([SECRET_KEY]))
    migrations.upgrade(database)
    with database.transaction() as db:
        published(db)
    database.close()
    return url


@pytest.fixture
def relay() -> Iterator[Relay]:
    with Relay() as relay:
        yield relay


@pytest.fixture
def environment(database_url: str, relay: Relay) -> dict[str, str]:
    return {
        "SECRET_KEY": SECRET_KEY,
        "PUBLIC_URL": "https://circles.example",
        "MAIL_FROM": "circles@example.org",
        "REPLY_DOMAIN": "reply.example.org",
        "DATABASE_URL": database_url,
        "REDIS_URL": "redis://127.0.0.1:1",
        "SMTP_URL": relay.url,
    }


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Iterator[Run]:
    """Run the command with input that is no terminal."""
    runner = CliRunner(env=environment)
    with contextlib.chdir(tmp_path):
        yield lambda *words, **given: runner.invoke(main, ["erase", *words], **given)


def test_an_address_is_erased_and_its_owner_told(run: Run, relay: Relay, database: Database) -> None:
    done = run("BO@Meadow.example")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "Erased from Springboard: 1 season, 1 address, 0 mails from them, 0 mails to them.",
        "Nothing but a hash is left of the address; it keeps imports from bringing it back.",
    ]
    assert [to for to, _ in relay.mails] == [BO]
    with database.transaction(read_only=True) as db:
        assert places(db, BO) == []


def test_an_unknown_address_is_said_to_be_unknown(run: Run) -> None:
    done = run("nobody@meadow.example")
    assert done.exit_code == 1
    assert "Nothing here holds nobody@meadow.example." in done.output


def test_a_last_mail_that_can_not_leave_is_told(run: Run) -> None:
    done = run(BO, env={"SMTP_URL": "smtp://127.0.0.1:1"})
    assert done.exit_code == 0
    assert "One last mail has not left yet." in done.output


def test_an_organizer_is_no_member_to_erase(run: Run) -> None:
    assert run("ines@springboard.example").exit_code == 1


def test_at_a_terminal_it_asks_first(environment: dict[str, str], tmp_path: Path, database: Database) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"n\n")
    command = [sys.executable, "-m", "circles.cli", "erase", BO]
    asked = subprocess.run(
        command,
        check=False,
        stdin=theirs,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | environment,
    )
    os.close(ours)
    os.close(theirs)
    assert asked.returncode == 1
    assert "This can't be undone. [y/N]" in asked.stdout
    with database.transaction(read_only=True) as db:
        assert places(db, BO)


def test_help_shows_an_example(run: Run) -> None:
    assert "Example: circles erase ana@example.org" in run("--help").output
