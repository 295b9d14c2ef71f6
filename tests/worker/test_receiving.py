"""Mail that can't be read: not now, or not by us."""

import pytest
from sqlalchemy import text

from circles.domain.words import IncomingState
from circles.models import Incoming
from circles.runtime import Runtime
from circles.services import inbox
from tests.services.stage import published
from worker import reading

RAW = b"From: ana@meadow.example\r\nSubject: Re: your circle\r\n\r\nYes\r\n"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def stored(runtime: Runtime) -> int:
    """A mail to Ana's place in her circle."""
    with runtime.transaction() as db:
        stage = published(db)
        ana = stage.circle.members[0]
        recipient = runtime.site.membership_address(ana.id)
        kept = inbox.store(db, RAW, recipient, runtime.now())
    assert kept is not None
    return kept


def state(runtime: Runtime, stored: int) -> IncomingState:
    with runtime.transaction(read_only=True) as db:
        return db.get_one(Incoming, stored).state


def test_a_mail_waits_while_the_database_does_not_answer(runtime: Runtime, stored: int) -> None:
    with runtime.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE outgoing RENAME TO away"))
    reading.receive(runtime, [stored])
    assert state(runtime, stored) is IncomingState.STORED
    with runtime.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO outgoing"))
    reading.receive(runtime, [stored])
    assert state(runtime, stored) is not IncomingState.STORED


def test_a_mail_that_fails_in_our_hands_is_put_before_an_organizer(runtime: Runtime, stored: int) -> None:
    with runtime.transaction() as db:
        db.get_one(Incoming, stored).raw = b"not what we sealed"
    reading.receive(runtime, [stored])
    with runtime.transaction(read_only=True) as db:
        incoming = db.get_one(Incoming, stored)
        assert incoming.state is IncomingState.REVIEW
        assert incoming.person is not None
        assert "A fault of ours" in incoming.outcome["reason"]
