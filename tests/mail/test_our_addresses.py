"""The addresses we sign: one for good for each place in a circle, worth nothing once a letter is changed."""

import email
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.policy import compat32

import pytest

from circles.domain.words import IncomingState, MailKind, ParticipantState, SeasonState
from circles.mail import demo_replies
from circles.mail.compose import compose
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.mail.site import Site
from circles.models import Incoming, Outgoing
from circles.services import inbox, outbox
from tests.mail.post import LINKS, SITE, SOON, Post
from tests.services.stage import NOW

ROTATED = replace(SITE, keys=(b"new" * 11, *SITE.keys))
FOREIGN = replace(SITE, keys=(b"foreign" * 5,))


def written(post: Post, site: Site, version: int) -> bytes:
    """Write Ana's calendar once more, as an installation with these keys does."""
    first = post.stage.first
    outbox.post(
        post.db, MailKind.UPDATE, post.stage.person("Ana"), f"meeting:{first.id}", NOW, version=version
    )
    row = post.db.query(Outgoing).order_by(Outgoing.id.desc()).first()
    assert row is not None
    return compose(post.db, row, site, LINKS, NOW).raw


def test_an_invitation_is_answered_until_its_season_starts_however_early_it_came(post: Post) -> None:
    season, ana = post.stage.season, post.stage.members["Ana"]
    season.state, ana.state = SeasonState.OPEN, ParticipantState.INVITED
    season.starts_on = (NOW + timedelta(days=150)).date()
    outbox.post(post.db, MailKind.IMPORT_INVITE, post.stage.person("Ana"), f"season:{season.id}", NOW)
    invite = post.sent(MailKind.IMPORT_INVITE, "Ana")
    post.reply(invite, "Yes", now=NOW + timedelta(days=140))
    assert ana.state is ParticipantState.CONFIRMED
    recipient = str(parse(invite).header("reply-to")).rpartition("<")[2].strip("> ")
    assert SITE.read_address(recipient, season.starts_on)
    assert not SITE.read_address(recipient, season.starts_on + timedelta(days=1))


def test_an_invitation_while_circles_meet_names_no_date_that_is_past(post: Post) -> None:
    season = post.stage.season
    assert season.published_at is not None
    outbox.post(post.db, MailKind.IMPORT_INVITE, post.stage.person("Ana"), f"season:{season.id}", NOW)
    text = " ".join(str(parse(post.sent(MailKind.IMPORT_INVITE, "Ana")).text).split())
    assert "after your yes you wait for a seat that suits your hours" in text
    assert "starts in the week" not in text


def senders(raw: bytes) -> set[str]:
    """Give every address of ours in a mail: From, Reply-To and ORGANIZER."""
    message = email.message_from_bytes(raw, policy=compat32)
    calendar = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    data = calendar.get_payload(decode=True)
    assert isinstance(data, bytes)
    [organizer] = [line for line in data.replace(b"\r\n ", b"").splitlines() if line.startswith(b"ORGANIZER")]
    heads = [email.utils.parseaddr(message[name].replace("\r\n", ""))[1] for name in ("From", "Reply-To")]
    return {*heads, organizer.decode().rpartition("mailto:")[2]}


def test_a_new_secret_key_in_front_changes_no_address_of_a_circle(post: Post) -> None:
    [before] = senders(written(post, SITE, 1))
    assert senders(written(post, ROTATED, 2)) == {before}
    assert ROTATED.read_address(before, NOW.date()) == SITE.read_address(before, NOW.date())


def test_once_the_old_key_is_gone_there_is_a_new_address_and_it_stays(post: Post) -> None:
    [before] = senders(written(post, SITE, 1))
    without = replace(SITE, keys=ROTATED.keys[:1])
    [after] = senders(written(post, without, 2))
    assert after != before
    assert without.read_address(before, NOW.date()) is None
    assert senders(written(post, replace(SITE, keys=(b"newest" * 6, *without.keys)), 3)) == {after}


