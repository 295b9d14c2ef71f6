"""Importing, taking in mail, minding the outbox and adding organizers from the command line."""

import contextlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from circles import migrations
from circles.cli import main
from circles.db import Database, unseal
from circles.domain.words import MailKind, OutgoingState, ParticipantState
from circles.mail.site import Site
from circles.models import Import, Incoming, Organizer, Outgoing, Participant, Program
from circles.services import outbox, programs
from circles.services.programs import SeasonPlan
from circles.vault import Vault, token_keys
from tests.databases import SECRET_KEY

SITE = Site("Circles", "circles@example.org", "reply.example.org", token_keys((SECRET_KEY,)))
FILE = "email,name\nana@example.org,Ana\nbo@example.org,Bo\nnobody,Carl\n"
MAIL = b"From: ana@example.org\nTo: Circles <%s>\nCc: bo@example.org\n\nYes\n"


@pytest.fixture
def run(database_url, tmp_path):
    """Run a command in a folder of its own, over the test's database and a Redis that is down."""
    runner = CliRunner(
        env={
            "SECRET_KEY": SECRET_KEY,
            "PUBLIC_URL": "https://circles.example",
            "MAIL_FROM": "circles@example.org",
            "REPLY_DOMAIN": "reply.example.org",
            "DATABASE_URL": database_url,
            "REDIS_URL": "redis://127.0.0.1:1",
        }
    )

    def call(*words, **given):
        with contextlib.chdir(tmp_path):
            return runner.invoke(main, words, **given)

    return call


@pytest.fixture
def database_url(tmp_path):
    url = f"sqlite:///{tmp_path / 'circles.sqlite3'}"
    database = Database(url, Vault([SECRET_KEY]))
    migrations.upgrade(database)
    database.close()
    return url


@pytest.fixture
def season(database):
    with database.transaction() as db:
        program = programs.add_program(db, "Springboard", "Europe/Lisbon")
        starts_on = datetime.now(UTC).date() + timedelta(days=30)
        return programs.add_season(db, program, SeasonPlan("Spring", starts_on), "circles", datetime.now(UTC))


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(FILE)
    return str(path)


def count(database, table):
    with database.transaction(read_only=True) as db:
        return db.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("name", ["1", "Spring"])
def test_an_import_invites_the_people_of_a_file(run, database, season, people, name):
    result = run("import", people, "--season", name, "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told == {
        "dry_run": False,
        "new": 2,
        "already": 0,
        "changed": 0,
        "refused": 0,
        "skipped": 1,
        "errors": [],
    }
    with database.transaction(read_only=True) as db:
        assert set(db.scalars(select(Participant.state))) == {ParticipantState.INVITED}
        assert db.scalars(select(Outgoing.kind)).all() == [MailKind.IMPORT_INVITE] * 2


