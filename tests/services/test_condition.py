"""How a circle is doing, in a word."""

from datetime import UTC, datetime, timedelta

import pytest

from circles.domain.words import MeetingState
from circles.models import Circle, Meeting, Membership
from circles.services.condition import coming, condition

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
HELD, NOT_HELD, PLANNED = MeetingState.HELD, MeetingState.NOT_HELD, MeetingState.PLANNED
CANCELLED = MeetingState.CANCELLED


def circle(*states: MeetingState, ahead: int = 1, members: int = 4) -> Circle:
    """A circle whose meetings with these states are over and which has so many more ahead."""
    every = [*states, *[PLANNED] * ahead]
    return Circle(
        memberships=[Membership(left_at=None) for _ in range(members)],
        meetings=[
            Meeting(
                n=n + 1, starts_at=NOW + timedelta(weeks=n - len(states), days=1), minutes=60, state=state
            )
            for n, state in enumerate(every)
        ],
    )


@pytest.mark.parametrize(
    ("states", "ahead", "word"),
    [
        ((), 6, "On track"),
        ((PLANNED,), 5, "On track"),
        ((HELD, PLANNED, PLANNED), 3, "Quiet"),
        ((HELD, NOT_HELD, PLANNED), 3, "Quiet"),
        ((PLANNED, HELD), 3, "On track"),
        ((HELD, CANCELLED, PLANNED), 3, "On track"),
        ((HELD, PLANNED), 0, "Finished"),
        ((HELD, HELD, CANCELLED), 0, "Finished"),
    ],
)
def test_a_circle_has_a_word_with_its_reason(states, ahead, word):
    found = condition(circle(*states, ahead=ahead), NOW)
    assert found.word == word
    assert found.needs_care == (word == "Quiet")
    assert found.reason


def test_a_circle_that_shrank_is_stuck_whatever_it_did_before():
    small = circle(HELD, HELD, members=2)
    assert condition(small, NOW).word == "Stuck"
    assert condition(small, NOW).reason == "only 2 people are left"


def test_those_who_left_are_not_counted():
    shrunk = circle(HELD)
    for membership in shrunk.memberships[:2]:
        membership.left_at = NOW
    assert condition(shrunk, NOW).word == "Stuck"


def test_the_next_meeting_is_one_that_will_be():
    found = circle(HELD, ahead=2)
    found.meetings[1].state = CANCELLED
    assert coming(found, NOW) is found.meetings[2]
    assert coming(circle(HELD, ahead=0), NOW) is None
