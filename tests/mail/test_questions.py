"""Our questions and receipts, and what an answer to one of them means."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from circles.domain.words import (
    IncomingState,
    MailKind,
    MeetingState,
    OutgoingState,
    ParticipantState,
    Rsvp,
)
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.models import FollowUp, Incoming, Outgoing, RsvpEvent
from circles.services import meetings, outbox, people, retention
from tests.mail.post import SITE, SOON, Post, recap, topic
from tests.services.stage import AFTER, MEETS, NOW


def test_a_stranger_who_knows_the_address_changes_nothing(post: Post) -> None:
    post.reply(post.invite("Ana"), "No", sender="mallory@evil.example")
    assert post.answer("Ana") is None
    assert post.count(MailKind.ASK, "Ana") == 1


def test_a_yes_to_the_question_applies_what_the_stranger_wrote(post: Post) -> None:
    """Ana had written from an address we did not know."""
    post.reply(post.invite("Ana"), "No", sender="ana@private.example")
    asked = post.db.scalars(select(Incoming)).one()
    post.reply(post.sent(MailKind.ASK, "Ana"), "Yes")
    assert asked.state is IncomingState.STORED
    read_stored(post.db, asked.id, SITE, SOON)
    assert post.answer("Ana") is Rsvp.NO


def test_words_nobody_understands_go_to_a_person_and_say_so(post: Post) -> None:
    outbox.post(post.db, MailKind.REMINDER, post.stage.person("Dee"), f"meeting:{post.stage.first.id}", NOW)
    reminder = post.sent(MailKind.REMINDER, "Dee")
    incoming = post.reply(reminder, "Purple is a fine colour for a bicycle.")
    assert incoming.state is IncomingState.REVIEW
    assert post.count(MailKind.UNSURE, "Dee") == 1


UNREADABLE = (
    "From: dee@meadow.example\r\nTo: {to}\r\nSubject: Re: Your topic\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n{text}"
    '--b\r\nContent-Type: {kind}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+Ig==\r\n'
    "--b--\r\n"
)
NO_WORDS = "--b\r\nContent-Type: text/plain\r\n\r\n \r\n"


@pytest.mark.parametrize("text", ["", NO_WORDS])
@pytest.mark.parametrize(
    ("name", "kind", "why"),
    [
        ("winmail.dat", "application/ms-tnef", "in a format of its own (winmail.dat), which we can't read"),
        ("SMIME.p7m", "application/pkcs7-mime", "Your mail was encrypted"),
        ("photo.jpg", "image/jpeg", "There were no words of your own in it"),
    ],
)
def test_who_sends_words_in_a_form_that_we_cannot_read_is_told_so(
    post: Post, text: str, name: str, kind: str, why: str
) -> None:
    mail = topic(post)
    to = str(parse(mail).header("reply-to")).rpartition("<")[2].strip("> ")
    raw = UNREADABLE.format(to=to, text=text, name=name, kind=kind)
    incoming = post.take(mail, raw.encode())
    assert incoming.state is IncomingState.REVIEW
    assert why in " ".join(str(parse(post.sent(MailKind.UNSURE, "Dee")).text).split())


def test_a_second_unclear_mail_of_a_day_is_not_asked_about_again(post: Post) -> None:
    post.reply(topic(post), "Purple is a fine colour.")
    incoming = post.reply(topic(post), "So is green.")
    assert incoming.state is IncomingState.REVIEW
    assert post.count(MailKind.UNSURE, "Dee") == 1


def test_yes_to_our_question_means_what_it_meant_to_the_mail_that_was_not_understood(post: Post) -> None:
    post.reply(recap(post), "Sort of, purple", now=AFTER)
    question = post.sent(MailKind.UNSURE, "Ana", AFTER)
    text = str(parse(question).text)
    assert "Everyone came" in text
    assert "Maybe" not in text
    answer = post.reply(question, "Yes", now=AFTER)
    assert (answer.outcome["rsvp"], answer.outcome["met"]) == (None, "held")
    assert post.stage.first.state is MeetingState.HELD


def test_no_to_a_receipt_of_who_came_is_no_answer_to_the_next_invite(post: Post) -> None:
    post.reply(recap(post), "Attended: Ana, Bo", now=AFTER)
    answer = post.reply(post.sent(MailKind.RECEIPT, "Ana", AFTER), "No", now=AFTER)
    assert answer.state is IncomingState.REVIEW
    assert not post.db.scalars(select(RsvpEvent)).all()
    assert post.stage.first.state is MeetingState.HELD


def test_no_to_a_receipt_of_an_answer_changes_that_answer(post: Post) -> None:
    post.reply(post.invite("Ana"), "Yes")
    post.reply(post.sent(MailKind.RECEIPT, "Ana"), "No, sorry, I can't.\n\nTea will have to wait.")
    assert post.answer("Ana") is Rsvp.NO
    assert not any(member.intro for member in post.stage.circle.members)


def test_yes_to_what_asks_about_the_new_time_is_a_yes_to_it(post: Post) -> None:
    invite = post.invite("Ana")
    for row in post.db.scalars(select(Outgoing)):
        row.state = OutgoingState.SENT
    meetings.reschedule(post.db, post.stage.first, MEETS + timedelta(days=1), "organizer:1", "Snow", NOW)
    post.reply(invite, "Yes")
    post.reply(post.sent(MailKind.UNSURE, "Ana"), "Yes", now=SOON + timedelta(minutes=1))
    assert post.answer("Ana") is Rsvp.YES


def test_yes_to_a_meeting_that_is_over_is_asked_about_with_words_that_fit(post: Post) -> None:
    dees = topic(post)
    post.reply(dees, "Yes", now=AFTER)
    text = str(parse(post.sent(MailKind.UNSURE, "Dee", AFTER)).text)
    assert "has begun" in text
    assert "Attended: Dee" in text
    assert "Missed: Dee" in text
    assert "Your answer for" not in text


@pytest.mark.parametrize("words", ["Pass", "Swap Bo"])
def test_what_is_not_theirs_to_say_is_answered_kindly(post: Post, words: str) -> None:
    incoming = post.reply(post.invite("Dee"), words)
    assert incoming.state is IncomingState.READ
    assert (post.count(MailKind.RECEIPT, "Dee"), post.count(MailKind.UNSURE, "Dee")) == (1, 0)
    assert "Ana hosts the meeting" in str(parse(post.sent(MailKind.RECEIPT, "Dee")).text)


def test_who_reads_on_after_a_command_that_was_obeyed_is_told(post: Post) -> None:
    incoming = post.reply(post.invite("Dee"), "Pause 2 weeks\n\nI can come on Tuesday if Bo does.")
    assert incoming.state is IncomingState.REVIEW
    text = str(parse(post.sent(MailKind.RECEIPT, "Dee")).text)
    assert "We did as you asked" in text
    assert "will read what you wrote" in text


def test_what_was_asked_about_is_done_once_however_often_it_is_confirmed(post: Post) -> None:
    asked = post.reply(post.invite("Ana"), "Next: Ana - buy soil", sender="ana@private.example")
    question = post.sent(MailKind.ASK, "Ana")
    for minute in range(3):
        told = post.reply(question, "Yes", now=SOON + timedelta(minutes=minute))
        read_stored(post.db, asked.id, SITE, SOON)
    assert len(post.db.scalars(select(FollowUp)).all()) == 1
    assert told.outcome["noted"] == ["That is settled already; nothing has changed."]


def test_a_no_to_the_question_settles_it(post: Post) -> None:
    asked = post.reply(post.invite("Ana"), "No", sender="mallory@evil.example")
    question = post.sent(MailKind.ASK, "Ana")
    told = post.reply(question, "No")
    assert told.outcome["noted"] == ["That mail was not yours, so nothing changes."]
    post.reply(question, "Yes", now=SOON + timedelta(minutes=1))
    assert asked.state is IncomingState.READ
    assert post.answer("Ana") is None


def test_what_was_asked_about_is_kept_for_a_week_and_then_has_to_be_written_again(post: Post) -> None:
    asked = post.reply(post.invite("Ana"), "No", sender="ana@private.example")
    question = post.sent(MailKind.ASK, "Ana")
    for days, kept in ((6, True), (8, False)):
        now = SOON + timedelta(days=days)
        retention.sweep(post.db, now, keep_received=timedelta(0), keep_sent=True)
        post.db.refresh(asked, ["raw"])
        assert (asked.raw is not None) is kept
    told = post.reply(question, "Yes", now=now)
    assert (asked.state, told.state) == (IncomingState.READ, IncomingState.REVIEW)
    assert "write it again" in str(parse(post.sent(MailKind.UNSURE, "Ana")).text)


def test_leaving_without_proof_is_asked_about_first(post: Post) -> None:
    asking = post.reply(post.invite("Bo"), "Leave")
    bo = post.stage.members["Bo"]
    assert bo.state is ParticipantState.PLACED
    post.reply(post.sent(MailKind.ASK, "Bo"), "yes")
    read_stored(post.db, asking.id, SITE, SOON)
    assert bo.state is ParticipantState.LEFT
    assert post.count(MailKind.LEFT, "Bo") == 1


def test_who_forges_a_reply_keeps_nobody_from_leaving(post: Post) -> None:
    post.reply(post.invite("Bo"), "Yes", sender="mallory@evil.example")
    post.reply(post.invite("Bo"), "Leave", now=SOON + timedelta(hours=1))
    assert post.count(MailKind.ASK, "Bo") == 2
    again = post.reply(post.invite("Bo"), "Leave!", now=SOON + timedelta(hours=2))
    assert again.state is IncomingState.REVIEW


def settle(post: Post, asked: Incoming, answer: str) -> Incoming:
    """Let Bo answer the question about a mail, and what was theirs be done; gives the answer."""
    told = post.reply(post.sent(MailKind.ASK, "Bo"), answer)
    read_stored(post.db, asked.id, SITE, SOON)
    return told


@pytest.mark.parametrize("request_", ["Leave", "Delete my data"])
def test_who_said_no_by_a_slip_is_asked_again_when_they_ask_again(post: Post, request_: str) -> None:
    invite = post.invite("Bo")
    settle(post, post.reply(invite, request_), "No")
    again = post.reply(invite, request_, now=SOON + timedelta(minutes=30))
    assert (again.state, post.count(MailKind.ASK, "Bo")) == (IncomingState.READ, 2)
    settle(post, again, "Yes")
    assert post.stage.members["Bo"].state is ParticipantState.LEFT


def test_who_left_and_came_back_may_leave_again_on_the_same_day(post: Post) -> None:
    bo, invite = post.stage.members["Bo"], post.invite("Bo")
    settle(post, post.reply(invite, "Leave"), "Yes")
    post.reply(post.sent(MailKind.LEFT, "Bo"), "Resume")
    assert bo.state is ParticipantState.PLACED
    again = post.reply(invite, "Leave", now=SOON + timedelta(hours=2))
    assert bo.state is ParticipantState.PLACED
    settle(post, again, "Yes")
    assert bo.state is ParticipantState.LEFT


def test_mail_from_an_unknown_address_is_asked_about_once_a_day_also_when_that_was_answered(
    post: Post,
) -> None:
    invite = post.invite("Bo")
    settle(post, post.reply(invite, "Yes", sender="mallory@evil.example"), "No")
    again = post.reply(invite, "Yes", sender="mallory@evil.example", now=SOON + timedelta(hours=1))
    assert (again.state, post.count(MailKind.ASK, "Bo")) == (IncomingState.REVIEW, 1)


def changed_nothing(post: Post, why: str) -> None:
    """Expect the latest receipt to Bo to say so, and why, and nothing of what was done."""
    mail = parse(post.sent(MailKind.RECEIPT, "Bo"))
    text = " ".join(str(mail.text).split())
    assert mail.subject == "Nothing has changed, and why"
    assert f"We have your mail and changed nothing. - {why}" in text
    assert "We did as you asked" not in text


def test_a_yes_to_a_question_that_is_settled_is_not_said_to_be_done(post: Post) -> None:
    asked = post.reply(post.invite("Bo"), "Leave")
    settle(post, asked, "No")
    settle(post, asked, "Yes, do it")
    assert post.stage.members["Bo"].state is ParticipantState.PLACED
    changed_nothing(post, "That is settled already; nothing has changed.")


def test_a_break_that_is_asked_for_twice_is_not_said_to_be_done_again(post: Post) -> None:
    for text in ("Pause 2 weeks", "Pause 2 weeks please"):
        post.reply(post.invite("Bo"), text)
    changed_nothing(post, "You are taking a break until then already; nothing has changed.")


def test_who_has_left_is_told_so_instead_of_being_asked_whether_to_leave(post: Post) -> None:
    invite = post.invite("Bo")
    people.leave(post.db, post.stage.members["Bo"], NOW)
    post.reply(invite, "Leave")
    assert post.count(MailKind.ASK, "Bo") == 0
    changed_nothing(post, "You have left already; nothing has changed.")


def test_who_has_left_and_answers_for_a_meeting_and_asks_for_a_break_is_told_once_that_neither_is_done(
    post: Post,
) -> None:
    invite = post.invite("Bo")
    people.leave(post.db, post.stage.members["Bo"], NOW)
    told = post.reply(invite, "No\nPause 2 weeks")
    assert len(told.outcome["noted"]) == 1
    changed_nothing(post, "You have left Springboard, so nothing has changed.")
