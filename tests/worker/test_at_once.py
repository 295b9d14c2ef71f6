"""Two at once on one season: each waits for the other's locks in one order, and sees what that one made."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import (
    Attendance,
    IncomingState,
    MailKind,
    MeetingState,
    OfferState,
    OutgoingState,
    ParticipantState,
    PollState,
    Role,
    Rsvp,
)
from circles.errors import NotAllowed, NotFound
from circles.mail import demo_replies
from circles.mail.compose import compose
from circles.mail.parse import Mail, parse
from circles.models import (
    Circle,
    Import,
    Incoming,
    Meeting,
    Membership,
    Outgoing,
    Participant,
    Person,
    Poll,
    Season,
    SeatOffer,
)
from circles.runtime import Runtime
from circles.services import (
    attendance,
    board,
    circles,
    current,
    freeing,
    guides,
    imports,
    in_turn,
    inbox,
    meetings,
    moving,
    notes,
    offers,
    outbox,
    people,
    privacy,
    programs,
    reachability,
    seats,
)
from circles.services.wishes import Wish
from tests.mail.bounce_mails import dsn, group
from tests.services.stage import AFTER, NOW, Stage, by, enrol, open_season, published
from tests.worker.at_once import hold_circle, lock_season, meanwhile, set_place, within
from worker import reading, sweep

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.transaction() as db:
        return published(db)


def sent_to(runtime: Runtime, to: str, kind: MailKind) -> bytes:
    """Send somebody's one mail of a kind."""
    with runtime.transaction() as db:
        mail = db.scalars(select(Outgoing).where(Outgoing.kind == kind, Outgoing.to == to)).one()
        composed = compose(db, mail, runtime.site, runtime.links, NOW)
        outbox.keep_bytes(db, mail, composed.raw, composed.shown)
        mail.state, mail.sent_at = OutgoingState.SENT, NOW
        return composed.raw


def store(runtime: Runtime, sent: Mail, answer: bytes) -> int:
    """Store what somebody answers."""
    with runtime.transaction() as db:
        to = runtime.site.keep(demo_replies.answer_address(sent), NOW.date())
        stored = inbox.store(db, answer, to, LATER)
        assert stored is not None
        db.get_one(Incoming, stored).outcome = {"proven": True}
        return stored


def reply(runtime: Runtime, stage: Stage, name: str, words: str, kind: MailKind = MailKind.INVITE) -> int:
    """Store an answer to somebody's invite, or to their one mail of another kind."""
    sent = parse(sent_to(runtime, stage.person(name), kind))
    return store(runtime, sent, demo_replies.reply(sent, str(sent.header("to")), words, "gmail", LATER))


def press(runtime: Runtime, stage: Stage, name: str, words: str) -> int:
    """Store the answer of somebody's calendar to their invite: words are pressed as "yes" or "no"."""
    raw = sent_to(runtime, stage.person(name), MailKind.INVITE)
    sent = parse(raw)
    answer = demo_replies.calendar_reply(raw, str(sent.header("to")), Rsvp(words.lower()), LATER)
    return store(runtime, sent, answer)


def bounce(runtime: Runtime, stage: Stage, name: str) -> int:
    """Store a report that somebody's invite came back."""
    with runtime.transaction() as db:
        wanted = select(Outgoing).where(Outgoing.kind == MailKind.INVITE, Outgoing.to == stage.person(name))
        invite = db.scalars(wanted).one()
        invite.state, invite.sent_at = OutgoingState.SENT, NOW
        to = runtime.site.keep(runtime.site.return_address(invite.id, LATER.date()), NOW.date())
        gone = group(final=f"rfc822; {name.lower()}@meadow.example", code="550 5.1.1 unknown")
        stored = inbox.store(db, dsn("MAILER-DAEMON@mx.example", "Mail failed", gone), to, LATER)
        assert stored is not None
        return stored


@pytest.fixture
def runtime(runtime: Runtime) -> Runtime:
    return replace(runtime, clock=lambda: LATER)


def state_of(database: Database, stored: int) -> IncomingState:
    with database.transaction(read_only=True) as db:
        return db.get_one(Incoming, stored).state


# --- The order of locks ---


