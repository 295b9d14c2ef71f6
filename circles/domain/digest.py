"""When an organizer's digest is due: Monday from 8 o'clock, where they are, or as soon after as it may go."""

from datetime import date, datetime, timedelta

from circles.domain.cadence import local, next_allowed

_MONDAY = 0


def week_due(now: datetime, zone: str) -> int | None:
    """Give the week whose digest may leave now; None at the hours when none may."""
    return week_of(now, zone) if next_allowed(now, zone) == now else None


def week_of(at: datetime, zone: str) -> int:
    """Give the week an instant is in, such as 202649 (ISO year and week)."""
    year, week, _ = local(at, zone).isocalendar()
    return year * 100 + week


def is_late(now: datetime, zone: str) -> bool:
    """Tell whether the Monday of a digest is past, so that only an outage can have kept it."""
    return local(now, zone).weekday() > _MONDAY


def weeks_between(since: date, today: date) -> int:
    """Count the Mondays after a day, up to another: as many digests were due."""
    return (_monday(today) - _monday(since)).days // 7


def _monday(of: date) -> date:
    return of - timedelta(days=of.weekday())
