"""From a mail as it came in to the record: who may change what, and what the writer is told."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import (
    FollowUpState,
    IncomingKind,
    IncomingState,
    MailKind,
    MeetingState,
    OutgoingState,
    ParticipantState,
    Rsvp,
)
from circles.mail import demo_replies
from circles.mail.compose import compose
from circles.mail.links import Links
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.mail.site import Site
from circles.models import FollowUp, Incoming, Outgoing, RsvpEvent
from circles.services import attendance, follow_ups, inbox, meetings, outbox, people, retention, timeline
from circles.vault import token_keys
from tests.databases import SECRET_KEY
from tests.services.stage import AFTER, MEETS, NOW, Stage, by, published

SITE = Site("Circles", "circles@circles.example", "reply.circles.example", token_keys([SECRET_KEY]))
LINKS = Links("https://circles.example", [SECRET_KEY])
SOON = NOW + timedelta(hours=1)


class Post:
    """Sends our mails and their answers, within one transaction and without a socket."""

    def __init__(self, db: Session, stage: Stage) -> None:
        self.db, self.stage = db, stage

    def invite(self, name: str) -> bytes:
        return self.sent(MailKind.INVITE, name)

    def sent(self, kind: MailKind, name: str, now: datetime = NOW) -> bytes:
        """Send the latest mail of a kind to somebody, and give its bytes."""
        found = select(Outgoing).where(Outgoing.kind == kind, Outgoing.to == self.stage.person(name))
        row = self.db.scalars(found.order_by(Outgoing.id.desc())).first()
        assert row is not None, f"no {kind} to {name}"
        composed = compose(self.db, row, SITE, LINKS, now)
        outbox.keep_bytes(self.db, row, composed.raw, composed.shown)
        self.db.flush()
        return composed.raw

    def count(self, kind: MailKind, name: str) -> int:
        found = select(Outgoing.id).where(Outgoing.kind == kind, Outgoing.to == self.stage.person(name))
        return len(self.db.scalars(found).all())

    def reply(self, mail: bytes, text: str, sender: str = "", now: datetime = SOON, **how: bool) -> Incoming:
        """Answer a mail as its reader, or as `sender`, would."""
        reader = str(parse(mail).header("to"))
        return self.take(mail, demo_replies.reply(mail, sender or reader, text, "gmail", now, **how), now)

    def shown_to(self, name: str, *kept: FollowUp, now: datetime = AFTER) -> bytes:
        """Send a topic mail, which shows the follow-ups that are open with numbers."""
        assert kept == tuple(follow_ups.open_of(self.db, [self.stage.members[name].id]))
        outbox.post(self.db, MailKind.TOPIC, self.stage.person(name), f"meeting:{self.stage.second.id}", now)
        return self.sent(MailKind.TOPIC, name, now)

    def press(self, mail: bytes, answer: Rsvp, now: datetime = SOON) -> Incoming:
        reader = str(parse(mail).header("to"))
        return self.take(mail, demo_replies.calendar_reply(mail, reader, answer, now), now)

    def take(self, mail: bytes, raw: bytes, now: datetime = SOON) -> Incoming:
        recipient = str(parse(mail).header("reply-to")).rpartition("<")[2].strip("> ")
        stored = inbox.store(self.db, raw, recipient, now)
        assert stored is not None
        read_stored(self.db, stored, SITE, now)
        return self.db.get_one(Incoming, stored)

    def answer(self, name: str) -> Rsvp | None:
        first = self.stage.first
        event = attendance.rsvps(self.db, [first]).get((first.id, self.stage.members[name].id))
        return event.value if event else None


@pytest.fixture
def post(database: Database) -> Iterator[Post]:
    with database.transaction() as db:
        yield Post(db, published(db))


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


def test_a_calendar_answer_to_the_old_time_asks_for_a_person(post: Post) -> None:
    invite = post.invite("Bo")
    meetings.reschedule(post.db, post.stage.first, MEETS + timedelta(days=1), "organizer:1", "Snow", NOW)
    incoming = post.press(invite, Rsvp.YES)
    assert post.answer("Bo") is None
    assert incoming.state is IncomingState.REVIEW
    question = post.sent(MailKind.UNSURE, "Bo")
    assert "answers for the old time" in str(parse(question).text)
    post.reply(question, "Yes")
    assert post.answer("Bo") is Rsvp.YES


def test_a_calendar_answer_to_a_cancelled_meeting_is_told_so_and_asks_nothing(post: Post) -> None:
    invite = post.invite("Bo")
    meetings.cancel(post.db, post.stage.first, "organizer:1", "Storm", NOW)
    assert post.press(invite, Rsvp.YES).state is IncomingState.REVIEW
    text = str(parse(post.sent(MailKind.UNSURE, "Bo")).text)
    assert "was cancelled" in text
    assert "Maybe" not in text


def topic(post: Post) -> bytes:
    outbox.post(post.db, MailKind.TOPIC, post.stage.person("Dee"), f"meeting:{post.stage.first.id}", NOW)
    return post.sent(MailKind.TOPIC, "Dee")


def test_words_nobody_understands_go_to_a_person_and_say_so(post: Post) -> None:
    incoming = post.reply(topic(post), "Purple is a fine colour for a bicycle.")
    assert incoming.state is IncomingState.REVIEW
    assert post.count(MailKind.UNSURE, "Dee") == 1


def test_a_second_unclear_mail_of_a_day_is_not_asked_about_again(post: Post) -> None:
    post.reply(topic(post), "Purple is a fine colour.")
    incoming = post.reply(topic(post), "So is green.")
    assert incoming.state is IncomingState.REVIEW
    assert post.count(MailKind.UNSURE, "Dee") == 1


def recap(post: Post) -> bytes:
    outbox.post(
        post.db, MailKind.RECAP_ASK, post.stage.person("Ana"), f"meeting:{post.stage.first.id}", AFTER
    )
    return post.sent(MailKind.RECAP_ASK, "Ana", AFTER)


LINES = "Attended: Ana, Dee\nMissed: Bo\nNext: Dee - send the reading list - Friday"


def test_structured_lines_record_who_came_and_what_was_promised(post: Post) -> None:
    incoming = post.reply(recap(post), LINES, now=AFTER)
    first = post.stage.first
    standings = attendance.attendance(post.db, [first])
    known = {name: standings.get((first.id, member.id)) for name, member in post.stage.members.items()}
    assert {name: standing.value for name, standing in known.items() if standing} == {
        "Ana": "came",
        "Dee": "came",
        "Bo": "missed",
    }
    kept = post.db.scalars(select(FollowUp)).one()
    assert (kept.owner, kept.text) == (post.stage.members["Dee"], "send the reading list")
    assert str(kept.due) == "2027-01-15"
    assert incoming.outcome["noted"][0] == "Ana and Dee came, Bo missed."


@pytest.mark.parametrize("words", ["Maybe I'll send the deck by Friday.", "I might send the deck by Friday."])
def test_what_is_only_perhaps_promised_is_proposed_and_recorded_when_sent_back(
    post: Post, words: str
) -> None:
    incoming = post.reply(recap(post), words, now=AFTER)
    assert not post.db.scalars(select(FollowUp)).all()
    [line] = incoming.outcome["proposed"]
    receipt = post.sent(MailKind.RECEIPT, "Ana", AFTER)
    assert line in receipt.decode()
    assert post.count(MailKind.UNSURE, "Ana") == 0
    post.reply(receipt, line, now=AFTER + timedelta(minutes=1))
    kept = post.db.scalars(select(FollowUp)).one()
    assert (kept.owner, kept.text) == (post.stage.members["Ana"], "send the deck")
    assert line.endswith(f"{kept.due:%a} {kept.due.day} {kept.due:%b}")


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
    assert "Everyone came" in text
    assert "Your answer for" not in text


def test_undo_takes_it_back_and_a_second_undo_says_nothing_is_left(post: Post) -> None:
    post.reply(recap(post), LINES, now=AFTER)
    receipt = post.sent(MailKind.RECEIPT, "Ana", AFTER)
    undone = post.reply(receipt, "UNDO", now=AFTER)
    assert not attendance.attendance(post.db, [post.stage.first])
    assert post.db.scalars(select(FollowUp)).one().void_by == f"incoming:{undone.id}"
    again = post.reply(receipt, "undo", now=AFTER + timedelta(minutes=1))
    assert again.outcome["undone"] == []
    assert post.count(MailKind.UNDO_DONE, "Ana") == 2


def test_done_closes_the_follow_up_the_mail_was_about(post: Post) -> None:
    promise = follow_ups.Promise("send the deck", post.stage.members["Dee"], AFTER.date())
    kept = follow_ups.open_one(
        post.db, post.stage.circle, post.stage.first, promise, by("Ana", post.stage, AFTER)
    )
    outbox.post(post.db, MailKind.FOLLOW_UP, post.stage.person("Dee"), f"followup:{kept.id}", AFTER)
    post.reply(post.sent(MailKind.FOLLOW_UP, "Dee", AFTER), "done", now=AFTER)
    assert kept.state is FollowUpState.DONE


def test_the_day_that_is_named_says_which_meeting_it_was(post: Post) -> None:
    after_both = post.stage.second.starts_at + timedelta(hours=2)
    post.reply(post.invite("Ana"), "Met: 12 January", now=after_both)
    assert (post.stage.first.state, post.stage.second.state) == (MeetingState.HELD, MeetingState.PLANNED)


def test_who_came_is_told_with_the_day_where_the_answered_mail_was_about_another(post: Post) -> None:
    incoming = post.reply(post.shown_to("Ana"), "Attended: Ana, Bo", now=AFTER)
    assert incoming.outcome["noted"] == ["Ana and Bo came (Tue 12 Jan)."]


def test_a_meeting_held_on_another_day_is_told_with_that_day(post: Post) -> None:
    incoming = post.reply(recap(post), "Met: Wednesday", now=AFTER + timedelta(days=2))
    assert incoming.outcome["noted"] == ["Your circle met (Wed 13 Jan)."]
    assert post.stage.first.state is MeetingState.HELD


def promised(post: Post, text: str, owner: str | None = "Dee") -> FollowUp:
    promise = follow_ups.Promise(text, post.stage.members[owner] if owner else None, AFTER.date())
    said = by("Ana", post.stage, AFTER)
    return follow_ups.open_one(post.db, post.stage.circle, post.stage.first, promise, said)


def test_done_closes_the_only_one_that_is_open_though_none_was_shown(post: Post) -> None:
    kept = promised(post, "send the deck")
    post.reply(post.invite("Dee"), "done", now=AFTER)
    assert kept.state is FollowUpState.DONE


def test_done_with_two_open_closes_neither(post: Post) -> None:
    kept = [promised(post, "send the deck"), promised(post, "book a room")]
    incoming = post.reply(post.shown_to("Dee", *kept), "done", now=AFTER)
    assert [each.state for each in kept] == [FollowUpState.OPEN] * 2
    post.reply(post.sent(MailKind.UNSURE, "Dee", AFTER), "Done 2", now=AFTER)
    assert (incoming.state, kept[1].state) == (IncomingState.REVIEW, FollowUpState.DONE)


def test_later_opens_again_what_was_done(post: Post) -> None:
    kept = promised(post, "send the deck")
    mail = post.shown_to("Dee", kept)
    post.reply(mail, "Done 1", now=AFTER)
    post.reply(mail, "Later 1", now=AFTER + timedelta(minutes=1))
    assert (kept.state, kept.due) == (FollowUpState.OPEN, AFTER.date() + timedelta(weeks=1))


def test_what_was_taken_back_is_not_closed(post: Post) -> None:
    kept = promised(post, "send the deck")
    mail = post.shown_to("Dee", kept)
    kept.void_by = "organizer:1"
    incoming = post.reply(mail, "Done 1", now=AFTER)
    assert kept.state is FollowUpState.OPEN
    assert "taken back" in incoming.outcome["reason"]


def test_who_left_closes_nothing_of_the_circle(post: Post) -> None:
    kept = promised(post, "book a room", owner=None)
    outbox.post(post.db, MailKind.TOPIC, post.stage.person("Bo"), f"meeting:{post.stage.second.id}", AFTER)
    mail = post.sent(MailKind.TOPIC, "Bo", AFTER)
    [row] = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.TOPIC))
    row.shown = [{"n": 1, "follow_up": kept.id}]
    people.leave(post.db, post.stage.members["Bo"], AFTER)
    post.reply(mail, "Done 1", now=AFTER)
    assert kept.state is FollowUpState.OPEN


@pytest.mark.parametrize("words", ["My data", "Swap Bo"])
def test_what_only_a_person_can_do_is_receipted_as_that(post: Post, words: str) -> None:
    incoming = post.reply(post.invite("Dee"), words)
    assert incoming.state is IncomingState.REVIEW
    assert (post.count(MailKind.RECEIPT, "Dee"), post.count(MailKind.UNSURE, "Dee")) == (1, 0)
    assert "will read what you wrote" in str(parse(post.sent(MailKind.RECEIPT, "Dee")).text)


def test_who_reads_on_after_a_command_that_was_obeyed_is_told(post: Post) -> None:
    incoming = post.reply(post.invite("Dee"), "Pause 2 weeks\n\nI can come on Tuesday if Bo does.")
    assert incoming.state is IncomingState.REVIEW
    text = str(parse(post.sent(MailKind.RECEIPT, "Dee")).text)
    assert "We did as you asked" in text
    assert "will read what you wrote" in text


def test_nobody_closes_what_another_promised(post: Post) -> None:
    promise = follow_ups.Promise("send the deck", post.stage.members["Bo"], AFTER.date())
    kept = follow_ups.open_one(
        post.db, post.stage.circle, post.stage.first, promise, by("Ana", post.stage, AFTER)
    )
    incoming = post.reply(post.invite("Dee"), "done", now=AFTER)
    assert kept.state is FollowUpState.OPEN
    assert incoming.state is IncomingState.REVIEW


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


def test_a_pause_is_kept_to_its_last_day(post: Post) -> None:
    post.reply(post.invite("Bo"), "Pause 2 weeks")
    bo = post.stage.members["Bo"]
    assert bo.paused_until is not None
    assert timedelta(days=13) < bo.paused_until - SOON < timedelta(days=16)


def test_who_forges_a_reply_keeps_nobody_from_leaving(post: Post) -> None:
    post.reply(post.invite("Bo"), "Yes", sender="mallory@evil.example")
    post.reply(post.invite("Bo"), "Leave", now=SOON + timedelta(hours=1))
    assert post.count(MailKind.ASK, "Bo") == 2
    again = post.reply(post.invite("Bo"), "Leave!", now=SOON + timedelta(hours=2))
    assert again.state is IncomingState.REVIEW


def test_who_left_changes_nothing_in_the_circle_any_more(post: Post) -> None:
    invite = post.invite("Bo")
    people.leave(post.db, post.stage.members["Bo"], NOW)
    for words in ("Yes", "Place: https://evil.example/", "Next: Ana - wash my car - Friday"):
        assert post.reply(invite, words).state is IncomingState.REVIEW
    assert post.press(invite, Rsvp.YES).state is IncomingState.REVIEW
    assert (post.answer("Bo"), post.stage.circle.place) == (None, "")
    assert not post.db.scalars(select(FollowUp)).all()


def test_a_calendar_with_a_sequence_of_its_own_does_not_outlast_a_later_no(post: Post) -> None:
    raw = demo_replies.calendar_reply(post.invite("Bo"), "bo@meadow.example", Rsvp.YES, SOON)
    post.take(post.invite("Bo"), raw.replace(b"SEQUENCE:0", b"SEQUENCE:999999"))
    post.reply(post.invite("Bo"), "No", now=SOON + timedelta(hours=1))
    assert post.answer("Bo") is Rsvp.NO


def test_undoing_a_place_brings_the_old_one_back_and_leaves_the_answer(post: Post) -> None:
    post.reply(post.invite("Ana"), "Yes")
    later = SOON + timedelta(hours=1)
    post.reply(post.invite("Ana"), "Place: https://meet.example/ana", now=later)
    post.reply(post.sent(MailKind.RECEIPT, "Ana", later), "undo", now=later)
    assert (post.stage.circle.place, post.answer("Ana")) == ("", Rsvp.YES)


def test_undoing_what_somebody_has_replaced_since_leaves_what_stands(post: Post) -> None:
    later = SOON + timedelta(hours=1)
    post.reply(post.invite("Ana"), "Place: https://meet.example/ana")
    first = post.sent(MailKind.RECEIPT, "Ana")
    post.reply(post.invite("Bo"), "Yes\n\nI build bridges and like tea.", now=later)
    second = post.sent(MailKind.RECEIPT, "Bo")
    for words in ("Yes\n\nI keep bees and three cats.", "Place: https://meet.example/bo"):
        post.reply(post.invite("Bo"), words, now=later)
    [bo] = [each for each in post.stage.circle.members if each.participant is post.stage.members["Bo"]]
    assert post.reply(first, "undo", now=later).outcome["undone"] == []
    assert post.reply(second, "undo", now=later).outcome["undone"] == ["Bo's answer “yes” no longer counts."]
    assert (post.stage.circle.place, bo.intro) == ("https://meet.example/bo", "I keep bees and three cats.")


def test_undo_takes_back_a_break_and_nothing_said_before_it(post: Post) -> None:
    post.reply(post.invite("Bo"), "Yes")
    bo, invite = post.stage.members["Bo"], post.invite("Bo")
    minutes = (SOON + timedelta(minutes=n) for n in range(1, 9))
    post.reply(invite, "Pause 2 weeks", now=next(minutes))
    until = bo.paused_until
    assert until is not None
    post.reply(invite, "Resume", now=next(minutes))
    post.reply(invite, "Undo", now=next(minutes))
    assert bo.paused_until == until
    undone = post.reply(post.sent(MailKind.PAUSED, "Bo"), "Undo", now=next(minutes))
    assert undone.outcome["undone"] == ["You are on no break."]
    assert (bo.paused_until, post.answer("Bo")) == (None, Rsvp.YES)


def test_who_has_left_takes_no_break_and_comes_back_with_resume(post: Post) -> None:
    bo = post.stage.members["Bo"]
    people.leave(post.db, bo, NOW)
    left = post.sent(MailKind.LEFT, "Bo")
    refused = post.reply(left, "Pause 2 weeks")
    assert "no break" in refused.outcome["reason"]
    assert (post.count(MailKind.PAUSED, "Bo"), post.count(MailKind.UNSURE, "Bo")) == (0, 1)
    post.reply(left, "Resume", now=SOON + timedelta(minutes=1))
    assert bo.state is ParticipantState.CONFIRMED
    assert (post.count(MailKind.JOINED, "Bo"), post.count(MailKind.RECEIPT, "Bo")) == (1, 0)


@pytest.mark.parametrize(
    "words",
    [
        "Next: Ana - x - 0001-01-01",
        "Next: Ana - x - 9999-12-31",
        "Pause until 31/12/9999",
        "Pause 99999999999 weeks",
        "Place: " + "x" * 20_000,
    ],
)
def test_dates_nobody_means_are_told_and_leave_the_season_as_it_was(post: Post, words: str) -> None:
    post.reply(post.invite("Bo"), words)
    assert post.stage.members["Bo"].paused_until is None
    assert not [kept for kept in post.db.scalars(select(FollowUp)) if kept.due]
    assert not any(member.intro for member in post.stage.circle.members)
    timeline.post_due(post.db, MEETS - timedelta(days=1))


def test_what_is_refused_keeps_nothing_else_of_the_mail_from_the_record(post: Post) -> None:
    post.reply(recap(post), "Next: Ana - water the plants - Friday\nNext: Bo - x - 9999-12-31", now=AFTER)
    kept = post.db.scalars(select(FollowUp)).one()
    assert kept.text == "water the plants"
    topic_mail = post.shown_to("Ana", kept)
    told = post.reply(topic_mail, "Done 1\nPause until 31/12/9999", now=AFTER + timedelta(minutes=1))
    assert kept.state is FollowUpState.DONE
    assert told.outcome["noted"] == ["“water the plants” is done. Thank you!"]


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
    assert post.db.get_one(Incoming, stored).state is IncomingState.READ
