"""Opening circles, making them whole, and bringing in who waits: everything here keeps every hard rule."""

import numpy as np

from circles.domain.grouping.kernel.hours import trials_clash
from circles.domain.grouping.kernel.numbers import bare, compiled, holds, inner
from circles.domain.grouping.kernel.table import WAITING
from circles.domain.grouping.kernel.trial import NOBODY, accept, attempt

_ANY = 99
_RELAYS = 100_000  # heirs looked at for one row


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
    leaver = np.int64(NOBODY)
    while mover >= 0:
        home = table.place[mover]
        attempt(people, law, table, row, leaver, mover, WAITING, 1, _ANY)
        accept(table, row, 1)
        leaver, row = mover, home
        mover = came_from[mover]


@bare
def mend(people, law, table, row, units):
    """Make a row whole with people who wait or can be spared elsewhere; False if it lacks something still."""
    while table.taken[row] and table.faults[row]:
        helper = _best_help(people, law, table, row, units)
        if helper != NOBODY:
            _take(people, law, table, row, helper)
        elif not _relay(people, law, table, row, units) and not lighten(people, law, table, row):
            return False
    return True


@inner
def _relay(people, law, table, row, units):
    """Make a row lack less with someone whom one who waits, or can be spared elsewhere, can replace.

    False if there are no such two.
    """
    tries = _RELAYS
    for may_wait in (True, False):
        for unit in units:
            home = table.place[unit]
            if home in (row, WAITING) or table.fixed[unit]:
                continue
            if not attempt(people, law, table, row, NOBODY, unit, home, 1, table.faults[row] - 1):
                continue
            for heir in units:
                if (table.place[heir] == WAITING) != may_wait or not _suits(people, law, table, heir, home):
                    continue
                tries -= 1
                if tries < 0:
                    return False
                if _replace(people, law, table, row, unit, heir):
                    return True
    return False


@inner
def _replace(people, law, table, row, unit, heir):
    """Bring a unit, built in the second trial row, into a row, and an heir into its place."""
    home, heir_home = table.place[unit], table.place[heir]
    if heir_home != WAITING and (
        heir_home in (row, home)
        or table.fixed[heir]
        or _has_several(people, heir)
        or not attempt(people, law, table, heir_home, heir, NOBODY, home, 0, table.faults[heir_home])
        or table.taken[table.taken.shape[0] - 2] == 0
    ):
        return False
    if not attempt(people, law, table, home, unit, heir, row, 0, table.faults[home]):
        return False
    if trials_clash(people, law, table):
        return False
    accept(table, home, 0)
    accept(table, row, 1)
    if heir_home != WAITING:
        attempt(people, law, table, heir_home, heir, NOBODY, home, 0, _ANY)
        accept(table, heir_home, 0)
        table.place[heir] = home
    return True


@inner
def _has_several(people, unit):
    """Tell whether a mentor of a unit takes several circles, which must not meet at one time."""
    for k in range(people.unit_first[unit], people.unit_first[unit + 1]):
        if people.units_first[people.unit[k] + 1] - people.units_first[people.unit[k]] > 1:
            return True
    return False


@inner
def _best_help(people, law, table, row, units):
    """Find who makes a row lack less and gains the most, here and where they come from."""
    last = table.taken.shape[0] - 1
    best, chosen = np.int64(0), np.int64(NOBODY)
    for unit in units:
        home = table.place[unit]
        if home == row or table.fixed[unit]:
            continue
        if not attempt(people, law, table, row, NOBODY, unit, home, 1, table.faults[row] - 1):
            continue
        worth = table.value[last]
        if home != WAITING:
            if not _can_spare(people, law, table, home, unit, row):
                continue
            worth += table.value[last - 1] - table.value[home]
        if chosen == NOBODY or worth > best:
            best, chosen = worth, unit
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
    attempt(people, law, table, row, NOBODY, unit, home, 1, _ANY)
    if home != WAITING:
        attempt(people, law, table, home, unit, NOBODY, row, 0, _ANY)
        accept(table, home, 0)
    accept(table, row, 1)


@inner
def lighten(people, law, table, row):
    """Send away the one without whom a row has the fewest faults, fewer than now; False if there is none."""
    last = table.taken.shape[0] - 1
    best, chosen = np.int64(0), np.int64(NOBODY)
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


@inner
def release(people, law, table, row, unit):
    """Send a unit of a row to wait."""
    attempt(people, law, table, row, unit, NOBODY, WAITING, 1, _ANY)
    accept(table, row, 1)
    table.place[unit] = WAITING


@bare
def close(people, law, table, row):
    """Send everyone of a row to wait."""
    while table.taken[row]:
        release(people, law, table, row, table.unit[row, 0])
