"""Replies from raw bytes to the record, against the standard library's parser alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import get_args

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from benchmarks.measure import Taken, in_turns
from benchmarks.report import Claim, Report
from benchmarks.sink import opened_sink
from benchmarks.stage import Service, opened_service, publish
from circles.db import unseal
from circles.domain.words import MailKind
from circles.mail.demo_replies import ClientName, answer_address, reply
from circles.mail.parse import parse
from circles.models import Incoming, Outgoing, RsvpEvent
from circles.services import inbox, outbox
from worker import delivery, reading

OURS, PARSED, BARE = "raw to recorded", "our parser alone", "email: policy.default, get_body"
WORDS = (
    "Yes, see you there!",
    "Sorry, I can't make it this time.",
    "Maybe, it depends on the train.",
    "Count me in.\n\nNext: me - send the reading list - 8 January",
)


@dataclass(frozen=True)
class Sizes:
    """How many people answer their invite, and how often."""

    people: int
    rounds: int = 5


SHORT, FULL = Sizes(50), Sizes(2_000)


def run(sizes: Sizes) -> Report:
    """Read replies of the same people, new ones each round, in turns with parsing alone."""
    with opened_sink() as port, opened_service(f"smtp://127.0.0.1:{port}") as service:
        _invite(service, sizes.people)
        rounds = [_answers(service, n) for n in range(1 + sizes.rounds)]
        waiting = [_store(service, answers) for answers in rounds]
        raws = [raw for _, raw in rounds[0]]
        taken = in_turns(
            sizes.rounds,
            {
                OURS: lambda: reading.receive(service.runtime, waiting.pop(0)),
                PARSED: lambda: [parse(raw) for raw in raws],
                BARE: lambda: [_parse_bare(raw) for raw in raws],
            },
        )
        recorded = _share_recorded(service)
    return _report(sizes, taken, raws, recorded)


def _report(sizes: Sizes, taken: Mapping[str, Taken], raws: Sequence[bytes], recorded: float) -> Report:
    return Report(
        name="read",
        measures="Replies to invites in the shapes of five clients, quotes included: parsed, understood and"
        " recorded, each durably by itself; against the standard library's newest policy finding the text.",
        sizes=sizes,
        rows=[
            {
                "what": what,
                "mails/s": len(raws) / each.wall,
                "mails/CPU second": len(raws) / each.cpu,
                "octets (mean)": sum(map(len, raws)) // len(raws),
            }
            for what, each in taken.items()
        ],
        claims=(
            Claim(
                "speed against the standard library's parser",
                taken[BARE].wall / taken[OURS].wall,
                "at least",
                1,
            ),
            Claim("the same by processor time", taken[BARE].cpu / taken[OURS].cpu, "at least", 1),
            Claim("share of the replies recorded without a question", recorded, "at least", 1),
        ),
    )


def _invite(service: Service, people: int) -> None:
    """Publish a season and send the invites to its first meetings."""
    with service.runtime.database.transaction() as db:
        publish(db, people)
        ids = list(db.scalars(select(Outgoing.id).where(Outgoing.kind == MailKind.INVITE)))
    for start in range(0, len(ids), outbox.BATCH):
        delivery.deliver(service.runtime, ids[start : start + outbox.BATCH])


def _answers(service: Service, n: int) -> list[tuple[str, bytes]]:
    """Answer every invite once more: who wrote what in which client changes with `n`."""
    clients = get_args(ClientName)
    service.clock.now += timedelta(hours=1)
    answers = []
    with service.runtime.database.transaction(read_only=True) as db:
        invites = select(Outgoing).where(Outgoing.kind == MailKind.INVITE).options(undefer(Outgoing.raw))
        for invite in db.scalars(invites):
            original = unseal(db, invite.raw or b"")
            mail = parse(original)
            written = reply(
                original,
                mail.header("to") or "",
                WORDS[(invite.id + n) % len(WORDS)],
                clients[invite.id % len(clients)],
                service.clock.now,
            )
            answers.append((answer_address(mail), written))
    return answers


def _store(service: Service, answers: Sequence[tuple[str, bytes]]) -> list[int]:
    with service.runtime.database.transaction() as db:
        stored = [inbox.store(db, raw, recipient, service.clock.now) for recipient, raw in answers]
    return [row for row in stored if row is not None]


def _parse_bare(raw: bytes) -> str:
    body = message_from_bytes(raw, policy=default).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _share_recorded(service: Service) -> float:
    """Give the share of the replies that left an answer in the record: each says whether its writer comes."""
    with service.runtime.database.transaction(read_only=True) as db:
        received = db.scalar(select(func.count(Incoming.id))) or 0
        recorded = db.scalar(select(func.count(RsvpEvent.incoming_id.distinct()))) or 0
    return recorded / received
