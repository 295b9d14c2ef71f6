"""Other times for a meeting: which of those offered suit, which one is wished for."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from circles.domain.replies.almanac import weekdays
from circles.domain.replies.command_words import NONE, in_english
from circles.domain.replies.courtesies import bared, is_courtesy, regrets, without
from circles.domain.replies.dates import AT_THE_HOUR, Calendar, read_weekday
from circles.domain.replies.draft import Draft, zone_of
from circles.domain.replies.languages import ands, language_of, words
from circles.domain.replies.segments import Segment
from circles.domain.replies.values import Command, Reading

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_SO_MANY = {"two": 2, "three": 3, "four": 4}
_SO_MANY_OF = rf"(?P<end>first|last) (?P<many>{'|'.join(_SO_MANY)})"
_NUMBER = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\b|{'|'.join(_ORDINALS)})"
_LEAD = (
    r"(?:(?:yes|sure|ok|okay|sorry|either|only|just|options?|slots?|numbers?|times?|the"
    r"|i can do|i could do|i can make|i can come on|i can) )*"
)
_TAIL = (
    r"(?: (?:one|ones|is|are|would|be|works?|suits?|fits?|best|fine|good|ok|okay|great|perfect|possible"
    r"|for|me|please|too|both|yes|sorry|unfortunately|thanks))*"
)
_SOME = rf"{_NUMBER}(?: (?:(?:and|or|as well as|plus|also) )?(?:the )?{_NUMBER})*"
_OF_THEM = r"(?: (?:of )?(?:them|these|those|the times|times))?"
_CHOSEN = re.compile(rf"{_LEAD}(?:(?P<some>{_SOME})|{_SO_MANY_OF}){_TAIL}")
_ALL = re.compile(
    rf"{_LEAD}(?:all|any|every one|each){_OF_THEM}(?: (?:but|except|bar) (?:the )?(?P<but>{_SOME}))?{_TAIL}"
)
_NONE = re.compile(
    rf"(?:(?:no|sorry|unfortunately|sadly) )*(?:none|neither){_OF_THEM}(?: (?:really|do|does))*{_TAIL}"
)
_EACH = re.compile(r"(?:\d{1,2} (?:yes|no)(?: |$))+")
_SUITS = re.compile(
    r"\b(?:yes|sure|ok|okay|only|just|both|works?|suits?|fits?|best|fine|good|great|perfect|possible)\b"
)
_BESIDE_A_DAY = re.compile(
    rf"{_SUITS.pattern}|\b(?:the|on|and|or|also|is|are|would|be|for|me|please|thanks)\b"
)
_NO_NUMBERS = re.compile(r"\d\s*[-–—/.:]\s*\d")
"""A date or an hour, which one might take for two numbers."""
_SPAN = re.compile(r"\W*(\d)\s?[-–—]\s?(\d)\W*")
"""1-3: these, and what lies between."""

_HOUR = re.compile(
    rf"(?i)\b(?:{AT_THE_HOUR}\s*(?P<named>\d{{1,2}})\.(?P<after>\d{{2}})|"
    r"(?P<noon>noon)|(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>am|pm|uhr|h)"
    r"|(?P<plain>\d{1,2}):(?P<past>\d{2}))\b"
)
_BY_DAY = time(7)
"""An earlier hour is rather one of the afternoon."""
_MOVE = re.compile(
    r"(?i)^\W*move(?:\s+(?:it|this|that|(?:the|our|this)\s+meeting))?(?:\s+to\b(?!\s+\d\d?[:.]\d))?"
)
_STRETCH = re.compile(
    r"(?:(?:to|on|at|by|until|till|for|over) )*(?:the )?"
    r"(?:(?:end of )?(?:the |this |next )?(?:week|month)|(?:this |next )?weekend|eow|eom)"
)
"""What ends on a day, so that a promise may, and is none to meet on."""


@dataclass(frozen=True)
class Wish:
    """A time that somebody names for a meeting, on their own clocks, as far as they name it."""

    day: date | None = None
    at: time | None = None


def slots_line(segment: Segment, draft: Draft) -> bool:
    """Read a line that answers a poll with numbers, "all" or "none"; tell whether it does."""
    if draft.context.kind != "move-poll" or "?" in segment.text:
        return False
    offered, language = [n for n, _ in draft.context.slots], draft.context.language
    text = bared(segment, draft.context).text
    said = _joined_in_english(words(text), language)
    chosen = _spanned(text, offered) if _NO_NUMBERS.search(text) else _chosen(said, offered)
    by_day = _by_weekday(said, draft) if chosen is None and not _NO_NUMBERS.search(text) else None
    chosen = chosen if by_day is None else by_day
    if chosen is None or is_courtesy(text, language):
        return False
    if by_day and not _SUITS.search(said) and regrets(segment.text, language):
        draft.ask("slots.unclear", "A day beside a regret may suit, or may not", segment.span)
        return True
    if not set(chosen) <= set(offered):
        draft.ask("number.unknown", f"Not all of these were offered: {_listed(chosen)}", segment.span)
        return True
    before = next((each for each in draft.commands if each.name == "slots"), None)
    if before is not None:  # one on each line
        draft.commands.remove(before)
        if not before.args or not chosen:
            draft.ask("conflict.slots", "Both that some suit and that none does", segment.span)
            return True
        chosen = [*map(int, before.args), *chosen]
    draft.command("slots", *dict.fromkeys(map(str, chosen)), span=segment.span)
    return True


def _joined_in_english(said: str, language: str) -> str:
    """Put the English words for "none" and for what joins numbers in a language."""
    if said in map(words, NONE.get(language_of(language), "").split("|")):
        return "none"
    return re.sub(rf"(?<=\d) (?:{'|'.join(ands(language))}) (?=\d)", " and ", said)


def _spanned(text: str, offered: list[int]) -> list[int] | None:
    """Give the numbers from one to another, where both were offered; None for a date or an hour."""
    span = _SPAN.fullmatch(text)
    if span is None or not {int(span[1]), int(span[2])} <= set(offered):
        return None
    return list(range(int(span[1]), int(span[2]) + 1)) or None


def _chosen(said: str, offered: list[int]) -> list[int] | None:
    """Give the numbers that are meant, none of them where none suits; None for other words."""
    if found := _ALL.fullmatch(said):
        return [n for n in offered if n not in _numbers(found["but"] or "")]
    if _NONE.fullmatch(said):
        return []
    if _EACH.fullmatch(said):
        return [int(number) for number in re.findall(r"(\d+) yes", said)]
    found = _CHOSEN.fullmatch(said)
    if found is None:
        return None
    if found["some"]:
        return _numbers(found["some"])
    many = _SO_MANY[found["many"]]
    return offered[:many] if found["end"] == "first" else offered[-many:]


def _by_weekday(said: str, draft: Draft) -> list[int] | None:
    """Give the numbers that weekdays stand for, where each is that of one time; None for other words."""
    names, zone = weekdays(draft.context.language), zone_of(draft.context.zone)
    chosen = []
    for word in _BESIDE_A_DAY.sub("", said).split():
        on_day = [n for n, at in draft.context.slots if at.astimezone(zone).weekday() == names.get(word)]
        if len(on_day) != 1:
            return None
        chosen += on_day
    return chosen or None


def _numbers(said: str) -> list[int]:
    return [_ORDINALS.get(each) or int(each.rstrip("stndrh")) for each in re.findall(_NUMBER, said)]


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


def names_an_hour(text: str) -> bool:
    """Tell whether a text names an hour of the day."""
    return _HOUR.search(text) is not None


def wish(reading: Reading, move: Command, calendar: Calendar, meets_on: date) -> Wish:
    """Give the time that a Move about a meeting names; a bare weekday is the one nearest to the meeting.

    `meets_on` is the day of the meeting on the writer's clocks.
    """
    span = next((rule.span for rule in reading.rules if rule.id == "command.move" and rule.span), (0, 0))
    line = reading.own_text[slice(*span)]
    day = date.fromisoformat(move.args[-1]) if move.args else None
    named = _MOVE.sub("", in_english(without(line, calendar.language), calendar.language))
    weekday = read_weekday(named, calendar)
    if is_stretch(named):
        day = None
    elif weekday is not None:
        day = meets_on + timedelta(days=(weekday - meets_on.weekday() + 3) % 7 - 3)
        day += timedelta(weeks=day <= calendar.today)
    return Wish(day, hour(line))


def hour(text: str) -> time | None:
    """Give the hour of the day that a text names."""
    found = _HOUR.search(text)
    if found is None:
        return None
    if found["noon"]:
        return time(12)
    value = int(found["hour"] or found["plain"] or found["named"])
    minute = int(found["minute"] or found["past"] or found["after"] or 0)
    if (found["half"] or "").lower() in {"am", "pm"} and 1 <= value <= 12:
        value = value % 12 + 12 * (found["half"].lower() == "pm")
    return time(value, minute) if value < 24 and minute < 60 else None


def is_by_day(at: time) -> bool:
    """Tell whether people meet at an hour, so that it can be meant."""
    return at >= _BY_DAY


def is_stretch(text: str) -> bool:
    """Tell whether a text names a week or a month, but for its hour, and no day of it."""
    return _STRETCH.fullmatch(words(_HOUR.sub("", text))) is not None
