"""Whatever a mail server does, the journal hears of each mail exactly what is certain."""

import contextlib
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from circles.errors import Invalid
from circles.mail.transports import DemoTransport, Sendable, SmtpTransport
from tests.certificates import server_context
from tests.relay import free_port

RAW = b"Subject: hello\r\n\r\nYes\r\n.\r\n..dots\r\n"
FIRST, SECOND, THIRD = (
    Sendable(n, f"circles+{n}@reply.example.org", f"p{n}@example.org", RAW) for n in (1, 2, 3)
)
BATCH = (FIRST, SECOND, THIRD)


@dataclass
class Journal:
    """Writes down what it hears; mails in `stopped` must not leave."""

    heard: list[tuple[str, int, str]] = field(default_factory=list)
    stopped: frozenset[int] = frozenset()
    at_recipient: list[bool] = field(default_factory=list)

    def leaving(self, mail):
        self.heard.append(("leaving", mail.id, ""))
        return mail.id not in self.stopped

    def sent(self, mail, answer):
        self.heard.append(("sent", mail.id, answer))

    def refused(self, mail, answer, *, permanent, at_recipient=False):
        self.heard.append(("failed" if permanent else "later", mail.id, answer))
        self.at_recipient.append(at_recipient)

    def doubtful(self, mail, answer):
        self.heard.append(("doubtful", mail.id, answer))

    @property
    def events(self):
        return [(what, number) for what, number, _ in self.heard]


class Sink(Controller):
    """An SMTP server that says what it is told to, about what concerns the second mail; it keeps the rest."""

    def __init__(self, at="", answer=""):
        self.at, self.answer = at, answer
        self.kept, self.said_quit, self.connections = [], threading.Event(), 0
        super().__init__(self, hostname="127.0.0.1", port=free_port())

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def factory(self):
        self.connections += 1
        return Dialogue(self, enable_SMTPUTF8=True)

    def about(self, envelope, at, address=None):
        second = (address or envelope.mail_from) in {SECOND.envelope_from, SECOND.envelope_to}
        return second and self.at == at

    def say(self, server):
        if self.answer == "hang up":
            server.transport.abort()
        return self.answer

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self.about(envelope, "MAIL", address):
            return self.say(server)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.about(envelope, "RCPT", address):
            return self.say(server)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.about(envelope, "after the data"):
            return self.say(server)
        self.kept.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        if self.about(envelope, "after it was kept"):
            return self.say(server)
        return "250 2.0.0 kept as 42"

    async def handle_QUIT(self, server, session, envelope):  # noqa: N802
        self.said_quit.set()
        return "221 bye"


class Dialogue(SMTP):
    async def smtp_DATA(self, arg):  # noqa: N802
        sink = self.event_handler
        if sink.about(self.envelope, "DATA"):
            await self.push(sink.say(self))
        else:
            await super().smtp_DATA(arg)


@contextmanager
def sink(at="", answer=""):
    server = Sink(at, answer)
    server.start()
    server.connections = 0
    try:
        yield server
    finally:
        server.stop()


def send(url, mails=BATCH, journal=None):
    journal = journal or Journal()
    SmtpTransport(url).send(mails, journal)
    return journal


def kept(server):
    return [recipients for _, recipients, _ in server.kept]


def test_a_batch_goes_over_one_connection_byte_by_byte_and_says_goodbye():
    with sink() as server:
        journal = send(server.url)
        assert server.said_quit.wait(5)
        assert server.connections == 1
    assert server.kept == [(mail.envelope_from, [mail.envelope_to], RAW) for mail in BATCH]
    assert journal.events == [(what, n) for n in (1, 2, 3) for what in ("leaving", "sent")]
    assert journal.heard[1] == ("sent", 1, "250 2.0.0 kept as 42")


def test_an_empty_return_path_is_said_as_such():
    with sink() as server:
        send(server.url, [Sendable(1, "", "ana@example.org", RAW)])
    assert server.kept[0][0] in {"", "<>"}


@pytest.mark.parametrize(
    "raw",
    [b".", b".\r\n", b"..\r\n", b"a\r\n.\r\nb\r\n", b"\r\n.\r\n.\r\n", b"no line end", b"x" * 900 + b"\r\n"],
)
def test_no_content_ends_the_mail_early(raw):
    with sink() as server:
        journal = send(server.url, [Sendable(1, "", "ana@example.org", raw), SECOND])
    assert [content for _, _, content in server.kept] == [raw.removesuffix(b"\r\n") + b"\r\n", RAW]
    assert journal.events[1::2] == [("sent", 1), ("sent", 2)]


@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(("answer", "what"), [("550 5.1.1 no", "failed"), ("451 4.3.0 busy", "later")])
def test_a_refusal_before_the_bytes_leave_concerns_one_mail(at, answer, what):
    with sink(at, answer) as server:
        journal = send(server.url)
    assert journal.events == [("leaving", 1), ("sent", 1), (what, 2), ("leaving", 3), ("sent", 3)]
    assert journal.heard[2] == (what, 2, answer)
    assert journal.at_recipient == [at == "RCPT"]
    assert kept(server) == [[FIRST.envelope_to], [THIRD.envelope_to]]


