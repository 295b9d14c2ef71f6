"""Sentences of the own text, one at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from circles.domain.replies.languages import alternatives, straight, words
from circles.domain.replies.segments import Segment
from circles.domain.replies.values import Span

_SENTENCE = re.compile(
    r"[^.!?;\n]*(?:(?:\.(?=\w)|(?<=\b[A-HJ-Z])\.|(?<=\b[MD][rs])\.|(?<=\bMrs)\.|(?<=\b[Nn][or])\.(?= ?\d)"
    r"|[.!](?= (?:[Ee]xcept|[Aa]part from)\b))"
    r"[^.!?;\n]*)*[.!?;]*"
)

_QUOTATION = re.compile(r"\"[^\"\s]+\s[^\"]*\"|[“„«][^“”„«»\s]+\s[^“”„«»]*[“”»]")

# As people type on phones.
_SPELLINGS = {
    "ther": "there",
    "tomorow": "tomorrow",
    "tommorow": "tomorrow",
    "tommorrow": "tomorrow",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "coudn't": "couldn't",
    "b": "be",
    "thx": "thanks",
    "thnx": "thanks",
    "tnx": "thanks",
    "sry": "sorry",
    "soz": "sorry",
    "pls": "please",
    "plz": "please",
    "tho": "though",
    "deffo": "definitely",
    "defo": "definitely",
    "def": "definitely",
    "fwd": "forward",
    "thr": "there",
    "appt": "appointment",
    "hols": "holiday",
    "unfort": "unfortunately",
    "cos": "because",
    "im": "i'm",
    "ive": "i've",
    "wil": "will",
    "thurs": "thursday",
    "thur": "thursday",
    "weds": "wednesday",
    "tues": "tuesday",
    "w/": "with",
    "u": "you",
    "thu": "thursday",
    "mtg": "meeting",
    "bc": "because",
    "cuz": "because",
}


_NO_APOSTROPHE = re.compile(r"(ca|wo|do|does|did|is|are|was|were|has|have|had|could|would|should)nt")
# Long words that people mistype, and how much of one must be right; the first letter always is.
_LONG = alternatives("""
    unfortunately|definitely|tomorrow|thursday|wednesday|tuesday|saturday|meeting|coming|attending|holiday
    sorry|everyone|everybody|available|tonight|because|morning|evening|afternoon
""").split("|")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
"""Noooo, yesss."""
_LIKE_ENOUGH, _SHORTEST = 84, 5


def spelled(word: str) -> str:
    """Give the usual spelling of a word, its punctuation kept."""
    bare = word.strip(".,;:!?()").casefold()
    usual = _usual(bare)
    return word if usual == bare else word.casefold().replace(bare, usual)


@lru_cache(maxsize=4096)
def _usual(bare: str) -> str:
    """Give the usual spelling of a word: of short forms, without its apostrophe, with a slip of the pen."""
    bare = _DRAWN_OUT.sub(r"\1", bare)
    if bare in _SPELLINGS:
        return _SPELLINGS[bare]
    if found := _NO_APOSTROPHE.fullmatch(bare):
        return f"{found[1]}n't"
    if len(bare) < _SHORTEST or not bare.isalpha():
        return bare
    likely = [
        known
        for known in _LONG
        if known[0] == bare[0]
        and not bare.startswith(known)
        and not known.startswith(bare)
        and fuzz.ratio(bare, known) >= _LIKE_ENOUGH
    ]
    return likely[0] if len(likely) == 1 else bare


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: as typed, its words, and where it stands."""

    text: str
    said: str
    span: Span

    @property
    def asks(self) -> bool:
        return "?" in self.text

    @property
    def plain(self) -> str:
        """The sentence with straight apostrophes and single spaces, its punctuation kept."""
        return " ".join(spelled(word) for word in straight(self.text).split())

    def unquoted(self) -> "Sentence":
        """Leave out what is quoted of somebody, where more is said than that; a place stays a place."""
        text = _QUOTATION.sub(lambda quoted: '"' + " " * (len(quoted.group()) - 2) + '"', self.text)
        return Sentence(text, _said(text), self.span) if words(text) and text != self.text else self

    def pieces(self) -> Iterator[str]:
        """Give the words between two marks of punctuation, as `said` gives those of the whole."""
        return filter(None, map(_said, re.split(r"[,;()–—]|:(?!\d)|\s-+\s", self.text)))

    def after(self, count: int) -> "Sentence":
        """Give what follows the first `count` words."""
        lead = re.match(rf"\W*(?:[\w'’]+\W+){{{count - 1}}}[\w'’]+[\s,;:.!–—-]*", self.text)
        start = lead.end() if lead else 0
        return Sentence(self.text[start:], words(self.text[start:]), (self.span[0] + start, self.span[1]))


def sentences(segment: Segment) -> Iterator[Sentence]:
    """Cut a segment at full stops, exclamation and question marks."""
    offset = segment.span[1] - len(segment.text)
    for match in _SENTENCE.finditer(_QUOTATION.sub(_without_stops, segment.text)):
        text = segment.text[match.start() : match.end()]
        if text.strip():
            yield Sentence(text, _said(text), (offset + match.start(), offset + match.end()))


def _without_stops(quotation: re.Match[str]) -> str:
    """Let a quotation be part of one sentence, which ends with it where its own last one does."""
    text, last = quotation.group(), quotation.group()[-2:]
    inner = re.sub("[.!?]", ",", text[:-2])
    return inner + (last[::-1] if last[0] in ".!?" else last)


_SKIN = "[\U0001f3fb-\U0001f3ff\ufe0f\\s]*"
_THUMBS = re.compile(f"\\s*(?:(?P<up>(?:\U0001f44d{_SKIN})+)|(?:\U0001f44e{_SKIN})+)")


def _said(text: str) -> str:
    """Give the words of a text; a thumb alone, of whatever skin, is the word it stands for."""
    thumb = _THUMBS.fullmatch(text)
    if thumb:
        return "yes" if thumb["up"] else "no"
    return " ".join(spelled(word) for word in words(text).split())
