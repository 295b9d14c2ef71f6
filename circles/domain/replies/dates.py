"""Dates as people write them in a reply: a small closed grammar.

General finders of dates read "we" as Wednesday.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from circles.domain.replies.almanac import counts, months, near_days, units, weekdays
from circles.domain.replies.languages import alternatives, fold

_BEFORE = alternatives("""
    by|before|until|till|on|due|at|for|no later than
    bis|am|avant|le|antes de|el|entro|ate|para|voor|op|senest|pa|den|do|w
    zum|auf|jusqu'(?:au|a)|au|hasta|al|fino al?|tot|naar|til|till|indtil|na
""")
_CUE = re.compile(rf"^(?:(?:{_BEFORE})\s+)+(?:the\s+)?")
_ANNOUNCED = re.compile(
    r"(?i)[\s,(]+((?:by|before|until|on|due|no later than|bis|avant|antes de|ate|até|entro|voor)\s)"
)
_PLAIN_END = re.compile(r"(?i)[\s,(]+((?:tomorrow|tonight|today|tmrw|(?:next|this) \w+)\W*)$")
AT_THE_HOUR = r"(?:kl\.?|klokken|klockan|klo|kello|um|om)"
"""Behind which 17.00 is an hour and no date."""
_CLOCK = r"(?:\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|uhr|h)|\d{1,2}:\d{2})"
_TIME = re.compile(
    rf",?\s*(?:(?<!\w)(?:at|um|kl\.?|klokken|klockan|a las|a|as|alle|klo|kello|om|o|o godz\.?)\s+)?"
    rf"(?:{_CLOCK}|(?<!\w){AT_THE_HOUR}\s*\d{{1,2}}\.\d{{2}}"
    r"|\b(?:noon|midnight|(?<!this )(?<!last )(?:morning|afternoon|evening|night)))\s*$"
)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|\.(?=\s))")
_NEAR = {
    "eod": 0,
    "end of day": 0,
    "end of the day": 0,
    "cob": 0,
    "close of business": 0,
    "this evening": 0,
    "this morning": 0,
    "this afternoon": 0,
    "last night": -1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
}
_END_OF_WEEK = {"end of the week", "end of week", "eow", "this week", "the weekend", "weekend"}
_WEEKEND = {"this weekend", "over the weekend"}
_END_OF_NEXT_WEEK = {"next week", "end of next week"}
_END_OF_MONTH = {"end of the month", "end of month", "end of this month", "eom", "this month", "month end"}
_FAR = 300  # days: without a year, a date so far off is rather a slip
_LONGEST, _MOST_WORDS = 6, 60
_NO_DATE_ALONE = {"may", "march", "mar", "sat", "sun", "mo", "do", "so", "ma", "to", "di", "a", "me", "mi"}
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_ALSO_ENGLISH = {"fortnight": "fortnight", "fortnights": "fortnight"}
_DISTANCE = re.compile(
    r"(?:(?:in|for|fur|pendant|pour|dans|durante|por|per|tra|voor|i|om|za|na) )?"
    r"(?P<count>\d{1,3}|a couple of|couple of|[^\W\d]+) (?P<unit>\w+)"
    r"(?: time| from (?:now|today))?(?P<ago> ago)?"
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How the writer counts days: from the date of the mail where they are, and 3/4 as day first or not."""

    today: date
    language: str = "en"
    day_first: bool = True


def read_date(text: str, calendar: Calendar, *, past: bool = False) -> date | None:
    """Read a text that is a date and nothing else; None for any other.

    A bare weekday is the next one strictly after today, or, with `past`, the latest one up to today. A date
    without a year is the nearest one on that side.
    """
    phrase = _Phrase(_plain(text), calendar, past)
    return next((found for found in phrase.readings() if found), None)


def read_weekday(text: str, calendar: Calendar) -> int | None:
    """Read a text that is the name of a weekday, Monday 0, but for its hour and words such as "to"."""
    return weekdays(calendar.language).get(_plain(text).removeprefix("a "))


def split_date(text: str, calendar: Calendar) -> tuple[str, date | None]:
    """Take a date off the end of a text, where a word such as "by" announces it or it can be nothing else."""
    for cue in (*_ANNOUNCED.finditer(text), *_PLAIN_END.finditer(text)):
        found = read_date(text[cue.start(1) :], calendar)
        if found:
            return text[: cue.start()].strip(" ,-–—"), found
    return text, None


def first_date(text: str, calendar: Calendar, *, past: bool = False) -> date | None:
    """Find the first date among the words of a text; a date is at most five words."""
    found = find_date(text, calendar, past=past)
    return found[2] if found else None


def find_date(text: str, calendar: Calendar, *, past: bool = False) -> tuple[int, int, date] | None:
    """Find the first date in a text, with its start and its end, words such as "by" included."""
    tokens = list(re.finditer(r"[^\s,;()]+", text))[:_MOST_WORDS]
    for first in range(len(tokens)):
        for last in range(min(len(tokens), first + _LONGEST) - 1, first - 1, -1):
            start, end = tokens[first].start(), tokens[last].end()
            if last == first and fold(tokens[first].group()).strip(".!") in _NO_DATE_ALONE:
                continue
            when = read_date(text[start:end], calendar, past=past)
            if when:
                return start, end, when
    return None


