"""How people answer our mails: the same for the same seed, whatever else happens.

Every choice is drawn from the seed, the reader and the mail alone, so that it depends neither on the order in
which mails are read nor on how quickly the service works.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

from circles.demo.facts import Fact, FactType, Key, follow_up, pause
from circles.demo.letters import Letter, Reader
from circles.domain.cadence import local
from circles.domain.words import MailKind, Rsvp
from circles.mail.demo_replies import ClientName, calendar_reply, reply

WORDS = {
    Rsvp.YES: ("Yes", "Yes, I'll be there.", "I'll be there!", "Yes, looking forward to it", "Count me in."),
    Rsvp.NO: ("No", "No, sorry.", "Sorry, I can't make it.", "I won't be able to come."),
    Rsvp.MAYBE: ("Maybe", "Not sure yet."),
}
PROMISES = (
    "send the reading list",
    "share the slides",
    "write down three questions",
    "ask two colleagues how they decide",
    "try the exercise and tell us",
    "draft the letter",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AWAY = "I am out of the office and will not be able to attend meetings. I answer when I am back."
BREAK_WEEKS = 2


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


@dataclass(frozen=True)
class Script:
    """The answers of everybody, drawn from a seed; circles in `quiet` never answer."""

    seed: int
    quiet: frozenset[int] = frozenset()

    def answer(self, letter: Letter, now: datetime) -> Answer | None:
        """Tell what the reader answers when reading this mail now, if anything."""
        write = _WRITERS.get(letter.kind)
        if write is None or letter.circle in self.quiet or (letter.starts_at and self._is_silent(letter)):
            return None
        return write(self, letter, now)

    def write(self, answer: Answer, letter: Letter, now: datetime) -> bytes:
        """Give the answer as the reader's mail program writes it."""
        reader = letter.reader
        here = local(now, reader.zone)
        sender = f"{reader.name} <{reader.email}>"
        if answer.button is not None:
            return calendar_reply(letter.raw, sender, answer.button, here)
        habits = self.chance("habits", reader.email)
        client = habits.choice(get_args(ClientName))
        below = client in {"gmail", "thunderbird"} and habits.random() < 0.3
        return reply(letter.raw, sender, answer.text, client, here, auto=answer.machine, bottom=below)

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
            or self.chance("came", letter.circle, letter.meeting, member.email).random() < 0.85
        )

    def of(self, letter: Letter) -> random.Random:
        """Give the chance that decides how one mail is answered."""
        return self.chance(letter.kind, letter.reader.email, letter.circle, letter.meeting, letter.follow_up)

    def _is_silent(self, letter: Letter) -> bool:
        """Tell whether the reader is one of the few who answer nothing, unless they host."""
        return not letter.hosts and self.chance("silent", letter.reader.email).random() < 0.1


# --- Before a meeting ---


def _to_invite(script: Script, letter: Letter, now: datetime) -> Answer | None:
    chance = script.of(letter)
    kind = chance.random()
    if kind < 0.05:
        return _away(letter)
    if kind > 0.6:
        return None
    return _coming(letter, chance, now, button=kind < 0.3)


def _to_topic(script: Script, letter: Letter, now: datetime) -> Answer | None:
    chance = script.of(letter)
    kind = chance.random()
    if letter.hosts and letter.meeting == 2 and letter.circle % 3 == 1:
        return _place(letter)
    if kind < 0.02 and letter.meeting > 2:
        return Answer("Leave", (_about_oneself(letter, "leave", "leave"),))
    if kind < 0.04:
        last_day = local(now, letter.reader.zone).date() + timedelta(weeks=BREAK_WEEKS)
        return Answer(f"Pause {BREAK_WEEKS} weeks", (_about_oneself(letter, "pause", pause(last_day)),))
    if kind < 0.07:
        return _away(letter)
    return _coming(letter, chance, now) if kind < 0.35 else None


def _to_reminder(script: Script, letter: Letter, now: datetime) -> Answer | None:
    chance = script.of(letter)
    return _coming(letter, chance, now) if chance.random() < 0.6 else None


def _coming(letter: Letter, chance: random.Random, now: datetime, *, button: bool = False) -> Answer | None:
    if letter.starts_at is None or letter.starts_at <= now:
        return None
    value = chance.choices((Rsvp.YES, Rsvp.NO, Rsvp.MAYBE), (70, 20, 10))[0]
    said = (Fact(_key(letter, FactType.RSVP), value),)
    twice = chance.random() < 0.05
    if button:
        return Answer(facts=said, button=value, twice=twice)
    return Answer(chance.choice(WORDS[value]), said, twice=twice)


def _away(letter: Letter) -> Answer:
    return Answer(AWAY, (Fact(_key(letter, FactType.RSVP), None),), machine=True)


