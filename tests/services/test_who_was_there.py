"""What counts of who was there, and where members differ on whether they met at all."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import Attendance, MeetingState
from circles.errors import NotAllowed
from circles.services import attendance, meeting_needs, people
from tests.services.stage import AFTER, MEETS, ORGANIZER, Stage, by, published


def tell(db: Session, stage: Stage, teller: str, about: str, value: Attendance) -> None:
    said = by(teller, stage, AFTER)
    attendance.say_attendance(db, stage.first, stage.members[about], value, said, AFTER)


def test_nobody_has_missed_a_meeting_from_before_they_joined(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        late = next(each for each in stage.circle.members if each.participant is stage.members["Dee"])
        late.joined_at = MEETS + timedelta(minutes=1)
        for value in Attendance:
            with pytest.raises(NotAllowed, match="Dee was not in the circle then"):
                tell(db, stage, "Ana", "Dee", value)
        late.joined_at = MEETS
        tell(db, stage, "Ana", "Dee", Attendance.CAME)


def test_nobody_has_missed_a_meeting_while_they_had_left(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        back = next(each for each in stage.circle.members if each.participant is stage.members["Dee"])
        back.absent_from, back.absent_until = MEETS - timedelta(days=1), MEETS + timedelta(days=1)
        with pytest.raises(NotAllowed, match="Dee was not in the circle then"):
            tell(db, stage, "Ana", "Dee", Attendance.MISSED)


def test_those_count_of_a_meeting_who_were_in_the_circle_when_it_began(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo, carl = stage.members["Bo"], stage.members["Carl"]
        people.leave(db, carl, MEETS - timedelta(days=1))
        people.leave(db, bo, AFTER + timedelta(days=1))
        assert [each.participant.person.name for each in stage.first.members] == ["Ana", "Bo", "Dee"]
        assert [each.participant.person.name for each in stage.second.members] == ["Ana", "Dee"]
        tell(db, stage, "Ana", "Bo", Attendance.CAME)
        with pytest.raises(NotAllowed, match="Carl was not in the circle then"):
            tell(db, stage, "Ana", "Carl", Attendance.MISSED)


def test_any_word_that_somebody_came_makes_a_meeting_of_it_but_against_the_organizers(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        tell(db, stage, "Bo", "Dee", Attendance.CAME)
        tell(db, stage, "Carl", "Dee", Attendance.MISSED)
        states = [stage.first.state]
        attendance.say_held(db, stage.first, ORGANIZER, AFTER, held=False)
        assert [*states, stage.first.state] == [MeetingState.HELD, MeetingState.NOT_HELD]


def test_members_who_differ_on_whether_they_met_are_in_dispute_until_an_organizer_says(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        both = [stage.first, stage.second]
        attendance.say_held(db, stage.first, by("Bo", stage, AFTER), AFTER, held=False)
        assert meeting_needs.in_dispute(db, both) == []
        tell(db, stage, "Carl", "Carl", Attendance.CAME)
        assert meeting_needs.in_dispute(db, both) == [stage.first]
        attendance.say_held(db, stage.first, ORGANIZER, AFTER, held=True)
        assert meeting_needs.in_dispute(db, both) == []


def test_who_thinks_better_of_it_is_in_no_dispute_with_themselves(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        attendance.say_held(db, stage.first, by("Bo", stage, AFTER), AFTER, held=False)
        later = AFTER + timedelta(hours=1)
        attendance.say_held(db, stage.first, by("Bo", stage, later), later, held=True)
        assert meeting_needs.in_dispute(db, [stage.first]) == []


def test_who_says_later_that_they_did_not_meet_takes_back_who_came(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        tell(db, stage, "Ana", "Bo", Attendance.CAME)
        tell(db, stage, "Ana", "Carl", Attendance.MISSED)
        later = AFTER + timedelta(hours=1)
        denied = attendance.say_held(db, stage.first, by("Ana", stage, later), later, held=False)
        assert stage.first.state is MeetingState.NOT_HELD
        told = attendance.attendance(db, [stage.first])
        assert {key[1]: each.value for key, each in told.items()} == {
            stage.members["Carl"].id: Attendance.MISSED
        }
        assert meeting_needs.in_dispute(db, [stage.first]) == []
        denied.void_by = "organizer:1"
        attendance.settle_state(db, stage.first)
        assert stage.first.state is MeetingState.HELD


def test_what_others_say_of_who_came_stands_against_a_later_no_and_is_asked_about(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        tell(db, stage, "Ana", "Bo", Attendance.CAME)
        tell(db, stage, "Dee", "Dee", Attendance.CAME)
        later = AFTER + timedelta(hours=1)
        attendance.say_held(db, stage.first, by("Ana", stage, later), later, held=False)
        assert stage.first.state is MeetingState.HELD
        assert meeting_needs.in_dispute(db, [stage.first]) == [stage.first]


def test_the_last_word_of_each_tells_who_differ_on_whether_they_met(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        early = AFTER - timedelta(hours=1)
        for name in ("Ana", "Bo"):
            attendance.say_held(db, stage.first, by(name, stage, early), early, held=False)
        tell(db, stage, "Ana", "Ana", Attendance.CAME)
        assert meeting_needs.in_dispute(db, [stage.first]) == [stage.first]
