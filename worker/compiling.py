"""The search for circles is compiled before a user waits for it: by setup, and else when a worker starts."""

import hashlib
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import structlog

from circles.domain import grouping

log = structlog.get_logger()

_KERNEL = Path(grouping.__file__).parent / "kernel"
_NAME = "compiled-for"


def ensure_compiled() -> subprocess.Popen[bytes] | None:
    """Compile in a process of its own, unless that was done for this code; gives the process."""
    if _is_current():
        return None
    log.info("compiling the search for circles")
    return subprocess.Popen([sys.executable, "-m", "worker.compiling"])


def compile_now() -> None:
    """Compile, politely, and note for which code."""
    os.nice(10)
    drop_stale()
    from circles.domain.grouping.warming import warm  # noqa: PLC0415  # takes memory: only in this process

    warm()
    note_compiled()


def drop_stale() -> None:
    """Delete what was compiled of other code: numba looks for changes in a function, not in what it calls."""
    if not _is_current():
        for module in _KERNEL.glob("*.py"):
            for stale in _note().parent.rglob(f"{module.stem}.*.nb[ic]"):
                stale.unlink(missing_ok=True)


def note_compiled() -> None:
    """Write down that the cache holds the code there is."""
    try:
        _note().parent.mkdir(exist_ok=True)
        _note().write_text(_fingerprint(), "ascii")
    except OSError as error:  # where nothing may be written, numba keeps its cache elsewhere
        log.info("can't note what was compiled", error=type(error).__name__)


def _is_current() -> bool:
    return _note().exists() and _note().read_text("ascii") == _fingerprint()


def _note() -> Path:
    """Give the file that says for which code the cache of compiled code is."""
    return Path(os.environ.get("NUMBA_CACHE_DIR") or _KERNEL / "__pycache__") / _NAME


def _fingerprint() -> str:
    """Tell one state of the code and its compiler from another."""
    found = hashlib.sha256(f"{version('numba')} {sys.version}".encode())
    for path in sorted(_KERNEL.glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


if __name__ == "__main__":
    compile_now()
