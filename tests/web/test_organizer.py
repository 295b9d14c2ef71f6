"""What an organizer sees and does, from signing in to the last meeting."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from circles.demo_people import sample_csv
from circles.domain.cadence import local, show
from circles.domain.people_file import read_people
from circles.domain.statement import Said
from circles.domain.wording import day
from circles.domain.words import (
    Attendance,
    FollowUpState,
    IncomingState,
    JobState,
    MailKind,
    MeetingState,
    OutgoingState,
    Rsvp,
    SeasonState,
    Source,
)
from circles.mail.compose import compose
from circles.models import (
    Circle,
    FollowUp,
    HeldEvent,
    Import,
    Incoming,
    Job,
    Meeting,
    Organizer,
    Outgoing,
    Participant,
    Season,
    SignIn,
)
from circles.runtime import Runtime
from circles.services import attendance, jobs, people, sign_in
from circles.web.organizer.sign_in import log_in
from tests.web import seasons
from tests.web.browser import Browser
from worker import long_work

NOW = datetime.now(UTC)


@pytest.fixture
def organizer_id(runtime: Runtime) -> int:
    with runtime.transaction() as db:
        return seasons.add_program(db, NOW).id


@pytest.fixture
def published(runtime: Runtime, organizer_id: int) -> int:
    """A published season with a record; gives the id of the reply that waits for a reader."""
    with runtime.transaction() as db:
        season = seasons.publish(db, db.get_one(Organizer, organizer_id), NOW)
        return seasons.add_record(db, season, NOW).id


@pytest.fixture
def browser(app: Flask, organizer_id: int) -> Browser:
    """The organizer's browser, signed in."""
    browser = Browser(app)
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["organizer"] = organizer_id
    return browser


# --- Signing in ---


def test_a_link_signs_in_the_browser_that_asked_and_only_once(app, runtime, organizer_id):
    browser, thief = Browser(app), Browser(app)
    answer = browser.press("/sign-in", "/sign-in", {"email": "Olga@harbour-mentoring.example"})
    assert "Look in your mail" in answer.text
    with runtime.transaction() as db:
        link = runtime.links.sign_in(db.scalars(select(SignIn)).one())
    page = link.removeprefix(runtime.settings.public_url)

    assert browser.open(page).status_code == 200
    assert thief.press(page, page).status_code == 403
    assert browser.press(page, page).location == "/organizer/"
    assert "Harbour Mentoring" in browser.open("/organizer/").text
    again = browser.press("/organizer/", page)
    assert again.status_code == 403
    assert "Ask for a new one" in again.text


def test_the_answer_is_the_same_for_an_address_nobody_knows(app, runtime, organizer_id):
    known, unknown = "olga@harbour-mentoring.example", "nobody@harbour-mentoring.example"
    answers = {
        Browser(app).press("/sign-in", "/sign-in", {"email": e}).text.replace(e, "") for e in (known, unknown)
    }
    assert len(answers) == 1
    with runtime.transaction() as db:
        assert db.scalar(select(func.count(SignIn.id))) == 1


def test_an_old_or_broken_link_offers_a_new_one(app, runtime, organizer_id):
    with runtime.transaction() as db:
        sign_in.ask(db, "olga@harbour-mentoring.example", "x", NOW - timedelta(minutes=11))
        link = runtime.links.sign_in(db.scalars(select(SignIn)).one())
    browser = Browser(app)
    for page in (link.removeprefix(runtime.settings.public_url), "/sign-in/nonsense"):
        answer = browser.press("/sign-in", page)
        assert answer.status_code == 403
        assert "Send me a link" in answer.text


def test_signing_out_closes_the_pages(browser):
    browser.press("/organizer/", "/sign-out")
    assert browser.open("/organizer/").location == "/sign-in"


# --- Home and seasons ---


def test_every_page_an_organizer_can_reach_opens(browser, published):
    pages = browser.walk("/organizer/", "/organizer/")
    assert {page: answer.status_code for page, answer in pages.items() if answer.status_code != 200} == {}
    endpoints = {answer.request.path.rstrip("0123456789") for answer in pages.values()}
    assert {
        "/organizer/meetings/",
        "/organizer/people/",
        "/organizer/mails/",
        "/organizer/circles/",
    } <= endpoints


def test_an_empty_program_says_what_to_do(app, runtime):
    with runtime.transaction() as db:
        organizer = seasons.add_program(db, NOW)
        db.delete(seasons.season_of(organizer))
        organizer_id = organizer.id
    browser = Browser(app)
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["organizer"] = organizer_id
    assert "Open your first season" in browser.open("/organizer/").text
    assert "Open a season" in browser.open("/organizer/people").text
    assert "No mail is stuck" in browser.open("/organizer/outbox").text


