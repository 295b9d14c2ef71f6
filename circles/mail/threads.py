"""Outlook's and Exchange's name for a conversation: Thread-Index (MS-OXOMSG, 2.2.1.3).

They hold mails together whose index begins with the same 22 octets, whatever References and subjects say.
"""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

_FILETIME_BEGINS = datetime(1601, 1, 1, tzinfo=UTC)
_LONG = 1 << 49
"""About 1.8 years, in the units of FILETIME; a mail later than that is dated less finely."""


def thread_index(root: str, began: datetime, message_id: str, now: datetime) -> str:
    """Name the place of a mail below the one that began its thread: `root` is that one's Message-ID.

    The beginning itself gets the 22 octets alone, any other mail five more that tell how much later it is.
    """
    guid = uuid5(NAMESPACE_URL, f"mid:{root}").bytes  # a URL of it (RFC 2392)
    index = b"\x01" + (_ticks(began - _FILETIME_BEGINS) >> 24).to_bytes(5, "big") + guid
    if message_id != root:
        index += _later(max(now - began, timedelta())) + sha256(message_id.encode()).digest()[:1]
    return b64encode(index).decode()


def _later(by: timedelta) -> bytes:
    ticks = _ticks(by)
    return (ticks >> 18 if ticks < _LONG else 1 << 31 | ticks >> 23).to_bytes(4, "big")


def _ticks(time: timedelta) -> int:
    return time // timedelta(microseconds=1) * 10
