"""A participant's answer to a survey, and their last word, on pages that ask once more."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import select

from circles.domain.statement import Said
from circles.domain.words import MeetingState, NoteKind, Source
from circles.errors import NotAllowed
from circles.models import (
    Circle,
    FollowUp,
    Meeting,
    Membership,
    Note,
    Participant,
    Person,
    Season,
    SurveyAnswer,
    Table,
)
from circles.runtime import Runtime
from circles.services import surveys
from circles.services.seasons import close
from tests.web import seasons
from tests.web.browser import Browser
from tests.web.test_participant import link

NOW = datetime.now(UTC)
Row = TypeVar("Row", bound=Table)


@pytest.fixture
def browser(app: Flask, runtime: Runtime) -> Browser:
    """Bo's browser, in a published season whose first meetings are over."""
    with runtime.transaction() as db:
        season = seasons.publish(db, seasons.add_program(db, NOW), NOW)
        seasons.add_record(db, season, NOW)
    browser = Browser(app)
    browser.open(link(runtime, "Bo Lindqvist"))
    return browser


def meeting(runtime: Runtime, name: str = "Bo", n: int = 1) -> Meeting:
    with runtime.transaction(read_only=True) as db:
        theirs = select(Meeting).join(Circle).join(Circle.memberships).join(Participant).join(Person)
        return db.scalars(theirs.where(Person.name.startswith(name), Meeting.n == n)).one()


def rows(runtime: Runtime, table: type[Row]) -> Sequence[Row]:
    with runtime.transaction(read_only=True) as db:
        return db.scalars(select(table)).all()


def test_a_number_in_a_mail_only_chooses_and_takes_a_press(browser, runtime):
    path = f"/me/meetings/{meeting(runtime).id}/survey"
    page = browser.open(f"{path}?score=4").text
    assert 'value="4" checked' in page
    assert "Nothing has changed yet" in page
    assert not rows(runtime, SurveyAnswer)
    browser.press(path, path, {"score": "4", "line": " good\ttalks "})
    [kept] = rows(runtime, SurveyAnswer)
    assert (kept.score, kept.line, kept.source) == (4, "good talks", Source.LINK)
    page = browser.open(path).text
    assert "<strong>4 of 5</strong> (“good talks”)." in page
    assert "The organizers read your number and your line, with your name." in page


def test_a_later_answer_counts_and_the_earlier_one_is_kept(browser, runtime):
    path = f"/me/meetings/{meeting(runtime).id}/survey"
    for score in "42":
        browser.press(path, path, {"score": score})
    assert [each.score for each in rows(runtime, SurveyAnswer)] == [4, 2]
    assert "<strong>2 of 5</strong>" in browser.open(path).text


@pytest.mark.parametrize("score", ["", "0", "6", "four", "-1", "4.5"])
def test_what_is_no_number_from_one_to_five_is_asked_for_again_with_the_line(browser, runtime, score):
    path = f"/me/meetings/{meeting(runtime).id}/survey"
    answer = browser.press(path, path, {"score": score, "line": "good talks"})
    assert answer.status_code == 422
    assert "Answer with a number from 1 to 5." in answer.text
    assert 'value="good talks"' in answer.text
    assert not rows(runtime, SurveyAnswer)


def test_a_meeting_to_come_or_of_another_circle_is_not_asked_about(browser, runtime):
    assert "nothing to ask" in browser.open(f"/me/meetings/{meeting(runtime, n=2).id}/survey").text
    other = meeting(runtime, "Person1 Number1").id
    assert browser.open(f"/me/meetings/{other}/survey").status_code == 404
    assert browser.open("/me/meetings/999999/survey").status_code == 404


def test_of_a_meeting_before_they_joined_nobody_is_asked_and_no_answer_is_taken(browser, runtime):
    first = meeting(runtime)
    with runtime.transaction() as db:
        bo = db.scalars(select(Participant).join(Person).where(Person.name == "Bo Lindqvist")).one()
        [mine] = db.scalars(select(Membership).where(Membership.participant_id == bo.id))
        mine.joined_at = NOW
        said = Said("organizer:1", Source.ORGANIZER, NOW)
        with pytest.raises(NotAllowed, match="Bo Lindqvist was not in the circle then"):
            surveys.answer(db, db.get_one(Meeting, first.id), bo, 4, "", said, NOW)
    path = f"/me/meetings/{first.id}/survey"
    assert browser.open(path).status_code == 404
    assert browser.press("/me", path, {"score": "4"}).status_code == 404
    assert not rows(runtime, SurveyAnswer)


def over(runtime: Runtime) -> None:
    """Let no circle meet again."""
    with runtime.transaction() as db:
        for each in db.scalars(select(Meeting).where(Meeting.starts_at > NOW)):
            each.state = MeetingState.CANCELLED


