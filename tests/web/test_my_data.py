"""What we hold about somebody, on their own page: to read, to take along, to have deleted."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from circles.domain.words import OutgoingState
from circles.mail.transports import DemoTransport
from circles.models import Circle, Meeting, Organizer, Outgoing, Participant, Person
from circles.runtime import Runtime
from circles.services import privacy
from tests.searching import places
from tests.web import seasons
from tests.web.browser import Browser
from tests.web.test_links_in_mail import everything
from worker import delivery

NOW = datetime.now(UTC)
BO = "bo.lindqvist@meadow.example"


@pytest.fixture
def browser(app: Flask, runtime: Runtime) -> Browser:
    """The browser of Bo, in a published season whose first meetings are over."""
    with runtime.transaction() as db:
        season = seasons.publish(db, seasons.add_program(db, NOW), NOW)
        seasons.add_record(db, season, NOW)
    browser = Browser(app)
    browser.open(link(runtime))
    return browser


def link(runtime: Runtime) -> str:
    with runtime.transaction(read_only=True) as db:
        bo = db.scalars(select(Participant).join(Person).where(Person.name == "Bo Lindqvist")).one()
        return runtime.links.personal(bo).removeprefix(runtime.settings.public_url)


def erase(browser: Browser, runtime: Runtime) -> None:
    """Press the button, and let no mail be on its way."""
    assert "is deleted" in browser.press("/me/erase", "/me/erase").text
    with runtime.transaction() as db:
        for mail in db.scalars(select(Outgoing)):
            mail.state = OutgoingState.SENT
    with runtime.transaction() as db:
        privacy.finish(db)


def test_the_page_says_all_of_it_and_names_no_address_of_others(browser, runtime):
    page = browser.open("/me/data").text
    theirs = ("Bo Lindqvist", BO, "Thu 16:00-19:00", "share the course list", "you answered no by calendar")
    for words in theirs:
        assert words in page
    for other in ("ana.sousa", "carl.whitmore"):
        assert other not in page


def test_it_can_be_taken_along_as_a_file(browser):
    answer = browser.open("/me/data.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    held = json.loads(answer.text)
    assert held["addresses"][0]["address"] == BO
    assert held["seasons"][0]["follow_ups"][0]["text"] == "share the course list"


def test_looking_and_downloading_change_nothing(browser, runtime):
    before = everything(runtime)
    for path in ("/me/data", "/me/data.json", "/me/erase"):
        assert browser.open(path).status_code == 200
    assert everything(runtime) == before


def test_without_a_link_nothing_is_shown_or_deleted(app, browser, runtime):
    stranger = Browser(app)
    for path in ("/me/data", "/me/data.json", "/me/erase"):
        assert stranger.open(path).status_code == 410
    with runtime.transaction(read_only=True) as db:
        assert places(db, BO)


def test_one_press_deletes_it_all_and_the_link_with_it(browser, runtime):
    old = link(runtime)
    erase(browser, runtime)
    with runtime.transaction(read_only=True) as db:
        assert places(db, BO) == []
        assert places(db, "Lindqvist") == []
    assert browser.open("/me").status_code == 410
    assert browser.open(old).status_code == 410


def test_between_the_press_and_the_last_mail_no_link_opens_anything(browser, runtime):
    browser.press("/me/erase", "/me/erase")
    assert browser.open("/me").status_code == 410
    with runtime.transaction(read_only=True) as db:
        (bo,) = db.scalars(select(Participant).join(Person).where(Person.name == "Bo Lindqvist"))
        new = runtime.links.personal(bo, "confirm").removeprefix(runtime.settings.public_url)
    assert browser.open(new).status_code == 410


def test_the_last_mail_out_takes_the_address_with_it(browser, runtime):
    browser.press("/me/erase", "/me/erase")
    taking = replace(runtime, transport=DemoTransport())
    with runtime.transaction(read_only=True) as db:
        queued = db.scalars(select(Outgoing.id).where(Outgoing.state == OutgoingState.QUEUED)).all()
    delivery.deliver(taking, queued)
    with runtime.transaction(read_only=True) as db:
        assert places(db, BO) == []


def test_every_page_of_an_organizer_works_with_somebody_erased(app, browser, runtime):
    erase(browser, runtime)
    with runtime.transaction() as db:
        organizer = db.scalars(select(Organizer)).one()
        circle = db.scalars(select(Circle).order_by(Circle.id)).first()
        bo = db.scalars(select(Person).where(Person.name == privacy.NOBODY)).one()
        first = db.scalars(select(Meeting.id).where(Meeting.circle_id == circle.id)).first()
        circle_id, person_id, organizer_id = circle.id, bo.id, organizer.id
    pages = Browser(app)
    with pages.client.session_transaction(base_url=pages.base_url) as session:
        session["organizer"] = organizer_id
    for path in (
        "/organizer/",
        "/organizer/people",
        "/organizer/people.csv",
        f"/organizer/people/{person_id}",
        f"/organizer/circles/{circle_id}",
        f"/organizer/meetings/{first}",
        "/organizer/review",
        "/organizer/outbox",
    ):
        answer = pages.open(path)
        assert answer.status_code == 200, path
        assert BO not in answer.text
    assert privacy.NOBODY not in pages.open("/organizer/people").text
    assert privacy.NOBODY in pages.open(f"/organizer/meetings/{first}").text


def test_the_pages_of_others_in_the_circle_work(app, browser, runtime):
    erase(browser, runtime)
    with runtime.transaction(read_only=True) as db:
        ana = db.scalars(select(Participant).join(Person).where(Person.name == "Ana Sousa")).one()
        page = runtime.links.personal(ana).removeprefix(runtime.settings.public_url)
    others = Browser(app)
    others.open(page)
    for path, answer in others.walk("/me", "/me").items():
        assert answer.status_code in {200, 302}, path
        assert "Lindqvist" not in answer.text
