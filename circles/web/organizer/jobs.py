"""Long work and its progress: the page may be left, and nothing is lost."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from circles.domain.words import JobState
from circles.models import Job
from circles.services import jobs
from circles.web.organizer import blueprint, own

WORDS = {"form": "Forming circles", "import": "Bringing people in"}
STOPPED = {
    "form": "Stopped. Nothing has changed.",
    "import": "Stopped. Whoever was brought in by then stays in.",
}


@blueprint.get("/organizer/jobs/<int:job_id>")
def job(job_id: int) -> ResponseReturnValue:
    """Show how far it is; what is finished leads on to its result."""
    job = own.job(job_id)
    if job.state is JobState.DONE and "error" not in job.result:
        if job.result.get("outcome") == "same":
            flash("We looked again and found nothing better. Your circles are as they were.")
        return redirect(_result_page(job))
    return render_template(
        "organizer/job.html",
        job=job,
        title=WORDS[job.kind],
        stopped=STOPPED[job.kind],
        moving=job.state in jobs.OPEN,
        back=_result_page(job) if job.kind == "form" else url_for("organizer.home"),
    )


@blueprint.get("/organizer/jobs/<int:job_id>.json")
def job_progress(job_id: int) -> ResponseReturnValue:
    """Say how far it is, for the page's script."""
    job = own.job(job_id)
    progress: dict[str, Any] = {"open": job.state in jobs.OPEN, "done": job.done, "total": job.total}
    return jsonify(progress)


@blueprint.post("/organizer/jobs/<int:job_id>/stop")
def stop_job(job_id: int) -> ResponseReturnValue:
    """Stop it; what it has not finished leaves no trace."""
    job = own.job(job_id)
    jobs.cancel(job)
    return redirect(url_for("organizer.job", job_id=job.id))


def _result_page(job: Job) -> str:
    number = int(job.about.partition(":")[2])
    if job.kind == "form":
        page = "suggestion" if job.result.get("outcome") == "suggested" else "board"
        return url_for(f"organizer.{page}", season_id=number)
    return url_for("organizer.check_import", upload_id=number)
