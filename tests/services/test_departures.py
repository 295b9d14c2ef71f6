"""The last look before a mail leaves: answers, breaks, outages, hours and limits."""

import threading
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import Attendance, FollowUpState, MailKind, OutgoingState, Rsvp
from circles.models import Membership, Organizer, Outgoing
from circles.services import (
    attendance,
    departures,
    follow_ups,
    freeing,
    meetings,
    offers,
    outbox,
    people,
    programs,
    seat_clock,
    timeline,
)
from tests.services.stage import AFTER, MEETS, NOW, ORGANIZER, Stage, by, published
from tests.services.waiting import offers_to, waits

FRIDAY, MONDAY = date(2027, 1, 8), date(2027, 1, 11)
DAY = timedelta(days=1)


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def live(db: Session, now: datetime) -> list[tuple[MailKind, str]]:
    """Let a tick post and a worker send what leaves at an instant; give the kinds and readers."""
    outbox.recover(db, now)
    timeline.post_due(db, now)
    left: list[Outgoing] = []
    while claimed := outbox.claim(db, outbox.due(db, now), "worker", now):  # a lane lets go one at a time
        for mail in departures.hold_back(db, claimed, now):
            mail.state, mail.sent_at, mail.claim = OutgoingState.SENT, now, ""
            left.append(mail)
        db.flush()
    return [(mail.kind, mail.to) for mail in left]


def sent_to(db: Session, reader: str, kind: MailKind) -> list[Outgoing]:
    mails = select(Outgoing).where(
        Outgoing.to == reader, Outgoing.kind == kind, Outgoing.state == OutgoingState.SENT
    )
    return list(db.scalars(mails.order_by(Outgoing.id)))


def promised(db: Session, stage: Stage, name: str, due: date, text: str = "send the list") -> object:
    promise = follow_ups.Promise(text, stage.members[name], due)
    return follow_ups.open_one(db, stage.circle, stage.first, promise, by(name, stage, NOW))


def test_a_reminder_in_the_queue_is_not_sent_to_who_has_answered_meanwhile(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, at(FRIDAY))
        timeline.post_due(db, at(MONDAY))
        attendance.say_rsvp(
            db, stage.first, stage.members["Bo"], Rsvp.NO, by("Bo", stage, at(MONDAY)), at(MONDAY)
        )
        leaving = live(db, at(MONDAY))
        assert (MailKind.REMINDER, stage.person("Bo")) not in leaving
        assert (MailKind.REMINDER, stage.person("Carl")) in leaving


