"""Who sits where, as plain values: what the search found, or what an organizer has on the board."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from circles.domain.grouping.problem import Kept, Problem
from circles.domain.grouping.roster import Roster
from circles.domain.grouping.score import Scores
from circles.domain.grouping.slots import each_start, lowest, start_of

_WORKING = sum(1 << (day * 48 + half) for day in range(5) for half in range(16, 38))  # 08:00-19:00


@dataclass(frozen=True)
class Shape:
    """One way to make a circle: its people by number, the hours that would do, and its hour."""

    people: tuple[int, ...]
    zone: str
    starts: int
    start: int


@dataclass
class Circle:
    """A circle: the units in it and the shape they make."""

    units: tuple[int, ...]
    shape: Shape
    kept: int | None = None
    locked: bool = False


@dataclass
class Seating:
    """The whole table: who is in which circle now."""

    problem: Problem
    circles: dict[int, Circle] = field(default_factory=dict)

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

    # --- What a circle may be ---

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

    def _elsewhere(self, person: int, at: int | None, instead: Mapping[int, Shape | None]) -> list[Shape]:
        now = [self.circles[c].shape for c in self.places[person] if c != at and c not in instead]
        return now + [shape for shape in instead.values() if shape and person in shape.people]

    def _old_start(self, old: Kept, zone: str) -> int | None:
        start = None if old.start is None else start_of(old.weekday, old.start)
        if start is None or old.zone is None:
            return None
        return self.week.same_hour(start, old.zone, zone)

    # --- Who sits where ---

    def open(self, circle: Circle) -> int:
        """Add a circle and give its number."""
        at = len(self.circles)
        self.circles[at] = circle
        for n in circle.shape.people:
            self.places[n].add(at)
        return at

    def moved(self) -> tuple[str, ...]:
        """Give who has left a kept circle, for another one or to wait."""
        now = {n: {self.circles[at].kept for at in places} for n, places in self.places.items()}
        return tuple(self.problem.candidates[n].id for n in sorted(self._home) if not self._home[n] <= now[n])
