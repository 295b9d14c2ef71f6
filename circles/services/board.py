"""What organizers do with a season's draft: each step is saved at once, and the last one can be undone."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import insert_once
from circles.domain import draft as drawn
from circles.domain.changes import changes
from circles.domain.draft import Draft
from circles.domain.grouping import Problem, Solution, effect, repair
from circles.domain.words import SeasonState
from circles.errors import NotAllowed
from circles.models import Board, Organizer, Participant, Season
from circles.services import circles, drafts, forming, seats
from circles.services.audit import note

SEARCH = "circles"
"""Who lays the first circles on the board."""
PUBLISHED = "The circles of this season are published, so they can't be formed anew."


@dataclass(frozen=True)
class Hand:
    """Who changes the board, which version of it they saw, and when."""

    who: str
    version: int
    now: datetime


@dataclass(frozen=True)
class Way:
    """From which circle to which, by their rows; None is not placed."""

    source: int | None
    to: int | None


def of_season(db: Session, season: Season) -> Board:
    """Give the board as it is, for reading."""
    return db.get(Board, season.id) or Board(season_id=season.id, version=0, step="", changed_by="")


def take(db: Session, season: Season, hand: Hand) -> Board:
    """Take the board to change it; raises NotAllowed if it is published, or another than the one seen."""
    seats.lock(db, season)
    if season.state is not SeasonState.OPEN:
        raise NotAllowed(PUBLISHED)
    insert_once(db, Board(season_id=season.id, version=0, step="", changed_by=""))
    board = db.get_one(Board, season.id, with_for_update={"key_share": True}, populate_existing=True)
    if board.version != hand.version:
        raise NotAllowed(f"{last_change(db, board, hand)} Look at it as it is now, and try again.")
    return board


def last_change(db: Session, board: Board, hand: Hand) -> str:
    """Say who changed the board last, and when."""
    if board.changed_at is None:
        return "This board is new."
    minutes = int((hand.now - board.changed_at).total_seconds() // 60)
    ago = (
        f"{minutes} min ago" if 0 < minutes < 120 else f"{minutes // 60} hours ago" if minutes else "just now"
    )
    if board.changed_by == hand.who:
        return f"You changed this board {ago}, perhaps in another window."
    if board.changed_by == SEARCH:
        return f"Circles were suggested {ago}."
    organizer = db.get(Organizer, int(board.changed_by.partition(":")[2]))
    return f"{organizer.name if organizer else 'Somebody'} changed this board {ago}."


# --- By hand ---


def look(db: Session, season: Season) -> tuple[Draft, effect.Board]:
    """Give the draft, and what would become of it if somebody moved."""
    draft = drafts.present(db, season)
    return draft, effect.board(circles.problem(db, season), drawn.kept(draft, by_hand=True))


def move(db: Session, season: Season, person: Participant, way: Way, hand: Hand) -> str:
    """Move somebody and give where they are now; raises NotAllowed with the reason if it breaks a rule."""
    board = take(db, season, hand)
    before, table = look(db, season)
    source, to = (None if row is None else place_of(before, row) for row in (way.source, way.to))
    result = table.move(str(person.id), to, source)
    if not result.allowed:
        raise NotAllowed(result.reason)
    after = drawn.moved(before, result.circles, out=to is None)
    where = "Not placed" if to is None else f"Circle {to + 1}"
    _step(db, season, board, before, after, f"{person.person.name} to {where}", hand)
    return where


def repairs(db: Session, season: Season) -> dict[int, list[repair.Proposal]]:
    """Give what would help each circle that has fewer people than it needs, by its place."""
    draft, table = look(db, season)
    short = [n for n, circle in enumerate(draft.circles) if 0 < len(circle.seats) < season.size_lo]
    return {n: repair.proposals(table, n) for n in short}


def merge(db: Session, season: Season, row: int, into: int, hand: Hand) -> str:
    """Let one circle go into another and give where its people are; raises NotAllowed with the reason."""
    board = take(db, season, hand)
    before, table = look(db, season)
    at, to = place_of(before, row), place_of(before, into)
    result = table.merge(at, to)
    if not result.allowed:
        raise NotAllowed(result.reason)
    after = drawn.moved(before, result.circles, out=False)
    _step(db, season, board, before, after, f"Circle {at + 1} into Circle {to + 1}", hand)
    return f"Circle {to + 1}" if to < at else f"Circle {to}"


def lock_circle(db: Session, season: Season, row: int, hand: Hand, *, on: bool) -> None:
    """Lock a circle, so that forming anew keeps exactly its members, or unlock it."""
    board = take(db, season, hand)
    before = drafts.present(db, season)
    n = place_of(before, row)
    step = f"{'lock' if on else 'unlock'} Circle {n + 1}"
    _step(db, season, board, before, drawn.locked(before, n, on=on), step, hand)


def lock_person(db: Session, season: Season, row: int, person: Participant, hand: Hand, *, on: bool) -> None:
    """Lock somebody in a circle, so that forming anew keeps them there, or unlock them."""
    board = take(db, season, hand)
    before = drafts.present(db, season)
    after = drawn.pinned(before, place_of(before, row), person.id, on=on)
    _step(db, season, board, before, after, f"{'lock' if on else 'unlock'} {person.person.name}", hand)


def place_of(draft: Draft, row: int) -> int:
    """Find a circle's place in the draft by its row; raises NotAllowed if it is gone."""
    for n, circle in enumerate(draft.circles):
        if circle.row == row:
            return n
    raise NotAllowed("This circle is no longer on the board.")


