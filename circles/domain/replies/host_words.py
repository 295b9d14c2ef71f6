"""What the host makes of the topic mail in reply to its draft: questions by number, and words at its head.

Numbered lines are questions. Other words are the host's own where every sentence speaks to everyone and
not of its writer ("Bring a photo"), but not where they may be meant for us, are about another member, stand
beside a no or maybe, whose reason they may be, or only say that the mail is fine.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from circles.domain.replies import host_cues
from circles.domain.replies.courtesies import says_nothing
from circles.domain.replies.labels import begins, pieces
from circles.domain.replies.languages import alternatives, any_of, words
from circles.domain.replies.lead_cues import OK_THANKS
from circles.domain.replies.segments import Segment
from circles.domain.replies.sharing import is_about, is_small_talk
from circles.domain.replies.values import DOUBT, QUESTION, Context, Reading
from circles.domain.words import Rsvp

_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s+(?P<question>\S.*)", re.DOTALL)
_ANSWERS = ("command.", "swap.unknown", "rsvp.yes", "rsvp.no", "rsvp.maybe", "met.", "attendance.")
"""Rules whose words are no part of what the circle reads: commands and one-word answers."""
_FOR_US = any_of(
    r"""
        (?:can|could|may|might|would|should|shall|must) (?:i|we|you) (?:\w+ ){0,3}(?:change|move|swap|skip)
        (?:can|could|may|might|would|should|shall|must) (?:i|we|you) (?:\w+ ){0,3}(?:cancel|host|help|topic)
        (?:can|could|may|might|would|should|shall|must) (?:i|we|you) (?:\w+ ){0,3}(?:tell|send) me
        (?:change|move|swap|cancel|reschedule|postpone)
        i(?:'d| would) (?:rather|prefer) (?:not|someone|somebody|another)
        i (?:do not|don't|cannot|can't) (?:want|wish|like) (?:to )?(?:host|lead|do|this|the topic|talk)
        someone else|somebody else|organi[sz]ers?|between us|private(?:ly)?|confidential
        not for (?:the )?(?:others|circle|group|everyone)|(?:do not|don't) (?:share|tell|pass|forward|publish)
        unsubscribe|complain\w*|(?:does not|doesn't|did not|didn't) work
    """
)
_ASKED_OF_US = re.compile(
    r"(?i)(?:can|could|may|should|shall|must|is|are|was|were|will|would|do|does|did|has|have)"
    r" (?:i|we|you|it|there|this|that|the|everyone|everybody|anybody|anyone|all|he|she|they)\b"
    r"|(?:who|when|where|how many) (?:is|are|will|do|does)\b|how do i\b"
)
_SENTENCE = re.compile(r"[^.!?\n]+\?+")
_STOP = re.compile(r"(?<=[.!?])\s+|\n+")
_ANOTHER_TIME = any_of(host_cues.ANOTHER_TIME)
_FINE = re.compile(
    r"(?:(?:"
    + alternatives(r"""
        hi|hello|hey|ok|okay|yes|yep|sure|thanks|many thanks|thank you|thx|cheers|so much|very much|a lot
        (?:it |that |this |all |the mail |the topic |the questions )?(?:looks?|sounds?|reads?|is|are)
        (?:it's|that's|they're|all|just|really|very|absolutely|so|me|to me|for me|by me)
        good|great|fine|perfect|lovely|nice|well|right|excellent|wonderful|super
        as (?:it|they) (?:is|are|stands?)|like (?:this|that)|go ahead|go for it
        no (?:change|changes|need)|nothing to (?:change|add)|nothing from me|please|i like it|love it
        i(?:'m| am) (?:happy|fine|good) (?:with (?:it|that|this))?
        (?:send|leave|keep|take) (?:it|them|this)
    """)
    + r") ?)+"
)


@dataclass(frozen=True)
class HostWords:
    """What a reply makes of the topic mail; paragraphs of `words` are parted by a blank line."""

    questions: tuple[str, ...] = ()
    words: str = ""
    is_fine: bool = False
    """The reply says that the mail should go as it is."""
    withheld: bool = False
    """There are words beside that the circle should not read, or not without being asked about."""


def is_question(segment: Segment, own_text: str, context: Context) -> bool:
    """Tell whether a line is a question for the topic mail, and so says nothing else."""
    return context.kind == "topic-draft" and _NUMBERED.match(own_text, segment.span[0]) is not None


def host_words(
    reading: Reading, others: Iterable[str] = (), language: str = "en", name: str = ""
) -> HostWords:
    """Give the questions and words of a reply to the draft of a topic mail; `others` are members by name.

    A line that is a courtesy or the name of its writer, in their language, is neither.
    """

    def is_beside(text: str) -> bool:
        return says_nothing(text, language, name)

    asked, said = _parts(reading, is_beside)
    plain = words(said)
    if not plain:
        return HostWords(asked, is_fine=not reading.commands and is_small_talk(reading.own_text))
    if _FINE.fullmatch(plain) or OK_THANKS.fullmatch(plain):
        return HostWords(asked, is_fine=not reading.commands)
    unsure = any(rule.confidence <= DOUBT and rule.id != QUESTION for rule in reading.rules)
    unsure = unsure or any(removed.rule == "cap" for removed in reading.removed)  # what is left is not all
    beside = reading.rsvp in {Rsvp.NO, Rsvp.MAYBE} or unsure
    for_us = _FOR_US.search(plain) or _ANOTHER_TIME.search(plain) or is_about(others, said)
    if (
        beside
        or for_us
        or not _is_for_all(said, is_beside)
        or any(_ASKED_OF_US.match(each.group().strip()) for each in _SENTENCE.finditer(said))
    ):
        return HostWords(asked, withheld=True)
    return HostWords(asked, said)


def _is_for_all(said: str, is_beside: Callable[[str], bool]) -> bool:
    """Tell whether every sentence speaks to everyone, or is a kind word beside one that does."""
    each = [words(sentence) for sentence in _STOP.split(said) if words(sentence)]
    to_all = [any(_speaks_to_all(sentence, name) for name in host_cues.TO_ALL) for sentence in each]
    kind = [is_small_talk(one) or is_beside(one) or _FINE.fullmatch(one) is not None for one in each]
    return any(to_all) and all(meant or beside for meant, beside in zip(to_all, kind, strict=True))


def _speaks_to_all(sentence: str, name: str) -> bool:
    to_all, of_writer = _cues(name)
    begins = to_all.match(sentence)
    return begins is not None and not of_writer.search(sentence, begins.end())


@cache
def _cues(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    begins = re.compile(rf"(?:{alternatives(host_cues.TO_ALL[name])})(?![\w'])")
    return begins, any_of(host_cues.OF_WRITER[name])


def _parts(reading: Reading, is_beside: Callable[[str], bool]) -> tuple[tuple[str, ...], str]:
    """Part the numbered lines, with those they go on in, from the other words that no command has taken."""
    asked: list[str] = []
    said, last, in_question, in_label = "", -2, False, False
    for segment in pieces(reading.own_text):
        text, follows = _free(segment, reading), segment.line <= last + 1
        in_label = begins(segment) is not None or (in_label and follows)
        if in_label or is_beside(text):  # the first is shared as its label says
            text = ""
        numbered = _NUMBERED.fullmatch(text)
        in_question = bool(numbered) or (in_question and follows and bool(text))
        if numbered:
            asked.append(_flat(numbered["question"]))
        elif in_question:
            asked[-1] += f" {_flat(text)}"
        elif text:
            said += ("" if not said else " " if follows else "\n\n") + _flat(text)
        last = segment.line
    return tuple(asked), said


def _free(segment: Segment, reading: Reading) -> str:
    """Give the words of a line that are neither a command nor an answer."""
    if segment.keyword:
        return ""
    start, end = segment.span
    for rule in reading.rules:
        if rule.span and rule.id.startswith(_ANSWERS) and rule.span[0] <= start < rule.span[1]:
            start = min(end, rule.span[1])
    return reading.own_text[start:end].lstrip(" \t,;:.!–—-" if start > segment.span[0] else " \t")


def _flat(text: str) -> str:
    return " ".join(text.split())
