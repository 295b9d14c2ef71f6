"""Choose among all circles there could be, where people are few: what is best, and what nothing exceeds.

Put a price on every person. If no circle is worth more than the prices of its people, then no circles
together are worth more than all the prices. Good prices are the dual values of a linear program over the
circles known so far; whoever leads a circle worth more than its price is made dearer until it no longer is,
and the circle joins the program. The prices are whole numbers and the circles compared with them are all
there are, so the bound doesn't rest on how well the program was solved. (Column generation for set
partitioning, with the dual bound of Lagrange and Farley.)

Only circles that are hardly cheaper than their people can be among the best: from those an integer program
chooses.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from circles.domain.grouping.kernel.market import Ask, Found, market_of, new_desk, nothing_found
from circles.domain.grouping.kernel.numbers import PLACED
from circles.domain.grouping.kernel.people import Ints, Law, People
from circles.domain.grouping.kernel.pricing import look
from circles.domain.grouping.kernel.table import new_table
from circles.domain.grouping.problem import Problem
from circles.domain.grouping.roster import Roster
from circles.domain.grouping.score import AGAIN, ONE, Scores, Worth

MOST_PEOPLE = 60
"""A set of people is a word of 64 bits, and more take long."""
NO_FLOOR = -(1 << 40)
_AT_FIRST = 1_000  # branches from one person at one size; ten times as many each time nothing new is found
_CLOSE = 2_000  # prices are good enough when all they could still fall is one part in so many
_FARTHEST = 4 * ONE  # by how much circles are cheaper than their people that may be among the best
_COLUMNS = 2_000  # that an integer program chooses from, at most
_NODES = 10  # of its tree
_NEAR_ENOUGH = 1e-3  # it stops when nothing can be better by more than this part

Go = Callable[[], bool]
"""Asked now and then; False ends the pricing."""


@dataclass(frozen=True)
class Aim:
    """What is asked of the circles together."""

    floor: int = NO_FLOOR
    """What the worst-off is to have."""
    placed: int | None = None
    """How many are placed at least; None for as many as possible."""
    seats: int | None = None
    """How many seats mentors who take several circles have at most."""


class Columns:
    """The circles known so far, each a set of people as bits, and what they are worth."""

    def __init__(self, problem: Problem, roster: Roster, people: People, law: Law) -> None:
        self._roster, self._people, self._law = roster, people, law
        self._scores = Scores(problem)
        self._market = market_of(people, self._scores)
        self._worths: dict[int, Worth] = {}
        capacity = np.diff(people.units_first)
        self._capacity, self._several = capacity, capacity > 1
        # A row for each person, one for how many are placed, one for the seats of mentors of several circles.
        self._rows = np.vstack([np.eye(len(capacity)), -np.ones(len(capacity)), self._several]).astype(
            np.int64
        )

    def learn(self, circles: Iterable[int]) -> bool:
        """Take circles in; False if all are known."""
        new = set(circles) - self._worths.keys()
        self._worths.update((circle, self._worth(circle)) for circle in sorted(new))
        return bool(new)

    def _worth(self, circle: int) -> Worth:
        members = tuple(n for n in range(len(self._capacity)) if circle >> n & 1)
        starts, _ = self._roster.starts(members, self._roster.zone(members))
        return self._scores.circle(members, starts.bit_count())

    # --- What an aim means ---

    def _limits(self, aim: Aim) -> Ints:
        seats = int(self._capacity.sum()) if aim.seats is None else aim.seats
        return np.array([*self._capacity, -(aim.placed or 0), seats], dtype=np.int64)

    def _bonus(self, aim: Aim) -> Ints:
        """Give what each person adds to a circle by being placed; who takes several is in one anyway."""
        return np.where(self._several | (aim.placed is not None), 0, PLACED)

    def _known(self, aim: Aim) -> dict[int, int]:
        """Give the known circles that serve an aim, and what each adds to it."""
        counted = sum(1 << n for n, value in enumerate(self._bonus(aim).tolist()) if value)
        return {
            circle: worth.total + PLACED * (circle & counted).bit_count()
            for circle, worth in self._worths.items()
            if worth.low >= aim.floor
        }

    # --- Prices ---

    def price(self, aim: Aim, branches: int, go: Go) -> tuple[int, Ints]:
        """Learn circles until they hardly get better; give the lowest sum of prices found, and the prices.

        No circles that serve the aim are worth more together. Opens about so many branches.
        """
        limits, bonus = self._limits(aim), self._bonus(aim)
        dearest = np.zeros(len(limits), dtype=np.int64)
        dearest[:-2] = ONE + bonus
        lowest, best, limit = int(dearest @ limits), dearest, _AT_FIRST
        while branches > 0:
            value, prices = self._program(aim)
            found = self._look(aim, prices @ self._rows - bonus, limit)
            branches -= int(found.tally[2])
            prices[:-2] += found.ceiling
            if (sum_ := int(prices @ limits)) < lowest:
                lowest, best = sum_, prices
            if not go() or lowest - value <= abs(value) / _CLOSE:
                break
            if not self.learn(int(circle) for circle in found.circles[: found.tally[0]]):
                if (found.ceiling == found.gain).all():
                    break
                limit *= 10
        return lowest, best

    def _program(self, aim: Aim) -> tuple[float, Ints]:
        """Give what the known circles are worth at best, taken in parts, and the dual price of each row."""
        known, limits = self._known(aim), self._limits(aim)
        if known:
            solved = linprog(-np.array([*known.values()]), A_ub=self._uses(known), b_ub=limits)
            if solved.status == 0:
                prices = np.maximum(0, np.rint(-solved.ineqlin.marginals)).astype(np.int64)
                return -float(solved.fun), prices
        return 0.0, np.zeros_like(limits)

    def _uses(self, circles: Iterable[int]) -> Ints:
        """Give how much of each row every circle takes."""
        numbers = np.arange(self._rows.shape[1], dtype=np.uint64)[:, None]
        bits = np.array([*circles], dtype=np.uint64) >> numbers & np.uint64(1)
        takes = bits.astype(np.int64)
        # The same as `self._rows @ takes`, in a hundredth of the time.
        return np.vstack([takes, -takes.sum(axis=0), self._several @ takes])

    def _look(self, aim: Aim, price: Ints, limit: int, least: int = 0) -> Found:
        """Look for circles worth more than the prices of their people, or for all that are hardly less."""
        law, market = self._law, self._market
        table = new_table(self._people, 1, law.size_hi)
        desk = new_desk(len(price), law.size_hi, market.free.shape[1])
        found = nothing_found(len(price))
        for size in range(law.size_lo, law.size_hi + 1):
            adds = (market.pair / max(1, size - 1) - law.again * AGAIN * market.before) / law.most
            ask = Ask(size, aim.floor, law.hours * ONE / law.most, adds, price, limit, least)
            look(self._people, law, market, table, desk, ask, found)
        return found

    # --- The best of them ---

    def choose(self, aim: Aim, branches: int, go: Go, seconds: float | None) -> tuple[list[int], int]:
        """Give the best circles found that serve an aim together, and what no circles that do are worth.

        Choosing may take so many seconds at most; None where the same is to come out on every machine.
        """
        dearest, prices = self.price(aim, branches, go)
        reach = self._learn_near(aim, prices, branches, go)
        margins = self._margins(aim, prices)
        circles = sorted(margins, key=lambda circle: (margins[circle], circle))
        if len(circles) > _COLUMNS:
            circles = circles[:_COLUMNS]
            reach = min(reach, margins[circles[-1]])
        known = self._known(aim)
        if not circles:
            return [], dearest
        solved = milp(
            [-known[circle] for circle in circles],
            constraints=LinearConstraint(self._uses(circles), -np.inf, self._limits(aim)),
            integrality=1,
            bounds=Bounds(0, 1),
            options={"node_limit": _NODES, "mip_rel_gap": _NEAR_ENOUGH, "time_limit": seconds},
        )
        if solved.x is None:
            return [], dearest
        # Circles of which one is out of reach are cheaper than all their people by more than the reach.
        ceiling = max(ceil(-solved.mip_dual_bound) + 1, dearest - reach)
        chosen = [circle for circle, part in zip(circles, solved.x, strict=True) if part > 0.5]
        return chosen, min(dearest, ceiling)

    def _margins(self, aim: Aim, prices: Ints) -> dict[int, int]:
        """Give by how much the people of each circle that serves the aim are dearer than it."""
        known = self._known(aim)
        costs = (prices @ self._uses(known)).tolist()
        return {circle: cost - worth for (circle, worth), cost in zip(known.items(), costs, strict=True)}

    def _learn_near(self, aim: Aim, prices: Ints, branches: int, go: Go) -> int:
        """Learn all circles that are cheaper than their people by so little that they aren't too many.

        Gives that little.
        """
        reach, price = _FARTHEST, prices @ self._rows - self._bonus(aim)
        limit = max(1, branches // (10 * len(price)))
        while reach > 0 and go():
            found = self._look(aim, price, limit, -reach)
            self.learn(int(circle) for circle in found.circles[: found.tally[0]])
            if not found.tally[3]:
                break
            reach //= 2
        else:
            return 0
        return reach
