"""What most changes would bring, found at little cost: without building what the rows would be.

Right where no moves are priced and shared hours don't count.
"""

import numpy as np

from circles.domain.grouping.kernel.numbers import ONE, inlined, inner
from circles.domain.grouping.kernel.people import pair, times_together
from circles.domain.grouping.kernel.trial import NOBODY, concave, member_worth

CHOSEN, LOOKED_AT, EXCHANGED = 0, 1, 2
"""Places in `table.fits`: who comes with the row chosen, with one looked at; who is exchanged."""
_ANYTHING = 1 << 40


@inner
def is_foreseeable(people, law, unit):
    """Tell whether what is foreseen of a unit is right."""
    inlined()
    is_one = people.unit_first[unit + 1] - people.unit_first[unit] == 1
    return is_one and law.hours == 0 and people.home.shape[0] == 0


@inner
def fit(people, law, table, row, person, place):
    """Write down how a person fits each of a row, and give the sum."""
    inlined()
    total = np.int64(0)
    for seat in range(table.taken[row]):
        worth = pair(people, law, person, table.person[row, seat])
        table.fits[place, seat] = worth
        total += worth
    return total


@inner
def foresee(people, law, table, row, leaving, coming, place):
    """Give what a row gains if one person leaves and one comes, who fits it as written down at `place`.

    Either may be NOBODY.
    """
    inlined()
    last, out = table.taken[row], NOBODY
    count, total, gone, person = last, -table.value[row], np.int64(0), np.int64(0)
    if leaving != NOBODY:
        out = 0
        while table.unit[row, out] != leaving:
            out += 1
        gone = table.person[row, out]
        count -= 1
    if coming != NOBODY:
        person = people.unit[people.unit_first[coming]]
        count += 1
        total -= people.spare[coming] * ONE
    own, met = np.int64(0), np.int64(0)
    for seat in range(last):
        if seat == out:
            continue
        other, sums, times = table.person[row, seat], table.sums[row, seat], table.repeats[row, seat]
        if leaving != NOBODY:
            sums -= table.pairs[row, seat, out]
            if table.repeats[row, out]:
                times -= times_together(people, gone, other)
        if coming != NOBODY:
            worth, again = table.fits[place, seat], times_together(people, person, other)
            own += worth
            met += again
            sums += worth
            times += again
        total += concave(member_worth(sums, times, count, 0, law)) - people.spare[table.unit[row, seat]] * ONE
    if coming != NOBODY:
        total += concave(member_worth(own, met, count, 0, law))
    return total


@inner
def at_best(people, law, table, row, unit):
    """Give what a row gains at best by a unit more."""
    inlined()
    if not is_foreseeable(people, law, unit):
        return np.int64(_ANYTHING)
    fit(people, law, table, row, people.unit[people.unit_first[unit]], CHOSEN)
    return foresee(people, law, table, row, NOBODY, unit, CHOSEN)
