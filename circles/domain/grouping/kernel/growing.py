"""Opening circles: each grows around a mentor and an hour, from those who wait and those others can spare."""

import numpy as np

from circles.domain.grouping.kernel.foresight import at_best
from circles.domain.grouping.kernel.numbers import compiled, holds, inner
from circles.domain.grouping.kernel.placing import lighten, release
from circles.domain.grouping.kernel.table import WAITING
from circles.domain.grouping.kernel.trial import ANY_FAULTS, NO_FAULTS, NOBODY, accept, attempt, mentors_in

_POOL = 64  # candidates compared for a seat in a new circle
_TRIED = 4  # hours tried for a new circle


@compiled
def open_row(people, law, table, row, seed, pool, lenders, room, demand, size):
    """Open a closed row around a unit, at one of the hours most of the pool wants.

    `pool` are units, the scarcest first, who wait or have a row in `lenders` that can spare any one of them;
    `room` counts the hours of each unit, `demand` who wants an hour, by clock. False, and all as before, if
    it can't be whole.
    """
    clock = people.clock[people.zone[people.unit[people.unit_first[seed]]]]
    tried, near = np.full(_TRIED, -1, dtype=np.int64), np.empty(_POOL, dtype=np.int64)
    for attempt_number in range(_TRIED):
        start = _wanted(people, seed, clock, demand, tried)
        if start < 0:
            return False
        tried[attempt_number] = start
        if grow(people, law, table, row, seed, pool, lenders, near, room, clock, start, size):
            _collect(people, law, table, row, lenders)
            return True
        _dissolve(people, law, table, row, lenders)
    return False


@inner
def _wanted(people, unit, clock, demand, tried):
    best, chosen = np.int64(-1), np.int64(-1)
    for start in range(demand.shape[1]):
        if demand[clock, start] > best and _can(people, unit, clock, start) and not _among(tried, start):
            best, chosen = demand[clock, start], np.int64(start)
    return chosen


@inner
def _among(numbers, one):
    for each in numbers:
        if each == one:
            return True
    return False


@inner
def _can(people, unit, clock, start):
    for k in range(people.unit_first[unit], people.unit_first[unit + 1]):
        if not holds(people.free[people.unit[k], clock], start):
            return False
    return True


@inner
def grow(people, law, table, row, seed, pool, lenders, near, room, clock, start, size):
    """Fill a row with those of the pool free at an hour; False if it isn't whole then."""
    if not attempt(people, law, table, row, NOBODY, seed, WAITING, 1, ANY_FAULTS):
        return False
    accept(table, row, 1)
    count = _gather(people, table, row, pool, lenders, near, clock, start)
    while table.taken[row] < size or table.faults[row]:
        chosen = _next_in(people, law, table, row, lenders, near[:count], room, size)
        if chosen == NOBODY:
            break
        attempt(people, law, table, row, NOBODY, chosen, WAITING, 1, ANY_FAULTS)
        accept(table, row, 1)
    while table.faults[row] and lighten(people, law, table, row):
        pass
    for k in range(count):  # who was sent away again and had been lent never left
        if table.place[near[k]] == WAITING:
            table.place[near[k]] = lenders[near[k]]
    return table.faults[row] == 0


@inner
def _gather(people, table, row, pool, lenders, near, clock, start):
    """Write the first of the pool who are free at an hour into `near` and count them."""
    count = 0
    for unit in pool:
        if count == len(near):
            break
        if _is_free(table, row, unit, lenders) and _can(people, unit, clock, start):
            near[count] = unit
            count += 1
    return count


