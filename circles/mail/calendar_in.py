"""Read what a calendar program answers (iTIP REPLY, COUNTER, REFRESH; RFC 5546), whichever wrote it.

Lines are taken apart here and not by icalendar's reader of whole calendars: that keeps the first VTIMEZONE it
meets under a name for the life of the process, so one odd mail would shift the next; and one bad line costs
it the whole object. A zone is what the tz database says of its name, never what the mail says.
"""

import html
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cache
from urllib.parse import unquote
from zoneinfo import available_timezones

from icalendar.parser import unescape_backslash
from icalendar.parser.parameter import rfc_6868_unescape
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from circles.domain.cadence import zone_info
from circles.domain.calendar_answer import ANSWERS, CalendarAnswer
from circles.errors import Invalid
from circles.mail.parts import decode

MOST_BYTES = 1_000_000
MOST_ATTENDEES = 200
MOST_EVENTS = 20
MOST_LINES = 2_000
LONGEST_LINE = 10_000
LONGEST_COMMENT = 2_000
SHORTEST_FOLDED = 60
"""A line of at least so many characters was cut by folding; a shorter one ends where its writer ended it."""
_VERDICTS = frozenset({"ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"})
_READ = frozenset(
    {
        *("BEGIN", "END", "METHOD", "UID", "SEQUENCE", "X-MOZ-RECEIVED-SEQUENCE"),
        *("DTSTAMP", "DTSTART", "RECURRENCE-ID", "ATTENDEE", "ORGANIZER", "COMMENT"),
    }
)  # all that an answer says
_UTF_8_IN_DISGUISE = frozenset({"", "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252"})
_METHOD = re.compile(r"(?i)(?:^|[\r\n])METHOD[^:\r\n]{0,200}:[ \t]{0,9}([A-Z]{1,20})")
_FOLD = re.compile(r"[\r\n]+[ \t]")
_FOLDED_BYTES = re.compile(rb"(?<=[\x80-\xff])[\r\n]+[ \t](?=[\x80-\xbf])")  # in the middle of a character
_LINE_END = re.compile(r"[\r\n]+")
_NAME = re.compile(r"(?i)(?!mailto:|https?:)([a-z][a-z0-9-]{0,60})(?=[;:])")
_PARAMETERS = re.compile(r'((?:;[\w-]+=(?:"[^"]*+"|[^";:])*+)*+):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([\w-]+)=((?:"[^"]*+"|[^";:])*+)')
_WHEN = re.compile(r"(\d{8}T\d{6})(Z?)")


@dataclass(frozen=True)
class _Property:
    parameters: dict[str, str]
    value: str


@dataclass
class _Event:
    calendar: dict[str, str]
    properties: defaultdict[str, list[_Property]] = field(default_factory=lambda: defaultdict(list))

    def first(self, name: str) -> str | None:
        return next(filter(None, (found.value.strip() for found in self.properties[name])), None)

    def number(self, name: str) -> int | None:
        written = self.first(name)
        return int(written) if written and re.fullmatch(r"[0-9]{1,9}", written) else None

    def when(self, name: str) -> datetime | None:
        return next((_instant(found.value, found.parameters) for found in self.properties[name]), None)


def decoded(data: bytes, charset: str = "") -> str:
    """Decode a calendar: UTF-8 unless it shows or declares another charset, whatever a fold cut in two."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for charset_of_two, zero in (("utf-16-be", data[0:1]), ("utf-16-le", data[1:2])):
        if zero == b"\0":
            return data.decode(charset_of_two, "replace")
    declared = charset.strip().lower()
    text = decode(_FOLDED_BYTES.sub(b"", data), "" if declared in _UTF_8_IN_DISGUISE else declared)
    return text.removeprefix("\ufeff")


def method_of(text: str) -> str | None:
    """Give the METHOD of a calendar, that of an answer before any other's; None when it names none."""
    named = [found.upper() for found in _METHOD.findall(text)]
    return next((each for each in named if each in ANSWERS), next(iter(named), None))


