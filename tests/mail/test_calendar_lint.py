"""The linter says what is wrong with a calendar object, and nothing of a sound one."""

import pytest

from circles.mail.calendar_lint import faults

SOUND = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Circles//EN\r
METHOD:REQUEST\r
BEGIN:VEVENT\r
UID:8f2c@circles.example\r
SEQUENCE:0\r
DTSTAMP:20260112T093000Z\r
DTSTART:20260114T170000Z\r
DTEND:20260114T180000Z\r
SUMMARY:Circle 7\\, Asking\r
DESCRIPTION:Come\r
LOCATION:Room 4\r
STATUS:CONFIRMED\r
ORGANIZER;CN="Circle 7":mailto:circles+m@reply.example\r
ATTENDEE;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT:mailto:ana@x.example\r
END:VEVENT\r
END:VCALENDAR\r
"""
EVENT = SOUND[SOUND.index(b"BEGIN:VEVENT") : SOUND.index(b"END:VCALENDAR")]


def test_a_sound_object_has_no_fault() -> None:
    assert faults(SOUND, "REQUEST") == []


def test_a_calendar_to_subscribe_to_has_no_method_and_any_number_of_events() -> None:
    other = EVENT.replace(b"8f2c", b"9a1d")
    feed = SOUND.replace(b"METHOD:REQUEST\r\n", b"").replace(b"END:VCALENDAR", other + b"END:VCALENDAR")
    assert faults(feed, None) == []


@pytest.mark.parametrize(
    ("sound", "broken", "fault"),
    [
        (b"UID:8f2c@circles.example\r\n", b"UID:8f2c@circles.example\n", "a line does not end in CRLF"),
        (b"Come", b"Come " * 20, "a line of 112 octets"),
        (b"Come", b"Caf\xc3\r\n \xa9", "a fold splits a character"),
        (b"LOCATION:Room 4", b"Room 4", "no property: Room 4"),
        (b"METHOD:REQUEST", b"METHOD:CANCEL", "METHOD is CANCEL, and the part says REQUEST"),
        (b"METHOD:REQUEST\r\n", b"", "METHOD is missing"),
        (b"METHOD:REQUEST", b"METHOD:INVITE", "unknown METHOD INVITE"),
        (b"PARTSTAT=NEEDS-ACTION", b"PARTSTAT=YES", "unknown PARTSTAT YES"),
        (b"ROLE=REQ-PARTICIPANT", b"ROLE=GUEST", "unknown ROLE GUEST"),
        (b"STATUS:CONFIRMED", b"STATUS:SURE", "unknown STATUS SURE"),
        (b"mailto:ana@x.example", b"ana@x.example", "ATTENDEE without mailto:"),
        (b"DTSTAMP:20260112T093000Z", b"DTSTAMP:20260112T093000", "DTSTAMP is in a zone that is not given"),
        (b"DTSTART:", b"DTSTART;TZID=Europe/Lisbon:", "DTSTART is UTC in a zone"),
        (b"DTSTART:20260114T170000Z", b"DTSTART;TZID=Rome:20260114T170000", "zone that is not given"),
        (b"DTEND:20260114T180000Z", b"DTEND:20260114T170000Z", "DTEND is not after DTSTART"),
        (b"SEQUENCE:0\r\n", b"", "0 times SEQUENCE"),
        (b"SEQUENCE:0\r\n", b"SEQUENCE:0\r\nSEQUENCE:1\r\n", "2 times SEQUENCE"),
        (b"7\\, Asking", b"7, Asking", "SUMMARY is not escaped"),
        (b"END:VEVENT\r\n", b"", "END:VCALENDAR closes nothing"),
        (b"END:VCALENDAR", EVENT.replace(b"8f2c", b"9a1d") + b"END:VCALENDAR", "not one UID"),
    ],
)
def test_a_fault_is_named(sound: bytes, broken: bytes, fault: str) -> None:
    assert sound in SOUND
    found = faults(SOUND.replace(sound, broken), "REQUEST")
    assert any(fault in each for each in found)


def test_a_cancellation_says_so_twice() -> None:
    cancel = SOUND.replace(b"METHOD:REQUEST", b"METHOD:CANCEL")
    assert faults(cancel, "CANCEL") == ["a CANCEL without STATUS:CANCELLED"]
    assert faults(cancel.replace(b"CONFIRMED", b"CANCELLED"), "CANCEL") == []