def _answer(post: Post, recipient: str, sender: str = "bo@meadow.example") -> Incoming:
    """Send Bo's calendar mail's yes to an address, naming no mail of ours."""
    raw = f"From: {sender}\r\nTo: {recipient}\r\nSubject: hello\r\n\r\nYes\r\n".encode()
    stored = inbox.store(post.db, raw, recipient, SOON)
    assert stored is not None
    read_stored(post.db, stored, SITE, SOON)
    return post.db.get_one(Incoming, stored)


def _bos(post: Post) -> str:
    [bo] = [each for each in post.stage.circle.members if each.participant is post.stage.members["Bo"]]
    return SITE.membership_address(bo.id)


def _ended(post: Post) -> str:
    return SITE.outgoing_address(_invite(post), SOON.date() - timedelta(days=1))


def _invite(post: Post) -> int:
    found = post.db.query(Outgoing).filter_by(kind=MailKind.INVITE, to=post.stage.person("Bo")).first()
    assert found is not None
    return found.id


WORTHLESS: dict[str, Callable[[Post], str]] = {
    "forged": lambda post: _bos(post).replace("circles+", "circles+aaaa"),
    "a letter changed": lambda post: _bos(post).translate(str.maketrans({"a": "b", "b": "a"})),
    "cut short": lambda post: _bos(post).replace("@", "@", 1).replace(_bos(post)[20:24], "", 1),
    "cut short by one": lambda post: _bos(post).replace(
        _bos(post)[_bos(post).index("@") - 2 :], "@reply.circles.example"
    ),
    "empty": lambda _: "circles+@reply.circles.example",
    "of another installation": lambda _: FOREIGN.membership_address(1),
    "of another domain": lambda post: _bos(post).replace("@reply.", "@other."),
    "expired": _ended,
    "of a circle that is not": lambda _: SITE.membership_address(999),
    "of a mail that is not": lambda _: SITE.outgoing_address(999, SOON.date()),
    "our own": lambda _: SITE.mail_from,
}


@pytest.mark.parametrize("address", WORTHLESS.values(), ids=WORTHLESS.keys())
def test_an_address_that_is_not_quite_ours_is_worth_nothing(
    address: Callable[[Post], str], post: Post
) -> None:
    incoming = _answer(post, address(post))
    assert post.answer("Bo") is None
    assert not post.count(MailKind.RECEIPT, "Bo") + post.count(MailKind.ASK, "Bo")
    assert incoming.state is not IncomingState.STORED


def test_words_sent_to_where_our_mail_comes_back_to_change_nothing(post: Post) -> None:
    incoming = _answer(post, SITE.return_address(_invite(post), SOON.date()))
    assert (incoming.outcome["trust"]["level"], post.answer("Bo")) == ("C", None)


def test_the_right_address_in_any_case_is_worth_an_answer(post: Post) -> None:
    _answer(post, _bos(post).upper())
    assert post.answer("Bo") is not None


def test_a_forwarded_mail_lets_its_reader_change_nothing(post: Post) -> None:
    invite = post.invite("Bo")
    incoming = post.take(invite, demo_replies.reply(invite, "carl@meadow.example", "No", "gmail", SOON))
    assert (incoming.outcome["trust"]["level"], post.answer("Bo"), post.answer("Carl")) == ("C", None, None)
    assert post.count(MailKind.ASK, "Bo") == 1
    assert "circles+" in str(parse(invite).header("reply-to"))


def test_an_upgrade_keeps_of_old_addresses_what_they_stand_for(post: Post) -> None:
    """A stolen database must hold no address that still reaches a circle in somebody's name."""
    today = NOW.date()
    membership, expired = SITE.membership_address(4), SITE.outgoing_address(9, today - timedelta(days=1))
    for number, address in enumerate((membership, expired, SITE.mail_from)):
        inbox.store(post.db, b"From: a@b.example\r\n\r\n%d" % number, address, NOW)
    for address in (membership, SITE.keep(membership, today)):  # taken in by the old version and by this one
        inbox.store(post.db, b"From: a@b.example\r\n\r\nTwice", address, NOW)
    for _ in range(2):
        inbox.keep_no_addresses(post.db, lambda address: SITE.keep(address, today))
        rows = [row.recipient for row in post.db.query(Incoming).order_by(Incoming.id).populate_existing()]
        assert rows == ["membership:4", expired, SITE.mail_from, "copy:4", "membership:4"]
