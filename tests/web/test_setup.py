"""The set-up page: a mail out and an answer back in, and what others find when they look us up."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes

import pytest
from sqlalchemy import select

from circles.domain.words import MailKind
from circles.mail.transports import SmtpTransport
from circles.models import Incoming, Outgoing
from circles.services import inbox
from circles.web import create_app
from tests.relay import Relay
from tests.web import seasons
from tests.web.browser import Browser
from worker import delivery, reading

NOW = datetime.now(UTC)
RECORDS = {
    ("reply.circles.example", "MX"): ["10 mx.circles.example"],
    ("circles.example", "TXT"): ["v=spf1 mx -all"],
    ("_dmarc.circles.example", "TXT"): ["v=DMARC1; p=none"],
}


@pytest.fixture
def relay():
    with Relay() as relay:
        yield relay


@pytest.fixture
def whole(runtime, relay):
    """The service with a mail server and a DNS of the test's own."""
    settings = runtime.settings.model_copy(update={"smtp_url": relay.url})
    dns = lambda name, kind: RECORDS.get((name, kind), [])  # noqa: E731
    return replace(runtime, settings=settings, transport=SmtpTransport(relay.url), dns=dns)


@pytest.fixture
def browser(whole):
    browser = Browser(create_app(whole))
    with whole.transaction() as db:
        organizer_id = seasons.add_program(db, NOW).id
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["organizer"] = organizer_id
    return browser


def begin(browser, whole):
    browser.press("/organizer/setup", "/organizer/setup/test")
    with whole.transaction() as db:
        mails = list(db.scalars(select(Outgoing.id).where(Outgoing.kind == MailKind.TEST)))
    delivery.deliver(whole, mails)


def test_a_test_mail_goes_through_the_queue_and_its_answer_comes_back_in(browser, whole, relay):
    begin(browser, whole)
    assert "Your mail server took it" in browser.open("/organizer/setup").text
    ((recipient, raw),) = relay.mails
    mail = message_from_bytes(raw)
    answer = (
        f"From: {recipient}\r\nTo: {mail['Reply-To']}\r\nIn-Reply-To: {mail['Message-ID']}\r\n\r\nHello\r\n"
    )
    with whole.transaction() as db:
        address = mail["Reply-To"].rpartition("<")[2].strip(">")
        stored = inbox.store(db, answer.encode(), address, datetime.now(UTC))
    reading.receive(whole, [stored])
    assert "Your answer came in" in browser.open("/organizer/setup").text


def test_a_mail_that_the_server_refuses_shows_what_it_said(browser, whole):
    with Relay(refuse=lambda _: "550 5.7.1 No relaying") as strict:
        begin(browser, replace(whole, transport=SmtpTransport(strict.url)))
    page = browser.open("/organizer/setup").text
    assert "It did not go out" in page
    assert "550 5.7.1 No relaying" in page


def test_looking_asks_the_mail_server_and_the_dns_and_changes_nothing(browser, whole, relay):
    assert "SPF" not in browser.open("/organizer/setup").text
    page = browser.open("/organizer/setup?look=1").text
    for found in (
        f"SMTP server 127.0.0.1:{relay.port}",
        "It takes mail from circles@circles.example.",
        "Replies go to mx.circles.example.",
        "It asks for nothing (p=none).",
        "Add a TXT record for reply.circles.example",
    ):
        assert found in page
    assert relay.mails == []
    with whole.transaction() as db:
        assert db.scalars(select(Outgoing)).all() == []
        assert db.scalars(select(Incoming)).all() == []


def test_nobody_sends_themselves_more_than_some_test_mails_a_day(browser):
    for _ in range(20):
        browser.press("/organizer/setup", "/organizer/setup/test")
    answer = browser.press("/organizer/setup", "/organizer/setup/test")
    assert "try again tomorrow" in answer.text
