"""Another time for a meeting, on the pages of a member, its host and an organizer."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from circles.domain.cadence import local
from circles.domain.statement import Said
from circles.domain.words import Attendance, MailKind, MeetingState, PollState, Source
from circles.models import Circle, Meeting, Organizer, Outgoing, Participant, Person, Poll, SurveyAnswer
from circles.runtime import Runtime
from circles.services import attendance, moving, poll_answers
from tests.web import seasons
from tests.web.browser import Browser

NOW = datetime.now(UTC)
LISBON = "Europe/Lisbon"


@pytest.fixture
def meeting(runtime: Runtime) -> int:
    """The next meeting of a circle whose host is Ana and whose members are free on Thursday afternoons."""
    with runtime.transaction() as db:
        season = seasons.publish(db, seasons.add_program(db, NOW), NOW)
        circle = db.scalars(select(Circle).where(Circle.season == season).order_by(Circle.id)).first()
        assert circle is not None
        found = next(each for each in circle.meetings if each.starts_at > NOW + timedelta(days=5))
        found.host = next(m for m in circle.members if m.participant.person.name == "Ana Sousa")
        return found.id


def as_member(app: Flask, runtime: Runtime, name: str) -> Browser:
    browser = Browser(app)
    with runtime.transaction(read_only=True) as db:
        participant = db.scalars(select(Participant).join(Person).where(Person.name == name)).one()
        browser.open(runtime.links.personal(participant).removeprefix(runtime.settings.public_url))
    return browser


@pytest.fixture
def organizer(app: Flask, runtime: Runtime, meeting: int) -> Browser:
    browser = Browser(app)
    with runtime.transaction(read_only=True) as db:
        signed_in = {"organizer": db.scalars(select(Organizer.id)).one()}
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session.update(signed_in)
    return browser


def poll_of(runtime: Runtime, meeting: int) -> Poll | None:
    with runtime.transaction(read_only=True) as db:
        poll = moving.poll_of(db, db.get_one(Meeting, meeting))
        if poll is not None:
            assert len(poll.slots) + len(poll.answers) >= 0  # read while the database is at hand
        return poll


def starts_at(runtime: Runtime, meeting: int) -> datetime:
    with runtime.transaction(read_only=True) as db:
        return db.get_one(Meeting, meeting).starts_at


def asked(
    app: Flask, runtime: Runtime, meeting: int, name: str = "Bo Lindqvist", reason: str = ""
) -> Browser:
    browser = as_member(app, runtime, name)
    page = f"/me/meetings/{meeting}/move"
    assert browser.press(page, f"/me/meetings/{meeting}/ask", {"reason": reason}).status_code == 302
    return browser


def test_looking_at_the_pages_asks_nobody(app: Flask, runtime: Runtime, meeting: int) -> None:
    member = as_member(app, runtime, "Bo Lindqvist")
    assert "Another time?" in member.open(f"/me/meetings/{meeting}").text
    shown = member.open(f"/me/meetings/{meeting}/move").text
    assert "Ask the circle" in shown
    assert "Or set it yourself" not in shown
    assert poll_of(runtime, meeting) is None


def test_a_member_asks_and_the_circle_answers_on_the_page(app: Flask, runtime: Runtime, meeting: int) -> None:
    bo = asked(app, runtime, meeting, reason="I have a <b>train</b> to catch.")
    poll = poll_of(runtime, meeting)
    assert poll is not None
    page = f"/me/polls/{poll.id}"
    shown = bo.open(page).text
    assert "“I have a &lt;b&gt;train&lt;/b&gt; to catch.”" in shown
    assert "You have not answered yet." in shown
    assert "Your circle looks for another time." in bo.open("/me").text
    chosen: dict[str, object] = {"slots": str(poll.slots[0].n)}
    for name in ("Bo Lindqvist", "Ana Sousa", "Carl Whitmore", "Dee Adeyemi"):
        member = as_member(app, runtime, name)
        assert member.press(page, page, chosen).status_code == 302
    assert starts_at(runtime, meeting) == poll.slots[0].starts_at
    over = bo.open(page).text
    assert "The answers were counted already, and the meeting has moved." in over
    with runtime.transaction(read_only=True) as db:
        told = db.scalars(select(Outgoing).where(Outgoing.about == f"meeting:{meeting}")).all()
    assert all(mail.kind in {MailKind.INVITE, MailKind.UPDATE} for mail in told)


def test_a_link_ticks_and_only_the_button_answers(app: Flask, runtime: Runtime, meeting: int) -> None:
    bo = asked(app, runtime, meeting)
    poll = poll_of(runtime, meeting)
    assert poll is not None
    shown = bo.open(f"/me/polls/{poll.id}?slots=2").text
    assert 'value="2" checked' in shown
    assert "Nothing is noted until you press a button." in shown
    assert not poll_of(runtime, meeting).answers  # type: ignore[union-attr]


def test_nothing_ticked_is_asked_about_and_none_is_an_answer(
    app: Flask, runtime: Runtime, meeting: int
) -> None:
    bo = asked(app, runtime, meeting)
    poll = poll_of(runtime, meeting)
    assert poll is not None
    page = f"/me/polls/{poll.id}"
    empty = bo.press(page, page, {})
    assert empty.status_code == 422
    assert "Tick a time that suits you" in empty.text
    assert bo.press(page, page, {"none": "yes"}).status_code == 302
    assert "You said that none suits you." in bo.open(page).text


def test_who_asks_twice_is_shown_what_is_going_on(app: Flask, runtime: Runtime, meeting: int) -> None:
    asked(app, runtime, meeting)
    carl = as_member(app, runtime, "Carl Whitmore")
    shown = carl.open(f"/me/meetings/{meeting}/move").text
    assert "being asked for another time already" in shown
    assert "Say which times suit you" in shown


def test_a_poll_of_another_circle_is_not_there(app: Flask, runtime: Runtime, meeting: int) -> None:
    asked(app, runtime, meeting)
    poll = poll_of(runtime, meeting)
    assert poll is not None
    stranger = as_member(app, runtime, "Person1 Number1")
    assert stranger.open(f"/me/polls/{poll.id}").status_code == 404


def test_the_host_sets_a_time_and_another_member_may_not(app: Flask, runtime: Runtime, meeting: int) -> None:
    to = starts_at(runtime, meeting) + timedelta(days=1)
    here = local(to, LISBON)
    wanted: dict[str, object] = {"day": f"{here:%Y-%m-%d}", "at": f"{here:%H:%M}"}
    path = f"/me/meetings/{meeting}/move"
    bo = as_member(app, runtime, "Bo Lindqvist")
    assert bo.press(path, path, wanted).status_code == 403
    ana = as_member(app, runtime, "Ana Sousa")
    assert ana.press(path, path, wanted | {"day": "31.3."}).status_code == 422
    assert ana.press(path, path, wanted).status_code == 302
    assert starts_at(runtime, meeting) == to


def test_an_organizer_asks_and_sees_whom_which_time_suits(
    app: Flask, runtime: Runtime, organizer: Browser, meeting: int
) -> None:
    page = f"/organizer/meetings/{meeting}"
    pressed = organizer.press(page, f"{page}/ask", {"reason": "The room is taken."})
    assert pressed.status_code == 302
    poll = poll_of(runtime, meeting)
    assert poll is not None
    with runtime.transaction() as db:
        found = db.get_one(Poll, poll.id)
        bo = db.scalars(select(Participant).join(Person).where(Person.name == "Bo Lindqvist")).one()
        said = Said(f"person:{bo.person_id}", Source.LINK, NOW)
        moving.answer(db, found, bo, [1], said, NOW)
        assert poll_answers.suits(found)[1] == 1
    shown = organizer.open(page).text
    assert "The circle is being asked." in shown
    assert 'data-label="Suits">Bo Lindqvist' in shown
    assert "Not answered yet: Ana Sousa, Carl Whitmore, Dee Adeyemi" in shown
    assert f"{page}/ask" not in shown


def test_no_time_that_suits_waits_for_the_organizer(
    app: Flask, runtime: Runtime, organizer: Browser, meeting: int
) -> None:
    with runtime.transaction() as db:
        found = db.get_one(Meeting, meeting)
        ana = next(m for m in found.circle.members if m.participant.person.name == "Ana Sousa")
        poll = moving.ask(db, found, f"person:{ana.participant.person_id}", NOW)
        poll.closes_at = NOW
        moving.settle_due(db, NOW)
        assert poll.state is PollState.EMPTY
    assert "No other time suits Circle 1" in organizer.open("/organizer/").text
    assert "No time suited enough of them" in organizer.open(f"/organizer/meetings/{meeting}").text


def test_the_no_that_makes_most_says_on_the_page_that_the_circle_is_asked(
    app: Flask, runtime: Runtime, meeting: int
) -> None:
    page = f"/me/meetings/{meeting}"
    members = [as_member(app, runtime, name) for name in ("Bo Lindqvist", "Carl Whitmore", "Dee Adeyemi")]
    for member in members:
        member.press(page, page, {"answer": "no"})
    assert "Most of you can&#39;t come" in members[-1].open(page).text
    assert poll_of(runtime, meeting) is not None


@pytest.fixture
def over(runtime: Runtime, meeting: int) -> int:
    """The circle's first meeting, which was some days ago."""
    with runtime.transaction(read_only=True) as db:
        circle = db.get_one(Meeting, meeting).circle
        return max((each for each in circle.meetings if each.starts_at < NOW), key=lambda each: each.n).id


