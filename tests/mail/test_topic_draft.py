"""The draft of a topic mail, what its host replies, and what everybody gets then."""

from datetime import UTC, datetime, timedelta
from textwrap import fill

import pytest
from sqlalchemy import select

from circles.domain.topics import OPEN_TALK
from circles.domain.words import IncomingState, MailKind, OutgoingState, Rsvp
from circles.mail.parse import parse
from circles.models import Circle, Incoming, Outgoing
from circles.services import guides, meetings, outbox, people, topics
from tests.mail.post import Post
from tests.services.stage import AFTER

DRAFTED = datetime(2027, 1, 6, 9, tzinfo=UTC)
"""A Wednesday, six days before the meeting."""
TOLD = DRAFTED + timedelta(days=2)


def draft(post: Post, name: str = "Ana") -> bytes:
    about = f"meeting:{post.stage.first.id}"
    outbox.post(post.db, MailKind.TOPIC_DRAFT, post.stage.person(name), about, DRAFTED)
    return post.sent(MailKind.TOPIC_DRAFT, name, DRAFTED)


def topic_mail(post: Post, name: str = "Dee") -> str:
    about = f"meeting:{post.stage.first.id}"
    outbox.post(post.db, MailKind.TOPIC, post.stage.person(name), about, TOLD)
    text = parse(post.sent(MailKind.TOPIC, name, TOLD)).text
    mail = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.TOPIC)).first()
    assert mail is not None
    mail.state = OutgoingState.SENT
    assert text is not None
    return text


def answer(post: Post, text: str) -> Incoming:
    return post.reply(draft(post), text, now=DRAFTED + timedelta(hours=1))


def receipt(post: Post, name: str = "Ana") -> str:
    text = parse(post.sent(MailKind.RECEIPT, name, DRAFTED + timedelta(hours=1))).text
    assert text is not None
    return " ".join(text.split())


def test_the_draft_shows_the_mail_as_it_will_go_with_a_note_for_the_host(post: Post) -> None:
    text = " ".join(str(parse(draft(post)).text).split())
    guide = guides.of_meeting(post.stage.first)
    for part in (guide.title, guide.opening, *guide.questions, guide.opening_round, guide.closing_round):
        assert part in text
    assert f"For you as the host: {guide.host_note}" in text
    assert "Everybody gets the mail below on Fri 8 Jan." in text
    assert guide.host_note not in topic_mail(post)


def test_the_draft_asks_for_the_place_while_that_is_open(post: Post) -> None:
    assert "Where do you meet?" in str(parse(draft(post)).text)
    incoming = post.reply(
        post.sent(MailKind.TOPIC_DRAFT, "Ana", DRAFTED), "Place: the reading room", now=DRAFTED
    )
    assert post.db.get_one(Circle, post.stage.circle.id).place == "the reading room"
    assert incoming.state is IncomingState.READ
    assert "Where do you meet?" not in str(parse(post.sent(MailKind.TOPIC_DRAFT, "Ana", DRAFTED)).text)


def test_silence_sends_the_topic_as_it_is(post: Post) -> None:
    draft(post)
    text = topic_mail(post)
    assert "writes:" not in text
    assert all(question in text for question in guides.of_meeting(post.stage.first).questions)


def test_numbered_lines_replace_the_questions_and_other_words_head_the_mail(post: Post) -> None:
    incoming = answer(post, "Please bring one story each.\n\n1. What broke?\n2. Who knew about it?")
    assert incoming.state is IncomingState.READ
    assert incoming.outcome["noted"] == [
        "The topic mail begins with your words.",
        "The topic mail has your 2 questions.",
    ]
    text = topic_mail(post)
    assert (
        text.index("Ana writes:")
        < text.index('"Please bring one story each."')
        < text.index("1. What broke?")
    )
    assert "2. Who knew about it?" in text
    assert "When did you last wait too long" not in text
    assert "Ana writes:" not in topic_mail(post, "Ana")
    assert "You write:" in topic_mail(post, "Ana")


