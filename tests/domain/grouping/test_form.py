from collections.abc import Iterator
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from circles.domain.availability import parse
from circles.domain.grouping import Cancelled, Candidate, Kept, Problem, Rules, check
from circles.domain.grouping.forming import form
from circles.domain.waiting_words import reason, remedy
from circles.domain.words import Role
from circles.errors import Invalid
from tests.domain.grouping.problems import FEW_STEPS, SPRING, problems

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def person(id, hours="Thu 17-19", role=Role.MENTEE, zone="Europe/Lisbon", **more):
    return Candidate(id, id.capitalize(), role, zone, parse(hours), **more)


def crowd(n, **more):
    return tuple(person(f"p{k}", role=Role.MENTEE if k % 4 else Role.MENTOR, **more) for k in range(n))


@few
@given(problems())
def test_every_result_keeps_every_hard_rule_and_says_why_somebody_waits(problem):
    solution = form(problem, steps=FEW_STEPS)
    assert check(problem, solution) == []
    assert all(reason(each.wait) and remedy(each.wait) for each in solution.waitlist)


@few
@given(problems(), st.integers(0, 3))
def test_the_same_seed_gives_the_same_circles(problem, seed):
    assert form(problem, seed, FEW_STEPS) == form(problem, seed, FEW_STEPS)


@few
@given(problems(), st.data())
def test_a_rerun_keeps_pins_or_says_that_it_cannot(problem, data):
    first = form(problem, steps=0)
    placed = [id for circle in first.circles for id in circle.members]
    pinned = data.draw(st.sets(st.sampled_from(placed))) if placed else set()
    gone = data.draw(st.sampled_from([None, *problem.candidates]))
    keep = tuple(
        Kept(c.members, c.mentors, c.zone, c.weekday, c.start, pinned=pinned.intersection(c.members))
        for c in first.circles
    )
    people = tuple(each for each in problem.candidates if each != gone)
    try:
        again = replace(problem, candidates=people, keep=keep)
        solution = form(again, steps=FEW_STEPS)
    except Invalid:
        return
    assert check(again, solution) == []
    if gone is None:
        assert solution.moved == ()
        assert len(solution.waitlist) <= len(first.waitlist)


def test_nobody_and_one_person_give_no_circle_and_a_reason():
    assert form(Problem((), Rules(SPRING))).circles == ()
    alone = form(Problem((person("ana"),), Rules(SPRING)))
    assert alone.circles == ()
    assert "needs 4 people" in reason(alone.waitlist[0].wait)
    assert "3 more" in remedy(alone.waitlist[0].wait)


def test_six_who_share_an_hour_become_a_circle_with_its_reasons():
    people = (
        person("ana", "Thu 17-19", Role.MENTOR, topics=frozenset({"asking for advice"})),
        person("bo", "Thu 18-20", zone="Europe/Stockholm", topics=frozenset({"asking for advice"})),
        person("carl", "Thu 9-19"),
        person("dee", "Thu 17-18; Mon 9-12", Role.EITHER),
    )
    (circle,) = form(Problem(people, Rules(SPRING))).circles
    assert (circle.members[0], circle.mentors) == ("ana", ("ana",))
    assert (circle.zone, circle.weekday, circle.start) == ("Europe/Lisbon", 3, time(17))
    assert (circle.slot.weekday, circle.slot.start) == (3, time(17))
    assert (
        circle.because
        == "all four can meet Thursdays at 17:00 (Lisbon time) and two chose *asking for advice*"
    )
    assert circle.why["bo"] == (
        "Thursdays at 18:00 (Stockholm time) suit all of you, you share *asking for advice* with Ana, "
        "and Ana mentors."
    )


def test_an_hour_must_be_free_in_every_week_of_the_season():
    people = (*crowd(4), person("raj", "Thu 22:30-23:30", zone="Asia/Kolkata"))
    assert len(form(Problem(people, Rules(SPRING, weeks=3))).circles[0].members) == 5
    late = form(Problem(people, Rules(SPRING, weeks=8)))  # clocks in Lisbon change in the fourth week
    assert [waiting.id for waiting in late.waitlist] == ["raj"]
    assert "Thursdays at" in remedy(late.waitlist[0].wait)


def test_hours_not_given_are_never_hours_always_free():
    solution = form(Problem((*crowd(5), person("fay", "")), Rules(SPRING)))
    assert reason(solution.waitlist[0].wait) == "No hours were given."


def test_hours_too_short_for_a_meeting_are_told_from_none():
    solution = form(Problem((*crowd(5), person("fay", "Thu 17:10-18:05")), Rules(SPRING)))
    assert "never hold a meeting of 60 minutes" in reason(solution.waitlist[0].wait)


