"""Another time for a meeting, as its host and the organizers see it, and the setting that allows it."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from circles.domain.words import ProposalState
from circles.models import Circle, Meeting, Organizer, Participant, Person, Program, Proposal
from circles.runtime import Runtime
from circles.services import proposals
from tests.web import seasons
from tests.web.browser import Browser

NOW = datetime.now(UTC)


@pytest.fixture
def proposal(runtime: Runtime) -> int:
    """A time that Bo proposes for the next meeting of the circle whose host is Ana."""
    with runtime.transaction() as db:
        season = seasons.publish(db, seasons.add_program(db, NOW), NOW)
        bo = db.scalars(select(Participant).join(Person).where(Person.name == "Bo Lindqvist")).one()
        circle = db.scalars(select(Circle).where(Circle.season == season).order_by(Circle.id)).first()
        assert circle is not None
        meeting = next(each for each in circle.meetings if each.starts_at > NOW)
        meeting.host = next(m for m in circle.members if m.participant.person.name == "Ana Sousa")
        at = meeting.starts_at + timedelta(days=1)
        return proposals.propose(db, meeting, bo, at, "Dentist <b>", NOW).id


@pytest.fixture
def organizer(app: Flask, runtime: Runtime, proposal: int) -> Browser:
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


def of(runtime: Runtime, proposal: int) -> tuple[ProposalState, bool, str]:
    """Give a proposal's state, whether its meeting is at that time, and the page of the meeting."""
    with runtime.transaction(read_only=True) as db:
        found = db.get_one(Proposal, proposal)
        meeting = db.get_one(Meeting, found.meeting_id)
        return found.state, meeting.starts_at == found.starts_at, f"meetings/{meeting.id}"


def test_the_host_takes_the_time_with_a_button(app: Flask, runtime: Runtime, proposal: int) -> None:
    host = as_member(app, runtime, "Ana Sousa")
    page = f"/me/{of(runtime, proposal)[2]}"
    shown = host.open(page).text
    assert "proposed by Bo Lindqvist: “Dentist &lt;b&gt;”" in shown
    assert of(runtime, proposal)[:2] == (ProposalState.OPEN, False)
    assert host.press(page, f"/me/proposals/{proposal}", {"action": "take"}).status_code == 302
    assert of(runtime, proposal)[:2] == (ProposalState.TAKEN, True)
    assert "Another time is proposed" not in host.open(page).text
    again = host.press(page, f"/me/proposals/{proposal}", {"action": "take"})
    assert "taken already" in again.text


def test_a_time_past_the_next_meeting_by_now_is_not_taken(
    app: Flask, runtime: Runtime, proposal: int
) -> None:
    with runtime.transaction() as db:
        found = db.get_one(Proposal, proposal)
        following = next(each for each in found.meeting.circle.meetings if each.n > found.meeting.n)
        following.starts_at = found.starts_at
    host = as_member(app, runtime, "Ana Sousa")
    page = f"/me/{of(runtime, proposal)[2]}"
    refused = host.press(page, f"/me/proposals/{proposal}", {"action": "take"})
    assert "That is not before the next meeting of your circle, " in refused.text
    assert of(runtime, proposal)[:2] == (ProposalState.OPEN, False)


def test_the_host_may_dismiss_it(app: Flask, runtime: Runtime, proposal: int) -> None:
    host = as_member(app, runtime, "Ana Sousa")
    host.press(f"/me/{of(runtime, proposal)[2]}", f"/me/proposals/{proposal}", {"action": "dismiss"})
    assert of(runtime, proposal)[:2] == (ProposalState.DISMISSED, False)


@pytest.mark.parametrize("name", ["Bo Lindqvist", "Carl Whitmore"])
def test_another_member_neither_sees_nor_takes_it(
    app: Flask, runtime: Runtime, proposal: int, name: str
) -> None:
    member = as_member(app, runtime, name)
    page = f"/me/{of(runtime, proposal)[2]}"
    assert "Another time is proposed" not in member.open(page).text
    refused = member.press(page, f"/me/proposals/{proposal}", {"action": "take"})
    assert refused.status_code == 403
    assert of(runtime, proposal)[:2] == (ProposalState.OPEN, False)


def test_the_organizer_is_told_first_thing_and_takes_it(
    runtime: Runtime, organizer: Browser, proposal: int
) -> None:
    home = organizer.open("/organizer/").text
    page = f"/organizer/{of(runtime, proposal)[2]}"
    assert "Another time is proposed for" in home
    assert f'href="{page}"' in home
    assert "proposed by Bo Lindqvist" in organizer.open(page).text
    organizer.press(page, f"/organizer/proposals/{proposal}", {"action": "take"})
    assert of(runtime, proposal)[:2] == (ProposalState.TAKEN, True)
    assert "Another time is proposed" not in organizer.open("/organizer/").text


def test_the_organizer_of_another_program_sees_no_such_proposal(
    app: Flask, runtime: Runtime, proposal: int
) -> None:
    with runtime.transaction() as db:
        other = seasons.add_program(db, NOW, "Lake Mentoring").id
    browser = Browser(app)
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["organizer"] = other
    answer = browser.press("/organizer/settings", f"/organizer/proposals/{proposal}", {"action": "take"})
    assert answer.status_code == 404
    assert of(runtime, proposal)[:2] == (ProposalState.OPEN, False)


def test_the_setting_is_shown_and_kept(runtime: Runtime, organizer: Browser) -> None:
    page = "/organizer/settings"
    assert " checked" in organizer.open(page).text
    assert organizer.press(page, page).status_code == 302
    assert " checked" not in organizer.open(page).text
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(Program.accepts_proposals)).all() == [False]
    organizer.press(page, page, {"accepts_proposals": "y"})
    assert " checked" in organizer.open(page).text


def test_the_language_of_the_programs_mails_is_chosen(runtime: Runtime, organizer: Browser) -> None:
    page = "/organizer/settings"
    assert organizer.press(page, page, {"language": "de"}).status_code == 302
    assert 'selected value="de"' in organizer.open(page).text
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(Program.language)).all() == ["de"]
