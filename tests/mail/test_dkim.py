"""What we sign, another implementation verifies; and what is changed on the way, it does not."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given
from hypothesis import strategies as st

from circles.db import Database
from circles.domain.words import MailKind
from circles.mail.authenticate import authenticate
from circles.mail.compose import compose
from circles.mail.dkim import Key, Signer, read_key
from tests.mail.post import LINKS, SITE
from tests.mail.rows import a_season, an_outgoing
from tests.mail.senders import Zones

NOW = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
KEYS: dict[str, Key] = {
    "rsa": rsa.generate_private_key(65537, 2048),
    "ed25519": ed25519.Ed25519PrivateKey.generate(),
}
LETTER = b"From: a@circles.example\r\nTo: b@c.example\r\nSubject: x\r\n\r\n"


def signer(kind: str) -> Signer:
    return Signer("circles.example", "s1", KEYS[kind])


def record(key: Key) -> str:
    public = key.public_key()
    if isinstance(public, ed25519.Ed25519PublicKey):
        return f"v=DKIM1; k=ed25519; p={b64encode(public.public_bytes_raw()).decode()}"
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={b64encode(der).decode()}"


def is_good(raw: bytes, kind: str) -> bool:
    def key(name: bytes, timeout: float = 0) -> bytes:
        assert name == b"s1._domainkey.circles.example."
        return record(KEYS[kind]).encode()

    try:
        return bool(dkim.DKIM(raw).verify(dnsfunc=key))
    except dkim.ValidationError:
        return False


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("mail", [MailKind.INVITE, MailKind.SIGN_IN, MailKind.RECEIPT, MailKind.TOPIC])
def test_every_mail_of_ours_verifies(kind: str, mail: MailKind, database: Database) -> None:
    site = replace(SITE, signer=signer(kind))
    with database.transaction() as db:
        a_season(db)
        raw = compose(db, an_outgoing(db, mail), site, LINKS, NOW).raw
    assert is_good(raw, kind)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"h=From: From: To: To: Cc: Sender:" in b" ".join(raw.split())
    zones = Zones({("_dmarc.circles.example", "TXT"): ["v=DMARC1; p=reject"]})
    zones.records["s1._domainkey.circles.example", "TXT"] = [record(KEYS[kind])]
    assert authenticate(raw, {}, zones, (), NOW).result == "pass"


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "another From": lambda raw: b"From: eve@evil.example\r\n" + raw,
    "another Subject": lambda raw: raw.replace(b"Subject: x", b"Subject: y"),
    "another To": lambda raw: b"To: eve@evil.example\r\n" + raw,
    "a Cc": lambda raw: b"Cc: eve@evil.example\r\n" + raw,
    "a Sender": lambda raw: b"Sender: eve@evil.example\r\n" + raw,
    "a Reply-To": lambda raw: b"Reply-To: eve@evil.example\r\n" + raw,
    "a type": lambda raw: b"Content-Type: text/html\r\n" + raw,
    "another way to leave": lambda raw: b"List-Unsubscribe: <https://evil.example>\r\n" + raw,
    "a word more": lambda raw: raw + b"more\r\n",
    "a word less": lambda raw: raw.replace(b"one", b""),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("kind", KEYS)
def test_nothing_that_is_read_can_be_added_or_changed(kind: str, change: Callable[[bytes], bytes]) -> None:
    raw = signer(kind).sign(LETTER + b"one\r\n", NOW)
    assert is_good(raw, kind)
    assert not is_good(change(raw), kind)


@given(
    st.binary(max_size=300).map(lambda raw: raw.replace(b"\r", b"").replace(b"\n", b"\r\n")),
    st.text("ab \t", max_size=60),
)
def test_any_body_and_any_spaces_verify(body: bytes, spaces: str) -> None:
    head = LETTER.replace(b"x\r\n\r\n", f"x {spaces}\r\n \t{spaces}y\r\n\r\n".encode())
    assert is_good(signer("ed25519").sign(head + body + b"\r\n", NOW), "ed25519")


def test_what_a_server_does_to_spaces_and_folds_keeps_the_signature() -> None:
    raw = signer("rsa").sign(LETTER + b"one  two\r\n\r\n", NOW)
    refolded = raw.replace(b"Subject: x", b"subject:\r\n\t x  ").replace(b"one  two\r\n", b"one two \r\n")
    assert is_good(b"Received: from a by b\r\n" + refolded, "rsa")


def pem(key: object, password: bytes = b"") -> bytes:
    how = BestAvailableEncryption(password) if password else NoEncryption()
    found: bytes = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how)  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("kind", KEYS)
def test_a_key_file_is_read(kind: str, tmp_path: Path) -> None:
    (tmp_path / "dkim.pem").write_bytes(pem(KEYS[kind]))
    assert type(read_key(tmp_path / "dkim.pem")) is type(KEYS[kind])


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "holds no private key in PEM"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "holds no private key in PEM"),
        (pem(KEYS["rsa"], b"secret"), "without a password"),
        (pem(dsa.generate_private_key(1024)), "another kind than RSA and Ed25519"),
        (None, "can't be read (No such file or directory)"),
    ],
)
def test_a_file_without_a_key_is_named(content: bytes | None, fault: str, tmp_path: Path) -> None:
    file = tmp_path / "dkim.pem"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ValueError, match=r"dkim\.pem") as error:
        read_key(file)
    assert fault in str(error.value)
