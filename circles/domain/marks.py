"""Links and emphasis inside a line: all that the words of a guide may carry beside themselves.

`[words](https://...)` and a bare address are links, `*words*` and `**words**` stand out; everything else is
what it looks like. Whoever shows a piece escapes it: nothing here is ever HTML.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from circles.domain.tongue import say

_ADDRESS = r"https?://(?:[^\s<>\"()\[\]*]|\([^\s<>\"()\[\]*]*\)){1,500}"
_MARK = re.compile(
    rf"(?<!!)\[(?P<words>[^\[\]]{{1,200}})\]\((?P<to>{_ADDRESS})\)"
    rf"|(?P<bare>{_ADDRESS}(?<![.,;:!?'’]))"
    r"|\*\*(?P<strong>[^*\s](?:[^*]{0,300}[^*\s])?)\*\*"
    r"|\*(?P<emphasis>[^*\s](?:[^*]{0,300}[^*\s])?)\*"
)
_IMAGE = re.compile(r"!\[[^\]]{0,200}\]\([^)]{0,500}\)?")
_TAG = re.compile(r"</?[a-zA-Z!?][^>]{0,60}>?")
_NO_LINK = re.compile(r"\[[^\[\]]{0,200}\]\([^)]{0,500}\)?")
_HOST = re.compile(r"(?i)(?:[\w-]+\.)+[a-z]{2,}")


@dataclass(frozen=True)
class Piece:
    """Some words, where they lead to ("" for nowhere), and whether they stand out."""

    words: str
    link: str = ""
    emphasis: bool = False
    strong: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """Cut a text at its marks; a link that would mislead its reader stays the words it is."""
    at = 0
    for mark in _MARK.finditer(text):
        piece = _piece(mark)
        if piece is not None:
            if mark.start() > at:
                yield Piece(text[at : mark.start()])
            yield piece
            at = mark.end()
    if at < len(text):
        yield Piece(text[at:])


def plain(text: str) -> str:
    """Write a text for readers without formats: the address of a link follows its words."""
    return "".join(_plain(piece) for piece in pieces(text))


def fault(text: str) -> str:
    """Say what of a text can't be shown as it was meant, and what to do; "" where all can."""
    if image := _IMAGE.search(text):
        return say(
            "expected words or a link, found the picture “{found}”. Link to it instead.", found=image.group()
        )
    if tag := _TAG.search(text):
        return say(
            "expected words, found the HTML “{found}”. Write it without {opens} and {closes}.",
            found=tag.group(),
            opens="<",
            closes=">",
        )
    for link in _NO_LINK.finditer(text):
        mark = _MARK.match(text, link.start())
        if mark is None or not mark["to"] or _host(mark["to"]) is None:
            return say(
                "expected a link such as {example}, found “{found}”. Mend it.",
                example="[words](https://example.org)",
                found=link.group(),
            )
        if _misleads(mark["words"], mark["to"]):
            return say(
                "expected a link whose words say what it is, found “{words}” that leads to {to}. Use other"
                " words, or the address alone.",
                words=mark["words"],
                to=mark["to"],
            )
    return ""


def _host(address: str) -> str | None:
    """Give the host an http(s) address leads to; None for none, or one that hides behind a name before @."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.hostname if parts.hostname and "@" not in parts.netloc else None


def _piece(mark: re.Match[str]) -> Piece | None:
    if mark["strong"] or mark["emphasis"]:
        return Piece(
            mark["strong"] or mark["emphasis"], emphasis=bool(mark["emphasis"]), strong=bool(mark["strong"])
        )
    address = mark["to"] or mark["bare"]
    if _host(address) is None or (mark["words"] and _misleads(mark["words"], address)):
        return None
    return Piece((mark["words"] or "").strip() or address, link=address)


def _misleads(words: str, address: str) -> bool:
    """Tell whether the words of a link name another host than the one it leads to."""
    host = _host(address) or ""
    words = unicodedata.normalize("NFKC", words).replace("。", ".")  # what looks like a dot counts as one
    named = {found.lower().removeprefix("www.") for found in _HOST.findall(words)}
    return any(host.removeprefix("www.") != name and not host.endswith(f".{name}") for name in named)


def _plain(piece: Piece) -> str:
    if piece.link:
        return piece.link if piece.words == piece.link else f"{piece.words} ({piece.link})"
    stars = "**" if piece.strong else "*" if piece.emphasis else ""
    return f"{stars}{piece.words}{stars}"
