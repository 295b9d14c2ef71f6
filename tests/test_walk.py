"""The product in one walk: a list becomes a circle, an invite goes out, replies come back and are kept."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from circles.domain.words import FollowUpState, Rsvp
from circles.models import FollowUp, Meeting
from circles.services import attendance
from tests.world import World, opened_world

PEOPLE = """name;email;role;timezone;availability;topics
Ana Sousa;ana@meadow.example;mentor;Europe/Lisbon;Tue 10:00-12:00;"asking for advice"
Bo Lind;bo@meadow.example;mentee;Europe/Stockholm;Tue 11:00-13:00;"asking for advice"
Carl Weiss;carl@meadow.example;mentee;Europe/Berlin;Tue 11:00-13:00;
Dee Okafor;dee@meadow.example;mentee;Africa/Lagos;Tue 11:00-13:00;"public speaking"
"""
ANA, BO, CARL, DEE = (f"{name}@meadow.example" for name in ("ana", "bo", "carl", "dee"))


@pytest.fixture
def world(tmp_path: Path, redis_url: str, sqlite_url: str) -> Iterator[World]:
    with opened_world(tmp_path, redis_url, "sqlite:///" + str(tmp_path / "walk.sqlite3"), at(12, 1)) as world:
        yield world


def test_from_an_uploaded_list_to_a_follow_up_that_was_kept(world: World) -> None:
    world.upload(PEOPLE)
    world.form_and_publish()

    invite = world.mail(ANA, "Meet your circle: Bo, Carl and Dee")
    assert "Tue 12 Jan, 10:00-11:00 (Lisbon time)" in invite.text
    assert "Tue 12 Jan, 11:00-12:00 (Stockholm time)" in world.mail(BO, "Meet your circle").text

    world.reply(invite, "Yes, see you there", client="outlook")
    world.press(world.mail(BO, "Meet your circle"), Rsvp.NO)
    assert answers(world) == {ANA: Rsvp.YES, BO: Rsvp.NO}
    assert "You are coming" in world.mail(ANA, "Noted").text

    world.go_to(at(1, 12, 17))
    world.reply(
        world.mail(ANA, "Did your circle meet"),
        "Attended: Ana, Dee / Missed: Bo / Next: Dee - send the reading list - Friday",
        client="ios",
    )
    assert came(world) == {ANA: "came", DEE: "came", BO: "missed"}
    assert "Fri 15 Jan" in world.mail(ANA, "Noted").text

    world.go_to(at(1, 13, 17))
    world.reply(world.mail(DEE, "You said you would: send the reading list"), "done")
    with world.runtime.transaction(read_only=True) as db:
        kept = db.query(FollowUp).one()
        assert (kept.owner.person.email, kept.text, kept.state) == (
            DEE,
            "send the reading list",
            FollowUpState.DONE,
        )


def answers(world: World) -> dict[str, Rsvp]:
    with world.runtime.transaction(read_only=True) as db:
        first = db.query(Meeting).filter_by(n=1).one()
        return {said.participant.person.email: said.value for said in attendance.rsvps(db, [first]).values()}


def came(world: World) -> dict[str, str | None]:
    with world.runtime.transaction(read_only=True) as db:
        first = db.query(Meeting).filter_by(n=1).one()
        people = {m.participant_id: m.participant.person.email for m in first.circle.members}
        return {
            people[who]: standing.value for (_, who), standing in attendance.attendance(db, [first]).items()
        }


def at(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026 if month == 12 else 2027, month, day, hour, tzinfo=UTC)
