"""Mail out: a durable outbox against smtplib that is handed finished bytes."""

import smtplib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sqlalchemy import select, update
from sqlalchemy.orm import undefer

from benchmarks.measure import Taken, counted_queries, in_turns
from benchmarks.report import Cell, Claim, Report
from benchmarks.sink import opened_sink
from benchmarks.stage import NEAR, PUBLISHED, Service, opened_service, publish
from circles.db import unseal
from circles.domain.words import MailKind, OutgoingState
from circles.models import Outgoing
from circles.services import leases, outbox, timeline
from worker import delivery

FRIDAY = NEAR - timedelta(days=2, hours=2)
"""At an hour when topics leave, those of the meetings from Monday to Thursday."""
KINDS = (MailKind.INVITE, MailKind.TOPIC)
Mail = tuple[str, bytes]
"""Recipient and finished bytes."""

OURS, BARE, DISK = "outbox to 250", "bare smtplib, finished bytes", "one commit a mail, nothing else"


@dataclass(frozen=True)
class Sizes:
    """How many people are invited and sent a topic, and how often."""

    people: int
    rounds: int = 5


SHORT, FULL = Sizes(50), Sizes(2_000)


def run(sizes: Sizes) -> Report:
    """Send the same mails both ways in turns."""
    with ExitStack() as stack:
        port = stack.enter_context(opened_sink())
        service = stack.enter_context(opened_service(f"smtp://127.0.0.1:{port}"))
        batches = _post(service, sizes.people)
        _queue_again(service)
        _deliver(service, batches)
        mails = _bytes(service)
        _queue_again(service)
        with counted_queries(service.runtime.database.engine) as queries:
            _deliver(service, batches)
        assert len(mails) == sum(map(len, batches)), "not every mail was sent"
        taken = in_turns(
            sizes.rounds,
            {
                OURS: lambda: _deliver(service, batches),
                BARE: lambda: _send_bare(port, mails),
                DISK: lambda: _commit(service, len(mails)),
            },
            before=lambda: _queue_again(service),
        )
    return _report(sizes, taken, mails, len(queries) / len(mails))


def _report(sizes: Sizes, taken: Mapping[str, Taken], mails: Sequence[Mail], queries: float) -> Report:
    rows: list[dict[str, Cell]] = [
        {
            "what": what,
            "mails/s": len(mails) / each.wall,
            "mails/CPU second": len(mails) / each.cpu,
            "octets (median)": int(median(len(raw) for _, raw in mails)),
        }
        for what, each in taken.items()
    ]
    return Report(
        name="send",
        measures="Invites (text, HTML, calendar) and topics: claimed, written, kept, sent and durably marked"
        " one by one; against smtplib with the same bytes over one connection to the same server.",
        sizes=sizes,
        rows=rows,
        claims=(
            Claim("speed of bare smtplib reached", taken[BARE].wall / taken[OURS].wall, "at least", 0.5),
            Claim("the same by processor time", taken[BARE].cpu / taken[OURS].cpu, "at least", 0.5),
            Claim("database statements a mail", queries, "at most", 9),
        ),
    )


def _post(service: Service, people: int) -> list[list[int]]:
    """Post an invite and a topic to each; give their ids in batches, all invites before the topics."""
    with service.runtime.database.transaction() as db:
        publish(db, people)
        timeline.post_due(db, FRIDAY)
        ids = [list(db.scalars(select(Outgoing.id).where(Outgoing.kind == kind))) for kind in KINDS]
    service.clock.now = FRIDAY + timedelta(minutes=1)
    return [of[start : start + outbox.BATCH] for of in ids for start in range(0, len(of), outbox.BATCH)]


def _queue_again(service: Service) -> None:
    """Make all of them mails that were never sent."""
    never = {
        "state": OutgoingState.QUEUED,
        "raw": None,
        "due_at": PUBLISHED,
        "stale_at": service.clock.now + timedelta(days=1),
        "attempts": 0,
    }
    with service.runtime.database.transaction() as db:
        db.execute(update(Outgoing).where(Outgoing.kind.in_(KINDS)).values(never))


def _deliver(service: Service, batches: Sequence[Sequence[int]]) -> None:
    for ids in batches:
        delivery.deliver(service.runtime, ids)


def _bytes(service: Service) -> list[Mail]:
    with service.runtime.database.transaction(read_only=True) as db:
        mails = db.scalars(select(Outgoing).where(Outgoing.kind.in_(KINDS)).options(undefer(Outgoing.raw)))
        sent = [mail for mail in mails if mail.state is OutgoingState.SENT and mail.raw]
        return [(f"p{mail.id}@orchard.example", unseal(db, mail.raw or b"")) for mail in sent]


def _send_bare(port: int, mails: Sequence[Mail]) -> None:
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        for to, raw in mails:
            smtp.sendmail("circles@reply.circles.example", to, raw)


def _commit(service: Service, mails: int) -> None:
    """Write one small row durably as often as mails were sent: no outbox that loses none does less."""
    for _ in range(mails):
        with service.runtime.database.transaction() as db:
            leases.acquire(db, "clock", "benchmark", timedelta(minutes=1), service.clock.now)
