"""Outlook holds together what has the same 22 octets in front; the rest says how much later a mail is."""

from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.mail.threads import thread_index

ROOT, LATER = "<1@circles.example>", "<2@circles.example>"
BEGAN = datetime(2020, 5, 18, 12, 54, 2, 646733, tzinfo=UTC)
FINE, COARSE = 1 << 18, 1 << 23
"""Units of time in steps of 100 ns, which is what FILETIME counts."""


def octets(root: str, message_id: str, after: timedelta = timedelta()) -> bytes:
    return b64decode(thread_index(root, BEGAN, message_id, BEGAN + after), validate=True)


def test_the_first_mail_has_its_time_and_a_guid_of_its_own() -> None:
    first, other = octets(ROOT, ROOT), octets(LATER, LATER)
    assert len(first) == 22
    assert first[:6].hex() == "0101d62d1368"  # reserved, then FILETIME 01d62d13 68......
    assert first[:6] == other[:6]
    assert first[6:] != other[6:]


@given(st.timedeltas(timedelta(), timedelta(days=365 * 40)))
def test_every_later_mail_begins_as_the_first_and_says_how_much_later_it_is(after: timedelta) -> None:
    index = octets(ROOT, LATER, after)
    assert (index[:22], len(index)) == (octets(ROOT, ROOT), 27)
    written = int.from_bytes(index[22:26], "big")
    is_long, units = written >> 31, written & 0x7FFFFFFF
    unit = COARSE if is_long else FINE
    assert units * unit <= after // timedelta(microseconds=1) * 10 < (units + 1) * unit


@pytest.mark.parametrize(("days", "is_long"), [(650, False), (653, True)])
def test_after_nearly_two_years_time_is_told_less_finely(days: int, is_long: bool) -> None:
    assert octets(ROOT, LATER, timedelta(days=days))[22] >> 7 == is_long


def test_two_mails_of_one_moment_are_two() -> None:
    assert octets(ROOT, LATER) != octets(ROOT, "<3@circles.example>")