def read_replies(
    data: bytes, method: str | None = None, writers: Collection[str] = ()
) -> tuple[CalendarAnswer, ...]:
    """Read a calendar part: one answer for each meeting in it, and at least one.

    `method` is what the part's MIME header says, for a calendar that names none; `writers` are the addresses
    of who sent it, who is meant where several people are named. Whatever the bytes, this raises nothing:
    `error` says why there is no answer.
    """
    if len(data) > MOST_BYTES:
        return (CalendarAnswer(error="it is larger than 1 MB."),)
    lines = _LINE_END.split(_FOLD.sub("", decoded(data)))
    if len(lines) > MOST_LINES:
        return (CalendarAnswer(error=f"it has more than {MOST_LINES:,} lines."),)
    if sum(line[:8].upper() == "ATTENDEE" for line in lines) > MOST_ATTENDEES:
        return (CalendarAnswer(error=f"it names more than {MOST_ATTENDEES} people."),)
    events = _answering(_events(lines, method))
    if len(events) > MOST_EVENTS:
        return (CalendarAnswer(error=f"it answers more than {MOST_EVENTS} invitations."),)
    answers = tuple(_answer(event, writers) for event in events)
    return answers or (CalendarAnswer(method=method, error="there is no event in it."),)


def _events(lines: list[str], method: str | None) -> list[_Event]:
    """Collect the events of every calendar in the text; what stands outside of one is not calendar."""
    events: list[_Event] = []
    inside: list[str] = []
    calendar = {"METHOD": method or ""}
    for name, found in _properties(lines):
        noun = found.value.strip().upper()
        if name == "BEGIN" and noun == "VCALENDAR":
            inside, calendar = [noun], {"METHOD": method or ""}
        elif name == "BEGIN" and noun == "VEVENT" and inside:
            inside = ["VCALENDAR", noun]  # whatever was left open before it
            events.append(_Event(calendar))
        elif name == "BEGIN":
            inside.append(noun)
        elif name == "END" and noun in inside:
            del inside[inside.index(noun) :]
        elif inside == ["VCALENDAR"]:
            calendar[name] = noun
        elif inside == ["VCALENDAR", "VEVENT"]:
            events[-1].properties[name].append(found)
    return events


def _properties(lines: list[str]) -> Iterator[tuple[str, _Property]]:
    for line in _mended(lines):
        name = _NAME.match(line)
        if name is not None and name[1].upper() in _READ and len(line) <= LONGEST_LINE:
            yield name[1].upper(), _property(line[name.end() :])


def _mended(lines: list[str]) -> Iterator[str]:
    """Join to a line what follows it and is none: the folds of a program that forgets the space."""
    line, length = "", 0
    for piece in lines:
        if _NAME.match(piece) or re.match(r"(?i)(?:BEGIN|END):|$", line):
            yield line
            line = piece
        elif len(line) <= LONGEST_LINE:
            cut = length >= SHORTEST_FOLDED or not line.upper().startswith("COMMENT")
            line += piece if cut else f"\n{piece}"
        length = len(piece)
    yield line


def _property(rest: str) -> _Property:
    """Take apart what follows a name; a line that breaks the grammar is searched for what it holds."""
    found = _PARAMETERS.fullmatch(rest)
    if found is None:
        rest = rest.replace('"', "")
    parameters, value = found.groups() if found else (rest, rest.rpartition(":")[2])
    given = {
        key.upper(): rfc_6868_unescape(text.replace('"', "")) for key, text in _PARAMETER.findall(parameters)
    }
    return _Property(given, unescape_backslash(value))


def _answering(events: list[_Event]) -> list[_Event]:
    """Pick the events that answer, one for each UID: a REPLY's before others, the whole before a part."""
    answers = [event for event in events if event.calendar.get("METHOD") in ANSWERS] or events
    named = [event for event in answers if event.first("UID")]
    chosen: dict[str, _Event] = {}
    for event in sorted(named, key=lambda each: each.first("RECURRENCE-ID") is not None):
        chosen.setdefault(event.first("UID") or "", event)
    return list(chosen.values()) or answers[:1]


