"""Dates as people write them in a reply: a small closed grammar, since general finders read "we" as Wednesday."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from circles.domain.replies.languages import fold, months, near_days, weekdays

_CUE = re.compile(
    r"^(?:(?:by|before|until|till|on|due|at|for|no later than|bis|am|avant|le|antes de|el|entro|ate|para|voor|op|senest|pa|den|do|w)\s+)+"
    r"(?:the\s+)?"
)
_ANNOUNCED = re.compile(
    r"[\s,(]+((?:by|before|until|on|due|no later than|bis|avant|antes de|ate|até|entro|voor)\s)",
    re.IGNORECASE,
)
_CLOCK = r"(?:\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|uhr|h)|\d{1,2}:\d{2})"
_TIME = re.compile(
    rf"[,]?\s*(?:(?:at|um|kl\.?|a las|as|klo|om)\s+)?(?:{_CLOCK}|noon|midnight|morning|afternoon|evening|night)\s*$"
)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|\.(?=\s))")
_FAR = 300  # days
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "couple of": 2,
}
_IN = re.compile(
    rf"(?:in|for)?\s*(\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(day|week|fortnight|month)s?(?:\s+(?:time|from (?:now|today)))?"
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How the writer counts days: the date of the mail where they are, their language, and 3/4 as day first."""

    today: date
    language: str = "en"
    day_first: bool = True


def read_date(text: str, calendar: Calendar, *, past: bool = False) -> date | None:
    """Read a text that is a date and nothing else; None for any other.

    A bare weekday is the next one strictly after today, or, with `past`, the latest one up to today. A date
    without a year is the nearest one on that side.
    """
    words = _plain(text)
    for rule in (_named_day, _distance, _end_of, _weekday, _iso, _numeric, _month_day):
        found = rule(words, calendar, past)
        if found is not None:
            return found
    return None


def split_date(text: str, calendar: Calendar) -> tuple[str, date | None]:
    """Take a date off the end of a text, where a word such as "by" announces it."""
    for cue in _ANNOUNCED.finditer(text):
        found = read_date(text[cue.start(1) :], calendar)
        if found:
            return text[: cue.start()].strip(" ,-–—"), found
    return text, None


def _plain(text: str) -> str:
    words = fold(text).strip(" \t.,;!()*")
    words = _CUE.sub("", words)
    words = _TIME.sub("", words)
    return _CUE.sub("", words.strip(" ,.")).strip()


Rule = Callable[[str, Calendar, bool], date | None]


def _named_day(words: str, calendar: Calendar, past: bool) -> date | None:
    days = near_days(calendar.language) | {
        "eod": 0,
        "end of day": 0,
        "end of the day": 0,
        "cob": 0,
        "close of business": 0,
        "the day after tomorrow": 2,
        "day after tomorrow": 2,
        "this evening": 0,
        "now": 0,
    }
    return calendar.today + timedelta(days=days[words]) if words in days else None


def _distance(words: str, calendar: Calendar, past: bool) -> date | None:
    ago = re.fullmatch(rf"{_IN.pattern}\s+ago", words)
    match = ago or _IN.fullmatch(words)
    if not match:
        return None
    number = _NUMBERS.get(match[1]) or int(match[1])
    sign = -1 if ago else 1
    if match[2] == "month":
        return _add_months(calendar.today, sign * number)
    return calendar.today + timedelta(days=sign * number * _UNIT_DAYS[match[2]])


def _end_of(words: str, calendar: Calendar, past: bool) -> date | None:
    today = calendar.today
    if words in {
        "end of the week",
        "end of week",
        "eow",
        "the end of the week",
        "this week",
        "the weekend",
        "weekend",
    }:
        return today + timedelta(days=(4 - today.weekday()) % 7)
    if words in {"next week", "end of next week", "the end of next week"}:
        return today + timedelta(days=(4 - today.weekday()) + 7)
    if words in {
        "end of the month",
        "end of month",
        "eom",
        "the end of the month",
        "this month",
        "month end",
    }:
        return today.replace(day=monthrange(today.year, today.month)[1])
    named = re.fullmatch(r"(?:the )?end of (\w+)", words)
    month = months(calendar.language).get(named[1]) if named else None
    if month:
        year = today.year + (month < today.month)
        return date(year, month, monthrange(year, month)[1])
    return None


def _weekday(words: str, calendar: Calendar, past: bool) -> date | None:
    match = re.fullmatch(
        r"(?:(next|this|this coming|coming|last|on) )?([\w-]+)(?: (?:next|this) week)?", words
    )
    number = weekdays(calendar.language).get(match[2]) if match else None
    if match is None or number is None:
        return None
    today = calendar.today
    if match[1] == "last":
        return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    if past:
        return today - timedelta(days=(today.weekday() - number) % 7)
    if words.endswith("next week"):
        return today + timedelta(days=7 - today.weekday() + number)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _iso(words: str, calendar: Calendar, past: bool) -> date | None:
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words)
    return _date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _numeric(words: str, calendar: Calendar, past: bool) -> date | None:
    match = re.fullmatch(r"(\d{1,2})([/.])(\d{1,2})(?:\2(\d{4}|\d{2})?)?", _after_weekday(words, calendar))
    if not match:
        return None
    first, second = int(match[1]), int(match[3])
    day, month = (first, second) if calendar.day_first or match[2] == "." else (second, first)
    if month > 12 >= day:
        day, month = month, day  # only one reading is a date at all
    return _placed(day, month, match[4], words, calendar, past)


def _month_day(words: str, calendar: Calendar, past: bool) -> date | None:
    plain = re.sub(r"\b(?:of|de|the)\b|,", " ", _ORDINAL.sub(r"\1", _after_weekday(words, calendar)))
    tokens = plain.replace(".", " ").split()
    named = [months(calendar.language)[token] for token in tokens if token in months(calendar.language)]
    numbers = [token for token in tokens if token.isdecimal()]
    if len(named) != 1 or not 1 <= len(numbers) <= 2 or len(named) + len(numbers) != len(tokens):
        return None
    year = numbers[1] if len(numbers) == 2 else None
    return _placed(int(numbers[0]), named[0], year, words, calendar, past) if len(numbers[0]) <= 2 else None


def _after_weekday(words: str, calendar: Calendar) -> str:
    first, _, rest = words.partition(" ")
    return rest.strip() if first.strip(",.") in weekdays(calendar.language) else words


def _placed(
    day: int, month: int, year: str | None, words: str, calendar: Calendar, past: bool
) -> date | None:
    """Find the year, and refuse a date whose weekday is another than the one named with it."""
    found = _date(_century(int(year)), month, day) if year else _nearest(day, month, calendar.today, past)
    named = weekdays(calendar.language).get(words.split(" ")[0].strip(",."))
    return None if found and named is not None and named != found.weekday() else found


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year


def _nearest(day: int, month: int, today: date, past: bool) -> date | None:
    """Choose the year; a date most of a year away is rather a slip."""
    for year in (today.year, today.year - 1 if past else today.year + 1):
        found = _date(year, month, day)
        if found and 0 <= (today - found if past else found - today).days <= _FAR:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _add_months(start: date, number: int) -> date:
    month = start.month - 1 + number
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
