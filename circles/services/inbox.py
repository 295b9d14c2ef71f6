"""The inbox: a mail is stored and committed before it is answered, and read later, once."""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, exists, false, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from circles.db import insert_once, seal, wake
from circles.domain.tongue import say
from circles.domain.veil import veiled
from circles.domain.words import IncomingKind, IncomingState, TrustLevel
from circles.errors import NotAllowed
from circles.models import Incoming, Outgoing

RETRY = timedelta(minutes=1)
READ_AT = "read_at"
"""Under what a mail keeps when it was read, which is when what it says was done."""
MOST_SWEPT = 500
AWAITED = timedelta(days=7)
"""For so long what counts answers waits for a mail that nobody has read, and no longer: one may never be."""
MOST_HEAD = 65_536
"""Octets of a mail in which its head is looked for."""
_TRACE = re.compile(
    rb"(?im)^(?:received|delivered-to|x-original-to|received-spf|authentication-results"
    rb"|arc-(?:seal|message-signature|authentication-results))[ \t]*:.*\n(?:[ \t].*\n)*"
)
"""Fields of the way (RFC 5321, 4.4, and RFC 8601, 8617); Return-Path is none: an empty one has a meaning."""


def store(
    db: Session, raw: bytes, recipient: str, now: datetime, envelope: Mapping[str, str] | None = None
) -> int | None:
    """Keep a mail as it came; None when the same mail to the same recipient is here already.

    `recipient` is what Site.keep gives.
    """
    stored: int | None = insert_once(
        db,
        Incoming(
            recipient=recipient.strip().lower(),
            hash=_digest(raw),
            raw=seal(db, raw),
            state=IncomingState.STORED,
            received_at=now,
            envelope=veiled(dict(envelope or {})),
            due_at=now + RETRY,
            attempts=0,
            sender="",
            subject="",
            message_id="",
            outcome={},
        ),
    )
    if stored is not None:
        wake(db, "receive", stored)
    return stored


def _digest(raw: bytes) -> str:
    """Hash a mail without what each server on its way adds to the head: copies differ in nothing else."""
    head, gap, body = raw[:MOST_HEAD].partition(b"\r\n\r\n" if b"\r\n\r\n" in raw[:MOST_HEAD] else b"\n\n")
    digest = hashlib.sha256(_TRACE.sub(b"", head + b"\n") + gap + body)
    digest.update(memoryview(raw)[MOST_HEAD:])
    return digest.hexdigest()


def take(db: Session, incoming_id: int) -> tuple[Incoming, bytes | None, Sequence[Incoming]] | None:
    """Lock a mail that nobody has read yet and its copies to other addresses; None once it was read.

    Gives with it its sealed bytes, None where they are not kept; the session does not hold on to them.
    """
    rows = {row.id: (row, sealed) for row, sealed in db.execute(_COPIES, {"id": incoming_id})}
    incoming, sealed = rows.pop(incoming_id, (None, None))
    if incoming is None or incoming.state is not IncomingState.STORED:
        return None
    return incoming, sealed, [copy for copy, _ in rows.values()]


_COPIES = (
    select(Incoming, case((Incoming.id == bindparam("id"), Incoming.raw)))
    .where(Incoming.hash == select(Incoming.hash).where(Incoming.id == bindparam("id")).scalar_subquery())
    .order_by(Incoming.id)
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)


def read_before(incoming: Incoming, copies: Iterable[Incoming]) -> Incoming | None:
    """Give the copy of a mail that came of the same person to another address of ours and was read there."""
    if incoming.person_id is None:
        return None
    return next((each for each in copies if each.person_id == incoming.person_id and _was_read(each)), None)


def _was_read(copy: Incoming) -> bool:
    """Tell whether a copy counts; of a report, only the one that came back the right way does."""
    read = copy.state in {IncomingState.READ, IncomingState.REVIEW, IncomingState.DONE}
    return read and copy.kind is IncomingKind.HUMAN and not copy.outcome.get("copy")


