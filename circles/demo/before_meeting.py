"""What people answer before a meeting: whether they come, and what else crosses their mind."""

import random
from datetime import datetime, timedelta

from circles.demo.answer import Answer, Seed, Writer, about_meeting, about_oneself, away
from circles.demo.facts import Fact, FactType, Key, pause
from circles.demo.letters import Letter
from circles.domain.cadence import local
from circles.domain.words import MailKind, Rsvp

WORDS = {
    Rsvp.YES: ("Yes", "Yes, I'll be there.", "I'll be there!", "Yes, looking forward to it", "Count me in."),
    Rsvp.NO: ("No", "No, sorry.", "Sorry, I can't make it.", "I won't be able to come."),
    Rsvp.MAYBE: ("Maybe", "Not sure yet."),
}
BREAK_WEEKS = 2


def _to_invite(seed: Seed, letter: Letter, now: datetime) -> Answer | None:
    chance = seed.of(letter)
    kind = chance.random()
    if kind < 0.05:
        return away(letter)
    if kind > 0.6:
        return None
    return _coming(letter, chance, now, button=kind < 0.3)


def _to_topic(seed: Seed, letter: Letter, now: datetime) -> Answer | None:
    chance = seed.of(letter)
    kind = chance.random()
    if letter.hosts and letter.meeting == 2 and letter.circle % 3 == 1:
        return _place(letter)
    if kind < 0.02 and letter.meeting > 2:
        return Answer("Leave", (about_oneself(letter, "leave", "leave"),))
    if kind < 0.04:
        last_day = local(now, letter.reader.zone).date() + timedelta(weeks=BREAK_WEEKS)
        return Answer(f"Pause {BREAK_WEEKS} weeks", (about_oneself(letter, "pause", pause(last_day)),))
    if kind < 0.07:
        return away(letter)
    return _coming(letter, chance, now) if kind < 0.35 else None


def _to_reminder(seed: Seed, letter: Letter, now: datetime) -> Answer | None:
    chance = seed.of(letter)
    return _coming(letter, chance, now) if chance.random() < 0.6 else None


def _coming(letter: Letter, chance: random.Random, now: datetime, *, button: bool = False) -> Answer | None:
    if letter.starts_at is None or letter.starts_at <= now:
        return None
    value = chance.choices((Rsvp.YES, Rsvp.NO, Rsvp.MAYBE), (70, 20, 10))[0]
    said = (Fact(about_meeting(letter, FactType.RSVP), value),)
    twice = chance.random() < 0.05
    if button:
        return Answer(facts=said, button=value, twice=twice)
    return Answer(chance.choice(WORDS[value]), said, twice=twice)


def _place(letter: Letter) -> Answer:
    link = f"https://meet.example/circle-{letter.circle}"
    key = Key(letter.circle, 0, FactType.COMMAND, letter.reader.email, "place")
    return Answer(f"Place: {link}", (Fact(key, f"place {link}"),))


WRITERS: dict[MailKind, Writer] = {
    MailKind.INVITE: _to_invite,
    MailKind.TOPIC: _to_topic,
    MailKind.REMINDER: _to_reminder,
}
