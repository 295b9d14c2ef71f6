"""libical, the C library behind many calendar programs, as an independent reader; by its shared library."""

import ctypes
import ctypes.util
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import pytest

_EVENT = 4  # ICAL_VEVENT_COMPONENT


class _Time(ctypes.Structure):
    """`struct icaltimetype` of libical 3; `zone` of a UTC time is libical's own UTC zone."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        *((name, ctypes.c_int) for name in ("is_date", "is_daylight")),
        ("zone", ctypes.c_void_p),
    )


@dataclass(frozen=True)
class Read:
    """What libical finds in an event."""

    uid: str
    sequence: int
    summary: str
    starts: datetime
    ends: datetime


@cache
def _library() -> ctypes.CDLL | None:
    name = ctypes.util.find_library("ical")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    pointers = (
        "icalparser_parse_string",
        "icalcomponent_get_first_component",
        "icaltimezone_get_utc_timezone",
    )
    for function in (*pointers, "icalcomponent_get_next_component", "icalcomponent_get_inner"):
        getattr(library, function).restype = ctypes.c_void_p
    for function in ("icalcomponent_get_uid", "icalcomponent_get_summary"):
        getattr(library, function).restype = ctypes.c_char_p
    for function in ("icalcomponent_get_dtstart", "icalcomponent_get_dtend"):
        getattr(library, function).restype = _Time
    return library


def read(data: bytes) -> list[Read]:
    """Give the events of a calendar object; fails where libical objects to anything in it.

    Skips the test on a machine without libical.
    """
    library = _library()
    if library is None:
        pytest.skip("libical is not installed (Debian: libical3)")
    root = ctypes.c_void_p(library.icalparser_parse_string(data))
    assert root.value, "libical can't parse it"
    try:
        assert library.icalcomponent_count_errors(root) == 0
        assert library.icalrestriction_check(root), "it breaks a rule of RFC 5546"
        return list(_events(library, root))
    finally:
        library.icalcomponent_free(root)


def _events(library: ctypes.CDLL, root: ctypes.c_void_p):
    event = ctypes.c_void_p(library.icalcomponent_get_first_component(root, _EVENT))
    while event.value:
        yield Read(
            uid=library.icalcomponent_get_uid(event).decode(),
            sequence=library.icalcomponent_get_sequence(event),
            summary=library.icalcomponent_get_summary(event).decode(),
            starts=_instant(library, library.icalcomponent_get_dtstart(event)),
            ends=_instant(library, library.icalcomponent_get_dtend(event)),
        )
        event = ctypes.c_void_p(library.icalcomponent_get_next_component(root, _EVENT))


def _instant(library: ctypes.CDLL, time: _Time) -> datetime:
    assert time.zone == library.icaltimezone_get_utc_timezone(), "not in UTC"
    return datetime(time.year, time.month, time.day, time.hour, time.minute, time.second, tzinfo=UTC)
