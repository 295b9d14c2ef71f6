"""What is wrong with a mail server's URL is named, with what to write instead; on real sockets."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from circles.domain.finding import Finding, Health
from circles.mail.connections import check_imap, check_smtp
from tests.certificates import server_context
from tests.dovecot import Dovecot
from tests.relay import free_port


class Server:
    """Takes every mail but one from refused@example.org; counts those that were sent."""

    sent = 0

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("refused"):
            return "550 5.7.1 Not yours"
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        Server.sent += 1
        return "250 OK"


class Listening(Controller):
    def factory(self):
        return SMTP(self.handler, **self.SMTP_kwargs)


@contextmanager
def listening(**options: object) -> Iterator[int]:
    port = free_port()
    server = Listening(Server(), hostname="127.0.0.1", port=port, **options)
    server.start()
    try:
        yield port
    finally:
        server.stop()


def checked(url: str, mail_from: str = "circles@example.org") -> Finding:
    return check_smtp(url, mail_from, patience=1.0)


def test_a_server_that_takes_our_mail_is_good_and_gets_none() -> None:
    with listening() as port:
        found = checked(f"smtp://127.0.0.1:{port}")
    assert found.health is Health.GOOD
    assert found.said == "It takes mail from circles@example.org."
    assert Server.sent == 0


def test_a_server_that_refuses_our_address_says_why() -> None:
    with listening() as port:
        found = checked(f"smtp://127.0.0.1:{port}", "refused@example.org")
    assert found.health is Health.FAULT
    assert "550 5.7.1 Not yours" in found.said
    assert "MAIL_FROM" in found.remedy


def test_a_port_nobody_listens_on() -> None:
    port = free_port()
    found = checked(f"smtp://127.0.0.1:{port}")
    assert found.said == f"Nothing listens on port {port}."


def test_a_name_nobody_knows() -> None:
    found = checked("smtp://mail.nowhere.invalid")
    assert "mail.nowhere.invalid" in found.said
    assert found.health is Health.FAULT


def test_a_password_in_the_clear_is_never_sent() -> None:
    found = checked("smtp://ana:secret@mail.nowhere.invalid")
    assert "password would cross the network" in found.said
    assert "tls=starttls" in found.remedy
    assert "secret" not in str(found)


def test_starttls_that_is_not_offered() -> None:
    with listening() as port:
        found = checked(f"smtp://127.0.0.1:{port}?tls=starttls")
    assert "does not offer STARTTLS" in found.said


def test_smtps_where_plain_smtp_is_spoken() -> None:
    with listening() as port:
        found = checked(f"smtps://127.0.0.1:{port}")
    assert found.said == "It does not speak TLS from the start."
    assert f"smtp://127.0.0.1:{port}?tls=starttls" in found.remedy


def test_plain_smtp_where_tls_is_spoken(tmp_path) -> None:
    with listening(ssl_context=server_context(tmp_path, "localhost")) as port:
        found = checked(f"smtp://127.0.0.1:{port}")
    assert found.said == "It speaks TLS from the start."
    assert f"smtps://127.0.0.1:{port}" in found.remedy


@pytest.mark.parametrize(
    ("scheme", "query", "option"), [("smtps", "", "ssl_context"), ("smtp", "?tls=starttls", "tls_context")]
)
def test_a_certificate_nobody_vouches_for(tmp_path, scheme: str, query: str, option: str) -> None:
    with listening(**{option: server_context(tmp_path, "localhost")}) as port:
        found = checked(f"{scheme}://localhost:{port}{query}")
    assert found.health is Health.FAULT
    assert "can't be trusted" in found.said
    assert "certificate for localhost" in found.remedy


def test_a_wrong_password() -> None:
    def refuse(*_: object) -> AuthResult:
        return AuthResult(success=False, handled=False)

    with listening(auth_require_tls=False, authenticator=refuse) as port:
        found = checked(f"smtp://ana:mistyped@127.0.0.1:{port}")
    assert found.said == "It does not take our name and password (535)."
    assert "mistyped" not in str(found)


def test_a_server_of_another_kind() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            for _ in range(2):
                connection, _ = listener.accept()
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.close()

        thread = threading.Thread(target=answer)
        thread.start()
        found = checked(f"smtp://127.0.0.1:{listener.getsockname()[1]}")
        thread.join()
    assert found.health is Health.FAULT
    assert "as a mail server does" in found.said


def test_a_mailbox_that_opens_is_good(dovecot: Dovecot) -> None:
    found = check_imap(dovecot.url("ana", scheme="imap").replace("localhost", "127.0.0.1"))
    assert found.health is Health.GOOD
    assert "tells of new mail at once" in found.said


@pytest.mark.parametrize(
    ("wrong", "said", "remedy"),
    [
        (
            ("pass%2Fword%401", "mistyped"),
            "does not let us into the mailbox",
            "Mend user, password or folder",
        ),
        (("/INBOX", "/Nowhere"), "does not let us into the mailbox", "Mend user, password or folder"),
        (("imap://", "imaps://"), "does not speak TLS from the start", "Write IMAP_URL as imap://"),
    ],
)
def test_what_is_wrong_with_a_mailbox(
    dovecot: Dovecot, wrong: tuple[str, str], said: str, remedy: str
) -> None:
    found = check_imap(dovecot.url("ana", scheme="imap").replace(*wrong))
    assert found.health is Health.FAULT
    assert said in found.said
    assert remedy in found.remedy
    assert "mistyped" not in str(found)
