"""Random problems for the tests of forming."""

from datetime import date

from hypothesis import strategies as st

from circles.domain.availability import Hours, joined
from circles.domain.grouping import Candidate, Problem, Rules
from circles.domain.words import Role
from circles.errors import Invalid

ZONES = ["Europe/Lisbon", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]
SPRING = date(2026, 3, 4)  # a Wednesday; clocks change in America, Europe and Australia in the weeks after
FEW_STEPS = 150

hours = st.lists(
    st.builds(
        lambda day, start, length: Hours(day, 30 * start, min(1440, 30 * start + 15 * length)),
        st.integers(0, 6),
        st.integers(0, 47),
        st.integers(4, 60),
    ),
    max_size=5,
).map(joined)


@st.composite
def candidates(draw, number):
    return Candidate(
        id=f"p{number}",
        name=f"P{number}",
        role=draw(st.sampled_from([Role.MENTEE, Role.MENTEE, Role.MENTOR, Role.EITHER])),
        zone=draw(st.sampled_from(ZONES)),
        hours=draw(hours),
        topics=draw(st.frozensets(st.sampled_from("abcd"), max_size=3)),
        attributes={
            "department": draw(st.sampled_from(["", "x", "y"])),
            "seniority": draw(st.sampled_from("135")),
        },
        circles=draw(st.integers(1, 3)),
    )


@st.composite
def rules(draw):
    low, mentors = draw(st.integers(2, 4)), draw(st.integers(0, 2))
    return Rules(
        start=SPRING,
        size_lo=low,
        size_hi=low + draw(st.integers(0, 3)),
        mentors_lo=mentors,
        mentors_hi=mentors + draw(st.integers(0, 1)),
        minutes=draw(st.sampled_from([30, 45, 60, 90])),
        weeks=draw(st.integers(1, 8)),
        quorum=draw(st.sampled_from([None, None, 3])),
        never_alone=frozenset(draw(st.sampled_from([(), (), ("department",)]))),
    )


@st.composite
def problems(draw, most=14):
    people = tuple(draw(candidates(n)) for n in range(draw(st.integers(0, most))))
    ids = [each.id for each in people]
    pair = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True).map(tuple)
    pairs = st.frozensets(pair, max_size=3) if len(ids) > 1 else st.just(frozenset())
    own = draw(rules())
    apart, together, history = draw(pairs), draw(pairs), draw(pairs)
    try:
        return Problem(people, own, apart, together, dict.fromkeys(history, 1))
    except Invalid:  # the pairs contradict each other or the sizes
        return Problem(people, own, history=dict.fromkeys(history, 1))
