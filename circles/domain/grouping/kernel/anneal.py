"""Simulated annealing: moves, exchanges and calls from the waitlist, rescoring only the two rows touched.

Early on, faults (people or hours lacking) cost little, so that the search can pass through them; later they
cost more than anything gained, and under strict rules a row may have none it does not have already.
"""

import numpy as np

from circles.domain.grouping.kernel.hours import trials_clash
from circles.domain.grouping.kernel.numbers import ONE, bare, below, holds, inner, patience
from circles.domain.grouping.kernel.table import WAITING
from circles.domain.grouping.kernel.trial import NOBODY, accept, attempt

_LOOKS = 6  # rows looked at for one whose hour would do
_GAIN = 2 * ONE  # few exchanges gain more; what could only pay if it did is not worked out


@bare
def anneal(people, law, table, state, steps, heat, penalty, floor, movable, rows, waiting):
    """Try `steps` changes at one heat. A fault costs `penalty`; 0 stands for strict rules.

    Nobody of a changed row may be worth less than `floor`. `movable` are units, `rows` circles that may
    change, `waiting` units that were waiting when this began.
    """
    if len(rows) == 0 or len(movable) == 0:
        return
    for _ in range(steps):
        unit = movable[below(state, len(movable))]
        if len(waiting) and below(state, 8) == 0:
            unit = waiting[below(state, len(waiting))]
            if table.place[unit] != WAITING:
                continue
        source = table.place[unit]
        target = _look(people, table, state, unit, source, rows)
        if target < 0:
            continue
        other = _partner(people, law, table, state, source, target)
        if other == NOBODY and table.taken[target] >= law.size_hi:
            continue
        need = patience(state, heat)
        if source == WAITING:
            _call(people, law, table, unit, target, other, need, penalty, floor)
        else:
            _exchange(people, law, table, unit, source, target, other, need, penalty, floor)


@inner
def _look(people, table, state, unit, source, rows):
    """Pick another open row, most often one whose hour suits the unit; -1 if none is found."""
    found = np.int64(-1)
    person = people.unit[people.unit_first[unit]]
    for _ in range(_LOOKS):
        row = rows[below(state, len(rows))]
        if row == source or table.taken[row] == 0:
            continue
        found = row
        if holds(people.free[person, people.clock[table.zone[row]]], table.start[row]):
            break
    return found


@inner
def _partner(people, law, table, state, source, target):
    """Pick who is exchanged, most often someone whom the other row's hour suits; NOBODY for a move."""
    can_leave = source == WAITING or table.taken[source] > law.size_lo or table.faults[source] > 0
    if (can_leave or table.taken[target] == 0) and below(state, 4 if source != WAITING else 2) == 0:
        return np.int64(NOBODY)
    unit = np.int64(NOBODY)
    for _ in range(3):
        seat = below(state, table.taken[target])
        unit = table.unit[target, seat]
        if source == WAITING:
            break
        person = table.person[target, seat]
        if holds(people.free[person, people.clock[table.zone[source]]], table.start[source]):
            break
    return unit


@inner
def _most_faults(now, spare, penalty):
    """Give how many faults a row may have for the change to be worth working out."""
    return now if penalty == 0 else now + (spare + _GAIN) // penalty


@inner
def _exchange(people, law, table, unit, source, target, other, need, penalty, floor):
    """Move a unit to another row, in exchange for `other` if it isn't NOBODY."""
    if other != NOBODY and table.fixed[other]:
        return
    before = table.faults[source] + table.faults[target]
    most = _most_faults(table.faults[target], need, penalty)
    if not attempt(people, law, table, target, other, unit, source, 1, most):
        return
    two = table.taken.shape[0] - 1
    most = _most_faults(before - table.faults[two] if penalty else table.faults[source], need, penalty)
    if not attempt(people, law, table, source, unit, other, target, 0, most):
        return
    if min(table.low[two - 1], table.low[two]) < floor or trials_clash(people, law, table):
        return
    gain = table.value[two - 1] + table.value[two] - table.value[source] - table.value[target]
    gain -= penalty * (table.faults[two - 1] + table.faults[two] - before)
    if gain > -need:
        accept(table, source, 0)
        accept(table, target, 1)


@inner
def _call(people, law, table, unit, target, other, need, penalty, floor):
    """Bring in a waiting unit, in exchange for `other` if it isn't NOBODY."""
    if other != NOBODY and table.fixed[other]:
        return
    before = table.faults[target]
    if not attempt(people, law, table, target, other, unit, WAITING, 1, _most_faults(before, need, penalty)):
        return
    two = table.taken.shape[0] - 1
    if table.low[two] < floor:
        return
    placed = _size(people, unit) - (0 if other == NOBODY else _size(people, other))
    gain = table.value[two] - table.value[target] - penalty * (table.faults[two] - before)
    gain += placed * (4 * ONE if penalty == 0 else penalty * 7 // 8)
    if gain > -need:
        if other != NOBODY:
            table.place[other] = WAITING
        accept(table, target, 1)


@inner
def _size(people, unit):
    """Count the people of a unit who are placed by it: none for a mentor's further circle."""
    return 0 if people.spare[unit] else people.unit_first[unit + 1] - people.unit_first[unit]
