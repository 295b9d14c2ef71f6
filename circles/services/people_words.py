"""What is said to somebody who wishes to join, leave or take a break, where that can't be."""

from datetime import date

from circles.domain.tongue import say, say_as, say_n
from circles.domain.wording import day
from circles.models import Season


def is_over(season: Season) -> str:
    """Say that nobody joins a season any more."""
    return say("{season} is over, so nobody can join it any more.", season=season.name)


def already_in() -> str:
    """Say that an invitation was taken up, and how one leaves."""
    return say(
        "You are in already. To leave, reply {leave} or use the button on your page.",
        leave=say_as("reply", "Leave"),
    )


def too_long_a_break(last: date) -> str:
    """Say how long a break can be, and how one stops for good."""
    return say(
        "A break ends within a year from today, not on {day}. To stop for good, reply {leave}.",
        day=day(last),
        leave=say_as("reply", "Leave"),
    )


def not_in(season: Season) -> str:
    """Say that there is nothing to take a break from."""
    return say("You are not in {season}, so there is no break to take or end.", season=season.name)


def has_left(season: Season) -> str:
    """Say to who answers after leaving that it changes nothing, and how one comes back."""
    return say(
        "You have left {program}, so nothing has changed. To come back, reply {resume}.",
        program=season.program.name,
        resume=say_as("reply", "Resume"),
    )


def no_undo_of_leaving() -> str:
    """Say to who has left and takes it back by Undo how one comes back."""
    return say("Leaving has no undo. To come back, reply {resume}.", resume=say_as("reply", "Resume"))


def nothing_to_undo(step: str) -> str:
    """Say to who did last what no Undo takes back that nothing is taken back, and what they can do."""
    match step:
        case "joined":
            return say(
                "There is nothing to take back now. To leave, reply {leave}.", leave=say_as("reply", "Leave")
            )
        case "declined":
            return say(
                "There is nothing to take back now. To join after all, reply {yes} to the mail that invited"
                " you.",
                yes=say_as("reply", "Yes"),
            )
        case "left":
            return no_undo_of_leaving()
        case _:
            return say("There is nothing to take back now.")


def is_gone(name: str) -> str:
    """Say that somebody of whom something is asked is in the circle no longer."""
    return say_n("{names} has left the circle.", "{names} have left the circle.", 1, names=name)
