"""Whom everyone would best be with: the search looks for a circle where one of these is."""

import numpy as np

from circles.domain.grouping.kernel.numbers import AGAIN, ONE, compiled, inner, meets
from circles.domain.grouping.kernel.people import are_apart, pair, times_together

MOST_MATES = 48
_STEPS = 1000  # in which worth is told apart


@compiled
def mates_of(people, law):
    """Give the mates of each person, [person, k]: those who suit best of all who share an hour.

    The row of who has fewer repeats them, or names the person themself if there is none.
    """
    count = len(people.role)
    most = max(1, min(MOST_MATES, count - 1))
    mates = np.empty((count, most), dtype=np.int64)
    ranks, tally = np.empty(count, dtype=np.int64), np.empty(_STEPS + 1, dtype=np.int64)
    for person in range(count):
        _rank_all(people, law, person, ranks, tally)
        _take_best(person, ranks, tally, mates[person])
    return mates


@inner
def _rank_all(people, law, person, ranks, tally):
    """Rank everyone by how they suit a person, -1 for who can't be with them, and count the ranks."""
    tally[:] = 0
    clock = people.clock[people.zone[person]]
    for other in range(len(ranks)):
        ranks[other] = -1
        if meets(people.free[person, clock], people.free[other, clock]) and not are_apart(
            people, person, other
        ):
            worth = pair(people, law, person, other)
            worth -= law.again * AGAIN * times_together(people, person, other)
            ranks[other] = max(0, worth * _STEPS // (law.most * ONE))
            tally[ranks[other]] += 1


@inner
def _take_best(person, ranks, tally, mates):
    """Write down the best; of those who suit alike not the same for everyone."""
    count, found, above, last = len(ranks), 0, 0, _STEPS
    while last > 0 and above + tally[last] < len(mates):
        above += tally[last]
        last -= 1
    for better in (True, False):
        for k in range(count):
            other = (person + 1 + k) % count
            if (ranks[other] > last if better else ranks[other] == last) and found < len(mates):
                mates[found] = other
                found += 1
    for k in range(found, len(mates)):
        mates[k] = mates[k - found] if found else person
