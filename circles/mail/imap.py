"""A mailbox on an IMAP server (RFC 3501): what is not marked as seen there is new.

Nothing else is remembered. Numbers of mails (UIDs) are used only on the connection that gave them: a server
that renumbers its mails (UIDVALIDITY) at worst shows them all again, and the entrance knows them.
"""

import ssl
import threading
from contextlib import suppress
from imaplib import IMAP4
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

TIMEOUT_SECONDS = 60.0
TAKEN = r"(\Seen)"
SET_ASIDE = r"(\Seen \Flagged)"


class Mailbox:
    """The folder that IMAP_URL names, open from entering to leaving a `with` block.

    `imaps://user:password@host/INBOX`, `imap://...?tls=starttls`, or plain `imap://` on this machine. `tls`
    is what servers are verified by; None for the authorities this machine trusts. All raise OSError,
    IMAP4.error or ImapToolsError when the connection breaks or the server refuses.
    """

    def __init__(self, url: str, tls: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(url)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._folder = unquote(parts.path.strip("/")) or "INBOX"
        starttls = parse_qs(parts.query).get("tls") == ["starttls"]
        self._box = _connected(parts.scheme, parts.hostname or "", parts.port, tls, starttls=starttls)

    def __enter__(self) -> Self:
        try:
            log_in = self._box.login if f"{self._user}{self._password}".isascii() else self._box.login_utf8
            log_in(self._user, self._password, initial_folder=None)
            self._box.folder.set(self._folder)
            _, capabilities = self._box.client.capability()  # some servers tell them to users only
            self._can_idle = b"IDLE" in capabilities[-1].upper().split()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    @property
    def can_idle(self) -> bool:
        """Whether the server tells of new mail by itself (RFC 2177)."""
        return self._can_idle

    def new(self, criterion: str) -> list[str]:
        """List the new mails that meet a criterion of IMAP's SEARCH, oldest first."""
        return self._box.uids(f"UNSEEN {criterion}", charset=None)

    def read(self, uid: str) -> bytes | None:
        """Fetch a mail as it is, without marking it; None if it is gone."""
        for item in self._told("FETCH", uid, "(BODY.PEEK[])"):
            if isinstance(item, tuple):
                raw: bytes = item[1]
                return raw
        return None

    def mark(self, uid: str, flags: str) -> None:
        """Mark a mail as TAKEN, or as SET_ASIDE: seen, and with a star for whoever looks into the mailbox."""
        self._told("STORE", uid, "+FLAGS.SILENT", flags)

    def wait(self, seconds: int, stop: threading.Event) -> None:
        """Return when the server tells of a change (IDLE, RFC 2177), at `stop`, or after so long."""
        if not self._can_idle:
            stop.wait(seconds)
            return
        self._box.idle.start()  # type: ignore[no-untyped-call]  # as the library leaves it
        for _ in range(seconds):
            if stop.is_set() or self._box.idle.poll(1):
                break
        self._box.idle.stop()  # type: ignore[no-untyped-call]

    def _told(self, *command: str) -> list[bytes | tuple[bytes, bytes] | None]:
        status, told = self._box.client.uid(*command)
        if status != "OK":
            raise IMAP4.error(f"{command[0]} was answered by {status}")
        return told

    def _leave(self) -> None:
        with suppress(OSError, IMAP4.error, ImapToolsError):
            self._box.logout()
        with suppress(OSError):
            self._box.client.shutdown()


def _connected(
    scheme: str, host: str, port: int | None, tls: ssl.SSLContext | None, *, starttls: bool
) -> BaseMailBox:
    context = tls or ssl.create_default_context()  # verifies who answers
    if scheme == "imaps":
        return MailBox(host, port or 993, timeout=TIMEOUT_SECONDS, ssl_context=context)
    if starttls:
        return MailBoxStartTls(host, port or 143, timeout=TIMEOUT_SECONDS, ssl_context=context)
    return MailBoxUnencrypted(host, port or 143, timeout=TIMEOUT_SECONDS)
