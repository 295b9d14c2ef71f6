"""The mails we sent, as a mailbox shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import formataddr

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload, undefer

from circles.db import unseal
from circles.domain.replies import Mail
from circles.domain.words import OutgoingState
from circles.errors import NotFound
from circles.mail.parse import parse
from circles.models import Incoming, Organizer, Outgoing, Person

MOST_SEARCHED = 1000
_SENT = (Outgoing.state == OutgoingState.SENT, Outgoing.raw.is_not(None))


@dataclass(frozen=True)
class Box:
    """One person's mailbox; `key` is the `to` of their mails, such as `person:4`."""

    key: str
    name: str
    email: str
    zone: str
    mails: int = 0

    @property
    def is_organizers(self) -> bool:
        """Whether it is an organizer's."""
        return self.key.startswith("organizer:")

    @property
    def sender(self) -> str:
        """Their name and address as a From field."""
        return formataddr((self.name, self.email))


@dataclass(frozen=True)
class Letter:
    """One mail in a box."""

    id: int
    box: Box
    raw: bytes
    mail: Mail
    sent_at: datetime


def boxes(db: Session) -> dict[str, Box]:
    """Give everyone who has had mail, organizers first, then by name."""
    counted = select(Outgoing.to, func.count()).where(*_SENT).group_by(Outgoing.to)
    counts = {row[0]: row[1] for row in db.execute(counted)}
    people = db.scalars(select(Person).options(selectinload(Person.addresses)))
    owners = [
        *(
            Box(f"organizer:{each.id}", each.name, each.email, each.zone)
            for each in db.scalars(select(Organizer))
        ),
        *(Box(f"person:{each.id}", each.name, each.email, each.zone) for each in people),
    ]
    with_mail = (
        Box(box.key, box.name, box.email, box.zone, counts[box.key]) for box in owners if box.key in counts
    )
    return {box.key: box for box in sorted(with_mail, key=lambda box: (not box.is_organizers, box.name))}


def newest(db: Session, known: dict[str, Box], key: str = "", search: str = "") -> Iterator[Letter]:
    """Give the mails of one box, or of all, newest first; `search` looks at names and subjects."""
    query = select(Outgoing).where(*_SENT).options(undefer(Outgoing.raw))
    query = query.order_by(Outgoing.sent_at.desc(), Outgoing.id.desc())
    if key:
        query = query.where(Outgoing.to == key)
    wanted = search.casefold()
    for row in db.scalars(query.limit(MOST_SEARCHED)).yield_per(50):
        box = known.get(row.to)
        if box is None:
            continue
        letter = _letter(db, row, box)
        if wanted in f"{box.name} {letter.mail.subject}".casefold():
            yield letter


def letter(db: Session, outgoing_id: int) -> Letter:
    """Give one mail. Raises NotFound for one that was not sent."""
    row = db.scalars(select(Outgoing).where(Outgoing.id == outgoing_id, *_SENT)).one_or_none()
    box = boxes(db).get(row.to) if row else None
    if row is None or box is None:
        raise NotFound("There is no such mail in the demo mailbox. After a reset, the old ones are gone.")
    return _letter(db, row, box)


def answers_to(db: Session, outgoing_id: int) -> list[Incoming]:
    """Give the mails received that answer one of ours."""
    return list(db.scalars(select(Incoming).where(Incoming.answers_id == outgoing_id).order_by(Incoming.id)))


def about_incoming(db: Session, incoming_id: int) -> list[Outgoing]:
    """Give the mails sent because of one received: the receipt, or the question."""
    about = Outgoing.about == f"incoming:{incoming_id}"
    return list(db.scalars(select(Outgoing).where(about, *_SENT).order_by(Outgoing.id)))


def _letter(db: Session, row: Outgoing, box: Box) -> Letter:
    assert row.raw is not None, "only mails with bytes are looked up"
    raw = unseal(db, row.raw)
    return Letter(row.id, box, raw, parse(raw), row.sent_at or row.posted_at)
