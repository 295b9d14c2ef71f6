"""One tick: post what the season owes at this instant, and enqueue whatever was not woken."""

from datetime import datetime, timedelta

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

FORGETS_EVERY, TRIES_AGAIN = timedelta(hours=6), timedelta(hours=1)
"""What is kept for days need not be looked for at every tick, unless mail is kept for no day at all; and what
could not be forgotten is not tried at every tick."""
_FORGETTING = "forgetting"


def tick(runtime: Runtime) -> None:
    """Do it in steps of their own: a fault in posting must not keep back what is already posted."""
    now = runtime.now()
    with runtime.transaction() as db:
        if db.scalar(_ANY_WAITS, {"now": now}):
            _wake(db, now)
    for step in due.STEPS:
        with runtime.transaction() as db:
            step(db, now)
    with runtime.transaction() as db:
        privacy.finish(db)
        forgets = leases.acquire_once(db, _FORGETTING, TRIES_AGAIN, now)
    kept = timedelta(days=runtime.settings.keep_raw_days)
    if forgets or not kept:
        _forget(runtime, kept, now)


_ANY_WAITS = select(or_(claims.waits(), inbox.IS_WAITING, jobs.IS_WAITING))


def _wake(db: Session, now: datetime) -> None:
    """Enqueue what nobody was woken for, or what did not finish."""
    outbox.recover(db, now)
    for row in outbox.due(db, now):
        wake(db, "deliver", row)
    for row in inbox.unread(db, now):
        wake(db, "receive", row)
    for row in jobs.unfinished(db, now):
        wake(db, "run", row)


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
