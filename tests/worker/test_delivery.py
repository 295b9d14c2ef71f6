"""What the mail server said is written down, even when the database is away just then."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from circles.domain.people_file import Row
from circles.domain.words import MailKind, OutgoingState, Role
from circles.models import Address, Outgoing
from circles.services import enrolment, outbox, people, programs
from tests.services.stage import published
from tests.world import Clock
from worker import delivery, sweep

EVA = "eva@brook.example"
RAW = b"Subject: hello\r\n\r\nYes\r\n"


@pytest.fixture
def mails(runtime):
    """Two mails that were written before and wait to be sent."""
    now = runtime.now()
    with runtime.transaction() as db:
        program = programs.add_program(db, "Springboard", "UTC")
        for n in (1, 2):
            person = people.add_person(
                db, program.id, "Ana", f"ana{n}@example.org", "Europe/Lisbon", "en", now
            )
            outbox.post(db, MailKind.HELP, f"person:{person.id}", f"program:{program.id}", now)
        posted = db.scalars(select(Outgoing).order_by(Outgoing.id)).all()
        for mail in posted:
            outbox.keep_bytes(db, mail, RAW, [])
    return [mail.id for mail in posted]


def rename(runtime, table, name):
    with runtime.database.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))


def states(runtime):
    with runtime.transaction(read_only=True) as db:
        return db.scalars(select(Outgoing.state).order_by(Outgoing.id)).all()


class Wire:
    """Sends as told, and keeps what it was given."""

    def __init__(self, send):
        self.given = []
        self._send = send

    def send(self, mails, journal):
        self.given = [(mail.envelope_to, mail.raw) for mail in mails]
        self._send(mails, journal)


class Stumbling:
    """A clock that fails the second time it is asked: while the first mail is written."""

    def __init__(self, now):
        self._now = now
        self._asked = 0

    def __call__(self):
        self._asked += 1
        if self._asked == 2:
            raise OSError("the clock stumbled")
        return self._now


def test_a_batch_that_was_written_before_goes_as_it_was(runtime, mails):
    def send(batch, journal):
        for mail in batch:
            assert journal.leaving(mail)
            journal.sent(mail, "250 OK")

    wire = Wire(send)
    delivery.deliver(replace(runtime, transport=wire), mails)
    assert wire.given == [("ana1@example.org", RAW), ("ana2@example.org", RAW)]
    assert states(runtime) == [OutgoingState.SENT, OutgoingState.SENT]


def test_a_yes_is_kept_until_the_database_can_take_it(runtime, mails):
    def send(batch, journal):
        first, second = batch
        journal.leaving(first)
        journal.sent(first, "250 OK")
        rename(runtime, "outgoing", "away")
        try:
            journal.leaving(second)
        finally:
            rename(runtime, "away", "outgoing")

    with pytest.raises(DBAPIError):
        delivery.deliver(replace(runtime, transport=Wire(send)), mails)
    assert states(runtime) == [OutgoingState.SENT, OutgoingState.QUEUED]


def test_a_refused_address_is_noted_before_the_next_mail_leaves(runtime, mails):
    """Or a worker that ends in the middle of a batch would lose all the batch has learned."""
    noted = []

    def send(batch, journal):
        first, second = batch
        journal.leaving(first)
        journal.refused(first, "550 5.1.1 no such user", permanent=True, at_recipient=True)
        journal.leaving(second)
        with runtime.transaction(read_only=True) as db:
            noted.extend(db.scalars(select(Address.bounce).order_by(Address.id)))

    delivery.deliver(replace(runtime, transport=Wire(send)), mails)
    assert noted == ["5.1.1", ""]


def test_what_was_not_sent_is_given_back_at_once(runtime, mails):
    delivery.deliver(replace(runtime, transport=Wire(lambda batch, journal: None)), mails)
    assert states(runtime) == [OutgoingState.QUEUED, OutgoingState.QUEUED]
    with runtime.transaction(read_only=True) as db:
        assert outbox.due(db, runtime.now()) == mails


def test_a_fault_in_writing_that_does_not_happen_again_is_logged_and_holds_no_mail_up(runtime, mails):
    clock = Stumbling(runtime.now())
    wire = Wire(lambda batch, journal: None)
    with capture_logs() as logs:
        delivery.deliver(replace(runtime, transport=wire, clock=clock), mails)
    assert [to for to, _ in wire.given] == ["ana1@example.org", "ana2@example.org"]
    assert [(entry["log_level"], entry["exc_info"]) for entry in logs] == [("warning", True)]


def test_a_digest_that_would_say_nothing_is_not_sent(runtime):
    now = runtime.now()
    with runtime.transaction() as db:
        program = programs.add_program(db, "Springboard", "UTC")
        organizer = programs.add_organizer(db, program, "olga@example.org", "Olga")
        outbox.post(db, MailKind.DIGEST, f"organizer:{organizer.id}", f"program:{program.id}", now)
        posted = list(db.scalars(select(Outgoing.id)))
    wire = Wire(lambda batch, journal: None)
    delivery.deliver(replace(runtime, transport=wire), posted)
    assert wire.given == []
    assert states(runtime) == [OutgoingState.SUPERSEDED]


def test_a_worker_that_comes_back_at_night_sends_what_answers_and_keeps_the_rest_to_each_readers_morning(
    runtime,
):
    """An import enrols Eva and Bo leaves on a Monday evening, just before the mail server goes away."""
    evening = datetime(2026, 12, 7, 18, 50, tzinfo=UTC)
    with runtime.transaction() as db:
        stage = published(db)
        for mail in db.scalars(select(Outgoing)):
            mail.state = OutgoingState.SENT
        eva = Row(2, EVA, "Eva", EVA, Role.MENTEE, 1, (), "Europe/Oslo", (), {}, (), (), "en")
        by_import = enrolment.Enrolment(stage.season, "Inês", "organizer:1", "people.csv")
        enrolment.bring_in(db, by_import, enrolment.look_up(db, stage.season, [eva]), evening)
        people.leave(db, stage.members["Bo"], evening)
    sweep.tick(replace(runtime, clock=Clock(evening)))
    for hours, minutes, readers in (
        (3, 0, ["bo@meadow.example"]),
        (7, 59, []),
        (8, 0, [EVA]),
        (9, 0, ["bo@meadow.example", "ines@springboard.example"]),
    ):
        assert sent_at(runtime, datetime(2026, 12, 8, hours, minutes, tzinfo=UTC)) == readers


def sent_at(runtime, now):
    """Let a tick and a worker do their part at an instant; give who was written to."""

    def send(batch, journal):
        for mail in batch:
            assert journal.leaving(mail)
            journal.sent(mail, "250 OK")

    wire = Wire(send)
    working = replace(runtime, transport=wire, clock=Clock(now))
    sweep.tick(working)
    with runtime.transaction(read_only=True) as db:
        due = outbox.due(db, now)
    delivery.deliver(working, due)
    return sorted(to for to, _ in wire.given)
