"""One connection at the door, as far as the library leaves it to us.

It speaks LMTP too, counts who is connected, and reads a mail in blocks: the library keeps every line of it as
an object, which makes 2 GB of 25 MB of empty lines.
"""

import asyncio
import time
from asyncio import LimitOverrunError
from collections import Counter
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from types import TracebackType
from typing import Protocol, Self

from aiosmtpd.smtp import SMTP, Envelope, Session

from circles.mail.entrance import LARGE, ONE_LARGE

TOO_BUSY = "421 4.3.2 Too many connections just now. Try again later"
TOO_BUSY_WITH_YOU = "421 4.7.0 Too many connections from your side just now. Close some, or try again later"
TOO_LARGE = "552 5.3.4 The mail is larger than we take"
HANDS_FULL = "451 4.3.2 Our hands are full of large mails just now. Try again in a few minutes"
GO_ON = "354 Go ahead. A line with a dot alone ends the mail"

MOST_CONNECTIONS = 200
PATIENCE_SECONDS = 120.0
"""How long a large mail waits for its turn: less than the three minutes of a sender (RFC 5321, 4.5.3.2.5)."""
LOOK_AGAIN_SECONDS = 0.05
BLOCK = 65_536
"""Octets read at a time, and the most that is looked through for the end of a command."""


def side_of(peer: object) -> str:
    """Tell by the address of a socket who shares a limit: an IPv6 network of 64 bits is one side.

    "" for this machine itself, by loopback or a Unix socket: what hands on everybody's mail is not limited.
    """
    if not isinstance(peer, tuple):
        return ""
    address = ip_address(str(peer[0]).partition("%")[0])
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_loopback:
        return ""
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


class Visitors:
    """How many are connected, in all and from each side."""

    def __init__(self, most_of_one: int, side_of: Callable[[object], str] = side_of) -> None:
        self._most_of_one, self._side_of = most_of_one, side_of
        self._of: Counter[str] = Counter()

    def come(self, peer: object) -> str:
        """Count one more, by the address of its socket, and say why it can't stay; "" where it can."""
        side = self._side_of(peer)
        self._of[side] += 1
        if self._of.total() > MOST_CONNECTIONS:
            return TOO_BUSY
        return TOO_BUSY_WITH_YOU if side and self._of[side] > self._most_of_one else ""

    def leave(self, peer: object) -> None:
        """Count one less."""
        self._of[self._side_of(peer)] -= 1
        self._of += Counter()  # forgets sides of which nobody is left


class Turn:
    """The turn of one connection to bring a large mail, given back at the end of a `with` block.

    The others wait, and their senders with them, since nothing more is read; whoever waits too long is asked
    to come again. The library closes a connection five minutes after DATA: nobody keeps the others out by
    sending slowly.
    """

    def __init__(self, patience: float) -> None:
        self._patience, self._has_come = patience, False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    async def comes(self) -> bool:
        """Wait until it does; False where that takes too long."""
        tired = time.monotonic() + self._patience
        while not self._has_come and time.monotonic() < tired:
            self._has_come = ONE_LARGE.acquire(blocking=False)
            if not self._has_come:
                await asyncio.sleep(LOOK_AGAIN_SECONDS)
        return self._has_come

    def end(self) -> None:
        """Let the next one have it."""
        if self._has_come:
            self._has_come = False
            ONE_LARGE.release()


class Refused(Exception):
    """A mail that was read to its end and not kept; says the answer."""


class Handler(Protocol):
    """What a dialogue asks of who answers; the names are the library's."""

    visitors: Visitors
    patience: float

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail, and answer."""


class Dialogue(SMTP):
    """One connection, in SMTP or, once it says LHLO, in LMTP."""

    line_length_limit = BLOCK
    event_handler: Handler
    is_lmtp = False
    _awaits_data = False

    async def smtp_LHLO(self, arg: str) -> None:  # noqa: N802
        self.is_lmtp = True
        await self.smtp_EHLO(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if await self.check_helo_needed():
            return
        assert self.session is not None
        assert self.envelope is not None
        if not self.envelope.rcpt_tos:
            await self.push("503 5.5.1 Say RCPT first")
            return
        if arg:
            await self.push("501 5.5.4 DATA stands alone")
            return
        await self.push(GO_ON)
        with Turn(self.event_handler.patience) as turn:
            try:
                self.envelope.original_content = await self._read_mail(turn)
                answer = await self.event_handler.handle_DATA(self, self.session, self.envelope)
                self.envelope = self._create_envelope()
            except Refused as refused:
                answer = str(refused)
        await self.push(answer)
        self.envelope = self._create_envelope()

    async def _read_mail(self, turn: Turn) -> bytes:
        """Read up to the line that holds a dot alone (RFC 5321, 4.1.1.4); raises Refused behind it."""
        raw, refusal = bytearray(), ""
        while not (raw.endswith(b"\r\n.\r\n") or (raw == b".\r\n" and not refusal)):
            try:
                raw += await self._reader.readuntil(b".\r\n")
            except LimitOverrunError as error:
                raw += await self._reader.read(error.consumed)
            refusal = refusal or await self._refusal(len(raw) - len(b".\r\n"), turn)
            if refusal:
                turn.end()
                del raw[: -len(b"\r\n.\r\n")]
        if refusal:
            raise Refused(refusal)
        mail = bytes(memoryview(raw)[: -len(b".\r\n")]).removeprefix(b".")
        return mail.replace(b"\r\n.", b"\r\n") if b"\r\n." in mail else mail

    async def _refusal(self, octets: int, turn: Turn) -> str:
        if octets > (self.data_size_limit or 0):
            return TOO_LARGE
        return HANDS_FULL if octets > LARGE and not await turn.comes() else ""

    async def push(self, status: str | bytes) -> None:
        """Say an answer; what LMTP refuses after the data, it refuses for each recipient (RFC 2033, 4.2)."""
        assert isinstance(status, str)
        assert self.envelope is not None
        if self._awaits_data and self.is_lmtp:  # a mail that was taken has left no recipients behind
            status = "\r\n".join([status] * (len(self.envelope.rcpt_tos) or 1))
        self._awaits_data = status.startswith("354")
        await super().push(status)

    async def _handle_client(self) -> None:
        assert self.session is not None
        visitors, peer = self.event_handler.visitors, self.session.peer
        refusal = visitors.come(peer)
        try:
            if refusal:
                await self.push(refusal)
                self._writer.close()
            else:
                await super()._handle_client()
        finally:
            visitors.leave(peer)
