"""Who wrote a mail, in one walk over real sockets: a forged Leave, an authentic one, and a second address."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from circles.mail import demo_replies
from circles.runtime import use
from tests.mail.senders import Zones, sign
from tests.test_walk import ANA, BO, PEOPLE, answers, at
from tests.world import Received, World, opened_world

HEADERS = ("from", "to", "subject", "date", "message-id", "in-reply-to")
WORK = "bo@work.example"


@pytest.fixture
def world(tmp_path: Path, redis_url: str, sqlite_url: str) -> Iterator[World]:
    """A world whose DNS is a dict: it knows the policies and keys of two domains."""
    zones = Zones()
    for domain in ("meadow.example", "evil.example"):
        zones.publish(domain)
    with opened_world(tmp_path, redis_url, "sqlite:///" + str(tmp_path / "walk.sqlite3"), at(12, 1)) as world:
        world.runtime = replace(world.runtime, dns=zones)
        use(world.runtime)
        world.upload(PEOPLE)
        world.form_and_publish()
        yield world


def letter(world: World, mail: Received, text: str, sender: str = "") -> bytes:
    return demo_replies.reply(mail.raw, sender or mail.to, text, "gmail", world.runtime.now())


def test_a_forged_leave_changes_nothing_and_an_authentic_one_is_done_at_once(world: World) -> None:
    invite = world.mail(BO, "Meet your circle")
    world.send(invite, sign(letter(world, invite, "Leave"), "evil.example", headers=HEADERS))
    world.send(invite, letter(world, invite, "Leave"))
    assert not world.mails(BO, "Did you ask us|You have left")
    world.send(invite, sign(letter(world, invite, "Leave"), "meadow.example", headers=HEADERS))
    assert not world.mails(BO, "Did you ask us")
    assert len(world.mails(BO, "left")) == 1


def test_a_second_address_is_asked_about_offered_and_then_believed(world: World) -> None:
    invite = world.mail(BO, "Meet your circle")
    world.send(invite, letter(world, invite, "No", WORK))
    assert answers(world) == {}
    question = world.mail(BO, "Did you ask us")
    world.send(question, sign(letter(world, question, "Yes"), "meadow.example", headers=HEADERS))
    assert [each.value for each in answers(world).values()] == ["no"]
    assert "You wrote from an address that we don't know" in " ".join(world.mail(BO, "Noted").text.split())
    assert not world.mails(ANA, "Did you ask us")
