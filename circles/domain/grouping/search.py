"""Search for the best circles: a first seating, annealing, placing who is left, lifting the worst-off.

All values are whole numbers and the random generator is our own, so a seed and a number of steps give the
same circles on every machine. The work itself is done by `kernel`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from circles.domain.grouping.kernel.anneal import anneal
from circles.domain.grouping.kernel.encode import law_of, people_of
from circles.domain.grouping.kernel.numbers import ONE
from circles.domain.grouping.kernel.opening import Opening
from circles.domain.grouping.kernel.people import Ints
from circles.domain.grouping.kernel.polish import lift_worst
from circles.domain.grouping.kernel.table import WAITING, Table
from circles.domain.grouping.problem import Cancelled, Problem
from circles.domain.grouping.roster import Roster

Progress = Callable[[int, int], bool]
"""Told the steps done and to do; False cancels."""
Pace = Callable[[], float]
"""Gives the share of the time that is used up; 1 ends the search."""

_STRETCHES = 400  # an annealing has so many heats at most
_SHORTEST = 500  # steps at one heat
_LONGEST = 200_000
_COLD = 10  # one step in so many is kept for the end, when rules are strict
_HOTTEST, _COLDEST = ONE // 8, ONE // 500
_WARM = ONE // 50  # the hottest when there are circles to keep
_LEAST, _DEAREST = 2 * ONE, 4 * ONE  # what a fault costs at first and at last
_LIFTS = 2_000_000  # exchanges looked at to lift the worst-off
_SMALL = 200  # up to so many people several first seatings are tried
_NO_FLOOR = -(1 << 40)


@dataclass
class Clock:
    """How much of the search is done, by steps, or by time where there is a pace; raises Cancelled."""

    budget: int | None
    progress: Progress | None = None
    pace: Pace | None = None
    steps: int = 0

    def share(self) -> float:
        """Give the share that is done, from 0 to 1."""
        by_steps = 1.0 if self.budget == 0 else self.steps / self.budget if self.budget else 0.0
        return min(1.0, max(by_steps, self.pace() if self.pace else 0.0))

    def spend(self, steps: int) -> None:
        """Count steps and tell of them."""
        self.steps += steps
        if self.progress and not self.progress(*self._done()):
            raise Cancelled("Forming circles was cancelled. Nothing has changed.")

    def _done(self) -> tuple[int, int]:
        if self.budget is not None and not self.pace:
            return min(self.steps, self.budget), self.budget
        return round(1000 * self.share()), 1000


class Search:
    """One search over a problem's people; `run` gives the best table found."""

    def __init__(self, problem: Problem, roster: Roster, seed: int, clock: Clock) -> None:
        self.people = people_of(problem, roster)
        self.law = law_of(problem.rules)
        self.clock = clock
        self._opening = Opening(problem, roster, self.people, self.law)
        self._state = _random_state(seed)

    def run(self) -> Table:
        """Spend the clock; raises Cancelled, and Invalid for pins that can't be kept."""
        seatings = self._opening.seatings(several=len(self.people.role) <= _SMALL)
        best = None
        for n, table in enumerate(seatings):
            self._improve(table, n / len(seatings), (n + 1) / len(seatings))
            if best is None or self._rank(table) > self._rank(best):
                best = table
        assert best is not None
        return best

    def _rank(self, table: Table) -> tuple[int, int]:
        return self._opening.placed(table), int(table.value.sum())

    def _improve(self, table: Table, begin: float, end: float) -> None:
        """Improve a seating while the clock goes from one share to another."""
        opening, cold = self._opening, end - (end - begin) / _COLD
        rows = opening.open_rows(table)
        hottest = _WARM if opening.has_kept else _HOTTEST
        self._anneal(table, rows, (begin, cold), hottest, _NO_FLOOR, strict=False)
        opening.settle(table)
        floor = int(lift_worst(self.people, self.law, table, rows, _LIFTS))
        self._anneal(table, rows, (cold, end), _COLDEST, floor, strict=True)
        opening.settle(table)

    def _anneal(
        self, table: Table, rows: Ints, shares: tuple[float, float], hottest: int, floor: int, *, strict: bool
    ) -> None:
        begin, end = shares
        movable, pace = self._opening.movable(table), _SHORTEST
        if self.clock.budget:
            pace = max(_SHORTEST, int(self.clock.budget * (end - begin)) // _STRETCHES)
        while (share := self.clock.share()) < end:
            left = (end - share) / (end - begin)
            if self.clock.budget:
                pace = min(pace, max(1, round(self.clock.budget * end) - self.clock.steps))
            heat = max(_COLDEST, round(hottest * left * left)) if not strict else round(_COLDEST * left)
            penalty = 0 if strict else round(_LEAST + (_DEAREST - _LEAST) * (1 - left) ** 2)
            waiting = np.flatnonzero(table.place == WAITING)
            waiting = waiting[~self._opening.hopeless[waiting]]
            anneal(
                self.people, self.law, table, self._state, pace, heat, penalty, floor, movable, rows, waiting
            )
            self.clock.spend(pace)


def _random_state(seed: int) -> NDArray[np.uint64]:
    """Spread a seed over 64 bits (splitmix64); never 0, which xorshift can't leave."""
    x = (seed + 0x9E3779B97F4A7C15) & (1 << 64) - 1
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & (1 << 64) - 1
    x = (x ^ x >> 27) * 0x94D049BB133111EB & (1 << 64) - 1
    return np.array([(x ^ x >> 31) or 1], dtype=np.uint64)
