"""Look at raw bytes before any MIME parser does.

The standard parser takes 20 s for 100,000 parts and fails by recursion at depth 300, so what no honest mail
holds is refused here, by counting; nothing below is slower than linear. Only the head of a large mail is
ever parsed: words and calendars come first, attachments are not kept.
"""

import re

MOST_BYTES = 25_000_000
MOST_PARSED_BYTES = 1024 * 1024
MOST_PARSED_LINES = 20_000
MOST_HEADER_BYTES = 256 * 1024
MOST_HEADER_LINES = 2_000
MOST_PARTS = 1_000
MOST_CONTAINERS = 40  # multiparts and enclosed messages: an upper bound of the depth of nesting
MOST_PARAMETERS = 64

_HEADER_END = re.compile(rb"\r?\n\r?\n|\r\r")
_LINE_BREAK = re.compile(rb"\r\n|\n|\r")
_CONTAINER = re.compile(rb"(?i)multipart/|message/(?:rfc822|partial|external-body)")
_CONTENT_HEADER = re.compile(rb"(?im)^content-(?:type|disposition):[^\n]*(?:\n[ \t][^\n]*)*")


def head(raw: bytes) -> bytes:
    """Give as much of a mail as is to be parsed."""
    first = raw[:MOST_PARSED_BYTES]
    if first.count(b"\n") <= MOST_PARSED_LINES:
        return first
    return b"\n".join(first.split(b"\n", MOST_PARSED_LINES)[:MOST_PARSED_LINES])


def refusal(raw: bytes) -> str | None:
    """Say why a mail is not to be parsed; None when its head may be."""
    if len(raw) > MOST_BYTES:
        return f"The mail has {len(raw):,} bytes; at most {MOST_BYTES:,} are read."
    parsed = head(raw)
    header = header_block(parsed)
    return next((reason for reason in _too_many(parsed, header) if reason), None)


def header_block(raw: bytes) -> bytes:
    """Give the header of a mail, without the empty line that ends it."""
    end = _HEADER_END.search(raw)
    return raw[: end.start()] if end else raw


def header_fields(raw: bytes) -> list[bytes]:
    """Split a header into unfolded fields; any CR or LF ends a line, as it does for some parser somewhere."""
    fields: list[bytes] = []
    for line in _LINE_BREAK.split(header_block(raw)):
        if line[:1] in {b" ", b"\t"} and fields:
            fields[-1] += b" " + line.strip()
        elif line:
            fields.append(line)
    return fields


def _too_many(raw: bytes, header: bytes) -> list[str | None]:
    return [
        _over("bytes of header", len(header), MOST_HEADER_BYTES),
        _over("header lines", header.count(b"\n"), MOST_HEADER_LINES),
        _over("parts", _boundary_lines(raw), MOST_PARTS),
        _over("multiparts", _count(_CONTAINER, raw, MOST_CONTAINERS), MOST_CONTAINERS),
        _over("parameters in one header", _most_parameters(raw), MOST_PARAMETERS),
    ]


def _over(what: str, found: int, most: int) -> str | None:
    return f"The mail has more than {most:,} {what}." if found > most else None


def _boundary_lines(raw: bytes) -> int:
    """Count lines that could part a multipart; a mail without one may hold any number of dashes."""
    return raw.count(b"\n--") if b"ultipart/" in raw or b"ULTIPART/" in raw else 0


def _count(pattern: re.Pattern[bytes], raw: bytes, most: int) -> int:
    """Count matches, stopping once there are more than `most`."""
    found = 0
    for _ in pattern.finditer(raw):
        found += 1
        if found > most:
            break
    return found


def _most_parameters(raw: bytes) -> int:
    return max((match.group().count(b";") for match in _CONTENT_HEADER.finditer(raw)), default=0)
