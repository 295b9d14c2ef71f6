"""The demo as a visitor starts it: `circles demo` in a folder of its own, stopped with Ctrl-C."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 180.0
STOP_SECONDS = 40.0
_ANNOUNCED = re.compile(r"Circles is at (http://\S+?:\d+)")


@dataclass(frozen=True)
class Demo:
    """Where the demo is, and what its processes have said so far."""

    url: str
    log: Path


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """Start the demo; at the end it must stop cleanly, leave no process, and have had no accident."""
    log = folder / "demo.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "circles.cli", "demo", "--port", str(_free_port())],
            cwd=folder,
            env={**os.environ, "DATA_DIR": str(folder)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Demo(_announced(process, log), log)
        process.send_signal(signal.SIGINT)
        code = process.wait(STOP_SECONDS)
    finally:
        process.kill()
        process.wait()
    assert code == 0, f"Ctrl-C ended the demo with {code}:\n{log.read_text()}"
    assert _processes_of(folder) == []
    assert "Traceback" not in log.read_text(), log.read_text()


def _announced(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if found := _ANNOUNCED.search(log.read_text()):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"The demo did not start:\n{log.read_text()}")


def _processes_of(folder: Path) -> list[str]:
    """Give the command lines of processes whose environment names the folder (only Linux tells)."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.fsencode(folder) in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue  # it is not ours, or has ended meanwhile
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