def test_home_says_in_one_sentence_how_it_goes_and_lists_what_waits(browser, published):
    page = browser.open("/organizer/").text
    met = "1 of 1 circle met when they last were to; nobody has told us of 1 more."
    assert f"Spring, week 2 of 21. {met} 2 things need you." in page
    assert "1 reply wants a reader" in page
    assert "2 mails are stuck" in page
    assert "<title>(2) Harbour Mentoring</title>" in page


def test_a_new_season_opens_with_its_signup_link(browser, runtime):
    plan = {
        "name": "Autumn",
        "starts_on": (NOW + timedelta(days=40)).date().isoformat(),
        "meetings": "6",
        "every_weeks": "2",
        "minutes": "90",
        "size_lo": "4",
        "size_hi": "7",
        "mentors_lo": "1",
        "mentors_hi": "2",
        "place": "",
        "signup_closes_on": "",
    }
    answer = browser.press("/organizer/seasons/new", "/organizer/seasons/new", plan)
    page = browser.open(answer.location).text
    assert "Autumn is open" in page
    assert "http://circles.example/join/harbour-mentoring" in page
    with runtime.transaction() as db:
        assert db.scalars(select(Season.minutes).where(Season.name == "Autumn")).one() == 90


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "Give the season a name"),
        ("starts_on", "2020-01-01", "which is past"),
        ("starts_on", "9999-12-31", "too far away"),
        ("signup_closes_on", "0001-01-01", "Sign-up would close on"),
        ("signup_closes_on", "2030-01-08", "Sign-up would close on"),
        ("size_lo", "9", "smallest size comes first"),
        ("size_lo", "99999999999", "2 to 50 people"),
        ("meetings", "many", "Write a whole number."),
    ],
)
def test_a_plan_that_cannot_work_is_told_beside_its_field_and_at_the_top(
    browser, runtime, field, value, says
):
    plan = {"name": "X", "starts_on": "2030-01-07", "meetings": "6", "every_weeks": "4", "minutes": "60"}
    plan |= {"size_lo": "4", "size_hi": "8", "mentors_lo": "1", "mentors_hi": "2", field: value}
    answer = browser.press("/organizer/seasons/new", "/organizer/seasons/new", plan)
    assert answer.status_code == 422
    assert answer.text.count(says) == 2
    assert f'<a href="#{field}">' in answer.text
    assert f'aria-describedby="{field}-hint {field}-error"' in answer.text or f"{field}-error" in answer.text
    with runtime.transaction() as db:
        assert db.scalar(select(func.count(Season.id))) == 1


# --- People ---


def test_people_are_found_by_name_address_and_state(browser, published):
    assert "Ana Sousa" in browser.open("/organizer/people?q=sousa").text
    assert "Bo Lindqvist" in browser.open("/organizer/people?q=bo.lindqvist@").text
    assert "Bo Lindqvist" not in browser.open("/organizer/people?q=sousa").text
    assert "Nobody here fits that" in browser.open("/organizer/people?q=100%25").text
    assert "Nobody here fits that" in browser.open("/organizer/people?state=declined").text


def test_the_export_imports_again_unchanged(browser, published):
    answer = browser.open("/organizer/people.csv")
    assert answer.mimetype == "text/csv"
    people = read_people(answer.data)
    assert people.problems == ()
    assert len(people.rows) == 8
    ana = next(row for row in people.rows if row.name == "Ana Sousa")
    assert (ana.email, ana.role, ana.zone) == ("ana.sousa@meadow.example", "mentor", "Europe/Lisbon")
    assert ana.attributes["department"] == "Research"


def test_a_person_has_every_mail_and_what_came_of_it(browser, published, runtime):
    with runtime.transaction() as db:
        carl = db.get_one(Incoming, published).person_id
    page = browser.open(f"/organizer/people/{carl}").text
    assert "550 5.1.1 no such user" in page
    assert "wants a reader" in page


# --- Bringing people in ---


def test_a_file_is_rehearsed_then_run_once(browser, runtime, organizer_id):
    with runtime.transaction() as db:
        season_id = seasons.season_of(db.get_one(Organizer, organizer_id)).id
    page = f"/organizer/seasons/{season_id}/import"
    answer = browser.press(page, page, {"file": (io.BytesIO(sample_csv()), "people.csv")})
    check = answer.location
    text = browser.open(check).text
    assert "This is a rehearsal" in text
    assert "separated by semicolons" in text
    assert "Row 24, Timezone: `Lisboa` is not a time zone we know" in text
    with runtime.transaction() as db:
        assert db.scalar(select(func.count(Participant.id))) == 0
        assert db.scalar(select(func.count(Outgoing.id))) == 0

    progress = browser.press(check, check, {"knows": "y"}).location
    assert "Bringing people in" in browser.open(progress).text
    assert browser.open(f"{progress}.json").json == {"open": True, "done": 0, "total": 0}
    with runtime.transaction() as db:
        assert db.scalars(select(Import.knows)).one()
    assert browser.press(progress, check, {"knows": "y"}).status_code == 403
    assert browser.open(check).location == progress


