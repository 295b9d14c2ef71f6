"""Handing a meeting on, notes and thoughts by mail, over real sockets and the worker."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from circles.models import Meeting
from tests.test_walk import ANA, BO, CARL, DEE, PEOPLE
from tests.world import World, opened_world


@pytest.fixture
def world(tmp_path: Path, redis_url: str) -> Iterator[World]:
    database = f"sqlite:///{tmp_path / 'walk.sqlite3'}"
    with opened_world(tmp_path, redis_url, database, at(12, 1)) as world:
        world.upload(PEOPLE)
        world.form_and_publish()
        world.go_to(at(1, 6, 12))
        yield world


def test_a_draft_is_passed_on_and_the_next_host_gets_their_own(world: World) -> None:
    world.reply(world.mail(ANA, "you host on Tue 12 Jan"), "Pass")
    assert "Bo Lind hosts the meeting on Tue 12 Jan" in world.mail(ANA, "Noted").text
    world.work()
    assert "you lead the meeting" in world.mail(BO, "you host on Tue 12 Jan").text
    world.go_to(at(1, 8, 12))
    assert "Host: you" in world.mail(BO, "Tuesday's topic").text
    assert "Host: Bo" in world.mail(CARL, "Tuesday's topic").text


def test_an_hour_before_it_bo_is_asked_says_yes_and_gets_the_thoughts(world: World) -> None:
    world.go_to(at(1, 8, 12))
    world.reply(
        world.mail(DEE, "Tuesday's topic"),
        "No\n\nThought: Whoever took an hour for me when I was new did more than any course.",
        client="outlook",
    )
    assert "Whoever took an hour" in world.mail(ANA, "Dee's thought for Tuesday's meeting").text
    world.go_to(at(1, 12, 9))
    world.reply(world.mail(ANA, "Tuesday's topic"), "Swap Bo", client="ios")
    world.reply(world.mail(BO, "Would you host"), "Yes, gladly")
    assert host(world) == "Bo Lind"
    assert "nothing for you to prepare" in world.mail(ANA, "Bo hosts").text
    assert "Whoever took an hour" in world.mail(BO, "Dee's thought").text


def test_a_note_reaches_the_others_and_a_note_to_it_the_first_writer(world: World) -> None:
    world.reply(world.mail(BO, "Meet your circle"), "Circle: running ten minutes late\n\nThanks, Bo")
    for reader in (ANA, CARL, DEE):
        note = world.mail(reader, "Bo to Circle")
        assert "running ten minutes late" in note.text
        assert "meadow.example" not in note.text
    assert world.mails(BO, "Bo to Circle") == []
    mails = len(world.relay.mails)
    world.reply(world.mail(CARL, "Bo to Circle"), "Thanks!")
    assert len(world.relay.mails) == mails
    world.reply(world.mail(CARL, "Bo to Circle"), "Circle: take your time")
    assert "take your time" in world.mail(BO, "Carl to Circle").text


def host(world: World) -> str:
    with world.runtime.transaction(read_only=True) as db:
        found = db.get_one(Meeting, 1).host
        assert found is not None
        return found.participant.person.name


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026 if month == 12 else 2027, month, day, hour, tzinfo=UTC)