def test_the_receipt_shows_what_the_topic_mail_will_say(post: Post) -> None:
    answer(post, "Please bring one story each.\n\n1. What broke?")
    said = receipt(post)
    assert "This is how the topic mail reads now. It goes to your circle on Fri 8 Jan." in said
    assert 'You write: "Please bring one story each."' in said
    assert "1. What broke?" in said
    assert 'Wrong? Reply "undo"' in said


def test_undo_takes_the_change_back(post: Post) -> None:
    answer(post, "Please bring one story each.\n\n1. What broke?")
    sent = post.sent(MailKind.RECEIPT, "Ana", DRAFTED)
    undone = post.reply(sent, "undo", now=DRAFTED + timedelta(hours=2))
    assert undone.outcome["undone"] == ["The topic mail is again what it was before."]
    assert post.stage.first.guide is None
    assert "writes:" not in topic_mail(post)


def test_two_replies_add_up_and_undo_takes_back_the_last(post: Post) -> None:
    mail = draft(post)
    post.reply(mail, "Please bring one story each.", now=DRAFTED + timedelta(hours=1))
    post.reply(mail, "1. What broke?", now=DRAFTED + timedelta(hours=2))
    assert post.stage.first.guide == {
        "questions": ["What broke?"],
        "words": "Please bring one story each.",
        "by": post.stage.person("Ana"),
    }
    post.reply(post.sent(MailKind.RECEIPT, "Ana", DRAFTED), "undo", now=DRAFTED + timedelta(hours=3))
    assert post.stage.first.guide == {"words": "Please bring one story each.", "by": post.stage.person("Ana")}


def test_words_add_up_in_the_order_they_came_and_undo_takes_back_the_last(post: Post) -> None:
    mail, first, second = draft(post), "Please bring one story each.", "We begin ten minutes late."
    for hours, words in enumerate((first, second, first), start=1):
        post.reply(mail, words, now=DRAFTED + timedelta(hours=hours))
    assert guides.words(post.stage.first) == f"{first}\n\n{second}"
    assert [part in receipt(post) for part in (first, second)] == [True, True]
    post.reply(post.sent(MailKind.RECEIPT, "Ana", DRAFTED), "undo", now=DRAFTED + timedelta(hours=4))
    assert guides.words(post.stage.first) == first


def test_a_topic_line_takes_another_topic_and_keeps_the_hosts_words(post: Post) -> None:
    incoming = answer(post, "Topic: Saying no\n\nBring something you refused.\n\n1. What did you refuse?")
    assert incoming.outcome["noted"][0] == "Your circle talks about “Saying no”."
    text = topic_mail(post)
    assert "Saying no" in text
    assert "1. What did you refuse?" in text
    assert '"Bring something you refused."' in text
    post.db.flush()


def test_undo_takes_back_a_topic_line_with_all_that_came_beside_it(post: Post) -> None:
    before = post.stage.first.topic
    answer(post, "Topic: saying no\n\n1. What did you refuse?")
    assert post.stage.first.topic is not before
    post.reply(post.sent(MailKind.RECEIPT, "Ana", DRAFTED), "undo", now=DRAFTED + timedelta(hours=3))
    assert (post.stage.first.topic, post.stage.first.guide) == (before, None)


def test_a_topic_nobody_knows_gets_the_list(post: Post) -> None:
    before = post.stage.first.topic
    incoming = answer(post, "Topic: gardening")
    assert post.stage.first.topic is before
    assert "These are there: Why bother with a mentor?; Asking for advice;" in incoming.outcome["noted"][0]


def test_the_host_takes_another_topic_in_reply_to_any_mail_of_the_circle(post: Post) -> None:
    post.reply(post.invite("Ana"), "Yes\nTopic: Saying no")
    assert guides.title(post.stage.first) == "Saying no"
    assert post.answer("Ana") is Rsvp.YES


