"""How people answer our mails: the same for the same seed, whatever else happens.

Every choice is drawn from the seed, the reader and the mail alone, so that it depends neither on the order in
which mails are read nor on how quickly the service works.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

from circles.demo import after_meeting, before_meeting, other_answers
from circles.demo.answer import Answer, Seed
from circles.demo.letters import Letter
from circles.domain.cadence import local
from circles.domain.words import MailKind
from circles.mail.demo_replies import ClientName, calendar_reply, reply

WRITERS = {**before_meeting.WRITERS, **after_meeting.WRITERS, **other_answers.WRITERS}
NEEDS_NO_SEAT = frozenset({MailKind.SEAT, MailKind.FOLLOW_UP, MailKind.RECEIPT})
"""Mails about a circle that are answered the same by who is not, or no longer, in it."""

MINUTES_BEFORE = timedelta(minutes=10)
"""How long before what counts somebody has written what doesn't."""


@dataclass(frozen=True)
class Script(Seed):
    """The answers of everybody; circles in `quiet` never answer."""

    quiet: frozenset[int] = frozenset()

    def answer(self, letter: Letter, now: datetime) -> Answer | None:
        """Tell what the reader answers when reading this mail now, if anything."""
        write = WRITERS.get(letter.kind)
        is_quiet = letter.circle in self.quiet or self._is_silent(letter)
        if write is None or is_quiet or _came_too_late(letter):
            return None
        return write(self, letter, now)

    def mails(self, answer: Answer, letter: Letter, now: datetime) -> list[tuple[Answer, bytes]]:
        """Give the mails of an answer as they arrive."""
        arriving = [(answer, self._write(answer, letter, now))]
        earlier = max(letter.sent_at, now - MINUTES_BEFORE)
        if answer.overtakes is not None and earlier < now:
            arriving.append((answer.overtakes, self._write(answer.overtakes, letter, earlier)))
        return arriving * (2 if answer.twice else 1)

    def _write(self, answer: Answer, letter: Letter, now: datetime) -> bytes:
        """Write an answer as the reader's mail program does."""
        reader = letter.reader
        here = local(now, reader.zone)
        sender = f"{reader.name} <{reader.email}>"
        if answer.button is not None:
            return calendar_reply(letter.mail, sender, answer.button, here)
        habits = self.chance("habits", reader.email)
        client = habits.choice(get_args(ClientName))
        below = client in {"gmail", "thunderbird"} and habits.random() < 0.3
        return reply(letter.mail, sender, answer.text, client, here, auto=answer.machine, bottom=below)

    def _is_silent(self, letter: Letter) -> bool:
        """Tell whether the reader is lost, or one of the few who answer nothing, unless they host."""
        if letter.reader.email in self.lost:
            return True
        may_be = bool(letter.starts_at) and not letter.hosts
        return may_be and self.chance("silent", letter.reader.email).random() < 0.1


def _came_too_late(letter: Letter) -> bool:
    """Tell whether the reader has left the circle since they were asked about it."""
    there = [each.email for each in letter.members]
    return letter.kind not in NEEDS_NO_SEAT and bool(there) and letter.reader.email not in there