def test_of_many_rows_with_one_fault_the_first_are_shown_and_all_are_in_the_download(browser):
    twice = "email\n" + "ana@example.org\n" * 2001
    form = "/organizer/seasons/1/import"
    check = browser.press(form, form, {"pasted": twice}).location
    page = browser.open(check).text
    assert page.count("is also in row 2.") == 20
    assert "and 1,980 more" in page
    assert f'href="{check}/skipped.csv"' in page
    assert browser.open(f"{check}/skipped.csv").text.count("is also in row 2.") == 2000


def test_the_sample_list_becomes_circles(browser, runtime, organizer_id):
    season = _season_page(runtime)
    upload = {"file": (io.BytesIO(sample_csv()), "people.csv")}
    check = browser.press(f"{season}/import", f"{season}/import", upload).location
    progress = browser.press(check, check, {"knows": "y"}).location
    long_work.run(runtime, 1)
    assert browser.open(progress).location == check
    result = browser.open(check).text
    assert "40 people were enrolled" in result
    assert "5</b>left out" in result
    assert "Row 24" in browser.open(f"{check}/skipped.csv").text
    progress = browser.press(f"{season}/board", f"{season}/form", seasons.FORMING).location
    long_work.run(runtime, 2)
    board = browser.open(browser.open(progress).location).text
    card = next(card for card in board.split('class="card"') if "Ana Sousa" in card)
    assert all(name in card for name in ("Bo Lindqvist", "Carl Whitmore", "Dee Adeyemi", "Put together as"))


def test_a_pasted_table_is_taken_like_a_file(browser, runtime, organizer_id):
    page = _season_page(runtime) + "/import"
    pasted = "name\temail\nAna\tana@meadow.example\nBo\tbo@meadow\n"
    text = browser.open(browser.press(page, page, {"pasted": pasted}).location).text
    assert "separated by tabs" in text
    assert "has no ending like .org" in text
    assert "Download the rows left out" in text


def test_what_is_no_table_is_told_beside_the_field(browser, runtime, organizer_id):
    page = _season_page(runtime) + "/import"
    answer = browser.press(page, page, {"file": (io.BytesIO(b"PK\x03\x04 not csv"), "people.xlsx")})
    assert answer.status_code == 422
    assert "save it as CSV" in answer.text
    assert browser.press(page, page, {}).status_code == 422


def test_finished_work_leads_on_and_failed_work_says_why(browser, runtime, organizer_id):
    with runtime.transaction() as db:
        season = seasons.season_of(db.get_one(Organizer, organizer_id))
        job = jobs.start(db, season.program_id, "form", f"season:{season.id}", NOW)
        page = f"/organizer/jobs/{job.id}"
        board = f"/organizer/seasons/{season.id}/board"
    with runtime.transaction() as db:
        db.scalars(select(Job)).one().state = JobState.DONE
    assert browser.open(page).location == board
    with runtime.transaction() as db:
        db.scalars(select(Job)).one().result = {"error": "Nobody is ready to be placed."}
    assert "Nobody is ready to be placed." in browser.open(page).text


def test_work_can_be_stopped(browser, runtime, organizer_id):
    season = _season_page(runtime)
    with runtime.transaction() as db:
        for name in seasons.NAMES:
            seasons.enrol(db, db.scalars(select(Season)).one(), name, "mentee", NOW)
    page = browser.press(f"{season}/board", f"{season}/form", seasons.FORMING).location
    assert browser.press(page, f"{page}/stop").location == page
    assert "Nothing has changed" in browser.open(page).text
    with runtime.transaction() as db:
        assert db.scalars(select(Job.state)).one() is JobState.CANCELLED


# --- Circles and publishing ---


def test_the_board_shows_circles_with_their_reasons_and_who_waits(browser, runtime, organizer_id):
    season = _season_page(runtime)
    with runtime.transaction() as db:
        found = db.scalars(select(Season)).one()
        seasons.form(db, found, 2, 4, NOW)
        zoe = seasons.enrol(db, found, "Zoe Waits", "mentee", NOW)
        zoe.wait = {"reason": "no shared hour", "remedy": "One more hour would do."}
    text = browser.open(f"{season}/board").text
    assert "<h1>2 circles</h1>" in text
    assert "four chose <em>asking for advice</em>" in text
    assert "Not placed (1)" in text
    assert "no shared hour" in text
    assert "One more hour would do." in text


def test_publishing_says_what_it_will_do_and_then_does_it_once(browser, runtime, organizer_id):
    season = _season_page(runtime)
    assert "no circles to publish yet" in browser.open(f"{season}/publish").text
    with runtime.transaction() as db:
        found = db.scalars(select(Season)).one()
        seasons.form(db, found, 1, 4, NOW)
        seasons.enrol(db, found, "Zoe Waits", "mentee", NOW)
    assert "This writes to 5 people" in browser.open(f"{season}/publish").text
    assert browser.press(f"{season}/publish", f"{season}/publish").location == season
    browser.press(season, f"{season}/publish")
    with runtime.transaction() as db:
        assert db.scalars(select(Season.state)).one() is SeasonState.PUBLISHED
        kinds = list(db.scalars(select(Outgoing.kind)))
    assert sorted(kinds) == [MailKind.INVITE] * 4 + [MailKind.WAITLISTED]
    assert (
        "published, so they can&#39;t be formed anew"
        in browser.open(browser.press(season, f"{season}/form").location).text
    )


