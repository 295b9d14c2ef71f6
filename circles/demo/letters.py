"""Our mails as they lie in people's mailboxes, with what their readers know besides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from circles.db import unseal
from circles.domain.kindness import URGENCY
from circles.domain.replies import Mail
from circles.domain.words import MailKind, OutgoingState, PollState
from circles.mail.about import About, answered, circles_of, look_up
from circles.mail.demo_replies import answer_address
from circles.mail.parse import parse
from circles.models import Circle, Membership, Outgoing, Participant, Person, Season
from circles.services import guides, swaps
from circles.services.outbox import CALENDAR


@dataclass(frozen=True)
class Reader:
    """Somebody in a circle."""

    email: str
    name: str
    zone: str
    away_until: datetime | None = None


@dataclass(frozen=True)
class Letter:
    """One mail of ours, read by one person."""

    id: int
    kind: MailKind
    raw: bytes
    reader: Reader
    sent_at: datetime
    circle: int = 0
    """Its number in the season; 0 for a mail about no circle."""
    meeting: int = 0
    """Its number in the circle; 0 for a mail about no meeting."""
    starts_at: datetime | None = None
    moves: int = 0
    """How often the meeting has moved."""
    is_stale: bool = False
    """It tells of a time that no longer holds, or asks what is settled."""
    hosts: bool = False
    """The reader is the host of the meeting."""
    slots: int = 0
    """How many other times it offers."""
    closes_at: datetime | None = None
    """Until when it asks which of them suit."""
    members: tuple[Reader, ...] = ()
    """Of the circle, the reader among them."""
    follow_up: str = ""
    due: date | None = None
    answers: str = ""
    """The Message-ID of the reader's mail that this one answers."""

    @cached_property
    def mail(self) -> Mail:
        """What a mail program makes of it."""
        return parse(self.raw)

    @property
    def answer_address(self) -> str:
        """Where an answer to it goes."""
        return answer_address(self.mail)


def sent_since(db: Session, last: int) -> list[Letter]:
    """Give the mails sent to people whose row is newer than `last`, in order."""
    found = db.scalars(_SENT, {"last": last}).all()
    theirs = answered(db, found)
    ids = circles_of(db, found, theirs)
    _held = (*theirs, *(db.scalars(_OF_CIRCLES, {"ids": ids}) if ids else ()))
    return [_letter(db, row, about) for row, about in [(row, look_up(db, row)) for row in found]]


def any_sent_since(db: Session, last: int) -> bool:
    """Tell whether there are any."""
    return db.scalar(_ANY_SENT, {"last": last}) is True


_TO_PEOPLE = (
    Outgoing.id > bindparam("last"),
    Outgoing.state == OutgoingState.SENT,
    Outgoing.to.startswith("person:"),
)
_SENT = select(Outgoing).where(*_TO_PEOPLE).order_by(Outgoing.id).options(undefer(Outgoing.raw))
_ANY_SENT = select(exists().where(*_TO_PEOPLE))
_EVERYBODY = select(Circle).options(
    joinedload(Circle.season).joinedload(Season.program),
    selectinload(Circle.meetings),
    selectinload(Circle.memberships)
    .joinedload(Membership.participant)
    .joinedload(Participant.person)
    .options(joinedload(Person.addresses), selectinload(Person.participations)),
)
_OF_CIRCLES = _EVERYBODY.where(Circle.id.in_(bindparam("ids", expanding=True)))


def everybody(db: Session) -> Sequence[Circle]:
    """Load all circles with their people; while held, the session need not look them up again."""
    return db.scalars(_EVERYBODY).all()


def last_sent_to(db: Session, person: Person) -> Letter:
    """Give the newest mail that asked somebody whether they are coming."""
    rows = select(Outgoing).where(
        Outgoing.to == f"person:{person.id}",
        Outgoing.state == OutgoingState.SENT,
        Outgoing.kind.in_((MailKind.INVITE, MailKind.TOPIC)),
    )
    row = db.scalars(rows.order_by(Outgoing.id.desc()).limit(1)).one()
    return _letter(db, row, look_up(db, row))


def circle_number(circle: Circle) -> int:
    """Give a circle's number in its season, which is its name as long as nobody gave it another."""
    return int(circle.name.rpartition(" ")[2])


def reader(person: Person) -> Reader:
    """Give what the script needs to know of a person."""
    away_until = max((each.paused_until for each in person.participations if each.paused_until), default=None)
    return Reader(person.email, person.name, person.zone, away_until)


def _letter(db: Session, row: Outgoing, about: About) -> Letter:
    person = db.get_one(Person, int(row.to.partition(":")[2]))
    assert row.raw is not None, "a mail that was sent has its bytes"
    assert row.sent_at is not None, "a mail that was sent knows when"
    return Letter(
        id=row.id,
        kind=row.kind,
        raw=unseal(db, row.raw),
        reader=reader(person),
        sent_at=row.sent_at,
        circle=circle_number(about.circle) if about.circle else 0,
        meeting=about.meeting.n if about.meeting else 0,
        starts_at=about.meeting.starts_at if about.meeting else None,
        moves=about.meeting.moves if about.meeting else 0,
        is_stale=_is_stale(db, row, about),
        hosts=_hosts(about, person),
        slots=len(about.poll.slots) if about.poll else 0,
        closes_at=about.poll.closes_at if about.poll else None,
        members=tuple(reader(each.participant.person) for each in about.circle.members)
        if about.circle
        else (),
        follow_up=about.follow_up.text if about.follow_up else "",
        due=about.follow_up.due if about.follow_up else None,
        answers=about.incoming.message_id if about.incoming else "",
    )


def _hosts(about: About, person: Person) -> bool:
    host = about.meeting.host if about.meeting else None
    return host is not None and host.participant.person_id == person.id


def _is_stale(db: Session, row: Outgoing, about: About) -> bool:
    meeting = about.meeting
    if meeting is None:
        return False
    if about.poll is not None:
        return about.poll.state is not PollState.OPEN
    if row.kind is MailKind.TOPIC_DRAFT and guides.was_told(db, meeting):
        return True
    if row.kind is MailKind.SWAP_ASK:
        return all(swaps.question(db, meeting, member) is not row for member in meeting.circle.members)
    if row.kind in CALENDAR:
        return row.version < meeting.moved_sequence
    return row.kind in URGENCY and row.about.startswith("meeting:") and row.version != meeting.moves
