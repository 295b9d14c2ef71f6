"""Run the four processes side by side, and stop all of them when one stops or the user does."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType

import structlog

from circles.errors import CirclesError

log = structlog.get_logger()

PROCESSES = ("serve", "worker", "clock", "mail")
STOP_SECONDS = 20.0


def supervise(environment: Mapping[str, str]) -> None:
    """Start every process and wait; one that was killed is started again.

    Each is a session of its own, so that Ctrl-C reaches them through us alone and in order. Raises
    CirclesError when one stops by itself.
    """
    stopped = _Stopped()
    with started(PROCESSES, environment) as running:
        while not stopped.asked:
            for place, name in enumerate(PROCESSES):
                if _was_killed(name, running[place]):
                    running[place] = _start(name, environment)
            time.sleep(0.1)


def _was_killed(name: str, process: subprocess.Popen[bytes]) -> bool:
    """Tell whether a signal ended it: what it had in hand is taken up again, so nothing is lost."""
    code = process.poll()
    if code is None:
        return False
    if code >= 0:
        raise CirclesError(f"`circles {name}` stopped by itself; what it said stands above.")
    log.warning("a process was killed and is started again", process=name, signal=-code)
    return True


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
