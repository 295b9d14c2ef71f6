"""Buttons pressed in calendars of every make, from the whole mail to the record."""

from base64 import encodebytes
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from circles.db import unseal
from circles.domain.words import (
    IncomingKind,
    IncomingState,
    MailKind,
    OutgoingState,
    Rsvp,
    Source,
)
from circles.mail.calendar_in import read_replies
from circles.mail.parse import parse
from circles.models import Incoming, Outgoing, RsvpEvent
from circles.services import inbox, meetings, people
from tests.mail import calendar_clients as clients
from tests.mail.calendar_clients import CLIENTS, Client, press
from tests.mail.post import SOON, Post
from tests.services.stage import MEETS, NOW

LATER = SOON + timedelta(minutes=5)
SAID = {"ACCEPTED": Rsvp.YES, "DECLINED": Rsvp.NO, "TENTATIVE": Rsvp.MAYBE}
every_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.__name__)


def leave(post: Post) -> None:
    """Let everything that waits leave."""
    for row in post.db.scalars(select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED)):
        row.state, row.sent_at = OutgoingState.SENT, row.posted_at
    post.db.flush()


def as_sent(post: Post, kind: MailKind) -> bytes:
    """Give Bo's one mail of a kind as it left."""
    theirs = select(Outgoing.raw).where(Outgoing.kind == kind, Outgoing.to == post.stage.person("Bo"))
    return unseal(post.db, post.db.scalars(theirs).one() or b"")


def move(post: Post, days: int = 1, now: datetime = LATER) -> None:
    meetings.reschedule(post.db, post.stage.first, MEETS + timedelta(days=days), "organizer:1", "Snow", now)


@every_client
@pytest.mark.parametrize("partstat", SAID)
def test_a_button_of_each_calendar_sets_the_answer(post: Post, client: Client, partstat: str) -> None:
    invite = post.invite("Bo")
    raw = client(press(invite, partstat, SOON, comment='I\'ll bring "tea", Zoë; and – perhaps – cake'))
    incoming = post.take(invite, raw, LATER)
    assert post.answer("Bo") is SAID[partstat]
    assert (incoming.kind, incoming.state) == (IncomingKind.CALENDAR, IncomingState.READ)
    assert incoming.outcome["own_text"] == 'I\'ll bring "tea", Zoë; and – perhaps – cake'
    [event] = post.db.scalars(select(RsvpEvent))
    assert event.source is Source.CALENDAR
    assert event.said_at.replace(microsecond=0) == SOON
    assert post.count(MailKind.RECEIPT, "Bo") == 1


@every_client
def test_all_that_each_calendar_says_is_read(post: Post, client: Client) -> None:
    it = press(post.invite("Bo"), "DECLINED", SOON, comment="Sick", sequence=4)
    mail = parse(client(it))
    [answer] = read_replies(mail.calendar or b"", mail.calendar_method)
    assert (answer.uid, answer.partstat, answer.attendee) == (it.uid, "DECLINED", "bo@meadow.example")
    assert 4 in {answer.sequence, answer.received_sequence}
    assert (answer.dtstamp, answer.starts_at, answer.comment) == (SOON, MEETS, "Sick")
    assert not answer.proposal


def test_an_answer_beside_the_invite_it_answers_is_found(post: Post) -> None:
    """Some programs send our own invite back, before what they answer."""
    invite = post.invite("Bo")
    original = parse(invite).calendar or b""
    ours = clients.part("text/calendar; method=REQUEST", original.decode(), "base64")
    theirs = clients.fastmail(press(invite, "DECLINED", SOON)).decode().replace("\r\n", "\n")
    head, _, body = theirs.partition("Content-Type:")
    raw = (head + clients.multi("mixed", "b", ours, "Content-Type:" + body)).replace("\n", "\r\n")
    post.take(invite, raw.encode(), LATER)
    assert post.answer("Bo") is Rsvp.NO


