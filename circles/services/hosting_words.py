"""What is said of who hosts a meeting, where a member's wish about it can't be done."""

from collections.abc import Iterable
from datetime import datetime

from circles.domain.cadence import day
from circles.domain.tongue import say
from circles.domain.words import MeetingState
from circles.models import Meeting, Membership, Participant

Change = tuple[Meeting, Membership, Membership]
"""A meeting, who was to host it, and who does now."""


def not_theirs(meeting: Meeting, member: Membership, now: datetime) -> str:
    """Say kindly that somebody else hosts, and when it is their turn."""
    zone = member.participant.person.zone
    said = say(
        "{host} hosts the meeting on {day}, so there is nothing for you to hand on.",
        **hosts(meeting, zone),
    )
    turns = (each for each in meeting.circle.meetings if each.host is member and each.starts_at > now)
    turn = next((each for each in turns if each.state is MeetingState.PLANNED), None)
    if turn is None:
        return said
    theirs = say("Your turn is on {day}.", day=day(turn.starts_at, zone))
    return f"{said} {theirs}"


def hosts(meeting: Meeting, zone: str) -> dict[str, str]:
    """Give who hosts a meeting to come, and on which day, as fields of a sentence."""
    host = meeting.host.participant.person.name if meeting.host else say("Nobody")
    return {"host": host, "day": day(meeting.starts_at, zone)}


def nobody_else(meeting: Meeting) -> str:
    """Say that the meeting stays with its host, and why."""
    if len(meeting.circle.members) == 1:
        return say("Nobody else is in your circle now, so the meeting stays with you.")
    return say("Everybody else has handed it on or can't come, so the meeting stays with you for now.")


def sentences(changes: Iterable[Change], teller: Participant) -> list[str]:
    """Say who hosts what now, to one of the circle."""
    zone = teller.person.zone
    said = []
    for meeting, _, is_now in changes:
        on = day(meeting.starts_at, zone)
        if is_now.participant is teller:
            said.append(say("You host the meeting on {day}.", day=on))
        else:
            name = is_now.participant.person.name
            said.append(say("{name} hosts the meeting on {day} and is told.", name=name, day=on))
    return said
