"""The pieces of a MIME message, read so that no bytes can make it raise or run long."""

import codecs
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

MOST_TEXT_BYTES = 256 * 1024
MOST_HEADER_CHARACTERS = 2_000

# What is declared is not always what is meant: the wider charset reads both.
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949"}
_CHARSETS |= dict.fromkeys(["iso-8859-1", "latin1", "iso8859-1"], "cp1252")  # as browsers do: no C1 is meant
# Python's own, under any of their names: no mail is in them, and the time of some grows with the square.
_NOT_TEXT = {
    "unicode_escape",
    "raw-unicode-escape",
    "unicode-escape",
    "idna",
    "punycode",
    "undefined",
    "mbcs",
    "oem",
}
_CHARSET_NAME = re.compile(r"[\w.:+-]{1,40}", re.ASCII)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # surrogates cannot be stored
_SPACE = re.compile(r"\s+")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_LONG_GAP = re.compile(
    r"[ \t\xa0\u2000-\u200a\u202f\u3000]{25,}"
)  # says no more than a short one, and costs rules dear
_MOST_PARTS = 1_000


def outer_parts(message: Message) -> Iterator[Message]:
    """Walk the tree in order, but not into enclosed messages: what others wrote there is not said here."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        yield part
        if part.get_content_maintype() == "multipart":
            waiting.extend(reversed(children(part)))


def children(part: Message) -> list[Message]:
    """Give what a part holds: the parts of a multipart, an enclosed message, the groups of a report."""
    payload = part.get_payload() if part.is_multipart() else None
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def content(part: Message) -> bytes:
    """Undo the transfer encoding of a leaf."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def text_of(part: Message) -> str:
    """Decode a text part, with LF line ends, RFC 3676 flowed lines joined."""
    raw = content(part)[:MOST_TEXT_BYTES]
    text = _LINE_END.sub("\n", decode(raw, parameter(part, "charset")))
    text = _LONG_GAP.sub(" " * 24, _UNPRINTABLE.sub("", text.removeprefix("\ufeff")))
    if part.get_content_subtype() == "plain" and parameter(part, "format").lower() == "flowed":
        return unflow(text, joined_without_space=parameter(part, "delsp").lower() == "yes")
    return text


def decode(raw: bytes, charset: str) -> str:
    """Decode by the declared charset, else UTF-8, else Windows-1252, else Latin-1, which reads anything."""
    declared = charset.strip().lower()
    for name in (_CHARSETS.get(declared, declared), "utf-8", "cp1252"):
        if _is_charset(name):
            try:
                return raw.decode(name)
            except (LookupError, ValueError):
                continue
    return raw.decode("latin-1")


def _is_charset(name: str) -> bool:
    try:
        return bool(_CHARSET_NAME.fullmatch(name)) and codecs.lookup(name).name not in _NOT_TEXT
    except LookupError:
        return False


def unflow(text: str, *, joined_without_space: bool = False) -> str:
    """Join the soft line breaks of `format=flowed` (RFC 3676, 4): those after a trailing space."""
    lines: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:].removeprefix(" ")
        soft = body.endswith(" ") and body != "-- "
        kept = body[:-1] if soft and joined_without_space else body
        if open_depth == depth and body != "-- ":
            lines[-1] += kept
        else:
            lines.append(">" * depth + (" " if depth else "") + kept)
        open_depth = depth if soft else None
    return "\n".join(lines)


def header_text(value: str) -> str:
    """Decode a raw header value (RFC 2047) to one line of text."""
    if len(value) <= MOST_HEADER_CHARACTERS and value.isascii() and value.isprintable() and "=?" not in value:
        return " ".join(value.split())  # as nearly all are
    value = _SPACE.sub(" ", value)[:MOST_HEADER_CHARACTERS]  # anybody may add blanks to a signed field
    value = decode(value.encode("utf-8", "surrogateescape"), "utf-8")
    try:
        pieces = decode_header(value)
    except HeaderParseError:
        return _one_line(value)
    return _one_line("".join(_piece(piece, charset) for piece, charset in pieces))


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    return decode(piece, charset) if charset else piece.decode("raw-unicode-escape", "replace")


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", _UNPRINTABLE.sub("", text)).strip()


def file_name(part: Message) -> str:
    """Give the name of an attachment, at most 200 characters."""
    named = parameter(part, "filename", "content-disposition") or parameter(part, "name")
    return header_text(named)[:200]


def parameter(part: Message, name: str, header: str = "content-type") -> str:
    """Read a parameter; an RFC 2231 value comes with its charset."""
    value = part.get_param(name, "", header)
    if not isinstance(value, tuple):
        return value or ""
    charset, _, written = value
    return decode(written[:MOST_HEADER_CHARACTERS].encode("raw-unicode-escape"), charset or "us-ascii")
