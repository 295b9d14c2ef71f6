"""Workers are killed, Redis is away, the mail server refuses: nothing is lost, nothing goes twice.

The workers here are real processes on a real Redis, and the mail server is a real socket.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from circles import migrations
from circles.domain.words import MailKind, OutgoingState
from circles.models import Organizer, Outgoing
from circles.runtime import Runtime, build
from circles.services import outbox
from circles.settings import Settings
from tests.databases import SECRET_KEY
from tests.relay import Relay
from tests.services.stage import enrol, open_season
from tests.world import Clock
from worker import delivery

SENDING = (OutgoingState.CLAIMED, OutgoingState.INFLIGHT)
PATIENCE_SECONDS = 30.0


@pytest.fixture
def environment(tmp_path: Path, redis_url: str, sqlite_url: str) -> dict[str, str]:
    return {
        "SECRET_KEY": SECRET_KEY,
        "PUBLIC_URL": "https://circles.example",
        "MAIL_FROM": "circles@circles.example",
        "REPLY_DOMAIN": "reply.circles.example",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'reliable.sqlite3'}",
        "REDIS_URL": redis_url,
        "LOG_LEVEL": "ERROR",
    }


@contextmanager
def service(environment: dict[str, str], relay: Relay) -> Iterator[Runtime]:
    """Build the runtime of the environment and its database."""
    environment["SMTP_URL"] = relay.url
    settings = Settings(_env_file=None, **{name.lower(): value for name, value in environment.items()})
    runtime = build(settings, environment["REDIS_URL"])
    migrations.upgrade(runtime.database)
    yield runtime
    runtime.close()


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run `circles worker`; whatever is left of it is killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "circles.cli", "worker"],
        env={**os.environ, **environment},
        start_new_session=True,
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL the worker and the child that has its job in hand."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            session = int(status.read_text().rpartition(")")[2].split()[3])
        except OSError:
            continue
        if session == process.pid:
            os.kill(int(status.parent.name), signal.SIGKILL)
    process.wait()


def post_mails(runtime: Runtime, count: int, kind: MailKind = MailKind.JOINED) -> None:
    """Post one mail to each of so many people."""
    now = runtime.now()
    with runtime.transaction() as db:
        season = open_season(db)
        db.execute(delete(Organizer))  # who would have a digest on Mondays
        for n in range(count):
            person = enrol(db, season, f"Person{n}").person_id
            outbox.post(db, kind, f"person:{person}", f"season:{season.id}", now)


def states(runtime: Runtime) -> Counter[OutgoingState]:
    with runtime.transaction(read_only=True) as db:
        return Counter(db.scalars(select(Outgoing.state)))


def under_way(found: Counter[OutgoingState]) -> int:
    """Count the mails that are yet to leave, in one look: they move from state to state meanwhile."""
    return sum(found[state] for state in (OutgoingState.QUEUED, *SENDING))


def until(true: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)


def let_leases_expire(runtime: Runtime) -> None:
    """Bring every claim to where it would be some minutes later."""
    with runtime.transaction() as db:
        db.execute(
            update(Outgoing)
            .where(Outgoing.state.in_(SENDING))
            .values(due_at=runtime.now() - timedelta(seconds=1))
        )


class Pause:
    """Holds the mail server's answer to one mail until the test goes on."""

    def __init__(self, at: int) -> None:
        self.at, self.reached, self.go_on = at, threading.Event(), threading.Event()

    def __call__(self, kept: int) -> str | None:
        if kept == self.at and not self.reached.is_set():
            self.reached.set()
            self.go_on.wait(PATIENCE_SECONDS)
        return None


def test_sigterm_lets_the_worker_finish_the_batch_in_hand(environment: dict[str, str]) -> None:
    pause = Pause(at=5)
    with Relay(pause) as relay, service(environment, relay) as runtime:
        post_mails(runtime, 20)
        with worker(environment) as process:
            until(pause.reached.is_set)
            process.send_signal(signal.SIGTERM)
            pause.go_on.set()
            assert process.wait(PATIENCE_SECONDS) == 0
        assert states(runtime) == {OutgoingState.SENT: 20}
        assert len(relay.mails) == 20


def test_a_worker_killed_between_two_batches_loses_none_and_sends_none_twice(
    environment: dict[str, str],
) -> None:
    with Relay() as relay, service(environment, relay) as runtime:
        post_mails(runtime, 120)
        with worker(environment) as process:
            until(lambda: states(runtime)[OutgoingState.SENT] >= 50)
            until(lambda: not sum(states(runtime)[state] for state in SENDING))
            kill(process)
        let_leases_expire(runtime)
        resume(environment, runtime)
        assert states(runtime) == {OutgoingState.SENT: 120}
        assert max(Counter(to for to, _ in relay.mails).values()) == 1


