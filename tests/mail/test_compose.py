"""Every kind of mail is written from its rows: text and HTML alike, in its reader's zone, safe to forward."""

import email
import re
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from email.message import Message
from email.policy import compat32
from html.parser import HTMLParser
from typing import Any

import pytest
from sqlalchemy.orm import Session

from circles.db import Database, seal
from circles.domain.words import MailKind, MeetingState, OutgoingState, ParticipantState
from circles.errors import NotFound, NothingToSay
from circles.mail.compose import Composed, compose, recipients
from circles.mail.links import Links
from circles.mail.site import Site
from circles.models import FollowUp, Incoming, Outgoing, Table
from circles.vault import Vault, token_keys
from tests.mail.rows import MEETS, NOW, UNLISTED, Rows, a_season, an_outgoing

KEYS = ["only-for-tests-0123456789abcdef"]
LINKS = Links("https://circles.example", KEYS)
SITE = Site("Circles", "hello@circles.example", "reply.example", token_keys(KEYS))
CALENDAR_KINDS = {MailKind.INVITE, MailKind.UPDATE, MailKind.CANCEL, MailKind.RESENT}
CIRCLE_KINDS = {
    *CALENDAR_KINDS,
    *(MailKind.TOPIC, MailKind.REMINDER, MailKind.RECAP_ASK, MailKind.FOLLOW_UP),
    *(MailKind.TOPIC_DRAFT, MailKind.CONFLICT, MailKind.CATCH_UP, MailKind.MOVE_POLL, MailKind.SWAP_ASK),
    *(MailKind.NOTE, MailKind.CHECK_IN, MailKind.SEAT, MailKind.SURVEY, MailKind.SEASON_REPORT),
    MailKind.PROPOSAL,
    *(MailKind.RECEIPT, MailKind.UNSURE, MailKind.HELP, MailKind.UNDO_DONE, MailKind.ASK),
}
ANSWERS = {MailKind.RECEIPT, MailKind.UNSURE, MailKind.HELP, MailKind.UNDO_DONE}
every_kind = pytest.mark.parametrize("kind", list(MailKind))


@pytest.fixture(scope="module")
def empty() -> Iterator[Database]:
    database = Database("sqlite://", Vault(KEYS))
    Table.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def db(empty: Database) -> Iterator[Session]:
    """Every test rolls back what it wrote: reading is what is tested here."""
    with empty.transaction() as db:
        yield db
        db.rollback()


@pytest.fixture
def rows(db: Session) -> Rows:
    return a_season(db)