@pytest.mark.parametrize(("answer", "what"), [("554 5.7.1 spam", "failed"), ("452 4.2.2 full", "later")])
def test_a_refusal_of_the_bytes_concerns_one_mail(answer, what):
    with sink("after the data", answer) as server:
        journal = send(server.url)
    assert journal.events == [
        ("leaving", 1),
        ("sent", 1),
        ("leaving", 2),
        (what, 2),
        ("leaving", 3),
        ("sent", 3),
    ]
    assert journal.at_recipient == [True]
    assert kept(server) == [[FIRST.envelope_to], [THIRD.envelope_to]]


@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA"])
def test_a_connection_lost_before_the_bytes_leave_is_no_doubt(at):
    with sink(at, "hang up") as server:
        journal = send(server.url)
    assert journal.events == [("leaving", 1), ("sent", 1), ("later", 2)]
    assert kept(server) == [[FIRST.envelope_to]]


@pytest.mark.parametrize(("at", "arrived"), [("after the data", False), ("after it was kept", True)])
def test_a_connection_lost_after_the_bytes_left_is_in_doubt_and_the_rest_unsent(at, arrived):
    with sink(at, "hang up") as server:
        journal = send(server.url)
    assert journal.events == [("leaving", 1), ("sent", 1), ("leaving", 2), ("doubtful", 2)]
    assert ([SECOND.envelope_to] in kept(server)) is arrived


def test_a_mail_that_must_not_leave_does_not_and_the_rest_waits():
    with sink() as server:
        journal = send(server.url, journal=Journal(stopped=frozenset({2})))
    assert journal.events == [("leaving", 1), ("sent", 1), ("leaving", 2)]
    assert kept(server) == [[FIRST.envelope_to]]


def test_a_server_that_is_down_refuses_all_for_now():
    journal = send(f"smtp://127.0.0.1:{free_port()}")
    assert journal.events == [("later", 1), ("later", 2), ("later", 3)]
    assert "no connection to 127.0.0.1" in journal.heard[0][2]


def test_a_server_that_is_none_refuses_all_for_now():
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up():
            connection, _ = listener.accept()
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.close()

        server = threading.Thread(target=hang_up)
        server.start()
        journal = send(f"smtp://127.0.0.1:{listener.getsockname()[1]}")
        server.join()
    assert journal.events == [("later", 1), ("later", 2), ("later", 3)]


def test_starttls_that_is_not_offered_sends_nothing_in_the_clear():
    with sink() as server:
        journal = send(f"{server.url}?tls=starttls")
    assert journal.events == [("later", 1), ("later", 2), ("later", 3)]
    assert server.kept == []


@pytest.fixture
def unknown_authority(tmp_path):
    """A server's TLS context with a certificate that nobody vouches for."""
    return server_context(tmp_path, "localhost")


def test_smtps_to_a_server_nobody_vouches_for_says_nothing(unknown_authority):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        said = []

        def greet():
            connection, _ = listener.accept()
            with (
                contextlib.suppress(OSError),
                unknown_authority.wrap_socket(connection, server_side=True) as tls,
            ):
                said.append(tls.recv(1))

        server = threading.Thread(target=greet)
        server.start()
        journal = send(f"smtps://ana:secret@localhost:{listener.getsockname()[1]}")
        server.join()
    assert journal.events == [("later", 1), ("later", 2), ("later", 3)]
    assert "certificate verify failed" in journal.heard[0][2]
    assert said in ([], [b""])


def test_a_password_that_the_server_does_not_take_sends_nothing():
    with sink() as server:
        journal = send(server.url.replace("//", "//ana:secret@"))
    assert journal.events == [("later", 1), ("later", 2), ("later", 3)]
    assert "secret" not in journal.heard[0][2]


def test_an_address_that_smtp_cant_say_fails_alone():
    with sink() as server:
        odd = Sendable(9, "", "ana@müller.example", RAW)
        journal = send(server.url, [FIRST, odd, THIRD])
    assert journal.events == [("leaving", 1), ("sent", 1), ("failed", 9), ("leaving", 3), ("sent", 3)]
    assert kept(server) == [[FIRST.envelope_to], [THIRD.envelope_to]]


def test_a_line_end_in_an_address_adds_no_recipient():
    with sink() as server:
        send(server.url, [Sendable(1, "", "ana@example.org>\r\nRCPT TO:<eve@example.org", RAW)])
    assert "eve@example.org" not in str(kept(server))


def test_nothing_to_send_opens_no_connection():
    assert send(f"smtp://127.0.0.1:{free_port()}", []).events == []


@pytest.mark.parametrize("url", ["mail.example.org:25", "http://mail.example.org", "smtp://", ""])
def test_a_url_that_names_no_server_is_refused_with_an_example(url):
    with pytest.raises(Invalid, match="For example: smtp://") as refused:
        SmtpTransport(url)
    assert refused.value.field == "SMTP_URL"


def test_a_refused_url_shows_no_password():
    with pytest.raises(Invalid) as refused:
        SmtpTransport("imap://ana:hunter2@mail.example.org")
    assert "hunter2" not in str(refused.value)


def test_the_demo_takes_every_mail_and_sends_none():
    journal = Journal(stopped=frozenset({2}))
    DemoTransport().send(BATCH, journal)
    assert journal.events == [("leaving", 1), ("sent", 1), ("leaving", 2), ("leaving", 3), ("sent", 3)]
