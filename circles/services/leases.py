"""Leases: a named right that one process holds at a time."""

from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from circles.db import insert_once
from circles.models import Lease


def acquire(db: Session, name: str, holder: str, length: timedelta, now: datetime) -> bool:
    """Take or prolong a lease; False while somebody else holds it."""
    if insert_once(db, Lease(name=name, holder=holder, until=now + length)) is not None:
        return True
    taken = db.execute(
        update(Lease)
        .where(Lease.name == name, or_(Lease.holder == holder, Lease.until <= now))
        .values(holder=holder, until=now + length)
        .returning(Lease.name)
        .execution_options(synchronize_session=False)
    )
    return taken.first() is not None
