"""What never changes about the people while circles are formed, and the rules that hold for any set of them.

People are numbers, in the order of the problem. People who must stay together are one unit. A mentor who
takes several circles is a unit for each of them, unless someone must stay together with that mentor: such a
group is in one circle.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from circles.domain.availability import WHOLE_WEEK
from circles.domain.grouping.problem import Problem
from circles.domain.grouping.slots import SeasonWeek, circle_zone
from circles.domain.words import Role


class Roster:
    """The people of a problem by number, and what they may be to each other."""

    def __init__(self, problem: Problem) -> None:
        people = problem.candidates
        self.problem = problem
        self.number = {each.id: n for n, each in enumerate(people)}
        self.zones = sorted({each.zone for each in people})
        kept_zones = {kept.zone for kept in problem.keep if kept.zone}
        self.week = SeasonWeek(kept_zones.union(self.zones), problem.rules)
        self._free: dict[str, dict[int, int]] = {}
        self._room: dict[int, int] = {}
        self._mentors = bits_of(n for n, each in enumerate(people) if each.role is Role.MENTOR)
        self._either = bits_of(n for n, each in enumerate(people) if each.role is Role.EITHER)
        self._apart = [0] * len(people)
        for a, b in problem.apart:
            self._apart[self.number[a]] |= 1 << self.number[b]
            self._apart[self.number[b]] |= 1 << self.number[a]
        self._barred = [bits_of(self.numbers(kept.barred)) for kept in problem.keep]
        self.units, self.spare = self._make_units()

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """Give the numbers of those who are here."""
        return [self.number[id] for id in ids if id in self.number]

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

    def room(self, unit: int) -> int:
        """Count the hours a unit could meet at, on the clocks of its first member."""
        if unit not in self._room:
            first = self.problem.candidates[self.units[unit][0]]
            self._room[unit] = self.common(unit, first.zone).bit_count()
        return self._room[unit]

    def common(self, unit: int, zone: str) -> int:
        """Give the starts at which a unit can meet: all of it, or with a quorum some of it."""
        each = [self.free(n, zone) for n in self.units[unit]]
        if self.problem.rules.quorum is None:
            return reduce(and_, each)
        return reduce(or_, each) if all(each) else 0

    def has_place(self, units: Iterable[int], kept: int | None = None) -> bool:
        """Tell whether these units may be one whole circle, hours left aside."""
        people = self.people_in(units)
        return self.fits(people, kept) and self.is_whole(people)

    def fits(self, people: tuple[int, ...], kept: int | None) -> bool:
        """Tell whether people may be in one circle: allowed in it, none too many, none apart."""
        bits = bits_of(people)
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

    def is_whole(self, people: tuple[int, ...]) -> bool:
        """Tell whether people are enough for a circle, and nobody too alone."""
        bits = bits_of(people)
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

    def zone(self, people: tuple[int, ...]) -> str:
        """Give the zone by whose clocks they would meet."""
        candidates = self.problem.candidates
        zones = [candidates[n].zone for n in people]
        if zones.count(zones[0]) == len(zones):
            return zones[0]
        return circle_zone(zones, [candidates[n].zone for n in self.mentors(people)])

    def starts(self, people: tuple[int, ...], zone: str) -> tuple[int, int]:
        """Give the starts that will do, and those of them at which most can come."""
        quorum = self.problem.rules.quorum
        if quorum is None:
            starts = -1
            for n in people:
                starts &= self.free(n, zone)
            return starts, starts
        at_least = [WHOLE_WEEK] + [0] * len(people)  # [k]: starts at which k of them are free
        for n in people:
            free = self.free(n, zone)
            for k in range(len(people), 0, -1):
                at_least[k] |= at_least[k - 1] & free
        for n in self.mentors(people):
            at_least = [starts & self.free(n, zone) for starts in at_least]
        needed = min(quorum, len(people))
        best = max(k for k in range(len(people) + 1) if k == needed or at_least[k])
        return at_least[needed], at_least[best]


def bits_of(numbers: Iterable[int]) -> int:
    """Give a set of numbers as an int."""
    bits = 0
    for n in numbers:
        bits |= 1 << n
    return bits
