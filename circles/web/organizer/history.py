"""Every change to a meeting with its author: the audit trail and what was said, newest first."""

from dataclasses import dataclass
from datetime import datetime

from flask import g
from sqlalchemy import select

from circles.domain.words import Source
from circles.models import AttendanceEvent, HeldEvent, Meeting, Organizer, RsvpEvent
from circles.services import audit
from circles.web.organizer import own

ANSWERS = {"yes": "is coming", "no": "can't come", "maybe": "is not sure"}
HOW = {
    Source.CALENDAR: "by a calendar button",
    Source.REPLY: "by mail",
    Source.LINK: "on their page",
    Source.ORGANIZER: "by the organizer",
}


@dataclass(frozen=True)
class Line:
    """One thing said or done; `void` if it was undone since."""

    at: datetime
    who: str
    what: str
    how: str = ""
    void: bool = False


def names(meeting: Meeting) -> dict[str, str]:
    """Give the names behind `person:4` and `organizer:2` of everyone who may have a hand in a meeting."""
    organizers = g.db.scalars(select(Organizer).where(Organizer.program_id == own.organizer().program_id))
    people = {f"organizer:{each.id}": each.name for each in organizers}
    for membership in meeting.circle.memberships:
        person = membership.participant.person
        people[f"person:{person.id}"] = person.name
    return people


def history(meeting: Meeting) -> list[Line]:
    """Give what was said about a meeting and done to it."""
    known = names(meeting)
    by_id = {
        membership.participant_id: membership.participant.person.name
        for membership in meeting.circle.memberships
    }
    done = [
        Line(line.at, known.get(line.who, line.who), line.what)
        for line in audit.trail(g.db, own.organizer().program_id, f"meeting:{meeting.id}")
    ]
    said = [
        Line(
            event.said_at,
            who := known.get(event.said_by, "Someone"),
            _what(event, by_id, who),
            HOW[event.source],
            void=event.void_by is not None,
        )
        for table in (RsvpEvent, AttendanceEvent, HeldEvent)
        for event in g.db.scalars(select(table).where(table.meeting_id == meeting.id))
    ]
    return sorted([*done, *said], key=lambda line: line.at, reverse=True)


def _what(event: RsvpEvent | AttendanceEvent | HeldEvent, by_id: dict[int, str], who: str) -> str:
    """Say it as the rest of a sentence that begins with who said it; of oneself nobody says a name."""
    if isinstance(event, HeldEvent):
        return f"said that the circle {'met' if event.held else 'did not meet'}"
    name = by_id.get(event.participant_id, "someone who was in the circle")
    what = ANSWERS[event.value] if isinstance(event, RsvpEvent) else str(event.value)
    return what if name == who else f"said that {name} {what}"
