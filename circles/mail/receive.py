"""The door for mail from outside: SMTP and LMTP (RFC 5321, RFC 2033).

A recipient that is none of ours is refused at RCPT, so nothing ever bounces back. What is accepted is stored
as it came before the sender hears 250; whatever keeps it from being stored makes them try again.
"""

import asyncio
import logging
import ssl
from collections.abc import Callable, Mapping, Sequence
from ipaddress import ip_address
from types import TracebackType
from typing import Self

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from circles.errors import Invalid
from circles.mail.dialogue import MOST_CONNECTIONS, PATIENCE_SECONDS, TOO_LARGE, Dialogue, Visitors
from circles.mail.entrance import Taken

log = structlog.get_logger()

# The library's own log names addresses and, when it is told to debug, prints whole mails.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)

NOT_OURS = "550 5.1.1 This address is not in use here. Reply to the last mail you had from us"
TOO_MANY = "452 4.5.3 Too many recipients. Send the mail to the others next"
NOT_NOW = "451 4.3.0 We can't take mail just now. Try again later"
STORED = "250 2.0.0 Kept"
ANSWERS = {
    Taken.STORED: STORED,
    Taken.KNOWN: STORED,
    Taken.NOT_OURS: NOT_OURS,
    Taken.TOO_LARGE: TOO_LARGE,
}

MOST_RECIPIENTS = 100
"""Of one mail; no server may allow fewer (RFC 5321, 4.5.3.1.8)."""
MOST_COMMANDS = 10_000
"""Of one kind on one connection; who has more to say calls again."""
LONGEST_NOTE = 255
"""Characters kept of what a peer says of itself."""

Accepts = Callable[[str], bool]
Take = Callable[[bytes, str, Mapping[str, str]], Taken]


class Door:
    """Listens from entering to leaving a `with` block, in a thread of its own.

    `accepts` tells whether a recipient is ours; it is asked in the loop and must not block. `take` keeps the
    raw mail for one recipient durably before it returns; it may block, and what it raises is answered by 451.
    With `tls` a peer may encrypt (STARTTLS, RFC 3207); `visitors` limits how many come. Large mails come one
    by one, the others waiting for up to `patience` seconds. Port 0 can't be used.
    """

    def __init__(
        self,
        accepts: Accepts,
        take: Take,
        *,
        host: str,
        port: int,
        size_limit: int,
        tls: ssl.SSLContext | None = None,
        visitors: Visitors | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._controller = _Controller(
            _Handler(accepts, take, visitors or Visitors(MOST_CONNECTIONS), patience),
            hostname=host,
            port=port,
            data_size_limit=size_limit,
            tls_context=tls,
            command_call_limit=MOST_COMMANDS,
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


def tls_context(certificate: str, key: str) -> ssl.SSLContext:
    """Read what the door proves itself with; raises Invalid that names the setting which can't be used."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key or None, password="")
    except (OSError, ValueError) as error:  # an SSLError is an OSError
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        raise Invalid(
            f"MAIL_TLS_CERT and MAIL_TLS_KEY can't be used: {reason}. They name a certificate with its chain"
            " and its private key, both in PEM and readable by Circles. For example:"
            " MAIL_TLS_CERT=/etc/circles/fullchain.pem MAIL_TLS_KEY=/etc/circles/privkey.pem",
            field="settings",
        ) from None
    return context


def seen(door: str, peer: str, helo: str, mail_from: str) -> dict[str, str]:
    """Note what the door saw of a mail's way.

    A peer without a public address is a server of our own that hands mail on: its address and its name say
    nothing about the sender, and SPF (RFC 7208) must not be asked about them.
    """
    way = {"door": door, "mail_from": "" if mail_from == "<>" else _note(mail_from)}
    try:
        outside = door == "smtp" and ip_address(peer).is_global
    except ValueError:
        outside = False
    return way | ({"ip": peer, "helo": _note(helo)} if outside else {})


def _note(said: str) -> str:
    return said.encode("ascii", "replace").decode("ascii")[:LONGEST_NOTE]


class _Handler:
    """What the library asks of us; the names are its own."""

    def __init__(self, accepts: Accepts, take: Take, visitors: Visitors, patience: float) -> None:
        self._accepts = accepts
        self._take = take
        self.visitors, self.patience = visitors, patience

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [line for line in responses if not line.startswith("250-AUTH")]  # nobody has an account here

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not self._accepts(address):
            return NOT_OURS
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return TOO_MANY
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        raw = envelope.original_content
        assert raw is not None
        is_lmtp = isinstance(server, Dialogue) and server.is_lmtp
        peer: object = session.peer  # of a socket, whatever the library declares
        ip = str(peer[0]) if isinstance(peer, tuple) else ""
        way = seen("lmtp" if is_lmtp else "smtp", ip, session.host_name or "", envelope.mail_from or "")
        answers = await self._keep(raw, envelope.rcpt_tos, way)
        if is_lmtp:
            return "\r\n".join(answers[recipient] for recipient in envelope.rcpt_tos)
        told = set(answers.values())
        return next(answer for answer in (NOT_NOW, STORED, *ANSWERS.values()) if answer in told)

    async def _keep(self, raw: bytes, recipients: Sequence[str], way: Mapping[str, str]) -> dict[str, str]:
        """Answer for each recipient; after a fault, nobody else is tried."""
        answers = dict.fromkeys(recipients, NOT_NOW)
        for recipient in answers:
            try:
                answers[recipient] = ANSWERS[await asyncio.to_thread(self._take, raw, recipient, way)]
            except Exception as error:  # noqa: BLE001  # whatever it was, they must not take it for stored
                await self.handle_exception(error)
                break
        return answers

    async def handle_exception(self, error: Exception) -> str:
        """Whatever went wrong, the sender keeps the mail and tries again."""
        log.error("mail can't be taken", error=type(error).__name__)
        return NOT_NOW


class _Controller(Controller):
    def factory(self) -> SMTP:
        return Dialogue(self.handler, **self.SMTP_kwargs)
