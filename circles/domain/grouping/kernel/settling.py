"""What makes a seating whole: circles mended or closed, those who wait brought in, circles opened."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from circles.domain.grouping.kernel.growing import demand_of, lend, open_row
from circles.domain.grouping.kernel.opening import Opening, pin_fault
from circles.domain.grouping.kernel.people import Ints, Law, People
from circles.domain.grouping.kernel.placing import bring_in, insert, mend, release
from circles.domain.grouping.kernel.table import WAITING, Table, copied, copy_table
from circles.domain.grouping.problem import Problem
from circles.domain.grouping.roster import Roster

_TRIES = 300_000  # changes looked at to bring in one who waits
_PARTED = 2  # how many at most leave a circle so that the others can stay


class Settling:
    """All that a table needs after a change: no circle lacks anything, nobody waits who can be placed."""

    def __init__(self, opening: Opening, problem: Problem, roster: Roster, people: People, law: Law) -> None:
        self._opening, self._problem, self._roster = opening, problem, roster
        self._people, self._law = people, law
        self._homes = [set(roster.numbers(kept.members)) for kept in problem.keep]

    def settle(self, table: Table) -> None:
        """Leave no row with a fault, and nobody waiting for whom a place can be found."""
        while True:
            self._mend_all(table)
            for unit in self._unplaced(table):
                self._bring_in(table, unit)
            while self._unplaced(table) and self._open_another(table):
                pass
            if not table.faults[:-2].any():
                return

    def _mend_all(self, table: Table) -> None:
        movable = self._opening.movable(table)
        for row in map(int, np.flatnonzero(table.faults[:-2])):
            before = copied(table)
            if mend(self._people, self._law, table, row, movable):
                continue
            copy_table(before, table)
            if not (best := self._parted(table, row)):
                raise pin_fault(self._problem, int(table.kept[row]))
            copy_table(best, table)

    def _parted(self, table: Table, row: int) -> Table | None:
        """Give the best table there is once a row parts with some of its people, who go elsewhere.

        They are as few as it takes for the others to be whole, or all. None if pinned people are left then.
        """
        here = np.unique(table.unit[row, : table.taken[row]])
        free = here[~table.fixed[here]].tolist()
        found = [] if len(free) < len(here) else [self._without(table, row, free)]
        for count in range(1, min(_PARTED + 1, len(free))):
            parted = [self._without(table, row, each) for each in combinations(free, count)]
            found += parted
            if any(parted):
                break
        return max(filter(None, found), key=self._steadiness, default=None)

    def _without(self, table: Table, row: int, leaving: Sequence[int]) -> Table | None:
        """Give a table in which some have left a row for places elsewhere; None if it isn't whole then."""
        people, law, other = self._people, self._law, copied(table)
        for unit in leaving:
            release(people, law, other, row, unit)
        movable = self._opening.movable(table)
        if not mend(people, law, other, row, movable[~np.isin(movable, leaving)]):
            return None
        for unit in leaving:
            if not self._has_circle(other, unit):
                self._bring_in(other, unit)
        return other

    def _has_circle(self, table: Table, unit: int) -> bool:
        """Tell whether a unit, or another one of the same mentor, is in a circle."""
        people = self._people
        first = people.unit[people.unit_first[unit]]
        each = people.units[people.units_first[first] : people.units_first[first + 1]]
        return bool((table.place[each] != WAITING).any())

    def _unplaced(self, table: Table) -> list[int]:
        """Give a unit for each who is in no circle, the scarcest first."""
        seated = {n for unit in np.flatnonzero(table.place >= 0) for n in self._roster.units[unit]}
        found: dict[tuple[int, ...], int] = {}
        for unit in self._opening.order:
            members = self._roster.units[unit]
            if not seated.intersection(members):
                found.setdefault(members, int(unit))
        return list(found.values())

    def _bring_in(self, table: Table, unit: int) -> None:
        rows = self._opening.open_rows(table)
        if not insert(self._people, self._law, table, unit, rows):
            bring_in(self._people, self._law, table, unit, rows, _TRIES)

    def _open_another(self, table: Table) -> bool:
        """Open one more circle for those who wait, with people other circles can spare if need be."""
        closed = self._opening.closed(table)
        if not len(closed):
            return False
        waiting = self._opening.waiting(table)
        nobody = np.full(len(table.place), WAITING)
        if self._open_with(table, int(closed[0]), waiting, waiting, nobody):
            return True
        lenders = lend(self._people, self._law, table)
        lent = self._opening.order[lenders[self._opening.order] != WAITING]
        pool = np.concatenate([np.array(self._unplaced(table), dtype=np.int64), lent])
        return self._open_with(table, int(closed[0]), np.concatenate([waiting, lent]), pool, lenders)

    def _open_with(self, table: Table, row: int, units: Ints, pool: Ints, lenders: Ints) -> bool:
        """Open a row if somebody finds a place by it who had none."""
        demand = demand_of(self._people, pool, self._opening.room)
        smallest = self._law.size_lo
        saved, before = copied(table), len(self._unplaced(table))
        for seed in self._opening.seeds(units):
            if not open_row(
                self._people, self._law, table, row, seed, pool, lenders, self._opening.room, demand, smallest
            ):
                continue
            if len(self._unplaced(table)) < before:
                return True
            copy_table(saved, table)
        return False

    # --- Better tables ---

    def rank(self, table: Table) -> tuple[int, int]:
        """Rank tables: by how many are placed, and then by what the circles are worth, moves being dear."""
        return self._opening.placed(table), int(table.value[:-2].sum())

    def _steadiness(self, table: Table) -> tuple[int, ...]:
        """Rank tables that mend a row: by how many of those who had a circle have one, then the same one."""
        had = np.diff(self._people.home_first) > 0
        return int(had[self._opening.seated(table)].sum()), self._at_home(table), *self.rank(table)

    def _at_home(self, table: Table) -> int:
        rows = (row for row in self._opening.taken(table) if table.kept[row] >= 0)
        return sum(
            len(self._homes[table.kept[row]].intersection(table.person[row, : table.taken[row]].tolist()))
            for row in rows
        )
