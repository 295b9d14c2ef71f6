"""Form circles: seat, search, explain, and let nothing out that the checker doesn't pass."""

from circles.domain.grouping.check import check
from circles.domain.grouping.explain import formed
from circles.domain.grouping.problem import Problem, Solution
from circles.domain.grouping.search import Enough, Progress, Search
from circles.domain.grouping.seating import Seating
from circles.domain.grouping.start import build
from circles.domain.grouping.waitlist import waitlist

_STEPS_PER_PERSON = 300


def form(
    problem: Problem,
    seed: int = 1,
    steps: int | None = None,
    progress: Progress | None = None,
    enough: Enough | None = None,
) -> Solution:
    """Form circles; the same seed and steps give the same ones on every machine.

    `progress` is told (steps done, steps in all) and cancels by returning False. `enough` is asked as often
    and ends the search early with the best so far. Raises Cancelled, and Invalid for pins that can't be kept.
    """
    seating = Seating(problem)
    build(seating)
    search = Search(seating, seed, _usual(problem) if steps is None else steps, progress, enough)
    search.run()
    solution = _solution(seating, search.steps)
    if faults := check(problem, solution):
        raise AssertionError(f"The search broke a rule, please report this: {faults[0]}")
    return solution


def _usual(problem: Problem) -> int:
    return _STEPS_PER_PERSON * len(problem.candidates)


def _solution(seating: Seating, steps: int) -> Solution:
    kept = len(seating.problem.keep)
    order = sorted(seating.circles, key=lambda at: (_or(seating.circles[at].kept, kept), at))
    circles = tuple(formed(seating, seating.circles[at]) for at in order)
    return Solution(
        circles=circles,
        waitlist=waitlist(seating, {at: n for n, at in enumerate(order, start=1)}),
        score=round(sum(circle.score for circle in circles), 2),
        steps=steps,
        moved=seating.moved(),
    )


def _or(number: int | None, otherwise: int) -> int:
    return otherwise if number is None else number
