"""Sign what we send, so that receivers know it is ours and whole: DKIM (RFC 6376, 8463), relaxed/relaxed."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from textwrap import TextWrapper

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

Key = RSAPrivateKey | Ed25519PrivateKey

LEAST_BITS = 1024
SIGNED = (
    "From",
    "To",
    "Cc",
    "Sender",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Auto-Submitted",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
)
"""Each is signed once more often than it stands, so that none can be added. RFC 8058 wants the last two."""
_LINES = TextWrapper(76, subsequent_indent=" ", break_on_hyphens=False)


@dataclass(frozen=True)
class Signer:
    """The key of a domain, whose public half is in the DNS at `<selector>._domainkey.<domain>`."""

    domain: str
    selector: str
    key: Key

    def sign(self, raw: bytes, now: datetime) -> bytes:
        """Put a signature above a mail whose lines end in CRLF."""
        head, _, body = raw.partition(b"\r\n\r\n")
        fields = [_relaxed(field) for field in re.split(rb"\r\n(?![ \t])", head)]
        # Of a name that stands several times, the lowest is signed first (5.4.2).
        signed = [(name, [each for each in reversed(fields) if _is(name, each)]) for name in SIGNED]
        names = [name for name, found in signed for _ in (*found, "and no more")]
        header = self._header(names, body, now)
        data = b"\r\n".join([each for _, found in signed for each in found] + [_relaxed(header)])
        return b"\r\n ".join([header, *_folded(self._signature(data))]) + b"\r\n" + raw

    @property
    def public_key(self) -> bytes:
        """What the DNS must hold as `p=`, decoded (RFC 6376, 3.6.1; RFC 8463, 4)."""
        public = self.key.public_key()
        if isinstance(public, RSAPublicKey):
            return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return public.public_bytes_raw()

    def _header(self, names: Sequence[str], body: bytes, now: datetime) -> bytes:
        algorithm = "rsa" if isinstance(self.key, RSAPrivateKey) else "ed25519"
        tags = (
            f"v=1; a={algorithm}-sha256; c=relaxed/relaxed; d={self.domain}; s={self.selector};"
            f" t={int(now.timestamp())}; h={': '.join(names)};"
            f" bh={b64encode(sha256(_relaxed_body(body)).digest()).decode()}; b="
        )
        return "\r\n".join(_LINES.wrap(f"DKIM-Signature: {tags}")).encode("ascii")

    def _signature(self, data: bytes) -> bytes:
        if isinstance(self.key, RSAPrivateKey):
            return self.key.sign(data, PKCS1v15(), SHA256())
        return self.key.sign(sha256(data).digest())


def read_key(path: Path) -> Key:
    """Read a private key from a PEM file; raises ValueError that says what is wrong with it."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise ValueError(f"{path} can't be read ({error.strerror})") from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ValueError(f"{path} holds no private key in PEM without a password") from error
    if not isinstance(key, RSAPrivateKey | Ed25519PrivateKey):
        raise ValueError(f"{path} holds a key of another kind than RSA and Ed25519")  # noqa: TRY004  # of a value
    if isinstance(key, RSAPrivateKey) and key.key_size < LEAST_BITS:
        raise ValueError(f"{path} holds a key of {key.key_size} bits; receivers want {LEAST_BITS} or more")
    return key


def _is(name: str, relaxed: bytes) -> bool:
    return relaxed.startswith(name.lower().encode() + b":")


def _relaxed(field: bytes) -> bytes:
    """Bring a header field into the form that is signed (3.4.2)."""
    name, _, value = field.partition(b":")
    return name.strip().lower() + b":" + b" ".join(value.split())


def _relaxed_body(body: bytes) -> bytes:
    """Bring a body into the form that is signed (3.4.4)."""
    lines = re.sub(rb"[ \t]+(\r\n|\Z)", rb"\1", re.sub(rb"[ \t]+", b" ", body))
    whole = lines.rstrip(b"\r\n")
    return whole + b"\r\n" if whole else b""


def _folded(signature: bytes) -> list[bytes]:
    text = b64encode(signature)
    return [text[start : start + 75] for start in range(0, len(text), 75)]
