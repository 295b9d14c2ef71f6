"""Leaving an address on the closed sign-up page, and having it deleted."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from circles.domain.words import IncomingState, MailKind, SeasonState
from circles.models import Incoming, Organizer, Outgoing, Person
from circles.runtime import Runtime
from circles.services import people, programs, reachability
from tests.searching import places
from tests.web import seasons
from tests.web.browser import Browser
from tests.web.test_signup import without_token

NOW = datetime.now(UTC)
FORM, WAIT = "/join/harbour-mentoring", "/join/harbour-mentoring/wait"
EVE = "eve@brook.example"


@pytest.fixture
def organizer_id(runtime: Runtime) -> int:
    """An organizer whose only season takes nobody."""
    with runtime.transaction() as db:
        organizer = seasons.add_program(db, NOW)
        seasons.season_of(organizer).state = SeasonState.CLOSED
        return organizer.id


@pytest.fixture
def browser(app: Flask, organizer_id: int) -> Browser:
    return Browser(app)


def open_next(runtime: Runtime, organizer_id: int) -> str:
    """Open a season and give the link of the mail to Eve, without our address."""
    with runtime.transaction() as db:
        program = db.get_one(Organizer, organizer_id).program
        plan = programs.SeasonPlan("Autumn", (NOW + timedelta(days=60)).date())
        programs.add_season(db, program, plan, "organizer:1", NOW)
        eve = people.find_person(db, program.id, EVE)
        assert eve is not None
        return runtime.links.waiting(eve).removeprefix(runtime.settings.public_url)


def test_an_address_is_kept_and_told_of_the_next_season(browser, runtime, organizer_id):
    page = browser.press(FORM, WAIT, {"email": f"  {EVE} "})
    assert EVE in page.text
    open_next(runtime, organizer_id)
    with runtime.transaction() as db:
        assert [mail.kind for mail in db.scalars(select(Outgoing))] == [MailKind.SEASON_OPEN]


def test_the_answer_is_the_same_whatever_we_know(browser, runtime, organizer_id):
    with runtime.transaction() as db:
        program_id = db.get_one(Organizer, organizer_id).program_id
        people.add_person(db, program_id, "Ana", "ana@brook.example", "UTC", "en", NOW)
        reachability.suppress_erased(db, "gone@brook.example", NOW)
    answers = {
        without_token(browser.press(FORM, WAIT, {"email": email}).text).replace(email, "")
        for email in (EVE, "ana@brook.example", "gone@brook.example")
    }
    assert len(answers) == 1
    with runtime.transaction() as db:
        assert places(db, "gone@brook.example") == []


@pytest.mark.parametrize("email", ["", "eve", "eve@", "circles@circles.example"])
def test_what_can_not_be_written_to_is_told(browser, runtime, email):
    answer = browser.press(FORM, WAIT, {"email": email})
    assert answer.status_code == 422
    assert "Please look at this again" in answer.text
    with runtime.transaction() as db:
        assert db.scalars(select(Person)).all() == []


def test_a_robot_that_fills_in_everything_leaves_nothing(browser, runtime):
    answer = browser.press(FORM, WAIT, {"email": EVE, "website": "https://spam.example"})
    assert answer.status_code == 200
    with runtime.transaction() as db:
        assert places(db, EVE) == []


def test_too_many_at_once_are_slowed_down(browser):
    answers = [browser.press(FORM, WAIT, {"email": f"e{n}@brook.example"}).status_code for n in range(21)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_once_a_season_is_open_the_form_leads_to_it(browser, runtime, organizer_id):
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.open(FORM).text)
    assert token
    with runtime.transaction() as db:
        program = db.get_one(Organizer, organizer_id).program
        plan = programs.SeasonPlan("Autumn", (NOW + timedelta(days=60)).date())
        programs.add_season(db, program, plan, "organizer:1", NOW)
    form = {"email": EVE, "csrf_token": token[1]}
    answer = browser.client.post(WAIT, data=form, base_url=browser.base_url)
    assert (answer.status_code, answer.location) == (302, FORM)


def test_one_tap_deletes_the_address_and_a_second_harms_nothing(browser, runtime, organizer_id):
    browser.press(FORM, WAIT, {"email": EVE})
    link = open_next(runtime, organizer_id)
    assert "Delete my address" in browser.open(link).text
    with runtime.transaction() as db:
        assert places(db, EVE), "looking deletes nothing"
    for _ in range(2):
        answer = browser.client.post(link, data={"List-Unsubscribe": "One-Click"}, base_url=browser.base_url)
        assert "not kept" in answer.text
    with runtime.transaction() as db:
        assert places(db, EVE) == []


def test_a_link_we_never_wrote_deletes_nothing(browser, runtime):
    browser.press(FORM, WAIT, {"email": EVE})
    browser.client.post("/waiting/MQ.forged", base_url=browser.base_url)
    with runtime.transaction() as db:
        assert places(db, EVE)


def test_an_organizer_reads_what_they_answer(browser, runtime, organizer_id):
    browser.press(FORM, WAIT, {"email": EVE})
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["organizer"] = organizer_id
    page = browser.open("/organizer/seasons/new").text
    assert "1 person has left an address" in page
    with runtime.transaction() as db:
        eve = db.scalars(select(Person)).one()
        mail = Incoming(
            recipient="circles+x@reply.example",
            hash="h",
            state=IncomingState.REVIEW,
            received_at=NOW,
            due_at=NOW,
            person=eve,
            sender=EVE,
            outcome={"own_text": "Yes please!", "reason": "They only wait for a season."},
        )
        db.add(mail)
        db.flush()
        pages = ("people", f"people/{eve.id}", "review", f"mails/{mail.id}")
    for each in pages:
        answer = browser.open(f"/organizer/{each}")
        assert answer.status_code == 200, each
    assert "Yes please!" in browser.open("/organizer/review").text
