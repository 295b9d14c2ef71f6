"""When an organizer's digest is due: Monday from 8 o'clock, where they are."""

from datetime import datetime, time

from circles.domain.cadence import local

_OPENS, _CLOSES = time(8), time(20)
_MONDAY = 0


def week_due(now: datetime, zone: str) -> int | None:
    """Give the week a digest is due for, such as 202649 (ISO year and week); None where none is due now."""
    here = local(now, zone)
    if here.weekday() != _MONDAY or not _OPENS <= here.time() < _CLOSES:
        return None
    year, week, _ = here.isocalendar()
    return year * 100 + week
