"""Organizers sign in by a mailed link: ten minutes, once, in the browser that asked."""

import hashlib
import hmac
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.words import MailKind
from circles.errors import NotAllowed
from circles.models import Organizer, SignIn
from circles.services import outbox

LASTS = timedelta(minutes=10)
MOST_A_DAY = 20

EXPIRED = (
    "This sign-in link has been used or is older than ten minutes, or it was asked for in another browser."
    " Ask for a new one below."
)


def ask(db: Session, email: str, browser_secret: str, now: datetime) -> None:
    """Mail a link to every program this address runs; says nothing about whether it runs any."""
    for organizer in db.scalars(select(Organizer).where(Organizer.email == email.strip().lower())):
        to = f"organizer:{organizer.id}"
        if outbox.posted_since(db, MailKind.SIGN_IN, to, now - timedelta(days=1)) >= MOST_A_DAY:
            continue
        asked = SignIn(organizer=organizer, browser_hash=_hash(browser_secret), expires_at=now + LASTS)
        db.add(asked)
        db.flush()
        outbox.post(db, MailKind.SIGN_IN, to, f"signin:{asked.id}", now, stale_at=asked.expires_at)


def use(db: Session, sign_in_id: int, browser_secret: str, now: datetime) -> Organizer:
    """Sign in by a link; raises NotAllowed for one that is used, expired or another browser's."""
    asked = db.get(SignIn, sign_in_id, with_for_update={"key_share": True})
    if (
        asked is None
        or asked.used_at is not None
        or asked.expires_at <= now
        or not hmac.compare_digest(asked.browser_hash, _hash(browser_secret))
    ):
        raise NotAllowed(EXPIRED)
    asked.used_at = now
    return asked.organizer


def _hash(secret: str) -> str:
    return hashlib.sha256(b"circles sign-in\0" + secret.encode()).hexdigest()
