"""A mail is posted once, leaves in its lane's order, and ends sent, held or failed, whatever happens."""

import threading
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from sqlalchemy import select

from circles.db import unseal
from circles.domain.words import MailKind, OutgoingState
from circles.errors import NotAllowed
from circles.models import Meeting, Outgoing
from circles.services import lanes, outbox

NOW = datetime(2026, 1, 12, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANA, BO = "person:1", "person:2"
MEETING = "meeting:7"
STARTS = NOW + timedelta(days=30)
SENT, QUEUED, HELD, FAILED = (
    OutgoingState.SENT,
    OutgoingState.QUEUED,
    OutgoingState.HELD,
    OutgoingState.FAILED,
)

TWO_WRITERS = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
"""SQLite lets in one at a time."""


def meeting(sequence):
    return Meeting(id=7, sequence=sequence, starts_at=STARTS)


@pytest.fixture
def post(database):
    def call(kind=MailKind.TOPIC, to=ANA, about=MEETING, now=NOW, **given):
        with database.transaction() as db:
            new = outbox.post(db, kind, to, about, now, **given)
            mail = db.scalars(
                select(Outgoing).where(
                    Outgoing.kind == kind,
                    Outgoing.to == to,
                    Outgoing.about == about,
                    Outgoing.version == given.get("version", 0),
                )
            ).one()
            return mail.id if new else None

    return call


@pytest.fixture
def change(database):
    def call(kind, version, now=NOW, to=ANA):
        with database.transaction() as db:
            return lanes.post_change(db, kind, to, meeting(version), now)

    return call


@pytest.fixture
def claim(database):
    def call(holder, *ids, now=NOW):
        with database.transaction() as db:
            return [mail.id for mail in outbox.claim(db, ids, holder, now)]

    return call


@pytest.fixture
def mark(database):
    """Call a function of the outbox on one mail."""

    def call(record, outgoing_id, holder, *rest, now=NOW, **given):
        with database.transaction() as db:
            return record(db, outgoing_id, holder, *rest, now, **given)

    return call


@pytest.fixture
def leave(claim, mark):
    """Claim a mail and let its bytes leave."""

    def call(outgoing_id, holder="worker", now=NOW):
        assert claim(holder, outgoing_id, now=now) == [outgoing_id]
        assert mark(outbox.mark_inflight, outgoing_id, holder, now=now)

    return call


@pytest.fixture
def send(leave, mark):
    def call(outgoing_id, holder="worker", now=NOW):
        leave(outgoing_id, holder, now)
        assert mark(outbox.mark_sent, outgoing_id, holder, "250 OK", now=now)

    return call


@pytest.fixture
def recover(database):
    def call(now):
        with database.transaction() as db:
            outbox.recover(db, now)

    return call


@pytest.fixture
def see(database):
    def call(outgoing_id):
        with database.transaction(read_only=True) as db:
            return db.get_one(Outgoing, outgoing_id)

    return call


@pytest.fixture
def lane(database):
    def call(to=ANA):
        with database.transaction(read_only=True) as db:
            mails = select(Outgoing).where(Outgoing.to == to, Outgoing.about == MEETING).order_by(Outgoing.id)
            return [(mail.kind, mail.version, mail.state) for mail in db.scalars(mails)]

    return call


# --- Posting ---


def test_a_mail_is_posted_once(database, post):
    assert post()
    assert post() is None
    assert post(version=1)
    assert post(to=BO)
    assert post(about="meeting:8")
    assert post(MailKind.REMINDER)


def test_posting_wakes_the_worker_for_what_is_new(database, post):
    first = post()
    with database.transaction() as db:
        assert not outbox.post(db, MailKind.TOPIC, ANA, MEETING, NOW)
        assert outbox.post(db, MailKind.TOPIC, BO, MEETING, NOW)
        ((task, second),) = db.info["wake"]
    assert task == "deliver"
    assert second > first


def test_each_mail_has_a_message_id_of_its_own(see, post):
    assert see(post()).message_id != see(post(to=BO)).message_id


def test_a_mail_to_many_is_posted_once_to_each_at_their_time(database, post, see):
    post(MailKind.JOINED, about="season:1")
    due = {f"person:{n}": NOW + n * MINUTE for n in range(1, 1201)}
    with database.transaction() as db:
        assert outbox.post_to_all(db, MailKind.JOINED, "season:1", due, NOW) == 1199
        assert len(db.info["wake"]) == 1199
        assert outbox.post_to_all(db, MailKind.JOINED, "season:1", due, NOW) == 0
        assert outbox.post_to_all(db, MailKind.JOINED, "season:1", {}, NOW) == 0
        mail = db.scalars(select(Outgoing).where(Outgoing.to == "person:700")).one()
        assert (mail.due_at, mail.stale_at) == (NOW + 700 * MINUTE, NOW + 700 * MINUTE + outbox.STALE_AFTER)
        assert (mail.state, mail.lane, mail.attempts, mail.shown) == (QUEUED, "season:1>person:700", 0, [])


def test_mails_posted_since_an_instant_are_counted(database, post):
    for version in range(3):
        post(MailKind.CONFIRM, version=version, now=NOW + version * MINUTE)
    with database.transaction(read_only=True) as db:
        assert outbox.posted_since(db, MailKind.CONFIRM, ANA, NOW + MINUTE) == 2
        assert outbox.posted_since(db, MailKind.CONFIRM, BO, NOW) == 0


# --- Claiming ---


def test_a_mail_is_claimed_by_one_holder_only(claim, post):
    mail = post()
    assert claim("one", mail) == [mail]
    assert claim("other", mail) == []


def test_only_what_was_asked_for_and_is_due_is_claimed(claim, post):
    now, later, other = post(), post(to=BO, due_at=NOW + MINUTE), post(to="person:3")
    assert claim("worker", now, later) == [now]
    assert claim("worker", now, later, other, now=NOW + MINUTE) == [later, other]


def test_a_batch_has_its_limit(claim, post):
    mails = [post(to=f"person:{n}") for n in range(outbox.BATCH + 5)]
    assert claim("worker", *mails) == mails[: outbox.BATCH]


def test_a_lane_leaves_in_the_order_it_was_posted(claim, post, send):
    first, second, elsewhere = post(MailKind.TOPIC), post(MailKind.REMINDER), post(MailKind.REMINDER, to=BO)
    assert claim("worker", second, elsewhere) == [elsewhere]
    send(first)
    assert claim("worker", second) == [second]


@pytest.mark.parametrize("step", ["claimed", "inflight", "refused for now"])
def test_a_mail_on_its_way_keeps_its_lane_waiting(claim, leave, mark, post, step):
    first, second = post(MailKind.TOPIC), post(MailKind.REMINDER)
    if step == "claimed":
        claim("worker", first)
    else:
        leave(first)
        if step == "refused for now":
            mark(outbox.mark_refused, first, "worker", "451 busy", permanent=False)
    assert claim("worker", second) == []


@pytest.mark.parametrize("end", ["failed", "held"])
def test_a_mail_that_is_held_or_failed_does_not_block_its_lane(claim, leave, mark, post, end):
    first, second = post(MailKind.TOPIC), post(MailKind.REMINDER)
    leave(first)
    if end == "failed":
        mark(outbox.mark_refused, first, "worker", "550 no such user", permanent=True)
    else:
        mark(outbox.doubt, first, "worker", "connection lost")
    assert claim("worker", second) == [second]


def test_due_lists_what_could_be_claimed_oldest_first(database, post):
    late = post(due_at=NOW - MINUTE)
    post(MailKind.REMINDER, due_at=NOW - 2 * MINUTE)  # waits behind the first of its lane
    later, oldest = post(to=BO, due_at=NOW + MINUTE), post(to="person:3", due_at=NOW - 5 * MINUTE)
    with database.transaction(read_only=True) as db:
        assert outbox.due(db, NOW) == [oldest, late]
        assert outbox.due(db, NOW, limit=1) == [oldest]
        assert outbox.due(db, NOW + MINUTE) == [oldest, late, later]


def test_workers_who_claim_at_once_never_get_the_same_mail(database, post):
    mails = [post(to=f"person:{n}") for n in range(40)]
    ready = threading.Barrier(4, timeout=60)
    claimed = {}

    def work(holder):
        ready.wait()
        mine = claimed[holder] = []
        for start in range(0, len(mails), 10):
            with database.transaction() as db:
                mine += [mail.id for mail in outbox.claim(db, mails[start : start + 10], holder, NOW)]

    workers = [threading.Thread(target=work, args=(f"worker {n}",)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(chain(*claimed.values())) == mails


@TWO_WRITERS
def test_a_worker_passes_over_what_another_is_just_claiming(database, post):
    first, second = post(), post(to=BO)
    with database.transaction() as one:
        assert [mail.id for mail in outbox.claim(one, [first], "one", NOW)] == [first]
        with database.transaction() as other:
            assert [mail.id for mail in outbox.claim(other, [first, second], "other", NOW)] == [second]


# --- Sending ---


def test_a_mail_that_was_sent_says_when_and_what_the_server_said(post, see, send):
    mail = post()
    send(mail, now=NOW + MINUTE)
    sent = see(mail)
    assert (sent.state, sent.sent_at, sent.error, sent.attempts) == (SENT, NOW + MINUTE, "250 OK", 1)


def test_the_bytes_are_kept_sealed(database, post, see):
    mail = post()
    with database.transaction() as db:
        outbox.keep_bytes(db, db.get_one(Outgoing, mail), b"Subject: hello", [{"n": 1, "follow_up": 9}])
    with database.transaction(read_only=True) as db:
        kept = db.get_one(Outgoing, mail)
        assert b"hello" not in kept.raw
        assert unseal(db, kept.raw) == b"Subject: hello"
        assert kept.shown == [{"n": 1, "follow_up": 9}]


def test_who_lost_the_claim_can_neither_send_nor_mark(claim, mark, post, recover, see):
    mail = post()
    claim("slow", mail)
    recover(NOW + outbox.LEASE)
    assert claim("quick", mail, now=NOW + outbox.LEASE) == [mail]
    assert not mark(outbox.mark_inflight, mail, "slow")
    assert mark(outbox.mark_inflight, mail, "quick")
    assert not mark(outbox.mark_sent, mail, "slow", "250 OK")
    mark(outbox.mark_refused, mail, "slow", "550 no", permanent=True)
    mark(outbox.doubt, mail, "slow", "connection lost")
    assert see(mail).state is OutgoingState.INFLIGHT


def test_nothing_leaves_that_is_not_claimed(mark, post):
    assert not mark(outbox.mark_inflight, post(), "")


def test_each_mail_that_leaves_prolongs_the_claims_behind_it(claim, mark, post, recover, see):
    first, second = post(), post(to=BO)
    claim("worker", first, second)
    later = NOW + outbox.LEASE - MINUTE
    mark(outbox.mark_inflight, first, "worker", now=later)
    recover(NOW + outbox.LEASE)
    assert [see(mail).state for mail in (first, second)] == [OutgoingState.INFLIGHT, OutgoingState.CLAIMED]
    recover(later + outbox.LEASE)
    assert [see(mail).state for mail in (first, second)] == [HELD, QUEUED]


def test_what_was_claimed_and_not_sent_is_given_back(claim, database, mark, post, see):
    first, second, others = post(), post(to=BO), post(to="person:3")
    claim("worker", first, second)
    claim("another", others)
    mark(outbox.mark_inflight, first, "worker")
    with database.transaction() as db:
        outbox.release(db, "worker", NOW)
    states = [see(mail).state for mail in (first, second, others)]
    assert states == [OutgoingState.INFLIGHT, QUEUED, OutgoingState.CLAIMED]
    assert claim("next", second) == [second]


# --- Refusals ---


def test_a_no_for_good_is_final(claim, leave, mark, post, see):
    mail = post()
    leave(mail)
    mark(outbox.mark_refused, mail, "worker", "550 no such user", permanent=True)
    assert (see(mail).state, see(mail).error) == (FAILED, "550 no such user")
    assert claim("worker", mail, now=NOW + timedelta(days=1)) == []


def test_a_no_for_now_is_tried_again_after_longer_and_longer_waits(leave, mark, post, see):
    mail = post(stale_at=NOW + timedelta(days=9))
    at = NOW
    for minutes in (1, 5, 15, 60, 60, 60):
        leave(mail, now=at)
        mark(outbox.mark_refused, mail, "worker", "451 busy", now=at, permanent=False)
        assert see(mail).due_at == at + minutes * MINUTE
        at = see(mail).due_at
    assert see(mail).attempts == 6


def test_a_server_that_is_down_counts_as_a_try(claim, mark, post, see):
    mail = post()
    claim("worker", mail)
    mark(outbox.mark_refused, mail, "worker", "no connection", permanent=False)
    assert (see(mail).state, see(mail).attempts, see(mail).due_at) == (QUEUED, 1, NOW + MINUTE)


def test_what_grew_stale_is_not_sent_any_more(claim, post, recover, see):
    mail = post(MailKind.REMINDER, stale_at=NOW + MINUTE)
    assert claim("worker", mail, now=NOW + MINUTE) == []
    recover(NOW + MINUTE)
    assert (see(mail).state, see(mail).error) == (FAILED, "stale: ")


def test_a_mail_goes_stale_a_week_after_it_was_posted(post, recover, see):
    mail = post()
    recover(NOW + outbox.STALE_AFTER - MINUTE)
    assert see(mail).state is QUEUED
    recover(NOW + outbox.STALE_AFTER)
    assert see(mail).state is FAILED


# --- Doubt ---


@pytest.mark.parametrize("how", ["the connection broke", "the worker was killed"])
def test_a_doubtful_mail_goes_again_where_that_is_harmless_and_is_held_elsewhere(
    claim, how, leave, mark, post, recover, see
):
    mails = {kind: post(kind, to=f"person:{n}") for n, kind in enumerate(MailKind)}
    later = NOW + outbox.LEASE
    for mail in mails.values():
        leave(mail)
        if how == "the connection broke":
            mark(outbox.doubt, mail, "worker", "connection lost", now=later)
    recover(later - MINUTE)
    if how == "the worker was killed":
        assert {see(mail).state for mail in mails.values()} == {OutgoingState.INFLIGHT}
        recover(later)
    calendars = {MailKind.INVITE, MailKind.UPDATE, MailKind.CANCEL, MailKind.RESENT}
    harmless = calendars | {MailKind.CONFIRM, MailKind.SIGN_IN}
    for kind, mail in mails.items():
        assert see(mail).state is (QUEUED if kind in harmless else HELD)
        assert see(mail).error.startswith("in doubt: ")
    assert claim("worker", *mails.values(), now=later) == sorted(mails[kind] for kind in harmless)


def test_an_expired_claim_was_certainly_not_sent_and_is_queued_again(claim, post, recover, see):
    mail = post()
    claim("dead", mail)
    recover(NOW + outbox.LEASE - MINUTE)
    assert see(mail).state is OutgoingState.CLAIMED
    recover(NOW + outbox.LEASE)
    assert (see(mail).state, see(mail).claim) == (QUEUED, "")


def test_a_held_mail_goes_stale_like_any_other(leave, mark, post, recover, see):
    mail = post()
    leave(mail)
    mark(outbox.doubt, mail, "worker", "connection lost")
    recover(NOW + outbox.STALE_AFTER)
    assert see(mail).state is FAILED
    assert see(mail).error == "stale: in doubt: connection lost"


@pytest.mark.parametrize("state", [HELD, FAILED])
def test_an_organizer_may_send_again_what_is_held_or_failed(claim, database, post, see, state):
    mail = post()
    with database.transaction() as db:
        db.get_one(Outgoing, mail).state = state
    at = NOW + timedelta(days=10)
    with database.transaction() as db:
        outbox.send_again(db, db.get_one(Outgoing, mail), at)
        assert db.info["wake"] == [("deliver", mail)]
    assert claim("worker", mail, now=at) == [mail]


@pytest.mark.parametrize("state", [QUEUED, SENT, OutgoingState.INFLIGHT, OutgoingState.SUPERSEDED])
def test_nothing_else_may_be_sent_again(database, post, state):
    mail = post()
    with database.transaction() as db:
        db.get_one(Outgoing, mail).state = state
        with pytest.raises(NotAllowed, match="held or has failed"):
            outbox.send_again(db, db.get_one(Outgoing, mail), NOW)


def test_a_held_mail_that_arrived_counts_as_sent(database, leave, mark, post, see):
    held, failed = post(), post(to=BO)
    leave(held)
    mark(outbox.doubt, held, "worker", "connection lost")
    with database.transaction() as db:
        db.get_one(Outgoing, failed).state = FAILED
        for mail in (held, failed):
            outbox.it_arrived(db.get_one(Outgoing, mail), NOW + MINUTE)
    assert (see(held).state, see(held).sent_at) == (SENT, NOW + MINUTE)
    assert see(failed).state is FAILED


@TWO_WRITERS
def test_recovery_leaves_alone_what_a_slow_worker_has_just_sent_off(database, claim, post, see):
    mail = post()
    claim("slow", mail)
    after = NOW + outbox.LEASE
    done = threading.Event()

    def sweep():
        with database.transaction() as db:
            outbox.recover(db, after)
        done.set()

    with database.transaction() as db:
        assert outbox.mark_inflight(db, mail, "slow", after)
        sweeper = threading.Thread(target=sweep)
        sweeper.start()
        assert not done.wait(0.2), "it waits for the row"
    sweeper.join()
    assert (see(mail).state, see(mail).claim) == (OutgoingState.INFLIGHT, "slow")


# --- Updates and cancellations ---


def test_an_update_is_left_out_while_the_invite_waits_and_takes_its_place(change, database, lane, post):
    invite = post(MailKind.INVITE, stale_at=NOW + MINUTE)
    with database.transaction() as db:
        outbox.keep_bytes(db, db.get_one(Outgoing, invite), b"at five", [])
    assert not change(MailKind.UPDATE, 1)
    assert lane() == [(MailKind.INVITE, 1, QUEUED)]
    with database.transaction(read_only=True) as db:
        mail = db.get_one(Outgoing, invite)
        assert (mail.raw, mail.stale_at) == (None, STARTS)


def test_an_update_of_what_was_sent_follows_it_and_replaces_what_still_waits(change, lane, post, send):
    send(post(MailKind.INVITE))
    assert change(MailKind.UPDATE, 1)
    assert change(MailKind.UPDATE, 2)
    assert lane() == [
        (MailKind.INVITE, 0, SENT),
        (MailKind.UPDATE, 1, OutgoingState.SUPERSEDED),
        (MailKind.UPDATE, 2, QUEUED),
    ]


def test_an_update_replaces_topic_and_reminder_that_still_wait(change, lane, post, send):
    send(post(MailKind.INVITE))
    post(MailKind.TOPIC)
    post(MailKind.TOPIC, to=BO)
    change(MailKind.UPDATE, 1)
    assert lane()[1:] == [(MailKind.TOPIC, 0, OutgoingState.SUPERSEDED), (MailKind.UPDATE, 1, QUEUED)]
    assert lane(BO) == [(MailKind.TOPIC, 0, QUEUED)]


def test_a_cancel_of_an_invite_that_never_left_is_not_sent(change, lane, post):
    post(MailKind.INVITE)
    assert not change(MailKind.CANCEL, 1)
    assert lane() == [(MailKind.INVITE, 0, OutgoingState.SUPERSEDED)]


def test_a_cancel_without_any_invite_is_not_sent(change, lane):
    assert not change(MailKind.CANCEL, 1)
    assert lane() == []


@pytest.mark.parametrize("step", ["claimed", "inflight", "sent", "held"])
def test_a_cancel_follows_an_invite_that_may_arrive(change, claim, database, lane, post, step):
    invite = post(MailKind.INVITE)
    with database.transaction() as db:
        db.get_one(Outgoing, invite).state = OutgoingState(step)
    assert change(MailKind.CANCEL, 1)
    assert lane() == [(MailKind.INVITE, 0, OutgoingState(step)), (MailKind.CANCEL, 1, QUEUED)]


def test_a_cancel_never_overtakes_its_invite(change, claim, database, leave, mark, post):
    invite = post(MailKind.INVITE)
    leave(invite)
    assert change(MailKind.CANCEL, 1)
    with database.transaction(read_only=True) as db:
        cancel = db.scalars(select(Outgoing.id).where(Outgoing.kind == MailKind.CANCEL)).one()
    assert claim("other", cancel) == []
    mark(outbox.mark_sent, invite, "worker", "250 OK")
    assert claim("other", cancel) == [cancel]


def test_a_failed_invite_needs_no_cancel(change, lane, leave, mark, post):
    invite = post(MailKind.INVITE)
    leave(invite)
    mark(outbox.mark_refused, invite, "worker", "550 no such user", permanent=True)
    assert not change(MailKind.CANCEL, 1)
    assert lane() == [(MailKind.INVITE, 0, FAILED)]


@pytest.mark.parametrize("kind", [MailKind.UPDATE, MailKind.CANCEL])
def test_an_invite_in_doubt_counts_as_arrived(change, kind, lane, leave, mark, post):
    invite = post(MailKind.INVITE)
    leave(invite)
    mark(outbox.doubt, invite, "worker", "connection lost")
    assert change(kind, 1)
    assert lane() == [(MailKind.INVITE, 0, OutgoingState.SUPERSEDED), (kind, 1, QUEUED)]


def test_a_cancel_follows_updates(change, lane, post, send):
    send(post(MailKind.INVITE))
    change(MailKind.UPDATE, 1)
    assert change(MailKind.CANCEL, 2)
    assert lane() == [
        (MailKind.INVITE, 0, SENT),
        (MailKind.UPDATE, 1, OutgoingState.SUPERSEDED),
        (MailKind.CANCEL, 2, QUEUED),
    ]


@TWO_WRITERS
def test_an_update_waits_for_the_claim_that_decides_whether_it_is_needed(database, lane, post):
    """A worker is just claiming the invite, so it renders the old time: then the update must be posted."""
    invite = post(MailKind.INVITE)
    done = threading.Event()

    def move():
        with database.transaction() as db:
            lanes.post_change(db, MailKind.UPDATE, ANA, meeting(1), NOW)
        done.set()

    with database.transaction() as db:
        assert outbox.claim(db, [invite], "worker", NOW)
        mover = threading.Thread(target=move)
        mover.start()
        assert not done.wait(0.2), "it waits for the row"
    mover.join()
    assert lane() == [(MailKind.INVITE, 0, OutgoingState.CLAIMED), (MailKind.UPDATE, 1, QUEUED)]