def test_seven_people_of_four_to_five_leave_two_waiting_with_a_remedy():
    solution = form(Problem(crowd(7), Rules(SPRING, size_hi=5)))
    assert len(solution.circles) == 1
    assert len(solution.waitlist) == 2
    assert all("full" in reason(waiting.wait) for waiting in solution.waitlist)
    assert all("6 people" in remedy(waiting.wait) for waiting in solution.waitlist)


def test_a_mentor_of_two_circles_is_never_in_both_at_one_hour():
    mentor = person("m", "Thu 17-19", Role.MENTOR, circles=2)
    people = (mentor, *(person(f"p{k}") for k in range(8)))
    one, other = form(Problem(people, Rules(SPRING, size_hi=5))).circles
    assert "m" in one.members
    assert "m" in other.members
    assert {one.start, other.start} == {time(17), time(18)}


def test_an_either_serves_as_mentor_only_where_one_is_needed():
    people = (person("e", role=Role.EITHER), *(person(f"p{k}") for k in range(3)))
    (circle,) = form(Problem(people, Rules(SPRING))).circles
    assert circle.mentors == ("e",)
    (circle,) = form(Problem((*people, person("m", role=Role.MENTOR)), Rules(SPRING))).circles
    assert circle.mentors == ("m",)


def test_a_group_without_an_hour_in_common_waits_together_and_says_so():
    together = frozenset({("ana", "bo")})
    people = (*crowd(5), person("ana"), person("bo", "Fri 9-10"), person("eve", ""))
    solution = form(Problem(people, Rules(SPRING), together=together))
    assert {w.id: reason(w.wait) for w in solution.waitlist} == {
        "ana": "They are to be together with Bo and share no hour with them.",
        "bo": "They are to be together with Ana and share no hour with them.",
        "eve": "No hours were given.",
    }
    silent = form(Problem(people, Rules(SPRING), together=frozenset({("ana", "eve")})))
    assert "Eve gave no hours" in next(reason(w.wait) for w in silent.waitlist if w.id == "ana")


def test_one_mentor_of_many_circles_leads_one_in_each_hour():
    mentor = person("m", "Mon-Fri 9-12", Role.MENTOR, circles=20)
    people = (mentor, *(person(f"p{k}", "Mon-Fri 9-12") for k in range(79)))
    solution = form(Problem(people, Rules(SPRING)), steps=0)
    assert solution.waitlist == ()
    assert len({(circle.weekday, circle.start) for circle in solution.circles}) == len(solution.circles)


def test_mentors_alone_wait_for_mentees():
    solution = form(Problem(tuple(person(f"m{k}", role=Role.MENTOR) for k in range(6)), Rules(SPRING)))
    assert "mentees" in remedy(solution.waitlist[0].wait)


def test_without_mentors_everyone_waits_for_one():
    solution = form(Problem(tuple(person(f"p{k}") for k in range(6)), Rules(SPRING)))
    assert "mentor" in remedy(solution.waitlist[0].wait)


def test_a_quorum_lets_some_miss_the_hour_but_no_mentor():
    people = (*crowd(4), person("zoe", "Fri 9-10"))
    (circle,) = form(Problem(people, Rules(SPRING, quorum=4))).circles
    assert circle.absent == ("zoe",)
    assert circle.because.startswith("four of five can meet")
    late_mentor = (person("m", "Fri 9-10", Role.MENTOR), *(person(f"p{k}") for k in range(4)))
    assert form(Problem(late_mentor, Rules(SPRING, quorum=4))).circles == ()


def test_with_a_quorum_a_group_is_placed_though_one_of_it_misses_the_hour():
    people = (
        person("a", hours="Mon 9-19"),
        person("b", hours="Mon 9-19"),
        person("c", hours="Mon 9-19"),
        person("d", hours="Thu 15-19"),
    )
    rules = Rules(SPRING, size_lo=4, mentors_lo=0, quorum=3)
    together = frozenset({("a", "d")})
    (circle,) = form(Problem(people, rules, together=together)).circles
    assert circle.absent == ("d",)


def test_nobody_is_the_only_one_of_a_guarded_attribute():
    people = (*crowd(5, attributes={"gender": "man"}), person("w", attributes={"gender": "woman"}))
    solution = form(Problem(people, Rules(SPRING, never_alone=frozenset({"gender"}))))
    assert [waiting.id for waiting in solution.waitlist] == ["w"]


def test_pairs_of_earlier_seasons_are_parted():
    people = tuple(person(f"p{k}", role=Role.MENTOR if k % 4 == 0 else Role.MENTEE) for k in range(8))
    first = form(Problem(people, Rules(SPRING, size_hi=4)))
    pairs = {(a, b): 1 for c in first.circles for a in c.members for b in c.members if a < b}
    second = form(Problem(people, Rules(SPRING, size_hi=4), history=pairs))
    repeated = sum(pairs.get((a, b), 0) for c in second.circles for a in c.members for b in c.members)
    assert repeated == 4  # eight people in two fours can't do better


