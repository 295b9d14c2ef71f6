"""The door for mail from outside: SMTP and LMTP (RFC 5321, RFC 2033).

A recipient that is none of ours is refused at RCPT, so nothing ever bounces back. What is accepted is stored
as it came before the sender hears 250; whatever keeps it from being stored makes them try again.
"""

import asyncio
import logging
from collections.abc import Callable
from email.utils import getaddresses
from types import TracebackType
from typing import Self

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from circles.mail.parse import parse

log = structlog.get_logger()

# The library's own log names addresses and, when it is told to debug, prints whole mails.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)

NOT_OURS = "550 5.1.1 This address is not in use here. Reply to the last mail you had from us"
ONE_BY_ONE = "452 4.5.3 One recipient at a time, please"
NOT_NOW = "451 4.3.0 We can't take mail just now. Try again later"
STORED = "250 2.0.0 Kept"

NO_RETURN = b"Return-Path: <>\r\n"
"""Put before a mail without a return path (RFC 5321, 4.4): only that shows that some machines wrote it. No
signature covers it, and every other mail stays byte by byte what it was."""

LONGEST_LINE = 1_000_000
"""Octets. The standard has 1,000, but mail with longer lines is written every day, and read."""

ENVELOPE_HEADERS = ("delivered-to", "x-original-to", "x-forwarded-to", "to", "cc")

Accepts = Callable[[str], bool]
Store = Callable[[bytes, str], None]


class Door:
    """Listens from entering to leaving a `with` block, in a thread of its own.

    `accepts` tells whether a recipient is ours; it is asked in the loop and must not block. `store` keeps the
    raw mail for one recipient durably before it returns; it may block, and what it raises is answered by 451.
    Port 0 is not possible.
    """

    def __init__(self, accepts: Accepts, store: Store, *, host: str, port: int, size_limit: int) -> None:
        self._controller = _Controller(
            _Handler(accepts, store),
            hostname=host,
            port=port,
            data_size_limit=size_limit,
            server_hostname="circles",
            ident="Circles",
        )

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()


def addressed_to(raw: bytes, accepts: Accepts) -> str | None:
    """Find the first recipient of ours in a mail's headers, where no envelope names it."""
    headers = parse(raw).headers
    for name in ENVELOPE_HEADERS:
        written = [value for key, value in headers if key == name]
        for _, address in getaddresses(written):
            if accepts(address):
                return address
    return None


class _Handler:
    """What the library asks of us; the names are its own."""

    def __init__(self, accepts: Accepts, store: Store) -> None:
        self._accepts = accepts
        self._store = store

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not self._accepts(address):
            return NOT_OURS
        # LMTP wants an answer for each recipient after the data, the library gives one: so there is one.
        if isinstance(server, _Dialogue) and server.is_lmtp and envelope.rcpt_tos:
            return ONE_BY_ONE
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        raw = envelope.original_content
        assert raw is not None
        if envelope.mail_from == "<>":
            raw = NO_RETURN + raw
        try:
            for recipient in dict.fromkeys(envelope.rcpt_tos):
                await asyncio.to_thread(self._store, raw, recipient)
        except Exception as error:  # noqa: BLE001  # whatever it was, they must not take it for stored
            return await self.handle_exception(error)
        return STORED

    async def handle_exception(self, error: Exception) -> str:
        """Whatever went wrong, the sender keeps the mail and tries again."""
        log.error("mail can't be taken", error=type(error).__name__)
        return NOT_NOW


class _Dialogue(SMTP):
    """One connection, in SMTP or, once it says LHLO, in LMTP."""

    line_length_limit = LONGEST_LINE
    is_lmtp = False

    async def smtp_LHLO(self, arg: str) -> None:  # noqa: N802
        self.is_lmtp = True
        await self.smtp_EHLO(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Dialogue(self.handler, **self.SMTP_kwargs)
