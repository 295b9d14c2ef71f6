"""A real IMAP server for one test run: Debian's dovecot, in a folder of its own, and not as root."""

import imaplib
import os
import pwd
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import pytest

from tests.certificates import self_signed
from tests.relay import free_port

PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PASSWORD = "pass/word@1"
STARTS = 20.0

CONFIG = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
mail_max_userip_connections = 100
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls_port}
    ssl = yes
  }}
}}
"""


class Dovecot:
    """Runs from entering to leaving a `with` block; every user has the one password."""

    def __init__(self, folder: Path, extra: str = "") -> None:
        self.folder, self.port, self.tls_port = folder, free_port(), free_port()
        user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        self._user, self._group = user.pw_uid, user.pw_gid
        certificate, key = self_signed("localhost")
        (folder / "cert.pem").write_bytes(certificate)
        (folder / "key.pem").write_bytes(key)
        names = {"user": user.pw_name, "group": _group(user.pw_gid), "password": PASSWORD}
        ports = {"port": self.port, "tls_port": self.tls_port}
        (folder / "dovecot.conf").write_text(CONFIG.format(folder=folder, **names, **ports) + extra)
        for path in (folder, *folder.iterdir()):
            os.chown(path, user.pw_uid, user.pw_gid)

    def __enter__(self) -> Self:
        assert PROGRAM is not None
        as_user: dict[str, Any] = (
            {"user": self._user, "group": self._group, "extra_groups": []} if os.getuid() == 0 else {}
        )
        command = [PROGRAM, "-F", "-c", str(self.folder / "dovecot.conf")]
        self._process = subprocess.Popen(command, cwd=self.folder, stderr=subprocess.PIPE, **as_user)
        deadline = time.monotonic() + STARTS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise RuntimeError(f"dovecot does not start: {self.log()}")
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(STARTS)
        assert self._process.stderr is not None
        self._process.stderr.close()

    def url(self, user: str, *, scheme: str = "imaps", query: str = "") -> str:
        """Give what IMAP_URL is set to."""
        port = self.tls_port if scheme == "imaps" else self.port
        return f"{scheme}://{user}:pass%2Fword%401@localhost:{port}/INBOX{query}"

    @property
    def trust(self) -> ssl.SSLContext:
        """What a client knows the server by."""
        return ssl.create_default_context(cafile=str(self.folder / "cert.pem"))

    @contextmanager
    def client(self, user: str) -> Iterator[imaplib.IMAP4]:
        """Look into a mailbox as its owner."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=STARTS) as client:
            client.login(user, PASSWORD)
            client.select("INBOX")
            yield client

    def deliver(self, user: str, *mails: bytes) -> None:
        with self.client(user) as client:
            for mail in mails:
                assert client.append("INBOX", None, None, mail)[0] == "OK"

    def flags(self, user: str) -> list[set[str]]:
        """Give what is marked on each mail, in order."""
        with self.client(user) as client:
            told = client.fetch("1:*", "(FLAGS)")[1]
        return [
            {flag.decode() for flag in imaplib.ParseFlags(line)} - {"\\Recent"}
            for line in told
            if isinstance(line, bytes)
        ]

    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text() if path.exists() else "it wrote no log"

    def _answers(self) -> bool:
        try:
            imaplib.IMAP4("127.0.0.1", self.port, timeout=STARTS).logout()
        except (OSError, imaplib.IMAP4.error):
            return False
        return True


def _group(number: int) -> str:
    import grp

    return grp.getgrgid(number).gr_name


@contextmanager
def started(extra: str = "") -> Iterator[Dovecot]:
    """Start a server with more lines in its configuration; skips the test where there is no dovecot."""
    if PROGRAM is None:
        pytest.skip("no dovecot here: apt-get install dovecot-imapd")
    # Under /tmp: an unprivileged server can't come through pytest's own folders, and socket paths are short.
    with tempfile.TemporaryDirectory(prefix="circles-") as folder, Dovecot(Path(folder), extra) as server:
        yield server


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """One server for all tests; each uses a user, and so a mailbox, of its own."""
    with started() as server:
        yield server
