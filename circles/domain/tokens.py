"""Sign and read reply addresses, so that an answer names its circle or its mail and nobody can make one up.

A token is base32(payload + MAC) in lower case without padding. The payload is `m` + id (a membership, never
expires), `o` + day + id (an outgoing mail, good until that day) or `r` + day + id (the return path of that
mail: mail servers write there, its reader does not); ids and days are big-endian, the day counted from
1970. The MAC is HMAC-SHA256 (RFC 2104) cut to 16 bytes. With "circles+" before it, a token for any 63-bit
id stays within the 64 octets of a local part (RFC 5321, 4.5.3.1.1).
"""

import hmac
from base64 import b32decode, b32encode
from dataclasses import dataclass
from datetime import date
from typing import Literal

Keys = tuple[bytes, ...]
"""The first key signs, all of them verify: rotate by putting a new one in front. A membership's address is
for good, so the key that signed it first goes on signing it."""

KINDS: tuple[Literal["membership", "outgoing", "return"], ...] = ("membership", "outgoing", "return")

_PURPOSE = b"circles reply address\0"  # no other use of the same key gives the same MAC
_MAC_BYTES = 16
_DAY_BYTES = 2  # reaches 2149
_MOST_LETTERS = 56
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Token:
    """What a reply address names."""

    kind: Literal["membership", "outgoing", "return"]
    id: int
    """Of the membership, or of the mail we sent."""

    def __str__(self) -> str:
        """Name the same without a proof, such as `membership:4`: nobody can write there."""
        return f"{self.kind}:{self.id}"


def named(text: str) -> Token | None:
    """Read what a token is kept as; None for anything else."""
    for kind in KINDS:
        number = text.removeprefix(f"{kind}:")
        if number != text:
            return Token(kind, int(number))
    return None


def fingerprint(key: bytes) -> str:
    """Name a key without telling it."""
    return hmac.digest(key, b"circles fingerprint of a key", "sha256")[:8].hex()


def still_known(keys: Keys, name: str) -> str:
    """Give the fingerprint of the key to sign with: the one named while it is configured, else the first."""
    return name if name in map(fingerprint, keys) else fingerprint(keys[0])


def membership_token(keys: Keys, membership_id: int, name: str = "") -> str:
    """Sign the one address of a membership, by the key of that fingerprint if it is there; it never ends."""
    chosen = still_known(keys, name)
    key = next(each for each in keys if fingerprint(each) == chosen)
    return _sign(key, b"m" + _number(membership_id))


def outgoing_token(keys: Keys, outgoing_id: int, expires: date) -> str:
    """Sign the address of one mail, valid up to and including the UTC date `expires` (before 2149)."""
    return _dated(keys, b"o", outgoing_id, expires)


def return_token(keys: Keys, outgoing_id: int, expires: date) -> str:
    """Sign where one mail comes back to (VERP), valid up to and including the UTC date `expires`."""
    return _dated(keys, b"r", outgoing_id, expires)


def read_token(keys: Keys, token: str, today: date) -> Token | None:
    """Read a token in any case; None when it is forged, expired or no token at all."""
    payload = _verified(keys, token)
    if payload is None:
        return None
    if payload[:1] == b"m":
        return Token("membership", int.from_bytes(payload[1:]))
    day, number = payload[1 : 1 + _DAY_BYTES], payload[1 + _DAY_BYTES :]
    if today.toordinal() - _EPOCH > int.from_bytes(day):
        return None
    return Token("return" if payload[:1] == b"r" else "outgoing", int.from_bytes(number))


def _dated(keys: Keys, kind: bytes, number: int, expires: date) -> str:
    day = (expires.toordinal() - _EPOCH).to_bytes(_DAY_BYTES)
    return _sign(keys[0], kind + day + _number(number))


def _sign(key: bytes, payload: bytes) -> str:
    return _letters(payload + _mac(key, payload))


def _letters(raw: bytes) -> str:
    return b32encode(raw).decode("ascii").rstrip("=").lower()


def _verified(keys: Keys, token: str) -> bytes | None:
    if not token.isascii() or len(token) > _MOST_LETTERS:
        return None
    letters = token.upper()
    try:
        raw = b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        return None
    if _letters(raw) != token.lower():  # the last letter has bits to spare: one address, one spelling
        return None
    payload, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
    good = [hmac.compare_digest(mac, _mac(key, payload)) for key in keys]
    return payload if any(good) else None


def _mac(key: bytes, payload: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + payload, "sha256")[:_MAC_BYTES]


def _number(value: int) -> bytes:
    return value.to_bytes(max(1, (value.bit_length() + 7) // 8))
