"""Writing from another address: asked about, added by a yes from there, and only then believed."""

import re

import pytest
from sqlalchemy import select

from circles.domain.words import IncomingState, MailKind, Rsvp
from circles.mail.compose import compose
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.models import Outgoing, Person
from circles.services import addresses, inbox
from tests.mail.post import LINKS, SITE, SOON, Post
from tests.services.stage import NOW

WORK = "bo@work.example"


def bo(post: Post) -> Person:
    return post.stage.members["Bo"].person


def asked(post: Post) -> bytes:
    """Let Bo add an address, and give the mail that asks there."""
    addresses.add(post.db, bo(post), WORK, NOW)
    return post.sent(MailKind.ADDRESS, "Bo")


def counts(post: Post) -> bool:
    return any(each.counts for each in bo(post).addresses if each.normalised == WORK)


def test_the_mail_that_asks_goes_to_the_new_address_and_opens_no_page_of_theirs(post: Post) -> None:
    mail = asked(post)
    assert str(parse(mail).header("to")).endswith(f"{WORK}>")
    assert b"/me/" not in mail.replace(b"=\r\n", b"")
    assert parse(mail).header("list-unsubscribe") is None
    [link] = set(re.findall(rb"/address/[\w.-]+", mail.replace(b"=\r\n", b"")))
    assert LINKS.read_address(link.decode().rpartition("/")[2]) == bo(post).addresses[1].id


def test_a_yes_from_the_new_address_makes_it_theirs(post: Post) -> None:
    post.reply(asked(post), "Yes", sender=WORK)
    assert counts(post)
    told = parse(post.sent(MailKind.ADDRESSES, "Bo"))
    assert "bo@meadow.example (we write to this one)" in str(told.text)
    assert str(told.header("to")).endswith("bo@meadow.example>")
    later = post.reply(post.invite("Bo"), "No", sender=WORK)
    assert (later.outcome["trust"]["level"], post.answer("Bo")) == ("B", Rsvp.NO)


def test_a_no_from_the_new_address_forgets_it(post: Post) -> None:
    post.reply(asked(post), "No", sender=WORK)
    assert [each.normalised for each in bo(post).addresses] == ["bo@meadow.example"]


@pytest.mark.parametrize("sender", ["eve@evil.example", "carl@meadow.example"])
def test_a_yes_from_anywhere_else_makes_it_nobodys(sender: str, post: Post) -> None:
    post.reply(asked(post), "Yes", sender=sender)
    assert not counts(post)


def test_before_its_yes_the_new_address_proves_nothing(post: Post) -> None:
    asked(post)
    incoming = post.reply(post.invite("Bo"), "Yes", sender=WORK)
    assert (incoming.outcome["trust"]["level"], post.answer("Bo")) == ("C", None)


def test_who_dropped_it_meanwhile_is_not_asked_any_more(post: Post) -> None:
    mail = asked(post)
    addresses.drop(post.db, bo(post), bo(post).addresses[1].id, NOW)
    post.reply(mail, "Yes", sender=WORK)
    assert not counts(post)


def test_a_yes_from_somebody_who_takes_part_as_themselves_changes_nothing_and_is_told_to_nobody(
    post: Post,
) -> None:
    addresses.add(post.db, bo(post), "carl@meadow.example", NOW)
    incoming = post.reply(post.sent(MailKind.ADDRESS, "Bo"), "Yes", sender="carl@meadow.example")
    assert (incoming.person_id, incoming.state) == (None, IncomingState.READ)
    assert not bo(post).addresses[1].counts
    assert post.count(MailKind.RECEIPT, "Bo") == post.count(MailKind.ADDRESSES, "Bo") == 0


@pytest.mark.parametrize("words", ["Leave", "Delete my data", "We met, everyone came", "Who are you?"])
def test_whoever_reads_the_mail_that_asks_can_say_yes_or_no_and_nothing_more(words: str, post: Post) -> None:
    incoming = post.reply(asked(post), words, sender=WORK)
    assert (incoming.person_id, incoming.state) == (None, IncomingState.QUARANTINED)
    kinds = (MailKind.RECEIPT, MailKind.UNSURE, MailKind.ASK, MailKind.HELP)
    assert [post.count(kind, "Bo") for kind in kinds] == [0, 0, 0, 0]


def test_an_answer_from_elsewhere_that_was_theirs_offers_to_add_that_address(post: Post) -> None:
    incoming = post.reply(post.invite("Bo"), "No", sender=WORK)
    assert (post.answer("Bo"), post.count(MailKind.ASK, "Bo")) == (None, 1)
    inbox.answer_ask(post.db, incoming, theirs=True)
    read_stored(post.db, incoming.id, SITE, SOON)
    assert (post.answer("Bo"), incoming.state) == (Rsvp.NO, IncomingState.READ)
    assert incoming.outcome["wrote_from"] == WORK
    receipt = str(parse(post.sent(MailKind.RECEIPT, "Bo")).text)
    assert "You wrote from an address that we don't know as yours" in " ".join(receipt.split())
    assert WORK not in receipt
    assert not counts(post)


def test_an_answer_by_ones_own_reply_address_to_somebody_elses_mail_is_not_theirs(post: Post) -> None:
    """Eve has a reply address of her own, and knows the Message-ID of a mail to Bo."""
    carl = asked_of_carl(post)
    bos = parse(post.invite("Bo")).message_id
    raw = f"From: bo@meadow.example\r\nTo: {carl}\r\nIn-Reply-To: {bos}\r\nSubject: x\r\n\r\nNo\r\n"
    stored = inbox.store(post.db, raw.encode(), carl, SOON)
    assert stored is not None
    read_stored(post.db, stored, SITE, SOON)
    assert post.answer("Bo") is None


def asked_of_carl(post: Post) -> str:
    """Give the reply address of a mail to Carl that is about no circle."""
    addresses.add(post.db, post.stage.members["Carl"].person, "carl@evil.example", NOW)
    row = post.db.scalars(select(Outgoing).order_by(Outgoing.id.desc()).limit(1)).one()
    reply_to = str(parse(compose(post.db, row, SITE, LINKS, NOW).raw).header("reply-to"))
    return reply_to.rpartition("<")[2].strip("> ")
