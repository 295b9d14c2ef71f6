"""The statements by which mails are claimed and leave: built once, for every mail asks them."""

from functools import cache

from sqlalchemy import ColumnElement, Select, Update, and_, bindparam, case, exists, not_, select, update
from sqlalchemy.orm import aliased

from circles.domain.words import OutgoingState
from circles.models import Outgoing

BLOCKING = (OutgoingState.QUEUED, OutgoingState.CLAIMED, OutgoingState.INFLIGHT)
"""The states of a mail for which the later ones of its lane wait."""
OF_THESE = Outgoing.id.in_(bindparam("ids", expanding=True))


@cache
def claimable(*which: ColumnElement[bool]) -> Select[int]:
    """Select the `most` mails that could be claimed `now`, oldest due first."""
    now, earlier = bindparam("now"), aliased(Outgoing)
    for_its_own_time = and_(
        earlier.state == OutgoingState.QUEUED, earlier.due_at > now, earlier.attempts == 0
    )
    blocked = exists().where(
        earlier.lane == Outgoing.lane,
        earlier.id < Outgoing.id,
        earlier.state.in_(BLOCKING),
        not_(for_its_own_time),
    )
    return (
        select(Outgoing.id)
        .where(Outgoing.state == OutgoingState.QUEUED, Outgoing.due_at <= now, ~blocked, *which)
        .order_by(Outgoing.due_at, Outgoing.id)
        .limit(bindparam("most"))
    )


@cache
def leaving() -> Update:
    """Put the claimed mail `leaves` on its way, and prolong to `lease` whatever `holder` has claimed."""
    it = Outgoing.id == bindparam("leaves")
    return (
        update(Outgoing)
        .where(Outgoing.claim == bindparam("holder"), Outgoing.state == OutgoingState.CLAIMED)
        .values(
            due_at=bindparam("lease"),
            state=case((it, OutgoingState.INFLIGHT), else_=Outgoing.state),
            attempts=Outgoing.attempts + case((it, 1), else_=0),
        )
        .returning(Outgoing.id)
        .execution_options(synchronize_session=False)
    )