def test_nobody_is_asked_whether_they_met_once_that_is_known(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        asked = MEETS + timedelta(hours=1)
        timeline.post_due(db, asked)
        attendance.say_held(db, stage.first, by("Bo", stage, asked), asked, held=True)
        assert not [each for each in live(db, asked) if each[0] is MailKind.RECAP_ASK]


def test_what_is_done_is_not_asked_for_and_what_was_put_off_is_asked_for_later(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        done, later = (promised(db, stage, name, date(2026, 12, 16)) for name in ("Bo", "Carl"))
        monday = at(date(2026, 12, 14))
        timeline.post_due(db, monday)
        follow_ups.change(db, done, by("Bo", stage, monday), state=FollowUpState.DONE)  # type: ignore[arg-type]
        follow_ups.change(db, later, by("Carl", stage, monday), due=date(2026, 12, 23))  # type: ignore[arg-type]
        assert not live(db, monday)
        assert live(db, monday + 7 * DAY) == [(MailKind.FOLLOW_UP, stage.person("Carl"))]


def test_a_break_puts_off_what_is_queued_and_coming_back_lets_it_go(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo = stage.members["Bo"]
        live(db, NOW)
        timeline.post_due(db, at(FRIDAY))
        people.pause(db, bo, date(2027, 1, 10), at(FRIDAY))
        assert (MailKind.TOPIC, stage.person("Bo")) not in live(db, at(FRIDAY))
        assert (MailKind.TOPIC, stage.person("Bo")) in live(db, at(MONDAY))
        people.pause(db, bo, None, at(MONDAY, 10))
        meetings.reschedule(db, stage.second, MEETS + timedelta(days=9), "organizer:1", "", at(MONDAY, 10))
        assert not [each for each in live(db, at(MONDAY, 11)) if each[1] == stage.person("Bo")][1:]
        people.resume(db, bo, at(MONDAY, 12))
        assert (MailKind.REMINDER, stage.person("Bo")) in live(db, at(MEETS.date()))


def test_news_for_the_paused_waits_for_their_return_but_a_cancel_reaches_them(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo, reader = stage.members["Bo"], stage.person("Bo")
        live(db, NOW)
        people.pause(db, bo, date(2027, 2, 7), NOW + DAY)
        meetings.reschedule(db, stage.first, MEETS + DAY, "organizer:1", "", NOW + DAY)
        live(db, NOW + 2 * DAY)
        assert not sent_to(db, reader, MailKind.UPDATE)
        people.resume(db, bo, NOW + 3 * DAY)
        live(db, NOW + 3 * DAY)
        assert len(sent_to(db, reader, MailKind.UPDATE)) == 1
        people.pause(db, bo, date(2027, 2, 7), NOW + 6 * DAY)
        meetings.cancel(db, stage.first, "organizer:1", "", NOW + 6 * DAY)
        live(db, NOW + 6 * DAY)
        assert len(sent_to(db, reader, MailKind.CANCEL)) == 1


def test_who_comes_back_for_a_meeting_that_is_before_that_now_hears_so_during_the_break(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        reader = stage.person("Bo")
        live(db, NOW)
        people.pause(db, stage.members["Bo"], MEETS.date() - 3 * DAY, NOW + DAY)
        meetings.reschedule(db, stage.first, MEETS - 7 * DAY, "organizer:1", "", NOW + DAY)
        live(db, NOW + 2 * DAY)
        assert len(sent_to(db, reader, MailKind.UPDATE)) == 1
        meetings.reschedule(db, stage.first, MEETS - 8 * DAY, "organizer:1", "", NOW + 3 * DAY)
        live(db, NOW + 4 * DAY)
        assert len(sent_to(db, reader, MailKind.UPDATE)) == 1  # they are away either way


def test_news_of_a_far_meeting_waits_for_the_morning_and_of_a_near_one_goes_at_once(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        sunday = datetime(2026, 12, 6, 3, tzinfo=UTC)
        meetings.reschedule(db, stage.first, MEETS + DAY, "organizer:1", "", sunday)
        assert not live(db, sunday)
        assert [kind for kind, _ in live(db, at(date(2026, 12, 7)))] == [MailKind.UPDATE] * 4
        night = datetime(2027, 1, 12, 3, tzinfo=UTC)
        live(db, night - timedelta(hours=8))
        meetings.reschedule(db, stage.first, MEETS + 20 * DAY, "organizer:1", "", night)
        assert [kind for kind, _ in live(db, night)] == [MailKind.UPDATE] * 4


def test_after_three_days_down_nothing_stale_goes_and_what_matters_goes_once(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        outbox.post(db, MailKind.JOINED, stage.person("Bo"), f"season:{stage.season.id}", at(FRIDAY))
        timeline.post_due(db, at(FRIDAY))
        back = at(MONDAY, 21)
        assert live(db, back) == [(MailKind.JOINED, stage.person("Bo"))]
        morning = at(MEETS.date())
        assert {kind for kind, _ in live(db, morning)} == {MailKind.TOPIC}
        assert not [each for each in live(db, morning + timedelta(minutes=1)) if each[0] is MailKind.TOPIC]


NIGHT = at(date(2027, 1, 5), 23)
"""A Tuesday a week before the first meeting."""
WEDNESDAY = at(date(2027, 1, 6))


@pytest.mark.parametrize("kind", [MailKind.UPDATE, MailKind.CANCEL])
def test_after_an_outage_news_of_a_far_meeting_waits_for_the_morning_and_of_a_near_one_does_not(
    database: Database, kind: MailKind
) -> None:
    def change(now: datetime) -> None:
        if kind is MailKind.CANCEL:
            meetings.cancel(db, stage.first, "organizer:1", "", now)
        else:
            meetings.reschedule(db, stage.first, stage.first.starts_at + DAY, "organizer:1", "", now)

    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        change(at(FRIDAY - 7 * DAY, 12))
        assert not live(db, NIGHT)
        assert not live(db, WEDNESDAY - timedelta(minutes=1))
        assert [each for each, _ in live(db, WEDNESDAY)].count(kind) == 4
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        change(at(FRIDAY, 12))
        assert [each for each, _ in live(db, at(MONDAY, 23))].count(kind) == 4


def test_news_of_a_meeting_that_was_near_as_its_readers_know_it_goes_at_once_after_an_outage(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        meetings.reschedule(db, stage.first, MEETS + 9 * DAY, "organizer:1", "", at(MONDAY, 12))
        assert [kind for kind, _ in live(db, at(MONDAY, 23))].count(MailKind.UPDATE) == 4


def test_who_leaves_at_night_has_the_days_of_the_circle_free_at_once(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        people.leave(db, stage.members["Bo"], NIGHT)
        assert set(live(db, NIGHT)) == {
            (kind, stage.person("Bo")) for kind in (MailKind.CANCEL, MailKind.LEFT)
        }


@pytest.mark.parametrize("kind", [MailKind.SEAT, MailKind.IMPORT_INVITE, MailKind.SEASON_OPEN])
def test_after_an_outage_who_is_in_no_circle_is_written_to_at_a_decent_hour(
    database: Database, kind: MailKind
) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        posted = at(date(2027, 1, 5), 12)
        outbox.post(db, kind, stage.person("Bo"), f"season:{stage.season.id}", posted)
        assert not live(db, NIGHT)
        assert (kind, stage.person("Bo")) in live(db, WEDNESDAY)


SATURDAY = at(date(2026, 12, 5), 5)


@pytest.mark.parametrize("back", [SATURDAY, at(date(2026, 12, 7), 9)])
def test_after_an_outage_a_seat_is_kept_for_its_whole_time_from_when_the_mail_leaves(
    database: Database, back: datetime
) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        eva = waits(db, stage, "Eva")
        offers.fill(db, stage.season, SATURDAY - timedelta(hours=19))
        live(db, back)
        leaves = at(date(2026, 12, 7))
        assert (MailKind.SEAT, stage.person("Eva")) in live(db, leaves) or back == leaves
        (offer,), (mail,) = offers_to(db, eva), sent_to(db, stage.person("Eva"), MailKind.SEAT)
        assert offer.expires_at == mail.stale_at == leaves + 3 * DAY
        assert offers.lapse(db, [offer.id], leaves + DAY) == 0  # found by a clock before the mail left


def refused(db: Session, now: datetime) -> list[Outgoing]:
    """Let a server refuse for a while what leaves at an instant; give that."""
    outbox.recover(db, now)
    mails = departures.hold_back(db, outbox.claim(db, outbox.due(db, now), "worker", now), now)
    for mail in mails:
        mail.raw = mail.raw or b"till then"
        outbox.mark_refused(db, mail.id, "worker", "452 full", now, permanent=False)
    db.flush()
    return list(mails)


@pytest.mark.parametrize("back", [SATURDAY, at(date(2026, 12, 7), 8)])
def test_a_seat_is_kept_for_its_whole_time_though_a_server_refused_its_mail_for_a_while(
    database: Database, back: datetime
) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        eva = waits(db, stage, "Eva")
        asked = SATURDAY - timedelta(hours=19)
        offers.fill(db, stage.season, asked)
        for hours in range((back - asked) // timedelta(hours=1)):
            refused(db, asked + timedelta(hours=hours))
        live(db, back)
        leaves = at(date(2026, 12, 7))
        assert (MailKind.SEAT, stage.person("Eva")) in live(db, leaves)
        (offer,) = offers_to(db, eva)
        assert offer.expires_at == leaves + 3 * DAY


def test_a_mail_about_a_seat_that_was_refused_is_written_anew_with_its_new_day(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        eva = waits(db, stage, "Eva")
        asked = at(date(2026, 12, 7), 12)
        offers.fill(db, stage.season, asked)
        refused(db, asked)
        live(db, asked + DAY)
        (offer,), (mail,) = offers_to(db, eva), sent_to(db, stage.person("Eva"), MailKind.SEAT)
        assert offer.expires_at == mail.stale_at == asked + 4 * DAY
        assert mail.raw is None


def test_a_mail_about_a_seat_that_may_have_arrived_goes_again_as_it_was(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        eva = waits(db, stage, "Eva")
        asked = at(date(2026, 12, 7), 12)
        offers.fill(db, stage.season, asked)
        (mail,) = refused(db, asked)
        mail.error = outbox.DOUBT + mail.error
        live(db, asked + DAY)
        (offer,) = offers_to(db, eva)
        assert offer.expires_at == asked + 3 * DAY
        assert mail.state is OutgoingState.SENT
        assert mail.raw


def test_a_mail_about_a_seat_that_is_refused_for_a_week_is_given_up(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        eva = waits(db, stage, "Eva")
        asked = at(date(2026, 12, 7), 12)
        offers.fill(db, stage.season, asked)
        (mail,) = refused(db, asked)
        tried = max(n for n in range(9 * 24) if mail in refused(db, asked + timedelta(hours=n)))
        assert 4 * 24 < tried < 7 * 24
        assert mail.state is OutgoingState.FAILED
        (offer,) = offers_to(db, eva)
        assert offer.expires_at <= asked + 10 * DAY


def test_after_an_outage_who_could_be_asked_at_no_decent_hour_in_time_is_asked_once_more(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        eva = waits(db, stage, "Eva")
        offers.fill(db, stage.season, SATURDAY - timedelta(hours=67))
        assert not live(db, SATURDAY)
        (lapses,) = (offer.expires_at for offer in offers_to(db, eva))
        seat_clock.post_due(db, lapses)
        monday = at(date(2026, 12, 7))
        assert (MailKind.SEAT, stage.person("Eva")) in live(db, monday)
        assert offers_to(db, eva)[-1].expires_at == monday + 3 * DAY


@pytest.mark.parametrize("kind", [MailKind.JOINED, MailKind.WAITLISTED])
def test_after_an_outage_whom_an_import_enrolled_reads_so_at_a_decent_hour_and_who_confirmed_at_once(
    database: Database, kind: MailKind
) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        noon = NIGHT - timedelta(hours=11)
        stage.members["Bo"].enrolled_at = noon
        for name in ("Bo", "Carl"):
            outbox.post(db, kind, stage.person(name), f"season:{stage.season.id}", noon)
        assert live(db, NIGHT) == [(kind, stage.person("Carl"))]
        assert not live(db, WEDNESDAY - timedelta(minutes=1))
        assert (kind, stage.person("Bo")) in live(db, WEDNESDAY)


def test_after_an_outage_who_is_alone_in_a_circle_reads_so_at_a_decent_hour_and_who_left_it_at_once(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        noon = NIGHT - timedelta(hours=11)
        for name in ("Ana", "Carl"):
            people.leave(db, stage.members[name], noon)
        freeing.free(db, stage.circle.memberships[3], "organizer:1", noon)
        farewells = {to for kind, to in live(db, NIGHT) if kind is MailKind.LEFT}
        assert farewells == {stage.person(name) for name in ("Ana", "Carl", "Dee")}
        assert (MailKind.LEFT, stage.person("Bo")) in live(db, WEDNESDAY)


@pytest.mark.parametrize("kind", [MailKind.DIGEST, MailKind.SEASON_REPORT])
def test_after_an_outage_organizers_are_written_to_at_a_decent_hour_of_theirs(
    database: Database, kind: MailKind
) -> None:
    with database.transaction() as db:
        stage = published(db)
        live(db, NOW)
        programs.add_organizer(
            db, stage.program, "kim@springboard.example", "Kim"
        ).zone = "America/Los_Angeles"
        db.flush()
        here, far = (f"organizer:{each}" for each in db.scalars(select(Organizer.id).order_by(Organizer.id)))
        for to in (here, far):
            outbox.post(db, kind, to, f"program:{stage.program.id}", NIGHT - timedelta(hours=5))
        assert live(db, NIGHT) == [(kind, far)]
        assert not live(db, WEDNESDAY - timedelta(minutes=1))
        assert (kind, here) in live(db, WEDNESDAY)


def test_a_promise_is_reminded_of_on_its_day_though_the_last_nudge_left_seconds_late_a_week_ago(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo, about, late = stage.person("Bo"), f"meeting:{stage.first.id}", timedelta(seconds=7)
        live(db, NOW)
        for version, left in enumerate((at(MONDAY) + late, at(MONDAY + 4 * DAY)), start=90):
            outbox.post(db, MailKind.REMINDER, bo, about, left, version=version)
        for mail in db.scalars(select(Outgoing).where(Outgoing.version >= 90)):
            mail.state, mail.sent_at = OutgoingState.SENT, mail.due_at
        attendance.say_held(db, stage.first, by("Bo", stage, AFTER), AFTER, held=True)
        promised(db, stage, "Bo", MONDAY + 9 * DAY)
        monday = at(MONDAY + 7 * DAY)
        assert (MailKind.FOLLOW_UP, bo) not in live(db, monday)
        assert (MailKind.FOLLOW_UP, bo) in live(db, monday + late)


@pytest.mark.parametrize(
    "promised_at",
    [
        {
            at(FRIDAY - 7 * DAY, 13): FRIDAY - 5 * DAY,
            at(MONDAY - 8 * DAY): MONDAY - 5 * DAY,
            at(MONDAY - 7 * DAY, 12): FRIDAY,
        },
        {at(FRIDAY - 7 * DAY, 12): FRIDAY + DAY, at(FRIDAY - 7 * DAY, 13): FRIDAY + DAY},
    ],
    ids=["once a week ends on that day", "for the second of one day"],
)
def test_who_waits_to_be_reminded_of_a_promise_has_the_topic_on_its_day_all_the_same(
    database: Database, promised_at: dict[datetime, date]
) -> None:
    hours = [
        *promised_at,
        *(at(FRIDAY - DAY, hour) for hour in (9, 10, 20)),
        *(at(FRIDAY, hour) for hour in (0, 8, 9, 13)),
    ]
    with database.transaction() as db:
        stage = published(db)
        bo, left = stage.person("Bo"), []
        for now in sorted({*hours, at(MONDAY - 7 * DAY), at(MONDAY)}):
            if now in promised_at:
                promise = follow_ups.Promise(f"{now}", stage.members["Bo"], promised_at[now])
                follow_ups.open_one(db, stage.circle, stage.first, promise, by("Bo", stage, now))
            left += [(now, kind) for kind, to in live(db, now) if to == bo]
        assert [each for each in left if each[0] >= at(FRIDAY, 0)] == [
            (at(FRIDAY), MailKind.TOPIC),
            (at(MONDAY), MailKind.REMINDER),
        ]
        assert [kind for _, kind in left].count(MailKind.FOLLOW_UP) == len(promised_at) - 1


def test_the_morning_after_a_meeting_invites_to_the_next_thirteen_weeks_ahead(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.second.starts_at = MEETS + timedelta(weeks=13)
        morning = at(MEETS.date() + DAY)
        live(db, NOW)
        assert timeline.next_instant(db, MEETS + timedelta(hours=2)) == morning
        assert [kind for kind, _ in live(db, morning)].count(MailKind.INVITE) == 4


def test_a_latecomer_is_neither_asked_of_nor_counted_in_a_meeting_before(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        late = db.scalars(
            select(Membership).where(Membership.participant_id == stage.members["Dee"].id)
        ).one()
        late.joined_at = MEETS + DAY
        live(db, MEETS + timedelta(hours=1))
        asked = [to for day in range(1, 4) for kind, to in live(db, MEETS + day * DAY + timedelta(hours=1))]
        assert stage.person("Bo") in asked
        recaps = sent_to(db, stage.person("Dee"), MailKind.RECAP_ASK)
        assert not recaps


def test_a_circle_has_met_as_soon_as_anyone_is_said_to_have_come(database: Database) -> None:
    after = MEETS + timedelta(hours=2)
    with database.transaction() as db:
        stage = published(db)
        dee = stage.members["Dee"]
        for name, value in (("Bo", Attendance.CAME), ("Carl", Attendance.MISSED)):
            attendance.say_attendance(db, stage.first, dee, value, by(name, stage, after), after)
        assert stage.first.state == "held"
        attendance.say_attendance(db, stage.first, dee, Attendance.MISSED, ORGANIZER, after)
        assert stage.first.state == "planned"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_two_clocks_at_once_post_once(database: Database) -> None:
    with database.transaction() as db:
        published(db)
    barrier, posted = threading.Barrier(2, timeout=60), []

    def tick() -> None:
        with database.transaction() as db:
            barrier.wait()
            posted.append(timeline.post_due(db, at(FRIDAY)))

    clocks = [threading.Thread(target=tick) for _ in range(2)]
    for clock in clocks:
        clock.start()
    for clock in clocks:
        clock.join()
    assert sum(posted) == 4
    with database.transaction() as db:
        assert len(db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.TOPIC)).all()) == 4
