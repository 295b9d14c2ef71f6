"""Long work with progress: forming circles, importing people."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from circles.db import wake
from circles.domain.words import JobState
from circles.models import Job

LEASE = timedelta(minutes=5)
OPEN = (JobState.QUEUED, JobState.RUNNING)


def start(db: Session, program_id: int, kind: str, about: str, now: datetime) -> Job:
    """Ask a worker for long work, or give the one about the same thing that is already under way."""
    under_way = db.scalars(
        select(Job).where(Job.kind == kind, Job.about == about, Job.state.in_(OPEN)).order_by(Job.id)
    ).first()
    if under_way is not None:
        return under_way
    job = Job(program_id=program_id, kind=kind, about=about, created_at=now, due_at=now)
    db.add(job)
    db.flush()
    wake(db, "run", job.id)
    return job


def take(db: Session, job_id: int, now: datetime) -> Job | None:
    """Take a job for the length of a lease; None if it is finished or somebody else's."""
    job = db.get(Job, job_id, with_for_update={"key_share": True})
    if job is None or job.state not in OPEN or (job.state is JobState.RUNNING and job.due_at > now):
        return None
    job.state, job.due_at = JobState.RUNNING, now + LEASE
    return job


def progress(db: Session, job_id: int, done: int, total: int, now: datetime) -> bool:
    """Note how far it is and prolong the lease; False when somebody has cancelled it."""
    job = db.get_one(Job, job_id)
    if job.state is JobState.CANCELLED:
        return False
    job.done, job.total, job.due_at = done, total, now + LEASE
    return True


def finish(db: Session, job_id: int, state: JobState, result: dict[str, Any]) -> None:
    """Note how it ended, unless it was cancelled meanwhile."""
    job = db.get_one(Job, job_id)
    if job.state is not JobState.CANCELLED:
        job.state, job.result = state, result
        job.done = job.total


def cancel(job: Job) -> None:
    """Ask for it to stop; what it has not finished leaves no trace."""
    if job.state in OPEN:
        job.state = JobState.CANCELLED


def unfinished(db: Session, now: datetime) -> list[int]:
    """List the jobs that wait, or whose worker has died."""
    return list(db.scalars(_UNFINISHED, {"now": now}))


_WAITING = (Job.state.in_(OPEN), Job.due_at <= bindparam("now"))
IS_WAITING = exists().where(*_WAITING)
"""Whether any job waits `now`."""
_UNFINISHED = select(Job.id).where(*_WAITING)
