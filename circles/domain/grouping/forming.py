"""Form circles: search, explain, and let nothing out that the checker doesn't pass.

This module loads the compiled search, which takes memory: only who forms circles imports it.
"""

from circles.domain.grouping.check import check
from circles.domain.grouping.explain import formed
from circles.domain.grouping.kernel.numbers import WORDS
from circles.domain.grouping.kernel.table import Table
from circles.domain.grouping.problem import Problem, Solution
from circles.domain.grouping.score import ONE
from circles.domain.grouping.search import Clock, Pace, Progress, Search
from circles.domain.grouping.seating import Circle, Seating, Shape
from circles.domain.grouping.waitlist import waitlist

EXPLAINING = 0.0004
"""About how many seconds it takes for each person, after the search, to explain and check the circles."""
_STEPS = {60: 60_000, 200: 20_000}  # for each of so many people at most; the fewer, the more
_STEPS_OF_MANY = 5_000
_MOST_STEPS = 20_000_000


def form(
    problem: Problem,
    seed: int = 1,
    steps: int | None = None,
    progress: Progress | None = None,
    pace: Pace | None = None,
) -> Solution:
    """Form circles; the same seed and steps give the same ones on every machine.

    `progress` is told (steps done, steps in all) and cancels by returning False. `pace` gives the share of
    the time used so far; with it and no steps the search goes on until that is 1. Raises Cancelled, and
    Invalid for pins that can't be kept.
    """
    seating = Seating(problem)
    budget = _usual(problem) if steps is None and pace is None else steps
    clock = Clock(budget, progress, pace)
    bound: int | None = 0
    if problem.candidates:
        search = Search(problem, seating.roster, seed, clock)
        _seat(seating, search.run())
        bound = search.bound
    solution = _solution(seating, clock.steps, bound)
    if faults := check(problem, solution):
        raise AssertionError(f"The search broke a rule, please report this: {faults[0]}")
    return solution


def _usual(problem: Problem) -> int:
    people = len(problem.candidates)
    each = next((steps for most, steps in _STEPS.items() if people <= most), _STEPS_OF_MANY)
    return min(_MOST_STEPS, people * each)


def _seat(seating: Seating, table: Table) -> None:
    """Take over the circles of a search."""
    for row in range(len(table.taken) - 2):
        taken = slice(0, int(table.taken[row]))
        units = tuple(sorted(int(unit) for unit in set(table.unit[row, taken])))
        if not units:
            continue
        people = seating.roster.people_in(units)
        zone = seating.roster.zones[table.zone[row]]
        starts = sum(int(table.starts[row, w]) << 64 * w for w in range(WORDS))
        kept = int(table.kept[row])
        seating.open(
            Circle(
                units,
                Shape(people, zone, starts, int(table.start[row])),
                kept if kept >= 0 else None,
                bool(table.locked[row]),
            )
        )


def _solution(seating: Seating, steps: int, bound: int | None) -> Solution:
    kept = len(seating.problem.keep)
    order = sorted(seating.circles, key=lambda at: (_or(seating.circles[at].kept, kept), at))
    circles = tuple(formed(seating, seating.circles[at]) for at in order)
    return Solution(
        circles=circles,
        waitlist=waitlist(seating, {at: n for n, at in enumerate(order, start=1)}),
        score=round(sum(circle.score for circle in circles), 2),
        steps=steps,
        bound=None if bound is None else round(bound * 100 / ONE, 2),
        moved=seating.moved(),
    )


def _or(number: int | None, otherwise: int) -> int:
    return otherwise if number is None else number
