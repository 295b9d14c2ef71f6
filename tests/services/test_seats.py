"""Coming back to a season that is published: to one's old seat while there is room, else to wait."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import Attendance, MailKind, OutgoingState, ParticipantState, Role
from circles.models import Membership, Outgoing
from circles.services import attendance, people
from tests.services.stage import AFTER, MEETS, NOW, Stage, by, enrol, published

LATER = NOW + timedelta(days=2)


def gone(db: Session, stage: Stage) -> None:
    """Let Bo have had the invite, and leave."""
    for mail in db.scalars(select(Outgoing)):
        mail.state, mail.sent_at = OutgoingState.SENT, NOW
    people.leave(db, stage.members["Bo"], NOW)
    db.flush()


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
        bo = next(each for each in stage.circle.members if each.participant is stage.members["Bo"])
        assert bo.joined_at == AFTER
