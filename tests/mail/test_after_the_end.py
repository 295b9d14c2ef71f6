"""Replies to a season that is over: closed, what happened is still recorded; anonymised, nothing is."""

from datetime import timedelta

from sqlalchemy import select

from circles.domain.words import IncomingState, MailKind, OutgoingState, ParticipantState
from circles.models import FollowUp, Note, Outgoing
from circles.services import anonymising, attendance, seasons
from tests.mail.post import LINES, Post, recap
from tests.services.stage import AFTER

LATER = AFTER + timedelta(days=200)


def close(post: Post) -> None:
    seasons.close(post.db, post.stage.season, "organizer:1", AFTER)
    for mail in post.db.scalars(select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED)):
        mail.state = OutgoingState.SENT
    post.db.flush()


def new_mails(post: Post) -> list[MailKind]:
    waiting = select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED).order_by(Outgoing.id)
    return [mail.kind for mail in post.db.scalars(waiting)]


def anonymised(post: Post) -> bytes:
    mail = recap(post)
    close(post)
    anonymising.sweep(post.db, LATER)
    post.db.expire_all()
    return mail


def test_a_late_reply_to_a_closed_season_is_recorded_with_a_receipt_and_no_other_mail(post: Post) -> None:
    mail = recap(post)
    close(post)
    post.reply(mail, LINES, now=AFTER + timedelta(days=1))
    known = attendance.attendance(post.db, [post.stage.first])
    assert len(known) == 3
    assert [each.text for each in post.db.scalars(select(FollowUp))] == ["send the reading list"]
    assert new_mails(post) == [MailKind.RECEIPT]


def test_words_to_the_circle_of_a_closed_season_are_passed_on_to_nobody(post: Post) -> None:
    mail = recap(post)
    close(post)
    post.reply(mail, "Circle: shall we have a drink?", now=AFTER + timedelta(days=1))
    assert MailKind.NOTE not in new_mails(post)


def test_nobody_joins_a_closed_season_by_a_late_yes(post: Post) -> None:
    mail = recap(post)
    post.stage.members["Ana"].state = ParticipantState.LEFT
    close(post)
    post.reply(mail, "Join", now=AFTER + timedelta(days=1))
    assert post.stage.members["Ana"].state is ParticipantState.LEFT


def test_a_reply_to_an_anonymised_season_records_nothing_and_waits_for_a_person(post: Post) -> None:
    mail = anonymised(post)
    incoming = post.reply(mail, LINES, now=LATER)
    assert attendance.attendance(post.db, [post.stage.first]) == {}
    assert post.db.scalars(select(FollowUp)).all() == []
    assert incoming.state is IncomingState.REVIEW
    assert "no longer kept" in incoming.outcome["reason"]


def test_free_words_to_an_anonymised_season_are_kept_as_no_note(post: Post) -> None:
    mail = anonymised(post)
    post.reply(mail, "I take with me that asking is no weakness.", now=LATER)
    assert post.db.scalars(select(Note)).all() == []


def test_who_was_in_an_anonymised_season_still_gets_what_we_hold(post: Post) -> None:
    mail = anonymised(post)
    post.reply(mail, "My data", now=LATER)
    assert MailKind.DATA in new_mails(post)
