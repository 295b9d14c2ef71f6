"""The mails about hosting: what each tells its reader, which a Yes or No to it is about."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, and_, cast, or_, select
from sqlalchemy.orm import Session

from circles.domain.kindness import news_leaves
from circles.domain.words import Errand, MailKind, OutgoingState
from circles.models import Meeting, Membership, Outgoing
from circles.services import lanes, outbox

_YOU_HOST = '%"host": "you"%'
"""How what a mail has shown to who hosts is kept, whatever the mail is about."""
_TO_HOSTS = (MailKind.SWAP_ASK, MailKind.TOPIC_DRAFT)
"""Mails that tell who hosts, or is asked to."""


@dataclass(frozen=True)
class Told:
    """What a mail about hosting told; `member` is who asked or said no (a membership), else its reader."""

    errand: Errand
    member: int
    moves: int
    """How often the meeting had moved."""


def post(
    db: Session, errand: Errand, meeting: Meeting, to: Membership, now: datetime, by: Membership | None = None
) -> None:
    """Tell a member about hosting a meeting: at once, or when they are back from a break that ends before."""
    back = to.participant.paused_until
    if back is not None and back >= meeting.starts_at:
        return
    away = back is not None and back > now
    due_at = news_leaves(back, meeting.starts_at, to.participant.person.zone) if back and away else now
    reader, about = _lane(meeting, to)
    version = lanes.next_version(db, MailKind.SWAP_ASK, reader, about)
    outbox.post(
        db,
        MailKind.SWAP_ASK,
        reader,
        about,
        now,
        version=version,
        due_at=due_at,
        stale_at=meeting.starts_at,
    )
    mail = db.scalars(_mails(meeting, to).where(Outgoing.version == version)).one()
    mail.shown = [{"errand": errand.value, "member": (by or to).id, "moves": meeting.moves}]
    db.flush()


def told(mail: Outgoing | None) -> Told | None:
    """Give what a mail about hosting told; None for another mail, and for one that was taken back."""
    kept = mail.shown[0] if mail is not None and mail.kind is MailKind.SWAP_ASK and mail.shown else None
    return Told(Errand(kept["errand"]), kept["member"], kept["moves"]) if kept else None


def latest(db: Session, meeting: Meeting, to: Membership) -> Outgoing | None:
    """Give the last mail about hosting a meeting that a member has, or is about to have."""
    standing = (
        _mails(meeting, to)
        .where(Outgoing.state != OutgoingState.SUPERSEDED)
        .order_by(Outgoing.version.desc())
    )
    return next((mail for mail in db.scalars(standing) if mail.shown), None)


def withdraw(db: Session, meeting: Meeting, to: Membership) -> None:
    """Don't send what still waits for a member about hosting a meeting."""
    reader, about = _lane(meeting, to)
    lanes.withdraw(db, reader, [about], MailKind.SWAP_ASK)
    db.flush()


def take_back(mail: Outgoing) -> None:
    """Make a question worthless: a Yes to it takes up nothing any more."""
    if mail.state is OutgoingState.QUEUED:
        mail.state = OutgoingState.SUPERSEDED
    mail.shown = []


def has_been_told(db: Session, meeting: Meeting, host: Membership) -> bool:
    """Tell whether a member has had a mail that says they host a meeting, or asks them to."""
    reader, about = _lane(meeting, host)
    reached = select(Outgoing.id).where(
        Outgoing.kind.in_(_TO_HOSTS),
        Outgoing.to == reader,
        Outgoing.about == about,
        Outgoing.state.in_(lanes.REACHED),
    )
    return db.scalars(reached.limit(1)).first() is not None


def you_host(meeting: Meeting) -> dict[str, object]:
    """Give what a mail has shown that names a meeting's host to who hosts."""
    return {"host": "you", "meeting": meeting.id}


def known(db: Session, turns: Collection[tuple[Meeting, Membership]]) -> set[int]:
    """Give the meetings whose hosts, as given, were told of it, be it only by an invite or a receipt."""
    lanes_of = {_lane(meeting, host): meeting.id for meeting, host in turns}
    if not lanes_of:
        return set()
    readers, abouts = zip(*lanes_of, strict=True)
    to_hosts = and_(Outgoing.about.in_(abouts), Outgoing.kind.in_(_TO_HOSTS))
    reached = select(Outgoing.to, Outgoing.about, Outgoing.kind, Outgoing.shown).where(
        Outgoing.to.in_(readers),
        Outgoing.state.in_(lanes.REACHED),
        or_(to_hosts, cast(Outgoing.shown, String).like(_YOU_HOST)),
    )
    told = {
        (to, named)
        for to, about, kind, shown in db.execute(reached)
        for named in (about if kind in _TO_HOSTS else "", *_named(shown, about))
    }
    return {lanes_of[lane] for lane in told & lanes_of.keys()}


def _named(shown: Sequence[dict[str, Any]], about: str) -> Iterator[str]:
    """Give the meetings of which a mail told its reader that they host; older marks mean what it is about."""
    marks = (each for each in shown if each.get("host") == "you")
    return (f"meeting:{each['meeting']}" if "meeting" in each else about for each in marks)


def _mails(meeting: Meeting, to: Membership) -> Select[Outgoing]:
    reader, about = _lane(meeting, to)
    return select(Outgoing).where(
        Outgoing.kind == MailKind.SWAP_ASK, Outgoing.to == reader, Outgoing.about == about
    )


def _lane(meeting: Meeting, to: Membership) -> tuple[str, str]:
    return f"person:{to.participant.person_id}", f"meeting:{meeting.id}"
