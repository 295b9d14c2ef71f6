"""How a circle is doing, in a word with its reason: never a score."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from circles.domain.words import MeetingState
from circles.models import Circle, Meeting

FEWEST = 3


@dataclass(frozen=True)
class Condition:
    """A word and the rule that gave it."""

    word: str
    reason: str
    needs_care: bool = False


def condition(circle: Circle, now: datetime) -> Condition:
    """Tell whether a published circle is on track, quiet, stuck or finished."""
    if len(circle.members) < FEWEST:
        return Condition("Stuck", f"only {len(circle.members)} people are left", needs_care=True)
    meetings = [meeting for meeting in circle.meetings if meeting.state is not MeetingState.CANCELLED]
    past = [meeting for meeting in meetings if ended(meeting, now)]
    met = sum(meeting.state is MeetingState.HELD for meeting in past)
    so_far = f"we know of {met} of {len(past)} meetings" if len(past) > 1 else _first(met)
    if meetings and len(past) == len(meetings):
        return Condition("Finished", so_far)
    if not past:
        return Condition("On track", "the first meeting is still to come")
    if len(past) > 1 and not any(meeting.state is MeetingState.HELD for meeting in past[-2:]):
        return Condition("Quiet", "nobody has told us that the last two meetings happened", needs_care=True)
    return Condition("On track", so_far)


def _first(met: int) -> str:
    return "the first meeting took place" if met else "nobody has told us of the first meeting yet"


def ended(meeting: Meeting, now: datetime) -> bool:
    """Tell whether a meeting's time is over, whatever came of it."""
    return meeting.starts_at + timedelta(minutes=meeting.minutes) <= now


def coming(circle: Circle, now: datetime) -> Meeting | None:
    """Give a circle's next meeting that is still planned."""
    return next(
        (
            meeting
            for meeting in circle.meetings
            if meeting.state is MeetingState.PLANNED and not ended(meeting, now)
        ),
        None,
    )
