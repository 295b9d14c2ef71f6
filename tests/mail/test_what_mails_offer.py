"""Every line that a mail offers to write back: sent as it stands, it does what the mail says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from circles.domain.words import (
    Attendance,
    IncomingState,
    MailKind,
    MeetingState,
    OutgoingState,
    ParticipantState,
)
from circles.mail.compose import compose
from circles.mail.parse import parse, plain_text
from circles.mail.reading import read_stored
from circles.models import Incoming, Membership, Outgoing
from circles.services import addresses, attendance, freeing, meetings, moving, outbox, people, timeline
from tests.mail.post import LINKS, SITE, SOON, Post, promised, recap, topic
from tests.services.stage import AFTER, MEETS, NOW, by, enrol
from tests.services.waiting import THURSDAYS, arrives

MONDAY = datetime(2027, 1, 4, 10, tzinfo=UTC)
EVE = MEETS - timedelta(days=1)
MORNING = AFTER + timedelta(days=1)
END = MEETS + timedelta(weeks=5)
ASKS = "Did you ask us to take you out of Springboard?"
FOOT = {"pause": "You're on a break", "stop": ASKS}
COMING = {"yes": "You are coming: ", "no": "You can't come: ", "maybe": "You are not sure yet: "}
HELP_WITH_A_MEETING_AHEAD = {
    "Yes": "You are coming: ",
    "No": "You can't come: ",
    "Maybe": "You are not sure yet: ",
    "Move": "We ask your circle which of",
    "Move Thu 17:00": "Your circle meets Thu 14 Jan, 17:00-18:00",
    "Topic: Saying no": "talks about “Saying no”",
    "Place: the reading room": "meets here: the reading room",
    "Pass": "Bo hosts the meeting on",
    "Swap Bo": "We have asked Bo to host",
    "Circle: running ten minutes late": "Your note went to the 3 others",
    "Thought: ask while the question is small": "We bring your thought along",
    "Pause 2 weeks": "You're on a break",
    "Resume": "Welcome back",
    "Leave": ASKS,
    "My data": "What Springboard holds about you",
    "Delete my data": "Did you ask us to delete all we hold on you?",
    "Undo": "There is nothing left to undo",
}
HELP_AFTER_ONE = {
    "Attended: Ana, Bo": "Ana and Bo came",
    "Everyone came": "Ana, Bo, Carl and Dee came",
    "Missed: Carl": "Carl missed",
    "Didn't meet": "Your circle did not meet",
    "Next: Ana - send the deck - Friday": "Ana: send the deck by Fri 15 Jan",
    "Done 1": "is done",
    "Move 1 Friday": "is now due Fri 15 Jan",
    "Drop 1": "is dropped",
}


@dataclass(frozen=True)
class Offer:
    """A mail as it comes about, the instant of its answers, and what each line in it brings to read."""

    mail: Callable[[Post], bytes]
    now: datetime
    lines: Mapping[str, str]
    foot: Mapping[str, str] = field(default_factory=lambda: FOOT)
    others: frozenset[str] = frozenset()
    """Lines whose time has not come or is over: another offer answers with them."""


def posted(kind: MailKind, name: str, about: str = "", now: datetime = NOW) -> Callable[[Post], bytes]:
    """Post a mail by itself; by default about the first meeting."""

    def mail(post: Post) -> bytes:
        outbox.post(post.db, kind, post.stage.person(name), about or f"meeting:{post.stage.first.id}", now)
        return post.sent(kind, name, now)

    return mail


def missed(post: Post) -> bytes:
    """Give the mail by which Carl hears of the meeting that he is said to have missed."""
    post.reply(recap(post), "Attended: Ana, Bo, Dee\nMissed: Carl\nNext: Dee - book a room", now=AFTER)
    timeline.post_due(post.db, MORNING)
    return post.sent(MailKind.CATCH_UP, "Carl", MORNING)


def about_dee(kind: MailKind, now: datetime = NOW) -> Callable[[Post], bytes]:
    return lambda post: posted(kind, "Dee", f"membership:{dee(post).id}", now)(post)


def dee(post: Post) -> Membership:
    return next(each for each in post.stage.circle.members if each.participant is post.stage.members["Dee"])


def answered(
    first: Callable[[Post], bytes],
    text: str,
    kind: MailKind,
    name: str,
    now: datetime = SOON,
    sender: str = "",
) -> Callable[[Post], bytes]:
    """Give the mail that an answer to another one brings."""

    def mail(post: Post) -> bytes:
        post.reply(first(post), text, sender=sender, now=now)
        return post.sent(kind, name, now)

    return mail


def invite(name: str) -> Callable[[Post], bytes]:
    return lambda post: post.invite(name)


def moved(post: Post) -> bytes:
    post.invite("Dee")
    for row in post.db.scalars(select(Outgoing)):
        row.state = OutgoingState.SENT
    meetings.reschedule(post.db, post.stage.first, MEETS + timedelta(days=1), "organizer:1", "Snow", NOW)
    return post.sent(MailKind.UPDATE, "Dee")


def reminded(post: Post) -> bytes:
    return post.shown_to("Dee", promised(post, "send the reading list"))


def promise_due(post: Post) -> bytes:
    promise = promised(post, "send the reading list")
    return posted(MailKind.FOLLOW_UP, "Dee", f"followup:{promise.id}", AFTER)(post)


def polled(post: Post) -> bytes:
    for participant in post.stage.members.values():
        participant.availability = "Tue 10:00-11:00; Wed 10:00-11:00"
    poll = moving.ask(post.db, post.stage.first, post.stage.person("Bo"), MONDAY, reason="A train")
    return posted(MailKind.MOVE_POLL, "Dee", f"poll:{poll.id}", MONDAY)(post)


def in_dispute(post: Post) -> bytes:
    for who, value in (("Bo", Attendance.CAME), ("Carl", Attendance.MISSED)):
        said = by(who, post.stage, AFTER)
        attendance.say_attendance(post.db, post.stage.first, post.stage.members["Dee"], value, said, AFTER)
    return posted(MailKind.CONFLICT, "Dee", now=AFTER)(post)


def offered_a_seat(post: Post) -> bytes:
    arrives(post.db, post.stage, "Eva")
    return post.sent(MailKind.SEAT, "Eva")


def told_to_wait(post: Post) -> bytes:
    arrives(post.db, post.stage, "Eva", hours=THURSDAYS)
    return post.sent(MailKind.WAITLISTED, "Eva")


def seat_freed(post: Post) -> bytes:
    freeing.free(post.db, dee(post), "organizer:1", NOW)
    return post.sent(MailKind.LEFT, "Dee")


def left(post: Post) -> bytes:
    people.leave(post.db, post.stage.members["Dee"], NOW)
    return post.sent(MailKind.LEFT, "Dee")


def new(kind: MailKind, state: ParticipantState, enrolled_by: str = "") -> Callable[[Post], bytes]:
    """Write to somebody who is new in the season."""

    def mail(post: Post) -> bytes:
        eva = enrol(post.db, post.stage.season, "Eva")
        eva.state, eva.enrolled_by = state, enrolled_by
        post.stage.members["Eva"] = eva
        return posted(kind, "Eva", f"season:{post.stage.season.id}")(post)

    return mail


def another_address(post: Post) -> bytes:
    addresses.add(post.db, post.stage.members["Bo"].person, "bo@work.example", NOW)
    return post.sent(MailKind.ADDRESS, "Bo")


def at_the_end(post: Post) -> bytes:
    for meeting in post.stage.circle.meetings:
        meeting.state = MeetingState.HELD
    promised(post, "send the reading list")
    return about_dee(MailKind.SEASON_REPORT, END)(post)


def helped_before(post: Post) -> bytes:
    return answered(invite("Ana"), "help", MailKind.HELP, "Ana")(post)


def helped_after(post: Post) -> bytes:
    post.shown_to("Ana", promised(post, "send the reading list", "Ana"))
    return helped_before(post)


REMINDER = posted(MailKind.REMINDER, "Dee", now=EVE)
SWAP = answered(invite("Ana"), "Swap Bo", MailKind.SWAP_ASK, "Bo")
MET = {
    "Attended: Ana, Bo, Carl, Dee": "Ana, Bo, Carl and Dee came",
    "Everyone came": "Ana, Bo, Carl and Dee came",
    "Didn't meet": "Your circle did not meet",
    "Met: Friday": "Your circle met (Fri 8 Jan)",
    "I take with me: a good question is half the answer": "You take with you: “a good question is half",
    "Next: Ana - send the reading list - Friday": "Ana: send the reading list by Fri 15 Jan",
}
QUESTIONS = ("1. What did you say yes to of late?", "2. What would you say today?")
OFFERS = {
    "invite": Offer(
        invite("Dee"),
        SOON,
        {
            **COMING,
            "Yes": "You are coming: ",
            "About me: I teach physics and wonder what comes after it": "We will share this with your circle",
        },
    ),
    "update": Offer(moved, SOON, {answer: f"{said}Wed 13 Jan" for answer, said in COMING.items()}),
    "resent": Offer(posted(MailKind.RESENT, "Dee"), SOON, COMING),
    "reminder": Offer(REMINDER, EVE, {answer: COMING[answer] for answer in ("yes", "no")}),
    "topic": Offer(
        topic,
        SOON,
        {
            **COMING,
            "No": "You can't come: ",
            "Thought: I wish somebody had asked me that years ago": "We bring your thought along: “I wish",
        },
    ),
    "topic with a promise": Offer(
        reminded,
        AFTER,
        {
            **COMING,
            "No": "You can't come: ",
            "Thought: I wish somebody had asked me that years ago": "We bring your thought along: “I wish",
            "Done 1": "is done",
            "Move 1 Friday": "is now due Fri 15 Jan",
            "Drop 1": "is dropped",
        },
    ),
    "topic-draft": Offer(
        posted(MailKind.TOPIC_DRAFT, "Ana", now=MONDAY),
        MONDAY,
        {
            "Place: the reading room, second floor": "meets here: the reading room, second floor",
            "Please bring one story each.": "The topic mail begins with your words",
            **dict.fromkeys(QUESTIONS, "The topic mail has your question"),
            "Topic: What now?": "Your circle talks about “What now?”",
            "Pass": "Bo hosts the meeting on",
            "Swap Bo": "We have asked Bo to host",
        },
    ),
    "recap-ask": Offer(recap, AFTER, MET),
    "conflict": Offer(in_dispute, AFTER, {"yes": "Dee came", "no": "Dee missed"}),
    "follow-up": Offer(
        promise_due, AFTER, {"done": "is done", "later": "is now due Tue 19 Jan", "drop": "is dropped"}
    ),
    "move-poll": Offer(
        polled, MONDAY, {"1 3": "These times suit you: ", "None": "None of the times suits you"}
    ),
    "swap-ask": Offer(SWAP, SOON, {"yes": "You host the meeting on", "no": "You don't host on"}),
    "swap-ask to who hosts": Offer(
        answered(invite("Ana"), "Pass", MailKind.SWAP_ASK, "Bo", EVE),
        EVE,
        {
            "Yes": "You host the meeting",
            "Pass": "Carl hosts the meeting",
            "Swap Carl": "We have asked Carl",
            "Place: the reading room, second floor": "meets here: the reading room, second floor",
        },
    ),
    "swap-ask that was declined": Offer(
        answered(SWAP, "No", MailKind.SWAP_ASK, "Ana"),
        SOON,
        {"Pass": "hosts the meeting", "Swap Carl": "We have asked Carl"},
    ),
    "note": Offer(
        answered(invite("Bo"), "Circle: hello", MailKind.NOTE, "Dee"),
        SOON,
        {"Circle: thank you, see you then": "Your note went to the 3 others"},
    ),
    "check-in": Offer(
        about_dee(MailKind.CHECK_IN),
        SOON,
        {"Busy": "You're on a break", "Move": "You have given up your seat in Circle 1", "Leave": ASKS},
    ),
    "seat": Offer(
        offered_a_seat, SOON, {"Yes": "You have a seat in Circle 1", "No": "The seat goes to the next"}
    ),
    "waitlisted": Offer(
        told_to_wait,
        SOON,
        {
            "Thu 17:00 works": "Thu 10:00-12:00; Thu 17:00-18:00",
            "Tuesdays after 6pm": "Tue 18:00-22:00; Thu 10:00-12:00",
            "Mon-Wed 18:00-20:00": "Mon 18:00-20:00; Tue 18:00-20:00; Wed 18:00-20:00; Thu 10:00-12:00",
        },
    ),
    "survey": Offer(
        posted(MailKind.SURVEY, "Dee", now=AFTER),
        AFTER,
        {"4 - good talks, a little short": "4 of 5 for Circle 1: “good talks, a little short”"},
    ),
    "paused": Offer(
        answered(invite("Dee"), "Pause 2 weeks", MailKind.PAUSED, "Dee"),
        SOON,
        {"resume": "Welcome back"},
        foot={**FOOT, "pause": "You are taking a break until then already"},
    ),
    "left": Offer(seat_freed, SOON, {"resume": "Here it is, as it is now"}, foot={}),
    "left by themselves": Offer(left, SOON, {"resume": "Here it is, as it is now"}, foot={}),
    "receipt": Offer(
        answered(
            recap, "Attended: Ana\nNext: Bo will write to Carl sometime", MailKind.RECEIPT, "Ana", AFTER
        ),
        AFTER,
        {"Next: Bo - write to Carl sometime": "Bo: write to Carl sometime", "undo": "Undone"},
    ),
    "unsure": Offer(
        answered(REMINDER, "Purple is a fine colour.", MailKind.UNSURE, "Dee", EVE),
        EVE,
        {"Yes": "You are coming: ", "No": "You can't come: ", "Maybe": "You are not sure yet: "},
    ),
    "unsure about who came": Offer(
        answered(recap, "Purple is a fine colour.", MailKind.UNSURE, "Ana", AFTER),
        AFTER,
        {line: MET[line] for line in ("Everyone came", "Didn't meet")},
    ),
    "unsure about what was missed": Offer(
        answered(missed, "Purple is a fine colour.", MailKind.UNSURE, "Carl", MORNING),
        MORNING,
        {"Attended: Carl": "Carl came", "Missed: Carl": "Carl missed"},
    ),
    "ask": Offer(
        answered(invite("Ana"), "Leave", MailKind.ASK, "Ana", sender="ana@private.example"),
        SOON,
        {"yes": "You have left Springboard"},
    ),
    "help": Offer(helped_before, SOON, HELP_WITH_A_MEETING_AHEAD, others=frozenset(HELP_AFTER_ONE)),
    "help with a meeting behind": Offer(
        helped_after, AFTER, HELP_AFTER_ONE, others=frozenset(HELP_WITH_A_MEETING_AHEAD)
    ),
    "data": Offer(
        answered(invite("Dee"), "My data", MailKind.DATA, "Dee"),
        SOON,
        {"delete my data": "Did you ask us to delete all we hold on you?"},
    ),
    "confirm": Offer(
        new(MailKind.CONFIRM, ParticipantState.UNCONFIRMED),
        SOON,
        {"yes": "no circle for you", "no": ""},
        foot={},
    ),
    "import-invite": Offer(
        new(MailKind.IMPORT_INVITE, ParticipantState.INVITED),
        SOON,
        {"yes": "no circle for you", "leave": ASKS},
        foot={},
    ),
    "joined": Offer(new(MailKind.JOINED, ParticipantState.CONFIRMED, "Inês"), SOON, {"leave": ASKS}),
    "address": Offer(another_address, SOON, {"yes": "now counts as yours", "no": "forgotten"}, foot={}),
    "season-report": Offer(at_the_end, END, {"Done 1": "is done", "Drop 1": "is dropped"}),
}


def offered(mail: bytes) -> set[str]:
    """Find what a mail offers to write: the indented lines, and the words in quotes after "reply"."""
    text = str(plain_text(mail)).replace("\r\n", "\n")
    sentences = re.findall(r"[Rr]eply \"[^.:]*", " ".join(text.split()))
    words = {word for sentence in sentences for word in re.findall(r'"([^"]+)"', sentence)}
    return {*re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE), *words}


def said_back(post: Post, offer: Offer, mail: bytes, line: str) -> str:
    """Answer with a line; give all that its writer gets to read of it."""
    before = post.db.scalars(select(func.max(Outgoing.id))).one()
    post.reply(mail, line, now=offer.now)
    for waiting in post.db.scalars(select(Incoming).where(Incoming.state == IncomingState.STORED)).all():
        read_stored(post.db, waiting.id, SITE, offer.now)  # a yes to our question lets it be read again
    last = post.db.scalars(select(Incoming).order_by(Incoming.id.desc())).first()
    assert last is None or last.state is IncomingState.READ, last.outcome
    new = post.db.scalars(select(Outgoing).where(Outgoing.id > before)).all()
    assert MailKind.UNSURE not in {each.kind for each in new}
    mails = [parse(compose(post.db, each, SITE, LINKS, offer.now).raw) for each in new]
    noted = last.outcome.get("noted") or [] if last else []
    return " ".join(" ".join([*(f"{each.subject}\n{each.text}" for each in mails), *noted]).split())


@pytest.mark.parametrize("name", OFFERS)
def test_every_line_that_a_mail_offers_does_what_the_mail_says(post: Post, name: str) -> None:
    offer = OFFERS[name]
    mail = offer.mail(post)
    assert offered(mail) == set(offer.lines) | set(offer.foot) | offer.others
    for line, means in {**offer.lines, **offer.foot}.items():
        with post.db.begin_nested() as attempt:
            assert means in said_back(post, offer, mail, line), line
            attempt.rollback()
        post.db.expire_all()


@pytest.mark.parametrize(
    ("name", "words", "means"),
    [
        (
            "invite",
            "Yes\nI teach physics and wonder what comes after it",
            ["You are coming", "We will share"],
        ),
        (
            "topic",
            "No\nThought: I wish somebody had asked me",
            ["You can't come", "We bring your thought along"],
        ),
        ("follow-up", "Not yet, sorry", ["“send the reading list” stays open"]),
        (
            "recap-ask",
            "Everyone came\n" + "\n".join(list(MET)[-2:]),
            ["Dee came", "You take with you", "by Fri"],
        ),
        (
            "topic-draft",
            "\n".join(["Please bring one story each.", *QUESTIONS]),
            ["your words", "2 questions"],
        ),
    ],
)
def test_lines_that_belong_together_are_all_read(post: Post, name: str, words: str, means: list[str]) -> None:
    back = said_back(post, OFFERS[name], OFFERS[name].mail(post), words)
    assert [each for each in means if each not in back] == []
