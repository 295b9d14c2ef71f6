"""Settings of who signs our mail, and whose word on others' mail counts: whole, possible, or no start."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from circles.errors import Invalid
from circles.runtime import build
from circles.settings import Settings, read_settings
from tests.databases import SECRET_KEY

NEEDED = {
    "_env_file": None,
    "secret_key": SECRET_KEY,
    "public_url": "https://circles.example",
    "mail_from": "circles@circles.example",
    "reply_domain": "reply.circles.example",
}


@pytest.fixture
def key_file(tmp_path: Path) -> str:
    file = tmp_path / "dkim.pem"
    key = Ed25519PrivateKey.generate()
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return str(file)


def settings(**given: str) -> Settings:
    return read_settings(**NEEDED, **given)


def test_a_whole_set_signs(key_file: str) -> None:
    given = settings(dkim_domain="Circles.example", dkim_selector="c2026", dkim_key_file=key_file)
    runtime = build(given, "redis://127.0.0.1:1")
    assert runtime.site.signer is not None
    assert (runtime.site.signer.domain, runtime.site.signer.selector) == ("circles.example", "c2026")
    runtime.close()


def test_by_default_nobody_signs_here() -> None:
    runtime = build(settings(), "redis://127.0.0.1:1")
    assert runtime.site.signer is None
    runtime.close()


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"dkim_domain": "circles.example"}, "DKIM_SELECTOR can't be used: it is needed beside DKIM_DOMAIN."),
        ({"dkim_domain": "circles.example"}, "DKIM_KEY_FILE can't be used: it is needed beside DKIM_DOMAIN."),
        ({"dkim_selector": "c2026"}, "DKIM_SELECTOR can't be used: it needs DKIM_DOMAIN."),
        ({"dkim_key_file": "/x.pem"}, "DKIM_KEY_FILE can't be used: it needs DKIM_DOMAIN."),
        (
            {"dkim_domain": "elsewhere.example"},
            "DKIM_DOMAIN can't be used: MAIL_FROM and REPLY_DOMAIN must be in it",
        ),
        (
            {"dkim_domain": "ircles.example"},
            "DKIM_DOMAIN can't be used: MAIL_FROM and REPLY_DOMAIN must be in it",
        ),
        ({"dkim_domain": "reply.circles.example"}, "For example: example.org"),
        ({"dkim_domain": "circles.example", "dkim_selector": "a b"}, "it must be the name of a DNS record"),
        ({"dkim_domain": "circles.example", "dkim_key_file": "/nowhere.pem"}, "/nowhere.pem can't be read"),
        ({"trusted_authserv": "mx.example.org; x"}, "TRUSTED_AUTHSERV can't be used: it must be the names"),
    ],
)
def test_half_a_set_or_a_wrong_one_is_named(given: dict[str, str], fault: str) -> None:
    with pytest.raises(Invalid) as error:
        settings(**given)
    assert fault in str(error.value)


def test_several_servers_may_be_trusted() -> None:
    assert settings(trusted_authserv="mx1.example mx2.example").trusted_authservs == {
        "mx1.example",
        "mx2.example",
    }
