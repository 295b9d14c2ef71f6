"""Send a batch of the outbox: claim, render, hand to the transport, record each answer."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import structlog
from sqlalchemy.orm import Session

from circles.db import unseal
from circles.domain.refusals import refuses_address
from circles.domain.words import MailKind
from circles.errors import CirclesError, NothingToSay
from circles.mail import about
from circles.mail.batch import Batch
from circles.mail.compose import compose, recipients
from circles.mail.transports import Sendable
from circles.models import Outgoing
from circles.runtime import Runtime
from circles.services import departures, outbox, privacy, reachability

log = structlog.get_logger()


def deliver(runtime: Runtime, ids: Sequence[int]) -> None:
    """Send those of the mails that are due and nobody else has taken."""
    holder = secrets.token_hex(8)
    now = runtime.now()
    with runtime.transaction() as db:
        claimed = outbox.claim(db, ids, holder, now)
        batch = Batch(db, claimed, about.load(db, claimed))
        reached = departures.hold_back(db, reachability.withhold(db, claimed), now)
        mails = _written(runtime, batch, reached, holder)
    journal = _OutboxJournal(runtime, holder, mails)
    try:
        runtime.transport.send(mails, journal)
    finally:
        journal.close()
    if any(row.kind is MailKind.ERASED for row in claimed):
        with runtime.transaction() as db:
            privacy.finish(db)


def _written(runtime: Runtime, batch: Batch, rows: Sequence[Outgoing], holder: str) -> list[Sendable]:
    """Give the mails that have something to say, in order; what is kept of them is written in the end.

    One that can't be written must not hold up the batch: then each is written by itself, and the fault
    recorded on that one alone.
    """
    try:
        with batch.db.begin_nested(), batch.db.no_autoflush:
            return [mail for row in rows if (mail := _mail(runtime, batch, row))]
    except Exception:
        log.warning("a batch can't be written at once, so each mail is by itself", exc_info=True)
        return [mail for row in rows if (mail := _written_alone(runtime, batch.db, row, holder))]


def _written_alone(runtime: Runtime, db: Session, row: Outgoing, holder: str) -> Sendable | None:
    try:
        with db.begin_nested():
            return _mail(runtime, Batch(db, [row]), row)
    except Exception as error:
        log.exception("mail can't be written", outgoing=row.id, kind=row.kind)
        reason = str(error) if isinstance(error, CirclesError) else f"{type(error).__name__} while writing it"
        outbox.mark_refused(db, row.id, holder, reason, runtime.now(), permanent=True)
        return None


def _mail(runtime: Runtime, batch: Batch, row: Outgoing) -> Sendable | None:
    """Give the mail's bytes: those of an earlier try, else freshly written ones."""
    db, now = batch.db, runtime.now()
    if row.raw is not None:
        envelope_from, envelope_to = recipients(db, row, runtime.site, now)
        return Sendable(row.id, envelope_from, envelope_to, unseal(db, row.raw))
    try:
        composed = compose(db, row, runtime.site, runtime.links, now, batch)
    except NothingToSay as empty:
        outbox.withhold(row, str(empty))
        return None
    outbox.keep_bytes(db, row, composed.raw, composed.shown)
    return Sendable(row.id, composed.envelope_from, composed.envelope_to, composed.raw)


def _stop_writing(runtime: Runtime, mail: Sendable, answer: str) -> None:
    """Note that a server knows no such address, once its answer is safe.

    It may change who hosts a meeting; whoever changes a meeting locks it before its mails. Where it fails,
    or the worker ends just before, the next mail to that address meets the same answer.
    """
    try:
        with runtime.transaction() as db:
            reachability.address_refused(db, mail.id, answer, runtime.now())
    except Exception:
        log.exception("a refused address can't be noted", outgoing=mail.id)


class _OutboxJournal:
    """Records in the outbox what the transport tells: one commit a mail.

    "Mail i was sent" and "mail i+1 leaves" are committed together, so a crash leaves at most one in doubt.
    """

    def __init__(self, runtime: Runtime, holder: str, mails: Sequence[Sendable]) -> None:
        self._runtime = runtime
        self._holder = holder
        self._waiting = {mail.id for mail in mails}
        self._refused_addresses: list[tuple[Sendable, str]] = []
        self._unwritten: list[Callable[[Session], object]] = []

    def leaving(self, mail: Sendable) -> bool:
        if self._refused_addresses:
            with self._writing():
                pass  # such an answer is acted on before the next mail is on its way
        with self._writing() as db:
            leaves = outbox.mark_inflight(db, mail.id, self._holder, self._runtime.now())
        self._waiting.discard(mail.id)
        return leaves

    def sent(self, mail: Sendable, answer: str) -> None:
        self._note(outbox.mark_sent, mail, answer)

    def refused(self, mail: Sendable, answer: str, *, permanent: bool, at_recipient: bool = False) -> None:
        self._note(partial(outbox.mark_refused, permanent=permanent), mail, answer)
        if permanent and at_recipient and refuses_address(answer):
            self._refused_addresses.append((mail, answer))

    def doubtful(self, mail: Sendable, answer: str) -> None:
        self._note(outbox.doubt, mail, answer)

    def close(self) -> None:
        """Write the last answers and give back what was not sent."""
        with self._writing() as db:
            if self._waiting:
                outbox.release(db, self._holder, self._runtime.now())

    def _note(self, record: object, mail: Sendable, answer: str) -> None:
        assert callable(record)
        self._unwritten.append(
            partial(record, outgoing_id=mail.id, holder=self._holder, answer=answer, now=self._runtime.now())
        )

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        """Write the answers; they are forgotten only once that is committed, for a server says it once."""
        with self._runtime.transaction() as db:
            for record in self._unwritten:
                record(db)
            db.flush()
            yield db
        self._unwritten.clear()
        while self._refused_addresses:
            _stop_writing(self._runtime, *self._refused_addresses.pop())
