"""Rows of a table that change for a while: broken up, written down before, and brought back if need be."""

from typing import NamedTuple

import numpy as np

from circles.domain.grouping.kernel.numbers import ONE, inner
from circles.domain.grouping.kernel.people import Ints
from circles.domain.grouping.kernel.table import WAITING, Table, copied

CHANGED = 64
"""Rows that may change at once."""
POOLED = 64
"""Of those who wait, how many may be looked at at once."""
_NEAR = 64


class Yard(NamedTuple):
    """Room to work in, and what is needed to take a round back."""

    backup: Table
    pool: Ints
    """Units that have no row in this round: of rows broken up, and some who waited."""
    near: Ints
    changed: Ints
    """Rows, those broken up first."""
    lenders: Ints
    """[unit]: WAITING; nobody is lent here."""


def new_yard(table: Table) -> Yard:
    """Give room to rebuild a table in."""
    units = len(table.place)
    return Yard(
        backup=copied(table),
        pool=np.zeros(units + POOLED, dtype=np.int64),
        near=np.zeros(_NEAR, dtype=np.int64),
        changed=np.zeros(CHANGED, dtype=np.int64),
        lenders=np.full(units, WAITING, dtype=np.int64),
    )


@inner
def may_break(law, table, row):
    if table.locked[row] or (law.stay > 0 and table.kept[row] != -1):
        return False
    for seat in range(table.taken[row]):
        if table.fixed[table.unit[row, seat]]:
            return False
    return True


@inner
def break_up(table, yard, row, broken, size):
    """Send everyone of a row into the pool; give its new size."""
    keep(table, yard, row, broken)
    for seat in range(table.taken[row]):
        unit = table.unit[row, seat]
        if table.place[unit] == row:  # not yet for a unit of several people
            table.place[unit] = WAITING
            yard.pool[size] = unit
            size += 1
    clear(table, row)
    return size


@inner
def clear(table, row):
    table.taken[row] = table.value[row] = table.faults[row] = 0
    table.low[row] = ONE


@inner
def keep(table, yard, row, k):
    """Write down a row as the k-th that changes."""
    yard.changed[k] = row
    _copy(table, yard.backup, row)


@inner
def _copy(source, target, row):
    count = target.taken[row] = source.taken[row]
    for seat in range(count):
        target.person[row, seat] = source.person[row, seat]
        target.unit[row, seat] = source.unit[row, seat]
        target.sums[row, seat] = source.sums[row, seat]
        target.repeats[row, seat] = source.repeats[row, seat]
        for other in range(count):
            target.pairs[row, seat, other] = source.pairs[row, seat, other]
    target.value[row] = source.value[row]
    target.low[row] = source.low[row]
    target.faults[row] = source.faults[row]
    target.zone[row] = source.zone[row]
    target.start[row] = source.start[row]
    for w in range(source.starts.shape[1]):
        target.starts[row, w] = source.starts[row, w]
        target.best[row, w] = source.best[row, w]


@inner
def take_back(table, yard, changed, size):
    for k in range(size):
        table.place[yard.pool[k]] = WAITING
    for k in range(changed):
        row = yard.changed[k]
        _copy(yard.backup, table, row)
        for seat in range(table.taken[row]):
            table.place[table.unit[row, seat]] = row


@inner
def among(numbers, size, one):
    for k in range(size):
        if numbers[k] == one:
            return True
    return False
