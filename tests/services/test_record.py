"""RSVP, attendance and follow-ups: what was said stays, and what holds follows from it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.statement import Said
from circles.domain.words import (
    Attendance,
    FollowUpState,
    MailKind,
    MeetingState,
    OutgoingState,
    Rsvp,
    Source,
)
from circles.errors import NotAllowed
from circles.models import Circle, Incoming, Meeting, Outgoing
from circles.services import attendance, follow_ups, inbox, meetings, outbox, people, seats, timeline, undo
from tests.services.stage import AFTER, MEETS, NOW, ORGANIZER, Stage, by, published


def standing(db: object, stage: Stage, name: str) -> Rsvp | None:
    event = attendance.rsvps(db, [stage.first]).get((stage.first.id, stage.members[name].id))  # type: ignore[arg-type]
    return event.value if event else None


def test_late_reply_overrides_link_answer(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        ana, later = stage.members["Ana"], NOW + timedelta(hours=1)
        attendance.say_rsvp(db, stage.first, ana, Rsvp.YES, by("Ana", stage, NOW, Source.LINK), NOW)
        attendance.say_rsvp(db, stage.first, ana, Rsvp.NO, by("Ana", stage, later), later)
        assert standing(db, stage, "Ana") is Rsvp.NO


def test_an_answer_said_earlier_but_read_later_does_not_win(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        ana, later = stage.members["Ana"], NOW + timedelta(hours=1)
        attendance.say_rsvp(db, stage.first, ana, Rsvp.NO, by("Ana", stage, later), later)
        attendance.say_rsvp(db, stage.first, ana, Rsvp.YES, by("Ana", stage, NOW), later)
        assert standing(db, stage, "Ana") is Rsvp.NO


def test_moving_a_meeting_asks_everyone_again(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        attendance.say_rsvp(db, stage.first, stage.members["Bo"], Rsvp.YES, by("Bo", stage, NOW), NOW)
        meetings.reschedule(db, stage.first, MEETS + timedelta(days=1), "organizer:1", "Ana travels", NOW)
        assert standing(db, stage, "Bo") is None
        assert (stage.first.sequence, stage.first.moves) == (1, 1)


def test_two_who_change_a_meeting_at_once_count_two_sequences_and_everyone_hears_the_last(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        for mail in db.scalars(select(Outgoing)):
            mail.state = OutgoingState.SENT
        meeting_id, circle_id = stage.first.id, stage.circle.id
    both_have_read = Barrier(2, timeout=5)

    def change(what: Callable[[Session, Meeting, Circle], None]) -> None:
        with database.transaction() as db:
            meeting, circle = db.get_one(Meeting, meeting_id), db.get_one(Circle, circle_id)
            with suppress(BrokenBarrierError):  # SQLite lets one in after the other anyway
                both_have_read.wait(timeout=0.5)
            what(db, meeting, circle)

    with ThreadPoolExecutor(2) as pool:
        for done in [
            pool.submit(
                change,
                lambda db, meeting, _: meetings.reschedule(
                    db, meeting, MEETS + timedelta(days=1), "organizer:1", "", NOW
                ),
            ),
            pool.submit(
                change, lambda db, _, circle: meetings.set_place(db, circle, "Room 4", "organizer:2", NOW)
            ),
        ]:
            done.result()
    with database.transaction() as db:
        assert db.get_one(Meeting, meeting_id).sequence == 2
        updates = db.scalars(
            select(Outgoing).where(
                Outgoing.kind == MailKind.UPDATE, Outgoing.about == f"meeting:{meeting_id}"
            )
        ).all()
        heard = [mail.version for mail in updates if mail.state is OutgoingState.QUEUED]
        assert heard == [2] * 4


def test_who_comes_back_and_leaves_again_has_the_meeting_taken_off_again(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo = stage.members["Bo"]
        for how in (people.leave, seats.come_back, people.leave):
            for mail in db.scalars(select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED)):
                mail.state, mail.sent_at = OutgoingState.SENT, NOW
            how(db, bo, NOW)
        calendars = select(Outgoing.kind).where(
            Outgoing.to == stage.person("Bo"), Outgoing.kind.in_(outbox.CALENDAR)
        )
        assert db.scalars(calendars.order_by(Outgoing.id)).all() == [
            MailKind.INVITE,
            MailKind.CANCEL,
            MailKind.RESENT,
            MailKind.CANCEL,
        ]


def test_a_new_place_keeps_the_answers(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        attendance.say_rsvp(db, stage.first, stage.members["Bo"], Rsvp.YES, by("Bo", stage, NOW), NOW)
        meetings.set_place(db, stage.circle, "https://meet.example/x", "organizer:1", NOW)
        assert standing(db, stage, "Bo") is Rsvp.YES
        assert (stage.first.sequence, stage.first.moves) == (1, 0)


def test_a_new_place_does_not_swallow_the_topic_that_waits(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        for mail in db.scalars(select(Outgoing)):
            mail.state = OutgoingState.SENT
        timeline.post_due(db, MEETS - timedelta(days=4))
        meetings.set_place(db, stage.circle, "https://meet.example/x", "organizer:1", NOW)
        topics = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.TOPIC)).all()
        assert [mail.state for mail in topics] == [OutgoingState.QUEUED] * 4


def test_a_cancel_reaches_whom_a_doubtful_invite_may_have_reached(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        to_bo = select(Outgoing).where(Outgoing.to == stage.person("Bo"))
        invite = db.scalars(to_bo).one()
        later = NOW + timedelta(minutes=2)
        outbox.claim(db, [invite.id], "first", NOW)
        outbox.mark_inflight(db, invite.id, "first", NOW)
        db.expire_all()
        outbox.doubt(db, invite.id, "first", "the line broke", NOW)
        outbox.claim(db, [invite.id], "second", later)
        db.expire_all()
        outbox.mark_refused(db, invite.id, "second", "421 later", later, permanent=False)
        meetings.cancel(db, stage.first, "organizer:1", "Storm", later)
        assert MailKind.CANCEL in {mail.kind for mail in db.scalars(to_bo)}


def test_a_cancelled_meeting_takes_no_answers(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        meetings.cancel(db, stage.first, "organizer:1", "Storm", NOW)
        with pytest.raises(NotAllowed, match="cancelled"):
            attendance.say_rsvp(db, stage.first, stage.members["Bo"], Rsvp.YES, by("Bo", stage, NOW), NOW)


def test_attendance_is_not_known_before_the_meeting(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        with pytest.raises(NotAllowed, match="not begun"):
            attendance.say_attendance(
                db, stage.first, stage.members["Bo"], Attendance.CAME, by("Ana", stage, NOW), NOW
            )


def test_rsvp_never_counts_as_attendance(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        attendance.say_rsvp(db, stage.first, stage.members["Bo"], Rsvp.YES, by("Bo", stage, NOW), NOW)
        assert attendance.attendance(db, [stage.first]) == {}
        assert stage.first.state is MeetingState.PLANNED


def test_anybody_who_came_shows_that_the_circle_met(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        attendance.say_held(db, stage.first, by("Carl", stage, AFTER), AFTER, held=False)
        assert stage.first.state is MeetingState.NOT_HELD
        attendance.say_attendance(
            db, stage.first, stage.members["Bo"], Attendance.CAME, by("Ana", stage, AFTER), AFTER
        )
        assert stage.first.state is MeetingState.HELD
        attendance.say_held(db, stage.first, ORGANIZER, AFTER, held=False)
        assert stage.first.state is MeetingState.NOT_HELD


def received(db: object, stage: Stage, raw: bytes = b"hello") -> Incoming:
    stored = inbox.store(db, raw, "x@circles.example", AFTER)  # type: ignore[arg-type]
    incoming = db.get_one(Incoming, stored)  # type: ignore[attr-defined]
    incoming.person_id = stage.members["Ana"].person_id
    return incoming


def test_undo_takes_back_everything_of_one_mail_and_nothing_else(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        incoming = received(db, stage)
        said = Said(stage.person("Ana"), Source.REPLY, AFTER, incoming.id)
        bo, carl = stage.members["Bo"], stage.members["Carl"]
        attendance.say_attendance(db, stage.first, bo, Attendance.MISSED, by("Carl", stage, AFTER), AFTER)
        attendance.say_attendance(db, stage.first, bo, Attendance.CAME, said, AFTER)
        kept = follow_ups.open_one(
            db, stage.circle, stage.first, follow_ups.Promise("send the deck", carl), said
        )
        assert undo.meant(db, stage.members["Ana"].person_id, AFTER) is incoming

        assert len(undo.undo(db, incoming, "incoming:99", AFTER)) == 2
        assert kept.void_by == "incoming:99"
        standings = attendance.attendance(db, [stage.first])
        assert standings[stage.first.id, bo.id].value is Attendance.MISSED
        assert stage.first.state is MeetingState.PLANNED
        assert undo.undo(db, incoming, "incoming:100", AFTER) == []


def test_undoing_done_opens_a_follow_up_again_unless_something_came_after(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        incoming = received(db, stage)
        bo = stage.members["Bo"]
        promise = follow_ups.Promise("read the paper", bo, due=AFTER.date())
        follow_up = follow_ups.open_one(db, stage.circle, stage.first, promise, by("Bo", stage, AFTER))
        mail = Said(stage.person("Bo"), Source.REPLY, AFTER, incoming.id)
        follow_ups.change(db, follow_up, mail, state=FollowUpState.DONE)
        undo.undo(db, incoming, "incoming:99", AFTER)
        assert follow_up.state is FollowUpState.OPEN
        assert follow_ups.open_of(db, [bo.id]) == [follow_up]


def test_undoing_a_chain_of_changes_ends_where_it_began(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        promise = follow_ups.Promise("read the paper", stage.members["Bo"], due=AFTER.date())
        kept = follow_ups.open_one(db, stage.circle, None, promise, by("Bo", stage, AFTER))
        mails = [received(db, stage, raw) for raw in (b"one", b"two")]
        for mail, state in zip(mails, (FollowUpState.DONE, FollowUpState.DROPPED), strict=True):
            follow_ups.change(db, kept, Said("person:2", Source.REPLY, AFTER, mail.id), state=state)
        undo.undo(db, mails[0], "incoming:98", AFTER)
        assert kept.state is FollowUpState.DROPPED
        undo.undo(db, mails[1], "incoming:99", AFTER)
        assert (kept.state, kept.due) == (FollowUpState.OPEN, AFTER.date())


COPY = b"Received: from a by b; Tue, 1 Dec 2026 12:00\r\nFrom: ana@meadow.example\r\n\r\nReceived: x\r\n"


@pytest.mark.parametrize(
    ("other", "is_new"),
    [
        (COPY, False),
        (COPY.replace(b"from a", b"from another\r\n\t(by way of c)"), False),
        (b"Delivered-To: a@circles.example\r\nReceived: from c by a; today\r\n" + COPY, False),
        (b"Return-Path: <>\r\n" + COPY, True),
        (COPY.replace(b"Received: x", b"Received: y"), True),
        (COPY.replace(b"ana@", b"bo@"), True),
    ],
)
def test_copies_of_a_mail_that_came_by_other_ways_are_one_mail(
    database: Database, other: bytes, *, is_new: bool
) -> None:
    with database.transaction() as db:
        published(db)
        assert inbox.store(db, COPY, "a@circles.example", NOW) is not None
        assert (inbox.store(db, other, "a@circles.example", NOW) is not None) is is_new


def test_a_mail_is_kept_once_for_each_recipient(database: Database) -> None:
    with database.transaction() as db:
        published(db)
        assert inbox.store(db, b"raw", "a@circles.example", NOW) is not None
        assert inbox.store(db, b"raw", "A@circles.example ", NOW) is None
        assert inbox.store(db, b"raw", "b@circles.example", NOW) is not None
