"""Forming again: circles that go on with those who are left, and people who have met before."""

from datetime import time
from itertools import combinations

import pytest

from circles.domain.availability import parse
from circles.domain.grouping import Candidate, Kept, Problem, Rules
from circles.domain.grouping.forming import form
from circles.domain.grouping.score import Scores
from circles.domain.words import Role
from tests.domain.grouping.problems import SPRING

BOTH, MONDAY, TUESDAY = "Mon 9-10; Tue 9-10", "Mon 9-10", "Tue 9-10"


def person(id, hours, role=Role.MENTEE, zone="Europe/Lisbon"):
    return Candidate(id, id.capitalize(), role, zone, parse(hours))


def group(prefix, count, hours, zone="Europe/Lisbon"):
    return tuple(person(f"{prefix}{n}", hours, zone=zone) for n in range(count))


def kept(*ids, day=0, at=time(9), zone="Europe/Lisbon"):
    return Kept(ids, (), zone, day, at)


def test_a_circle_without_its_mentor_parts_with_one_rather_than_all():
    left, ida = group("a", 4, BOTH), person("ida", MONDAY)
    tuesday = (person("b", TUESDAY, Role.MENTOR), person("bo", TUESDAY, Role.MENTOR), *group("b", 4, TUESDAY))
    monday = (person("c", MONDAY, Role.MENTOR), *group("c", 3, MONDAY))
    keep = (
        kept("gone", "ida", *(each.id for each in left)),
        kept(*(each.id for each in tuesday), day=1),
        kept(*(each.id for each in monday)),
    )
    solution = form(Problem((*left, ida, *tuesday, *monday), Rules(SPRING), keep=keep))
    circle = next(each for each in solution.circles if each.kept == 0)
    assert {each.id for each in left} < set(circle.members)
    assert "ida" in solution.moved
    assert len(solution.moved) == 2
    assert not solution.waitlist


@pytest.mark.parametrize(
    ("zone", "start"),
    [("Europe/London", time(18)), ("Europe/Berlin", time(19)), ("Atlantic/Azores", time(17))],
)
def test_a_circle_keeps_its_hour_by_other_clocks(zone, start):
    hours = f"Thu {start.hour - 5}-{start.hour + 2}"
    mentor = person("m", "Thu 13-20", Role.MENTOR)
    people = (mentor, *group("p", 4, hours, zone=zone))
    keep = (kept(*(each.id for each in people), day=3, at=time(18)),)
    (circle,) = form(Problem(people, Rules(SPRING), keep=keep)).circles
    assert (circle.zone, circle.weekday, circle.start) == (zone, 3, start)


def test_an_hour_that_other_clocks_shift_is_not_the_same():
    mentor = person("m", "Thu 13-20", Role.MENTOR)
    people = (mentor, *group("p", 4, "Thu 8-15", zone="America/New_York"))
    keep = (kept(*(each.id for each in people), day=3, at=time(18)),)
    (circle,) = form(Problem(people, Rules(SPRING), keep=keep)).circles
    assert (circle.zone, circle.start) == ("America/New_York", time(9))  # 18:00 is 13:00 and 14:00 there


def test_of_pairs_new_to_each_other_those_who_know_different_people_fit_better():
    people = group("p", 6, BOTH)
    met = {("p0", "p1"): 1, ("p0", "p2"): 1, ("p3", "p4"): 1}
    scores = Scores(Problem(people, Rules(SPRING), history=met))
    assert scores.pair(1, 2) < scores.pair(1, 4) == scores.pair(1, 5)


def test_thirty_two_golfers_meet_in_fours_for_six_rounds_without_a_repeat():
    golfers = group("p", 32, "Mon-Fri 9-18")
    rules = Rules(SPRING, size_lo=4, size_hi=4, mentors_lo=0, mentors_hi=0)
    met: dict[tuple[str, str], int] = {}
    for season in range(6):
        circles = form(Problem(golfers, rules, history=met), season, steps=200_000).circles
        pairs = [pair for circle in circles for pair in combinations(sorted(circle.members), 2)]
        assert not met.keys() & set(pairs)
        met |= dict.fromkeys(pairs, 1)
