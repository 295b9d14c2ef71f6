"""Words that are meant for others: a thought for a meeting, what one takes with them, thanks for a note.

A thought says that it is one, or names a question and speaks in its words. Whether other words are for the
circle nobody but their writer can tell: they are not shared, and the answer shows the line that would.
"""

import re
from collections.abc import Iterable

from circles.domain.replies import share_cues
from circles.domain.replies.languages import NOTHING, alternatives, words
from circles.domain.replies.lead_cues import OK_THANKS
from circles.domain.replies.segments import segments
from circles.domain.replies.values import Reading, Span
from circles.domain.words import MeetingState, Rsvp

LABELS = frozenset({"thought", "take-away"})
"""What labelled words can be."""
LONGEST = 1000
"""Characters that are kept."""
FEWEST, FEWEST_BESIDE_NO, FEWEST_MARKED, FEWEST_LABELLED = 6, 8, 2, 1
"""Words that make a thought; beside a no, where they may be its reason; where it says that it is one; and
after a label of its own, which any word answers but "nothing"."""

_THOUGHT = re.compile(
    r"(?i)(?:^|[.\n,;:!]\s*|\b(?:but|and|so) )(?:here(?:['’]s| is) |(?:with )?)"
    r"(?:my |a |one |the )?thoughts?(?: (?:on|for|about) [\w ]{1,30}?)?"
    r"(?: (?:is|would be)(?: that)?\b|\s*[:–—-])\s*"
)
_WORDS_FOR_IT = alternatives("""
    (?:my )?thoughts?
    (?:meine? )?gedanken?|(?:ma |mes )?pensées?|(?:mi )?pensamientos?|(?:il mio )?pensier[io]
    (?:o meu |meu )?pensamentos?|(?:mijn )?gedachten?|(?:min )?tank(?:e|ar)|ajatu(?:s|kseni|kset)
    (?:moja )?myśli?
""")
_TAKEN_ALONG = alternatives("""
    (?:das )?(?:ich )?nehme (?:ich )?mit|mitgenommen|(?:ce que )?(?:je retiens|j['’]emporte)
    (?:lo que )?me llevo|(?:che cosa )?mi porto via|levo comigo|(?:dit )?(?:ik neem mee|neem ik mee)
    (?:det )?(?:jeg tager med|tager jeg med)(?: mig)?|(?:det )?(?:jag tar med|tar jag med)(?: mig)?
    (?:det )?(?:jeg tar med|tar jeg med)(?: meg)?|otan mukaani|vien mukanani|zabieram ze sobą
""")
"""What one takes with them, before a colon."""
ENDS_SHARE = "share.ends"
"""The rule of a line below what is shared that was read as a whole, so is no part of it."""
THOUGHT_LINE = re.compile(rf"(?im)^\W*(?:{_WORDS_FOR_IT})\s*[:：]\s*")
_TAKES = re.compile(
    r"(?i)\b(?:i(?:['’]ll| will)? (?:take|took)(?: \w+){0,3} (?:with me|away|home)|take with (?:me|us)"
    r"|take-?aways?|one thing|i(?:['’]ve| have)? learn(?:ed|t)|(?:key |my )?learning|(?:my |biggest )?insight"
    r"|sta(?:ys|yed) with me|struck me|i(?:['’]ll| will) remember)\b"
    rf"|(?:^|\n)\W*(?:{_TAKEN_ALONG})\s*[:：]"
)
_LEAD = re.compile(
    r"(?i)^(?:the )?(?:one thing )?(?:that )?"
    r"(?:i(?:['’]ll)? take (?:with me|away|home)|(?:my )?take-?away|one thing)(?: is(?: that)?)?\s*[:–—-]\s*"
    rf"|^(?:{_TAKEN_ALONG})\s*[:：]\s*"
)
_NUMBERED = re.compile(
    r"(?i)\b(?:(?:question|number|no\.|q) ?(?:\d|one|two|three|four)"
    r"|(?:first|second|third|fourth|last) question)\b"
)


