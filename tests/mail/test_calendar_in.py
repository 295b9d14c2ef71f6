"""Answers of calendar programs are read for what they say, however written; nothing makes it fail."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.calendar_answer import CalendarAnswer, rsvp_of
from circles.mail.calendar_in import read_replies

UID = "8f2c@circles.example"
MEETS = datetime(2026, 1, 14, 17, 0, tzinfo=UTC)
STAMP = datetime(2026, 1, 13, 8, 0, tzinfo=UTC)
GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20260114T170000Z
DTEND:20260114T180000Z
DTSTAMP:20260113T080000Z
ORGANIZER;CN=Circle 7 via Circles:mailto:circles+abc@reply.example
UID:8f2c@circles.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=ana@ex
 ample.org;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="See you, Bo":mailto:ana@example.org
CREATED:20260112T090000Z
SEQUENCE:2
STATUS:CONFIRMED
SUMMARY:Circle 7: Asking for advice
END:VEVENT
END:VCALENDAR
"""
EXCHANGE = """BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:GMT Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=DECLINED;CN=Ana Sousa:MAILTO:Ana@Example.org
COMMENT;LANGUAGE=en-GB:Sick\\, sorry\\n
UID:8f2c@circles.example
SUMMARY;LANGUAGE=en-GB:Declined: Circle 7
DTSTART;TZID=GMT Standard Time:20260114T170000
DTEND;TZID=GMT Standard Time:20260114T180000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:20260113T080000Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:2
X-MICROSOFT-CDO-APPT-SEQUENCE:2
END:VEVENT
END:VCALENDAR
"""
APPLE = """BEGIN:VCALENDAR
CALSCALE:GREGORIAN
METHOD:REPLY
PRODID:-//Apple Inc.//macOS 14.2//EN
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;CN="Sousa, Ana";CUTYPE=INDIVIDUAL;EMAIL="ana@example.org";PARTSTAT=TENTATIVE:urn:uuid:0f1e
COMMENT:Maybe later
DTSTART:20260114T170000Z
DTSTAMP:20260113T080000Z
ORGANIZER;EMAIL="circles+abc@reply.example":mailto:circles+abc@reply.example
SEQUENCE:0
UID:8f2c@circles.example
END:VEVENT
END:VCALENDAR
"""
IOS_PROPOSAL = """BEGIN:VCALENDAR
METHOD:REPLY
PRODID:-//Apple Inc.//iPhone OS 17.2//EN
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;X-APPLE-TO-ALL-PROPOSED-NEW-TIME=2026
 0115T170000Z:mailto:ana@example.org
DTSTAMP:20260113T080000Z
UID:8f2c@circles.example
END:VEVENT
END:VCALENDAR
"""
GOOGLE_COUNTER = GOOGLE.replace("METHOD:REPLY", "METHOD:COUNTER").replace("ACCEPTED", "TENTATIVE")
THUNDERBIRD = """BEGIN:VCALENDAR
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
CREATED:20260113T080000Z
LAST-MODIFIED:20260113T080000Z
DTSTAMP:20260113T080000Z
UID:8f2c@circles.example
SUMMARY:Circle 7
ORGANIZER;RSVP=TRUE;CN=Circle 7;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:circles+abc@reply.example
ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED;RSVP=TRUE;ROLE=REQ-PARTICIPANT:mailto:ana@example.org
X-MOZ-RECEIVED-SEQUENCE:0
BEGIN:VALARM
ACTION:EMAIL
ATTENDEE:mailto:someone@else.example
UID:alarm
END:VALARM
END:VEVENT
END:VCALENDAR
"""
NEXTCLOUD = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Sabre//Sabre VObject 4.5.4//EN
METHOD:REPLY
BEGIN:VEVENT
UID:8f2c@circles.example
SEQUENCE:1
REQUEST-STATUS:2.0;Success
ATTENDEE;PARTSTAT=DECLINED;CN=Ana:mailto:ana@example.org
END:VEVENT
END:VCALENDAR
"""
ZIMBRA = """BEGIN:VCALENDAR
PRODID:Zimbra-Calendar-Provider
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:8f2c@circles.example
ATTENDEE;PARTSTAT=TENTATIVE;SENT-BY="mailto:office@example.org":mailto:ana@example.org
DTSTAMP:20260113T080000Z
SEQUENCE:1
END:VEVENT
END:VCALENDAR
"""


def read_reply(data: bytes) -> CalendarAnswer:
    [answer] = read_replies(data)
    return answer


@pytest.mark.parametrize(
    ("text", "partstat", "sequence", "comment", "proposal"),
    [
        pytest.param(GOOGLE, "ACCEPTED", 2, "See you, Bo", False, id="google"),
        pytest.param(EXCHANGE, "DECLINED", 2, "Sick, sorry", False, id="exchange"),
        pytest.param(APPLE, "TENTATIVE", 0, "Maybe later", False, id="apple"),
        pytest.param(IOS_PROPOSAL, "ACCEPTED", None, None, True, id="ios proposal"),
        pytest.param(GOOGLE_COUNTER, "TENTATIVE", 2, "See you, Bo", True, id="google counter"),
        pytest.param(THUNDERBIRD, "ACCEPTED", None, None, False, id="thunderbird"),
        pytest.param(NEXTCLOUD, "DECLINED", 1, None, False, id="nextcloud"),
        pytest.param(ZIMBRA, "TENTATIVE", 1, None, False, id="zimbra"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_each_program_is_read_for_what_it_says(
    text: str, partstat: str, sequence: int | None, comment: str | None, proposal: bool, ending: str
) -> None:
    answer = read_reply(text.replace("\n", ending).encode())
    assert answer == CalendarAnswer(
        method="COUNTER" if text is GOOGLE_COUNTER else "REPLY",
        uid=UID,
        sequence=sequence,
        dtstamp=None if text is NEXTCLOUD else STAMP,
        partstat=partstat,
        attendee="ana@example.org",
        comment=comment,
        proposal=proposal,
        received_sequence=0 if text is THUNDERBIRD else None,
        starts_at=MEETS if text in {GOOGLE, EXCHANGE, APPLE} else None,
        proposed_at={IOS_PROPOSAL: MEETS + timedelta(days=1), GOOGLE_COUNTER: MEETS}.get(text),
    )


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + GOOGLE.encode(),
        GOOGLE.encode("utf-16"),
        b"Ana has accepted.\n\n" + GOOGLE.encode() + b"\n____\nlist footer; a=b: c\n",
        GOOGLE.replace("METHOD:REPLY", "METHOD:PUBLISH").replace(UID, "other").encode() + GOOGLE.encode(),
        GOOGLE.replace("SUMMARY:", "this line: is; broken\x01=\nSUMMARY:").encode(),
        GOOGLE.replace("Circle 7: Asking", "Caf\xe9").encode("latin-1"),
        GOOGLE.partition("END:VEVENT")[0].encode(),
        GOOGLE.replace("CN=ana@ex\n ample.org", 'CN=Ana "the\x01 one" Sousa').encode(),
        GOOGLE.lower().replace("8f2c@circles.example", UID).encode(),
    ],
    ids=[
        "bom",
        "utf-16",
        "text around",
        "two calendars",
        "bad line",
        "latin-1",
        "cut off",
        "bad name",
        "lower",
    ],
)
def test_what_is_odd_around_an_answer_does_not_hide_it(data: bytes) -> None:
    answer = read_reply(data)
    assert (answer.uid, answer.partstat, answer.attendee) == (UID, "ACCEPTED", "ana@example.org")
    assert answer.error is None


def test_the_whole_event_comes_before_one_of_its_recurrences() -> None:
    part = GOOGLE.replace("UID:", "RECURRENCE-ID:20260121T170000Z\nUID:").replace("ACCEPTED", "DECLINED")
    event = GOOGLE[GOOGLE.index("BEGIN:VEVENT") : GOOGLE.index("END:VCALENDAR")]
    both = part.replace("END:VCALENDAR", event + "END:VCALENDAR")
    assert read_reply(both.encode()).partstat == "ACCEPTED"
    assert read_reply(part.encode()).partstat == "DECLINED"


def attendee(line: str) -> CalendarAnswer:
    """Read GOOGLE with another ATTENDEE."""
    head, tail = GOOGLE.split("ATTENDEE;", 1)
    return read_reply(f"{head}{line}\nCREATED:{tail.split('CREATED:', 1)[1]}".encode())


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Ana@Example.ORG",
        "ATTENDEE;PARTSTAT=accepted:mailto: ana@example.org ",
        "ATTENDEE;PARTSTAT=Accepted:Mailto:<ana@example.org>",
        'ATTENDEE;PARTSTAT="ACCEPTED":ana@example.org',
        "attendee;partstat=ACCEPTED:mailto:ana%40example.org",
        'ATTENDEE;CN="Sousa; Ana: \\"the one\\"";PARTSTAT=ACCEPTED:mailto:ana@example.org',
        'ATTENDEE;CN="x:mailto:eve@evil.example";PARTSTAT=ACCEPTED:mailto:ana@example.org',
        'ATTENDEE;CN="Sousa;PARTSTAT=ACCEPTED:mailto:ana@example.org',
        "ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED;X-A;RSVP=TRUE:mailto:ana@example.org",
        'ATTENDEE;PARTSTAT=ACCEPTED;MEMBER="mailto:a@b.example","mailto:c@d.example":mailto:ana@example.org',
        "ATTENDEE;PARTSTAT=ACCEPTED;CN=ana@example.org:invalid:nomail",
        "ATTENDEE;PARTSTAT=ACCEPTED;EMAIL=ana@example.org:/principals/users/0f1e",
        "ATTENDEE;RSVP=FALSE;CN=Ana\n  Sousa;PARTSTAT=ACC\n EPTED:mailto:ana@exam\n ple.org",
    ],
)
def test_who_answers_is_found_however_it_is_written(line: str) -> None:
    answer = attendee(line)
    assert (answer.attendee, answer.partstat) == ("ana@example.org", "ACCEPTED")
    assert (answer.uid, answer.sequence, answer.error) == (UID, 2, None)


def test_a_plus_in_an_address_stays_one() -> None:
    assert attendee("ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana%2Bc@example.org").attendee == "ana+c@example.org"
    assert attendee("ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana+c@example.org").attendee == "ana+c@example.org"


def test_of_several_who_answered_the_writer_is_meant() -> None:
    line = "ATTENDEE;PARTSTAT={}:mailto:{}@example.org\n"
    lines = "".join(map(line.format, ("ACCEPTED", "DECLINED", "NEEDS-ACTION"), ("bo", "ana", "dee")))
    text = GOOGLE.replace("CREATED:", lines + "CREATED:").replace("ATTENDEE;CUTYPE", "X-OLD;CUTYPE")
    for who, partstat in (("ana@example.org", "DECLINED"), ("bo@example.org", "ACCEPTED")):
        [answer] = read_replies(text.encode(), writers={who})
        assert (answer.attendee, answer.partstat) == (who, partstat)


def test_the_organizer_answers_nobody() -> None:
    ours = "ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:circles+abc@reply.example\n"
    assert attendee(ours + "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.org").partstat == "DECLINED"


def test_who_sends_somebody_else_has_said_neither_yes_nor_no() -> None:
    answer = attendee(
        'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:bo@example.org":mailto:ana@example.org\n'
        'ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:ana@example.org":mailto:bo@example.org'
    )
    assert (answer.attendee, answer.partstat, rsvp_of(answer)) == ("ana@example.org", "DELEGATED", None)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("COMMENT:Sorry\\, I&#39;m ill\\n\\nAna", "Sorry, I'm ill\n\nAna"),
        ("COMMENT;LANGUAGE=en:\\n\nCOMMENT:Later &amp; longer", "Later & longer"),
        ('COMMENT;ALTREP="cid:a;b:c":Fine\\; yes', "Fine; yes"),
        ("COMMENT:Sorry\nsee you", "Sorry\nsee you"),
        ("COMMENT:" + "x" * 60 + "\nand more", "x" * 60 + "and more"),
        ("COMMENT:\\n", "See you, Bo"),
    ],
)
def test_a_note_is_read_as_it_was_typed(written: str, read: str) -> None:
    assert read_reply(GOOGLE.replace("CREATED:", f"{written}\nCREATED:").encode()).comment == read


def test_the_note_beside_the_name_is_read_as_it_was_typed() -> None:
    answer = read_reply(GOOGLE.replace("See you, Bo", "Say &quot;hi&quot;\\, it&#39;s ^'me^'\\nAna").encode())
    assert answer.comment == 'Say "hi", it\'s "me"\nAna'


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("DTSTART:20260714T170000Z", 17),
        ("DTSTART;TZID=Europe/Lisbon:20260714T170000", 16),
        ('DTSTART;TZID="W. Europe Standard Time":20260714T170000', 15),
        ("DTSTART;TZID=Eastern Standard Time:20260714T170000", 21),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Lisbon:20260714T170000", 16),
        ("DTSTART;TZID=/citadel.org/20210210_1/Europe/Berlin:20260714T170000", 15),
        ("DTSTART;TZID=UTC:20260714T170000", 17),
        ('DTSTART;TZID="(UTC) Coordinated Universal Time":20260714T170000', 17),
        ("DTSTART;TZID=tzone://Microsoft/Utc:20260714T170000", 17),
        ("DTSTART;TZID=America/Argentina/Buenos_Aires:20260714T170000", 20),
        ("DTSTART;TZID=/x/1.0/America/Argentina/Buenos_Aires:20260714T170000", 20),
        ('DTSTART;TZID="W. Europe":20260714T170000', 15),
        ("DTSTART;TZID=Eastern:20260714T170000", 21),
        ("DTSTART;TZID=GMT:20260714T170000", 17),
        ('DTSTART;TZID="(UTC+01:00) Amsterdam, Bern, Rom, Wien":20260714T170000', 15),
        ("DTSTART;TZID=(GMT-05.00) Eastern Time (US & Canada):20260714T170000", 21),
        ("DTSTART;TZID=Nowhere/At/All:20260714T170000", None),
        ("DTSTART;TZID=Customized Time Zone:20260714T170000", None),
        ("DTSTART;TZID=../../etc/passwd:20260714T170000", None),
        ("DTSTART:20260714T170000", None),
        ("DTSTART;VALUE=DATE:20260714", None),
        ("DTSTART:20269914T170000Z", None),
        ("DTSTART;TZID=Asia/Tokyo:00010101T000000", None),
    ],
)
def test_a_zone_is_what_its_name_says_never_what_the_mail_says(written: str, at: int | None) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Europe/Lisbon\nBEGIN:STANDARD\nTZOFFSETTO:+1300\nEND:VTIMEZONE\nBEGIN:VEVENT"
    )
    text = GOOGLE.replace("DTSTART:20260114T170000Z", written).replace("BEGIN:VEVENT", zone)
    expected = None if at is None else datetime(2026, 7, 14, at, tzinfo=UTC)
    assert read_reply(text.encode()).starts_at == expected


def test_each_meeting_of_several_has_its_answer() -> None:
    event = GOOGLE[GOOGLE.index("BEGIN:VEVENT") : GOOGLE.index("END:VCALENDAR")]
    second = event.replace(UID, "second").replace("ACCEPTED", "DECLINED")
    for text in (
        GOOGLE.replace("END:VCALENDAR", second + "END:VCALENDAR"),
        GOOGLE.replace("END:VEVENT\nEND:VCALENDAR", second),  # what would end the first is missing
        GOOGLE + GOOGLE.replace(UID, "second").replace("ACCEPTED", "DECLINED"),
    ):
        answers = [(each.uid, each.partstat) for each in read_replies(text.encode())]
        assert answers == [(UID, "ACCEPTED"), ("second", "DECLINED")]
    many = "".join(event.replace(UID, f"n{n}") for n in range(30))
    [answer] = read_replies(GOOGLE.replace("END:VCALENDAR", many + "END:VCALENDAR").encode())
    assert "more than 20" in str(answer.error)


@pytest.mark.parametrize("method", ["METHOD:REPLY\n", ""])
def test_the_method_of_the_body_comes_before_that_of_the_mime_header(method: str) -> None:
    [answer] = read_replies(GOOGLE.replace("METHOD:REPLY\n", method).encode(), "COUNTER")
    assert (answer.method, answer.proposal) == (("REPLY", False) if method else ("COUNTER", True))


def test_a_proposal_whose_first_line_is_cut_short_is_none_the_less_one() -> None:
    [answer] = read_replies(GOOGLE.replace("BEGIN:VCALENDAR", "BEGIN:VCAL", 1).encode(), "COUNTER")
    assert (answer.method, answer.proposal) == ("COUNTER", True)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("\n ", "\n"),  # folds without their blank
        lambda text: text.replace("\n ", "\n\t"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("\n", "\r\r\n"),
        lambda text: text.replace("END:VEVENT\n", "").replace("END:VCALENDAR\n", ""),
        lambda text: (
            f"{text}\n_______________________________________________\nlist mailing list\nhttp://x: y\n"
        ),
        lambda text: text.replace("BEGIN:VEVENT", "BEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD\nBEGIN:VEVENT"),
        lambda text: text.replace(
            "CREATED:", "BEGIN:VALARM\nUID:alarm\nATTENDEE:mailto:b@c.example\nCREATED:"
        ),
    ],
)
def test_what_gateways_break_is_mended(spoil: Callable[[str], str]) -> None:
    answer = read_reply(spoil(GOOGLE).encode())
    assert (answer.uid, answer.partstat, answer.attendee) == (UID, "ACCEPTED", "ana@example.org")


@given(st.sampled_from(["é", "田", "🙂", "ß"]), st.integers(40, 80))
def test_a_letter_cut_in_two_by_a_fold_is_one_again(letter: str, at: int) -> None:
    line = f"COMMENT:{'x' * at}{letter}{'y' * 9}".encode()
    cut = at + len("COMMENT:") + 1
    folded = line[:cut] + b"\r\n " + line[cut:]
    data = GOOGLE.encode().replace(b"CREATED:", folded + b"\nCREATED:")
    assert read_reply(data).comment == f"{'x' * at}{letter}{'y' * 9}"


def test_of_several_attendees_the_one_with_a_verdict_answers() -> None:
    silent = "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bo@example.org\nCREATED:"
    assert read_reply(GOOGLE.replace("CREATED:", silent).encode()).attendee == "ana@example.org"
    before = GOOGLE.replace("UID:", "ATTENDEE:mailto:bo@example.org\nUID:")
    assert read_reply(before.encode()).attendee == "ana@example.org"


def test_a_forged_zone_in_one_mail_changes_nothing_in_the_next() -> None:
    before = read_reply(GOOGLE.encode())
    poison = EXCHANGE.replace("GMT Standard Time", "Europe/Lisbon").replace("+0000", "+1300")
    read_reply(poison.encode())
    assert read_reply(GOOGLE.encode()) == before


def test_a_stamp_without_utc_is_no_stamp() -> None:
    assert (
        read_reply(GOOGLE.replace("DTSTAMP:20260113T080000Z", "DTSTAMP:20260113T080000").encode()).dtstamp
        is None
    )


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "no event"),
        (b"Accepted!", "no event"),
        (b"BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n", "no event"),
        (b"x" * 10_000_000, "larger than 1 MB"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + b"ATTENDEE:mailto:a@b.example\n" * 300, "more than 200 people"),
        (b"ATTENDEE:mailto:a@b.example\n" * 30_000, "lines"),
        (b"BEGIN:VEVENT\n" * 70_000, "lines"),
    ],
)
def test_what_can_not_be_an_answer_says_why(data: bytes, error: str) -> None:
    answer = read_reply(data)
    assert answer.error is not None
    assert error in answer.error


@pytest.mark.parametrize("line", [";a=" * 300_000, 'A;b="' + "x" * 900_000, "\\" * 900_000, ":;," * 300_000])
def test_one_endless_line_hides_no_answer(line: str) -> None:
    answer = read_reply(GOOGLE.replace("SUMMARY:", f"ATTENDEE{line}\nSUMMARY:").encode())
    assert (answer.error, answer.partstat) == (None, read_reply(GOOGLE.encode()).partstat)


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
def test_nothing_makes_it_raise(data: bytes) -> None:
    for wrapped in (data, b"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n" + data + b"\nEND:VEVENT"):
        assert isinstance(read_reply(wrapped), CalendarAnswer)


@given(
    st.lists(
        st.sampled_from(GOOGLE.splitlines() + EXCHANGE.splitlines() + ["BEGIN:X", "END:X", " "]), max_size=30
    )
)
def test_shuffled_lines_are_still_read_without_raising(lines: list[str]) -> None:
    answer = read_reply("\n".join(lines).encode())
    assert (
        answer.attendee in {None, "ana@example.org", "ana@ex", "ana@example.orgample.org"}
        or answer.error is None
    )
