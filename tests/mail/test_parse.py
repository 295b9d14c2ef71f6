import tracemalloc
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.hostile import HEADER, MAILS, mixed, text_part
from circles.mail.parse import parse
from circles.mail.parts import decode, unflow
from circles.mail.precheck import refusal


def test_plain_mail_is_read_whole() -> None:
    mail = parse(
        HEADER + b"Date: Tue, 3 Mar 2026 10:00:00 +0100\r\nMessage-ID: <1@example.org>\r\n"
        b"In-Reply-To: <a@circles.example>\r\nReferences: <r@circles.example>\r\n <a@circles.example>\r\n"
        b"\r\nYes\r\n"
    )
    assert (mail.sender, mail.subject, mail.text, mail.html) == (
        "ana@example.org",
        "Re: Topic",
        "Yes\n",
        None,
    )
    assert mail.date == datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert mail.message_id == "<1@example.org>"
    assert mail.in_reply_to == ("<a@circles.example>",)
    assert mail.references == ("<r@circles.example>", "<a@circles.example>")
    assert mail.header("to") == "circles+abc@circles.example"
    assert mail.refused is None
    assert mail.bounce is None


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        ("Até já".encode("latin-1"), "iso-8859-1", "Até já"),
        ("Até já".encode(), "", "Até já"),
        ("Até já".encode(), "iso-2022-nonsense", "Até já"),
        ("Até – já".encode("cp1252"), "utf-8", "Até – já"),
        ("囧 好".encode("gb18030"), "gb2312", "囧 好"),
        ("it’s".encode("cp1252"), "iso-8859-1", "it’s"),
        (b"\x81", "iso-8859-1", "\x81"),
        ("똠방".encode("cp949"), "ks_c_5601-1987", "똠방"),
        (b"\x81\x8d", "us-ascii", "\x81\x8d"),
        (b"yes", "hex", "yes"),
        (b"yes", "unicode_escape", "yes"),
        (b"yes", "\0", "yes"),
    ],
)
def test_charset_is_read_as_it_was_meant(raw: bytes, charset: str, text: str) -> None:
    assert decode(raw, charset) == text


def test_encoded_subject_is_read_and_broken_ones_are_kept() -> None:
    assert parse(b"Subject: =?utf-8?q?Re=3A_Caf=C3=A9?=\r\n\r\n").subject == "Re: Café"
    assert parse(b"Subject: =?utf-8?b?=A=?=\r\n\r\n").subject == "=?utf-8?b?=A=?="
    assert parse("Subject: Café\r\n\r\n".encode()).subject == "Café"
    assert parse(b"Subject: =?utf-8?q?x=0d=0aBcc:=20eve=40evil.example?=\r\n\r\n").subject == (
        "x Bcc: eve@evil.example"
    )


def test_no_half_character_is_kept() -> None:
    mail = parse(b"Subject: \\ud800 x\r\nX\xff: y\r\nContent-Type: text/plain; charset=utf-7\r\n\r\na+2AA-b")
    for text in (mail.subject, mail.text or "", *(name for name, _ in mail.headers)):
        assert text.encode()


def test_flowed_lines_are_joined() -> None:
    assert (
        unflow("Next: Ana - send the \ndeck - Friday\n-- \nAna")
        == "Next: Ana - send the deck - Friday\n-- \nAna"
    )
    assert unflow("> one \n> two\nYes") == "> one two\nYes"
    assert unflow("ge \nsund", joined_without_space=True) == "gesund"


def test_alternatives_give_text_and_html() -> None:
    mail = parse(
        mixed(text_part(b"Yes"), text_part(b"<p>Yes</p>", b"text/html"), kind=b"multipart/alternative")
    )
    assert (mail.text, mail.html) == ("Yes", "<p>Yes</p>")


def test_text_around_a_picture_is_joined_and_the_picture_is_only_named() -> None:
    picture = b"Content-Type: image/png; name=us.png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA"
    mail = parse(mixed(text_part(b"Yes"), picture, text_part(b"see you")))
    assert mail.text == "Yes\nsee you"
    assert mail.attachments == ("us.png",)


def test_calendar_is_found_in_a_part_or_a_file_but_not_in_a_forwarded_mail() -> None:
    part = text_part(b"BEGIN:VCALENDAR", b"text/calendar; method=REPLY")
    named = b"Content-Type: text/x\r\nContent-Disposition: attachment; filename=i.ICS\r\n\r\nBEGIN:"
    forwarded = b"Content-Type: message/rfc822\r\n\r\n" + text_part(b"BEGIN:VCALENDAR", b"text/calendar")
    assert parse(mixed(text_part(b"Yes"), part)).calendar == b"BEGIN:VCALENDAR"
    assert parse(mixed(text_part(b"Yes"), named)).calendar == b"BEGIN:"
    assert parse(mixed(text_part(b"Yes"), forwarded)).calendar is None