@pytest.mark.parametrize("comes", [bounce, lambda *to: reply(*to, "Yes")], ids=["bounce", "yes"])
def test_mail_about_a_circle_that_is_being_changed_waits_and_is_read(
    runtime: Runtime, database: Database, stage: Stage, comes: Callable[[Runtime, Stage, str], int]
) -> None:
    stored = comes(runtime, stage, "Bo")
    assert not meanwhile(database, hold_circle, lambda: reading.receive(runtime, [stored]), set_place)
    assert state_of(database, stored) is IncomingState.READ


def test_a_topic_is_changed_only_while_nobody_changes_its_circle(database: Database, stage: Stage) -> None:
    with database.transaction() as db:
        outbox.post(db, MailKind.TOPIC_DRAFT, stage.person("Ana"), f"meeting:{stage.first.id}", NOW)

    def change(db: Session) -> None:
        guides.change(db, db.get_one(Meeting, stage.first.id), {"title": "Boats"}, stage.person("Ana"), LATER)

    assert not meanwhile(database, hold_circle, within(database, change), set_place)


def test_leaving_from_an_address_that_had_bounced_locks_the_season_before_any_circle(
    runtime: Runtime, database: Database, stage: Stage
) -> None:
    stored = reply(runtime, stage, "Bo", "Leave")
    with database.transaction() as db:
        db.get_one(Person, stage.members["Bo"].person_id).addresses[0].bounced_at = NOW
    assert not meanwhile(database, lock_season, lambda: reading.receive(runtime, [stored]), hold_circle)
    assert state_of(database, stored) is IncomingState.READ
    with database.transaction(read_only=True) as db:
        assert db.get_one(Participant, stage.members["Bo"].id).state is ParticipantState.LEFT


def test_joining_while_circles_meet_writes_nothing_before_it_holds_the_season(
    database: Database, stage: Stage
) -> None:
    with database.transaction() as db:
        gus = enrol(db, db.get_one(Season, stage.season.id), "Gus")
        gus.state = ParticipantState.INVITED
        address = gus.person.addresses[0]
        address.bounced_at = NOW
    joins = within(database, lambda db: people.confirm(db, db.get_one(Participant, gus.id), LATER))

    def try_again(db: Session) -> None:
        reachability.lift(db, address.normalised, "organizer:1", LATER)

    assert not meanwhile(database, lock_season, joins, try_again)


def test_an_erasing_holds_the_circle_before_any_mail_of_it(database: Database, stage: Stage) -> None:
    with database.transaction() as db:
        circle, bo = db.get_one(Circle, stage.circle.id), db.get_one(Participant, stage.members["Bo"].id)
        notes.relay(db, circle, bo, "I bring cake.", by("Bo", stage, LATER), LATER)
    erases = within(database, lambda db: privacy.erase(db, db.get_one(Person, bo.person_id), LATER))

    def write_anew(db: Session) -> None:
        set_place(db)
        db.scalars(select(Outgoing).with_for_update(key_share=True)).all()

    assert not meanwhile(database, hold_circle, erases, write_anew)


def test_a_tick_that_counts_a_poll_and_ends_an_offer_holds_no_circle_while_it_waits_for_the_season(
    runtime: Runtime, database: Database, stage: Stage
) -> None:
    with database.transaction() as db:
        season = db.get_one(Season, stage.season.id)
        season.size_hi = 5
        moving.ask(db, db.get_one(Meeting, stage.second.id), stage.person("Bo"), NOW)
        eva = enrol(db, season, "Eva")
        eva.state = ParticipantState.WAITLISTED
        db.flush()
        offers.fill(db, season, NOW)
    in_a_week = replace(runtime, clock=lambda: NOW + timedelta(days=6))
    assert not meanwhile(database, lock_season, lambda: sweep.tick(in_a_week), hold_circle)
    with database.transaction(read_only=True) as db:
        assert db.scalars(select(Poll.state)).one() is not PollState.OPEN
        assert db.scalars(select(SeatOffer.state).order_by(SeatOffer.id)).first() is OfferState.LAPSED


# --- What the other made is seen ---


def test_two_presses_on_join_tell_once(database: Database, stage: Stage) -> None:
    with database.transaction() as db:
        gus = enrol(db, db.get_one(Season, stage.season.id), "Gus")
        gus.state = ParticipantState.INVITED
    said: list[bool] = []

    def join(db: Session) -> None:
        said.append(people.confirm(db, db.get_one(Participant, gus.id), LATER))

    assert not meanwhile(database, join, within(database, join))
    assert said == [True, False]
    with database.transaction(read_only=True) as db:
        assert list(db.scalars(select(Outgoing.kind))).count(MailKind.WAITLISTED) == 1


