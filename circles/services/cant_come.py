"""Where the host of a meeting, or most of its circle, can't come, the circle is asked for another time.

For a host only as long as they can't: they may hand the meeting on instead, or find that they can come.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from circles.domain import new_times
from circles.domain.tongue import say
from circles.domain.words import MeetingState, PollState, Rsvp
from circles.models import Meeting
from circles.models.season import FOR_HOST
from circles.services import attendance, meetings, moving, openings


def heed(db: Session, meeting: Meeting, now: datetime) -> str:
    """Ask a circle, once for each time of its meeting, or no longer; after each answer and change of host.

    Gives a sentence on what is new, "" where nothing is.
    """
    meetings.hold(db, meeting)
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= now:
        return ""
    cause = _cause(db, meeting, now)
    if cause is None:
        return _no_longer(db, meeting, now)
    poll = moving.ask_by_itself(db, meeting, cause, now)
    if poll is None or poll.state is not PollState.OPEN:
        return ""
    if poll.for_host is not None:
        return say("Its host can't come, so we ask your circle for another time.")
    return say("Most of you can't come, so we ask your circle for another time.")


def _cause(db: Session, meeting: Meeting, now: datetime) -> str | None:
    """Give why a circle is asked as `Poll.asked_by` says it; None where there is no reason to."""
    noes = {who for (_, who), answer in attendance.rsvps(db, [meeting]).items() if answer.value is Rsvp.NO}
    taking_part = {member.participant_id for member in openings.taking_part(meeting.circle, now)}
    if new_times.most_cant_come(len(noes & taking_part), len(taking_part)):
        return ""
    host = meeting.host
    return f"{FOR_HOST}{host.id}" if host is not None and host.participant_id in noes else None


def _no_longer(db: Session, meeting: Meeting, now: datetime) -> str:
    """End the question that was asked for the host's sake, if it runs."""
    poll = moving.poll_of(db, meeting)
    if poll is None or poll.state is not PollState.OPEN or poll.for_host is None:
        return ""
    moving.withdraw(db, poll, now)
    return say("Your circle is no longer asked for another time; the meeting stays as it is.")
