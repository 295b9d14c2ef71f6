"""Taking a break, coming back, leaving and being erased by mail, over real sockets; Redis is searched too."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import select

from circles.domain.words import ParticipantState
from circles.mail.parse import parse
from circles.models import Address, Participant, Person
from circles.services import people
from tests.searching import places
from tests.test_walk import ANA, BO, CARL, DEE, PEOPLE
from tests.world import World, opened_world


@pytest.fixture
def world(tmp_path: Path, redis_url: str) -> Iterator[World]:
    database = f"sqlite:///{tmp_path / 'walk.sqlite3'}"
    with opened_world(tmp_path, redis_url, database, at(12, 1)) as world:
        world.upload(PEOPLE)
        world.form_and_publish()
        world.go_to(at(12, 1, 11))
        yield world


def test_who_deletes_their_data_by_mail_is_found_nowhere_any_more(world: World) -> None:
    invite = world.mail(BO, "Meet your circle")
    world.reply(invite, "Yes, and I am Bo Lind of the north")
    world.reply(invite, "Delete my data")
    world.reply(world.mail(BO, "Did you ask us to delete all we hold on you"), "Yes")
    assert "deleted all we held on you" in world.mail(BO, "Done").text
    cancel, last = world.mails(BO, ".")[-2:]
    assert parse(cancel.raw).calendar_method == "CANCEL"
    assert last.subject.startswith("Done")
    with world.runtime.transaction(read_only=True) as db:
        for word in (BO, "of the north"):
            assert places(db, word) == []
    assert in_redis(world, b"bo@meadow") == []


def test_a_late_reply_of_theirs_leaves_no_trace_either(world: World) -> None:
    invite = world.mail(BO, "Meet your circle")
    world.reply(invite, "Delete my data")
    world.reply(world.mail(BO, "Did you ask us"), "Yes")
    mails = len(world.relay.mails)
    world.reply(invite, "No, I can't come after all")
    world.reply(invite, "Undo")
    assert len(world.relay.mails) == mails
    with world.runtime.transaction(read_only=True) as db:
        assert places(db, BO) == []


def test_a_break_by_mail_and_back(world: World) -> None:
    invite = world.mail(BO, "Meet your circle")
    world.reply(invite, "Pause until 20 January 2027")
    told = world.mail(BO, "You're on a break till Wed 20 Jan").text
    assert '"Bo is taking a break". No reason.' in told
    world.go_to(at(1, 8, 12))
    assert world.mails(BO, "topic") == []
    assert "Bo is taking a break." in world.mail(CARL, "topic").text
    world.reply(world.mail(BO, "You're on a break"), "Resume")
    with world.runtime.transaction(read_only=True) as db:
        bo = select(Participant).join(Person).where(Person.name == "Bo Lind")
        assert not people.is_paused(db.scalars(bo).one(), world.runtime.now())


def test_leaving_by_mail_and_coming_back_to_ones_seat(world: World) -> None:
    world.reply(world.mail(DEE, "Meet your circle"), "stop")
    world.reply(world.mail(DEE, "Did you ask us to take you out"), "Yes")
    goodbye = world.mail(DEE, "You have left Springboard")
    world.go_to(at(1, 8, 12))
    assert "Dee has left the circle." in world.mail(ANA, "topic").text
    world.reply(goodbye, "Resume")
    assert state(world, DEE) is ParticipantState.PLACED
    assert "Tue 12 Jan" in world.mails(DEE, ".")[-1].text


def state(world: World, email: str) -> ParticipantState:
    with world.runtime.transaction(read_only=True) as db:
        theirs = select(Participant).join(Person).join(Address).where(Address.normalised == email)
        return db.scalars(theirs).one().state


def in_redis(world: World, word: bytes) -> list[bytes]:
    """Give the keys of Redis in which a word stands, whatever they hold."""
    redis: Redis = world.runtime.redis
    keys = [key for key in redis.scan_iter() if isinstance(key, bytes)]
    return [key for key in keys if word in key or word in (redis.dump(key) or b"")]


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026 if month == 12 else 2027, month, day, hour, tzinfo=UTC)
