"""The statements by which mails are claimed and leave: built once, for every mail asks them."""

from datetime import datetime
from functools import cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    case,
    exists,
    not_,
    select,
    update,
)
from sqlalchemy.orm import undefer
from sqlalchemy.sql.dml import ReturningUpdate

from circles.domain.words import OutgoingState
from circles.models import Outgoing

_MAILS: Table = Outgoing.metadata.tables[Outgoing.__tablename__]
BLOCKING = (OutgoingState.QUEUED, OutgoingState.CLAIMED, OutgoingState.INFLIGHT)
"""The states of a mail for which the later ones of its lane wait."""
STALE = "stale: "
"""How the error of a mail begins that was not sent while it was worth it."""
_NOW: BindParameter[datetime] = bindparam("now")
OF_THESE = _MAILS.c.id.in_(bindparam("ids", expanding=True))


@cache
def claimable(*which: ColumnElement[bool]) -> Select[int]:
    """Select the `most` mails that could be claimed `now`, oldest due first."""
    now, mail, earlier = _NOW, _MAILS.c, _MAILS.alias().c
    for_its_own_time = and_(
        earlier.state == OutgoingState.QUEUED, earlier.due_at > now, earlier.attempts == 0
    )
    blocked = exists().where(
        earlier.lane == mail.lane,
        earlier.id < mail.id,
        earlier.state.in_(BLOCKING),
        not_(for_its_own_time),
    )
    return (
        select(mail.id)
        .where(mail.state == OutgoingState.QUEUED, mail.due_at <= now, mail.stale_at > now)
        .where(~blocked, *which)
        .order_by(mail.due_at, mail.id)
        .limit(bindparam("most"))
    )


@cache
def taken() -> ReturningUpdate[Outgoing]:
    """Claim for `holder`, till `lease`, those of some mails that are still queued, and give them."""
    return (
        update(Outgoing)
        .where(OF_THESE, Outgoing.state == OutgoingState.QUEUED)
        .values(state=OutgoingState.CLAIMED, claim=bindparam("holder"), due_at=bindparam("lease"))
        .returning(Outgoing)
        .options(undefer(Outgoing.raw))
        .execution_options(synchronize_session=False, populate_existing=True)
    )


@cache
def waits() -> ColumnElement[bool]:
    """Tell whether by `now` a mail is due, a lease on one has expired, or one has grown stale."""
    mail, now = Outgoing, _NOW
    is_due = mail.state.in_(BLOCKING) & (mail.due_at <= now)
    is_stale = mail.state.in_((OutgoingState.QUEUED, OutgoingState.HELD)) & (mail.stale_at <= now)
    return exists().where(is_due | is_stale)


@cache
def neglected() -> Select[bool]:
    """Tell whether by `now` a lease has expired, or a mail has grown stale that nobody has claimed."""
    mail, now = Outgoing, _NOW
    taken = mail.state.in_((OutgoingState.CLAIMED, OutgoingState.INFLIGHT)) & (mail.due_at <= now)
    waits = mail.state.in_((OutgoingState.QUEUED, OutgoingState.HELD)) & (mail.stale_at <= now)
    return select(exists().where(taken | waits))


@cache
def stale() -> Update:
    """Give up what by `now` has grown stale and nobody has claimed."""
    mail = Outgoing
    return (
        update(mail)
        .where(mail.state.in_((OutgoingState.QUEUED, OutgoingState.HELD)), mail.stale_at <= _NOW)
        .values(state=OutgoingState.FAILED, error=STALE + mail.error)
        .execution_options(synchronize_session="fetch")
    )


@cache
def given_back() -> Update:
    """Queue again, due `now`, what `holder` has claimed and not sent."""
    mail = Outgoing
    return (
        update(mail)
        .where(mail.claim == bindparam("holder"), mail.state == OutgoingState.CLAIMED)
        .values(state=OutgoingState.QUEUED, claim="", due_at=_NOW)
        .execution_options(synchronize_session=False)
    )


@cache
def leaving() -> Update:
    """Put the claimed mail `leaves` on its way, and prolong to `lease` whatever `holder` has claimed."""
    mail, it = _MAILS.c, _MAILS.c.id == bindparam("leaves")
    return (
        update(_MAILS)
        .where(mail.claim == bindparam("holder"), mail.state == OutgoingState.CLAIMED)
        .values(
            due_at=bindparam("lease"),
            state=case((it, OutgoingState.INFLIGHT), else_=mail.state),
            attempts=mail.attempts + case((it, 1), else_=0),
        )
        .returning(mail.id)
    )


@cache
def sent() -> Update:
    """Note the server's `answer` to the mail `left`, which `holder` has put on its way."""
    mail = _MAILS.c
    ours = (mail.id == bindparam("left"), mail.claim == bindparam("holder"))
    return (
        update(_MAILS)
        .where(*ours, mail.state == OutgoingState.INFLIGHT)
        .values(state=OutgoingState.SENT, sent_at=bindparam("now"), error=bindparam("answer"), claim="")
    )