def test_who_does_not_lead_changes_no_topic(post: Post) -> None:
    before = post.stage.first.topic
    incoming = post.reply(post.invite("Bo"), "Topic: Saying no")
    assert post.stage.first.topic is before
    assert "Ana leads that meeting, so its topic mail is not yours to change." in incoming.outcome["reason"]


def test_who_has_passed_the_meeting_on_changes_its_mail_no_more(post: Post) -> None:
    mail = draft(post)
    post.stage.first.host = next(
        m for m in post.stage.circle.members if m.participant is post.stage.members["Bo"]
    )
    incoming = post.reply(mail, "Please bring one story each.", now=DRAFTED + timedelta(hours=1))
    assert post.stage.first.guide is None
    assert incoming.state is IncomingState.REVIEW


def test_a_reply_that_comes_after_the_topic_mail_says_how_to_reach_the_circle(post: Post) -> None:
    mail = draft(post)
    topic_mail(post)
    incoming = post.reply(mail, "Please bring one story each.", now=TOLD + timedelta(hours=1))
    assert post.stage.first.guide is None
    assert incoming.state is IncomingState.READ
    assert "has gone to the circle already" in incoming.outcome["noted"][0]
    assert "Circle: ..." in incoming.outcome["noted"][0]


def test_what_has_gone_is_not_undone(post: Post) -> None:
    answer(post, "Please bring one story each.")
    topic_mail(post)
    undone = post.reply(post.sent(MailKind.RECEIPT, "Ana", DRAFTED), "undo", now=TOLD + timedelta(hours=1))
    assert undone.outcome["undone"] == []
    assert guides.words(post.stage.first) == "Please bring one story each."


def test_a_kind_word_leaves_the_mail_as_it_is_and_asks_nobody(post: Post) -> None:
    incoming = answer(post, "Looks good, thanks!")
    assert incoming.state is IncomingState.READ
    assert incoming.outcome["noted"] == ["The topic mail goes as it is."]
    assert post.stage.first.guide is None


def test_the_reason_of_a_no_stays_with_us(post: Post) -> None:
    incoming = answer(post, "Sorry, I'm sick and can't come.")
    assert post.answer("Ana") is Rsvp.NO
    assert post.stage.first.guide is None
    assert "sick" not in topic_mail(post)
    assert incoming.outcome["noted"][0].startswith("You can't come")


def test_what_a_host_says_of_themselves_is_asked_about_and_the_circle_does_not_read_it(post: Post) -> None:
    incoming = answer(post, "Sorry, I'm ill and may not be able to lead it")
    assert incoming.state is IncomingState.REVIEW
    assert post.stage.first.guide is None
    asked = " ".join(str(parse(post.sent(MailKind.UNSURE, "Ana", DRAFTED + timedelta(hours=1))).text).split())
    assert "begin with “Circle:”" in asked
    assert "Pass" in asked


def test_a_question_to_us_goes_to_a_person_and_not_to_the_circle(post: Post) -> None:
    incoming = answer(post, "Who is coming so far?")
    assert incoming.state is IncomingState.REVIEW
    assert post.stage.first.guide is None


@pytest.mark.parametrize(
    "text",
    [
        "Look: ![cat](https://tracker.example/1.gif)",
        "Please look: <img src=https://tracker.example/1.gif> is all there is.",
        "We start with a form at [your bank.example](https://evil.example).",
        fill("Bring a word or two. " * 120),
    ],
)
def test_words_that_cannot_be_shown_are_refused_in_words(post: Post, text: str) -> None:
    incoming = answer(post, text)
    assert post.stage.first.guide is None
    assert incoming.outcome["noted"][0].startswith(
        "The topic mail has not changed. In your own words we expected"
    )


def test_words_of_which_a_part_was_cut_off_are_not_in_the_mail(post: Post) -> None:
    incoming = answer(post, "A word or two. " * 120)
    assert post.stage.first.guide is None
    assert incoming.state is IncomingState.REVIEW


