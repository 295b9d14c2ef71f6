"""The outbox: mail is a row first, and is sent once.

    queued -> claimed -> inflight -> sent
                                  -> held        a crash left in doubt whether it arrived
                                  -> failed      the server said no for good, or it grew stale
    queued -> superseded                         a later mail says it better, or its reader can't be reached
    sent, held -> failed                         it came back

A row is *inflight* from just before its bytes leave until the server's answer is committed. An expired
claim on a *claimed* row was certainly not sent and is queued again; an expired *inflight* row is in doubt:
mails that do no harm twice go again with the same bytes, the others are held for a person to decide.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, case, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from circles.db import insert_new, is_postgresql, seal, wake
from circles.domain.timeline import Due
from circles.domain.words import MailKind, OutgoingState
from circles.errors import NotAllowed
from circles.models import Outgoing
from circles.services import claims

BATCH = 50
LEASE = timedelta(minutes=2)
STALE_AFTER = timedelta(days=7)
"""Long enough that an outage over a long weekend loses nothing that was asked for."""
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""Waits after the 1st, 2nd ... temporary refusal; then the last one again and again."""
BLOCKING = claims.BLOCKING
CALENDAR = frozenset({MailKind.INVITE, MailKind.UPDATE, MailKind.CANCEL, MailKind.RESENT})
HARMLESS_TWICE = CALENDAR | {MailKind.CONFIRM, MailKind.SIGN_IN}
"""Byte-identical copies of these change nothing for their reader."""
DOUBT = "in doubt: "
"""What the error of a mail begins with that left without an answer."""
WITHHELD = "not sent: "
"""What the error of a mail begins with that was held back when it was due."""
TOO_LATE = "it could not leave in time"


def post(
    db: Session,
    kind: MailKind,
    to: str,
    about: str,
    now: datetime,
    *,
    version: int = 0,
    due_at: datetime | None = None,
    stale_at: datetime | None = None,
) -> bool:
    """Post one mail, once per (kind, to, about, version); tell whether it was new."""
    row = _intent(kind, to, about, now, due_at or now)
    return _post_rows(db, [row | {"version": version, "stale_at": stale_at or row["stale_at"]}]) == 1


def post_to_all(
    db: Session, kind: MailKind, about: str, due_at: Mapping[str, datetime], now: datetime
) -> int:
    """Post a mail to each reader in one statement, to leave at their own time; give how many were new."""
    return _post_rows(db, [_intent(kind, to, about, now, due) for to, due in due_at.items()])


def post_owed(db: Session, owed: Sequence[Due], now: datetime) -> int:
    """Post what the timeline has found owed, in that order; give how many were new."""
    rows = [
        _intent(each.kind, f"person:{each.person}", each.about, now, each.at)
        | {"version": each.version, "stale_at": each.until}
        for each in owed
    ]
    return _post_rows(db, rows)


def _post_rows(db: Session, rows: Sequence[dict[str, Any]]) -> int:
    posted = insert_new(db, Outgoing, rows)
    for outgoing_id in posted:
        wake(db, "deliver", outgoing_id)
    return len(posted)


def _intent(kind: MailKind, to: str, about: str, now: datetime, due_at: datetime) -> dict[str, Any]:
    return {
        "kind": kind,
        "to": to,
        "about": about,
        "version": 0,
        "lane": f"{about}>{to}",
        "posted_at": now,
        "due_at": due_at,
        "stale_at": due_at + STALE_AFTER,
        "message_id": secrets.token_hex(16),
    }


def posted_since(db: Session, kind: MailKind, to: str, since: datetime) -> int:
    """Count the mails of a kind posted to somebody since an instant."""
    posted = select(func.count()).where(Outgoing.kind == kind, Outgoing.to == to, Outgoing.posted_at >= since)
    return db.scalar(posted) or 0


