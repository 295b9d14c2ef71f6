"""The rhythm of a circle that meets already: which meetings a new one moves, and where further ones fall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from circles.domain.cadence import instant, local

NOTICE = timedelta(days=7)
"""A meeting nearer than this stays: people count on it. None is brought nearer, either."""


@dataclass(frozen=True)
class Hour:
    """When in the week a circle meets: Monday is 0, `start` on the clocks of `zone`."""

    weekday: int
    start: time
    zone: str

    def has(self, at: datetime) -> bool:
        """Tell whether an instant is this hour of its week, also where clocks skip or double it."""
        return at == self._in_week_of(at, 0)

    def after(self, at: datetime, every_weeks: int, earliest: datetime) -> datetime:
        """Give this hour (UTC) so many weeks after the week of `at`, or as often more as `earliest` asks."""
        weeks = every_weeks
        while (found := self._in_week_of(at, weeks)) < earliest:
            weeks += every_weeks
        return found

    def _in_week_of(self, at: datetime, weeks_on: int) -> datetime:
        day = local(at, self.zone).date()
        return instant(
            day + timedelta(days=self.weekday - day.weekday(), weeks=weeks_on), self.start, self.zone
        )


def retimed(meetings: Sequence[datetime], hour: Hour, every_weeks: int, now: datetime) -> list[datetime]:
    """Give when the meetings of a circle (UTC, in their order) are in another rhythm.

    The first one, those that have begun and those within a week stay; so does one that was moved off the
    circle's hour, as long as the one before it leaves it its place. Each other one comes `every_weeks`
    after the week of the one before it.
    """
    found: list[datetime] = []
    for at in meetings:
        last = found[-1] if found else None
        moved_by_hand = not hour.has(at) and (last is None or at > last)
        if last is None or at < now + NOTICE or moved_by_hand:
            found.append(at)
        else:
            found.append(hour.after(last, every_weeks, now + NOTICE))
    return found


def further(last: datetime, hour: Hour, every_weeks: int, count: int, now: datetime) -> list[datetime]:
    """Give `count` more meetings (UTC) after the last one, in the same rhythm."""
    found = [last]
    for _ in range(count):
        found.append(hour.after(found[-1], every_weeks, now + NOTICE))
    return found[1:]
