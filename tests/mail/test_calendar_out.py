"""Calendar objects say what the database says, to readers of every make, whatever names are made of."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar, Event

from circles.domain.cadence import instant, local
from circles.domain.words import Rsvp
from circles.mail.calendar_lint import faults
from circles.mail.calendar_out import Guest, cancel, is_web, place_told, request
from circles.mail.message import CalendarPart, Mailbox
from circles.models import Circle, Meeting, Program, Season, Topic
from tests.mail import ical_js, libical

NOW = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
MEETS = datetime(2026, 1, 14, 17, 0, tzinfo=UTC)
US = Mailbox("Circle 7 via Circles", "circles+nubio477dp5bx63qtt3fhzcneemug@reply.example")
ANA = Mailbox("Ana Sousa", "ana@people.example")
ZONES = (
    *("Europe/Lisbon", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Australia/Lord_Howe"),
    *("Africa/Casablanca", "Asia/Tokyo", "Pacific/Chatham", "America/St_Johns"),
)
names = st.text(st.characters(), max_size=200) | st.sampled_from(
    [
        "Ana\r\nATTENDEE:mailto:b@x.example",
        'A"B;C:D,E\\n^n',
        "x\nEND:VEVENT\nBEGIN:VEVENT",
        "田" * 300,
        "\u2028",
        "\0",
    ]
)


def a_meeting(**changes: object) -> Meeting:
    place = str(changes.pop("place", "https://meet.example.org/seven?a=1;b=2,c"))
    name = str(changes.pop("name", "Circle 7"))
    title = str(changes.pop("title", "Asking for advice"))
    program = Program(accepts_proposals=changes.pop("accepts_proposals", False))
    season = Season(name="Spring", place="", program=program)
    circle = Circle(name=name, zone="Europe/Lisbon", place=place, season=season)
    meeting = Meeting(
        circle=circle,
        n=1,
        starts_at=MEETS,
        minutes=60,
        uid="8f2c@circles.example",
        sequence=0,
        topic=Topic(title=title, opening="", questions=[]),
    )
    for field, value in changes.items():
        setattr(meeting, field, value)
    return meeting


@pytest.mark.parametrize("write", [request, cancel])
@pytest.mark.parametrize("sequence", [0, 3])
def test_independent_readers_find_what_the_database_says(
    write: Callable[..., CalendarPart], sequence: int
) -> None:
    meeting = a_meeting(sequence=sequence, minutes=90)
    data = write(meeting, US, Guest(ANA), NOW).data
    assert faults(data, "CANCEL" if write is cancel else "REQUEST") == []
    (theirs,) = IcsCalendarStream.calendar_from_ics(data.decode()).events
    assert (theirs.uid, theirs.sequence) == (meeting.uid, sequence)
    assert (theirs.dtstart, theirs.dtend) == (MEETS, MEETS + timedelta(minutes=90))
    assert theirs.dtstamp == NOW
    assert theirs.status == ("CANCELLED" if write is cancel else "CONFIRMED")
    assert [attendee.uri for attendee in theirs.attendees] == ["mailto:ana@people.example"]
    (again,) = Calendar.from_ical(data).walk("VEVENT")
    assert (str(again["uid"]), again["sequence"]) == (meeting.uid, sequence)
    assert again.decoded("dtstart") == MEETS


@pytest.mark.parametrize("reader", [libical, ical_js])
@pytest.mark.parametrize("write", [request, cancel])
def test_readers_in_other_languages_find_the_same(
    reader: ModuleType, write: Callable[..., CalendarPart]
) -> None:
    meeting = a_meeting(sequence=2, title="Größe, “zwei”; 田" * 5)
    (found,) = reader.read(write(meeting, US, Guest(ANA), NOW).data)
    assert (found.uid, found.sequence) == (meeting.uid, 2)
    assert (found.starts, found.ends) == (MEETS, MEETS + timedelta(hours=1))
    assert found.summary.startswith("Circle 7: Größe, “zwei”; 田")


def test_a_request_asks_one_reader_and_answers_come_to_us() -> None:
    part = request(a_meeting(), US, Guest(ANA), NOW)
    lines = part.data.decode().replace("\r\n ", "").split("\r\n")
    assert part.method == "REQUEST"
    assert "METHOD:REQUEST" in lines
    assert f'ORGANIZER;CN="Circle 7 via Circles":mailto:{US.address}' in lines
    (attendee,) = (line for line in lines if line.startswith("ATTENDEE"))
    for parameter in ("ROLE=REQ-PARTICIPANT", "PARTSTAT=NEEDS-ACTION", "RSVP=TRUE"):
        assert parameter in attendee
    assert "X-MICROSOFT-DISALLOW-COUNTER:TRUE" in lines
    assert not [line for line in lines if line.startswith(("RRULE", "BEGIN:VTIMEZONE"))]


@pytest.mark.parametrize(
    ("answer", "partstat"),
    [(None, "NEEDS-ACTION"), (Rsvp.YES, "ACCEPTED"), (Rsvp.NO, "DECLINED"), (Rsvp.MAYBE, "TENTATIVE")],
)
def test_the_answer_we_know_is_in_it(answer: Rsvp | None, partstat: str) -> None:
    data = request(a_meeting(), US, Guest(ANA, answer), NOW).data.replace(b"\r\n ", b"")
    assert f"PARTSTAT={partstat};".encode() in data


def test_the_place_is_where_every_program_looks() -> None:
    (event,) = Calendar.from_ical(request(a_meeting(), US, Guest(ANA), NOW).data).walk("VEVENT")
    link = "https://meet.example.org/seven?a=1;b=2,c"
    assert str(event["location"]) == link
    assert str(event["url"]) == link
    assert str(event["conference"]) == link
    assert str(event["description"]).startswith(link)


@pytest.mark.parametrize("place", ["Room 5", "javascript:alert(1)", "file:///etc", "https://a.example b", ""])
def test_only_web_addresses_become_the_url(place: str) -> None:
    (event,) = Calendar.from_ical(request(a_meeting(place=place), US, Guest(ANA), NOW).data).walk("VEVENT")
    assert not {"url", "conference"} & set(event)
    assert str(event["location"]) == (place or "Place to follow")
    assert not is_web(place)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("LOCATION;LANGUAGE=de:Ort folgt", ""),
        ("LOCATION:Place to follow", ""),  # as invites said it that left before mails had languages
        ("LOCATION:Ort folgt", "Ort folgt"),
    ],
)
def test_a_place_that_was_to_follow_was_none_in_any_language(line: str, place: str) -> None:
    assert place_told(Event.from_ical(f"BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n")) == place


def test_uid_and_organizer_stay_over_five_moves() -> None:
    meeting = a_meeting()
    seen = set()
    for sequence in range(6):
        meeting.sequence, meeting.starts_at = sequence, MEETS + timedelta(days=sequence)
        (event,) = Calendar.from_ical(request(meeting, US, Guest(ANA), NOW).data).walk("VEVENT")
        assert event["sequence"] == sequence
        assert event.decoded("dtstart") == meeting.starts_at
        seen.add((str(event["uid"]), str(event["organizer"])))
    assert seen == {("8f2c@circles.example", f"mailto:{US.address}")}


def test_the_same_meeting_gives_the_same_bytes() -> None:
    assert request(a_meeting(), US, Guest(ANA), NOW) == request(a_meeting(), US, Guest(ANA), NOW)


@given(names, names, names, names)
def test_no_name_title_or_place_adds_a_property(name: str, circle: str, title: str, place: str) -> None:
    meeting = a_meeting(name=circle, title=title, place=place)
    data = request(meeting, Mailbox(circle, US.address), Guest(Mailbox(name, ANA.address)), NOW).data
    assert faults(data, "REQUEST") == []
    assert len(IcsCalendarStream.calendar_from_ics(data.decode()).events) == 1


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_of_weekly_meetings_stands_at_its_local_hour(zone: str) -> None:
    for week in range(52):
        day = date(2026, 1, 7) + timedelta(weeks=week)
        meeting = a_meeting(starts_at=instant(day, time(17), zone))
        (event,) = Calendar.from_ical(request(meeting, US, Guest(ANA), NOW).data).walk("VEVENT")
        here = local(event.decoded("dtstart"), zone)
        assert (here.date(), here.time()) == (day, time(17))
