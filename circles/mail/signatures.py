"""Whose DKIM signature on a mail holds (RFC 6376), by dkimpy, and more strictly than it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice

import dkim
from dkim.util import InvalidTagValueList, parse_tag_value

from circles.mail.dns import Dns, DnsFailed

MOST_SIGNATURES = 4
LEAST_KEY_BITS = 1024
MOST_FIELD_BYTES = 5_000
"""Of one signature: the library's time grows with the cube of its blanks."""
_ALGORITHMS = {b"rsa-sha256", b"ed25519-sha256"}  # RFC 8301 and 8463: no SHA-1
_NAME = re.compile(rb"(?=.{1,190}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_HEADER_END = re.compile(rb"\n\r?\n")
_BLANKS = re.compile(rb"[\t ]+")
_AMBIGUOUS = re.compile(rb"\r(?!\n)|\0")
"""Ends a line for one parser and not for another: what was signed need not be what is read."""


@dataclass(frozen=True, slots=True)
class Signers:
    """The domains whose signatures hold; `unsure` when the DNS kept one from being verified."""

    domains: frozenset[str] = frozenset()
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class _Signature:
    index: int
    tags: dict[bytes, bytes]

    @property
    def domain(self) -> str:
        return self.tags[b"d"].decode("ascii").lower()

    def covered(self, body: bytes) -> bytes:
        """Give the body it is of, with one blank for many where that is the same: the library is slow."""
        return _BLANKS.sub(b" ", body) if self.tags.get(b"c", b"").endswith(b"/relaxed") else body


def signers(raw: bytes, is_aligned: Callable[[str], bool], dns: Dns, now: datetime) -> Signers:
    """Verify the signatures of domains that count, the first few of them.

    One that leaves From or Subject out, covers a part of the body only, has expired, is a test or has a weak
    key is none.
    """
    end = _HEADER_END.search(raw)
    if _AMBIGUOUS.search(raw, 0, end.end() if end else len(raw)):
        return Signers()
    mail = dkim.DKIM(minkey=LEAST_KEY_BITS)
    try:
        mail.set_message(raw)
    except (dkim.DKIMException, IndexError):
        return Signers()
    body, good, unsure = mail.body, set(), False
    usable = (each for each in _signatures(mail) if is_aligned(each.domain) and _covers(mail, each, now))
    for signature in islice(usable, MOST_SIGNATURES):
        mail.body = signature.covered(body)
        try:
            if mail.verify(signature.index, partial(_key, dns, signature)):
                good.add(signature.domain)
        except DnsFailed:
            unsure = True
        except Exception:  # noqa: BLE001, S112  # the library fails in many ways on hostile fields
            continue
    return Signers(frozenset(good), unsure)


def _signatures(mail: dkim.DKIM) -> list[_Signature]:
    values = [value for name, value in mail.headers if name.lower() == b"dkim-signature"]
    found = []
    for index, value in enumerate(values):
        if len(value) > MOST_FIELD_BYTES:
            continue
        try:
            tags = parse_tag_value(value)
        except InvalidTagValueList:
            continue
        if all(_NAME.fullmatch(tags.get(each, b"").lower()) for each in (b"d", b"s")):
            found.append(_Signature(index, tags))
    return found


def _covers(mail: dkim.DKIM, signature: _Signature, now: datetime) -> bool:
    """Tell whether it covers what is read of a mail, and still does."""
    tags = signature.tags
    signed = {name.strip() for name in tags.get(b"h", b"").lower().split(b":")}
    there = {name.lower() for name, _ in mail.headers}
    expires = tags.get(b"x", b"")
    return (
        {b"from", b"subject"} & there <= signed
        and tags.get(b"a", b"").lower() in _ALGORITHMS
        and b"l" not in tags
        and not (expires.isdigit() and int(expires[:20]) < now.timestamp())
    )


def _key(dns: Dns, signature: _Signature, name: bytes, timeout: float = 0) -> bytes | None:  # noqa: ARG001
    """Look up a public key as dkimpy asks for it; None for one that is a test (t=y) or for something else."""
    found = [text for text in dns(name.decode("ascii"), "TXT") if "p=" in text]
    if len(found) != 1:
        return None
    key = found[0].encode("latin-1")
    tags = parse_tag_value(key)
    flags = _listed(tags, b"t", b"")
    exact = signature.tags.get(b"i", b"@" + signature.tags[b"d"]).rpartition(b"@")[2].lower()
    return (
        key
        if b"y" not in flags
        and (b"s" not in flags or exact == signature.tags[b"d"].lower())
        and b"sha256" in _listed(tags, b"h", b"sha256")
        and {b"*", b"email"} & _listed(tags, b"s", b"*")
        and tags.get(b"k", b"rsa") == signature.tags[b"a"].lower().partition(b"-")[0]
        else None
    )


def _listed(tags: dict[bytes, bytes], name: bytes, default: bytes) -> set[bytes]:
    return {each.strip().lower() for each in tags.get(name, default).split(b":")}
