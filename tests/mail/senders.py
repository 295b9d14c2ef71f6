"""Domains that send mail, with real keys and a dict for the DNS; dkimpy signs for them."""

import base64
from dataclasses import dataclass, field
from functools import cache

import dkim
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from circles.mail.dns import DnsFailed

SIGNED = ("from", "to", "subject", "date", "message-id")
TO = "circles+token@reply.circles.example"


def mail(sender: str, *, subject: str = "Re: Circle 1", body: str = "Yes\r\n", top: str = "") -> bytes:
    """Write a mail as a person's mail program does; `top` stands above it, `sender` is the whole From."""
    return (
        f"{top}From: {sender}\r\nTo: {TO}\r\nSubject: {subject}\r\n"
        f"Date: Mon, 12 Jan 2026 10:00:00 +0000\r\nMessage-ID: <1@client.example>\r\n\r\n{body}"
    ).encode("latin-1")


@dataclass
class Zones:
    """The DNS as it is known here: a dict, whose names in `down` nobody answers for."""

    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def __call__(self, name: str, kind: str) -> list[str]:
        self.asked.append(name)
        if name in self.down:
            raise DnsFailed("Timeout")
        return self.records.get((name, kind), [])

    def publish(self, domain: str, *, dmarc: str = "v=DMARC1; p=reject", spf: str = "") -> None:
        """Publish a domain's policies, and its keys under the selectors rsa and ed25519."""
        self.records[f"_dmarc.{domain}", "TXT"] = [dmarc] if dmarc else []
        self.records[domain, "TXT"] = ["some-site-verification=1", *([spf] if spf else [])]
        for selector in ("rsa", "ed25519"):
            self.records[f"{selector}._domainkey.{domain}", "TXT"] = [public_key(domain, selector)]


def sign(
    raw: bytes,
    domain: str,
    selector: str = "rsa",
    *,
    headers: tuple[str, ...] = SIGNED,
    tags: tuple[bytes, ...] = (),
    length: bool = False,
    key: bytes = b"",
) -> bytes:
    """Put a signature of a domain on top, by its own key or `key`; `tags` (such as x=1) are signed too."""
    algorithm = b"ed25519-sha256" if selector == "ed25519" else b"rsa-sha256"
    signature: bytes = dkim.DKIM(raw, signature_algorithm=algorithm).sign(
        b"; ".join([selector.encode(), *tags]),
        domain.encode(),
        key or private_key(domain, selector),
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=[name.encode() for name in headers],
        length=length,
    )
    return signature + raw


@cache
def _key(domain: str, selector: str) -> RSAPrivateKey | Ed25519PrivateKey:
    if selector == "ed25519":
        return Ed25519PrivateKey.generate()
    return generate_private_key(65537, 2048)


def private_key(domain: str, selector: str) -> bytes:
    """Give a domain's key in the form dkimpy wants."""
    key = _key(domain, selector)
    if isinstance(key, Ed25519PrivateKey):
        return base64.b64encode(key.private_bytes_raw())
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())


def public_key(domain: str, selector: str) -> str:
    """Give the TXT record of a domain's key."""
    key = _key(domain, selector)
    if isinstance(key, Ed25519PrivateKey):
        return f"v=DKIM1; k=ed25519; p={base64.b64encode(key.public_key().public_bytes_raw()).decode()}"
    der = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode()}"
