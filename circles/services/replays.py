"""Signed deliveries that were taken: each counts once for as long as its signature is good."""

from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlalchemy.orm import Session

from circles.db import insert_once
from circles.models import Replay


def is_first(db: Session, key: str, until: datetime) -> bool:
    """Note a signed delivery; False when it came before. It is forgotten if the transaction is."""
    return insert_once(db, Replay(key=key, until=until)) is not None


def sweep(db: Session, now: datetime) -> None:
    """Forget those whose signatures are too old to be used again."""
    db.execute(_OVER, {"now": now})


_OVER = delete(Replay).where(Replay.until < bindparam("now"))