def thought(reading: Reading, language: str, topic: str = "", names: Iterable[str] = ()) -> str | None:
    """Give what a reply to a topic brings along to the meeting, or None.

    `topic` is what the mail said of it, `names` those of the circle's people.
    """
    marked = _THOUGHT.search(reading.own_text)
    if marked and (holds_thought(reading.own_text) or not _says_more(reading)):
        return _plain_paragraph(reading, marked.end())
    if reading.asks() or _says_more(reading):
        return None
    said_no = reading.rsvp is Rsvp.NO
    shared = _plain(beside(reading), language, FEWEST_BESIDE_NO if said_no else FEWEST, names)
    if (
        shared is None
        or share_cues.PLANS.search(words(shared))
        or (said_no and share_cues.REASON.search(words(shared)))
    ):
        return None
    return shared if _NUMBERED.search(reading.own_text) and _speaks_of(topic, shared) else None


def marked_thought(reading: Reading) -> str | None:
    """Give the paragraph that begins with "Thought:", in a reply to any mail of ours; or None."""
    marked = THOUGHT_LINE.search(reading.own_text)
    return _plain_paragraph(reading, marked.end()) if marked else None


def take_away(reading: Reading, names: Iterable[str] = ()) -> str | None:
    """Give what a reply about a meeting that was says its writer takes with them, or None."""
    label = _label_of_take_away(reading)
    within = (label[0], _share(reading, _words_from(reading, label[1]))[1]) if label else None
    blocked = reading.met is MeetingState.NOT_HELD or (reading.commands and label is None)
    if blocked or reading.asks(within) or not _TAKES.search(reading.own_text):
        return None
    shared = beside(reading, within)
    is_label = _LEAD.match(shared) is not None
    if share_cues.FOR_A_PERSON.search(words(shared)) or (is_about(names, shared) and not is_label):
        return None
    return _enough(_LEAD.sub("", shared), FEWEST_LABELLED if is_label else FEWEST_MARKED)


def marks_take_away(reading: Reading) -> bool:
    """Tell whether a line says that it is what its writer takes with them."""
    return _label_of_take_away(reading) is not None


def begins_share(line: str) -> bool:
    """Tell whether a line says that what follows is a thought, or what its writer takes with them."""
    return bool(THOUGHT_LINE.match(line) or _LEAD.match(line))


def holds_thought(text: str) -> bool:
    """Tell a label within a line, "No. Thought: ...", from a sentence: "My thought is that ..."."""
    marked = _THOUGHT.search(text)
    return marked is not None and marked.group().rstrip()[-1:] in {*":–—-"}


def labelled(reading: Reading) -> dict[str, str]:
    """Give what follows "Thought:" and "I take with me:", as it is written, by the rule that keeps it."""
    thought, taken = THOUGHT_LINE.search(reading.own_text), _label_of_take_away(reading)
    if thought is None and holds_thought(reading.own_text):
        thought = _THOUGHT.search(reading.own_text)
    begins = {"thought": thought and thought.end(), "take-away": taken and taken[1]}
    found = {name: _paragraph(reading, at) for name, at in begins.items() if at is not None}
    return {name: text for name, text in found.items() if text}


def may_be_thought(reading: Reading) -> str | None:
    """Give words beside an answer, or without one, that are too many to be nothing; their writer may say."""
    if "?" in reading.own_text or reading.commands:
        return None
    return _enough(beside(reading), FEWEST_BESIDE_NO)


def is_thanks(reading: Reading) -> bool:
    """Tell whether a reply is nothing but a kind word, which asks for no answer."""
    said = words(reading.own_text)
    nothing_else = reading.says_nothing and bool(reading.own_text.strip()) and "?" not in reading.own_text
    return nothing_else and (not said or is_small_talk(said))


def is_small_talk(text: str) -> bool:
    """Tell whether words are a greeting or courtesy and nothing else."""
    said = words(text)
    return bool(share_cues.SMALL_TALK.fullmatch(said) or OK_THANKS.fullmatch(said))


