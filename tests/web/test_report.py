"""What came of a season and how its circles do, as an organizer sees it."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from circles.domain.statement import Said
from circles.domain.words import FollowUpState, MeetingState, SeasonState, Source
from circles.models import Circle, FollowUp, Meeting, Season
from circles.runtime import Runtime
from circles.services import farewells, people, surveys
from tests.web import seasons
from tests.web.browser import Browser
from tests.web.test_organizer import NOW, browser, organizer_id, published

__all__ = ["browser", "organizer_id", "published"]


def report_page(runtime, browser):
    with runtime.transaction(read_only=True) as db:
        season_id = db.scalars(select(Season.id)).one()
    return f"/organizer/seasons/{season_id}/report"


@pytest.fixture
def said(runtime: Runtime, published: int) -> None:
    """Two answers to a survey, a last word, and a follow-up that is done."""
    with runtime.transaction() as db:
        circle = db.scalars(select(Circle).order_by(Circle.id)).first()
        first, (ana, bo, *_) = circle.meetings[0], circle.members
        for member, score, line in ((ana, 5, ""), (bo, 2, "=HYPERLINK(1) <b>too</b> early")):
            by = Said(f"person:{member.participant.person_id}", Source.REPLY, NOW)
            surveys.answer(db, first, member.participant, score, line, by, NOW)
        farewells.leave(db, bo, "Ana & <Carl>", by, NOW + timedelta(days=365))
        db.scalars(select(FollowUp)).first().state = FollowUpState.DONE


def test_the_report_shows_surveys_last_words_and_how_each_circle_does(browser, runtime, said):
    page = browser.open(report_page(runtime, browser)).text
    assert "After meeting 1: 3.5 of 5 from 2 answers." in page
    assert "2 of 5: “=HYPERLINK(1) &lt;b&gt;too&lt;/b&gt; early”" in page
    assert "“Ana &amp; &lt;Carl&gt;”" in page
    assert "the first meeting took place" in page
    assert "nobody has told us of the first meeting yet" in page
    assert "<b>3.5</b>of 5 from 2 answers" in page


def test_a_season_that_is_closed_still_has_its_report(browser, runtime, said):
    with runtime.transaction() as db:
        db.scalars(select(Season)).one().state = SeasonState.CLOSED
    assert "After meeting 1" in browser.open(report_page(runtime, browser)).text


@pytest.mark.parametrize(
    ("table", "header", "row"),
    [
        ("follow-ups", "circle,who,what,due,state", ["Circle 1", "Bo Lindqvist", "share the course list"]),
        ("surveys", "circle,meeting,who,score,line,when", ["Circle 1", "1", "Ana Sousa", "5", ""]),
    ],
)
def test_each_table_of_the_report_is_there_as_csv_without_formulas(
    browser, runtime, said, table, header, row
):
    answer = browser.open(f"{report_page(runtime, browser)}/{table}.csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    text = answer.text.removeprefix("\ufeff")
    assert text.splitlines()[0] == header
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1][: len(row)] == row
    assert not any(cell.startswith("=") for each in rows for cell in each)


def test_there_is_no_other_table(browser, runtime, said):
    assert browser.open(f"{report_page(runtime, browser)}/people.csv").status_code == 404


def test_the_numbers_stand_beside_the_word_on_the_season_and_the_circle(browser, runtime, published):
    with runtime.transaction(read_only=True) as db:
        circle = db.scalars(select(Circle.id).order_by(Circle.id)).first()
        season = db.scalars(select(Season.id)).one()
    page = browser.open(f"/organizer/circles/{circle}").text
    assert "<dt>Meetings held</dt><dd>1 of 1 so far</dd>" in page
    assert "<dt>Not known</dt><dd>2 of 4</dd>" in page
    assert "Meetings held: 1 of 1 so far" in browser.open(f"/organizer/seasons/{season}").text


def test_circles_that_need_care_come_first_and_the_silent_are_named(browser, runtime, published):
    with runtime.transaction() as db:
        *_, last = db.scalars(select(Circle).order_by(Circle.id)).all()
        mentor = last.members[0].participant
        people.leave(db, mentor, NOW)
        first = db.scalars(select(Circle).order_by(Circle.id)).first()
        second = db.scalars(select(Meeting).where(Meeting.circle_id == first.id, Meeting.n == 2)).one()
        second.starts_at = NOW - timedelta(hours=3)
        season = db.scalars(select(Season.id)).one()
        names, circle = [first.name, last.name], first.id
    page = browser.open(f"/organizer/seasons/{season}").text
    assert page.index(f">{names[1]}</a>") < page.index(f">{names[0]}</a>")
    assert "its only mentor has left" in page
    assert "silent</span>" in browser.open(f"/organizer/circles/{circle}").text


def test_the_report_tells_what_is_known_apart_from_what_is_not(browser, runtime, published):
    page = browser.open(report_page(runtime, browser)).text
    assert "what came of it" in page
    assert "not told of" in page
    assert "We know of" in page
    assert "Not known" in page


def test_of_a_meeting_that_was_called_off_nobody_is_missing(browser, runtime, published):
    with runtime.transaction() as db:
        for meeting in db.scalars(select(Meeting).where(Meeting.starts_at <= NOW)):
            meeting.state = MeetingState.CANCELLED
    page = browser.open(report_page(runtime, browser)).text
    assert "called off" in page
    assert "not held" not in page
    rows = browser.open(report_page(runtime, browser) + ".csv").text.splitlines()[1:]
    assert {tuple(row.split(",")[-3:]) for row in rows} == {("0", "0", "0")}


def test_the_report_as_csv_has_a_row_for_each_meeting_so_far_and_no_formula(browser, runtime, published):
    with runtime.transaction() as db:
        circle = db.scalars(select(Circle)).first()
        circle.name = "=SUM(A1)"
        so_far = len(db.scalars(select(Meeting).where(Meeting.starts_at <= NOW)).all())
    rows = browser.open(report_page(runtime, browser) + ".csv").text.removeprefix("\ufeff").splitlines()
    assert rows[0] == "circle,meeting,when,state,members,said yes,came,missed,not known"
    assert len(rows) == 1 + so_far
    assert not any(row.startswith("=") for row in rows)


def test_nobody_sees_the_report_of_another_program(app, runtime, published):
    with runtime.transaction() as db:
        stranger = seasons.add_program(db, NOW, "Elsewhere").id
        theirs = db.scalars(select(Season.id).order_by(Season.id)).first()
    other = Browser(app)
    with other.client.session_transaction(base_url=other.base_url) as session:
        session["organizer"] = stranger
    assert other.open(f"/organizer/seasons/{theirs}/report").status_code == 404
    assert other.open(f"/organizer/seasons/{theirs}/report.csv").status_code == 404
