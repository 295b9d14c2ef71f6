"""The first seating: circles kept and opened; and what a seating is."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from circles.domain.grouping.kernel.growing import demand_of, open_all
from circles.domain.grouping.kernel.numbers import ONE, size_of
from circles.domain.grouping.kernel.people import Ints, Law, People
from circles.domain.grouping.kernel.placing import close, mend
from circles.domain.grouping.kernel.table import NEVER, WAITING, Table, copied, copy_table, new_table
from circles.domain.grouping.kernel.trial import ANY_FAULTS, NOBODY, accept, attempt
from circles.domain.grouping.problem import Kept, Problem
from circles.domain.grouping.roster import Roster, bits_of
from circles.domain.grouping.slots import start_of
from circles.errors import Invalid

_SPARE_ROWS = 8


class Opening:
    """All about tables that needs to know the problem: who may move, what is kept, how many circles."""

    def __init__(self, problem: Problem, roster: Roster, people: People, law: Law) -> None:
        self._problem, self._roster, self._people, self._law = problem, roster, people, law
        self.has_kept = bool(problem.keep)
        units = range(len(roster.units))
        self.room = np.array([self._common(unit) for unit in units], dtype=np.int64)
        self.hopeless: NDArray[np.bool_] = self.room == 0
        """Units that can meet at no hour."""
        self.order = np.argsort(self.room, kind="stable")
        self.order = self.order[~self.hopeless[self.order]]

    def _common(self, unit: int) -> int:
        """Count the hours a unit can meet at, on the clocks that suit it best; as `Roster.common`."""
        free = self._people.free[list(self._roster.units[unit])]
        common = np.bitwise_and.reduce(free, axis=0)
        if self._law.quorum >= 0 and all(each.any() for each in free):
            common = np.bitwise_or.reduce(free, axis=0)
        return max((int(size_of(week)) for week in common), default=0)

    # --- First seatings ---

    def seating(self) -> Table:
        """Seat the kept circles, fill their gaps with who waits, and open circles for the others."""
        first = len(self._problem.keep)
        rows = first + len(self.order) // self._law.size_lo + _SPARE_ROWS
        table = new_table(self._people, rows, self._law.size_hi)
        for row, kept in enumerate(self._problem.keep):
            self._reopen(table, row, kept)
        for short in np.flatnonzero(table.faults[:-2]):
            before = copied(table)
            if not mend(self._people, self._law, table, int(short), self.waiting(table)):
                copy_table(before, table)  # those whom others can spare may help it better
        waiting = self.waiting(table)
        count = self._usual_count(waiting)
        open_all(
            self._people,
            self._law,
            table,
            np.arange(first, first + count),
            self.seeds(waiting),
            waiting,
            np.full(len(table.place), WAITING),
            self.room,
            demand_of(self._people, waiting, self.room),
            sum(len(self._roster.units[unit]) for unit in waiting if unit not in self._roster.spare),
        )
        return table

    def closed(self, table: Table) -> Ints:
        """Give the rows of which no circle, present or kept, is made."""
        return np.flatnonzero((table.taken[:-2] == 0) & (table.kept[:-2] == -1))

    def waiting(self, table: Table) -> Ints:
        """Give the units that wait and could meet, the scarcest first."""
        return self.order[table.place[self.order] == WAITING]

    def _usual_count(self, waiting: Ints) -> int:
        """Count the circles to open for those who wait: small ones, as far as mentors go."""
        law, roster = self._law, self._roster
        people = [n for unit in waiting if unit not in roster.spare for n in roster.units[unit]]
        able = sum(roster.could_mentor(n) for n in people)
        further = sum(1 for unit in waiting if unit in roster.spare)
        fewest = -(-len(people) // law.size_hi)
        most = len(people) // law.size_lo
        if law.mentors_lo:
            most = min(most, max(able // law.mentors_lo, min(fewest, (able + further) // law.mentors_lo)))
        return most

    def seeds(self, units: Ints) -> Ints:
        """Give the units that can begin a circle: mentors first, further circles of theirs last."""
        roster = self._roster
        if not self._law.mentors_lo:
            return units
        rank = [
            2 * (unit in roster.spare) + (not any(roster.is_mentor(n) for n in roster.units[unit]))
            for unit in units
        ]
        able = [any(roster.could_mentor(n) for n in roster.units[unit]) for unit in units]
        return np.array(
            [unit for _, k, unit in sorted(zip(rank, range(len(units)), units, strict=True)) if able[k]],
            dtype=np.int64,
        )

    # --- Circles that are kept ---

    def _reopen(self, table: Table, row: int, kept: Kept) -> None:
        """Seat the people of a kept circle who are still here, those pinned to it first."""
        roster, people = self._roster, self._people
        table.kept[row] = row
        start = None if kept.start is None else start_of(kept.weekday, kept.start)
        if kept.zone and start is not None:
            for zone, clock in zip(roster.zones, people.clock, strict=True):
                same = roster.week.same_hour(start, kept.zone, zone)
                table.kept_start[row, clock] = NEVER if same is None else same
        pinned = kept.pinned.union(kept.members if kept.locked else ())
        units = self._units_of(table, pinned)
        for unit in units:
            if not attempt(people, self._law, table, row, NOBODY, unit, WAITING, 0, ANY_FAULTS):
                raise pin_fault(self._problem, row)
            accept(table, row, 0)
            table.fixed[unit] = True
        seated = {roster.problem.candidates[n].id for unit in units for n in roster.units[unit]}
        lacks_hour = (
            bool(units)
            and attempt(people, self._law, table, row, NOBODY, NOBODY, WAITING, 0, ANY_FAULTS)
            and not table.starts[-2].any()
        )
        if not {id for id in pinned if id in roster.number} <= seated or lacks_hour:
            raise pin_fault(self._problem, row)
        table.locked[row] = kept.locked
        if kept.locked:
            if table.faults[row]:
                raise pin_fault(self._problem, row)
            return
        for unit in self._units_of(table, frozenset(kept.members) - pinned):
            if attempt(people, self._law, table, row, NOBODY, unit, WAITING, 0, ANY_FAULTS):
                accept(table, row, 0)

    def _units_of(self, table: Table, ids: frozenset[str]) -> list[int]:
        """Give a waiting unit with hours for each id; of a mentor who has several, the first."""
        found: dict[int, int] = {}
        for n in self._roster.numbers(sorted(ids)):
            first, last = self._people.units_first[n], self._people.units_first[n + 1]
            for unit in self._people.units[first:last]:
                if table.place[unit] == WAITING and not self.hopeless[unit]:
                    found.setdefault(n, int(unit))
        return sorted(set(found.values()))

    # --- Who may move ---

    def open_rows(self, table: Table) -> Ints:
        """Give the rows that may change."""
        return np.flatnonzero(~table.locked[:-2])

    def movable(self, table: Table) -> Ints:
        """Give the units that may move: those pinned stay, those without an hour wait."""
        return np.flatnonzero(~table.fixed & ~self.hopeless)

    def placed(self, table: Table) -> int:
        """Count the people who are in a circle."""
        return len(self.seated(table))

    def seated(self, table: Table) -> Ints:
        """Give the people who are in a circle."""
        people = self._people
        return np.unique(people.unit[np.repeat(table.place >= 0, np.diff(people.unit_first))])

    # --- Circles as sets ---

    def circles(self, table: Table) -> list[int]:
        """Give the people of each circle as bits."""
        return [bits_of(table.person[row, : table.taken[row]].tolist()) for row in self.taken(table)]

    def seats_of_several(self, table: Table) -> int:
        """Count the seats of mentors who take several circles."""
        several = np.diff(self._people.units_first) > 1
        return sum(int(several[table.person[row, : table.taken[row]]].sum()) for row in self.taken(table))

    def taken(self, table: Table) -> Ints:
        """Give the rows of which a circle is made."""
        return np.flatnonzero(table.taken[:-2])

    def reseated(self, table: Table, circles: Sequence[int]) -> Table | None:
        """Give a table with these circles instead, if there is an hour for all of them."""
        other = copied(table)
        for row in self.taken(other):
            close(self._people, self._law, other, int(row))
        for row, circle in zip(self.closed(other), circles, strict=False):
            ids = [each.id for n, each in enumerate(self._problem.candidates) if circle >> n & 1]
            for unit in self._units_of(other, frozenset(ids)):
                if not attempt(
                    self._people, self._law, other, int(row), NOBODY, unit, WAITING, 0, ANY_FAULTS
                ):
                    return None
                accept(other, int(row), 0)
        return None if other.faults[:-2].any() or len(circles) > len(self.taken(other)) else other

    def floor(self, table: Table) -> int:
        """Give what the worst-off of all circles has."""
        return int(table.low[self.taken(table)].min(initial=ONE))


def pin_fault(problem: Problem, k: int) -> Invalid:
    """Say that a kept circle can't be formed as it is pinned."""
    rules = problem.rules
    return Invalid(
        f"Circle {k + 1} can't be formed as it is pinned. Its people must share an hour in every week, "
        f"be {rules.size_lo}-{rules.size_hi} with {rules.mentors_lo}-{rules.mentors_hi} mentors, and keep "
        "every pair that is to be apart or together. Unpin someone.",
        field="pins",
    )
