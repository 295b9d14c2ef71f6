"""A year of a season, seasons of many seeds, and a tick in the middle of one in which nothing is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import literal, select, update

from benchmarks.measure import counted_queries, in_turns, take, taken_by
from benchmarks.report import Cell, Claim, Report, Rows
from benchmarks.stage import NEAR, PUBLISHED, Service, opened_service, publish
from circles.demo_people import simulated_people
from circles.domain.words import OutgoingState
from circles.memory import look_for_garbage_less
from circles.models import Outgoing
from circles.services import timeline
from circles.services.programs import SeasonPlan
from circles.simulation import play, report
from circles.simulation.offices import in_process
from worker import sweep

INSTANTS = {
    "weeks before the first meeting": PUBLISHED + timedelta(weeks=2),
    "the Sunday before, most topics sent": NEAR,
    "two weeks after, next invites sent": NEAR + timedelta(weeks=2),
}
BARE = 1000
"""How often `SELECT 1` is asked to know what it takes."""
STEP = timedelta(hours=12)
"""Once in the hours of every day in which a reader gets mail: a reminder is of use on one Friday only."""


@dataclass(frozen=True)
class Sizes:
    """How many people are in the season and how often a tick is timed; and what is played."""

    people: int
    rounds: int = 5
    players: int = 60
    """People in each season that is played."""
    year: int = 13
    """Meetings of a year, one every four weeks."""
    meetings: int = 6
    seeds: int = 1
    """How many seasons of so many meetings are played besides, each by another seed."""


SHORT, FULL = Sizes(10_000, rounds=3), Sizes(50_000, seeds=100)


def run(sizes: Sizes) -> Report:
    """Play in a process as small as a worker; then tick at several instants of a large season.

    Before each of these, everything owed by then has been sent.
    """
    rows: list[dict[str, Cell]] = []
    look_for_garbage_less()  # as a worker does
    year = _played(sizes.players, sizes.year, 1)
    seeds = [_played(sizes.players, sizes.meetings, seed) for seed in range(1, sizes.seeds + 1)]
    with opened_service() as service:
        with service.runtime.database.transaction() as db:
            publish(db, sizes.people)
        for what, now in INSTANTS.items():
            rows.append({"when": what, **_quiet_tick(service, now, sizes.rounds)})
        bare = take(_selects(service, BARE)).cpu / BARE
    return Report(
        name="season",
        measures="One tick with nothing due, against `SELECT 1` as often on the same database. Then whole"
        " seasons, played in one process by the workers' own functions: every mail is written, read and"
        " answered, and in the end, timed by itself, each fact that was said is compared with the record.",
        sizes=sizes,
        rows=rows,
        more=_told(year, seeds, bare),
        claims=(
            Claim("queries of the worst tick", max(float(row["queries"]) for row in rows), "at most", 20),
            Claim("seconds of the worst tick", max(float(row["seconds"]) for row in rows), "at most", 0.5),
            Claim(
                "the same by processor time", max(float(row["CPU seconds"]) for row in rows), "at most", 0.5
            ),
            Claim("processor seconds of a year played", year.seconds, "at most", 60),
            Claim(
                "facts lost and promises broken in all seasons",
                sum(len(each.faults) for each in (year, *seeds)),
                "at most",
                0,
            ),
        ),
    )


@dataclass(frozen=True)
class Played:
    """One season that was played: what it took (seconds), what went through, and what was wrong."""

    seed: int
    meetings: int
    wall: float
    seconds: float
    """Of the processor, from the import to the last answer."""
    compared: float
    """Of the processor, to compare all that was said with the record afterwards."""
    mails: int
    answers: int
    facts: int
    faults: tuple[str, ...]


def _played(people: int, meetings: int, seed: int) -> Played:
    """Play a season from import to report, and compare what it says with the record."""
    plan = SeasonPlan(f"Seed {seed}", play.STARTS_ON, meetings=meetings, every_weeks=4)
    crowd = simulated_people(people, seed)
    with in_process(play.BEGINS) as office:
        played, taken = taken_by(lambda: play.season(office, crowd, plan, seed))
        said, compared = taken_by(lambda: report.report(office.runtime, played))
    return Played(
        seed=seed,
        meetings=meetings,
        wall=taken.wall,
        seconds=taken.cpu,
        compared=compared.cpu,
        mails=sum(said.mails.values()),
        answers=len(played.received),
        facts=len(said.facts),
        faults=tuple(f"seed {seed}: {each}" for each in report.wrong(said)),
    )


def _told(year: Played, seeds: list[Played], bare: float) -> tuple[Rows, ...]:
    """Give a table of what was played, and one of what was wrong where anything was."""
    seasons = [_row("a year", [year], bare), *([_row("of each seed", seeds, bare)] if seeds else [])]
    faults: Rows = [{"wrong": fault} for each in (year, *seeds) for fault in each.faults]
    return (seasons, faults) if faults else (seasons,)


def _row(what: str, seasons: list[Played], bare: float) -> dict[str, Cell]:
    """Sum up seasons: per mail, sent or received, and against a bare query for each, which takes `bare`."""
    through = sum(each.mails + each.answers for each in seasons)
    seconds = sum(each.seconds for each in seasons)
    return {
        "season": what,
        "played": len(seasons),
        "meetings": seasons[0].meetings,
        "CPU seconds each": seconds / len(seasons),
        "CPU seconds to compare": sum(each.compared for each in seasons) / len(seasons),
        "seconds each": sum(each.wall for each in seasons) / len(seasons),
        "mails sent": sum(each.mails for each in seasons),
        "answers": sum(each.answers for each in seasons),
        "facts": sum(each.facts for each in seasons),
        "wrong": sum(len(each.faults) for each in seasons),
        "ms a mail": seconds / through * 1000,
        "times `SELECT 1`": seconds / (bare * through),
    }


def _quiet_tick(service: Service, now: datetime, rounds: int) -> dict[str, Cell]:
    database = service.runtime.database
    _live_until(service, now)
    tick = partial(sweep.tick, service.runtime)
    with counted_queries(database.engine) as first:
        tick()  # every six hours it also looks for what is kept for days
    with counted_queries(database.engine) as queries:
        tick()
    taken = in_turns(rounds, {"tick": tick, "bare": _selects(service, len(queries))})
    return {
        "queries": len(queries),
        "queries every six hours": len(first),
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
