"""Who is owed which mail at an instant: one pure function over the state of a season."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from circles.domain.cadence import MORNING, SATURDAY, days_before, next_allowed, working_time, zone_info
from circles.domain.words import MailKind, Rsvp

TOPIC_DAYS = 4
REMINDER_DAYS = 1
FOLLOW_UP_DAYS = 2
RECAP_ASK_LASTS = timedelta(days=5)
FOLLOW_UP_LASTS = timedelta(days=3)
URGENCY = (MailKind.INVITE, MailKind.RECAP_ASK, MailKind.TOPIC, MailKind.REMINDER, MailKind.FOLLOW_UP)
"""Which of a reader's mails goes first."""
ONE_A_DAY = URGENCY[1:]
"""Of these a reader gets one a day; calendar mails go apart."""


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
    last_mail_at: datetime | None = None
    """When their latest scheduled mail left, or will leave."""


@dataclass(frozen=True)
class Meeting:
    """A planned meeting of a circle; `previous_end` is when the one before it ends, None for the first."""

    id: int
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
    person: int
    zone: str
    due: date
    said_at: datetime
    paused_until: datetime | None = None
    last_mail_at: datetime | None = None
    """When its owner's latest scheduled mail left, or will leave."""


@dataclass(frozen=True)
class Due:
    """One mail that is owed: from `at` on, and no longer worth sending at `until`."""

    kind: MailKind
    person: int
    zone: str
    about: str
    version: int
    at: datetime
    until: datetime
    last_mail_at: datetime | None


def plan(meetings: Iterable[Meeting], follow_ups: Iterable[FollowUp]) -> Iterator[Due]:
    """Give every mail the season owes by itself and has not posted, past and to come, in no order."""
    for meeting in meetings:
        for member in meeting.members:
            yield from _of_meeting(meeting, member)
    for follow_up in follow_ups:
        yield from _of_follow_up(follow_up)


def due(meetings: Iterable[Meeting], follow_ups: Iterable[FollowUp], now: datetime) -> list[Due]:
    """List what is owed at `now` and still matters, with `at` as the instant when it may leave."""
    owed = [each for each in plan(meetings, follow_ups) if each.at <= now < each.until]
    by_reader: dict[int, list[Due]] = {}
    for each in sorted(owed, key=lambda each: (URGENCY.index(each.kind), each.until, each.about)):
        by_reader.setdefault(each.person, []).append(each)
    return [leaving for mails in by_reader.values() for leaving in _departures(mails, now)]


def _departures(owed: Sequence[Due], now: datetime) -> Iterator[Due]:
    """Spread one reader's mails: invites leave by themselves, of the others one a day, the most urgent first.

    What would leave too late is not sent, but an invite goes at once rather than miss its meeting.
    """
    latest = [each.last_mail_at for each in owed if each.last_mail_at is not None]
    free = max([now, *(_morning_after(at, owed[0].zone) for at in latest)])
    for each in owed:
        invites = each.kind is MailKind.INVITE
        at = next_allowed(now if invites else free, each.zone)
        if at < each.until:
            yield replace(each, at=at)
            free = free if invites else _morning_after(at, each.zone)
        elif invites:
            yield replace(each, at=now)


def horizon(now: datetime, days: int) -> datetime:
    """Give an instant (UTC) before which every meeting begins whose mail, so many days ahead, is due by now.

    It holds in every zone, for clocks are at most 14 hours ahead of UTC and 12 behind.
    """
    day = (now + timedelta(hours=14 - MORNING)).date()  # somewhere it has been nine on this date
    while (following := day + timedelta(days=1)).weekday() >= SATURDAY:
        day = following  # what belongs to a weekend has left on the Friday before
    return datetime.combine(day + timedelta(days=days + 1), time(12), UTC)


def next_instant(
    meetings: Iterable[Meeting], follow_ups: Iterable[FollowUp], now: datetime
) -> datetime | None:
    """Give the next instant after `now` at which anything more falls due."""
    return min((each.at for each in plan(meetings, follow_ups) if each.at > now), default=None)


def _of_meeting(meeting: Meeting, member: Member) -> Iterator[Due]:
    about = f"meeting:{meeting.id}"

    def owed(kind: MailKind, at: datetime, until: datetime, version: int = meeting.moves) -> Iterator[Due]:
        start = _after_pause(at, member.paused_until, member.zone)
        if start < until and kind not in member.posted:
            yield Due(kind, member.person, member.zone, about, version, start, until, member.last_mail_at)

    if meeting.previous_end is not None:
        yield from owed(
            MailKind.INVITE,
            _morning_after(meeting.previous_end, member.zone),
            meeting.starts_at,
            meeting.sequence,
        )
    topic_at = days_before(meeting.starts_at, TOPIC_DAYS, member.zone)
    yield from owed(MailKind.TOPIC, topic_at, meeting.starts_at)
    if member.rsvp in {None, Rsvp.MAYBE}:
        reminder_at = days_before(meeting.starts_at, REMINDER_DAYS, member.zone)
        yield from owed(MailKind.REMINDER, reminder_at, meeting.starts_at)
    if not meeting.known:
        is_host = member.person == meeting.host
        asked_at = meeting.ends_at if is_host else meeting.ends_at + timedelta(days=1)
        recap_at = next_allowed(asked_at, member.zone)
        yield from owed(MailKind.RECAP_ASK, recap_at, recap_at + RECAP_ASK_LASTS)


def _of_follow_up(follow_up: FollowUp) -> Iterator[Due]:
    reminder = working_time(follow_up.due - timedelta(days=FOLLOW_UP_DAYS), follow_up.zone)
    at = next_allowed(max(reminder, follow_up.said_at), follow_up.zone)
    at = _after_pause(at, follow_up.paused_until, follow_up.zone)
    about = f"followup:{follow_up.id}"
    until, last = at + FOLLOW_UP_LASTS, follow_up.last_mail_at
    yield Due(MailKind.FOLLOW_UP, follow_up.person, follow_up.zone, about, 0, at, until, last)


def _morning_after(ended: datetime, zone: str) -> datetime:
    """09:00 in the reader's zone on the day after, or the next working day's."""
    day = ended.astimezone(zone_info(zone)).date() + timedelta(days=1)
    return next_allowed(working_time(day, zone), zone)


def _after_pause(at: datetime, paused_until: datetime | None, zone: str) -> datetime:
    """Nothing goes to somebody on a break; what still matters goes when they are back."""
    if paused_until is None or at >= paused_until:
        return at.astimezone(UTC)
    return next_allowed(paused_until, zone)
