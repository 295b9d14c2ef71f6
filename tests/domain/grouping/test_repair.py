"""Circles that lost people: proposals that keep every rule, the best first, and nobody moved by them."""

from dataclasses import replace
from datetime import time

from circles.domain.availability import parse
from circles.domain.grouping import Candidate, Kept, Problem, Rules
from circles.domain.grouping.effect import board
from circles.domain.grouping.repair import proposals
from circles.domain.words import Role
from tests.domain.grouping.problems import SPRING

RULES = Rules(start=SPRING, size_lo=3, size_hi=5, mentors_lo=1, mentors_hi=2)


def person(id, role=Role.MENTEE, hours="Thu 17-19"):
    return Candidate(id, id.capitalize(), role, "Europe/Lisbon", parse(hours))


def circle(*ids):
    return Kept(ids, (ids[0],), "Europe/Lisbon", 3, time(17))


def table(*more, **rules):
    """Ana and Bo are two where three are needed; Ed mentors Flo, Gus and Hal."""
    mentors = (person("ana", Role.MENTOR), person("ed", Role.MENTOR))
    problem = Problem((*mentors, *map(person, ("bo", "flo", "gus", "hal")), *more), replace(RULES, **rules))
    return board(problem, [circle("ana", "bo"), circle("ed", "flo", "gus", "hal")])


def told(found):
    return [(each.person, each.source, each.to) for each in found]


def test_who_waits_comes_first_then_who_can_be_spared():
    assert told(proposals(table(person("ida")), 0)) == [
        ("ida", None, 0), ("flo", 1, 0), ("gus", 1, 0),
    ]  # fmt: skip


def test_a_circle_that_nobody_can_join_may_go_into_another_one():
    assert told(proposals(table(size_hi=6, size_lo=4), 0)) == [(None, 0, 1)]


def test_whoever_has_no_hour_then_is_not_proposed():
    late = person("ida", hours="Mon 8-10")
    assert ("ida", None, 0) not in told(proposals(table(late), 0))


def test_where_nothing_helps_nothing_is_proposed():
    assert proposals(table(size_lo=4), 0) == []
