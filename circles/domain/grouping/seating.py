"""Who sits where while circles are being formed, and what each circle is at every step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from circles.domain.grouping.problem import Kept, Problem
from circles.domain.grouping.roster import Roster
from circles.domain.grouping.score import ONE, Scores
from circles.domain.grouping.slots import each_start, lowest, start_of

_WORKING = sum(1 << (day * 48 + half) for day in range(5) for half in range(16, 38))  # 08:00-19:00
_NEW = Kept(members=())


@dataclass(frozen=True)
class Shape:
    """One way to make a circle: its people by number, its hour, and what it is worth."""

    people: tuple[int, ...]
    zone: str
    starts: int
    start: int
    value: int
    """The worth of its members less what its moves cost."""
    low: int


@dataclass
class Circle:
    """A circle being formed: the units in it and the shape they make."""

    units: tuple[int, ...]
    shape: Shape
    kept: int | None = None
    fixed: frozenset[int] = frozenset()
    """Units pinned to it."""
    locked: bool = False


@dataclass
class Seating:
    """The whole table: who is in which circle now, and who waits."""

    problem: Problem
    circles: dict[int, Circle] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.roster = Roster(self.problem)
        self.week = self.roster.week
        self.scores = Scores(self.problem)
        self._home: dict[int, set[int]] = {}
        for k, kept in enumerate(self.problem.keep):
            for n in self.roster.numbers(kept.members):
                self._home.setdefault(n, set()).add(k)
        self.places: dict[int, set[int]] = {n: set() for n in self.roster.number.values()}
        self._busy = {self.roster.units[unit][0] for unit in self.roster.spare}
        self.waiting = {
            unit
            for unit, members in enumerate(self.roster.units)
            if all(self.roster.ever_free(n) for n in members)
        }

    # --- What a circle may be ---

    def shape(
        self,
        units: Iterable[int],
        kept: int | None = None,
        *,
        at: int | None = None,
        whole: bool = True,
        instead: Mapping[int, Shape | None] | None = None,
    ) -> Shape | None:
        """Give the circle these units would make, or None if that breaks a hard rule.

        `at` is the circle they replace; `instead` holds what circles are about to become, None if that is
        not yet known. With `whole` off, the circle may still lack people.
        """
        people = self.roster.people_in(units)
        if not self.roster.fits(people, kept) or (whole and not self.roster.is_whole(people)):
            return None
        zone = self.roster.zone(people)
        starts, best = self.roster.starts(people, zone)
        if not starts:
            return None
        old = self.problem.keep[kept] if kept is not None else _NEW
        start = self.choose_start(people, zone, starts, best, old, at, instead or {})
        if start is None:
            return None
        worth = self.scores.circle(people, starts.bit_count())
        cost = self._cost(people, kept, old, zone, start)
        return Shape(people, zone, starts, start, worth.total - cost, worth.low)

    def choose_start(
        self,
        people: tuple[int, ...],
        zone: str,
        starts: int,
        best: int,
        old: Kept,
        at: int | None,
        instead: Mapping[int, Shape | None],
    ) -> int | None:
        """Choose the hour: the present one, else where most can come, in working hours, the earliest.

        None if a mentor of several circles is busy at all of them.
        """
        wanted = self._old_start(old, zone)
        groups = (1 << wanted & starts if wanted is not None else 0, best & _WORKING, best, starts)
        busy = self._busy.intersection(people)
        if not busy:
            return lowest(next(filter(None, groups)))
        taken = [shape for n in busy for shape in self._elsewhere(n, at, instead)]
        for start in (start for group in groups for start in each_start(group)):
            if not any(self.week.clash(start, zone, other.start, other.zone) for other in taken):
                return start
        return None

    def is_taken(self, person: int, start: int, zone: str) -> bool:
        """Tell whether a mentor of several circles meets another one at that hour."""
        taken = self._elsewhere(person, None, {})
        return any(self.week.clash(start, zone, other.start, other.zone) for other in taken)

    def _elsewhere(self, person: int, at: int | None, instead: Mapping[int, Shape | None]) -> list[Shape]:
        now = [self.circles[c].shape for c in self.places[person] if c != at and c not in instead]
        return now + [shape for shape in instead.values() if shape and person in shape.people]

    def _old_start(self, old: Kept, zone: str) -> int | None:
        if old.start is None or old.zone != zone:
            return None
        return start_of(old.weekday, old.start)

    def _cost(self, people: tuple[int, ...], kept: int | None, old: Kept, zone: str, start: int) -> int:
        """Price the moves: of each who had another circle, and half as much for all whose hour changes."""
        if not self._home:
            return 0
        moved = sum(1 for n in people if n in self._home and kept not in self._home[n])
        shifted = len(people) if old.start is not None and self._old_start(old, zone) != start else 0
        return (2 * moved + shifted) * self.problem.rules.weights.stay * ONE // 2

    # --- Who sits where ---

    def change(self, changes: Mapping[int, tuple[int, ...]]) -> dict[int, Shape] | None:
        """Give the shapes that circles would take with new units, or None if one breaks a hard rule."""
        shapes: dict[int, Shape] = {}
        instead: dict[int, Shape | None] = dict.fromkeys(changes)
        for at, units in changes.items():
            shape = self.shape(units, self.circles[at].kept, at=at, instead=instead)
            if shape is None:
                return None
            shapes[at] = instead[at] = shape
        return shapes

    def apply(self, changes: Mapping[int, tuple[int, ...]], shapes: Mapping[int, Shape]) -> None:
        """Make changes whose shapes are known; units that leave every circle wait."""
        before = [unit for at in changes for unit in self.circles[at].units]
        after = [unit for units in changes.values() for unit in units]
        for at, units in changes.items():
            for n in self.circles[at].shape.people:
                self.places[n].discard(at)
            self.circles[at].units, self.circles[at].shape = units, shapes[at]
        for at in changes:
            for n in shapes[at].people:
                self.places[n].add(at)
        self.waiting.update(before)
        self.waiting.difference_update(after)

    def open(self, circle: Circle) -> int:
        """Add a circle and give its number."""
        at = max(self.circles, default=-1) + 1
        self.circles[at] = circle
        for n in circle.shape.people:
            self.places[n].add(at)
        self.waiting.difference_update(circle.units)
        return at

    def close(self, at: int) -> None:
        """Send everyone of a circle back to wait."""
        circle = self.circles.pop(at)
        for n in circle.shape.people:
            self.places[n].discard(at)
        self.waiting.update(circle.units)

    def moved(self) -> tuple[str, ...]:
        """Give who has left a kept circle, for another one or to wait."""
        now = {n: {self.circles[at].kept for at in places} for n, places in self.places.items()}
        return tuple(self.problem.candidates[n].id for n in sorted(self._home) if not self._home[n] <= now[n])

    def restore(self, circles: dict[int, Circle]) -> None:
        """Seat everyone as in an earlier copy of the circles."""
        for at in list(self.circles):
            self.close(at)
        self.circles = circles
        for at, circle in circles.items():
            self.waiting.difference_update(circle.units)
            for n in circle.shape.people:
                self.places[n].add(at)

    def unplaced(self) -> list[int]:
        """Give the waiting units whose people are in no circle, those with the fewest hours first."""
        here = [unit for unit in self.waiting if not any(self.places[n] for n in self.roster.units[unit])]
        found: dict[tuple[int, ...], int] = {}
        for unit in sorted(here):  # a mentor waits once, whatever number of circles was offered
            found.setdefault(self.roster.units[unit], unit)
        return sorted(found.values(), key=lambda unit: (self.roster.room(unit), unit))
