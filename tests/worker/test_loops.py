"""Two instances that write to each other's addresses, over real sockets, fall silent within two mails."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from circles import migrations
from circles.domain.words import IncomingKind, IncomingState, MailKind, OutgoingState
from circles.mail.transports import Journal, Sendable, Transport
from circles.models import Address, Incoming, Outgoing
from circles.runtime import Runtime, build
from circles.services import inbox, outbox
from circles.settings import Settings
from tests.relay import free_port
from tests.services.stage import NOW, published
from tests.worker.conftest import NOWHERE
from tests.world import Clock
from worker import delivery, reading
from worker.door import door

NOTHING = ""
MARKS = "Auto-Submitted|Precedence|X-Auto-Response-Suppress"
EVERYTHING = f"{MARKS}|Feedback-ID|List-[A-Za-z]+|References|In-Reply-To"
ROUNDS = 8


@dataclass(frozen=True)
class Stripping:
    """Sends as another does, but for some header fields, as relays and gateways do."""

    transport: Transport
    fields: str

    def send(self, mails: Sequence[Sendable], journal: Journal) -> None:
        field = re.compile(rf"(?im)^(?:{self.fields}):.*\n(?:[ \t].*\n)*".encode())
        stripped = []
        for mail in mails:
            head, _, body = mail.raw.partition(b"\r\n\r\n")
            raw = field.sub(b"", head + b"\r\n") + b"\r\n" + body
            stripped.append(replace(mail, raw=raw) if self.fields else mail)
        self.transport.send(stripped, journal)


class Instance:
    """A Circles with one circle, in which Bo's address is one of the other instance's."""

    def __init__(self, name: str, folder: Path, port: int, other_port: int, strips: str) -> None:
        settings = Settings(
            _env_file=None,
            secret_key=f"only-for-tests-of-{name}-0123456789",
            public_url=f"https://{name}.example",
            mail_from=f"circles@{name}.example",
            reply_domain=f"reply.{name}.example",
            data_dir=folder,
            database_url=f"sqlite:///{folder / name}.sqlite3",
            smtp_url=f"smtp://127.0.0.1:{other_port}",
            mail_listen=f"127.0.0.1:{port}",
        )
        runtime = build(settings, NOWHERE)
        self.runtime: Runtime = replace(
            runtime, clock=Clock(NOW), dns=None, transport=Stripping(runtime.transport, strips)
        )
        migrations.upgrade(self.runtime.database)
        with self.runtime.transaction() as db:
            stage = published(db)
            self.bo = stage.person("Bo")
            self.address = self.runtime.site.membership_address(stage.circle.members[1].id)

    def write_to(self, address: str) -> None:
        with self.runtime.transaction() as db:
            bo = db.scalars(select(Address).where(Address.normalised == "bo@meadow.example")).one()
            bo.normalised = bo.written = address

    def send(self) -> None:
        with self.runtime.transaction(read_only=True) as db:
            queued = select(Outgoing.id).where(
                Outgoing.state == OutgoingState.QUEUED, Outgoing.to == self.bo, Outgoing.due_at <= NOW
            )
            ids = db.scalars(queued).all()
        delivery.deliver(self.runtime, ids)

    def read(self) -> None:
        with self.runtime.transaction(read_only=True) as db:
            ids = db.scalars(select(Incoming.id).where(Incoming.state == IncomingState.STORED)).all()
        reading.receive(self.runtime, ids)

    def say_nothing_of_its_own(self) -> None:
        with self.runtime.transaction() as db:
            for mail in db.scalars(select(Outgoing)):
                mail.state = OutgoingState.SUPERSEDED

    def answer_somebody(self, kind: MailKind) -> None:
        """Write a mail of a kind that answers one, as if Bo had sent it."""
        with self.runtime.transaction() as db:
            stored = inbox.store(db, b"From: bo@meadow.example\r\n\r\nHello\r\n", self.address, NOW)
            mail = db.get_one(Incoming, stored)
            mail.person_id = int(self.bo.partition(":")[2])
            inbox.settle(mail, IncomingState.READ, IncomingKind.HUMAN, {"request": "pause", "own_text": "Hi"})
            outbox.post(db, kind, self.bo, f"incoming:{stored}", NOW)

    def received(self) -> int:
        with self.runtime.transaction(read_only=True) as db:
            return len(db.scalars(select(Incoming.id)).all())


@pytest.fixture
def two(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Instance, Instance]]:
    strips: tuple[str, str] = request.param
    ports = free_port(), free_port()
    with ExitStack() as stack:
        here = Instance("here", tmp_path, ports[0], ports[1], strips[0])
        there = Instance("there", tmp_path, ports[1], ports[0], strips[1])
        here.write_to(there.address)
        there.write_to(here.address)
        for each in (here, there):
            stack.callback(each.runtime.close)
            stack.enter_context(door(each.runtime))
        yield here, there


@pytest.mark.parametrize(
    "two",
    [
        (NOTHING, NOTHING),
        (MARKS, NOTHING),
        (NOTHING, MARKS),
        (MARKS, MARKS),
        (EVERYTHING, NOTHING),
        (EVERYTHING, EVERYTHING),
    ],
    indirect=True,
)
def test_two_instances_wired_to_each_other_fall_silent_within_two_mails(
    two: tuple[Instance, Instance],
) -> None:
    here, there = two
    here.send()
    assert there.received() == 1
    for _ in range(ROUNDS):
        there.read()
        with there.runtime.transaction() as db:  # what there has to say of its own is another matter
            for mail in db.scalars(select(Outgoing).where(Outgoing.about.startswith("meeting:"))):
                mail.state = OutgoingState.SUPERSEDED
        there.send()
        here.read()
        here.send()
    assert here.received() + there.received() <= 2


@pytest.mark.parametrize("two", [(NOTHING, NOTHING), (EVERYTHING, EVERYTHING)], indirect=True)
@pytest.mark.parametrize("kind", [MailKind.RECEIPT, MailKind.UNSURE, MailKind.HELP, MailKind.ASK])
def test_no_answer_of_ours_is_answered_by_another_instance(
    two: tuple[Instance, Instance], kind: MailKind
) -> None:
    here, there = two
    for each in two:
        each.say_nothing_of_its_own()
    here.answer_somebody(kind)
    for _ in range(ROUNDS):
        here.send()
        there.read()
        there.send()
        here.read()
    assert there.received() == 1
    assert here.received() == 1, "the mail that was answered, and none that came back"