def test_marks_are_links_and_emphasis_in_html_and_spelled_out_in_text(post: Post) -> None:
    answer(post, "Please read [this list](https://lists.example/a) *before* we meet & don't <3 worry.")
    about = f"meeting:{post.stage.first.id}"
    outbox.post(post.db, MailKind.TOPIC, post.stage.person("Dee"), about, TOLD)
    mail = parse(post.sent(MailKind.TOPIC, "Dee", TOLD))
    assert "this list (https://lists.example/a) *before* we meet & don't <3 worry." in " ".join(
        str(mail.text).split()
    )
    assert '<a class="link" href="https://lists.example/a"' in str(mail.html)
    assert "<em>before</em> we meet &amp; don&#39;t &lt;3 worry." in str(mail.html)


def test_a_meeting_without_a_topic_is_an_open_talk_that_its_host_can_shape(post: Post) -> None:
    guides.swap(post.db, post.stage.first, None, "organizer:1", DRAFTED)
    assert OPEN_TALK.opening in " ".join(str(parse(draft(post)).text).split())
    post.reply(post.sent(MailKind.TOPIC_DRAFT, "Ana", DRAFTED), "1. What keeps you awake?", now=DRAFTED)
    text = topic_mail(post)
    assert "1. What keeps you awake?" in text
    assert "What is on your mind" in text


def test_the_draft_in_a_program_without_topics_offers_none(post: Post) -> None:
    for topic in topics.of_program(post.db, post.stage.program.id):
        topics.archive(post.db, topic, "organizer:1", DRAFTED)
    assert "Topic: " not in str(parse(draft(post)).text)


def test_a_moved_meeting_has_its_draft_and_its_topic_once_more(post: Post) -> None:
    answer(post, "Please bring one story each.")
    topic_mail(post)
    later = post.stage.first.starts_at + timedelta(days=7)
    meetings.reschedule(post.db, post.stage.first, later, "organizer:1", "", TOLD)
    incoming = post.reply(
        post.sent(MailKind.TOPIC_DRAFT, "Ana", DRAFTED), "1. What broke?", now=TOLD + timedelta(hours=1)
    )
    assert incoming.outcome["noted"] == ["The topic mail has your question."]
    assert post.stage.first.starts_at > AFTER


def test_the_draft_names_nobody_on_a_break_as_one_to_ask(post: Post) -> None:
    until = post.stage.first.starts_at + timedelta(days=1)
    post.stage.members["Bo"].paused_until = until
    assert "Swap Carl" in str(parse(draft(post)).text)
    for name in ("Carl", "Dee"):
        post.stage.members[name].paused_until = until
    text = str(parse(draft(post)).text)
    assert "Pass" in text
    assert "Swap" not in text


def test_who_alone_is_on_no_break_reads_so_in_the_topic_mail(post: Post) -> None:
    for name in ("Ana", "Bo", "Carl"):
        post.stage.members[name].paused_until = post.stage.first.starts_at + timedelta(days=1)
    text = " ".join(topic_mail(post).split())
    assert "Everybody else is on a break on that day. Inês will decide whether the meeting moves." in text


def test_what_a_host_wrote_who_leaves_before_it_went_is_not_said_to_be_the_next_ones(post: Post) -> None:
    answer(post, "Please bring a photo of your desk.\n1. What is on it?")
    people.leave(post.db, post.stage.members["Ana"], DRAFTED + timedelta(hours=2))
    text = topic_mail(post)
    assert "photo of your desk" not in text
    assert "writes:" not in text
    assert "1. What is on it?" in text
    assert guides.words(post.stage.first) == ""


def test_what_a_host_wrote_stays_where_somebody_has_it_and_later_mails_are_without(post: Post) -> None:
    answer(post, "Please bring a photo of your desk.")
    assert "photo of your desk" in topic_mail(post)
    people.leave(post.db, post.stage.members["Ana"], TOLD + timedelta(hours=2))
    assert guides.words(post.stage.first) == "Please bring a photo of your desk."
    assert "photo of your desk" not in topic_mail(post, "Bo")
