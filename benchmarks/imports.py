"""Import of a people file, checked and written, against the bare reading of its lines."""

import csv
import io
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from benchmarks.measure import Taken, in_turns, peak_megabytes
from benchmarks.report import Claim, Report
from benchmarks.stage import Service, add_season, opened_service
from circles.demo_people import simulated_people
from circles.models import Import, Job, Season
from circles.services import imports
from worker import long_work

BARE, OURS = "csv alone", "checked and written"


@dataclass(frozen=True)
class Sizes:
    """Rows of the file; an upload may have 20,000."""

    rows: int
    rounds: int = 5


SHORT, FULL = Sizes(1_000), Sizes(20_000)


def run(sizes: Sizes) -> Report:
    """Import one file in turns with reading it, and once in a process of its own for its memory."""
    with opened_service() as service:
        taken = _times(service, simulated_people(sizes.rows, seed=1), sizes.rounds)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        before, after = process.submit(_peaks, sizes.rows).result()
    return Report(
        name="import",
        measures="A people file from upload to the last row written and the first mails posted, in the steps"
        " the worker takes; against reading its lines with csv alone.",
        sizes=sizes,
        rows=[
            {"what": what, "rows/s": sizes.rows / each.wall, "rows/CPU second": sizes.rows / each.cpu}
            for what, each in taken.items()
        ],
        claims=(
            Claim("times as long as csv alone", taken[OURS].wall / taken[BARE].wall, "at most", 12),
            Claim("the same by processor time", taken[OURS].cpu / taken[BARE].cpu, "at most", 12),
            Claim("megabytes held at most", after, "at most", 300),
            Claim("of these, megabytes for the import", after - before, "at most", 300),
        ),
    )


def _times(service: Service, data: bytes, rounds: int) -> dict[str, Taken]:
    seasons: list[int] = []

    def new_season() -> None:
        with service.runtime.database.transaction() as db:
            seasons.append(add_season(db).id)

    works = {OURS: lambda: _import(service, seasons[-1], data), BARE: lambda: _read(data)}
    return in_turns(rounds, works, before=new_season)


def _import(service: Service, season_id: int, data: bytes) -> None:
    """Do what an organizer's upload and press on Import make happen."""
    now = service.clock.now
    with service.runtime.database.transaction() as db:
        kept = imports.upload(db, db.get_one(Season, season_id), None, "people.csv", data, now)
    with service.runtime.database.transaction() as db:
        job_id = imports.confirm(db, db.get_one(Import, kept.id), None, now, knows=True).id
    long_work.run(service.runtime, job_id)
    with service.runtime.database.transaction(read_only=True) as db:
        job = db.get_one(Job, job_id)
        assert job.result.get("new"), f"the import brought nobody in: {job.state} {job.result}"


def _read(data: bytes) -> None:
    for _row in csv.reader(io.StringIO(data.decode())):
        pass


def _peaks(rows: int) -> tuple[float, float]:
    """Give what this process held before and after an import."""
    data = simulated_people(rows, seed=1)
    with opened_service() as service:
        with service.runtime.database.transaction() as db:
            season_id = add_season(db).id
        before = peak_megabytes()
        _import(service, season_id, data)
    return before, peak_megabytes()
