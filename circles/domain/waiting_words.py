"""Why somebody waits for a circle, said to themselves: it was written down in English, for organizers."""

import re
from datetime import time

from circles.domain.grouping.explain import when
from circles.domain.grouping.problem import Slot
from circles.domain.tongue import listed, say, say_n, speaking

_FULL = re.compile(r"Circles? [\d, and]+ could meet when they are free, but (?:is|are) full\.")
_NO_MENTOR = re.compile(
    r"Circles? [\d, and]+ could meet when they are free, with no place for another mentor\."
)
_TOO_SHORT = re.compile(r"The hours given never hold a meeting of \d+ minutes .*")
_HOUR_TO_ADD = re.compile(r"If (?P<when>.+) were possible, there is a place in circle (?P<number>\d+)\.")
_WEEKLY = re.compile(r"\w+ at (?P<hour>\d\d):(?P<minute>\d\d) .*")


def to_themselves(reason: str, remedy: str, zone: str) -> str:
    """Give the reason in the second person, and what would help, in the language in effect.

    "" where it is not theirs to know: what is about others, and what only an organizer can mend. `zone` is
    the person's.
    """
    return " ".join(filter(None, (_why(reason), _what_helps(remedy, zone))))


def _why(reason: str) -> str:
    numbers = re.findall(r"\d+", reason)
    if _FULL.fullmatch(reason):
        return say_n(
            "Circle {circles} could meet when you are free, but is full.",
            "Circles {circles} could meet when you are free, but are full.",
            len(numbers),
            circles=listed(numbers),
        )
    if _NO_MENTOR.fullmatch(reason):
        return say_n(
            "Circle {circles} could meet when you are free, with no place for another mentor.",
            "Circles {circles} could meet when you are free, with no place for another mentor.",
            len(numbers),
            circles=listed(numbers),
        )
    if _TOO_SHORT.fullmatch(reason):
        return say(
            "The hours you gave never hold a meeting of {minutes} minutes that begins on the half-hour.",
            minutes=numbers[0],
        )
    return {
        "No circle can meet at an hour when they are free.": say(
            "No circle can meet at an hour when you are free."
        ),
        "No hours were given.": say("We know of no hours of yours yet; two or three a week are enough."),
        "Every circle is full.": say("Every circle is full."),
        "They asked for another circle or another time.": say(
            "You asked for another circle or another time."
        ),
    }.get(reason, "")


def _what_helps(remedy: str, zone: str) -> str:
    found = _HOUR_TO_ADD.fullmatch(remedy)
    if found is None:
        return ""
    return say(
        "If {when} were possible, there is a place in circle {number}.",
        when=_said_anew(found["when"], zone),
        number=found["number"],
    )


def _said_anew(weekly: str, zone: str) -> str:
    """Say a weekly hour in the language in effect; as it stands, where it was said of another zone."""
    found = _WEEKLY.fullmatch(weekly)
    start = time(int(found["hour"]), int(found["minute"])) if found else time()
    for weekday in range(7):
        slot = Slot(weekday, start)
        with speaking("en"):
            is_it = when(slot, zone) == weekly
        if is_it:
            return when(slot, zone)
    return weekly
