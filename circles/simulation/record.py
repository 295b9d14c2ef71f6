"""What the record says, in the same words as the book of what was said."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.demo.facts import FactType, Key, follow_up, pause, personal
from circles.demo.letters import circle_number
from circles.domain.cadence import local
from circles.domain.words import FollowUpState, ParticipantState
from circles.models import (
    Audit,
    FollowUp,
    FollowUpEvent,
    HeldEvent,
    Incoming,
    Meeting,
    Membership,
    Participant,
    Person,
    Season,
)
from circles.services import attendance, circles

Recorded = Iterator[tuple[Key, str]]


def recorded(db: Session, season: Season, zones: Mapping[str, str]) -> dict[Key, str]:
    """Give everything that stands in the record of a season whose people were in these zones, by address."""
    formed = circles.of_season(db, season)
    meetings = [meeting for circle in formed for meeting in circle.meetings]
    members = [member for circle in formed for member in circle.memberships]
    enrolled = db.scalars(select(Participant).where(Participant.season_id == season.id)).all()
    return dict(
        [
            *_answers(db, meetings, enrolled),
            *_held(db, meetings),
            *_follow_ups(db, [circle.id for circle in formed]),
            *_follow_up_commands(db, [circle.id for circle in formed]),
            *_undone(db),
            *_about_themselves(db, enrolled, zones),
            *_places(members),
        ]
    )


def _answers(db: Session, meetings: Iterable[Meeting], enrolled: Iterable[Participant]) -> Recorded:
    emails = {participant.id: participant.person.email for participant in enrolled}
    by_id = {meeting.id: meeting for meeting in meetings}
    for (meeting, participant), event in attendance.rsvps(db, by_id.values()).items():
        yield _key(by_id[meeting], FactType.RSVP, emails[participant]), event.value
    for (meeting, participant), standing in attendance.attendance(db, by_id.values()).items():
        if standing.value is not None:
            yield _key(by_id[meeting], FactType.ATTENDANCE, emails[participant]), standing.value


def _held(db: Session, meetings: Iterable[Meeting]) -> Recorded:
    by_id = {meeting.id: meeting for meeting in meetings}
    events = select(HeldEvent).where(HeldEvent.meeting_id.in_(by_id), HeldEvent.void_by.is_(None))
    for event in db.scalars(events.order_by(HeldEvent.id)):
        value = "held" if event.held else "not_held"
        yield _key(by_id[event.meeting_id], FactType.MET, _email(db, event.said_by)), value


def _follow_ups(db: Session, circle_ids: list[int]) -> Recorded:
    rows = select(FollowUp).where(FollowUp.circle_id.in_(circle_ids), FollowUp.void_by.is_(None))
    for row in db.scalars(rows):
        owner = row.owner.person.email if row.owner else "circle"
        yield _key_of(row, FactType.FOLLOW_UP, owner, row.text), follow_up(row.text, row.due, row.state)


def _follow_up_commands(db: Session, circle_ids: list[int]) -> Recorded:
    rows = (
        select(FollowUpEvent)
        .join(FollowUp)
        .where(FollowUp.circle_id.in_(circle_ids), FollowUpEvent.void_by.is_(None))
    )
    words = {FollowUpState.DONE: "done", FollowUpState.DROPPED: "drop", FollowUpState.OPEN: "later"}
    for event in db.scalars(rows):
        word, text = words[event.state], event.follow_up.text
        key = _key_of(event.follow_up, FactType.COMMAND, _email(db, event.said_by), f"{word} {text}")
        yield key, word


def _undone(db: Session) -> Recorded:
    for incoming in db.scalars(select(Incoming).where(Incoming.person_id.is_not(None))):
        about = incoming.answers.about.partition(":") if incoming.answers else ("", "", "")
        if not incoming.outcome.get("undone") or about[0] != "incoming":
            continue
        taken_back = db.get_one(Incoming, int(about[2]))
        meeting = db.get_one(Meeting, taken_back.outcome["meeting"])
        assert incoming.person is not None, "the query asks for it"
        yield _key(meeting, FactType.COMMAND, incoming.person.email, "undo"), "undo"


def _about_themselves(db: Session, enrolled: Iterable[Participant], zones: Mapping[str, str]) -> Recorded:
    for participant in enrolled:
        person = participant.person
        email = person.email
        if participant.state is ParticipantState.LEFT:
            yield personal(email, "leave"), "leave"
        if not participant.enrolled_by and participant.state is not ParticipantState.UNCONFIRMED:
            yield personal(email, "join"), "join"
        if person.zone != zones.get(email, person.zone):
            yield personal(email, "zone"), person.zone
        if any(address.bounced_at for address in person.addresses):
            yield personal(email, "mailbox"), "gone"
        if participant.paused_until is not None:
            last_day = local(participant.paused_until, person.zone).date() - timedelta(days=1)
            yield personal(email, "pause"), pause(last_day)
        elif _came_back(db, participant):
            yield personal(email, "pause"), "resume"


def _came_back(db: Session, participant: Participant) -> bool:
    notes = select(Audit.id).where(
        Audit.about == f"participant:{participant.id}", Audit.what == "is back from the break"
    )
    return db.scalars(notes).first() is not None


def _places(members: Iterable[Membership]) -> Recorded:
    """Give the places of circles, as said by the host of the second meeting."""
    for circle in {member.circle for member in members}:
        host = circle.meetings[1].host if len(circle.meetings) > 1 else None
        if circle.place and host is not None:
            key = Key(circle_number(circle), 0, FactType.COMMAND, host.participant.person.email, "place")
            yield key, f"place {circle.place}"


def _key_of(row: FollowUp, type_: FactType, person: str, about: str) -> Key:
    return Key(circle_number(row.circle), row.meeting.n if row.meeting else 0, type_, person, about)


def _key(meeting: Meeting, type_: FactType, person: str, about: str = "") -> Key:
    return Key(circle_number(meeting.circle), meeting.n, type_, person, about)


def _email(db: Session, said_by: str) -> str:
    return db.get_one(Person, int(said_by.partition(":")[2])).email
