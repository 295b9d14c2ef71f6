"""Mail in the hands of a worker: who wrote it is found out first, and what can't be read is not lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from circles.domain.words import IncomingState, MailKind, ParticipantState
from circles.models import Incoming, Membership, Outgoing, Program
from circles.runtime import Runtime
from circles.services import inbox
from tests.mail.senders import Zones, sign
from tests.services.stage import published
from worker import reading

SIGNED = ("from", "to", "subject")
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


def leave_mail(runtime: Runtime, to: str = "") -> tuple[bytes, str]:
    """Write a mail of Ana's that says Leave, to her place in her circle or `to` somebody else."""
    recipient = runtime.site.membership_address(1)
    raw = f"From: ana@meadow.example\r\nTo: {to or recipient}\r\nSubject: Re: Circle 1\r\n\r\nLeave\r\n"
    return raw.encode(), recipient


def received(runtime: Runtime, raw: bytes, recipient: str) -> Incoming:
    with runtime.transaction() as db:
        if not db.get(Program, 1):
            published(db)
        kept = inbox.store(db, raw, recipient, runtime.now())
    assert kept is not None
    reading.receive(runtime, [kept])
    with runtime.transaction(read_only=True) as db:
        return db.get_one(Incoming, kept)


def asked(runtime: Runtime) -> int:
    with runtime.transaction(read_only=True) as db:
        return len(db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.ASK)).all())


def has_left(runtime: Runtime) -> bool:
    with runtime.transaction(read_only=True) as db:
        return db.get_one(Membership, 1).participant.state is ParticipantState.LEFT


def test_who_wrote_a_mail_is_found_out_while_no_lock_is_held(runtime: Runtime) -> None:
    zones = Zones()
    zones.publish("meadow.example")

    def slow(name: str, kind: str) -> list[str]:
        with runtime.transaction() as db:
            db.get_one(Program, 1).name = f"Springboard, asked for {len(zones.asked)}"
        return zones(name, kind)

    raw, recipient = leave_mail(runtime)
    incoming = received(replace(runtime, dns=slow), sign(raw, "meadow.example", headers=SIGNED), recipient)
    assert incoming.outcome["trust"]["level"] == "A"
    assert "meadow.example signed it" in incoming.outcome["trust"]["why"]
    assert (has_left(runtime), asked(runtime)) == (True, 0)


def test_without_a_dns_leaving_is_asked_about(runtime: Runtime) -> None:
    raw, recipient = leave_mail(runtime)
    assert received(runtime, raw, recipient).outcome["trust"]["level"] == "B"
    assert (has_left(runtime), asked(runtime)) == (False, 1)


def test_an_authentic_mail_to_somebody_else_proves_nothing_here(runtime: Runtime) -> None:
    zones = Zones()
    zones.publish("meadow.example")
    raw, recipient = leave_mail(runtime, to="eve@evil.example")
    incoming = received(replace(runtime, dns=zones), sign(raw, "meadow.example", headers=SIGNED), recipient)
    assert incoming.outcome["trust"]["level"] == "B"
    assert (has_left(runtime), asked(runtime)) == (False, 1)


def test_an_authentic_mail_to_somebody_else_with_our_address_added_proves_nothing_here(
    runtime: Runtime,
) -> None:
    zones = Zones()
    zones.publish("meadow.example")
    raw, recipient = leave_mail(runtime, to="eve@evil.example")
    added = f"Cc: {recipient}\r\n".encode() + sign(raw, "meadow.example", headers=SIGNED)
    incoming = received(replace(runtime, dns=zones), added, recipient)
    assert incoming.outcome["trust"]["level"] == "B"
    assert (has_left(runtime), asked(runtime)) == (False, 1)


def test_an_authentic_mail_sent_again_by_somebody_proves_nothing_more(runtime: Runtime) -> None:
    zones = Zones()
    zones.publish("meadow.example")
    raw, recipient = leave_mail(runtime)
    signed = sign(b"Message-ID: <1@client.example>\r\n" + raw, "meadow.example", headers=SIGNED)
    informed = replace(runtime, dns=zones)
    assert received(informed, signed, recipient).outcome["trust"]["level"] == "A"
    again = received(informed, b"X-Way: another\r\n" + signed, recipient)
    assert again.outcome["trust"] == {
        "level": "B",
        "why": (
            "The reply address and From agree. A mail with its Message-ID or its signature was read before."
        ),
    }


@pytest.mark.parametrize(
    "dress",
    [
        lambda raw: b"Message-ID: <2@client.example>\r\n" + raw,
        lambda raw: b"X-Way: another\r\n" + raw,
        lambda raw: sign(raw.replace(b"\r\n b=", b"\r\n b= "), "evil.example", headers=SIGNED),
    ],
)
def test_an_authentic_mail_whose_message_id_is_not_signed_proves_nothing_more_either(
    runtime: Runtime, dress: Callable[[bytes], bytes]
) -> None:
    zones = Zones()
    for domain in ("meadow.example", "evil.example"):
        zones.publish(domain)
    raw, recipient = leave_mail(runtime)
    signed = sign(raw, "meadow.example", headers=SIGNED)
    informed = replace(runtime, dns=zones)
    assert received(informed, signed, recipient).outcome["trust"]["level"] == "A"
    assert dress(signed) != signed
    assert received(informed, dress(signed), recipient).outcome["trust"]["level"] == "B"
    another = sign(raw.replace(b"Circle 1", b"circle"), "meadow.example", headers=SIGNED)
    assert received(informed, another, recipient).outcome["trust"]["level"] == "A"


def test_a_forged_mail_is_neither_believed_nor_answered(runtime: Runtime) -> None:
    zones = Zones()
    zones.publish("meadow.example")
    zones.publish("evil.example")
    raw, recipient = leave_mail(runtime)
    incoming = received(replace(runtime, dns=zones), sign(raw, "evil.example", headers=SIGNED), recipient)
    assert incoming.outcome["trust"]["level"] == "D"
    assert (has_left(runtime), asked(runtime)) == (False, 0)


def test_the_address_a_mail_came_from_counts_where_the_door_saw_it(runtime: Runtime) -> None:
    zones = Zones()
    zones.publish("meadow.example", spf="v=spf1 ip4:9.9.9.9 -all")
    raw, recipient = leave_mail(runtime)
    seen = {"door": "smtp", "ip": "9.9.9.9", "helo": "out.example", "mail_from": "ana@meadow.example"}
    with runtime.transaction() as db:
        published(db)
        kept = inbox.store(db, raw, recipient, runtime.now())
        db.get_one(Incoming, kept).envelope = seen
    assert kept is not None
    reading.receive(replace(runtime, dns=zones), [kept])
    assert has_left(runtime)


def test_a_mail_that_fails_in_our_hands_is_put_before_an_organizer(runtime: Runtime, stored: int) -> None:
    with runtime.transaction() as db:
        db.get_one(Incoming, stored).raw = b"not what we sealed"
    reading.receive(runtime, [stored])
    with runtime.transaction(read_only=True) as db:
        incoming = db.get_one(Incoming, stored)
        assert incoming.state is IncomingState.REVIEW
        assert incoming.person is not None
        assert "A fault of ours" in incoming.outcome["reason"]
