"""A mail as lines, each with how deeply it is quoted."""

import re
from dataclasses import dataclass

MOST_CHARACTERS = 64 * 1024
MOST_LINES = 1_000
MOST_LINE_CHARACTERS = 1_000

_QUOTED = re.compile(r"[ \t]?(?:>[ \t]?)+")
_QUOTED_BY_INITIALS = re.compile(r"[ \t]?[A-Z]{1,3}(?:>[ \t])+")  # The Bat puts those of the quoted person
_BETWEEN_ARROWS = re.compile(r">>> .*\S >>>")  # GroupWise's attribution


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its quote prefix; `mark` is the rule by which a client's markup says what it is."""

    text: str
    depth: int = 0
    mark: str | None = None

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def cap(text: str) -> tuple[str, str]:
    """Split a text into what is read and the rest: no rule below may be asked to look at more."""
    kept = "\n".join(
        line[:MOST_LINE_CHARACTERS] for line in text[:MOST_CHARACTERS].split("\n", MOST_LINES)[:MOST_LINES]
    )
    return kept, text[len(kept) :]


def from_text(text: str) -> list[Line]:
    """Read the `>` of plain text as depth; initials before it count only where somebody "wrote:" above."""
    lines, attributed = [], False
    for raw in text.replace("\xa0", " ").splitlines():
        lines.append(_line(raw.rstrip(), attributed=attributed))
        attributed |= raw.rstrip().endswith(":")
    return lines


def _line(raw: str, *, attributed: bool) -> Line:
    if _BETWEEN_ARROWS.fullmatch(raw):
        return Line(raw)
    prefix = _QUOTED.match(raw) or (attributed and _QUOTED_BY_INITIALS.match(raw))
    return Line(raw[prefix.end() :], prefix.group().count(">")) if prefix else Line(raw)