def in_doubt(outgoing: Outgoing) -> bool:
    """Tell whether it left before and may have arrived, though it goes again."""
    return outgoing.error.startswith(DOUBT)


def due(db: Session, now: datetime, limit: int = 1000) -> list[int]:
    """List the mails that could be claimed now, oldest due first."""
    return list(db.scalars(claims.claimable(), {"now": now, "most": limit}))


def claim(db: Session, ids: Sequence[int], holder: str, now: datetime) -> list[Outgoing]:
    """Take those of `ids` that are due for `holder` alone, in order, for the length of a lease."""
    wanted = claims.claimable(claims.OF_THESE)
    if is_postgresql(db):
        # Locked first, then changed: in one statement the inner one may be run again, past its limit.
        wanted = wanted.with_for_update(skip_locked=True, key_share=True, of=Outgoing)
    found = db.scalars(wanted, {"ids": ids, "now": now, "most": BATCH}).all()
    taken = db.scalars(claims.taken(), {"ids": found, "holder": holder, "lease": now + LEASE})
    return sorted(taken, key=lambda row: row.id)


def keep_bytes(db: Session, outgoing: Outgoing, raw: bytes, shown: list[dict[str, Any]]) -> None:
    """Store what will be sent, so that a retry sends the same bytes and a reply can be compared with it."""
    outgoing.raw = seal(db, raw)
    outgoing.shown = shown
    flag_modified(outgoing, "shown")  # else mails with and without a list are written in turns, one by one


def mark_inflight(db: Session, outgoing_id: int, holder: str, now: datetime) -> bool:
    """Note that the bytes leave now; False if the claim was lost meanwhile, and they must not.

    The holder's other claims are prolonged: a slow server must not make a batch expire half-way.
    """
    held = db.execute(claims.leaving(), {"leaves": outgoing_id, "holder": holder, "lease": now + LEASE})
    return outgoing_id in held.scalars()


def mark_sent(db: Session, outgoing_id: int, holder: str, answer: str, now: datetime) -> bool:
    """Note the server's yes."""
    noted = db.execute(claims.sent(), {"left": outgoing_id, "holder": holder, "answer": answer, "now": now})
    assert isinstance(noted, CursorResult)
    return noted.rowcount == 1


def mark_refused(
    db: Session, outgoing_id: int, holder: str, answer: str, now: datetime, *, permanent: bool
) -> None:
    """Note the server's no: for good, or to be tried again after a while."""
    outgoing = db.get_one(Outgoing, outgoing_id)
    if outgoing.claim != holder or outgoing.state not in {OutgoingState.CLAIMED, OutgoingState.INFLIGHT}:
        return
    if outgoing.state is OutgoingState.CLAIMED:
        outgoing.attempts += 1
    outgoing.error, outgoing.claim = (DOUBT if in_doubt(outgoing) else "") + answer, ""
    if permanent:
        outgoing.state = OutgoingState.FAILED
    else:
        outgoing.state = OutgoingState.QUEUED
        outgoing.due_at = now + BACK_OFF[min(outgoing.attempts, len(BACK_OFF)) - 1]


def release(db: Session, holder: str, now: datetime) -> None:
    """Give back what was claimed and certainly not sent."""
    db.execute(claims.given_back(), {"holder": holder, "now": now})


def doubt(db: Session, outgoing_id: int, holder: str, answer: str, now: datetime) -> None:
    """Settle a mail whose connection broke between its bytes and the server's answer."""
    _settle_doubt(db, (Outgoing.id == outgoing_id) & (Outgoing.claim == holder), answer, now)


def recover(db: Session, now: datetime) -> None:
    """Settle every expired lease and everything that has grown stale."""
    if not db.scalar(claims.neglected(), {"now": now}):
        return
    expired = Outgoing.due_at <= now
    _change(db, expired, OutgoingState.CLAIMED, state=OutgoingState.QUEUED, claim="", due_at=now)
    _settle_doubt(db, expired, "the worker ended before the server answered", now)
    db.execute(claims.stale(), {"now": now})


