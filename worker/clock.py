"""The clock: any number of processes may run it, a lease lets one act."""

import os
import secrets
import socket
import threading
from datetime import timedelta

import structlog
from redis.exceptions import RedisError

from circles.runtime import QUEUE_AWAY, Runtime
from circles.services import leases

log = structlog.get_logger()

LEASE = timedelta(seconds=90)


def run(runtime: Runtime, stop: threading.Event, every_seconds: float) -> None:
    """Enqueue a tick every so many seconds while this process holds the clock's lease."""
    holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    while not stop.wait(every_seconds):
        try:
            with runtime.transaction() as db:
                ours = leases.acquire(db, "clock", holder, LEASE, runtime.now())
            if ours:
                runtime.enqueue("tick")
        except RedisError as error:
            log.warning(QUEUE_AWAY, error=type(error).__name__)
        except Exception:
            log.exception("tick failed")