def _answer(event: _Event, writers: Collection[str]) -> CalendarAnswer:
    attendee = _attendee(event, writers)
    method = event.calendar.get("METHOD") or None
    proposed = [text for name, text in attendee.parameters.items() if "PROPOSED-NEW-TIME" in name]
    proposal = method == "COUNTER" or bool(proposed)
    starts_at = event.when("DTSTART")
    return CalendarAnswer(
        method=method,
        uid=event.first("UID"),
        sequence=event.number("SEQUENCE"),
        received_sequence=event.number("X-MOZ-RECEIVED-SEQUENCE"),
        dtstamp=event.when("DTSTAMP"),
        partstat=attendee.parameters.get("PARTSTAT", "").strip().upper() or None,
        attendee=_address(attendee),
        comment=_comment(event.first("COMMENT"))
        or _comment(unescape_backslash(attendee.parameters.get("X-RESPONSE-COMMENT", ""))),
        proposal=proposal,
        starts_at=None if proposal else starts_at,
        proposed_at=_instant(proposed[0], _zone_of(event)) if proposed else starts_at if proposal else None,
    )


def _attendee(event: _Event, writers: Collection[str]) -> _Property:
    """Pick who answers: a REPLY names one (RFC 5546, 3.2.3); of several, one with a verdict, the writer."""
    organizers = [_address(each) for each in event.properties["ORGANIZER"]]

    def rank(attendee: _Property) -> tuple[bool, bool, bool]:
        silent = attendee.parameters.get("PARTSTAT", "").strip().upper() not in _VERDICTS
        address = _address(attendee)
        return silent, address not in writers, address in organizers

    return min(event.properties["ATTENDEE"], key=rank, default=_Property({}, ""))


def _address(attendee: _Property) -> str | None:
    """Give the bare address; some programs put it in EMAIL (RFC 7986) or CN, beside a name of their own."""
    written = (attendee.value, attendee.parameters.get("EMAIL", ""), attendee.parameters.get("CN", ""))
    found = (_bare(text) for text in written)
    return next((address for address in found if address.count("@") == 1), None)


def _bare(text: str) -> str:
    address = text.lower().rpartition("mailto:")[2].partition("?")[0]
    return unquote(address.strip(" <>'\"")).strip()


def _comment(text: str | None) -> str | None:
    """Give a note as it was typed: some programs write it as HTML would have it."""
    return html.unescape(text or "")[:LONGEST_COMMENT].strip() or None


def _zone_of(event: _Event) -> dict[str, str]:
    return next((found.parameters for found in event.properties["DTSTART"]), {})


def _instant(text: str, parameters: dict[str, str]) -> datetime | None:
    """Read a time in UTC or in a zone that is known by name (RFC 5545, 3.3.5); None for any other."""
    written = _WHEN.search(text)
    if written is None:
        return None
    try:
        at = datetime.strptime(written[1], "%Y%m%dT%H%M%S")  # noqa: DTZ007  its zone comes next
        tzid = f"{parameters.get('TZID', '')}:{text[: written.start()]}"  # Exchange has colons in some
        return at.replace(tzinfo=UTC if written[2] else _zone(tzid.strip(": "))).astimezone(UTC)
    except (ValueError, OverflowError, Invalid):
        return None


def _names_of_zone(tzid: str) -> Iterator[str]:
    """Give what the tz database may call a zone: Notes shortens Windows' names, Exchange lists cities."""
    yield WINDOWS_TO_OLSON.get(tzid, tzid)
    shown = re.sub(r"^\((?:UTC|GMT)[^)]{0,9}\) ?", "", tzid)
    yield WINDOWS_TO_OLSON.get(f"{shown.partition(' Time')[0]} Standard Time", "")
    yield from (_zones_by_city().get(city, city) for city in shown.split(", "))


@cache
def _zones_by_city() -> dict[str, str]:
    named = sorted(zone for zone in available_timezones() if "/" in zone)
    return {zone.rpartition("/")[2].replace("_", " "): zone for zone in named}


def _zone(tzid: str) -> tzinfo:
    """Find a zone by its name: Windows has others, and some programs put a path before it. Raises Invalid."""
    for name in _names_of_zone(tzid.strip()):
        parts = name.split("/")
        if parts[-1].upper() in {"UTC", "COORDINATED UNIVERSAL TIME"}:
            return UTC
        for last in (len(parts), 3, 2):
            try:
                return zone_info("/".join(parts[-last:]))
            except Invalid:
                continue
    raise Invalid(f"“{tzid[:60]}” is no time zone that we know.", "timezone")
