"""Joining by the program's link, without scripts."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.test import TestResponse

from circles.domain.availability import as_text, parse
from circles.domain.words import MailKind, ParticipantState, Role, SeasonState
from circles.models import Organizer, Outgoing, Participant, Season
from circles.runtime import Runtime
from circles.services import people, programs
from circles.web import hours
from tests.web import seasons
from tests.web.browser import Browser

NOW = datetime.now(UTC)
FORM = "/join/harbour-mentoring"
EVA = {
    "name": "Eva Novak",
    "email": "eva@meadow.example",
    "role": "mentee",
    "topics": ["asking for advice", "saying no"],
    "zone": "Asia/Calcutta",
    "hours": ["Mon 07:00-09:00", "Mon 09:00-12:00", "Thu 18:00-21:00"],
    "hopes": "A push.",
    "needs": "Captions.",
}


@pytest.fixture
def organizer_id(runtime: Runtime) -> int:
    with runtime.transaction() as db:
        return seasons.add_program(db, NOW).id


@pytest.fixture
def browser(app: Flask, organizer_id: int) -> Browser:
    return Browser(app)


def send(browser: Browser, **changes: object) -> TestResponse:
    return browser.press(FORM, FORM, {**EVA, **changes})


def without_token(page: str) -> str:
    """A form's token tells the second it was made in."""
    return re.sub(r'name="csrf_token"[^>]*>', "", page)


def participants(runtime: Runtime) -> list[Participant]:
    with runtime.transaction(read_only=True) as db:
        found = list(db.scalars(select(Participant).order_by(Participant.id)))
        for each in found:
            assert each.person.email
        return found


def mails(runtime: Runtime) -> list[MailKind]:
    with runtime.transaction(read_only=True) as db:
        return list(db.scalars(select(Outgoing.kind).order_by(Outgoing.id)))


def test_the_page_says_who_runs_it_how_often_and_from_when(browser):
    page = browser.open(FORM).text
    assert "Olga Reis" in page
    assert "6 meetings of 60 minutes, every 4 weeks" in page
    assert "The week of" in page


def test_the_page_of_a_season_that_runs_says_till_when_circles_meet_and_when_one_joins(browser, runtime):
    with runtime.transaction() as db:
        season = db.scalars(select(Season)).one()
        season.state, season.signup_closes_on = SeasonState.PUBLISHED, (NOW + timedelta(days=9)).date()
        season.starts_on, season.meetings, season.every_weeks = date(2026, 11, 2), 6, 4
    page = browser.open(FORM).text
    assert "The week of 22 March 2027; you join at the next date; sign up by" in page
    assert "6 meetings" not in page
    assert "2 November 2026" not in page


def test_a_sign_up_waits_for_its_confirmation(browser, runtime):
    page = send(browser)
    assert page.status_code == 200
    assert "eva@meadow.example" in page.text
    (eva,) = participants(runtime)
    assert eva.state is ParticipantState.UNCONFIRMED
    assert (eva.person.name, eva.role, eva.person.zone) == ("Eva Novak", Role.MENTEE, "Asia/Calcutta")
    assert eva.availability == "Mon 07:00-12:00; Thu 18:00-21:00"
    assert eva.topics == ["asking for advice", "saying no"]
    assert (eva.hopes, eva.needs) == ("A push.", "Captions.")
    assert mails(runtime) == [MailKind.CONFIRM]


@pytest.mark.parametrize(("chosen", "kept"), [({"language": "de"}, "de"), ({}, "en")])
def test_who_joins_chooses_the_language_of_our_mails(browser, runtime, chosen, kept):
    assert "Deutsch" in browser.open(FORM).text
    send(browser, **chosen)
    assert participants(runtime)[0].person.language == kept


def test_the_language_of_the_program_is_chosen_at_first(browser, runtime, organizer_id):
    with runtime.transaction() as db:
        db.get_one(Organizer, organizer_id).program.language = "de-AT"
    assert 'selected value="de"' in browser.open(FORM).text
    send(browser)
    assert participants(runtime)[0].person.language == "de"


