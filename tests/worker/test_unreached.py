"""A mail that can't be delivered, from the socket it leaves by to the one its report comes in at."""

import smtplib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import select
from structlog.testing import capture_logs

from circles.domain.words import IncomingState, MailKind, OutgoingState
from circles.mail.transports import SmtpTransport
from circles.models import Address, Circle, Incoming, Meeting, Outgoing, Participant
from circles.runtime import Runtime
from circles.services import blocks, in_turn, meetings, notes, outbox, privacy
from tests.mail.bounce_mails import DAEMON, dsn, group
from tests.relay import Relay, free_port
from tests.services.stage import NOW, Stage, by, published
from tests.worker.test_delivery import rename
from tests.worker.test_reliability import until
from tests.world import Clock
from worker import delivery, reading
from worker.door import door

BO = "bo@meadow.example"


class Choosy(Relay):
    """Refuses one recipient, and keeps the return path of what it takes for others."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer
        self.answer_to_data = ""
        self.return_paths: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == BO and self.answer:
            return self.answer
        self.return_paths[address] = envelope.mail_from or ""
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        refuses = BO in envelope.rcpt_tos and self.answer_to_data
        return self.answer_to_data if refuses else await super().handle_DATA(server, session, envelope)

    def told(self, to: str, words: str) -> bool:
        return any(words in mail.decode(errors="replace") for whom, mail in self.mails if whom == to)


@contextmanager
def relayed(runtime: Runtime, answer: str = "") -> Iterator[tuple[Runtime, Choosy, Stage]]:
    with Choosy(answer) as relay:
        sending = replace(runtime, transport=SmtpTransport(relay.url), clock=Clock(NOW))
        with sending.transaction() as db:
            stage = published(db)
        yield sending, relay, stage


def deliver(runtime: Runtime) -> None:
    with runtime.transaction(read_only=True) as db:
        due = outbox.due(db, NOW)
    delivery.deliver(runtime, due)


def stopped(runtime: Runtime) -> dict[str, str]:
    with runtime.transaction(read_only=True) as db:
        found = db.scalars(select(Address).where(Address.bounced_at.is_not(None)))
        return {each.normalised: each.bounce for each in found}


def post_welcomes(runtime: Runtime, stage: Stage) -> None:
    with runtime.transaction() as db:
        for name in ("Ana", "Bo"):
            outbox.post(db, MailKind.JOINED, stage.person(name), f"season:{stage.season.id}", NOW)


def to_bo(runtime: Runtime, stage: Stage) -> list[tuple[MailKind, OutgoingState, str]]:
    with runtime.transaction(read_only=True) as db:
        mails = db.scalars(select(Outgoing).where(Outgoing.to == stage.person("Bo")).order_by(Outgoing.id))
        return [(mail.kind, mail.state, mail.error) for mail in mails]


def host_of_the_second(runtime: Runtime, stage: Stage) -> str | None:
    with runtime.transaction(read_only=True) as db:
        host = db.get_one(Meeting, stage.second.id).host
        return host.participant.person.name if host else None


def test_a_no_to_the_address_itself_stops_the_mails_after_it(runtime: Runtime) -> None:
    with relayed(runtime, "550 5.1.1 no such user") as (sending, relay, stage):
        deliver(sending)
        assert stopped(sending) == {BO: "5.1.1"}
        post_welcomes(sending, stage)
        deliver(sending)
        assert to_bo(sending, stage) == [
            (MailKind.INVITE, OutgoingState.FAILED, "550 5.1.1 no such user"),
            (MailKind.JOINED, OutgoingState.SUPERSEDED, "not sent: there is no such mailbox"),
        ]
        assert [to for to, _ in relay.mails].count("ana@meadow.example") == 2


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_a_meeting_may_be_moved_while_its_host_turns_out_to_be_out_of_reach(runtime: Runtime) -> None:
    with relayed(runtime, "550 5.1.1 no such user") as (sending, _, stage), ThreadPoolExecutor(1) as pool:
        with sending.transaction() as db:
            meeting = db.get_one(Meeting, stage.second.id)
            in_turn.hold(db, meeting)
            delivering = pool.submit(deliver, sending)
            until(lambda: OutgoingState.FAILED in [state for _, state, _ in to_bo(sending, stage)])
            later = meeting.starts_at + timedelta(hours=1)
            meetings.reschedule(db, meeting, later, "organizer:1", "", NOW)
        delivering.result()
        assert stopped(sending) == {BO: "5.1.1"}
        assert host_of_the_second(sending, stage) == "Carl"


def test_an_address_that_can_not_be_noted_keeps_no_answer_back(runtime: Runtime) -> None:
    with relayed(runtime, "550 5.1.1 no such user") as (sending, relay, stage):
        rename(sending, "audit", "away")
        try:
            with capture_logs() as logs:
                deliver(sending)
        finally:
            rename(sending, "away", "audit")
        assert [entry["event"] for entry in logs] == ["a refused address can't be noted"]
        assert to_bo(sending, stage) == [(MailKind.INVITE, OutgoingState.FAILED, "550 5.1.1 no such user")]
        assert {to for to, _ in relay.mails} == {f"{name}@meadow.example" for name in ("ana", "carl", "dee")}


def test_a_no_to_us_or_not_now_stops_nothing(runtime: Runtime) -> None:
    for answer in ("550 5.7.1 not from you", "550 no", "450 4.1.1 come back later"):
        with relayed(runtime, answer) as (sending, _, _):
            deliver(sending)
            assert stopped(sending) == {}


def test_a_note_that_was_put_off_does_not_leave_once_its_writer_was_erased(runtime: Runtime) -> None:
    words = "the words of Ana"
    with relayed(runtime, "450 4.2.0 come back later") as (sending, relay, stage):
        with sending.transaction() as db:
            circle, ana = (
                db.get_one(Circle, stage.circle.id),
                db.get_one(Participant, stage.members["Ana"].id),
            )
            notes.relay(db, circle, ana, words, by("Ana", stage, NOW), NOW)
        deliver(sending)
        assert relay.told("carl@meadow.example", words)
        with sending.transaction() as db:
            privacy.erase(db, db.get_one(Participant, stage.members["Ana"].id).person, NOW)
        relay.answer, later = "", NOW + timedelta(hours=2)
        with sending.transaction(read_only=True) as db:
            due = outbox.due(db, later)
        delivery.deliver(replace(sending, clock=Clock(later)), due)
        assert relay.told(BO, "Subject:")
        assert not relay.told(BO, words)
        assert OutgoingState.FAILED not in [state for _, state, _ in to_bo(sending, stage)]


def test_a_block_of_our_server_is_told_by_domain_and_parts_nobody_from_their_circle(runtime: Runtime) -> None:
    with relayed(runtime, "550 5.7.1 blocked using a list") as (sending, _, stage):
        deliver(sending)
        assert stopped(sending) == {}
        with sending.transaction(read_only=True) as db:
            domains, ids = blocks.blocked(db, stage.program.id)
        assert (domains, len(ids)) == ({"meadow.example": 1}, 1)


def test_a_no_to_the_address_after_the_whole_mail_stops_the_mails_after_it(runtime: Runtime) -> None:
    with relayed(runtime) as (sending, relay, _):
        relay.answer_to_data = "550 5.2.1 the account is disabled"
        deliver(sending)
        assert stopped(sending) == {BO: "5.2.1"}


def test_a_bounce_comes_in_at_the_door_and_no_invite_goes_out_any_more(runtime: Runtime) -> None:
    port = free_port()
    settings = runtime.settings.model_copy(update={"mail_listen": f"127.0.0.1:{port}"})
    with relayed(replace(runtime, settings=settings)) as (sending, relay, stage), door(sending):
        deliver(sending)
        report = dsn(DAEMON, "Undelivered Mail", group("failed", "5.2.2", final=f"rfc822; {BO}"))
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            smtp.sendmail("", relay.return_paths[BO], report)
        with sending.transaction(read_only=True) as db:
            ids = db.scalars(select(Incoming.id)).all()
        reading.receive(sending, ids)
        assert stopped(sending) == {BO: "5.2.2"}
        with sending.transaction() as db:
            assert db.get_one(Incoming, ids[0]).state is IncomingState.READ
            about = f"meeting:{stage.second.id}"
            for name in ("Ana", "Bo"):
                outbox.post(db, MailKind.INVITE, stage.person(name), about, NOW)
        deliver(sending)
        assert to_bo(sending, stage) == [
            (MailKind.INVITE, OutgoingState.FAILED, "came back: the mailbox is full"),
            (MailKind.INVITE, OutgoingState.SUPERSEDED, "not sent: the mailbox is full"),
        ]
        assert len([to for to, _ in relay.mails if to == BO]) == 1
