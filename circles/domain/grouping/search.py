"""Search for the best circles: a first seating, annealing, placing who is left, lifting the worst-off.

All values are whole numbers and the random generator is our own, so a seed and a number of steps give the
same circles on every machine. The work itself is done by `kernel`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from circles.domain.grouping.columns import MOST_PEOPLE, NO_FLOOR, Aim, Columns
from circles.domain.grouping.kernel.anneal import anneal, new_agenda
from circles.domain.grouping.kernel.encode import law_of, people_of
from circles.domain.grouping.kernel.numbers import ONE
from circles.domain.grouping.kernel.opening import Opening
from circles.domain.grouping.kernel.polish import lift_worst
from circles.domain.grouping.kernel.rebuilding import rebuild
from circles.domain.grouping.kernel.settling import Settling
from circles.domain.grouping.kernel.table import Table
from circles.domain.grouping.kernel.yard import new_yard
from circles.domain.grouping.problem import Cancelled, Problem
from circles.domain.grouping.roster import Roster

Progress = Callable[[int, int], bool]
"""Told the steps done and to do; False cancels."""
Pace = Callable[[], float]
"""Gives the share of the time that is used up; 1 ends the search."""

_STRETCHES = 400  # an annealing has so many heats at most
_SHORTEST = 500  # steps at one heat
_ROUND = 40  # steps that one round of rebuilding stands for
_MIX = 150  # steps of exchanges to a round, once circles are no longer only rebuilt
_ONLY_REBUILT, _COLD = 0.02, 0.9  # the shares of the time at which exchanges begin, and strictness
_HOTTEST, _COLDEST = ONE // 8, ONE // 500
_REBUILT = 3  # how many times hotter circles are rebuilt
_PRIZE = 2  # heats that a circle more is worth: chance prefers few large ones, which come in more ways
_WARM = ONE // 50  # the hottest when there are circles to keep
_LIFTS = 200  # exchanges looked at to lift the worst-off, for each person
# The shares at which circles of few people are first chosen among all there are, have been, and are again.
_CHOSEN, _CHOSEN_BY, _CHOSEN_LAST = 0.3, 0.6, 0.65
_BRANCHES, _FEWEST_BRANCHES = 4_000_000, 50_000  # of looking through them: 4 million take ten seconds
_SECONDS = 1.0  # of choosing, where time counts


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

    def left(self, end: float) -> int | None:
        """Give the steps left until a share of them is done; None if time alone counts."""
        return None if self.budget is None else round(self.budget * end) - self.steps

    def _done(self) -> tuple[int, int]:
        if self.budget is not None and not self.pace:
            return min(self.steps, self.budget), self.budget
        return round(1000 * self.share()), 1000


class Search:
    """One search over a problem's people; `run` gives the best table found."""

    def __init__(self, problem: Problem, roster: Roster, seed: int, clock: Clock) -> None:
        self.people = people_of(problem, roster)
        self.law = law_of(problem)
        self.clock = clock
        self.bound: int | None = None
        """What no others are worth that place as many, leave nobody worse off and take no more of mentors."""
        self._opening = Opening(problem, roster, self.people, self.law)
        self._settling = Settling(self._opening, problem, roster, self.people, self.law)
        self._state = _random_state(seed)
        few = len(problem.candidates) <= MOST_PEOPLE and not problem.keep
        self._columns = Columns(problem, roster, self.people, self.law) if few else None

    def run(self) -> Table:
        """Spend the clock; raises Cancelled, and Invalid for pins that can't be kept."""
        opening, settle = self._opening, self._settling.settle
        table = opening.seating()
        settle(table)
        self._improve(table, 0.0, _CHOSEN if self._columns else _COLD, NO_FLOOR)
        settle(table)
        if self._columns:
            table = self._chosen(self._columns, table, Aim(), _CHOSEN_BY)
            settle(table)
        rows = opening.open_rows(table)
        # Who has a circle keeps it, even where leaving would lift the worst-off.
        lifts = 0 if opening.has_kept else _LIFTS * len(self.people.role)
        floor = int(lift_worst(self.people, self.law, table, rows, lifts))
        self._improve(table, self.clock.share(), _CHOSEN_LAST if self._columns else 1.0, floor)
        settle(table)
        if self._columns:
            table = self._best(self._columns, table)
        return table

    def _best(self, columns: Columns, table: Table) -> Table:
        """Choose the best circles that place as many, and again if more can be placed then."""
        opening, placed = self._opening, -1
        while opening.placed(table) > placed:
            placed = opening.placed(table)
            aim = Aim(opening.floor(table), placed, opening.seats_of_several(table))
            table = self._chosen(columns, table, aim, 1.0)
            self._settling.settle(table)
        return table

    def _chosen(self, columns: Columns, table: Table, aim: Aim, end: float) -> Table:
        """Choose among all circles of few people; give the better table, and set the bound."""
        budget = self.clock.budget
        branches = _BRANCHES if budget is None else min(_BRANCHES, max(_FEWEST_BRANCHES, budget))
        columns.learn(self._opening.circles(table))

        def go() -> bool:
            self.clock.spend(0)
            return self.clock.pace is None or self.clock.share() < end

        circles, self.bound = columns.choose(aim, branches, go, _SECONDS if self.clock.pace else None)
        if self.clock.pace is None:
            self.clock.spend(max(0, self.clock.left(end) or 0))
        other = self._opening.reseated(table, circles)
        return table if other is None else max(table, other, key=self._settling.rank)

    def _improve(self, table: Table, begin: float, end: float, floor: int) -> None:
        """Rebuild and exchange while the clock goes from one share to another, ever more coldly."""
        opening, clock = self._opening, self.clock
        rows, movable, yard = opening.open_rows(table), opening.movable(table), new_yard(table)
        agenda = new_agenda(self.people, rows)
        pace = max(_SHORTEST, clock.budget // _STRETCHES if clock.budget else 10 * len(self.people.role))
        hottest = _COLDEST if begin else _WARM if opening.has_kept else _HOTTEST
        while (share := clock.share()) < end and clock.left(end) != 0:
            cooling = ((end - share) / (end - begin)) ** 3
            heat = max(1 if begin else _COLDEST, round(hottest * cooling))
            only_rebuilt = share < _ONLY_REBUILT and not opening.has_kept
            cost = _ROUND if only_rebuilt else _ROUND + _MIX
            left = clock.left(end)
            rounds = max(1, (pace if left is None else min(pace, left)) // cost)
            waiting = opening.waiting(table)
            rebuild(
                self.people,
                self.law,
                table,
                yard,
                self._state,
                rounds,
                heat * _REBUILT,
                0 if opening.has_kept else _PRIZE * heat,
                floor,
                movable,
                waiting,
                opening.room,
            )
            if not only_rebuilt:
                steps = rounds * _MIX
                anneal(
                    self.people,
                    self.law,
                    table,
                    agenda,
                    self._state,
                    steps,
                    heat,
                    floor,
                    movable,
                    rows,
                    waiting,
                )
            clock.spend(rounds * cost if left is None else min(rounds * cost, left))


def _random_state(seed: int) -> NDArray[np.uint64]:
    """Spread a seed over 64 bits (splitmix64); never 0, which xorshift can't leave."""
    x = (seed + 0x9E3779B97F4A7C15) & (1 << 64) - 1
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & (1 << 64) - 1
    x = (x ^ x >> 27) * 0x94D049BB133111EB & (1 << 64) - 1
    return np.array([(x ^ x >> 31) or 1], dtype=np.uint64)
