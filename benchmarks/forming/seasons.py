"""Seasons one after another: people who are to meet new ones each time, and people who come and go."""

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations

from benchmarks.forming.people import RULES, candidate
from circles.domain.availability import parse
from circles.domain.grouping import Candidate, Kept, Problem, Rules, Solution
from circles.domain.grouping.forming import form
from circles.domain.words import Role

Crowd = tuple[tuple[Candidate, ...], Rules]
_ALL_WEEK = parse("Mon-Fri 9-18")


def golfers() -> Crowd:
    """Give the 32 golfers who play in eight fours: all the same but for whom they met."""
    people = tuple(Candidate(f"p{n}", f"Golfer {n}", Role.MENTEE, "UTC", _ALL_WEEK) for n in range(32))
    return people, replace(RULES, size_lo=4, size_hi=4, mentors_lo=0, mentors_hi=0)


def colleagues(seed: int) -> Crowd:
    """Give 120 people of one zone for twenty circles of six, with topics that pull the same ones together."""
    chance = random.Random(f"colleagues {seed}")
    people = (candidate(chance, n, is_mentor=n % 6 == 0) for n in range(120))
    rules = replace(RULES, size_lo=6, size_hi=6, mentors_lo=1, mentors_hi=1)
    return tuple(replace(each, zone="UTC", hours=_ALL_WEEK) for each in people), rules


def repeats(people: tuple[Candidate, ...], rules: Rules, seasons: int, seed: int) -> list[int]:
    """Count for each of some seasons the pairs who had been together before."""
    met: Counter[tuple[str, str]] = Counter()
    counts = []
    for season in range(seasons):
        solution = form(Problem(people, rules, history=met), seed + season)
        pairs = [pair for circle in solution.circles for pair in combinations(sorted(circle.members), 2)]
        counts.append(sum(pair in met for pair in pairs))
        met.update(pairs)
    return counts


def changed(problem: Problem, solution: Solution, share: float, seed: int) -> Problem:
    """Let a share of the people leave and as many join, and keep the circles."""
    chance = random.Random(f"changed {seed}")
    count = round(share * len(problem.candidates))
    gone = {each.id for each in chance.sample(problem.candidates, count)}
    late = [candidate(chance, n, is_mentor=n % 5 == 0) for n in range(count)]
    people = [each for each in problem.candidates if each.id not in gone]
    people += [replace(each, id=f"late{n}", name=f"Latecomer {n}") for n, each in enumerate(late)]
    ids = {each.id for each in people}
    return replace(
        problem,
        candidates=tuple(people),
        apart=frozenset(pair for pair in problem.apart if set(pair) <= ids),
        together=frozenset(pair for pair in problem.together if set(pair) <= ids),
        keep=tuple(
            Kept(each.members, each.mentors, each.zone, each.weekday, each.start) for each in solution.circles
        ),
    )
