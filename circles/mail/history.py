"""What this reader was sent before: the thread, the news they have, the time in their calendar."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.policy import compat32

from icalendar import Calendar
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from circles.db import unseal
from circles.domain.words import MailKind, OutgoingState
from circles.models import Circle, Outgoing


@dataclass(frozen=True)
class Told:
    """When (UTC) and where a meeting was when its reader last heard of it."""

    starts_at: datetime
    where: str


def last_told(db: Session, outgoing: Outgoing) -> Told | None:
    """Read the last calendar that left in the lane of a mail before it; None when its bytes are gone."""
    earlier = (
        select(Outgoing)
        .where(Outgoing.lane == outgoing.lane, Outgoing.id < outgoing.id, Outgoing.raw.is_not(None))
        .where(Outgoing.kind.in_((MailKind.INVITE, MailKind.UPDATE, MailKind.RESENT)))
        .where(Outgoing.state.in_((OutgoingState.SENT, OutgoingState.HELD)))
        .order_by(Outgoing.id.desc())
    )
    last = db.scalars(earlier.limit(1)).first()
    if last is None or last.raw is None:
        return None
    mail = message_from_bytes(unseal(db, last.raw), policy=compat32)
    part = next((part for part in mail.walk() if part.get_content_type() == "text/calendar"), None)
    if part is None:
        return None  # they follow their calendar feed instead
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    return Told(event.decoded("dtstart"), str(event["location"]))


def first_invite(db: Session, outgoing: Outgoing, circle: Circle) -> Outgoing | None:
    """Give the first invite of a circle to the reader of a mail: all later mails are filed under it."""
    invites = select(Outgoing).where(*_mails(outgoing, circle, MailKind.INVITE))
    return db.scalars(invites.order_by(Outgoing.id).limit(1)).first()


def last_news(db: Session, outgoing: Outgoing, circle: Circle) -> datetime | None:
    """Tell when (UTC) the reader of a mail last had one that tells the circle's news."""
    return db.scalar(
        select(func.max(Outgoing.sent_at)).where(*_mails(outgoing, circle, MailKind.INVITE, MailKind.TOPIC))
    )


def _mails(outgoing: Outgoing, circle: Circle, *kinds: MailKind) -> tuple[ColumnElement[bool], ...]:
    meetings = [f"meeting:{meeting.id}" for meeting in circle.meetings]
    return (Outgoing.to == outgoing.to, Outgoing.kind.in_(kinds), Outgoing.about.in_(meetings))