def _plain(text: str) -> str:
    words = fold(text).strip(" \t.,;:!()*")
    words = _TIME.sub("", words)  # before the cues: "do 17:00" is a Thursday
    return _CUE.sub("", words.strip(" ,.")).strip()


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words of one date; each method is one way to write it."""

    words: str
    calendar: Calendar
    past: bool

    def readings(self) -> Iterator[date | None]:
        yield self.near_day()
        yield self.distance()
        yield self.end()
        yield self.weekday()
        yield self.iso()
        yield self.numeric()
        yield self.named_month()

    def near_day(self) -> date | None:
        days = near_days(self.calendar.language) | _NEAR
        return self.calendar.today + timedelta(days=days[self.words]) if self.words in days else None

    def distance(self) -> date | None:
        match = _DISTANCE.fullmatch(self.words)
        unit = (units(self.calendar.language) | _ALSO_ENGLISH).get(match["unit"]) if match else None
        if match is None or unit is None:
            return None
        known = counts(self.calendar.language) | {"couple of": 2, "a couple of": 2}
        count = int(match["count"]) if match["count"].isdecimal() else known.get(match["count"])
        if count is None:
            return None
        number = -count if match["ago"] else count
        if unit == "month":
            return _add_months(self.calendar.today, number)
        return self.calendar.today + timedelta(days=number * _UNIT_DAYS[unit])

    def end(self) -> date | None:
        today, words = self.calendar.today, self.words.removeprefix("the ")
        if words in _WEEKEND:
            return today + timedelta(days=(5 - today.weekday()) % 7)
        if words in _END_OF_WEEK:
            return today + timedelta(days=(4 - today.weekday()) % 7)
        if words in _END_OF_NEXT_WEEK:
            return today + timedelta(days=11 - today.weekday())
        named = re.fullmatch(r"end of (\w+)", words)
        month = months(self.calendar.language).get(named[1]) if named else None
        if words in _END_OF_MONTH:
            month = today.month
        return _last_day(today.year + (month < today.month), month) if month else None

    def weekday(self) -> date | None:
        match = re.fullmatch(
            r"(?:(next|this|this coming|coming|last|on|a) )?([\w-]+)( next week)?", self.words
        )
        number = weekdays(self.calendar.language).get(match[2]) if match else None
        if match is None or number is None:
            return None
        today = self.calendar.today
        ahead = (number - today.weekday() - 1) % 7 + 1
        if match[1] == "last":
            return today + timedelta(days=ahead - 7 - 7 * (ahead == 7))
        if self.past:
            return today + timedelta(days=ahead - 7)
        return today + timedelta(days=7 - today.weekday() + number if match[3] else ahead)

    def iso(self) -> date | None:
        match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", self.words)
        return _date(int(match[1]), int(match[2]), int(match[3])) if match else None

    def numeric(self) -> date | None:
        match = re.fullmatch(r"(\d{1,2})([/.])(\d{1,2})(?:\2(\d{4}|\d{2})?)?", self._after_weekday())
        if not match:
            return None
        first, second = int(match[1]), int(match[3])
        day, month = (first, second) if self.calendar.day_first or match[2] == "." else (second, first)
        if month > 12 >= day:
            day, month = month, day  # only one reading is a date at all
        return self._placed(day, month, match[4])

    def named_month(self) -> date | None:
        known = months(self.calendar.language)
        plain = re.sub(r"\b(?:of|de|the)\b|,", " ", _ORDINAL.sub(r"\1", self._after_weekday()))
        tokens = plain.replace(".", " ").split()
        named = [known[token] for token in tokens if token in known]
        numbers = [token for token in tokens if token.isdecimal()]
        if len(named) != 1 or not 1 <= len(numbers) <= 2 or len(tokens) > 3 or len(numbers[0]) > 2:
            return None
        if len(named) + len(numbers) != len(tokens):
            return None
        return self._placed(int(numbers[0]), named[0], numbers[1] if len(numbers) == 2 else None)

    def _after_weekday(self) -> str:
        first, _, rest = self.words.partition(" ")
        return rest.strip() if first.strip(",.") in weekdays(self.calendar.language) else self.words

    def _placed(self, day: int, month: int, year: str | None) -> date | None:
        """Find the year, and refuse a date whose weekday is another than the one named with it."""
        found = _date(_century(int(year)), month, day) if year else self._nearest(day, month)
        named = weekdays(self.calendar.language).get(self.words.partition(" ")[0].strip(",."))
        return None if found and named is not None and named != found.weekday() else found

    def _nearest(self, day: int, month: int) -> date | None:
        today = self.calendar.today
        for year in (today.year, today.year + (-1 if self.past else 1)):
            found = _date(year, month, day)
            if found and 0 <= (today - found if self.past else found - today).days <= _FAR:
                return found
        return None


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _add_months(start: date, number: int) -> date:
    month = start.month - 1 + number
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