def _settle_doubt(db: Session, which: ColumnElement[bool], why: str, now: datetime) -> None:
    """Queue those of the mails on their way that do no harm twice, hold the others."""
    again_or_held = case((Outgoing.kind.in_(HARMLESS_TWICE), OutgoingState.QUEUED), else_=OutgoingState.HELD)
    settled = {"claim": "", "due_at": now, "error": DOUBT + why}
    _change(db, which, OutgoingState.INFLIGHT, state=again_or_held, **settled)


def send_again(db: Session, outgoing: Outgoing, now: datetime) -> None:
    """Queue a held or failed mail once more, with the bytes it had."""
    if outgoing.state not in {OutgoingState.HELD, OutgoingState.FAILED}:
        raise NotAllowed("Only a mail that is held or has failed can be sent again.")
    outgoing.state, outgoing.due_at, outgoing.claim = OutgoingState.QUEUED, now, ""
    outgoing.stale_at = max(outgoing.stale_at, now + STALE_AFTER)
    wake(db, "deliver", outgoing.id)


def postpone(outgoing: Outgoing, due_at: datetime) -> None:
    """Put off a mail that has not left; it is written anew then, unless it may have arrived already."""
    outgoing.state, outgoing.due_at, outgoing.claim = OutgoingState.QUEUED, due_at, ""
    outgoing.raw = outgoing.raw if in_doubt(outgoing) else None


def it_arrived(outgoing: Outgoing, now: datetime) -> None:
    """Settle a held mail: a reply, a bounce or a person proves that it arrived."""
    if outgoing.state is OutgoingState.HELD:
        outgoing.state, outgoing.sent_at = OutgoingState.SENT, outgoing.sent_at or now


def came_back(outgoing: Outgoing, why: str) -> None:
    """Note that a mail that left did not reach its reader."""
    if outgoing.state in {OutgoingState.SENT, OutgoingState.HELD, OutgoingState.INFLIGHT}:
        outgoing.state, outgoing.error, outgoing.claim = OutgoingState.FAILED, f"came back: {why}", ""


def withhold(outgoing: Outgoing, why: str) -> None:
    """Don't send a claimed mail: its reader can't be written to, or not in time."""
    outgoing.state, outgoing.error, outgoing.claim = OutgoingState.SUPERSEDED, WITHHELD + why, ""


def withheld(why: str) -> ColumnElement[bool]:
    """Tell whether a mail was held back for that."""
    return (Outgoing.state == OutgoingState.SUPERSEDED) & (Outgoing.error == WITHHELD + why)


def missed_its_time() -> ColumnElement[bool]:
    """Tell whether a mail never left as it grew stale before, or would have by the hour it could."""
    is_stale = (Outgoing.state == OutgoingState.FAILED) & Outgoing.error.startswith(claims.STALE)
    return is_stale | withheld(TOO_LATE)


def is_undelivered(outgoing: Outgoing) -> bool:
    """Tell whether a mail was held back when it was due, was refused, or came back."""
    withheld = outgoing.state is OutgoingState.SUPERSEDED and outgoing.error.startswith(WITHHELD)
    return withheld or outgoing.state is OutgoingState.FAILED


def send_after_all(db: Session, outgoing: Outgoing, stale_at: datetime, now: datetime) -> None:
    """Queue an undelivered mail, to be written anew."""
    outgoing.state, outgoing.error, outgoing.raw = OutgoingState.QUEUED, "", None
    outgoing.sent_at = None
    outgoing.due_at, outgoing.stale_at = now, stale_at
    wake(db, "deliver", outgoing.id)


def _change(db: Session, which: ColumnElement[bool], was: OutgoingState, **values: Any) -> None:
    """Change the mails still in a state, in one statement: another worker may be changing them too."""
    db.execute(
        update(Outgoing)
        .where(which, Outgoing.state == was)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
