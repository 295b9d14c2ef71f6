"""A wrong setting of a door stops the start with its name, the fault and an example."""

import pytest

from circles.errors import Invalid
from circles.settings import Settings, read_settings
from tests.databases import SECRET_KEY

NEEDED = {
    "_env_file": None,
    "secret_key": SECRET_KEY,
    "public_url": "https://circles.example",
    "mail_from": "circles@circles.example",
    "reply_domain": "reply.circles.example",
}


def settings(**given: str) -> Settings:
    return read_settings(**NEEDED, **given)


def test_the_smtp_door_may_be_left_shut() -> None:
    assert settings(mail_listen="Off").mail_listen == "off"
    with pytest.raises(Invalid, match="WEB_LISTEN can't be used: it must be HOST:PORT"):
        settings(web_listen="off")


def test_a_key_without_a_certificate_is_refused() -> None:
    with pytest.raises(Invalid, match=r"MAIL_TLS_KEY can't be used: it needs MAIL_TLS_CERT .*fullchain"):
        settings(mail_tls_key="/etc/circles/privkey.pem")
