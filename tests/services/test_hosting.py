"""Handing a meeting on and asking others, on both databases; notes, thoughts and who they go to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.replies.values import Bounce
from circles.domain.words import (
    Errand,
    MailKind,
    MeetingState,
    NoteKind,
    OutgoingState,
    Rsvp,
    SeasonState,
    SuggestionKind,
    SuggestionState,
)
from circles.errors import CirclesError, NotAllowed
from circles.models import Meeting, Membership, Note, Outgoing, Suggestion
from circles.services import (
    attendance,
    errands,
    hosting,
    notes,
    outbox,
    people,
    privacy,
    reachability,
    seats,
    swaps,
)
from tests.services.stage import MEETS, NOW, Stage, by, enrol, published

NAMES = ("Ana", "Bo", "Carl", "Dee")


def member(stage: Stage, name: str) -> Membership:
    return next(each for each in stage.circle.memberships if each.participant is stage.members[name])


def hosts(stage: Stage) -> list[str]:
    return [each.host.participant.person.name for each in stage.circle.meetings if each.host]


def test_two_who_say_yes_at_the_same_time_do_not_both_host(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        first, ana = stage.first.id, member(stage, "Ana")
        asked = {name: member(stage, name).id for name in ("Bo", "Carl")}
        for name in asked:
            assert swaps.ask(db, stage.first, ana, member(stage, name), NOW)

    def accept(name: str) -> bool:
        try:
            with database.transaction() as db:
                meeting, who = db.get_one(Meeting, first), db.get_one(Membership, asked[name])
                assert meeting.host
                told = errands.told(errands.latest(db, meeting, who))
                return bool(swaps.accept(db, meeting, told, who, by(name, stage, NOW), NOW))
        except NotAllowed:
            return False

    with ThreadPoolExecutor(2) as pool:
        took = dict(zip(asked, pool.map(accept, asked), strict=True))
    assert sorted(took.values()) == [False, True]
    with database.transaction(read_only=True) as db:
        host = db.get_one(Meeting, first).host
        assert host is not None
        assert took[host.participant.person.name]


def test_two_who_ask_the_same_member_at_once_send_one_mail(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        first, ana, bo = stage.first.id, member(stage, "Ana").id, member(stage, "Bo").id

    def ask(_: int) -> None:
        with database.transaction() as db:
            swaps.ask(
                db, db.get_one(Meeting, first), db.get_one(Membership, ana), db.get_one(Membership, bo), NOW
            )

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ask, range(2)))
    with database.transaction(read_only=True) as db:
        assert len(db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.SWAP_ASK)).all()) == 1


DEEDS = st.sampled_from(("pass", "ask", "yes", "no", "pause", "resume", "leave"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(NAMES), DEEDS, st.sampled_from(NAMES)), max_size=12))
def test_whatever_members_do_every_meeting_has_a_host_who_is_in_the_circle(
    database: Database, deeds: list[tuple[str, str, str]]
) -> None:
    with database.transaction() as db, db.begin_nested() as played:
        stage, now = published(db), MEETS - timedelta(days=5)
        for who, deed, whom in deeds:
            now += timedelta(minutes=1)
            try:
                do(db, stage, who, deed, whom, now)
            except CirclesError:
                continue
            finally:
                db.flush()
        there = stage.circle.members
        for meeting in stage.circle.meetings:
            assert (meeting.host in there) if there else True
        told = select(Outgoing).where(Outgoing.kind == MailKind.SWAP_ASK)
        for mail in db.scalars(told):
            assert mail.shown or mail.state is OutgoingState.SUPERSEDED
        played.rollback()


def do(db: Session, stage: Stage, who: str, deed: str, whom: str, now: datetime) -> None:
    mine = member(stage, who)
    told = errands.told(errands.latest(db, stage.first, mine))
    if deed == "pause":
        people.pause(db, mine.participant, MEETS.date(), now)
    elif deed == "resume":
        people.resume(db, mine.participant, now)
    elif deed == "leave":
        people.leave(db, mine.participant, now)
    elif mine.left_at is not None:
        return
    elif deed == "pass":
        hosting.pass_on(db, stage.first, mine, now)
    elif deed == "ask":
        swaps.ask(db, stage.first, mine, member(stage, whom), now)
    elif deed == "yes":
        swaps.accept(db, stage.first, told, mine, by(who, stage, now), now)
    else:
        swaps.refuse(db, stage.first, told, mine, now)


def test_who_hosts_hears_nothing_of_it_during_a_break(database: Database) -> None:
    with database.transaction() as db:
        stage, now = published(db), MEETS - timedelta(hours=1)
        for name in NAMES:
            stage.members[name].paused_until = MEETS + timedelta(days=1)
        people.leave(db, stage.members["Ana"], now)
        assert len(hosts(stage)) == 2
        assert not db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.SWAP_ASK)).all()


def test_whom_mail_does_not_reach_hosts_nothing_and_has_their_turn_again_when_it_does(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        assert hosts(stage) == ["Ana", "Bo"]
        bounced = Bounce(permanent=True, complaint=False, recipients=(), reason="550 5.1.1 no such user")
        invite = db.scalars(select(Outgoing).where(Outgoing.to == stage.person("Bo"))).first()
        assert invite is not None
        reachability.take_report(db, invite, bounced, NOW)
        assert hosts(stage) == ["Ana", "Carl"]
        reachability.lift(db, "bo@meadow.example", "organizer:1", NOW)
        assert hosts(stage) == ["Ana", "Bo"]


def fall_silent(db: Session, stage: Stage, name: str) -> None:
    """Suggest to free somebody's seat, as after a week without an answer to how they are."""
    db.add(
        Suggestion(
            circle=stage.circle,
            kind=SuggestionKind.FREE_SEAT,
            membership=member(stage, name),
            why="Not a word.",
            state=SuggestionState.OPEN,
            made_at=NOW,
        )
    )
    db.flush()


