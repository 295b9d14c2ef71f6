"""Seats on the pages: taking one, answering how one is, and what an organizer decides or does by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from circles.domain.words import (
    MailKind,
    OfferState,
    ParticipantState,
    Role,
    SuggestionKind,
    SuggestionState,
)
from circles.models import (
    Circle,
    Membership,
    Organizer,
    Outgoing,
    Participant,
    Person,
    Season,
    SeatOffer,
    Suggestion,
)
from circles.runtime import Runtime
from circles.services import offers, people, repairs
from circles.services.seasons import close
from tests.web import seasons
from tests.web.browser import Browser

NOW = datetime.now(UTC)


@pytest.fixture
def waiting(runtime: Runtime) -> int:
    """Zoe waits beside two circles of four that meet on Thursdays; gives the season."""
    with runtime.transaction() as db:
        season = seasons.publish(db, seasons.add_program(db, NOW), NOW)
        zoe = seasons.enrol(db, season, "Zoe Zimmer", Role.MENTEE, NOW)
        zoe.state = ParticipantState.WAITLISTED
        return season.id


@pytest.fixture
def organizer(app: Flask, runtime: Runtime, waiting: int) -> Browser:
    browser = Browser(app)
    with runtime.transaction(read_only=True) as db:
        signed_in = {"organizer": db.scalars(select(Organizer.id)).one()}
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session.update(signed_in)
    return browser


def as_member(app: Flask, runtime: Runtime, name: str) -> Browser:
    browser = Browser(app)
    with runtime.transaction(read_only=True) as db:
        participant = db.scalars(select(Participant).join(Person).where(Person.name == name)).one()
        browser.open(runtime.links.personal(participant).removeprefix(runtime.settings.public_url))
    return browser


def offered(runtime: Runtime, season: int) -> int:
    """Offer Zoe a seat."""
    with runtime.transaction() as db:
        circle = db.scalars(select(Circle).where(Circle.season_id == season).order_by(Circle.id)).first()
        assert circle is not None
        offers.fill(db, circle.season, NOW)
        return db.scalars(select(SeatOffer.id)).one()


def state(runtime: Runtime, name: str) -> ParticipantState:
    with runtime.transaction(read_only=True) as db:
        return db.scalars(select(Participant.state).join(Person).where(Person.name == name)).one()


def offer_state(runtime: Runtime, offer: int) -> OfferState:
    with runtime.transaction(read_only=True) as db:
        return db.get_one(SeatOffer, offer).state


def membership_of(runtime: Runtime, name: str) -> int:
    with runtime.transaction(read_only=True) as db:
        mine = select(Membership.id).join(Membership.participant).join(Person).where(Person.name == name)
        return db.scalars(mine).one()


# --- A seat that is offered ---


def test_a_seat_is_taken_by_a_press_and_by_nothing_less(app: Flask, runtime: Runtime, waiting: int) -> None:
    offer = offered(runtime, waiting)
    zoe = as_member(app, runtime, "Zoe Zimmer")
    home = zoe.open("/me").text
    assert f"/me/seat/{offer}" in home
    page = zoe.open(f"/me/seat/{offer}?answer=yes").text
    assert "Would you like a seat in Circle" in page
    assert "Ana Sousa" not in page  # who is in it learns nobody before they are
    assert state(runtime, "Zoe Zimmer") is ParticipantState.WAITLISTED
    zoe.press(f"/me/seat/{offer}", f"/me/seat/{offer}", {"answer": "yes"})
    assert state(runtime, "Zoe Zimmer") is ParticipantState.PLACED
    assert "You have this seat" in zoe.open(f"/me/seat/{offer}").text
    assert "Ana Sousa" in zoe.open("/me").text


def test_an_organizer_sees_who_is_asked_about_which_seat(
    organizer: Browser, runtime: Runtime, waiting: int
) -> None:
    offered(runtime, waiting)
    with runtime.transaction(read_only=True) as db:
        person = db.scalars(select(Person.id).where(Person.name == "Zoe Zimmer")).one()
    assert "Asked about" in organizer.open(f"/organizer/people/{person}").text


def test_a_no_keeps_the_place_in_line(app: Flask, runtime: Runtime, waiting: int) -> None:
    offer = offered(runtime, waiting)
    zoe = as_member(app, runtime, "Zoe Zimmer")
    answered = zoe.press(f"/me/seat/{offer}", f"/me/seat/{offer}", {"answer": "no"})
    assert answered.status_code == 302
    assert offer_state(runtime, offer) is OfferState.DECLINED
    assert "gone to somebody else" in zoe.open(f"/me/seat/{offer}").text


def test_who_waits_for_a_kept_seat_reads_so_until_it_is_taken(
    app: Flask, runtime: Runtime, waiting: int
) -> None:
    offer = offered(runtime, waiting)
    zoe = as_member(app, runtime, "Zoe Zimmer")
    for more, told in ((1, "being offered to somebody else"), (0, "gone to somebody else")):
        with runtime.transaction() as db:
            seat = db.get_one(SeatOffer, offer)
            seat.state = OfferState.AWAITED
            seat.circle.season.size_hi = len(seat.circle.members) + more
        assert told in zoe.open(f"/me/seat/{offer}").text


def test_a_season_that_is_closed_offers_no_seat(app: Flask, runtime: Runtime, waiting: int) -> None:
    offer = offered(runtime, waiting)
    zoe = as_member(app, runtime, "Zoe Zimmer")
    with runtime.transaction() as db:
        close(db, db.get_one(Season, waiting), "organizer:1", NOW)
    assert offer_state(runtime, offer) is OfferState.LAPSED
    home = zoe.open("/me").text
    assert "is over" in home
    assert f"/me/seat/{offer}" not in home
    assert "You are in." not in home
    assert "is over" in zoe.open(f"/me/seat/{offer}").text


def test_a_late_yes_is_told_kindly(app: Flask, runtime: Runtime, waiting: int) -> None:
    offer = offered(runtime, waiting)
    with runtime.transaction() as db:
        made = db.get_one(SeatOffer, offer)
        made.state = OfferState.LAPSED
        made.circle.season.size_hi = len(made.circle.members)
    zoe = as_member(app, runtime, "Zoe Zimmer")
    zoe.press(f"/me/seat/{offer}", f"/me/seat/{offer}", {"answer": "yes"})
    assert "we write again as soon as another one fits" in zoe.open("/me").text


def test_nobody_takes_a_seat_of_somebody_else(app: Flask, runtime: Runtime, waiting: int) -> None:
    offer = offered(runtime, waiting)
    assert as_member(app, runtime, "Bo Lindqvist").open(f"/me/seat/{offer}").status_code == 404


def test_hours_added_on_the_page_bring_a_seat(app: Flask, runtime: Runtime, waiting: int) -> None:
    with runtime.transaction() as db:
        zoe = db.scalars(select(Participant).join(Person).where(Person.name == "Zoe Zimmer")).one()
        zoe.availability = "Mon 06:15-07:45"
    browser = as_member(app, runtime, "Zoe Zimmer")
    wishes = {"name": "Zoe Zimmer", "zone": "Europe/Lisbon", "written": "Thu 16:00-19:00"}
    browser.press("/me", "/me", wishes)
    assert "A seat in Circle" in browser.open("/me").text


def test_who_signs_up_while_circles_meet_reads_what_comes_next(
    app: Flask, runtime: Runtime, waiting: int
) -> None:
    with runtime.transaction() as db:
        season = db.get_one(Season, waiting)
        season.signup_closes_on = (NOW + timedelta(days=9)).date()
        slug = season.program.slug
    assert "Circles meet already." in Browser(app).open(f"/join/{slug}").text


# --- How are you? ---


def test_the_page_of_a_check_in_asks_once_more(app: Flask, runtime: Runtime, waiting: int) -> None:
    page = f"/me/check-in/{membership_of(runtime, 'Bo Lindqvist')}"
    bo = as_member(app, runtime, "Bo Lindqvist")
    text = bo.open(f"{page}?answer=leave").text
    assert text.index("I&#39;d rather leave") < text.index("Busy right now")
    assert state(runtime, "Bo Lindqvist") is ParticipantState.PLACED
    bo.press(page, page, {"answer": "fine"})
    assert "your seat stays yours" in bo.open("/me").text
    bo.press(page, page, {"answer": "busy"})
    assert "You are on a break" in bo.open("/me/pause").text
    bo.press(page, page, {"answer": "move"})
    assert state(runtime, "Bo Lindqvist") is ParticipantState.WAITLISTED
    assert bo.open(page).status_code == 404


def test_who_would_rather_leave_leaves(app: Flask, runtime: Runtime, waiting: int) -> None:
    page = f"/me/check-in/{membership_of(runtime, 'Bo Lindqvist')}"
    as_member(app, runtime, "Bo Lindqvist").press(page, page, {"answer": "leave"})
    assert state(runtime, "Bo Lindqvist") is ParticipantState.LEFT


def test_an_answer_we_do_not_know_is_said_so(app: Flask, runtime: Runtime, waiting: int) -> None:
    offer = offered(runtime, waiting)
    zoe = as_member(app, runtime, "Zoe Zimmer")
    assert zoe.press(f"/me/seat/{offer}", f"/me/seat/{offer}", {"answer": "x"}).status_code == 422
    page = f"/me/check-in/{membership_of(runtime, 'Bo Lindqvist')}"
    bo = as_member(app, runtime, "Bo Lindqvist")
    assert bo.press(page, page, {"answer": "x"}).status_code == 422


# --- What an organizer decides ---


def silent(runtime: Runtime, name: str = "Bo Lindqvist") -> int:
    """Suggest that the seat of somebody who is silent be freed."""
    bo = membership_of(runtime, name)
    with runtime.transaction() as db:
        membership = db.get_one(Membership, bo)
        made = Suggestion(
            circle_id=membership.circle_id,
            kind=SuggestionKind.FREE_SEAT,
            membership_id=bo,
            why="Missed two meetings in a row.",
            state=SuggestionState.OPEN,
            made_at=NOW,
        )
        db.add(made)
        db.flush()
        return made.id


def test_the_silent_of_one_circle_wait_in_one_row(organizer: Browser, runtime: Runtime) -> None:
    first, _ = silent(runtime), silent(runtime, "Carl Whitmore")
    home = organizer.open("/organizer/").text
    assert "2 people of Circle 1 are silent" in home
    assert f"/organizer/suggestions#suggestion-{first}" in home
    assert "Free the seat of" not in home


def test_a_suggestion_stands_first_thing_and_takes_a_yes(organizer: Browser, runtime: Runtime) -> None:
    suggestion = silent(runtime)
    home = organizer.open("/organizer/").text
    assert "Free the seat of Bo Lindqvist in Circle 1?" in home
    assert f"/organizer/suggestions#suggestion-{suggestion}" in home
    page = organizer.open("/organizer/suggestions").text
    assert "Missed two meetings in a row." in page
    organizer.press("/organizer/suggestions", f"/organizer/suggestions/{suggestion}", {"action": "take"})
    assert state(runtime, "Bo Lindqvist") is ParticipantState.LEFT
    assert "The seat is free." in organizer.open("/organizer/suggestions").text


def test_a_suggestion_is_left_and_gone(organizer: Browser, runtime: Runtime) -> None:
    suggestion = silent(runtime)
    action = f"/organizer/suggestions/{suggestion}"
    organizer.press("/organizer/suggestions", action, {"action": "dismiss"})
    assert state(runtime, "Bo Lindqvist") is ParticipantState.PLACED
    assert "Nothing to decide." in organizer.open("/organizer/suggestions").text
    again = organizer.press("/organizer/people", action, {"action": "take"})
    assert again.status_code == 302
    assert "settled already" in organizer.open("/organizer/suggestions").text
    assert organizer.press("/organizer/people", action, {"action": "x"}).status_code == 422


def test_another_programs_suggestion_is_not_there(organizer: Browser, runtime: Runtime, app: Flask) -> None:
    suggestion = silent(runtime)
    with runtime.transaction() as db:
        other = seasons.add_program(db, NOW, "Another Harbour").id
    browser = Browser(app)
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["organizer"] = other
    assert "Nothing to decide." in browser.open("/organizer/suggestions").text
    found = browser.press("/organizer/people", f"/organizer/suggestions/{suggestion}", {"action": "take"})
    assert found.status_code == 404


def test_a_small_circle_is_listed_with_who_could_come_and_where_it_could_go(
    organizer: Browser, runtime: Runtime, waiting: int
) -> None:
    with runtime.transaction() as db:
        bo = db.scalars(select(Participant).join(Person).where(Person.name == "Bo Lindqvist")).one()
        bo.season.mentors_hi = 2
        people.leave(db, bo, NOW)
    page = organizer.open("/organizer/suggestions").text
    assert "Ask <a" in page
    assert "Zoe Zimmer" in page
    assert "Go on in <a" in page
    assert "Circle 1 has three people, and needs four." in page


# --- By hand ---


def test_somebody_is_placed_by_hand_after_seeing_what_it_does(
    organizer: Browser, runtime: Runtime, waiting: int
) -> None:
    with runtime.transaction(read_only=True) as db:
        zoe = db.scalars(select(Participant).join(Person).where(Person.name == "Zoe Zimmer")).one()
        person, participant = zoe.person_id, zoe.id
        circle = db.scalars(select(Circle.id).order_by(Circle.id)).first()
    assert "Find a seat" in organizer.open(f"/organizer/people/{person}").text
    page = f"/organizer/seasons/{waiting}/seat/{participant}"
    assert "See what it would do" in organizer.open(page).text
    assert "What changes" in organizer.open(f"{page}?circle={circle}").text
    organizer.press(f"{page}?circle={circle}", page, {"circle": str(circle)})
    assert state(runtime, "Zoe Zimmer") is ParticipantState.PLACED
    with runtime.transaction(read_only=True) as db:
        to = select(Outgoing.kind).where(Outgoing.to == f"person:{person}")
        assert MailKind.INVITE in set(db.scalars(to))
    assert "Find a seat" not in organizer.open(f"/organizer/people/{person}").text
    assert organizer.open(page).status_code == 403


def test_where_nothing_fits_the_page_says_why(organizer: Browser, runtime: Runtime, waiting: int) -> None:
    with runtime.transaction() as db:
        zoe = db.scalars(select(Participant).join(Person).where(Person.name == "Zoe Zimmer")).one()
        zoe.availability = "Mon 10:00-12:00"
        participant = zoe.id
        circle = db.scalars(select(Circle.id).order_by(Circle.id)).first()
    page = f"/organizer/seasons/{waiting}/seat/{participant}"
    text = organizer.open(page).text
    assert "No circle has a seat that fits" in text
    assert "Zoe Zimmer is not free when circle 1 meets." in text
    for wanted in (str(circle), "x", ""):
        refused = organizer.press(page if "csrf" in text else "/organizer/people", page, {"circle": wanted})
        assert refused.status_code in {403, 422}
    assert state(runtime, "Zoe Zimmer") is ParticipantState.WAITLISTED


def test_after_a_merger_the_old_circle_needs_nobody(
    organizer: Browser, runtime: Runtime, waiting: int
) -> None:
    with runtime.transaction() as db:
        first, second = db.scalars(select(Circle).order_by(Circle.id)).all()
        repairs.merge(db, first, second, "organizer:1", NOW)
    home = organizer.open("/organizer/").text
    assert "Circle 1 is" not in home
    assert organizer.open(f"/organizer/circles/{first.id}").status_code == 200
