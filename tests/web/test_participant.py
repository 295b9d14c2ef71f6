"""A participant's own pages, reached by the link in a mail."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from circles.domain.statement import Said
from circles.domain.words import (
    Attendance,
    FollowUpState,
    IncomingState,
    MailKind,
    MeetingState,
    ParticipantState,
    Rsvp,
    Source,
)
from circles.models import (
    AttendanceEvent,
    Circle,
    FollowUp,
    HeldEvent,
    Incoming,
    Meeting,
    Membership,
    Organizer,
    Outgoing,
    Participant,
    Person,
    RsvpEvent,
)
from circles.runtime import Runtime
from circles.services import attendance, freeing, people, programs, seats
from tests.web import seasons
from tests.web.browser import Browser

NOW = datetime.now(UTC)
ADDRESS = re.compile(r"[\w.]+@meadow\.example")


@pytest.fixture
def published(runtime: Runtime) -> int:
    """A published season whose first meetings are over; gives the id of a reply of Carl's."""
    with runtime.transaction() as db:
        season = seasons.publish(db, seasons.add_program(db, NOW), NOW)
        return seasons.add_record(db, season, NOW).id


@pytest.fixture
def browser(app: Flask, published: int) -> Browser:
    return Browser(app)


def link(runtime: Runtime, name: str, page: str = "") -> str:
    with runtime.transaction(read_only=True) as db:
        participant = db.scalars(select(Participant).join(Person).where(Person.name == name)).one()
        return runtime.links.personal(participant, page).removeprefix(runtime.settings.public_url)


def test_whose_seat_was_freed_reads_so_and_who_left_that_they_did(browser, runtime):
    with runtime.transaction() as db:
        silent, gone = db.scalars(select(Circle).order_by(Circle.id)).first().members[1:3]
        freeing.free(db, silent, "organizer:1", NOW)
        people.leave(db, gone.participant, NOW)
        names = silent.participant.person.name, gone.participant.person.name
    browser.open(link(runtime, names[0]))
    page = browser.open("/me").text
    assert "Your seat in Circle 1" in page
    assert "you owe nobody a reason" in page
    assert "Pressed it by mistake" not in page
    assert "You have left" not in page
    browser.open(link(runtime, names[1]))
    assert "You have left" in browser.open("/me").text


def test_the_buttons_of_older_mails_say_kindly_that_one_has_left_and_how_to_come_back(browser, runtime):
    with runtime.transaction() as db:
        circle = db.scalars(select(Circle).order_by(Circle.id)).first()
        gone, meeting = circle.members[1].participant, circle.meetings[0].id
        name = gone.person.name
        people.leave(db, gone, NOW)
    browser.open(link(runtime, name))
    page = browser.open(f"/me/meetings/{meeting}")
    assert page.status_code == 404
    assert "You are no longer in that circle" in page.text
    assert "reply “resume” to any of our mails, or see your page" in page.text


def participant(runtime: Runtime, name: str) -> Participant:
    with runtime.transaction(read_only=True) as db:
        found = db.scalars(select(Participant).join(Person).where(Person.name == name)).one()
        assert found.person
        return found


def meeting_ids(runtime: Runtime, name: str) -> list[int]:
    """The meetings of their circle: the first is past, the second ahead."""
    with runtime.transaction(read_only=True) as db:
        found = db.scalars(select(Participant).join(Person).where(Person.name == name)).one()
        circle = people.memberships(db, found)[0].circle
        return [meeting.id for meeting in circle.meetings]


def posted(runtime: Runtime, kind: MailKind) -> int:
    with runtime.transaction(read_only=True) as db:
        return len(db.scalars(select(Outgoing.id).where(Outgoing.kind == kind)).all())


# --- The door ---


def test_the_link_leaves_the_address_bar_and_keeps_what_it_asked(browser, runtime):
    ahead = meeting_ids(runtime, "Dee Adeyemi")[1]
    answer = browser.open(link(runtime, "Dee Adeyemi", f"meetings/{ahead}?answer=no"))
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/me/meetings/{ahead}?answer=no"
    cookie = answer.headers["Set-Cookie"]
    for part in ("Path=/me", "HttpOnly", "SameSite=Lax", "Max-Age=3600"):
        assert part in cookie


