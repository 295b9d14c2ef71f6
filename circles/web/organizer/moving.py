"""Moving somebody by hand: where to, what it would do, and keeping it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from circles.domain.draft import Draft
from circles.domain.grouping.effect import Effect
from circles.domain.wording import count
from circles.domain.words import SeasonState
from circles.errors import NotFound
from circles.models import Participant, Season
from circles.services import board as boards
from circles.services import circles
from circles.web.organizer import blueprint, own
from circles.web.organizer.board import change, hand, to_board
from circles.web.paths import number

NOWHERE = "none"
"""What stands for no circle in a form."""


@dataclass(frozen=True)
class Choice:
    """A place somebody could go to: its value in the form, its name, and what would become of it."""

    value: str
    name: str
    words: str
    effect: Effect


@blueprint.get("/organizer/seasons/<int:season_id>/board/move")
def move_somebody(season_id: int) -> ResponseReturnValue:
    """Show where somebody could go, and of the place that was chosen everything that changes."""
    season = own.season(season_id)
    if season.state is not SeasonState.OPEN:
        return to_board(season)
    who, source, draft, choices = _asked(season)
    chosen = next((each for each in choices if each.value == request.args.get("to")), None)
    return render_template(
        "organizer/move.html",
        season=season,
        who=who,
        source=source,
        here=draft.circles[source] if source is not None else None,
        choices=choices,
        chosen=chosen,
        board=boards.of_season(g.db, season),
    )


@blueprint.get("/organizer/seasons/<int:season_id>/board/move.json")
def effects(season_id: int) -> ResponseReturnValue:
    """Say in a few words what each place would make of it, for the one who drags."""
    _, _, _, choices = _asked(own.season(season_id))
    told: dict[str, Any] = {
        each.value: {"allowed": each.effect.allowed, "words": each.words} for each in choices
    }
    return jsonify(told)


@blueprint.post("/organizer/seasons/<int:season_id>/board/move")
def keep_move(season_id: int) -> ResponseReturnValue:
    """Move somebody."""
    season = own.season(season_id)
    to = request.form.get("to", "")

    def do() -> str:
        who = own.participant(season, number(request.form.get("person", "")))
        way = boards.Way(_row(request.form.get("from", "")), None if to == NOWHERE else number(to))
        where = boards.move(g.db, season, who, way, hand())
        return f"{who.person.name} is {'in ' + where if way.to else 'not placed'} now."

    return change(season, do, "not-placed" if to == NOWHERE else f"circle-{to}")


@blueprint.post("/organizer/seasons/<int:season_id>/board/merge")
def merge(season_id: int) -> ResponseReturnValue:
    """Let one circle go into another."""
    season = own.season(season_id)

    def do() -> str:
        row, _, into = request.form.get("merge", "").partition("-")
        where = boards.merge(g.db, season, number(row), number(into), hand())
        return f"They are in {where} now."

    return change(season, do)


def _row(written: str) -> int | None:
    return number(written) if written else None


def _asked(season: Season) -> tuple[Participant, int | None, Draft, list[Choice]]:
    """Give who is to be moved, the place of their circle, the draft, and the places they could go to."""
    try:
        who = own.participant(season, number(request.args.get("person", "")))
        row = _row(request.args.get("from", ""))
    except ValueError:
        abort(404)
    draft, table = boards.look(g.db, season)
    if who.state not in circles.PLACEABLE:
        raise NotFound(f"{who.person.name} is not among those to be placed.")
    source = boards.place_of(draft, row) if row is not None else None
    moves = table.moves(str(who.id), source)
    return who, source, draft, sorted(_choices(draft, source, moves), key=_best_first)


def _choices(draft: Draft, source: int | None, moves: Mapping[int | None, Effect]) -> Iterator[Choice]:
    for to, effect in moves.items():
        if to is None:
            words = effect.reason or _of_leaving(draft, source, effect)
            yield Choice(NOWHERE, "Not placed", words, effect)
        else:
            name = f"Circle {to + 1}"
            words = effect.reason.removeprefix(f"{name} ") or _of_coming(draft, to, effect)
            yield Choice(str(draft.circles[to].row), name, words, effect)


def _of_coming(draft: Draft, to: int, effect: Effect) -> str:
    """Write what becomes of the circle they come to: "keeps 2 shared hours, fit 82 → 79"."""
    before, after = draft.circles[to], effect.circles[to]
    assert after is not None
    hours = count(len(after.hours), "shared hour")
    kept = f"keeps {hours}" if before.hours else hours
    return f"{kept}, fit {before.fit} → {after.fit}"


def _of_leaving(draft: Draft, source: int | None, effect: Effect) -> str:
    after = None if source is None else effect.circles[source]
    if source is None or after is None:
        return "their circle closes"
    return f"Circle {source + 1} has fit {draft.circles[source].fit} → {after.fit} then"


def _best_first(choice: Choice) -> tuple[bool, bool, int]:
    return (
        not choice.effect.allowed,
        choice.value == NOWHERE,
        choice.effect.fit_before - choice.effect.fit_after,
    )
