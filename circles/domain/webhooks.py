"""Signatures of webhooks that bring mail: who sent a request, how long ago, and of what it is the proof."""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

TOLERANCE = timedelta(minutes=5)
"""How far the clock of who signs may be from ours."""


def raw_signature(key: str, timestamp: str, recipient: str, body: bytes) -> str:
    """Sign a raw mail for a recipient: HMAC-SHA256 (RFC 2104), in lower-case hexadecimal.

    Signed is `timestamp.recipient.sha256`, the last of the body and in lower-case hexadecimal too.
    """
    return _hmac(key, f"{timestamp}.{recipient}.{sha256(body).hexdigest()}")


def mailgun_signature(key: str, timestamp: str, token: str) -> str:
    """Sign as Mailgun does: the timestamp and the token only, so nothing is proven of the rest."""
    return _hmac(key, timestamp + token)


def is_same(given: str, expected: str) -> bool:
    """Compare secrets in a time that does not tell how much of them is right."""
    return hmac.compare_digest(given.encode(errors="replace"), expected.encode())


def signed_at(timestamp: str) -> datetime | None:
    """Read a timestamp in seconds since 1970; None if it is none."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        return None
    return datetime.fromtimestamp(int(timestamp), UTC)


def clock_fault(signed: datetime, now: datetime) -> str | None:
    """Say by how much a request was signed too long ago or ahead of our time; None if it is fresh."""
    off = signed - now
    if abs(off) <= TOLERANCE:
        return None
    seconds, side = abs(round(off.total_seconds())), "ahead of" if off > timedelta() else "behind"
    return (
        f"The timestamp is {seconds} seconds {side} our clock, and at most"
        f" {round(TOLERANCE.total_seconds())} are allowed. Set the clock of the machine that signs, and sign"
        " each try anew."
    )


def _hmac(key: str, signed: str) -> str:
    return hmac.new(key.encode(), signed.encode(errors="replace"), sha256).hexdigest()
