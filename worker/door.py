"""The mail process: what the SMTP door accepts goes to the inbox before it is answered."""

import threading

from circles.mail.receive import Door
from circles.runtime import Runtime
from circles.services import inbox


def listen(runtime: Runtime, stop: threading.Event) -> None:
    """Receive mail until asked to stop."""

    def accepts(recipient: str) -> bool:
        return runtime.site.accepts(recipient, runtime.now().date())

    def store(raw: bytes, recipient: str) -> None:
        with runtime.transaction() as db:
            inbox.store(db, raw, recipient, runtime.now())

    host, _, port = runtime.settings.mail_listen.rpartition(":")
    with Door(accepts, store, host=host, port=int(port), size_limit=runtime.settings.mail_size_limit):
        stop.wait()
