"""The numbers behind a circle's word, counted from what was said."""

from datetime import datetime, timedelta

from sqlalchemy import event
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import Attendance, MeetingState, Rsvp, Source
from circles.models import Meeting
from circles.services import attendance, condition, follow_ups, people, surveys
from circles.services.condition import Health, coming
from tests.services.stage import AFTER, NOW, Stage, by, published
from tests.services.waiting import all_sent, invite_to

SECOND = timedelta(hours=2)


def after_both(stage: Stage) -> datetime:
    return stage.second.starts_at + SECOND


def health(db: Session, stage: Stage, now: datetime) -> Health:
    db.flush()
    db.expire(stage.circle)
    return condition.look(db, [stage.circle], now)[stage.circle.id]


def a_third(db: Session, stage: Stage) -> None:
    """Add a meeting that is still to come when the first two are over."""
    third = stage.second.starts_at + timedelta(weeks=4)
    db.add(Meeting(circle=stage.circle, n=3, starts_at=third, minutes=60, uid="third@circles.example"))
    db.flush()


def test_of_a_first_meeting_that_was_told_not_to_have_been_nobody_is_waited_for(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        attendance.say_held(db, stage.first, by("Ana", stage, AFTER), AFTER, held=False)
        assert health(db, stage, AFTER).condition.reason == "the first meeting did not take place"


def test_meetings_attendance_follow_ups_and_survey_are_counted(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        said = by("Ana", stage, AFTER)
        for name, value in (("Ana", Attendance.CAME), ("Bo", Attendance.CAME), ("Carl", Attendance.MISSED)):
            attendance.say_attendance(db, stage.first, stage.members[name], value, said, AFTER)
        for due in (AFTER.date() - timedelta(days=1), None):
            follow_ups.open_one(
                db, stage.circle, stage.first, follow_ups.Promise("send the list", None, due), said
            )
        for score in (1, 4):
            surveys.answer(db, stage.first, stage.members["Bo"], score, "", by("Bo", stage, AFTER), AFTER)
        found = health(db, stage, AFTER).numbers
        assert (found.due, found.held, found.ahead, found.unheard_of) == (1, 1, 1, 0)
        assert (found.came, found.missed, found.unknown) == (2, 1, 1)
        assert (found.open_follow_ups, found.late_follow_ups) == (2, 1)
        assert (found.members, found.mentors, found.had_mentor, found.fewest) == (4, 1, True, 4)
        assert (found.answers, found.mean) == (
            0,
            None,
        )  # only surveys count, which come after meetings 3 and 6
        stage.first.n = 13
        stage.second.n = 3
        db.flush()


def test_a_survey_counts_the_latest_of_each_and_the_latest_survey(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.second.n = 6
        db.flush()
        stage.first.n = 3
        for meeting, name, score in (
            (stage.first, "Bo", 5),
            (stage.second, "Bo", 1),
            (stage.second, "Bo", 4),
            (stage.second, "Dee", 3),
        ):
            said = by(name, stage, after_both(stage))
            surveys.answer(db, meeting, stage.members[name], score, "", said, after_both(stage))
        found = health(db, stage, after_both(stage)).numbers
        assert (found.answers, found.mean) == (2, 3.5)


def test_those_of_whom_nothing_was_heard_about_two_meetings_are_silent(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        a_third(db, stage)
        invite_to(db, stage.second)
        all_sent(db)
        now = after_both(stage)
        attendance.say_rsvp(db, stage.first, stage.members["Ana"], Rsvp.MAYBE, by("Ana", stage, NOW), NOW)
        stage.members["Bo"].paused_until = now + timedelta(days=1)
        told = by("Ana", stage, now)
        attendance.say_attendance(db, stage.second, stage.members["Carl"], Attendance.CAME, told, now)
        found = health(db, stage, now)
        assert [each.participant for each in found.silent] == [stage.members["Dee"]]
        attendance.say_rsvp(
            db, stage.circle.meetings[2], stage.members["Dee"], Rsvp.NO, by("Dee", stage, now), now
        )
        assert health(db, stage, now).numbers.silent == 0
        assert condition.silent_at(db, [stage.circle], now - timedelta(minutes=1)) == 2  # Ana, too


def test_a_circle_that_lost_its_only_mentor_is_not_on_track(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        assert health(db, stage, NOW).condition.word == "On track"
        people.leave(db, stage.members["Ana"], NOW)
        found = health(db, stage, NOW).condition
        assert (found.word, found.needs_care) == ("Without a mentor", True)


def test_meetings_called_off_count_as_none(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.first.state = MeetingState.CANCELLED
        found = health(db, stage, AFTER).numbers
        assert (found.due, found.ahead) == (0, 1)
        assert coming(stage.circle, NOW) is stage.second
        assert health(db, stage, after_both(stage)).condition.word == "Finished"


def test_many_circles_take_no_more_queries_than_one(database: Database) -> None:
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *of: asked.append(of[2]))
    with database.transaction() as db:
        stage = published(db)
        organizer = by("Ana", stage, AFTER, Source.REPLY)
        attendance.say_attendance(db, stage.first, stage.members["Ana"], Attendance.CAME, organizer, AFTER)
        db.flush()
        counts = []
        for circles in ([stage.circle], [stage.circle] * 3):
            asked.clear()
            condition.look(db, circles, AFTER)
            counts.append(len(asked))
        assert counts[0] == counts[1] <= 6
