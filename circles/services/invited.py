"""Who had been told in time when a meeting is: nobody else can have missed it."""

from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from circles.db import batches
from circles.domain.words import MailKind
from circles.models import Meeting, Outgoing


def in_time(db: Session, asked: Collection[tuple[Meeting, int]]) -> set[tuple[int, int]]:
    """Give of meetings and people, by their ids, those where a mail told of the meeting before it began."""
    begins = {f"meeting:{meeting.id}>person:{person}": (meeting, person) for meeting, person in asked}
    found: set[tuple[int, int]] = set()
    for batch in batches(sorted(begins)):
        for lane, sent_at in db.execute(_SENT, {"lanes": batch}):
            meeting, person = begins[lane]
            if sent_at and sent_at < meeting.starts_at:
                found.add((meeting.id, person))
    return found


_SENT = select(Outgoing.lane, Outgoing.sent_at).where(
    Outgoing.lane.in_(bindparam("lanes", expanding=True)),
    Outgoing.kind.in_((MailKind.INVITE, MailKind.UPDATE, MailKind.RESENT)),
)
