"""Why somebody waits, said to themselves: nothing of others, and nothing only an organizer can mend."""

import pytest

from circles.domain.grouping.problem import Wait
from circles.domain.tongue import speaking
from circles.domain.waiting_words import in_full, reason, remedy, to_themselves

HOUR = {"helps": "an-hour", "circle": 1, "weekday": 1, "start": "10:00", "zone": "Europe/Lisbon"}
TUESDAYS = "If Tuesdays at 10:00 (Lisbon time) were possible, there is a place in circle 1."
MORE_PEOPLE = "Find one more mentor for a further circle, or allow 9 people in one."


@pytest.mark.parametrize(
    ("wait", "to_organizers", "said"),
    [
        (
            {"why": "no-shared-hour", **HOUR},
            ("No circle can meet at an hour when they are free.", TUESDAYS),
            f"No circle can meet at an hour when you are free. {TUESDAYS}",
        ),
        (
            {"why": "full", "circles": [1, 2], "helps": "a-mentor", "allowed": 9},
            ("Circles 1 and 2 could meet when they are free, but are full.", MORE_PEOPLE),
            "Circles 1 and 2 could meet when you are free, but are full.",
        ),
        (
            {"why": "full", "circles": [3]},
            ("Circle 3 could meet when they are free, but is full.", ""),
            "Circle 3 could meet when you are free, but is full.",
        ),
        (
            {"why": "no-hours"},
            ("No hours were given.", "Ask when they could meet; two or three hours a week are enough."),
            "We know of no hours of yours yet; two or three a week are enough.",
        ),
        (
            {"why": "asked-for-another", **HOUR},
            ("They asked for another circle or another time.", TUESDAYS),
            f"You asked for another circle or another time. {TUESDAYS}",
        ),
        ({"why": "all-full"}, ("Every circle is full.", ""), "Every circle is full."),
        (
            {"why": "silent-partner", "partners": ["Bo", "Carl"], "silent": ["Bo"]},
            (
                "They are to be together with Bo and Carl, and Bo gave no hours.",
                "Ask Bo for hours, or let them be placed apart.",
            ),
            "",
        ),
        (
            {"why": "taken-out"},
            ("You took them out by hand.", "Move them to a circle, or suggest circles again."),
            "",
        ),
        ({"reason": "As it was {written}.", "remedy": "Once."}, ("As it was {written}.", "Once."), ""),
        ({"why": "of-a-later-version"}, ("", ""), ""),
        ({}, ("", ""), ""),
    ],
)
def test_what_is_said_is_theirs_to_know(wait: Wait, to_organizers: tuple[str, str], said: str) -> None:
    assert (reason(wait), remedy(wait)) == to_organizers
    assert to_themselves(wait) == said
    assert in_full(wait) == said or not said


def test_who_asks_what_is_held_reads_all_of_it_but_names() -> None:
    assert in_full({"why": "taken-out"}) == (
        "You took them out by hand. Move them to a circle, or suggest circles again."
    )
    assert in_full({"why": "silent-partner", "partners": ["Bo"], "silent": ["Bo"]}) == (
        "They are to be together with somebody else, and somebody else gave no hours."
        " Ask somebody else for hours, or let them be placed apart."
    )


def test_everybody_reads_it_in_their_language_but_organizers() -> None:
    wait = {"why": "no-shared-hour", **HOUR}
    with speaking("de"):
        assert "dienstags um 10:00" in to_themselves(wait)
        assert remedy(wait) == TUESDAYS
