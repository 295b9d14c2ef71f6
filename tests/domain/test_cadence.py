from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain import cadence
from circles.errors import Invalid

ZONES = [
    "UTC",
    "Europe/Lisbon",
    "America/New_York",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
]
zones = st.sampled_from(ZONES)
dates = st.dates(date(2024, 1, 1), date(2030, 12, 31))
times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
instants = st.integers(0, 7 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(dates, st.integers(0, 6), times, zones, st.integers(1, 4), st.integers(0, 12))
def test_meetings_keep_their_local_time_through_changes_of_clocks(first, weekday, start, zone, every, count):
    meetings = cadence.meeting_times(first, weekday, start, zone, every, count)
    assert len(meetings) == count
    for n, at in enumerate(meetings):
        here = at.astimezone(ZoneInfo(zone))
        assert at.tzinfo is UTC
        wanted = here.replace(hour=start.hour, minute=start.minute, fold=0)
        exists = wanted.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wanted.replace(
            tzinfo=None
        )
        assert not exists or here.time() == start
        assert not exists or here.fold == 0
        assert here.weekday() == weekday
        assert 0 <= (here.date() - first).days - 7 * every * n <= 6


def test_the_first_meeting_may_be_on_the_first_day():
    assert cadence.meeting_times(date(2026, 3, 5), 3, time(17), "Europe/Lisbon", 4, 2) == (
        datetime(2026, 3, 5, 17, tzinfo=UTC),
        datetime(2026, 4, 2, 16, tzinfo=UTC),
    )


def test_a_missing_local_hour_moves_forward_by_the_gap():
    at = cadence.instant(date(2026, 3, 29), time(1, 15), "Europe/Lisbon")
    assert at.astimezone(ZoneInfo("Europe/Lisbon")).time() == time(2, 15)


def test_of_a_meeting_whose_hour_is_skipped_it_is_said_why_it_begins_later():
    *_, before, at, after = cadence.meeting_times(date(2026, 3, 22), 6, time(1, 30), "Europe/Lisbon", 1, 3)
    assert cadence.skipped_hour(at, time(1, 30), "Europe/Lisbon") == (
        "Clocks go forward on that day (Lisbon time): 01:30 is skipped, so it begins at 02:30."
    )
    moved = at + timedelta(hours=1)
    for other in (before, moved, after):
        assert cadence.skipped_hour(other, time(1, 30), "Europe/Lisbon") == ""


def test_a_doubled_local_hour_is_the_first():
    assert cadence.instant(date(2026, 10, 25), time(1, 15), "Europe/Lisbon") == datetime(
        2026, 10, 25, 0, 15, tzinfo=UTC
    )


@given(instants, zones)
def test_scheduled_mail_leaves_in_working_hours_as_soon_as_it_may(at, zone):
    leaves = cadence.next_allowed(at, zone)
    here = leaves.astimezone(ZoneInfo(zone))
    assert here.weekday() < 5
    assert time(8) <= here.time() < time(20)
    assert at <= leaves <= at + timedelta(days=3, hours=15)
    assert leaves == at or here.time() == time(9)


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        ("2026-03-05T08:00", "2026-03-05T08:00"),
        ("2026-03-05T07:59", "2026-03-05T09:00"),
        ("2026-03-05T20:00", "2026-03-06T09:00"),
        ("2026-03-06T20:00", "2026-03-09T09:00"),
        ("2026-03-08T12:00", "2026-03-09T09:00"),
    ],
)
def test_evenings_and_weekends_wait_for_the_next_working_morning(at, leaves):
    assert cadence.next_allowed(datetime.fromisoformat(at + "Z"), "UTC") == datetime.fromisoformat(
        leaves + "Z"
    )


@given(instants, st.integers(0, 30), zones)
def test_days_before_means_nine_in_the_morning_of_a_working_day(at, n, zone):
    mail = cadence.days_before(at, n, zone).astimezone(ZoneInfo(zone))
    early = at.astimezone(ZoneInfo(zone)).date() - timedelta(days=n) - mail.date()
    assert mail.time() == time(9)
    assert mail.weekday() < 5
    assert early.days == 0 or (mail.weekday() == 4 and early.days <= 2)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/Lisbon", "Thu 3 Dec, 17:00-18:00 (Lisbon time)"),
        ("UTC", "Thu 3 Dec, 17:00-18:00 (UTC)"),
        ("Etc/UTC", "Thu 3 Dec, 17:00-18:00 (UTC)"),
        ("America/Argentina/Buenos_Aires", "Thu 3 Dec, 14:00-15:00 (Buenos Aires time)"),
        ("Asia/Kathmandu", "Thu 3 Dec, 22:45-23:45 (Kathmandu time)"),
    ],
)
def test_a_time_is_shown_with_its_zone(zone, shown):
    assert cadence.show(datetime(2026, 12, 3, 17, tzinfo=UTC), 60, zone) == shown


@pytest.mark.parametrize(
    ("at", "minutes", "shown"),
    [
        ((2027, 10, 31, 0, 30), 60, "Sun 31 Oct, 01:30-01:30 (Lisbon time, 00:30-01:30 UTC)"),
        ((2027, 10, 31, 0, 0), 30, "Sun 31 Oct, 01:00-01:30 (Lisbon time, 00:00-00:30 UTC)"),
        ((2027, 10, 31, 1, 30), 60, "Sun 31 Oct, 01:30-02:30 (Lisbon time, 01:30-02:30 UTC)"),
        ((2027, 3, 28, 0, 30), 60, "Sun 28 Mar, 00:30-02:30 (Lisbon time, 00:30-01:30 UTC)"),
        ((2027, 3, 28, 1, 30), 60, "Sun 28 Mar, 02:30-03:30 (Lisbon time)"),
        ((2027, 10, 31, 2, 0), 60, "Sun 31 Oct, 02:00-03:00 (Lisbon time)"),
    ],
)
def test_an_hour_that_clocks_change_in_is_shown_in_utc_as_well(at, minutes, shown):
    assert cadence.show(datetime(*at, tzinfo=UTC), minutes, "Europe/Lisbon") == shown


def test_the_instant_of_another_zone_reads_the_same_clock():
    now = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert cadence.local(now, "Asia/Kolkata").time() == time(17, 30)
    assert cadence.working_time(date(2026, 7, 1), "Asia/Kolkata") == datetime(2026, 7, 1, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", ["", "Lisboa", "Europe", "../etc/passwd", "Europe/Lisbon\0", "x" * 5000])
def test_a_name_that_is_no_zone_is_refused(name):
    with pytest.raises(Invalid) as refused:
        cadence.zone_info(name)
    assert refused.value.field == "timezone"


@given(st.dates())
def test_a_date_years_away_is_refused_and_any_nearer_one_can_be_reckoned_with(day):
    today = date(2026, 7, 1)
    if abs(day.year - today.year) < 5:
        assert cadence.check_day(day, today, "starts_on") == day
    elif abs(day.year - today.year) > 5:
        with pytest.raises(Invalid, match="too far away") as refused:
            cadence.check_day(day, today, "starts_on")
        assert refused.value.field == "starts_on"
