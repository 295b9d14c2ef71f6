"""The one entrance of mail: every door ends here, whether it is SMTP, a mailbox, a webhook or a pipe."""

from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import getaddresses
from enum import StrEnum

from sqlalchemy.orm import Session

from circles.mail.parse import parse
from circles.mail.site import Site
from circles.services import inbox

NO_RETURN = b"Return-Path: <>\r\n"
"""Put before a mail without a return path (RFC 5321, 4.4): only that shows that some machines wrote it. No
signature covers it, and every other mail stays byte by byte what it was."""

ENVELOPE_HEADERS = ("delivered-to", "x-original-to", "x-forwarded-to", "to", "cc")

Accepts = Callable[[str], bool]


class Taken(StrEnum):
    """What became of a mail at the entrance; only a stored one will be read."""

    STORED = "stored"
    KNOWN = "known"
    NOT_OURS = "not ours"
    TOO_LARGE = "too large"


def take_in(
    db: Session,
    site: Site,
    raw: bytes,
    recipient: str | None,
    envelope: Mapping[str, str],
    now: datetime,
    size_limit: int,
) -> Taken:
    """Keep a mail for a recipient of ours; it is safe once the caller has committed.

    Without a recipient, the headers are asked. `envelope` holds what the door itself saw, never what the mail
    says: `door`, and where known `ip`, `helo` and `mail_from` ("" for the empty return path). `size_limit` is
    in octets.
    """
    if len(raw) > size_limit:
        return Taken.TOO_LARGE

    def accepts(address: str) -> bool:
        return site.accepts(address, now.date())

    ours = addressed_to(raw, accepts) if recipient is None else recipient
    if ours is None or not accepts(ours):
        return Taken.NOT_OURS
    if envelope.get("mail_from") == "":
        raw = NO_RETURN + raw
    return Taken.KNOWN if inbox.store(db, raw, ours, now, envelope) is None else Taken.STORED


def addressed_to(raw: bytes, accepts: Accepts) -> str | None:
    """Find the first recipient of ours in a mail's headers, where no envelope names it."""
    headers = parse(raw).headers
    for name in ENVELOPE_HEADERS:
        written = [value for key, value in headers if key == name]
        for _, address in getaddresses(written):
            if accepts(address):
                return address
    return None
