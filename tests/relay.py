"""The mail server our mails leave through in tests: a real SMTP socket that keeps what it takes."""

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Relay:
    """Keeps every mail as (envelope recipient, bytes), in the order it came."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, bytes]] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=0)

    def __enter__(self) -> "Relay":
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    @property
    def url(self) -> str:
        """What SMTP_URL is set to."""
        host, port = self._controller.server.sockets[0].getsockname()[:2]
        return f"smtp://{host}:{port}"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mails += [(recipient, envelope.original_content) for recipient in envelope.rcpt_tos]
        return "250 kept"
