"""What the people of the demo say in their mails, as facts the record can be compared with."""

from dataclasses import dataclass
from enum import StrEnum

MORE_HOURS = "Monday at five, too"
"""What those without a circle offer, as a fact's value."""


class FactType(StrEnum):
    RSVP = "rsvp"
    ATTENDANCE = "attendance"
    MET = "met"
    FOLLOW_UP = "follow_up"
    COMMAND = "command"


@dataclass(frozen=True, order=True)
class Key:
    """What a fact is about: a later one with the same key takes its place."""

    circle: int
    meeting: int
    """Its number; 0 for what is about no meeting, as the circle is 0 for what is about oneself."""
    type: FactType
    person: str
    """Whose answer, attendance, follow-up or command it is; of `met`, who said so."""
    about: str = ""
    """The words of a follow-up, the name of a command, or which time of a meeting that has moved."""


def personal(email: str, name: str) -> Key:
    """Name a fact about somebody, whatever circle they are in."""
    return Key(0, 0, FactType.COMMAND, email, name)


@dataclass(frozen=True)
class Fact:
    """Something said; None where nothing may be recorded."""

    key: Key
    value: str | None
    instead_of: str | None = None
    """What it takes the place of; where anything else stands, it says nothing."""


def follow_up(text: str, due: object, state: str) -> str:
    """Write a follow-up as a fact's value."""
    return f"{text} by {due}: {state}"


def pause(last_day: object) -> str:
    """Write a break as a fact's value."""
    return f"pause until {last_day}"


def time(moves: int) -> str:
    """Name the time of a meeting that has moved so often; the first is ""."""
    return f"after {moves} moves" if moves else ""