@pytest.mark.parametrize(
    ("content_type", "coded"),
    [
        ("text/calendar; charset=utf-16; method=REPLY", "utf-16"),
        ("text/calendar; charset=utf-16le; method=REPLY", "utf-16-le"),
        ("text/calendar; charset=iso-2022-jp; method=REPLY", "iso-2022-jp"),
        ("text/calendar; charset=us-ascii", "utf-8-sig"),
        ('application/octet-stream; name="reply.vcs"', "utf-8"),
        ("application/octet-stream", "utf-8"),
        ("text/plain; charset=utf-8", "utf-8"),
        ('application/ics; name="x"', "cp1252"),
    ],
)
def test_an_answer_is_found_in_any_charset_and_under_any_type(
    post: Post, content_type: str, coded: str
) -> None:
    invite = post.invite("Bo")
    calendar = parse(clients.fastmail(press(invite, "ACCEPTED", SOON, comment="Yes"))).calendar or b""
    part = b"Content-Type: %s\nContent-Transfer-Encoding: base64\n\n" % content_type.encode() + encodebytes(
        calendar.decode().encode(coded)
    )
    words = b"Content-Type: text/plain\n\nBo has answered.\n"
    raw = (
        b"From: bo@meadow.example\nSubject: x\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n%s\n--b\n%s\n--b--\n" % (words, part)
    )
    post.take(invite, raw, LATER)
    assert post.answer("Bo") is Rsvp.YES


def test_a_method_that_stands_in_the_mime_header_only_counts(post: Post) -> None:
    invite = post.invite("Bo")
    raw = clients.outlook(press(invite, "TENTATIVE", SOON)).replace(b"METHOD:REPLY\r\n", b"")
    assert post.take(invite, raw, LATER).kind is IncomingKind.CALENDAR
    assert post.answer("Bo") is Rsvp.MAYBE


def test_an_answer_inside_a_forwarded_mail_is_not_theirs(post: Post) -> None:
    invite = post.invite("Bo")
    inside = clients.outlook(press(invite, "ACCEPTED", SOON))
    raw = (
        b"From: bo@meadow.example\r\nSubject: Fw\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=z\r\n\r\n"
        b"--z\r\nContent-Type: text/plain\r\n\r\nLook at this mess?\r\n"
        b"--z\r\nContent-Type: message/rfc822\r\n\r\n" + inside + b"\r\n--z--\r\n"
    )
    assert post.take(invite, raw, LATER).kind is IncomingKind.HUMAN
    assert post.answer("Bo") is None


def test_one_mail_may_answer_several_meetings(post: Post) -> None:
    invite = post.invite("Carl")
    it = press(invite, "ACCEPTED", SOON)
    second = post.stage.second
    raw = clients.outlook(it)
    event = raw[raw.index(b"BEGIN:VEVENT") : raw.index(b"END:VCALENDAR")]
    other = event.replace(it.uid.encode(), second.uid.encode()).replace(b"ACCEPTED", b"DECLINED")
    other = other.replace(it.start.encode(), second.starts_at.strftime(clients.STAMP).encode())
    incoming = post.take(invite, raw.replace(b"END:VCALENDAR", other + b"END:VCALENDAR"), LATER)
    said = {event.meeting_id: event.value for event in post.db.scalars(select(RsvpEvent))}
    assert said == {post.stage.first.id: Rsvp.YES, second.id: Rsvp.NO}
    assert len(incoming.outcome["noted"]) == 2


def test_a_machines_mark_does_not_hide_an_answer(post: Post) -> None:
    invite = post.invite("Bo")
    raw = clients.google(press(invite, "ACCEPTED", SOON))
    assert b"Auto-Submitted: auto-generated" in raw
    post.take(invite, raw, LATER)
    assert post.answer("Bo") is Rsvp.YES


# --- Who answers ---


def test_an_answer_from_an_alias_sets_the_answer_and_says_so(post: Post) -> None:
    invite = post.invite("Bo")
    incoming = post.take(
        invite, clients.outlook(press(invite, "ACCEPTED", SOON, sender="b@alias.example")), LATER
    )
    assert post.answer("Bo") is Rsvp.YES
    assert incoming.outcome["trust"]["level"] == "C"
    assert "another address" in incoming.outcome["flag"]
    assert (post.count(MailKind.RECEIPT, "Bo"), post.count(MailKind.ASK, "Bo")) == (1, 0)


@pytest.mark.parametrize("what", ["COUNTER", "REFRESH", "nobody"])
def test_an_alias_does_nothing_else(post: Post, what: str) -> None:
    leave(post)
    invite = post.invite("Bo")
    raw = clients.outlook(press(invite, "ACCEPTED", SOON, sender="b@alias.example"))
    if what == "nobody":
        raw = raw.replace(b"MAILTO:bo@meadow.example", b"")
    else:
        raw = raw.replace(b"REPLY", what.encode())
    post.take(invite, raw, LATER)
    assert post.answer("Bo") is None
    assert (post.count(MailKind.ASK, "Bo"), post.count(MailKind.RESENT, "Bo")) == (1, 0)


