"""Reading a JSON file by its model, so that a mistake is named by its place in the file."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ValidationError

from circles.domain.cadence import zone_info
from circles.errors import Invalid

Model = TypeVar("Model", bound=BaseModel)
Day = TypeVar("Day", bound=date)


def read_json(kind: type[Model], path: Path, what: str) -> Model:
    """Read a file that should be `what`; raises Invalid with the file, the key and what was expected."""
    try:
        return kind.model_validate_json(path.read_bytes())
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(map(str, fault["loc"]))
        expected = fault["msg"].removeprefix("Value error, ").rstrip(".")
        found = (
            "" if fault["type"] in {"missing", "json_invalid"} else f" Found {str(fault['input'])[:60]!r}."
        )
        raise Invalid(
            f"{path.name} is not {what}: {f'`{key}`: ' if key else ''}{expected}.{found}", field=key
        ) from None


def _known(zone: str) -> str:
    try:
        zone_info(zone)
    except Invalid as fault:
        raise ValueError(str(fault)) from None
    return zone


def _near(day: Day) -> Day:
    if not 1970 <= day.year <= 2200:  # the ends of the calendar leave no room to reckon with
        raise ValueError("a year from 1970 to 2200 is expected")
    return day


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)


Zone = Annotated[str, AfterValidator(_known)]
"""The name of a time zone."""
Date = Annotated[date, AfterValidator(_near)]
"""A date that can be reckoned with."""
Instant = Annotated[datetime, AfterValidator(_near), AfterValidator(_aware)]
"""An instant; without a zone it is UTC."""
