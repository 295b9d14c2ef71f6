"""The people of the demo can do what the demo needs of them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import reduce
from operator import and_

import pytest
from rapidfuzz import fuzz

from circles.demo_people import (
    published_circles,
    published_sample,
    sample_csv,
    simulated_people,
)
from circles.domain.grouping.problem import Candidate, Rules
from circles.domain.grouping.slots import SeasonWeek
from circles.domain.people_file import Row, read_people
from circles.domain.topics import INTERESTS
from circles.domain.words import Role

FOUR = ("Ana Sousa", "Bo Lindqvist", "Carl Whitmore", "Dee Adeyemi")
# Winter; clocks changed in New York only; summer; clocks changed in Europe only.
WEEKS = (date(2026, 1, 12), date(2026, 3, 16), date(2026, 6, 15), date(2026, 10, 26))
OTHER_CIRCLES = (
    "Willem 't Hooft, Leonor Pinto, Rhys Morgan, Friederike Lang, Duarte Faria",
    "Nadia Rahman, Hugh Fletcher, Gonçalo Reis, Stefan Krüger, Eleanor Hart, Kunle Afolabi",
    "Vanessa Cruz, Ethan Park, Maya Rosenthal, Simon Ashworth, Jerome Baptiste",
    "Olivia Chen, Walter Grady, Teresa Moura, Ifeoma Chukwu, Yolanda Fuentes",
    "Ishaan Verma, Lakshmi Nair, Pooja Desai, Aylin Demir, Halima Musa",
    "Ritu Malhotra, Siddharth Kapoor, Gopal Krishnan, Jasmine Patel, Henrik Solberg",
    "Helena Matos, Ebele Onyeka, Segun Alabi, Pauline Richter, Thandiwe Nkosi",
)


def free_hours(people: Sequence[Row], monday: date) -> int:
    """The starts, in UTC half-hours of one week, from which all are free for an hour."""
    return reduce(and_, (free_starts(row, monday, 60) for row in people))


def free_starts(row: Row, monday: date, minutes: int) -> int:
    """The starts, in UTC half-hours of one week, from which one person is free for so many minutes."""
    week = SeasonWeek(["UTC", row.zone], Rules(start=monday, minutes=minutes, weeks=1))
    return week.free_starts(Candidate(row.id, row.name, row.role, row.zone, row.availability), "UTC")


def weekdays(starts: int) -> set[int]:
    return {half_hour // 48 for half_hour in range(336) if starts >> half_hour & 1}


def test_sample_reads_with_exactly_the_problems_intended():
    sample = read_people(sample_csv())
    assert [(problem.line, problem.column, problem.found) for problem in sample.problems] == [
        (19, "email", ""),
        (24, "timezone", "Lisboa"),
        (30, "email", "Rhys.Morgan@Meadow.Example"),
        (38, "email", "peter.lund@meadow"),
        (46, "email", "POOJA.DESAI@meadow.example"),
    ]
    assert [problem.expected for problem in sample.problems] == [
        "is empty",
        "is not a time zone we know",
        "is also in row 20",
        "has no ending like .org",
        "is also in row 22",
    ]
    assert sample.problems[1].suggestion == "Europe/Lisbon"
    assert [problem.blocking for problem in sample.problems] == [True, True, False, True, False]
    assert len(sample.skipped_rows) == 5
    assert (sample.delimiter_name, sample.encoding, sample.unknown_columns) == ("semicolon", "UTF-8", ())


def test_forty_people_of_the_sample_remain_and_nine_are_mentors():
    rows = read_people(sample_csv()).rows
    assert len(rows) == 40
    assert Counter(row.role for row in rows) == {Role.MENTOR: 9, Role.MENTEE: 31}
    assert len({row.zone for row in rows}) == 6


def test_each_mended_row_would_be_taken():
    mended = (
        sample_csv()
        .replace(b"Florian Weber;;", b"Florian Weber;florian.weber@meadow.example;")
        .replace(b";Lisboa;", b";Europe/Lisbon;")
        .replace(b"peter.lund@meadow;", b"peter.lund@meadow.example;")
    )
    assert len(read_people(mended).rows) == 43


def test_ana_bo_carl_and_dee_share_tuesday_daytime_and_nothing_else():
    four = [row for row in read_people(sample_csv()).rows if row.name in FOUR]
    ids = {row.id for row in four}
    assert [row.role for row in four] == [Role.MENTOR, Role.MENTEE, Role.MENTEE, Role.MENTEE]
    assert all({row.id, *row.together} == ids for row in four)
    assert four[0].zone == "Europe/Lisbon"
    for other in range(4):
        for one in range(other):
            assert weekdays(free_hours([four[one], four[other]], WEEKS[0])) == {1}
    starts = free_hours(four, WEEKS[0])
    assert all(9 <= half_hour % 48 / 2 < 18 for half_hour in range(336) if starts >> half_hour & 1)


def test_no_name_in_the_demo_resembles_those_of_the_four():
    others = [
        row.name for row in (*published_sample(), *read_people(sample_csv()).rows) if row.name not in FOUR
    ]
    parts = [part.lower() for name in others for part in name.split()]
    theirs = [part.lower() for name in FOUR for part in name.split()]
    assert [(a, b) for a in parts for b in theirs if fuzz.ratio(a, b) >= 70 or a.startswith(b)] == []


def test_first_names_and_addresses_occur_once_in_the_demo():
    everyone = (*published_sample(), *read_people(sample_csv()).rows)
    assert len(everyone) == len({row.email for row in everyone}) == 80
    assert len({row.name.split()[0] for row in everyone}) == 80


def test_topics_of_the_demo_are_those_it_names():
    everyone = (*published_sample(), *read_people(sample_csv()).rows)
    assert {topic for row in everyone for topic in row.topics} == set(INTERESTS)


def test_sample_can_be_put_into_circles_that_meet_all_year():
    rows = {row.name: row for row in read_people(sample_csv()).rows}
    circles = [list(FOUR), *(names.split(", ") for names in OTHER_CIRCLES)]
    assert sorted(name for names in circles for name in names) == sorted(rows)
    for names in circles:
        assert_can_meet([rows[name] for name in names])


def test_published_circles_can_meet_all_year():
    circles = published_circles()
    assert [len(circle) for circle in circles] == [6, 6, 6, 6, 6, 5, 5]
    assert all("circle" not in row.attributes for row in published_sample())
    for circle in circles:
        assert_can_meet(circle)


def assert_can_meet(circle: Sequence[Row]) -> None:
    assert 1 <= sum(row.role is Role.MENTOR for row in circle) <= 2
    assert all(free_hours(circle, monday) for monday in WEEKS)


@pytest.mark.parametrize("count", [4, 23, 60, 600])
def test_simulated_people_read_without_a_problem(count: int):
    people = read_people(simulated_people(count, seed=1))
    assert len(people.rows) == count
    assert people.problems == ()
    assert sum(row.role is Role.MENTOR for row in people.rows) == round(count / 5)


def test_simulated_people_are_the_same_for_the_same_seed_only():
    assert simulated_people(60, seed=1) == simulated_people(60, seed=1)
    assert simulated_people(60, seed=1) != simulated_people(60, seed=2)


def test_each_simulated_person_shares_hours_with_a_mentor_and_three_more():
    rows = read_people(simulated_people(60, seed=3)).rows
    masks = {row.id: [free_starts(row, WEEKS[0] + timedelta(weeks=n), 30) for n in (0, 9)] for row in rows}
    for row in rows:
        slots = range(336)
        company = {
            slot: [other for other in rows if all(m >> slot & 1 for m in masks[other.id])]
            for slot in slots
            if all(m >> slot & 1 for m in masks[row.id])
        }
        assert any(
            len(others) >= 4 and any(other.role is Role.MENTOR for other in others)
            for others in company.values()
        )


def test_simulated_people_come_from_six_zones():
    assert len({row.zone for row in read_people(simulated_people(60, seed=1)).rows}) == 6
