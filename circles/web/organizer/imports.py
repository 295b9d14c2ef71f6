"""Bringing people in from a file: add it, look at a rehearsal, then run it."""

from collections.abc import Iterable
from itertools import groupby

from flask import Response, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from circles.demo_people import sample_csv
from circles.domain.people_file import Problem
from circles.domain.words import JobState
from circles.errors import CirclesError
from circles.models import Import, Job, Season
from circles.services import imports
from circles.web.forms import ConfirmImportForm, UploadForm
from circles.web.organizer import blueprint, own
from circles.web.organizer.people import csv_file

PASTED = "pasted.csv"
LATEST = 20


@blueprint.route("/organizer/seasons/<int:season_id>/import", methods=["GET", "POST"])
def add_people(season_id: int) -> ResponseReturnValue:
    """Take a file or a pasted table, and go on to its rehearsal."""
    season = own.season(season_id)
    form = UploadForm()
    if form.validate_on_submit():
        name, data = _given(form)
        try:
            upload = imports.upload(g.db, season, own.organizer(), name, data, g.now)
        except CirclesError as error:
            form.file.errors = [str(error)]
        else:
            return redirect(url_for("organizer.check_import", upload_id=upload.id))
    page = render_template("organizer/import_add.html", season=season, form=form, earlier=_earlier(season))
    return page, 422 if form.errors else 200


@blueprint.get("/organizer/imports/<int:upload_id>")
def check_import(upload_id: int) -> ResponseReturnValue:
    """Show what a run would do, or what it did."""
    upload = own.upload(upload_id)
    if upload.run_at is not None:
        return _result(upload)
    rehearsal = imports.rehearse(g.db, upload)
    return render_template(
        "organizer/import_check.html",
        upload=upload,
        season=upload.season,
        rehearsal=rehearsal,
        blocking=_grouped(problem for problem in rehearsal.problems if problem.blocking),
        hints=_grouped(problem for problem in rehearsal.problems if not problem.blocking),
        form=ConfirmImportForm(formdata=None),
    )


def _result(upload: Import) -> ResponseReturnValue:
    """Show what a run did, or lead to its progress while it is under way or has failed."""
    about = select(Job).where(Job.kind == "import", Job.about == f"import:{upload.id}")
    job = g.db.scalars(about.order_by(Job.id.desc())).first()
    if job is not None and job.state is not JobState.DONE:
        return redirect(url_for("organizer.job", job_id=job.id))
    return render_template("organizer/import_done.html", upload=upload, season=upload.season)


@blueprint.post("/organizer/imports/<int:upload_id>")
def run_import(upload_id: int) -> ResponseReturnValue:
    """Run it, as enrolment or as invitation."""
    upload = own.upload(upload_id)
    knows = bool(ConfirmImportForm().knows.data)
    job = imports.confirm(g.db, upload, own.organizer(), g.now, knows=knows)
    return redirect(url_for("organizer.job", job_id=job.id))


@blueprint.get("/organizer/imports/<int:upload_id>/skipped.csv")
def skipped_rows(upload_id: int) -> ResponseReturnValue:
    """Hand back the rows that can't be used, each with its reason."""
    return csv_file(imports.skipped_rows(g.db, own.upload(upload_id)), "skipped.csv")


@blueprint.get("/organizer/sample.csv")
def sample() -> ResponseReturnValue:
    """Hand out the demo's file of people to import."""
    if not g.runtime.settings.demo:
        abort(404)
    headers = {"Content-Disposition": 'attachment; filename="people-to-import.csv"'}
    return Response(sample_csv(), mimetype="text/csv", headers=headers)


def _given(form: UploadForm) -> tuple[str, bytes]:
    file = request.files.get(form.file.name)
    if file is not None and file.filename:
        return file.filename, file.read()
    return PASTED, (form.pasted.data or "").encode()


def _earlier(season: Season) -> list[Import]:
    wanted = select(Import).where(Import.season_id == season.id, Import.run_at.is_not(None))
    return list(g.db.scalars(wanted.order_by(Import.id.desc()).limit(LATEST)))


def _grouped(problems: Iterable[Problem]) -> list[tuple[str, list[Problem]]]:
    """Put together the problems that one repair mends."""

    def repair(problem: Problem) -> tuple[str, str]:
        return problem.column, problem.fix

    by_repair = groupby(sorted(problems, key=repair), key=repair)
    return [(_heading(column), list(group)) for (column, _), group in by_repair]


def _heading(column: str) -> str:
    return column.replace("_", " ").capitalize() or "Whole rows"
