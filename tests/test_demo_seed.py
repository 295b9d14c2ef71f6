"""What a visitor of the demo finds: a season in full swing, and one that waits for its first people."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from circles import demo
from circles.demo.filling import QUIET
from circles.demo.letters import circle_number
from circles.domain.words import (
    IncomingKind,
    IncomingState,
    MailKind,
    MeetingState,
    OfferState,
    OutgoingState,
    ParticipantState,
    PollState,
    SeasonState,
    SuggestionKind,
)
from circles.models import (
    AttendanceEvent,
    Circle,
    DemoClock,
    FollowUp,
    Incoming,
    Meeting,
    Organizer,
    Outgoing,
    Participant,
    Person,
    Poll,
    Program,
    RsvpEvent,
    Season,
    SeatOffer,
    Suggestion,
    SurveyAnswer,
)
from circles.runtime import Runtime, build
from circles.settings import Settings

NOWHERE = "redis://127.0.0.1:1"


@pytest.fixture(scope="module")
def runtime(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    """A demo that was filled once; the tests of this module only read it, but for the last."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(sqlite_template, folder / "circles.sqlite3")
    settings = Settings(
        _env_file=None,
        demo=True,
        secret_key="only-for-tests-0123456789abcdef",
        public_url="http://localhost:8000",
        mail_from="circles@circles.example",
        reply_domain="circles.example",
        data_dir=folder,
    )
    runtime = build(settings, NOWHERE)
    assert demo.fill_if_empty(runtime)
    yield runtime
    runtime.close()


def test_forty_people_meet_in_seven_circles(runtime):
    with runtime.transaction(read_only=True) as db:
        program = db.scalars(select(Program)).one()
        assert (program.slug, [each.name for each in program.organizers]) == ("springboard", ["Inês Duarte"])
        running, _ = program.seasons
        assert running.state is SeasonState.PUBLISHED
        circles = db.scalars(select(Circle).where(Circle.season_id == running.id)).all()
        assert len(circles) == 7
        placed = [member.participant for circle in circles for member in circle.memberships]
        assert len({each.person_id for each in placed}) == len(placed) == 40
        states = Counter(each.state for each in placed)
        assert states == {ParticipantState.PLACED: 36, ParticipantState.LEFT: 4}


def test_three_meetings_are_past_and_the_fourth_is_near(runtime):
    now = datetime.now(UTC)
    with runtime.transaction(read_only=True) as db:
        for circle in db.scalars(select(Circle)):
            first, second, third, fourth, *_ = circle.meetings
            assert first.starts_at < second.starts_at < third.starts_at < now
            assert now - timedelta(days=5) < fourth.starts_at < now + timedelta(days=9)


def test_everything_that_a_season_asks_of_an_organizer_is_there_to_see(runtime):
    with runtime.transaction(read_only=True) as db:
        suggestions = db.scalars(select(Suggestion)).all()
        kinds = Counter(each.kind for each in suggestions)
        seats = [each.membership for each in suggestions if each.kind is SuggestionKind.FREE_SEAT]
        assert "Tiago Mendes" in [seat.participant.person.name for seat in seats]
        assert kinds[SuggestionKind.REFILL] == 1
        merge = select(Suggestion).where(Suggestion.kind == SuggestionKind.MERGE)
        [(circle, into)] = [(each.circle.name, each.into.name) for each in db.scalars(merge) if each.into]
        assert (circle, into) == ("Circle 3", "Circle 6")
        waiting = select(Participant).where(Participant.state == ParticipantState.WAITLISTED)
        assert len(db.scalars(waiting).all()) == 3
        offered = db.scalars(select(SeatOffer)).all()
        assert [(each.participant.person.name, each.state) for each in offered] == [
            ("Mira Costa", OfferState.OPEN)
        ]
        assert PollState.OPEN in set(db.scalars(select(Poll.state)))
        assert len(db.scalars(select(SurveyAnswer)).all()) >= 5
        digests = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.DIGEST)).all()
        assert len([each for each in digests if each.state is OutgoingState.SENT]) >= 5


