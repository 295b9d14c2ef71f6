"""Long work that a page shows the progress of: forming circles and importing people."""

import time

import structlog

from circles.domain.grouping import Cancelled
from circles.domain.words import JobState
from circles.errors import CirclesError
from circles.models import Import, Season
from circles.runtime import Runtime
from circles.services import board, imports, jobs

log = structlog.get_logger()

TOLD_EVERY_SECONDS = 0.5
FAULTS = {
    "form": "Forming circles stopped because of a fault on our side. Nothing has changed; try again.",
    "import": "The import stopped because of a fault on our side. Whoever was brought in stays in; upload the"
    " file again to go on with the others.",
}


def run(runtime: Runtime, job_id: int) -> None:
    """Do a job unless somebody else has it; it ends done, failed with a sentence, or as it was cancelled."""
    with runtime.transaction() as db:
        job = jobs.take(db, job_id, runtime.now())
    if job is None:
        return
    work = _form if job.kind == "form" else _import
    try:
        work(runtime, job_id, int(job.about.partition(":")[2]))
    except Cancelled:
        log.info("long work cancelled", job=job_id)
    except CirclesError as error:
        _fail(runtime, job_id, str(error))
    except Exception:
        log.exception("long work failed", job=job_id, kind=job.kind)
        _fail(runtime, job_id, FAULTS[job.kind])


def _form(runtime: Runtime, job_id: int, season_id: int) -> None:
    """Form outside any transaction, then hand the circles over in one, unless it was cancelled meanwhile."""
    with runtime.transaction(read_only=True) as db:
        problem, version = board.to_solve(db, db.get_one(Season, season_id))
    from circles.domain.grouping.forming import form  # noqa: PLC0415  # takes memory: only in this child

    solution = form(problem, progress=_Progress(runtime, job_id))
    with runtime.transaction() as db:
        if not jobs.progress(db, job_id, 1, 1, runtime.now()):
            raise Cancelled("Forming circles was cancelled. Nothing has changed.")
        hand = board.Hand(board.SEARCH, version, runtime.now())
        counts = board.suggest(db, db.get_one(Season, season_id), solution, hand)
        jobs.finish(db, job_id, JobState.DONE, counts)


def _import(runtime: Runtime, job_id: int, import_id: int) -> None:
    """Bring people in step by step; what a cancelled import has brought in stays."""
    with runtime.transaction(read_only=True) as db:
        people = imports.read(db, db.get_one(Import, import_id))
    done, total = 0, len(people.rows)
    while done < total:
        with runtime.transaction() as db:
            done = imports.run_batch(db, db.get_one(Import, import_id), people, runtime.now())
            if not jobs.progress(db, job_id, done, total, runtime.now()):
                return
    with runtime.transaction() as db:
        result = imports.finish(db, db.get_one(Import, import_id), people, runtime.now())
        jobs.finish(db, job_id, JobState.DONE, result)


def _fail(runtime: Runtime, job_id: int, sentence: str) -> None:
    with runtime.transaction() as db:
        jobs.finish(db, job_id, JobState.FAILED, {"error": sentence})


class _Progress:
    """Tells the page how far the work is, at most twice a second; False once it was cancelled."""

    def __init__(self, runtime: Runtime, job_id: int) -> None:
        self._runtime = runtime
        self._job_id = job_id
        self._told_at = float("-inf")

    def __call__(self, done: int, total: int) -> bool:
        if time.monotonic() - self._told_at < TOLD_EVERY_SECONDS:
            return True
        self._told_at = time.monotonic()
        with self._runtime.transaction() as db:
            return jobs.progress(db, self._job_id, done, total, self._runtime.now())