REPORT = (
    b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
    b"Final-Recipient: rfc822; Bo@example.org\r\nAction: %s\r\nStatus: %s\r\n"
    b"Diagnostic-Code: smtp; no such user\r\n"
)
RETURNED = b"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <our@circles.example>\r\n"


def test_delivery_report_names_who_was_not_reached_and_which_mail() -> None:
    kind = b"multipart/report; report-type=delivery-status"
    found = parse(mixed(text_part(b"sorry"), REPORT % (b"failed", b"5.1.1"), RETURNED, kind=kind)).bounce
    assert found is not None
    assert (found.recipients, found.permanent, found.complaint) == (("bo@example.org",), True, False)
    assert found.message_id == "<our@circles.example>"
    assert found.reason == "5.1.1 smtp; no such user"
    delayed = parse(mixed(text_part(b"wait"), REPORT % (b"delayed", b"4.4.1"), kind=kind)).bounce
    assert delayed is not None
    assert not delayed.permanent
    assert parse(mixed(text_part(b"fine"), REPORT % (b"delivered", b"2.0.0"), kind=kind)).bounce is None


def test_forwarded_delivery_report_is_no_bounce() -> None:
    report = mixed(text_part(b"sorry"), REPORT % (b"failed", b"5.1.1"), kind=b"multipart/report")
    enclosed = b"Content-Type: message/rfc822\r\n\r\n" + report.replace(b"=b\r\n", b"=c\r\n").replace(
        b"--b", b"--c"
    )
    assert parse(mixed(text_part(b"what is this?"), enclosed)).bounce is None


def test_complaint_is_told_from_a_bounce() -> None:
    kind = b"Content-Type: message/feedback-report\r\n\r\n"
    report = kind + b"Feedback-Type: abuse\r\nOriginal-Rcpt-To: <bo@example.org>\r\n"
    found = parse(mixed(text_part(b"spam"), report, kind=b"multipart/report")).bounce
    assert found is not None
    assert (found.recipients, found.complaint) == (("bo@example.org",), True)


def test_old_style_bounce_is_known_by_its_header_only() -> None:
    body = b"\r\n<bo@example.org>:\r\n550 5.1.1 no such user\r\n"
    daemon = b"From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
    person = b"From: ana@example.org\r\nSubject: Re: Undelivered Mail Returned to Sender\r\n"
    exim = b"From: x@mx.example\r\nX-Failed-Recipients: bo@example.org\r\n"
    late = b"From: postmaster@mx.example\r\nSubject: Warning: message delayed 4 hours\r\n"
    found = [parse(header + body).bounce for header in (daemon, exim, late)]
    assert [bounce and bounce.permanent for bounce in found] == [True, True, False]
    assert parse(person + body).bounce is None


@pytest.mark.parametrize("name", MAILS)
def test_hostile_mail_is_told_from_whom_it_is_and_raises_nothing(name: str) -> None:
    assert parse(MAILS[name]).sender == "ana@example.org"


def test_refusal_says_what_is_too_much() -> None:
    assert refusal(MAILS["100,000 parts"]) == "The mail has more than 1,000 parts."
    assert refusal(MAILS["nested 1,000 deep"]) == "The mail has more than 40 multiparts."
    assert refusal(MAILS["10,000 parameters"]) == "The mail has more than 64 parameters in one header."
    assert refusal(MAILS["25 MB of text"]) is None


def test_large_mail_is_read_in_little_memory() -> None:
    raw = MAILS["25 MB of text"]
    tracemalloc.start()
    parse(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000


@given(st.binary(max_size=600))
def test_no_bytes_make_parsing_raise(raw: bytes) -> None:
    assert parse(raw).attachments is not None


@given(
    st.lists(
        st.sampled_from(
            [
                b"Content-Type: multipart/mixed; boundary=b\r\n",
                b"Content-Type: text/plain; charset*=x''%ff\r\n",
                b"\r\n",
                b"--b\r\n",
                b"--b--\r\n",
                b"Content-Transfer-Encoding: base64\r\n",
                b"Content-Transfer-Encoding: x-uuencode\r\n",
                b"From: a@b.org\r\n",
                b"Content-Type: message/rfc822\r\n",
                b"begin 666 x\r\n",
                b"A===\r\n",
                b"\xff\xfe\r\n",
                b"Content-Disposition: attachment; filename*0*=utf-8''%zz; filename*1=x\r\n",
                b"Date: 99 Foo 99999\r\n",
                b"Content-Type: message/delivery-status\r\n",
                b"Subject: =?utf-8?b?/?=\r\n",
                b"X-Failed-Recipients: x\r\n",
            ]
        ),
        max_size=14,
    )
)
def test_no_pile_of_mime_makes_parsing_raise(lines: list[bytes]) -> None:
    mail = parse(b"".join(lines))
    assert mail.refused is None or mail.refused.endswith(".")
