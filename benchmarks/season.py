"""A tick in the middle of a season in which nothing is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import literal, select, update

from benchmarks.measure import counted_queries, in_turns
from benchmarks.report import Cell, Claim, Report
from benchmarks.stage import NEAR, PUBLISHED, Service, opened_service, publish
from circles.domain.words import OutgoingState
from circles.models import Outgoing
from circles.services import timeline
from worker import sweep

INSTANTS = {
    "weeks before the first meeting": PUBLISHED + timedelta(weeks=2),
    "the Sunday before, most topics sent": NEAR,
    "two weeks after, next invites sent": NEAR + timedelta(weeks=2),
}
STEP = timedelta(days=2)
"""No mail is owed for a shorter time, but for a reminder until its meeting."""


@dataclass(frozen=True)
class Sizes:
    """How many people are in the season, and how often a tick is timed."""

    people: int
    rounds: int = 5


SHORT, FULL = Sizes(10_000, rounds=3), Sizes(50_000)


def run(sizes: Sizes) -> Report:
    """Tick at several instants of one season, each after everything owed by then has been sent."""
    rows: list[dict[str, Cell]] = []
    with opened_service() as service:
        with service.runtime.database.transaction() as db:
            publish(db, sizes.people)
        for what, now in INSTANTS.items():
            rows.append({"when": what, **_quiet_tick(service, now, sizes.rounds)})
    return Report(
        name="season",
        measures="One tick with nothing due, against `SELECT 1` as often on the same database.",
        sizes=sizes,
        rows=rows,
        claims=(
            Claim("queries of the worst tick", max(float(row["queries"]) for row in rows), "at most", 20),
            Claim("seconds of the worst tick", max(float(row["seconds"]) for row in rows), "at most", 0.5),
            Claim(
                "the same by processor time", max(float(row["CPU seconds"]) for row in rows), "at most", 0.5
            ),
        ),
    )


def _quiet_tick(service: Service, now: datetime, rounds: int) -> dict[str, Cell]:
    database = service.runtime.database
    _live_until(service, now)
    tick = partial(sweep.tick, service.runtime)
    with counted_queries(database.engine) as queries:
        tick()
    taken = in_turns(rounds, {"tick": tick, "bare": _selects(service, len(queries))})
    return {
        "queries": len(queries),
        "seconds": taken["tick"].wall,
        "CPU seconds": taken["tick"].cpu,
        "SELECT 1, as many": taken["bare"].wall,
    }


def _live_until(service: Service, now: datetime) -> None:
    """Go on to an instant; everything owed on the way has been posted and sent."""
    while service.clock.now < now:
        service.clock.now = min(now, service.clock.now + STEP)
        with service.runtime.database.transaction() as db:
            timeline.post_due(db, service.clock.now)
            db.execute(update(Outgoing).values(state=OutgoingState.SENT))


def _selects(service: Service, count: int) -> Callable[[], None]:
    def select_ones() -> None:
        with service.runtime.database.transaction(read_only=True) as db:
            for _ in range(count):
                db.scalar(select(literal(1)))

    return select_ones
