"""Another time, proposed from a calendar: the host and the organizers hear of it, and nothing moves."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import (
    IncomingState,
    MailKind,
    OutgoingState,
    ProposalState,
    Rsvp,
)
from circles.errors import NotAllowed
from circles.mail.parse import parse
from circles.models import Incoming, Meeting, Outgoing, Proposal
from circles.services import proposals
from tests.mail import calendar_clients as clients
from tests.mail.calendar_clients import PROPOSING, Client, press
from tests.mail.post import SOON, Post
from tests.services.stage import MEETS, NOW, published

DAY_AFTER = MEETS + timedelta(days=1)
LATER = SOON + timedelta(minutes=5)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


def propose(post: Post, client: Client = clients.google, name: str = "Bo", days: int = 1) -> Incoming:
    invite = post.invite(name)
    it = press(invite, "ACCEPTED", SOON, proposed=MEETS + timedelta(days=days), comment="Dentist, sorry")
    return post.take(invite, client(it), LATER)


def only(post: Post) -> Proposal:
    return post.db.scalars(select(Proposal)).one()


@pytest.mark.parametrize("client", PROPOSING, ids=lambda client: client.__name__)
def test_a_proposal_of_each_calendar_reaches_the_host_and_is_no_answer(post: Post, client: Client) -> None:
    incoming = propose(post, client)
    assert post.answer("Bo") is None
    assert (post.stage.first.starts_at, post.stage.first.sequence) == (MEETS, 0)
    proposal = only(post)
    assert (proposal.starts_at, proposal.note) == (DAY_AFTER, "Dentist, sorry")
    assert proposal.state is ProposalState.OPEN
    assert incoming.state is IncomingState.READ
    text = str(parse(post.sent(MailKind.PROPOSAL, "Ana")).text)
    assert "Bo would like to meet Wed 13 Jan, 10:00-11:00 (Lisbon time) instead of Tue 12 Jan" in text
    assert "Dentist, sorry" in text
    receipt = str(parse(post.sent(MailKind.RECEIPT, "Bo")).text)
    assert "It moves only if the host or an organizer takes it." in " ".join(receipt.split())


def test_the_hour_is_on_the_hosts_clocks(post: Post) -> None:
    post.stage.members["Ana"].person.zone = "Asia/Tokyo"
    propose(post)
    assert "Wed 13 Jan, 19:00-20:00 (Tokyo time)" in str(parse(post.sent(MailKind.PROPOSAL, "Ana")).text)


def test_taking_it_moves_the_meeting_once_and_asks_everyone_again(post: Post) -> None:
    post.take(post.invite("Dee"), clients.google(press(post.invite("Dee"), "ACCEPTED", SOON)), SOON)
    for row in post.db.scalars(select(Outgoing)):
        row.state = OutgoingState.SENT
    propose(post)
    proposals.take(post.db, only(post), "person:1", LATER)
    first = post.stage.first
    assert (first.starts_at, first.sequence, only(post).state) == (DAY_AFTER, 1, ProposalState.TAKEN)
    assert first.reason == "Bo proposed this time."
    assert {post.count(MailKind.UPDATE, name) for name in post.stage.members} == {1}
    assert post.answer("Dee") is None
    with pytest.raises(NotAllowed, match="taken already"):
        proposals.take(post.db, only(post), "person:1", LATER)


def test_of_two_who_settle_it_at_once_one_hears_of_the_other(database: Database) -> None:
    with database.transaction() as db:
        post = Post(db, published(db))
        propose(post)
        proposal_id, meeting_id = only(post).id, post.stage.first.id
    both_have_read = Barrier(2, timeout=5)

    def settle(how: Callable[[Session, Proposal, str, datetime], None]) -> ProposalState | None:
        try:
            with database.transaction() as db:
                proposal = db.get_one(Proposal, proposal_id)
                with suppress(BrokenBarrierError):  # SQLite lets one in after the other anyway
                    both_have_read.wait(timeout=0.5)
                how(db, proposal, "organizer:1", LATER)
                return proposal.state
        except NotAllowed:
            return None

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(settle, how) for how in (proposals.take, proposals.dismiss)]
        [settled] = filter(None, [each.result() for each in done])
    with database.transaction() as db:
        assert db.get_one(Proposal, proposal_id).state is settled
        moved = db.get_one(Meeting, meeting_id).starts_at == DAY_AFTER
        assert moved == (settled is ProposalState.TAKEN)


def test_what_was_dismissed_stays_so_and_its_mail_is_not_sent_any_more(post: Post) -> None:
    propose(post)
    proposals.dismiss(post.db, only(post), "person:1", LATER)
    mail = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.PROPOSAL)).one()
    assert mail.state is OutgoingState.SUPERSEDED
    again = propose(post, clients.outlook)
    assert again.state is IncomingState.REVIEW
    assert "dismissed" in again.outcome["reason"]
    assert only(post).state is ProposalState.DISMISSED


def test_the_same_time_again_is_one_proposal_and_one_mail(post: Post) -> None:
    propose(post)
    propose(post, clients.outlook)
    assert only(post).state is ProposalState.OPEN
    assert post.count(MailKind.PROPOSAL, "Ana") == 1


def test_undo_takes_a_proposal_back_and_it_can_be_made_again(post: Post) -> None:
    propose(post)
    post.reply(post.sent(MailKind.RECEIPT, "Bo"), "undo", now=LATER)
    assert only(post).state is ProposalState.WITHDRAWN
    assert "no longer propose" in str(parse(post.sent(MailKind.UNDO_DONE, "Bo")).text)
    propose(post, clients.outlook)
    assert only(post).state is ProposalState.OPEN
    assert post.count(MailKind.PROPOSAL, "Ana") == 2


@pytest.mark.parametrize("days", [-60, 0, 365 * 9])
def test_a_time_that_cannot_be_waits_for_a_person(post: Post, days: int) -> None:
    incoming = propose(post, days=days)
    assert incoming.state is IncomingState.REVIEW
    assert post.db.scalars(select(Proposal)).all() == []
    assert post.stage.first.starts_at == MEETS


def test_a_time_past_the_next_meeting_is_refused_at_once_with_what_can_be_done(post: Post) -> None:
    incoming = propose(post, days=30)
    assert (incoming.state, post.db.scalars(select(Proposal)).all()) == (IncomingState.READ, [])
    [noted] = incoming.outcome["noted"]
    assert noted == (
        "Nothing has changed. That is not before the next meeting of your circle,"
        " Tue 9 Feb, 10:00-11:00 (Lisbon time). Choose an earlier time."
    )
    assert noted in " ".join(str(parse(post.sent(MailKind.RECEIPT, "Bo")).text).split())
    assert post.count(MailKind.PROPOSAL, "Ana") == 0


def test_a_proposal_is_not_taken_once_the_meeting_has_begun(post: Post) -> None:
    propose(post)
    with pytest.raises(NotAllowed, match="has begun"):
        proposals.take(post.db, only(post), "person:1", MEETS + timedelta(hours=2))


def test_a_host_is_not_flooded(post: Post) -> None:
    states = [propose(post, days=days).state for days in (1, 2, 3, 4)]
    assert states == [IncomingState.READ] * 3 + [IncomingState.REVIEW]
    assert post.count(MailKind.PROPOSAL, "Ana") == 3


def test_a_program_that_takes_no_proposals_says_so_kindly(post: Post) -> None:
    post.stage.program.accepts_proposals = False
    invite = post.invite("Bo")
    assert b"X-MICROSOFT-DISALLOW-COUNTER:TRUE" in (parse(invite).calendar or b"")
    incoming = propose(post)
    assert (incoming.state, post.db.scalars(select(Proposal)).all()) == (IncomingState.READ, [])
    text = " ".join(str(parse(post.sent(MailKind.RECEIPT, "Bo")).text).split())
    assert "Times are not changed from calendars here, so it stays: Tue 12 Jan" in text
    assert post.count(MailKind.PROPOSAL, "Ana") == 0


def test_a_program_that_takes_proposals_lets_calendars_offer_them(post: Post) -> None:
    assert b"DISALLOW-COUNTER" not in (parse(post.invite("Bo")).calendar or b"")


def test_a_yes_to_the_hosts_mail_is_no_answer_to_the_invite(post: Post) -> None:
    propose(post)
    incoming = post.reply(post.sent(MailKind.PROPOSAL, "Ana"), "Yes", now=LATER)
    assert (post.answer("Ana"), post.stage.first.starts_at) == (None, MEETS)
    assert "button" in incoming.outcome["reason"]


def test_without_a_host_the_organizers_still_see_it(post: Post) -> None:
    post.stage.first.host = None
    propose(post)
    assert [each.starts_at for each in proposals.open_for(post.db, post.stage.first, NOW)] == [DAY_AFTER]
    assert post.count(MailKind.PROPOSAL, "Ana") == 0


def test_an_answer_still_counts_while_a_proposal_waits(post: Post) -> None:
    propose(post)
    invite = post.invite("Bo")
    post.take(invite, clients.google(press(invite, "TENTATIVE", SOON)), LATER)
    assert post.answer("Bo") is Rsvp.MAYBE
