"""What an organizer would use otherwise, on the same people: a plain greedy pass, and k-means with sizes.

Neither knows all the rules. Of what they make, only circles that keep every rule count; whoever is in another
one waits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np

from circles.domain.grouping import Problem
from circles.domain.grouping.roster import Roster
from circles.domain.grouping.score import ONE, Scores
from circles.domain.grouping.slots import each_start

WITH_SIZES = "k_means_constrained"
"""The library of k-means with sizes; `pip install k-means-constrained` brings it."""


@dataclass(frozen=True)
class Made:
    """Of what was made: circles that keep every rule, their people, and what they are worth."""

    circles: int
    placed: int
    score: float


def judged(problem: Problem, circles: Iterable[Sequence[int]]) -> Made:
    """Count the circles that keep every rule, people being numbers in the problem's order."""
    roster, scores = Roster(problem), Scores(problem)
    groups = [set(roster.numbers(group)) for group in problem.groups()]
    good = placed = total = 0
    for people in (tuple(sorted(circle)) for circle in circles):
        together = all(group <= set(people) or not group & set(people) for group in groups)
        if not (people and together and roster.fits(people, None) and roster.is_whole(people)):
            continue
        starts, _ = roster.starts(people, roster.zone(people))
        if starts:
            good, placed = good + 1, placed + len(people)
            total += scores.circle(people, starts.bit_count()).total
    return Made(good, placed, total * 100 / ONE)


def greedy(problem: Problem) -> list[list[int]]:
    """Give each mentor in turn the hour most others want, and of them those who share most topics."""
    roster, scores, rules = Roster(problem), Scores(problem), problem.rules
    left = {n for n in range(len(problem.candidates)) if not roster.is_mentor(n)}
    mentors = [n for n in range(len(problem.candidates)) if roster.is_mentor(n)]
    size = max(rules.size_lo, min(rules.size_hi, len(problem.candidates) // max(1, len(mentors))))
    circles = []
    for mentor in mentors:
        zone = problem.candidates[mentor].zone
        able = [
            [n for n in sorted(left) if roster.free(n, zone) >> start & 1]
            for start in each_start(roster.free(mentor, zone))
        ]
        most = max(able, key=len, default=[])
        chosen = sorted(most, key=lambda n: -scores.pair(mentor, n))[: size - 1]
        left.difference_update(chosen)
        circles.append([mentor, *chosen])
    return circles


def has_k_means() -> bool:
    """Tell whether the library is installed."""
    return find_spec(WITH_SIZES) is not None


def k_means(problem: Problem, seed: int) -> list[list[int]]:
    """Cluster people by their hours and topics, with the sizes of circles as bounds."""
    from k_means_constrained import KMeansConstrained  # noqa: PLC0415  # only a benchmark needs it

    roster, rules, people = Roster(problem), problem.rules, problem.candidates
    topics = sorted({topic for each in people for topic in each.topics})
    hours = [[roster.free(n, "UTC") >> k & 1 for k in range(336)] for n in range(len(people))]
    likes = [[topic in each.topics for topic in topics] for each in people]
    mentors = [[each.role == "mentor"] for each in people]
    features = np.hstack([np.array(hours), np.array(likes), np.array(mentors)]).astype(float)
    count = len(people) // ((rules.size_lo + rules.size_hi) // 2)
    clusters = KMeansConstrained(
        count, size_min=rules.size_lo, size_max=rules.size_hi, random_state=seed, n_init=1
    ).fit_predict(features)
    return [np.flatnonzero(clusters == k).tolist() for k in range(count)]
