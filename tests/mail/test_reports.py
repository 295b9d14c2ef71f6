"""Bounces and complaints as they come in: believed at the return path of the mail, and nowhere else."""

import hashlib
import re
from datetime import timedelta
from email import message_from_bytes

import pytest

from circles.domain.words import IncomingKind, IncomingState, MailKind, OutgoingState, Rsvp, TrustLevel
from circles.mail import demo_replies
from circles.mail.compose import recipients
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.models import Address, Incoming, Outgoing, Suppression
from circles.services import inbox, meetings, retention
from tests.mail.bounce_mails import DAEMON, arf, dsn, group
from tests.mail.post import SITE, SOON, Post
from tests.services.stage import NOW

BO = "bo@meadow.example"
GONE = dsn(DAEMON, "Undelivered Mail Returned to Sender", group(final=f"rfc822; {BO}"), "Return-Path: <>")
FULL = dsn(DAEMON, "Delayed", group("delayed", "4.2.2", final=f"rfc822; {BO}"), "Return-Path: <>")
EXPIRED = dsn(DAEMON, "Undelivered", group("failed", "4.4.7", final=f"rfc822; {BO}"), "Return-Path: <>")
SPAM = arf(f"Feedback-Type: abuse\nOriginal-Rcpt-To: {BO}\n")
OUT_OF_OFFICE = (
    f"From: {BO}\r\nSubject: Automatic reply: Thursday\r\nAuto-Submitted: auto-replied\r\n\r\nI am away.\r\n"
).encode()


def sent(post: Post, name: str = "Bo") -> Outgoing:
    """Send somebody's invite, and give its row."""
    raw = post.invite(name)
    local = str(parse(raw).message_id).strip("<>").partition("@")[0]
    mail = post.db.query(Outgoing).filter_by(message_id=local).one()
    mail.state = OutgoingState.SENT
    return mail


def take(post: Post, raw: bytes, recipient: str) -> Incoming:
    stored = inbox.store(post.db, raw, recipient, SOON)
    assert stored is not None
    read_stored(post.db, stored, SITE, SOON)
    return post.db.get_one(Incoming, stored)


def return_path(post: Post, mail: Outgoing) -> str:
    return recipients(post.db, mail, SITE, NOW)[0]


def stopped(post: Post) -> list[str]:
    return [each.normalised for each in post.db.query(Address) if each.bounced_at is not None]


@pytest.mark.parametrize("raw", [GONE, EXPIRED, SPAM])
def test_what_comes_back_to_the_return_path_for_good_stops_mail(post: Post, raw: bytes) -> None:
    incoming = take(post, raw, return_path(post, sent(post)))
    assert stopped(post) == [BO]
    assert incoming.state is IncomingState.READ
    assert incoming.person_id == post.stage.members["Bo"].person_id
    assert "no more" in incoming.outcome["reason"]


def test_a_yes_to_an_invite_that_was_said_to_have_come_back_is_none_to_another_time(post: Post) -> None:
    invite = post.invite("Bo")
    take(post, GONE, return_path(post, sent(post)))
    moved = post.stage.first.starts_at + timedelta(days=2)
    meetings.reschedule(post.db, post.stage.first, moved, "organizer:1", "", SOON)
    told = post.reply(invite, "Yes", now=SOON + timedelta(hours=1))
    assert (stopped(post), post.answer("Bo")) == ([], None)
    assert told.outcome["reason"].startswith("The meeting has moved to Thu 14 Jan")
    post.reply(post.invite("Bo"), "Yes", now=SOON + timedelta(hours=2))
    assert post.answer("Bo") is Rsvp.YES


def test_a_delay_stops_nothing(post: Post) -> None:
    incoming = take(post, FULL, return_path(post, sent(post)))
    assert stopped(post) == []
    assert (incoming.kind, incoming.state) == (IncomingKind.BOUNCE, IncomingState.READ)
    assert "the mailbox is full" in incoming.outcome["reason"]


