"""A participant's answer to a survey, and their last word, on pages that ask once more."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import select

from circles.domain.words import NoteKind, Source
from circles.models import Circle, Meeting, Note, Participant, Person, SurveyAnswer, Table
from circles.runtime import Runtime
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


def test_a_last_word_takes_a_press_and_may_be_said_otherwise(browser, runtime):
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
