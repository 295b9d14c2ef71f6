"""A mailbox on a real IMAP server: Debian's dovecot, in a folder of its own, and not as root."""

import grp
import imaplib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.receive import await_listener, free_port

PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
CONFIG = """
protocols = imap
ssl = no
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}
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
}}
"""


@contextmanager
def mailbox() -> Iterator[str]:
    """Start a server and give the IMAP_URL of its one mailbox."""
    assert PROGRAM is not None
    port = free_port()
    owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    # Under /tmp: an unprivileged server can't come through other folders, and socket paths are short.
    with tempfile.TemporaryDirectory(prefix="circles-") as name:
        config = Path(name) / "dovecot.conf"
        config.write_text(
            CONFIG.format(
                folder=name, user=owner.pw_name, group=grp.getgrgid(owner.pw_gid).gr_name, port=port
            )
        )
        os.chown(name, owner.pw_uid, owner.pw_gid)
        with subprocess.Popen([PROGRAM, "-F", "-c", str(config)], cwd=name, **_as(owner)) as server:
            try:
                await_listener(port)
                yield f"imap://circles:secret@127.0.0.1:{port}/INBOX"
            finally:
                server.terminate()


def deliver(url: str, raw: bytes) -> None:
    """Put a mail into the mailbox, as new."""
    with imaplib.IMAP4("127.0.0.1", int(url.rpartition(":")[2].partition("/")[0])) as client:
        client.login("circles", "secret")
        status, said = client.append("INBOX", "", "", raw)
    assert status == "OK", said


def _as(owner: pwd.struct_passwd) -> dict[str, Any]:
    if os.getuid() != 0:
        return {}
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
