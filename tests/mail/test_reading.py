"""From a mail as it came in to the record: who may change what, and what the writer is told."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from circles.domain.tongue import say_as, speaking
from circles.domain.words import (
    IncomingKind,
    IncomingState,
    MailKind,
    OutgoingState,
    ParticipantState,
    Rsvp,
)
from circles.mail import demo_replies
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.models import FollowUp, Incoming, Outgoing, RsvpEvent
from circles.services import inbox, meetings, people
from tests.mail.post import SITE, SOON, Post
from tests.services.stage import MEETS, NOW


def test_a_plain_yes_is_recorded_and_receipted_once(post: Post) -> None:
    incoming = post.reply(post.invite("Ana"), "Yes, see you there")
    assert post.answer("Ana") is Rsvp.YES
    assert incoming.state is IncomingState.READ
    assert post.count(MailKind.RECEIPT, "Ana") == 1
    assert b"Yes, see you there" not in post.sent(MailKind.RECEIPT, "Ana")


def test_a_line_about_oneself_is_shared_and_can_be_taken_back(post: Post) -> None:
    post.reply(post.invite("Bo"), "Yes, see you there\n\nI build bridges and like tea.")
    [bo] = [each for each in post.stage.circle.members if each.participant is post.stage.members["Bo"]]
    assert (post.answer("Bo"), bo.intro) == (Rsvp.YES, "I build bridges and like tea.")
    post.reply(post.sent(MailKind.RECEIPT, "Bo"), "undo")
    assert (post.answer("Bo"), bo.intro) == (None, "")


def test_the_reason_of_a_no_and_a_question_are_not_shared(post: Post) -> None:
    post.reply(post.invite("Bo"), "No.\n\nMy mother is ill and I must go.")
    post.reply(post.invite("Dee"), "Yes\n\nWill there be parking near the house?")
    assert not any(member.intro for member in post.stage.circle.members)


def test_a_calendar_button_counts_as_a_reply_does(post: Post) -> None:
    incoming = post.press(post.invite("Bo"), Rsvp.NO)
    assert post.answer("Bo") is Rsvp.NO
    assert incoming.kind is IncomingKind.CALENDAR


def test_an_out_of_office_changes_nothing_and_is_not_answered(post: Post) -> None:
    incoming = post.reply(post.invite("Carl"), "Yes, I am away until Monday.", auto=True)
    assert post.answer("Carl") is None
    assert (incoming.kind, incoming.state) == (IncomingKind.AUTOMATIC, IncomingState.READ)
    assert not post.count(MailKind.RECEIPT, "Carl") + post.count(MailKind.UNSURE, "Carl")


def test_the_same_mail_twice_acts_once(post: Post) -> None:
    incoming = post.reply(post.invite("Ana"), "Yes")
    read_stored(post.db, incoming.id, SITE, SOON)
    assert len(post.db.scalars(select(RsvpEvent)).all()) == 1


def test_what_was_written_last_stands_in_whatever_order_it_arrives(post: Post) -> None:
    invite, later = post.invite("Ana"), SOON + timedelta(seconds=40)
    ana = "ana@meadow.example"
    earlier_yes = demo_replies.reply(invite, ana, "Yes", "gmail", SOON)
    post.take(invite, demo_replies.reply(invite, ana, "No, sorry", "gmail", later), later)
    read_late = post.take(invite, earlier_yes, later + timedelta(minutes=5))
    assert post.answer("Ana") is Rsvp.NO
    assert read_late.outcome["noted"][0].startswith("What you wrote later stands. You can't come")


@pytest.mark.parametrize("wrong", [timedelta(days=-400), timedelta(hours=-2), timedelta(days=3)])
def test_a_date_that_cannot_be_does_not_count(post: Post, wrong: timedelta) -> None:
    """No reply is written before the mail it answers, or after it came."""
    invite, later = post.invite("Ana"), SOON + timedelta(minutes=1)
    post.reply(invite, "Yes")
    odd = demo_replies.reply(invite, "ana@meadow.example", "No", "gmail", later + wrong)
    post.take(invite, odd, later)
    assert post.answer("Ana") is Rsvp.NO
    assert {event.said_at for event in post.db.scalars(select(RsvpEvent))} == {SOON, later}


def test_a_reply_to_a_cancelled_meeting_is_told_so(post: Post) -> None:
    invite = post.invite("Ana")
    meetings.cancel(post.db, post.stage.first, "organizer:1", "Storm", NOW)
    incoming = post.reply(invite, "Yes")
    assert post.answer("Ana") is None
    assert "cancelled" in incoming.outcome["reason"]
    assert "cancelled" in str(parse(post.sent(MailKind.UNSURE, "Ana")).text)


def test_a_yes_to_the_old_time_is_not_a_yes_to_the_new_one(post: Post) -> None:
    invite = post.invite("Ana")
    for row in post.db.scalars(select(Outgoing)):
        row.state = OutgoingState.SENT
    meetings.reschedule(post.db, post.stage.first, MEETS + timedelta(days=1), "organizer:1", "Snow", NOW)
    incoming = post.reply(invite, "Yes")
    assert post.answer("Ana") is None
    assert "moved" in incoming.outcome["reason"]
    post.reply(post.sent(MailKind.UPDATE, "Ana"), "Yes")
    assert post.answer("Ana") is Rsvp.YES


def test_a_calendar_answer_to_a_cancelled_meeting_is_told_so_and_asks_nothing(post: Post) -> None:
    invite = post.invite("Bo")
    meetings.cancel(post.db, post.stage.first, "organizer:1", "Storm", NOW)
    assert post.press(invite, Rsvp.YES).state is IncomingState.REVIEW
    text = str(parse(post.sent(MailKind.UNSURE, "Bo")).text)
    assert "was cancelled" in text
    assert "Maybe" not in text


def test_a_pause_is_kept_to_its_last_day(post: Post) -> None:
    post.reply(post.invite("Bo"), "Pause 2 weeks")
    bo = post.stage.members["Bo"]
    assert bo.paused_until is not None
    assert timedelta(days=13) < bo.paused_until - SOON < timedelta(days=16)


def test_who_asks_for_the_same_break_twice_hears_of_it_once(post: Post) -> None:
    invite = post.invite("Bo")
    post.reply(invite, "Pause 2 weeks")
    again = post.reply(invite, "Pause 2 weeks please", now=SOON + timedelta(minutes=5))
    assert again.outcome["noted"] == ["You are taking a break until then already; nothing has changed."]
    assert len(post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.PAUSED)).all()) == 1


def test_who_left_changes_nothing_in_the_circle_any_more(post: Post) -> None:
    invite = post.invite("Bo")
    people.leave(post.db, post.stage.members["Bo"], NOW)
    said = post.reply(invite, "Yes")
    pressed = post.press(invite, Rsvp.YES)
    assert said.state is pressed.state is IncomingState.READ
    assert said.outcome["noted"] == pressed.outcome["noted"]
    for words in ("Place: https://evil.example/", "Next: Ana - wash my car - Friday"):
        assert post.reply(invite, words).outcome["noted"] == said.outcome["noted"]
    assert (post.answer("Bo"), post.stage.circle.place) == (None, "")
    assert not post.db.scalars(select(FollowUp)).all()


def test_a_calendar_with_a_sequence_of_its_own_does_not_outlast_a_later_no(post: Post) -> None:
    raw = demo_replies.calendar_reply(post.invite("Bo"), "bo@meadow.example", Rsvp.YES, SOON)
    post.take(post.invite("Bo"), raw.replace(b"SEQUENCE:0", b"SEQUENCE:999999"))
    post.reply(post.invite("Bo"), "No", now=SOON + timedelta(hours=1))
    assert post.answer("Bo") is Rsvp.NO


def test_who_has_left_takes_no_break_and_comes_back_with_resume(post: Post) -> None:
    bo = post.stage.members["Bo"]
    people.leave(post.db, bo, NOW)
    left = post.sent(MailKind.LEFT, "Bo")
    told = post.reply(left, "Pause 2 weeks")
    assert told.outcome["noted"][0].endswith("To come back, reply Resume.")
    assert (post.count(MailKind.PAUSED, "Bo"), post.count(MailKind.RECEIPT, "Bo")) == (0, 1)
    post.reply(left, "Resume", now=SOON + timedelta(minutes=1))
    assert bo.state is ParticipantState.PLACED, "the old seat is free"
    assert (post.count(MailKind.RESENT, "Bo"), post.count(MailKind.RECEIPT, "Bo")) == (1, 1)


def test_a_place_by_mail_reaches_every_calendar(post: Post) -> None:
    for row in post.db.scalars(select(Outgoing)):
        row.state = OutgoingState.SENT
    post.reply(post.invite("Ana"), "Place: https://meet.example/ana")
    assert post.stage.circle.place == "https://meet.example/ana"
    assert post.count(MailKind.UPDATE, "Bo") == 1


def test_two_recipients_of_one_mail_are_two_mails(post: Post) -> None:
    ana, bo = post.invite("Ana"), post.invite("Bo")
    raw = demo_replies.reply(ana, "ana@meadow.example", "Yes", "gmail", SOON)
    post.take(ana, raw)
    post.take(bo, raw)
    assert (post.answer("Ana"), post.answer("Bo")) == (Rsvp.YES, None)


def test_a_mail_to_nobody_we_know_is_kept_and_left_alone(post: Post) -> None:
    raw = b"From: a@b.example\r\nSubject: hello\r\n\r\nYes\r\n"
    stored = inbox.store(post.db, raw, "circles@circles.example", SOON)
    assert stored is not None
    read_stored(post.db, stored, SITE, SOON)
    assert post.db.get_one(Incoming, stored).state is IncomingState.QUARANTINED


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Hope to make it, depends on my treatment"),
        ("en", "I no longer work at Meadow, I was fired"),
        ("en", "I teach physics and love hiking"),
        ("de", "Ich war lange krank und taste mich heran"),
        ("fr", "Ma mère vient d'entrer à l'hôpital"),
        ("pl", "Wtorki są dla mnie trudne po rozwodzie"),
    ],
)
def test_words_in_the_stead_of_an_answer_are_asked_about_and_not_shared(
    post: Post, language: str, words: str
) -> None:
    post.stage.members["Bo"].person.language = language
    asked = post.reply(post.invite("Bo"), words)
    assert asked.state is IncomingState.REVIEW
    assert not any(member.intro for member in post.stage.circle.members)
    with speaking(language):
        assert say_as("reply", "About me:") in asked.outcome["reason"]


def test_words_beside_a_yes_that_may_be_private_stay_with_us_and_the_receipt_says_how_to_share(
    post: Post,
) -> None:
    told = post.reply(post.invite("Bo"), "Yes\n\nI might be late, my mother is in hospital")
    assert post.answer("Bo") is Rsvp.YES
    assert not any(member.intro for member in post.stage.circle.members)
    assert told.outcome["noted"][1:] == [
        "Your other words stay with us. Begin the line about yourself with “About me:”."
    ]
    marked = post.reply(post.sent(MailKind.RECEIPT, "Bo"), "About me: I mend clocks")
    assert marked.outcome["noted"] == ["We will share this with your circle: “I mend clocks”"]


def test_a_line_about_oneself_is_shared_beside_an_answer_that_was_given_before(post: Post) -> None:
    post.press(post.invite("Bo"), Rsvp.YES)
    told = post.reply(post.invite("Bo"), "I teach physics and love hiking")
    assert told.outcome["noted"] == ["We will share this with your circle: “I teach physics and love hiking”"]


def test_a_plain_yes_asks_little_of_the_database(post: Post) -> None:
    invite, asked = post.invite("Bo"), list[str]()
    event.listen(post.db.get_bind(), "before_cursor_execute", lambda *of: asked.append(of[2]))
    post.reply(invite, "Yes")
    assert len(asked) <= 18, "with its storing and two locks: none is asked twice but who comes"
    assert post.answer("Bo") is Rsvp.YES
