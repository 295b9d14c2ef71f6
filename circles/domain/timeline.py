"""Who is owed which mail at an instant: one pure function over the state of a season."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from circles.domain import kindness
from circles.domain.cadence import MORNING, SATURDAY, days_before, next_allowed, working_time
from circles.domain.kindness import URGENCY, Mail
from circles.domain.words import MailKind, Rsvp

TOPIC_DAYS = 4
REMINDER_DAYS = 1
FOLLOW_UP_DAYS = 2
RECAP_ASK_LASTS = timedelta(days=5)
FOLLOW_UP_LASTS = timedelta(days=3)
OTHERS_ARE_ASKED_AFTER = timedelta(days=1)
"""How long the host alone is asked whether the circle met."""


@dataclass(frozen=True)
class Member:
    """A member as the timeline sees them."""

    person: int
    zone: str
    paused_until: datetime | None = None
    rsvp: Rsvp | None = None
    """Their standing answer to the meeting at hand."""
    posted: frozenset[MailKind] = frozenset()
    """The mails of the meeting, at its present time, that they have or are about to have."""
    joined_at: datetime | None = None
    """None for a member from the start."""


@dataclass(frozen=True)
class Meeting:
    """A planned meeting of a circle; `previous_end` is when the one before it ends, None for the first."""

    id: int
    circle: int
    starts_at: datetime
    minutes: int
    moves: int
    sequence: int
    members: tuple[Member, ...]
    host: int | None
    """Person id."""
    known: bool
    """Somebody has said whether they met, or who came."""
    previous_end: datetime | None

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class FollowUp:
    """An open follow-up with a due date (local to its owner)."""

    id: int
    circle: int
    person: int
    zone: str
    due: date
    said_at: datetime
    paused_until: datetime | None = None


@dataclass(frozen=True)
class State:
    """What the seasons owe mail for."""

    meetings: Sequence[Meeting] = ()
    follow_ups: Sequence[FollowUp] = ()
    mails: Mapping[int, Sequence[Mail]] = field(default_factory=dict)
    """By person id, their scheduled mails of the last seven days and those that wait to leave."""


@dataclass(frozen=True)
class Due:
    """One mail that is owed: from `at` on, and no longer worth sending at `until`."""

    kind: MailKind
    person: int
    zone: str
    circle: int
    about: str
    version: int
    at: datetime
    until: datetime


def plan(state: State) -> Iterator[Due]:
    """Give every mail the seasons owe by themselves and have not posted, past and to come, in no order."""
    for meeting in state.meetings:
        for member in meeting.members:
            yield from _of_meeting(meeting, member)
    for follow_up in state.follow_ups:
        yield from _of_follow_up(follow_up)


def due(state: State, now: datetime) -> list[Due]:
    """List what is owed at `now` and still matters, with `at` as the instant when it may leave.

    Invites leave by themselves, and at once rather than miss their meeting. The others keep to the limits of
    kindness.py, the most urgent first; what would leave too late is not sent.
    """
    owed = [each for each in plan(state) if each.at <= now < each.until]
    mails = {each.person: list(state.mails.get(each.person, ())) for each in owed}
    leaving = []
    for each in sorted(owed, key=lambda each: (_urgency(each.kind), each.until, each.about)):
        if each.kind is MailKind.INVITE:
            at = next_allowed(now, each.zone)
            leaving.append(replace(each, at=at if at < each.until else now))
            continue
        allowed = kindness.departure(each.kind, each.circle, each.zone, mails[each.person], now)
        if allowed is not None and allowed < each.until:
            leaving.append(replace(each, at=allowed))
            mails[each.person].append(Mail(each.kind, each.circle, allowed))
    return leaving


def _urgency(kind: MailKind) -> int:
    return URGENCY.index(kind) if kind in URGENCY else -1


def horizon(now: datetime, days: int) -> datetime:
    """Give an instant (UTC) before which every meeting begins whose mail, so many days ahead, is due by now.

    It holds in every zone, for clocks are at most 14 hours ahead of UTC and 12 behind.
    """
    day = (now + timedelta(hours=14 - MORNING)).date()  # somewhere it has been nine on this date
    while (following := day + timedelta(days=1)).weekday() >= SATURDAY:
        day = following  # what belongs to a weekend has left on the Friday before
    return datetime.combine(day + timedelta(days=days + 1), time(12), UTC)


def next_instant(state: State, now: datetime) -> datetime | None:
    """Give the next instant after `now` at which anything more falls due."""
    return min((each.at for each in plan(state) if each.at > now), default=None)


def _of_meeting(meeting: Meeting, member: Member) -> Iterator[Due]:
    about = f"meeting:{meeting.id}"

    def owed(kind: MailKind, at: datetime, until: datetime, version: int = meeting.moves) -> Iterator[Due]:
        start = kindness.after_break(at, member.paused_until, member.zone)
        if start < until and kind not in member.posted:
            yield Due(kind, member.person, member.zone, meeting.circle, about, version, start, until)

    if meeting.previous_end is not None:
        yield from owed(
            MailKind.INVITE,
            kindness.morning_after(meeting.previous_end, member.zone),
            meeting.starts_at,
            meeting.sequence,
        )
    topic_at = days_before(meeting.starts_at, TOPIC_DAYS, member.zone)
    yield from owed(MailKind.TOPIC, topic_at, meeting.starts_at)
    if member.rsvp in {None, Rsvp.MAYBE}:
        reminder_at = days_before(meeting.starts_at, REMINDER_DAYS, member.zone)
        yield from owed(MailKind.REMINDER, reminder_at, meeting.starts_at)
    if not meeting.known and (member.joined_at is None or member.joined_at <= meeting.starts_at):
        is_host = member.person == meeting.host
        asked_at = meeting.ends_at if is_host else meeting.ends_at + OTHERS_ARE_ASKED_AFTER
        recap_at = next_allowed(asked_at, member.zone)
        yield from owed(MailKind.RECAP_ASK, recap_at, recap_at + RECAP_ASK_LASTS)


def _of_follow_up(follow_up: FollowUp) -> Iterator[Due]:
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
