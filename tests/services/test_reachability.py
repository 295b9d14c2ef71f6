"""Whom mail reaches: a bounce for good or a complaint stops it, a sign of life lets it go on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.refusals import COMPLAINT
from circles.domain.replies.values import Bounce
from circles.domain.words import MailKind, OutgoingState, ParticipantState, Role
from circles.models import Address, Audit, Meeting, Organizer, Outgoing, Suppression
from circles.services import blocks, in_turn, meetings, outbox, people, programs, reachability
from circles.services.wishes import Wish
from tests.services.stage import NOW, Stage, published

LATER = NOW + timedelta(hours=1)
GONE = Bounce(("bo@meadow.example",), permanent=True, reason="5.1.1 smtp; 550 5.1.1 no such mailbox here")
LATE = Bounce(("bo@meadow.example",), permanent=False, reason="4.2.2 smtp; 452 4.2.2 over quota")
SPAM = Bounce(("bo@meadow.example",), permanent=True, complaint=True, reason="abuse")


def invite(db: Session, stage: Stage, name: str = "Bo", state: OutgoingState | None = None) -> Outgoing:
    """Give the invite to somebody, sent or as `state` says."""
    wanted = select(Outgoing).where(Outgoing.kind == MailKind.INVITE, Outgoing.to == stage.person(name))
    mail = db.scalars(wanted).one()
    mail.state = state or OutgoingState.SENT
    return mail


def address(db: Session, email: str = "bo@meadow.example") -> Address:
    return db.scalars(select(Address).where(Address.normalised == email)).one()


def test_a_bounce_for_good_stops_mail_to_its_address_and_says_why(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        mail = invite(db, stage)
        told = reachability.take_report(db, mail, GONE, LATER)
        assert told == "A mail of ours came back: there is no such mailbox. We write to this address no more."
        bo = address(db)
        assert (bo.bounced_at, bo.bounce) == (LATER, "5.1.1")
        assert (mail.state, mail.error) == (OutgoingState.FAILED, "came back: there is no such mailbox")
        assert address(db, "carl@meadow.example").bounced_at is None
        assert db.scalars(select(Audit.what).where(Audit.about == stage.person("Bo"))).all() == [
            "mail stops: there is no such mailbox"
        ]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_a_report_and_who_moves_the_meeting_of_its_reader_lock_in_the_same_order(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        mail = invite(db, stage).id

    def report() -> None:
        with database.transaction() as db:
            reachability.take_report(db, db.get_one(Outgoing, mail), GONE, LATER)

    with ThreadPoolExecutor(1) as pool, database.transaction() as db:
        second = db.get_one(Meeting, stage.second.id)
        in_turn.hold(db, second)
        reporting = pool.submit(report)
        with database.engine.connect() as connection:
            waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            while not reporting.done() and not connection.scalar(waits):
                connection.rollback()
        outbox.came_back(db.get_one(Outgoing, mail, with_for_update=True), "meanwhile")
        db.commit()
        reporting.result()
    with database.transaction() as db:
        assert address(db).bounced_at == LATER
        assert db.get_one(Outgoing, mail).state is OutgoingState.FAILED


@pytest.mark.parametrize("recipients", [("BO@Meadow.example",), (), ("bo@meadow.example", "eva@x.example")])
def test_a_report_may_name_the_address_or_nobody(database: Database, recipients: tuple[str, ...]) -> None:
    with database.transaction() as db:
        mail = invite(db, published(db))
        reachability.take_report(db, mail, Bounce(recipients, permanent=True), LATER)
        assert address(db).bounced_at == LATER


@pytest.mark.parametrize(
    "recipients", [("eva@elsewhere.example",), ("carl@meadow.example",), ("no address",)]
)
def test_a_report_on_somebody_else_changes_nothing(database: Database, recipients: tuple[str, ...]) -> None:
    with database.transaction() as db:
        mail = invite(db, published(db))
        told = reachability.take_report(db, mail, Bounce(recipients, permanent=True), LATER)
        assert "nothing was changed" in told
        assert mail.state is OutgoingState.SENT
        assert not db.scalars(select(Address).where(Address.bounced_at.is_not(None))).all()


def test_a_delay_is_noted_and_stops_nothing(database: Database) -> None:
    with database.transaction() as db:
        mail = invite(db, published(db))
        told = reachability.take_report(db, mail, LATE, LATER)
        assert told == "A mail of ours is late: the mailbox is full. We go on writing to them."
        assert (mail.state, address(db).bounced_at) == (OutgoingState.SENT, None)


def test_a_report_settles_a_mail_in_doubt(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        late, gone = (
            invite(db, stage, "Bo", OutgoingState.HELD),
            invite(db, stage, "Carl", OutgoingState.HELD),
        )
        reachability.take_report(db, late, LATE, LATER)
        reachability.take_report(db, gone, Bounce((), permanent=True), LATER)
        assert (late.state, gone.state) == (OutgoingState.SENT, OutgoingState.FAILED)


@pytest.mark.parametrize(
    "reason",
    ["5.7.1 smtp; 554 5.7.1 blocked using a list", "5.0.0 smtp; 550 Your IP has a poor reputation"],
)
def test_a_block_of_our_server_fails_the_mail_and_stops_nobody(database: Database, reason: str) -> None:
    with database.transaction() as db:
        stage = published(db)
        mails = [invite(db, stage, name) for name in ("Bo", "Carl", "Ana")]
        for mail in mails:
            told = reachability.take_report(db, mail, Bounce((), permanent=True, reason=reason), LATER)
            assert "about us, not them" in told
            assert (mail.state, mail.error) == (OutgoingState.FAILED, f"came back: {reason}")
        assert not db.scalars(select(Address).where(Address.bounced_at.is_not(None))).all()
        assert blocks.blocked(db, stage.program.id) == ({"meadow.example": 3}, {mail.id for mail in mails})
        outbox.send_again(db, mail, LATER)
        db.flush()
        assert blocks.blocked(db, stage.program.id)[0] == {"meadow.example": 2}
        other = programs.add_program(db, "Harbour", "Europe/Lisbon")
        assert blocks.blocked(db, other.id) == ({}, set())


def test_a_bounce_of_a_mail_from_before_we_tried_again_stops_nothing(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        before = invite(db, stage)
        reachability.take_report(db, before, GONE, LATER)
        reachability.lift(db, "bo@meadow.example", "organizer:1", LATER + timedelta(hours=1))
        before.state, before.sent_at = OutgoingState.SENT, NOW
        told = reachability.take_report(db, before, GONE, LATER + timedelta(hours=2))
        assert told.startswith("A mail of ours from before came back: there is no such mailbox.")
        assert (before.state, address(db).bounced_at) == (OutgoingState.FAILED, None)
        before.state, before.sent_at = OutgoingState.SENT, LATER + timedelta(hours=3)
        reachability.take_report(db, before, GONE, LATER + timedelta(hours=4))
        assert address(db).bounced_at == LATER + timedelta(hours=4)


def test_a_complaint_about_a_mail_from_before_still_counts(database: Database) -> None:
    with database.transaction() as db:
        before = invite(db, published(db))
        reachability.take_report(db, before, GONE, LATER)
        reachability.lift(db, "bo@meadow.example", "organizer:1", LATER + timedelta(hours=1))
        reachability.take_report(db, before, SPAM, LATER + timedelta(hours=2))
        assert reachability.is_suppressed(db, "bo@meadow.example")


def test_nothing_goes_to_an_address_that_bounced(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        reachability.take_report(db, invite(db, stage), GONE, LATER)
        for name in ("Bo", "Carl"):
            outbox.post(db, MailKind.TOPIC, stage.person(name), f"meeting:{stage.first.id}", LATER)
        claimed = outbox.claim(db, outbox.due(db, LATER), "worker", LATER)
        kept = reachability.withhold(db, claimed)
        assert {mail.to for mail in claimed} - {mail.to for mail in kept} == {stage.person("Bo")}
        topic = next(mail for mail in claimed if mail.to == stage.person("Bo"))
        assert (topic.state, topic.error) == (
            OutgoingState.SUPERSEDED,
            "not sent: there is no such mailbox",
        )


def test_a_complaint_stops_mail_in_every_program_and_outlasts_the_address(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        mail = invite(db, stage)
        other = programs.add_program(db, "Harbour", "Europe/Lisbon")
        people.add_person(db, other.id, "Bo", "Bo@meadow.example", "Europe/Lisbon", "en", NOW)
        reachability.take_report(db, mail, SPAM, LATER)
        stopped = db.scalars(select(Address).where(Address.bounced_at.is_not(None))).all()
        assert {each.program_id for each in stopped} == {stage.program.id, other.id}
        assert {each.bounce for each in stopped} == {COMPLAINT}
        assert mail.state is OutgoingState.SENT
        assert reachability.is_suppressed(db, "bo@meadow.example")
        assert not reachability.lift(db, "bo@meadow.example", "organizer:1", LATER)
        assert all(each.bounced_at for each in stopped)


def test_the_suppression_list_can_not_be_read_without_the_secret_key(database: Database) -> None:
    with database.transaction() as db:
        reachability.take_report(db, invite(db, published(db)), SPAM, LATER)
        row = db.scalars(select(Suppression)).one()
        assert (row.reason, row.since) == ("complaint", LATER)
        db.info["vault"] = type(database.vault)(["another secret key, of another service"])
        assert not reachability.is_suppressed(db, "bo@meadow.example")
        db.info["vault"] = type(database.vault)(
            ["the new key after a rotation", "only-for-tests-0123456789abcdef"]
        )
        assert reachability.is_suppressed(db, "bo@meadow.example")


def test_who_signs_up_anew_is_written_to_again_after_a_bounce_but_not_after_a_complaint(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        open_ = programs.add_season(
            db,
            stage.program,
            programs.SeasonPlan("Autumn", NOW.date() + timedelta(days=90)),
            "organizer:1",
            NOW,
        )
        reachability.take_report(db, invite(db, stage, "Bo"), GONE, NOW)
        reachability.take_report(db, invite(db, stage, "Carl"), Bounce((), True, complaint=True), NOW)
        for name in ("Bo", "Carl"):
            wish = Wish(name, f"{name.lower()}@meadow.example", Role.MENTEE, "Europe/Lisbon")
            people.sign_up(db, open_, wish, LATER)
        confirm = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.CONFIRM)).all()
        assert [mail.to for mail in confirm] == [stage.person("Bo")]
        assert reachability.withhold(db, confirm) == confirm
        assert (address(db).bounced_at, address(db).bounce) == (None, "")


def test_an_organizer_who_complained_still_gets_the_sign_in_mail_they_ask_for(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        organizer = db.scalars(select(Organizer)).one()
        to = f"organizer:{organizer.id}"
        outbox.post(db, MailKind.SIGN_IN, to, "signin:1", NOW)
        outbox.post(db, MailKind.TEST, to, f"program:{stage.program.id}", NOW)
        mails = db.scalars(select(Outgoing).where(Outgoing.to == to).order_by(Outgoing.id)).all()
        reachability.take_report(db, mails[1], Bounce((), permanent=True, complaint=True), LATER)
        assert reachability.withhold(db, mails) == [mails[0]]


def test_a_mail_to_another_address_of_theirs_goes_by_what_is_known_of_that_one(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo = stage.members["Bo"].person
        new = Address(program_id=bo.program_id, normalised="bo@new.example", written="bo@new.example")
        bo.addresses.append(new)
        db.flush()
        address(db).bounced_at = NOW
        outbox.post(db, MailKind.ADDRESS, stage.person("Bo"), f"address:{new.id}", NOW)
        asks = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.ADDRESS)).all()
        assert reachability.withhold(db, asks) == asks
        new.bounced_at = NOW
        assert reachability.withhold(db, asks) == []


# --- Trying again ---


def withheld(db: Session, stage: Stage, name: str = "Bo") -> Outgoing:
    """Let somebody's address bounce, and keep back their first invite."""
    address(db, f"{name.lower()}@meadow.example").bounced_at = NOW
    wanted = select(Outgoing).where(Outgoing.kind == MailKind.INVITE, Outgoing.to == stage.person(name))
    mail = db.scalars(wanted).one()
    assert reachability.withhold(db, [mail]) == []
    return mail


