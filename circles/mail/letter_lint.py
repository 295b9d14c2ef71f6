"""Find in a mail that left what no mail of ours may have; docs/mail-headers.md is the table it holds them to.

It reads the bytes by itself and knows nothing of how they were written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses
from functools import cached_property

from circles.domain.words import MailKind
from circles.mail import calendar_lint
from circles.mail.headers import ANSWERS

_LONGEST_LINE = 998
_ALWAYS = (
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"),
    *("Auto-Submitted", "X-Auto-Response-Suppress", "Feedback-ID", "Content-Language"),
)
_OF_LISTS = ("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Precedence")
_INVITING = {
    **dict.fromkeys((MailKind.INVITE, MailKind.UPDATE, MailKind.RESENT), "REQUEST"),
    MailKind.CANCEL: "CANCEL",
}
_PLAIN = ["multipart/alternative", "text/plain", "text/html"]
_WITH_CALENDAR = ["multipart/mixed", *_PLAIN, "text/calendar", "application/ics"]
_IDS = frozenset({"Message-ID", "In-Reply-To", "References"})
"""They look like addresses, and are none; those of the reader's own mails are theirs."""
_UID = re.compile(r"(?m)^UID:.*$")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_REMOTE = re.compile(r"<(?:img|script|iframe|link|object|video|audio)\b|src\s*=|url\(|@import")
"""In HTML, all in small letters."""


@dataclass(frozen=True)
class Sent:
    """A mail as it left, and who and what it was for."""

    raw: bytes
    kind: MailKind
    reader: str
    """The address of its one recipient."""
    is_list: bool
    """Whether it goes to a participant; mails to organizers, and to who may be a stranger, are no list."""
    return_path: str

    @cached_property
    def mail(self) -> Message:
        """What a mail program reads."""
        return message_from_bytes(self.raw, policy=compat32)

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        """What it says, with the subtype of each part that is no multipart."""
        leaves = (part for part in self.mail.walk() if not part.is_multipart())
        return [(part.get_content_subtype(), _data(part).decode()) for part in leaves]


def faults(sent: Sent, reply_domain: str, mail_from: str) -> list[str]:
    """List the faults of a mail, none if it is as it should be."""
    mail = sent.mail
    return [
        *_of_octets(sent.raw),
        *_of_headers(mail, sent),
        *_of_parts(mail, sent),
        *_of_addresses(mail, sent, reply_domain, mail_from),
    ]


def _of_octets(raw: bytes) -> Iterator[str]:
    ends = {raw.count(end) for end in (b"\r\n", b"\r", b"\n")}
    if len(ends) > 1 or not raw.isascii() or b"\0" in raw:
        yield "a line does not end in CRLF, or is not ASCII"
    if max(map(len, raw.split(b"\r\n"))) > _LONGEST_LINE:
        yield f"a line of more than {_LONGEST_LINE} octets"


def _of_headers(mail: Message, sent: Sent) -> Iterator[str]:
    for name in (*_ALWAYS, *(_OF_LISTS if sent.is_list else ())):
        if len(mail.get_all(name, [])) != 1:
            yield f"{len(mail.get_all(name, []))} times {name}"
    if not sent.is_list:
        yield from (f"{name} in a mail that is no list's" for name in _OF_LISTS if name in mail)
    yield from (f"a header {name}" for name in ("Bcc", "Cc", "Sender", "Return-Path") if name in mail)
    answers = sent.kind in ANSWERS
    if mail["Auto-Submitted"] != ("auto-replied" if answers else "auto-generated"):
        yield f"Auto-Submitted: {mail['Auto-Submitted']}"
    if answers != (sent.return_path == ""):
        yield f"the return path <{sent.return_path}>"
    if sent.is_list and mail["List-Unsubscribe-Post"] != "List-Unsubscribe=One-Click":
        yield "List-Unsubscribe-Post is not One-Click"
    if sent.is_list and not re.fullmatch(
        r"<https?://\S+>, <mailto:\S+>", (mail["List-Unsubscribe"] or "").replace("\r\n", "")
    ):
        yield "List-Unsubscribe is not a page and a mail"


def _of_parts(mail: Message, sent: Sent) -> Iterator[str]:
    kinds = [part.get_content_type() for part in mail.walk()]
    method = _INVITING.get(sent.kind)
    if kinds != (_WITH_CALENDAR if method else _PLAIN):
        yield f"its parts are {', '.join(kinds)}"
    elif method:
        inline, attached = list(mail.walk())[-2:]
        if _data(inline) != _data(attached):
            yield "its two calendars differ"
        if inline.get_param("method") != method:
            yield f"its calendar part says {inline.get_param('method')}"
        yield from calendar_lint.faults(_data(inline), method)
        yield from _of_answering(mail, _data(inline), sent.reader)
    if any(_REMOTE.search(text.lower()) for subtype, text in sent.texts if subtype == "html"):
        yield "its HTML fetches something"


def _of_answering(mail: Message, calendar: bytes, reader: str) -> Iterator[str]:
    """Whatever a client answers, by mail or calendar, must reach the one address that names the member."""
    lines = calendar_lint.content_lines(calendar)
    said = {line.name: line.value.removeprefix("mailto:") for line in lines}
    ours = {_only(mail, "From"), _only(mail, "Reply-To"), said.get("ORGANIZER")}
    if len(ours) != 1:
        yield f"From, Reply-To and ORGANIZER are {', '.join(sorted(map(str, ours)))}"
    if said.get("ATTENDEE") != reader:
        yield f"ATTENDEE is {said.get('ATTENDEE')}"


def _of_addresses(mail: Message, sent: Sent, reply_domain: str, mail_from: str) -> Iterator[str]:
    if _only(mail, "To") != sent.reader:
        yield f"To: {mail['To']}"
    texts = [_UID.sub("", text.replace("\r\n ", "")) for _, text in sent.texts]
    headers = [f"{name}: {value}" for name, value in mail.items() if name not in _IDS]
    lines = [line for text in (*texts, *headers) for line in text.splitlines() if "@" in line]
    for address in sorted({found for line in lines for found in _ADDRESS.findall(line)}):
        domain = address.rpartition("@")[2].lower()
        if address.lower() not in {sent.reader.lower(), mail_from.lower()} and domain != reply_domain:
            yield f"it shows the address {address}"


def _only(mail: Message, name: str) -> str | None:
    found = getaddresses([str(mail[name])])
    return found[0][1] if len(found) == 1 else None


def _data(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
