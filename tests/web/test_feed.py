"""The calendar feed: secret, still, without an address, and never beside an invite for the same meeting."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

import pytest
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import select

from circles.db import Database
from circles.domain.words import MailKind, MeetingState, OutgoingState
from circles.mail.calendar_feed import feed
from circles.mail.calendar_lint import faults
from circles.mail.compose import compose
from circles.models import Circle, Meeting, Outgoing, Participant, Person, Season, Topic
from circles.runtime import Runtime
from circles.services import feeds, meetings, people
from tests.mail import ical_js, libical
from tests.web import seasons
from tests.web.browser import Browser

NOW = datetime.now(UTC)
ADDRESS = re.compile(r"[\w.+-]+@(?!circles\b)[\w-]+\.[\w.]+")


@pytest.fixture
def browser(app, runtime):
    with runtime.transaction() as db:
        seasons.publish(db, seasons.add_program(db, NOW), NOW)
    browser = Browser(app)
    browser.open(link(runtime))
    return browser


def ana(db):
    return db.scalars(select(Participant).join(Person).where(Person.name == "Ana Sousa")).one()


def link(runtime: Runtime) -> str:
    with runtime.transaction(read_only=True) as db:
        return runtime.links.personal(ana(db)).removeprefix(runtime.settings.public_url)


def her_meetings(db) -> list[Meeting]:
    return list(people.memberships(db, ana(db))[0].circle.meetings)


def subscribe(browser: Browser) -> str:
    """Choose the feed as a person does, and give the path of its address."""
    browser.press("/me", "/me/calendar", {"calendar": "feed"})
    return re.search(r'value="http://circles.example(/calendar/[^"]+\.ics)"', browser.open("/me").text)[1]


def calendar_in(runtime: Runtime, kind: MailKind, meeting_id: int) -> bool:
    """Tell whether a mail to Ana, written now, brings a calendar."""
    with runtime.transaction() as db:
        row = db.scalars(
            select(Outgoing).where(
                Outgoing.kind == kind,
                Outgoing.to == f"person:{ana(db).person_id}",
                Outgoing.about == f"meeting:{meeting_id}",
            )
        ).first()
        raw = compose(db, row, runtime.site, runtime.links, NOW).raw
    return any(part.get_content_type() == "text/calendar" for part in message_from_bytes(raw).walk())


def test_a_feed_is_read_alike_by_every_program_and_shows_no_address(browser, runtime):
    answer = browser.open(subscribe(browser))
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert faults(answer.data, None) == []
    assert b"METHOD" not in answer.data
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT4H" in answer.data
    assert not ADDRESS.search(answer.text.replace("\r\n ", "").replace("UID:", "\nUID:"))
    with runtime.transaction(read_only=True) as db:
        meant = {meeting.uid: (meeting.sequence, meeting.starts_at) for meeting in her_meetings(db)}
    for read in (libical.read(answer.data), ical_js.read(answer.data)):
        assert {event.uid: (event.sequence, event.starts) for event in read} == meant
    theirs = IcsCalendarStream.calendar_from_ics(answer.text).events
    assert {event.uid: (event.sequence, event.dtstart) for event in theirs} == meant


def test_the_same_meetings_give_the_same_bytes_and_a_304(browser):
    path = subscribe(browser)
    first = browser.open(path)
    assert browser.open(path).data == first.data
    again = browser.client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_meeting_that_moves_or_is_cancelled_changes_in_the_feed(browser, runtime):
    path = subscribe(browser)
    before = browser.open(path)
    with runtime.transaction() as db:
        ahead = next(m for m in her_meetings(db) if m.starts_at > NOW and m.state is MeetingState.PLANNED)
        meetings.cancel(db, ahead, "organizer:1", "", NOW)
    after = browser.client.get(path, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert b"STATUS:CANCELLED" in after.data


def test_nobody_reads_a_feed_without_its_secret_and_an_old_address_is_worthless(browser):
    path = subscribe(browser)
    assert browser.open(path.replace(".ics", "x.ics")).status_code == 404
    assert browser.open("/calendar/abc.ics").status_code == 404
    browser.press("/me", "/me/calendar", {"calendar": "renew"})
    assert browser.open(path).status_code == 404
    assert browser.open(subscribe(browser)).status_code == 200


def test_a_meeting_is_in_the_feed_or_in_an_invite_never_in_both(browser, runtime):
    with runtime.transaction() as db:
        first, second = her_meetings(db)[:2]
        for row in db.scalars(select(Outgoing).where(Outgoing.about == f"meeting:{first.id}")):
            row.state, row.sent_at = OutgoingState.SENT, NOW - timedelta(days=1)
        meetings.post_invite(db, second, people.memberships(db, ana(db))[0], NOW)
        mailed, in_feed = first.id, second.id
        uids = (first.uid, second.uid)
    text = browser.open(subscribe(browser)).text.replace("\r\n ", "")
    assert uids[0] not in text
    assert uids[1] in text
    assert calendar_in(runtime, MailKind.INVITE, mailed)
    assert not calendar_in(runtime, MailKind.INVITE, in_feed)


def test_going_back_to_mail_empties_the_feed_and_sends_what_was_only_there(browser, runtime):
    with runtime.transaction() as db:
        second = her_meetings(db)[1]
        meetings.post_invite(db, second, people.memberships(db, ana(db))[0], NOW)
        meeting_id = second.id
    path = subscribe(browser)
    with runtime.transaction() as db:
        for row in db.scalars(select(Outgoing).where(Outgoing.about == f"meeting:{meeting_id}")):
            row.state, row.sent_at = OutgoingState.SENT, datetime.now(UTC)
    browser.press("/me", "/me/calendar", {"calendar": "mail"})
    assert b"VEVENT" not in browser.open(path).data
    assert calendar_in(runtime, MailKind.RESENT, meeting_id)


def test_who_leaves_finds_an_empty_feed(browser, runtime):
    path = subscribe(browser)
    with runtime.transaction() as db:
        people.leave(db, ana(db), NOW)
    assert b"VEVENT" not in browser.open(path).data


@pytest.mark.parametrize(("error", "kept"), [("450 later", False), ("in doubt: timed out", True)])
def test_an_invite_that_a_server_put_off_is_written_anew_for_the_new_choice(database: Database, error, kept):
    with database.transaction() as db:
        seasons.publish(db, seasons.add_program(db, NOW), NOW)
        second = her_meetings(db)[1]
        meetings.post_invite(db, second, people.memberships(db, ana(db))[0], NOW)
        to, about = f"person:{ana(db).person_id}", f"meeting:{second.id}"
        mail = db.scalars(select(Outgoing).where(Outgoing.to == to, Outgoing.about == about)).one()
        for choose in (feeds.follow, feeds.unfollow):
            mail.raw, mail.error = b"as it was", error
            choose(db, ana(db), NOW)
            assert (mail.raw is not None) == kept


def test_choosing_twice_is_choosing_once(database: Database):
    with database.transaction() as db:
        seasons.publish(db, seasons.add_program(db, NOW), NOW)
        feeds.follow(db, ana(db), NOW)
        feeds.follow(db, ana(db), NOW + timedelta(days=1))
        assert ana(db).feed_since == NOW


def test_a_feed_of_two_thousand_meetings_is_whole():
    season = Season(name="Spring", place="", published_at=NOW, starts_on=NOW.date())
    circle = Circle(name="Circle 7", zone="UTC", place="Größe 田" * 20, season=season)
    many = [
        Meeting(
            circle=circle,
            n=n,
            starts_at=NOW + timedelta(days=n),
            minutes=60,
            uid=f"{n}@circles",
            sequence=0,
            state=MeetingState.PLANNED,
            topic=Topic(title="Asking", opening="", questions=[]),
        )
        for n in range(2000)
    ]
    data = feed("Springboard: my circle", many)
    assert faults(data, None) == []
    assert len(libical.read(data)) == 2000
