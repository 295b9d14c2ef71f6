"""Write the calendar object of a meeting for one reader: REQUEST and CANCEL (RFC 5545, RFC 5546).

One reader, one meeting, UTC times without a VTIMEZONE: there is no zone definition for a client to misread,
and no address in it but the reader's and ours. See docs/calendar.md.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Component, Event, vCalAddress

from circles.domain.tongue import say, tongue
from circles.domain.topics import said
from circles.domain.words import Rsvp
from circles.mail.message import CalendarPart, Mailbox, clean, clean_name
from circles.models import Circle, Meeting
from circles.services import guides

PRODUCT = "-//Circles//Circles//EN"
_FOLLOWS = "Place to follow"
_LONGEST = 300
_WEB = re.compile(r"https?://[\x21-\x7e]+", re.IGNORECASE)
_PARTSTAT = {
    None: "NEEDS-ACTION",
    Rsvp.YES: "ACCEPTED",
    Rsvp.NO: "DECLINED",
    Rsvp.MAYBE: "TENTATIVE",
}


@dataclass(frozen=True)
class Guest:
    """The reader of one calendar object, and their answer as we know it."""

    mailbox: Mailbox
    answer: Rsvp | None = None


@dataclass(frozen=True)
class Told:
    """When (UTC), how long and where ("" for to follow) a meeting was when its reader last heard of it.

    `sequence` is the meeting's then, -1 where they heard that it is off.
    """

    starts_at: datetime
    minutes: int
    where: str
    sequence: int


def request(meeting: Meeting, organizer: Mailbox, guest: Guest, now: datetime) -> CalendarPart:
    """Ask one reader to a meeting, or tell them its new time or place; `now` is the DTSTAMP (UTC)."""
    return _object("REQUEST", "CONFIRMED", meeting, organizer, guest, now)


def cancel(
    meeting: Meeting, organizer: Mailbox, guest: Guest, now: datetime, told: Told | None = None
) -> CalendarPart:
    """Take a meeting, as it was `told`, out of one reader's calendar; `now` is the DTSTAMP (UTC)."""
    return _object("CANCEL", "CANCELLED", meeting, organizer, guest, now, told)


def place_of(circle: Circle) -> str:
    """Say where a circle meets: its own place, else the season's; empty while it is to follow."""
    return clean(circle.place or circle.season.place, _LONGEST)


def place_told(event: Component) -> str:
    """Give where an event of ours is; what is said while that is to follow has a LANGUAGE, a place none.

    Events that left before there was a LANGUAGE say it in English.
    """
    where = event["location"]
    return "" if "LANGUAGE" in where.params or where == _FOLLOWS else str(where)


def is_web(place: str) -> bool:
    """Tell whether a place is an http(s) link and nothing else: no other scheme is ever made a link."""
    return _WEB.fullmatch(place) is not None


def _object(
    method: str,
    status: str,
    meeting: Meeting,
    organizer: Mailbox,
    guest: Guest,
    now: datetime,
    told: Told | None = None,
) -> CalendarPart:
    calendar = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", method)):
        calendar.add(name, value)
    event = event_of(meeting, status, now, say("Answer here or by replying to our mail."), told)
    event.add("organizer", _calendar_address(organizer), encode=False)
    event.add("attendee", _attendee(guest), encode=False)
    if not meeting.circle.season.program.accepts_proposals:
        event.add("x-microsoft-disallow-counter", "TRUE")
    calendar.add_component(event)
    return CalendarPart(method, calendar.to_ical())


def event_of(meeting: Meeting, status: str, stamp: datetime, note: str, told: Told | None = None) -> Event:
    """Describe a meeting, at the time `told`, without anybody's address; `stamp` is the DTSTAMP (UTC)."""
    at = told or meeting
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", at.starts_at)
    event.add("dtend", at.starts_at + timedelta(minutes=at.minutes))
    event.add("summary", _summary(meeting))
    event.add("status", status)
    _add_place(event, meeting, note)
    return event


def _summary(meeting: Meeting) -> str:
    topic = said(guides.title(meeting)) or say("meeting {number}", number=meeting.n)
    return clean(f"{meeting.circle.name}: {topic}", _LONGEST)


def _add_place(event: Event, meeting: Meeting, note: str) -> None:
    """Put the place where each client looks: LOCATION and text, and URL when it is a link."""
    place, follows = place_of(meeting.circle), say("Place to follow")
    language = {} if place else {"LANGUAGE": tongue().language}
    event.add("location", place or follows, parameters=language)
    if is_web(place):
        event.add("url", place)
        event.add("conference", place, parameters={"VALUE": "URI"})  # RFC 7986, 5.11
    event.add("description", f"{place or follows}\n\n{note}")


def _attendee(guest: Guest) -> vCalAddress:
    attendee = _calendar_address(guest.mailbox)
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = _PARTSTAT[guest.answer]
    attendee.params["RSVP"] = "TRUE"
    return attendee


def _calendar_address(mailbox: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{mailbox.address}")
    if name := clean_name(mailbox.name):
        address.params["CN"] = name
    return address
