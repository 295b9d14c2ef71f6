"""Lift the worst-off: exchanges that leave nobody of the two rows as badly off, whatever the others lose."""

import numpy as np

from circles.domain.grouping.kernel.hours import trials_clash
from circles.domain.grouping.kernel.numbers import bare, inner
from circles.domain.grouping.kernel.trial import NO_FAULTS, NOBODY, accept, attempt


@bare
def lift_worst(people, law, table, rows, tries):
    """Lift the worst-off row as long as it can be lifted and there are tries.

    Gives the worth below which nobody is to fall from now on: that of the worst-off.
    """
    lifted, worst = True, _worst(table, rows)
    while lifted and worst >= 0 and tries > 0:
        lifted, tries = _lift(people, law, table, worst, rows, tries)
        worst = _worst(table, rows)
    return table.low[worst] if worst >= 0 else np.int64(-1 << 40)


@inner
def _worst(table, rows):
    worst = np.int64(-1)
    for row in rows:
        if table.taken[row] and (worst < 0 or table.low[row] < table.low[worst]):
            worst = row
    return worst


@inner
def _lift(people, law, table, worst, rows, tries):
    """Make the exchange that lifts a row the most, the one that costs least among equals."""
    one, two = table.taken.shape[0] - 2, table.taken.shape[0] - 1
    best, gain = table.low[worst], np.int64(0)
    chosen, given, taken = np.int64(-1), NOBODY, NOBODY
    for row in rows:
        if row == worst or table.taken[row] == 0:
            continue
        for out in range(table.taken[worst] + 1):
            leaving = table.unit[worst, out] if out < table.taken[worst] else NOBODY
            for back in range(table.taken[row] + 1):
                coming = table.unit[row, back] if back < table.taken[row] else NOBODY
                tries -= 1
                if not _is_open(people, law, table, worst, leaving, row, coming):
                    continue
                low = min(table.low[one], table.low[two])
                worth = table.value[one] + table.value[two] - table.value[worst] - table.value[row]
                if low > best or (low == best and chosen >= 0 and worth > gain):
                    best, gain = low, worth
                    chosen, given, taken = row, leaving, coming
    if chosen < 0:
        return False, tries
    _is_open(people, law, table, worst, given, chosen, taken)
    accept(table, worst, 0)
    accept(table, chosen, 1)
    return True, tries


@inner
def _is_open(people, law, table, worst, leaving, row, coming):
    """Build both rows of an exchange; False if it breaks a rule or moves nobody."""
    if leaving == coming:
        return False
    if (leaving != NOBODY and table.fixed[leaving]) or (coming != NOBODY and table.fixed[coming]):
        return False
    return (
        attempt(people, law, table, worst, leaving, coming, row, 0, NO_FAULTS)
        and table.taken[table.taken.shape[0] - 2] > 0
        and attempt(people, law, table, row, coming, leaving, worst, 1, NO_FAULTS)
        and table.taken[table.taken.shape[0] - 1] > 0
        and not trials_clash(people, law, table)
    )
