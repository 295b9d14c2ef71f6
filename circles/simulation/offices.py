"""The two ways a season can be played: by real workers and sockets, or by this process alone."""

import secrets
import smtplib
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from sqlalchemy import exists, select

from circles import demo_clock, migrations
from circles.domain.words import IncomingState
from circles.mail.entrance import take_in
from circles.models import Incoming
from circles.runtime import Runtime, build
from circles.services import outbox
from circles.settings import Settings
from worker import delivery, long_work, reading, sweep

PATIENCE = 300.0
"""Seconds for the workers to get through whatever one day brings."""
DOOR_OPENS = 30.0
NO_REDIS = "redis://127.0.0.1:1"


@dataclass(frozen=True)
class Posted:
    """A mail on its way to us; the sender is "" for `<>`."""

    sender: str
    recipient: str
    raw: bytes


class PostOffice(Protocol):
    """Where mail is sent and received while time passes."""

    runtime: Runtime

    def live_until(self, to: datetime) -> None:
        """Let time pass, with everything that falls due on the way; until now, do what waits."""

    def hand_in(self, mails: Sequence[Posted]) -> None:
        """Take mails in, and see them read and answered."""


class Workers:
    """Real workers and an SMTP door, which must be running; raises NotAllowed when they are too slow."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime

    def live_until(self, to: datetime) -> None:
        demo_clock.advance(self.runtime, to, PATIENCE)

    def hand_in(self, mails: Sequence[Posted]) -> None:
        with _connection(self.runtime.settings.mail_listen) as smtp:
            for mail in mails:
                smtp.sendmail(mail.sender, [mail.recipient], mail.raw)
        self.live_until(self.runtime.now())


def _connection(door: str) -> smtplib.SMTP:
    """Connect, waiting for the door to open."""
    host, _, port = door.rpartition(":")
    deadline = time.monotonic() + DOOR_OPENS
    while True:
        try:
            return smtplib.SMTP(host, int(port), timeout=DOOR_OPENS)
        except ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@dataclass
class _Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class _Here(Runtime):
    """A runtime whose queue is a list: whoever asks for work does it, in the order it came."""

    waiting: deque[tuple[str, tuple[Any, ...]]] = field(default_factory=deque)

    def enqueue(self, task: str, *args: object) -> None:
        self.waiting.append((task, args))

    def work(self) -> None:
        while self.waiting:
            task, args = self.waiting.popleft()
            if task == "tick":
                sweep.tick(self)
                continue
            ids = [int(row) for row in args[0]]
            if task == "run":
                long_work.run(self, *ids)
            else:
                {"deliver": delivery.deliver, "receive": reading.receive}[task](self, ids)


class InProcess:
    """The workers' own functions, called one after the other, at the time this clock shows."""

    def __init__(self, runtime: _Here, clock: _Clock) -> None:
        self.runtime, self._here, self._clock = runtime, runtime, clock

    def live_until(self, to: datetime) -> None:
        self._do_what_waits()
        while self._clock.now < to:
            with self.runtime.transaction(read_only=True) as db:
                due = demo_clock.next_instant(db, self._clock.now)
            self._clock.now = min(due or to, to)
            self._do_what_waits()

    def hand_in(self, mails: Sequence[Posted]) -> None:
        limit = self.runtime.settings.mail_size_limit
        for mail in mails:
            envelope = {"door": "smtp", "mail_from": mail.sender}
            with self.runtime.transaction() as db:
                site, now = self.runtime.site, self._clock.now
                take_in(db, site, mail.raw, mail.recipient, envelope, now, limit)
        self._do_what_waits()

    def _do_what_waits(self) -> None:
        while True:
            self._here.enqueue("tick")
            self._here.work()
            with self.runtime.transaction(read_only=True) as db:
                unread = db.scalar(select(exists().where(Incoming.state == IncomingState.STORED)))
                if not unread and not outbox.due(db, self._clock.now, limit=1):
                    return


@contextmanager
def in_process(begins: datetime) -> Iterator[InProcess]:
    """Open a post office of its own that needs neither Redis nor sockets, with a database in memory."""
    with TemporaryDirectory(prefix="circles-") as folder:
        settings = Settings(
            _env_file=None,
            demo=True,
            secret_key=secrets.token_urlsafe(32),
            public_url="http://localhost:8000",
            mail_from="circles@circles.example",
            reply_domain="circles.example",
            data_dir=Path(folder),
            database_url="sqlite://",
        )
        clock = _Clock(begins)
        built = build(settings, NO_REDIS)
        runtime = _Here(**{**vars(built), "clock": clock})
        try:
            migrations.upgrade(runtime.database)
            yield InProcess(runtime, clock)
        finally:
            runtime.close()
