"""Words that say what they are: "Thought: ...", "I take with me: ...", and how far each of them reaches.

A labelled word reaches to the end of its paragraph, the next label, the next keyword or the first line below
that is read as a command or an answer (`own_lines`). Nothing below a label is the first line of a mail.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from circles.domain.replies.languages import alternatives
from circles.domain.replies.segments import Segment, segments
from circles.domain.replies.values import Reading, Span

THOUGHT, TAKE_AWAY = "thought", "take-away"
OWN_LINE = "share.own-line"
"""The rule of a line below a label that was read as a whole, so is no part of what is shared."""
_WORDS_FOR_IT = alternatives("""
    (?:my )?thoughts?
    (?:meine? )?gedanken?|(?:ma |mes )?pensées?|(?:mi )?pensamientos?|(?:il mio )?pensier[io]
    (?:o meu |meu )?pensamentos?|(?:mijn )?gedachten?|(?:min )?tank(?:e|ar)|ajatu(?:s|kseni|kset)
    (?:moja )?myśli?
""")
TAKEN_ALONG = alternatives("""
    (?:das )?(?:ich )?nehme (?:ich )?mit|mitgenommen|(?:ce que )?(?:je retiens|j['’]emporte)
    (?:lo que )?me llevo|(?:che cosa )?mi porto via|levo comigo|(?:dit )?(?:ik neem mee|neem ik mee)
    (?:det )?(?:jeg tager med|tager jeg med)(?: mig)?|(?:det )?(?:jag tar med|tar jag med)(?: mig)?
    (?:det )?(?:jeg tar med|tar jeg med)(?: meg)?|otan mukaani|vien mukanani|zabieram ze sobą
""")
"""What one takes with them, before a colon."""
_TAKE_AWAY = (
    r"(?:the )?(?:one thing )?(?:that )?"
    r"(?:i(?:['’]ll)? take (?:with me|away|home)|(?:my )?take-?away|one thing)(?: is(?: that)?)?"
)
_BEGINS = r"(?:^\W*(?:\d{1,2}[.)]\s+)?|(?<=[.!;:])\s+)"
_LABEL = re.compile(
    rf"(?i){_BEGINS}(?:(?P<thought>{_WORDS_FOR_IT})\s*[:：]|(?:{TAKEN_ALONG})\s*[:：]|{_TAKE_AWAY}\s*[:：])\s*"
    rf"|^{_TAKE_AWAY}\s*[–—-]\s*"
    r"|(?:[,;:!]\s*|\b(?:but|and|so) )(?:here(?:['’]s| is) |(?:with )?)"
    r"(?P<beside>(?:my |a |one |the )?thoughts?(?: (?:on|for|about) [\w ]{1,30}?)?)\s*[:：]\s*"
    r"|(?:^|(?<=[.!?])\s+)(?:here(?:['’]s| is) |(?:with )?)"
    r"(?P<begins>(?:my |a |one |the )?thoughts?(?: (?:on|for|about) [\w ]{1,30}?)?)\s*[:：]\s*"
)
_JOINT = re.compile(r"(?i)^[\s,;:!]*(?:(?:but|and|so)\s+)?")
"""What joins a label to the words before it."""
_BULLET = re.compile(r"^(?:[-*•·–]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Label:
    """What follows is a thought, or what its writer takes with them; where it begins."""

    kind: str
    end: int


@dataclass(frozen=True, slots=True)
class Share:
    """Words below a label, as they are written; `asked` where something in them is for a person to answer."""

    kind: str
    text: str
    span: Span
    asked: bool


def begins(piece: Segment) -> Label | None:
    """Give the label that a piece of the own text begins with."""
    found = _LABEL.search(piece.text) if piece.keyword is None else None
    if found is None or found.start():
        return None
    is_thought = any(found[each] for each in ("thought", "beside", "begins"))
    return Label(THOUGHT if is_thought else TAKE_AWAY, found.end())


def cut(segment: Segment) -> Iterator[Segment]:
    """Cut a line before each of its labels: what stands before them is read as if it stood alone."""
    if segment.keyword:  # its text is what follows that
        yield segment
        return
    labels = _LABEL.finditer(segment.text)
    at, offset = 0, segment.span[0]
    for end in [*(label.start() for label in labels if label.start()), len(segment.text)]:
        text = segment.text[at:end].rstrip()
        said = _JOINT.sub("", text) if at else text
        upto = offset + at + len(text)
        yield replace(segment, text=said, span=(upto - len(said), upto))
        at = end


def is_listed(text: str) -> bool:
    """Tell whether a line is an item of a list."""
    return _BULLET.match(text) is not None


def is_bulleted(text: str) -> bool:
    """Tell whether a line is an item of a list that counts nothing."""
    return is_listed(text) and not text[0].isdigit()


def without_bullet(text: str) -> str:
    """Give an item without its bullet."""
    return _BULLET.sub("", text, count=1)


def pieces(own_text: str) -> Iterator[Segment]:
    """Give the own text line by line, and each label with a piece of its own."""
    for segment in segments(own_text):
        yield from cut(segment)


def shares(reading: Reading) -> tuple[Share, ...]:
    """Give what follows each label, in order, be it nothing."""
    own = {rule.span for rule in reading.rules if rule.id == OWN_LINE}
    found: list[tuple[str, int, int]] = []
    reaches, last = False, 0
    for piece in pieces(reading.own_text):
        begun = begins(piece)
        if begun:
            found.append((begun.kind, piece.span[0] + begun.end, piece.span[1]))
        elif reaches and not piece.keyword and piece.span not in own:
            kind, start, end = found[-1]
            reaches = piece.line <= last + 1 or start >= end
            found[-1] = (kind, start, piece.span[1] if reaches else end)
        else:
            reaches = False
        reaches, last = reaches or begun is not None, piece.line
    return tuple(_share(reading, kind, (start, end)) for kind, start, end in found)


def _share(reading: Reading, kind: str, span: Span) -> Share:
    words = " ".join(reading.own_text[slice(*span)].split())
    return Share(kind, words, span, reading.asks(span))
