"""Find in a calendar object what libraries let pass and calendar programs trip over (RFC 5545, 5546).

It reads the bytes by itself, so that no library's leniency hides a fault.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LONGEST_LINE = 75
"""Octets (RFC 5545, 3.1)."""
_LINE = re.compile(r'([A-Z][A-Z0-9-]*)((?:;[A-Z][A-Z0-9-]*=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):(.*)')
_PARAMETER = re.compile(r';([A-Z][A-Z0-9-]*)=("[^"]*"|[^";:,]*)')
_ESCAPED = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
_UTC = re.compile(r"\d{8}T\d{6}Z")
_METHODS = frozenset({"REQUEST", "CANCEL", "REPLY", "COUNTER", "REFRESH", "PUBLISH"})
_PARTSTATS = frozenset({"NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"})
_STATUSES = frozenset({"CONFIRMED", "TENTATIVE", "CANCELLED"})
_ROLES = frozenset({"CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT"})
_ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS", "LOCATION", "DESCRIPTION")
_TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT"})


@dataclass(frozen=True)
class Line:
    """A content line, unfolded: its parameters without quotes, its value as written."""

    name: str
    parameters: dict[str, str]
    value: str


def faults(data: bytes, method: str | None) -> list[str]:
    """List the faults of a calendar object, none if it is sound.

    `method` is what the MIME part says (RFC 6047), None for a calendar to subscribe to, which has none.
    """
    return [*_of_octets(data), *_of_lines(data, method)]


def content_lines(data: bytes) -> list[Line]:
    """Give the lines of a calendar object; one that is no content line has the name `?`."""
    unfolded = data.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode("utf-8", "replace")
    return [_line(text) for text in unfolded.split("\r\n") if text]


def _line(text: str) -> Line:
    matched = _LINE.fullmatch(text)
    if matched is None:
        return Line("?", {}, text)
    parameters = {name: value.strip('"') for name, value in _PARAMETER.findall(matched[2])}
    return Line(matched[1], parameters, matched[3])


def _of_octets(data: bytes) -> Iterator[str]:
    if re.search(rb"[^\r]\n|\r[^\n]", data) or not data.endswith(b"\r\n"):
        yield "a line does not end in CRLF"
    for line in data.split(b"\r\n"):
        if len(line) > _LONGEST_LINE:
            yield f"a line of {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield "a fold splits a character, or the text is not UTF-8"


def _of_lines(data: bytes, method: str | None) -> Iterator[str]:
    lines = content_lines(data)
    yield from (f"no property: {line.value}" for line in lines if line.name == "?")
    yield from _of_nesting(lines)
    outside, events = _parts(lines)
    yield from _not_once(outside, ("VERSION", "PRODID"), "the calendar")
    methods = [line.value for line in outside if line.name == "METHOD"]
    if methods != ([] if method is None else [method]):
        yield f"METHOD is {', '.join(methods) or 'missing'}, and the part says {method}"
    yield from (f"unknown METHOD {each}" for each in methods if each not in _METHODS)
    if (
        method is not None
        and len({line.value for each in events for line in each if line.name == "UID"}) != 1
    ):
        yield "not one UID in a message"
    zones = {line.value for line in outside if line.name == "TZID"}
    for event in events:
        yield from _of_event(event, method, zones)


def _of_nesting(lines: Sequence[Line]) -> Iterator[str]:
    opened: list[str] = []
    for line in lines:
        if line.name == "BEGIN":
            opened.append(line.value)
        elif line.name == "END" and (not opened or opened.pop() != line.value):
            yield f"END:{line.value} closes nothing"
    yield from (f"{each} is not closed" for each in opened)
    if [line.value for line in lines if line.name == "BEGIN"][:1] != ["VCALENDAR"]:
        yield "it is no VCALENDAR"


def _parts(lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]]]:
    """Give the lines outside of all events, and those of each event."""
    outside: list[Line] = []
    events: list[list[Line]] = []
    inside = False
    for line in lines:
        if (line.name, line.value) == ("BEGIN", "VEVENT"):
            inside = True
            events.append([])
        elif (line.name, line.value) == ("END", "VEVENT"):
            inside = False
        else:
            (events[-1] if inside else outside).append(line)
    return outside, events


def _not_once(lines: Sequence[Line], names: Sequence[str], where: str) -> Iterator[str]:
    counted = Counter(line.name for line in lines)
    yield from (f"{counted[name]} times {name} in {where}" for name in names if counted[name] != 1)


def _of_event(event: Sequence[Line], method: str | None, zones: set[str]) -> Iterator[str]:
    yield from _not_once(event, (*_ONCE, *(("ORGANIZER", "ATTENDEE") if method else ())), "an event")
    times = {line.name: line.value for line in event if line.name in {"DTSTART", "DTEND"}}
    if times.get("DTEND", "") <= times.get("DTSTART", ""):
        yield "DTEND is not after DTSTART"
    statuses = [line.value for line in event if line.name == "STATUS"]
    if method == "CANCEL" and statuses != ["CANCELLED"]:
        yield "a CANCEL without STATUS:CANCELLED"
    for line in event:
        yield from _of_property(line, zones)


def _of_property(line: Line, zones: set[str]) -> Iterator[str]:
    if line.name in {"ATTENDEE", "ORGANIZER"} and not line.value.startswith("mailto:"):
        yield f"{line.name} without mailto:"
    if line.name in {"DTSTART", "DTEND", "DTSTAMP"} and not _UTC.fullmatch(line.value):
        given = line.parameters.get("TZID") in zones
        yield f"{line.name} is local time" if given else f"{line.name} is in a zone that is not given"
    if "TZID" in line.parameters and _UTC.fullmatch(line.value):
        yield f"{line.name} is UTC in a zone"
    if line.name == "STATUS" and line.value not in _STATUSES:
        yield f"unknown STATUS {line.value}"
    if line.name in _TEXTS and not _ESCAPED.fullmatch(line.value):
        yield f"{line.name} is not escaped"
    for name, known in (("PARTSTAT", _PARTSTATS), ("ROLE", _ROLES)):
        if name in line.parameters and line.parameters[name] not in known:
            yield f"unknown {name} {line.parameters[name]}"
