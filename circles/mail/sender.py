"""Who wrote a mail, and how far that is to be believed.

From is read from the bytes. The standard library's newer policies decode `From: =?x?q?alice=40example.org
=3e=00?=foo@evil.example` as alice, while the signature that verifies is evil's.
"""

import re
from base64 import b64decode
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from circles.domain.replies.automatic import is_automatic
from circles.domain.replies.values import Mail
from circles.domain.words import TrustLevel
from circles.mail.precheck import header_fields

MOST_FIELD_BYTES = 2_000

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(
    rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{2,59}})"
)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()\\]*\)")
_ENCODED = re.compile(r"=\?[^\s?=]{1,40}\?[bBqQ]\?[^\s?<>@]*\?=")
_NOT_IN_NAME = re.compile(r'[<>@,:;"()\\]')  # but the address itself may stand as the name: Exchange does so

# RFC 5322, 3.6: these stand at most once. A signature may cover one copy while a reader sees the other.
SINGULAR = (
    "from",
    "sender",
    "reply-to",
    "to",
    "cc",
    "date",
    "subject",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
)
_SIGNED_LENGTH = re.compile(r"(?:^|;)\s*l\s*=")
_SIGNATURE = re.compile(r"(?:^|;)\s*b\s*=([^;]*)")
_SIGNED_NAMES = re.compile(r"(?:^|;)\s*h\s*=([^;]*)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What DMARC says of the domain in From, and who found it how; "none" when nobody trusted can tell."""

    result: Literal["pass", "fail", "none"]
    why: str


UNKNOWN = Verdict("none", "There is no verdict on who sent it.")


@dataclass(frozen=True, slots=True)
class Trust:
    """A level of trust and the reason for it, in words."""

    level: TrustLevel
    why: str


def strict_from(raw_headers: bytes) -> str | None:
    """Give the lower-case address of the one From field, or None.

    None unless there is exactly one From field with exactly one plain ASCII address (RFC 5322, 3.4.1, without
    quoted local parts, groups, routes and address literals), at most 64 octets before the @ and 254 in all.
    Takes a header or a whole mail.
    """
    found = [value for name, _, value in _named_fields(raw_headers) if name.strip().lower() == b"from"]
    if len(found) != 1 or len(found[0]) > MOST_FIELD_BYTES:
        return None
    value = found[0].decode("latin-1").strip()
    if any(ord(character) < 32 and character != "\t" for character in value):
        return None
    return _one_address(value)


def trust(
    mail: Mail,
    known_addresses: AbstractSet[str],
    *,
    token_valid: bool,
    answers_our_mail: bool,
    authentication: Verdict,
) -> Trust:
    """Grade a mail sent to one of our addresses.

    `known_addresses` are those of the person the token (or the mail answered) names, `token_valid` says
    whether the recipient held a token of ours, `answers_our_mail` whether In-Reply-To or References name one.
    """
    fault = _fault(mail, authentication)
    if fault is not None:
        return Trust(TrustLevel.D, fault)
    if not token_valid:
        if answers_our_mail:
            return Trust(TrustLevel.C, "It answers our mail, but not at the address we gave for answers.")
        return Trust(
            TrustLevel.D, "It has neither a reply address of ours nor the Message-ID of a mail of ours."
        )
    if mail.sender not in known_addresses:
        return Trust(TrustLevel.C, "The reply address is right, but From is none of this person's addresses.")
    level = TrustLevel.A if authentication.result == "pass" else TrustLevel.B
    return Trust(level, f"The reply address and From agree. {authentication.why}")


def addressees(mail: Mail) -> str:
    """Give what To and Cc say, in lower case, without one that somebody may have added to a signed mail.

    Where a signature covers one of them, only those that each such signature covers count.
    """
    counting = {"to", "cc"}
    for signature in mail.all("dkim-signature"):
        names = "".join(_SIGNED_NAMES.findall(signature.lower())).split(":")
        if covered := {"to", "cc"}.intersection(name.strip() for name in names):
            counting &= covered
    return "\n".join(value.lower() for name in sorted(counting) for value in mail.all(name))


def seals(mail: Mail) -> list[str]:
    """Give what a mail that is sent again can't change: its signatures, decoded and hashed."""
    written = (_SIGNATURE.search(value) for value in mail.all("dkim-signature"))
    return [sha256(seal).hexdigest()[:32] for match in written if match and (seal := _decoded(match[1]))]


def _decoded(signature: str) -> bytes:
    """Decode a signature as who verifies it does: blanks in it and letters behind its end say nothing."""
    try:
        return b64decode(signature)
    except ValueError:
        return b""


def _fault(mail: Mail, authentication: Verdict) -> str | None:
    """Say what makes a mail untrustworthy whatever else is right about it."""
    twice = "".join([name for name in SINGULAR if len(mail.all(name)) > 1][:1])
    faults = (
        (mail.refused, mail.refused or ""),
        (mail.sender is None, "There is not exactly one From with exactly one plain address."),
        (authentication.result == "fail", authentication.why),
        (twice, f"The header {twice.title()} stands more than once."),
        (_signed_in_part(mail), "Its signature covers only a part of it (l=)."),
        (mail.calendar is None and is_automatic(mail), "A machine wrote it."),
    )
    return next((why for faulty, why in faults if faulty), None)


def _signed_in_part(mail: Mail) -> bool:
    return any(_SIGNED_LENGTH.search(value) for value in mail.all("dkim-signature"))


def _named_fields(raw_headers: bytes) -> list[tuple[bytes, bytes, bytes]]:
    return [field.partition(b":") for field in header_fields(raw_headers)]


def _one_address(value: str) -> str | None:
    bare = _COMMENT.sub(" ", _QUOTED.sub(" quoted ", value)).strip()
    name, bracket, rest = bare.rpartition("<")
    address = (rest.removesuffix(">") if bracket else rest).strip().lower()
    name = _ENCODED.sub(" ", name).strip().lower()
    match = _ADDRESS.fullmatch(address)
    if match is None or "=?" in address or len(address) > 254 or len(match["local"]) > 64:
        return None
    if bool(bracket) != rest.endswith(">") or (_NOT_IN_NAME.search(name) and name != address):
        return None
    return address
