"""Another rhythm for a circle that meets already."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from circles.domain.cadence import local, meeting_times
from circles.domain.rhythm import NOTICE, Hour, further, retimed

LISBON = Hour(1, time(10), "Europe/Lisbon")
FOUR_WEEKLY = meeting_times(datetime(2027, 1, 11).date(), 1, time(10), "Europe/Lisbon", 4, 6)
"""12 January, 9 February, 9 March, 6 April (summer time), 4 May, 1 June."""
BEFORE = datetime(2026, 12, 1, tzinfo=UTC)
IN_FEBRUARY = datetime(2027, 2, 12, tzinfo=UTC)


def days(times: list[datetime]) -> list[str]:
    return [f"{local(at, 'Europe/Lisbon'):%d %b %H:%M}" for at in times]


def test_the_first_meeting_stays_and_the_others_follow_it() -> None:
    assert days(retimed(FOUR_WEEKLY[:3], LISBON, 2, BEFORE)) == [
        "12 Jan 10:00",
        "26 Jan 10:00",
        "09 Feb 10:00",
    ]


def test_what_has_begun_stays_and_what_is_to_come_follows_it_across_the_change_of_clocks() -> None:
    assert days(retimed(FOUR_WEEKLY, LISBON, 3, IN_FEBRUARY)) == [
        "12 Jan 10:00",
        "09 Feb 10:00",
        "02 Mar 10:00",
        "23 Mar 10:00",
        "13 Apr 10:00",
        "04 May 10:00",
    ]


def test_a_meeting_within_a_week_stays() -> None:
    eve = FOUR_WEEKLY[2] - NOTICE + timedelta(hours=1)
    assert days(retimed(FOUR_WEEKLY[:4], LISBON, 2, eve))[2:] == ["09 Mar 10:00", "23 Mar 10:00"]


def test_none_is_brought_nearer_than_a_week() -> None:
    late = datetime(2027, 2, 20, tzinfo=UTC)
    assert days(retimed(FOUR_WEEKLY[:4], LISBON, 1, late))[2:] == ["02 Mar 10:00", "09 Mar 10:00"]


def test_a_meeting_that_was_moved_to_another_hour_stays_and_the_next_follow_its_week() -> None:
    by_hand = datetime(2027, 3, 18, 17, tzinfo=UTC)
    meetings = [*FOUR_WEEKLY[:2], by_hand, FOUR_WEEKLY[3]]
    assert days(retimed(meetings, LISBON, 2, IN_FEBRUARY))[2:] == ["18 Mar 17:00", "30 Mar 10:00"]


def test_a_moved_meeting_that_the_one_before_overtakes_falls_into_line() -> None:
    by_hand = datetime(2027, 3, 11, 17, tzinfo=UTC)
    meetings = [*FOUR_WEEKLY[:3], by_hand]
    assert days(retimed(meetings, LISBON, 6, IN_FEBRUARY))[2:] == ["23 Mar 10:00", "04 May 10:00"]


def test_the_missing_hour_of_a_change_of_clocks_is_still_the_circles_hour() -> None:
    skipped = Hour(6, time(1, 30), "Europe/Lisbon")
    assert skipped.has(datetime(2027, 3, 28, 1, 30, tzinfo=UTC)), (
        "02:30, an hour later, as 01:30 is not there"
    )
    assert not skipped.has(datetime(2027, 3, 21, 2, 30, tzinfo=UTC))


def test_further_meetings_follow_the_last_one() -> None:
    assert days(further(FOUR_WEEKLY[-1], LISBON, 4, 2, IN_FEBRUARY)) == ["29 Jun 10:00", "27 Jul 10:00"]


def test_further_meetings_of_a_season_that_was_over_are_still_to_come() -> None:
    late = datetime(2027, 9, 1, tzinfo=UTC)
    assert days(further(FOUR_WEEKLY[-1], LISBON, 4, 1, late)) == ["21 Sep 10:00"]


@given(
    st.integers(0, 6),
    st.times(max_value=time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]),
    st.integers(1, 13),
    st.integers(1, 13),
    st.integers(0, 500),
)
def test_meetings_stay_in_order_and_none_comes_at_short_notice(
    weekday: int, start: time, zone: str, was: int, will_be: int, days_on: int
) -> None:
    hour = Hour(weekday, start, zone)
    meetings = meeting_times(datetime(2027, 1, 11).date(), weekday, start, zone, was, 6)
    now = BEFORE + timedelta(days=days_on)
    anew = retimed(meetings, hour, will_be, now)
    assert anew == sorted(set(anew))
    assert all(hour.has(at) for at in anew)
    moved = [at for at, before in zip(anew, meetings, strict=True) if at != before]
    assert all(at >= now + NOTICE for at in moved)
    assert retimed(meetings, hour, was, BEFORE) == list(meetings)
