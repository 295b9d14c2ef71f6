"""Another time for a meeting: who is asked, what is counted, and when the meeting moves."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.cadence import local
from circles.domain.statement import Said
from circles.domain.words import (
    Attendance,
    IncomingState,
    MailKind,
    MeetingState,
    OutgoingState,
    PollState,
    Rsvp,
)
from circles.errors import Invalid, NotAllowed
from circles.models import Incoming, Meeting, Outgoing, Participant, Poll
from circles.services import (
    attendance,
    cant_come,
    departures,
    inbox,
    meetings,
    moving,
    outbox,
    people,
    poll_answers,
    timeline,
)
from tests.services.stage import MEETS, NOW, Stage, by, enrol, published

MONDAY = datetime(2027, 1, 4, 10, tzinfo=UTC)
"""Eight days before the first meeting, a working day."""
LATER = MONDAY + timedelta(days=3, hours=1)
"""When the answers are counted."""


def staged(db: Session) -> Stage:
    """Put a circle on stage that is free on Wednesday mornings, too, and on Thursday evenings but for Dee."""
    stage = published(db)
    for name, participant in stage.members.items():
        evening = "" if name == "Dee" else "; Thu 18:00-19:00"
        participant.availability = f"Tue 10:00-11:00; Wed 10:00-11:00{evening}"
    for row in db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.INVITE)):
        row.state, row.sent_at = OutgoingState.SENT, NOW
    return stage


def say(db: Session, stage: Stage, poll: Poll, name: str, *slots: int, at: datetime = MONDAY) -> None:
    moving.answer(db, poll, stage.members[name], slots, by(name, stage, at), at)


def asked_by(db: Session, stage: Stage, name: str, at: datetime = MONDAY) -> Poll:
    return moving.ask(db, stage.first, stage.person(name), at)


def updates(db: Session) -> int:
    told = select(func.count()).where(Outgoing.kind == MailKind.UPDATE)
    return db.scalar(told) or 0


def leaving(db: Session, now: datetime) -> list[tuple[MailKind, str]]:
    """Let a tick post, and a worker send, what leaves at an instant."""
    timeline.post_due(db, now)
    left: list[Outgoing] = []
    while claimed := outbox.claim(db, outbox.due(db, now), "worker", now):
        for mail in departures.hold_back(db, claimed, now):
            mail.state, mail.sent_at, mail.claim = OutgoingState.SENT, now, ""
            left.append(mail)
        db.flush()
    return [(mail.kind, mail.to) for mail in left]


def test_a_circle_is_asked_about_times_that_most_told_as_free(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Bo")
        shown = [f"{local(slot.starts_at, 'Europe/Lisbon'):%a %d %H:%M}" for slot in poll.slots]
        assert shown == ["Wed 13 10:00", "Thu 14 18:00", "Tue 19 10:00", "Wed 20 10:00", "Thu 21 18:00"]
        assert [slot.n for slot in poll.slots] == [1, 2, 3, 4, 5]
        assert poll.closes_at == MONDAY + timedelta(days=3)


def test_each_member_gets_one_poll_and_nobody_who_has_answered(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Bo")
        say(db, stage, poll, "Ana", 1)
        sent = [to for kind, to in leaving(db, MONDAY) if kind is MailKind.MOVE_POLL]
        assert sorted(sent) == sorted(stage.person(name) for name in ("Bo", "Carl", "Dee"))
        again = leaving(db, MONDAY + timedelta(hours=1))
        assert not [to for kind, to in again if kind is MailKind.MOVE_POLL]


def test_who_answers_before_the_mail_leaves_gets_none(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Bo")
        timeline.post_due(db, MONDAY)
        say(db, stage, poll, "Ana", 1)
        assert (MailKind.MOVE_POLL, stage.person("Ana")) not in leaving(db, MONDAY)


def test_the_meeting_moves_at_once_when_all_have_answered(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        for name, slots in {"Ana": (1, 2), "Bo": (2,), "Carl": (2, 3)}.items():
            say(db, stage, poll, name, *slots)
            assert poll.state is PollState.OPEN
        say(db, stage, poll, "Dee")
        assert poll.state is PollState.SETTLED
        assert stage.first.starts_at == poll.slots[1].starts_at
        assert updates(db) == 4
        assert not attendance.rsvps(db, [stage.first])
        assert "It suits 3 of you" in stage.first.reason


def test_who_is_on_a_break_is_not_waited_for(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        people.pause(db, stage.members["Dee"], (MONDAY + timedelta(days=4)).date(), MONDAY)
        poll = asked_by(db, stage, "Ana")
        assert (MailKind.MOVE_POLL, stage.person("Dee")) not in leaving(db, MONDAY)
        for name in ("Ana", "Bo", "Carl"):
            say(db, stage, poll, name, 1)
        assert poll.state is PollState.SETTLED


@pytest.mark.parametrize("goes", ["leaves", "pauses"])
def test_the_answers_are_counted_once_the_last_who_has_not_answered_goes(
    database: Database, goes: str
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        for name in ("Ana", "Bo", "Carl"):
            say(db, stage, poll, name, 1)
        assert moving.settle_due(db, MONDAY) == 0
        if goes == "leaves":
            people.leave(db, stage.members["Dee"], MONDAY)
        else:
            people.pause(db, stage.members["Dee"], None, MONDAY)
        assert moving.settle_due(db, MONDAY) == 1
        assert poll.state is PollState.SETTLED
        assert stage.first.starts_at == poll.slots[0].starts_at


def test_answers_to_an_earlier_question_are_none_to_the_next(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        before = asked_by(db, stage, "Ana")
        for name in stage.members:
            say(db, stage, before, name)
        assert before.state is PollState.EMPTY
        poll = asked_by(db, stage, "Ana")
        say(db, stage, poll, "Bo", 1)
        assert moving.settle_due(db, MONDAY) == 0
        assert poll.state is PollState.OPEN


def test_the_latest_answer_counts(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        say(db, stage, poll, "Bo", 1)
        say(db, stage, poll, "Bo", 3, at=MONDAY + timedelta(hours=2))
        moving.answer(
            db, poll, stage.members["Bo"], [2], by("Bo", stage, MONDAY + timedelta(hours=1)), MONDAY
        )
        assert poll_answers.suits(poll) == {1: 0, 2: 0, 3: 1, 4: 0, 5: 0}


def test_three_days_later_the_answers_that_came_are_counted_once(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        say(db, stage, poll, "Ana", 1, 4)
        say(db, stage, poll, "Bo", 4)
        assert moving.settle_due(db, poll.closes_at - timedelta(minutes=1)) == 0
        timeline.post_due(db, LATER)
        assert (poll.state, stage.first.starts_at) == (PollState.SETTLED, poll.slots[3].starts_at)
        timeline.post_due(db, LATER)
        assert (updates(db), stage.first.moves) == (4, 1)


def test_of_times_that_suit_as_many_the_one_in_more_peoples_hours_is_set(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        say(db, stage, poll, "Ana", 2, 4)
        say(db, stage, poll, "Bo", 2, 4)
        moving.settle_due(db, LATER)
        assert stage.first.starts_at == poll.slots[3].starts_at  # Dee is not free on Thursday evenings


def test_of_times_that_are_alike_the_earliest_is_set(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        say(db, stage, poll, "Ana", 5, 3, 4)
        say(db, stage, poll, "Bo", 3, 4, 5)
        moving.settle_due(db, LATER)
        assert stage.first.starts_at == poll.slots[2].starts_at


@pytest.mark.parametrize("answers", [{}, {"Ana": ()}, {"Ana": (1,), "Bo": (2,)}])
def test_where_no_time_suits_two_nothing_moves(
    database: Database, answers: dict[str, tuple[int, ...]]
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        for name, slots in answers.items():
            say(db, stage, poll, name, *slots)
        moving.settle_due(db, LATER)
        assert (poll.state, stage.first.starts_at, updates(db)) == (PollState.EMPTY, MEETS, 0)


def test_the_wish_of_one_who_does_not_host_takes_more_than_half(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Bo")
        say(db, stage, poll, "Bo", 1)
        say(db, stage, poll, "Carl", 1)
        moving.settle_due(db, LATER)
        assert (poll.state, stage.first.starts_at) == (PollState.EMPTY, MEETS)


def test_when_more_than_half_say_no_the_circle_is_asked_by_itself(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        for name in ("Bo", "Carl", "Dee"):
            assert moving.poll_of(db, stage.first) is None
            attendance.say_rsvp(
                db, stage.first, stage.members[name], Rsvp.NO, by(name, stage, MONDAY), MONDAY
            )
            cant_come.heed(db, stage.first, MONDAY)
        poll = moving.poll_of(db, stage.first)
        assert poll is not None
        assert (poll.state, poll.asked_by, len(poll.slots)) == (PollState.OPEN, "", 5)


UNASKED = {MailKind.TOPIC_DRAFT, MailKind.TOPIC, MailKind.REMINDER, MailKind.RECAP_ASK}


def say_no(db: Session, stage: Stage, *names: str) -> None:
    for name in names:
        attendance.say_rsvp(db, stage.first, stage.members[name], Rsvp.NO, by(name, stage, MONDAY), MONDAY)
        cant_come.heed(db, stage.first, MONDAY)


@pytest.mark.parametrize("by_leaving", [True, False])
def test_where_a_break_or_a_leaving_makes_those_who_said_no_the_most_the_circle_is_asked(
    database: Database, *, by_leaving: bool
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        say_no(db, stage, "Bo", "Carl")
        assert moving.poll_of(db, stage.first) is None
        if by_leaving:
            people.leave(db, stage.members["Dee"], MONDAY)
        else:
            people.pause(db, stage.members["Dee"], MEETS.date(), MONDAY)
        poll = moving.poll_of(db, stage.first)
        assert poll is not None
        assert (poll.state, poll.asked_by) == (PollState.OPEN, "")
        asked = {to for kind, to in leaving(db, MONDAY) if kind is MailKind.MOVE_POLL}
        assert asked == {stage.person(name) for name in ("Ana", "Bo", "Carl")}
        assert moving.poll_of(db, stage.second) is None


def test_once_the_no_that_made_them_the_most_is_undone_nobody_is_asked_who_has_not_heard(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage, night = staged(db), MONDAY - timedelta(hours=12)
        say_no(db, stage, "Bo", "Carl")
        deciding = attendance.say_rsvp(
            db, stage.first, stage.members["Dee"], Rsvp.NO, by("Dee", stage, night), night
        )
        cant_come.heed(db, stage.first, night)
        poll = moving.poll_of(db, stage.first)
        assert poll is not None
        deciding.void_by = "incoming:1"
        (gone,) = cant_come.heed(db, stage.first, night).said
        assert gone.startswith("Your circle is no longer asked for another time")
        assert poll.state is PollState.WITHDRAWN
        assert MailKind.MOVE_POLL not in {kind for kind, _ in leaving(db, MONDAY)}
        say_no(db, stage, "Dee")
        anew = moving.poll_of(db, stage.first)
        assert anew is not None
        assert (anew.state, anew is poll) == (PollState.OPEN, False)


def test_a_question_that_was_heard_is_counted_though_most_can_come_by_now(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        say_no(db, stage, "Bo", "Carl", "Dee")
        assert MailKind.MOVE_POLL in {kind for kind, _ in leaving(db, MONDAY)}
        yes = by("Dee", stage, MONDAY)
        attendance.say_rsvp(db, stage.first, stage.members["Dee"], Rsvp.YES, yes, MONDAY)
        assert not cant_come.heed(db, stage.first, MONDAY).said
        poll = moving.poll_of(db, stage.first)
        assert poll is not None
        assert poll.state is PollState.OPEN


def test_the_no_of_who_is_on_a_break_now_and_back_by_then_counts_among_those_who_cant_come(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        people.pause(db, stage.members["Bo"], MONDAY.date() + timedelta(days=5), MONDAY)
        say_no(db, stage, "Bo", "Carl")
        assert moving.poll_of(db, stage.first) is None
        say_no(db, stage, "Dee")
        poll = moving.poll_of(db, stage.first)
        assert poll is not None
        assert poll.state is PollState.OPEN


def had(db: Session, stage: Stage) -> list[tuple[MailKind, str]]:
    """Live from Monday till the week after the meeting; give what left about it unasked."""
    hours = (MONDAY + timedelta(hours=n) for n in range(16 * 24))
    left = [mail for now in hours for mail in leaving(db, now) if mail[0] in UNASKED]
    assert stage.first.starts_at == MEETS
    return left


def test_nobody_hears_of_the_topic_of_a_meeting_that_nobody_can_come_to_nor_is_asked_how_it_was(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        say_no(db, stage, *stage.members)
        assert had(db, stage) == []


def test_where_most_cant_come_who_said_yes_is_told_of_the_topic_and_asked_how_it_was(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        yes = by("Ana", stage, MONDAY)
        attendance.say_rsvp(db, stage.first, stage.members["Ana"], Rsvp.YES, yes, MONDAY)
        say_no(db, stage, "Bo", "Carl", "Dee")
        left = had(db, stage)
        assert {to for _, to in left} == {stage.person("Ana")}
        assert {kind for kind, _ in left} == UNASKED - {MailKind.REMINDER}


def test_a_poll_that_found_no_time_leaves_the_mails_of_a_meeting_that_half_can_come_to(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        say_no(db, stage, "Bo", "Carl", "Dee")
        for name in ("Bo", "Carl"):
            yes = by(name, stage, MONDAY + timedelta(hours=1))
            attendance.say_rsvp(db, stage.first, stage.members[name], Rsvp.YES, yes, MONDAY)
        assert {to for kind, to in had(db, stage) if kind is MailKind.TOPIC} == {
            stage.person(name) for name in stage.members
        }


def test_everyone_says_no_and_it_is_too_late_to_ask(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        late = MEETS - timedelta(hours=2)
        for name in stage.members:
            attendance.say_rsvp(db, stage.first, stage.members[name], Rsvp.NO, by(name, stage, late), late)
            cant_come.heed(db, stage.first, late)
        poll = moving.poll_of(db, stage.first)
        assert poll is not None
        assert (poll.state, poll.slots, stage.first.starts_at) == (PollState.EMPTY, [], MEETS)


@pytest.mark.parametrize("hours", [3, 11])
def test_nobody_is_asked_where_too_few_hours_are_left(database: Database, hours: int) -> None:
    with database.transaction() as db:
        stage = staged(db)
        with pytest.raises(NotAllowed, match="too late to ask"):
            asked_by(db, stage, "Ana", MEETS - timedelta(hours=hours))


def test_the_answers_are_counted_well_before_the_time_that_stands(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana", MEETS - timedelta(hours=24))
        assert poll.closes_at == MEETS - timedelta(hours=4)
        assert all(slot.starts_at >= poll.closes_at + timedelta(days=1) for slot in poll.slots)


@pytest.mark.parametrize(
    ("later", "counted"),
    [
        (0, "Thu 07 10:00"),
        (-4, "Mon 04 09:00"),  # not on a Sunday
        (2, "Sun 10 10:00"),  # 48 hours before the time that stands: what comes of it leaves at once
    ],
)
def test_answers_are_counted_when_everyone_may_be_told(database: Database, later: int, counted: str) -> None:
    with database.transaction() as db:
        stage, now = staged(db), MONDAY + timedelta(days=later)
        poll = asked_by(db, stage, "Ana", now)
        assert f"{poll.closes_at:%a %d %H:%M}" == counted
        say(db, stage, poll, "Ana", 1)
        say(db, stage, poll, "Bo", 1)
        leaving(db, now)
        moved = [kind for kind, _ in leaving(db, poll.closes_at)]
        assert (poll.state, moved.count(MailKind.UPDATE)) == (PollState.SETTLED, 4)


def test_a_time_is_asked_about_once_while_answers_count(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        asked_by(db, stage, "Bo")
        with pytest.raises(NotAllowed, match="being asked for another time already"):
            asked_by(db, stage, "Ana")


def test_a_move_taken_back_leaves_the_question_to_most_who_cannot_come(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        asked_by(db, stage, "Bo").state = PollState.WITHDRAWN
        for name in ("Bo", "Carl", "Dee"):
            attendance.say_rsvp(
                db, stage.first, stage.members[name], Rsvp.NO, by(name, stage, MONDAY), MONDAY
            )
        asked = "Most of you can't come, so we ask your circle for another time."
        assert cant_come.heed(db, stage.first, MONDAY).said == [asked]
        poll = moving.poll_of(db, stage.first)
        assert poll is not None
        assert (poll.state, poll.asked_by) == (PollState.OPEN, "")


def test_a_question_that_found_no_time_can_be_asked_anew_and_each_gets_its_mail_once(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        first = asked_by(db, stage, "Bo")
        leaving(db, MONDAY)
        moving.settle_due(db, LATER)
        second = asked_by(db, stage, "Carl", LATER)
        assert (first.state, second.state) == (PollState.EMPTY, PollState.OPEN)
        assert moving.poll_of(db, stage.first) is second
        assert (first.after_moves, second.after_moves) == (0, 0)
        friday = LATER + timedelta(days=1)  # the topic has gone today
        left = [mail for at in (LATER, friday, friday + timedelta(hours=3)) for mail in leaving(db, at)]
        polls = [to for kind, to in left if kind is MailKind.MOVE_POLL]
        assert sorted(polls) == sorted(stage.person(name) for name in stage.members)


def test_by_itself_the_question_opens_once_for_a_time(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        for name in ("Bo", "Carl", "Dee"):
            attendance.say_rsvp(
                db, stage.first, stage.members[name], Rsvp.NO, by(name, stage, MONDAY), MONDAY
            )
        cant_come.heed(db, stage.first, MONDAY)
        moving.settle_due(db, LATER)
        assert cant_come.heed(db, stage.first, LATER) == cant_come.Heeded()
        poll = moving.poll_of(db, stage.first)
        assert poll is not None
        assert poll.state is PollState.EMPTY
        asked_by(db, stage, "Ana", LATER).state = PollState.WITHDRAWN
        assert cant_come.heed(db, stage.first, LATER) == cant_come.Heeded()


def test_a_new_time_may_be_asked_about_again(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        meetings.reschedule(db, stage.first, MEETS + timedelta(days=1), "organizer:1", "", MONDAY)
        db.refresh(poll)
        assert poll.state is PollState.WITHDRAWN
        assert asked_by(db, stage, "Bo").state is PollState.OPEN


def test_a_meeting_called_off_ends_the_question_and_its_mails(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        timeline.post_due(db, MONDAY)
        meetings.cancel(db, stage.first, "organizer:1", "", MONDAY)
        assert MailKind.MOVE_POLL not in {kind for kind, _ in leaving(db, MONDAY)}
        with pytest.raises(NotAllowed, match="no longer looked for"):
            say(db, stage, poll, "Bo", 1)


def test_a_time_that_has_passed_meanwhile_does_not_count(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana", NOW)
        early = poll.slots[0].starts_at
        meetings_at = early + timedelta(days=10)
        stage.first.starts_at = meetings_at
        say(db, stage, poll, "Ana", 1, 2)
        say(db, stage, poll, "Bo", 1, 2)
        moving.settle(db, poll, early)
        assert stage.first.starts_at == poll.slots[1].starts_at


def test_a_meeting_that_has_begun_is_not_moved(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        say(db, stage, poll, "Ana", 1)
        say(db, stage, poll, "Bo", 1)
        moving.settle_due(db, MEETS + timedelta(minutes=5))
        assert (poll.state, stage.first.starts_at) == (PollState.WITHDRAWN, MEETS)


def test_the_host_leaves_and_the_circle_is_still_asked(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        say(db, stage, poll, "Ana", 1)
        people.leave(db, stage.members["Ana"], MONDAY)
        for name in ("Bo", "Carl"):
            say(db, stage, poll, name, 2)
        say(db, stage, poll, "Dee", 1, 2)
        assert stage.first.starts_at == poll.slots[1].starts_at
        assert stage.first.state is MeetingState.PLANNED


def test_who_meets_elsewhere_then_does_not_count_as_free(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        other = published(db)
        other.first.starts_at = MEETS + timedelta(days=1)  # Wednesday the 13th, 10:00
        for name in ("Bo", "Carl", "Dee"):
            moved = next(each for each in other.circle.memberships if each.participant is other.members[name])
            moved.participant.person = stage.members[name].person
        db.flush()
        poll = asked_by(db, stage, "Ana")
        assert other.first.starts_at not in [slot.starts_at for slot in poll.slots]


def elsewhere(db: Session, stage: Stage, *, is_same_program: bool = True) -> Stage:
    """Put another circle of the same people on stage, of another program by their addresses."""
    other = published(db)
    for name, participant in other.members.items() if is_same_program else ():
        participant.person = stage.members[name].person
    db.flush()
    return other


def suiting(db: Session, stage: Stage, poll: Poll, **answers: tuple[int, ...]) -> None:
    for name, slots in answers.items():
        say(db, stage, poll, name, *slots)


@pytest.mark.parametrize("is_same_program", [True, False])
def test_a_time_at_which_one_whom_it_suits_meets_elsewhere_by_now_loses_to_the_next_best(
    database: Database, *, is_same_program: bool
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        other = elsewhere(db, stage, is_same_program=is_same_program)
        poll = asked_by(db, stage, "Ana")
        suiting(db, stage, poll, Ana=(1, 2), Bo=(1, 2), Carl=(2,))
        other.first.starts_at = poll.slots[1].starts_at + timedelta(minutes=30)
        moving.settle_due(db, LATER)
        assert (poll.state, stage.first.starts_at) == (PollState.SETTLED, poll.slots[0].starts_at)
        assert stage.first.reason == "It suits 2 of you, and none of the other times suits more."


def test_a_time_that_suits_most_though_one_of_them_meets_elsewhere_by_now_is_set(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        other = elsewhere(db, stage)
        for name in ("Bo", "Carl", "Dee"):
            other.members[name].person = enrol(db, stage.season, f"Other{name}").person
        poll = asked_by(db, stage, "Ana")
        suiting(db, stage, poll, Ana=(2,), Bo=(1, 2), Carl=(1, 2), Dee=(2,))
        other.first.starts_at = poll.slots[1].starts_at
        moving.settle_due(db, LATER)
        assert stage.first.starts_at == poll.slots[1].starts_at


@pytest.mark.parametrize("no", [True, False])
def test_a_time_at_which_those_it_suits_meet_elsewhere_is_set_only_if_they_said_no_to_that(
    database: Database, *, no: bool
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        other, before = elsewhere(db, stage), stage.first.starts_at
        poll = asked_by(db, stage, "Ana")
        suiting(db, stage, poll, Ana=(2,), Bo=(2,), Carl=(2,))
        other.first.starts_at = poll.slots[1].starts_at
        for name in ("Ana", "Bo", "Carl") if no else ():
            said = by(name, stage, MONDAY)
            attendance.say_rsvp(db, other.first, other.members[name], Rsvp.NO, said, MONDAY)
        moving.settle_due(db, LATER)
        assert stage.first.starts_at == (poll.slots[1].starts_at if no else before)


def test_two_circles_of_one_person_that_are_asked_at_once_are_not_moved_to_one_hour(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        other = elsewhere(db, stage)
        for participant in other.members.values():
            participant.availability = stage.members["Ana"].availability
        polls = [asked_by(db, stage, "Ana"), moving.ask(db, other.first, other.person("Ana"), MONDAY)]
        assert polls[0].slots[1].starts_at in {slot.starts_at for slot in polls[1].slots}
        for poll, circle in zip(polls, (stage, other), strict=True):
            suiting(db, circle, poll, Ana=(1, 2), Bo=(1, 2), Carl=(1, 2))
        assert moving.settle_due(db, LATER) == 2
        assert {poll.state for poll in polls} == {PollState.SETTLED}
        assert stage.first.starts_at != other.first.starts_at


def test_whom_a_time_suits_that_is_during_their_break_by_now_counts_for_the_others_only(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        suiting(db, stage, poll, Ana=(1, 5), Bo=(5,), Carl=(1, 5))
        people.pause(db, stage.members["Carl"], poll.slots[1].starts_at.date(), MONDAY)
        assert poll_answers.suits(poll) == {1: 1, 2: 0, 3: 0, 4: 0, 5: 3}


def test_a_meeting_that_moves_into_the_break_of_its_host_goes_on_to_the_next(database: Database) -> None:
    with database.transaction() as db:
        stage, after = staged(db), MEETS + timedelta(days=1)
        host = stage.second.host
        assert host is not None
        people.pause(db, host.participant, (MEETS + timedelta(days=20)).date(), after)
        assert stage.second.host is host
        moving.move(db, stage.second, MEETS + timedelta(days=18), "organizer:1", "", after)
        assert stage.second.host is not None
        assert stage.second.host is not host


@pytest.mark.parametrize("again", [True, False])
def test_where_most_could_not_come_and_no_time_was_found_a_host_who_cant_is_relieved_once_most_can(
    database: Database, *, again: bool
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        say_no(db, stage, "Ana", "Bo", "Carl")
        leaving(db, MONDAY)
        poll = moving.poll_of(db, stage.first)
        assert poll is not None
        assert poll.asked_by == ""
        if again:
            yes = by("Bo", stage, MONDAY + timedelta(hours=1))
            attendance.say_rsvp(db, stage.first, stage.members["Bo"], Rsvp.YES, yes, MONDAY)
            cant_come.heed(db, stage.first, MONDAY + timedelta(hours=1))
        moving.settle_due(db, LATER)
        assert poll.state is PollState.EMPTY
        assert stage.first.host is not None
        assert (stage.first.host.participant is stage.members["Ana"]) is not again


def test_a_number_that_was_not_offered_is_refused_in_words(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        with pytest.raises(Invalid, match="Only 1 to 5 were offered, not 9"):
            say(db, stage, poll, "Bo", 9)


def test_a_meeting_at_the_hour_that_comes_twice_is_moved_to_an_hour_that_comes_once(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        night = datetime(2027, 10, 31, 1, tzinfo=UTC)  # 01:00 in Lisbon, for the second time
        before = night - timedelta(days=8, hours=14)
        stage.first.starts_at, stage.second.starts_at = night, night + timedelta(weeks=4)
        for participant in stage.members.values():
            participant.availability = "Sun 00:00-04:00"
        poll = asked_by(db, stage, "Ana", before)
        shown = [f"{local(slot.starts_at, 'Europe/Lisbon'):%a %d %H:%M}" for slot in poll.slots]
        assert "Sun 31 01:00" not in shown
        assert "Sun 31 01:30" not in shown
        assert "Sun 31 02:00" in shown


@pytest.mark.parametrize("late", [True, False])
def test_the_host_moves_it_with_a_day_and_an_hour_while_calendars_can_follow(
    database: Database, *, late: bool
) -> None:
    with database.transaction() as db:
        stage = staged(db)
        now = MEETS - timedelta(minutes=30) if late else MEETS - timedelta(hours=2)
        to = MEETS + timedelta(days=2)
        if late:
            with pytest.raises(NotAllowed, match="an hour before"):
                moving.set_time(db, stage.first, to, stage.person("Ana"), now)
        else:
            moving.set_time(db, stage.first, to, stage.person("Ana"), now)
            assert stage.first.starts_at == to


def test_a_meeting_does_not_move_past_the_next(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        with pytest.raises(Invalid, match="not before the next meeting"):
            moving.set_time(db, stage.first, stage.second.starts_at, stage.person("Ana"), MONDAY)
        with pytest.raises(Invalid, match="not after the meeting your circle has before"):
            moving.set_time(db, stage.second, MEETS - timedelta(hours=1), stage.person("Ana"), MONDAY)


def test_nobody_moves_a_meeting_past_the_next_nor_an_organizer(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        with pytest.raises(Invalid, match="not before the next meeting"):
            meetings.reschedule(db, stage.first, stage.second.starts_at, "organizer:1", "", MONDAY)
        with pytest.raises(Invalid, match="not after the meeting your circle has before"):
            meetings.reschedule(db, stage.second, MEETS - timedelta(hours=1), "organizer:1", "", MONDAY)


def test_a_time_too_near_to_the_next_meeting_by_now_does_not_count(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        say(db, stage, poll, "Ana", 1, 5)
        say(db, stage, poll, "Bo", 1, 5)
        say(db, stage, poll, "Carl", 5)
        best = {slot.n: slot.starts_at for slot in poll.slots}
        meetings.reschedule(db, stage.second, best[5] + timedelta(days=1), "organizer:1", "", MONDAY)
        assert moving.settle_due(db, LATER) == 1
        assert (poll.state, stage.first.starts_at) == (PollState.SETTLED, best[1])


def test_a_meeting_that_was_not_held_is_put_off_and_asked_about_anew(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        after = MEETS + timedelta(hours=3)
        to = MEETS + timedelta(days=3)
        assert not moving.say_moved(db, stage.first, to, by("Bo", stage, after), after)
        assert (stage.first.starts_at, stage.first.state, updates(db)) == (to, MeetingState.PLANNED, 4)


def test_a_meeting_known_not_to_have_taken_place_may_still_get_another_time(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        after, to = MEETS + timedelta(hours=3), MEETS + timedelta(days=3)
        attendance.say_held(db, stage.first, by("Ana", stage, after), after, held=False)
        absent = stage.members["Carl"]
        attendance.say_attendance(db, stage.first, absent, Attendance.MISSED, by("Bo", stage, after), after)
        assert not moving.say_moved(db, stage.first, to, by("Bo", stage, after), after)
        assert (stage.first.starts_at, stage.first.state, updates(db)) == (to, MeetingState.PLANNED, 4)
        attendance.settle_state(db, stage.first)
        assert stage.first.state is MeetingState.PLANNED, "that they did not meet was said of another hour"
        assert attendance.attendance(db, [stage.first]) == {}


def test_a_meeting_of_which_we_know_is_not_put_off(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        after = MEETS + timedelta(hours=3)
        attendance.say_held(db, stage.first, by("Ana", stage, after), after, held=True)
        with pytest.raises(NotAllowed, match="We know already that this meeting is held"):
            moving.say_moved(db, stage.first, MEETS + timedelta(days=3), by("Bo", stage, after), after)


def test_the_clock_stops_where_a_poll_closes(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        leaving(db, MONDAY)
        instants, now = [], MONDAY
        while now < poll.closes_at and (following := timeline.next_instant(db, now)):
            instants.append(now := following)
            leaving(db, now)
        assert poll.closes_at in instants


def test_two_who_say_no_at_once_open_one_poll(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        attendance.say_rsvp(db, stage.first, stage.members["Bo"], Rsvp.NO, by("Bo", stage, MONDAY), MONDAY)
        meeting, both = stage.first.id, threading.Barrier(2, timeout=60)
        writers = [(stage.members[name].id, by(name, stage, MONDAY)) for name in ("Carl", "Dee")]

    def say_no(participant: int, said: Said) -> None:
        with database.transaction() as db:
            if database.engine.dialect.name == "postgresql":
                both.wait()
            found = db.get_one(Meeting, meeting)
            attendance.say_rsvp(db, found, db.get_one(Participant, participant), Rsvp.NO, said, MONDAY)
            if database.engine.dialect.name == "postgresql":
                both.wait()
            cant_come.heed(db, found, MONDAY)

    at_once = [threading.Thread(target=say_no, args=writer) for writer in writers]
    for each in at_once:
        each.start()
    for each in at_once:
        each.join()
    with database.transaction() as db:
        assert len(attendance.rsvps(db, [db.get_one(Meeting, meeting)])) == 3
        assert db.scalar(select(func.count()).select_from(Poll)) == 1


def test_two_clocks_at_once_count_the_answers_once(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Ana")
        say(db, stage, poll, "Ana", 1)
        say(db, stage, poll, "Bo", 1)
        meeting, both = stage.first.id, threading.Barrier(2, timeout=60)

    def tick() -> None:
        both.wait()
        with database.transaction() as db:
            timeline.post_due(db, LATER)

    clocks = [threading.Thread(target=tick) for _ in range(2)]
    for clock in clocks:
        clock.start()
    for clock in clocks:
        clock.join()
    with database.transaction() as db:
        assert db.get_one(type(stage.first), meeting).moves == 1
        assert updates(db) == 4


def test_answers_that_came_in_time_are_read_before_they_are_counted(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Bo")
        for name in ("Bo", "Dee"):
            say(db, stage, poll, name, 1)
        unread = inbox.store(db, b"Subject: 1 3", "membership:2", poll.closes_at)
        back = poll.closes_at + timedelta(hours=5)
        assert moving.settle_due(db, back) == 0
        say(db, stage, poll, "Carl", 1, at=back)
        db.get_one(Incoming, unread).state = IncomingState.READ
        inbox.store(db, b"Subject: 2", "membership:2", back)
        assert moving.settle_due(db, back) == 1
        assert poll.state is PollState.SETTLED


def test_a_mail_that_is_never_read_keeps_no_poll_open_for_ever(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Bo")
        inbox.store(db, b"Subject: 1 3", "membership:2", MONDAY)
        assert moving.settle_due(db, poll.closes_at) == 0
        assert moving.settle_due(db, MONDAY + inbox.AWAITED + timedelta(seconds=1)) == 1


def test_a_mail_that_is_not_read_keeps_no_poll_open_when_the_meeting_is_near(database: Database) -> None:
    with database.transaction() as db:
        stage = staged(db)
        poll = asked_by(db, stage, "Bo")
        inbox.store(db, b"Subject: 1 3", "membership:2", poll.closes_at)
        near = poll.meeting.starts_at - timedelta(hours=2)
        assert moving.settle_due(db, near - timedelta(seconds=1)) == 0
        assert moving.settle_due(db, near) == 1
