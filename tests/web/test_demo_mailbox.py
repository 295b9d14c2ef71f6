"""The demo's mailbox: every mail from every side, answered through the door that real mail takes."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from circles.db import unseal
from circles.domain.replies.automatic import is_automatic
from circles.domain.words import IncomingState, MailKind, OutgoingState
from circles.mail.compose import compose
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.models import Incoming, Outgoing, Person
from circles.runtime import Runtime, build
from circles.services import outbox, privacy
from circles.settings import Settings
from circles.web import create_app
from circles.web.demo.checks import checks
from circles.web.demo.clock import days
from tests.databases import written_to
from tests.web import seasons
from tests.web.browser import Browser

NOW = datetime.now(UTC)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"demo": True})


@pytest.fixture
def invite(runtime: Runtime) -> int:
    """The id of a sent invite to Bo, in a season that is just published."""
    with runtime.transaction() as db:
        season = seasons.season_of(seasons.add_program(db, NOW))
        circle = seasons.form_one(db, season, 0, 4, NOW)
        seasons.circles.publish(db, season, "organizer:1", NOW)
        bo = circle.members[1].participant
        mails = select(Outgoing).where(
            Outgoing.kind == MailKind.INVITE, Outgoing.to == f"person:{bo.person_id}"
        )
        mail = db.scalars(mails).one()
        outbox.keep_bytes(db, mail, compose(db, mail, runtime.site, runtime.links, NOW).raw, [])
        mail.state, mail.sent_at = OutgoingState.SENT, NOW
        return mail.id


@pytest.fixture
def browser(app: Flask, invite: int) -> Browser:
    return Browser(app)


def received(runtime: Runtime) -> tuple[Incoming, bytes]:
    with runtime.transaction(read_only=True) as db:
        incoming = db.scalars(select(Incoming)).one()
        assert incoming.raw is not None
        return incoming, unseal(db, incoming.raw)


def read(runtime: Runtime) -> None:
    """Do what a worker does."""
    with runtime.transaction() as db:
        read_stored(db, db.scalars(select(Incoming.id)).one(), runtime.site, NOW)


def test_outside_the_demo_there_is_no_demo(runtime, invite):
    settings = runtime.settings.model_copy(update={"demo": False})
    app = create_app(build(settings, "redis://127.0.0.1:1"))
    assert not any(rule.endpoint.startswith("demo.") for rule in app.url_map.iter_rules())


def test_the_start_has_three_doors_and_a_banner(browser):
    page = browser.open("/").text
    for words in ("Be the organizer", "Be Ana Sousa", "Watch a season go by", "no mail leaves this machine"):
        assert words in page


def test_one_press_signs_in_as_the_organizer(browser):
    answer = browser.press("/", "/demo/organizer")
    assert answer.headers["Location"] == "/organizer/"
    assert browser.open("/organizer/").status_code == 200


def test_mail_is_listed_by_person_and_found_by_its_subject(browser, invite):
    everyone = browser.open("/demo/mail").text
    assert "Meet your circle" in everyone
    assert f"/demo/mail/{invite}" in everyone
    assert f"/demo/mail/{invite}" in browser.open("/demo/mail?q=meet+YOUR").text
    assert f"/demo/mail/{invite}" not in browser.open("/demo/mail?q=nothing+like+it").text
    assert "No mail yet" in browser.open("/demo/mail?box=person:999").text


@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("looks", '<iframe class="mail-frame"'),
        ("text", "-- Reply above this line --"),
        ("headers", "This is how we know it&#39;s Bo Lindqvist&#39;s answer to Circle 1"),
        ("calendar", "PARTSTAT=NEEDS-ACTION"),
        ("raw", "Content-Transfer-Encoding: quoted-printable"),
        ("checks", "by link, by mail and by one click"),
    ],
)
def test_a_mail_has_six_sides(browser, invite, tab, words):
    page = browser.open(f"/demo/mail/{invite}?tab={tab}")
    assert page.status_code == 200
    assert words in page.text


def test_the_looks_are_framed_without_scripts_and_with_a_policy_of_their_own(browser, invite):
    frame = 'sandbox="allow-popups allow-popups-to-escape-sandbox"'
    assert frame in browser.open(f"/demo/mail/{invite}?width=360&scheme=dark").text
    mail = browser.open(f"/demo/mail/{invite}/html?scheme=dark")
    assert "script-src" not in mail.headers["Content-Security-Policy"]
    assert mail.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "frame-ancestors 'self'" in mail.headers["Content-Security-Policy"]
    assert "@media all {" in mail.text
    assert "@media not all {" in browser.open(f"/demo/mail/{invite}/html?scheme=light").text


def test_our_mails_pass_our_own_checks(runtime, invite):
    with runtime.transaction(read_only=True) as db:
        raw = unseal(db, db.get_one(Outgoing, invite).raw or b"")
    assert [check for check in checks(raw, parse(raw)) if not check.good] == []


def test_a_careless_mail_does_not_pass():
    raw = (
        b"List-Unsubscribe: <https://circles.example/leave>\r\nContent-Type: text/html\r\n\r\n"
        b'<p>Hello <img src="https://tracker.example/p.gif"><a href="/me">here</a>' + b"x" * 2000
    )
    failed = [check.what for check in checks(raw, parse(raw)) if not check.good]
    assert failed == [
        "Line length",
        "Text says what HTML says",
        "Way out",
        "Links are absolute",
        "No foreign content",
    ]


@pytest.mark.parametrize("chip", ["yes", "sick", "away", "did", "bottom", "phone"])
def test_a_ready_answer_arrives_as_a_mail_from_its_writer(browser, runtime, invite, chip):
    answer = browser.press(f"/demo/mail/{invite}", f"/demo/mail/{invite}/reply", {"chip": chip})
    incoming, raw = received(runtime)
    assert answer.headers["Location"] == f"/demo/mail/replies/{incoming.id}"
    mail = parse(raw)
    assert mail.sender == "bo.lindqvist@meadow.example"
    assert f"<{written_to(incoming.recipient, runtime.site)}>" in (mail.header("to") or "")
    assert is_automatic(mail) == (chip == "away")
    assert incoming.state is IncomingState.STORED


def test_while_it_is_being_read_the_page_loads_itself_again(browser, runtime, invite):
    browser.press(f"/demo/mail/{invite}", f"/demo/mail/{invite}/reply", {"chip": "yes"})
    page = f"/demo/mail/replies/{received(runtime)[0].id}"
    assert '<meta http-equiv="refresh"' in browser.open(page).text
    read(runtime)
    shown = browser.open(page).text
    assert '<meta http-equiv="refresh"' not in shown
    for words in ("We cut what was not written now", "We noted", "You are coming", "/trail/"):
        assert words in shown
    assert f"/demo/mail/replies/{received(runtime)[0].id}" in browser.open(f"/demo/mail/{invite}").text


def test_own_words_are_sent_with_the_mail_program_chosen(browser, runtime, invite):
    typed = {"text": "No, sorry", "client": "outlook", "bottom": "yes"}
    browser.press(f"/demo/mail/{invite}", f"/demo/mail/{invite}/reply", typed)
    mail = parse(received(runtime)[1])
    assert (mail.text or "").endswith("No, sorry\n")
    assert "divRplyFwdMsg" in (mail.html or "")


@pytest.mark.parametrize("typed", [{"text": " "}, {"text": "yes", "client": "lynx"}])
def test_an_empty_answer_or_an_unknown_program_is_refused(browser, runtime, invite, typed):
    answer = browser.press(f"/demo/mail/{invite}", f"/demo/mail/{invite}/reply", typed)
    assert answer.status_code == 422
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(Incoming)).all() == []


def test_a_calendar_button_sets_the_answer(browser, runtime, invite):
    browser.press(f"/demo/mail/{invite}?tab=calendar", f"/demo/mail/{invite}/calendar", {"answer": "no"})
    read(runtime)
    incoming, _ = received(runtime)
    assert "can't come" in " ".join(incoming.outcome["noted"])
    page = browser.open(f"/demo/mail/replies/{incoming.id}").text
    assert "DECLINED" in page


def test_an_answer_the_service_cant_place_shows_why(browser, runtime, invite):
    browser.press(f"/demo/mail/{invite}", f"/demo/mail/{invite}/reply", {"chip": "away"})
    read(runtime)
    page = browser.open(f"/demo/mail/replies/{received(runtime)[0].id}").text
    assert "We changed nothing" in page
    assert "never acted on" in page


def test_mails_and_answers_that_are_gone_say_so(browser):
    for path in ("/demo/mail/99999", "/demo/mail/99999/html", "/demo/mail/replies/99999"):
        page = browser.open(path)
        assert page.status_code == 404
        assert "After a reset, the old ones are gone" in page.text


def test_the_clock_offers_the_moments_around_the_next_meeting(browser):
    page = browser.open("/demo/clock").text
    for words in ("Next morning", "its topic goes out", "Just after the next meeting", "who came?"):
        assert words in page


def test_the_days_with_mail_are_marked_and_can_be_gone_to(browser, runtime):
    with runtime.transaction(read_only=True) as db:
        ahead = days(db, NOW, "Europe/Lisbon")
    first = next(day for day in ahead if day.mails)
    assert any("topic" in mail for day in ahead for mail in day.mails)
    assert sum(day.meets for day in ahead) == 6
    assert [day.ahead for day in ahead] == list(range(1, len(ahead) + 1))
    for path in ("/demo/clock", "/demo/mail"):
        page = browser.open(path).text
        assert f"{first.date:%A} {first.date.day} {first.date:%B}: {first.mails[0]}" in page
        assert f'name="ahead" value="{first.ahead}"' in page
    gone = browser.press("/demo/mail", "/demo/clock", {"ahead": f"{first.ahead}", "back": "mail"})
    assert gone.location.endswith("/demo/mail")


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"ahead": "0"}, "only goes forward"),
        ({"ahead": "-9"}, "only goes forward"),
        ({"ahead": "a few"}, "Choose a day"),
        ({"to": "2001-01-01T09:00:00+00:00"}, "only goes forward"),
        ({"day": "2199-01-01", "hour": "09:00"}, "two jumps"),
        ({"day": "soon"}, "Choose a day"),
    ],
)
def test_the_clock_refuses_what_is_no_time_to_come(browser, wanted, words):
    page = browser.press("/demo/clock", "/demo/clock", wanted)
    assert page.status_code == 422
    assert words in page.text


def test_without_a_queue_the_clock_stays_and_says_why(browser):
    browser.press("/demo/clock", "/demo/clock", {"day": f"{NOW.date() + timedelta(days=2)}"})
    assert "The queue can&#39;t be reached" in browser.open("/demo/clock").text


def test_the_mailbox_works_after_somebody_was_erased(browser, runtime, invite):
    with runtime.transaction() as db:
        ana = db.scalars(select(Person).order_by(Person.id)).first()
        assert ana is not None
        privacy.erase(db, ana, NOW)
        for mail in db.scalars(select(Outgoing).where(Outgoing.to == f"person:{ana.id}")):
            outbox.keep_bytes(db, mail, compose(db, mail, runtime.site, runtime.links, NOW).raw, [])
            mail.state, mail.sent_at = OutgoingState.SENT, NOW
    with runtime.transaction() as db:
        privacy.finish(db)
    for path, page in {**browser.walk("/demo/mail", "/demo/mail"), "/": browser.open("/")}.items():
        assert page.status_code == 200, path
        assert "ana.sousa@" not in page.text, path
