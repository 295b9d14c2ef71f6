"""Seal bytes at rest, so that a stolen database holds no readable mail and no working link."""

import base64
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Vault:
    """Fernet, and hashes, under keys derived from SECRET_KEY: the first seals, all of them open."""

    def __init__(self, secret_keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(_derive(key, b"circles sealed bytes")) for key in secret_keys])
        self._hash_keys = [_derive(key, b"circles suppression") for key in secret_keys]

    def seal(self, raw: bytes) -> bytes:
        """Encrypt and authenticate."""
        return self._fernet.encrypt(raw)

    def open(self, sealed: bytes) -> bytes:
        """Decrypt; raises cryptography.fernet.InvalidToken for bytes no key of ours has sealed."""
        return self._fernet.decrypt(sealed)

    def hashes(self, text: str) -> list[str]:
        """Hash what must be known again but never read (HMAC-SHA256), by each key; the first one is kept."""
        return [hmac.digest(key, text.encode(), "sha256").hex() for key in self._hash_keys]


def token_keys(secret_keys: Sequence[str]) -> tuple[bytes, ...]:
    """Derive the keys of reply addresses from SECRET_KEY."""
    return tuple(_derive(key, b"circles reply addresses") for key in secret_keys)


def _derive(secret: str, purpose: bytes) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
    return base64.urlsafe_b64encode(key)