@pytest.mark.parametrize("raw", [GONE, SPAM])
def test_a_report_that_comes_anywhere_else_is_ignored(post: Post, raw: bytes) -> None:
    """Who has a forwarded mail knows its reply address, but not where it would come back to."""
    mail = sent(post)
    later = (NOW + timedelta(days=60)).date()
    membership = post.stage.circle.members[1]
    for recipient in (
        SITE.membership_address(membership.id),
        SITE.outgoing_address(mail.id, later),
        SITE.return_address(mail.id + 1000, later),
        SITE.mail_from,
    ):
        incoming = take(post, raw, recipient)
        assert incoming.state is IncomingState.READ
        assert "nothing was changed" in incoming.outcome["reason"]
    assert (stopped(post), mail.state) == ([], OutgoingState.SENT)


def test_a_report_to_another_mails_return_path_changes_nothing(post: Post) -> None:
    take(post, GONE, return_path(post, sent(post, "Carl")))
    assert stopped(post) == []


def test_a_complaint_may_quote_the_return_path(post: Post) -> None:
    """Providers send complaints to one address for all mail of a domain."""
    path = return_path(post, sent(post))
    raw = arf(f"Feedback-Type: abuse\nOriginal-Mail-From: <{path}>\n")
    incoming = take(post, raw, SITE.mail_from)
    assert (incoming.kind, stopped(post)) == (IncomingKind.COMPLAINT, [BO])


def test_a_return_path_is_no_reply_address(post: Post) -> None:
    """Who writes there is asked whether it was they, as anybody who answers past the address we gave."""
    raw = f"From: {BO}\r\nSubject: hello\r\n\r\nYes\r\n".encode()
    incoming = take(post, raw, return_path(post, sent(post)))
    assert incoming.outcome["trust"]["level"] == TrustLevel.C
    assert (post.answer("Bo"), post.count(MailKind.ASK, "Bo")) == (None, 1)


@pytest.mark.parametrize("raw", [FULL, OUT_OF_OFFICE])
def test_what_comes_back_shows_that_a_mail_in_doubt_arrived(post: Post, raw: bytes) -> None:
    mail = sent(post)
    mail.state = OutgoingState.HELD
    take(post, raw, return_path(post, mail))
    assert mail.state is OutgoingState.SENT


def test_a_reply_shows_that_the_mail_it_answers_arrived(post: Post) -> None:
    mail = sent(post)
    mail.state = OutgoingState.HELD
    post.reply(post.invite("Bo"), "Yes")
    assert mail.state is OutgoingState.SENT


def test_who_writes_from_an_address_that_bounced_is_written_to_again(post: Post) -> None:
    mail = sent(post)
    take(post, GONE, return_path(post, mail))
    post.reply(post.invite("Bo"), "Yes", sender="eva@elsewhere.example")
    assert stopped(post) == [BO]
    post.reply(post.invite("Bo"), "Yes")
    assert stopped(post) == []
    assert post.count(MailKind.RECEIPT, "Bo") == 1


def test_who_complained_is_not_written_to_again_though_they_write(post: Post) -> None:
    take(post, SPAM, return_path(post, sent(post)))
    post.reply(post.invite("Bo"), "Yes")
    assert stopped(post) == [BO]


# --- Mail that nobody answers for ---


def test_a_strangers_mail_is_kept_apart_and_never_answered(post: Post) -> None:
    incoming = take(post, b"From: a@b.example\r\nSubject: hello\r\n\r\nYes\r\n", SITE.mail_from)
    assert incoming.state is IncomingState.QUARANTINED
    assert incoming.person_id is None


def test_a_mail_no_program_builds_is_put_before_a_person_if_its_writer_is_known(post: Post) -> None:
    mail = post.invite("Bo")
    for sender, state in ((BO, IncomingState.REVIEW), ("a@b.example", IncomingState.QUARANTINED)):
        head = f"From: {sender}\r\nTo: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        incoming = post.take(mail, head.encode() + b"--b\r\n\r\n" * 5000)
        assert incoming.kind is IncomingKind.REFUSED
        assert incoming.state is state
        assert incoming.person_id == post.stage.members["Bo"].person_id


def test_our_own_mail_come_back_with_another_from_is_a_loop(post: Post) -> None:
    ours = post.invite("Bo")
    head, _, body = ours.partition(b"\r\n\r\n")
    kept = [line for line in head.split(b"\r\n") if line.startswith((b"Message-ID", b"MIME", b"Subject"))]
    raw = b"\r\n".join([f"From: {BO}".encode(), *kept, b"", body])
    incoming = post.take(ours, raw)
    assert (incoming.kind, incoming.state) == (IncomingKind.LOOP, IncomingState.READ)


