"""The digest: Monday at eight where the organizer is, once a week, and none that would say nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.digest import week_due
from circles.domain.waiting_words import TAKEN_OUT
from circles.domain.words import (
    Attendance,
    IncomingKind,
    IncomingState,
    MailKind,
    MeetingState,
    ParticipantState,
    Source,
    SuggestionKind,
)
from circles.models import Incoming, Organizer, Outgoing, SeatOffer, Suggestion
from circles.services import attendance, digests, meetings, notes, people, standing, surveys
from tests.services.stage import AFTER, MEETS, NOW, Stage, by, published
from tests.services.test_condition import a_third, after_both
from tests.services.waiting import THURSDAYS, all_sent, arrives, invite_to, waits

MONDAY = datetime(2027, 1, 11, 8, tzinfo=UTC)
"""The Monday before the first meeting; Lisbon is on UTC in winter."""


@pytest.mark.parametrize(
    ("now", "zone", "week"),
    [
        (MONDAY, "Europe/Lisbon", 202702),
        (MONDAY - timedelta(seconds=1), "Europe/Lisbon", None),
        (MONDAY + timedelta(hours=12), "Europe/Lisbon", None),
        (MONDAY + timedelta(days=1), "Europe/Lisbon", 202702),
        (MONDAY + timedelta(days=4, hours=11), "Europe/Lisbon", 202702),
        (MONDAY + timedelta(days=4, hours=12), "Europe/Lisbon", None),
        (MONDAY + timedelta(days=5), "Europe/Lisbon", None),
        (MONDAY, "America/New_York", None),
        (MONDAY + timedelta(hours=5), "America/New_York", 202702),
        (MONDAY - timedelta(hours=9), "Asia/Tokyo", 202702),
        (datetime(2027, 1, 4, 9, tzinfo=UTC), "UTC", 202701),
        (datetime(2026, 12, 28, 9, tzinfo=UTC), "UTC", 202653),
    ],
)
def test_a_digest_may_leave_from_monday_at_eight_where_its_reader_is_and_till_friday_if_it_could_not(
    now, zone, week
):
    assert week_due(now, zone) == week


def test_each_organizer_gets_one_a_week_however_often_the_clock_ticks(database: Database) -> None:
    with database.transaction() as db:
        program = published(db).program
        posted = [digests.post_due(db, MONDAY + timedelta(minutes=n)) for n in (0, 1, 60)]
        assert posted == [1, 0, 0]
        assert digests.post_due(db, MONDAY + timedelta(days=7)) == 1
        about = db.scalars(select(Outgoing.about).where(Outgoing.kind == MailKind.DIGEST)).all()
        assert about == [f"program:{program.id}"] * 2


def test_what_no_clock_posted_on_a_monday_goes_at_the_first_decent_hour_after_it_once(
    database: Database,
) -> None:
    with database.transaction() as db:
        published(db)
        assert digests.post_due(db, MONDAY) == 1
        back = MONDAY + timedelta(days=8)
        posted = [digests.post_due(db, back + timedelta(hours=n)) for n in (-1, 0, 1, 24)]
        assert posted == [0, 1, 0, 0]
        assert digests.post_due(db, MONDAY + timedelta(days=14)) == 1


def test_who_runs_a_program_since_tuesday_hears_on_the_next_monday(database: Database) -> None:
    with database.transaction() as db:
        published(db)
        posted = [digests.post_due(db, MONDAY + timedelta(days=n)) for n in (1, 4, 7)]
        assert posted == [0, 0, 1]


def test_it_says_what_needs_the_organizer_and_who_meets(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.members["Dee"].state = ParticipantState.WAITLISTED
        organizer = db.scalars(select(Organizer)).one()
        found = digests.digest(db, organizer, MONDAY)
        assert found.headline == "week 1, 1 thing needs you"
        assert [need.what for need in found.needs] == ["1 person waits for a seat in Spring"]
        assert (found.days, found.clocks) == ([f"Tue 12 Jan: 10:00 {stage.circle.name}"], "Lisbon time")


def test_who_may_take_a_seat_that_is_offered_needs_nobody(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        waits(db, stage, "Eva", hours=THURSDAYS)
        arrives(db, stage, "Gil")
        assert [each.participant.person.name for each in db.scalars(select(SeatOffer))] == ["Gil"]
        organizer = db.scalars(select(Organizer)).one()
        [need] = digests.digest(db, organizer, MONDAY).needs
        assert need.what == "1 person waits for a seat in Spring"
        assert need.why == "no free seat fits them"


def test_who_was_taken_out_by_hand_is_not_said_to_fit_no_seat(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.members["Dee"].state, stage.members["Dee"].wait = (
            ParticipantState.WAITLISTED,
            {"why": TAKEN_OUT},
        )
        organizer = db.scalars(select(Organizer)).one()
        [need] = digests.digest(db, organizer, MONDAY).needs
        assert need.what == "1 person waits for a seat in Spring"
        assert need.why == "an organizer took them out of a circle by hand"
        waits(db, stage, "Eva", hours=THURSDAYS)
        [need] = digests.digest(db, organizer, MONDAY).needs
        assert need.what == "2 people wait for a seat in Spring"
        assert need.why == "no free seat fits them, or an organizer took them out of a circle by hand"


def test_a_quiet_circle_whose_silent_are_named_is_not_named_as_well(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        a_third(db, stage)
        db.flush()
        db.expire(stage.circle)
        organizer, now = db.scalars(select(Organizer)).one(), after_both(stage)
        [quiet] = digests.digest(db, organizer, now).needs
        assert quiet.what == "Circle 1 is quiet"
        dee = next(each for each in stage.circle.memberships if each.participant is stage.members["Dee"])
        free = Suggestion(
            circle=stage.circle, kind=SuggestionKind.FREE_SEAT, membership=dee, why="Silent.", made_at=now
        )
        db.add(free)
        db.flush()
        [silent] = digests.digest(db, organizer, now).needs
        assert "Dee" in silent.what


def test_the_numbers_have_last_weeks_beside_them(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        organizer = db.scalars(select(Organizer)).one()
        attendance.say_attendance(
            db,
            stage.first,
            stage.members["Ana"],
            Attendance.CAME,
            by("Ana", stage, AFTER, Source.REPLY),
            AFTER,
        )
        assert stage.first.state is MeetingState.HELD
        week_after = digests.digest(db, organizer, MEETS + timedelta(days=6))
        assert ("Met at their last date", "1 (0 the week before)") in week_after.numbers
        later = digests.digest(db, organizer, MEETS + timedelta(days=13))
        assert ("Met at their last date", "1 (1 the week before)") in later.numbers
        while_they_meet = stage.second.starts_at + timedelta(minutes=1)
        assert standing.met_lately([stage.circle], while_they_meet) == (1, 1, 0)
        assert standing.met_lately([stage.circle], while_they_meet + timedelta(hours=1)) == (0, 0, 1)


def test_a_meeting_nobody_has_told_of_is_not_known_rather_than_not_met(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        organizer = db.scalars(select(Organizer)).one()
        told = digests.digest(db, organizer, MEETS + timedelta(days=6))
        assert "nobody has told us of 1 circle" in told.headline
        assert "met" not in told.headline
        assert dict(told.numbers)["Met at their last date"] == ""
        assert ("Not known whether they met", "1 (0 the week before)") in told.numbers
        said = by("Ana", stage, AFTER, Source.REPLY)
        attendance.say_held(db, stage.first, said, AFTER, held=False)
        told = digests.digest(db, organizer, MEETS + timedelta(days=6))
        assert "0 of 1 circle met" in told.headline
        assert ("Met at their last date", "0 (0 the week before)") in told.numbers


def test_before_anything_was_to_happen_no_number_says_that_nobody_met(database: Database) -> None:
    with database.transaction() as db:
        published(db)
        organizer = db.scalars(select(Organizer)).one()
        told = digests.digest(db, organizer, MEETS - timedelta(hours=3))
        shown = {name for name, value in told.numbers if value}
        assert "Replies" in shown
        assert not {"Met at their last date", "Not known whether they met"} & shown
        assert "met" not in told.headline


def test_a_week_without_anything_to_do_has_none(database: Database) -> None:
    with database.transaction() as db:
        published(db)
        organizer = db.scalars(select(Organizer)).one()
        assert digests.digest(db, organizer, MONDAY - timedelta(days=35)).is_empty


def recap(db: Session, stage: Stage, name: str, text: str, at: datetime) -> None:
    notes.take_with(db, stage.first, stage.members[name], text, by(name, stage, at))


def test_a_season_is_not_over_before_its_last_meeting_was_however_late_that_is(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        organizer = db.scalars(select(Organizer)).one()
        put_off = stage.second.starts_at + timedelta(weeks=4)
        meetings.reschedule(db, stage.second, put_off, "organizer:1", "the room is taken", AFTER)
        monday = (put_off - timedelta(days=put_off.weekday())).replace(hour=8, minute=0)
        found = digests.digest(db, organizer, monday)
        assert [line.partition(":")[0] for line in found.days] == [f"{put_off:%a} {put_off.day} {put_off:%b}"]
        assert found.numbers
        after = digests.digest(db, organizer, monday + timedelta(weeks=2))
        assert (after.days, after.numbers) == ([], ())


def test_what_people_took_with_them_is_quoted_without_names_where_they_let_us(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        organizer = db.scalars(select(Organizer)).one()
        monday = MEETS + timedelta(days=6)
        stage.members["Bo"].may_quote = stage.members["Dee"].may_quote = True
        recap(db, stage, "Ana", "I will keep this to myself.", AFTER)
        recap(db, stage, "Bo", "Ask sooner.\nAsk twice.", AFTER)
        recap(db, stage, "Dee", "That was long ago.", monday - timedelta(days=8))
        db.flush()
        assert digests.digest(db, organizer, monday).went_well == ["Ask sooner. Ask twice."]
        assert digests.digest(db, organizer, monday + timedelta(days=7)).went_well == []


def test_a_long_quote_is_cut_between_words_and_each_circle_is_quoted_once(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        organizer = db.scalars(select(Organizer)).one()
        for name in ("Bo", "Dee"):
            stage.members[name].may_quote = True
            recap(db, stage, name, f"{name} " + "learned " * 40, AFTER)
        db.flush()
        [quoted] = digests.digest(db, organizer, MEETS + timedelta(days=6)).went_well
        assert quoted.startswith("Dee learned")
        assert quoted.endswith("learned ...")
        assert len(quoted) <= 204


def test_replies_silence_and_surveys_are_numbers_of_two_weeks(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        organizer = db.scalars(select(Organizer)).one()
        invite_to(db, stage.second)
        all_sent(db)
        monday = stage.second.starts_at + timedelta(days=6)
        for days, score in ((1, 4), (2, 5), (8, 2)):
            at = monday - timedelta(days=days)
            said = by("Bo", stage, at)
            surveys.answer(db, stage.first, stage.members["Bo" if days < 8 else "Dee"], score, "", said, at)
            mail = Incoming(
                recipient="circles+x@reply.circles.example",
                hash=f"{days:064}",
                state=IncomingState.READ,
                kind=IncomingKind.HUMAN,
                received_at=at,
                due_at=at,
                person_id=stage.members["Bo"].person_id,
            )
            db.add(mail)
        stage.season.starts_on, stage.season.meetings = MEETS.date(), 3
        db.flush()
        numbers = dict(digests.digest(db, organizer, monday).numbers)
        assert numbers["Replies"] == "2 (1 the week before)"
        assert numbers["Survey"] == "4.0 of 5 from 1 answer (2.0 of 5 from 1 answer the week before)"
        assert numbers["Silent people"] == "3 (0 the week before)"


def test_a_circle_for_which_a_remedy_waits_is_one_thing_that_needs_the_organizer(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        organizer = db.scalars(select(Organizer)).one()
        people.leave(db, stage.members["Ana"], NOW)
        db.execute(delete(Suggestion))
        db.expire_all()
        found = digests.digest(db, organizer, MONDAY)
        assert [need.what for need in found.needs] == ["Circle 1 is without a mentor"]
        db.add(Suggestion(circle=stage.circle, kind=SuggestionKind.REFILL, why="It is small.", made_at=NOW))
        db.flush()
        (need,) = digests.digest(db, organizer, MONDAY).needs
        assert need.why == (
            "Circle 1 has three people, and needs four. Circle 1 has no mentor any more."
            " They are free when it meets"  # no full stop
        )


def test_who_is_proposed_for_a_seat_is_not_said_to_fit_none(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        gil = waits(db, stage, "Gil", hours=THURSDAYS)
        db.add(
            Suggestion(
                circle=stage.circle, kind=SuggestionKind.REFILL, participant=gil, why="Small.", made_at=NOW
            )
        )
        db.flush()
        organizer = db.scalars(select(Organizer)).one()
        (need,) = digests.digest(db, organizer, MONDAY).needs
        assert need.what == "Ask Gil into Circle 1?"
        waits(db, stage, "Hal", hours=THURSDAYS)
        _, other = digests.digest(db, organizer, MONDAY).needs
        assert other.what == "1 person waits for a seat in Spring"
        assert other.why == "no free seat fits them, unless one that waits for your decision does"


def test_a_circle_that_has_met_nobody_yet_or_went_on_in_another_is_not_counted(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        assert standing.met_lately([stage.circle], NOW) == (0, 0, 0)
        for member in stage.circle.members:
            member.left_at = AFTER
        assert standing.met_lately([stage.circle], AFTER) == (0, 0, 0)


def test_a_meeting_to_which_one_at_most_could_come_is_named_while_that_is_so(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        organizer = db.scalars(select(Organizer)).one()
        monday = MEETS - timedelta(days=8)
        for name in ("Bo", "Carl"):
            people.pause(db, stage.members[name], MEETS.date(), monday)
        assert digests.digest(db, organizer, monday).needs == []
        people.pause(db, stage.members["Dee"], MEETS.date(), monday)
        [need] = digests.digest(db, organizer, monday).needs
        assert need.what == "All of Circle 1 but Ana are on a break on Tue 12 Jan"
        assert need.path == f"/organizer/meetings/{stage.first.id}"
        people.pause(db, stage.members["Ana"], MEETS.date(), monday)
        [need] = digests.digest(db, organizer, monday).needs
        assert need.what == "All of Circle 1 are on a break on Tue 12 Jan"