@inner
def _next_in(people, law, table, row, lenders, near, room, size):
    """Choose who joins a growing row: who makes it lack less, waits, is scarce and suits the others."""
    last = table.taken.shape[0] - 1
    best, chosen = np.int64(0), NOBODY
    lacking = table.faults[row]
    most = lacking if table.taken[row] < size else lacking - 1  # who is alone may find company yet
    _, able = mentors_in(people, table, row, table.taken[row])
    for unit in near:
        if not _is_free(table, row, unit, lenders):
            continue
        role = people.role[people.unit[people.unit_first[unit]]]
        rank = 20_000 // (1 + room[unit]) + (40_000 if lenders[unit] == WAITING else 0)
        if able >= law.mentors_lo:  # other circles need mentors to begin
            rank -= 40_000 * role
        if chosen != NOBODY:
            lacks = max(0, law.size_lo - table.taken[row] - 1) + max(0, law.mentors_lo - able - min(role, 1))
            worth = table.value[row] + at_best(people, law, table, row, unit) - 20_000 * lacks
            if rank + worth <= best:
                continue
        if not attempt(people, law, table, row, NOBODY, unit, WAITING, 1, most):
            continue
        rank += table.value[last] - 20_000 * table.faults[last]
        if chosen == NOBODY or rank > best:
            best, chosen = rank, unit
    return chosen


@inner
def _is_free(table, row, unit, lenders):
    """Tell whether a unit may join a new row: it waits, or its lender has lent nobody to the row yet."""
    if table.place[unit] == WAITING:
        return True
    if lenders[unit] == WAITING or table.place[unit] != lenders[unit]:
        return False
    for seat in range(table.taken[row]):
        if lenders[table.unit[row, seat]] == lenders[unit]:
            return False
    return True


@inner
def _collect(people, law, table, row, lenders):
    """Take those who were lent out of their old rows."""
    for seat in range(table.taken[row]):
        unit = table.unit[row, seat]
        lender = lenders[unit]
        if lender != WAITING:
            attempt(people, law, table, lender, unit, NOBODY, row, 1, ANY_FAULTS)
            accept(table, lender, 1)
            table.place[unit] = row


@inner
def _dissolve(people, law, table, row, lenders):
    """Close a row that couldn't be made whole; those who were lent never left."""
    while table.taken[row]:
        unit = table.unit[row, 0]
        release(people, law, table, row, unit)
        table.place[unit] = lenders[unit]


@compiled
def open_all(people, law, table, rows, seeds, pool, lenders, room, demand, waiting):
    """Open rows one after another around the seeds; `demand` is brought up to date with who is placed."""
    left, opened = waiting, 0
    for seed in seeds:
        if opened == len(rows):
            return
        if table.place[seed] != WAITING:
            continue
        row = rows[opened]
        size = min(law.size_hi, max(law.size_lo, left // (len(rows) - opened)))
        if open_row(people, law, table, row, seed, pool, lenders, room, demand, size):
            opened += 1
            left -= table.taken[row]
            for seat in range(table.taken[row]):
                _withdraw(people, table.person[row, seat], table.unit[row, seat], room, demand)


@inner
def _withdraw(people, person, unit, room, demand):
    for clock in range(demand.shape[0]):
        for start in range(demand.shape[1]):
            if holds(people.free[person, clock], start):
                demand[clock, start] -= 10_000 // (1 + room[unit])


@compiled
def demand_of(people, units, room):
    """Add up who wants which hour, by clock; those with few hours count for more."""
    demand = np.zeros((people.free.shape[1], 336), dtype=np.int64)
    for unit in units:
        for k in range(people.unit_first[unit], people.unit_first[unit + 1]):
            _withdraw(people, people.unit[k], unit, room, demand)
    return -demand


@compiled
def lend(people, law, table):
    """Give for each unit the row that would do without it, WAITING if there is none."""
    lenders = np.full(table.place.shape[0], WAITING, dtype=np.int64)
    for unit in range(lenders.shape[0]):
        row = table.place[unit]
        if (
            row >= 0
            and not table.fixed[unit]
            and not table.locked[row]
            and table.taken[row] > law.size_lo
            and attempt(people, law, table, row, unit, NOBODY, WAITING, 1, NO_FAULTS)
        ):
            lenders[unit] = row
    return lenders