def test_a_locked_circle_stays_and_others_form_around_it():
    keep = (Kept(("p0", "p1", "p2", "p3"), ("p0",), locked=True),)
    solution = form(Problem(crowd(9), Rules(SPRING), keep=keep))
    assert set(solution.circles[0].members) == {"p0", "p1", "p2", "p3"}
    assert len(solution.circles) == 2


def test_someone_barred_from_a_circle_does_not_return_to_it():
    keep = (Kept(("p0", "p1", "p2", "p3"), ("p0",), barred=frozenset({"p4"})),)
    solution = form(Problem(crowd(9), Rules(SPRING, mentors_hi=3), keep=keep))
    assert "p4" not in solution.circles[0].members


def test_a_pin_that_cannot_be_kept_is_named():
    people = (*crowd(4), person("zoe", "Fri 9-10"))
    keep = (Kept(tuple(each.id for each in people), pinned=frozenset({"p0", "zoe"})),)
    with pytest.raises(Invalid, match="Circle 1 can't be formed as it is pinned"):
        form(Problem(people, Rules(SPRING), keep=keep))


def test_the_circles_keep_their_hour_in_a_rerun():
    people = crowd(8, hours="Mon 9-12; Thu 17-19")
    keep = (Kept(tuple(each.id for each in people), zone="Europe/Lisbon", weekday=3, start=time(18)),)
    (circle,) = form(Problem(people, Rules(SPRING), keep=keep)).circles
    assert (circle.kept, circle.weekday, circle.start) == (0, 3, time(18))


def test_progress_is_told_and_may_cancel():
    seen = []
    form(
        Problem(crowd(12), Rules(SPRING)), steps=1000, progress=lambda *done: bool(seen.append(done)) or True
    )
    assert seen[-1] == (1000, 1000)
    with pytest.raises(Cancelled):
        form(Problem(crowd(12), Rules(SPRING)), steps=1000, progress=lambda *_: False)


def test_a_search_that_has_had_enough_gives_the_best_so_far():
    solution = form(Problem(crowd(12), Rules(SPRING)), steps=10**9, pace=lambda: 1.0)
    assert len(solution.waitlist) == 0
    assert solution.steps < 1000


def _faulty() -> Iterator[tuple[str, dict]]:
    two = (person("ana"), person("bo"))
    yield "Found twice: ana", {"candidates": (two[0], two[0])}
    yield "Nobody here is zoe", {"candidates": two, "apart": frozenset({("ana", "zoe")})}
    yield "Nobody here is zoe", {"candidates": two, "together": frozenset({("ana", "zoe")})}
    yield "same person", {"candidates": two, "together": frozenset({("ana", "ana")})}
    yield (
        "Choose one",
        {
            "candidates": two,
            "apart": frozenset({("bo", "ana")}),
            "together": frozenset({("ana", "bo")}),
        },
    )
    yield "don't know “Mars/Base”", {"candidates": (person("ana", zone="Mars/Base"),)}
    nine = crowd(9)
    chain = frozenset((nine[k].id, nine[k + 1].id) for k in range(8))
    yield "a circle holds 8 at most", {"candidates": nine, "together": chain}
    mentors = tuple(person(f"m{k}", role=Role.MENTOR) for k in range(3))
    yield "3 mentors", {"candidates": mentors, "together": frozenset({("m0", "m1"), ("m1", "m2")})}
    yield (
        "pinned to more circles",
        {
            "candidates": two,
            "keep": (Kept(("ana",), pinned=frozenset({"ana"})), Kept(("ana",), pinned=frozenset({"ana"}))),
        },
    )
    yield (
        "both pinned",
        {
            "candidates": two,
            "keep": (Kept(("ana",), pinned=frozenset({"ana"}), barred=frozenset({"ana"})),),
        },
    )


@pytest.mark.parametrize(("message", "given"), list(_faulty()))
def test_a_problem_that_contradicts_itself_is_refused(message, given):
    with pytest.raises(Invalid, match=message):
        Problem(rules=Rules(SPRING), **given)


@pytest.mark.parametrize(
    "bad",
    [
        {"size_lo": 5, "size_hi": 4},
        {"size_lo": 1},
        {"mentors_lo": 3},
        {"mentors_lo": 9, "mentors_hi": 9},
        {"minutes": 0},
        {"weeks": 0},
    ],
)
def test_rules_that_no_circle_can_keep_are_refused(bad):
    with pytest.raises(Invalid):
        Rules(SPRING, **bad)
