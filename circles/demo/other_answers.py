"""What people answer to mails about themselves."""

from datetime import datetime, timedelta

from circles.demo.answer import Answer, Seed, Writer, about_meeting, about_oneself
from circles.demo.facts import MORE_HOURS, Fact, FactType, pause
from circles.demo.letters import Letter
from circles.domain.cadence import local
from circles.domain.words import MailKind

PUTS_OFF = timedelta(days=5)


def _to_confirm(seed: Seed, letter: Letter, now: datetime) -> Answer:  # noqa: ARG001
    """Join, but take some time over it."""
    words = seed.of(letter).choice(("Yes", "Yes, please", "yes!"))
    return Answer(words, (about_oneself(letter, "join", "join"),), after=PUTS_OFF)


def _to_receipt(seed: Seed, letter: Letter, now: datetime) -> Answer | None:  # noqa: ARG001
    chance = seed.of(letter)
    if not letter.meeting or chance.random() > 0.05:
        return None
    return Answer(
        "Undo", (Fact(about_meeting(letter, FactType.COMMAND, about="undo"), "undo"),), undoes=letter.answers
    )


def _to_paused(seed: Seed, letter: Letter, now: datetime) -> Answer | None:  # noqa: ARG001
    if seed.of(letter).random() > 0.3:
        return None
    return Answer("Resume", (about_oneself(letter, "pause", "resume"),))


def _to_ask(seed: Seed, letter: Letter, now: datetime) -> Answer:  # noqa: ARG001
    """Say yes: it was them."""
    return Answer("Yes")


def _to_waitlisted(seed: Seed, letter: Letter, now: datetime) -> Answer | None:  # noqa: ARG001
    if seed.of(letter).random() > 0.5:
        return None
    return Answer("Mon 17:00 works", (about_oneself(letter, "hours", MORE_HOURS),))


def _to_seat(seed: Seed, letter: Letter, now: datetime) -> Answer | None:  # noqa: ARG001
    kind = seed.of(letter).random()
    if kind > 0.9:
        return None
    name = f"seat in {letter.circle}"
    if kind < 0.8:
        return Answer("Yes", (about_oneself(letter, name, "taken"),))
    return Answer("No", (about_oneself(letter, name, "declined"),))


def _to_check_in(seed: Seed, letter: Letter, now: datetime) -> Answer | None:
    """Say how one is, in one word, or go on saying nothing."""
    kind = seed.of(letter).random()
    if kind < 0.3:
        last_day = local(now, letter.reader.zone).date() + timedelta(weeks=2)
        return Answer("Busy", (about_oneself(letter, "pause", pause(last_day)),))
    if kind < 0.4:
        return Answer("Move", (about_oneself(letter, f"out of {letter.circle}", "another circle"),))
    if kind < 0.5:
        return Answer("Leave", (about_oneself(letter, "leave", "leave"),))
    return None


WRITERS: dict[MailKind, Writer] = {
    MailKind.CONFIRM: _to_confirm,
    MailKind.WAITLISTED: _to_waitlisted,
    MailKind.SEAT: _to_seat,
    MailKind.CHECK_IN: _to_check_in,
    MailKind.RECEIPT: _to_receipt,
    MailKind.PAUSED: _to_paused,
    MailKind.ASK: _to_ask,
}