def test_who_is_tried_again_gets_the_invite_that_was_kept_back_as_the_meeting_is_now(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        mail = withheld(db, stage)
        moved = stage.first.starts_at + timedelta(days=1)
        meetings.reschedule(db, stage.first, moved, "organizer:1", "", LATER)
        assert reachability.lift(db, "bo@meadow.example", "organizer:1", LATER)
        assert (mail.state, mail.version) == (OutgoingState.SUPERSEDED, 0)  # a yes to it is none to that time
        anew = db.scalars(select(Outgoing).where(Outgoing.to == mail.to, Outgoing.version == 1)).one()
        assert (anew.kind, anew.state, anew.due_at) == (MailKind.INVITE, OutgoingState.QUEUED, LATER)
        assert anew.stale_at == moved
        assert ("deliver", anew.id) in db.info["wake"]
        assert reachability.withhold(db, [anew]) == [anew]


def test_who_is_tried_again_gets_the_invite_that_came_back(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        mail = invite(db, stage)
        mail.sent_at = NOW
        reachability.take_report(db, mail, Bounce((), permanent=True), LATER)
        assert mail.state is OutgoingState.FAILED
        reachability.lift(db, "bo@meadow.example", "organizer:1", LATER)
        assert (mail.state, mail.sent_at, mail.raw) == (OutgoingState.QUEUED, None, None)


def test_a_meeting_that_is_off_or_past_or_of_a_circle_they_left_is_not_invited_to(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        mails = [withheld(db, stage, name) for name in ("Bo", "Carl", "Dee")]
        people.leave(db, stage.members["Bo"], LATER)
        assert stage.members["Bo"].state is ParticipantState.LEFT
        reachability.lift(db, "bo@meadow.example", "organizer:1", LATER)
        reachability.lift(db, "dee@meadow.example", "organizer:1", stage.first.starts_at)
        meetings.cancel(db, stage.first, "organizer:1", "", LATER)
        reachability.lift(db, "carl@meadow.example", "organizer:1", LATER)
        assert {mail.state for mail in mails} == {OutgoingState.SUPERSEDED}


def test_a_cancel_that_was_kept_back_goes_after_all(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        invite(db, stage)
        db.flush()
        meetings.cancel(db, stage.first, "organizer:1", "", LATER)
        cancel = db.scalars(
            select(Outgoing).where(Outgoing.kind == MailKind.CANCEL, Outgoing.to == stage.person("Bo"))
        ).one()
        address(db).bounced_at = LATER
        reachability.withhold(db, [cancel])
        reachability.lift(db, "bo@meadow.example", "organizer:1", LATER)
        assert cancel.state is OutgoingState.QUEUED
