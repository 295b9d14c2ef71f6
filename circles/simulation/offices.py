"""The two ways a season can be played: by real workers and sockets, or by this process alone."""

import secrets
import smtplib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from circles import demo_clock, migrations
from circles.mail.entrance import take_in
from circles.runtime import TASKS, Runtime, build
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

    @property
    def runtime(self) -> Runtime:
        """Where its rows are, and what time it is there."""

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
    """A runtime whose queue is a list: whoever asks for work does it, all that waits of one task at once."""

    waiting: dict[str, list[int]] = field(default_factory=lambda: {task: [] for task in _WORK})

    def enqueue(self, task: str, *args: Any) -> None:
        self.waiting[task] += map(int, args[0])

    def work(self) -> None:
        while tasks := [task for task, rows in self.waiting.items() if rows]:
            rows, self.waiting[tasks[0]] = self.waiting[tasks[0]], []
            size = TASKS[tasks[0]]
            for start in range(0, len(rows), size):
                _WORK[tasks[0]](self, rows[start : start + size])


def _run(runtime: Runtime, ids: Sequence[int]) -> None:
    for row in ids:
        long_work.run(runtime, row)


_WORK: dict[str, Callable[[Runtime, Sequence[int]], None]] = {
    "run": _run,
    "receive": reading.receive,
    "deliver": delivery.deliver,
}
"""The worker's tasks, in the order in which they are done here."""


class InProcess:
    """The workers' own functions, called one after the other, at the time this clock shows."""

    def __init__(self, runtime: _Here, clock: _Clock) -> None:
        self.runtime, self._here, self._clock = runtime, runtime, clock

    def live_until(self, to: datetime) -> None:
        self._tick()
        while (due := self._next_instant(to)) is not None and due <= to:
            self._clock.now = due
            self._tick()
        self._clock.now = max(self._clock.now, to)

    def hand_in(self, mails: Sequence[Posted]) -> None:
        limit = self.runtime.settings.mail_size_limit
        with self.runtime.transaction() as db:
            for mail in mails:
                envelope = {"door": "smtp", "mail_from": mail.sender}
                take_in(db, self.runtime.site, mail.raw, mail.recipient, envelope, self._clock.now, limit)
        self._here.work()

    def _tick(self) -> None:
        """Post and send what is due, until no mail of this instant waits for another one any more."""
        sweep.tick(self.runtime)
        self._here.work()
        while waiting := self._due():
            self._here.enqueue("deliver", waiting)
            self._here.work()

    def _next_instant(self, by: datetime) -> datetime | None:
        with self.runtime.transaction(read_only=True) as db:
            return demo_clock.next_instant(db, self._clock.now, by)

    def _due(self) -> list[int]:
        with self.runtime.transaction(read_only=True) as db:
            return outbox.due(db, self._clock.now)


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
