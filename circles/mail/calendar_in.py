"""Read what a calendar program answers (iTIP REPLY, COUNTER, REFRESH; RFC 5546), whichever wrote it.

Only icalendar's reader of lines is used. Its reader of whole calendars keeps the first VTIMEZONE it meets
under a name for the life of the process, so one odd mail would shift the next; and one bad line costs it the
whole object. What an answer says needs no local time, so zones are never looked at.
"""

import codecs
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from icalendar.parser import Contentline, unescape_backslash

from circles.domain.calendar_answer import CalendarAnswer

MOST_BYTES = 1_000_000
MOST_ATTENDEES = 200
MOST_LINES = 2_000
LONGEST_LINE = 10_000
LONGEST_COMMENT = 2_000
LONGEST_STRICT_LINE = 1_000
MOST_STRICT = 20_000  # characters read by the standard's own reader, which takes 3 us for each
MOST_READ = 200_000  # characters of lines that count, all together
ANSWERS = frozenset({"REPLY", "COUNTER", "REFRESH"})
_VERDICTS = frozenset({"ACCEPTED", "DECLINED", "TENTATIVE"})
_READ = re.compile(
    r"(?i)(?:BEGIN|END|METHOD|UID|SEQUENCE|DTSTAMP|RECURRENCE-ID|ATTENDEE|COMMENT)(?![\w-])"
)  # all that an answer says
_FOLD = re.compile(r"(?:\r\n|\r|\n)[ \t]")
_LENIENT = re.compile(r'([\w-]+)((?:;[\w-]+=(?:"[^"]*"|[^";:])*+)*+):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([\w-]+)=((?:"[^"]*"|[^";])*)')


@dataclass(frozen=True)
class _Property:
    parameters: dict[str, str]
    value: str


@dataclass
class _Event:
    calendar: dict[str, str]
    properties: defaultdict[str, list[_Property]] = field(default_factory=lambda: defaultdict(list))

    def first(self, name: str) -> str | None:
        return next((found.value.strip() for found in self.properties[name]), None) or None


def read_reply(data: bytes) -> CalendarAnswer:
    """Read a calendar part; whatever the bytes, raise nothing: `error` says why there is no answer in it."""
    if len(data) > MOST_BYTES:
        return CalendarAnswer(error="it is larger than 1 MB.")
    lines = re.split(r"[\r\n]+", _FOLD.sub("", _decoded(data)))
    if len(lines) > MOST_LINES:
        return CalendarAnswer(error=f"it has more than {MOST_LINES:,} lines.")
    if sum(line[:8].upper() == "ATTENDEE" for line in lines) > MOST_ATTENDEES:
        return CalendarAnswer(error=f"it names more than {MOST_ATTENDEES} people.")
    event = _answering(_events(lines))
    return CalendarAnswer(error="there is no event in it.") if event is None else _answer(event)


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _events(lines: list[str]) -> list[_Event]:
    """Collect the events of every calendar in the text; what stands outside of one is not calendar."""
    events: list[_Event] = []
    inside: list[str] = []
    calendar: dict[str, str] = {}
    for name, found in _properties(lines):
        if name == "BEGIN":
            inside.append(found.value.strip().upper())
            if inside[-1] == "VCALENDAR":
                inside, calendar = ["VCALENDAR"], {}
            elif inside == ["VCALENDAR", "VEVENT"]:
                events.append(_Event(calendar))
        elif name == "END":
            del inside[-1:]
        elif inside == ["VCALENDAR"]:
            calendar[name] = found.value.strip()
        elif inside == ["VCALENDAR", "VEVENT"]:
            events[-1].properties[name].append(found)
    return events


def _properties(lines: list[str]) -> Iterator[tuple[str, _Property]]:
    strict, left = MOST_STRICT, MOST_READ
    for line in lines:
        if len(line) > min(LONGEST_LINE, left) or not _READ.match(line):
            continue
        left -= len(line)
        by_standard = len(line) <= min(LONGEST_STRICT_LINE, strict)
        strict -= len(line) if by_standard else 0
        found = _property(line) if by_standard else _by_shape(line)
        if found is not None:
            yield found


def _property(line: str) -> tuple[str, _Property] | None:
    """Read one line by the standard, or else by its shape alone; None when it is no property."""
    try:
        name, parameters, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        return _by_shape(line)
    return name.upper(), _Property({key.upper(): str(given) for key, given in parameters.items()}, value)


def _by_shape(line: str) -> tuple[str, _Property] | None:
    found = _LENIENT.match(line)
    if found is None:
        return None
    name, parameters, value = found.groups()
    given = {key.upper(): text.strip('"') for key, text in _PARAMETER.findall(parameters)}
    return name.upper(), _Property(given, unescape_backslash(value))


def _answering(events: list[_Event]) -> _Event | None:
    """Pick the event that answers: one in a REPLY before one in anything else, the whole before a part."""

    def rank(event: _Event) -> tuple[bool, bool, bool]:
        return (
            event.calendar.get("METHOD", "").upper() not in ANSWERS,
            event.first("UID") is None,
            event.first("RECURRENCE-ID") is not None,
        )

    return min(events, key=rank, default=None)


def _answer(event: _Event) -> CalendarAnswer:
    attendee = _attendee(event.properties["ATTENDEE"])
    method = event.calendar.get("METHOD", "").upper() or None
    comment = event.first("COMMENT") or attendee.parameters.get("X-RESPONSE-COMMENT")
    sequence = event.first("SEQUENCE")
    return CalendarAnswer(
        method=method,
        uid=event.first("UID"),
        sequence=int(sequence) if sequence and re.fullmatch(r"[0-9]{1,9}", sequence) else None,
        dtstamp=_instant(event.first("DTSTAMP")),
        partstat=attendee.parameters.get("PARTSTAT", "").strip().upper() or None,
        attendee=_address(attendee),
        comment=comment[:LONGEST_COMMENT] if comment else None,
        proposal=method == "COUNTER" or any("PROPOSED-NEW-TIME" in name for name in attendee.parameters),
    )


def _attendee(attendees: list[_Property]) -> _Property:
    """Pick who answers: a REPLY names one (RFC 5546, 3.2.3); of several, the one with a verdict."""
    given = [each for each in attendees if each.parameters.get("PARTSTAT", "").upper() in _VERDICTS]
    return next(iter(given or attendees), _Property({}, ""))


def _address(attendee: _Property) -> str | None:
    """Give the bare address; some programs put it in EMAIL (RFC 7986) beside a name of their own."""
    written = re.sub(r"(?i)^\s*mailto:", "", attendee.value).strip().lower()
    if "@" not in written:
        written = re.sub(r"(?i)^mailto:", "", attendee.parameters.get("EMAIL", "")).strip().lower()
    return written if "@" in written else None


def _instant(text: str | None) -> datetime | None:
    """Read a UTC time (RFC 5545, 3.3.5); any other is no stamp to order answers by."""
    try:
        return datetime.strptime(text or "", "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
