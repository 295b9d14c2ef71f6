"""Who hosts, and words for the circle, on a participant's pages."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from circles.domain.statement import Said
from circles.domain.words import MailKind, NoteKind, Source
from circles.models import Meeting, Membership, Note, Outgoing, Participant
from circles.runtime import Runtime
from circles.services import circles, notes, swaps
from tests.web import seasons
from tests.web.browser import Browser
from tests.web.test_participant import link, meeting_ids, participant, posted

NOW = datetime.now(UTC)
ANA, BO, CARL = "Ana Sousa", "Bo Lindqvist", "Carl Whitmore"


@pytest.fixture
def published(runtime: Runtime) -> int:
    """A published season whose second meetings are ahead; gives the id of the first circle."""
    with runtime.transaction() as db:
        season = seasons.publish(db, seasons.add_program(db, NOW), NOW)
        return circles.of_season(db, season)[0].id


@pytest.fixture
def browser(app: Flask, published: int) -> Browser:
    return Browser(app)


def ahead(runtime: Runtime) -> int:
    return meeting_ids(runtime, ANA)[1]


def host(runtime: Runtime) -> str:
    with runtime.transaction(read_only=True) as db:
        found = db.get_one(Meeting, ahead(runtime)).host
        assert found is not None
        return found.participant.person.name


def page_of_host(runtime: Runtime) -> str:
    return f"/me/meetings/{ahead(runtime)}/host"


def member(db, meeting: Meeting, name: str) -> Membership:  # type: ignore[no-untyped-def]
    return next(each for each in meeting.circle.members if each.participant.person.name == name)


def ask(runtime: Runtime, name: str) -> None:
    """Let the host ask another member."""
    with runtime.transaction() as db:
        meeting = db.get_one(Meeting, ahead(runtime))
        assert meeting.host is not None
        assert swaps.ask(db, meeting, meeting.host, member(db, meeting, name), NOW)


def test_looking_changes_nothing_and_a_press_hands_the_meeting_on(browser, runtime):
    assert host(runtime) == BO
    browser.open(link(runtime, BO))
    page = browser.open(f"{page_of_host(runtime)}?answer=no").text
    assert 'btn btn-primary" name="action" value="pass"' in page
    assert host(runtime) == BO
    browser.press(page_of_host(runtime), page_of_host(runtime), {"action": "pass"})
    assert host(runtime) == CARL
    assert "Carl Whitmore hosts the meeting on" in browser.open(page_of_host(runtime)).text


def test_who_does_not_host_is_told_who_does_and_changes_nothing(browser, runtime):
    browser.open(link(runtime, ANA))
    assert "Bo Lindqvist hosts this meeting" in browser.open(page_of_host(runtime)).text
    browser.press("/me", page_of_host(runtime), {"action": "pass"})
    assert "Bo Lindqvist hosts the meeting" in browser.open(page_of_host(runtime)).text
    assert host(runtime) == BO


def test_asking_another_by_page_and_their_yes_by_page(browser, runtime):
    with runtime.transaction(read_only=True) as db:
        carl = member(db, db.get_one(Meeting, ahead(runtime)), CARL).id
    browser.open(link(runtime, BO))
    for _ in range(2):
        browser.press(page_of_host(runtime), page_of_host(runtime), {"action": "swap", "member": str(carl)})
    assert (posted(runtime, MailKind.SWAP_ASK), host(runtime)) == (1, BO)
    browser.open(link(runtime, CARL))
    page = browser.open(f"{page_of_host(runtime)}?answer=yes").text
    assert "Bo Lindqvist asks whether you would" in page
    assert page.index('value="yes"') < page.index('value="no"')
    browser.press(page_of_host(runtime), page_of_host(runtime), {"action": "yes"})
    assert host(runtime) == CARL


def test_a_no_by_page_leaves_the_host_and_tells_them(browser, runtime):
    ask(runtime, CARL)
    browser.open(link(runtime, CARL))
    page = browser.open(f"{page_of_host(runtime)}?answer=no").text
    assert page.index('value="no"') < page.index('value="yes"')
    browser.press(page_of_host(runtime), page_of_host(runtime), {"action": "no"})
    assert (host(runtime), posted(runtime, MailKind.SWAP_ASK)) == (BO, 2)


@pytest.mark.parametrize("data", [{}, {"action": "swap", "member": "999999"}, {"action": "steal"}])
def test_what_is_no_choice_is_said_so(browser, runtime, data):
    browser.open(link(runtime, BO))
    assert browser.press(page_of_host(runtime), page_of_host(runtime), data).status_code == 422
    assert host(runtime) == BO


def test_a_meeting_that_is_over_has_no_host_to_settle(browser, runtime):
    past = f"/me/meetings/{meeting_ids(runtime, ANA)[0]}/host"
    browser.open(link(runtime, ANA))
    assert "nothing left to settle" in browser.open(past).text
    browser.press("/me", past, {"action": "pass"})
    assert "has begun" in browser.open(past).text


def test_a_circle_of_others_is_not_there(browser, runtime):
    theirs = meeting_ids(runtime, "Person1 Number1")[1]
    browser.open(link(runtime, ANA))
    assert browser.open(f"/me/meetings/{theirs}/host").status_code == 404
    with runtime.transaction(read_only=True) as db:
        circle = db.get_one(Meeting, theirs).circle_id
    assert browser.open(f"/me/circles/{circle}/notes").status_code == 404
    sent = browser.press("/me", f"/me/circles/{circle}/notes", {"text": "hello"})
    assert (sent.status_code, posted(runtime, MailKind.NOTE)) == (404, 0)


# --- Words for the circle ---


def test_a_note_by_page_goes_to_the_others_and_stands_whole_on_the_page(browser, runtime, published):
    words = "First line\n" + "and much more " * 100 + "the end"
    page = f"/me/circles/{published}/notes"
    browser.open(link(runtime, BO))
    assert browser.press(page, page, {"text": words}).status_code == 302
    assert posted(runtime, MailKind.NOTE) == 3
    browser.open(link(runtime, CARL))
    assert "the end" in browser.open(page).text
    assert 'Notes to Circle 1</a> <span class="quiet">(1)' in browser.open("/me").text


def test_the_fourth_note_keeps_its_words_on_the_page(browser, runtime, published):
    page = f"/me/circles/{published}/notes"
    browser.open(link(runtime, BO))
    for n in range(3):
        browser.press(page, page, {"text": f"note {n}"})
    fourth = browser.press(page, page, {"text": "one more thing"})
    assert fourth.status_code == 422
    assert "one more thing</textarea>" in fourth.text
    assert "The next can go from" in fourth.text


@pytest.mark.parametrize("text", ["", " \n ", "x" * 4001])
def test_a_note_without_words_or_too_long_is_not_sent(browser, runtime, published, text):
    page = f"/me/circles/{published}/notes"
    browser.open(link(runtime, BO))
    assert browser.press(page, page, {"text": text}).status_code == 422
    assert posted(runtime, MailKind.NOTE) == 0


def test_a_thought_by_page_is_mailed_to_the_host_and_shown_to_the_circle(browser, runtime):
    meeting = f"/me/meetings/{ahead(runtime)}"
    browser.open(link(runtime, CARL))
    browser.press(meeting, f"{meeting}/thought", {"text": "Ask <early>"})
    with runtime.transaction(read_only=True) as db:
        mail = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.NOTE)).one()
        assert mail.to == f"person:{participant(runtime, BO).person_id}"
    browser.open(link(runtime, ANA))
    assert "Ask &lt;early&gt;" in browser.open(meeting).text


def test_a_thought_for_a_meeting_that_was_is_refused(browser, runtime):
    past = meeting_ids(runtime, ANA)[0]
    browser.open(link(runtime, ANA))
    sent = browser.press("/me", f"/me/meetings/{past}/thought", {"text": "Ask early"})
    assert (sent.status_code, posted(runtime, MailKind.NOTE)) == (403, 0)


def test_what_they_take_with_them_is_quoted_only_with_their_tick(browser, runtime):
    recap = f"/me/meetings/{meeting_ids(runtime, ANA)[0]}/recap"
    browser.open(link(runtime, ANA))
    for ticked in ({}, {"may_quote": "yes"}, {}):
        browser.press(recap, recap, {"met": "yes", "takes": "Ask sooner", **ticked})
        with runtime.transaction(read_only=True) as db:
            kept = db.scalars(select(Note).where(Note.void_by.is_(None))).one()
            assert (kept.kind, kept.text) == (NoteKind.RECAP, "Ask sooner")
            assert db.get_one(Participant, kept.participant_id).may_quote == bool(ticked)
    assert "Ask sooner</textarea>" in browser.open(recap).text


def test_the_page_shows_all_that_they_take_with_them_and_what_it_is_changed_to_takes_its_place(
    browser, runtime
):
    recap = f"/me/meetings/{meeting_ids(runtime, ANA)[0]}/recap"
    browser.open(link(runtime, ANA))
    browser.press(recap, recap, {"met": "yes", "takes": "Ask sooner"})
    with runtime.transaction() as db:
        first = db.scalars(select(Note)).one()
        said = Said(first.said_by, Source.REPLY, first.said_at)
        notes.take_with(db, first.meeting, first.participant, "A warm coat", said)
    assert "Ask sooner A warm coat</textarea>" in browser.open(recap).text
    browser.press(recap, recap, {"met": "yes", "takes": "Ask sooner A warm coat"})
    browser.press(recap, recap, {"met": "yes", "takes": "Patience"})
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(Note.text).where(Note.void_by.is_(None))).all() == ["Patience"]


def test_own_words_are_taken_back_by_a_press_and_those_of_others_are_not(browser, runtime, published):
    page = f"/me/circles/{published}/notes"
    browser.open(link(runtime, BO))
    browser.press(page, page, {"text": "hello"})
    with runtime.transaction(read_only=True) as db:
        note = db.scalars(select(Note.id)).one()
    browser.open(link(runtime, CARL))
    assert "Take it back" not in browser.open(page).text
    assert browser.press(page, f"/me/notes/{note}/take-back").status_code == 404
    browser.open(link(runtime, BO))
    assert browser.press(page, f"/me/notes/{note}/take-back").status_code == 302
    assert "No notes yet" in browser.open(page).text
    assert browser.press(page, f"/me/notes/{note}/take-back").status_code == 404
    with runtime.transaction(read_only=True) as db:
        waiting = select(Outgoing.id).where(Outgoing.kind == MailKind.NOTE, Outgoing.state == "queued")
        assert not db.scalars(waiting).all()


def test_the_circle_reads_what_its_people_take_with_them(browser, runtime):
    met = meeting_ids(runtime, ANA)[0]
    browser.open(link(runtime, ANA))
    recap = f"/me/meetings/{met}/recap"
    browser.press(recap, recap, {"met": "yes", "takes": "Ask sooner"})
    browser.open(link(runtime, CARL))
    page = browser.open(f"/me/meetings/{met}").text
    assert "What we take with us" in page
    assert "Ask sooner" in page
