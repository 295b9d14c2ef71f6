"""How a circle is doing, in a word with its reason, from numbers that are shown beside it: never a score."""

from collections.abc import Iterator
from dataclasses import dataclass

from circles.domain.wording import count

FEWEST = 3
"""With fewer people a circle is none."""
UNEASY_BELOW = 3
FEWEST_ANSWERS = 2
"""One answer alone says nothing of a circle."""


@dataclass(frozen=True)
class Numbers:
    """What is known of a circle at an instant."""

    members: int
    mentors: int
    fewest: int
    """The smallest size its season plans with."""
    had_mentor: bool
    """Whether anybody was ever its mentor."""
    due: int
    """Meetings whose time is over and that were not called off."""
    held: int
    """Those of them that are known to have taken place."""
    ahead: int
    unheard_of: int
    """How many of the latest meetings, in a row, nobody says took place."""
    came: int = 0
    missed: int = 0
    unknown: int = 0
    """Seats at the meetings that took place of which nobody said whether somebody came."""
    silent: int = 0
    """Members of whom nothing was heard about the last two meetings."""
    open_follow_ups: int = 0
    late_follow_ups: int = 0
    answers: int = 0
    mean: float | None = None
    """Of the answers to the latest survey, from 1 to 5."""


@dataclass(frozen=True)
class Condition:
    """A word and the rule that gave it."""

    word: str
    reason: str
    needs_care: bool = False


def condition(numbers: Numbers) -> Condition:
    """Say how a published circle is doing; what needs an organizer most is said first."""
    if not numbers.members:
        return Condition("Closed", "everybody has left, or goes on in another circle")
    if numbers.due and not numbers.ahead:
        return Condition("Finished", _so_far(numbers))
    needs = next(_needs(numbers), None)
    if needs is not None:
        return Condition(*needs, needs_care=True)
    if numbers.members < numbers.fewest:
        return Condition("Small", f"{numbers.members} people, when {numbers.fewest} were to be the fewest")
    return Condition("On track", _so_far(numbers))


def _needs(numbers: Numbers) -> Iterator[tuple[str, str]]:
    """Give each word that asks for care, with its reason."""
    if numbers.members < FEWEST:
        yield "Stuck", f"only {count(numbers.members, 'person is', 'people are')} left"
    if numbers.had_mentor and not numbers.mentors:
        yield "Without a mentor", "its only mentor has left"
    if numbers.unheard_of > 1:
        yield "Quiet", "nobody has told us that the last two meetings happened"
    if numbers.silent * 2 > numbers.members:
        heard = f"nothing heard from {numbers.silent} of {numbers.members} people"
        yield "Quiet", f"{heard} about two meetings in a row"
    if numbers.answers >= FEWEST_ANSWERS and numbers.mean is not None and numbers.mean < UNEASY_BELOW:
        yield "Uneasy", f"its people give it {numbers.mean:.1f} of 5"


def in_words(numbers: Numbers) -> list[tuple[str, str]]:
    """Name each number that there is, as a page shows it beside the word."""
    known, open_ = numbers.came + numbers.missed, numbers.open_follow_ups
    answers = count(numbers.answers, "answer")
    shown = [
        ("Meetings held", f"{numbers.held} of {numbers.due} so far" if numbers.due else ""),
        ("Came", f"{numbers.came} of {known} we know of" if known else ""),
        ("Not known", f"{numbers.unknown} of {known + numbers.unknown}" if numbers.unknown else ""),
        ("Silent", f"{numbers.silent} of {numbers.members}" if numbers.due > 1 else ""),
        (
            "Open follow-ups",
            f"{open_}{f', {numbers.late_follow_ups} late' if numbers.late_follow_ups else ''}",
        ),
        ("Survey", f"{numbers.mean:.1f} of 5 from {answers}" if numbers.mean is not None else ""),
    ]
    return [(name, value) for name, value in shown if value]


def _so_far(numbers: Numbers) -> str:
    if not numbers.due:
        return "the first meeting is still to come"
    if numbers.due > 1:
        return f"we know of {numbers.held} of {numbers.due} meetings"
    return "the first meeting took place" if numbers.held else "nobody has told us of the first meeting yet"