def was_believed(db: Session, incoming: Incoming, seals: Collection[str]) -> bool:
    """Tell whether an authentic mail with this Message-ID, or one of these signatures, came here before.

    Not every signature covers the Message-ID, so whoever sends a mail again may give it another.
    """
    same = [Incoming.outcome["seals"].as_string().contains(seal) for seal in seals]
    if incoming.message_id:
        same.append(Incoming.message_id == incoming.message_id)
    before = exists().where(
        Incoming.recipient == incoming.recipient,
        Incoming.level == TrustLevel.A,
        Incoming.id != incoming.id,
        Incoming.state != IncomingState.STORED,
        or_(false(), *same),
    )
    return bool(db.scalar(select(before)))


def unread(db: Session, now: datetime) -> list[int]:
    """List the mails whose reading was not woken or did not finish, and look at them again a while later."""
    waiting = db.scalars(_UNREAD, {"now": now}).all()
    for incoming in waiting:
        incoming.due_at = now + RETRY
    return [incoming.id for incoming in waiting]


_WAITING = (Incoming.state == IncomingState.STORED, Incoming.due_at <= bindparam("now"))
IS_WAITING = exists().where(*_WAITING)
"""Whether any mail waits to be read `now`."""
_UNREAD = select(Incoming).where(*_WAITING).order_by(Incoming.id).limit(MOST_SWEPT)


def waits_from_before(deadline: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
    """Tell whether mail from before a deadline is still unread, as after an outage: it may hold the answer.

    None is waited for that came before `awaited_since`.
    """
    return exists().where(
        Incoming.state == IncomingState.STORED,
        Incoming.received_at.between(bindparam("awaited_since"), deadline),
    )


def settle(incoming: Incoming, state: IncomingState, kind: IncomingKind, outcome: dict[str, Any]) -> None:
    """Note what a mail was and what came of it."""
    incoming.state, incoming.kind = state, kind
    incoming.outcome = {**incoming.outcome, **veiled(outcome)}


def keep_nothing(incoming: Incoming, why: str) -> None:
    """Note that a mail came, and why none of its words is kept."""
    incoming.raw, incoming.envelope = None, {}
    settle(incoming, IncomingState.QUARANTINED, IncomingKind.REFUSED, {"reason": why})


def keep_no_addresses(db: Session, keep: Callable[[str], str]) -> None:
    """Keep of the addresses in rows of an older version what they stand for, as `store` is given since.

    `keep` is Site.keep; an address that has expired stays, as nobody can write there.
    """
    of_old = select(Incoming.id, Incoming.hash, Incoming.recipient).where(Incoming.recipient.like("%+%@%"))
    for row, digest, address in db.execute(of_old).all():
        if (kept := keep(address)) == address:
            continue
        same = select(Incoming.id).where(Incoming.hash == digest, Incoming.recipient == kept)
        if db.scalar(same) is not None:
            kept = f"copy:{row}"  # it came again since, and stands for nobody
        db.execute(update(Incoming).where(Incoming.id == row).values(recipient=kept))


def wipe(db: Session, which: ColumnElement[bool]) -> None:
    """Keep of some mails that they came; none of them is to be read any more."""
    for mail in db.scalars(select(Incoming).where(which)):
        if mail.state in {IncomingState.STORED, IncomingState.REVIEW}:
            mail.state = IncomingState.READ
        mail.raw, mail.sender, mail.subject, mail.message_id = None, "", "", ""
        mail.envelope, mail.outcome = {}, {}


def answered_by(db: Session, mail: Outgoing | None) -> Incoming | None:
    """Give the mail of theirs that our receipt, or question, was about."""
    if mail is None or not mail.about.startswith("incoming:"):
        return None
    return db.get(Incoming, int(mail.about.partition(":")[2]))


def waits_for_proof(incoming: Incoming) -> bool:
    """Tell whether we asked if a mail is theirs, and they have not said so yet."""
    return "request" in incoming.outcome and "proven" not in incoming.outcome


def answer_ask(db: Session, incoming: Incoming, *, theirs: bool) -> None:
    """Take the answer to "was this you?": a mail that was theirs is read again, once, and acted on.

    Raises NotAllowed when that is settled, or when its bytes are not kept any more.
    """
    if not waits_for_proof(incoming):
        raise NotAllowed(say("That is settled already; there is nothing left to confirm."))
    if theirs and incoming.raw is None:
        raise NotAllowed(
            say("We keep mails for some days only, and have that one no more. Please write it again.")
        )
    incoming.outcome = {**incoming.outcome, "proven": theirs}
    if theirs:
        incoming.state = IncomingState.STORED
        wake(db, "receive", incoming.id)
