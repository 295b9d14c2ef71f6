"""What every template may use: times with their zone, and words for states."""

from datetime import datetime

from flask import Flask

from circles.domain import cadence
from circles.runtime import Runtime


def register(app: Flask, runtime: Runtime) -> None:
    """Give the templates their filters and the few values every page shows."""
    app.add_template_filter(cadence.show, "when")
    app.add_template_filter(moment)
    app.add_template_filter(words)
    app.add_template_filter(count)

    @app.context_processor
    def site() -> dict[str, object]:
        return {"site_name": runtime.settings.site_name, "demo": runtime.settings.demo}


def moment(at: datetime, zone: str) -> str:
    """Write an instant as "Thu 3 Dec, 17:00 (Lisbon time)"."""
    day, _, rest = cadence.show(at, 0, zone).partition("-")
    return f"{day} {rest.partition(' ')[2]}"


def words(state: str) -> str:
    """Write a stored value for reading: `not_held` becomes "not held"."""
    return state.replace("_", " ").replace("-", " ")


def count(n: int, one: str, many: str = "") -> str:
    """Write a number with its noun: "1 circle", "3 circles", "3 people"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
