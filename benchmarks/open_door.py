"""A door that keeps nothing: aiosmtpd with an empty handler, in a process of its own."""

import sys
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Empty:
    """Takes every mail and forgets it."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        return "250 taken"


if __name__ == "__main__":
    Controller(Empty(), hostname="127.0.0.1", port=int(sys.argv[1])).start()
    threading.Event().wait()
