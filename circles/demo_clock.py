"""The demo's clock: moved forward from one thing due to the next, so that jobs run as on real days."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import ceil

from redis.exceptions import RedisError
from sqlalchemy import bindparam, func, select, union_all
from sqlalchemy.orm import Session

from circles.domain.words import IncomingState, OutgoingState
from circles.errors import NotAllowed
from circles.models import DemoClock, Incoming, Outgoing
from circles.runtime import Runtime
from circles.services import digests, outbox, timeline

GIVES_UP_AFTER = 60.0
_LOOKS_EVERY = 0.02
_SWEEPS_EVERY = 1.0


def advance(runtime: Runtime, to: datetime, patience: float = GIVES_UP_AFTER) -> datetime:
    """Let the demo's time pass until `to`, stopping at each instant at which something is due.

    The clock moves on only when the queue is empty and no mail is on its way in or out. Gives the time it is
    then. Raises NotAllowed when the worker does not get there within `patience` seconds; the clock then stays
    at the last instant reached, and asking again goes on from there.
    """
    deadline = time.monotonic() + patience
    try:
        _settle(runtime, deadline)
        while (now := runtime.now()) < to:
            with runtime.transaction(read_only=True) as db:
                due = next_instant(db, now, to)
            move(runtime, min(to, due or to))
            _settle(runtime, deadline)
    except RedisError as error:
        raise NotAllowed("The queue can't be reached, so the clock stays where it is.") from error
    return runtime.now()


def _settle(runtime: Runtime, deadline: float) -> None:
    """Sweep, and wait until the worker has nothing left to do at this instant."""
    swept = 0.0
    while True:
        if _is_idle(runtime):
            if swept and not _busy_rows(runtime):
                return
            if time.monotonic() - swept >= _SWEEPS_EVERY:
                swept = time.monotonic()
                runtime.enqueue("tick")
        if time.monotonic() > deadline:
            raise NotAllowed(
                f"The clock has come to {runtime.now():%a %d %b %Y, %H:%M} UTC and waits for the worker: "
                f"{runtime.queue.count} jobs and {_busy_rows(runtime)} mails are not done. "
                "If a worker is running, go on from here; if not, start one."
            )
        time.sleep(_LOOKS_EVERY)


def _is_idle(runtime: Runtime) -> bool:
    """Tell whether no job waits, runs, or is just being taken from the queue."""
    queue = runtime.queue
    with runtime.redis.pipeline() as pipe:
        pipe.llen(queue.key)
        pipe.llen(queue.intermediate_queue_key)
        pipe.zcount(queue.started_job_registry.key, time.time(), "+inf")  # the others' workers have died
        return not any(pipe.execute())


def _busy_rows(runtime: Runtime) -> int:
    """Count the mails being sent, and those that could be sent or read at once."""
    now = runtime.now()
    with runtime.transaction(read_only=True) as db:
        leaving = select(func.count()).where(
            Outgoing.state.in_((OutgoingState.CLAIMED, OutgoingState.INFLIGHT))
        )
        unread = select(func.count()).where(Incoming.state == IncomingState.STORED)
        return (db.scalar(leaving) or 0) + (db.scalar(unread) or 0) + len(outbox.due(db, now))


def next_instant(db: Session, now: datetime, by: datetime | None = None) -> datetime | None:
    """Give when anything next falls due: what the seasons owe, or a mail that waits for its time.

    Where only what is due `by` an instant matters, it looks no further, and stops also where a digest is due:
    that comes every week, whether there is anything to say or not.
    """
    instants = [timeline.next_instant(db, now, by), _next_mail(db, now)]
    if by is not None:
        instants.append(digests.next_due(db, now))
    return min((each for each in instants if each is not None), default=None)


def _next_mail(db: Session, now: datetime) -> datetime | None:
    """Give when a mail kept for later may next be tried."""
    later: Sequence[datetime | None] = db.scalars(_LATER, {"now": now}).all()
    return min((each for each in later if each is not None), default=None)


_LATER = union_all(
    select(func.min(Outgoing.due_at)).where(
        Outgoing.state == OutgoingState.QUEUED, Outgoing.due_at > bindparam("now")
    ),
    select(func.min(Incoming.due_at)).where(
        Incoming.state == IncomingState.STORED, Incoming.due_at > bindparam("now")
    ),
)


def move(runtime: Runtime, to: datetime) -> None:
    """Set the clock at once, whatever falls due on the way; it never goes back."""
    ahead = ceil((to - datetime.now(UTC)) / timedelta(seconds=1))
    with runtime.transaction() as db:
        clock = db.get(DemoClock, 1)
        if clock is None:
            clock = DemoClock(id=1, ahead_seconds=0)
            db.add(clock)
        clock.ahead_seconds = max(clock.ahead_seconds or 0, ahead)
