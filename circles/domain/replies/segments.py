"""The own text cut into what is read one at a time: lines, and what stands between slashes on one line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from circles.domain.replies.languages import alternatives
from circles.domain.replies.values import Span

KEYWORDS = {
    "came": r"attended|attendees|attendance|came|present|there were",
    "missed": r"missed|missing|absent|not there|no[- ]shows?",
    "met": r"met|we met|did you meet",
    "next": r"next(?: steps?)?|to-?do|to do|action(?: items?| points?)?|follow[- ]?ups?",
    "place": r"place",
    "circle": r"circle",
    "rsvp": r"rsvp|coming",
}
_KEYWORD = re.compile(
    "(?i)"
    + "|".join(rf"(?P<{key}>{words})" for key, words in KEYWORDS.items()).join(
        ("(?:", r")\s*[*_]*\s*[:：]\s*[*_]*\s*")
    )
)
_SLASH = re.compile(r"\s+/\s+")
_BULLET = re.compile(r"\s*(?:[-*•·–]\s+|\d{1,2}[.)]\s+)?[*_]*")
_GREETING = re.compile(
    "(?i)(?:"
    + alternatives("""
        hi|hello|hey|dear|hiya|greetings|good (?:morning|afternoon|evening)|morning
        hallo|liebe[rs]?|guten (?:tag|morgen|abend)|moin|servus
        bonjour|bonsoir|salut|chers?|chères?
        hola|buenos días|buenas (?:tardes|noches)|estimad[oa]s?|querid[oa]s?
        ciao|buongiorno|buonasera|salve|car[oaie]
        olá|oi|bom dia|boa (?:tarde|noite)|car[oa]s?
        beste|dag|goedemorgen|goedemiddag|goedenavond
        hej|hejsan|kære|hei|kjære|god (?:morgen|dag|kveld|aften)
        moi|hyvä|hyvää (?:päivää|huomenta|iltaa)|terve
        cześć|dzień dobry|witam|drogi|droga|szanown[iy]
    """)
    + r")(?:[\s,]+[\w.'’-]+){0,4}\s*[,!.:–—-]*\s*"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line; `keyword` is what it starts with, and `text` is what follows that."""

    text: str
    span: Span
    keyword: str | None = None
    line: int = 0


def segments(own_text: str) -> Iterator[Segment]:
    """Cut a text, leaving out blank lines, greetings and the writer's quotations of others."""
    at = 0
    for number, line in enumerate(own_text.split("\n")):
        if line.strip() and not line.startswith(">") and not _GREETING.fullmatch(line.strip()):
            yield from _pieces(line, at, number)
        at += len(line) + 1


def _pieces(line: str, offset: int, number: int) -> Iterator[Segment]:
    start = 0
    for end, following in [*_cuts(line), (len(line), len(line))]:
        yield _segment(line[start:end], offset + start, number)
        start = following


def _cuts(line: str) -> Iterator[Span]:
    """Find the slashes that a keyword follows; others, in dates and links, are part of the text."""
    for slash in _SLASH.finditer(line):
        if _KEYWORD.match(line, slash.end()):
            yield slash.start(), slash.end()


def _segment(text: str, offset: int, number: int) -> Segment:
    start = _BULLET.match(text)
    words = text[start.end() :] if start else text
    keyword = _KEYWORD.match(words)
    span = (offset + len(text) - len(text.lstrip()), offset + len(text.rstrip()))
    if keyword:
        return Segment(words[keyword.end() :].strip(" \t*_"), span, keyword.lastgroup, number)
    return Segment(text.strip(), span, None, number)
