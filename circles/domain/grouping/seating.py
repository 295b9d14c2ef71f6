"""Who sits where while circles are being formed, and the hard rules each circle keeps at every step.

People who must stay together are one unit. A mentor who takes several circles is a unit for each of them,
unless someone must stay together with that mentor: such a group is in one circle.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from circles.domain.availability import HALF_HOURS
from circles.domain.grouping.problem import Kept, Problem
from circles.domain.grouping.score import ONE, Scores
from circles.domain.grouping.slots import SeasonWeek, circle_zone, each_start, lowest, start_of
from circles.domain.words import Role

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
    """The whole table: what never changes about the people, and who is where now."""

    problem: Problem
    circles: dict[int, Circle] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        people = self.problem.candidates
        self.number = {each.id: n for n, each in enumerate(people)}
        self.zones = sorted({each.zone for each in people})
        kept_zones = {kept.zone for kept in self.problem.keep if kept.zone}
        self.week = SeasonWeek(kept_zones.union(self.zones), self.problem.rules)
        self.scores = Scores(self.problem)
        self._free: dict[str, dict[int, int]] = {}
        self._mentors = bits_of(n for n, each in enumerate(people) if each.role is Role.MENTOR)
        self._either = bits_of(n for n, each in enumerate(people) if each.role is Role.EITHER)
        self._apart = [0] * len(people)
        for a, b in self.problem.apart:
            self._apart[self.number[a]] |= 1 << self.number[b]
            self._apart[self.number[b]] |= 1 << self.number[a]
        self._barred = [
            bits_of(self.number[id] for id in kept.barred if id in self.number) for kept in self.problem.keep
        ]
        self._home: dict[int, set[int]] = {}
        for k, kept in enumerate(self.problem.keep):
            for id in kept.members:
                if id in self.number:
                    self._home.setdefault(self.number[id], set()).add(k)
        self.units, self.spare = self._make_units()
        self.places: dict[int, set[int]] = {n: set() for n in range(len(people))}
        self._busy = bits_of(self.units[unit][0] for unit in self.spare)
        self.waiting = {
            unit for unit, members in enumerate(self.units) if all(self.ever_free(n) for n in members)
        }

    def _make_units(self) -> tuple[list[tuple[int, ...]], set[int]]:
        groups = [tuple(sorted(self.number[id] for id in group)) for group in self.problem.groups()]
        grouped = {n for group in groups for n in group}
        alone: list[tuple[int, ...]] = [(n,) for n in range(len(self.number)) if n not in grouped]
        units = sorted(groups + alone)
        spare: set[int] = set()
        for n, *_ in alone:
            each = self.problem.candidates[n]
            if each.role is Role.MENTOR:
                more = min(each.circles, len(self.number)) - 1
                spare.update(range(len(units), len(units) + more))
                units.extend([(n,)] * more)
        return units, spare

    # --- What is so about the people ---

    def free(self, person: int, zone: str) -> int:
        """Give the starts on the clocks of `zone` at which a person can meet all season."""
        known = self._free.setdefault(zone, {})
        if person not in known:
            known[person] = self.week.free_starts(self.problem.candidates[person], zone)
        return known[person]

    def ever_free(self, person: int) -> bool:
        """Tell whether a person has an hour for a meeting, on any clocks a circle may have."""
        own = self.problem.candidates[person].zone
        return bool(self.free(person, own)) or any(self.free(person, zone) for zone in self.zones)

    def is_mentor(self, person: int) -> bool:
        """Tell whether a person is a mentor wherever they are."""
        return bool(self._mentors >> person & 1)

    def could_mentor(self, person: int) -> bool:
        """Tell whether a person may serve as a mentor."""
        return bool((self._mentors | self._either) >> person & 1)

    def mentors(self, people: Iterable[int]) -> tuple[int, ...]:
        """Choose who serves as mentor: every mentor, and of the either only as many as are needed."""
        people = sorted(people)
        chosen = [n for n in people if self._mentors >> n & 1]
        either = [n for n in people if self._either >> n & 1]
        return tuple(chosen + either[: max(0, self.problem.rules.mentors_lo - len(chosen))])

    def people_in(self, units: Iterable[int]) -> tuple[int, ...]:
        """Give the people of some units, in order."""
        return tuple(sorted(n for unit in units for n in self.units[unit]))

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
        people = self.people_in(units)
        bits = bits_of(people)
        if not self._fits(people, bits, kept) or (whole and not self._is_whole(people, bits)):
            return None
        zone = self._zone(people)
        starts, best = self._starts(people, zone)
        if not starts:
            return None
        old = self.problem.keep[kept] if kept is not None else _NEW
        start = self._start(people, bits, zone, starts, best, old, at, instead or {})
        if start is None:
            return None
        worth = self.scores.circle(people, starts.bit_count())
        cost = self._cost(people, kept, old, zone, start)
        return Shape(people, zone, starts, start, worth.total - cost, worth.low)

    def has_place(self, units: Iterable[int], kept: int | None = None) -> bool:
        """Tell whether these units may be one whole circle, hours left aside."""
        people = self.people_in(units)
        return self._fits(people, bits_of(people), kept) and self._is_whole(people, bits_of(people))

    def _fits(self, people: tuple[int, ...], bits: int, kept: int | None) -> bool:
        rules = self.problem.rules
        mentors = (bits & self._mentors).bit_count()
        return (
            len(people) == bits.bit_count() <= rules.size_hi
            and mentors <= rules.mentors_hi
            and len(people) - (bits & (self._mentors | self._either)).bit_count()
            <= rules.size_hi - rules.mentors_lo
            and not any(self._apart[n] & bits for n in people)
            and (kept is None or not self._barred[kept] & bits)
        )

    def _is_whole(self, people: tuple[int, ...], bits: int) -> bool:
        rules = self.problem.rules
        able = (bits & (self._mentors | self._either)).bit_count()
        return len(people) >= rules.size_lo and able >= rules.mentors_lo and not self.lonely(people)

    def lonely(self, people: Iterable[int]) -> set[int]:
        """Give those who are alone in a circle with what they state of a guarded attribute."""
        alone: set[int] = set()
        for name in self.problem.rules.never_alone:
            holders: dict[str, list[int]] = {}
            for n in people:
                value = self.problem.candidates[n].attributes.get(name, "").casefold()
                if value:
                    holders.setdefault(value, []).append(n)
            alone.update(who[0] for who in holders.values() if len(who) == 1)
        return alone

    def _zone(self, people: tuple[int, ...]) -> str:
        candidates = self.problem.candidates
        zones = [candidates[n].zone for n in people]
        if zones.count(zones[0]) == len(zones):
            return zones[0]
        return circle_zone(zones, [candidates[n].zone for n in self.mentors(people)])

    def _starts(self, people: tuple[int, ...], zone: str) -> tuple[int, int]:
        """Give the starts that will do, and those of them at which most can come."""
        quorum = self.problem.rules.quorum
        if quorum is None:
            starts = -1
            for n in people:
                starts &= self.free(n, zone)
            return starts, starts
        at_least = [(1 << HALF_HOURS) - 1] + [0] * len(people)  # [k]: starts at which k of them are free
        for n in people:
            free = self.free(n, zone)
            for k in range(len(people), 0, -1):
                at_least[k] |= at_least[k - 1] & free
        for n in self.mentors(people):
            at_least = [starts & self.free(n, zone) for starts in at_least]
        needed = min(quorum, len(people))
        best = max(k for k in range(len(people) + 1) if k == needed or at_least[k])
        return at_least[needed], at_least[best]

    def _start(
        self,
        people: tuple[int, ...],
        bits: int,
        zone: str,
        starts: int,
        best: int,
        old: Kept,
        at: int | None,
        instead: Mapping[int, Shape | None],
    ) -> int | None:
        """Choose the hour: the present one, else where most can come, in working hours, the earliest."""
        wanted = self._old_start(old, zone)
        groups = (1 << wanted & starts if wanted is not None else 0, best & _WORKING, best, starts)
        if not bits & self._busy:
            return lowest(next(filter(None, groups)))
        taken = [shape for n in people if self._busy >> n & 1 for shape in self._elsewhere(n, at, instead)]
        for start in (start for group in groups for start in each_start(group)):
            if not any(self.week.clash(start, zone, other.start, other.zone) for other in taken):
                return start
        return None

    def _elsewhere(self, person: int, at: int | None, instead: Mapping[int, Shape | None]) -> list[Shape]:
        now = [self.circles[c].shape for c in self.places[person] if c != at and c not in instead]
        return now + [shape for shape in instead.values() if shape and person in shape.people]

    def _old_start(self, old: Kept, zone: str) -> int | None:
        if old.start is None or old.zone != zone:
            return None
        return start_of(old.weekday, old.start)

    def _cost(self, people: tuple[int, ...], kept: int | None, old: Kept, zone: str, start: int) -> int:
        """Price the moves: of each who had another circle, and of everyone in it if the hour changes."""
        if not self._home:
            return 0
        moved = sum(1 for n in people if n in self._home and kept not in self._home[n])
        shifted = len(people) if old.start is not None and self._old_start(old, zone) != start else 0
        return (moved + shifted) * self.problem.rules.weights.stay * ONE

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
        here = [unit for unit in self.waiting if not any(self.places[n] for n in self.units[unit])]
        found: dict[tuple[int, ...], int] = {}
        for unit in sorted(here):  # a mentor waits once, whatever number of circles was offered
            found.setdefault(self.units[unit], unit)
        return sorted(found.values(), key=lambda unit: (self.room(unit), unit))

    def room(self, unit: int) -> int:
        """Count the hours a unit could meet at, on its own clocks."""
        members = self.units[unit]
        zone = self.problem.candidates[members[0]].zone
        starts = -1
        for n in members:
            starts &= self.free(n, zone)
        return starts.bit_count()


def bits_of(numbers: Iterable[int]) -> int:
    """Give a set of numbers as an int."""
    bits = 0
    for n in numbers:
        bits |= 1 << n
    return bits