def test_a_place_is_told_to_the_circle(browser, runtime, published):
    with runtime.transaction() as db:
        circle = db.scalars(select(Circle)).first()
    page = f"/organizer/circles/{circle.id}"
    browser.press(page, f"{page}/place", {"place": "https://meet.example/room"})
    assert "https://meet.example/room" in browser.open(page).text
    with runtime.transaction() as db:
        assert db.scalar(select(func.count(Outgoing.id)).where(Outgoing.kind == MailKind.UPDATE)) == 0
        assert db.get_one(Circle, circle.id).place == "https://meet.example/room"


def test_the_circles_are_exported_with_who_is_in_them(browser, runtime, published):
    table = browser.open(f"{_season_page(runtime)}/circles.csv").text
    assert "Circle 1,Thursdays at 17:00 (Lisbon time),,Ana Sousa,Bo Lindqvist; Carl Whitmore" in table
    assert "On track,the first meeting took place" in table


# --- A meeting ---


def _meetings(runtime: Runtime) -> tuple[Meeting, Meeting, list[int]]:
    with runtime.transaction() as db:
        circle = db.scalars(select(Circle).order_by(Circle.id)).first()
        past, ahead = circle.meetings[:2]
        return past, ahead, [member.participant_id for member in circle.members]


def test_home_says_of_no_circle_that_it_did_not_meet_where_nobody_has_told(browser, runtime, published):
    with runtime.transaction() as db:
        for meeting in db.scalars(select(Meeting).where(Meeting.state == MeetingState.HELD)):
            meeting.state = MeetingState.PLANNED
    assert "week 2 of 21. Nobody has told us whether 2 circles met." in browser.open("/organizer/").text


def test_a_meeting_shows_who_said_what_and_how(browser, runtime, published):
    past, ahead, _ = _meetings(runtime)
    text = browser.open(f"/organizer/meetings/{ahead.id}").text
    assert text.count("people hear of it at a decent hour, or at once if it begins within two days, and") == 2
    assert "is coming" in text
    assert "by calendar button" in text
    assert text.count("no answer yet") == 2
    text = browser.open(f"/organizer/meetings/{past.id}").text
    assert text.count("unknown") == 2
    assert "share the course list" in text


def test_who_is_on_a_break_is_seen_wherever_an_organizer_would_write_to_them(browser, runtime, published):
    with runtime.transaction() as db:
        meeting = db.scalars(select(Meeting).where(Meeting.starts_at > NOW).order_by(Meeting.id)).first()
        resting, back = (each.participant for each in meeting.circle.members[:2])
        last_day = (NOW + timedelta(days=9)).date()
        people.pause(db, resting, last_day, NOW)
        people.pause(db, back, last_day, NOW)
        people.resume(db, back, NOW)
        name, circle_id, meeting_id = resting.person.name, meeting.circle_id, meeting.id
    till = f"on a break till {day(last_day)}"
    for page in (f"/organizer/circles/{circle_id}", f"/organizer/meetings/{meeting_id}", "/organizer/people"):
        text = browser.open(page).text
        assert text.count("on a break") == 1
        assert text.index(name) < text.index(till)
    assert "On a break" not in browser.open(f"/organizer/people/{back.person_id}").text


def test_an_organizer_answers_for_someone_and_the_record_says_so(browser, runtime, published):
    _, ahead, people = _meetings(runtime)
    page = f"/organizer/meetings/{ahead.id}"
    browser.press(page, f"{page}/answer", {"answer-participant": people[2], "answer-value": "maybe"})
    with runtime.transaction() as db:
        event_ = attendance.rsvps(db, [db.get_one(Meeting, ahead.id)])[(ahead.id, people[2])]
    assert (event_.value, event_.source) == (Rsvp.MAYBE, "organizer")
    assert "Olga Reis said that Carl Whitmore is not sure" in browser.open(page).text


def test_saying_who_came_settles_the_meeting(browser, runtime, published):
    past, _, people = _meetings(runtime)
    page = f"/organizer/meetings/{past.id}"
    told = {"met-met": "yes", "came": people[1:3], "complete": "yes"}
    browser.press(page, f"{page}/met", told)
    with runtime.transaction() as db:
        assert db.get_one(Meeting, past.id).state is MeetingState.HELD
    missed, came = Attendance.MISSED, Attendance.CAME
    assert _who_came(runtime, past) == dict(zip(people, (missed, came, came, missed), strict=True))
    assert "Ana Sousa says came" in browser.open(page).text


