"""Raw bytes to a Mail.

Always with compat32: the newer policies need 26 s for 10^5 parts, 30 s and 667 MB for a subject of 1 MB, and
take a From apart in ways that can be forged.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import parsedate_to_datetime

from circles.domain.calendar_answer import ANSWERS
from circles.domain.replies.values import Mail
from circles.mail.bounces import bounce
from circles.mail.calendar_in import decoded, method_of
from circles.mail.html_cap import capped
from circles.mail.message import AFTER_WORDS
from circles.mail.parts import content, file_name, header_text, outer_parts, parameter, text_of
from circles.mail.precheck import head, refusal
from circles.mail.sender import strict_from

MOST_NAMED = 50
"""Attachments whose names are kept."""
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
_CALENDAR_TYPES = {"text/calendar", "application/ics", "text/x-vcalendar", "application/calendar"}
_CALENDAR_FILES = (".ics", ".vcs")
_BEGINS_CALENDAR = re.compile(rb"(?i)[\s\0\xef\xbb\xbf\xfe\xff]*B\0?E\0?G\0?I\0?N\0?:\0?V\0?C\0?A\0?L")


def parse(raw: bytes) -> Mail:
    """Read a mail; whatever the bytes, give a Mail and raise nothing. `refused` says why it was not read."""
    reason = refusal(raw)
    if reason:
        return Mail(sender=strict_from(raw), refused=reason)
    try:
        return _mail(raw, message_from_bytes(head(raw), policy=compat32))
    except Exception as error:  # noqa: BLE001  the standard library's parser fails on some hostile mail
        return Mail(sender=strict_from(raw), refused=f"The mail is malformed ({type(error).__name__}).")


def plain_text(ours: bytes | Message) -> str | None:
    """Give the words of a mail we wrote ourselves, as `parse` does, and look at nothing that follows them."""
    if isinstance(ours, bytes):
        words, follows, _ = ours.partition(AFTER_WORDS)
        ours = message_from_bytes(words + follows, policy=compat32)
    return _text(list(outer_parts(ours)))


def _mail(raw: bytes, message: Message) -> Mail:
    headers = tuple(
        (header_text(name.lower()), header_text(str(value))) for name, value in message.raw_items()
    )
    parts = list(outer_parts(message))
    text = _text(parts)
    html = _joined(part for part in parts if _is_words(part, "text/html"))
    if html and not (text or "").strip():  # else nobody reads it
        html = capped(html)
    named = [(part, file_name(part)) for part in parts]
    calendar, calendar_method = _calendar(named)
    return Mail(
        sender=strict_from(raw),
        subject=_first(headers, "subject"),
        date=_date(_first(headers, "date")),
        message_id=next(iter(_ids(headers, "message-id")), None),
        in_reply_to=_ids(headers, "in-reply-to"),
        references=_ids(headers, "references"),
        text=text,
        html=html,
        headers=headers,
        calendar=calendar,
        calendar_method=calendar_method,
        bounce=bounce(message, text or ""),
        attachments=tuple([name for _, name in named if name][:MOST_NAMED]),
    )


def _is_words(part: Message, content_type: str) -> bool:
    return part.get_content_type() == content_type and part.get_content_disposition() != "attachment"


def _is_calendar(part: Message, name: str) -> bool:
    if part.get_content_maintype() in {"multipart", "message"}:
        return False
    if part.get_content_type() in _CALENDAR_TYPES or name.lower().endswith(_CALENDAR_FILES):
        return True
    unnamed = part.get_content_type() in {"application/octet-stream", "text/plain"}
    return unnamed and _BEGINS_CALENDAR.match(content(part)[:200]) is not None


def _calendar(named: list[tuple[Message, str]]) -> tuple[bytes | None, str | None]:
    """Give the calendar that answers an invite wherever it stands, else the first, in UTF-8; and its METHOD.

    What the body says counts: Google puts `method=REPLY` above a COUNTER, Apple names none there.
    """
    found: list[tuple[bytes, str | None]] = []
    for part in (part for part, name in named if _is_calendar(part, name)):
        text = decoded(content(part), parameter(part, "charset"))
        method = method_of(text) or parameter(part, "method").strip(" \"'").upper() or None
        found.append((text.encode("utf-8", "replace"), method))
    return min(found, key=lambda each: each[1] not in ANSWERS, default=(None, None))


def _text(parts: list[Message]) -> str | None:
    return _joined(part for part in parts if _is_words(part, "text/plain"))


def _joined(parts: Iterable[Message]) -> str | None:
    texts = [text_of(part) for part in parts]
    return "\n".join(texts) if texts else None


def _first(headers: tuple[tuple[str, str], ...], name: str) -> str:
    return next((value for key, value in headers if key == name), "")


def _ids(headers: tuple[tuple[str, str], ...], name: str) -> tuple[str, ...]:
    return tuple(_MESSAGE_ID.findall(_first(headers, name)))[-50:]


def _date(value: str) -> datetime | None:
    """Read a Date header (RFC 5322, 3.3); without a zone it is UTC."""
    try:
        date = parsedate_to_datetime(value)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
