"""Fetch the mail of the mailbox at IMAP_URL: store it, commit, and only then mark it there."""

import ssl
import threading
from imaplib import IMAP4

import structlog
from imap_tools.errors import ImapToolsError
from sqlalchemy.exc import SQLAlchemyError

from circles.mail.entrance import LARGE, ONE_LARGE, Taken, take_in
from circles.mail.imap import SET_ASIDE, TAKEN, Mailbox
from circles.runtime import Runtime

log = structlog.get_logger()

LOOK_AGAIN_SECONDS = 60
"""A server that tells of new mail by itself is asked as well, since what it tells may get lost."""
FIRST_DELAY, LONGEST_DELAY = 1.0, 300.0
"""Seconds until a connection that broke is made again; each failure doubles them."""
PATIENCE_SECONDS = 120
"""How long a large mail waits for its turn, and new ones behind it."""
AWAY = (OSError, IMAP4.error, ImapToolsError, SQLAlchemyError)
"""The server or the database can't be used: the mail stays new, and is taken when both are back."""


def watch(
    runtime: Runtime,
    stop: threading.Event,
    tls: ssl.SSLContext | None = None,
    every: int = LOOK_AGAIN_SECONDS,
) -> None:
    """Take in what is new until asked to stop."""
    delay = FIRST_DELAY
    while not stop.is_set():
        try:
            with Mailbox(runtime.settings.imap_url, tls) as mailbox:
                while not stop.is_set():
                    take_new(runtime, mailbox, stop)
                    delay = FIRST_DELAY
                    mailbox.wait(every, stop)
        except Exception as error:  # the other doors of this process must stay open
            log.warning(
                "the mailbox of IMAP_URL or the database is away",
                error=type(error).__name__,
                again_in_seconds=delay,
                exc_info=not isinstance(error, AWAY),
            )
            stop.wait(delay)
            delay = min(2 * delay, LONGEST_DELAY)


def take_new(runtime: Runtime, mailbox: Mailbox, stop: threading.Event) -> None:
    """Take in every new mail; one that can't be taken is set aside, so that it is not met again.

    Large ones come last: each waits for its turn, and those whose turn doesn't come stay new.
    """
    limit = runtime.settings.mail_size_limit
    for uid in mailbox.new(f"LARGER {limit}"):
        _set_aside(mailbox, uid, Taken.TOO_LARGE)
    for uid in mailbox.new(f"NOT LARGER {min(LARGE, limit)}"):
        if stop.is_set():
            return
        _take_one(runtime, mailbox, uid)
    for uid in mailbox.new(f"LARGER {LARGE} NOT LARGER {limit}"):
        if not _turn_comes(stop):
            return
        try:
            _take_one(runtime, mailbox, uid)
        finally:
            ONE_LARGE.release()


def _turn_comes(stop: threading.Event) -> bool:
    """Wait till no other door of this process holds a large mail; False where that takes too long."""
    for _ in range(PATIENCE_SECONDS):
        if stop.is_set():
            return False
        if ONE_LARGE.acquire(timeout=1):
            return True
    return False


def _take_one(runtime: Runtime, mailbox: Mailbox, uid: str) -> None:
    try:
        taken = _take(runtime, mailbox.read(uid))
    except AWAY:
        raise
    except Exception:
        log.exception("a mail in the mailbox can't be taken")
        return _set_aside(mailbox, uid, "a fault of ours")
    if taken in {Taken.NOT_OURS, Taken.TOO_LARGE}:
        return _set_aside(mailbox, uid, taken)
    return mailbox.mark(uid, TAKEN)


def _take(runtime: Runtime, raw: bytes | None) -> Taken:
    if raw is None:
        return Taken.KNOWN
    limit = runtime.settings.mail_size_limit
    with runtime.transaction() as db:
        return take_in(db, runtime.site, raw, None, {"door": "imap"}, runtime.now(), limit)


def _set_aside(mailbox: Mailbox, uid: str, why: str) -> None:
    """Leave a mail in the mailbox with a star; the log says which one, and why."""
    mailbox.mark(uid, SET_ASIDE)
    log.warning("a mail was left in the mailbox, with a star", uid=uid, why=why)
