"""What this reader was sent before: the thread, the news they have, the time in their calendar."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import compat32
from typing import Any

from icalendar import Calendar
from sqlalchemy import Select, String, bindparam, cast, func, literal, select
from sqlalchemy.orm import Session

from circles.db import unseal
from circles.domain.words import MailKind, OutgoingState
from circles.mail.calendar_out import Told, place_told
from circles.models import Circle, Meeting, Membership, Outgoing, Participant
from circles.services.lanes import NEVER_LEFT


def last_told(db: Session, outgoing: Outgoing) -> Told | None:
    """Read the last calendar that left in the lane of a mail before it; None when its bytes are gone."""
    last = db.execute(_LAST_CALENDAR, {"lane": outgoing.lane, "before": outgoing.id}).first()
    if last is None:
        return None
    mail = message_from_bytes(unseal(db, last.raw), policy=compat32)
    part = next((part for part in mail.walk() if part.get_content_type() == "text/calendar"), None)
    if part is None:
        return None  # they follow their calendar feed instead
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    sequence = -1 if last.kind is MailKind.CANCEL else int(event.decoded("sequence"))
    starts_at = event.decoded("dtstart")
    minutes = (event.decoded("dtend") - starts_at) // timedelta(minutes=1)
    return Told(starts_at, minutes, place_told(event), sequence)


_LAST_CALENDAR = (
    select(Outgoing.raw, Outgoing.kind)
    .where(
        Outgoing.lane == bindparam("lane"),
        Outgoing.id < bindparam("before"),
        Outgoing.raw.is_not(None),
        Outgoing.kind.in_((MailKind.INVITE, MailKind.UPDATE, MailKind.RESENT, MailKind.CANCEL)),
        Outgoing.state.in_((OutgoingState.SENT, OutgoingState.HELD)),
    )
    .order_by(Outgoing.id.desc())
    .limit(1)
)


@dataclass(frozen=True)
class Root:
    """The mail under which a reader's others are filed: its Message-ID before the @, and when it began."""

    message_id: str
    posted_at: datetime


def first_invites(
    db: Session, circles: Collection[Circle], readers: Collection[str]
) -> dict[int, dict[str, Root]]:
    """Give the first invite to each of the readers, but those that never left, by circle."""
    of = {f"meeting:{meeting.id}": circle.id for circle in circles for meeting in circle.meetings}
    found: dict[int, dict[str, Root]] = {circle.id: {} for circle in circles}
    for row in db.execute(_FIRST_INVITES, {"circles": list(found), "readers": readers}):
        found[of[row.about]][row.to] = Root(row.message_id, row.posted_at)
    return found


def last_news(
    db: Session, circles: Collection[Circle], readers: Collection[str]
) -> dict[int, dict[str, datetime | None]]:
    """Tell when (UTC) each of the readers last had a mail that tells the circle's news, by circle."""
    found: dict[int, dict[str, datetime | None]] = {circle.id: {} for circle in circles}
    for row in db.execute(_LAST_NEWS, {"circles": list(found), "readers": readers}):
        found[row.circle_id][row.to] = row.sent_at
    return found


_MAILS, _MEETINGS, _SEATS, _PARTICIPANTS = (
    table.metadata.tables[table.__tablename__].c for table in (Outgoing, Meeting, Membership, Participant)
)
"""Columns of tables, for nearly every batch asks: those of entities cost twice as much."""


def _mails(*kinds: MailKind) -> Select[*tuple[Any, ...]]:
    """Select mails about the meetings of `circles` to those of the `readers` who are or were in them."""
    return (
        select(_MEETINGS.circle_id, _MAILS.to)
        .where(
            _SEATS.circle_id == _MEETINGS.circle_id,
            _PARTICIPANTS.id == _SEATS.participant_id,
            _MAILS.to == literal("person:") + cast(_PARTICIPANTS.person_id, String),
            _MAILS.about == literal("meeting:") + cast(_MEETINGS.id, String),
            _MEETINGS.circle_id.in_(bindparam("circles", expanding=True)),
            _MAILS.to.in_(bindparam("readers", expanding=True)),
            _MAILS.kind.in_(kinds),
        )
        .group_by(_MEETINGS.circle_id, _MAILS.to)
    )


_FIRST_INVITES = select(_MAILS.to, _MAILS.about, _MAILS.message_id, _MAILS.posted_at).where(
    _MAILS.id.in_(
        _mails(MailKind.INVITE)
        .where(_MAILS.state.not_in(NEVER_LEFT))
        .with_only_columns(func.min(_MAILS.id))
        .correlate(None)
    )
)
_LAST_NEWS = _mails(MailKind.INVITE, MailKind.TOPIC, MailKind.REMINDER).add_columns(
    func.max(_MAILS.sent_at).label("sent_at")
)