def test_it_is_too_early_for_a_last_word_while_the_circle_meets(browser, runtime):
    path = f"/me/circles/{meeting(runtime).circle_id}/last-word"
    page = browser.open(path).text
    assert "too early for a last word" in page
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]
    refused = browser.press("/me", path, {"text": "Ana"})
    assert refused.status_code == 403
    assert "meets again" in refused.text
    assert not rows(runtime, Note)


def test_of_a_closed_season_pages_take_what_happened_and_nothing_that_would_have_come(browser, runtime):
    first = meeting(runtime)
    with runtime.transaction() as db:
        close(db, db.scalars(select(Season)).one(), "organizer:1", NOW)
    home = browser.open("/me").text
    assert "Take a break" not in home
    assert "is over" in browser.open(f"/me/circles/{first.circle_id}/notes").text
    for path, form in (
        ("/me/pause", {}),
        (f"/me/circles/{first.circle_id}/notes", {"text": "Hello"}),
        (f"/me/meetings/{first.id}/place", {"place": "Room 1"}),
        (f"/me/meetings/{first.id}/ask", {}),
    ):
        refused = browser.press("/me", path, form)
        assert refused.status_code == 403
        assert "is over, so that changes nothing any more" in refused.text
    survey = f"/me/meetings/{first.id}/survey"
    assert browser.press(survey, survey, {"score": "4"}).status_code == 302
    assert len(rows(runtime, SurveyAnswer)) == 1


def test_in_a_closed_season_neither_hours_nor_promises_are_asked_for_or_kept(browser, runtime):
    recap = f"/me/meetings/{meeting(runtime).id}/recap"
    with runtime.transaction() as db:
        close(db, db.scalars(select(Season)).one(), "organizer:1", NOW)
    home = browser.open("/me").text
    assert "Your hours and topics" not in home
    assert "usually meet" not in home
    wishes = {"name": "Bo Lind", "zone": "Asia/Tokyo", "hours": "Mon 09:00-12:00", "topics": "saying no"}
    browser.press("/me", "/me", wishes)
    with runtime.transaction(read_only=True) as db:
        bo = db.scalars(select(Participant).join(Person).where(Person.name == "Bo Lind")).one()
        assert (bo.availability, bo.topics) == ("Thu 16:00-19:00", ["asking for advice"])
        assert bo.person.zone == "Asia/Tokyo"
    before = len(rows(runtime, FollowUp))
    assert "Did anyone promise" not in browser.open(recap).text
    browser.press(recap, recap, {"met": "yes", "promise": "share the list"})
    assert len(rows(runtime, FollowUp)) == before
    assert "“share the list” is not noted: nobody would be reminded of it" in browser.open("/me").text


def test_a_last_word_takes_a_press_and_may_be_said_otherwise(browser, runtime):
    over(runtime)
    path = f"/me/circles/{meeting(runtime).circle_id}/last-word"
    assert not rows(runtime, Note)
    assert browser.press(path, path, {"text": "  "}).status_code == 422
    for text in ("Ana", "Ana and <Carl>"):
        browser.press(path, path, {"text": text})
    kept = rows(runtime, Note)
    assert [(each.kind, each.text) for each in kept] == [
        (NoteKind.LAST_WORD, "Ana"),
        (NoteKind.LAST_WORD, "Ana and <Carl>"),
    ]
    assert "Ana and &lt;Carl&gt;" in browser.open(path).text


def test_the_last_word_of_a_circle_of_others_is_not_theirs_to_say(browser, runtime):
    other = meeting(runtime, "Person1 Number1").circle_id
    assert browser.open(f"/me/circles/{other}/last-word").status_code == 404


def test_the_home_page_leads_to_a_survey_only_while_it_is_asked_for(browser, runtime):
    third = meeting(runtime, n=3).id
    path = f"/me/meetings/{third}/survey"
    assert path not in browser.open("/me").text
    with runtime.transaction() as db:
        db.get_one(Meeting, third).starts_at = NOW - timedelta(days=2)
        db.get_one(Meeting, third).state = MeetingState.HELD
    assert f'<a href="{path}">How do you find your circle?</a>' in browser.open("/me").text
    browser.press(path, path, {"score": "4"})
    assert path not in browser.open("/me").text


def test_the_home_page_leads_to_the_last_word_only_while_it_is_open(browser, runtime):
    path = f"/me/circles/{meeting(runtime).circle_id}/last-word"
    assert path not in browser.open("/me").text
    over(runtime)
    assert path in browser.open("/me").text
    browser.press(path, path, {"text": "Ana"})
    assert path not in browser.open("/me").text
