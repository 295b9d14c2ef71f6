"""What we promise about privacy, shown on mails that go out, come in and are kept."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from circles.domain.words import Rsvp
from circles.mail.authenticate import Verdict
from circles.mail.entrance import Taken, take_in
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.mail.transports import SmtpTransport
from circles.models import Incoming, Membership, Outgoing, Participant, RsvpEvent, Table
from circles.runtime import Runtime
from circles.services import inbox, retention
from tests.databases import SECRET_KEY
from tests.relay import Relay
from tests.services.stage import NOW, published
from worker import delivery, reading

CANARY = "canary-7311"
YES = "From: {sender}\r\nTo: {to}\r\nSubject: Re: hello\r\nMessage-ID: <{n}@meadow.example>\r\n\r\nYes\r\n"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def lived(runtime: Runtime):
    """A circle that was invited over a real socket and has answered, once so that it can't be read."""
    with Relay() as relay:
        whole = replace(runtime, transport=SmtpTransport(relay.url), clock=lambda: NOW)
        with whole.transaction() as db:
            published(db)
        with whole.transaction() as db:
            mails = list(db.scalars(select(Outgoing.id)))
        delivery.deliver(whole, mails)
        assert len(relay.mails) == 4
        for n, (reader, raw) in enumerate(relay.mails):
            to = message_from_bytes(raw)["Reply-To"].rpartition("<")[2].strip(">")
            words = YES.format(sender=reader, to=to, n=n) + f"\r\nMy secret is {CANARY}.\r\n{quoted(raw, to)}"
            take(whole, words.encode(), to)
        with whole.database.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE rsvp_event RENAME TO away")
        take(whole, words.replace("3@meadow", "4@meadow").encode(), to)
        with whole.database.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE away RENAME TO rsvp_event")
    return whole


def take(runtime: Runtime, raw: bytes, to: str) -> None:
    way = {"door": "smtp", "mail_from": to}
    with runtime.transaction() as db:
        assert take_in(db, runtime.site, raw, to, way, NOW, 100_000) is Taken.STORED
        stored = db.scalars(select(Incoming.id).order_by(Incoming.id.desc()).limit(1)).one()
    reading.receive(runtime, [stored])


def quoted(raw: bytes, address: str) -> str:
    """Quote a whole mail of ours below an answer, as most mail programs do."""
    lines = str(parse(raw).text).splitlines()
    return f"\r\nOn Mon, 12 Jan 2026 at 10:00, Our circle <{address}> wrote:\r\n" + "".join(
        f"> {line}\r\n" for line in lines
    )


def test_logs_hold_no_address_token_or_word_of_a_mail(request: pytest.FixtureRequest) -> None:
    with capture_logs() as logs:
        runtime = request.getfixturevalue("lived")
    with runtime.transaction(read_only=True) as db:
        tokens = [runtime.site.membership_address(each.id) for each in db.scalars(select(Membership))]
    assert logs, "the run was to leave something to look at"
    said = str(logs)
    for secret in ("@meadow.example", CANARY, SECRET_KEY, *tokens, *(each[:30] for each in tokens)):
        assert secret not in said


def test_a_stolen_database_holds_no_working_link_and_no_mail_in_the_clear(lived: Runtime) -> None:
    with lived.transaction(read_only=True) as db:
        people = db.scalars(select(Participant)).all()
        addresses = [lived.site.membership_address(each.id) for each in db.scalars(select(Membership))]
        secrets = [
            *(each.partition("@")[0] for each in addresses),
            *(lived.links.personal(each).rpartition("/")[2] for each in people),
            *(lived.links.feed(each).rpartition("/")[2] for each in people),
        ]
        kept = str([row for table in Table.metadata.sorted_tables for row in db.execute(select(table)).all()])
    assert "meadow.example" in kept, "we looked where people are"
    assert "·····" in kept, "our mail was quoted below their answers"
    assert [secret for secret in secrets if secret in kept] == []
    assert "Content-Transfer-Encoding" not in kept


def test_nobody_answers_for_you_by_faking_your_address(lived: Runtime) -> None:
    with lived.transaction() as db:
        theirs, victims = list(db.scalars(select(Membership)))[:2]
        victim = victims.participant.person.email
        before = len(db.scalars(select(RsvpEvent)).all())
        for n, to, verdict in (
            (1, theirs.id, Verdict("none", "")),
            (2, theirs.id, Verdict("fail", "DMARC fails.")),
            (3, victims.id, Verdict("fail", "DMARC fails.")),
        ):
            address = lived.site.membership_address(to)
            raw = YES.replace("Yes", "No").format(sender=victim, to=address, n=f"faked{n}").encode()
            stored = inbox.store(db, raw, address, NOW)
            assert stored is not None
            read_stored(db, stored, lived.site, NOW, verdict)
        assert len(db.scalars(select(RsvpEvent)).all()) == before
        assert {each.value for each in db.scalars(select(RsvpEvent))} == {Rsvp.YES}


def test_we_keep_the_answer_and_not_your_mail(lived: Runtime) -> None:
    with lived.transaction() as db:
        retention.sweep(db, NOW + timedelta(days=8), keep_received=timedelta(days=7), keep_sent=False)
        read = [each for each in db.scalars(select(Incoming)) if each.state == "read"]
        assert read
        assert all(each.raw is None for each in read)
        assert len(db.scalars(select(RsvpEvent)).all()) == 4
