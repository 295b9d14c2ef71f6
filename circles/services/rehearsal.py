"""A mail to oneself, and one's answer to it: the whole way out and back in, tried before anybody else is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.words import MailKind
from circles.errors import NotAllowed
from circles.models import Incoming, Organizer, Outgoing
from circles.services import lanes, outbox

MOST_A_DAY = 20


@dataclass(frozen=True)
class Rehearsal:
    """The last test mail, and when an answer to it came in."""

    mail: Outgoing
    answered_at: datetime | None


def begin(db: Session, organizer: Organizer, now: datetime) -> None:
    """Post a test mail to an organizer; raises NotAllowed after many in a day."""
    to, about = f"organizer:{organizer.id}", f"program:{organizer.program_id}"
    if outbox.posted_since(db, MailKind.TEST, to, now - timedelta(days=1)) >= MOST_A_DAY:
        raise NotAllowed(f"You had {MOST_A_DAY} test mails today. Please try again tomorrow.")
    version = lanes.next_version(db, MailKind.TEST, to, about)
    outbox.post(db, MailKind.TEST, to, about, now, version=version)


def last(db: Session, organizer: Organizer) -> Rehearsal | None:
    """Give how the last test of an organizer stands; None before the first."""
    tests = select(Outgoing).where(Outgoing.kind == MailKind.TEST, Outgoing.to == f"organizer:{organizer.id}")
    mail = db.scalar(tests.order_by(Outgoing.id.desc()).limit(1))
    if mail is None:
        return None
    answered = (
        select(Incoming.received_at).where(Incoming.answers_id == mail.id).order_by(Incoming.id).limit(1)
    )
    return Rehearsal(mail, db.scalar(answered))
