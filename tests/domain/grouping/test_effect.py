"""Moves by hand: what is allowed keeps every hard rule, and what is refused has its reason."""

import time
from dataclasses import replace
from datetime import time as clock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from circles.domain.availability import parse
from circles.domain.grouping import Candidate, Kept, Problem, Rules, Solution, Waiting, check
from circles.domain.grouping.effect import board
from circles.domain.grouping.forming import form
from circles.domain.words import Role
from tests.domain.grouping.problems import FEW_STEPS, SPRING, problems

few = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RULES = Rules(start=SPRING, size_lo=3, size_hi=4, mentors_lo=1, mentors_hi=1)


def person(id, hours="Thu 17-19", role=Role.MENTEE, **more):
    return Candidate(id, id.capitalize(), role, "Europe/Lisbon", parse(hours), **more)


def kept(circle):
    return Kept(circle.members, circle.mentors, circle.zone, circle.weekday, circle.start)


def two_circles(**rules):
    """Ana mentors Bo, Cy and Di; Ed mentors Flo, Gus and Hal; Ida waits."""
    first = [person("ana", role=Role.MENTOR), *map(person, ("bo", "cy", "di"))]
    second = [person("ed", role=Role.MENTOR), *map(person, ("flo", "gus", "hal"))]
    problem = Problem((*first, *second, person("ida")), replace(RULES, **({"size_hi": 5} | rules)))
    seats = [
        Kept(tuple(each.id for each in circle), (circle[0].id,), "Europe/Lisbon", 3, clock(17))
        for circle in (first, second)
    ]
    return problem, seats


@few
@given(problems(), st.data())
def test_an_allowed_move_keeps_every_hard_rule_and_a_solution_is_the_same_seen_as_a_board(problem, data):
    solution = form(problem, steps=FEW_STEPS)
    table = board(problem, [kept(circle) for circle in solution.circles])
    before = [table.of(at) for at in range(len(solution.circles))]
    assert [replace(each, kept=None) for each in before] == list(solution.circles)
    if not problem.candidates:
        return
    someone = data.draw(st.sampled_from(problem.candidates)).id
    for effect in table.moves(someone).values():
        assert effect.allowed == (not effect.reason)
        if effect.allowed:
            assert check(problem, after(problem, before, effect)) == []


def after(problem, before, effect):
    circles = tuple(
        replace(circle, kept=None)
        for at, each in enumerate(before)
        if (circle := effect.circles.get(at, each)) is not None
    )
    placed = {member for circle in circles for member in circle.members}
    waits = tuple(Waiting(each.id, {}) for each in problem.candidates if each.id not in placed)
    return Solution(circles, waits, 0, 0)


def test_a_move_says_what_becomes_of_both_circles():
    problem, seats = two_circles()
    effect = board(problem, seats).move("bo", 1)
    assert effect.allowed
    assert effect.circles[0].members == ("ana", "cy", "di")
    assert effect.circles[1].members == ("ed", "bo", "flo", "gus", "hal")


@pytest.mark.parametrize(
    ("who", "to", "reason"),
    [
        ("bo", 0, "They are there already."),
        ("ida", None, "They are there already."),
        ("ana", 1, "Circle 1 would have no mentor; it needs one."),
        ("ed", None, "Circle 2 would have no mentor; it needs one."),
    ],
)
def test_a_move_that_breaks_a_rule_is_refused_with_its_reason(who, to, reason):
    assert board(*two_circles()).move(who, to).reason == reason


def test_a_circle_takes_no_more_than_the_most_and_keeps_the_least():
    problem, seats = two_circles(size_lo=4, size_hi=4)
    table = board(problem, seats)
    assert table.move("ida", 0).reason == "Circle 1 would have five people; four is the most."
    assert table.move("bo", None).reason == "Circle 1 would have three people; it needs four."


def test_without_a_shared_hour_nobody_comes():
    problem, seats = two_circles()
    early = tuple(person("ida", "Mon 8-9") if each.id == "ida" else each for each in problem.candidates)
    assert board(replace(problem, candidates=early), seats).move("ida", 0).reason == (
        "Circle 1 would have no shared hour."
    )


def test_those_to_be_together_move_together_and_those_apart_never_meet():
    problem, seats = two_circles(size_lo=2)
    pair = replace(problem, together=frozenset({("bo", "cy")}), apart=frozenset({("di", "flo")}))
    table = board(pair, seats)
    assert table.move("bo", None).circles[0].members == ("ana", "di")
    assert table.move("di", 1).reason == "Di and Flo are to be apart."


def test_a_locked_circle_neither_gives_nor_takes():
    problem, (first, second) = two_circles()
    table = board(problem, [replace(first, locked=True), second])
    assert table.move("bo", 1).reason == table.move("ida", 0).reason == "Circle 1 is locked."
    assert table.move("ida", 1).allowed


def test_a_board_that_breaks_a_rule_is_explained_and_can_be_mended():
    problem, (first, second) = two_circles(size_lo=4)
    table = board(problem, [replace(first, members=("ana", "bo")), second])
    assert "Circle 1 has two people; it needs four." in table.of(0).warnings
    effect = table.move("ida", 0)
    assert effect.allowed
    assert "Circle 1 would have three people; it needs four." in effect.circles[0].warnings
    assert table.move("bo", 1).allowed, "who is left over can go"


def test_somebody_who_no_longer_shares_the_hour_is_named():
    problem, seats = two_circles()
    people = tuple(person("bo", "Mon 8-9") if each.id == "bo" else each for each in problem.candidates)
    circle = board(replace(problem, candidates=people), seats).of(0)
    assert "Circle 1 has no shared hour." in circle.warnings
    assert circle.absent == ("bo",)
    assert (circle.weekday, circle.start.hour) == (3, 17)


def test_a_mentor_of_two_circles_leaves_the_one_that_is_named():
    problem, (first, second) = two_circles(mentors_hi=2)
    people = tuple(
        replace(each, circles=2, hours=parse("Thu 17-19; Fri 9-12")) if each.id == "ana" else each
        for each in problem.candidates
    )
    third = Kept(("ana", "ida", "hal"), ("ana",))
    table = board(
        replace(problem, candidates=people),
        [replace(first, members=(*first.members, "ed")), replace(second, members=("flo", "gus")), third],
    )
    assert table.move("ana", 1, source=0).circles.keys() == {0, 1}


def test_every_effect_for_one_of_600_is_there_at_once():
    people = tuple(
        person(
            f"p{n}",
            "Mon 9-12; Tue 14-18; Thu 9-19",
            Role.MENTEE if n % 5 else Role.MENTOR,
            topics=frozenset({f"t{n % 7}", f"t{n % 11}"}),
        )
        for n in range(600)
    )
    problem = Problem(people, Rules(start=SPRING, weeks=24))
    seats = [Kept(tuple(f"p{n + k}" for k in range(5)), (f"p{n}",)) for n in range(0, 600, 5)]
    began = time.process_time()
    moves = board(problem, seats).moves("p1")
    assert len(moves) == 120
    assert time.process_time() - began < 2, "usually well under 0.3 s"
