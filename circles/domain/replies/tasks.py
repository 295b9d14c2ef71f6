"""Lines that say who does what next, as their writer wants it: "Next: Ana - send the deck - Friday"."""

import re
from dataclasses import replace
from datetime import date

from circles.domain.replies.almanac import months
from circles.domain.replies.dates import read_date, split_date
from circles.domain.replies.draft import Draft
from circles.domain.replies.errands import is_no_task
from circles.domain.replies.languages import NOTHING, words
from circles.domain.replies.owners import by_owner, owners
from circles.domain.replies.promises import promise
from circles.domain.replies.segments import Segment
from circles.domain.replies.sentences import Sentence
from circles.domain.replies.values import MOST_TEXT, NewFollowUp

_DASH = re.compile(r"\s+[-‐‑‒–—―−]{1,3}\s+|\s*[—―]\s*|\s+--?>\s+|\s*\|\s*")
_NUMBERED = re.compile(r"(?:^|\s)(?P<number>\d{1,2})[.)]\s+(?=\D)(?P<word>\w*)")
"""Items on one line: "1) Bo collects feedback 2) I book a room"."""
_FEWEST_ITEMS = 2
_DATE_LIKE = re.compile(
    r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|\d{4}-\d\d?-\d\d?"
    r"|\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,9}(?: \d{4})?"
)
_UNDONE = re.compile(
    r"(?:\w+ ){0,2}(?:won't|can't|cannot|will not|not|never|nothing)\b(?! (?:forget|only)\b)"
)
_REFUSED = re.compile(
    r"(?:(?:he|she|they|we|i|it|sadly|unfortunately|sorry|but|probably|really|just|still) ){0,3}"
    r"(?:(?:wo|ca|is|are|did|does|would|could|has|have|had|was)n't"
    r"|cannot|(?:will|can|is|are|am|did|does|would|could|has|have|had|was) not"
    r"|not$|not (?:yet|now|sure|there|here|needed|necessary|possible|available|applicable|able|in|on|this|any"
    r"|\w+ing|\w+ed|done)\b|never(?:mind| mind)?$|nothing\b)(?! (?:forget|only)\b)"
)
"""Of somebody who is named: "not yet", but not "not work on weekends", which is something to do."""


def tasks(segment: Segment, draft: Draft) -> None:
    """Read one thing to do, or several on one line that are numbered, or each of somebody."""
    for item in _items(segment.text, draft.context.language):
        for part in _by_one_day(by_owner(item, draft), draft):
            _next(replace(segment, text=part), draft)


def _by_one_day(parts: list[str], draft: Draft) -> list[str]:
    """Put the day behind the last dash of a line behind each part, where none has one of its own."""
    *others, last = parts
    *ahead, day = _DASH.split(last)
    if not ahead or read_date(day, draft.calendar) is None or any(_day_of(each, draft) for each in others):
        return parts
    return [*(f"{each} - {day}" for each in others), last]


def _day_of(part: str, draft: Draft) -> date | None:
    return read_date(_DASH.split(part)[-1], draft.calendar) or split_date(part, draft.calendar)[1]


def _items(text: str, language: str) -> list[str]:
    """Cut at the numbers from which a line counts on, but not at a day: "the list - 27. März"."""
    cuts: list[re.Match[str]] = []
    for found in _NUMBERED.finditer(text):
        follows = int(found["number"]) == len(cuts) + 1 and (cuts or not found.start())
        if follows and words(found["word"]) not in months(language):
            cuts.append(found)
    if len(cuts) < _FEWEST_ITEMS:
        return [text]
    ends = [*(cut.start() for cut in cuts[1:]), len(text)]
    return [text[cut.start("word") : end].strip() for cut, end in zip(cuts, ends, strict=True)]


def _next(segment: Segment, draft: Draft) -> None:
    """Read "Ana - send the deck - Friday"; the owner is the writer unless named, the day may be missing."""
    parts = [part.strip(" .*_-–—") for part in _DASH.split(segment.text)]
    parts = [part for part in parts if part and not NOTHING.fullmatch(words(part))]
    if len(parts) == 1 and promise(Sentence(parts[0], words(parts[0]), segment.span), draft, listed=True):
        return
    if not parts:
        draft.ask("follow-up.empty", "No words after the keyword", segment.span)
        return
    due = read_date(parts[-1], draft.calendar) if len(parts) > 1 else None
    if due:
        parts.pop()
    elif len(parts) > 1 and _DATE_LIKE.fullmatch(parts[-1]):
        draft.ask("date.unclear", f"No such day: {parts[-1][:60]!r}", segment.span)
        return
    whose, parts = owners(parts, draft)
    text = " - ".join(parts)
    if rule := _why_no_task(text, draft, named=bool(whose), alone=len(parts) == 1):
        draft.ask(f"follow-up.{rule}", f"May be nothing to do: {text[:60]!r}", segment.span)
        return
    if due is None:
        text, due = split_date(text, draft.calendar)
    if whose is None or not text:
        draft.ask("name.unknown", f"Nobody in the circle is surely meant by {parts[0][:60]!r}", segment.span)
        return
    for owner in whose or (draft.roster.writer,):
        draft.follow_ups.append(NewFollowUp(owner, text[:MOST_TEXT], due, segment.span))
        by = due.isoformat() if due else "no day given"
        draft.note("follow-up", f"{draft.roster.called(owner)}: {text[:60]}, {by}", segment.span)


def _why_no_task(text: str, draft: Draft, *, named: bool, alone: bool) -> str | None:
    """Name why words are nothing to do: denied, a day or name only, or a mere thing and nobody to do it.

    What somebody who is named will do may be about anything, their own life too.
    """
    if (_REFUSED if named else _UNDONE).match(words(text)):
        return "denied"
    if read_date(text, draft.calendar) or draft.roster.owner(text):
        return "empty"
    bare = alone and not named
    return "unclear" if bare and is_no_task(text) and not split_date(text, draft.calendar)[1] else None
