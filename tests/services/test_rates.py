"""How much mail is acted on and answered."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import IncomingKind, IncomingState, MailKind
from circles.models import Incoming
from circles.services import outbox, rates
from circles.services.rates import FROM_ONE_SENDER, MOST_ANSWERS, TO_ONE_ADDRESS, Rate
from tests.services.stage import NOW, published

AGO = timedelta(minutes=59)


def received(
    db: Session, n: int, sender: str, at: datetime = NOW - AGO, state: IncomingState = IncomingState.READ
) -> Incoming:
    incoming = Incoming(
        recipient="circles+bo@reply.circles.example",
        hash=f"{sender}{n}{at}{state}",
        state=state,
        kind=IncomingKind.HUMAN,
        received_at=at,
        due_at=at,
        sender=sender,
    )
    db.add(incoming)
    db.flush()
    return incoming


@given(st.integers(0, 100), st.integers(0, 100))
def test_one_more_is_too_many_as_soon_as_the_hour_or_the_day_is_full(last_hour: int, last_day: int) -> None:
    reached = Rate(an_hour=20, a_day=60).is_reached(last_hour, last_day)
    assert reached is (last_hour >= 20 or last_day >= 60)


def test_a_sender_is_heard_again_after_an_hour_but_only_so_often_a_day(database: Database) -> None:
    with database.transaction() as db:
        for n in range(FROM_ONE_SENDER.an_hour):
            received(db, n, "bo@meadow.example")
        new = received(db, -1, "bo@meadow.example", NOW, IncomingState.STORED)
        assert "from this sender" in rates.too_many(db, new, NOW)
        assert not rates.too_many(db, new, NOW + timedelta(minutes=1))
        for n in range(FROM_ONE_SENDER.a_day - FROM_ONE_SENDER.an_hour):
            received(db, n, "bo@meadow.example", NOW - timedelta(hours=20))
        assert "from this sender" in rates.too_many(db, new, NOW + timedelta(minutes=1))
        assert not rates.too_many(db, new, NOW + timedelta(days=1))


def test_an_address_takes_more_than_one_sender_may_send(database: Database) -> None:
    with database.transaction() as db:
        new = received(db, -1, "bo@meadow.example", NOW, IncomingState.STORED)
        for n in range(TO_ONE_ADDRESS.an_hour - 1):
            received(db, n, f"{n}@meadow.example")
        assert not rates.too_many(db, new, NOW)
        received(db, -2, "last@meadow.example")
        assert "to this address" in rates.too_many(db, new, NOW)


@pytest.mark.parametrize("state", [IncomingState.QUARANTINED, IncomingState.STORED])
def test_what_was_not_acted_on_takes_nobodys_place(database: Database, state: IncomingState) -> None:
    with database.transaction() as db:
        for n in range(100):
            received(db, n, "bo@meadow.example", state=state)
        assert not rates.too_many(db, received(db, -1, "bo@meadow.example", NOW), NOW)


def test_answers_of_all_kinds_count_together(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo, to = stage.members["Bo"].person_id, stage.person("Bo")
        for n in range(MOST_ANSWERS - 1):
            kind = MailKind.HELP if n % 2 else MailKind.RECEIPT
            outbox.post(db, kind, to, f"incoming:{n}", NOW)
        assert rates.may_answer(db, bo, MailKind.UNSURE, NOW)
        outbox.post(db, MailKind.UNSURE, to, "incoming:99", NOW)
        for kind in rates.ANSWERS:
            assert not rates.may_answer(db, bo, kind, NOW)
            assert rates.may_answer(db, stage.members["Carl"].person_id, kind, NOW)
            assert rates.may_answer(db, bo, kind, NOW + timedelta(days=1, seconds=1))


def test_what_was_meant_is_asked_once_a_day(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        outbox.post(db, MailKind.UNSURE, stage.person("Bo"), "incoming:1", NOW)
        bo = stage.members["Bo"].person_id
        assert not rates.may_answer(db, bo, MailKind.UNSURE, NOW)
        assert rates.may_answer(db, bo, MailKind.RECEIPT, NOW)
