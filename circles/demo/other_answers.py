"""What people answer to mails about themselves."""

from datetime import datetime, timedelta

from circles.demo.answer import Answer, Seed, Writer, about_meeting, about_oneself
from circles.demo.facts import Fact, FactType
from circles.demo.letters import Letter
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


WRITERS: dict[MailKind, Writer] = {
    MailKind.CONFIRM: _to_confirm,
    MailKind.RECEIPT: _to_receipt,
    MailKind.PAUSED: _to_paused,
    MailKind.ASK: _to_ask,
}
