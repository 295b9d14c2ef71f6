"""What pricing circles works on: who may be in one with whom, what is asked for, and what is found."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from circles.domain.grouping.kernel.people import Ints, People, Words
from circles.domain.grouping.roster import bits_of
from circles.domain.grouping.score import Scores

Floats = NDArray[np.float64]
NEAR = 2
"""After so many units the best partners are chosen among those still possible; later that takes too long."""
_MANY = 3_000  # circles of one looking: more are not written down


class Market(NamedTuple):
    """Who may be in a circle with whom, by number; a set of people is the bits of a word."""

    pair: Ints
    """[person, person]: what two are worth to each other; the same as `Scores.pair`."""
    before: Ints
    """[person, person]: how often they were together."""
    apart: Words
    """[person]: whom they are to be apart from."""
    group: Words
    """[person]: those they come together with, themselves included."""
    free: Words
    """[person, word]: when they can meet; hours that suit only some of those another suits are out."""
    order: Ints
    """Everyone, who could mentor first."""


class Ask(NamedTuple):
    """What is asked for: circles of one size, at these prices."""

    size: int
    floor: int
    """What the worst-off member is to have."""
    roomy: float
    """What shared hours may add to a member."""
    adds: Floats
    """[person, person]: what one adds to the other's worth in a circle of this size."""
    price: Ints
    limit: int
    """How many branches may be opened from each first person."""
    least: int
    """The least that a circle may gain: below 0 all such circles are wanted, else ever better ones."""


class Found(NamedTuple):
    """What was found from each first person, over all sizes so far."""

    gain: Ints
    """[person]: the most that a circle is worth above the prices of its people; 0 if none is."""
    ceiling: Ints
    """[person]: what no circle exceeds; more than the gain where the limit ended the looking."""
    circles: Words
    """Circles on the way to the best, or all that gain enough."""
    gains: Ints
    """[circle]: what each gains."""
    tally: Ints
    """[0]: how many of them; [1]: branches from one first person, [2] from all; [3]: what was left out."""


def market_of(people: People, scores: Scores) -> Market:
    """Lay out the people of a problem, 64 at most."""
    numbers = range(len(people.role))
    free = _free(people)
    group = [
        bits_of(people.unit[people.unit_first[unit] : people.unit_first[unit + 1]].tolist())
        for unit in people.units[people.units_first[:-1]].tolist()
    ]
    able = bits_of(np.flatnonzero(people.role).tolist())
    return Market(
        pair=np.array([[scores.pair(a, b) if a != b else 0 for b in numbers] for a in numbers]),
        before=np.array([[scores.before(a, b) if a != b else 0 for b in numbers] for a in numbers]),
        apart=np.array(
            [
                bits_of(people.apart[people.apart_first[n] : people.apart_first[n + 1]].tolist())
                for n in numbers
            ],
            dtype=np.uint64,
        ),
        group=np.array(group, dtype=np.uint64),
        free=free,
        order=np.array(sorted(numbers, key=lambda n: (not group[n] & able, n))),
    )


def _free(people: People) -> Words:
    """Give when each can meet: one bit for each set of people whom some hour suits, subsets left out."""
    weeks = people.free.reshape(len(people.role), -1).view(np.uint8)
    suits = {
        bits_of(np.flatnonzero(hour).tolist()) for hour in np.unique(np.unpackbits(weeks, axis=1), axis=1).T
    }
    largest: list[int] = []
    for each in sorted(suits, key=lambda each: (-each.bit_count(), each)):
        if not any(each & larger == each for larger in largest):
            largest.append(each)
    free = np.zeros((len(people.role), -(-len(largest) // 64)), dtype=np.uint64)
    for n in range(len(people.role)):
        own = bits_of(k for k, each in enumerate(largest) if each >> n & 1)
        free[n] = [own >> 64 * w & (1 << 64) - 1 for w in range(free.shape[1])]
    return free


def nothing_found(people: int) -> Found:
    """Give room for what will be found."""
    numbers = np.zeros(people, dtype=np.int64)
    return Found(
        numbers,
        numbers.copy(),
        np.zeros(_MANY, dtype=np.uint64),
        np.zeros(_MANY, dtype=np.int64),
        np.zeros(4, dtype=np.int64),
    )


class Desk(NamedTuple):
    """Room to work: what is known after each unit that joined."""

    seated: Ints
    mentors: Ints
    mentees: Ints
    many: Ints
    """How many could still join."""
    next: Ints
    """Which of them is to be tried."""
    near: Ints
    """The level whose `tops` hold."""
    sure: Floats
    """A ceiling on what those seated gain, without what others add."""
    chosen: Words
    left: Words
    member: Ints
    """[seat]"""
    rest: Ints
    """[level, k]: who could still join, the most promising first."""
    promise: Floats
    """[level, k]: a ceiling on what each of them would add to the gain."""
    link: Floats
    """[level, person]: what those seated add to everyone's worth."""
    tops: Floats
    """[level, person, k]: the most that k others can add to someone's worth."""
    open: Words
    """[level, lacking, word]: hours at which at most so many can't come."""


def new_desk(people: int, size: int, words: int) -> Desk:
    """Give room for circles of at most `size` people, and hours of so many words."""
    levels = size + 1
    numbers = np.zeros(levels, dtype=np.int64)
    return Desk(
        seated=numbers.copy(),
        mentors=numbers.copy(),
        mentees=numbers.copy(),
        many=numbers.copy(),
        next=numbers.copy(),
        near=numbers.copy(),
        sure=np.zeros(levels),
        chosen=np.zeros(levels, dtype=np.uint64),
        left=np.zeros(levels, dtype=np.uint64),
        member=np.zeros(size, dtype=np.int64),
        rest=np.zeros((levels, people), dtype=np.int64),
        promise=np.zeros((levels, people)),
        link=np.zeros((levels, people)),
        tops=np.zeros((NEAR + 1, people, size + 1)),
        open=np.zeros((levels, levels, words), dtype=np.uint64),
    )
