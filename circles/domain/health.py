"""How a circle is doing, in a word with its reason, from numbers that are shown beside it: never a score."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from circles.domain.tongue import say, say_n, tongue
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
    not_held: int = 0
    """Meetings of which it is known that they did not take place."""
    fell_through: int = 0
    """How many of those are the latest ones, in a row."""
    silent: int = 0
    """Members of whom nothing was heard about the last two meetings."""
    open_follow_ups: int = 0
    late_follow_ups: int = 0
    answers: int = 0
    mean: float | None = None
    """Of the answers to the latest survey, from 1 to 5."""


class State(Enum):
    """How a circle may be doing."""

    CLOSED = auto()
    FINISHED = auto()
    STUCK = auto()
    WITHOUT_MENTOR = auto()
    QUIET = auto()
    UNEASY = auto()
    SMALL = auto()
    ON_TRACK = auto()


@dataclass(frozen=True)
class Condition:
    """A state and the rule that gave it."""

    state: State
    reason: str
    needs_care: bool = False

    @property
    def word(self) -> str:
        """The state in a word or two."""
        return {
            State.CLOSED: say("Closed"),
            State.FINISHED: say("Finished"),
            State.STUCK: say("Stuck"),
            State.WITHOUT_MENTOR: say("Without a mentor"),
            State.QUIET: say("Quiet"),
            State.UNEASY: say("Uneasy"),
            State.SMALL: say("Small"),
            State.ON_TRACK: say("On track"),
        }[self.state]

    @property
    def is_fine(self) -> bool:
        """Whether the circle meets as it should."""
        return self.state is State.ON_TRACK

    @property
    def is_quiet(self) -> bool:
        """Whether too little is heard of the circle, or of its people."""
        return self.state is State.QUIET

    def of(self, circle: str) -> str:
        """Say of a circle, by its name, that it needs care, as "Circle 3 is quiet"."""
        match self.state:
            case State.STUCK:
                return say("{circle} is stuck", circle=circle)
            case State.WITHOUT_MENTOR:
                return say("{circle} is without a mentor", circle=circle)
            case State.QUIET:
                return say("{circle} is quiet", circle=circle)
            case _:
                return say("{circle} is uneasy", circle=circle)


def condition(numbers: Numbers) -> Condition:
    """Say how a published circle is doing; what needs an organizer most is said first."""
    if not numbers.members:
        return Condition(State.CLOSED, say("everybody has left, or goes on in another circle"))
    if numbers.due and not numbers.ahead:
        return Condition(State.FINISHED, _so_far(numbers))
    needs = next(_needs(numbers), None)
    if needs is not None:
        return Condition(*needs, needs_care=True)
    if numbers.members < numbers.fewest:
        small = say(
            "{members} people, when {fewest} were to be the fewest",
            members=numbers.members,
            fewest=numbers.fewest,
        )
        return Condition(State.SMALL, small)
    return Condition(State.ON_TRACK, _so_far(numbers))


def _needs(numbers: Numbers) -> Iterator[tuple[State, str]]:
    """Give each state that asks for care, with its reason."""
    if numbers.members < FEWEST:
        yield State.STUCK, say_n("only {n} person is left", "only {n} people are left", numbers.members)
    if numbers.had_mentor and not numbers.mentors:
        yield State.WITHOUT_MENTOR, say("its only mentor has left")
    if numbers.fell_through > 1:
        yield State.QUIET, say("the last two meetings did not take place")
    elif numbers.unheard_of > 1:
        yield State.QUIET, say("nobody has told us that the last two meetings happened")
    if numbers.silent * 2 > numbers.members:
        unheard = say(
            "nothing heard from {silent} of {members} people about two meetings in a row",
            silent=numbers.silent,
            members=numbers.members,
        )
        yield State.QUIET, unheard
    if numbers.answers >= FEWEST_ANSWERS and numbers.mean is not None and numbers.mean < UNEASY_BELOW:
        yield State.UNEASY, say("its people give it {mean} of 5", mean=tongue().decimal(numbers.mean))


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
        return say("the first meeting is still to come")
    if numbers.due > 1 and numbers.not_held and numbers.held + numbers.not_held == numbers.due:
        return say("{held} of {due} meetings took place", held=numbers.held, due=numbers.due)
    if numbers.due > 1:
        return say("we know of {held} of {due} meetings", held=numbers.held, due=numbers.due)
    if numbers.held:
        return say("the first meeting took place")
    if numbers.not_held:
        return say("the first meeting did not take place")
    return say("nobody has told us of the first meeting yet")
