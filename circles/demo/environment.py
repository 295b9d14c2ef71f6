"""The settings of the demo, as the environment its processes are started with, and what it has for itself."""

import fcntl
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from circles.errors import CirclesError

HOST = "127.0.0.1"


def environment(data_dir: Path, web_port: int, redis_url: str) -> dict[str, str]:
    """Give every setting that could lead out of the machine or into real data, whatever `.env` says."""
    return {
        "DEMO": "true",
        "DATA_DIR": str(data_dir),
        "DATABASE_URL": f"sqlite:///{data_dir / 'circles.sqlite3'}",
        "REDIS_URL": redis_url,
        "SECRET_KEY": _secret_key(data_dir / "secret-key"),
        "PUBLIC_URL": f"http://localhost:{web_port}",
        "WEB_LISTEN": f"{HOST}:{web_port}",
        "MAIL_LISTEN": f"{HOST}:{_free_port()}",
        "MAIL_FROM": "circles@circles.example",
        "REPLY_DOMAIN": "circles.example",
        "LOG_LEVEL": "WARNING",
    }


def must_be_free(port: int) -> None:
    """Raise CirclesError when another program listens on a port of this machine, or we may not."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CirclesError(
                f"Port {port} can't be used: {error.strerror}. "
                f"Choose another one, for example: circles demo --port {8001 if port == 8000 else 8000}"
            ) from None


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Keep other demos out of a data folder; raises CirclesError when one is in it already."""
    with (data_dir / "demo.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CirclesError(
                f"Another demo is running in {data_dir}. Use that one, stop it first with Ctrl-C,"
                " or give this one a folder of its own, for example: DATA_DIR=second circles demo --port 8001"
            ) from None
        yield


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _secret_key(path: Path) -> str:
    """Read the demo's own key; the first time make one that nobody else on the machine can read."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32))
    return path.read_text()
