"""What the search knows of the people and the rules: arrays that never change, read by compiled code.

People are numbers in the problem's order, units as in `Roster`. Lists of different lengths lie end to end:
those of person n are `which[first[n]:first[n + 1]]`.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from circles.domain.grouping.kernel.numbers import ONE, inlined, inner, ones

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]
FAR = 4
"""How far apart two people are in an attribute at most: as the first grade is from the last."""


class Law(NamedTuple):
    """The rules and weights of a problem. `quorum` is -1 for none."""

    size_lo: int
    size_hi: int
    mentors_lo: int
    mentors_hi: int
    quorum: int
    minutes: int
    topics: int
    offers: int
    mix: int
    again: int
    mutual: int
    """What each takes from a pair whom both of them were together with."""
    hours: int
    stay: int
    most: int


class People(NamedTuple):
    """Everyone, by number."""

    role: Ints
    """0 a mentee, 1 either, 2 a mentor."""
    zone: Ints
    clock: Ints
    """[zone]: which clocks it goes by; zones that agree all season share them."""
    free: Words
    """[person, clock, word]: the starts at which they can meet."""
    begins: Ints
    """[clock, way of the season, start]: minute of the UTC week."""
    topics: Words
    topic_count: Ints
    shares: Ints
    """[topics in common, topics of the one who has fewer]: what they are worth."""
    marks: Ints
    """[person, attribute of the mix]: a number for what they state, 0 for nothing.

    Grades are 1 to 5, and what is no grade lies `FAR` from everything else.
    """
    weights: Ints
    guarded: Ints
    """[person, attribute nobody is to be alone in]: a number for what they state, 0 for nothing."""
    units_first: Ints
    units: Ints
    """The units of each person: several for who takes several circles."""
    apart_first: Ints
    apart: Ints
    old_first: Ints
    old: Ints
    old_times: Ints
    old_hint: Words
    """[person]: bits of the numbers, modulo 64, of those they were together with: of few people, all."""
    home_first: Ints
    home: Ints
    """Kept circles they were in."""
    barred_first: Ints
    barred: Ints
    """Kept circles they must stay out of."""
    unit_first: Ints
    unit: Ints
    """The people of each unit."""
    mates: Ints
    """[person, k]: see `mates`."""
    spare: NDArray[np.bool_]
    """[unit]: a further circle of a mentor who has one."""


@inner
def pair(people, law, a, b):
    """Give the worth of two people to each other; the same as `Scores.pair`."""
    inlined()
    common = 0
    for w in range(people.topics.shape[1]):
        common += ones(people.topics[a, w] & people.topics[b, w])
    weight = law.topics
    if (people.role[a] == 2) != (people.role[b] == 2):
        weight += law.offers
    topics = people.shares[common, min(people.topic_count[a], people.topic_count[b])]
    worth = weight * topics + law.mix * _difference(people, a, b)
    if law.mutual:
        worth -= law.mutual * ones(people.old_hint[a] & people.old_hint[b])
    return worth


@inner
def _difference(people, a, b):
    inlined()
    total = np.int64(0)
    stated = np.int64(0)
    for k in range(people.weights.shape[0]):
        mine, theirs = people.marks[a, k], people.marks[b, k]
        if mine and theirs:
            weight = people.weights[k]
            stated += weight
            total += weight * min(abs(mine - theirs), FAR)
    return total * (ONE // FAR) // stated if stated else total


@inner
def times_together(people, a, b):
    """Count how often two people were together in earlier seasons."""
    if not (people.old_hint[a] >> np.uint64(b & 63)) & np.uint64(1):
        return np.int64(0)
    for k in range(people.old_first[a], people.old_first[a + 1]):
        if people.old[k] == b:
            return people.old_times[k]
    return np.int64(0)


@inner
def are_apart(people, a, b):
    """Tell whether two people are to be kept apart; nobody sits twice in one circle either."""
    if a == b:
        return True
    for k in range(people.apart_first[a], people.apart_first[a + 1]):
        if people.apart[k] == b:
            return True
    return False


@inner
def persons(people, unit):
    """Count the people of a unit who are placed by it: none for a mentor's further circle."""
    return 0 if people.spare[unit] else people.unit_first[unit + 1] - people.unit_first[unit]
