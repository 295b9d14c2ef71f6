"""An organizer changes a season while it runs, closes it, and opens the next one like it."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from circles.domain.words import MailKind, MeetingState, OutgoingState, ParticipantState, SeasonState
from circles.models import Circle, Meeting, Organizer, Outgoing, Participant, Season
from circles.runtime import Runtime
from circles.services import anonymising, seasons
from tests.web import seasons as stage
from tests.web.browser import Browser

NOW = datetime.now(UTC)


@pytest.fixture
def organizer_id(runtime: Runtime) -> int:
    with runtime.transaction() as db:
        return stage.add_program(db, NOW).id


@pytest.fixture
def season_id(runtime: Runtime, organizer_id: int) -> int:
    """A published season whose circles have met once."""
    with runtime.transaction() as db:
        season = stage.publish(db, db.get_one(Organizer, organizer_id), NOW)
        stage.add_record(db, season, NOW)
        for mail in db.scalars(select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED)):
            mail.state, mail.sent_at = OutgoingState.SENT, NOW
        return season.id


@pytest.fixture
def browser(app: Flask, organizer_id: int) -> Browser:
    return signed_in(app, organizer_id)


def signed_in(app: Flask, organizer_id: int) -> Browser:
    browser = Browser(app)
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["organizer"] = organizer_id
    return browser


def filled(page: str) -> dict[str, object]:
    """Give the values of a form as the page shows them."""
    found: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
        if name and "csrf" not in name[1]:
            found[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        found[name] = chosen[1] if chosen else ""
    return found


def edit(browser: Browser, season_id: int, **changes: object) -> tuple[str, dict[str, object]]:
    path = f"/organizer/seasons/{season_id}/edit"
    form = {**filled(browser.open(path).text), **changes}
    return browser.press(path, path, form).text, form


def plan(runtime: Runtime, season_id: int) -> seasons.SeasonPlan:
    with runtime.transaction(read_only=True) as db:
        return seasons.plan_of(db.get_one(Season, season_id))


def test_a_new_name_is_saved_at_once(browser, runtime, season_id):
    edit(browser, season_id, name="Spring anew")
    assert plan(runtime, season_id).name == "Spring anew"


def test_what_touches_circles_is_shown_first_and_done_when_pressed_again(browser, runtime, season_id):
    page, _ = edit(browser, season_id, every_weeks="2")
    assert "Nothing is changed yet" in page
    assert "How often: every four weeks → every two weeks" in page
    assert re.search(r"\d+ meetings of \d circles? move", page)
    assert plan(runtime, season_id).every_weeks == 4
    path = f"/organizer/seasons/{season_id}/edit"
    again = {**filled(page), "sure": "yes"}
    assert browser.press(path, path, again).status_code == 302
    assert plan(runtime, season_id).every_weeks == 2


def test_what_can_not_be_is_told_beside_its_field_and_changes_nothing(browser, runtime, season_id):
    before = plan(runtime, season_id)
    page, _ = edit(browser, season_id, every_weeks="2", size_lo="9")
    assert "smallest size comes first" in page
    assert plan(runtime, season_id) == before


def test_of_two_at_once_the_later_is_refused_with_what_changed(
    browser, runtime, app, season_id, organizer_id
):
    path = f"/organizer/seasons/{season_id}/edit"
    mine = {**filled(browser.open(path).text), "name": "Mine"}
    edit(signed_in(app, organizer_id), season_id, size_hi="7")
    answer = browser.press(path, path, mine)
    assert answer.status_code == 409
    assert "Largest circle: 8 → 7" in answer.text
    assert plan(runtime, season_id).name == "Spring"
    shown = filled(answer.text)
    assert (shown["name"], shown["size_hi"]) == ("Mine", "7")
    browser.press(path, path, shown)
    assert (plan(runtime, season_id).name, plan(runtime, season_id).size_hi) == ("Mine", 7)


def test_a_form_without_what_it_showed_is_refused(browser, runtime, season_id):
    path = f"/organizer/seasons/{season_id}/edit"
    for seen in ("", "[]", "nonsense"):
        form = {**filled(browser.open(path).text), "seen": seen, "name": "Mine"}
        assert browser.press(path, path, form).status_code == 409


def test_another_programs_season_is_not_found(app, runtime, season_id):
    with runtime.transaction() as db:
        other = stage.add_program(db, NOW, "Elsewhere").id
    thief = signed_in(app, other)
    for page in ("edit", "close", "next"):
        assert thief.open(f"/organizer/seasons/{season_id}/{page}").status_code == 404


def test_before_publishing_a_change_is_saved_at_once(browser, runtime, organizer_id):
    with runtime.transaction() as db:
        season_id = stage.season_of(db.get_one(Organizer, organizer_id)).id
    edit(browser, season_id, meetings="4", minutes="90", starts_on=f"{NOW + timedelta(days=40):%Y-%m-%d}")
    assert (plan(runtime, season_id).meetings, plan(runtime, season_id).minutes) == (4, 90)


def test_closing_is_asked_once_more_and_the_circles_stay_to_be_seen(browser, runtime, season_id):
    path = f"/organizer/seasons/{season_id}/close"
    assert "called off" in browser.open(path).text
    browser.press(path, path)
    with runtime.transaction() as db:
        assert db.get_one(Season, season_id).state is SeasonState.CLOSED
        ahead = select(Meeting).where(Meeting.starts_at > NOW, Meeting.state == MeetingState.PLANNED)
        assert db.scalars(ahead).all() == []
    page = browser.open(f"/organizer/seasons/{season_id}").text
    assert "Closed on" in page
    assert "Circle 1" in page
    assert "Circle 1" in browser.open(f"/organizer/seasons/{season_id}/report").text
    assert "closed already" in browser.open(path).text


def test_a_season_closed_before_it_was_published_has_no_circles(browser, runtime, organizer_id):
    with runtime.transaction() as db:
        season = stage.season_of(db.get_one(Organizer, organizer_id))
        stage.form(db, season, 2, 4, NOW)
        season_id = season.id
    path = f"/organizer/seasons/{season_id}"
    assert "never published" in browser.open(f"{path}/close").text
    browser.press(f"{path}/close", f"{path}/close")
    for page in (path, f"{path}/board"):
        assert "This season has no circles." in browser.open(page).text
    assert "nothing to report" in browser.open(f"{path}/report").text
    assert "published already" not in browser.open(f"{path}/publish").text
    with runtime.transaction() as db:
        assert db.scalars(select(Circle)).all() == []


def test_of_a_closed_season_only_name_and_keeping_can_change(browser, runtime, season_id):
    with runtime.transaction() as db:
        seasons.close(db, db.get_one(Season, season_id), "organizer:1", NOW)
    page = browser.open(f"/organizer/seasons/{season_id}/edit").text
    assert set(filled(page)) == {"name", "anonymise_days", "seen"}
    edit(browser, season_id, anonymise_days="300")
    assert plan(runtime, season_id).anonymise_days == 300


def test_two_weeks_before_the_first_page_says_that_words_go_and_where_to_keep_them(
    browser, runtime, season_id
):
    with runtime.transaction() as db:
        season = db.get_one(Season, season_id)
        seasons.close(db, season, "organizer:1", NOW)
        season.closed_at = NOW - timedelta(days=168)
    page = browser.open("/organizer/").text
    assert "What people said in Spring goes on" in page
    assert f"/organizer/seasons/{season_id}/edit" in page
    assert "Keep it longer" in browser.open(f"/organizer/seasons/{season_id}").text
    refused, _ = edit(browser, season_id, anonymise_days="170")
    assert re.search("Give at least 18[23] days", refused)
    edit(browser, season_id, anonymise_days="365")
    assert "goes on" not in browser.open("/organizer/").text


def test_nothing_is_noted_in_an_anonymised_season(browser, runtime, app, season_id):
    with runtime.transaction() as db:
        season = db.get_one(Season, season_id)
        seasons.close(db, season, "organizer:1", NOW)
        anonymising.note_told(db, [season.program_id], NOW + timedelta(days=190))
        for _ in range(50):
            anonymising.sweep(db, NOW + timedelta(days=200))
        assert season.state is SeasonState.ANONYMISED
        meeting = db.scalars(select(Meeting).order_by(Meeting.id)).first()
        member = db.scalars(select(Participant).where(Participant.state == ParticipantState.PLACED)).first()
        assert meeting is not None
        assert member is not None
        link = runtime.links.personal(member).removeprefix(runtime.settings.public_url)
        number = meeting.id
    page = f"/organizer/meetings/{number}"
    assert browser.open(page).status_code == 200
    assert browser.open(f"/organizer/seasons/{season_id}").status_code == 200
    assert browser.open(f"/organizer/seasons/{season_id}/report").status_code == 200
    refused = browser.press(page, f"{page}/met", {"met": "yes"})
    assert refused.status_code == 403
    theirs = Browser(app)
    theirs.open(link)
    home = theirs.open("/me")
    assert home.status_code == 200
    assert "is over" in theirs.press("/me", "/me", {"name": "Another"}).text
    for asked in ("survey", "recap", "there"):
        gone = theirs.open(f"/me/meetings/{number}/{asked}")
        assert gone.status_code == 410
        assert "Spring is over" in gone.text
        assert "What was said in it is deleted" in gone.text
    assert theirs.open("/me/confirm").status_code == 410
    for still in (f"/me/meetings/{number}", "/me/data", "/me/erase", "/me/leave", "/me/addresses"):
        assert theirs.open(still).status_code == 200


def test_the_next_season_is_like_the_last_and_asks_its_people(browser, runtime, season_id):
    path = f"/organizer/seasons/{season_id}/next"
    page = browser.open(path).text
    form = filled(page)
    assert (form["name"], form["every_weeks"], form["size_hi"]) == ("", "4", "8")
    assert "who were in Spring" in page
    browser.press(path, path, {**form, "name": "Autumn", "invite": "y"})
    with runtime.transaction() as db:
        autumn = db.scalars(select(Season).where(Season.name == "Autumn")).one()
        asked = db.scalars(select(Participant).where(Participant.season_id == autumn.id)).all()
        assert asked
        assert {each.state for each in asked} == {ParticipantState.INVITED}
        invites = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.IMPORT_INVITE)).all()
        assert len(invites) == len(asked)


def test_the_next_season_says_of_hours_and_topics_what_is_true(browser, runtime, season_id):
    path = f"/organizer/seasons/{season_id}/next"
    assert "hours and topics are as they gave them" in browser.open(path).text
    with runtime.transaction() as db:
        db.get_one(Season, season_id).anonymised_at = runtime.now()
    assert "hours and topics went with what they said in it" in browser.open(path).text


def test_the_next_season_without_the_tick_asks_nobody(browser, runtime, season_id):
    path = f"/organizer/seasons/{season_id}/next"
    form = filled(browser.open(path).text)
    del form["invite"]
    browser.press(path, path, {**form, "name": "Autumn"})
    with runtime.transaction() as db:
        autumn = db.scalars(select(Season).where(Season.name == "Autumn")).one()
        assert db.scalars(select(Participant).where(Participant.season_id == autumn.id)).all() == []
