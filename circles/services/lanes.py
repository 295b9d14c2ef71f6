"""The lanes of the outbox: a later mail to somebody about a thing may replace what still waits."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from circles.domain.words import MailKind, OutgoingState
from circles.models import Meeting, Outgoing
from circles.services import outbox

NEVER_LEFT = (OutgoingState.SUPERSEDED, OutgoingState.FAILED)
REACHED = (OutgoingState.CLAIMED, OutgoingState.INFLIGHT, OutgoingState.SENT, OutgoingState.HELD)


def post_change(
    db: Session,
    kind: MailKind,
    to: str,
    meeting: Meeting,
    now: datetime,
    *,
    due_at: datetime | None = None,
    new_time: bool = True,
) -> bool:
    """Post an update or cancel so that calendars see a sensible history; tell whether anything was posted.

    An invite still waiting will carry the new values itself, so an update is not needed; what else waits in
    the lane is superseded, but with the time unchanged only calendars are, and the others are written anew;
    a cancel whose reader never had an invite is not sent.
    """
    about, version, stale_at = f"meeting:{meeting.id}", meeting.sequence, meeting.starts_at
    posted = _lane(db, f"{about}>{to}")
    waiting = [row for row in posted if row.state is OutgoingState.QUEUED]
    reached = [row for row in posted if row not in waiting or outbox.in_doubt(row)]
    invites = [row for row in waiting if row.kind is MailKind.INVITE and not outbox.in_doubt(row)]
    says_it = invites if kind is MailKind.UPDATE else []
    for row in waiting:
        if row in says_it:
            row.raw, row.version, row.stale_at = None, version, stale_at
        elif new_time or row.kind in outbox.CALENDAR:
            row.state = OutgoingState.SUPERSEDED
        else:
            row.raw = None
    if says_it:
        return False
    if not any(row.kind in outbox.CALENDAR for row in reached):
        return False
    if kind is MailKind.CANCEL:  # who left may be back, and leave again before the meeting changes
        version = max([version, *(row.version + 1 for row in reached if row.kind is kind)])
    return outbox.post(db, kind, to, about, now, version=version, due_at=due_at, stale_at=stale_at)


def next_version(db: Session, kind: MailKind, to: str, about: str) -> int:
    """Give the request number of a mail that may go more than once."""
    posted = select(func.count()).where(Outgoing.kind == kind, Outgoing.to == to, Outgoing.about == about)
    return db.scalar(posted) or 0


def telling(db: Session, to: str, about: str, sequence: int) -> Outgoing | None:
    """Give the first calendar that tells somebody of a meeting as it is since `sequence`, if any does."""
    return db.scalars(_TELLING, {"to": to, "about": about, "sequence": sequence}).first()


_TELLING = (
    select(Outgoing)
    .where(
        Outgoing.to == bindparam("to"),
        Outgoing.about == bindparam("about"),
        Outgoing.kind.in_((MailKind.INVITE, MailKind.UPDATE)),
        Outgoing.version >= bindparam("sequence"),
        Outgoing.state.in_((OutgoingState.QUEUED, *REACHED)),
    )
    .order_by(Outgoing.id)
    .limit(1)
)


def is_off(db: Session, to: str, meeting: Meeting) -> bool:
    """Tell whether the last that somebody's calendar learns of a meeting is that it is not for them."""
    posted = _lane(db, f"meeting:{meeting.id}>{to}")
    return next(
        (row.kind is MailKind.CANCEL for row in reversed(posted) if row.kind in outbox.CALENDAR), False
    )


def withdraw(db: Session, to: str, about: Collection[str], *kinds: MailKind) -> None:
    """Don't send what still waits for somebody about these things; with `kinds`, only mails of those."""
    waiting = select(Outgoing).where(
        Outgoing.to == to, Outgoing.about.in_(about), Outgoing.state == OutgoingState.QUEUED
    )
    for row in db.scalars(waiting.order_by(Outgoing.id).with_for_update(key_share=True)):
        if (not kinds or row.kind in kinds) and row.kind is not MailKind.CANCEL:
            row.state = OutgoingState.SUPERSEDED


def _lane(db: Session, lane: str) -> Sequence[Outgoing]:
    """Give a lane's mails in order and lock them: a worker must not claim what is being changed."""
    return db.scalars(_LANE, {"lane": lane}).all()


_LANE = (
    select(Outgoing)
    .where(Outgoing.lane == bindparam("lane"), Outgoing.state.in_((OutgoingState.QUEUED, *REACHED)))
    .order_by(Outgoing.id)
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)