# --- Rates ---


def test_a_flood_is_kept_but_neither_acted_on_nor_answered(post: Post) -> None:
    mail = post.invite("Bo")
    taken = [
        post.take(mail, demo_replies.reply(mail, BO, f"Yes\n\n{n}", "gmail", SOON), SOON) for n in range(25)
    ]
    quarantined = [each for each in taken if each.state is IncomingState.QUARANTINED]
    assert quarantined == taken[20:]
    assert quarantined[0].outcome["reason"] == "Too many mails came from this sender within a short time."
    assert post.count(MailKind.RECEIPT, "Bo") + post.count(MailKind.UNSURE, "Bo") == 10


def test_a_flood_from_elsewhere_does_not_shut_out_the_owner_of_an_address(post: Post) -> None:
    mail = post.invite("Bo")
    for n in range(25):
        post.reply(mail, f"Yes {n}", sender="eva@elsewhere.example")
    assert post.reply(mail, "Yes").state is IncomingState.READ


def test_after_an_hour_there_is_room_again(post: Post) -> None:
    mail = post.invite("Bo")
    for n in range(21):
        post.take(mail, demo_replies.reply(mail, BO, f"Yes\n\n{n}", "gmail", SOON), SOON)
    later = SOON + timedelta(hours=1)
    assert post.reply(mail, "No", now=later).state is IncomingState.READ


# --- What we promise ---


def every_address_of_ours(raw: bytes) -> list[str]:
    """Find what a reader of a mail, or anybody they pass it on to with its header, could write to."""
    message = message_from_bytes(raw)
    parts = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
    text = raw + b"".join(part for part in parts if isinstance(part, bytes))
    found = re.findall(rb"circles(?:\+[a-z2-7]+)?@[a-z.]*circles\.example", text)
    return sorted({each.decode() for each in found})


def test_forwarding_our_mail_is_safe_for_nobody_can_make_it_bounce(post: Post) -> None:
    mail = sent(post)
    raw = post.invite("Bo")
    known = every_address_of_ours(raw)
    assert SITE.membership_address(post.stage.circle.members[1].id) in known
    original = f"From: us\nMessage-ID: {parse(raw).message_id}\n\nhello"
    for recipient in known:
        spam = arf(
            f"Feedback-Type: abuse\nOriginal-Rcpt-To: {BO}\nOriginal-Mail-From: {recipient}\n", original
        )
        for forged in (GONE, spam):
            assert "nothing was changed" in take(post, forged, recipient).outcome["reason"]
    assert (stopped(post), mail.state) == ([], OutgoingState.SENT)


def test_nobody_can_stop_your_mail_by_faking_your_address(post: Post) -> None:
    """A failure told in words, as from the person: it is read as theirs, and stops nothing."""
    mail = post.invite("Bo")
    post.reply(mail, "550 5.1.1 no such user. Delivery to this address has failed permanently.")
    assert stopped(post) == []


def test_we_keep_no_mail_that_was_kept_apart(post: Post) -> None:
    incoming = take(post, b"From: a@b.example\r\nSubject: hello\r\n\r\nYes\r\n", SITE.mail_from)
    week, second = timedelta(days=7), timedelta(seconds=1)
    retention.sweep(post.db, SOON + week, keep_received=week, keep_sent=True)
    post.db.refresh(incoming)
    assert incoming.raw is not None
    retention.sweep(post.db, SOON + week + second, keep_received=week, keep_sent=True)
    post.db.refresh(incoming)
    assert incoming.raw is None


def test_the_suppression_list_holds_nothing_but_a_keyed_hash(post: Post) -> None:
    take(post, SPAM, return_path(post, sent(post)))
    row = post.db.query(Suppression).one()
    assert re.fullmatch("[0-9a-f]{64}", row.hash)
    for guess in (BO, f"circles suppression\0{BO}"):
        assert row.hash != hashlib.sha256(guess.encode()).hexdigest()


def test_logs_hold_no_address_of_who_bounced(post: Post, capfd: pytest.CaptureFixture[str]) -> None:
    path = return_path(post, sent(post))
    for raw in (FULL, GONE, SPAM):
        take(post, raw, path)
    said = "".join(capfd.readouterr())
    assert BO not in said
    assert path not in said