@pytest.mark.parametrize("sender", ["zoe@party.example", "bo@meadow.example"])
def test_a_party_crasher_is_quarantined_and_learns_nothing(post: Post, sender: str) -> None:
    leave(post)
    invite = post.invite("Bo")
    before = set(post.db.scalars(select(Outgoing.id)))
    raw = clients.google(press(invite, "ACCEPTED", SOON, sender=sender, attendee="zoe@party.example"))
    incoming = post.take(invite, raw, LATER)
    assert incoming.state is IncomingState.QUARANTINED
    assert "did not invite" in incoming.outcome["reason"]
    assert post.answer("Bo") is None
    assert set(post.db.scalars(select(Outgoing.id))) == before


def test_one_members_address_never_answers_for_another(post: Post) -> None:
    ana, bo = post.invite("Ana"), post.invite("Bo")
    incoming = post.take(ana, clients.google(press(bo, "DECLINED", SOON)), LATER)
    assert (post.answer("Ana"), post.answer("Bo")) == (None, None)
    assert incoming.state is IncomingState.QUARANTINED


# --- What is old, and in which order ---


@every_client
def test_an_answer_to_the_old_time_is_asked_again_once_with_a_fresh_calendar(
    post: Post, client: Client
) -> None:
    invite = post.invite("Bo")
    leave(post)
    move(post)
    leave(post)
    late = LATER + timedelta(minutes=5)
    incoming = post.take(invite, client(press(invite, "ACCEPTED", SOON)), late)
    assert post.answer("Bo") is None
    assert incoming.state is IncomingState.READ
    assert "old time" in incoming.outcome["reason"]
    again = post.take(invite, client(press(invite, "TENTATIVE", SOON)), late)
    assert again.state is IncomingState.REVIEW
    assert post.count(MailKind.RESENT, "Bo") == 1
    fresh = post.sent(MailKind.RESENT, "Bo", late)
    assert "no answer from you for this time" in str(parse(fresh).text)
    post.take(fresh, client(press(fresh, "ACCEPTED", late)), late + timedelta(minutes=1))
    assert post.answer("Bo") is Rsvp.YES


def test_an_update_that_is_about_to_leave_asks_by_itself(post: Post) -> None:
    invite = post.invite("Bo")
    leave(post)
    move(post)
    late = LATER + timedelta(minutes=5)
    assert (
        post.take(invite, clients.google(press(invite, "ACCEPTED", SOON)), late).state is IncomingState.READ
    )
    assert post.answer("Bo") is None
    assert (post.count(MailKind.RESENT, "Bo"), post.count(MailKind.UPDATE, "Bo")) == (0, 1)


def test_who_never_heard_of_the_new_time_is_told_when_they_answer_for_the_old(post: Post) -> None:
    invite = post.invite("Bo")
    leave(post)
    move(post)
    for update in post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.UPDATE)):
        update.state = OutgoingState.FAILED
    post.take(invite, clients.nextcloud(press(invite, "ACCEPTED", SOON)), LATER + timedelta(minutes=5))
    assert (post.answer("Bo"), post.count(MailKind.RESENT, "Bo")) == (None, 1)


@pytest.mark.parametrize("moved_first", [True, False])
def test_an_answer_to_the_old_time_counts_for_nothing_whichever_came_first(
    post: Post, moved_first: bool
) -> None:
    invite = post.invite("Bo")
    leave(post)
    raw = clients.google(press(invite, "ACCEPTED", SOON))
    if moved_first:
        move(post, now=SOON)
    post.take(invite, raw, LATER)
    if not moved_first:
        move(post, now=LATER)
    assert post.answer("Bo") is None


def test_what_says_no_sequence_and_no_time_is_old_by_its_stamp(post: Post) -> None:
    invite = post.invite("Bo")
    leave(post)
    move(post)
    leave(post)
    raw = clients.outlook(press(invite, "ACCEPTED", SOON))
    bare = b"\r\n".join(
        line for line in raw.split(b"\r\n") if not line.startswith((b"SEQUENCE", b"DTSTART", b"DTEND"))
    )
    post.take(invite, bare, LATER + timedelta(minutes=5))
    assert post.answer("Bo") is None
    newer = bare.replace(SOON.strftime(clients.STAMP).encode(), LATER.strftime(clients.STAMP).encode())
    post.take(invite, newer, LATER + timedelta(minutes=6))
    assert post.answer("Bo") is Rsvp.YES


