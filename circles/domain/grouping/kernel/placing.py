"""Opening circles, making them whole, and bringing in who waits: everything here keeps every hard rule."""

import numpy as np

from circles.domain.grouping.kernel.hours import trials_clash
from circles.domain.grouping.kernel.numbers import bare, compiled, holds, inner
from circles.domain.grouping.kernel.table import WAITING
from circles.domain.grouping.kernel.trial import ANY_FAULTS, NOBODY, accept, attempt

_RELAYS = 300_000  # seats looked at to make one row whole


@bare
def insert(people, law, table, unit, rows):
    """Give a waiting unit the place that gains most; False if no row can take it as it is."""
    best, chosen = np.int64(0), np.int64(-1)
    last = table.taken.shape[0] - 1
    for row in rows:
        if table.taken[row] and attempt(people, law, table, row, NOBODY, unit, WAITING, 1, table.faults[row]):
            gain = table.value[last] - table.value[row]
            if chosen < 0 or gain > best:
                best, chosen = gain, row
    if chosen < 0:
        return False
    attempt(people, law, table, chosen, NOBODY, unit, WAITING, 1, table.faults[chosen])
    accept(table, chosen, 1)
    return True


@compiled
def bring_in(people, law, table, unit, rows, tries):
    """Place a waiting unit by a chain: it takes a seat, whose owner takes another one, and so on.

    A breadth-first search for the shortest chain that passes no row twice; it gives up after `tries`.
    """
    units = table.place.shape[0]
    came_from = np.full(units, -2, dtype=np.int64)
    queue = np.empty(units, dtype=np.int64)
    queue[0], came_from[unit] = unit, -1
    head, tail = 0, 1
    while head < tail and tries > 0:
        mover = queue[head]
        head += 1
        for row in rows:
            if not _suits(people, law, table, mover, row) or _passes(table, came_from, mover, row):
                continue
            tries -= 1
            if attempt(people, law, table, row, NOBODY, mover, WAITING, 1, table.faults[row]):
                _shift(people, law, table, came_from, mover, row)
                return True
            for seat in range(table.taken[row]):
                other = table.unit[row, seat]
                if came_from[other] != -2 or table.fixed[other]:
                    continue
                tries -= 1
                if attempt(people, law, table, row, other, mover, WAITING, 1, table.faults[row]):
                    came_from[other] = mover
                    queue[tail] = other
                    tail += 1
    return False


@inner
def _suits(people, law, table, unit, row):
    """Tell whether a row is open and its hour suits a unit; with a quorum that is not asked."""
    person = people.unit[people.unit_first[unit]]
    return table.taken[row] > 0 and (
        law.quorum >= 0 or holds(people.free[person, people.clock[table.zone[row]]], table.start[row])
    )


@inner
def _passes(table, came_from, mover, row):
    """Tell whether the chain that frees a mover has changed a row already."""
    while mover >= 0:
        if table.place[mover] == row:
            return True
        mover = came_from[mover]
    return False


@inner
def _shift(people, law, table, came_from, mover, row):
    """Carry a chain out from its end: each takes the seat of the one after, the last a free one in `row`."""
    leaver = NOBODY
    while mover >= 0:
        home = table.place[mover]
        attempt(people, law, table, row, leaver, mover, WAITING, 1, ANY_FAULTS)
        accept(table, row, 1)
        leaver, row = mover, home
        mover = came_from[mover]


@compiled
def mend(people, law, table, row, units):
    """Make a row whole with people who wait or can be spared elsewhere; False if it lacks something still."""
    while table.taken[row] and table.faults[row]:
        helper = _best_help(people, law, table, row, units)
        if helper != NOBODY:
            _take(people, law, table, row, helper)
        elif not _relay(people, law, table, row, units) and not lighten(people, law, table, row):
            return False
    return True


