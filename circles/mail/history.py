"""What this reader was sent before: the thread, the news they have, the time in their calendar."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.policy import compat32

from icalendar import Calendar
from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session

from circles.db import unseal
from circles.domain.words import MailKind, OutgoingState
from circles.mail.calendar_out import place_told
from circles.models import Circle, Outgoing


@dataclass(frozen=True)
class Told:
    """When (UTC), how long and where ("" for to follow) a meeting was when its reader last heard of it.

    `sequence` is the meeting's then, -1 where they heard that it is off.
    """

    starts_at: datetime
    ends_at: datetime
    where: str
    sequence: int


def last_told(db: Session, outgoing: Outgoing) -> Told | None:
    """Read the last calendar that left in the lane of a mail before it; None when its bytes are gone."""
    earlier = (
        select(Outgoing)
        .where(Outgoing.lane == outgoing.lane, Outgoing.id < outgoing.id, Outgoing.raw.is_not(None))
        .where(Outgoing.kind.in_((MailKind.INVITE, MailKind.UPDATE, MailKind.RESENT, MailKind.CANCEL)))
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
    sequence = -1 if last.kind is MailKind.CANCEL else int(event.decoded("sequence"))
    return Told(event.decoded("dtstart"), event.decoded("dtend"), place_told(event), sequence)


@dataclass(frozen=True)
class Root:
    """The mail under which a reader's others are filed: its Message-ID before the @, and when it began."""

    message_id: str
    posted_at: datetime


_FIRST_INVITES = select(Outgoing.to, Outgoing.message_id, Outgoing.posted_at).where(
    Outgoing.id.in_(
        select(func.min(Outgoing.id))
        .where(
            Outgoing.kind == MailKind.INVITE,
            Outgoing.to.in_(bindparam("members", expanding=True)),
            Outgoing.about.in_(bindparam("meetings", expanding=True)),
        )
        .group_by(Outgoing.to)
    )
)


def first_invite(db: Session, outgoing: Outgoing, circle: Circle) -> Root | None:
    """Give a circle's first invite to the reader of a mail: all about it is filed under that.

    Looked up for all members at once: a session writes to several, and to each the same is asked.
    """
    roots: dict[int, dict[str, Root]] = db.info.setdefault("roots", {})
    if outgoing.to not in roots.get(circle.id, ()):
        members = [f"person:{each.participant.person_id}" for each in circle.memberships]
        first = db.execute(_FIRST_INVITES, {"members": members, "meetings": _abouts(circle)})
        roots[circle.id] = {to: Root(message_id, posted_at) for to, message_id, posted_at in first}
    return roots[circle.id].get(outgoing.to)


def last_news(db: Session, outgoing: Outgoing, circle: Circle) -> datetime | None:
    """Tell when (UTC) the reader of a mail last had one that tells the circle's news."""
    telling = _mails(outgoing, circle, MailKind.INVITE, MailKind.TOPIC, MailKind.REMINDER)
    return db.scalar(select(func.max(Outgoing.sent_at)).where(*telling))


def _mails(outgoing: Outgoing, circle: Circle, *kinds: MailKind) -> tuple[ColumnElement[bool], ...]:
    return (Outgoing.to == outgoing.to, Outgoing.kind.in_(kinds), Outgoing.about.in_(_abouts(circle)))


def _abouts(circle: Circle) -> list[str]:
    return [f"meeting:{meeting.id}" for meeting in circle.meetings]
