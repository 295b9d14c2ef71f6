"""Look at raw bytes before any MIME parser does.

The standard parser takes 20 s for 100,000 parts and fails by recursion at depth 300, so what no honest mail
holds is refused here, by counting; nothing below is slower than linear. Only the head of a large mail is
ever parsed: words and calendars come first, attachments are not kept.
"""

import re
from itertools import islice

MOST_BYTES = 25_000_000
MOST_PARSED_BYTES = 1024 * 1024
MOST_PARSED_LINES = 10_000
MOST_HEADER_BYTES = 256 * 1024
MOST_HEADER_LINES = 2_000
MOST_PARTS = 1_000
MOST_CONTAINERS = 40  # multiparts and enclosed messages: an upper bound of the depth of nesting
MOST_PARAMETERS = 64
MOST_PARAMETERS_IN_ALL = 4_000
MOST_CONTENT_BYTES = 8_000  # of one Content-Type or Content-Disposition

_HEADER_END = re.compile(rb"\r?\n\r?\n|\r\r")
_LINE_BREAK = re.compile(rb"\r\n|\n|\r")
_CONTAINER = re.compile(rb"(?<![\w/.-])(?:multipart|message)/")  # in a link to a list's archive it is none
_CONTENT_HEADER = re.compile(rb"(?m)^content-(?:type|disposition):[^\n]*(?:\n[ \t][^\n]*)*")


def head(raw: bytes) -> bytes:
    """Give as much of a mail as is to be parsed."""
    first = raw[:MOST_PARSED_BYTES]
    if first.count(b"\n") + first.count(b"\r") <= MOST_PARSED_LINES:
        return first
    last = next(islice(_LINE_BREAK.finditer(first), MOST_PARSED_LINES - 1, None), None)
    return first[: last.start()] if last else first


def refusal(raw: bytes) -> str | None:
    """Say why a mail is not to be parsed; None when its head may be."""
    if len(raw) > MOST_BYTES:
        return f"The mail has {len(raw):,} bytes; at most {MOST_BYTES:,} are read."
    # The parser ends a line at each of these, and knows no case.
    lines = head(raw).replace(b"\r\n", b"\n").replace(b"\r", b"\n").lower()
    return next((reason for reason in _too_many(lines, header_block(lines)) if reason), None)


def header_block(raw: bytes) -> bytes:
    """Give the header of a mail, without the empty line that ends it; of an endless one, the beginning."""
    first = raw[: MOST_HEADER_BYTES + 4]
    end = _HEADER_END.search(first)
    return first[: end.start()] if end else first


def header_fields(raw: bytes) -> list[bytes]:
    """Split a header into unfolded fields; any CR or LF ends a line, as it does for some parser somewhere."""
    fields: list[list[bytes]] = []
    for line in _LINE_BREAK.split(header_block(raw)):
        if line[:1] in {b" ", b"\t"} and fields:
            fields[-1].append(line.strip())
        elif line:
            fields.append([line])
    return [b" ".join(lines) for lines in fields]


def _too_many(lines: bytes, header: bytes) -> list[str | None]:
    found = [match.group() for match in _CONTENT_HEADER.finditer(lines)]
    parameters = [each.count(b";") for each in found]
    return [
        _over("bytes of header", len(header), MOST_HEADER_BYTES),
        _over("header lines", header.count(b"\n"), MOST_HEADER_LINES),
        _over("parts", _boundary_lines(lines), MOST_PARTS),
        _over("multiparts", _containers(lines), MOST_CONTAINERS),
        _over("parameters in one header", max(parameters, default=0), MOST_PARAMETERS),
        _over("parameters", sum(parameters), MOST_PARAMETERS_IN_ALL),
        _over("bytes in one Content header", max(map(len, found), default=0), MOST_CONTENT_BYTES),
    ]


def _over(what: str, found: int, most: int) -> str | None:
    return f"The mail has more than {most:,} {what}." if found > most else None


def _boundary_lines(lines: bytes) -> int:
    """Count lines that could part a multipart; a mail without one may hold any number of dashes."""
    return lines.count(b"\n--") if b"multipart/" in lines else 0


def _containers(lines: bytes) -> int:
    """Count what may hold parts, up to one too many."""
    at_most = lines.count(b"multipart/") + lines.count(b"message/")
    if at_most <= MOST_CONTAINERS:
        return at_most
    return sum(1 for _ in islice(_CONTAINER.finditer(lines), MOST_CONTAINERS + 1))
