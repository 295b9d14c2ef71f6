from dataclasses import replace
from datetime import date, time

import pytest

from circles.domain.availability import parse
from circles.domain.grouping import Candidate, Kept, Problem, Rules, Slot, Waiting, check
from circles.domain.grouping.forming import form
from circles.domain.words import Role

HOURS = parse("Thu 17-20")


def _person(n):
    role = Role.MENTOR if n % 4 == 0 else Role.MENTEE
    return Candidate(f"p{n}", f"P{n}", role, "Europe/Lisbon", HOURS, attributes={"site": "xy"[n % 2]})


@pytest.fixture(scope="module")
def problem():
    rules = Rules(date(2026, 3, 2), size_lo=3, size_hi=5, never_alone=frozenset({"site"}))
    raj = Candidate("raj", "Raj", Role.MENTEE, "Asia/Kolkata", ())
    return Problem((*(_person(n) for n in range(8)), raj), rules)


@pytest.fixture(scope="module")
def solution(problem):
    return form(problem, steps=300)


def _circle(solution, **changes):
    return replace(solution, circles=(replace(solution.circles[0], **changes), *solution.circles[1:]))


def test_a_result_of_the_search_passes(problem, solution):
    assert len(solution.circles) == 2
    assert check(problem, solution) == []


def test_an_unknown_person_is_noticed(problem, solution):
    assert "no candidates" in check(problem, _circle(solution, members=("nobody",)))[0]


def test_a_lost_person_is_noticed(problem, solution):
    assert check(problem, replace(solution, waitlist=())) == [
        "raj must be either in a circle or once on the waitlist."
    ]


def test_a_person_both_placed_and_waiting_is_noticed(problem, solution):
    double = replace(solution, waitlist=(*solution.waitlist, Waiting("p1", {})))
    assert any("p1 must be either" in fault for fault in check(problem, double))


def test_a_person_in_two_circles_is_noticed(problem, solution):
    guest = next(id for id in solution.circles[1].members if id not in solution.circles[1].mentors)
    faults = check(problem, _circle(solution, members=(*solution.circles[0].members, guest)))
    assert any("is in 2 circles and takes 1" in fault for fault in faults)
    assert any("two circles at one hour" in fault for fault in faults)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"mentors": ()}, "0 mentors, expected 1-2"),
        ({"start": time(16)}, "not inside the hours"),
        ({"start": time(19, 30)}, "not inside the hours"),
        ({"weekday": 2}, "not inside the hours"),
        ({"zone": "Europe/Madrid"}, "by the clocks of Europe/Madrid"),
        ({"slot": Slot(3, time(16))}, "hour in UTC"),
        ({"absent": ("p1",)}, "names others as absent"),
        ({"members": ("p0", "p1")}, "2 people, expected 3-5"),
        ({"members": ("p0", "p0", "p1", "p2")}, "each member counts once"),
        ({"members": ("p0", "p1", "p2", "p4")}, "one person alone of site"),
        ({"kept": 0}, "by none that was given"),
    ],
)
def test_a_changed_circle_is_noticed(problem, solution, changes, fault):
    assert any(fault in each for each in check(problem, _circle(solution, **changes)))


def test_a_mentee_who_serves_as_mentor_is_noticed(problem, solution):
    everyone = solution.circles[0].members
    assert any("serves as the other" in each for each in check(problem, _circle(solution, mentors=everyone)))


def test_pairs_apart_and_together_are_noticed(problem, solution):
    a, b = solution.circles[0].members[:2]
    other = solution.circles[1].members[0]
    assert check(replace(problem, apart=frozenset({(a, b)})), solution) == [f"{a} and {b} are to be apart."]
    together = frozenset({(a, other)})
    assert check(replace(problem, together=together), solution) == [f"{a} and {other} are to be together."]


def test_pins_bars_and_locks_are_noticed(problem, solution):
    here = solution.circles[0].members
    other = solution.circles[1].members[0]
    kept = _circle(solution, kept=0)
    cases = {
        "pinned": Kept((), pinned=frozenset({other})),
        "kept out": Kept((), barred=frozenset({here[0]})),
        "locked": Kept(here[1:], locked=True),
    }
    for word, keep in cases.items():
        assert any(word in fault for fault in check(replace(problem, keep=(keep,)), kept))


def test_a_change_of_clocks_within_the_season_is_noticed(problem, solution):
    abroad = replace(
        problem,
        candidates=tuple(
            replace(each, zone="Asia/Kolkata", hours=parse("Thu 22:30-23:30")) if each.id == "p1" else each
            for each in problem.candidates
        ),
    )
    moved = replace(solution, circles=tuple(replace(c, start=time(17)) for c in solution.circles))
    assert any("not inside the hours of p1" in fault for fault in check(abroad, moved))
    short = replace(abroad, rules=replace(abroad.rules, weeks=3))
    assert not any("p1" in fault for fault in check(short, moved))
