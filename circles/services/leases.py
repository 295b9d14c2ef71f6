"""Leases: a named right that one process holds at a time."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select, update
from sqlalchemy.orm import Session

from circles.db import insert_once
from circles.models import Lease


def acquire(db: Session, name: str, holder: str, length: timedelta, now: datetime) -> bool:
    """Take or prolong a lease; False while somebody else holds it."""
    taken = db.execute(
        update(Lease)
        .where(Lease.name == name, or_(Lease.holder == holder, Lease.until <= now))
        .values(holder=holder, until=now + length)
        .returning(Lease.name)
        .execution_options(synchronize_session=False)
    )
    if taken.first() is not None:
        return True
    return insert_once(db, Lease(name=name, holder=holder, until=now + length)) is not None


def acquire_once(db: Session, name: str, length: timedelta, now: datetime) -> bool:
    """Take a lease that nobody prolongs: what it is for happens once in its length."""
    if db.scalar(select(exists().where(Lease.name == name, Lease.until > now))):
        return False
    return acquire(db, name, secrets.token_hex(8), length, now)
