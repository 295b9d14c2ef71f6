"""People who wait beside a circle that meets, and what became of their offers."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.words import MailKind, OfferState, OutgoingState, ParticipantState, Role
from circles.models import Meeting, Outgoing, Participant, SeatOffer
from circles.services import outbox, people, seats
from tests.services.stage import NOW, Stage, enrol

TUESDAYS, THURSDAYS = "Tue 10:00-12:00", "Thu 10:00-12:00"


def waits(
    db: Session, stage: Stage, name: str, hours: str = TUESDAYS, role: Role = Role.MENTEE
) -> Participant:
    """Put somebody on the waiting list, whom nothing was offered yet."""
    participant = enrol(db, stage.season, name, role)
    participant.availability, participant.state = hours, ParticipantState.WAITLISTED
    stage.members[name] = participant
    db.flush()
    return participant


def arrives(db: Session, stage: Stage, name: str, now: datetime = NOW, hours: str = TUESDAYS) -> Participant:
    """Let somebody say yes to an invitation after the circles were published."""
    participant = enrol(db, stage.season, name)
    participant.availability, participant.state = hours, ParticipantState.INVITED
    stage.members[name] = participant
    people.confirm(db, participant, now)
    db.flush()
    return participant


def all_sent(db: Session, now: datetime = NOW) -> None:
    """Let every mail that waits have left."""
    for mail in db.scalars(select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED)):
        mail.state, mail.sent_at = OutgoingState.SENT, now
    db.flush()


def invite_to(db: Session, meeting: Meeting, now: datetime = NOW) -> None:
    """Invite everybody to a meeting, as a tick does the morning after the one before."""
    for member in meeting.circle.members:
        to = f"person:{member.participant.person_id}"
        outbox.post(db, MailKind.INVITE, to, f"meeting:{meeting.id}", now, version=meeting.sequence)


def offers_to(db: Session, participant: Participant) -> list[SeatOffer]:
    mine = select(SeatOffer).where(SeatOffer.participant_id == participant.id).order_by(SeatOffer.id)
    return list(db.scalars(mine.execution_options(populate_existing=True)))


def offered(db: Session) -> list[str]:
    """Name those who are asked about a seat now."""
    still = select(SeatOffer).where(SeatOffer.state == OfferState.OPEN).order_by(SeatOffer.id)
    return [each.participant.person.name for each in db.scalars(still)]


def mails(db: Session, stage: Stage, name: str, *kinds: MailKind) -> list[Outgoing]:
    found = select(Outgoing).where(Outgoing.to == stage.person(name), Outgoing.kind.in_(kinds))
    return list(db.scalars(found.order_by(Outgoing.id)))


def names(stage: Stage, db: Session) -> list[str]:
    db.expire(stage.circle, ["memberships"])
    return sorted(each.participant.person.name for each in stage.circle.members)


def seats_left(db: Session, stage: Stage, now: datetime = NOW) -> int:
    return seats.room(db, stage.circle, now)