class Page(HTMLParser):
    """The words and links a reader of HTML sees, and the tags left open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"style", "title"}:
            self.words += data.split()


def written(db: Session, outgoing: Outgoing) -> tuple[Composed, Message]:
    composed = compose(db, outgoing, SITE, LINKS, NOW)
    return composed, email.message_from_bytes(composed.raw, policy=compat32)


def part(mail: Message, content_type: str) -> str:
    found = next(part for part in mail.walk() if part.get_content_type() == content_type)
    data = found.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data.decode()


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def the_incoming(db: Session) -> Incoming:
    return db.get_one(Incoming, 1)


def text_of(db: Session, outgoing: Outgoing) -> str:
    return part(written(db, outgoing)[1], "text/plain")


@every_kind
def test_every_kind_says_the_same_in_text_and_in_html(db: Session, rows: Rows, kind: MailKind) -> None:
    _, mail = written(db, an_outgoing(db, kind))
    text, page = part(mail, "text/plain"), Page(part(mail, "text/html"))
    assert page.open == []
    shown = letters(" ".join(page.words))
    for line in text.splitlines():
        assert letters(re.sub(r"^\d+\.|https?://circles\S+", "", line)) in shown, line
    links = set(re.findall(r"https?://[^\s)]+[^\s).]", text))
    assert links <= set(page.links)


@every_kind
def test_every_kind_has_a_subject_of_its_own_and_the_line_to_reply_above(
    db: Session, rows: Rows, kind: MailKind
) -> None:
    _, mail = written(db, an_outgoing(db, kind))
    assert len(mail["Subject"]) > 15
    assert part(mail, "text/plain").startswith("-- Reply above this line --")
    html = part(mail, "text/html")
    assert '<div data-circles="body">' in html
    assert '<html lang="en">' in html
    assert len(html) < 60_000


@every_kind
def test_no_mail_names_an_address_but_the_readers_and_ours(db: Session, rows: Rows, kind: MailKind) -> None:
    composed, mail = written(db, an_outgoing(db, kind))
    decoded = [payload for p in mail.walk() if isinstance(payload := p.get_payload(decode=True), bytes)]
    everything = composed.raw + b"".join(decoded).replace(b"\r\n ", b"")
    found = {address.decode().lower() for address in re.findall(rb"[\w.+-]+@[\w.-]+\w", everything)}
    foreign = {
        address for address in found if not address.endswith(("@reply.example", "hello@circles.example"))
    }
    assert foreign <= {composed.envelope_to, "theirs@mail.example", "uid-1@circles.example"}


@every_kind
def test_nothing_is_fetched_and_nobody_is_counted(db: Session, rows: Rows, kind: MailKind) -> None:
    html = part(written(db, an_outgoing(db, kind))[1], "text/html")
    assert not re.search(r"<(img|script|link|iframe|object|form)\b|url\(|@import|@font-face", html)
    links = Page(html).links
    ours = [link for link in links if link.startswith("https://circles.example/")]
    assert set(links) - set(ours) <= {"https://meet.example.org/seven?a=1&b=2"}


@every_kind
def test_personal_links_are_the_readers_own(db: Session, rows: Rows, kind: MailKind) -> None:
    _, mail = written(db, an_outgoing(db, kind))
    tokens = re.findall(r"/me/([^/\s<>)]+)", part(mail, "text/plain") + str(mail["List-Unsubscribe"]))
    assert bool(tokens) is (kind not in UNLISTED | {MailKind.SEASON_OPEN}), "who waits has no page"
    for token in tokens:
        personal = LINKS.read_personal(token)
        assert personal is not None
        assert personal.participant_id == rows.ana.participant_id


@every_kind
def test_answers_find_their_way_back(db: Session, rows: Rows, kind: MailKind) -> None:
    outgoing = an_outgoing(db, kind)
    _, mail = written(db, outgoing)
    address = email.utils.parseaddr(mail["Reply-To"].replace("\r\n", ""))[1]
    token = SITE.read_address(address, NOW.date() + timedelta(days=60))
    assert token is not None
    if kind in CIRCLE_KINDS:
        assert (token.kind, token.id) == ("membership", rows.ana.id)
        assert mail["From"] == mail["Reply-To"]
        assert mail["From"].startswith('"Circle 7 via Circles"')
    else:
        assert (token.kind, token.id) == ("outgoing", outgoing.id)
        assert mail["From"] == '"Springboard via Circles" <hello@circles.example>'
        assert SITE.read_address(address, NOW.date() + timedelta(days=61)) is None


@every_kind
def test_the_return_path_names_the_mail_and_answers_have_none(
    db: Session, rows: Rows, kind: MailKind
) -> None:
    outgoing = an_outgoing(db, kind)
    composed, mail = written(db, outgoing)
    assert recipients(db, outgoing, SITE, NOW) == (composed.envelope_from, composed.envelope_to)
    assert email.utils.parseaddr(mail["To"])[1] == composed.envelope_to
    if kind in ANSWERS:
        assert composed.envelope_from == ""
        return
    token = SITE.read_address(composed.envelope_from, NOW.date())
    assert token is not None
    assert (token.kind, token.id) == ("return", outgoing.id)


@every_kind
def test_headers_tell_machines_what_this_is(db: Session, rows: Rows, kind: MailKind) -> None:
    outgoing = an_outgoing(db, kind)
    _, mail = written(db, outgoing)
    assert mail["Message-ID"] == SITE.message_id(outgoing.message_id)
    assert mail["Date"] == "Mon, 12 Jan 2026 09:30:00 +0000"
    assert mail["Auto-Submitted"] == ("auto-replied" if kind in ANSWERS else "auto-generated")
    assert mail["X-Auto-Response-Suppress"] == "OOF, AutoReply, RN, NRN"
    assert mail["Feedback-ID"].startswith(f"{kind}:")
    assert mail["In-Reply-To"] == ("<theirs@mail.example>" if kind in ANSWERS else None)
    if kind in UNLISTED:
        assert not [name for name in mail if name.startswith("List-") or name == "Precedence"]
        return
    where = "circle-1" if kind in CIRCLE_KINDS else "program-1"
    assert mail["List-Id"] == f"<{where}.reply.example>"
    web, post = re.findall(r"<([^>]+)>", mail["List-Unsubscribe"])
    waits = kind is MailKind.SEASON_OPEN
    assert web == (LINKS.waiting(rows.people[1]) if waits else LINKS.personal(rows.ana.participant, "leave"))
    assert post.startswith("mailto:circles+")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Precedence"] == "list"


def test_mails_about_a_circle_are_filed_under_its_first_invite(db: Session, rows: Rows) -> None:
    invite = an_outgoing(db, MailKind.INVITE)
    assert written(db, invite)[1]["References"] is None
    for kind, about in (
        (MailKind.INVITE, "meeting:2"),
        (MailKind.TOPIC, "meeting:1"),
        (MailKind.FOLLOW_UP, ""),
    ):
        _, mail = written(db, an_outgoing(db, kind, about=about))
        assert mail["References"] == SITE.message_id(invite.message_id)
    _, receipt = written(db, an_outgoing(db, MailKind.RECEIPT))
    assert receipt["References"] == f"{SITE.message_id(invite.message_id)} <theirs@mail.example>"


def test_outlook_files_all_mails_about_a_circle_together(db: Session, rows: Rows) -> None:
    invite = an_outgoing(db, MailKind.INVITE)
    first = written(db, invite)[1]
    indices = [first["Thread-Index"]]
    for kind, about in (
        (MailKind.INVITE, "meeting:2"),
        (MailKind.TOPIC, "meeting:1"),
        (MailKind.FOLLOW_UP, ""),
        (MailKind.RECEIPT, ""),
    ):
        _, mail = written(db, an_outgoing(db, kind, about=about))
        assert mail.keys().index("Thread-Topic") < mail.keys().index("Subject")
        assert mail["Thread-Topic"] == first["Thread-Topic"] == "Circle 7, Spring"
        indices.append(mail["Thread-Index"])
    octets = [b64decode(each) for each in indices]
    assert [len(each) for each in octets] == [22, 27, 27, 27, 27]
    assert {each[:22] for each in octets} == {octets[0]}
    assert len(set(octets)) == len(octets)


def test_a_mail_about_no_circle_has_no_thread(db: Session, rows: Rows) -> None:
    _, mail = written(db, an_outgoing(db, MailKind.LINK))
    assert not {"Thread-Topic", "Thread-Index", "References"} & set(mail.keys())


def test_a_foreign_message_id_that_is_none_is_not_repeated(db: Session, rows: Rows) -> None:
    receipt = an_outgoing(db, MailKind.RECEIPT)
    the_incoming(db).message_id = "<a@b>\r\nBcc: victim@x.example"
    _, mail = written(db, receipt)
    assert mail["In-Reply-To"] is None
    assert mail["Bcc"] is None


@pytest.mark.parametrize(
    ("reader", "shown"),
    [
        ("person:2", "Wed 14 Jan, 17:00-18:00 (Lisbon time)"),
        ("person:3", "Thu 15 Jan, 02:00-03:00 (Tokyo time)"),
        ("person:5", "Wed 14 Jan, 12:00-13:00 (New York time)"),
    ],
)
def test_times_are_in_the_readers_zone_and_say_so(db: Session, rows: Rows, reader: str, shown: str) -> None:
    for kind in (MailKind.INVITE, MailKind.TOPIC, MailKind.REMINDER, MailKind.CANCEL):
        assert shown in text_of(db, an_outgoing(db, kind, to=reader))


def test_a_change_of_clocks_is_said_to_those_whose_hour_it_moves(db: Session, rows: Rows) -> None:
    rows.meetings[1].starts_at = MEETS + timedelta(weeks=9)  # New York is on summer time, Lisbon is not yet
    said = "13:00 (New York time) for you, another hour than last time, because clocks have changed."
    assert said in text_of(db, an_outgoing(db, MailKind.INVITE, to="person:5", about="meeting:2"))
    assert "clocks" not in text_of(db, an_outgoing(db, MailKind.INVITE, about="meeting:2"))


def test_a_meeting_whose_hour_is_skipped_says_why_it_begins_later(db: Session, rows: Rows) -> None:
    rows.circle.start = time(1, 30)
    rows.meetings[1].starts_at = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    said = "Clocks go forward on that day (Lisbon time): 01:30 is skipped, so it begins at 02:30."
    for kind in (MailKind.INVITE, MailKind.TOPIC, MailKind.REMINDER):
        assert said in text_of(db, an_outgoing(db, kind, to="person:3", about="meeting:2")).replace(
            "\r\n", " "
        )
    assert "skipped" not in text_of(db, an_outgoing(db, MailKind.INVITE))


def test_the_first_invite_introduces_everyone_by_name(db: Session, rows: Rows) -> None:
    _, mail = written(db, an_outgoing(db, MailKind.INVITE))
    assert mail["Subject"] == "Meet your circle: Marta, Aiko, Bo and Tom"
    text = part(mail, "text/plain")
    assert "- Marta Lima (mentor)\r\n" in text
    assert '- Bo Berg: "I build bridges."\r\n' in text
    assert "All five can meet on Wednesdays" in text
    later = text_of(db, an_outgoing(db, MailKind.INVITE, about="meeting:2"))
    assert "Marta Lima" not in later


def test_two_who_share_a_first_name_are_called_by_both(db: Session, rows: Rows) -> None:
    rows.people[3].name = "Tom Berg"
    assert "Attended: Marta, Ana, Aiko, Tom Berg, Tom O'Neil\r\n" in text_of(
        db, an_outgoing(db, MailKind.RECAP_ASK)
    )


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Silva, Ana", "Ana"),
        ("Bo Berg, PhD", "Bo"),
        ("O'Neil,Bob", "Bob"),
        ("Tom Berg,", "Tom"),
        ("Li", "Li"),
    ],
)
def test_one_is_greeted_by_the_given_name_wherever_the_list_has_it(
    db: Session, rows: Rows, name: str, called: str
) -> None:
    rows.people[1].name = name
    assert f"Hi {called},\r\n" in text_of(db, an_outgoing(db, MailKind.RECAP_ASK))


def test_names_that_differ_by_an_accent_alone_count_as_the_same(db: Session, rows: Rows) -> None:
    rows.people[0].name, rows.people[3].name = "Inês Matos", "Ines Falk"
    assert "Inês Matos" in (asked := text_of(db, an_outgoing(db, MailKind.RECAP_ASK)))
    assert "Ines Falk" in asked


def test_two_of_one_name_are_told_apart_in_what_may_be_answered(db: Session, rows: Rows) -> None:
    rows.people[0].name = rows.people[3].name = "Tom Berg"
    asked = text_of(db, an_outgoing(db, MailKind.RECAP_ASK))
    assert "Attended: Tom Berg (mentor), Ana, Aiko, Tom Berg (mentee), Tom O'Neil\r\n" in asked
    rows.circle.memberships[3].role = rows.circle.memberships[0].role
    assert "Swap Tom Berg (1)\r\n" in text_of(db, an_outgoing(db, MailKind.TOPIC_DRAFT))


def test_the_topic_mail_heads_with_open_follow_ups_and_numbers_them(db: Session, rows: Rows) -> None:
    composed, mail = written(db, an_outgoing(db, MailKind.TOPIC))
    assert composed.shown == [{"n": 1, "follow_up": 1}]
    text = part(mail, "text/plain")
    assert "1. send the reading list (by Fri 16 Jan)" in text
    assert text.index("reading list") < text.index("A good question is a gift")
    theirs = compose(db, an_outgoing(db, MailKind.TOPIC, to="person:4"), SITE, LINKS, NOW)
    assert theirs.shown == []


@pytest.mark.parametrize("kind", [MailKind.TOPIC, MailKind.CATCH_UP])
def test_a_promise_for_another_year_says_which(db: Session, rows: Rows, kind: MailKind) -> None:
    db.get_one(FollowUp, 1).due = date(2031, 3, 1)
    _, mail = written(db, an_outgoing(db, kind))
    assert "send the reading list (by Sat 1 Mar 2031)" in part(mail, "text/plain")


def test_a_nudge_shows_its_follow_up_as_number_one(db: Session, rows: Rows) -> None:
    composed, mail = written(db, an_outgoing(db, MailKind.FOLLOW_UP))
    assert composed.shown == [{"n": 1, "follow_up": 1}]
    assert mail["Subject"] == "You said you would: send the reading list"


def test_what_the_circle_agreed_on_is_not_said_to_be_one_persons(db: Session, rows: Rows) -> None:
    db.get_one(FollowUp, 1).owner = None
    _, mail = written(db, an_outgoing(db, MailKind.FOLLOW_UP))
    assert mail["Subject"] == "Your circle said it would: send the reading list"
    assert "your circle agreed on:" in part(mail, "text/plain")


@pytest.mark.parametrize(
    ("state", "foot"),
    [("placed", '"stop" to leave'), ("waitlisted", '"stop" to leave'), ("left", "our last mail")],
)
def test_who_keeps_another_seat_or_waits_for_one_may_still_leave_or_pause(
    db: Session, rows: Rows, state: str, foot: str
) -> None:
    rows.ana.participant.state, rows.ana.left_at = ParticipantState(state), NOW
    assert foot in text_of(db, an_outgoing(db, MailKind.LEFT, about=f"membership:{rows.ana.id}"))


def test_a_reminder_counts_who_comes(db: Session, rows: Rows) -> None:
    text = text_of(db, an_outgoing(db, MailKind.REMINDER))
    assert "your circle meets on Wed 14 Jan. 2 of 5 have said yes so far." in text
    composed = compose(
        db, an_outgoing(db, MailKind.REMINDER, version=1), SITE, LINKS, MEETS - timedelta(days=1)
    )
    subject = email.message_from_bytes(composed.raw, policy=compat32)["Subject"]
    assert subject == "Tomorrow 17:00 (Lisbon time): are you in, Ana?"


def test_the_next_mail_has_a_line_for_each_who_left_pauses_or_is_back(db: Session, rows: Rows) -> None:
    told = an_outgoing(db, MailKind.INVITE)
    told.state, told.sent_at = OutgoingState.SENT, NOW - timedelta(days=2)
    rows.circle.memberships[3].left_at = NOW - timedelta(days=1)
    rows.circle.memberships[4].participant.paused_until = NOW + timedelta(days=9)
    text = text_of(db, an_outgoing(db, MailKind.TOPIC))
    assert "- Bo has left the circle.\r\n- Tom is taking a break.\r\n" in text
    rows.circle.memberships[4].participant.paused_until = NOW - timedelta(hours=1)
    assert "- Tom is back from a break.\r\n" in text_of(
        db, an_outgoing(db, MailKind.TOPIC, about="meeting:2")
    )
    told.sent_at = NOW
    assert "has left" not in text_of(db, an_outgoing(db, MailKind.INVITE, about="meeting:2"))


def sent(db: Session, kind: MailKind, version: int = 0) -> None:
    outgoing = an_outgoing(db, kind, version=version)
    outgoing.raw = seal(db, compose(db, outgoing, SITE, LINKS, NOW).raw)
    outgoing.state, outgoing.sent_at = OutgoingState.SENT, NOW
    db.flush()


def test_an_update_names_the_time_this_reader_knew(db: Session, rows: Rows) -> None:
    sent(db, MailKind.INVITE)
    meeting = rows.meetings[0]
    meeting.starts_at, meeting.sequence, meeting.moved_sequence = MEETS + timedelta(days=2), 1, 1
    meeting.reason = "the room is taken"
    _, mail = written(db, an_outgoing(db, MailKind.UPDATE, version=1))
    assert mail["Subject"] == "New time: Fri 16 Jan, 17:00-18:00 (Lisbon time) instead of Wed 14 Jan"
    text = part(mail, "text/plain")
    assert "the room is taken" in text
    assert "PARTSTAT=NEEDS-ACTION" in part(mail, "text/calendar").replace("\r\n ", "")


def test_an_update_on_the_same_day_names_the_hours(db: Session, rows: Rows) -> None:
    sent(db, MailKind.INVITE)
    meeting = rows.meetings[0]
    meeting.starts_at, meeting.sequence, meeting.moved_sequence = MEETS + timedelta(hours=1), 1, 1
    _, mail = written(db, an_outgoing(db, MailKind.UPDATE, version=1))
    subject = "".join(mail["Subject"].splitlines())
    assert subject == "New time: Wed 14 Jan, 18:00-19:00 (Lisbon time) instead of Wed 14 Jan, 17:00"
    assert "the meeting on Wed 14 Jan, 17:00 has moved to" in part(mail, "text/plain")


def test_an_update_of_the_place_asks_nobody_again(db: Session, rows: Rows) -> None:
    sent(db, MailKind.INVITE)
    rows.circle.place = "Room 5"
    rows.meetings[0].sequence = 1
    _, mail = written(db, an_outgoing(db, MailKind.UPDATE, version=1))
    assert mail["Subject"] == "New place: Circle 7 on Wed 14 Jan"
    text = part(mail, "text/plain")
    assert "Where: Room 5" in text
    assert "answer again" not in text


@pytest.mark.parametrize(
    ("before", "now", "subject", "says"),
    [
        ("", "Room 5", "The place: Circle 7 on Wed 14 Jan", "has a place now"),
        ("Room 4", "Room 5", "New place: Circle 7 on Wed 14 Jan", "has a new place"),
        ("Room 4", "", "The place is open again: Circle 7 on Wed 14 Jan", "is open again and will follow"),
    ],
)
def test_an_update_says_whether_the_place_is_the_first_another_or_open_again(
    db: Session, rows: Rows, before: str, now: str, subject: str, says: str
) -> None:
    rows.circle.place = before
    rows.circle.season.place = ""
    sent(db, MailKind.INVITE)
    rows.circle.place, rows.meetings[0].sequence = now, 1
    _, mail = written(db, an_outgoing(db, MailKind.UPDATE, version=1))
    assert mail["Subject"] == subject
    text = " ".join(part(mail, "text/plain").split())
    assert says in text
    assert ("new place" in text) == (subject.startswith("New"))


def test_an_update_says_all_that_is_new(db: Session, rows: Rows) -> None:
    sent(db, MailKind.INVITE)
    rows.circle.place, meeting = "Room 5", rows.meetings[0]
    meeting.minutes, meeting.sequence = 90, 1
    text = " ".join(text_of(db, an_outgoing(db, MailKind.UPDATE, version=1)).split())
    assert "now lasts 90 minutes, at a new place. If you have answered, that stands." in text
    meeting.starts_at, meeting.sequence, meeting.moved_sequence = MEETS + timedelta(days=2), 2, 2
    text = " ".join(text_of(db, an_outgoing(db, MailKind.UPDATE, version=2)).split())
    assert "has moved to Fri 16 Jan, 17:00-18:30 (Lisbon time), at a new place." in text


def test_what_is_as_its_reader_knows_it_again_is_told_to_nobody(db: Session, rows: Rows) -> None:
    sent(db, MailKind.INVITE)
    rows.meetings[0].sequence = 2  # a place that was set and taken back
    with pytest.raises(NothingToSay):
        compose(db, an_outgoing(db, MailKind.UPDATE, version=2), SITE, LINKS, NOW)
    rows.circle.place, rows.meetings[0].sequence = "Room 5", 3
    _, mail = written(db, an_outgoing(db, MailKind.UPDATE, version=3))
    assert "SEQUENCE:3" in part(mail, "text/calendar")


def test_who_is_to_answer_again_is_told_of_the_old_time_too(db: Session, rows: Rows) -> None:
    sent(db, MailKind.INVITE)
    meeting = rows.meetings[0]
    meeting.sequence = meeting.moved_sequence = 2  # it moved away and back
    rows.circle.place = "Room 5"
    _, mail = written(db, an_outgoing(db, MailKind.UPDATE, version=2))
    assert mail["Subject"] == "On after all: Wed 14 Jan, 17:00-18:00 (Lisbon time)"
    text = " ".join(part(mail, "text/plain").split())
    assert "earlier answers no longer count" in text
    assert "Where: Room 5" in text
    assert "Can you come?" in text


def test_a_meeting_that_was_called_off_and_is_on_again_is_news(db: Session, rows: Rows) -> None:
    sent(db, MailKind.INVITE)
    meeting = rows.meetings[0]
    meeting.sequence = 1
    sent(db, MailKind.CANCEL, version=1)
    meeting.sequence = meeting.moved_sequence = 2
    assert "On after all" in str(written(db, an_outgoing(db, MailKind.UPDATE, version=2))[1]["Subject"])


def test_a_cancel_names_the_time_its_reader_knew_and_where_it_had_moved_untold(
    db: Session, rows: Rows
) -> None:
    sent(db, MailKind.INVITE)
    meeting = rows.meetings[0]
    meeting.starts_at, meeting.minutes, meeting.sequence = MEETS + timedelta(days=2), 90, 2
    meeting.state = MeetingState.CANCELLED
    _, mail = written(db, an_outgoing(db, MailKind.CANCEL, version=2))
    assert mail["Subject"] == "Cancelled: Circle 7, Wed 14 Jan, 17:00-18:00 (Lisbon time)"
    text = " ".join(part(mail, "text/plain").split())
    assert "on Wed 14 Jan, 17:00-18:00 (Lisbon time) is cancelled" in text
    assert "Meanwhile it had moved to Fri 16 Jan, 17:00-18:30 (Lisbon time)." in text
    calendar = part(mail, "text/calendar").splitlines()
    assert {"SEQUENCE:2", f"UID:{meeting.uid}", f"DTSTART:{MEETS:%Y%m%dT%H%M%SZ}"} <= set(calendar)
    assert f"DTEND:{MEETS + timedelta(hours=1):%Y%m%dT%H%M%SZ}" in calendar


def test_who_left_before_a_move_was_told_reads_which_time_leaves_their_calendar(
    db: Session, rows: Rows
) -> None:
    sent(db, MailKind.INVITE)
    rows.meetings[0].starts_at = MEETS + timedelta(days=2)
    rows.ana.left_at = NOW
    _, mail = written(db, an_outgoing(db, MailKind.CANCEL, version=1))
    assert "Circle 7, Wed 14 Jan" in str(mail["Subject"])
    assert "16 Jan" not in part(mail, "text/plain")


def test_a_meeting_called_off_at_a_time_nobody_was_told_and_on_again_then_is_at_a_new_time(
    db: Session, rows: Rows
) -> None:
    sent(db, MailKind.INVITE)
    meeting = rows.meetings[0]
    meeting.starts_at, meeting.sequence = MEETS + timedelta(days=2), 2
    sent(db, MailKind.CANCEL, version=2)
    meeting.sequence = meeting.moved_sequence = 3
    _, mail = written(db, an_outgoing(db, MailKind.UPDATE, version=3))
    assert mail["Subject"] == "New time: Fri 16 Jan, 17:00-18:00 (Lisbon time) instead of Wed 14 Jan"


def test_a_cancel_to_one_who_left_does_not_say_the_meeting_is_off(db: Session, rows: Rows) -> None:
    rows.ana.left_at = NOW
    text = text_of(db, an_outgoing(db, MailKind.CANCEL))
    assert "no longer in Circle 7" in text
    assert "is cancelled" not in text


@pytest.mark.parametrize(
    "place", ["javascript:alert(1)", "Room 5\r\nBcc: x", "https://a.example/ b", "data:text/html,x"]
)
def test_only_web_addresses_become_links(db: Session, rows: Rows, place: str) -> None:
    rows.circle.place = place
    _, mail = written(db, an_outgoing(db, MailKind.INVITE))
    assert {link.partition("/me/")[0] for link in Page(part(mail, "text/html")).links} == {
        "https://circles.example"
    }
    assert "\r\nURL:" not in part(mail, "text/calendar")


def test_an_empty_place_is_to_follow(db: Session, rows: Rows) -> None:
    rows.circle.place = ""
    assert "Where: place to follow" in text_of(db, an_outgoing(db, MailKind.INVITE))
    rows.season.place = "The library"
    assert "Where: The library" in text_of(db, an_outgoing(db, MailKind.INVITE, version=1))


HOSTILE = '<script>alert(1)</script>"\r\n\r\n-- \r\n{{ 7 * 7 }} & =?utf-8?q?x=0d=0aBcc:=20v=40x.example?='


@every_kind
def test_hostile_names_stay_words_in_every_kind(db: Session, rows: Rows, kind: MailKind) -> None:
    for person in rows.people:
        person.name = f"{HOSTILE} {person.id}"
    rows.circle.name = rows.season.program.name = rows.season.name = HOSTILE
    topic = rows.meetings[0].topic
    assert topic is not None
    topic.title = topic.opening = rows.ana.why = rows.circle.memberships[3].intro = HOSTILE
    _, mail = written(db, an_outgoing(db, kind))
    assert mail["Bcc"] is None
    html = part(mail, "text/html")
    assert "<script" not in html
    assert Page(html).open == []
    assert "\r\n-- \r\n" not in part(mail, "text/plain")


@pytest.mark.parametrize(
    ("outcome", "said", "unsaid"),
    [
        ({"noted": ["You are coming."]}, "- You are coming.", "will read"),
        ({"noted": [], "left_over": True}, "Rui Dias will read what you wrote.", "We noted"),
        ({"noted": ["You are coming."], "left_over": True}, "Rui Dias will read", "changed nothing"),
    ],
)
def test_a_receipt_says_what_was_noted_and_who_reads_the_rest(
    db: Session, rows: Rows, outcome: dict[str, Any], said: str, unsaid: str
) -> None:
    receipt = an_outgoing(db, MailKind.RECEIPT)
    the_incoming(db).outcome = outcome
    text = text_of(db, receipt)
    assert said in text
    assert unsaid not in text


def test_an_undo_that_found_nothing_says_so(db: Session, rows: Rows) -> None:
    the_incoming(db).outcome = {"undone": []}
    assert "found nothing" in text_of(db, an_outgoing(db, MailKind.UNDO_DONE))


def test_a_mail_about_something_deleted_is_not_found(db: Session, rows: Rows) -> None:
    with pytest.raises(NotFound, match="Meeting 99"):
        compose(db, an_outgoing(db, MailKind.TOPIC, about="meeting:99"), SITE, LINKS, NOW)
    with pytest.raises(NotFound, match="Person 99"):
        compose(db, an_outgoing(db, MailKind.TOPIC, to="person:99"), SITE, LINKS, NOW)


@pytest.mark.parametrize("kind", sorted(CALENDAR_KINDS))
def test_calendar_mails_carry_one_object_twice(db: Session, rows: Rows, kind: MailKind) -> None:
    _, mail = written(db, an_outgoing(db, kind))
    assert [p.get_content_type() for p in mail.walk()] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html"),
        *("text/calendar", "application/ics"),
    ]
    inline, attached = part(mail, "text/calendar"), part(mail, "application/ics")
    assert inline == attached
    method = "CANCEL" if kind is MailKind.CANCEL else "REQUEST"
    assert f"\r\nMETHOD:{method}\r\n" in inline
    assert f"method={method}" in inline_header(mail)


def inline_header(mail: Message) -> str:
    return next(str(p["Content-Type"]) for p in mail.walk() if p.get_content_type() == "text/calendar")


@pytest.mark.parametrize("kind", sorted(CIRCLE_KINDS))
def test_a_place_is_a_link_only_to_the_web(db: Session, rows: Rows, kind: MailKind) -> None:
    rows.circle.place = "javascript:alert(1)"
    db.flush()
    _, mail = written(db, an_outgoing(db, kind))
    assert not [link for link in Page(part(mail, "text/html")).links if "javascript" in link]
    if kind in CALENDAR_KINDS:
        calendar = part(mail, "text/calendar")
        assert "LOCATION:javascript:alert(1)" in calendar
        assert not re.search(r"(?m)^(URL|CONFERENCE|ATTACH|X-[^:]*)[;:].*javascript:", calendar)
