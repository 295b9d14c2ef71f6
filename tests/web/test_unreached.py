"""Whom mail does not reach, and mail of which nothing shows who wrote it, as an organizer meets them."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from circles.domain.replies.values import Bounce
from circles.domain.words import IncomingKind, IncomingState, OutgoingState
from circles.models import Address, Incoming, Outgoing, Person
from circles.runtime import Runtime
from circles.services import addresses, reachability
from circles.web.organizer.people import UNREACHED
from tests.web import seasons
from tests.web.browser import Browser

NOW = datetime.now(UTC)
FULL = Bounce((), permanent=True, reason="5.2.2 smtp; 552 5.2.2 over quota")
SPAM = Bounce((), permanent=True, complaint=True)


def signed_in(app: Flask, organizer_id: int) -> Browser:
    browser = Browser(app)
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["organizer"] = organizer_id
    return browser


@pytest.fixture
def browser(app: Flask, runtime: Runtime) -> Browser:
    with runtime.transaction() as db:
        organizer = seasons.add_program(db, NOW)
        season = seasons.publish(db, organizer, NOW)
        seasons.add_record(db, season, NOW)
    return signed_in(app, organizer.id)


def report(runtime: Runtime, bounce: Bounce, name: str = "Bo Lindqvist") -> int:
    """Let a mail to somebody come back; gives their id."""
    with runtime.transaction() as db:
        bo = db.scalars(select(Person).where(Person.name == name)).first()
        assert bo is not None
        mail = db.scalars(select(Outgoing).where(Outgoing.to == f"person:{bo.id}")).first()
        assert mail is not None
        mail.state = OutgoingState.SENT
        reachability.take_report(db, mail, bounce, NOW)
        return bo.id


def apart(runtime: Runtime, person_id: int | None) -> int:
    """Keep a mail of which nothing shows who wrote it."""
    with runtime.transaction() as db:
        incoming = Incoming(
            recipient="circles+x@reply.circles.example",
            hash=f"h{person_id}",
            state=IncomingState.QUARANTINED,
            kind=IncomingKind.HUMAN,
            received_at=NOW,
            due_at=NOW,
            sender="mallory@elsewhere.example",
            subject="Leave <b>now</b>",
            person_id=person_id,
            outcome={"reason": "Nothing shows who wrote this, so nothing was changed.", "own_text": "secret"},
        )
        db.add(incoming)
        db.flush()
        return incoming.id


def test_a_domain_that_refuses_us_is_told_once_and_nobody_there_counts_as_out_of_reach(
    runtime: Runtime, browser: Browser
) -> None:
    blocked = Bounce((), permanent=True, reason="5.7.1 smtp; 554 5.7.1 blocked using a <list>")
    for name in ("Bo Lindqvist", "Carl Whitmore"):
        report(runtime, blocked, name)
    home = browser.open("/organizer/").text
    assert "Mail to meadow.example is refused" in home
    assert "2 mails refused, because of our server or our mail and not the people" in home
    assert "be reached" not in home
    listed = browser.open("/organizer/outbox").text
    assert "<b>meadow.example</b>: 2 mails" in listed
    assert listed.count("it was refused because of us") == 2
    assert "blocked using a &lt;list&gt;" in listed


def test_an_address_that_somebody_only_claims_is_not_shown_to_organizers_as_theirs(
    runtime: Runtime, browser: Browser
) -> None:
    with runtime.transaction() as db:
        bo = db.scalars(select(Person).where(Person.name == "Bo Lindqvist")).one()
        addresses.add(db, bo, "claimed@work.example", NOW)
    page = browser.open(f"/organizer/people/{bo.id}").text
    assert bo.email in page
    assert "claimed@work.example" not in page


def test_who_can_not_be_reached_is_named_first_with_the_reason(runtime: Runtime, browser: Browser) -> None:
    bo = report(runtime, FULL)
    home = browser.open("/organizer/").text
    assert "Bo Lindqvist can&#39;t be reached" in home
    assert "the mailbox is full, since " in home
    assert f"/organizer/people/{bo}" in home
    listed = browser.open(f"/organizer/people?state={UNREACHED}").text
    assert "Bo Lindqvist" in listed
    assert "Carl Whitmore" not in listed
    assert browser.open("/organizer/people").text.count(">not reached</span>") == 1


def test_an_organizer_tries_again_with_one_press(runtime: Runtime, browser: Browser) -> None:
    bo = report(runtime, FULL)
    page = f"/organizer/people/{bo}"
    assert "the mailbox is full, since " in browser.open(page).text
    browser.press(page, f"{page}/try-again")
    assert "No mail goes to" not in browser.open(page).text
    assert "mail goes to them again" in browser.open(page).text
    assert browser.press("/organizer/review", f"{page}/try-again").status_code == 403
    with runtime.transaction(read_only=True) as db:
        assert not db.scalars(select(Address).where(Address.bounced_at.is_not(None))).all()


def test_who_complained_is_shown_and_left_in_peace(runtime: Runtime, browser: Browser) -> None:
    bo = report(runtime, SPAM)
    page = f"/organizer/people/{bo}"
    shown = browser.open(page).text
    assert "they marked our mail as spam, since " in shown
    assert "Try again" not in shown
    assert browser.press("/organizer/review", f"{page}/try-again").status_code == 403
    assert "No mail goes to" in browser.open(page).text


def test_another_programs_organizer_can_not_try_again(app: Flask, runtime: Runtime, browser: Browser) -> None:
    bo = report(runtime, FULL)
    with runtime.transaction() as db:
        other = seasons.add_program(db, NOW, "Other Mentoring")
        seasons.add_record(db, seasons.publish(db, other, NOW), NOW)
    theirs = signed_in(app, other.id)
    assert theirs.press("/organizer/review", f"/organizer/people/{bo}/try-again").status_code == 404
    assert "reached" not in theirs.open("/organizer/").text


def test_mail_kept_apart_is_listed_without_its_words_and_can_be_put_away(
    runtime: Runtime, browser: Browser
) -> None:
    with runtime.transaction(read_only=True) as db:
        bo = db.scalars(select(Person.id).where(Person.name == "Bo Lindqvist")).first()
    theirs, nobodys = apart(runtime, bo), apart(runtime, None)
    shown = browser.open("/organizer/review").text
    assert "Leave &lt;b&gt;now&lt;/b&gt;</strong> from mallory@elsewhere.example" in shown
    assert "secret" not in shown
    assert shown.count("mallory@elsewhere.example") == 1
    page = "/organizer/review"
    assert browser.press(page, f"/organizer/mails/{nobodys}/put-away").status_code == 404
    assert browser.press(page, f"/organizer/mails/{theirs}/put-away").status_code == 302
    assert browser.press(page, f"/organizer/mails/{theirs}/put-away").status_code == 404
    assert "mallory" not in browser.open(page).text
    with runtime.transaction(read_only=True) as db:
        assert db.get_one(Incoming, theirs).state is IncomingState.READ
