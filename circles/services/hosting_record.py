"""What is on record of who hosts: who handed a meeting on, took it back, was asked and said no."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from circles.models import Audit, Meeting, Membership
from circles.services.audit import note, trail

PASSED = "hands the hosting on"
TAKEN_BACK = "takes the hosting back"
ASKED = "asks another member to host"
HOSTS = "says yes to hosting"
DECLINED = "says no to hosting"
RELIEVED = "gave the meeting to the next host, as its own can't come"
EXCHANGED = "gave the meeting to another host, in exchange for an earlier one"
DEALT = "gave the meeting to the next host, as its own isn't there"
_AGREED = frozenset({PASSED, HOSTS, RELIEVED, EXCHANGED})
_SAID = frozenset({PASSED, TAKEN_BACK, ASKED, HOSTS, DECLINED})
"""What members say of a turn, so that they know of it."""


def record(db: Session, meeting: Meeting, member: Membership, what: str, now: datetime) -> None:
    """Note what a member said about hosting a meeting."""
    add(db, meeting, name(member), what, now)
    db.flush()


def add(db: Session, meeting: Meeting, who: str, what: str, now: datetime) -> None:
    """Note what became of a meeting's host, and by whom."""
    note(db, meeting.circle.season.program_id, who, _about(meeting), what, now)


def of(db: Session, meetings: Sequence[Meeting]) -> list[Audit]:
    """Give what is on record of meetings of a circle, newest first: what the functions below look at."""
    if not meetings:
        return []
    return trail(db, meetings[0].circle.season.program_id, *map(_about, meetings))


def agreed(record: Sequence[Audit], meetings: Iterable[Meeting]) -> set[int]:
    """Give the meetings whose host members have settled among themselves, and not taken back."""
    last: dict[str, str] = {}
    for line in record:
        if line.what in _AGREED | {TAKEN_BACK, DEALT}:
            last.setdefault(line.about, line.what)
    return {each.id for each in meetings if each.host is not None and last.get(_about(each)) in _AGREED}


def spoken_of(record: Sequence[Audit], turns: Iterable[tuple[Meeting, Membership]]) -> set[int]:
    """Give the meetings of whose hosting their hosts, as given, have said something."""
    said = {(line.about, line.who) for line in record if line.what in _SAID}
    return {meeting.id for meeting, host in turns if (_about(meeting), name(host)) in said}


def passed(record: Sequence[Audit], meeting: Meeting) -> set[str]:
    """Give who handed a meeting on, as the record names them, and has not taken it back."""
    last: dict[str, str] = {}
    for line in record:
        if line.about == _about(meeting) and line.what in {PASSED, TAKEN_BACK}:
            last.setdefault(line.who, line.what)
    return {who for who, what in last.items() if what == PASSED}


def declined(record: Sequence[Audit], meeting: Meeting) -> set[str]:
    """Give who was asked to host a meeting and said no, as the record names them."""
    return {line.who for line in record if line.about == _about(meeting) and line.what == DECLINED}


def name(member: Membership) -> str:
    """Name somebody as the record does."""
    return f"person:{member.participant.person_id}"


def _about(meeting: Meeting) -> str:
    return f"meeting:{meeting.id}"