def _who_came(runtime: Runtime, meeting: Meeting) -> dict[int, Attendance | None]:
    with runtime.transaction() as db:
        standing = attendance.attendance(db, [db.get_one(Meeting, meeting.id)])
    return {who: each.value for (_, who), each in standing.items()}


@pytest.mark.parametrize("but", [1, 2])
def test_a_tick_taken_off_says_that_they_missed_it_and_nothing_of_others(browser, runtime, published, but):
    past, _, people = _meetings(runtime)
    page = f"/organizer/meetings/{past.id}"
    known = _who_came(runtime, past)
    assert known == dict.fromkeys(people[:2], Attendance.CAME)  # nothing is known of Carl and Dee
    told = {"met-met": "yes", "came": people[: 2 - but], "known": people[:2]}
    browser.press(page, f"{page}/met", told)
    assert _who_came(runtime, past) == known | dict.fromkeys(people[2 - but : 2], Attendance.MISSED)
    with runtime.transaction() as db:
        standing = attendance.attendance(db, [db.get_one(Meeting, past.id)])
    assert {who for (_, who), each in standing.items() if each.is_decided} == set(people[2 - but : 2])


def test_that_they_met_and_nobody_came_is_refused_and_nothing_is_noted(browser, runtime, published):
    past, _, people = _meetings(runtime)
    page, known = f"/organizer/meetings/{past.id}", _who_came(runtime, past)
    told = {"met-met": "yes", "known": people[:2], "complete": "yes"}
    refused = browser.press(page, f"{page}/met", told)
    assert refused.status_code == 422
    assert "Tick who came, or say that they didn&#39;t meet." in refused.text
    assert re.findall(r'name="(came|complete)"[^>]* checked', refused.text) == ["complete"]
    assert _who_came(runtime, past) == known
    with runtime.transaction() as db:
        said = select(HeldEvent).where(HeldEvent.meeting_id == past.id, HeldEvent.source == Source.ORGANIZER)
        assert db.scalars(said).all() == []


def test_an_organizer_who_only_says_that_they_met_makes_nobody_come_or_miss(browser, runtime, published):
    past, _, people = _meetings(runtime)
    page = f"/organizer/meetings/{past.id}"
    with runtime.transaction() as db:
        meeting = db.get_one(Meeting, past.id)
        carl = next(each.participant for each in meeting.members if each.participant_id == people[2])
        before = meeting.starts_at - timedelta(days=1)
        said = Said(f"person:{carl.person_id}", Source.REPLY, before)
        attendance.say_rsvp(db, meeting, carl, Rsvp.YES, said, before)
        known = {key: each.value for key, each in attendance.attendance(db, [meeting]).items()}
    shown = browser.open(page).text.partition("Who came?")[2]
    ticked = re.findall(r'name="came" value="(\d+)" id="[^"]*" checked', shown)
    assert {int(each) for each in ticked} == {who for (_, who), each in known.items() if each == "came"}
    assert str(people[2]) not in ticked
    assert "had said yes" in shown
    assert re.findall(r'name="known" value="(\d+)"', shown) == ticked
    browser.press(page, f"{page}/met", {"met-met": "yes", "came": ticked, "known": ticked})
    with runtime.transaction() as db:
        meeting = db.get_one(Meeting, past.id)
        standing = attendance.attendance(db, [meeting])
        assert meeting.state is MeetingState.HELD
        assert {key: each.value for key, each in standing.items()} == known
        assert not any(each.is_decided for each in standing.values())
    told = {"met-met": "yes", "came": ticked, "known": ticked, "complete": "yes"}
    browser.press(page, f"{page}/met", told)
    with runtime.transaction() as db:
        standing = attendance.attendance(db, [db.get_one(Meeting, past.id)])
        assert {who for (_, who), each in standing.items() if each.value == "missed"} == {
            who for who in people if str(who) not in ticked
        }


def test_a_meeting_that_did_not_happen_is_not_held(browser, runtime, published):
    past, _, people = _meetings(runtime)
    page = f"/organizer/meetings/{past.id}"
    browser.press(page, f"{page}/met", {"met-met": "no", "came": people})
    with runtime.transaction() as db:
        assert db.get_one(Meeting, past.id).state is MeetingState.NOT_HELD
    assert browser.press(page, f"{page}/met", {}).status_code == 422


def test_nobody_came_to_a_meeting_that_turns_out_not_to_have_been(browser, runtime, published):
    past, _, people = _meetings(runtime)
    page = f"/organizer/meetings/{past.id}"
    browser.press(page, f"{page}/met", {"met-met": "yes", "came": people})
    browser.press(page, f"{page}/met", {"met-met": "no"})
    told, _, history = browser.open(page).text.partition("What happened")
    assert "says" not in told.partition("Who had said what")[2].partition("After the meeting")[0]
    assert "came" in history