def told(runtime: Runtime, meeting: int, name: str, *, held: bool) -> None:
    with runtime.transaction() as db:
        person = db.scalars(select(Person).where(Person.name == name)).one()
        said = Said(f"person:{person.id}", Source.REPLY, NOW)
        attendance.say_held(db, db.get_one(Meeting, meeting), said, NOW, held=held)


def test_members_who_differ_on_whether_they_met_are_a_need_and_no_mail(
    runtime: Runtime, organizer: Browser, over: int
) -> None:
    told(runtime, over, "Bo Lindqvist", held=True)
    assert "tell us two things" not in organizer.open("/organizer/").text
    told(runtime, over, "Carl Whitmore", held=False)
    assert "its members tell us two things" in organizer.open("/organizer/").text
    page = f"/organizer/meetings/{over}"
    assert organizer.press(page, f"{page}/met", {"met-met": "yes"}).status_code == 302
    assert "tell us two things" not in organizer.open("/organizer/").text


def test_we_moved_it_to_a_day_that_was_says_that_they_met(app: Flask, runtime: Runtime, over: int) -> None:
    bo = as_member(app, runtime, "Bo Lindqvist")
    linked = bo.open(f"/me/meetings/{over}/recap?met=moved")
    assert linked.headers["Location"].endswith(f"/me/meetings/{over}/moved")
    day = (starts_at(runtime, over) + timedelta(days=1)).date().isoformat()
    page = f"/me/meetings/{over}/moved"
    assert bo.press(page, page, {"day": day}).headers["Location"].endswith("recap?met=yes")
    with runtime.transaction(read_only=True) as db:
        assert db.get_one(Meeting, over).state is MeetingState.HELD