def test_the_cookie_is_for_https_where_there_is_https(runtime, published):
    from dataclasses import replace

    from circles.web import create_app

    settings = runtime.settings.model_copy(update={"public_url": "https://circles.example"})
    secure = Browser(create_app(replace(runtime, settings=settings)), "https://circles.example")
    cookie = secure.open(link(runtime, "Ana Sousa")).headers["Set-Cookie"]
    assert cookie.startswith("__Secure-circles-me=")
    assert "Secure;" in cookie


def test_pages_are_not_stored_indexed_or_referred_to(browser, runtime):
    browser.open(link(runtime, "Ana Sousa"))
    page = browser.open("/me")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in page.text


@pytest.mark.parametrize("path", ["/me", "/me/pause", "/me/nonsense", "/me/WzEsMF0.forged/leave"])
def test_without_a_good_link_every_page_offers_a_new_one(browser, path):
    page = browser.open(path)
    assert page.status_code == 410
    assert "This link is old" in page.text


def test_a_link_made_worthless_opens_nothing_and_its_cookie_neither(app, browser, runtime):
    old = link(runtime, "Ana Sousa")
    elsewhere = Browser(app)
    elsewhere.open(old)
    browser.open(old)
    browser.press("/me", "/me/renew")
    assert browser.open("/me").status_code == 200
    assert elsewhere.open("/me").status_code == 410
    assert elsewhere.open(old).status_code == 410
    assert posted(runtime, MailKind.LINK) == 1


def test_a_new_link_is_mailed_and_nobody_learns_who_is_known(browser, runtime):
    known = browser.press("/me/link", "/me/link", {"email": "Ana.Sousa@meadow.example"})
    unknown = browser.press("/me/link", "/me/link", {"email": "nobody@meadow.example"})
    without_name = [
        page.text.lower().replace(name, "")
        for page, name in (
            (known, "ana.sousa@meadow.example"),
            (unknown, "nobody@meadow.example"),
        )
    ]
    assert known.status_code == unknown.status_code == 200
    assert without_name[0] == without_name[1]
    assert posted(runtime, MailKind.LINK) == 1


def test_what_is_no_address_is_said_so(browser):
    page = browser.press("/me/link", "/me/link", {"email": "ana"})
    assert page.status_code == 422
    assert "has no @" in page.text


# --- The page ---


def test_the_page_shows_the_circle_without_addresses(browser, runtime):
    browser.open(link(runtime, "Ana Sousa"))
    page = browser.open("/me").text
    for name in ("Bo Lindqvist", "Carl Whitmore", "Dee Adeyemi"):
        assert name in page
    assert ADDRESS.findall(page) == []


def test_the_page_tells_the_answer_that_stands(browser, runtime):
    browser.open(link(runtime, "Ana Sousa"))
    assert "Your answer: <strong>I&#39;ll be there</strong>" in browser.open("/me").text


def test_wishes_are_kept(browser, runtime):
    browser.open(link(runtime, "Ana Sousa"))
    wishes = {"name": "Ana  S.", "zone": "Europe/Kiev", "topics": ["saying no"], "written": "Tue 9-12"}
    assert browser.press("/me", "/me", wishes).status_code == 302
    ana = participant(runtime, "Ana S.")
    assert (ana.person.zone, ana.topics, ana.availability) == (
        "Europe/Kiev",
        ["saying no"],
        "Tue 09:00-12:00",
    )


def test_the_language_of_mails_is_theirs_to_choose(browser, runtime):
    browser.open(link(runtime, "Ana Sousa"))
    wishes = {"name": "Ana Sousa", "zone": "UTC"}
    assert browser.press("/me", "/me", wishes | {"language": "de"}).status_code == 302
    assert participant(runtime, "Ana Sousa").person.language == "de"
    assert browser.press("/me", "/me", wishes | {"language": "xx"}).status_code == 422


def test_a_language_is_kept_as_it_was_told_until_another_is_chosen(browser, runtime):
    with runtime.transaction() as db:
        db.scalars(select(Person).where(Person.name == "Ana Sousa")).one().language = "de-AT"
    browser.open(link(runtime, "Ana Sousa"))
    assert browser.press("/me", "/me", {"name": "Ana Sousa", "zone": "UTC"}).status_code == 302
    assert participant(runtime, "Ana Sousa").person.language == "de-AT"


