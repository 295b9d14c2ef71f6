"""How a circle is doing: a word with its reason, from numbers that are shown."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.health import Numbers, condition, in_words
from circles.domain.silence import Gathering, in_silence

FINE = Numbers(
    members=5, mentors=1, fewest=4, had_mentor=True, due=3, held=3, ahead=3, unheard_of=0, came=12, missed=2
)
WORDS = {"On track", "Small", "Quiet", "Stuck", "Uneasy", "Without a mentor", "Finished", "Closed"}


@pytest.mark.parametrize(
    ("changed", "word", "reason"),
    [
        ({}, "On track", "we know of 3 of 3 meetings"),
        ({"due": 0, "held": 0}, "On track", "the first meeting is still to come"),
        ({"due": 1, "held": 1}, "On track", "the first meeting took place"),
        ({"due": 1, "held": 0, "unheard_of": 1}, "On track", "nobody has told us of the first meeting yet"),
        (
            {"due": 1, "held": 0, "not_held": 1, "unheard_of": 1},
            "On track",
            "the first meeting did not take place",
        ),
        ({"held": 1, "unheard_of": 2}, "Quiet", "nobody has told us that the last two meetings happened"),
        (
            {"held": 1, "not_held": 2, "fell_through": 2, "unheard_of": 2},
            "Quiet",
            "the last two meetings did not take place",
        ),
        ({"held": 2, "not_held": 1}, "On track", "2 of 3 meetings took place"),
        ({"held": 1, "not_held": 1}, "On track", "we know of 1 of 3 meetings"),
        (
            {"ahead": 0, "due": 2, "held": 0, "not_held": 2, "fell_through": 2, "unheard_of": 2},
            "Finished",
            "0 of 2 meetings took place",
        ),
        ({"silent": 2}, "On track", "we know of 3 of 3 meetings"),
        ({"silent": 3}, "Quiet", "nothing heard from 3 of 5 people about two meetings in a row"),
        ({"members": 2}, "Stuck", "only 2 people are left"),
        ({"members": 1, "mentors": 0}, "Stuck", "only 1 person is left"),
        ({"mentors": 0}, "Without a mentor", "its only mentor has left"),
        ({"mentors": 0, "had_mentor": False}, "On track", "we know of 3 of 3 meetings"),
        ({"mean": 2.4, "answers": 3}, "Uneasy", "its people give it 2.4 of 5"),
        ({"mean": 1.0, "answers": 1}, "On track", "we know of 3 of 3 meetings"),
        ({"members": 0}, "Closed", "everybody has left, or goes on in another circle"),
        ({"members": 3}, "Small", "3 people, when 4 were to be the fewest"),
        ({"ahead": 0, "due": 6, "held": 5}, "Finished", "we know of 5 of 6 meetings"),
        ({"ahead": 0, "due": 6, "held": 5, "members": 2}, "Finished", "we know of 5 of 6 meetings"),
    ],
)
def test_a_circle_has_a_word_with_its_reason(changed, word, reason):
    found = condition(replace(FINE, **changed))
    assert (found.word, found.reason) == (word, reason)
    assert found.needs_care == (word in {"Quiet", "Stuck", "Uneasy", "Without a mentor"})


def test_the_numbers_stand_beside_the_word_and_unknown_is_not_missed():
    shown = in_words(
        replace(FINE, unknown=1, silent=1, open_follow_ups=4, late_follow_ups=1, answers=5, mean=4.2)
    )
    assert shown == [
        ("Meetings held", "3 of 3 so far"),
        ("Came", "12 of 14 we know of"),
        ("Not known", "1 of 15"),
        ("Silent", "1 of 5"),
        ("Open follow-ups", "4, 1 late"),
        ("Survey", "4.2 of 5 from 5 answers"),
    ]


def test_before_the_first_meeting_there_is_hardly_a_number_to_show():
    assert in_words(Numbers(5, 1, 4, had_mentor=True, due=0, held=0, ahead=6, unheard_of=0)) == [
        ("Open follow-ups", "0")
    ]


@given(
    st.builds(
        Numbers,
        **dict.fromkeys(
            (
                "members",
                "mentors",
                "fewest",
                "due",
                "held",
                "ahead",
                "unheard_of",
                "came",
                "missed",
                "unknown",
            ),
            st.integers(0, 9),
        ),
        had_mentor=st.booleans(),
        silent=st.integers(0, 9),
        answers=st.integers(0, 9),
        mean=st.none() | st.floats(1, 5),
    )
)
def test_every_circle_has_one_of_few_words_and_none_says_a_share(numbers):
    found = condition(numbers)
    assert found.word in WORDS
    assert found.reason
    assert not any("%" in value for _, value in in_words(numbers))
    if numbers.had_mentor and not numbers.mentors and numbers.ahead:
        assert found.word != "On track"


@given(
    st.lists(st.booleans(), max_size=6),
    st.integers(-1, 60),
    st.none() | st.integers(-1, 60),
    st.none() | st.integers(-1, 60),
)
def test_the_last_two_meetings_tell_who_is_silent(came, joined, word, paused):
    begins = datetime(2027, 1, 12, 10, tzinfo=UTC)

    def on(day):
        return None if day is None else begins + timedelta(days=day, hours=1)

    gatherings = [
        Gathering(n, begins + timedelta(days=10 * n), begins + timedelta(days=10 * n, hours=1), there)
        for n, there in enumerate(came)
    ]
    told = (on(joined), on(word), on(paused))
    assert bool(in_silence(gatherings, *told)) == bool(in_silence(gatherings[-2:], *told))