def test_we_moved_it_to_a_day_that_comes_puts_the_meeting_off(
    app: Flask, runtime: Runtime, over: int
) -> None:
    bo = as_member(app, runtime, "Bo Lindqvist")
    page = f"/me/meetings/{over}/moved"
    day = (NOW + timedelta(days=2)).date().isoformat()
    assert bo.press(page, page, {"day": "soon"}).status_code == 422
    assert bo.press(page, page, {"day": day, "at": "18:00"}).status_code == 302
    assert f"{local(starts_at(runtime, over), LISBON):%Y-%m-%d %H:%M}" == f"{day} 18:00"


def test_whether_one_was_there_takes_a_button_and_is_shown_with_the_dissent(
    app: Flask, runtime: Runtime, organizer: Browser, over: int
) -> None:
    with runtime.transaction() as db:
        found = db.get_one(Meeting, over)
        by_name = {m.participant.person.name: m.participant for m in found.circle.members}
        for name, value in (("Bo Lindqvist", Attendance.CAME), ("Carl Whitmore", Attendance.MISSED)):
            said = Said(f"person:{by_name[name].person_id}", Source.REPLY, NOW)
            attendance.say_attendance(db, found, by_name["Dee Adeyemi"], value, said, NOW)
    dee = as_member(app, runtime, "Dee Adeyemi")
    page = f"/me/meetings/{over}/there"
    shown = dee.open(f"{page}?came=no").text
    assert "You know best." in shown
    assert "Bo Lindqvist" not in shown
    assert "told two ways; they are asked themselves" in dee.open(f"/me/meetings/{over}/recap").text
    assert dee.press(page, page, {"came": "no"}).status_code == 302
    assert "We have noted that you missed it." in dee.open(page).text
    seen = organizer.open(f"/organizer/meetings/{over}").text
    assert 'missed <span class="small quiet">says Dee Adeyemi' in seen
    assert "Bo Lindqvist says came" in seen