def test_a_follow_up_is_written_down_and_done(browser, runtime, published):
    past, _, _ = _meetings(runtime)
    page = f"/organizer/meetings/{past.id}"
    browser.press(page, f"{page}/follow-ups", {"follow_up-owner": 0, "follow_up-text": "<b>book</b> a room"})
    assert "&lt;b&gt;book&lt;/b&gt; a room" in browser.open(page).text
    with runtime.transaction() as db:
        follow_up = db.scalars(select(FollowUp).order_by(FollowUp.id.desc())).first()
    assert follow_up.owner_id is None
    browser.press(page, f"/organizer/follow-ups/{follow_up.id}", {"state": "done"})
    with runtime.transaction() as db:
        assert db.get_one(FollowUp, follow_up.id).state is FollowUpState.DONE
    assert "marked the follow-up “&lt;b&gt;book&lt;/b&gt; a room” as done" in browser.open(page).text
    assert browser.press(page, f"/organizer/follow-ups/{follow_up.id}", {"state": "x"}).status_code == 422
    assert "Open again" in browser.open(page).text
    with runtime.transaction() as db:
        db.get_one(FollowUp, follow_up.id).text = FollowUp.ERASED
    assert "Open again" not in browser.open(page).text


def test_moving_a_meeting_asks_everyone_again(browser, runtime, published):
    _, ahead, _ = _meetings(runtime)
    page = f"/organizer/meetings/{ahead.id}"
    day = (ahead.starts_at + timedelta(days=1)).date()
    browser.press(
        page, f"{page}/move", {"move-day": day.isoformat(), "move-at": "18:30", "move-reason": "ferry"}
    )
    text = browser.open(page).text
    assert "18:30-19:30 (Lisbon time)" in text
    assert text.count("no answer yet") == 4
    assert "ferry" in text
    assert f"moved to {local(ahead.starts_at + timedelta(days=1), 'Europe/Lisbon'):%a %-d %b}, 18:30" in text


def test_a_meeting_is_not_moved_to_where_it_is(browser, runtime, published):
    _, ahead, _ = _meetings(runtime)
    page, here = f"/organizer/meetings/{ahead.id}", local(ahead.starts_at, "Europe/Lisbon")
    same = {"move-day": here.date().isoformat(), "move-at": f"{here:%H:%M}"}
    assert "It is at that time already" in browser.press(page, f"{page}/move", same).text


def test_a_meeting_cannot_move_into_the_past(browser, runtime, published):
    _, ahead, _ = _meetings(runtime)
    page = f"/organizer/meetings/{ahead.id}"
    answer = browser.press(page, f"{page}/move", {"move-day": "2020-01-06", "move-at": "18:30"})
    assert answer.status_code == 422
    assert "The new time is past" in answer.text


def test_a_meeting_that_did_not_take_place_gets_another_time(browser, runtime, published):
    past, ahead, _ = _meetings(runtime)
    page, day = f"/organizer/meetings/{past.id}", (ahead.starts_at - timedelta(days=3)).date()
    new = {"move-day": day.isoformat(), "move-at": "18:30", "move-reason": "snow"}
    assert "this meeting is held" in browser.press(page, f"{page}/move", new).text
    browser.press(page, f"{page}/met", {"met-met": "no"})
    assert "Give it another time" in browser.open(page).text
    browser.press(page, f"{page}/move", new)
    with runtime.transaction() as db:
        meeting = db.get_one(Meeting, past.id)
        assert (meeting.state, "snow" in meeting.reason) == (MeetingState.PLANNED, True)
        assert f"{local(meeting.starts_at, 'Europe/Lisbon'):%Y-%m-%d %H:%M}" == f"{day} 18:30"


def test_a_meeting_is_called_off(browser, runtime, published):
    past, ahead, _ = _meetings(runtime)
    page = f"/organizer/meetings/{ahead.id}"
    browser.press(page, f"{page}/cancel", {"cancel-reason": "holidays"})
    assert "holidays" in browser.open(page).text
    with runtime.transaction() as db:
        assert db.get_one(Meeting, ahead.id).state is MeetingState.CANCELLED
    page = f"/organizer/meetings/{past.id}"
    assert "This meeting is held" in browser.press(page, f"{page}/cancel", {"cancel-reason": ""}).text


# --- Replies and stuck mails ---


def test_a_reply_is_shown_with_its_words_its_reason_and_the_way_to_the_record(browser, published):
    text = browser.open("/organizer/review").text
    assert "Depends on the ferry &lt;script&gt;" in text
    assert "“depends” hedges" in text
    text = browser.open(f"/organizer/mails/{published}").text
    assert "rsvp.hedge" in text
    assert "a guess" in text
    assert "They are coming" in text


