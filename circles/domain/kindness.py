"""The limits of what people get unasked: at decent hours, one mail a day from a circle, two nudges a week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from circles.domain.cadence import local, next_allowed, working_time
from circles.domain.words import MailKind

URGENCY = (
    MailKind.MOVE_POLL,
    MailKind.RECAP_ASK,
    MailKind.TOPIC_DRAFT,
    MailKind.TOPIC,
    MailKind.REMINDER,
    MailKind.FOLLOW_UP,
    MailKind.CONFLICT,
    MailKind.CHECK_IN,
    MailKind.CATCH_UP,
    MailKind.SURVEY,
    MailKind.SEASON_REPORT,
)
"""The scheduled mails of which a membership gets one a day, most urgent first; calendar mails go apart."""
NUDGES = frozenset(
    {
        MailKind.REMINDER,
        MailKind.RECAP_ASK,
        MailKind.FOLLOW_UP,
        MailKind.CONFLICT,
        MailKind.CHECK_IN,
        MailKind.SURVEY,
    }
)
MOST_NUDGES = 2
"""How many a person gets within any seven days, whatever circles they are in."""
WEEK = timedelta(days=7)
LEFT_TO_ANSWER = timedelta(days=1)
"""A question that would be open for less than this the next day goes beside the mail of a day."""
AT_ONCE_WITHIN = timedelta(hours=48)
"""News of a meeting that is nearer than this doesn't wait for a decent hour."""


@dataclass(frozen=True)
class Mail:
    """A scheduled mail of a circle that has left, or is about to."""

    kind: MailKind
    circle: int
    at: datetime


def departure(
    kind: MailKind, circle: int, zone: str, others: Iterable[Mail], now: datetime, until: datetime
) -> datetime | None:
    """Give when, from `now` on, a scheduled mail that is of use `until` then may leave beside `others` (UTC).

    None for a nudge that would be one too many in its week.
    """
    others = list(others)
    taken = {local(mail.at, zone).date() for mail in others if mail.circle == circle}
    at = next_allowed(now, zone)
    while local(at, zone).date() in taken and not (
        kind is MailKind.MOVE_POLL and can_not_wait(at, until, zone)
    ):
        at = morning_after(at, zone)
    nudges = sorted([at, *(mail.at for mail in others if mail.kind in NUDGES)])
    crowded = any(third - first < WEEK for first, third in zip(nudges, nudges[MOST_NUDGES:], strict=False))
    return None if kind in NUDGES and crowded else at


def can_not_wait(at: datetime, until: datetime, zone: str) -> bool:
    """Tell whether who is asked on the next working day only has too little time left to answer."""
    return until - morning_after(at, zone) < LEFT_TO_ANSWER


def news_leaves(now: datetime, begins: datetime, zone: str) -> datetime:
    """Give when news of a meeting may leave (UTC): at a decent hour, or at once when it begins within 48 h.

    Of a meeting that moved, `begins` is the earlier of its two times.
    """
    return min(next_allowed(now, zone), max(now.astimezone(UTC), begins - AT_ONCE_WITHIN))


def after_break(at: datetime, paused_until: datetime | None, zone: str) -> datetime:
    """Give `at` (UTC), or the first decent hour after a break that lasts longer."""
    if paused_until is None or at >= paused_until:
        return at.astimezone(UTC)
    return next_allowed(paused_until, zone)


def morning_after(at: datetime, zone: str) -> datetime:
    """Give 09:00 in the reader's zone (in UTC) on the day after, or the next working day's."""
    day = local(at, zone).date() + timedelta(days=1)
    return next_allowed(working_time(day, zone), zone)
