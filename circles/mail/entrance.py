"""The one entrance of mail: every door ends here, whether it is SMTP, a mailbox, a webhook or a pipe."""

import threading
from collections.abc import Mapping
from datetime import date, datetime
from email.utils import getaddresses
from enum import StrEnum

from sqlalchemy.orm import Session

from circles.mail.parts import header_text
from circles.mail.precheck import header_fields
from circles.mail.site import Site
from circles.services import inbox

NO_RETURN = b"Return-Path: <>\r\n"
"""Put before a mail without a return path (RFC 5321, 4.4): only that shows that some machines wrote it. No
signature covers it, and every other mail stays byte by byte what it was."""

ENVELOPE_HEADERS = (b"delivered-to", b"x-original-to", b"x-forwarded-to", b"to", b"cc")
MOST_HEADERS = 50
"""Of those, read in a mail of which only the headers say whose it is."""


LARGE = 500_000
"""Octets beyond which a mail is large; an answer has a few thousand."""
ONE_LARGE = threading.Lock()
"""Held by whichever door of this process holds a large mail: keeping one takes five times its size."""


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

    ours = addressed_to(raw, site, now.date()) if recipient is None else recipient
    if ours is None or not site.accepts(ours, now.date()):
        return Taken.NOT_OURS
    if envelope.get("mail_from") == "":
        raw = NO_RETURN + raw
    stored = inbox.store(db, raw, site.keep(ours, now.date()), now, envelope)
    return Taken.KNOWN if stored is None else Taken.STORED


def addressed_to(raw: bytes, site: Site, today: date) -> str | None:
    """Find the recipient in a mail's headers: the first address that we signed, else the service's own."""
    headers = [field.partition(b":") for field in header_fields(raw)]
    written = [
        header_text(value.decode("ascii", "surrogateescape"))
        for name in ENVELOPE_HEADERS
        for key, _, value in headers
        if key.strip().lower() == name
    ][:MOST_HEADERS]
    ours = [address for value in written for address in _addresses(value) if site.accepts(address, today)]
    return next((address for address in ours if site.read_address(address, today)), next(iter(ours), None))


def _addresses(value: str) -> list[str]:
    try:
        return [address for _, address in getaddresses([value])]
    except RecursionError:  # brackets within brackets, as nobody writes them
        return []
