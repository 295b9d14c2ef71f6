"""When a person could usually meet: weekly hours in words, and as half-hours of a week.

A week is 336 half-hours, bit 0 the first one of Monday, and circular: after Sunday night comes Monday.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from operator import itemgetter

from circles.domain.tongue import tongue
from circles.errors import Invalid

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_A_MONDAY = date(2024, 1, 1)
EXAMPLE = "Mon 09:00-12:00; Thu 17:00-19:30"
DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES
HALF_HOURS = WEEK_MINUTES // 30
WHOLE_WEEK = (1 << HALF_HOURS) - 1
WHOLE_WEEK_MINUTES = (1 << WEEK_MINUTES) - 1

_TIME = r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap]m)?"
_SPAN = re.compile(rf"{_TIME}\s*(?:-|to\b)\s*{_TIME}")
_DAY_NAMES = "|".join(f"{day.lower()}[a-z]*" for day in DAYS)
_DAY_SPAN = re.compile(rf"({_DAY_NAMES})\.?(?:\s*(?:-|to\b)\s*({_DAY_NAMES})\.?)?:?")
_FULL_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GAPS = re.compile(r"[\s,;/&+]*(?:and\b)?[\s,;/&+]*")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")


@dataclass(frozen=True, order=True)
class Hours:
    """One stretch of free time on a weekday (Monday 0), in minutes after local midnight, `end` excluded."""

    weekday: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.weekday <= 6 and 0 <= self.start < self.end <= DAY_MINUTES):
            raise Invalid(
                f"Hours run from 00:00 to 24:00 of one weekday, not {self!r}.", field="availability"
            )


def parse(text: str) -> tuple[Hours, ...]:
    """Read weekly hours such as "Mon-Fri 9-12; Thu 17:00-19:30"; sorted, overlaps joined, midnight split.

    An empty text means that nothing was said and gives (). Raises Invalid for anything not understood.
    """
    return joined(_read(text))


def as_text(hours: Iterable[Hours]) -> str:
    """Write hours so that `parse` gives them back."""
    return "; ".join(f"{DAYS[h.weekday]} {_clock(h.start)}-{_clock(h.end)}" for h in joined(hours))


def shown(hours: Iterable[Hours]) -> str:
    """Write hours in the language in effect, as "Thu 17:00-19:00"."""
    return "; ".join(f"{_weekday(h)} {_shown_clock(h.start)}-{_shown_clock(h.end)}" for h in joined(hours))


def _weekday(hours: Hours) -> str:
    return tongue().short_weekday(_A_MONDAY + timedelta(days=hours.weekday))


def _shown_clock(minutes: int) -> str:
    at = tongue().clock(time(*divmod(minutes % DAY_MINUTES, 60)))
    return at if minutes < DAY_MINUTES else at.replace("00", "24", 1)  # where a day ends


def joined(hours: Iterable[Hours]) -> tuple[Hours, ...]:
    """Sort the hours and join those of one day that touch or overlap."""
    result: list[Hours] = []
    for each in sorted(hours):
        last = result[-1] if result else None
        if last and last.weekday == each.weekday and each.start <= last.end:
            result[-1] = Hours(last.weekday, last.start, max(last.end, each.end))
        else:
            result.append(each)
    return tuple(result)


@lru_cache(maxsize=4096)
def half_hour_starts(hours: tuple[Hours, ...]) -> str:
    """Tell for each minute of the local week ("1" or "0") whether the half-hour from it is wholly free."""
    free = 0
    for each in hours:
        free |= ((1 << (each.end - each.start)) - 1) << (each.weekday * DAY_MINUTES + each.start)
    sure = 1  # minutes known to be free on end
    while sure < 30:
        step = min(sure, 30 - sure)
        free &= free >> step | free << (WEEK_MINUTES - step)
        sure += step
    return f"{free & WHOLE_WEEK_MINUTES:0{WEEK_MINUTES}b}"[::-1]


def picked(free: str, minutes: Sequence[int]) -> int:
    """Give the set of places in `minutes` whose minute is free, as bits; `minutes` are two or more."""
    return int("".join(itemgetter(*reversed(minutes))(free)), 2)


def week_minute(local: datetime) -> int:
    """Give the minute of the week, from Monday 00:00 of the datetime's own clock."""
    return local.weekday() * DAY_MINUTES + local.hour * 60 + local.minute


def _read(text: str) -> Iterator[Hours]:
    words = text.translate(_DASHES).casefold()
    days: list[int] = []
    asked = False  # whether the days named last have been given hours
    at = _skip(words, 0)
    while at < len(words):
        if span := _SPAN.match(words, at):
            if not days:
                raise _refusal(text, "hours without a day before them")
            yield from _on_days(days, *_minutes(text, span))
            asked = True
        elif span := _DAY_SPAN.match(words, at):
            days = _days(text, span) + ([] if asked else days)
            asked = False
        else:
            raise _refusal(text, f"“{text[at : at + 20].strip()}”")
        at = _skip(words, span.end())
    if days and not asked:
        raise _refusal(text, "a day without hours")


def _skip(words: str, at: int) -> int:
    gap = _GAPS.match(words, at)
    return gap.end() if gap else at


def _days(text: str, span: re.Match[str]) -> list[int]:
    first = _day(text, span[1])
    last = _day(text, span[2]) if span[2] else first
    return [(first + k) % 7 for k in range((last - first) % 7 + 1)]


def _day(text: str, name: str) -> int:
    plain = name.removesuffix("s")
    for weekday, full in enumerate(_FULL_NAMES):
        if full.startswith(plain):
            return weekday
    raise _refusal(text, f"“{name}”")


def _minutes(text: str, span: re.Match[str]) -> tuple[int, int]:
    end = _minute(text, span[4], span[5], span[6])
    start = _minute(text, span[1], span[2], span[3])
    if span[6] == "pm" and not span[3]:  # 5-7pm is in the afternoon, 9-5pm begins in the morning
        afternoon = _minute(text, span[1], span[2], "pm")
        start = afternoon if afternoon < end else start
    if start in {end, DAY_MINUTES}:
        raise _refusal(text, f"“{span[0]}”, which has no length")
    return start, end


def _minute(text: str, hour: str, minute: str | None, half: str | None) -> int:
    value = int(hour) * 60 + int(minute or 0)
    if half and 60 <= value < 13 * 60:
        value = value % (DAY_MINUTES // 2) + (DAY_MINUTES // 2 if half == "pm" else 0)
    if value > DAY_MINUTES or int(minute or 0) > 59:
        raise _refusal(text, f"“{hour}:{minute or '00'}”, which no clock shows")
    return value


def _on_days(days: list[int], start: int, end: int) -> Iterator[Hours]:
    for day in days:
        if start < end:
            yield Hours(day, start, end)
            continue
        yield Hours(day, start, DAY_MINUTES)
        if end:
            yield Hours((day + 1) % 7, 0, end)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _refusal(text: str, found: str) -> Invalid:
    return Invalid(
        f"Hours are written like “{EXAMPLE}”. In “{text.strip()[:80]}” we found {found}.",
        field="availability",
    )
