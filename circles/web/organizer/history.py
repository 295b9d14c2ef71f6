"""Every change to a meeting with its author: the audit trail and what was said, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import g
from sqlalchemy import select

from circles.domain.words import Source
from circles.models import AttendanceEvent, HeldEvent, Meeting, Membership, Organizer, RsvpEvent
from circles.services import audit
from circles.web.organizer import own
from circles.web.showing import called

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
    """Give the names behind `person:4` and `organizer:2` of all with a hand in a meeting, and ours."""
    organizers = g.db.scalars(select(Organizer).where(Organizer.program_id == own.organizer().program_id))
    people = {"circles": "Circles"} | {f"organizer:{each.id}": each.name for each in organizers}
    people |= {_who(membership): called(membership) for membership in meeting.circle.memberships}
    return people


def history(meeting: Meeting) -> list[Line]:
    """Give what was said about a meeting and done to it."""
    known = names(meeting)
    members = {membership.participant_id: membership for membership in meeting.circle.memberships}
    done = [
        Line(line.at, known.get(line.who, line.who), line.what)
        for line in audit.trail(g.db, own.organizer().program_id, f"meeting:{meeting.id}")
    ]
    said = [
        Line(
            event.said_at,
            known.get(event.said_by, "Someone"),
            _what(event, members),
            HOW[event.source],
            void=event.void_by is not None,
        )
        for table in (RsvpEvent, AttendanceEvent, HeldEvent)
        for event in g.db.scalars(select(table).where(table.meeting_id == meeting.id))
    ]
    return sorted([*done, *said], key=lambda line: line.at, reverse=True)


def _what(event: RsvpEvent | AttendanceEvent | HeldEvent, members: Mapping[int, Membership]) -> str:
    """Say it as the rest of a sentence that begins with who said it; of oneself nobody says a name."""
    if isinstance(event, HeldEvent):
        return f"said that the circle {'met' if event.held else 'did not meet'}"
    what = ANSWERS[event.value] if isinstance(event, RsvpEvent) else str(event.value)
    member = members.get(event.participant_id)
    if member is None:
        return f"said that someone who was in the circle {what}"
    return what if _who(member) == event.said_by else f"said that {called(member)} {what}"


def _who(member: Membership) -> str:
    return f"person:{member.participant.person_id}"
