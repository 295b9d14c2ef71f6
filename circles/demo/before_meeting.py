"""What people answer before a meeting: whether they come, and what else crosses their mind."""

import random
from datetime import datetime, timedelta

from circles.demo.answer import Answer, Seed, Writer, about_oneself, away, called, coming, command
from circles.demo.facts import Fact, FactType, Key, pause, time
from circles.demo.letters import Letter, Reader
from circles.domain.cadence import days_before, local
from circles.domain.timeline import TOPIC_DAYS
from circles.domain.words import MailKind, Rsvp

WORDS = {
    Rsvp.YES: ("Yes", "Yes, I'll be there.", "I'll be there!", "Yes, looking forward to it", "Count me in."),
    Rsvp.NO: ("No", "No, sorry.", "Sorry, I can't make it.", "I won't be able to come."),
    Rsvp.MAYBE: ("Maybe", "Not sure yet."),
}
BREAK_WEEKS = 2
GOODBYES = ("Leave", "Leave\n\nI am moving to another country. Thank you all!")
NOTES = (
    "I found a good article on listening, and bring it along.",
    "the café downstairs has a quiet room, we could sit there.",
    "thank you for last time, it helped me a lot.",
)
THOUGHTS = (
    "I would like to talk about how we say no to a good project.",
    "My last month was full of small decisions nobody told me about, that would be worth a round.",
    "It took me years to learn that asking early is cheaper than asking late.",
)
QUESTIONS = (
    "What did you say yes to of late, and would you today?",
    "Who gave you a chance, and what did they see in you?",
    "What would you do with one free hour a week?",
    "Which advice did you not take, and how did that go?",
)
ENOUGH = 4
"""So many in a circle leave somebody to host whoever passes."""


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
        return Answer(chance.choice(GOODBYES), (about_oneself(letter, "leave", "leave"),))
    if kind < 0.04:
        last_day = local(now, letter.reader.zone).date() + timedelta(weeks=BREAK_WEEKS)
        return Answer(f"Pause {BREAK_WEEKS} weeks", (about_oneself(letter, "pause", pause(last_day)),))
    if kind < 0.07:
        return away(letter)
    return _coming(letter, chance, now) if kind < 0.35 else _to_share(letter, kind, chance, now)


def _to_share(letter: Letter, kind: float, chance: random.Random, now: datetime) -> Answer | None:
    """Write to the circle, or bring a thought along."""
    if letter.is_stale or kind > 0.43:
        return None
    if kind < 0.38:
        note = chance.choice(NOTES)
        key = Key(letter.circle, 0, FactType.COMMAND, letter.reader.email, f"note of {now:%d %b}")
        return Answer(f"Circle: {note}", (Fact(key, note),))
    thought = chance.choice(THOUGHTS)
    return Answer(f"Thought: {thought}", (command(letter, "thought", thought),))


def _to_topic_draft(seed: Seed, letter: Letter, now: datetime) -> Answer | None:
    """Leave it as it is, put other questions, or ask somebody else to host."""
    chance = seed.of(letter)
    kind = chance.random()
    if not letter.hosts or letter.is_stale or _goes_soon(letter, now) or kind > 0.6:
        return None
    if kind < 0.1:  # of few, all others may have passed already, and the meeting would stay
        return Answer("Pass", (command(letter, "pass"),)) if len(letter.members) >= ENOUGH else None
    if kind < 0.2:
        there = [each for each in letter.members if each != letter.reader and not _is_away(each, now)]
        if not there:
            return None
        return Answer(f"Swap {called(letter, chance.choice(there))}", (command(letter, "swap"),))
    if kind < 0.27:
        return Answer("Move", (command(letter, f"move {time(letter.moves)}".strip(), "move"),))
    questions = chance.sample(QUESTIONS, 2)
    key = Key(letter.circle, letter.meeting, FactType.COMMAND, "circle", "questions")
    return Answer(
        "\n".join(f"{n}. {each}" for n, each in enumerate(questions, 1)), (Fact(key, " ".join(questions)),)
    )


def _goes_soon(letter: Letter, now: datetime) -> bool:
    """Tell whether somebody has the topic within a day: what is answered then may come too late."""
    at = letter.starts_at
    return at is None or any(
        days_before(at, TOPIC_DAYS, each.zone) <= now + timedelta(days=1) for each in letter.members
    )


def _is_away(member: Reader, now: datetime) -> bool:
    """Tell whether a member is on a break: until it is over nobody asks them, also not for a day after it."""
    return member.away_until is not None and member.away_until > now


def _to_swap_ask(seed: Seed, letter: Letter, now: datetime) -> Answer | None:  # noqa: ARG001
    chance = seed.of(letter)
    kind = chance.random()
    if letter.is_stale or kind > 0.9:
        return None
    if kind < 0.6:
        facts = command(letter, "hosts"), coming(letter, Rsvp.YES, instead_of=Rsvp.NO)
        return Answer(chance.choice(("Yes", "Yes, happy to", "yes!")), facts)
    return Answer(chance.choice(("No", "No, sorry")), (command(letter, "declines"),))


def _to_move_poll(seed: Seed, letter: Letter, now: datetime) -> Answer | None:
    chance = seed.of(letter)
    is_counted = letter.is_stale or letter.closes_at is None or letter.closes_at <= now
    if is_counted or chance.random() > 0.8:
        return None
    suits = [n for n in range(1, letter.slots + 1) if chance.random() < 0.5]
    text = chance.choice((" ", ", ", " and ")).join(map(str, suits)) or "None"
    return Answer(text, (command(letter, f"poll {time(letter.moves)}".strip(), f"suits {suits}"),))


def _to_reminder(seed: Seed, letter: Letter, now: datetime) -> Answer | None:
    chance = seed.of(letter)
    return _coming(letter, chance, now) if chance.random() < 0.6 else None


def _coming(letter: Letter, chance: random.Random, now: datetime, *, button: bool = False) -> Answer | None:
    if letter.starts_at is None or letter.starts_at <= now or letter.is_stale:
        return None
    value = chance.choices((Rsvp.YES, Rsvp.NO, Rsvp.MAYBE), (70, 20, 10))[0]
    said = (coming(letter, value),)
    twice = chance.random() < 0.05
    if button:
        return Answer(facts=said, button=value, twice=twice)
    before = chance.choice(tuple(Rsvp)) if chance.random() < 0.1 else None
    overtakes = Answer(chance.choice(WORDS[before]), (coming(letter, before),)) if before else None
    return Answer(chance.choice(WORDS[value]), said, twice=twice, overtakes=overtakes)


def _place(letter: Letter) -> Answer:
    """Say where the circle meets; a second host may say it again, which changes nothing."""
    link = f"https://meet.example/circle-{letter.circle}"
    key = Key(letter.circle, 0, FactType.COMMAND, "circle", "place")
    return Answer(f"Place: {link}", (Fact(key, f"place {link}"),))


WRITERS: dict[MailKind, Writer] = {
    MailKind.INVITE: _to_invite,
    MailKind.UPDATE: _to_invite,
    MailKind.TOPIC_DRAFT: _to_topic_draft,
    MailKind.SWAP_ASK: _to_swap_ask,
    MailKind.MOVE_POLL: _to_move_poll,
    MailKind.TOPIC: _to_topic,
    MailKind.REMINDER: _to_reminder,
}
