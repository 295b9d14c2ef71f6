"""Answers written for the demo and the simulation have the shapes of real ones."""

from datetime import UTC, datetime
from email import message_from_bytes
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from circles.domain.replies.automatic import is_automatic
from circles.domain.words import Rsvp
from circles.errors import Invalid
from circles.mail.demo_clients import CLIENTS
from circles.mail.demo_replies import calendar_reply, reply
from circles.mail.message import CalendarPart, Letter, Mailbox, build_message
from circles.mail.parse import parse

CIRCLE = Mailbox("Circle 7 via Circles", "circles+abc@circles.example")
ANA = "Ana Sousa <ana@example.org>"
SENT = datetime(2026, 12, 2, 9, tzinfo=UTC)
NOW = datetime(2026, 12, 2, 12, tzinfo=ZoneInfo("Europe/Berlin"))
EVENT = (
    "BEGIN:VCALENDAR\r\nPRODID:-//x//x//EN\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:u1\r\n"
    "SEQUENCE:2\r\nDTSTAMP:20261201T090000Z\r\nDTSTART:20261203T170000Z\r\nDTEND:20261203T180000Z\r\n"
    "SUMMARY:Circle 7: Saying no\r\nORGANIZER;CN=Circle 7:mailto:circles+abc@circles.example\r\n"
    "ATTENDEE;CN=Ana;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ana@example.org\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def ours(calendar: CalendarPart | None = None) -> bytes:
    return build_message(
        Letter(
            sender=CIRCLE,
            to=Mailbox("Ana Sousa", "ana@example.org"),
            reply_to=CIRCLE,
            subject="Tomorrow 17:00: are you in, Ana?",
            sent_at=SENT,
            message_id="<reminder@circles.example>",
            headers=(("References", "<root@circles.example>"),),
            text="-- Reply above this line --\n\nReply with one line: Yes\n" + "word " * 60 + "\n",
            html='<html><head></head><body><p class="a b" data-circles="quote">Reply: Yes</p></body></html>',
            calendar=calendar,
        )
    )


@pytest.mark.parametrize("client", list(CLIENTS))
def test_every_client_answers_the_person_in_the_thread(client):
    mail = parse(reply(ours(), ANA, "can't, sick", client, NOW))
    assert mail.sender == "ana@example.org"
    assert mail.header("to") == "Circle 7 via Circles <circles+abc@circles.example>"
    assert mail.in_reply_to == ("<reminder@circles.example>",)
    assert mail.references == ("<root@circles.example>", "<reminder@circles.example>")
    assert mail.subject == "Re: Tomorrow 17:00: are you in, Ana?"
    assert mail.date == NOW
    assert mail.refused is None


@pytest.mark.parametrize("client", list(CLIENTS))
@pytest.mark.parametrize("bottom", [False, True])
def test_every_client_quotes_what_we_wrote_on_its_side_of_the_words(client, bottom):
    mail = parse(reply(ours(), ANA, "can't, sick", client, NOW, bottom=bottom))
    text, html = mail.text or "", mail.html or ""
    assert (text.index("can't, sick") > text.index("Reply with one line: Yes")) is bottom
    assert (html.index("can&#x27;t, sick") > html.index("Reply: Yes")) is bottom


def test_outlook_puts_no_marks_and_renames_our_classes_but_not_our_data():
    mail = parse(reply(ours(), ANA, "yes", "outlook", NOW))
    assert "\nReply with one line: Yes\n" in (mail.text or "")
    assert 'class="x_a x_b" data-circles="quote"' in (mail.html or "")


def test_the_attribution_tells_the_time_on_the_writers_clock():
    mail = parse(reply(ours(), ANA, "yes", "gmail", NOW))
    assert "On Wed, 2 Dec 2026 at 10:00, Circle 7 via Circles\n<circles+abc@" in (mail.text or "")


def test_long_quoted_lines_are_broken_where_clients_break_them():
    text = parse(reply(ours(), ANA, "yes", "apple", NOW)).text or ""
    assert max(len(line) for line in text.splitlines() if line.startswith(">")) <= 78


def test_a_phone_signs_its_mail():
    assert "yes\n\nSent from my iPhone\n" in (parse(reply(ours(), ANA, "yes", "ios", NOW)).text or "")


def test_an_answering_machine_says_so_and_quotes_nothing():
    mail = parse(reply(ours(), ANA, "I'm out of office till Monday", "outlook", NOW, auto=True))
    assert is_automatic(mail)
    assert mail.text == "I'm out of office till Monday\n"
    assert mail.subject.startswith("Automatic reply: ")


def test_the_same_answer_at_the_same_instant_is_the_same_mail():
    assert reply(ours(), ANA, "yes", "gmail", NOW) == reply(ours(), ANA, "yes", "gmail", NOW)


@pytest.mark.parametrize(
    ("answer", "partstat"),
    [(Rsvp.YES, "ACCEPTED"), (Rsvp.NO, "DECLINED"), (Rsvp.MAYBE, "TENTATIVE")],
)
def test_a_calendar_button_sends_the_event_back_with_its_answer(answer, partstat):
    original = ours(CalendarPart("REQUEST", EVENT.encode()))
    mail = parse(calendar_reply(original, ANA, answer, NOW))
    calendar = Calendar.from_ical(mail.calendar or b"")
    (event,) = calendar.events
    assert calendar["method"] == "REPLY"
    assert (event["uid"], event["sequence"]) == ("u1", 2)
    assert event["attendee"] == "mailto:ana@example.org"
    assert event["attendee"].params["PARTSTAT"] == partstat
    assert mail.in_reply_to == ()


def test_a_calendar_answer_is_one_mail_for_programs_of_any_kind():
    raw = calendar_reply(ours(CalendarPart("REQUEST", EVENT.encode())), ANA, Rsvp.YES, NOW)
    kinds = [part.get_content_type() for part in message_from_bytes(raw).walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/calendar",
        "application/ics",
    ]


def test_a_mail_without_an_event_has_nothing_to_accept():
    with pytest.raises(Invalid, match="no calendar event"):
        calendar_reply(ours(), ANA, Rsvp.YES, NOW)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), client=st.sampled_from(list(CLIENTS)))
def test_whatever_is_typed_the_mail_can_be_read_and_comes_from_its_writer(text, client):
    mail = parse(reply(ours(), ANA, text, client, NOW))
    assert mail.refused is None
    assert mail.sender == "ana@example.org"
    assert mail.in_reply_to == ("<reminder@circles.example>",)