@compiled
def _relay(people, law, table, row, units):
    """Make a row lack less by a chain: one takes the seat, another one theirs, up to one who can be spared.

    A breadth-first search for the shortest chain, as in `bring_in`; False if there is none.
    """
    goes_for = np.full(table.place.shape[0], -2, dtype=np.int64)
    queue = np.empty(table.place.shape[0], dtype=np.int64)
    seat, hole, most_faults = NOBODY, row, table.faults[row] - 1
    head = tail = 0
    tries = _RELAYS
    while tries > 0:
        for unit in units:
            home = table.place[unit]
            if goes_for[unit] != -2 or table.fixed[unit] or _passed(table, goes_for, seat, row, home):
                continue
            if home != WAITING and _has_several(people, unit):
                continue
            tries -= 1
            if not attempt(people, law, table, hole, seat, unit, home, 1, most_faults):
                continue
            goes_for[unit] = seat
            if home == WAITING or _can_spare(people, law, table, home, unit, hole):
                _hand_on(people, law, table, goes_for, unit, row)
                return True
            queue[tail] = unit
            tail += 1
        if head == tail:
            return False
        seat = queue[head]
        hole = table.place[seat]
        most_faults = table.faults[hole]
        head += 1
    return False


@inner
def _passed(table, goes_for, seat, row, home):
    """Tell whether a chain of seats has changed a row already."""
    while seat != NOBODY:
        if table.place[seat] == home:
            return True
        seat = goes_for[seat]
    return home == row


@inner
def _hand_on(people, law, table, goes_for, unit, row):
    """Carry a chain out from its end: each takes the seat of the one before, the first a free one."""
    home = table.place[unit]
    if home != WAITING:
        attempt(people, law, table, home, unit, NOBODY, WAITING, 1, ANY_FAULTS)
        accept(table, home, 1)
    while unit != NOBODY:
        seat = goes_for[unit]
        hole = row if seat == NOBODY else table.place[seat]
        attempt(people, law, table, hole, seat, unit, WAITING, 1, ANY_FAULTS)
        accept(table, hole, 1)
        unit = seat


@inner
def _has_several(people, unit):
    """Tell whether a mentor of a unit takes several circles, which must not meet at one time."""
    for k in range(people.unit_first[unit], people.unit_first[unit + 1]):
        if people.units_first[people.unit[k] + 1] - people.units_first[people.unit[k]] > 1:
            return True
    return False


@inner
def _best_help(people, law, table, row, units):
    """Find who leaves a row lacking least and, among those, gains the most, here and where they come from."""
    last = table.taken.shape[0] - 1
    fewest = table.faults[row] - 1
    best, chosen = np.int64(0), NOBODY
    for unit in units:
        home = table.place[unit]
        if home == row or table.fixed[unit]:
            continue
        if not attempt(people, law, table, row, NOBODY, unit, home, 1, fewest):
            continue
        worth, faults = table.value[last], table.faults[last]
        if home != WAITING:
            if not _can_spare(people, law, table, home, unit, row):
                continue
            worth += table.value[last - 1] - table.value[home]
        if chosen == NOBODY or faults < fewest or worth > best:
            fewest, best, chosen = faults, worth, unit
    return chosen


@inner
def _can_spare(people, law, table, home, unit, row):
    return (
        attempt(people, law, table, home, unit, NOBODY, row, 0, table.faults[home])
        and table.taken[table.taken.shape[0] - 2] > 0
        and not trials_clash(people, law, table)
    )


@inner
def _take(people, law, table, row, unit):
    home = table.place[unit]
    attempt(people, law, table, row, NOBODY, unit, home, 1, ANY_FAULTS)
    if home != WAITING:
        attempt(people, law, table, home, unit, NOBODY, row, 0, ANY_FAULTS)
        accept(table, home, 0)
    accept(table, row, 1)


@inner
def lighten(people, law, table, row):
    """Send away the one without whom a row has the fewest faults, fewer than now; False if there is none."""
    last = table.taken.shape[0] - 1
    best, chosen = np.int64(0), NOBODY
    for seat in range(table.taken[row]):
        unit = table.unit[row, seat]
        if not table.fixed[unit] and attempt(
            people, law, table, row, unit, NOBODY, WAITING, 1, table.faults[row] - 1
        ):
            if table.taken[last] == 0:
                continue
            rank = table.value[last] - 1_000_000 * table.faults[last]
            if chosen == NOBODY or rank > best:
                best, chosen = rank, unit
    if chosen == NOBODY:
        return False
    release(people, law, table, row, chosen)
    return True


@bare
def release(people, law, table, row, unit):
    """Send a unit of a row to wait."""
    attempt(people, law, table, row, unit, NOBODY, WAITING, 1, ANY_FAULTS)
    accept(table, row, 1)
    table.place[unit] = WAITING


@bare
def close(people, law, table, row):
    """Send everyone of a row to wait."""
    while table.taken[row]:
        release(people, law, table, row, table.unit[row, 0])
