"""Whose word counts when people differ about who was there."""

from datetime import UTC, datetime, timedelta

from circles.domain.attendance import Rank, Standing, Statement, settle
from circles.domain.words import Attendance

NOON = datetime(2027, 1, 12, 12, tzinfo=UTC)


def said(value: Attendance, rank: Rank, by: str, minutes: int = 0) -> Statement:
    return Statement(value, rank, by, NOON + timedelta(minutes=minutes))


def test_without_a_word_it_is_unknown_not_missed() -> None:
    assert settle([]) == Standing(None)


def test_what_a_member_says_of_themselves_outweighs_the_host() -> None:
    own = said(Attendance.CAME, Rank.SELF, "person:2")
    host = said(Attendance.MISSED, Rank.HOST, "person:1", minutes=5)
    assert settle([host, own]) == Standing(Attendance.CAME, (host,), own)


def test_the_organizer_has_the_last_word() -> None:
    own = said(Attendance.CAME, Rank.SELF, "person:2", minutes=9)
    organizer = said(Attendance.MISSED, Rank.ORGANIZER, "organizer:1")
    assert settle([own, organizer]).value is Attendance.MISSED


def test_of_two_organizers_the_one_who_spoke_last_is_believed() -> None:
    first = said(Attendance.CAME, Rank.ORGANIZER, "organizer:1")
    then = said(Attendance.MISSED, Rank.ORGANIZER, "organizer:2", minutes=5)
    assert settle([then, first]) == Standing(Attendance.MISSED, (), then)


def test_the_same_speaker_may_change_their_mind() -> None:
    first = said(Attendance.MISSED, Rank.HOST, "person:1")
    then = said(Attendance.CAME, Rank.HOST, "person:1", minutes=1)
    assert settle([then, first]) == Standing(Attendance.CAME, (), then)


def test_equals_who_differ_leave_it_unknown() -> None:
    bo = said(Attendance.CAME, Rank.OTHERS, "person:2")
    carl = said(Attendance.MISSED, Rank.OTHERS, "person:3")
    standing = settle([bo, carl])
    assert standing.value is None
    assert set(standing.dissent) == {bo, carl}