def beside(reading: Reading, within: Span | None = None) -> str:
    """Give the words that no rule has read, all or of a part, on a line, without greetings and small talk."""
    first, last = within or (0, None)
    text = reading.own_text[:last]
    read = [rule.span for rule in reading.rules if rule.span]
    pieces = []
    for segment in segments(text):
        if segment.keyword or segment.span[0] < first:
            continue
        start, end = segment.span
        for from_, to in sorted(read):
            if from_ < end and start < to:
                pieces.append(text[start : max(start, from_)])
                start = max(start, to)
        pieces.append(text[start:end] if start < end else "")
    kept = (_flat(piece) for piece in pieces)
    return " ".join(piece for piece in kept if piece and not is_small_talk(piece))


def _paragraph(reading: Reading, start: int) -> str | None:
    """Give what is shared from here on, up to a blank line."""
    return _enough(_flat(reading.own_text[slice(*_share(reading, start))]), FEWEST_LABELLED)


def _plain_paragraph(reading: Reading, start: int) -> str | None:
    """Give what is shared from here on, unless something in it is asked, or to be asked about."""
    return None if reading.asks(_share(reading, start)) else _paragraph(reading, start)


def _share(reading: Reading, start: int) -> Span:
    """Give what is shared from here on: it ends before a blank line and before a line of its own."""
    end = _end_of_share(reading, start)
    blank = reading.own_text.find("\n\n", start, end)
    return start, end if blank < 0 else blank


def _words_from(reading: Reading, start: int) -> int:
    """Give where words begin again."""
    return len(reading.own_text) - len(reading.own_text[start:].lstrip())


def _end_of_share(reading: Reading, start: int) -> int:
    """Find the next line that is of its own: another label, or one that was read as a whole."""
    read = {rule.span for rule in reading.rules if rule.id == ENDS_SHARE}
    ends = (
        each.span[0]
        for each in segments(reading.own_text)
        if each.span[0] > start and (each.keyword or each.span in read or begins_share(each.text))
    )
    return next(ends, len(reading.own_text))


def _label_of_take_away(reading: Reading) -> Span | None:
    """Give where the line that says what its writer takes with them begins, and where its label ends."""
    found = ((each, _LEAD.match(each.text)) for each in segments(reading.own_text) if not each.keyword)
    return next(((each.span[0], each.span[0] + label.end()) for each, label in found if label), None)


def _says_more(reading: Reading) -> bool:
    """Tell whether there is more than an answer for us."""
    return bool(reading.commands or reading.met or reading.attendance or reading.follow_ups)


def _plain(shared: str, language: str, fewest: int, names: Iterable[str]) -> str | None:
    """Give words that can be meant for others: about nobody, and in a language whose requests we know."""
    english = language.lower().startswith("en")
    if not english or is_about(names, shared) or share_cues.FOR_A_PERSON.search(words(shared)):
        return None
    return _enough(shared, fewest)


def is_about(names: Iterable[str], shared: str) -> bool:
    """Tell whether words name somebody of the circle."""
    return bool({part for name in names for part in words(name).split()} & set(words(shared).split()))


def _speaks_of(topic: str, shared: str) -> bool:
    """Tell whether words take up two of a topic's, or one of its title, which is its first line."""
    mine, title = _stems(shared), _stems(topic.partition("\n")[0])
    return bool(mine & title) or len(mine & _stems(topic)) > 1


def _stems(text: str) -> set[str]:
    """Give the words that say something, without their endings."""
    said = re.findall(r"\w+", share_cues.COMMON.sub(" ", words(text)))
    return {re.sub(r"(?<=\w{3})(?:ing|ed|es|s|e)$", "", word) for word in said if len(word) > FEWEST_MARKED}


def _enough(shared: str, fewest: int) -> str | None:
    shared = shared.strip(" \t\n-–—,;:/")
    says = len(shared.split()) >= fewest and not NOTHING.fullmatch(words(shared))
    return shared[:LONGEST] if says else None


def _flat(text: str) -> str:
    return " ".join(text.split())
