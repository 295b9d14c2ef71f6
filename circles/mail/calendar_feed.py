"""Write a participant's meetings as a calendar to subscribe to (RFC 5545, RFC 7986): no METHOD, no addresses.

The same meetings give the same bytes, so that a program that asks every hour is told that nothing is new.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, vDuration

from circles.domain.tongue import say
from circles.domain.words import MeetingState
from circles.mail.calendar_out import PRODUCT, event_of
from circles.mail.message import clean
from circles.models import Meeting

_LONGEST = 100
REFRESH = timedelta(hours=4)
"""How often a calendar program is asked to look again (RFC 7986, 5.7)."""


def feed(name: str, meetings: Sequence[Meeting]) -> bytes:
    """Write meetings under a calendar's name; the cancelled ones say so."""
    calendar = Calendar()
    title = clean(name, _LONGEST)
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("name", title), ("x-wr-calname", title)):
        calendar.add(key, value)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for meeting in meetings:
        status = "CANCELLED" if meeting.state is MeetingState.CANCELLED else "CONFIRMED"
        calendar.add_component(
            event_of(meeting, status, _stamp(meeting), say("Answer by replying to our mails."))
        )
    return bytes(calendar.to_ical())


def _stamp(meeting: Meeting) -> datetime:
    """Date an event by its season: asking at another time must not change it; SEQUENCE says what is new."""
    season = meeting.circle.season
    return season.published_at or datetime.combine(season.starts_on, time(), UTC)