def test_control_characters_are_left_out_of_wishes_and_promises(browser, runtime):
    met = meeting_ids(runtime, "Ana Sousa")[0]
    browser.open(link(runtime, "Ana Sousa"))
    assert browser.press("/me", "/me", {"name": "Ana\0 S.\x1b", "zone": "UTC"}).status_code == 302
    recap = f"/me/meetings/{met}/recap"
    told = {"met": "yes", "owner": "circle", "promise": "Send\0 the\x07 book"}
    assert browser.press(recap, recap, told).status_code == 302
    assert participant(runtime, "Ana S.").person.name == "Ana S."
    with runtime.transaction(read_only=True) as db:
        assert "Send the book" in db.scalars(select(FollowUp.text)).all()


def test_hours_that_cant_be_read_are_shown_again(browser, runtime):
    browser.open(link(runtime, "Ana Sousa"))
    page = browser.press("/me", "/me", {"name": "Ana", "zone": "UTC", "written": "when the moon is full"})
    assert page.status_code == 422
    assert "when the moon is full" in page.text
    assert participant(runtime, "Ana Sousa").availability == "Thu 16:00-19:00"


# --- Answers ---


@pytest.mark.parametrize("value", list(Rsvp))
def test_an_answer_takes_a_press(browser, runtime, value):
    ahead = meeting_ids(runtime, "Dee Adeyemi")[1]
    page = f"/me/meetings/{ahead}?answer={value}"
    browser.open(link(runtime, "Dee Adeyemi", f"meetings/{ahead}"))
    shown = browser.open(page).text
    assert shown.index(f'value="{value}"') == shown.index('name="answer" value=') + len('name="answer" ')
    assert "You have not answered yet" in shown
    assert browser.press(page, f"/me/meetings/{ahead}", {"answer": str(value)}).status_code == 302
    with runtime.transaction(read_only=True) as db:
        event = db.scalars(select(RsvpEvent).order_by(RsvpEvent.id.desc())).first()
        assert event is not None
        assert (event.value, event.source, event.participant.person.name) == (
            value,
            Source.LINK,
            "Dee Adeyemi",
        )


def test_a_meeting_that_has_begun_takes_no_answer(browser, runtime):
    past = meeting_ids(runtime, "Dee Adeyemi")[0]
    browser.open(link(runtime, "Dee Adeyemi"))
    assert "too late" in browser.open(f"/me/meetings/{past}").text
    assert browser.press("/me", f"/me/meetings/{past}", {"answer": "yes"}).status_code == 403


def test_a_meeting_of_another_circle_is_not_there(browser, runtime):
    other = meeting_ids(runtime, "Person1 Number1")[1]
    browser.open(link(runtime, "Dee Adeyemi"))
    assert browser.open(f"/me/meetings/{other}").status_code == 404
    assert browser.press("/me", f"/me/meetings/{other}", {"answer": "yes"}).status_code == 404


# --- How it went ---


def test_no_yes_is_ticked_and_nothing_is_recorded_by_looking(browser, runtime):
    past = meeting_ids(runtime, "Dee Adeyemi")[0]
    with runtime.transaction() as db:
        meeting = db.get_one(Meeting, past)
        dee = db.scalars(select(Participant).join(Person).where(Person.name == "Dee Adeyemi")).one()
        before = meeting.starts_at - timedelta(days=1)
        attendance.say_rsvp(
            db, meeting, dee, Rsvp.YES, Said(f"person:{dee.person_id}", Source.LINK, before), before
        )
    browser.open(link(runtime, "Dee Adeyemi"))
    page = browser.open(f"/me/meetings/{past}/recap?met=yes").text
    assert re.search(r'"\d+">\s*<label[^>]*>Dee Adeyemi \(you\)\s*<span[^>]*>had said yes', page)
    assert re.search(r"checked>\s*<label[^>]*>[^<]*<span[^>]*>said to have come", page)
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(HeldEvent)).all() == []


def test_who_joined_later_is_not_asked_how_a_meeting_was(browser, runtime):
    past = meeting_ids(runtime, "Dee Adeyemi")[0]
    with runtime.transaction() as db:
        for held in db.scalars(select(Meeting).where(Meeting.state == MeetingState.HELD)):
            held.state = MeetingState.PLANNED
        db.get_one(Meeting, past).starts_at = NOW - timedelta(days=2)
    browser.open(link(runtime, "Dee Adeyemi"))
    assert "Tell how it went" in browser.open("/me").text
    with runtime.transaction() as db:
        of_dee = select(Membership).join(Membership.participant).join(Participant.person)
        dee = db.scalars(of_dee.where(Person.name == "Dee Adeyemi")).one()
        dee.joined_at = NOW - timedelta(days=1)
    assert "Tell how it went" not in browser.open("/me").text
    form = f"/me/meetings/{past}/recap"
    assert browser.open(form).status_code == 404
    assert browser.press("/me", form, {"met": "yes"}).status_code == 404