def test_a_silent_host_who_knew_of_their_turn_is_told_who_hosts_instead(database: Database) -> None:
    with database.transaction() as db:
        stage, today = published(db), MEETS - timedelta(hours=1)
        outbox.post(db, MailKind.TOPIC_DRAFT, stage.person("Ana"), f"meeting:{stage.first.id}", NOW)
        draft = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.TOPIC_DRAFT)).one()
        draft.state = OutgoingState.SENT
        fall_silent(db, stage, "Ana")
        hosting.reassign(db, stage.circle, today)
        told = {name: errands.told(errands.latest(db, stage.first, member(stage, name))) for name in NAMES}
        assert hosts(stage)[0] == "Bo"
        assert {name: each.errand for name, each in told.items() if each} == {
            "Ana": Errand.RELIEVED,
            "Bo": Errand.HOSTS,
        }


def test_a_silent_host_who_knew_nothing_of_their_turn_is_told_nothing_of_it(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        fall_silent(db, stage, "Ana")
        hosting.reassign(db, stage.circle, MEETS - timedelta(hours=1))
        assert hosts(stage)[0] == "Bo"
        assert errands.latest(db, stage.first, member(stage, "Ana")) is None


def test_a_turn_handed_on_goes_back_to_who_handed_it_on_only_where_nobody_else_is_left(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        hosting.pass_on(db, stage.first, member(stage, "Ana"), NOW)  # who mentors, so the first is hers
        for name, host in (("Bo", "Carl"), ("Carl", "Dee"), ("Dee", "Ana")):
            assert hosts(stage)[0] == name
            people.pause(db, stage.members[name], stage.first.starts_at.date(), NOW)
            assert hosts(stage)[0] == host


def test_a_meeting_is_handed_on_to_nobody_whom_mail_does_not_reach(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        address = stage.members["Bo"].person.addresses[0]
        address.bounced_at = NOW
        hosting.pass_on(db, stage.first, member(stage, "Ana"), NOW)
        assert hosts(stage)[0] == "Carl"


def test_who_comes_next_is_looked_up_as_often_in_a_circle_of_any_size(database: Database) -> None:
    asked: list[str] = []
    with database.transaction() as db:
        stage = published(db)
        event.listen(database.engine, "before_cursor_execute", lambda *of: asked.append(of[2]))
        hosting.pass_on(db, stage.first, member(stage, "Ana"), NOW)
    assert len([each for each in asked if "FROM audit" in each]) == 1, "who handed it on, and who said no"


def test_who_ends_a_break_early_hosts_in_their_turn_unless_somebody_was_told(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        people.pause(db, stage.members["Bo"], stage.second.starts_at.date(), NOW)
        assert hosts(stage) == ["Ana", "Carl"]
        people.resume(db, stage.members["Bo"], NOW)
        assert hosts(stage) == ["Ana", "Bo"]
        close = stage.second.starts_at - timedelta(days=2)
        people.pause(db, stage.members["Bo"], stage.second.starts_at.date(), close)
        told = errands.latest(db, stage.second, member(stage, "Carl"))
        assert told is not None
        told.state = OutgoingState.SENT
        people.resume(db, stage.members["Bo"], close)
        assert hosts(stage) == ["Ana", "Carl"]


def test_when_somebody_is_back_everyone_hosts_once_before_anyone_does_twice(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db, meetings=6)
        dealt = ["Ana", "Bo", "Carl", "Dee", "Ana", "Bo"]
        assert hosts(stage) == dealt
        people.pause(db, stage.members["Carl"], stage.circle.meetings[2].starts_at.date(), NOW)
        assert hosts(stage) == ["Ana", "Bo", "Dee", "Carl", "Ana", "Bo"]
        people.resume(db, stage.members["Carl"], NOW)
        assert hosts(stage) == dealt


def test_an_undone_break_leaves_the_turns_as_they_were(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db, meetings=6)
        dealt = hosts(stage)
        people.pause(db, stage.members["Ana"], MEETS.date(), NOW)
        assert hosts(stage)[0] == "Bo"
        people.set_break(db, stage.members["Ana"], None, "incoming:1", NOW)
        assert hosts(stage) == dealt


def test_who_joins_hosts_once_before_anyone_does_twice(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db, meetings=6)
        seats.join(db, stage.circle, enrol(db, stage.season, "Lou"), NOW)
        assert hosts(stage) == ["Ana", "Bo", "Carl", "Dee", "Lou", "Ana"]


def test_who_knows_of_their_turn_keeps_it_when_somebody_joins(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db, meetings=6)
        fifth = stage.circle.meetings[4]
        outbox.post(db, MailKind.TOPIC_DRAFT, stage.person("Ana"), f"meeting:{fifth.id}", NOW)
        draft = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.TOPIC_DRAFT)).one()
        draft.state = OutgoingState.SENT
        seats.join(db, stage.circle, enrol(db, stage.season, "Lou"), NOW)
        assert hosts(stage) == ["Ana", "Bo", "Carl", "Dee", "Ana", "Lou"]


def test_who_asked_another_to_host_knows_of_their_turn_and_keeps_it_when_somebody_joins(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db, meetings=6)
        assert swaps.ask(db, stage.circle.meetings[4], member(stage, "Ana"), member(stage, "Bo"), NOW)
        seats.join(db, stage.circle, enrol(db, stage.season, "Lou"), NOW)
        assert hosts(stage) == ["Ana", "Bo", "Carl", "Dee", "Ana", "Lou"]


def test_whoever_is_away_after_speaking_of_their_turn_is_told_who_hosts_instead(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        before = NOW - timedelta(hours=1)
        assert swaps.ask(db, stage.first, member(stage, "Ana"), member(stage, "Carl"), before)
        fall_silent(db, stage, "Ana")
        hosting.reassign(db, stage.circle, MEETS - timedelta(hours=1))
        told = errands.told(errands.latest(db, stage.first, member(stage, "Ana")))
        assert told is not None
        assert told.errand is Errand.RELIEVED


@pytest.mark.parametrize("meetings", [3, 12])
def test_who_knows_of_their_turn_is_looked_up_as_often_for_any_number_of_meetings(
    database: Database, meetings: int
) -> None:
    asked: list[str] = []
    with database.transaction() as db:
        stage = published(db, meetings=meetings)
        db.flush()
        event.listen(database.engine, "before_cursor_execute", lambda *of: asked.append(of[2]))
        hosting.assign(db, stage.circle, NOW, anew=True)
    looked_up = [each for each in asked if "FROM outgoing" in each or "FROM audit" in each]
    assert len(looked_up) == 2, "the mails, and what is on record"


def test_what_members_agreed_on_stays_when_somebody_joins_or_is_back(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db, meetings=6)
        hosting.pass_on(db, stage.second, member(stage, "Bo"), NOW)
        agreed = ["Ana", "Carl", "Bo", "Dee"]
        assert hosts(stage)[:4] == agreed
        people.pause(db, stage.members["Dee"], stage.circle.meetings[3].starts_at.date(), NOW)
        people.resume(db, stage.members["Dee"], NOW)
        seats.join(db, stage.circle, enrol(db, stage.season, "Lou"), NOW)
        assert hosts(stage) == [*agreed, "Lou", "Ana"]


def test_a_turn_agreed_on_is_dealt_by_the_order_again_once_its_host_was_away(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db, meetings=6)
        assert hosts(stage) == ["Ana", "Bo", "Carl", "Dee", "Ana", "Bo"]
        hosting.pass_on(db, stage.second, member(stage, "Bo"), NOW)
        for name in ("Carl", "Bo"):
            people.pause(db, stage.members[name], stage.circle.meetings[2].starts_at.date(), NOW)
        for name in ("Carl", "Bo"):
            people.resume(db, stage.members[name], NOW)
        assert hosts(stage) == ["Ana", "Carl", "Bo", "Dee", "Ana", "Carl"]  # the second is not Bo's again


def test_a_turn_that_comes_free_goes_to_nobody_who_said_no(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        no = by("Bo", stage, NOW)
        attendance.say_rsvp(db, stage.first, stage.members["Bo"], Rsvp.NO, no, NOW)
        people.leave(db, stage.members["Ana"], NOW)
        assert hosts(stage)[0] == "Carl"


def test_who_can_not_come_hears_of_no_turn_that_only_they_are_left_for(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        for name in ("Bo", "Carl", "Dee"):
            no = by(name, stage, NOW)
            attendance.say_rsvp(db, stage.first, stage.members[name], Rsvp.NO, no, NOW)
        people.leave(db, stage.members["Ana"], MEETS - timedelta(hours=1))
        assert hosts(stage)[0] is not None
        assert not db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.SWAP_ASK)).all()


def test_of_an_hour_before_a_thought_still_reaches_the_host_and_later_none(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        notes.bring_along(db, stage.first, stage.members["Bo"], "Ask early", by("Bo", stage, NOW), NOW)
        mail = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.NOTE)).one()
        assert (mail.to, mail.stale_at) == (stage.person("Ana"), MEETS)


def test_a_thought_of_the_host_is_mailed_to_nobody(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        notes.bring_along(db, stage.first, stage.members["Ana"], "Ask early", by("Ana", stage, NOW), NOW)
        assert not db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.NOTE)).all()
        assert len(notes.of_meeting(db, stage.first, NoteKind.THOUGHT)) == 1


@pytest.mark.parametrize("state", [SeasonState.CLOSED, SeasonState.ANONYMISED])
def test_after_the_season_no_note_is_passed_on(database: Database, state: SeasonState) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.state = state
        with pytest.raises(NotAllowed, match="season is over"):
            notes.relay(db, stage.circle, stage.members["Bo"], "hello", by("Bo", stage, NOW), NOW)


def test_an_undone_note_counts_among_those_of_a_day(database: Database) -> None:
    """The mails have gone out all the same."""
    with database.transaction() as db:
        stage, bo = published(db), "Bo"
        for n in range(3):
            note, _ = notes.relay(db, stage.circle, stage.members[bo], f"note {n}", by(bo, stage, NOW), NOW)
            notes.void(db, note, "incoming:1")
        assert notes.again_at(db, stage.circle, stage.members[bo], NOW) == NOW + timedelta(days=1)
        with pytest.raises(NotAllowed):
            notes.relay(db, stage.circle, stage.members[bo], "one more", by(bo, stage, NOW), NOW)


def test_notes_of_who_is_erased_are_gone_and_not_sent(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        notes.relay(db, stage.circle, stage.members["Bo"], "hello", by("Bo", stage, NOW), NOW)
        privacy.erase(db, stage.members["Bo"].person, NOW)
        assert db.scalars(select(Note)).all() == []


def test_a_meeting_called_off_has_no_host_to_hand_it_on(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.first.state = MeetingState.CANCELLED
        db.flush()
        with pytest.raises(NotAllowed, match="is off"):
            hosting.pass_on(db, stage.first, member(stage, "Ana"), NOW)
