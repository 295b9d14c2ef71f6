"""The page of a participant's addresses, and the one that asks in the new mailbox; neither needs scripts."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from circles.domain.words import IncomingState, MailKind
from circles.models import Address, Incoming, Outgoing
from circles.runtime import Runtime
from tests.web.browser import Browser
from tests.web.test_participant import browser, link, participant, posted, published

__all__ = ["browser", "published"]

WORK = "dee@work.example"
PAGE = "/me/addresses"


@pytest.fixture
def dee(browser: Browser, runtime: Runtime) -> Browser:
    browser.open(link(runtime, "Dee Adeyemi"))
    return browser


def known(runtime: Runtime) -> list[str]:
    """Give Dee's addresses, the one we write to first; one that waits for its yes in brackets."""
    with runtime.transaction(read_only=True) as db:
        person = db.merge(participant(runtime, "Dee Adeyemi")).person
        return [each.written if each.counts else f"({each.written})" for each in person.addresses]


def asking_page(runtime: Runtime, written: str = WORK) -> str:
    with runtime.transaction(read_only=True) as db:
        asked = select(Address).where(Address.written == written, ~Address.counts)
        address = db.scalars(asked).one()
        return runtime.links.address(address).removeprefix(runtime.settings.public_url)


def test_an_address_is_added_by_a_press_in_its_own_mailbox(
    dee: Browser, runtime: Runtime, app: Flask
) -> None:
    first = known(runtime)
    assert "Change your addresses" in dee.open("/me").text
    assert dee.press(PAGE, PAGE, {"email": WORK}).status_code == 302
    assert f"We have sent a mail to {WORK}" in dee.open(PAGE).text
    assert known(runtime) == [*first, f"({WORK})"]
    stranger = Browser(app)
    page = asking_page(runtime)
    assert f"says that {WORK} is theirs too" in stranger.open(page).text
    assert known(runtime) == [*first, f"({WORK})"]
    assert "Thank you" in stranger.press(page, page, {"answer": "yes"}).text
    assert known(runtime) == [*first, WORK]
    assert posted(runtime, MailKind.ADDRESSES) == 1
    assert "Thank you" in stranger.open(page).text
    assert first[0] not in stranger.open(page).text
    assert stranger.open("/me").status_code == 410


def test_a_no_there_forgets_it(dee: Browser, runtime: Runtime, app: Flask) -> None:
    first = known(runtime)
    dee.press(PAGE, PAGE, {"email": WORK})
    page = asking_page(runtime)
    assert "forgotten" in Browser(app).press(page, page, {"answer": "no"}).text
    assert known(runtime) == first
    assert Browser(app).open(page).status_code == 410


def test_the_page_does_not_tell_an_address_of_somebody_who_takes_part_from_any_other(
    dee: Browser, runtime: Runtime, app: Flask
) -> None:
    with runtime.transaction(read_only=True) as db:
        carl = db.merge(participant(runtime, "Carl Whitmore")).person.email
    pages = []
    for email in (WORK, carl):
        assert dee.press(PAGE, PAGE, {"email": email}).status_code == 302
        pages.append(dee.open(PAGE).text.replace(email, "EMAIL"))
        page = asking_page(runtime, email)
        assert f"says that {email} is theirs too" in Browser(app).open(page).text
        answer = "yes" if email == carl else "no"
        said = Browser(app).press(page, page, {"answer": answer}).text
        assert ("belongs to somebody in" if email == carl else "forgotten") in said
    unlike = [re.sub(r"addresses/\d+|value=\"[^\"]*\"|nonce-\S+", "", page) for page in pages]
    assert unlike[0] == unlike[1]
    assert known(runtime)[1:] == [f"({carl})"]


def test_where_we_write_is_chosen_and_the_old_one_dropped(dee: Browser, runtime: Runtime, app: Flask) -> None:
    first = known(runtime)
    dee.press(PAGE, PAGE, {"email": WORK})
    with runtime.transaction(read_only=True) as db:
        ids = {each.email: each.id for each in db.scalars(select(Address))}
    assert dee.press(PAGE, f"{PAGE}/{ids[WORK]}/write").status_code == 403
    page = asking_page(runtime)
    Browser(app).press(page, page, {"answer": "yes"})
    assert dee.press(PAGE, f"{PAGE}/{ids[WORK]}/write").status_code == 302
    assert known(runtime) == [WORK, *first]
    assert dee.press(PAGE, f"{PAGE}/{ids[first[0]]}/drop").status_code == 302
    assert known(runtime) == [WORK]
    assert dee.press(PAGE, f"{PAGE}/{ids[WORK]}/drop").status_code == 403


def test_nobody_touches_the_addresses_of_another(dee: Browser, runtime: Runtime) -> None:
    with runtime.transaction(read_only=True) as db:
        carls = db.merge(participant(runtime, "Carl Whitmore")).person.addresses[0].id
    for what in ("write", "drop"):
        assert dee.press(PAGE, f"{PAGE}/{carls}/{what}").status_code == 404


@pytest.mark.parametrize(
    ("email", "fault"),
    [
        ("nobody", "address"),
        ("", "address"),
        ("circles@circles.example", "We read mail there"),
    ],
)
def test_what_is_no_address_of_theirs_is_said_beside_the_field(
    dee: Browser, runtime: Runtime, email: str, fault: str
) -> None:
    answer = dee.press(PAGE, PAGE, {"email": email or "x" * 3})
    assert answer.status_code == 422
    assert re.search(rf'href="#email">[^<]*{fault}', answer.text)
    assert posted(runtime, MailKind.ADDRESS) == 0


def test_a_link_that_was_changed_asks_nobody(app: Flask, dee: Browser, runtime: Runtime) -> None:
    dee.press(PAGE, PAGE, {"email": WORK})
    assert Browser(app).open(asking_page(runtime) + "x").status_code == 410


def test_a_mail_that_was_theirs_offers_to_add_where_it_came_from(dee: Browser, runtime: Runtime) -> None:
    with runtime.transaction() as db:
        incoming = Incoming(
            recipient="circles+x@reply.example",
            hash="other",
            state=IncomingState.READ,
            received_at=runtime.now(),
            due_at=runtime.now(),
            person_id=participant(runtime, "Dee Adeyemi").person_id,
            outcome={"wrote_from": WORK, "noted": ["You can't come."]},
        )
        db.add(incoming)
        db.flush()
        page = f"/me/trail/{incoming.id}"
    assert f"You wrote from {WORK}" in dee.open(page).text
    assert dee.press(page, PAGE, {"email": WORK}).status_code == 302
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.ADDRESS)).one()