def test_those_without_a_tick_are_left_open_unless_these_were_all(browser, runtime):
    past = meeting_ids(runtime, "Dee Adeyemi")[0]
    with runtime.transaction(read_only=True) as db:
        members = {each.participant.person.name: each.id for each in db.get_one(Meeting, past).circle.members}
    browser.open(link(runtime, "Dee Adeyemi"))
    form = f"/me/meetings/{past}/recap"
    told = {"met": "yes", "came": [members["Dee Adeyemi"]]}
    browser.press(form, form, told)
    assert said_by_dee(runtime) == {"Dee Adeyemi": Attendance.CAME}
    browser.press(form, form, {**told, "complete": "yes"})
    assert said_by_dee(runtime)["Carl Whitmore"] is Attendance.MISSED


def said_by_dee(runtime: Runtime) -> dict[str, Attendance]:
    with runtime.transaction(read_only=True) as db:
        dee = db.scalars(select(Person).where(Person.name == "Dee Adeyemi")).one()
        said = select(AttendanceEvent).where(AttendanceEvent.said_by == f"person:{dee.id}")
        return {event.participant.person.name: event.value for event in db.scalars(said)}


def test_a_promise_is_noted_with_its_owner_and_date(browser, runtime):
    past = meeting_ids(runtime, "Dee Adeyemi")[0]
    with runtime.transaction(read_only=True) as db:
        bo = db.get_one(Meeting, past).circle.members[1]
        assert bo.participant.person.name == "Bo Lindqvist"
    browser.open(link(runtime, "Dee Adeyemi"))
    form = f"/me/meetings/{past}/recap"
    due = (NOW + timedelta(days=20)).date()
    promise = {"met": "yes", "promise": "send the deck", "owner": str(bo.id), "due": due.isoformat()}
    browser.press(form, form, promise)
    with runtime.transaction(read_only=True) as db:
        noted = db.scalars(select(FollowUp).where(FollowUp.text == "send the deck")).one()
        assert (noted.owner_id, noted.due) == (bo.participant_id, due)


def test_a_wrong_date_saves_nothing_of_the_recap(browser, runtime):
    past = meeting_ids(runtime, "Dee Adeyemi")[0]
    browser.open(link(runtime, "Dee Adeyemi"))
    form = f"/me/meetings/{past}/recap"
    page = browser.press(form, form, {"met": "yes", "promise": "send the deck", "due": "soon"})
    assert page.status_code == 422
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(HeldEvent)).all() == []


def test_that_they_met_and_nobody_was_there_is_refused_and_nothing_is_noted(browser, runtime):
    past = meeting_ids(runtime, "Dee Adeyemi")[0]
    browser.open(link(runtime, "Dee Adeyemi"))
    form = f"/me/meetings/{past}/recap"
    page = browser.press(form, form, {"met": "yes", "complete": "yes"})
    assert page.status_code == 422
    assert "Tick who came, or say that they didn&#39;t meet." in page.text
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(HeldEvent)).all() == []


# --- Follow-ups ---


@pytest.mark.parametrize(
    ("answer", "state"),
    [("done", FollowUpState.DONE), ("drop", FollowUpState.DROPPED), ("later", FollowUpState.OPEN)],
)
def test_a_follow_up_is_done_dropped_or_given_a_week(browser, runtime, answer, state):
    with runtime.transaction(read_only=True) as db:
        before = db.scalars(select(FollowUp)).one()
    page = f"/me/follow-ups/{before.id}?answer={answer}"
    browser.open(link(runtime, "Bo Lindqvist"))
    shown = browser.open(page).text
    assert f'<button class="btn btn-primary" name="answer" value="{answer}"' in shown
    assert browser.press(page, f"/me/follow-ups/{before.id}", {"answer": answer}).status_code == 302
    with runtime.transaction(read_only=True) as db:
        after = db.scalars(select(FollowUp)).one()
    assert after.state is state
    assert (after.due - before.due).days == (7 if answer == "later" else 0)


def test_a_follow_up_of_somebody_else_is_not_there(browser, runtime):
    with runtime.transaction(read_only=True) as db:
        bos = db.scalars(select(FollowUp.id)).one()
    browser.open(link(runtime, "Dee Adeyemi"))
    assert browser.open(f"/me/follow-ups/{bos}").status_code == 404


