"""`circles run`: four processes that stop together, and one that is killed does not take the others along."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.databases import SECRET_KEY
from tests.relay import free_port

PATIENCE_SECONDS = 40.0


def test_a_killed_worker_is_started_again_and_ctrl_c_ends_them_all(tmp_path: Path) -> None:
    settings = {
        "SECRET_KEY": SECRET_KEY,
        "PUBLIC_URL": "http://localhost",
        "MAIL_FROM": "circles@circles.example",
        "REPLY_DOMAIN": "reply.circles.example",
        "DATA_DIR": str(tmp_path),
        "WEB_LISTEN": f"127.0.0.1:{free_port()}",
        "MAIL_LISTEN": f"127.0.0.1:{free_port()}",
    }
    command = [sys.executable, "-m", "circles.cli", "run"]
    run = subprocess.Popen(command, env={**os.environ, **settings}, start_new_session=True)
    try:
        until(lambda: len(children(run.pid)) == 4)
        [worker] = [pid for pid, name in children(run.pid).items() if name == "worker"]
        os.kill(worker, signal.SIGKILL)
        until(lambda: worker not in children(run.pid) and len(children(run.pid)) == 4)
        run.send_signal(signal.SIGINT)
        assert run.wait(PATIENCE_SECONDS) == 0
        assert not children(run.pid)
    finally:
        run.kill()


def children(parent: int) -> dict[int, str]:
    """Give the running processes of ours that `parent` has started, by what each was asked to do."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, ppid = status.read_text().rpartition(")")[2].split()[:2]
            words = (status.parent / "cmdline").read_text().split("\0")
        except OSError:
            continue
        if int(ppid) == parent and state != "Z" and "circles.cli" in words:
            found[int(status.parent.name)] = words[words.index("circles.cli") + 1]
    return found


def until(true: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.1)
