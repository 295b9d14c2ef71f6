"""The mail server our mails leave through in tests: a real SMTP socket that keeps what it takes."""

import socket
from collections.abc import Callable
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

Refuse = Callable[[int], str | None]


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


class Relay:
    """Keeps every mail as (envelope recipient, bytes), in the order it came."""

    def __init__(self, refuse: Refuse = lambda _n: None) -> None:
        """`refuse` is asked at each DATA, with the number of mails kept so far, and may answer for us."""
        self.mails: list[tuple[str, bytes]] = []
        self._refuse = refuse
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    @property
    def url(self) -> str:
        """What SMTP_URL is set to."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if (answer := self._refuse(len(self.mails))) is not None:
            return answer
        self.mails += [(recipient, envelope.original_content or b"") for recipient in envelope.rcpt_tos]
        return "250 kept"
