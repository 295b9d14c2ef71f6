"""The further hours that somebody who waits for a circle offers: "Thu 17:00 works", "Tuesdays after 6pm".

All that is said of days and hours has to be plain: where one line is not, none is taken.
"""

import re
from collections.abc import Iterator

from circles.domain.availability import DAY_MINUTES, Hours, joined, parse
from circles.domain.replies.values import Reading
from circles.errors import Invalid

_FIRST, _LAST = 7 * 60, 22 * 60
"""What "before ten" begins with, and "after six" ends with, in minutes after midnight."""
_LATEST_OF_NIGHT = 7
"""Up to this hour "at 5" may be meant in the morning or in the afternoon."""
_PARTS = {"morning": (9, 12), "noon": (12, 14), "lunch": (12, 14), "afternoon": (14, 18), "evening": (18, 21)}
_ALL_DAY = (8 * 60, 20 * 60)
_DAYS = (
    "mon(?:day)?",
    "tue(?:s(?:day)?)?",
    "wed(?:s|nesday)?",
    "thu(?:r(?:s(?:day)?)?)?",
    "fri(?:day)?",
    "sat(?:urday)?",
    "sun(?:day)?",
)
_DAY = rf"(?:{'|'.join(_DAYS)})s?\b\.?"
_TIME = r"\d{1,2}(?:[:.h]\d\d|h\b)?(?: ?[ap]\.?m\b\.?)?(?: o'clock)?"
_SAYS = {
    "days": rf"{_DAY} ?(?:-|to\b|through\b) ?{_DAY}",
    "day": _DAY,
    "workdays": r"(?:any |every |all )?(?:week ?days?|work(?:ing)? ?days?)\b",
    "week": r"(?:any|every|each) ?day\b|daily\b|all days\b",
    "weekend": r"(?:the )?weekends?\b",
    "span": rf"(?:between |from )?{_TIME} ?(?:-|to\b|until\b|till\b|and\b) ?{_TIME}",
    "after": rf"(?:any ?time )?(?:after|from|past) {_TIME}(?: on(?:wards?)?\b)?",
    "before": rf"(?:any ?time )?(?:before|until|till) {_TIME}",
    "part": rf"(?:{'|'.join(_PARTS)})(?:s|time|times)?\b",
    "whole": r"any ?time\b|all day\b|the whole day\b",
    "time": _TIME,
    "filler": r"(?:hi|hello|yes|yeah|sure|thanks|thank you|please|i'm|i am|i'd|i|we|could|can|would|will|also"
    r"|too|as well|be|are|is|it|that|this|they|do|make|meet|come|join|free|available|possible|fine|good|great"
    r"|perfect|ideal|works?|working|suits?|okay|ok|for me|me|my|times?|hours?|slots?|usually|generally"
    r"|in general|weekly|and|or|on|at|in|the|a|an|always|mostly|best|well|offer|add|plus|then|between|from)\b"
    r"|[\s,;:.!&/+()*]+",
}
_TOKEN = re.compile("|".join(rf"(?P<{name}>{pattern})" for name, pattern in _SAYS.items()))
_TELLS = re.compile(rf"\b{_DAY}|\d")
_DOUBT = re.compile(
    r"\?|\b(?:not|no|never|can't|cannot|couldn't|won't|wouldn't|don't|doesn't|isn't|aren't|except|but|unless|if"
    r"|maybe|perhaps|might|only|instead|rather|depends|sometimes|either|neither|nor|without|hard|difficult|busy"
    r"|next|today|tomorrow|january|february|march|april|june|july|august|september|october|november|december)\b"
)
_NUMBERS = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?h?(?: ?([ap])\.?m)?")
_Span = tuple[int, int]
_STRAIGHT = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u2018\u2019", "------''")


def offered_hours(reading: Reading, minutes: int) -> tuple[Hours, ...]:
    """Give the weekly hours a mail offers, in the writer's zone; one hour alone holds a meeting of `minutes`.

    Empty where none is offered, or not plainly.
    """
    said = reading.own_text.translate(_STRAIGHT).casefold()
    if _DOUBT.search(said):
        return ()
    found: list[Hours] = []
    for line in said.splitlines():
        if _TELLS.search(line):
            offered = list(_line(line, minutes))
            if not offered:
                return ()
            found += offered
    return joined(found)


def _line(line: str, minutes: int) -> Iterator[Hours]:
    """Read one line, days and hours in either order; nothing where any of it is not understood."""
    groups: list[tuple[list[int], list[_Span]]] = []
    leads = last = ""
    for kind, words in _tokens(line):
        days, span = _days(kind, words), _span(kind, words, minutes)
        if not days and span is None:
            return
        now = "day" if days else "span"
        leads = leads or now
        if not groups or (now == leads != last):
            groups.append(([], []))
        groups[-1][0].extend(days)
        groups[-1][1].extend([span] if span else [])
        last = now
    if all(days and spans for days, spans in groups):
        yield from (Hours(day, *span) for days, spans in groups for day in days for span in spans)


def _tokens(line: str) -> Iterator[tuple[str, str]]:
    """Give what a line says of days and hours; a word we don't know is a token of its own."""
    at = 0
    while at < len(line):
        token = _TOKEN.match(line, at)
        if token is None:
            yield "unknown", line[at:]
            return
        if token.lastgroup != "filler":
            yield token.lastgroup or "", token.group()
        at = token.end()


def _days(kind: str, words: str) -> list[int]:
    """Give the weekdays words stand for, Monday 0."""
    if kind == "days":
        first, last = (_day(each) for each in re.split(r" ?(?:-|to|through) ?", words, maxsplit=1))
        return [(first + k) % 7 for k in range((last - first) % 7 + 1)]
    if kind == "day":
        return [_day(words)]
    return {"workdays": [*range(5)], "week": [*range(7)], "weekend": [5, 6]}.get(kind, [])


def _day(words: str) -> int:
    return next(n for n, day in enumerate(_DAYS) if words.startswith(day[:3]))


def _span(kind: str, words: str, minutes: int) -> _Span | None:
    """Give the hours words stand for, in minutes after midnight; None where that is not sure."""
    if kind == "span":
        return _from_to(words)
    if kind == "part":
        first, last = next(hours for part, hours in _PARTS.items() if words.startswith(part))
        return first * 60, last * 60
    if kind == "whole":
        return _ALL_DAY
    at = _minute(words)
    if at is None or kind not in {"time", "after", "before"}:
        return None
    if kind == "after":
        return _checked(at, max(_LAST, at + minutes))
    return _checked(_FIRST, at) if kind == "before" else _checked(at, at + minutes)


def _from_to(words: str) -> _Span | None:
    span = re.sub(r"^(?:between|from) | o'clock|\.(?=m)|(?<=m)\.", "", words)
    try:
        hours = parse("Mon " + re.sub(r" ?(?:until|till|and) ?", "-", span))
    except Invalid:
        return None
    return (hours[0].start, hours[0].end) if len(hours) == 1 else None


def _minute(words: str) -> int | None:
    """Read an hour of the day; None for one that may be in the morning or in the afternoon."""
    found = _NUMBERS.search(words)
    if found is None:
        return None
    hour, past, half = int(found[1]), int(found[2] or 0), found[3]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half or (found[2] is None and hour <= _LATEST_OF_NIGHT):
        return None
    return hour * 60 + past if past < 60 else None


def _checked(start: int, end: int) -> _Span | None:
    return (start, end) if start < end <= DAY_MINUTES else None
