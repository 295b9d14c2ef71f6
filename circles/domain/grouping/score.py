"""How well people suit each other: fixed-point integers, so that every machine gets the same circles.

A pair is worth what its topics, offers and differences add. A member is worth the mean over the others of the
circle, less a whole price for each time they were together before: no shared topic makes up for a repeated
pair. A circle is worth the sum of a concave function of its members' worth, so that lifting the worst-off
counts for more than lifting the best-off.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from circles.domain.grouping.problem import Candidate, Problem, Weights
from circles.domain.words import Role

ONE = 10_000
AGAIN = ONE // 2
"""What each time together before takes from a member, by its weight."""
MUTUAL = ONE // 1000
"""What each who was together with both of a pair takes from it, by the weight of `again`.

So those who know different people meet first; else, in a small program, soon no circle is left of people who
are all new to each other.
"""
FEW = 64
"""In larger programs there are always enough of them."""
GRADES = frozenset("12345")
_PLENTY = 8  # shared hours beyond these add nothing


@dataclass(frozen=True)
class Worth:
    """What a circle is worth: the concave sum, and the mean of its worst-off member (ONE is the best)."""

    total: int
    low: int


class Scores:
    """The worth of pairs, members and circles of one problem, people being numbered in its order."""

    def __init__(self, problem: Problem) -> None:
        self._people = problem.candidates
        self._weights = problem.rules.weights
        self._mix = sorted((name, weight) for name, weight in problem.rules.mix.items() if weight > 0)
        names = sorted({topic for each in self._people for topic in each.topics})
        number = {topic: n for n, topic in enumerate(names)}
        self._topics = [sum(1 << number[topic] for topic in each.topics) for each in self._people]
        place = {each.id: n for n, each in enumerate(self._people)}
        self._before: dict[tuple[int, int], int] = {}
        for (a, b), times in problem.history.items():
            if a in place and b in place:
                pair = _ordered(place[a], place[b])
                self._before[pair] = self._before.get(pair, 0) + times
        self._met = [0] * len(self._people)
        for one, other in self._before:
            self._met[one] |= 1 << other
            self._met[other] |= 1 << one
        self._mutual = mutual_price(problem)
        self._most = most_worth(self._weights)
        self._pairs: dict[tuple[int, int], int] = {}

    def pair(self, a: int, b: int) -> int:
        """Give the worth of two people to each other, unscaled: the sum of their `parts`."""
        key = (a, b) if a < b else (b, a)
        value = self._pairs.get(key)
        if value is None:
            value = self._pairs[key] = sum(self.parts(*key).values())
        return value

    def before(self, a: int, b: int) -> int:
        """Count how often two people were together in earlier seasons."""
        return self._before.get(_ordered(a, b), 0)

    def parts(self, a: int, b: int) -> dict[str, int]:
        """Give what a pair's worth is made of."""
        weights = self._weights
        shared = self.shared(a, b)
        taught = shared if self._teaches(a, b) else 0
        return {
            "topics": weights.topics * shared,
            "offers": weights.offers * taught,
            "mix": weights.mix * self._difference(self._people[a], self._people[b]),
            "again": -self._mutual * (self._met[a] & self._met[b]).bit_count(),
        }

    def shared(self, a: int, b: int) -> int:
        """Give the share of common topics, counted against the shorter list (ONE: all of it)."""
        mine, theirs = self._topics[a], self._topics[b]
        shortest = min(mine.bit_count(), theirs.bit_count())
        return ONE * (mine & theirs).bit_count() // shortest if shortest else 0

    def circle(self, people: Sequence[int], hours: int) -> Worth:
        """Give the worth of a circle that shares so many hours."""
        total, low = 0, ONE
        for each in people:
            value = self.member(each, people, hours)
            total += concave(value)
            low = min(low, value)
        return Worth(total, low)

    def member(self, one: int, people: Sequence[int], hours: int) -> int:
        """Give the worth of a circle to one of its members: at most ONE, less than 0 after many repeats."""
        others = [other for other in people if other != one]
        mean = sum(self.pair(one, other) for other in others) // max(1, len(others))
        again = sum(self.before(one, other) for other in others)
        return (mean + self._roomy(hours) - self._weights.again * AGAIN * again) // self._most

    def terms(self, people: Sequence[int], hours: int) -> dict[str, int]:
        """Give what the fit of a circle is made of: parts of its members' mean worth (ONE in all at most).

        Repeats are scaled like the rest here, a mean over the pairs: to readers a circle with one old pair is
        a little less new, to the search it is to be avoided.
        """
        pairs = [(a, b) for a in people for b in people if a < b]
        result = dict.fromkeys(("topics", "offers", "mix", "again"), 0)
        for a, b in pairs:
            for term, value in self.parts(a, b).items():
                result[term] += value
            result["again"] -= self._weights.again * ONE * self.before(a, b)
        means = {term: value // max(1, len(pairs)) // self._most for term, value in result.items()}
        return means | {"hours": self._roomy(hours) // self._most}

    def _roomy(self, hours: int) -> int:
        return self._weights.hours * ONE * min(hours, _PLENTY) // _PLENTY

    def _teaches(self, a: int, b: int) -> bool:
        return (self._people[a].role is Role.MENTOR) != (self._people[b].role is Role.MENTOR)

    def _difference(self, one: Candidate, other: Candidate) -> int:
        total = stated = 0
        for name, weight in self._mix:
            mine, theirs = one.attributes.get(name), other.attributes.get(name)
            if mine and theirs:
                stated += weight
                total += weight * _distance(name, mine, theirs)
        return total // stated if stated else 0


def concave(value: int) -> int:
    """Give what a member's worth adds to a circle's: ever less for more; below 0 twice itself."""
    return value * (2 * ONE - max(0, value)) // ONE


def most_worth(weights: Weights) -> int:
    """Give what the best member could be worth by these weights, in multiples of ONE."""
    return max(1, weights.topics + weights.offers + weights.mix + weights.hours)


def mutual_price(problem: Problem) -> int:
    """Give what each whom both of a pair met takes from it: nothing where people are many."""
    return problem.rules.weights.again * MUTUAL if len(problem.candidates) <= FEW else 0


def _distance(name: str, mine: str, theirs: str) -> int:
    if name == "seniority" and mine in GRADES and theirs in GRADES:
        return ONE * abs(int(mine) - int(theirs)) // 4
    return 0 if mine.casefold() == theirs.casefold() else ONE


def _ordered(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)
