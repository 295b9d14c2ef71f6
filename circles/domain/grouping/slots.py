"""Weekly hours on the clocks of a circle's zone, good in every week of a season.

A circle meets at one local time. Seen from another zone that hour may shift when clocks change, so a
member's free starts depend on the zone the circle would meet in. Start n is the n-th half-hour of the
circle's local week, Monday 00:00 being 0; a set of starts is an int of 336 bits.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache

from circles.domain.availability import HALF_HOURS, WHOLE_WEEK, half_hour_starts, picked, week_minute
from circles.domain.cadence import instant, zone_info
from circles.domain.grouping.problem import Candidate, Rules, Slot

_WEEK = timedelta(weeks=1)


class SeasonWeek:
    """The week of a season as it repeats, in all the ways that changes of clocks make it differ."""

    def __init__(self, zones: Iterable[str], rules: Rules) -> None:
        self._minutes = rules.minutes
        self._monday = rules.start - timedelta(days=rules.start.weekday())
        self._weeks = _weeks_that_differ(sorted(set(zones)), rules)
        # Methods are cached per season, not per process: what outlives the forming is bounded, below.
        self.begins = cache(self._begins)
        self.reads = cache(self._local_minutes)
        self.clash = cache(self._clash)
        self._same_hours = cache(self._find_same_hours)

    def free_starts(self, candidate: Candidate, zone: str) -> int:
        """Give the starts in `zone` at which the meeting lies inside the candidate's hours in every week."""
        free = half_hour_starts(candidate.hours)
        starts = WHOLE_WEEK
        for minutes in self.reads(zone, candidate.zone):
            starts &= picked(free, minutes)
        return starts

    def lacking(self, candidate: Candidate, start: int, zone: str) -> int:
        """Count the half-hours that a candidate would have to free for a start in `zone`."""
        free = half_hour_starts(candidate.hours)
        return sum(
            free[minute] == "0" for minute in {each[start] for each in self.reads(zone, candidate.zone)}
        )

    def local_starts(self, start: int, zone: str, reader: str) -> tuple[Slot, ...]:
        """Give the hours at which a start in `zone` falls on the reader's clocks, in order of weeks."""
        seen = {_slot(week[start].astimezone(zone_info(reader))): None for week in self.begins(zone)}
        return tuple(seen)

    def same_hour(self, start: int, zone: str, other: str) -> int | None:
        """Give the start in `other` that is the same hour in every week; None if there is none."""
        return self._same_hours(zone, other).get(start)

    def utc_slot(self, start: int, zone: str) -> Slot:
        """Give the hour in UTC as it falls in the week (Monday to Sunday, UTC) of the season's start."""
        slot = slot_of(start)
        first = self._monday + timedelta(days=slot.weekday)
        near = [instant(first + k * _WEEK, slot.start, zone) for k in (0, -1, 1)]
        inside = [at for at in near if self._monday <= at.date() < self._monday + _WEEK]
        return _slot((inside or near)[0])

    def _begins(self, zone: str) -> tuple[tuple[datetime, ...], ...]:
        return tuple(_instants(first, zone) for first in self._weeks)

    def _find_same_hours(self, zone: str, other: str) -> dict[int, int]:
        if self.begins(zone) == self.begins(other):
            return {start: start for start in range(HALF_HOURS)}
        ours, theirs = (self._minutes_of_starts(each) for each in (zone, other))
        at = {minutes: start for start, minutes in enumerate(theirs)}
        return {start: at[minutes] for start, minutes in enumerate(ours) if minutes in at}

    def _minutes_of_starts(self, zone: str) -> list[tuple[int, ...]]:
        """Give the minutes of the UTC week at which each start falls, by the ways clocks go."""
        return [tuple(map(week_minute, ways)) for ways in zip(*self.begins(zone), strict=True)]

    def _local_minutes(self, zone: str, reader: str) -> tuple[tuple[int, ...], ...]:
        """For each half-hour of the meeting and each way clocks go: the reader's minute at every start."""
        steps = range(0, self._minutes, 30)
        ways = (_minutes_read(first, zone, step, reader) for first in self._weeks for step in steps)
        return tuple(dict.fromkeys(ways))

    def _clash(self, start: int, zone: str, other: int, other_zone: str) -> bool:
        """Tell whether two meetings may overlap; between zones an hour's distance is asked for as well."""
        apart = timedelta(minutes=self._minutes + (0 if zone == other_zone else 60))
        for week, other_week in zip(self.begins(zone), self.begins(other_zone), strict=True):
            distance = (week[start] - other_week[other]) % _WEEK
            if min(distance, _WEEK - distance) < apart:
                return True
        return False


@lru_cache(maxsize=128)
def _instants(first: date, zone: str) -> tuple[datetime, ...]:
    """Give in UTC when each half-hour of a zone's week begins, in the seven days from `first`."""
    return tuple(
        instant(first + timedelta(days=(slot.weekday - first.weekday()) % 7), slot.start, zone)
        for slot in map(slot_of, range(HALF_HOURS))
    )


@lru_cache(maxsize=512)
def _minutes_read(first: date, zone: str, later: int, reader: str) -> tuple[int, ...]:
    """Give the minute of the reader's week so many minutes after each of these instants.

    Kept between one look at a season and the next: nearly all are at the same few weeks and zones.
    """
    step, clocks = timedelta(minutes=later), zone_info(reader)
    return tuple(week_minute((at + step).astimezone(clocks)) for at in _instants(first, zone))


def circle_zone(zones: Iterable[str], mentor_zones: Collection[str]) -> str:
    """Choose the clocks of a circle: the commonest zone, among equals a mentor's, then the first by name."""
    zones = list(zones)
    most = max(map(zones.count, zones))
    common = sorted({zone for zone in zones if zones.count(zone) == most})
    return next((zone for zone in common if zone in mentor_zones), common[0])


def slot_of(start: int) -> Slot:
    """Give weekday and time of day of a half-hour of the week."""
    return Slot(start // 48, time(start % 48 // 2, start % 2 * 30))


def start_of(weekday: int, start: time) -> int | None:
    """Give the half-hour of the week that begins then; None if it isn't on the half-hour."""
    if start.minute % 30:
        return None
    return weekday * 48 + start.hour * 2 + start.minute // 30


def each_start(starts: int) -> Iterator[int]:
    """Give the half-hours of a set, earliest first."""
    while starts:
        yield lowest(starts)
        starts &= starts - 1


def lowest(starts: int) -> int:
    """Give the earliest half-hour of a set that isn't empty."""
    return (starts & -starts).bit_length() - 1


def _slot(at: datetime) -> Slot:
    return Slot(at.weekday(), time(at.hour, at.minute))


def _weeks_that_differ(zones: list[str], rules: Rules) -> tuple[date, ...]:
    """Give the first days of the season's weeks, leaving out those whose clocks all go as in one given."""
    weeks: dict[tuple[timedelta | None, ...], date] = {}
    for n in range(rules.weeks):
        first = rules.start + n * _WEEK
        days = [datetime.combine(first + timedelta(days=d), time(), UTC) for d in range(-1, 10)]
        clocks = tuple(day.astimezone(zone_info(zone)).utcoffset() for zone in zones for day in days)
        weeks.setdefault(clocks, first)
    return tuple(weeks.values())
