"""Seal bytes at rest, so that a stolen database holds no readable mail and no working link."""

import base64
import hmac
import secrets
from collections.abc import Sequence
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SEALED = b"\x01"
"""Begins what AES-GCM sealed, before nonce and text; a Fernet token, as older rows hold, begins with "g"."""
_NONCE_BYTES = 12


class Vault:
    """AES-256-GCM, and hashes, under keys derived from SECRET_KEY: the first seals, all of them open.

    Fernet would hold six copies of a large mail at once, and store a third more; what it sealed still opens.
    """

    def __init__(self, secret_keys: Sequence[str]) -> None:
        self._sealers = [AESGCM(_key(key, b"circles sealed bytes, AES-256-GCM")) for key in secret_keys]
        self._fernet = MultiFernet([Fernet(_derive(key, b"circles sealed bytes")) for key in secret_keys])
        self._hash_keys = [_derive(key, b"circles suppression") for key in secret_keys]

    def seal(self, raw: bytes) -> bytes:
        """Encrypt and authenticate."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return b"".join((_SEALED, nonce, self._sealers[0].encrypt(nonce, raw, _SEALED)))

    def open(self, sealed: bytes) -> bytes:
        """Decrypt; raises InvalidTag, or InvalidToken of Fernet, for bytes that no key of ours has sealed."""
        if not sealed.startswith(_SEALED):
            return self._fernet.decrypt(sealed)
        nonce, text = sealed[1 : 1 + _NONCE_BYTES], memoryview(sealed)[1 + _NONCE_BYTES :]
        for sealer in self._sealers:
            with suppress(InvalidTag):
                return sealer.decrypt(nonce, text, _SEALED)
        raise InvalidTag

    def hashes(self, text: str) -> list[str]:
        """Hash what must be known again but never read (HMAC-SHA256), by each key; the first one is kept."""
        return [hmac.digest(key, text.encode(), "sha256").hex() for key in self._hash_keys]


def token_keys(secret_keys: Sequence[str]) -> tuple[bytes, ...]:
    """Derive the keys of reply addresses from SECRET_KEY."""
    return tuple(_derive(key, b"circles reply addresses") for key in secret_keys)


def _derive(secret: str, purpose: bytes) -> bytes:
    return base64.urlsafe_b64encode(_key(secret, purpose))


def _key(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
