"""What is on record of who hosts: who handed a meeting on, took it back, was asked and said no."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from circles.models import Circle, Meeting, Membership
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
    note(db, meeting.circle.season.program_id, who, f"meeting:{meeting.id}", what, now)


def agreed(db: Session, circle: Circle) -> set[int]:
    """Give the meetings whose host members have settled among themselves, and not taken back."""
    meetings = {f"meeting:{each.id}": each.id for each in circle.meetings if each.host is not None}
    last: dict[str, str] = {}
    for line in trail(db, circle.season.program_id, *meetings) if meetings else ():
        if line.what in _AGREED | {TAKEN_BACK, DEALT}:
            last.setdefault(line.about, line.what)
    return {meetings[about] for about, what in last.items() if what in _AGREED}


def spoken_of(db: Session, turns: Collection[tuple[Meeting, Membership]]) -> set[int]:
    """Give the meetings of whose hosting their hosts, as given, have said something."""
    theirs = {(f"meeting:{meeting.id}", name(host)): meeting.id for meeting, host in turns}
    if not theirs:
        return set()
    (program_id,) = {meeting.circle.season.program_id for meeting, _ in turns}
    lines = trail(db, program_id, *{about for about, _ in theirs})
    said = {(line.about, line.who) for line in lines if line.what in _SAID}
    return {meeting for turn, meeting in theirs.items() if turn in said}


def passed(db: Session, circle: Circle) -> dict[int, set[str]]:
    """Give who handed on which meeting, as the record names them, and has not taken it back."""
    meetings = {f"meeting:{each.id}": each.id for each in circle.meetings}
    said: dict[tuple[str, str], str] = {}
    for line in trail(db, circle.season.program_id, *meetings) if meetings else ():
        if line.what in {PASSED, TAKEN_BACK}:
            said.setdefault((line.about, line.who), line.what)
    found: dict[int, set[str]] = {number: set() for number in meetings.values()}
    for (about, who), what in said.items():
        if what == PASSED:
            found[meetings[about]].add(who)
    return found


def declined(db: Session, meeting: Meeting) -> set[str]:
    """Give who was asked to host a meeting and said no, as the record names them."""
    said = trail(db, meeting.circle.season.program_id, f"meeting:{meeting.id}")
    return {line.who for line in said if line.what == DECLINED}


def name(member: Membership) -> str:
    """Name somebody as the record does."""
    return f"person:{member.participant.person_id}"
