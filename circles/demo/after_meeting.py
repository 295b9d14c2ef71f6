"""What people answer after a meeting: who came, what they will do, and whether they did it."""

import random
from datetime import datetime, timedelta

from circles.demo.answer import Answer, Seed, Writer, about_meeting, called, command
from circles.demo.facts import Fact, FactType, Key, follow_up
from circles.demo.letters import Letter, Reader
from circles.domain.cadence import local
from circles.domain.words import MailKind

PROMISES = (
    "send the reading list",
    "share the slides",
    "write down three questions",
    "ask two colleagues how they decide",
    "try the exercise and tell us",
    "draft the letter",
)
LINES = ("good talks, a little short", "I learn a lot from the others", "it could be more often")
LAST_WORDS = (
    "I will ask a colleague from another office for lunch every month.",
    "I dared to apply, and somebody in this circle told me to.",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _to_recap_ask(seed: Seed, letter: Letter, now: datetime) -> Answer | None:
    chance = seed.of(letter)
    met = seed.met(letter.circle, letter.meeting)
    if letter.hosts and met:
        return _recap(seed, letter, chance, now) if chance.random() < 0.9 else None
    if chance.random() > (0.9 if letter.hosts else 0.3):
        return None
    said = Fact(about_meeting(letter, FactType.MET), "held" if met else "not_held")
    return Answer("Yes, we met" if met else "No, we didn't meet", (said,))


def _recap(seed: Seed, letter: Letter, chance: random.Random, now: datetime) -> Answer:
    came = seed.came(letter)
    missed = tuple(member for member in letter.members if member not in came)
    facts = [
        Fact(about_meeting(letter, FactType.ATTENDANCE, member), "came" if member in came else "missed")
        for member in letter.members
    ]
    if missed:
        lines = [f"Attended: {_names(letter, came)}", f"Missed: {_names(letter, missed)}"]
    else:
        lines = ["Everyone came"]
    if chance.random() < 0.7:
        owner, text = chance.choice(came), chance.choice(PROMISES)
        due, weekday = _due(chance, letter, now)
        lines.append(f"Next: {called(letter, owner)} - {text} - {weekday}")
        facts.append(
            Fact(about_meeting(letter, FactType.FOLLOW_UP, owner, text), follow_up(text, due, "open"))
        )
    return Answer("\n".join(lines), tuple(facts))


def _due(chance: random.Random, letter: Letter, now: datetime) -> tuple[object, str]:
    """Draw a weekday: a bare one is the next strictly after the day of writing."""
    day = local(now, letter.reader.zone).date() + timedelta(days=chance.randint(1, 7))
    return day, WEEKDAYS[day.weekday()]


def _names(letter: Letter, people: tuple[Reader, ...]) -> str:
    return ", ".join(called(letter, each) for each in people)


def _to_follow_up(seed: Seed, letter: Letter, now: datetime) -> Answer | None:
    today = local(now, letter.reader.zone).date()
    due = letter.due or today
    later = max(due, today) + timedelta(weeks=1)
    word, on, state = seed.of(letter).choices(
        (("Done", due, "done"), ("Later", later, "open"), ("Drop", due, "dropped"), ("", due, "open")),
        (50, 20, 10, 20),
    )[0]
    if not word:
        return None
    text = letter.follow_up
    said = Fact(about_meeting(letter, FactType.FOLLOW_UP, about=text), follow_up(text, on, state))
    name = word.lower()
    return Answer(word, (said, Fact(about_meeting(letter, FactType.COMMAND, about=f"{name} {text}"), name)))


def _to_survey(seed: Seed, letter: Letter, now: datetime) -> Answer | None:  # noqa: ARG001
    chance = seed.of(letter)
    if chance.random() > 0.6:
        return None
    score, line = chance.randint(1, 5), chance.choice(("", *LINES))
    text = f"{score} - {line}" if line else str(score)
    return Answer(text, (command(letter, "score", text),))


def _to_conflict(seed: Seed, letter: Letter, now: datetime) -> Answer | None:  # noqa: ARG001
    """Settle it: they know best."""
    came = letter.reader in seed.came(letter) and seed.of(letter).random() < 0.9
    said = Fact(about_meeting(letter, FactType.ATTENDANCE), "came" if came else "missed")
    return Answer("Yes, I was there" if came else "No", (said,))


def _to_season_report(seed: Seed, letter: Letter, now: datetime) -> Answer | None:  # noqa: ARG001
    chance = seed.of(letter)
    if chance.random() > 0.4:
        return None
    word = chance.choice(LAST_WORDS)
    key = Key(letter.circle, 0, FactType.COMMAND, letter.reader.email, "last word")
    return Answer(word, (Fact(key, word),))


WRITERS: dict[MailKind, Writer] = {
    MailKind.RECAP_ASK: _to_recap_ask,
    MailKind.FOLLOW_UP: _to_follow_up,
    MailKind.SURVEY: _to_survey,
    MailKind.CONFLICT: _to_conflict,
    MailKind.SEASON_REPORT: _to_season_report,
}