def test_one_circle_is_quiet_and_every_other_has_met(runtime):
    with runtime.transaction(read_only=True) as db:
        met = {circle_number(meeting.circle) for meeting in _held(db)}
        assert met == set(range(1, 8)) - {QUIET}


def test_people_have_answered_come_and_promised(runtime):
    with runtime.transaction(read_only=True) as db:
        for table, at_least in ((RsvpEvent, 40), (AttendanceEvent, 20), (FollowUp, 3)):
            assert db.scalar(select(func.count()).select_from(table)) >= at_least
        sources = set(db.scalars(select(RsvpEvent.source)))
        assert sources == {"reply", "calendar"}


def test_one_reply_waits_for_a_person_and_one_mail_came_back(runtime):
    with runtime.transaction(read_only=True) as db:
        received = db.scalars(select(Incoming)).all()
        puzzling = [mail for mail in received if mail.state is not IncomingState.READ]
        assert [(mail.state, mail.kind) for mail in puzzling] == [(IncomingState.REVIEW, IncomingKind.HUMAN)]
        assert puzzling[0].outcome["noted"] == []
        kinds = Counter(mail.kind for mail in received)
        assert kinds[IncomingKind.BOUNCE] == 1
        assert set(kinds) <= {
            IncomingKind.HUMAN,
            IncomingKind.CALENDAR,
            IncomingKind.AUTOMATIC,
            IncomingKind.BOUNCE,
        }


def test_every_mail_that_is_due_lies_in_a_mailbox_and_none_is_from_the_future(runtime):
    now = datetime.now(UTC)
    with runtime.transaction(read_only=True) as db:
        mails = db.scalars(select(Outgoing)).all()
        sent = [mail for mail in mails if mail.state is OutgoingState.SENT]
        assert all(mail.raw and mail.sent_at <= now for mail in sent)
        back = [mail for mail in mails if mail.state is OutgoingState.FAILED]
        assert [mail.error for mail in back] == ["came back: there is no such mailbox"]
        dropped = [mail for mail in mails if mail.state is OutgoingState.SUPERSEDED]
        waiting = [mail for mail in mails if mail not in [*sent, *back, *dropped]]
        assert all(mail.state is OutgoingState.QUEUED and mail.due_at > now for mail in waiting)
        assert len(sent) > len(waiting)


def test_an_open_season_waits_for_its_first_people(runtime):
    with runtime.transaction(read_only=True) as db:
        waiting = db.scalars(select(Season).where(Season.state == SeasonState.OPEN)).one()
        assert timedelta(days=13) <= waiting.starts_on - datetime.now(UTC).date() <= timedelta(days=15)
        taking_part = select(func.count()).where(Participant.season_id == waiting.id)
        assert db.scalar(taking_part) == 0


def test_filling_again_changes_nothing(runtime):
    before = _counts(runtime)
    assert not demo.fill_if_empty(runtime)
    assert _counts(runtime) == before


@pytest.mark.slow
def test_reset_forgets_what_visitors_did(runtime):
    before = _counts(runtime)
    with runtime.transaction() as db:
        organizer = db.scalars(select(Organizer)).one()
        organizer.name = "Somebody else"
        db.add(DemoClock(id=1, ahead_seconds=7 * 24 * 3600))
        db.add(Person(program_id=organizer.program_id, name="A visitor", created_at=datetime.now(UTC)))
    demo.reset(runtime)
    assert _counts(runtime) == before
    assert abs(runtime.now() - datetime.now(UTC)) < timedelta(seconds=5)
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(Organizer.name)).all() == ["Inês Duarte"]


def _held(db) -> list[Meeting]:
    return list(db.scalars(select(Meeting).where(Meeting.state == MeetingState.HELD)))


def _counts(runtime: Runtime) -> dict[str, int]:
    with runtime.transaction(read_only=True) as db:
        return {
            table.__name__: db.scalar(select(func.count()).select_from(table))
            for table in (Program, Season, Person, Circle, Meeting, Outgoing, Incoming, RsvpEvent, FollowUp)
        }
