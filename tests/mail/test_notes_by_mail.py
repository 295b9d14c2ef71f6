"""Words meant for others, by mail: notes to the circle, thoughts to bring along, what one takes with them."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from sqlalchemy import select

from circles.domain.words import Attendance, IncomingState, MailKind, MeetingState, NoteKind, Rsvp
from circles.mail import demo_replies
from circles.mail.parse import parse
from circles.models import Note, Outgoing
from circles.services import attendance, follow_ups, notes, outbox, people, timeline
from tests.mail.post import SOON, Post, promised, recap
from tests.services.stage import AFTER, MEETS, NOW, by

BEFORE = MEETS - timedelta(days=4)
THOUGHT = "Whoever took an hour for me when I was new did more than any course."


def topic(post: Post, name: str) -> bytes:
    outbox.post(post.db, MailKind.TOPIC, post.stage.person(name), f"meeting:{post.stage.first.id}", BEFORE)
    return post.sent(MailKind.TOPIC, name, BEFORE)


def private(post: Post, kind: MailKind) -> bytes:
    """Send Bo a mail that is between him and us."""
    about = f"meeting:{post.stage.first.id}"
    if kind is MailKind.CHECK_IN:
        [bo] = [
            each for each in post.stage.circle.memberships if each.participant is post.stage.members["Bo"]
        ]
        about = f"membership:{bo.id}"
    elif kind is MailKind.FOLLOW_UP:
        about = f"followup:{promised(post, 'send the deck', 'Bo').id}"
    outbox.post(post.db, kind, post.stage.person("Bo"), about, BEFORE)
    return post.sent(kind, "Bo", BEFORE)


def shared(post: Post) -> list[Note]:
    return list(post.db.scalars(select(Note).where(Note.void_by.is_(None)).order_by(Note.id)))


def readers(post: Post, kind: MailKind = MailKind.NOTE) -> list[str]:
    return [name for name in post.stage.members if post.count(kind, name)]


def noted(incoming) -> str:  # type: ignore[no-untyped-def]
    return " ".join(incoming.outcome["noted"])


# --- Circle: ---


def test_a_note_goes_to_every_other_member_at_once(post: Post) -> None:
    told = post.reply(post.invite("Bo"), "Circle: running ten minutes late")
    assert readers(post) == ["Ana", "Carl", "Dee"]
    assert {mail.due_at for mail in post.db.scalars(select(Outgoing).where(Outgoing.kind == "note"))} == {
        SOON
    }
    mail = post.sent(MailKind.NOTE, "Ana").decode()
    assert "Subject: Bo to Circle 1: running ten minutes late" in mail
    assert "meadow.example" not in mail.replace("ana@meadow.example", "")
    assert "went to the 3 others" in noted(told)
    assert told.state is IncomingState.READ


def test_nothing_but_what_follows_the_word_is_shared(post: Post) -> None:
    words = "Yes\nCircle: I bring cake\n\nI find Carl hard to follow."
    told = post.reply(post.invite("Bo"), words)
    assert [each.text for each in shared(post)] == ["I bring cake"]
    assert post.answer("Bo") is Rsvp.YES
    assert "nobody in your circle reads the rest" in noted(told)


def test_no_note_goes_out_from_a_mail_that_asks_to_keep_something_private(post: Post) -> None:
    words = "Yes\nCircle: I bring cake\n\nBetween us, I find Carl hard to follow."
    told = post.reply(post.invite("Bo"), words)
    assert (shared(post), told.state) == ([], IncomingState.REVIEW)
    assert post.answer("Bo") is Rsvp.YES
    assert told.outcome["unnoted"] == ["Circle: I bring cake"]


def test_lines_below_the_word_are_one_note_up_to_the_next_blank_line(post: Post) -> None:
    words = "Circle:\nTwo things.\n- Bring the book.\n- Come early!\n\nThanks, Bo"
    post.reply(post.invite("Bo"), words)
    assert [each.text for each in shared(post)] == ["Two things.\nBring the book.\nCome early!"]
    assert post.count(MailKind.NOTE, "Ana") == 1


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("thought_first", [True, False])
def test_a_note_and_a_thought_in_one_mail_go_each_its_way(
    post: Post, between: str, *, thought_first: bool
) -> None:
    lines = ["Thought: ask while it is small", "Circle: running ten minutes late"]
    told = post.reply(post.invite("Bo"), between.join(lines if thought_first else lines[::-1]))
    kept = {each.kind: each.text for each in shared(post)}
    assert kept == {NoteKind.THOUGHT: "ask while it is small", NoteKind.CIRCLE: "running ten minutes late"}
    assert "nobody in your circle reads the rest" not in noted(told)


def test_the_word_alone_shares_nothing_and_is_asked_about(post: Post) -> None:
    told = post.reply(post.invite("Bo"), "Circle:\n\nI am late")
    assert (shared(post), told.state) == ([], IncomingState.REVIEW)


def test_a_reply_to_a_note_goes_on_only_with_the_word(post: Post) -> None:
    post.reply(post.invite("Bo"), "Circle: running ten minutes late")
    post.reply(post.sent(MailKind.NOTE, "Ana"), "Circle: we wait for you", now=SOON + timedelta(minutes=1))
    assert [each.text for each in shared(post)] == ["running ten minutes late", "we wait for you"]


@pytest.mark.parametrize("words", ["thanks!", "Thank you Bo", "Ok, great", "Safe travels!", "\U0001f44d"])
def test_thanks_for_a_note_are_neither_passed_on_nor_answered(post: Post, words: str) -> None:
    post.reply(post.invite("Bo"), "Circle: running ten minutes late")
    told = post.reply(post.sent(MailKind.NOTE, "Ana"), words, now=SOON + timedelta(minutes=1))
    assert len(shared(post)) == 1
    assert told.state is IncomingState.READ
    assert post.count(MailKind.RECEIPT, "Ana") == post.count(MailKind.UNSURE, "Ana") == 0
    assert post.answer("Ana") is None


@pytest.mark.parametrize("words", ["I have your umbrella, by the way", "Yes", "Shall I tell the others?"])
def test_other_words_are_answered_with_the_line_that_would_pass_them_on(post: Post, words: str) -> None:
    post.reply(post.invite("Bo"), "Circle: running ten minutes late")
    told = post.reply(post.sent(MailKind.NOTE, "Ana"), words, now=SOON + timedelta(minutes=1))
    assert (len(shared(post)), post.answer("Ana")) == (1, None)
    assert told.state is IncomingState.REVIEW
    assert f"Circle: {words}" in parse(post.sent(MailKind.UNSURE, "Ana")).text


def test_the_fourth_note_of_a_day_waits_and_says_when_another_can_go(post: Post) -> None:
    for n in range(3):
        post.reply(post.invite("Bo"), f"Circle: note {n}", now=SOON + timedelta(minutes=n))
    fourth = post.reply(post.invite("Bo"), "Circle: one more", now=SOON + timedelta(hours=1))
    assert len(shared(post)) == 3
    assert "can go from Wed 2 Dec at 13:00 (Lisbon time)" in noted(fourth)
    assert fourth.outcome["own_text"] == "Circle: one more"
    post.reply(post.invite("Carl"), "Circle: mine", now=SOON + timedelta(hours=1))
    post.reply(post.invite("Bo"), "Circle: again", now=SOON + timedelta(days=1))
    assert [each.text for each in shared(post)][3:] == ["mine", "again"]


def test_who_is_on_a_break_gets_no_note(post: Post) -> None:
    people.pause(post.db, post.stage.members["Carl"], None, NOW)
    post.reply(post.invite("Bo"), "Circle: running ten minutes late")
    assert readers(post) == ["Ana", "Dee"]


def test_a_long_note_is_shortened_in_the_mail_with_a_link_to_the_whole(post: Post) -> None:
    words = "Circle: " + " ".join(f"word{n}" for n in range(110)) + " the end"
    post.reply(post.invite("Bo"), words)
    assert shared(post)[0].text.endswith("the end")
    mail = parse(post.sent(MailKind.NOTE, "Ana")).text or ""
    assert "the end" not in mail
    assert f"circles/{post.stage.circle.id}/notes" in mail


def test_what_is_attached_is_not_passed_on_and_the_writer_is_told(post: Post) -> None:
    invite = post.invite("Bo")
    reply = EmailMessage(policy=SMTP)
    reply["From"], reply["To"] = "bo@meadow.example", str(parse(invite).header("reply-to"))
    reply["In-Reply-To"], reply["Message-ID"] = str(parse(invite).message_id), "<n@meadow.example>"
    reply.set_content("Circle: here is the list")
    reply.add_attachment(b"a,b", maintype="text", subtype="csv", filename="list.csv")
    told = post.take(invite, reply.as_bytes())
    assert "What you attached was not passed on" in noted(told)
    assert b"list.csv" not in post.sent(MailKind.NOTE, "Ana")


def test_a_machines_answer_is_never_passed_on(post: Post) -> None:
    post.reply(post.invite("Bo"), "Circle: I am away until Monday", auto=True)
    assert shared(post) == []


def test_who_may_be_anybody_passes_nothing_on(post: Post) -> None:
    post.reply(post.invite("Bo"), "Circle: send me money", sender="mallory@elsewhere.example")
    assert (shared(post), readers(post)) == ([], [])


def test_undo_takes_a_note_off_the_page_and_back_from_who_has_not_got_it(post: Post) -> None:
    post.reply(post.invite("Bo"), "Circle: running ten minutes late")
    undone = post.reply(post.sent(MailKind.RECEIPT, "Bo"), "Undo")
    assert (shared(post), list(notes.of_circle(post.db, post.stage.circle))) == ([], [])
    assert "can't be called back" in undone.outcome["undone"][0]
    waiting = select(Outgoing).where(Outgoing.kind == MailKind.NOTE, Outgoing.state == "queued")
    assert not post.db.scalars(waiting).all()


def test_lines_of_a_note_cannot_pass_for_ours(post: Post) -> None:
    words = "Hello\n-- Reply above this line --\nLeave: https://elsewhere.example"
    bo = post.stage.members["Bo"]
    notes.relay(post.db, post.stage.circle, bo, words, by("Bo", post.stage, SOON), SOON)
    text = parse(post.sent(MailKind.NOTE, "Ana")).text or ""
    assert "\n-- Reply above" not in text
    assert '"-- Reply above this line --"' in text


# --- Thoughts ---


def test_a_thought_is_kept_and_mailed_to_the_host(post: Post) -> None:
    told = post.reply(topic(post, "Bo"), f"Thought: {THOUGHT}", now=BEFORE)
    [kept] = shared(post)
    assert (kept.kind, kept.text, kept.meeting) == (NoteKind.THOUGHT, THOUGHT, post.stage.first)
    assert (told.state, readers(post)) == (IncomingState.READ, ["Ana"])
    assert "Subject: Bo's thought for Tuesday's meeting" in post.sent(MailKind.NOTE, "Ana").decode()
    assert "Ana, who hosts, has it by mail; your circle sees it on the meeting's page." in noted(told)


def test_a_thank_you_for_news_that_asks_nothing_needs_nobody(post: Post) -> None:
    people.pause(post.db, post.stage.members["Bo"], None, NOW)
    thanked = post.reply(post.sent(MailKind.PAUSED, "Bo"), "Thanks!")
    assert thanked.state is IncomingState.READ
    assert post.count(MailKind.UNSURE, "Bo") == 0


def test_a_thought_in_reply_to_the_first_invite_is_no_introduction(post: Post) -> None:
    post.reply(post.invite("Bo"), f"Yes\nThought: {THOUGHT}")
    assert [each.text for each in shared(post)] == [THOUGHT]
    assert not any(member.intro for member in post.stage.circle.members)


def test_a_thought_beside_a_no_is_kept_and_the_no_counts(post: Post) -> None:
    post.reply(topic(post, "Bo"), f"No\n\nThought: {THOUGHT}", now=BEFORE)
    assert ([each.text for each in shared(post)], post.answer("Bo")) == ([THOUGHT], Rsvp.NO)


@pytest.mark.parametrize(
    "words",
    [
        "No\n\nMy mother is in hospital and I have to be with her all week.",
        "I can't come, I am travelling for work until the end of the month.",
        "Yes, see you there",
        "No",
    ],
)
def test_a_reason_is_nobodys_business(post: Post, words: str) -> None:
    told = post.reply(topic(post, "Bo"), words, now=BEFORE)
    assert shared(post) == []
    assert told.outcome["rsvp"] is not None


@pytest.mark.parametrize(
    "words",
    [
        "Can I bring a friend along to the meeting next time?",
        "I did not get the link for the call, and the page does not work.",
        "This circle is not what I hoped it would be, I am afraid.",
        "Could you move me to another group, as mine is very quiet.",
        "Please tell Carl nothing of this, but I will not be back after June.",
    ],
)
def test_what_asks_for_a_person_is_left_to_one(post: Post, words: str) -> None:
    told = post.reply(topic(post, "Bo"), words, now=BEFORE)
    assert shared(post) == []
    assert told.state is IncomingState.REVIEW


def test_a_new_host_has_the_thoughts_that_came_before(post: Post) -> None:
    post.reply(topic(post, "Carl"), f"Thought: {THOUGHT}", now=BEFORE)
    post.reply(topic(post, "Ana"), "Pass", now=BEFORE + timedelta(minutes=1))
    assert "Please bring these thoughts along" in (
        parse(post.sent(MailKind.SWAP_ASK, "Bo", BEFORE)).text or ""
    )


def test_undo_takes_a_thought_back(post: Post) -> None:
    post.reply(topic(post, "Bo"), f"Thought: {THOUGHT}", now=BEFORE)
    post.reply(post.sent(MailKind.RECEIPT, "Bo", BEFORE), "Undo", now=BEFORE + timedelta(minutes=1))
    assert shared(post) == []


def test_words_that_may_be_a_thought_are_sent_back_with_the_word_in_front_of_them(post: Post) -> None:
    words = "I protect my mornings and nobody gets an hour of mine before ten."
    told = post.reply(topic(post, "Bo"), words, now=BEFORE)
    assert (shared(post), told.state) == ([], IncomingState.REVIEW)
    unsure = post.sent(MailKind.UNSURE, "Bo", BEFORE)
    assert f"Thought: {words}" in " ".join((parse(unsure).text or "").split())
    post.reply(unsure, f"Thought: {words}", now=BEFORE + timedelta(minutes=1))
    assert [(each.text, each.meeting) for each in shared(post)] == [(words, post.stage.first)]


def test_beside_an_answer_other_words_stay_with_us_and_the_receipt_says_how_to_share_them(post: Post) -> None:
    told = post.reply(topic(post, "Bo"), "No\n\nMy mother is in hospital and I stay with her.", now=BEFORE)
    assert "Your other words stay with us." in noted(told)
    receipt = post.sent(MailKind.RECEIPT, "Bo", BEFORE)
    post.reply(receipt, "Thought: ask early\n\nFor you only: I am tired.", now=BEFORE + timedelta(minutes=1))
    assert [each.text for each in shared(post)] == ["ask early"]


# --- What one takes with them, and those who missed it ---


@pytest.mark.parametrize("end", ["", "."])
def test_the_receipt_says_in_a_sentence_of_its_own_who_sees_what_one_takes_along(
    post: Post, end: str
) -> None:
    told = post.reply(recap(post), f"I take with me: ask early{end}", now=AFTER)
    assert "You take with you: “ask early”. Your circle sees it; nobody else does." in noted(told)


LEARNED = "Attended: Ana, Bo, Dee\nMissed: Carl\nI take with me: a good question is half the answer"


def test_what_somebody_takes_with_them_is_kept(post: Post) -> None:
    told = post.reply(recap(post), LEARNED, now=AFTER)
    [kept] = shared(post)
    assert (kept.kind, kept.text) == (NoteKind.RECAP, "a good question is half the answer")
    assert "Your circle sees it; nobody else does." in noted(told)
    assert told.state is IncomingState.READ


def test_what_one_takes_with_them_adds_up_and_undo_takes_back_the_last(post: Post) -> None:
    mail, half = recap(post), "a good question is half the answer"
    post.reply(mail, LEARNED, now=AFTER)
    post.reply(mail, "I take with me: to ask sooner than I dare", now=AFTER + timedelta(minutes=1))
    assert [each.text for each in shared(post)] == [half, "to ask sooner than I dare"]
    post.reply(post.sent(MailKind.RECEIPT, "Ana", AFTER), "Undo", now=AFTER + timedelta(minutes=2))
    assert [each.text for each in shared(post)] == [half]


def test_the_same_words_told_again_are_shared_once(post: Post) -> None:
    mail = recap(post)
    post.reply(mail, LEARNED, now=AFTER)
    post.reply(mail, LEARNED, now=AFTER + timedelta(minutes=1))
    assert [each.text for each in shared(post)] == ["a good question is half the answer"]


@pytest.mark.parametrize(
    "words",
    [
        "No, we didn't meet, as half of us had the flu that week.",
        "Attended: Ana, Bo\nCarl did not show up again and told nobody beforehand.",
        "Everyone came",
        "Yes, see you soon",
    ],
)
def test_what_is_about_others_or_nothing_is_not_shared(post: Post, words: str) -> None:
    post.reply(recap(post), words, now=AFTER)
    assert shared(post) == []


def test_who_missed_it_gets_what_the_others_take_with_them_and_promised(post: Post) -> None:
    words = f"{LEARNED}\nNext: Dee - send the reading list - Friday"
    post.reply(recap(post), words, now=AFTER)
    morning = AFTER + timedelta(days=1)
    timeline.post_due(post.db, morning)
    assert readers(post, MailKind.CATCH_UP) == ["Carl"]
    mail = parse(post.sent(MailKind.CATCH_UP, "Carl", morning)).text or ""
    assert 'Ana: "a good question is half the answer"' in mail
    assert "Dee: send the reading list (by Fri 15 Jan)" in mail
    assert "Tue 9 Feb" in mail
    assert "missed" not in mail


def test_a_promise_alone_is_enough_for_who_missed_it(post: Post) -> None:
    carl, morning = post.stage.members["Carl"], AFTER + timedelta(days=1)
    for name in ("Ana", "Carl"):
        value = Attendance.CAME if name == "Ana" else Attendance.MISSED
        member = post.stage.members[name]
        attendance.say_attendance(
            post.db, post.stage.first, member, value, by("Ana", post.stage, AFTER), AFTER
        )
    timeline.post_due(post.db, morning)
    assert readers(post, MailKind.CATCH_UP) == []
    promise = follow_ups.Promise("book a room", None, None)
    follow_ups.open_one(post.db, post.stage.circle, post.stage.first, promise, by("Ana", post.stage, AFTER))
    timeline.post_due(post.db, morning)
    assert (readers(post, MailKind.CATCH_UP), carl.person.name) == (["Carl"], "Carl")


def test_a_yes_to_what_was_missed_is_about_the_next_meeting(post: Post) -> None:
    post.reply(recap(post), LEARNED, now=AFTER)
    morning = AFTER + timedelta(days=1)
    timeline.post_due(post.db, morning)
    post.reply(post.sent(MailKind.CATCH_UP, "Carl", morning), "Yes, I'll be there", now=morning)
    second = post.stage.second
    said = attendance.rsvps(post.db, [second])[second.id, post.stage.members["Carl"].id]
    assert said.value is Rsvp.YES
    assert post.stage.first.state is MeetingState.HELD


def test_a_reply_in_another_mail_program_shares_the_same(post: Post) -> None:
    invite = post.invite("Bo")
    raw = demo_replies.reply(invite, "bo@meadow.example", "Circle: hello all", "outlook", SOON)
    post.take(invite, raw)
    assert [each.text for each in shared(post)] == ["hello all"]


def test_no_thought_is_asked_for_once_the_meeting_was(post: Post) -> None:
    told = post.reply(topic(post, "Bo"), "What a pity about the train! Question 2 was on my mind.", now=AFTER)
    assert told.outcome["examples"] == ["Attended: Bo", "Missed: Bo"]


def test_a_labelled_line_that_is_not_kept_is_named_beside_what_was_noted(post: Post) -> None:
    told = post.reply(topic(post, "Bo"), "Yes\nThought: why do we ask so late?", now=BEFORE)
    assert told.outcome["unnoted"] == ["why do we ask so late?"]
    assert not shared(post)


def test_what_was_not_done_does_not_stand_below_what_was_noted(post: Post) -> None:
    post.reply(topic(post, "Bo"), "Yes\nI take with me: patience", now=BEFORE)
    text = " ".join((parse(post.sent(MailKind.RECEIPT, "Bo", BEFORE)).text or "").split())
    noted_, rest = text.split("And a word about the rest:")
    assert "We noted: - You are coming" in noted_
    assert "is of a meeting that was" in rest


def test_a_receipt_of_nothing_noted_says_that_nothing_has_changed(post: Post) -> None:
    post.reply(post.invite("Carl"), "Pass")
    mail = parse(post.sent(MailKind.RECEIPT, "Carl"))
    text = " ".join((mail.text or "").split())
    assert mail.subject == "Nothing has changed, and why"
    assert "We have your mail and changed nothing. - Ana hosts the meeting on Tue 12 Jan" in text
    assert "We noted" not in text


def test_the_subject_of_a_receipt_is_short(post: Post) -> None:
    post.reply(post.invite("Bo"), f"Circle: {'a long word about it ' * 20}")
    subject = parse(post.sent(MailKind.RECEIPT, "Bo")).subject
    assert subject.startswith("Noted: Your note went to the 3 others")
    assert len(subject) <= 100


TAKES = "I take with me: patience"
BETWEEN = AFTER + timedelta(days=24)
"""Days before the second meeting, weeks after the first."""
ABOUT_IT = [MailKind.INVITE, MailKind.TOPIC, MailKind.TOPIC_DRAFT, MailKind.REMINDER, MailKind.CATCH_UP]


def about(post: Post, kind: MailKind, n: int, now: datetime, name: str = "Ana") -> bytes:
    meeting = post.stage.circle.meetings[n - 1]
    outbox.post(post.db, kind, post.stage.person(name), f"meeting:{meeting.id}", now)
    return post.sent(kind, name, now)


@pytest.mark.parametrize("kind", ABOUT_IT)
def test_what_one_takes_from_a_meeting_is_kept_in_reply_to_any_mail_about_it(
    post: Post, kind: MailKind
) -> None:
    recap_told = [(each, Attendance.CAME) for name, each in post.stage.members.items() if name != "Carl"]
    recap_told.append((post.stage.members["Carl"], Attendance.MISSED))
    attendance.say_who_came(post.db, post.stage.first, recap_told, by("Ana", post.stage, AFTER), AFTER)
    mail = post.invite("Ana") if kind is MailKind.INVITE else None
    if mail is None:
        notes.take_with(
            post.db, post.stage.first, post.stage.members["Dee"], "ask twice", by("Dee", post.stage, AFTER)
        )
        mail = about(post, kind, 1, BEFORE if kind is not MailKind.CATCH_UP else AFTER)
    told = post.reply(mail, TAKES, now=AFTER)
    [kept] = [each for each in shared(post) if each.text == "patience"]
    assert (kept.kind, kept.meeting) == (NoteKind.RECAP, post.stage.first)
    assert told.state is IncomingState.READ
    assert "It is of your meeting" not in noted(told)
    morning = AFTER + timedelta(days=1)
    timeline.post_due(post.db, morning)
    assert 'Ana: "patience"' in (parse(post.sent(MailKind.CATCH_UP, "Carl", morning)).text or "")


def test_before_the_next_meeting_it_is_of_the_last_that_was(post: Post) -> None:
    told = post.reply(about(post, MailKind.TOPIC, 2, BETWEEN, "Bo"), f"Yes\n{TAKES}", now=BETWEEN)
    assert [(each.text, each.meeting) for each in shared(post)] == [("patience", post.stage.first)]
    assert "It is of your meeting on Tue 12 Jan." in noted(told)
    assert post.answer("Bo") is None
    said = attendance.rsvps(post.db, [post.stage.second])
    assert said[post.stage.second.id, post.stage.members["Bo"].id].value is Rsvp.YES


def test_a_host_takes_it_along_in_reply_to_the_draft_and_it_is_no_word_of_the_topic_mail(post: Post) -> None:
    words = f"Please bring one photo of your desk.\n\n{TAKES}"
    told = post.reply(about(post, MailKind.TOPIC_DRAFT, 2, BETWEEN, "Bo"), words, now=BETWEEN)
    assert [(each.text, each.meeting) for each in shared(post)] == [("patience", post.stage.first)]
    assert post.stage.second.guide is not None
    assert "photo" in str(post.stage.second.guide)
    assert "patience" not in str(post.stage.second.guide)
    assert told.state is IncomingState.READ


def test_before_the_first_meeting_one_is_told_that_there_is_none_to_take_it_from(post: Post) -> None:
    told = post.reply(topic(post, "Bo"), f"Yes\n{TAKES}", now=BEFORE)
    assert "is of a meeting that was, and you have had none in your circle yet" in str(told.outcome)
    assert told.outcome["unnoted"] == []
    alone = post.reply(topic(post, "Bo"), TAKES, now=BEFORE)
    assert "is of a meeting that was" in alone.outcome["reason"]
    assert not shared(post)


def test_from_a_meeting_that_did_not_take_place_nothing_is_taken(post: Post) -> None:
    attendance.say_held(post.db, post.stage.first, by("Ana", post.stage, AFTER), AFTER, held=False)
    told = post.reply(topic(post, "Bo"), TAKES, now=AFTER)
    assert "we were told that your circle did not meet on Tue 12 Jan" in told.outcome["reason"]
    assert not shared(post)


def test_who_came_later_takes_nothing_from_a_meeting_they_were_not_at(post: Post) -> None:
    for member in post.stage.circle.memberships:
        if member.participant is post.stage.members["Bo"]:
            member.joined_at = AFTER
    told = post.reply(about(post, MailKind.TOPIC, 2, BETWEEN, "Bo"), TAKES, now=BETWEEN)
    assert "you have had none in your circle yet" in told.outcome["reason"]
    assert not shared(post)


@pytest.mark.parametrize("kind", [MailKind.CHECK_IN, MailKind.CONFLICT, MailKind.FOLLOW_UP])
def test_what_one_takes_along_in_reply_to_a_private_mail_stays_with_us_and_its_writer_is_told(
    post: Post, kind: MailKind
) -> None:
    told = post.reply(private(post, kind), TAKES, now=AFTER)
    assert not shared(post)
    assert "What follows “I take with me:” is shared only in reply to" in told.outcome["reason"]


def test_whoever_asks_for_privacy_has_nothing_shared_that_they_take_with_them(post: Post) -> None:
    post.reply(topic(post, "Bo"), f"{TAKES}\n\nPlease keep this between you and me.", now=AFTER)
    assert not shared(post)


def test_a_break_below_what_is_taken_along_is_a_break(post: Post) -> None:
    told = post.reply(recap(post), "Everyone came\nI take with me: patience\nPause 2 weeks", now=AFTER)
    assert [each.text for each in shared(post)] == ["patience"]
    assert not told.outcome["unnoted"]
    assert [name for name, *_ in told.outcome["commands"]] == ["pause"]


PRIVATE = [MailKind.CHECK_IN, MailKind.CONFLICT, MailKind.FOLLOW_UP, MailKind.SWAP_ASK]


@pytest.mark.parametrize("kind", PRIVATE)
def test_a_thought_in_reply_to_a_private_mail_stays_with_us_and_its_writer_is_told(
    post: Post, kind: MailKind
) -> None:
    mail = private(post, kind)
    told = post.reply(mail, "Pause 2 weeks\nMy thoughts: Carl talks over me", now=BEFORE)
    assert not shared(post)
    assert post.count(MailKind.NOTE, "Ana") == 0
    assert "What follows “Thought:” is shared only in reply to a mail about a meeting." in noted(told)
    told = post.reply(post.sent(MailKind.RECEIPT, "Bo", BEFORE), "Thought: so it is", now=BEFORE)
    assert (shared(post), told.state) == ([], IncomingState.REVIEW)


def test_a_line_about_oneself_in_reply_to_a_private_mail_is_not_shared(post: Post) -> None:
    told = post.reply(private(post, MailKind.CHECK_IN), "About me: I have been ill for weeks", now=BEFORE)
    assert not any(member.intro for member in post.stage.circle.members)
    assert "What follows “About me:” is shared only" in noted(told)


def test_a_note_with_its_word_is_passed_on_from_any_mail(post: Post) -> None:
    post.reply(private(post, MailKind.CHECK_IN), "Circle: I am back next week", now=BEFORE)
    assert [each.text for each in shared(post)] == ["I am back next week"]


def test_a_question_below_a_thought_is_read_by_a_person_and_the_thought_is_brought_along(post: Post) -> None:
    told = post.reply(topic(post, "Bo"), f"Thought: {THOUGHT}\n\nWho brings the key?", now=BEFORE)
    assert [each.text for each in shared(post)] == [THOUGHT]
    assert told.state is IncomingState.REVIEW
    assert told.outcome["left_over"]


def test_a_number_that_nothing_has_holds_back_no_thought(post: Post) -> None:
    told = post.reply(topic(post, "Bo"), f"Thought: {THOUGHT}\nDone 7", now=BEFORE)
    assert [each.text for each in shared(post)] == [THOUGHT]
    assert told.outcome["unnoted"] == ["Done 7"]


def test_a_thought_and_what_is_taken_along_are_both_kept_from_one_mail(post: Post) -> None:
    told = post.reply(recap(post), "Everyone came\nI take with me: patience\nThought: ask early", now=AFTER)
    assert {each.kind: each.text for each in shared(post)} == {
        NoteKind.RECAP: "patience",
        NoteKind.THOUGHT: "ask early",
    }
    assert {each.kind: each.meeting for each in shared(post)} == {
        NoteKind.RECAP: post.stage.first,
        NoteKind.THOUGHT: post.stage.second,
    }
    assert not told.outcome["unnoted"]


@pytest.mark.parametrize("said", ["Everyone came\n", ""])
def test_what_somebody_learned_above_a_break_stays_with_us_and_the_receipt_says_how_to_share_it(
    post: Post, said: str
) -> None:
    told = post.reply(recap(post), f"{said}I learned to wait\nPause 2 weeks", now=AFTER)
    assert not shared(post)
    assert "Begin what you take with you with “I take with me:”." in noted(told)


def test_of_two_thoughts_the_one_that_asks_is_named_and_the_other_kept(post: Post) -> None:
    told = post.reply(topic(post, "Bo"), "Yes\nThought: ask early.\nThought: why wait?", now=BEFORE)
    assert [each.text for each in shared(post)] == ["ask early."]
    assert told.outcome["unnoted"] == ["why wait?"]


@pytest.mark.parametrize(
    "words", ["Thought: I may quit.", "Yes\nThought: I may quit.", "About me: I may quit."]
)
def test_what_is_to_be_kept_private_reaches_nobody_and_is_for_a_person(post: Post, words: str) -> None:
    told = post.reply(
        topic(post, "Bo"), f"{words}\n\nCould you keep this between you and me, please?", now=BEFORE
    )
    assert (shared(post), told.state) == ([], IncomingState.REVIEW)
    assert "quit" not in noted(told)
