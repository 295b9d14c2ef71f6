"""What a tick reads and posts: everything the rule foretells, and nothing where nobody lacks a mail."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import Attendance, MailKind, OutgoingState, Rsvp
from circles.models import Outgoing
from circles.services import (
    attendance,
    departures,
    follow_ups,
    guides,
    meetings,
    outbox,
    people,
    seats,
    timeline,
)
from tests.services.stage import AFTER, MEETS, NOW, Stage, by, published
from tests.services.waiting import all_sent, arrives, mails


def lived_through(db: Session) -> list[tuple[datetime, int]]:
    """Go from one foretold instant to the next; give how many mails each brought."""
    now, lived = NOW, []
    while (foretold := timeline.next_instant(db, now)) is not None:
        now = foretold
        lived.append((now, timeline.post_due(db, now)))
        while claimed := outbox.claim(db, outbox.due(db, now), "worker", now):
            for mail in departures.hold_back(db, claimed, now):
                mail.state, mail.sent_at = OutgoingState.SENT, now
            db.flush()
    return lived


@pytest.mark.parametrize("later", range(5))
def test_a_host_has_the_draft_a_day_before_the_topic_on_whatever_day_they_meet(
    database: Database, later: int
) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.first.starts_at += timedelta(days=later, hours=9)
        host = f"person:{stage.first.host.participant.person_id}" if stage.first.host else ""
        lived_through(db)
        sent = {
            mail.kind: mail.sent_at
            for mail in db.scalars(
                select(Outgoing).where(Outgoing.to == host, Outgoing.about == f"meeting:{stage.first.id}")
            )
        }
        draft, topic = sent[MailKind.TOPIC_DRAFT], sent[MailKind.TOPIC]
        assert draft is not None
        assert topic is not None
        assert topic - draft >= timedelta(days=1)


def test_every_instant_foretold_brings_mail(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        said = by("Ana", stage, NOW)
        attendance.say_rsvp(db, stage.first, stage.members["Ana"], Rsvp.YES, said, NOW)
        attendance.say_rsvp(db, stage.first, stage.members["Bo"], Rsvp.MAYBE, by("Bo", stage, NOW), NOW)
        stage.members["Dee"].paused_until = MEETS - timedelta(days=1)
        promise = follow_ups.Promise("send the list", stage.members["Carl"], MEETS.date())
        follow_ups.open_one(db, stage.circle, stage.first, promise, said)
        assert all(posted > 0 for _, posted in lived_through(db))
        counts = dict(db.execute(select(Outgoing.kind, func.count()).group_by(Outgoing.kind)).all())
        assert counts == {
            MailKind.INVITE: 8,
            MailKind.TOPIC_DRAFT: 2,
            MailKind.TOPIC: 8,
            MailKind.REMINDER: 7,  # not to Ana, who is coming to the first
            MailKind.RECAP_ASK: 8,  # to Carl once a week is over in which there were two nudges
            MailKind.FOLLOW_UP: 1,
            MailKind.SEASON_REPORT: 4,
        }


def test_a_moved_meeting_brings_its_mails_again(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        soon = MEETS - timedelta(hours=1)
        assert timeline.post_due(db, soon - timedelta(hours=1)) == 0  # what is late waits for nine
        assert timeline.post_due(db, soon) == 4
        later = MEETS + timedelta(hours=1)
        meetings.reschedule(db, stage.first, later, "organizer:1", "The room is taken.", soon)
        assert timeline.post_due(db, soon) == 4


@pytest.mark.parametrize(("hour", "apart"), [(17, 15), (5, 75)])  # on the next morning, over a weekend
def test_everyone_is_invited_to_a_meeting_that_begins_before_the_morning_after_the_last(
    database: Database, hour: int, apart: int
) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.first.starts_at = datetime(2027, 1, 22, hour, tzinfo=UTC)  # a Friday
        stage.second.starts_at = stage.first.starts_at + timedelta(hours=apart)
        lived_through(db)
        posted = [mails(db, stage, name, MailKind.INVITE)[-1] for name in stage.members]
        over = stage.first.starts_at + timedelta(minutes=stage.first.minutes)
        assert {(mail.about, mail.posted_at) for mail in posted} == {(f"meeting:{stage.second.id}", over)}


def test_who_has_the_topic_reads_of_a_move_by_a_day_only_the_new_time(database: Database) -> None:
    with database.transaction() as db:
        stage, soon = published(db), MEETS - timedelta(days=1)
        timeline.post_due(db, soon)
        for topic in mails(db, stage, "Bo", MailKind.TOPIC):
            topic.state, topic.sent_at = OutgoingState.SENT, soon
        meetings.reschedule(db, stage.first, MEETS + timedelta(days=1), "organizer:1", "", soon)
        assert guides.has_gone(db, stage.first, soon), "what Bo has read is what they talk about"
        timeline.post_due(db, soon)
        again = {name: mails(db, stage, name, MailKind.TOPIC)[-1] for name in ("Bo", "Carl")}
        assert {name: mail.version for name, mail in again.items()} == {"Bo": 0, "Carl": 1}


def test_a_tick_with_nothing_due_reads_no_rows_and_writes_none(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        for name, member in stage.members.items():
            attendance.say_rsvp(db, stage.first, member, Rsvp.YES, by(name, stage, NOW), NOW)
        timeline.post_due(db, MEETS - timedelta(hours=1))
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *of: statements.append(of[2]))
    with database.transaction() as db:
        assert timeline.post_due(db, MEETS - timedelta(minutes=30)) == 0
    assert not [each for each in statements if each.startswith(("INSERT", "UPDATE"))]
    assert len(statements) <= 8


def test_a_circle_of_one_is_quiet_until_somebody_joins_and_has_then_what_is_still_due(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        for name in ("Ana", "Carl", "Dee"):
            people.leave(db, stage.members[name], NOW)
        soon = MEETS - timedelta(days=1)
        assert timeline.post_due(db, soon) == 0
        assert {each.kind for each in timeline.foreseen(db, NOW)} == {MailKind.SEASON_REPORT}
        arrives(db, stage, "Eva", soon)
        seats.join(db, stage.circle, stage.members["Eva"], soon)
        timeline.post_due(db, soon)
        all_sent(db, soon)
        timeline.post_due(db, MEETS - timedelta(hours=1))
        assert [each.kind for each in mails(db, stage, "Bo", MailKind.TOPIC, MailKind.REMINDER)] == [
            MailKind.TOPIC,
            MailKind.REMINDER,
        ]


def test_what_came_of_a_meeting_is_asked_though_all_others_have_left_since(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        for name in ("Ana", "Carl", "Dee"):
            people.leave(db, stage.members[name], AFTER)
        timeline.post_due(db, AFTER + timedelta(days=2))
        assert mails(db, stage, "Bo", MailKind.RECAP_ASK)
        assert not mails(db, stage, "Bo", MailKind.INVITE)[1:]


def test_a_host_is_asked_who_came_though_somebody_else_was_quick_to_say_that_they_did(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        assert stage.first.host is not None
        host = stage.first.host.participant
        quick = next(name for name, member in stage.members.items() if member is not host)
        over = MEETS + timedelta(minutes=stage.first.minutes)
        said = by(quick, stage, over)
        attendance.say_attendance(db, stage.first, stage.members[quick], Attendance.CAME, said, over)
        timeline.post_due(db, AFTER + timedelta(days=2))
        assert {name: len(mails(db, stage, name, MailKind.RECAP_ASK)) for name in stage.members} == {
            name: int(stage.members[name] is host) for name in stage.members
        }


def _asked(db: Session, stage: Stage) -> set[str]:
    return {name for name in stage.members if mails(db, stage, name, MailKind.RECAP_ASK)}


def test_after_an_outage_the_others_are_asked_a_day_after_the_host_really_was(database: Database) -> None:
    friday, monday = AFTER + timedelta(days=3), MEETS + timedelta(days=5, hours=23)
    with database.transaction() as db:
        stage = published(db)
        timeline.post_due(db, friday)
        assert _asked(db, stage) == {"Ana"}
        timeline.post_due(db, monday)  # that mail waits still
        assert _asked(db, stage) == {"Ana"}
        all_sent(db, friday)
        timeline.post_due(db, monday)
        assert _asked(db, stage) == set(stage.members)


def test_nobody_waits_for_a_host_whose_mail_was_tried_in_vain(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        timeline.post_due(db, AFTER)
        [mail] = mails(db, stage, "Ana", MailKind.RECAP_ASK)
        mail.attempts, mail.due_at = 3, AFTER + timedelta(days=2)
        timeline.post_due(db, AFTER + timedelta(days=1))
        assert _asked(db, stage) == set(stage.members)


def test_who_is_to_be_asked_after_the_host_is_put_off_where_both_mails_were_delayed(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        timeline.post_due(db, AFTER)
        [hosts] = mails(db, stage, "Ana", MailKind.RECAP_ASK)
        hosts.state, hosts.sent_at = OutgoingState.SENT, AFTER
        timeline.post_due(db, AFTER + timedelta(days=1))
        hosts.state, hosts.sent_at = OutgoingState.QUEUED, None
        asks = [each for name in stage.members for each in mails(db, stage, name, MailKind.RECAP_ASK)]
        friday = AFTER + timedelta(days=3)
        assert departures.hold_back(db, asks, friday) == [hosts]
        assert {each.due_at.strftime("%a %H:%M") for each in asks if each is not hosts} == {"Mon 09:00"}


@pytest.mark.parametrize("why", ["left", "paused", "bounced"])
def test_a_circle_whose_host_can_not_be_asked_is_asked_at_once(database: Database, why: str) -> None:
    with database.transaction() as db:
        stage = published(db)
        ana, over = stage.members["Ana"], MEETS + timedelta(hours=1)
        if why == "left":
            people.leave(db, ana, over)
        elif why == "paused":
            people.pause(db, ana, (MEETS + timedelta(weeks=2)).date(), over)
        else:
            ana.person.addresses[0].bounced_at = over
        timeline.post_due(db, over)
        assert _asked(db, stage) - {"Ana"} == {"Bo", "Carl", "Dee"}


def test_looking_no_further_than_asked_finds_what_is_owed_by_then(database: Database) -> None:
    with database.transaction() as db:
        published(db)
        found = timeline.next_instant(db, NOW)
        assert found is not None
        assert timeline.next_instant(db, NOW, found) == found


def _all_but_ana_take_a_break(db: Session, stage: Stage, now: datetime) -> None:
    for name in ("Bo", "Carl", "Dee"):
        people.pause(db, stage.members[name], (MEETS + timedelta(days=3)).date(), now)


def test_who_alone_is_on_no_break_has_the_topic_and_is_asked_nothing(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        _all_but_ana_take_a_break(db, stage, NOW)
        lived_through(db)
        about = f"meeting:{stage.first.id}"
        first = [mail.kind for mail in mails(db, stage, "Ana", *MailKind) if mail.about == about]
        assert first == [MailKind.INVITE, MailKind.TOPIC]


def test_a_break_that_began_after_the_meeting_keeps_nobody_from_being_asked_about_it(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        _all_but_ana_take_a_break(db, stage, MEETS + timedelta(minutes=59))
        timeline.post_due(db, AFTER)
        assert mails(db, stage, "Ana", MailKind.RECAP_ASK)
