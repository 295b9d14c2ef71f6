"""When an organizer's digest is due: Monday from 8 o'clock, where they are, or as soon after as it may go.

And since when what it tells again is open.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from circles.domain.cadence import instant, local, next_allowed
from circles.domain.need import Need
from circles.domain.tongue import say_n
from circles.domain.wording import day

_MONDAY, _OPENS = 0, time(8)


def week_due(now: datetime, zone: str) -> int | None:
    """Give the week whose digest may leave now; None at the hours when none may."""
    return week_of(now, zone) if next_allowed(now, zone) == now else None


def week_of(at: datetime, zone: str) -> int:
    """Give the week an instant is in, such as 202649 (ISO year and week)."""
    year, week, _ = local(at, zone).isocalendar()
    return year * 100 + week


def monday_after(now: datetime, zone: str) -> datetime:
    """Give the Monday morning to come (UTC) at which the next digest is due there."""
    this = instant(_monday(local(now, zone).date()), _OPENS, zone)
    return this if this > now else instant(_monday(local(now, zone).date()) + timedelta(days=7), _OPENS, zone)


def is_late(now: datetime, zone: str) -> bool:
    """Tell whether the Monday of a digest is past, so that only an outage can have kept it."""
    return local(now, zone).weekday() > _MONDAY


@dataclass(frozen=True)
class StillOpen:
    """A need that an earlier digest told of, in every one since."""

    need: Need
    since: date
    today: date

    @property
    def for_how_long(self) -> str:
        """Since when, as "Open since 4 January 2027, for 2 weeks"."""
        weeks = max(1, (self.today - self.since).days // 7)
        return say_n(
            "Open since {day}, for {n} week", "Open since {day}, for {n} weeks", weeks, day=day(self.since)
        )


def still_open(need: Need, told: date, zone: str, today: date) -> StillOpen:
    """Say since when a need is open: since before it was first told of, where that is known."""
    since = local(need.since, zone).date() if need.since else told
    return StillOpen(need, min(since, told), today)


def _monday(of: date) -> date:
    return of - timedelta(days=of.weekday())
