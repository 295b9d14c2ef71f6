"""A built mail says what was meant, whatever the names, subjects and texts are made of."""

import email
import re
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.policy import compat32
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.errors import Invalid
from circles.mail.message import CalendarPart, Letter, Mailbox, build_message, clean, clean_name
from circles.mail.parse import parse, plain_text

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CALENDAR = CalendarPart("REQUEST", b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n")
NAMES = [
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("MIME-Version", "Content-Type"),
]
HOSTILE = [
    "=?utf-8?q?x=0d=0aBcc:=20victim=40x.example?=",
    "=?x?q?alice=40example.org=3e=00?=",
    '"Boss" <ceo@org.example>, ' * 4,
    '"Boss\\" <ceo@org.example>, "',
    "Ana\r\nBcc: victim@x.example",
    "Ana\nBcc: victim@x.example\n\nbody",
    "Ana\0\x0b\x0c\x85\u2028Bcc: victim@x.example",
    "a, b; c: d (comment) <e@f.example>",
    "Ελένη Παπαδοπούλου",
    "陳大文 <x@y.example>",
    "\ud800half",
    "x" * 5000,
    "é" * 5000,
    "word " * 1000,
    "\u202egnp.exe",
    "",
    " ",
]
anything = st.text(st.characters(), max_size=300) | st.sampled_from(HOSTILE)


def letter(
    name: str = "Ana",
    subject: str = "Hello",
    text: str = "Hello",
    to: str = "ana@example.org",
    calendar: CalendarPart | None = None,
    headers: tuple[tuple[str, str], ...] = (("Auto-Submitted", "auto-generated"),),
    topic: str = "",
) -> Letter:
    us = Mailbox(f"{name} via Circles", "circles+abc@circles.example")
    return Letter(
        sender=us,
        to=Mailbox(name, to),
        reply_to=us,
        subject=subject,
        sent_at=NOW,
        message_id="<1.abc@circles.example>",
        headers=headers,
        text=text,
        html=f"<p>{text}</p>",
        calendar=calendar,
        topic=topic,
    )


def decoded(value: str) -> str:
    return str(make_header(decode_header(value.replace("\r\n", ""))))


@given(anything, anything)
def test_hostile_names_and_subjects_change_no_header_and_no_recipient(name: str, subject: str) -> None:
    raw = build_message(letter(name, subject))
    parsed = email.message_from_bytes(raw, policy=compat32)
    assert parsed.keys() == NAMES
    assert decoded(parsed["Subject"]) == clean(subject, 200)
    assert [address for _, address in getaddresses([parsed["To"]])] == ["ana@example.org"]
    assert [address for _, address in getaddresses([parsed["From"]])] == ["circles+abc@circles.example"]
    assert decoded(getaddresses([parsed["To"]])[0][0]) == clean_name(name)


@given(anything)
def test_a_hostile_topic_reads_as_meant_and_adds_no_header(topic: str) -> None:
    parsed = email.message_from_bytes(build_message(letter(topic=topic)), policy=compat32)
    found = [(name, value) for name, value in parsed.items() if name not in NAMES]
    meant = clean(topic, 200)
    assert [(name, decoded(value)) for name, value in found] == ([("Thread-Topic", meant)] if meant else [])


@pytest.mark.parametrize("subject", ["a" * 66, "a" * 80, "a" * 200, "an " + "é" * 150, "a " * 90 + "a" * 19])
def test_a_word_too_long_for_a_line_reads_as_meant(subject: str) -> None:
    parsed = email.message_from_bytes(build_message(letter(subject=subject)), policy=compat32)
    assert decoded(parsed["Subject"]) == clean(subject, 200)


@given(anything)
def test_every_reader_of_the_standard_library_sees_one_recipient(name: str) -> None:
    modern = email.message_from_bytes(build_message(letter(name)), policy=email.policy.default)
    assert [address.addr_spec for address in modern["To"].addresses] == ["ana@example.org"]
    assert modern["Bcc"] is None


@given(anything, anything, st.booleans())
def test_lines_end_in_crlf_and_stay_short(name: str, text: str, with_calendar: bool) -> None:
    raw = build_message(letter(name, name, text, calendar=CALENDAR if with_calendar else None))
    raw.decode("ascii")
    assert not re.search(rb"[^\r]\n|\r[^\n]", raw)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\0" not in raw


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_text_survives_its_encoding(text: str) -> None:
    parsed = email.message_from_bytes(build_message(letter(text=text)), policy=compat32)
    plain, html = parsed.get_payload()
    assert plain.get_payload(decode=True).decode() == text + "\r\n"
    assert html.get_payload(decode=True).decode() == f"<p>{text}</p>\r\n"


@given(anything, st.booleans())
def test_the_words_of_our_mails_are_read_without_what_follows_them(text: str, with_calendar: bool) -> None:
    words = f"{text}\n--=_alternative\nContent-Type: text/html\n\nmore"
    raw = build_message(letter(text=words, calendar=CALENDAR if with_calendar else None))
    assert plain_text(raw) == parse(raw).text
    assert "more" in str(plain_text(raw))


def test_an_invite_has_the_tree_that_calendars_expect() -> None:
    parsed = email.message_from_bytes(build_message(letter(calendar=CALENDAR)), policy=compat32)
    assert [part.get_content_type() for part in parsed.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    inline, attached = (part for part in parsed.walk() if part.get_payload(decode=True) == CALENDAR.data)
    assert inline["Content-Type"] == "text/calendar; method=REQUEST; charset=UTF-8"
    assert inline["Content-Transfer-Encoding"] == attached["Content-Transfer-Encoding"] == "base64"
    assert attached.get_filename() == "invite.ics"
    assert attached.get_content_disposition() == "attachment"


@given(text=anything)
def test_no_line_but_a_boundary_begins_with_one_even_for_who_reads_only_its_beginning(text: str) -> None:
    raw = build_message(letter(text=f"{text}\n--=_mixed\n--=_alternative--", calendar=CALENDAR))
    boundaries = re.findall(rb'boundary="([^"]+)"', raw)
    begins = [sum(line.startswith(b"--" + each) for line in raw.split(b"\r\n")) for each in boundaries]
    assert begins == [2 + 1, 3 + 1]  # its parts, and its end


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert build_message(letter(calendar=CALENDAR)) == build_message(letter(calendar=CALENDAR))


@pytest.mark.parametrize(
    "address",
    ["", "ana", "ana@x.example, bo@x.example", "a b@x.example", "ana@x.example\r\nBcc: b", "ä@x.example"],
)
def test_an_address_that_is_not_one_plain_address_is_refused(address: str) -> None:
    with pytest.raises(Invalid, match="can't stand in a mail") as refused:
        build_message(letter(to=address))
    assert refused.value.field == "To"


@pytest.mark.parametrize("value", ["one\r\nBcc: victim@x.example", "one\r\n\r\nbody", "=?utf-8?q?x=0a?="])
def test_a_header_that_would_read_otherwise_is_never_sent(value: str) -> None:
    with pytest.raises(Invalid, match="it was not sent"):
        build_message(letter(headers=(("X-Note", value),)))


def test_names_keep_what_is_harmless_in_them() -> None:
    parsed = email.message_from_bytes(build_message(letter('Robert "Bob" O\'Neil, Jr.')), policy=compat32)
    assert parsed["To"] == "\"Robert 'Bob' O'Neil, Jr.\" <ana@example.org>"
