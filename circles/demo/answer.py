"""What somebody may answer, and the chance that decides which it is."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from circles.demo.facts import Fact, FactType, Key, personal, time
from circles.demo.letters import Letter, Reader
from circles.domain.replies.languages import fold
from circles.domain.words import Rsvp

AWAY = "I am out of the office and will not be able to attend meetings. I answer when I am back."


@dataclass(frozen=True)
class Answer:
    """What somebody sends back, and what the record must then say."""

    text: str = ""
    facts: tuple[Fact, ...] = ()
    button: Rsvp | None = None
    """Pressed in the calendar instead of writing."""
    machine: bool = False
    """An answering machine wrote it: nothing may come of it."""
    undoes: str = ""
    """The Message-ID of the mail it takes back."""
    twice: bool = False
    """The same bytes come twice, as some servers deliver them."""
    overtakes: Self | None = None
    """What they had written some minutes before, and what arrives after this: this counts."""
    after: timedelta = timedelta()
    """For how long they put the answer off."""


@dataclass(frozen=True)
class Seed:
    """What all that people do is drawn from."""

    seed: int
    lost: frozenset[str] = frozenset()
    """Addresses of those who come to nothing and never say a word."""

    def chance(self, *about: object) -> random.Random:
        """Give the chance that decides about one thing."""
        return random.Random(f"{self.seed}/{about}")  # noqa: S311 - a play, no secret

    def met(self, circle: int, meeting: int) -> bool:
        """Tell whether a meeting took place."""
        return self.chance("met", circle, meeting).random() < 0.93

    def came(self, letter: Letter) -> tuple[Reader, ...]:
        """Tell who came to a meeting that took place; whoever reports on it was there."""
        return tuple(
            member
            for member in letter.members
            if member == letter.reader
            or (
                member.email not in self.lost
                and self.chance("came", letter.circle, letter.meeting, member.email).random() < 0.85
            )
        )

    def of(self, letter: Letter) -> random.Random:
        """Give the chance that decides how one mail is answered."""
        about = (letter.circle, letter.meeting, letter.follow_up, *([letter.moves] if letter.moves else []))
        return self.chance(letter.kind, letter.reader.email, *about)


Writer = Callable[[Seed, Letter, datetime], Answer | None]


def away(letter: Letter) -> Answer:
    """Let an answering machine write that its owner is away."""
    return Answer(
        AWAY, (Fact(about_meeting(letter, FactType.RSVP, about=time(letter.moves)), None),), machine=True
    )


def coming(letter: Letter, value: Rsvp, instead_of: Rsvp | None = None) -> Fact:
    """State whether the reader comes to the meeting at the time at which it is now."""
    return Fact(about_meeting(letter, FactType.RSVP, about=time(letter.moves)), value, instead_of)


def command(letter: Letter, name: str, value: str = "") -> Fact:
    """State that the reader asked for something about the meeting of a mail."""
    return Fact(about_meeting(letter, FactType.COMMAND, about=name), value or name)


def about_meeting(letter: Letter, type_: FactType, person: Reader | None = None, about: str = "") -> Key:
    """Name a fact about the meeting of a mail."""
    return Key(letter.circle, letter.meeting, type_, (person or letter.reader).email, about)


def about_oneself(letter: Letter, name: str, value: str) -> Fact:
    """State a fact about the reader of a mail, whatever circle they are in."""
    return Fact(personal(letter.reader.email, name), value)


def called(letter: Letter, person: Reader) -> str:
    """Call somebody by their first name where that is enough: an accent alone tells no two apart."""
    first = person.name.partition(" ")[0]
    alike = [each for each in letter.members if fold(each.name.partition(" ")[0]) == fold(first)]
    return first if len(alike) == 1 else person.name
