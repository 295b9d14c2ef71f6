"""People to measure with, the same for a seed for ever: not drawn to suit any search.

Six zones, 40 topics, a fifth mentors, four in five with six free hours a week and more, the others with
one to five; some to be kept apart or together, and two earlier seasons in which they met at random.
"""

import random
from collections import Counter
from datetime import date
from itertools import combinations

from circles.domain.availability import Hours, joined
from circles.domain.grouping import Candidate, Problem, Rules
from circles.domain.words import Role

RULES = Rules(date(2027, 1, 11), size_lo=4, size_hi=8, mentors_lo=1, mentors_hi=2)
"""The twelve weeks from January cross the changes of clocks of three continents."""
ZONES = {
    "Europe/Lisbon": 6,
    "Europe/London": 6,
    "Europe/Berlin": 4,
    "America/New_York": 3,
    "Asia/Kolkata": 2,
    "Asia/Kathmandu": 1,
}
"""With how common they are."""
TOPICS = tuple(f"topic {n}" for n in range(1, 41))
DEPARTMENTS = tuple(f"department {n}" for n in range(1, 9))
SITES = tuple(f"site {n}" for n in range(1, 6))
_BEGINS = (8, 9, 11, 12, 12, 13, 16, 17, 17, 18, 19)
_EARLIER_SEASONS, _EARLIER_SIZE = 2, 6


def people(count: int, seed: int) -> Problem:
    """Give a problem of so many people."""
    chance = random.Random(f"{count} people, {seed}")
    candidates = tuple(candidate(chance, n, is_mentor=n % 5 == 0) for n in range(count))
    ids = [each.id for each in candidates]
    together = _pairs(chance, [each.id for each in candidates if each.role is Role.MENTEE], count // 100)
    return Problem(
        candidates,
        RULES,
        apart=_pairs(chance, ids, count // 20) - together,
        together=together,
        history=_history(chance, ids),
    )


def candidate(chance: random.Random, n: int, *, is_mentor: bool) -> Candidate:
    """Draw somebody."""
    return Candidate(
        id=f"p{n}",
        name=f"Person {n}",
        role=Role.MENTOR if is_mentor else Role.MENTEE,
        zone=chance.choices(list(ZONES), list(ZONES.values()))[0],
        hours=_hours(chance),
        topics=frozenset(chance.sample(TOPICS, chance.randint(3, 6))),
        attributes={
            "department": chance.choice(DEPARTMENTS),
            "site": chance.choice(SITES),
            "seniority": str(chance.randint(3, 5) if is_mentor else chance.randint(1, 4)),
        },
    )


def _hours(chance: random.Random) -> tuple[Hours, ...]:
    """Draw stretches of the working week, most about noon and in the evening."""
    wanted = 60 * (chance.randint(6, 15) if chance.random() < 0.8 else chance.randint(1, 5))
    hours: tuple[Hours, ...] = ()
    while (given := sum(each.end - each.start for each in hours)) < wanted:
        length = min(chance.choice((60, 90, 120, 180)), max(60, wanted - given))
        begins = chance.choice(_BEGINS) * 60 + chance.choice((0, 0, 30))
        hours = joined((*hours, Hours(chance.randrange(5), begins, begins + length)))
    return hours


def _pairs(chance: random.Random, ids: list[str], count: int) -> frozenset[tuple[str, str]]:
    """Draw pairs of which nobody is in two."""
    drawn = chance.sample(ids, min(2 * count, len(ids) // 2 * 2))
    return frozenset(zip(drawn[::2], drawn[1::2], strict=True))


def _history(chance: random.Random, ids: list[str]) -> Counter[tuple[str, str]]:
    met: Counter[tuple[str, str]] = Counter()
    for _ in range(_EARLIER_SEASONS):
        order = sorted(chance.sample(ids, len(ids)))
        chance.shuffle(order)
        for at in range(0, len(order), _EARLIER_SIZE):
            met.update(combinations(sorted(order[at : at + _EARLIER_SIZE]), 2))
    return met
