"""The further hours that somebody who waits for a circle offers: "Thu 17:00 works", "Tuesdays after 6pm".

All that is said of days and hours has to be plain: where one line is not, none is taken.
"""

import re
from collections.abc import Iterator

from circles.domain.availability import DAY_MINUTES, Hours, joined, parse
from circles.domain.replies.courtesies import without
from circles.domain.replies.hour_words import PARTS, HourWords, hour_words
from circles.domain.replies.languages import fold, language_of
from circles.domain.replies.segments import greeting
from circles.domain.replies.values import Reading
from circles.errors import Invalid

_FIRST, _LAST = 7 * 60, 22 * 60
"""What "before ten" begins with, and "after six" ends with, in minutes after midnight."""
_LATEST_OF_NIGHT = 7
"""Up to this hour "at 5" may be meant in the morning or in the afternoon."""
_PARTS = dict(zip(PARTS, ((9, 12), (12, 14), (14, 18), (18, 21)), strict=True))
_ALL_DAY = (8 * 60, 20 * 60)
_NUMBERS = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?h?(?: ?([ap])\.?m)?")
_SPANISH_YES = re.compile(r"\bs\u00ed\b,?")
"""Without its accent it is an if."""
_Span = tuple[int, int]
_STRAIGHT = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")


def offered_hours(reading: Reading, minutes: int, language: str = "en", name: str = "") -> tuple[Hours, ...]:
    """Give the weekly hours a mail offers, in the writer's zone; one hour alone holds a meeting of `minutes`.

    It is read in English, else in the person's language. Empty where none is offered, or not plainly. `name`
    is the writer's.
    """
    text = reading.own_text.translate(_STRAIGHT)
    lines = [_folded(without(_ungreeted(line, language), language, name)) for line in text.splitlines()]
    known = (hour_words(each) for each in dict.fromkeys(("en", language_of(language))))
    return next(filter(None, (_read(_folded(text), lines, each, minutes) for each in known)), ())


def _ungreeted(line: str, language: str) -> str:
    """Take a greeting off, but no day: "Hi Bo, Tuesdays"."""
    length = greeting(line)
    head, comma, _ = line[:length].partition(",")
    known = hour_words(language_of(language))
    return line[len(head) if comma and known.tells(_folded(line[:length])) else length :]


def _folded(text: str) -> str:
    return fold(_SPANISH_YES.sub("", text.casefold()))


def _read(said: str, lines: list[str], known: HourWords, minutes: int) -> tuple[Hours, ...]:
    if known.doubt.search(said):
        return ()
    found: list[Hours] = []
    for line in lines:
        if known.tells(line):
            offered = list(_line(line, known, minutes))
            if not offered:
                return ()
            found += offered
    return joined(found)


def _line(line: str, known: HourWords, minutes: int) -> Iterator[Hours]:
    """Read one line, days and hours in either order; nothing where any of it is not understood."""
    groups: list[tuple[list[int], list[_Span]]] = []
    leads = last = ""
    for token in _tokens(line, known):
        days, span = _days(token, known) if token else [], _span(token, minutes) if token else None
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


def _tokens(line: str, known: HourWords) -> Iterator[re.Match[str] | None]:
    """Give what a line says of days and hours; None for a word we don't know."""
    at = 0
    while at < len(line):
        token = known.token.match(line, at)
        if token is None:
            yield None
            return
        if token.lastgroup != "filler":
            yield token
        at = token.end()


def _days(token: re.Match[str], known: HourWords) -> list[int]:
    """Give the weekdays words stand for, Monday 0."""
    if token.lastgroup == "days":
        first, last = known.named(token.group())
        return [(first + k) % 7 for k in range((last - first) % 7 + 1)]
    if token.lastgroup == "day":
        return known.named(token.group())
    return {"workdays": [*range(5)], "week": [*range(7)], "weekend": [5, 6]}.get(token.lastgroup or "", [])


def _span(token: re.Match[str], minutes: int) -> _Span | None:
    """Give the hours words stand for, in minutes after midnight; None where that is not sure."""
    kind = token.lastgroup
    if kind == "span":
        return _from_to(token.group())
    if kind == "part":
        first, last = next(hours for part, hours in _PARTS.items() if token[part])
        return first * 60, last * 60
    if kind == "whole":
        return _ALL_DAY
    at = _minute(token.group())
    if at is None or kind not in {"time", "after", "before"}:
        return None
    if kind == "after":
        return _checked(at, max(_LAST, at + minutes))
    return _checked(_FIRST, at) if kind == "before" else _checked(at, at + minutes)


def _from_to(words: str) -> _Span | None:
    """Read two hours; those of whose half of the day nothing tells are no early ones."""
    (hour, past, half), (until, past_until, half_until) = _NUMBERS.findall(words)
    if not (past_until or half_until) and int(until) <= _LATEST_OF_NIGHT:
        return None
    try:
        hours = parse(f"Mon {_clock(hour, past, half)}-{_clock(until, past_until, half_until)}")
    except Invalid:
        return None
    return (hours[0].start, hours[0].end) if len(hours) == 1 else None


def _clock(hour: str, past: str, half: str) -> str:
    return f"{hour}:{past or '00'}{half and half + 'm'}"


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
