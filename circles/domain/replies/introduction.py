"""The one line about oneself that the first invite asks for, and that is shared with the circle.

A line that says what it is ("About me: ...") is one. Another is one only if all of it tells, beside a yes or
maybe, who its writer is at any time ("I teach physics and love hiking"): whatever else stands there may be
the answer, a reason, or meant for us, and stays with us.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from circles.domain.replies import self_cues
from circles.domain.replies.almanac import near_days, own_weekdays
from circles.domain.replies.labels import THOUGHT
from circles.domain.replies.languages import alternatives, any_of, language_of, reserves, words
from circles.domain.replies.segments import segments
from circles.domain.replies.sentences import sentences
from circles.domain.replies.sharing import asks_for_privacy, beside, is_about, is_small_talk, labelled
from circles.domain.replies.values import Reading
from circles.domain.words import Rsvp

LONGEST = 300
FEWEST_WORDS = 3
_SHORT_DAY = 3  # letters: "do" and "sun" are words as well
_HOUR = re.compile(r"\d{1,2}[:.h]\d\d|\d ?(?:am|pm|uhr|h)\b", re.IGNORECASE)


def marked_introduction(reading: Reading) -> str | None:
    """Give what follows "About me:", in a reply to any mail of ours; or None."""
    if asks_for_privacy(reading.own_text):
        return None
    lines = [each.args[0] for each in reading.commands if each.name == "about"]
    return " ".join(lines)[:LONGEST] or None


def introduction(reading: Reading, language: str, others: Iterable[str] = ()) -> str | None:
    """Give the lines beside a yes or maybe that tell of their writer, where nothing else does; or None.

    `others` are the other members, by name.
    """
    if not may_hold_introduction(reading):
        return None
    left = [each.strip() for each in _unread(reading)]
    line = " ".join(left)[:LONGEST]
    return line if _tells_of_writer(left, language) and not is_about(others, line) else None


def may_hold_introduction(reading: Reading) -> bool:
    """Tell whether words beside the answer can be meant for the circle, as far as the rest of a mail says."""
    text = reading.own_text
    asks = reading.unsure or reading.commands or "?" in text or labelled(reading, THOUGHT)
    return not asks and reading.rsvp is not Rsvp.NO and len(beside(reading).split()) >= FEWEST_WORDS


def _unread(reading: Reading) -> Iterator[str]:
    """Give the sentences that no rule has read, without lines that are too short to be one."""
    read = [rule.span for rule in reading.rules if rule.span]
    for segment in segments(reading.own_text):
        if len(segment.text.split()) < FEWEST_WORDS or is_small_talk(segment.text):
            continue
        for sentence in sentences(segment):
            start, end = sentence.span
            if not any(from_ < end and start < to for from_, to in read):
                yield sentence.text


def _tells_of_writer(left: list[str], language: str) -> bool:
    """Tell whether every sentence says, in the person's language or in English, who its writer is."""
    known = {language_of(language), "en"}
    told = [any(_is_told(words(each), name) for name in known) for each in left]
    greets = [is_small_talk(each) or any(_is_greeting(words(each), name) for name in known) for each in left]
    whole = all(tells or greeting for tells, greeting in zip(told, greets, strict=True))
    return whole and any(told) and not any(map(_HOUR.search, left))


def _is_told(said: str, name: str) -> bool:
    return _begins(name).match(said) is not None and not _is_of_one_day(said, name)


def _is_greeting(said: str, name: str) -> bool:
    return re.fullmatch(self_cues.GREETS[name], said) is not None and not _is_of_one_day(said, name)


def _is_of_one_day(said: str, name: str) -> bool:
    """Tell whether words name a day, a reason or a doubt: then they may be about coming."""
    return bool(_of_one_day(name).search(said) or reserves(name).search(said))


@cache
def _begins(name: str) -> re.Pattern[str]:
    is_, work, after = map(alternatives, (self_cues.IS[name], self_cues.WORK[name], self_cues.AFTER_WORK))
    told = rf"{self_cues.BEFORE_WORK}{{0,2}}(?:{work})(?: (?:{after})\b|$)|(?:{is_})\b"
    return re.compile(rf"(?:{self_cues.HELLO})?(?:{told})")


@cache
def _of_one_day(name: str) -> re.Pattern[str]:
    days = [*own_weekdays(name), *near_days(name)]
    named = "|".join(rf"{re.escape(day)}\w*" for day in days if len(day) > _SHORT_DAY)
    return any_of(f"{self_cues.OF_NOW[name]}\n{named}")