def undo(db: Session, season: Season, hand: Hand) -> str:
    """Take the last step back, once; gives what it was."""
    board = take(db, season, hand)
    if board.before is None:
        raise NotAllowed("There is nothing to undo.")
    step = board.step
    drafts.lay(db, season, drawn.from_json(board.before), hand.now)
    _note(db, season, board, hand, f"took back on the board: {step}")
    return step


# --- Suggested ---


def to_solve(db: Session, season: Season) -> tuple[Problem, int]:
    """State what forming has to solve, and for which version of the board.

    Raises NotAllowed or Invalid with the reason why nothing can be formed.
    """
    if season.state is not SeasonState.OPEN:
        raise NotAllowed(PUBLISHED)
    board, draft = of_season(db, season), drafts.present(db, season)
    problem = replace(drafts.to_solve(db, season, draft), keep=drawn.kept(draft))
    if board.anew:
        weights = replace(problem.rules.weights, stay=0)
        problem = replace(problem, rules=replace(problem.rules, weights=weights))
    return problem, board.version


def suggest(db: Session, season: Season, solution: Solution, hand: Hand) -> dict[str, Any]:
    """Lay newly formed circles on an empty board, or keep them for a yes or no; gives what the job tells.

    Its `outcome` is `laid`, `suggested`, or `same` where nothing would change.
    """
    board = take(db, season, hand)
    before = drafts.present(db, season)
    after = drawn.suggested(solution, before)
    board.anew, board.suggested, outcome = False, None, "same"
    if not before.circles:
        _step(db, season, board, before, after, "the suggested circles", hand)
        outcome = "laid"
    elif changes(before, after):
        board.suggested, outcome = drawn.to_json(after), "suggested"
    else:
        drafts.lay(db, season, after, hand.now)  # who waits may have new reasons
    return {
        "outcome": outcome,
        "circles": len(after.circles),
        "placed": len(after.placed),
        "waiting": len(after.waiting),
    }


def has_suggestion(db: Session, season: Season) -> bool:
    """Tell whether circles wait for a yes or no."""
    wanted = select(Board.suggested.is_not(None)).where(Board.season_id == season.id)
    return bool(db.scalar(wanted))


def suggestion(db: Session, season: Season) -> Draft | None:
    """Give the circles that wait for a yes or no."""
    written = of_season(db, season).suggested
    return drawn.from_json(written) if written else None


def use(db: Session, season: Season, hand: Hand) -> None:
    """Take the suggested circles over."""
    board = take(db, season, hand)
    if board.suggested is None:
        raise NotAllowed("There is no suggestion any more. Suggest circles again.")
    after = drawn.from_json(board.suggested)
    _step(db, season, board, drafts.present(db, season), after, "the suggestion", hand)


def keep(db: Session, season: Season, hand: Hand) -> None:
    """Forget the suggested circles."""
    take(db, season, hand).suggested = None


# --- Settings ---


def settle(db: Session, season: Season, settings: forming.Settings, hand: Hand) -> None:
    """Change how circles are formed, and explain those there are by it.

    Raises Invalid, naming the field, for sizes that can't add up.
    """
    if settings == forming.of_season(season):
        return
    board = take(db, season, hand)
    forming.save(season, settings)
    draft, table = look(db, season)
    anew = (
        drawn.explained(table.of(n), each) if each.seats else each for n, each in enumerate(draft.circles)
    )
    drafts.lay(db, season, Draft(tuple(anew), draft.waiting), hand.now)
    _note(db, season, board, hand, "changed how circles are formed")
    board.anew = True


def unsettle(db: Session, season: Season, who: str, now: datetime) -> None:
    """Note that the circles on the board were formed for another season than it is now."""
    board = db.get(Board, season.id, with_for_update={"key_share": True}, populate_existing=True)
    if board is not None:
        _note(db, season, board, Hand(who, board.version, now), "changed the season")
        board.anew = True


def _step(
    db: Session, season: Season, board: Board, before: Draft, after: Draft, step: str, hand: Hand
) -> None:
    """Save a step with the way back."""
    drafts.lay(db, season, after, hand.now)
    _note(db, season, board, hand, f"on the board: {step}")
    board.before, board.step = drawn.to_json(before), step


def _note(db: Session, season: Season, board: Board, hand: Hand, what: str) -> None:
    """Count a change; what was suggested was for another board, and what was before can't be undone."""
    board.version += 1
    board.changed_by, board.changed_at = hand.who, hand.now
    board.before, board.step, board.suggested = None, "", None
    note(db, season.program_id, hand.who, f"season:{season.id}", what, hand.now)
