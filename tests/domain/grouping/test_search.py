"""What the compiled search keeps is what the plain rules say: its sums, its forecasts, its faults."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numba import njit

from circles.domain.grouping.kernel.encode import people_of
from circles.domain.grouping.kernel.foresight import CHOSEN, fit, foresee
from circles.domain.grouping.kernel.table import WAITING
from circles.domain.grouping.kernel.trial import NOBODY, attempt
from circles.domain.grouping.problem import Weights
from circles.domain.grouping.roster import Roster
from circles.domain.grouping.score import Scores, most_worth
from circles.domain.grouping.search import Clock, Search
from tests.domain.grouping.problems import problems

few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@njit(error_model="numpy")
def forecast(people, law, table, row, leaving, coming):
    if coming != NOBODY:
        fit(people, law, table, row, people.unit[people.unit_first[coming]], CHOSEN)
    return foresee(people, law, table, row, leaving, coming, CHOSEN)


def searched(problem, seed):
    roster = Roster(problem)
    search = Search(problem, roster, seed, Clock(3000))
    return roster, search, search.run()


@few
@given(problems(), st.integers(0, 3))
def test_the_score_of_the_search_is_that_of_the_slow_reference(problem, seed):
    if not problem.candidates:
        return
    roster, _, table = searched(problem, seed)
    scores = Scores(problem)
    for row in range(len(table.taken) - 2):
        people = sorted(table.person[row, : table.taken[row]].tolist())
        if not people:
            continue
        starts, _ = roster.starts(tuple(people), roster.zone(tuple(people)))
        spare = sum(unit in roster.spare for unit in table.unit[row, : table.taken[row]].tolist())
        worth = scores.circle(people, starts.bit_count())
        assert (table.value[row], table.low[row]) == (worth.total - spare * 10_000, worth.low)


@few
@given(problems(most=24), st.integers(0, 3), st.data())
def test_a_forecast_is_what_an_exchange_gains(problem, seed, data):
    if not problem.candidates or problem.rules.weights != Weights():
        return
    _, search, table = searched(problem, seed)
    rows = [row for row in range(len(table.taken) - 2) if table.taken[row]]
    singles = [
        unit
        for unit in range(len(table.place))
        if search.people.unit_first[unit + 1] - search.people.unit_first[unit] == 1
    ]
    if not rows or not singles:
        return
    row = data.draw(st.sampled_from(rows))
    here = [unit for unit in table.unit[row, : table.taken[row]].tolist() if unit in singles]
    elsewhere = [unit for unit in singles if table.place[unit] != row]
    leaving = data.draw(st.sampled_from([NOBODY, *here]))
    coming = data.draw(st.sampled_from([NOBODY, *elsewhere]))
    gain = forecast(search.people, search.law, table, row, leaving, coming)
    if attempt(search.people, search.law, table, row, leaving, coming, WAITING, 0, 99) and table.taken[-2]:
        assert gain == table.value[-2] - table.value[row]


@few
@given(problems(), st.integers(0, 3))
def test_every_circle_that_a_search_leaves_is_whole(problem, seed):
    if problem.candidates:
        _, _, table = searched(problem, seed)
        assert not table.faults[:-2].any()
        assert all(
            table.place[unit] == row
            for row in range(len(table.taken) - 2)
            for unit in table.unit[row, : table.taken[row]]
        )


@few
@given(problems())
def test_mates_share_an_hour_and_nobody_who_does_suits_better(problem):
    if not problem.candidates:
        return
    roster, scores = Roster(problem), Scores(problem)
    people = people_of(problem, roster)
    apart = {frozenset((roster.number[a], roster.number[b])) for a, b in problem.apart}
    step = most_worth(problem.rules.weights) * 10 + 1
    for person, mates in enumerate(people.mates.tolist()):
        zone = problem.candidates[person].zone
        worth = {
            other: max(
                0,
                scores.pair(person, other)
                - problem.rules.weights.again * 5000 * scores.before(person, other),
            )
            for other in range(len(problem.candidates))
            if other != person
            and roster.free(person, zone) & roster.free(other, zone)
            and frozenset((person, other)) not in apart
        }
        assert set(mates) <= set(worth) or (not worth and set(mates) == {person})
        others = worth.keys() - set(mates)
        assert all(worth[other] <= min(worth[mate] for mate in mates) + step for other in others)
