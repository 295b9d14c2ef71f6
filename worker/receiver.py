"""The mail process: it holds open the doors that the settings name."""

import threading
from contextlib import ExitStack

from circles.runtime import Runtime
from worker import mailbox
from worker.door import door


def listen(runtime: Runtime, stop: threading.Event) -> None:
    """Receive mail until asked to stop."""
    with ExitStack() as doors:
        if runtime.settings.mail_listen != "off":
            doors.enter_context(door(runtime))
        if runtime.settings.imap_url and not runtime.settings.demo:
            mailbox.watch(runtime, stop)
        stop.wait()