def test_hours_may_be_left_open(browser, runtime):
    send(browser, hours=[])
    assert participants(runtime)[0].availability == ""


def test_a_known_address_gets_the_same_page_and_another_mail(browser, runtime):
    first = send(browser)
    with runtime.transaction() as db:
        people.confirm(db, db.scalars(select(Participant)).one(), NOW)
    assert without_token(send(browser).text) == without_token(first.text)
    assert len(participants(runtime)) == 1
    assert mails(runtime) == [MailKind.CONFIRM, MailKind.JOINED, MailKind.ALREADY_IN]


def test_somebody_we_know_reads_before_their_yes_what_it_changes(browser, runtime):
    send(browser)
    with runtime.transaction() as db:
        eva = db.scalars(select(Participant)).one()
        people.confirm(db, eva, NOW)
        eva.season.state = SeasonState.CLOSED
        plan = programs.SeasonPlan("Autumn", (NOW + timedelta(days=90)).date())
        programs.add_season(db, eva.season.program, plan, "organizer:1", NOW)
    send(browser, name="Eva Novak-Ito", zone="Asia/Tokyo", language="de")
    filled_in = participants(runtime)[1]
    browser.open(runtime.links.personal(filled_in).removeprefix(runtime.settings.public_url))
    page = browser.open("/me/confirm").text
    assert "With your yes, what was filled in now holds: Eva Novak-Ito, Tokyo time and Deutsch." in page


@pytest.mark.parametrize(("page", "role"), [("/me/confirm", Role.MENTOR), ("/me", Role.MENTEE)])
def test_who_has_left_comes_back_as_filled_in_where_the_page_says_so(browser, runtime, page, role):
    send(browser)
    with runtime.transaction() as db:
        eva = db.scalars(select(Participant)).one()
        people.confirm(db, eva, NOW)
        people.leave(db, eva, NOW)
    send(browser, role="mentor")
    [eva] = participants(runtime)
    browser.open(runtime.links.personal(eva).removeprefix(runtime.settings.public_url))
    told = "what was filled in now holds: Eva Novak, Calcutta time and English." in browser.open(page).text
    assert told == (role is Role.MENTOR)
    joins = re.search(r'action="(/me/confirm[^"]*)"', browser.open(page).text)
    browser.press(page, joins[1])
    [eva] = participants(runtime)
    assert (eva.state, eva.role) == (ParticipantState.CONFIRMED, role)


def test_what_is_missing_is_listed_on_top_with_links_to_its_fields(browser, runtime):
    page = send(browser, name="", email="ana@exmaple", role="")
    assert page.status_code == 422
    for field in ("name", "email", "role"):
        assert f'<a href="#{field}">' in page.text
    assert "autofocus" in page.text
    assert 'value="ana@exmaple"' in page.text
    assert participants(runtime) == []


@pytest.mark.parametrize("name", [" ", "\t\r\n", "\0\x1b"])
def test_a_name_of_blanks_is_no_name_and_the_form_keeps_the_rest(browser, runtime, name):
    page = send(browser, name=name)
    assert page.status_code == 422
    assert "We need a name to call you by." in page.text
    assert 'value="eva@meadow.example"' in page.text
    assert participants(runtime) == []


@pytest.mark.parametrize("email", ["circles+x@Reply.Circles.example", "circles@circles.example"])
def test_an_address_of_ours_is_refused(browser, runtime, email):
    page = send(browser, email=email)
    assert page.status_code == 422
    assert "is an address of ours" in page.text
    assert participants(runtime) == []