def test_a_worker_killed_inside_a_batch_loses_none_and_holds_the_doubtful_one(
    environment: dict[str, str],
) -> None:
    pause = Pause(at=10)
    with Relay(pause) as relay, service(environment, relay) as runtime:
        post_mails(runtime, 30)
        with worker(environment) as process:
            until(pause.reached.is_set)
            kill(process)
        pause.go_on.set()
        let_leases_expire(runtime)
        resume(environment, runtime)
        assert states(runtime) == {OutgoingState.SENT: 29, OutgoingState.HELD: 1}
        assert max(Counter(to for to, _ in relay.mails).values()) == 1


def test_a_doubtful_confirm_mail_goes_again_with_the_same_bytes(environment: dict[str, str]) -> None:
    pause = Pause(at=3)
    with Relay(pause) as relay, service(environment, relay) as runtime:
        post_mails(runtime, 10, MailKind.CONFIRM)
        with worker(environment) as process:
            until(pause.reached.is_set)
            kill(process)
        pause.go_on.set()
        let_leases_expire(runtime)
        resume(environment, runtime)
        assert states(runtime) == {OutgoingState.SENT: 10}
        copies = Counter(relay.mails)
        assert len(copies) == 10
        assert sum(copies.values()) <= 11


def resume(environment: dict[str, str], runtime: Runtime) -> None:
    """Start another worker, and let the clock sweep what the killed one left."""
    with worker(environment):
        runtime.enqueue("tick")
        until(lambda: not under_way(states(runtime)))


def test_circles_published_while_redis_is_down_are_told_when_it_is_back(
    environment: dict[str, str],
) -> None:
    with Relay() as relay, service(environment, relay) as runtime, ExitStack() as stack:
        nowhere = build(runtime.settings, "redis://127.0.0.1:1")
        stack.callback(nowhere.close)
        unreachable = replace(runtime, redis=nowhere.redis, queue=nowhere.queue)
        post_mails(unreachable, 3)
        assert states(runtime) == {OutgoingState.QUEUED: 3}
        resume(environment, runtime)
        assert len(relay.mails) == 3


def test_a_server_that_refuses_for_now_is_asked_again_later_and_then_has_one_copy(
    environment: dict[str, str],
) -> None:
    greylisting, time_of = "450 4.2.0 greylisted", Clock(datetime(2026, 12, 1, 12, tzinfo=UTC))
    refusals = iter([greylisting] * 5)
    with Relay(lambda _kept: next(refusals, None)) as relay, service(environment, relay) as built:
        runtime = replace(built, clock=time_of)
        post_mails(runtime, 1)
        for minutes in (1, 5, 15, 60, 60):
            deliver_all(runtime)
            with runtime.transaction(read_only=True) as db:
                row = db.scalars(select(Outgoing)).one()
            assert (row.state, row.error) == (OutgoingState.QUEUED, greylisting)
            assert row.due_at == time_of.now + timedelta(minutes=minutes)
            time_of.now = row.due_at
        deliver_all(runtime)
        assert states(runtime) == {OutgoingState.SENT: 1}
        assert len(relay.mails) == 1


def test_a_server_that_refuses_for_good_is_believed_and_the_others_still_go(
    environment: dict[str, str],
) -> None:
    refusals = iter(["550 5.1.1 no such user"])
    relay = Relay(lambda kept: next(refusals, None) if kept == 1 else None)
    with relay, service(environment, relay) as runtime:
        post_mails(runtime, 3)
        deliver_all(runtime)
        assert states(runtime) == {OutgoingState.SENT: 2, OutgoingState.FAILED: 1}


def test_two_workers_at_once_send_each_mail_once(environment: dict[str, str]) -> None:
    with Relay() as relay, service(environment, relay) as runtime:
        post_mails(runtime, 150)
        with worker(environment), worker(environment):
            for _ in range(5):
                runtime.enqueue("tick")
            until(lambda: states(runtime)[OutgoingState.SENT] == 150)
        assert max(Counter(to for to, _ in relay.mails).values()) == 1


def deliver_all(runtime: Runtime) -> None:
    """Tick and deliver in this process."""
    with runtime.transaction(read_only=True) as db:
        due = outbox.due(db, runtime.now())
    delivery.deliver(runtime, due)
