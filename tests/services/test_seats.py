"""Coming back to a season that is published: to one's old seat while there is room, else to wait."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import Attendance, MailKind, MeetingState, OutgoingState, ParticipantState, Role
from circles.errors import NotAllowed
from circles.models import Meeting, Membership, Outgoing
from circles.services import attendance, people, reports
from tests.services.stage import AFTER, MEETS, NOW, Stage, by, enrol, published

LATER = NOW + timedelta(days=2)


def gone(db: Session, stage: Stage) -> None:
    """Let Bo have had the invite, and leave."""
    for mail in db.scalars(select(Outgoing)):
        mail.state, mail.sent_at = OutgoingState.SENT, NOW
    people.leave(db, stage.members["Bo"], NOW)
    db.flush()


def there(stage: Stage, *at: datetime) -> list[bool]:
    """Tell of instants whether Bo was in the circle."""
    bo = next(each for each in stage.circle.members if each.participant is stage.members["Bo"])
    return [bo.was_in(each) for each in at]


def mails(db: Session, stage: Stage, kind: MailKind) -> list[Outgoing]:
    to_bo = select(Outgoing).where(Outgoing.to == stage.person("Bo"), Outgoing.kind == kind)
    return list(db.scalars(to_bo))


def test_who_comes_back_gets_the_old_seat_and_the_meeting_into_the_calendar(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        gone(db, stage)
        assert people.confirm(db, stage.members["Bo"], LATER)
        assert stage.members["Bo"].state is ParticipantState.PLACED
        assert [member.participant.person.name for member in stage.circle.members] == [
            "Ana",
            "Bo",
            "Carl",
            "Dee",
        ]
        (again,) = mails(db, stage, MailKind.RESENT)
        assert again.about == f"meeting:{stage.first.id}"
        assert not mails(db, stage, MailKind.JOINED)


def test_where_the_seat_is_taken_they_wait(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        gone(db, stage)
        stage.season.size_hi = 4
        eva = enrol(db, stage.season, "Eva")
        stage.circle.memberships.append(Membership(participant=eva, role=Role.MENTEE, joined_at=LATER))
        db.flush()
        people.confirm(db, stage.members["Bo"], LATER)
        assert stage.members["Bo"].state is ParticipantState.WAITLISTED
        assert len(mails(db, stage, MailKind.WAITLISTED)) == 1


def test_after_the_last_meeting_there_is_no_seat_to_come_back_to(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        gone(db, stage)
        people.confirm(db, stage.members["Bo"], MEETS + timedelta(days=90))
        assert stage.members["Bo"].state is ParticipantState.WAITLISTED


def test_a_circle_that_everybody_has_left_meets_no_more(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        for each in list(stage.members.values()):
            assert stage.first.state is MeetingState.PLANNED
            people.leave(db, each, LATER)
        assert {each.state for each in stage.circle.meetings} == {MeetingState.CANCELLED}
        cancelled = select(Outgoing.to, Outgoing.about).where(Outgoing.kind == MailKind.CANCEL)
        told = db.execute(cancelled).all()
        assert len(told) == len(set(told))


def test_who_signs_up_late_waits_and_hears_so(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        late = enrol(db, stage.season, "Eva")
        late.state = ParticipantState.INVITED
        people.confirm(db, late, LATER)
        assert late.state is ParticipantState.WAITLISTED


def test_who_comes_back_before_the_circle_meets_was_never_away_from_it(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        people.leave(db, stage.members["Bo"], AFTER)
        people.confirm(db, stage.members["Bo"], AFTER + timedelta(hours=1))
        told = [(stage.members["Bo"], Attendance.CAME)]
        said = by("Ana", stage, AFTER + timedelta(hours=2))
        assert attendance.say_who_came(db, stage.first, told, said, said.at)


def test_who_comes_back_after_the_circle_met_was_not_there(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        gone(db, stage)
        people.confirm(db, stage.members["Bo"], AFTER)
        assert there(stage, MEETS, AFTER) == [False, True]


def test_who_comes_back_was_in_the_circle_before_they_left_and_is_again_since(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo, second = stage.members["Bo"], stage.second.starts_at
        third = second + timedelta(weeks=4)
        stage.circle.meetings.append(
            Meeting(n=3, starts_at=third, minutes=60, uid="third@circles.example", topic=stage.first.topic)
        )
        came = [(stage.members[name], Attendance.CAME) for name in ("Ana", "Bo")]
        said = by("Ana", stage, AFTER)
        attendance.say_who_came(db, stage.first, came, said, AFTER)
        people.leave(db, bo, second - timedelta(days=1))
        after = second + timedelta(hours=2)
        attendance.say_held(db, stage.second, by("Ana", stage, after), after, held=True)
        people.confirm(db, bo, second + timedelta(days=1))
        assert there(stage, MEETS, second, third) == [True, False, True]
        [of_circle] = reports.report(db, stage.season, after).circles
        assert [(each.came, each.unknown) for each in of_circle.meetings] == [(2, 2), (0, 3)]
        with pytest.raises(NotAllowed, match="Bo was not in the circle"):
            attendance.say_who_came(db, stage.second, [(bo, Attendance.MISSED)], said, after)


def test_of_two_absences_in_which_the_circle_met_what_was_between_them_counts(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo, first, second = stage.members["Bo"], stage.first.starts_at, stage.second.starts_at
        hour = timedelta(hours=1)
        stage.circle.meetings.append(
            Meeting(n=3, starts_at=second + timedelta(weeks=4), minutes=60, uid="third@circles.example")
        )
        for met in (first, second):
            people.leave(db, bo, met - hour)
            people.confirm(db, bo, met + hour)
        assert there(stage, first, second - 2 * hour, second, second + hour) == [False, True, False, True]