# --- In and out ---


def unconfirmed(runtime: Runtime, state: ParticipantState = ParticipantState.UNCONFIRMED) -> str:
    with runtime.transaction() as db:
        season = db.scalars(select(Organizer)).one().program.seasons[0]
        gwen = seasons.enrol(db, season, "Gwen Price", seasons.Role.MENTEE, NOW)
        gwen.state = state
    return "Gwen Price"


def test_joining_takes_a_press(browser, runtime):
    gwen = unconfirmed(runtime)
    browser.open(link(runtime, gwen, "confirm"))
    assert "Is this you?" in browser.open("/me/confirm").text
    assert participant(runtime, gwen).state is ParticipantState.UNCONFIRMED
    browser.press("/me/confirm", "/me/confirm")
    assert participant(runtime, gwen).state is ParticipantState.WAITLISTED, "circles meet already"


def test_a_sign_up_that_was_not_theirs_is_forgotten(browser, runtime):
    gwen = unconfirmed(runtime)
    browser.open(link(runtime, gwen, "confirm"))
    browser.press("/me/confirm", "/me/decline")
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(Person).where(Person.name == gwen)).all() == []


@pytest.mark.parametrize(
    ("button", "told"),
    [
        ("decline", "What was filled in is forgotten"),
        ("confirm", "it was not you who signed up, so it is forgotten"),
    ],
)
def test_a_press_beside_the_one_that_forgets_a_sign_up_reads_what_is_so(
    browser, runtime, monkeypatch, button, told
):
    gwen, lock = unconfirmed(runtime), seats.lock

    def lock_too_late(db, *of):
        lock(db, *of)
        db.execute(delete(Participant).where(Participant.state == ParticipantState.UNCONFIRMED))

    browser.open(link(runtime, gwen, "confirm"))
    monkeypatch.setattr(seats, "lock", lock_too_late)
    assert told in unescape(browser.press("/me/confirm", f"/me/{button}").text)


def test_an_invitation_is_refused_on_the_leave_page(browser, runtime):
    gwen = unconfirmed(runtime, ParticipantState.INVITED)
    browser.open(link(runtime, gwen, "leave"))
    browser.press("/me/leave", "/me/leave")
    assert participant(runtime, gwen).state is ParticipantState.DECLINED
    assert posted(runtime, MailKind.LEFT) == 0


def test_leaving_takes_a_press_and_the_way_back_is_one_too(browser, runtime):
    browser.open(link(runtime, "Ana Sousa", "leave"))
    assert "Leave Harbour Mentoring?" in browser.open("/me/leave").text
    assert participant(runtime, "Ana Sousa").state is ParticipantState.PLACED
    browser.press("/me/leave", "/me/leave")
    assert participant(runtime, "Ana Sousa").state is ParticipantState.LEFT
    browser.press("/me", "/me/confirm")
    assert participant(runtime, "Ana Sousa").state is ParticipantState.PLACED


def test_one_click_leaves_without_cookie_or_form_token(app, browser, runtime):
    ana = link(runtime, "Ana Sousa", "leave")
    client = app.test_client()
    answer = client.post(
        ana, data="List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert participant(runtime, "Ana Sousa").state is ParticipantState.LEFT
    assert client.post(ana, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert posted(runtime, MailKind.LEFT) == 1


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "yes"}])
def test_one_click_is_the_words_of_the_standard_and_no_others(app, browser, runtime, body):
    assert app.test_client().post(link(runtime, "Ana Sousa", "leave"), data=body).status_code == 422
    assert participant(runtime, "Ana Sousa").state is ParticipantState.PLACED


def test_a_break_lasts_two_weeks_unless_said_otherwise(browser, runtime):
    browser.open(link(runtime, "Ana Sousa"))
    browser.press("/me/pause", "/me/pause")
    until = participant(runtime, "Ana Sousa").paused_until
    assert until is not None
    assert timedelta(days=14) < until - NOW < timedelta(days=16)
    browser.press("/me/pause", "/me/resume")
    assert not people.is_paused(participant(runtime, "Ana Sousa"), runtime.now())


