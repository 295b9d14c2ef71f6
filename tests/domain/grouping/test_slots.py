"""When somebody is free on the clocks of another zone, in the week of a season."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.availability import HALF_HOURS, Hours, parse
from circles.domain.grouping.problem import Candidate, Rules
from circles.domain.grouping.slots import SeasonWeek
from circles.domain.words import Role
from circles.errors import Invalid
from tests.domain.test_availability import hours_lists

MONDAY = date(2026, 3, 23)  # clocks change in Europe on the Sunday of this week
ZONES = ["UTC", "Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Chatham"]


def free_starts(hours: tuple[Hours, ...], zone: str, minutes: int = 30) -> int:
    """Give the starts in UTC, in a season of one week, at which somebody is free."""
    week = SeasonWeek(["UTC", zone], Rules(start=MONDAY, minutes=minutes, weeks=1))
    return week.free_starts(Candidate("1", "Ana", Role.MENTEE, zone, hours), "UTC")


@given(hours_lists, st.sampled_from(ZONES), st.integers(0, HALF_HOURS - 1), st.sampled_from([30, 60, 90]))
def test_a_start_is_free_only_if_every_minute_of_the_meeting_is(hours, zone, k, minutes):
    begin = datetime(2026, 3, 23, tzinfo=UTC) + timedelta(minutes=30 * k)
    clocks = [(begin + timedelta(minutes=m)).astimezone(ZoneInfo(zone)) for m in range(minutes)]
    free = all(
        any(h.weekday == c.weekday() and h.start <= c.hour * 60 + c.minute < h.end for h in hours)
        for c in clocks
    )
    assert bool(free_starts(tuple(hours), zone, minutes) >> k & 1) == free


def test_hours_east_of_greenwich_come_back_at_the_other_end_of_the_week():
    assert free_starts(parse("Mon 08:00-09:00"), "Asia/Tokyo") == 0b11 << 334


def test_a_meeting_may_run_from_sunday_into_monday():
    assert free_starts(parse("Sun 23:30-24:00; Mon 00:00-00:30"), "UTC", 60) == 1 << 335


def test_an_unknown_zone_is_refused():
    with pytest.raises(Invalid, match="Lisboa"):
        free_starts((), "Europe/Lisboa")
