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
    return read_settings(**NEEDED | given)


@pytest.mark.parametrize(
    "address",
    [
        "Circles <circles@circles.example>",
        "a b@circles.example",
        "a@b@c.example",
        "@c.example",
        "até@c.example",
    ],
)
def test_what_mail_comes_from_is_one_plain_address(address: str) -> None:
    with pytest.raises(Invalid, match="MAIL_FROM can't be used: it must be one mail address, without a name"):
        settings(mail_from=address)


def test_a_domain_beyond_ascii_is_written_as_mail_has_it() -> None:
    assert settings(mail_from="hello@bücher.example").mail_from == "hello@xn--bcher-kva.example"


def test_the_smtp_door_may_be_left_shut() -> None:
    assert settings(mail_listen="Off").mail_listen == "off"
    with pytest.raises(Invalid, match="WEB_LISTEN can't be used: it must be HOST:PORT"):
        settings(web_listen="off")


@pytest.mark.parametrize("setting", ["mail_listen", "web_listen"])
@pytest.mark.parametrize("port", ["0", "65536", "99999", "-1", "smtp", "", "²⁵", "1" * 5_000])
def test_a_port_that_nothing_can_listen_on_is_refused(setting: str, port: str) -> None:
    name = setting.upper()
    expected = rf"{name} can't be used: it must be HOST:PORT, with a port from 1 to 65535\. For example: 127"
    with pytest.raises(Invalid, match=expected):
        settings(**{setting: f"127.0.0.1:{port}"})


def test_no_connection_at_all_from_a_peer_is_no_limit_to_set() -> None:
    with pytest.raises(
        Invalid, match=r"MAIL_CONNECTIONS_PER_PEER can't be used: .* greater than or equal to 1"
    ):
        settings(mail_connections_per_peer="0")


def test_a_key_without_a_certificate_is_refused() -> None:
    with pytest.raises(Invalid, match=r"MAIL_TLS_KEY can't be used: it needs MAIL_TLS_CERT .*fullchain"):
        settings(mail_tls_key="/etc/circles/privkey.pem")


@pytest.mark.parametrize(
    "url",
    [
        "imaps://ana%40example.org:secret@mail.example.org",
        "imaps://ana:secret@mail.example.org:1993/Some%20folder",
        "imap://ana:secret@mail.example.org/INBOX?tls=starttls",
        "imap://ana:secret@localhost:1143/INBOX",
    ],
)
def test_a_mailbox_is_named_by_its_url(url: str) -> None:
    assert settings(imap_url=url).imap_url == url


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("mail.example.org", "must start with imaps://"),
        ("pop3://ana:secret@mail.example.org", "must start with imaps://"),
        ("imaps://mail.example.org", "name user, password and host"),
        ("imaps://ana@mail.example.org", "name user, password and host"),
        ("imaps://ana:secret@mail.example.org:x", "a port is a number"),
        ("imaps://ana:secret@/INBOX", "name user, password and host"),
        (
            "imap://ana:secret@mail.example.org/INBOX",
            r"could be read on its way; use imaps://, or .*starttls",
        ),
        ("imap://ana:secret@mail.example.org/INBOX?tls=no", "could be read on its way"),
    ],
)
def test_a_mailbox_that_cant_be_reached_or_not_safely_is_refused(url: str, fault: str) -> None:
    with pytest.raises(
        Invalid, match=f"IMAP_URL can't be used: .*{fault}.* For example: imaps://"
    ) as refused:
        settings(imap_url=url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("inbound_key", "short", "it needs at least 16 characters"),
        ("inbound_mailgun_key", "short", "it needs at least 16 characters"),
        ("inbound_postmark_login", "postmark:short", "it needs at least 16 characters"),
        ("inbound_postmark_login", "only-a-password-0123456789", "it must be NAME:PASSWORD"),
        ("inbound_postmark_login", ":only-a-password-0123456789", "it must be NAME:PASSWORD"),
    ],
)
def test_a_webhooks_secret_that_could_be_guessed_is_refused(name: str, value: str, fault: str) -> None:
    with pytest.raises(Invalid, match=f"{name.upper()} can't be used: {fault}. For example: ") as refused:
        settings(**{name: value})
    assert value not in str(refused.value)
