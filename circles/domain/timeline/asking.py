"""The mails about follow-ups, polls, silence and the end of a season."""

from collections.abc import Iterator
from datetime import timedelta

from circles.domain import kindness
from circles.domain.cadence import next_allowed, working_time
from circles.domain.timeline.values import Due, Ending, FollowUp, Poll, Silence
from circles.domain.words import MailKind

FOLLOW_UP_DAYS = 2
FOLLOW_UP_LASTS = timedelta(days=3)
CHECK_IN_AFTER = timedelta(days=6)
"""Nearly a week after that meeting: what was asked about that one is no nudge of the week then."""
CHECK_IN_LASTS = timedelta(days=7)
REPORT_DAYS = 3
"""How long after the last meeting the report goes: what is asked of that meeting comes first."""
REPORT_LASTS = timedelta(days=14)
REPORTED_WITHIN = REPORT_LASTS + timedelta(days=REPORT_DAYS + 11)
"""So long after the last meeting a report may still be due: a weekend more, or the usual break."""


def of_follow_up(follow_up: FollowUp) -> Iterator[Due]:
    """Remind of what is to come: what is overdue only heads the next topic mail."""
    zone = follow_up.zone
    reminder = working_time(follow_up.due - timedelta(days=FOLLOW_UP_DAYS), zone)
    at = next_allowed(max(reminder, follow_up.said_at), zone)
    at = kindness.after_break(at, follow_up.paused_until, zone)
    overdue = working_time(follow_up.due + timedelta(days=1), zone, hour=0)
    until = min(at + FOLLOW_UP_LASTS, overdue)
    if at < until:
        about = f"followup:{follow_up.id}"
        yield Due(MailKind.FOLLOW_UP, follow_up.person, zone, follow_up.circle, about, 0, at, until)


def of_poll(poll: Poll) -> Iterator[Due]:
    """Ask at the next decent hour, as long as an answer still counts."""
    at = kindness.after_break(next_allowed(poll.opened_at, poll.zone), poll.paused_until, poll.zone)
    if at < poll.closes_at:
        about = f"poll:{poll.id}"
        yield Due(MailKind.MOVE_POLL, poll.person, poll.zone, poll.circle, about, 0, at, poll.closes_at)


def of_silence(silence: Silence) -> Iterator[Due]:
    """Ask once, privately, a while after the second meeting they said nothing about."""
    zone = silence.zone
    at = kindness.morning_after(silence.since + CHECK_IN_AFTER, zone)
    at = kindness.after_break(at, silence.paused_until, zone)
    until = at + CHECK_IN_LASTS
    about = f"membership:{silence.membership}"
    yield Due(MailKind.CHECK_IN, silence.person, zone, silence.circle, about, silence.meeting, at, until)


def of_ending(ending: Ending) -> Iterator[Due]:
    """Say thank you when what was asked of the last meeting has been answered, or not."""
    at = kindness.morning_after(ending.ended_at + timedelta(days=REPORT_DAYS), ending.zone)
    at = kindness.after_break(at, ending.paused_until, ending.zone)
    until = at + REPORT_LASTS
    about = f"membership:{ending.membership}"
    yield Due(MailKind.SEASON_REPORT, ending.person, ending.zone, ending.circle, about, 0, at, until)
