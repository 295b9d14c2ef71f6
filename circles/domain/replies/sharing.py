"""Words that are meant for others: a thought for a meeting, what one takes with them, thanks for a note.

A thought says that it is one, or names a question and speaks in its words. Whether other words are for the
circle nobody but their writer can tell: they are not shared, and the answer shows the line that would.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from circles.domain.replies import privacy_cues, share_cues
from circles.domain.replies.labels import TAKE_AWAY, THOUGHT, Share, begins, pieces, shares
from circles.domain.replies.languages import NOTHING, words
from circles.domain.replies.lead_cues import OK_THANKS
from circles.domain.replies.segments import Segment, segments
from circles.domain.replies.values import Reading, Span
from circles.domain.words import MeetingState, Rsvp

LONGEST = 1000
"""Characters that are kept."""
FEWEST, FEWEST_BESIDE_NO, FEWEST_MARKED, FEWEST_LABELLED = 6, 8, 2, 1
"""Words that make a thought; beside a no, where they may be its reason; where it says that it is one; and
after a label of its own, which any word answers but "nothing"."""

_THOUGHT = re.compile(
    r"(?i)(?:^|[.\n,;:!]\s*|\b(?:but|and|so) )(?:here(?:['’]s| is) |(?:with )?)"
    r"(?:my |a |one |the )?thoughts?(?: (?:on|for|about) [\w ]{1,30}?)?"
    r"(?: (?:is|would be)(?: that)?\b|\s*[–—-])\s*"
)
_TAKES = re.compile(
    r"(?i)\b(?:i(?:['’]ll| will)? (?:take|took)(?: \w+){0,3} (?:with me|away|home)|take with (?:me|us)"
    r"|take-?aways?|one thing|i(?:['’]ve| have)? learn(?:ed|t)|(?:key |my )?learning|(?:my |biggest )?insight"
    r"|sta(?:ys|yed) with me|struck me|i(?:['’]ll| will) remember)\b"
)
_NUMBERED = re.compile(
    r"(?i)\b(?:(?:question|number|no\.|q) ?(?:\d|one|two|three|four)"
    r"|(?:first|second|third|fourth|last) question)\b"
)


def thought(reading: Reading, language: str, topic: str = "", names: Iterable[str] = ()) -> str | None:
    """Give what a reply to a topic brings along to the meeting, or None.

    `topic` is what the mail said of it, `names` those of the circle's people.
    """
    if asks_for_privacy(reading.own_text):
        return None
    if labelled(reading, THOUGHT):
        return marked_thought(reading)
    marked = _THOUGHT.search(reading.own_text)
    if marked and not _says_more(reading):
        return _paragraph(reading, marked.end())
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
    return shared if names_question(reading.own_text) and _speaks_of(topic, shared) else None


def marked_thought(reading: Reading) -> str | None:
    """Give what follows "Thought:", in a reply to any mail; or None."""
    return _enough(_joined(share.text for share in kept(reading, THOUGHT)), FEWEST_LABELLED)


def take_away(reading: Reading, names: Iterable[str] = ()) -> str | None:
    """Give what a reply about a meeting that was says its writer takes with them, or None."""
    if reading.met is MeetingState.NOT_HELD or asks_for_privacy(reading.own_text):
        return None
    kinds = {share.kind for share in shares(reading)}
    if TAKE_AWAY in kinds:
        words_of = (beside(reading, share.span) for share in kept(reading, TAKE_AWAY))
        return _enough(_joined(words_of), FEWEST_LABELLED)
    if kinds or reading.commands or reading.asks() or not tells_of_take_away(reading.own_text):
        return None
    shared = beside(reading)
    if share_cues.FOR_A_PERSON.search(words(shared)) or is_about(names, shared):
        return None
    return _enough(shared, FEWEST_MARKED)


def labelled(reading: Reading, kind: str | None = None) -> list[Share]:
    """Give the words that say what they are, all or those of a kind."""
    return [share for share in shares(reading) if kind in {None, share.kind} and _says(share)]


def kept(reading: Reading, kind: str) -> list[Share]:
    """Give the labelled words of a kind that nobody has to be asked about.

    None of them, where anything in the mail is to be kept private: nobody can tell which.
    """
    if asks_for_privacy(reading.own_text):
        return []
    each = labelled(reading, kind)
    private = share_cues.FOR_A_PERSON if kind == TAKE_AWAY else None
    return [share for share in each if not (share.asked or (private and private.search(words(share.text))))]


def asks_for_privacy(text: str) -> bool:
    """Tell whether a mail asks, anywhere and in any language, to keep something private."""
    text = privacy_cues.ASIDE.sub(_without_label, _without_advice(text))
    clauses = [words(clause) for clause in privacy_cues.CLAUSE.split(text)]
    if any(privacy_cues.PRIVATE_ALONE.fullmatch(clause) for clause in clauses):
        return True
    return any(privacy_cues.KEEPS_PRIVATE.search(each) for each in (words(text), *clauses))


def _without_advice(text: str) -> str:
    """Leave out "don't share bad news on a Friday" where it is all that is said to others."""
    each = [*pieces(text)]
    begun = [place for place, piece in enumerate(each) if _is_for_others(piece)]
    if len(begun or each) != 1:
        return text
    first, *below = each[begun[0] :] if begun else each
    label = begins(first)
    said = first.text[label.end if label else 0 :] or (below.pop(0).text if below else "")
    goes_on = bool(below) and below[0].line == first.line + 1 and len(below[0].text.split()) > FEWEST_MARKED
    is_advice = not goes_on and said and _is_advice(said, is_note=first.keyword is not None)
    return text.replace(said, "", 1) if is_advice else text


def _is_advice(said: str, *, is_note: bool) -> bool:
    """Tell advice from a request, which says please, if not to the circle, or speaks of somebody by name."""
    clause = _one_clause(said)
    is_asked = not is_note and privacy_cues.ASKED.search(clause)
    nouns = privacy_cues.GERMAN_NOUN.sub(r"\1 ", said)
    return bool(privacy_cues.ADVICE.fullmatch(clause)) and not (is_asked or privacy_cues.NAME.search(nouns))


def _one_clause(text: str) -> str:
    """Give the words of a text that is one clause, or none."""
    said = [clause for clause in map(words, privacy_cues.CLAUSE.split(text)) if clause]
    return said[0] if len(said) == 1 else ""


def _is_for_others(piece: Segment) -> bool:
    return begins(piece) is not None or piece.keyword in {"about", "circle"}


def _without_label(aside: re.Match[str]) -> str:
    """Take off "For you only:", which speaks of the words of its own paragraph and of no others."""
    is_for_us = privacy_cues.FOR_YOU.fullmatch(words(aside["label"]))
    return f"\n\n{aside['rest']}" if is_for_us else aside[0]


def may_share(text: str) -> bool:
    """Tell whether a mail holds words that say that they are for the circle."""
    return _THOUGHT.search(text) is not None or any(map(_is_for_others, pieces(text)))


def names_question(text: str) -> bool:
    """Tell whether words name a question of the topic, "question 2"."""
    return _NUMBERED.search(text) is not None


def tells_of_take_away(text: str) -> bool:
    """Tell whether words, with a label or without, are of what their writer takes with them."""
    return _TAKES.search(text) is not None


def may_be_thought(reading: Reading) -> str | None:
    """Give words beside an answer, or without one, that are too many to be nothing; their writer may say."""
    if "?" in reading.own_text or reading.commands or asks_for_privacy(reading.own_text):
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
        start, end = max(segment.span[0], first), segment.span[1]
        if segment.keyword or end <= first:
            continue
        for from_, to in sorted(read):
            if from_ < end and start < to:
                pieces.append(text[start : max(start, from_)])
                start = max(start, to)
        pieces.append(text[start:end] if start < end else "")
    kept = (_flat(piece) for piece in pieces)
    return " ".join(piece for piece in kept if piece and not is_small_talk(piece))


def unlabelled(reading: Reading) -> str:
    """Give the words beside that follow no label either."""
    text = reading.own_text
    begun = [piece.span[0] for piece in pieces(text) if begins(piece)]
    for start, share in zip(begun, shares(reading), strict=True):
        end = share.span[1]
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return beside(replace(reading, own_text=text))


def _paragraph(reading: Reading, start: int) -> str | None:
    """Give what a sentence calls a thought, up to a blank line, unless something in it is to be asked."""
    blank = reading.own_text.find("\n\n", start)
    end = len(reading.own_text) if blank < 0 else blank
    shared = _flat(reading.own_text[start:end])
    return None if reading.asks((start, end)) else _enough(shared, FEWEST_LABELLED)


def _says(share: Share) -> bool:
    return _enough(share.text, FEWEST_LABELLED) is not None


def _joined(texts: Iterable[str]) -> str:
    """Put labelled words of a kind together, each as a sentence or a part of one."""
    joined = ""
    for text in filter(None, texts):
        between = " " if joined.endswith((".", "!", "…", "”", '"', ")")) else "; "
        joined += f"{between if joined else ''}{text}"
    return joined


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