def test_a_written_yes_to_a_fresh_calendar_of_the_old_time_does_not_count_for_the_new(post: Post) -> None:
    leave(post)
    invite = post.invite("Bo")
    post.take(invite, refresh(post, SOON), SOON)
    fresh = post.sent(MailKind.RESENT, "Bo", SOON)
    post.reply(fresh, "Yes", now=LATER)
    assert post.answer("Bo") is Rsvp.YES
    leave(post)
    move(post)
    post.reply(fresh, "Yes, sure", now=LATER + timedelta(minutes=1))
    assert post.answer("Bo") is None


def test_a_change_of_place_does_not_let_an_older_yes_beat_a_later_no(post: Post) -> None:
    invite = post.invite("Bo")
    leave(post)
    meetings.set_place(post.db, post.stage.circle, "Room 5", "organizer:1", NOW + timedelta(minutes=1))
    update = post.sent(MailKind.UPDATE, "Bo")
    post.take(update, clients.google(press(update, "ACCEPTED", SOON)), SOON)
    incoming = post.take(invite, clients.google(press(invite, "DECLINED", LATER)), LATER)
    assert post.answer("Bo") is Rsvp.NO
    assert incoming.outcome["noted"][0].startswith("You can't come")


def test_a_stamp_that_repeats_the_invites_is_none(post: Post) -> None:
    """Some programs copy DTSTAMP from what they answer: then the mail's Date tells the order."""
    invite = post.invite("Bo")
    for partstat, at in (("DECLINED", LATER), ("ACCEPTED", SOON)):
        raw = clients.google(press(invite, partstat, at))
        same = at.strftime(clients.STAMP).encode()
        calendar = NOW.strftime(clients.STAMP).encode()
        body = encodebytes((parse(raw).calendar or b"").replace(b"DTSTAMP:" + same, b"DTSTAMP:" + calendar))
        head = raw[: raw.index(b"MIME-Version")]
        part = b"MIME-Version: 1.0\nContent-Type: text/calendar\nContent-Transfer-Encoding: base64\n\n"
        post.take(invite, head + part + body, LATER + timedelta(minutes=1))
    assert post.answer("Bo") is Rsvp.NO


