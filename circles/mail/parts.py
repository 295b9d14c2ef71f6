"""The pieces of a MIME message, read so that no bytes can make it raise or run long."""

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

MOST_TEXT_BYTES = 256 * 1024
MOST_HEADER_CHARACTERS = 2_000

# What is declared is not always what is meant: the wider charset reads both.
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949"}
_NOT_TEXT = {"hex", "base64", "bz2", "zlib", "uu", "quopri", "rot13", "unicode_escape", "raw_unicode_escape"}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # surrogates cannot be stored
_SPACE = re.compile(r"\s+")
_MOST_PARTS = 1_000


def outer_parts(message: Message) -> Iterator[Message]:
    """Walk the tree in order, but not into enclosed messages: what others wrote there is not said here."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        yield part
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting.extend(child for child in reversed(payload) if isinstance(child, Message))


def content(part: Message) -> bytes:
    """Undo the transfer encoding of a leaf."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def text_of(part: Message) -> str:
    """Decode a text part, with LF line ends, RFC 3676 flowed lines joined."""
    raw = content(part)[:MOST_TEXT_BYTES]
    text = decode(raw, _parameter(part, "charset")).replace("\r\n", "\n").replace("\r", "\n")
    text = _UNPRINTABLE.sub("", text.removeprefix("\ufeff"))
    if part.get_content_subtype() == "plain" and _parameter(part, "format").lower() == "flowed":
        return unflow(text, joined_without_space=_parameter(part, "delsp").lower() == "yes")
    return text


def decode(raw: bytes, charset: str) -> str:
    """Decode by the declared charset, else UTF-8, else Windows-1252, else Latin-1, which reads anything."""
    declared = charset.strip().lower()
    for name in (_CHARSETS.get(declared, declared), "utf-8", "cp1252"):
        if name and name not in _NOT_TEXT:
            try:
                return raw.decode(name)
            except (LookupError, ValueError):
                continue
    return raw.decode("latin-1")


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
    value = value[:MOST_HEADER_CHARACTERS]
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


def _parameter(part: Message, name: str) -> str:
    """Read a parameter of Content-Type; an RFC 2231 value comes as a triple."""
    value = part.get_param(name, "")
    return str(value[2] if isinstance(value, tuple) else value or "")
