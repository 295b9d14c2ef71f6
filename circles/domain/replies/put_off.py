"""When a meeting was moved to, as an answer to "Did you meet?" says it; folded words.

A move mails everyone and has no undo, so a time is read only from words that are understood to the last. A
day or an hour that is named in others, behind a no, is asked about.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache
from itertools import islice

from circles.domain.replies import put_off_cues as cues
from circles.domain.replies.almanac import months, near_days, weekdays
from circles.domain.replies.buttons import in_english
from circles.domain.replies.courtesies import is_courtesy, without
from circles.domain.replies.dates import Calendar, find_date, read_date, read_weekday
from circles.domain.replies.languages import answers, fold, words
from circles.domain.replies.met_abroad import says_not_met
from circles.domain.replies.other_times import Wish, is_stretch
from circles.domain.replies.put_off_beside import is_called_off, is_in_doubt, is_question, is_understood
from circles.domain.replies.segments import greeting
from circles.domain.replies.values import Reading
from circles.domain.words import MeetingState, Rsvp

_SEPARATOR = re.compile(r"\s*[,;:.!\n]\s*(?:(?:but|and)\s+)?|\s+[-–—]+\s+")
_NEAR, _LONGEST, _FAR, _MOST_SENTENCES = 20, 120, 300, 40
"""How many letters tell how a dot is meant, a time takes at most, and are read of so many sentences."""
_END = re.compile(r"[.!?]+\s+|\n\s*")
_SHORT = frozenset({"kl", "godz", "pm", "am", "p.m", "a.m", "ca"})


@dataclass(frozen=True, slots=True)
class _Said:
    """One sentence: what of it may be a time, and how it was led up to."""

    text: str
    says_no: bool
    moved: re.Match[str] | None
    whole: str

    @property
    def is_shifted(self) -> bool:
        """Tell "we moved it" from "we'll meet"."""
        return self.moved is not None and not self.moved["meet"]


@dataclass(frozen=True, slots=True)
class _Listener:
    """How one writer counts days, and which day they were asked about."""

    calendar: Calendar
    meets_on: date

    def time(self, said: _Said) -> Wish | None:
        """Read words that are a day or an hour and nothing else; without a day where it may be another."""
        for text, at in _without_hour(_bared(said.text)) if len(said.text) <= _LONGEST else ():
            named = cues.ARTICLE.sub(r"\1 ", _bared(text))
            if is_stretch(named) or cues.is_next_week(named) or (not named and at):
                return Wish(None, at)
            later = self._weeks_later(said, named)
            day = later or self._day(named)
            if day is not None:
                is_plain = later is not None or self._is_named(named)
                is_sure = is_plain and not self._is_doubtful(said, named, Wish(day, at))
                return Wish(day if is_sure else None, at)
        return None

    def _is_doubtful(self, said: _Said, named: str, wish: Wish) -> bool:
        """Tell whether a day may be the one asked about, or was before that or is past behind a no.

        Who says that they moved it to a weekday of that name means another. "This" may be of two weeks.
        """
        assert wish.day is not None, "a day is named"
        ahead = (wish.day - self.calendar.today).days
        is_asked = read_weekday(named, self.calendar) == self.meets_on.weekday() and not said.moved
        is_past = said.says_no and not said.moved and (ahead < 0 or (ahead == 0 and wish.at is None))
        is_far = named.startswith("this ") and ahead == 7
        return wish.day <= self.meets_on or is_asked or is_past or is_far

    def _weeks_later(self, said: _Said, text: str) -> date | None:
        """Read so many weeks, which keep the weekday of the meeting, or else are of no day that is plain.

        "By a week" counts from the meeting, "in a week" from when it was written.
        """
        found = cues.distance(text, self.calendar.language, moved=said.is_shifted)
        is_said = found is not None and (said.says_no or said.moved is not None or found.moved)
        if found is None or not is_said or (said.moved and said.moved["way"] == " forward"):
            return None
        start = self.meets_on if found.from_meeting else self.calendar.today
        is_same = start.weekday() == self.meets_on.weekday() and found.weeks * 7 <= _FAR
        return start + timedelta(weeks=found.weeks) if is_same else None

    def _day(self, text: str) -> date | None:
        if (
            cues.NO_HOUR.search(text)
            or cues.DEADLINE.match(text)
            or any(each.search(text) for each in cues.TIMES)
        ):
            return None
        weekday = read_weekday(text, self.calendar)
        if weekday is not None:  # the first after the day of the meeting
            return self.meets_on + timedelta(days=(weekday - self.meets_on.weekday() - 1) % 7 + 1)
        return read_date(text, self.calendar) or read_date(text, self.calendar, past=True)

    def days(self, text: str) -> Iterator[date]:
        """Give the days that a sentence names, but the one asked about."""
        while self._is_named(text) and (found := self._first(text)):
            start, end, day = found
            phrase, text = fold(text[start:end]), text[end:]
            is_asked = read_weekday(phrase, self.calendar) == self.meets_on.weekday() or day == self.meets_on
            if self._is_named(phrase) and not is_asked:
                yield day

    def weeks(self, text: str, known: AbstractSet[date | None]) -> bool:
        """Tell whether a sentence says how far it was moved, by a number of weeks that is not known."""
        found = cues.how_far(" ".join(fold(text[:_FAR]).split()), self.calendar.language)
        return found is not None and read_date(found.group(), self.calendar) not in known

    def _is_named(self, text: str) -> bool:
        """Tell a day that is named from one that is so many days or weeks away."""
        return _named_days(self.calendar.language).search(fold(text)) is not None

    def _first(self, text: str) -> tuple[int, int, date] | None:
        both = (find_date(text, self.calendar, past=past) for past in (False, True))
        return min((found for found in both if found), key=lambda each: each[0], default=None)


def moved_to(reading: Reading, calendar: Calendar, meets_on: date, name: str = "") -> Wish | None:
    """Give when a meeting was moved to, as an answer to "Did you meet?" says it; None where it doesn't.

    A line may also be the new date alone, or behind a no. A bare weekday is the first after the day of the
    meeting. Without a day where one is named and not understood to the last, or may be another than is meant.
    """
    listener = _Listener(calendar, meets_on)
    wish, others, is_sure = None, [], True
    each = [(said, _told(said, listener)) for said in _sentences(reading.own_text, calendar.language, name)]
    is_shifted = any(told and said.is_shifted for said, told in each)
    for said, told in each:
        if told is None or wish is not None:
            others.append(said.text)
        is_clear = told or not is_shifted or is_understood(said.whole, reading, calendar.language, name)
        is_clear = is_clear or _is_farewell(said, listener, wish)
        is_sure &= bool(is_clear) and not (wish and is_called_off(said.whole))
        wish = wish or told
    if wish and is_in_doubt(reading):
        return None
    promised = {each.due for each in (*reading.follow_ups, *reading.proposed)}
    if wish is None:
        named = (_names(text, listener, promised, None) or listener.weeks(text, promised) for text in others)
        return Wish() if reading.met is MeetingState.NOT_HELD and any(named) else None
    if not is_sure or any(_names(text, listener, {*promised, wish.day}, wish.at) for text in others):
        return Wish(None, wish.at)
    return wish


def _told(said: _Said, listener: _Listener) -> Wish | None:
    if said.moved and (not said.text or is_question(said.whole, listener.calendar.language)):
        return Wish()
    wish = listener.time(said)
    if wish is not None or said.moved is None or not (said.moved["it"] or said.moved["to"]):
        return wish
    is_named = _names(said.text, listener, set(), None) or listener.weeks(said.text, set())
    is_far = said.moved["it"] and cues.names_weeks(fold(said.text), listener.calendar.language)
    return Wish() if is_named or is_far else None


def _is_farewell(said: _Said, listener: _Listener, wish: Wish | None) -> bool:
    """Tell "See you then" and "See you on Friday", where it was moved to that."""
    when = cues.behind_farewell(said.text)
    until = listener.time(replace(said, text=when)) if when else None
    return when == "" or (wish is not None and until in {wish, Wish(wish.day)})


def _names(text: str, listener: _Listener, known: set[date | None], at: time | None) -> bool:
    """Tell whether a sentence names a day or an hour that is not known."""
    text = text[:_FAR]
    days = [*listener.days(text)]
    if any(day not in known for day in days):
        return True
    hours = {found for found in map(_hour, _strict(fold(text))) if found not in {None, at}}
    return bool(hours) and not days


def _sentences(text: str, language: str, name: str) -> Iterator[_Said]:
    """Cut a text into sentences; what follows a bare no is said with it."""
    after_no, is_moved = False, cues.tells_of_moving(text)
    for sentence in islice(_cut(_ungreeted(text, language), language), _MOST_SENTENCES):
        rest = _behind_no(sentence, language)
        whole = rest or sentence
        said = without(whole if is_moved else cues.without_farewell(whole, language), language, name)
        said = in_english(said, "recap-ask", language)
        moved = cues.moved(said, language)
        text = (moved["when"] or "") if moved else said
        yield _Said(text, after_no or rest is not None, moved, whole)
        after_no = rest == ""


def _ungreeted(text: str, language: str) -> str:
    """Take greetings off the heads of lines, but no day: "Hi, Friday"; and set off a line of courtesies."""
    lines = []
    for line in text.split("\n"):
        is_kind = len(line) <= _LONGEST and (not _bared(line) or is_courtesy(line, language))
        if line.strip() and is_kind:
            lines.append(f"\n{line}\n")
            continue
        greeted = greeting(line)
        names_day = _named_days(language).search(fold(line[:greeted])) is not None
        rest = line.partition(",")[2] if names_day else line[greeted:]
        lines.append("\n" + rest if greeted else line)
    return "\n".join(lines)


def _cut(text: str, language: str) -> Iterator[str]:
    """Cut where a sentence ends, which no dot does that is one of a short word, a date, or an hour."""
    start = 0
    for end in _END.finditer(text):
        behind = text[end.end() : end.end() + _NEAR]
        if "\n" in end.group():
            goes_on = end.group().count("\n") == 1 and (behind[:1].islower() or behind[:1].isdigit())
        else:
            before = fold(text[max(start, end.start() - _NEAR) : end.start()])
            goes_on = end.group().startswith(".") and _is_inside(before, behind, language)
        if not goes_on:
            yield text[start : end.start()].strip()
            start = end.end()
    yield text[start:].strip()


def _is_inside(before: str, behind: str, language: str) -> bool:
    last = re.split(r"[\s,;:(]+", before)[-1]
    following = fold(re.split(r"[\s,;:.]+", behind)[0])
    if last[-1:].isdigit():
        return behind[:1].islower() or behind[:1].isdigit() or following in months(language)
    return last in _SHORT or last in _short_names(language)


@cache
def _named_days(language: str) -> re.Pattern[str]:
    days = "|".join(map(re.escape, [*weekdays(language), *near_days(language)]))
    month = "|".join(months(language))
    of_month = rf"\d\W{{0,2}}(?:\w{{2}} )?(?:{month})|(?:{month})\W{{1,2}}\d"
    return re.compile(rf"(?<!\w)(?:{days})(?!\w)|{of_month}|\d[./-]\d")


@cache
def _short_names(language: str) -> frozenset[str]:
    """Give the names of days and months that are written with a dot."""
    return frozenset(name for name in weekdays(language) | months(language) if len(name) <= 5)


def _behind_no(sentence: str, language: str) -> str | None:
    """Give what stands behind "No," or "Didn't meet,"; None where the sentence doesn't begin so."""
    cuts = (cut.span() for cut in _SEPARATOR.finditer(sentence[:_LONGEST]))
    for start, end in (*cuts, (len(sentence), len(sentence))):
        said = words(sentence[: min(start, _LONGEST)])
        if answers(language).get(said) is Rsvp.NO or says_not_met(said, language):
            return sentence[end:].strip()
    return None


def _bared(text: str) -> str:
    """Take off, at either end, what is written beside a time."""
    text = " ".join(fold(text).split()).strip(" .,;:!()")
    while True:
        bare = cues.TAIL.sub("", cues.LEAD.sub("", text)).strip(" .,;:!()")
        if bare == text:
            return text
        text = bare


def _without_hour(text: str) -> Iterator[tuple[str, time | None]]:
    """Give a text without its one hour, and that hour; without one where none is surely named."""
    strict = _strict(text)
    for found in (*strict, *cues.BEHIND_AT.finditer(text)):
        at = _hour(found)
        if at is not None:
            yield f"{text[: found.start()].rstrip(' ,')} {text[found.end() :].lstrip(' ,.')}".strip(), at
    if not strict:
        yield text, None


def _strict(text: str) -> list[re.Match[str]]:
    for form in cues.TIMES:
        if found := [*form.finditer(text)]:
            return found
    return []


def _hour(found: re.Match[str]) -> time | None:
    named = found.groupdict()
    if named.get("noon"):
        return time(12)
    hour, minute = int(named["hour"]), int(named["minute"] or 0)
    if named.get("half") and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (named["half"] == "p")
    return time(hour, minute) if hour < 24 and minute < 60 else None
