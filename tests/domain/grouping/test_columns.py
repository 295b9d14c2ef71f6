"""The bound against all there is: every way to seat a few people, tried one after another."""

from dataclasses import replace
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from circles.domain.availability import parse
from circles.domain.grouping import Candidate, Kept, Problem, Rules, Weights
from circles.domain.grouping.columns import MOST_PEOPLE
from circles.domain.grouping.forming import form
from circles.domain.grouping.roster import Roster
from circles.domain.grouping.score import ONE, Scores
from circles.domain.words import Role
from tests.domain.grouping.problems import FEW_STEPS, SPRING, problems

zones = st.sampled_from(["Europe/Lisbon", "Europe/Lisbon", "America/New_York", "Africa/Lagos"])
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
weights = st.builds(
    Weights,
    topics=st.integers(0, 2),
    offers=st.integers(0, 1),
    mix=st.integers(0, 2),
    again=st.integers(0, 2),
    hours=st.sampled_from([0, 0, 1]),
)


@st.composite
def easy_problems(draw, most, circles=1):
    """Problems whose people find hours, so that there are circles to choose from."""
    problem = draw(problems(most))
    hours = st.sampled_from(["Mon 9-19", "Mon 9-13; Thu 12-20", "Thu 15-22", "Mon-Fri 9-17"]).map(parse)
    people = tuple(
        replace(each, hours=draw(hours), zone=draw(zones), circles=draw(st.integers(1, circles)))
        for each in problem.candidates
    )
    return replace(problem, candidates=people, rules=replace(problem.rules, weights=draw(weights)))


def crowd(n):
    return tuple(
        Candidate(f"p{k}", f"P{k}", Role.MENTEE if k % 4 else Role.MENTOR, "UTC", parse("Thu 17-19"))
        for k in range(n)
    )


def whole_circles(problem):
    """Give every circle that keeps the rules, with its worth."""
    roster, scores, rules = Roster(problem), Scores(problem), problem.rules
    for size in range(rules.size_lo, rules.size_hi + 1):
        for people in combinations(range(len(problem.candidates)), size):
            split = any(0 < len(set(unit) & set(people)) < len(unit) for unit in roster.units)
            if split or not roster.fits(people, None) or not roster.is_whole(people):
                continue
            starts, _ = roster.starts(people, roster.zone(people))
            if starts:
                yield people, scores.circle(people, starts.bit_count())


def best_score(problem, solution):
    """Give the most that circles of people who are in one each are worth, nobody below the floor."""
    number = {each.id: n for n, each in enumerate(problem.candidates)}
    circles = dict(whole_circles(problem))
    ours = [circles[tuple(sorted(number[id] for id in circle.members))] for circle in solution.circles]
    floor = min((worth.low for worth in ours), default=-(10**9))
    seated = {id for circle in solution.circles for id in circle.members}
    led = [[] for _ in number]
    for people, worth in circles.items():
        if worth.low >= floor:
            led[people[0]].append((frozenset(people), worth.total))

    def most(first, left, value):
        if first == len(led):
            return value if len(number) - len(left) >= len(seated) else None
        ways = [most(first + 1, left, value)]
        if first in left:
            ways += [
                most(first + 1, left - people, value + worth)
                for people, worth in led[first]
                if people <= left
            ]
        return max((way for way in ways if way is not None), default=None)

    return most(0, frozenset(number.values()), 0) * 100 / ONE


@few
@given(easy_problems(most=9))
def test_no_circles_of_a_few_people_score_more_than_their_bound(problem):
    solution = form(problem, steps=FEW_STEPS)
    assert solution.score <= best_score(problem, solution) <= solution.bound


@few
@given(easy_problems(most=20, circles=3))
def test_no_result_scores_more_than_its_bound(problem):
    solution = form(problem, steps=FEW_STEPS)
    assert solution.score <= solution.bound


def test_nobody_has_a_bound_of_nothing():
    problem = Problem((), Rules(SPRING))
    assert form(problem).bound == 0


def test_too_many_people_and_circles_to_keep_have_no_bound():
    many = Problem(crowd(MOST_PEOPLE + 1), Rules(SPRING))
    assert form(many, steps=0).bound is None
    kept = Problem(crowd(8), Rules(SPRING), keep=(Kept(("p0", "p1", "p2", "p3")),))
    assert form(kept, steps=FEW_STEPS).bound is None
