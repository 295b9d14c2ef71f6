"""Why somebody waits, said to themselves: nothing of others, and nothing only an organizer can mend."""

import pytest

from circles.domain.waiting_words import to_themselves

TUESDAYS = "If Tuesdays at 10:00 (Lisbon time) were possible, there is a place in circle 1."


@pytest.mark.parametrize(
    ("reason", "remedy", "said"),
    [
        (
            "No circle can meet at an hour when they are free.",
            TUESDAYS,
            f"No circle can meet at an hour when you are free. {TUESDAYS}",
        ),
        (
            "Circles 1 and 2 could meet when they are free, but are full.",
            "Find one more mentor for a further circle, or allow 9 people in one.",
            "Circles 1 and 2 could meet when you are free, but are full.",
        ),
        (
            "No hours were given.",
            "Ask when they could meet; two or three hours a week are enough.",
            "We know of no hours of yours yet; two or three a week are enough.",
        ),
        (
            "They asked for another circle or another time.",
            "",
            "You asked for another circle or another time.",
        ),
        ("Every circle is full.", "", "Every circle is full."),
        (
            "Circle 1 could meet when they are free; a pair to keep apart or another rule stands between.",
            "",
            "",
        ),
        ("They are to be together with Bo and share no hour with them.", "Ask them for an hour.", ""),
        ("You took them out by hand.", "Move them to a circle, or suggest circles again.", ""),
        ("", "", ""),
    ],
)
def test_what_is_said_is_theirs_to_know(reason: str, remedy: str, said: str) -> None:
    assert to_themselves(reason, remedy, "Europe/Lisbon") == said
