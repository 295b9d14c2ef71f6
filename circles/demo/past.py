"""The weeks behind the demo, lived through in one transaction: mails leave, are read and are answered."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles import demo_clock
from circles.demo.letters import Letter, everybody, sent_since
from circles.demo.script import Script
from circles.domain.words import OutgoingState
from circles.errors import NothingToSay
from circles.mail.compose import compose
from circles.mail.reading import read_stored
from circles.models import Outgoing
from circles.runtime import Runtime
from circles.services import departures, due, inbox, outbox, reachability

KEPT = "250 kept in the demo mailbox"
NOON = 12
"""The hour, in UTC, at which everybody looks at their mail."""


class Past:
    """A post office and its customers, whose time goes as fast as it can be worked through."""

    def __init__(self, db: Session, runtime: Runtime, script: Script, now: datetime) -> None:
        self._db, self._runtime, self._script, self._now = db, runtime, script, now
        self._read = 0

    def live(self, until: datetime) -> None:
        """Let time pass; every noon the mail that has come is read and answered."""
        _held = everybody(self._db)
        while (noon := next_noon(self._now)) < until:
            self._go_on(noon)
            for letter in sent_since(self._db, self._read):
                self._read = letter.id
                self._answer(letter)
            self.deliver()
        self._go_on(until)

    def _go_on(self, until: datetime) -> None:
        """Post and send what is due, from one instant at which anything is to the next."""
        while True:
            due.post(self._db, self._now)
            self.deliver()
            if self._now == until:
                return
            self._now = min(demo_clock.next_instant(self._db, self._now, until) or until, until)

    def deliver(self) -> None:
        """Send what waits, in the order it was posted."""
        waiting = select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED, Outgoing.due_at <= self._now)
        reached = reachability.withhold(self._db, self._db.scalars(waiting.order_by(Outgoing.id)).all())
        for row in departures.hold_back(self._db, reached, self._now):
            try:
                composed = compose(self._db, row, self._runtime.site, self._runtime.links, self._now)
            except NothingToSay as empty:
                outbox.withhold(row, str(empty))
                continue
            outbox.keep_bytes(self._db, row, composed.raw, composed.shown)
            row.state, row.sent_at, row.attempts, row.error = OutgoingState.SENT, self._now, 1, KEPT

    def receive(self, raw: bytes, recipient: str) -> None:
        """Take in one mail and act on it; what that posts waits for the next delivery."""
        kept = self._runtime.site.keep(recipient, self._now.date())
        stored = inbox.store(self._db, raw, kept, self._now)
        if stored is not None:
            read_stored(self._db, stored, self._runtime.site, self._now)

    def _answer(self, letter: Letter) -> None:
        answer = self._script.answer(letter, self._now)
        if answer is not None:
            for _, raw in self._script.mails(answer, letter, self._now):
                self.receive(raw, letter.answer_address)


def next_noon(now: datetime) -> datetime:
    """Give the next noon in UTC, strictly after `now`."""
    noon = now.replace(hour=NOON, minute=0, second=0, microsecond=0)
    return noon if noon > now else noon + timedelta(days=1)


def put_off(now: datetime, after: timedelta) -> datetime:
    """Give from when an answer may be written that is put off at noon, however long that noon takes."""
    return now.replace(minute=0, second=0, microsecond=0) + after