def test_what_two_tell_at_once_of_a_meeting_counts_together(database: Database, stage: Stage) -> None:
    def came(db: Session) -> None:
        meeting, bo = db.get_one(Meeting, stage.first.id), db.get_one(Participant, stage.members["Bo"].id)
        attendance.say_attendance(db, meeting, bo, Attendance.CAME, by("Bo", stage, AFTER), AFTER)

    def not_held(db: Session) -> None:
        meeting = db.get_one(Meeting, stage.first.id)
        attendance.say_held(db, meeting, by("Carl", stage, AFTER), AFTER, held=False)

    assert not meanwhile(database, not_held, within(database, came))
    with database.transaction(read_only=True) as db:
        assert db.get_one(Meeting, stage.first.id).state is MeetingState.HELD


def test_nothing_is_told_of_a_meeting_that_is_being_put_off(database: Database, stage: Stage) -> None:
    def put_off(db: Session) -> None:
        to = AFTER + timedelta(days=2)
        meetings.put_off(db, db.get_one(Meeting, stage.first.id), to, "organizer:1", "", AFTER)

    def held(db: Session) -> None:
        meeting = db.get_one(Meeting, stage.first.id)
        attendance.say_held(db, meeting, by("Carl", stage, AFTER), AFTER, held=True)

    (refusal,) = meanwhile(database, put_off, within(database, held))
    assert isinstance(refusal, NotAllowed)


@pytest.fixture
def draft(database: Database) -> Season:
    """A season whose one circle is not published yet."""
    with database.transaction() as db:
        season = open_season(db)
        circle = Circle(season=season, name="Circle 1", zone="Europe/Lisbon", weekday=1, start=time(10))
        circle.memberships.append(
            Membership(participant=enrol(db, season, "Ana"), role=Role.MENTOR, joined_at=NOW)
        )
        db.add(circle)
        return season


def publish(db: Session) -> None:
    circles.publish(db, db.scalars(select(Season)).one(), "organizer:1", NOW)


def test_a_board_is_not_changed_any_more_that_is_being_published(database: Database, draft: Season) -> None:
    def change(db: Session) -> None:
        board.take(db, db.get_one(Season, draft.id), board.Hand("organizer:1", 0, NOW))

    (refusal,) = meanwhile(database, publish, within(database, change))
    assert str(refusal) == board.PUBLISHED


FILE = b"Name,Email,Role\nVic,vic@meadow.example,mentee\n"


def bring_in(db: Session, season: int) -> None:
    """Bring in the people of a file."""
    upload = db.scalars(select(Import).where(Import.season_id == season)).one()
    imports.run_batch(db, upload, imports.read(db, upload), NOW)


def upload(db: Session, season: Season) -> None:
    imports.confirm(db, imports.upload(db, season, None, "people.csv", FILE, NOW), None, NOW, knows=True)


def test_who_is_imported_into_a_season_that_is_being_published_waits_for_a_seat(
    database: Database, draft: Season
) -> None:
    with database.transaction() as db:
        upload(db, db.get_one(Season, draft.id))
    assert not meanwhile(database, publish, within(database, lambda db: bring_in(db, draft.id)))
    with database.transaction(read_only=True) as db:
        vic = db.scalars(select(Participant).order_by(Participant.id.desc())).first()
        assert vic is not None
        assert vic.state is ParticipantState.WAITLISTED


def test_who_is_in_two_files_at_once_is_one_person(database: Database, draft: Season) -> None:
    with database.transaction() as db:
        season = db.get_one(Season, draft.id)
        plan = programs.SeasonPlan("Summer", date(2027, 6, 7), meetings=2)
        summer = programs.add_season(db, season.program, plan, "organizer:1", NOW)
        upload(db, season)
        upload(db, summer)
    second = within(database, lambda db: bring_in(db, summer.id))
    assert not meanwhile(database, lambda db: bring_in(db, draft.id), second)
    with database.transaction(read_only=True) as db:
        vic = db.scalars(select(Person).where(Person.name == "Vic")).one()
        assert len(vic.participations) == 2


