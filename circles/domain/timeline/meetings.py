"""The mails around a meeting, from the invite to what is asked when it is over."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from circles.domain import kindness
from circles.domain.cadence import days_before, last_hour_before, next_allowed
from circles.domain.timeline.values import Due, First, Meeting, Member
from circles.domain.words import MailKind, Rsvp

TOPIC_DRAFT_DAYS = 6
TOPIC_DAYS = 4
TOPIC_LASTS = timedelta(days=10)
"""Of a meeting that moves, who had the topic no longer than this before its new time has it still."""
TIME_TO_SHAPE = timedelta(hours=4)
"""With less than this before the others have the topic, its host gets no draft."""
REMINDER_DAYS = 1
SURVEYED = (3, 6)
"""The meetings, by number, after which members are asked how they find their circle."""
ASKED_FOR = timedelta(days=5)
"""How long a question about a meeting that is over, or the words of it, are worth sending."""
SURVEY_LASTS = timedelta(days=7)
LOOK_BACK = timedelta(days=10)
"""How long after a meeting began anything about it is sent or asked at all."""
FOR_THOSE_WHO_MEET = (MailKind.TOPIC_DRAFT, MailKind.TOPIC, MailKind.REMINDER, MailKind.RECAP_ASK)
"""Of a meeting that most can't come to, only those get these who said yes: the others were asked for another
time, and where none was found, an organizer decides."""
FOR_MORE_THAN_ONE = (MailKind.INVITE, *FOR_THOSE_WHO_MEET)
"""What waits where all others have left, until somebody joins: an organizer knows, and one can't meet."""
FOR_A_CIRCLE_THAT_MEETS = (MailKind.TOPIC_DRAFT, MailKind.REMINDER, MailKind.RECAP_ASK)
"""What waits where all others are on a break: the invite and the topic tell the one who isn't."""
OTHERS_ARE_ASKED_AFTER = timedelta(days=1)
"""How long the host alone is asked whether the circle met."""


def of_meeting(meeting: Meeting, member: Member) -> Iterator[Due]:
    """Give every mail of a meeting that a member is owed and was not posted, past and to come."""
    rules = (_invite, _topic_draft, _topic, _reminder, _recap_ask, _conflict, _catch_up, _survey)
    for rule in rules:
        for kind, at, until in rule(meeting, member):
            start = kindness.after_break(at, member.paused_until, member.zone)
            if kind is MailKind.INVITE and start >= until:  # it would miss its meeting
                start = max(at, member.paused_until or at)
            if start < until and kind not in member.posted and _concerns(kind, meeting, member):
                version = meeting.sequence if kind is MailKind.INVITE else meeting.moves
                about = f"meeting:{meeting.id}"
                first = _first(meeting, member) if kind is MailKind.RECAP_ASK else None
                after = first.person if first else None
                yield Due(
                    kind, member.person, member.zone, meeting.circle, about, version, start, until, after
                )


_Owed = Iterator[tuple[MailKind, datetime, datetime]]


def _invite(meeting: Meeting, member: Member) -> _Owed:
    """Invite on the morning after the meeting before, or, where that would be too late, once that is over."""
    if meeting.previous_end is not None:
        morning = kindness.morning_after(meeting.previous_end, member.zone)
        at = morning if morning < meeting.starts_at else meeting.previous_end
        yield MailKind.INVITE, at, meeting.starts_at


def _topic_draft(meeting: Meeting, member: Member) -> _Owed:
    """Give the host time with the topic before the others have it, at least from one working day to the next.

    Of a meeting on a Thursday both would go on the Friday before.
    """
    if member.person == meeting.host and member.rsvp is not Rsvp.NO and not _has_topic(meeting, member):
        topic_at = days_before(meeting.starts_at, TOPIC_DAYS, member.zone)
        at = days_before(meeting.starts_at, TOPIC_DRAFT_DAYS, member.zone)
        yield MailKind.TOPIC_DRAFT, min(at, days_before(topic_at, 1, member.zone)), topic_at - TIME_TO_SHAPE


def _topic(meeting: Meeting, member: Member) -> _Owed:
    if not _has_topic(meeting, member):
        yield MailKind.TOPIC, days_before(meeting.starts_at, TOPIC_DAYS, member.zone), meeting.starts_at


def has_topic_still(had_at: datetime, starts_at: datetime) -> bool:
    """Tell whether who had the topic of a meeting before it moved has it still, and needs no other mail."""
    return had_at >= starts_at - TOPIC_LASTS


def _has_topic(meeting: Meeting, member: Member) -> bool:
    return member.had_topic_at is not None and has_topic_still(member.had_topic_at, meeting.starts_at)


def _reminder(meeting: Meeting, member: Member) -> _Owed:
    if member.rsvp in {None, Rsvp.MAYBE}:
        on = (meeting.starts_at, REMINDER_DAYS, member.zone)
        yield MailKind.REMINDER, days_before(*on), last_hour_before(*on)


def _recap_ask(meeting: Meeting, member: Member) -> _Owed:
    is_host = member.person == meeting.host
    is_told = meeting.known and not (is_host and meeting.host_may_know_more)
    if not is_told and member.was_in and not _was_away(meeting, member):
        first = _first(meeting, member)
        if first is None:
            at = usual = next_allowed(meeting.ends_at, member.zone)
        else:  # who is asked only once the host could have said
            theirs = next_allowed(meeting.ends_at, first.zone)
            usual = next_allowed(theirs + OTHERS_ARE_ASKED_AFTER, member.zone)
            at = next_allowed((first.asked_at or theirs) + OTHERS_ARE_ASKED_AFTER, member.zone)
        yield MailKind.RECAP_ASK, at, usual + ASKED_FOR


def _first(meeting: Meeting, member: Member) -> First | None:
    """Give who is asked before a member how a meeting was, unless that one is on a break when it is over."""
    first = meeting.first
    if first is None or first.person == member.person:
        return None
    back = first.paused_until
    return first if back is None or back <= meeting.ends_at else None


def _conflict(meeting: Meeting, member: Member) -> _Owed:
    if meeting.held and member.is_disputed:
        at = kindness.morning_after(meeting.ends_at + OTHERS_ARE_ASKED_AFTER, member.zone)
        yield MailKind.CONFLICT, at, meeting.starts_at + LOOK_BACK  # a break may have come between


def _catch_up(meeting: Meeting, member: Member) -> _Owed:
    if meeting.held and member.missed and meeting.noted_at is not None:
        at = kindness.morning_after(max(meeting.ends_at, meeting.noted_at), member.zone)
        yield MailKind.CATCH_UP, at, at + ASKED_FOR


def _survey(meeting: Meeting, member: Member) -> _Owed:
    if meeting.held and meeting.n in SURVEYED and not member.surveyed and member.was_in:
        at = kindness.morning_after(meeting.ends_at, member.zone)
        yield MailKind.SURVEY, at, at + SURVEY_LASTS


def _concerns(kind: MailKind, meeting: Meeting, member: Member) -> bool:
    if meeting.is_alone and kind in FOR_MORE_THAN_ONE:
        return False
    if meeting.others_away and kind in FOR_A_CIRCLE_THAT_MEETS:
        return False
    return not meeting.is_unlikely or member.rsvp is Rsvp.YES or kind not in FOR_THOSE_WHO_MEET


def _was_away(meeting: Meeting, member: Member) -> bool:
    until, since = member.paused_until, member.paused_since
    is_over_later = until is not None and until > meeting.starts_at
    return is_over_later and (since is None or since <= meeting.starts_at)
