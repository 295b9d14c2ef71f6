"""One tick: post what the season owes at this instant, and enqueue whatever was not woken."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from circles.db import wake
from circles.runtime import Runtime
from circles.services import (
    anonymising,
    claims,
    due,
    inbox,
    jobs,
    leases,
    outbox,
    privacy,
    replays,
    retention,
    waiting,
)

log = structlog.get_logger()

FORGETS_EVERY, TRIES_AGAIN = timedelta(hours=6), timedelta(hours=1)
"""What is kept for days need not be looked for at every tick, unless mail is kept for no day at all; and what
could not be forgotten is not tried at every tick."""
_FORGETTING = "forgetting"


def tick(runtime: Runtime) -> None:
    """Do it in steps of their own: a fault in one keeps back no other. The first is raised in the end."""
    now = runtime.now()
    faults: list[Exception] = []
    for step in (_wake, *due.STEPS, _end_erasures):
        try:
            with runtime.transaction() as db:
                step(db, now)
        except Exception as fault:
            log.exception("a step of the tick failed", step=repr(step))
            faults.append(fault)
    with runtime.transaction() as db:
        forgets = leases.acquire_once(db, _FORGETTING, TRIES_AGAIN, now)
    kept = timedelta(days=runtime.settings.keep_raw_days)
    if forgets or not kept:
        _forget(runtime, kept, now)
    if faults:
        raise faults[0]


_ANY_WAITS = select(or_(claims.waits(), inbox.IS_WAITING, jobs.IS_WAITING))


def _wake(db: Session, now: datetime) -> None:
    """Enqueue what nobody was woken for, or what did not finish."""
    if not db.scalar(_ANY_WAITS, {"now": now}):
        return
    outbox.recover(db, now)
    for row in outbox.due(db, now):
        wake(db, "deliver", row)
    for row in inbox.unread(db, now):
        wake(db, "receive", row)
    for row in jobs.unfinished(db, now):
        wake(db, "run", row)


def _end_erasures(db: Session, _: datetime) -> None:
    privacy.finish(db)


def _forget(runtime: Runtime, kept: timedelta, now: datetime) -> None:
    """Take one bounded step; the next tick goes on where it did all that it may do at once."""
    with runtime.transaction() as db:
        goes_on = [
            retention.sweep(db, now, keep_received=kept, keep_sent=runtime.settings.demo),
            waiting.sweep(db, now),
        ]
        replays.sweep(db, now)
    with runtime.transaction() as db:
        goes_on.append(anonymising.sweep(db, now))
        leases.set_end(db, _FORGETTING, now if any(goes_on) else now + FORGETS_EVERY)
