"""When an organizer's digest is due: Monday from 8 o'clock, where they are, or as soon after as it may go."""

from datetime import date, datetime, time, timedelta

from circles.domain.cadence import instant, local, next_allowed

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


def weeks_between(since: date, today: date) -> int:
    """Count the Mondays after a day, up to another: as many digests were due."""
    return (_monday(today) - _monday(since)).days // 7


def _monday(of: date) -> date:
    return of - timedelta(days=of.weekday())