def test_control_characters_are_left_out_of_what_people_write(browser, runtime):
    send(browser, name=" Eva\0 \x1bNovak\n", email=" eva\0@meadow.example", hopes="\0One\r\n\ttwo\x85 ")
    (eva,) = participants(runtime)
    assert (eva.person.name, eva.person.email) == ("Eva Novak", "eva@meadow.example")
    assert eva.hopes == "One\r\n\ttwo"


def test_more_than_five_topics_are_too_many(browser, organizer_id, runtime):
    with runtime.transaction(read_only=True) as db:
        choices = db.get_one(Organizer, organizer_id).program.choices
    page = send(browser, topics=choices[:6])
    assert page.status_code == 422
    assert "Pick up to 5" in page.text


def test_a_zone_nobody_knows_is_refused(browser):
    page = send(browser, zone="Atlantis/Poseidonis")
    assert page.status_code == 422
    assert "Europe/Lisbon" in page.text


def test_a_slip_of_the_pen_is_asked_about_once(browser, runtime):
    asked = send(browser, email="eva@gmial.com")
    assert asked.status_code == 422
    assert 'name="email_meant" value="eva@gmail.com"' in asked.text
    assert participants(runtime) == []
    assert send(browser, email="eva@gmial.com", sure_of="eva@gmial.com").status_code == 200
    assert participants(runtime)[0].person.email == "eva@gmial.com"


def test_the_address_that_was_meant_is_one_press_away(browser, runtime):
    page = send(browser, email="eva@gmial.com", email_meant="eva@gmail.com")
    assert page.status_code == 200
    assert participants(runtime)[0].person.email == "eva@gmail.com"
    assert 'name="email" value="eva@gmail.com"' in page.text


def test_the_mail_can_be_sent_again_and_the_address_corrected(browser, runtime):
    page = send(browser)
    assert "Send it again" in page.text
    assert page.text.count('name="hours"') == 3
    send(browser)
    assert mails(runtime) == [MailKind.CONFIRM, MailKind.CONFIRM]
    corrected = send(browser, correct="yes")
    assert corrected.status_code == 200
    assert 'value="eva@meadow.example"' in corrected.text
    assert mails(runtime) == [MailKind.CONFIRM, MailKind.CONFIRM]


def test_a_robot_that_fills_in_everything_is_thanked_and_forgotten(browser, runtime):
    assert "eva@meadow.example" in send(browser, website="https://spam.example").text
    assert participants(runtime) == []


def test_with_several_open_seasons_people_join_the_earliest(browser, organizer_id, runtime):
    with runtime.transaction() as db:
        program = db.get_one(Organizer, organizer_id).program
        earlier = programs.SeasonPlan("Winter", starts_on=(NOW + timedelta(days=7)).date())
        programs.add_season(db, program, earlier, f"organizer:{organizer_id}", NOW)
    send(browser)
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(Season.name).join(Participant)).one() == "Winter"


def test_a_closed_program_says_so_kindly(browser, runtime):
    with runtime.transaction() as db:
        season = db.scalars(select(Season)).one()
        season.signup_closes_on = (NOW - timedelta(days=3)).date()
    page = browser.open(FORM)
    assert "closed on" in page.text
    assert 'name="role"' not in page.text
    with runtime.transaction() as db:
        db.scalars(select(Season)).one().state = SeasonState.DRAFT
    assert "Not open yet" in browser.open(FORM).text


def test_an_unknown_link_says_whom_to_ask(browser):
    page = browser.open("/join/elsewhere")
    assert page.status_code == 404
    assert "Ask the person who sent it" in page.text


@given(st.lists(st.sampled_from(list(hours.CHOICES)), unique=True))
def test_ticks_become_hours_and_hours_ticks(ticked):
    availability = hours.as_availability(ticked)
    assert set(hours.ticks(availability)) == set(ticked)
    assert hours.fits(availability)
    assert as_text(parse(availability)) == availability


def test_hours_off_the_grid_are_not_forced_onto_it():
    assert not hours.fits("Thu 17:00-19:30")
    assert hours.ticks("Thu 17:00-19:30") == []