def test_what_a_person_reads_in_a_reply_is_recorded(browser, runtime, published):
    _, ahead, people = _meetings(runtime)
    page = f"/organizer/mails/{published}"
    browser.press(page, f"{page}/rsvp", {"meeting": ahead.id, "value": "yes"})
    with runtime.transaction() as db:
        answer = attendance.rsvps(db, [db.get_one(Meeting, ahead.id)])[(ahead.id, people[2])]
        assert (answer.value, answer.incoming_id) == (Rsvp.YES, published)
        incoming = db.get_one(Incoming, published)
        assert incoming.state is IncomingState.DONE
        receipt = db.scalars(
            select(Outgoing).where(
                Outgoing.kind == MailKind.RECEIPT, Outgoing.about == f"incoming:{published}"
            )
        ).one()
        assert receipt.to == f"person:{incoming.person_id}"
        assert incoming.outcome["noted"][0].startswith("You are coming: ")
        assert "You are coming: " in compose(db, receipt, runtime.site, runtime.links, NOW).raw.decode()
    assert "No reply waits for you" in browser.open("/organizer/review").text

    browser.press(page, f"{page}/undo")
    with runtime.transaction() as db:
        assert (ahead.id, people[2]) not in attendance.rsvps(db, [db.get_one(Meeting, ahead.id)])


def test_what_two_organizers_read_in_a_reply_one_after_the_other_is_told_each_time(
    browser, runtime, published
):
    _, ahead, _ = _meetings(runtime)
    page = f"/organizer/mails/{published}"
    browser.press(page, f"{page}/follow-up", {"meeting": ahead.id, "text": "water the plants"})
    browser.press(page, f"{page}/undo")
    for value in ("yes", "no"):
        browser.press(page, f"{page}/rsvp", {"meeting": ahead.id, "value": value})
    with runtime.transaction(read_only=True) as db:
        incoming = db.get_one(Incoming, published)
        told = db.scalars(
            select(Outgoing).where(
                Outgoing.kind == MailKind.RECEIPT, Outgoing.about == f"incoming:{published}"
            )
        ).all()
        assert len(told) == 3
        [stands] = incoming.outcome["noted"]
        assert stands.startswith("You can't come: ")


def test_an_answer_told_before_we_kept_what_was_told_is_overruled_too(browser, runtime, published):
    _, ahead, people = _meetings(runtime)
    with runtime.transaction() as db:
        incoming, meeting = db.get_one(Incoming, published), db.get_one(Meeting, ahead.id)
        when = show(meeting.starts_at, meeting.minutes, db.get_one(Participant, people[2]).person.zone)
        incoming.outcome = {**incoming.outcome, "noted": [f"You are coming: {when}."]}
    browser.press(
        f"/organizer/mails/{published}",
        f"/organizer/mails/{published}/rsvp",
        {"meeting": ahead.id, "value": "no"},
    )
    with runtime.transaction(read_only=True) as db:
        assert db.get_one(Incoming, published).outcome["noted"] == [f"You can't come: {when}."]


def test_who_came_and_missed_is_recorded_from_a_reply_and_others_stay_unknown(browser, runtime, published):
    past, _, people = _meetings(runtime)
    page = f"/organizer/mails/{published}"
    said = {f"said-{people[2]}": "came", f"said-{people[1]}": "missed", f"said-{people[3]}": ""}
    browser.press(page, f"{page}/came", {"meeting": past.id, **said})
    with runtime.transaction() as db:
        known = attendance.attendance(db, [db.get_one(Meeting, past.id)])
        assert db.get_one(Incoming, published).outcome["noted"][-1].endswith("missed.")
    assert known[(past.id, people[2])].value is Attendance.CAME
    assert known[(past.id, people[1])].value is Attendance.MISSED
    assert (past.id, people[3]) not in known


def test_that_a_circle_did_not_meet_is_recorded_from_a_reply(browser, runtime, published):
    past, _, people = _meetings(runtime)
    page = f"/organizer/mails/{published}"
    browser.press(page, f"{page}/came", {"meeting": past.id, "held": "no", f"said-{people[2]}": "came"})
    with runtime.transaction() as db:
        meeting = db.get_one(Meeting, past.id)
        assert meeting.state is MeetingState.NOT_HELD
        assert (past.id, people[2]) not in attendance.attendance(db, [meeting])
        assert "did not meet" in db.get_one(Incoming, published).outcome["noted"][-1]


def test_a_follow_up_is_recorded_from_a_reply_told_to_its_writer_and_taken_back(browser, runtime, published):
    past, _, people = _meetings(runtime)
    page = f"/organizer/mails/{published}"
    asked = {"meeting": past.id, "owner": people[2], "text": "send the deck", "due": "2026-12-24"}
    assert browser.press(page, f"{page}/follow-up", {**asked, "text": " "}).status_code == 422
    again = browser.press(page, f"{page}/follow-up", {**asked, "due": "soon"})
    assert again.status_code == 422
    assert "A date looks like 2027-03-31, not “soon”." in again.text
    assert f'value="{asked["text"]}"' in again.text
    browser.press(page, f"{page}/follow-up", asked)
    with runtime.transaction() as db:
        recorded = db.scalars(select(FollowUp).where(FollowUp.incoming_id == published)).one()
        assert (recorded.text, recorded.owner_id) == ("send the deck", people[2])
        assert "send the deck" in db.get_one(Incoming, published).outcome["noted"][-1]
    browser.press(page, f"{page}/undo")
    with runtime.transaction() as db:
        assert db.scalars(select(FollowUp).where(FollowUp.incoming_id == published)).one().void_by


