"""A signed delivery counts once, for as long as what it brought is kept."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from circles.db import Database
from circles.models import Replay
from circles.services import replays

NOW = datetime(2026, 1, 12, 10, 0, tzinfo=UTC)


def test_a_delivery_is_the_first_once(database: Database) -> None:
    for expected in (True, False):
        with database.transaction() as db:
            assert replays.is_first(db, "raw:1", NOW) is expected
    with database.transaction() as db:
        assert replays.is_first(db, "mailgun:1", NOW)


def test_a_delivery_that_was_rolled_back_is_the_first_again(database: Database) -> None:
    with database.transaction() as db:
        assert replays.is_first(db, "raw:1", NOW)
        db.rollback()
    with database.transaction() as db:
        assert replays.is_first(db, "raw:1", NOW)


def test_what_is_too_old_to_be_used_again_is_forgotten(database: Database) -> None:
    with database.transaction() as db:
        replays.is_first(db, "old", NOW - timedelta(seconds=1))
        replays.is_first(db, "new", NOW)
        replays.sweep(db, NOW)
        assert db.scalars(select(Replay.key)).all() == ["new"]
