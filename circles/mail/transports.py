"""Where mail leaves: an SMTP server, or nowhere at all in the demo."""

import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from circles.errors import Invalid

TIMEOUT_SECONDS = 30
START_INPUT = 354


@dataclass(frozen=True)
class Sendable:
    """One mail ready to leave; an empty `envelope_from` is the null return path."""

    id: int
    envelope_from: str
    envelope_to: str
    raw: bytes


class Journal(Protocol):
    """Who keeps the record of what became of each mail: the outbox, or a test."""

    def leaving(self, mail: Sendable) -> bool:
        """Commit that the bytes leave now; False if they must not."""

    def sent(self, mail: Sendable, answer: str) -> None:
        """Note that the server took it."""

    def refused(self, mail: Sendable, answer: str, *, permanent: bool, at_recipient: bool = False) -> None:
        """Note a no, or that no server could be reached, before or after the bytes left.

        `at_recipient` tells that it was the server's answer to the recipient (RCPT), or to the whole mail.
        """

    def doubtful(self, mail: Sendable, answer: str) -> None:
        """Note that the bytes left and no answer came."""


class Transport(Protocol):
    """Something that sends a batch of mails and tells the journal of each."""

    def send(self, mails: Sequence[Sendable], journal: Journal) -> None:
        """Send in order; what the journal hears nothing of was certainly not sent."""


class DemoTransport:
    """Sends nothing: what the outbox keeps is the demo's mailbox."""

    def send(self, mails: Sequence[Sendable], journal: Journal) -> None:
        """Take every mail."""
        for mail in mails:
            if journal.leaving(mail):
                journal.sent(mail, "250 kept in the demo mailbox")


class SmtpTransport:
    """An SMTP server by URL: `smtp://`, `smtps://`, `?tls=starttls` (RFC 5321, RFC 3207)."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise Invalid(
                f"SMTP_URL can't be used: {parts.scheme or url!r} is not smtp:// or smtps:// with a host."
                " For example: smtp://user:password@mail.example.org:587?tls=starttls",
                field="SMTP_URL",
            )
        self._host, self._implicit_tls = parts.hostname, parts.scheme == "smtps"
        self._port = parts.port or (465 if self._implicit_tls else 25)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._starttls = parse_qs(parts.query).get("tls") == ["starttls"]

    def send(self, mails: Sequence[Sendable], journal: Journal) -> None:
        """Send the batch over one connection; a connection that breaks leaves the rest unsent."""
        if not mails:
            return
        try:
            connection = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            for mail in mails:
                journal.refused(mail, f"no connection to {self._host}:{self._port}: {error}", permanent=False)
            return
        try:
            for mail in mails:
                if not _send_one(connection, mail, journal):
                    return
            _take_leave(connection)
        finally:
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        connection = self._open()
        try:
            connection.ehlo_or_helo_if_needed()
            if self._starttls:
                connection.starttls(context=ssl.create_default_context())  # verifies who answers
                connection.ehlo()
            if self._user:
                connection.login(self._user, self._password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _open(self) -> smtplib.SMTP:
        if not self._implicit_tls:
            return smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_SECONDS)
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(self._host, self._port, timeout=TIMEOUT_SECONDS, context=context)


@dataclass(frozen=True)
class _Refusal:
    code: int
    answer: bytes
    at_recipient: bool = False


def _send_one(connection: smtplib.SMTP, mail: Sendable, journal: Journal) -> bool:
    """Send one mail; False when the connection can't be used for another."""
    try:
        refusal = _open_dialogue(connection, mail)
    except ValueError as error:
        journal.refused(mail, f"its address can't be said in SMTP: {error}", permanent=True)
        return _reset(connection)
    except (OSError, smtplib.SMTPException) as error:
        journal.refused(mail, f"the connection broke: {error}", permanent=False)
        return False
    if refusal is not None:
        journal.refused(
            mail,
            _text(refusal.code, refusal.answer),
            permanent=_permanent(refusal.code),
            at_recipient=refusal.at_recipient,
        )
        return _reset(connection)
    if not journal.leaving(mail):
        return False
    try:
        connection.send(_dot_stuffed(mail.raw))
        code, answer = connection.getreply()
    except (OSError, smtplib.SMTPException) as error:
        journal.doubtful(mail, f"the connection broke before the server answered: {error}")
        return False
    if code // 100 == 2:
        journal.sent(mail, _text(code, answer))
    else:
        journal.refused(mail, _text(code, answer), permanent=_permanent(code), at_recipient=True)
    return True


def _open_dialogue(connection: smtplib.SMTP, mail: Sendable) -> _Refusal | None:
    """Say MAIL, RCPT and DATA; gives the answer that was not a yes, or None when the bytes are waited for."""
    code, answer = connection.mail(mail.envelope_from)
    if code // 100 != 2:
        return _Refusal(code, answer)
    code, answer = connection.rcpt(mail.envelope_to)
    if code // 100 != 2:
        return _Refusal(code, answer, at_recipient=True)
    code, answer = connection.docmd("DATA")
    return None if code == START_INPUT else _Refusal(code, answer)


def _reset(connection: smtplib.SMTP) -> bool:
    try:
        return connection.rset()[0] // 100 == 2
    except (OSError, smtplib.SMTPException):
        return False


def _take_leave(connection: smtplib.SMTP) -> None:
    """Say QUIT (RFC 5321, 4.1.1.10); nothing depends on the answer."""
    with suppress(OSError, smtplib.SMTPException):
        connection.docmd("QUIT")


def _dot_stuffed(raw: bytes) -> bytes:
    """End the data and double leading dots (RFC 5321, 4.5.2); our mails have CRLF lines already."""
    stuffed = raw.replace(b"\r\n.", b"\r\n..")
    return (b"." + stuffed if stuffed.startswith(b".") else stuffed).removesuffix(b"\r\n") + b"\r\n.\r\n"


def _permanent(code: int) -> bool:
    return code // 100 == 5


def _text(code: int, answer: bytes) -> str:
    return f"{code} {answer.decode('utf-8', 'replace')}"[:500]