def test_a_reply_whose_reading_failed_is_not_said_to_be_empty(browser, runtime, published):
    with runtime.transaction() as db:
        db.get_one(Incoming, published).outcome = {"reason": "A fault of ours kept us from reading it."}
    for page in ("/organizer/review", f"/organizer/mails/{published}"):
        text = browser.open(page).text
        assert "We could not read its words." in text
        assert "no words of their own" not in text


def test_a_reply_with_nothing_in_it_is_put_away(browser, runtime, published):
    browser.press("/organizer/review", f"/organizer/mails/{published}/nothing")
    assert "No reply waits for you" in browser.open("/organizer/review").text


def test_a_reply_records_nothing_about_another_circle(browser, runtime, published):
    with runtime.transaction() as db:
        other = db.scalars(select(Circle).order_by(Circle.id.desc())).first().meetings[1].id
    page = f"/organizer/mails/{published}"
    answer = browser.press(page, f"{page}/rsvp", {"meeting": other, "value": "yes"})
    assert answer.status_code == 403


def test_the_words_of_a_mail_that_was_understood_are_not_shown(browser, runtime, published):
    with runtime.transaction() as db:
        db.get_one(Incoming, published).state = IncomingState.READ
    page = f"/organizer/mails/{published}"
    text = browser.open(page).text
    assert "ferry" not in text
    assert "hedges" not in text.split("What was recorded")[0]
    assert browser.press("/organizer/", f"{page}/nothing").status_code == 403


def test_stuck_mails_are_sent_again_or_settled(browser, runtime, published):
    text = browser.open("/organizer/outbox").text
    assert "550 5.1.1 no such user" in text
    with runtime.transaction() as db:
        held, failed = (
            db.scalars(select(Outgoing.id).where(Outgoing.state == state)).one()
            for state in (OutgoingState.HELD, OutgoingState.FAILED)
        )
    browser.press("/organizer/outbox", f"/organizer/outbox/{held}/arrived")
    browser.press("/organizer/outbox", f"/organizer/outbox/{failed}/again")
    with runtime.transaction() as db:
        assert db.get_one(Outgoing, held).state is OutgoingState.SENT
        assert db.get_one(Outgoing, failed).state is OutgoingState.QUEUED
    assert "No mail is stuck" in browser.open("/organizer/outbox").text


# --- How many queries a page takes ---


def _queries(runtime: Runtime, browser: Browser, page: str) -> int:
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    event.listen(runtime.database.engine, "before_cursor_execute", note)
    assert browser.open(page).status_code == 200
    event.remove(runtime.database.engine, "before_cursor_execute", note)
    return len(seen)


def test_ten_times_the_people_take_no_more_queries(browser, runtime, organizer_id):
    season = _season_page(runtime)
    pages = (season, f"{season}/board", "/organizer/people", "/organizer/people.csv", "/organizer/")
    taken = []
    for circles in (range(2), range(2, 20)):
        with runtime.transaction() as db:
            for n in circles:
                seasons.form_one(db, db.scalars(select(Season)).one(), n, 5, NOW)
        taken.append([_queries(runtime, browser, page) for page in pages])
    assert taken[0] == taken[1]


def test_a_published_season_takes_no_more_queries_for_more_circles(app, runtime):
    taken = []
    for n, groups in enumerate((2, 20)):
        with runtime.transaction() as db:
            organizer = seasons.add_program(db, NOW, f"Program {n}")
            season = seasons.publish(db, organizer, NOW, groups, 5)
            seasons.add_record(db, season, NOW)
            page, organizer_id = f"/organizer/seasons/{season.id}", organizer.id
            pages = (page, f"{page}/report", f"{page}/circles.csv", "/organizer/", "/organizer/people")
        browser = Browser(app)
        with browser.client.session_transaction(base_url=browser.base_url) as session:
            session["organizer"] = organizer_id
        taken.append([_queries(runtime, browser, each) for each in pages])
    assert taken[0] == taken[1]


def test_one_click_signs_in_for_the_demo(app, runtime, organizer_id):
    with app.test_request_context("/"), runtime.transaction() as db:
        from flask import session

        session["left over"] = "from somebody else"
        log_in(db.get_one(Organizer, organizer_id))
        assert dict(session) == {"organizer": organizer_id}


def _season_page(runtime: Runtime) -> str:
    with runtime.transaction() as db:
        return f"/organizer/seasons/{db.scalars(select(Season.id)).one()}"
