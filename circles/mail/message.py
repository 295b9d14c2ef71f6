"""Turn a letter into the bytes of a mail (RFC 5322, 2045-2047), safe against hostile names and subjects.

The parts are joined here instead of by `EmailMessage`, which is some thirty times slower and lets an encoded
word in a name add a header or a recipient. Every built mail is parsed again and compared with what was meant.
"""

import re
from base64 import encodebytes
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import format_datetime, getaddresses

from circles.errors import Invalid

LONGEST_SUBJECT = 200
LONGEST_NAME = 80
_LINE = 76
# Controls, line separators, half surrogates, and marks that turn the direction of what follows.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")
_WORDS = frozenset({"Subject", "Thread-Topic"})
AFTER_WORDS = b"\r\n--=_alternative\r\nContent-Type: text/html"
"""What follows the plain words of our mails, and stands nowhere in them (see `_multipart`)."""
_PHRASE = str.maketrans({'"': "'", "<": " ", ">": " ", "\\": " "})


@dataclass(frozen=True)
class Mailbox:
    """A name for people and an address for machines."""

    name: str
    address: str


@dataclass(frozen=True)
class CalendarPart:
    """An iTIP object (RFC 5546) and its METHOD."""

    method: str
    data: bytes


@dataclass(frozen=True)
class Letter:
    """One mail as it is meant; `headers` are ours, printable ASCII, beside the ones named here."""

    sender: Mailbox
    to: Mailbox
    reply_to: Mailbox
    subject: str
    sent_at: datetime
    message_id: str
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    calendar: CalendarPart | None = None
    topic: str = ""
    """What all mails of its conversation have in common, for Outlook."""


def clean(text: str, longest: int) -> str:
    """Put any text on one line without controls, at most `longest` characters."""
    line = " ".join(_UNSAFE.sub(" ", text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def clean_name(text: str) -> str:
    """Clean a name for a header or a calendar parameter: no quotes, angles or backslashes either."""
    return clean(text.translate(_PHRASE), LONGEST_NAME)


def build_message(letter: Letter) -> bytes:
    """Build the bytes of a letter, CRLF between lines of at most 998 octets.

    Raises Invalid for an address that can't stand in a mail, or if the mail would not read back as meant.
    """
    meant = _meant(letter)
    content_type, body = _body(letter)
    head = [f"{name}: {_written(name, value)}" for name, value in meant]
    head.append(f"MIME-Version: 1.0\r\nContent-Type: {content_type}\r\n\r\n")
    raw = "\r\n".join(head).encode("ascii") + body
    _compare(raw, [*meant, ("MIME-Version", "1.0"), ("Content-Type", content_type)])
    return raw


def _meant(letter: Letter) -> list[tuple[str, str | Mailbox]]:
    # Outlook takes the topic from the subject where that stands first (MS-OXCMAIL, 2.2.3.2.7).
    topic = clean(letter.topic, LONGEST_SUBJECT)
    return [
        ("From", _checked("From", letter.sender)),
        ("To", _checked("To", letter.to)),
        ("Reply-To", _checked("Reply-To", letter.reply_to)),
        *([("Thread-Topic", topic)] if topic else ()),
        ("Subject", clean(letter.subject, LONGEST_SUBJECT)),
        ("Date", format_datetime(letter.sent_at)),
        ("Message-ID", letter.message_id),
        *letter.headers,
    ]


def _checked(header: str, mailbox: Mailbox) -> Mailbox:
    if not _ADDRESS.fullmatch(mailbox.address):
        raise Invalid(
            f"{header}: “{clean(mailbox.address, LONGEST_NAME)}” can't stand in a mail; "
            "an address such as ana@example.org is needed.",
            field=header,
        )
    return Mailbox(clean_name(mailbox.name), mailbox.address)


def _written(name: str, value: str | Mailbox) -> str:
    if isinstance(value, str):
        return _encoded(name, value) if name in _WORDS else value
    if not value.name:
        return value.address
    phrase = f'"{value.name}"' if _plain(value.name) else _encoded(name, value.name)
    gap = " " if len(name) + len(phrase) + len(value.address) < _LINE else "\r\n "
    return f"{phrase}{gap}<{value.address}>"


def _plain(text: str) -> bool:
    return text.isascii() and "=?" not in text


def _encoded(name: str, text: str) -> str:
    if _plain(text) and len(name) + len(text) < _LINE:
        return text
    folds = _plain(text) and max(map(len, text.split())) < _LINE - len(name)
    return Header(text, "us-ascii" if folds else "utf-8", header_name=name).encode(linesep="\r\n")


def _body(letter: Letter) -> tuple[str, bytes]:
    parts = [_text_part("plain", letter.text), _text_part("html", letter.html)]
    if letter.calendar is None:
        return _multipart("alternative", parts)
    data = encodebytes(letter.calendar.data).replace(b"\n", b"\r\n")
    inline = f"text/calendar; method={letter.calendar.method}; charset=UTF-8"
    kind, alternative = _multipart("alternative", [*parts, _part(inline, "base64", data)])
    attachment = _part(
        'application/ics; name="invite.ics"\r\nContent-Disposition: attachment; filename="invite.ics"',
        "base64",
        data,
    )
    head = f"Content-Type: {kind}\r\n\r\n".encode("ascii")
    return _multipart("mixed", [head + alternative, attachment])


def _text_part(subtype: str, text: str) -> bytes:
    lines = _NOT_TEXT.sub("", text.replace("\r\n", "\n"))
    data = b2a_qp(lines.encode()).replace(b"\n", b"\r\n")
    return _part(f"text/{subtype}; charset=utf-8", "quoted-printable", data + b"\r\n")


def _part(content_type: str, encoding: str, data: bytes) -> bytes:
    head = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode("ascii") + data


def _multipart(subtype: str, parts: list[bytes]) -> tuple[str, bytes]:
    """Put parts together, with the same boundary in every mail: a parser prepares for it once.

    "=_" occurs neither in quoted-printable nor in base64, so no content can end a part early. And none of two
    boundaries begins with the other: a parser need not look at the whole line (RFC 2046, 5.1.1).
    """
    boundary = f"=_{subtype}"
    edge = b"--" + boundary.encode("ascii")
    body = b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts) + edge + b"--\r\n"
    return f'multipart/{subtype}; boundary="{boundary}"', body


def _compare(raw: bytes, meant: list[tuple[str, str | Mailbox]]) -> None:
    """Raise Invalid unless an independent parse finds exactly the headers that were meant.

    This also guards against CVE-2024-6923 (newlines in headers, Python before 3.11.10).
    """
    head = raw[: raw.index(b"\r\n\r\n") + 4]  # a parser looks no further for headers, and the body is long
    read = BytesHeaderParser(policy=compat32).parsebytes(head).items()
    if len(read) != len(meant):
        raise Invalid(f"The mail would have {len(read)} headers instead of {len(meant)}; it was not sent.")
    for (name, value), (meant_name, meant_value) in zip(read, meant, strict=True):
        if name != meant_name or not _reads_as(value, meant_value):
            raise Invalid(
                f"{meant_name} would read as “{clean(value, 80)}”; it was not sent.", field=meant_name
            )


def _reads_as(value: str, meant: str | Mailbox) -> bool:
    unfolded = value.replace("\r\n", "")
    if isinstance(meant, str):
        return _decoded(unfolded) == meant
    found = [(_decoded(name), address) for name, address in getaddresses([unfolded])]
    return found == [(meant.name, meant.address)]


def _decoded(value: str) -> str:
    if "=?" not in value:
        return value
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeError):
        return value
