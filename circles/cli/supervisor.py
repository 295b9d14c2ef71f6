"""Run the four processes side by side, and stop all of them when one stops or the user does."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType

from circles.errors import CirclesError

PROCESSES = ("serve", "worker", "clock", "mail")
STOP_SECONDS = 20.0


def supervise(environment: Mapping[str, str]) -> None:
    """Start every process and wait; raises CirclesError when one stops by itself.

    Each is a session of its own, so that Ctrl-C reaches them through us alone and in order.
    """
    stopped = _Stopped()
    with started(PROCESSES, environment) as running:
        while not stopped.asked and all(process.poll() is None for process in running):
            time.sleep(0.1)
        fallen = [
            name for name, process in zip(PROCESSES, running, strict=True) if process.poll() is not None
        ]
    if fallen and not stopped.asked:
        raise CirclesError(f"`circles {fallen[0]}` stopped by itself; what it said stands above.")


@contextmanager
def started(names: Sequence[str], environment: Mapping[str, str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run these commands of ours while the block lasts."""
    running: list[subprocess.Popen[bytes]] = []
    try:
        running += (_start(name, environment) for name in names)
        yield running
    finally:
        _stop(running)


class _Stopped:
    """Whether Ctrl-C or SIGTERM has come."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGINT, self._ask)
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True


def _start(name: str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "circles.cli", name]
    return subprocess.Popen(command, env={**os.environ, **environment}, start_new_session=True)


def _stop(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in running:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
