"""The grid of a week on a page: parts of the day by weekday, as checkboxes that write people-file hours."""

from circles.domain.availability import DAYS, Hours, as_text, parse

PARTS = ((7, 9), (9, 12), (12, 14), (14, 18), (18, 21))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CHOICES = {f"{day} {start:02}:00-{end:02}:00": f"{start:02}-{end:02}" for day in DAYS for start, end in PARTS}
"""Each box's value is itself a piece of availability text."""


def as_availability(ticked: list[str]) -> str:
    """Write the ticked boxes as weekly hours, those that touch joined."""
    return as_text(parse("; ".join(ticked)))


def ticks(availability: str) -> list[str]:
    """Give the boxes that lie wholly inside weekly hours."""
    hours = parse(availability)
    return [value for value in CHOICES if _covered(parse(value)[0], hours)]


def fits(availability: str) -> bool:
    """Tell whether the grid shows these hours without losing any."""
    return as_availability(ticks(availability)) == as_text(parse(availability))


def _covered(part: Hours, hours: tuple[Hours, ...]) -> bool:
    return any(
        each.weekday == part.weekday and each.start <= part.start and part.end <= each.end for each in hours
    )