@pytest.mark.parametrize("comes", [reply, press], ids=["mail", "calendar"])
@pytest.mark.parametrize("words", ["Yes", "No"])
def test_an_answer_to_a_time_that_is_being_changed_counts_for_no_other(
    runtime: Runtime,
    database: Database,
    stage: Stage,
    comes: Callable[[Runtime, Stage, str, str], int],
    words: str,
) -> None:
    stored = comes(runtime, stage, "Bo", words)

    def move(db: Session) -> None:
        meeting = db.get_one(Meeting, stage.first.id)
        meetings.reschedule(db, meeting, meeting.starts_at + timedelta(days=2), "organizer:1", "", LATER)

    assert not meanwhile(database, hold_circle, lambda: reading.receive(runtime, [stored]), move)
    with database.transaction(read_only=True) as db:
        assert not attendance.rsvps(db, [db.get_one(Meeting, stage.first.id)])
        said = db.get_one(Incoming, stored).outcome
        assert "Thu 14 Jan, 10:00-11:00" in said["reason"]
        assert not said["noted"]


def test_a_sign_up_beside_an_import_waits_for_the_program_before_any_address(
    database: Database, draft: Season
) -> None:
    with database.transaction() as db:
        season = db.get_one(Season, draft.id)
        people.wait_for_next(db, season.program, "vic@meadow.example", NOW)
        upload(db, season)

    def begin(db: Session) -> None:
        season = db.get_one(Season, draft.id)
        seats.lock(db, season)
        in_turn.hold_program(db, season.program_id)

    def sign_up(db: Session) -> None:
        vic = Wish("Vic", "vic@meadow.example", Role.MENTEE, "Europe/Lisbon")
        people.sign_up(db, db.get_one(Season, draft.id), vic, NOW)

    assert not meanwhile(database, begin, within(database, sign_up), lambda db: bring_in(db, draft.id))


@pytest.mark.parametrize("answer", [people.confirm, people.decline])
def test_who_answers_beside_a_no_that_forgets_a_sign_up_is_told_that_it_is_settled(
    database: Database, stage: Stage, answer: Callable[[Session, Participant, datetime], object]
) -> None:
    with database.transaction() as db:
        gus = enrol(db, db.get_one(Season, stage.season.id), "Gus")
        gus.state = ParticipantState.UNCONFIRMED

    def no(db: Session) -> None:
        people.decline(db, db.get_one(Participant, gus.id), LATER)

    other = within(database, lambda db: answer(db, db.get_one(Participant, gus.id), LATER))
    (refusal,) = meanwhile(database, no, other)
    assert isinstance(refusal, NotFound)
    assert str(refusal) == "That is settled already; nothing has changed."


def leave(db: Session, stage: Stage) -> None:
    current.step_back(db, db.get_one(Participant, stage.members["Bo"].id), LATER)


def free(db: Session, stage: Stage) -> None:
    freeing.free(db, seat_of(db, stage, "Bo"), "organizer:1", LATER)


def seat_of(db: Session, stage: Stage, name: str) -> Membership:
    return db.scalars(select(Membership).where(Membership.participant_id == stage.members[name].id)).one()


@pytest.mark.parametrize("go", [leave, free])
def test_who_gives_up_a_seat_that_they_are_losing_is_not_put_on_the_waiting_list(
    database: Database, stage: Stage, go: Callable[[Session, Stage], None]
) -> None:
    def give_up(db: Session) -> None:
        membership = seat_of(db, stage, "Bo")
        assert membership.left_at is None
        freeing.give_up(db, membership, LATER)

    (refusal,) = meanwhile(database, lambda db: go(db, stage), within(database, give_up))
    assert isinstance(refusal, NotAllowed)
    with database.transaction(read_only=True) as db:
        assert db.get_one(Participant, stage.members["Bo"].id).state is ParticipantState.LEFT


def test_who_leaves_while_their_mail_asks_for_another_circle_stays_away(
    runtime: Runtime, database: Database, stage: Stage
) -> None:
    with database.transaction() as db:
        about = f"membership:{seat_of(db, stage, 'Bo').id}"
        outbox.post(db, MailKind.CHECK_IN, stage.person("Bo"), about, NOW)
    stored = reply(runtime, stage, "Bo", "Move", MailKind.CHECK_IN)

    def read() -> None:
        reading.receive(runtime, [stored])

    assert not meanwhile(database, lock_season, read, lambda db: leave(db, stage))
    with database.transaction(read_only=True) as db:
        assert db.get_one(Participant, stage.members["Bo"].id).state is ParticipantState.LEFT
        assert "You are not in Circle 1 any more." in " ".join(db.get_one(Incoming, stored).outcome["noted"])