def test_a_break_from_one_page_is_from_every_season_and_the_page_says_so(browser, runtime):
    ana = link(runtime, "Ana Sousa")
    with runtime.transaction() as db:
        first = db.scalars(select(Participant).join(Person).where(Person.name == "Ana Sousa")).one()
        plan = programs.SeasonPlan("Autumn", starts_on=(NOW + timedelta(days=40)).date())
        season = programs.add_season(db, first.season.program, plan, "organizer:1", NOW)
        kept = {"role": first.role, "state": ParticipantState.CONFIRMED, "enrolled_at": NOW}
        db.add(Participant(season=season, person=first.person, **kept))
    browser.open(ana)
    offered = browser.open("/me/pause").text
    assert "in all you take part in: Spring, Autumn. Your place in the circle stays" in offered
    with runtime.transaction() as db:
        db.execute(update(Participant).values(state=ParticipantState.PLACED))
    assert "in all you take part in: Spring, Autumn. Your places in" in browser.open("/me/pause").text
    browser.press("/me/pause", "/me/pause")
    assert len(breaks(runtime)) == 1
    assert None not in breaks(runtime)
    assert "in all you take part in: Spring, Autumn. Your places in" in browser.open("/me/pause").text
    browser.press("/me/pause", "/me/resume")
    assert all(until <= runtime.now() for until in breaks(runtime))


def breaks(runtime: Runtime) -> set[datetime | None]:
    """Until when Ana is on a break, by her seasons."""
    with runtime.transaction(read_only=True) as db:
        ana = select(Participant.paused_until).join(Person).where(Person.name == "Ana Sousa")
        return set(db.scalars(ana))


@pytest.mark.parametrize("until", ["1999-01-01", "soon"])
def test_a_break_cant_end_in_the_past_or_at_no_date(browser, runtime, until):
    browser.open(link(runtime, "Ana Sousa"))
    page = browser.press("/me/pause", "/me/pause", {"until": until})
    assert page.status_code == 422
    assert participant(runtime, "Ana Sousa").paused_until is None


# --- The trail ---


def test_the_trail_shows_what_was_read_and_escapes_it(browser, runtime, published):
    browser.open(link(runtime, "Carl Whitmore"))
    page = browser.open(f"/me/trail/{published}").text
    assert "Depends on the ferry &lt;script&gt;" in page
    assert "An organizer will read your mail" in page


def test_the_trail_of_somebody_else_is_not_there(browser, runtime, published):
    browser.open(link(runtime, "Ana Sousa"))
    assert browser.open(f"/me/trail/{published}").status_code == 404


def test_undo_voids_what_a_mail_recorded(browser, runtime, published):
    ahead = meeting_ids(runtime, "Carl Whitmore")[1]
    with runtime.transaction() as db:
        carl = db.scalars(select(Participant).join(Person).where(Person.name == "Carl Whitmore")).one()
        said = Said(f"person:{carl.person_id}", Source.REPLY, NOW, published)
        event = attendance.say_rsvp(db, db.get_one(Meeting, ahead), carl, Rsvp.YES, said, NOW)
    browser.open(link(runtime, "Carl Whitmore"))
    assert browser.press(f"/me/trail/{published}", f"/me/trail/{published}/undo").status_code == 302
    with runtime.transaction(read_only=True) as db:
        assert db.get_one(RsvpEvent, event.id).void_by == f"person:{carl.person_id}"
    assert "Undo</button>" not in browser.open(f"/me/trail/{published}").text


def test_a_request_that_waits_for_proof_is_done_on_a_press(browser, runtime, published):
    with runtime.transaction() as db:
        incoming = db.get_one(Incoming, published)
        incoming.state, incoming.outcome = IncomingState.READ, {"request": "leave"}
    browser.open(link(runtime, "Carl Whitmore"))
    page = f"/me/trail/{published}"
    assert "It asks us to leave" in browser.open(page).text
    assert browser.press(page, f"{page}/mine").status_code == 302
    with runtime.transaction(read_only=True) as db:
        incoming = db.get_one(Incoming, published)
        assert (incoming.state, incoming.outcome["proven"]) == (IncomingState.STORED, True)
    assert browser.press("/me", f"{page}/mine").status_code == 403


@pytest.mark.parametrize("obeyed", [True, False])
def test_the_trail_says_that_a_command_was_done_only_where_it_was(browser, runtime, published, obeyed):
    with runtime.transaction() as db:
        incoming = db.get_one(Incoming, published)
        incoming.state = IncomingState.READ
        done = {"obeyed": True} if obeyed else {"request": "leave", "proven": False}
        incoming.outcome = {"commands": [["leave"]], **done}
    browser.open(link(runtime, "Carl Whitmore"))
    assert ("We did as you asked" in browser.open(f"/me/trail/{published}").text) is obeyed
