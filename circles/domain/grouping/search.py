"""Improve a seating by exchanges: threshold accepting, then a polish for the worst-off.

A step tries one move, exchange or rescue from the waitlist and rescores only the circles it touches. All
values are integers, so a seed and a number of steps give the same circles everywhere.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from circles.domain.grouping.problem import Cancelled
from circles.domain.grouping.score import ONE
from circles.domain.grouping.seating import Circle, Seating
from circles.domain.grouping.start import insert, place_waiting

Progress = Callable[[int, int], bool]
"""Told the steps done and to do; False cancels."""
Enough = Callable[[], bool]
"""Asked now and then; True ends the search with the best so far."""

_CHECK_EVERY = 200
_POLISH_ROUNDS = 40


@dataclass
class Search:
    """One run over a seating, which is left at the best that was found; `steps` counts what was tried."""

    seating: Seating
    seed: int
    budget: int
    progress: Progress | None = None
    enough: Enough | None = None
    steps: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311  # repeatable on purpose, no secret

    def run(self) -> None:
        """Spend the steps; raises Cancelled when the progress callback says so."""
        best = self._snapshot()
        unlocked = [at for at, circle in self.seating.circles.items() if not circle.locked]
        for step in range(1, self.budget + 1):
            self.steps = step
            if self.steps % _CHECK_EVERY == 0:
                best = max(best, self._snapshot(), key=lambda each: each[0])
                if not self._goes_on():
                    break
            self._step(unlocked)
        self.seating.restore(max(best, self._snapshot(), key=lambda each: each[0])[1])
        place_waiting(self.seating)
        self._polish()

    def _goes_on(self) -> bool:
        if self.progress and not self.progress(self.steps, self.budget):
            raise Cancelled("Forming circles was cancelled. Nothing has changed.")
        return not (self.enough and self.enough())

    def _snapshot(self) -> tuple[tuple[int, int], dict[int, Circle]]:
        """Give the seating's rank, people placed before worth, and a copy of its circles."""
        circles = self.seating.circles
        placed = sum(1 for at in self.seating.places.values() if at)
        rank = (placed, sum(circle.shape.value for circle in circles.values()))
        return rank, {at: Circle(c.units, c.shape, c.kept, c.fixed, c.locked) for at, c in circles.items()}

    # --- One step ---

    def _step(self, circles: list[int]) -> None:
        if circles and self.seating.waiting and self._random.randrange(8) == 0:
            self._rescue(self._random.choice(circles))
        elif len(circles) > 1:
            self._exchange(*self._random.sample(circles, 2))

    def _exchange(self, a: int, b: int) -> None:
        """Move a unit from a to b, or swap two; accept what loses less than the falling threshold."""
        leaving, coming = self._pick(a), self._pick(b)
        if leaving is None or self._random.randrange(4) == 0:
            leaving, coming = coming, None
            a, b = b, a
        if leaving is None:
            return
        changes = {
            a: self._replaced(a, leaving, coming),
            b: self._replaced(b, coming, leaving),
        }
        self._accept(changes, self._threshold())

    def _accept(self, changes: dict[int, tuple[int, ...]], threshold: int) -> bool:
        shapes = self.seating.change(changes)
        if not shapes:
            return False
        gain = sum(shapes[at].value - self.seating.circles[at].shape.value for at in changes)
        if gain <= -threshold:
            return False
        self.seating.apply(changes, shapes)
        return True

    def _threshold(self) -> int:
        left = self.budget - self.steps
        return 1 + self._random.randrange(1 + ONE // 4 * left // self.budget)

    def _rescue(self, at: int) -> None:
        """Bring in a waiting unit, and find another place for the one it replaces, if any."""
        unplaced = self.seating.unplaced()
        if not unplaced:
            return
        unit = self._random.choice(unplaced)
        if self._accept({at: self._replaced(at, None, unit)}, 100 * ONE):
            return
        leaving = self._pick(at)
        if leaving is None:
            return
        back = self.seating.circles[at].units
        if not self._accept({at: self._replaced(at, leaving, unit)}, 100 * ONE):
            return
        if not insert(self.seating, leaving) and not self._is_easier(leaving, than=unit):
            self._accept({at: back}, 100 * ONE)

    def _is_easier(self, unit: int, than: int) -> bool:
        """Tell whether a unit may wait in another's stead: it is smaller or has as many hours."""
        seating = self.seating
        size, other = len(seating.roster.units[unit]), len(seating.roster.units[than])
        return size < other or (size == other and seating.roster.room(unit) >= seating.roster.room(than))

    def _pick(self, at: int) -> int | None:
        circle = self.seating.circles[at]
        unit = self._random.choice(circle.units)
        return None if unit in circle.fixed else unit

    def _replaced(self, at: int, leaving: int | None, coming: int | None) -> tuple[int, ...]:
        units = [unit for unit in self.seating.circles[at].units if unit != leaving]
        return tuple(units if coming is None else [*units, coming])

    # --- The worst-off ---

    def _polish(self) -> None:
        """Lift the worst-off while some exchange does so and costs the others little."""
        for _ in range(_POLISH_ROUNDS):
            if (self.enough and self.enough()) or not self._lift():
                return

    def _lift(self) -> bool:
        circles = {at: c for at, c in self.seating.circles.items() if not c.locked}
        if len(circles) < 2:
            return False
        worst = min(circles, key=lambda at: (circles[at].shape.low, at))
        floor = circles[worst].shape.low
        for at, circle in circles.items():
            for leaving in [unit for unit in circles[worst].units if unit not in circles[worst].fixed]:
                for coming in [None, *(unit for unit in circle.units if unit not in circle.fixed)]:
                    if at != worst and self._lifts(worst, leaving, at, coming, floor):
                        return True
        return False

    def _lifts(self, worst: int, leaving: int, at: int, coming: int | None, floor: int) -> bool:
        changes = {worst: self._replaced(worst, leaving, coming), at: self._replaced(at, coming, leaving)}
        shapes = self.seating.change(changes)
        if not shapes or min(shape.low for shape in shapes.values()) <= floor:
            return False
        gain = sum(shapes[c].value - self.seating.circles[c].shape.value for c in changes)
        if gain < -ONE // 2:
            return False
        self.seating.apply(changes, shapes)
        return True
