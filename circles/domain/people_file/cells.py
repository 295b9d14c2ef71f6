"""One cell of a table: without what nobody sees, and harmless to a spreadsheet."""

import re

_FORMULA = re.compile(r"[=+\-@\t\r]|'[=+\-@\t\r']")
_NEUTRALISED = re.compile(r"'[=+\-@\t\r']")
# Control characters, soft hyphens, zero-width spaces, byte order marks, marks that set the direction of text.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
# Zero-width joiners, but for those between letters beyond ASCII: Persian and Malayalam names are written so.
_JOINERS = re.compile(r"(?<![^\x00-\x7f\s])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f\s])")


def neutralise(cell: str) -> str:
    """Put `'` before what a spreadsheet would take for a formula; `restore` takes exactly that away."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """Take away what `neutralise` put; a name such as 't Hooft stays."""
    return cell[1:] if _NEUTRALISED.match(cell) else cell


def clean(cell: str) -> str:
    """Give the text that is seen: no invisible characters, any run of blanks or line ends a single blank."""
    return " ".join(_JOINERS.sub("", _UNSEEN.sub("", cell)).split())


def items(cell: str) -> tuple[str, ...]:
    """Split a list cell at `;` and line ends; blanks and repetitions go."""
    parts = dict.fromkeys(clean(part) for part in re.split(r"[;\r\n]", cell))
    return tuple(filter(None, parts))
