"""When meetings fall and mails may leave: local time in a zone, through every change of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from circles.domain.tongue import say, tongue
from circles.errors import Invalid

MORNING = 9
SATURDAY = 5
_OPENS, _CLOSES = time(8), time(20)
_YEARS = 5
_FARTHEST = timedelta(days=365 * _YEARS + 1)


@lru_cache(maxsize=1024)
def zone_info(zone: str) -> ZoneInfo:
    """Give the zone of an IANA name, old names included; raises Invalid for any other text."""
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise Invalid(
            f"A time zone has a name such as Europe/Lisbon. We don't know “{zone[:60]}”.", field="timezone"
        ) from None


def check_day(day: date, today: date, field: str) -> date:
    """Give back a date somebody chose; raises Invalid for one more than 5 years before or after today.

    Near the ends of the calendar no time can be reckoned at all.
    """
    if abs(day - today) > _FARTHEST:
        raise Invalid(
            say(
                "We can't plan with the date {date}. That is too far away: choose one within {years} years of"
                " today.",
                date=tongue().short_day(day, year=True),
                years=_YEARS,
            ),
            field=field,
        )
    return day


def instant(day: date, at: time, zone: str) -> datetime:
    """Give a local time in UTC; a missing one moves forward by the gap, a doubled one is the first."""
    return datetime.combine(day, at.replace(fold=0), zone_info(zone)).astimezone(UTC)


def meeting_times(
    start_on: date, weekday: int, start: time, zone: str, every_weeks: int, count: int
) -> tuple[datetime, ...]:
    """Give `count` meetings (UTC) at one local time, the first on or after `start_on`.

    Each falls at `start` in `zone` on `weekday` (Monday 0), through changes of clocks.
    """
    first = start_on + timedelta(days=(weekday - start_on.weekday()) % 7)
    return tuple(instant(first + timedelta(weeks=every_weeks * n), start, zone) for n in range(count))


def local(now: datetime, zone: str) -> datetime:
    """Give the same instant on the clocks of a zone."""
    return now.astimezone(zone_info(zone))


def working_time(day: date, zone: str, hour: int = MORNING) -> datetime:
    """Give the instant (UTC) of a full local hour on a date."""
    return instant(day, time(hour), zone)


def next_allowed(at: datetime, zone: str) -> datetime:
    """Give when a scheduled mail may leave (UTC): `at`, or the next allowed morning at 09:00.

    Allowed is 08:00-20:00 Monday-Friday in `zone`, 20:00 itself excluded.
    """
    here = local(at, zone)
    if here.weekday() < SATURDAY and _OPENS <= here.time() < _CLOSES:
        return at.astimezone(UTC)
    day = here.date() if here.time() < _OPENS else here.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return working_time(day, zone)


def last_day(until: datetime, zone: str) -> date:
    """Give the last local date that is whole before an instant: a break lasts till the end of a day."""
    return (local(until, zone) - timedelta(minutes=1)).date()


def days_before(at: datetime, n: int, zone: str) -> datetime:
    """Give 09:00 there (in UTC) on the date `n` days before `at`; for a weekend, on the Friday before."""
    return working_time(_friday_of(local(at, zone).date() - timedelta(days=n)), zone)


def last_hour_before(at: datetime, n: int, zone: str) -> datetime:
    """Give until when (UTC) what belongs to the date `n` days before `at` is of use: till `at`.

    But what goes on a Friday instead of a weekend is of use on that Friday only.
    """
    usual = local(at, zone).date() - timedelta(days=n)
    return at if usual.weekday() < SATURDAY else instant(_friday_of(usual), _CLOSES, zone)


def _friday_of(day: date) -> date:
    """Give the Friday before for a day of a weekend, else the day."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def show(at: datetime, minutes: int, zone: str) -> str:
    """Write when a meeting is, as "Thu 3 Dec, 17:00-18:00 (Lisbon time)"; of 0 minutes, an instant.

    Where clocks change meanwhile, or show its hour twice, UTC stands beside it.
    """
    ends = at + timedelta(minutes=minutes)
    begin, end = local(at, zone), local(ends, zone)
    is_plain = begin.utcoffset() == end.utcoffset() == begin.replace(fold=1 - begin.fold).utcoffset()
    in_utc = "" if is_plain else f", {_hours(at, ends, 'UTC')} UTC"
    return f"{day(at, zone)}, {_hours(at, ends, zone)} ({place(zone)}{in_utc})"


def skipped_hour(at: datetime, start: time, zone: str) -> str:
    """Say why a meeting that is always at `start` begins later on one day: clocks skip that hour; else ""."""
    here = local(at, zone)
    if here.time() == start or instant(here.date(), start, zone) != at:
        return ""
    return say(
        "Clocks go forward on that day ({place}): {hour} is skipped, so it begins at {later}.",
        place=place(zone),
        hour=tongue().clock(start),
        later=clock(at, zone),
    )


def _hours(at: datetime, ends: datetime, zone: str) -> str:
    return clock(at, zone) if ends == at else f"{clock(at, zone)}-{clock(ends, zone)}"


def day(at: datetime, zone: str) -> str:
    """Write the local date of an instant as "Thu 3 Dec"."""
    return tongue().short_day(local(at, zone).date())


def clock(at: datetime, zone: str) -> str:
    """Write the local hour of an instant as "17:00"."""
    return tongue().clock(local(at, zone).time())


def place(zone: str) -> str:
    """Name the clocks of a zone for people: "Lisbon time", or "UTC"."""
    in_a_city = "/" in zone and not zone.startswith("Etc/")
    if not in_a_city and zone.removeprefix("Etc/") in {"UTC", "UCT", "Universal", "Zulu"}:
        return "UTC"
    return say("{city} time", city=tongue().city(zone) if in_a_city else zone)