def test_who_joined_later_is_not_counted_as_missing(runtime: Runtime, organizer: Browser, over: int) -> None:
    with runtime.transaction() as db:
        found = db.get_one(Meeting, over)
        late = next(m for m in found.circle.members if m.participant.person.name == "Dee Adeyemi")
        late.joined_at = NOW
        came, late_id = found.circle.members[0].participant_id, late.participant_id
    page = f"/organizer/meetings/{over}"
    assert f'id="came-{late_id}"' not in organizer.open(page).text
    assert organizer.press(page, f"{page}/met", {"met-met": "yes", "came": str(came)}).status_code == 302
    with runtime.transaction(read_only=True) as db:
        found = db.get_one(Meeting, over)
        assert (over, late_id) not in attendance.attendance(db, [found])


def test_an_organizer_notes_the_times_of_somebody_who_phoned(
    app: Flask, runtime: Runtime, organizer: Browser, meeting: int
) -> None:
    asked(app, runtime, meeting)
    page = f"/organizer/meetings/{meeting}"
    assert "Answer for someone which times suit" in organizer.open(page).text
    with runtime.transaction(read_only=True) as db:
        ana = db.scalars(select(Participant).join(Person).where(Person.name == "Ana Sousa")).one().id
        stranger = db.scalars(select(Participant).join(Person).where(Person.name == "Person1 Number1")).one()
    organizer.press(page, f"{page}/times", {"participant": str(ana), "slots": "1"})
    poll = poll_of(runtime, meeting)
    assert poll is not None
    assert [(each.participant_id, each.slots, each.source, each.said_by) for each in poll.answers] == [
        (ana, [1], Source.ORGANIZER, "organizer:1")
    ]
    for participant, slots in ((str(stranger.id), "1"), (str(ana), "99")):
        refused = organizer.press(page, f"{page}/times", {"participant": participant, "slots": slots})
        assert refused.status_code >= 400
    assert len((poll_of(runtime, meeting) or poll).answers) == 1


def test_an_organizer_notes_the_score_of_somebody_who_phoned(
    runtime: Runtime, organizer: Browser, over: int
) -> None:
    with runtime.transaction() as db:
        third = db.get_one(Meeting, over).circle.meetings[2]
        third.starts_at, third.state = NOW - timedelta(days=1), MeetingState.HELD
        page, bo = f"/organizer/meetings/{third.id}", third.circle.members[1].participant_id
    assert "Answer the survey for someone" not in organizer.open(f"/organizer/meetings/{over}").text
    assert "Answer the survey for someone" in organizer.open(page).text
    form = {"participant": str(bo), "score": "4", "line": "good talks"}
    organizer.press(page, f"{page}/survey", form)
    with runtime.transaction(read_only=True) as db:
        (found,) = db.scalars(select(SurveyAnswer)).all()
        assert (found.score, found.line, found.source) == (4, "good talks", Source.ORGANIZER)
    assert organizer.press(page, f"{page}/survey", {**form, "score": "9"}).status_code == 422
