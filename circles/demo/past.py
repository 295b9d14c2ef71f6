"""The weeks behind the demo, lived through in one transaction: mails leave, are read and are answered."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.demo.letters import Letter, everybody, sent_since
from circles.demo.script import Script
from circles.domain.words import OutgoingState
from circles.mail.compose import compose
from circles.mail.demo_replies import answer_address
from circles.mail.links import Links
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.mail.site import Site
from circles.models import Outgoing
from circles.services import departures, inbox, outbox, reachability, timeline

KEPT = "250 kept in the demo mailbox"
NOON = 12
"""The hour, in UTC, at which everybody looks at their mail."""


class Past:
    """A post office and its customers, whose time goes as fast as it can be worked through."""

    def __init__(self, db: Session, site: Site, links: Links, script: Script) -> None:
        self._db, self._site, self._links, self._script = db, site, links, script
        self._read = 0

    def live(self, since: datetime, until: datetime) -> None:
        """Go from one thing due to the next; every noon the mail that has come is read and answered."""
        held = everybody(self._db)
        now = since
        while now < until:
            self._post(now)
            due = timeline.next_instant(self._db, now) or until
            while (noon := next_noon(now)) < min(due, until):
                if self._read_and_answer(noon):
                    due = timeline.next_instant(self._db, noon) or until
                now = noon
            now = min(due, until)
        self._post(now)
        del held

    def _post(self, now: datetime) -> None:
        timeline.post_due(self._db, now)
        self.deliver(now)

    def deliver(self, now: datetime) -> None:
        """Send what waits, in the order it was posted."""
        waiting = select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED, Outgoing.due_at <= now)
        reached = reachability.withhold(self._db, self._db.scalars(waiting.order_by(Outgoing.id)).all())
        for row in departures.hold_back(self._db, reached, now):
            composed = compose(self._db, row, self._site, self._links, now)
            outbox.keep_bytes(self._db, row, composed.raw, composed.shown)
            row.state, row.sent_at, row.attempts, row.error = OutgoingState.SENT, now, 1, KEPT

    def receive(self, raw: bytes, recipient: str, now: datetime) -> None:
        """Take in one mail and act on it; what that posts waits for the next delivery."""
        stored = inbox.store(self._db, raw, recipient, now)
        if stored is not None:
            read_stored(self._db, stored, self._site, now)

    def _read_and_answer(self, now: datetime) -> bool:
        """Let everybody read what has come; tells whether there was anything."""
        letters = list(sent_since(self._db, self._read))
        for letter in letters:
            self._read = letter.id
            self._answer(letter, now)
        self.deliver(now)
        return bool(letters)

    def _answer(self, letter: Letter, now: datetime) -> None:
        answer = self._script.answer(letter, now)
        if answer is not None:
            raw = self._script.write(answer, letter, now)
            self.receive(raw, answer_address(parse(letter.raw)), now)


def next_noon(now: datetime) -> datetime:
    """Give the next noon in UTC, strictly after `now`."""
    noon = now.replace(hour=NOON, minute=0, second=0, microsecond=0)
    return noon if noon > now else noon + timedelta(days=1)
