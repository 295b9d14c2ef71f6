"""Certify how good circles are: what no other circles of the same people can exceed.

Put a price on every person. If no circle is worth more than the prices of its people, then no circles
together are worth more than all the prices. Good prices are the dual values of a linear program over the
circles known so far; whoever leads a circle worth more than its price is made dearer until it no longer is,
and the circle joins the program. The prices are whole numbers and the circles compared with them are all
there are, so the bound doesn't rest on how well the program was solved. (Column generation for set
partitioning, with the dual bound of Lagrange and Farley.)
"""

import numpy as np
from scipy.optimize import linprog

from circles.domain.grouping.kernel.encode import law_of, people_of
from circles.domain.grouping.kernel.market import Ask, Found, market_of, new_desk, nothing_found
from circles.domain.grouping.kernel.people import Ints
from circles.domain.grouping.kernel.pricing import look
from circles.domain.grouping.kernel.table import new_table
from circles.domain.grouping.problem import Problem, Solution
from circles.domain.grouping.roster import Roster, bits_of
from circles.domain.grouping.score import ONE, Scores, Worth

MOST_PEOPLE = 60
"""A set of people is a word of 64 bits, and more take long."""
_BRANCHES = 4_000_000  # to open in all: some ten seconds
_AT_FIRST = 1_000  # from one person at one size; ten times as many each time when nothing new is found
_CLOSE = 2_000  # prices are good enough when all they could still fall is one part in so many
_NO_FLOOR = -(1 << 40)


def bound(problem: Problem, solution: Solution) -> float | None:
    """Give a score (in units of `Solution.score`, 100 for each seat at most) that no other circles exceed.

    No circles of these people that place as many, leave nobody worse off than the worst-off of this solution,
    and take no more seats with mentors of several circles, can score more. None for more than 60 people, and
    where circles are kept: there moves have a price that is no part of the score.
    """
    if len(problem.candidates) > MOST_PEOPLE or problem.keep:
        return None
    if not problem.candidates:
        return 0.0
    return _Prices(problem, solution).lowest() * 100 / ONE


class _Prices:
    """The linear program of one problem over the circles known so far, and the search for more of them."""

    def __init__(self, problem: Problem, solution: Solution) -> None:
        self._roster = roster = Roster(problem)
        self._scores = Scores(problem)
        self._people = people_of(problem, roster)
        self._law = law_of(problem.rules)
        self._market = market_of(self._people, self._scores)
        known = [bits_of(roster.numbers(circle.members)) for circle in solution.circles]
        self._floor = min((self._worth(circle).low for circle in known), default=_NO_FLOOR)
        self._worths = {circle: self._worth(circle).total for circle in known}
        capacity = np.diff(self._people.units_first)
        several = capacity > 1
        # A row for each person, one for how many are placed, one for the seats of mentors of several circles.
        self._rows = np.vstack([np.eye(len(capacity)), -np.ones(len(capacity)), several]).astype(np.int64)
        placed = len({id for circle in solution.circles for id in circle.members})
        taken = sum(int(several[n]) for circle in solution.circles for n in roster.numbers(circle.members))
        self._limits = np.array([*capacity, -placed, taken], dtype=np.int64)

    def lowest(self) -> int:
        """Give the lowest sum of prices found, of which no circles are worth more."""
        lowest, limit, opened = int(self._limits[:-2].sum()) * ONE, _AT_FIRST, 0
        while opened < _BRANCHES:
            value, prices = self._program()
            found = self._look(prices @ self._rows, limit)
            opened += int(found.tally[2])
            prices[:-2] += found.ceiling
            lowest = min(lowest, int(prices @ self._limits))
            if lowest <= value * (1 + 1 / _CLOSE):
                break
            if not self._learn(found):
                if (found.ceiling == found.gain).all():
                    break
                limit *= 10
        return lowest

    def _program(self) -> tuple[float, Ints]:
        """Give what the known circles are worth at best, taken in parts, and the dual price of each row."""
        if not self._worths:
            return 0.0, np.zeros_like(self._limits)
        seats = [[circle >> n & 1 for circle in self._worths] for n in range(self._rows.shape[1])]
        solved = linprog(
            [-worth for worth in self._worths.values()], A_ub=self._rows @ np.array(seats), b_ub=self._limits
        )
        return -float(solved.fun), np.maximum(0, np.rint(-solved.ineqlin.marginals)).astype(np.int64)

    def _look(self, price: Ints, limit: int) -> Found:
        """Look for circles worth more than the prices of their people."""
        law, market = self._law, self._market
        table = new_table(self._people, 1, law.size_hi)
        desk = new_desk(len(price), law.size_hi, market.free.shape[1])
        found = nothing_found(len(price))
        for size in range(law.size_lo, law.size_hi + 1):
            adds = market.pair / (law.most * (size - 1)) - law.again * ONE * market.before
            roomy = law.hours * ONE / law.most
            look(
                self._people,
                law,
                market,
                table,
                desk,
                Ask(size, self._floor, roomy, adds, price, limit),
                found,
            )
        return found

    def _learn(self, found: Found) -> bool:
        """Take circles into the program; False if all are known."""
        new = {int(circle) for circle in found.circles[: found.tally[0]]} - self._worths.keys()
        self._worths.update((circle, self._worth(circle).total) for circle in sorted(new))
        return bool(new)

    def _worth(self, circle: int) -> Worth:
        people = tuple(n for n in range(len(self._roster.number)) if circle >> n & 1)
        starts, _ = self._roster.starts(people, self._roster.zone(people))
        return self._scores.circle(people, starts.bit_count())
