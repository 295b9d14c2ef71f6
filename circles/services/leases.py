"""Leases: a named right that one process holds at a time."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, or_, select, update
from sqlalchemy.orm import Session

from circles.db import insert_once
from circles.models import Lease


def acquire(db: Session, name: str, holder: str, length: timedelta, now: datetime) -> bool:
    """Take or prolong a lease; False while somebody else holds it."""
    lease = {"lease": name, "by": holder, "now": now, "new_until": now + length}
    if db.execute(_TAKE, lease).first() is not None:
        return True
    return insert_once(db, Lease(name=name, holder=holder, until=now + length)) is not None


def acquire_once(db: Session, name: str, length: timedelta, now: datetime) -> bool:
    """Take a lease that nobody prolongs: what it is for happens once in its length."""
    if db.scalar(_IS_TAKEN, {"lease": name, "now": now}):
        return False
    return acquire(db, name, secrets.token_hex(8), length, now)


def set_end(db: Session, name: str, until: datetime) -> None:
    """Let a lease end sooner or later than it would, whoever holds it."""
    db.execute(_END, {"lease": name, "new_until": until})


_OF_THIS = Lease.name == bindparam("lease")
_TAKE = (
    update(Lease)
    .where(_OF_THIS, or_(Lease.holder == bindparam("by"), Lease.until <= bindparam("now")))
    .values(holder=bindparam("by"), until=bindparam("new_until"))
    .returning(Lease.name)
    .execution_options(synchronize_session=False)
)
_END = (
    update(Lease)
    .where(_OF_THIS)
    .values(until=bindparam("new_until"))
    .execution_options(synchronize_session=False)
)
_IS_TAKEN = select(exists().where(_OF_THIS, Lease.until > bindparam("now")))
