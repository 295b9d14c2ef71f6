"""The board: how circles are formed, the circles as they stand, who has no place and why; locks and undo."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.domain.grouping.difference import TERMS
from circles.domain.words import SeasonState
from circles.errors import CirclesError, Invalid, NotAllowed
from circles.models import Season
from circles.services import board as boards
from circles.services import forming, jobs
from circles.web.forms import blame
from circles.web.organizer import blueprint, cards, own
from circles.web.organizer.forming_form import LEVELS, FormingForm
from circles.web.paths import number


@blueprint.get("/organizer/seasons/<int:season_id>/board")
def board(season_id: int) -> ResponseReturnValue:
    """Show the circles and the people who have none."""
    season = own.season(season_id)
    return _page(season, FormingForm(formdata=None, data=vars(forming.of_season(season))))


@blueprint.post("/organizer/seasons/<int:season_id>/form")
def form_circles(season_id: int) -> ResponseReturnValue:
    """Save how circles are formed, and ask a worker to form them."""
    season = own.season(season_id)
    if refused := _settle(season):
        return refused
    try:
        boards.to_solve(g.db, season)
    except CirclesError as error:
        flash(str(error), "warning")
        return to_board(season)
    job = jobs.start(g.db, season.program_id, "form", f"season:{season.id}", g.now)
    return redirect(url_for("organizer.job", job_id=job.id))


@blueprint.post("/organizer/seasons/<int:season_id>/board/settings")
def settle(season_id: int) -> ResponseReturnValue:
    """Save how circles are formed."""
    season = own.season(season_id)
    if refused := _settle(season):
        return refused
    flash("Saved. The circles are weighed by it; Suggest again looks for better ones.")
    return to_board(season)


def _settle(season: Season) -> ResponseReturnValue | None:
    """Save the settings of the form; gives the page that says why not."""
    if season.state is not SeasonState.OPEN:
        flash(boards.PUBLISHED, "warning")
        return to_board(season)
    form = FormingForm()
    if form.validate():
        try:
            boards.settle(g.db, season, form.settings(), hand())
        except Invalid as error:
            blame(form, error)
        except NotAllowed as error:
            flash(str(error), "warning")
            return to_board(season)
        else:
            return None
    return _page(season, form), 422


@blueprint.post("/organizer/seasons/<int:season_id>/board/locks")
def lock(season_id: int) -> ResponseReturnValue:
    """Lock or unlock a circle, or somebody in it: `circle` or `circle-person` in `lock` or `unlock`."""
    season = own.season(season_id)
    on = "lock" in request.form
    row, _, person = request.form.get("lock" if on else "unlock", "").partition("-")

    def do() -> str:
        if not person:
            boards.lock_circle(g.db, season, number(row), hand(), on=on)
            return "Locked: Suggest again keeps exactly these people." if on else "Unlocked."
        who = own.participant(season, number(person))
        boards.lock_person(g.db, season, number(row), who, hand(), on=on)
        name = who.person.name
        return f"Locked: Suggest again keeps {name} here." if on else f"Unlocked: {name} may be moved."

    return change(season, do, f"circle-{row}")


@blueprint.post("/organizer/seasons/<int:season_id>/board/undo")
def undo(season_id: int) -> ResponseReturnValue:
    """Take the last step back."""
    season = own.season(season_id)
    return change(season, lambda: f"Undone: {boards.undo(g.db, season, hand())}.")


# --- What every change of the board shares ---


def hand() -> boards.Hand:
    """Say who presses a button, and which board they saw."""
    try:
        version = number(request.form.get("version", ""))
    except ValueError:
        version = -1
    return boards.Hand(own.who(), version, g.now)


def change(season: Season, do: Callable[[], str], anchor: str | None = None) -> ResponseReturnValue:
    """Make a change and say on the board what was done, or why nothing was."""
    try:
        flash(do())
    except (CirclesError, ValueError) as error:
        flash(
            str(error) if isinstance(error, CirclesError) else "Choose somebody and a place first.", "warning"
        )
    return to_board(season, anchor)


def to_board(season: Season, anchor: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("organizer.board", season_id=season.id, _anchor=anchor))


def _page(season: Season, form: FormingForm) -> str:
    shown = cards.of_season(season)
    return render_template(
        "organizer/board.html",
        season=season,
        form=form,
        levels=LEVELS,
        terms=TERMS,
        cards=shown,
        placed=len(cards.placed(shown)),
        waiting=cards.not_placed(season, shown),
        board=boards.of_season(g.db, season),
        has_suggestion=boards.has_suggestion(g.db, season),
        is_open=season.state is SeasonState.OPEN,
    )