def _place(letter: Letter) -> Answer:
    link = f"https://meet.example/circle-{letter.circle}"
    key = Key(letter.circle, 0, FactType.COMMAND, letter.reader.email, "place")
    return Answer(f"Place: {link}", (Fact(key, f"place {link}"),))


# --- After a meeting ---


def _to_recap_ask(script: Script, letter: Letter, now: datetime) -> Answer | None:
    chance = script.of(letter)
    met = script.met(letter.circle, letter.meeting)
    if letter.hosts and met:
        return _recap(script, letter, chance, now) if chance.random() < 0.9 else None
    if chance.random() > (0.9 if letter.hosts else 0.3):
        return None
    said = Fact(_key(letter, FactType.MET), "held" if met else "not_held")
    return Answer("Yes, we met" if met else "No, we didn't meet", (said,))


def _recap(script: Script, letter: Letter, chance: random.Random, now: datetime) -> Answer:
    came = script.came(letter)
    missed = tuple(member for member in letter.members if member not in came)
    facts = [
        Fact(_key(letter, FactType.ATTENDANCE, member), "came" if member in came else "missed")
        for member in letter.members
    ]
    if missed:
        lines = [f"Attended: {_names(letter, came)}", f"Missed: {_names(letter, missed)}"]
    else:
        lines = ["Everyone came"]
    if chance.random() < 0.7:
        owner, text = chance.choice(came), chance.choice(PROMISES)
        due, weekday = _due(chance, letter, now)
        lines.append(f"Next: {_called(letter, owner)} - {text} - {weekday}")
        facts.append(Fact(_key(letter, FactType.FOLLOW_UP, owner, text), follow_up(text, due, "open")))
    return Answer("\n".join(lines), tuple(facts))


def _due(chance: random.Random, letter: Letter, now: datetime) -> tuple[object, str]:
    """Draw a weekday: a bare one is the next strictly after the day of writing."""
    day = local(now, letter.reader.zone).date() + timedelta(days=chance.randint(1, 7))
    return day, WEEKDAYS[day.weekday()]


def _names(letter: Letter, people: tuple[Reader, ...]) -> str:
    return ", ".join(_called(letter, each) for each in people)


def _called(letter: Letter, person: Reader) -> str:
    """Call somebody by their first name where that is enough."""
    first = person.name.partition(" ")[0]
    alone = sum(each.name.partition(" ")[0] == first for each in letter.members) == 1
    return first if alone else person.name


# --- Any other mail ---


def _to_follow_up(script: Script, letter: Letter, now: datetime) -> Answer | None:
    today = local(now, letter.reader.zone).date()
    due = letter.due or today
    later = max(due, today) + timedelta(weeks=1)
    word, on, state = script.of(letter).choices(
        (("Done", due, "done"), ("Later", later, "open"), ("Drop", due, "dropped"), ("", due, "open")),
        (50, 20, 10, 20),
    )[0]
    if not word:
        return None
    text = letter.follow_up
    said = Fact(_key(letter, FactType.FOLLOW_UP, about=text), follow_up(text, on, state))
    name = word.lower()
    return Answer(word, (said, Fact(_key(letter, FactType.COMMAND, about=f"{name} {text}"), name)))


def _to_receipt(script: Script, letter: Letter, now: datetime) -> Answer | None:  # noqa: ARG001
    chance = script.of(letter)
    if not letter.meeting or chance.random() > 0.05:
        return None
    return Answer(
        "Undo", (Fact(_key(letter, FactType.COMMAND, about="undo"), "undo"),), undoes=letter.answers
    )


def _to_paused(script: Script, letter: Letter, now: datetime) -> Answer | None:  # noqa: ARG001
    if script.of(letter).random() > 0.3:
        return None
    return Answer("Resume", (_about_oneself(letter, "pause", "resume"),))


def _to_ask(script: Script, letter: Letter, now: datetime) -> Answer:  # noqa: ARG001
    """Say yes: it was them."""
    return Answer("Yes")


_WRITERS: dict[MailKind, Callable[[Script, Letter, datetime], Answer | None]] = {
    MailKind.INVITE: _to_invite,
    MailKind.TOPIC: _to_topic,
    MailKind.REMINDER: _to_reminder,
    MailKind.RECAP_ASK: _to_recap_ask,
    MailKind.FOLLOW_UP: _to_follow_up,
    MailKind.RECEIPT: _to_receipt,
    MailKind.PAUSED: _to_paused,
    MailKind.ASK: _to_ask,
}


def _key(letter: Letter, type_: FactType, person: Reader | None = None, about: str = "") -> Key:
    return Key(letter.circle, letter.meeting, type_, (person or letter.reader).email, about)


def _about_oneself(letter: Letter, name: str, value: str) -> Fact:
    return Fact(Key(0, 0, FactType.COMMAND, letter.reader.email, name), value)
