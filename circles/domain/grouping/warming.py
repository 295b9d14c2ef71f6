"""Compile the search before a user waits for it.

numba keeps what it compiled beside the source, or in `NUMBA_CACHE_DIR`; a second call takes a second.
"""

from datetime import date

from circles.domain.availability import parse
from circles.domain.grouping.forming import form
from circles.domain.grouping.problem import Candidate, Kept, Problem, Rules
from circles.domain.words import Role


def warm() -> None:
    """Form circles of a few people, with everything that may be compiled."""
    hours = parse("Mon-Fri 09:00-17:00")
    people = tuple(
        Candidate(f"p{n}", f"P{n}", Role.MENTEE if n % 4 else Role.MENTOR, "UTC", hours, frozenset("ab"))
        for n in range(14)
    )
    alone = Candidate("p14", "P14", Role.MENTEE, "UTC", parse("Sun 03:00-04:00"))
    rules = Rules(date(2026, 1, 5), size_lo=4, size_hi=6)
    form(Problem((*people, alone), rules), steps=2000)
    short = Kept(("p1", "p2", "p3"))
    form(Problem(people, rules, keep=(short,)), steps=2000)
