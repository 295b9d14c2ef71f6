"""A suggestion for a board that has circles already: what it would change, using it, or keeping one's own."""

from collections.abc import Iterator

from flask import flash, g, render_template
from flask.typing import ResponseReturnValue

from circles.domain.changes import Changes, changes
from circles.models import Season
from circles.services import board as boards
from circles.services import circles, drafts
from circles.web.organizer import blueprint, own
from circles.web.organizer.board import change, hand, to_board


@blueprint.get("/organizer/seasons/<int:season_id>/board/suggestion")
def suggestion(season_id: int) -> ResponseReturnValue:
    """Show what the suggested circles would change."""
    season = own.season(season_id)
    after = boards.suggestion(g.db, season)
    if after is None:
        flash("There is no suggestion any more.", "warning")
        return to_board(season)
    found = changes(drafts.present(g.db, season), after)
    return render_template(
        "organizer/suggestion.html",
        season=season,
        changes=found,
        moves=sorted(_moves(season, found)),
        board=boards.of_season(g.db, season),
    )


@blueprint.post("/organizer/seasons/<int:season_id>/board/suggestion/use")
def use_suggestion(season_id: int) -> ResponseReturnValue:
    """Take the suggested circles over."""
    season = own.season(season_id)

    def do() -> str:
        boards.use(g.db, season, hand())
        return "These are your circles now. You can undo it in one step."

    return change(season, do)


@blueprint.post("/organizer/seasons/<int:season_id>/board/suggestion/keep")
def keep_mine(season_id: int) -> ResponseReturnValue:
    """Forget the suggested circles."""
    season = own.season(season_id)

    def do() -> str:
        boards.keep(g.db, season, hand())
        return "Your circles are as they were."

    return change(season, do)


def _moves(season: Season, found: Changes) -> Iterator[tuple[str, str, str]]:
    """Name who moves, from where, and where to."""
    names = {each.id: each.person.name for each in circles.placeable(g.db, season)}
    for move in found.moves:
        if move.person in names:
            yield names[move.person], _places(move.leaves), _places(move.joins)


def _places(numbers: tuple[int | None, ...]) -> str:
    return " and ".join("not placed" if n is None else f"Circle {n}" for n in numbers)