answers = st.lists(
    st.tuples(
        st.sampled_from(sorted(SAID)),
        st.integers(0, 3),  # minutes to the DTSTAMP
        st.integers(0, 40),  # seconds from it to the Date
        st.booleans(),  # whether it answers the update of the place
    ),
    min_size=2,
    max_size=5,
    unique_by=lambda answer: answer[1:3],
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_answers=answers, order=st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_answer(
    post: Post, given_answers: Sequence[tuple[str, int, int, bool]], order: Random
) -> None:
    db = post.db
    if not post.stage.circle.place:
        post.invite("Bo")
        leave(post)
        meetings.set_place(db, post.stage.circle, "Room 5", "organizer:1", NOW + timedelta(minutes=1))
        post.sent(MailKind.UPDATE, "Bo")
    invite, update = (as_sent(post, kind) for kind in (MailKind.INVITE, MailKind.UPDATE))
    last = max(given_answers, key=lambda answer: answer[1:3])
    for _ in range(2):
        arriving = list(given_answers)
        order.shuffle(arriving)
        db.execute(delete(RsvpEvent))
        db.execute(delete(Incoming))
        for partstat, minutes, seconds, placed in arriving:
            at = SOON + timedelta(minutes=minutes)
            it = press(update if placed else invite, partstat, at)
            raw = clients.google(it)
            dated = clients.google(replace(it, at=at + timedelta(seconds=seconds)))
            date = dated[dated.index(b"Date:") : dated.index(b"Message-ID")]
            raw = raw.replace(raw[raw.index(b"Date:") : raw.index(b"Message-ID")], date)
            post.take(invite, raw, SOON + timedelta(hours=1))
        assert post.answer("Bo") is SAID[last[0]]


# --- Asking again ---


def refresh(post: Post, at: datetime) -> bytes:
    it = press(post.invite("Bo"), "NEEDS-ACTION", at)
    return clients.outlook(it).replace(b"REPLY", b"REFRESH")


def test_a_calendar_that_asks_again_is_sent_it_every_time_within_reason(post: Post) -> None:
    leave(post)
    for n in range(12):
        at = SOON + timedelta(minutes=n)
        assert post.take(post.invite("Bo"), refresh(post, at), at).state is IncomingState.READ
        assert post.count(MailKind.RESENT, "Bo") == min(n + 1, 10)
        leave(post)
    assert post.answer("Bo") is None
    fresh = post.sent(MailKind.RESENT, "Bo", LATER)
    assert b"METHOD:REQUEST" in (parse(fresh).calendar or b"")


@pytest.mark.parametrize("how", ["cancelled", "left"])
def test_to_decline_what_is_off_already_needs_no_answer(post: Post, how: str) -> None:
    """Removing a cancelled event from a calendar says no to it, in some programs."""
    invite = post.invite("Bo")
    leave(post)
    if how == "cancelled":
        meetings.cancel(post.db, post.stage.first, "organizer:1", "", LATER)
    else:
        people.leave(post.db, post.stage.members["Bo"], LATER)
    incoming = post.take(invite, clients.apple(press(invite, "DECLINED", LATER)), LATER)
    assert incoming.state is IncomingState.READ
    assert "off for them already" in incoming.outcome["reason"]
    assert post.answer("Bo") is None
    assert post.count(MailKind.UNSURE, "Bo") == 0
    accepted = post.take(invite, clients.apple(press(invite, "ACCEPTED", LATER)), LATER)
    assert accepted.state is (IncomingState.REVIEW if how == "cancelled" else IncomingState.READ)


@pytest.mark.parametrize("proposed", [None, MEETS + timedelta(days=1)])
def test_whoever_has_left_is_told_so_when_a_button_is_pressed_and_how_to_come_back(
    post: Post, proposed: datetime | None
) -> None:
    invite = post.invite("Bo")
    leave(post)
    people.leave(post.db, post.stage.members["Bo"], LATER)
    pressed = press(invite, "ACCEPTED", LATER, proposed=proposed)
    incoming = post.take(invite, clients.google(pressed), LATER)
    assert incoming.state is IncomingState.READ
    assert incoming.outcome["noted"] == [
        "You have left Springboard, so nothing has changed. To come back, reply Resume."
    ]
    assert post.answer("Bo") is None
    assert (post.count(MailKind.RECEIPT, "Bo"), post.count(MailKind.UNSURE, "Bo")) == (1, 0)


def test_a_cancelled_meeting_is_not_sent_again(post: Post) -> None:
    leave(post)
    invite = post.invite("Bo")
    asked = refresh(post, LATER)
    meetings.cancel(post.db, post.stage.first, "organizer:1", "Storm", SOON)
    assert post.take(invite, asked, LATER).state is IncomingState.REVIEW
    assert post.count(MailKind.RESENT, "Bo") == 0


# --- What can't be read ---


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n", "no event"),
        ("METHOD:REPLY\nnothing like a calendar", "no event"),
        (
            "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n" + "ATTENDEE:mailto:a@b.example\n" * 300,
            "200 people",
        ),
        (
            "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:another\nEND:VEVENT\n",
            "not one of this circle's",
        ),
        (
            "BEGIN:VCALENDAR\nMETHOD:DECLINECOUNTER\nBEGIN:VEVENT\nUID:{uid}\nEND:VEVENT\n",
            "turns down another time",
        ),
    ],
)
def test_a_broken_calendar_waits_for_a_person_with_its_reason(post: Post, body: str, reason: str) -> None:
    invite = post.invite("Bo")
    calendar = clients.part(
        "text/calendar; method=REPLY", body.replace("{uid}", post.stage.first.uid), "7bit"
    )
    raw = clients.whole(press(invite, "ACCEPTED", SOON), "", calendar)
    incoming = post.take(invite, raw, LATER)
    assert incoming.state is IncomingState.REVIEW
    assert reason in incoming.outcome["reason"]
    assert post.count(MailKind.UNSURE, "Bo") == 1
    assert inbox.unread(post.db, LATER + timedelta(days=1)) == []


def test_a_question_about_a_calendar_names_the_answer_that_stands(post: Post) -> None:
    invite = post.invite("Bo")
    post.press(invite, Rsvp.YES)
    declined = "BEGIN:VCALENDAR\nMETHOD:DECLINECOUNTER\nBEGIN:VEVENT\nUID:{uid}\nEND:VEVENT\n"
    calendar = clients.part(
        "text/calendar; method=REPLY", declined.replace("{uid}", post.stage.first.uid), "7bit"
    )
    post.take(invite, clients.whole(press(invite, "ACCEPTED", LATER), "", calendar), LATER)
    assert "is yes." in str(parse(post.sent(MailKind.UNSURE, "Bo", LATER)).text)
