"""Other times for a meeting: the few starts that suit most of its members, by the weekly hours they told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from circles.domain.availability import DAY_MINUTES, Hours, half_hour_starts, week_minute
from circles.domain.cadence import SATURDAY, local

FEWEST, MOST = 3, 5
"""How many starts are offered, where there are so many."""
TWO = 2
"""A meeting takes two."""
STEP = timedelta(minutes=30)

Stretch = tuple[datetime, datetime]
"""From one instant to another, that one excluded."""


def most_cant_come(noes: int, taking_part: int) -> bool:
    """Tell whether a meeting is in doubt: more than half of those who take part have said no."""
    return 2 * noes > taking_part


@dataclass(frozen=True)
class Guest:
    """A member who is to come, as far as we know their time."""

    zone: str
    hours: tuple[Hours, ...] = ()
    """On their own clocks; none where they never told."""
    is_host: bool = False
    away_until: datetime | None = None
    taken: tuple[Stretch, ...] = ()
    """When they meet elsewhere."""


@dataclass(frozen=True)
class Wanted:
    """What to look for: a time for a meeting of `minutes`, on the clocks of `zone`, between two instants."""

    old: datetime
    """The time that stands; what overlaps it is no other, but where it was asked for."""
    minutes: int
    zone: str
    since: datetime
    until: datetime
    asked: datetime | None = None
    """The time somebody asked for."""

    def overlaps(self, one: datetime, other: datetime) -> bool:
        """Tell whether two such meetings can't both take place."""
        return abs(one - other) < timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Start:
    """A time to begin (UTC), how many are free then, and whether the host is."""

    at: datetime
    free: int
    host: bool


def best(guests: Sequence[Guest], wanted: Wanted) -> list[datetime]:
    """Give three to five starts in order of time (UTC), or as few as there are.

    The time that was asked for is among them. The others are ranked by how many are free, then whether the
    host is, then how near they are. One more on a day that is offered already counts as if one person fewer
    were free, so that other days have their turn.
    """
    guests = [_told(guest, wanted) for guest in guests]
    found, chosen = list(_starts(guests, wanted)), list(_asked(guests, wanted))
    while len(chosen) < MOST:
        found = [each for each in found if not any(wanted.overlaps(each.at, one.at) for one in chosen)]
        following = min(found, key=lambda each: _rank(each, chosen, wanted), default=None)
        if following is None or (len(chosen) >= FEWEST and following.free < chosen[0].free - 1):
            break
        chosen.append(following)
    return sorted(each.at for each in chosen)


def free_at(guests: Sequence[Guest], at: datetime, wanted: Wanted) -> int:
    """Count who is free for a whole meeting that begins then."""
    return sum(_is_free(_told(guest, wanted), at, wanted.minutes) for guest in guests)


def is_taken(taken: Sequence[Stretch], at: datetime, minutes: int) -> bool:
    """Tell whether somebody with these appointments has one during a meeting that begins then."""
    end = at + timedelta(minutes=minutes)
    return any(at < till and since < end for since, till in taken)


def _starts(guests: Sequence[Guest], wanted: Wanted) -> Iterator[Start]:
    """Give each half-hour of the window at which two or more could begin."""
    at = _first_half_hour(wanted)
    while at < wanted.until:
        start = _start(guests, at, wanted)
        possible = start.free >= TWO and not wanted.overlaps(at, wanted.old)
        if possible and not any(_comes_twice(at, each.zone) for each in guests):
            yield start
        at += STEP


def _asked(guests: Sequence[Guest], wanted: Wanted) -> Iterator[Start]:
    """Give the time that was asked for, if it is a possible one: it may be a little earlier or later."""
    at = wanted.asked
    if at is not None and wanted.since <= at < wanted.until and at != wanted.old:
        yield _start(guests, at, wanted)


def _start(guests: Sequence[Guest], at: datetime, wanted: Wanted) -> Start:
    free = [guest for guest in guests if _is_free(guest, at, wanted.minutes)]
    return Start(at, len(free), any(guest.is_host for guest in free))


def _first_half_hour(wanted: Wanted) -> datetime:
    """Give the first full or half hour of the circle's clocks in the window, in UTC."""
    here = local(wanted.since, wanted.zone)
    late = timedelta(minutes=here.minute % 30, seconds=here.second, microseconds=here.microsecond)
    return wanted.since.astimezone(UTC) + (STEP - late if late else timedelta())


def _rank(start: Start, chosen: Sequence[Start], wanted: Wanted) -> tuple[int, bool, timedelta, datetime]:
    day = _day(start.at, wanted.zone)
    again = sum(_day(each.at, wanted.zone) == day for each in chosen)
    return again - start.free, not start.host, abs(start.at - (wanted.asked or wanted.old)), start.at


def _day(at: datetime, zone: str) -> date:
    return local(at, zone).date()


def _told(guest: Guest, wanted: Wanted) -> Guest:
    """Take who never told any hours to be free on working days at the hour of the meeting that was to be."""
    if guest.hours:
        return guest
    here = local(wanted.old, guest.zone)
    start = here.hour * 60 + here.minute
    end = min(start + -(-wanted.minutes // 30) * 30, DAY_MINUTES)
    return replace(guest, hours=tuple(Hours(weekday, start, end) for weekday in range(SATURDAY)))


def _is_free(guest: Guest, at: datetime, minutes: int) -> bool:
    """Tell whether each half-hour of a meeting lies in somebody's hours, as their clocks are then."""
    free = half_hour_starts(guest.hours)
    end = at + timedelta(minutes=minutes)
    part = at
    while part < end:
        if free[week_minute(local(part, guest.zone))] != "1":
            return False
        part += STEP
    away = guest.away_until is not None and at < guest.away_until
    return not away and not is_taken(guest.taken, at, minutes)


def _comes_twice(at: datetime, zone: str) -> bool:
    """Tell whether clocks show this hour twice on that day: nobody could tell which of the two is meant."""
    here = local(at, zone)
    return here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
