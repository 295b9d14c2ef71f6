"""Why a meeting was moved or called off, in words."""

import pytest

from circles.domain.causes import Cause, in_words


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ({"what": "suits", "many": 4}, "It suits 4 of you, and none of the other times suits more."),
        ({"what": "wrote", "name": "Ines", "words": "It rains."}, "Ines wrote: “It rains.”"),
        ({"what": "proposed", "name": "Bo {n}"}, "Bo {n} proposed this time."),
        ({"what": "closed", "season": "Spring 2027"}, "Spring 2027 is closed."),
        ({"what": "meetings", "season": "Spring 2027", "many": 1}, "Spring 2027 now has 1 meeting."),
        ({"what": "rhythm", "weeks": 2}, "Circles now meet every two weeks."),
        ({"what": "rhythm", "weeks": 1}, "Circles now meet every week."),
        ({"what": "rhythm", "weeks": 6}, "Circles now meet every 6 weeks."),
        (
            {"what": "merged", "circle": "Circle 1", "into": "Circle 2"},
            "Circle 1 and Circle 2 go on together from now on. The invite to the next meeting follows.",
        ),
    ],
)
def test_a_cause_is_said_in_a_sentence(cause: Cause, words: str) -> None:
    assert in_words(cause) == words


def test_a_cause_of_a_later_version_gives_no_words() -> None:
    assert in_words({"what": "rained off"}) == ""
