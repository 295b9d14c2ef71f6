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

    A nudge that would be one too many leaves once a week is over that ends later on that day, and has the day
    till then; None where it ends on another day.
    """
    others = list(others)
    taken = {local(mail.at, zone).date() for mail in others if mail.circle == circle}
    at = next_allowed(now, zone)
    while local(at, zone).date() in taken and not (
        kind is MailKind.MOVE_POLL and can_not_wait(at, until, zone)
    ):
        at = morning_after(at, zone)
    if kind not in NUDGES:
        return at
    nudges = [mail.at for mail in others if mail.kind in NUDGES]
    allowed = next((each for each in (at, *_weeks_ends(nudges, at)) if not _crowded(each, nudges)), None)
    return allowed if allowed is not None and _same_hours(at, allowed, zone) else None


def has_day_from(
    kind: MailKind, circle: int, zone: str, others: Iterable[Mail], now: datetime, until: datetime
) -> datetime | None:
    """Give the next instant after `now` (UTC) from which a scheduled mail that waits may have a day.

    None where that is too late.
    """
    others = list(others)
    for since in (now, *_weeks_ends([mail.at for mail in others if mail.kind in NUDGES], now)):
        at = departure(kind, circle, zone, others, since, until)
        if at is not None:
            ranked = ranked_at(at, zone)
            return ranked if now < ranked and at < until else None
    return None


def ranked_at(at: datetime, zone: str) -> datetime:
    """Give when (UTC) it is decided what leaves on the day of an instant: at nine, as most falls due."""
    return working_time(local(at, zone).date(), zone)


def _weeks_ends(nudges: Iterable[datetime], since: datetime) -> list[datetime]:
    """List when the weeks that nudges begin are over, after `since`."""
    return sorted(each + WEEK for each in nudges if each + WEEK > since)


def _crowded(at: datetime, nudges: Iterable[datetime]) -> bool:
    """Tell whether with one more there would be too many nudges in any seven days, to the second."""
    them = sorted([at, *nudges])
    return any(third - first < WEEK for first, third in zip(them, them[MOST_NUDGES:], strict=False))


def _same_hours(at: datetime, later: datetime, zone: str) -> bool:
    """Tell whether a later instant is on the same day, within its decent hours."""
    return later == next_allowed(later, zone) and local(at, zone).date() == local(later, zone).date()


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