def test_a_dry_run_tells_and_leaves_no_trace(run, database, season, people):
    result = run("import", people, "--season", "Spring", "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.startswith("2 new, 0 already here")
    assert "Row 4, Email: `nobody` has no @." in result.stdout
    assert "Nothing is saved" in result.stdout
    assert count(database, Import) == count(database, Participant) == count(database, Outgoing) == 0


def test_a_second_import_finds_everyone_there(run, season, people):
    run("import", people, "--season", "1")
    told = json.loads(run("import", people, "--season", "1", "--json").stdout)
    assert (told["new"], told["already"]) == (0, 2)


def test_a_season_that_is_not_there_is_answered_with_those_that_are(run, season, people):
    result = run("import", people, "--season", "Autumn")
    assert result.exit_code == 1
    assert "1 is Spring of Springboard" in result.stderr


def test_a_file_that_is_none_is_refused(run, season, tmp_path):
    path = tmp_path / "people.xlsx"
    path.write_bytes(b"PK\x03\x04")
    result = run("import", str(path), "--season", "1")
    assert result.exit_code == 1
    assert "save it as CSV" in result.stderr


@pytest.mark.parametrize("named", [True, False])
def test_a_mail_from_a_pipe_is_kept_for_whom_it_is(run, database, named):
    address = SITE.membership_address(1)
    raw = MAIL % address.encode()
    result = run("receive", *(["--to", address] if named else []), input=raw)
    assert result.exit_code == 0, result.output
    with database.transaction(read_only=True) as db:
        kept = db.scalars(select(Incoming)).one()
        assert (kept.recipient, unseal(db, kept.raw)) == ("membership:1", raw)


@pytest.mark.parametrize(
    ("words", "raw"),
    [
        ([], MAIL % b"stranger@example.org"),
        (["--to", "stranger@reply.example.org"], MAIL % SITE.membership_address(1).encode()),
        ([], b""),
    ],
)
def test_a_mail_for_nobody_here_is_refused_so_that_the_server_returns_it(run, database, words, raw):
    result = run("receive", *words, input=raw)
    assert result.exit_code == 67
    assert "no address of ours" in result.stderr
    assert count(database, Incoming) == 0


def test_a_mail_that_cant_be_kept_now_is_tried_again(run, database):
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE incoming RENAME TO away")
    result = run("receive", input=MAIL % SITE.membership_address(1).encode())
    assert result.exit_code == 75
    assert "Traceback" not in result.output


def test_the_outbox_is_counted_by_state(run, season, people):
    run("import", people, "--season", "1")
    result = run("outbox")
    assert "queued\t2\n" in result.stdout
    assert "failed\t0\n" in result.stdout


def test_what_is_stuck_is_listed_and_sent_again(run, database, season, people):
    run("import", people, "--season", "1")
    with database.transaction() as db:
        failed, held = db.scalars(select(Outgoing).order_by(Outgoing.id))
        failed.state, failed.error = OutgoingState.FAILED, "550 no such user"
        held.state = OutgoingState.HELD
    listed = run("outbox", "--stuck").stdout.splitlines()
    assert [line.split("\t")[:2] for line in listed] == [[str(failed.id), "failed"], [str(held.id), "held"]]
    assert listed[0].endswith("550 no such user")
    assert run("outbox", "--retry", str(failed.id)).exit_code == 0
    with database.transaction(read_only=True) as db:
        assert db.get_one(Outgoing, failed.id).state is OutgoingState.QUEUED
    assert "held or has failed" in run("outbox", "--retry", str(failed.id)).stderr
    assert "There is no mail 999" in run("outbox", "--retry", "999").stderr


def test_a_mail_that_should_have_left_is_stuck(run, database, season):
    with database.transaction() as db:
        long_ago = datetime.now(UTC) - timedelta(hours=1)
        outbox.post(db, MailKind.TEST, "organizer:1", "program:1", long_ago)
        outbox.post(db, MailKind.TEST, "organizer:2", "program:1", datetime.now(UTC))
    assert [line.split("\t")[3] for line in run("outbox", "--stuck").stdout.splitlines()] == ["organizer:1"]


def test_the_first_organizer_starts_a_program(run, database):
    result = run("organizer", "invite", "Ines@Example.org")
    assert result.exit_code == 0, result.output
    assert "https://circles.example/sign-in" in result.stdout
    with database.transaction(read_only=True) as db:
        invited = db.scalars(select(Organizer)).one()
        assert (invited.email, invited.program.name) == ("ines@example.org", "Circles")


def test_a_further_organizer_joins_the_program_there_is(run, database, season):
    run("organizer", "invite", "ines@example.org", "--name", "Inês")
    run("organizer", "invite", "ines@example.org")
    with database.transaction(read_only=True) as db:
        invited = db.scalars(select(Organizer)).one()
        assert (invited.name, invited.program.name) == ("Inês", "Springboard")


def test_of_several_programs_one_is_named(run, database, season):
    run("organizer", "invite", "ines@example.org", "--program", "Ladder", "--zone", "Europe/Lisbon")
    assert count(database, Program) == 2
    result = run("organizer", "invite", "rui@example.org")
    assert result.exit_code == 1
    assert "Springboard, Ladder" in result.stderr


def test_an_address_that_is_none_is_refused(run, database):
    assert "has no @" in run("organizer", "invite", "ines").stderr
    assert count(database, Program) == 0


@pytest.mark.parametrize("words", [["import"], ["receive"], ["outbox"], ["organizer", "invite"]])
def test_help_shows_an_example(run, words):
    assert "Example: circles" in run(*words, "--help").stdout
