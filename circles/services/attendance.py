"""RSVP before a meeting, attendance after it: two histories that never mix."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from circles.domain.attendance import Rank, Standing, Statement, settle
from circles.domain.statement import Said
from circles.domain.tongue import say
from circles.domain.words import Attendance, MeetingState, Rsvp, Source
from circles.errors import NotAllowed
from circles.models import AttendanceEvent, HeldEvent, Meeting, Membership, Participant, RsvpEvent
from circles.services import in_turn

MOVED = "moved"
"""What voids a word that was said of an hour to which a meeting did not take place."""
_MEETINGS: BindParameter[int] = bindparam("meetings", expanding=True)
_ANSWERS = (  # asked for nearly every mail, so these are built once
    select(RsvpEvent)
    .where(RsvpEvent.meeting_id.in_(_MEETINGS), RsvpEvent.void_by.is_(None))
    .order_by(RsvpEvent.said_at, RsvpEvent.id)
)
_VALUES = (
    _ANSWERS.with_only_columns(RsvpEvent.meeting_id, RsvpEvent.participant_id, RsvpEvent.value)
    .join(RsvpEvent.meeting)
    .where(RsvpEvent.sequence >= Meeting.moved_sequence)
)


def counts() -> ColumnElement[bool]:
    """Tell whether a word on who came or missed counts: that somebody came doesn't, if undone or taken back.

    It is taken back by its own speaker's later word that they didn't meet, while that one is not undone.
    """
    taken_back = exists().where(
        HeldEvent.meeting_id == AttendanceEvent.meeting_id,
        HeldEvent.said_by == AttendanceEvent.said_by,
        HeldEvent.said_at > AttendanceEvent.said_at,
        HeldEvent.held.is_(False),
        HeldEvent.void_by.is_(None),
    )
    missed = AttendanceEvent.value == Attendance.MISSED
    return AttendanceEvent.void_by.is_(None) & or_(missed, ~taken_back)


_HOST = aliased(Participant)
_WORDS = (
    select(
        AttendanceEvent.meeting_id,
        AttendanceEvent.participant_id,
        AttendanceEvent.value,
        AttendanceEvent.said_by,
        AttendanceEvent.said_at,
        AttendanceEvent.source,
        Participant.person_id.label("person"),
        _HOST.person_id.label("host"),
    )
    .join(AttendanceEvent.participant)
    .join(AttendanceEvent.meeting)
    .outerjoin(Meeting.host)
    .outerjoin(_HOST, Membership.participant_id == _HOST.id)
    .where(AttendanceEvent.meeting_id.in_(_MEETINGS), counts())
)


def say_rsvp(
    db: Session,
    meeting: Meeting,
    participant: Participant,
    value: Rsvp,
    said: Said,
    now: datetime,
) -> RsvpEvent:
    """Record an answer to a meeting as it is; raises NotAllowed if it is cancelled or has begun."""
    if meeting.state is MeetingState.CANCELLED:
        raise NotAllowed(say("That meeting was cancelled, so there is nothing to answer."))
    if meeting.starts_at <= now:
        raise NotAllowed(say("That meeting has begun; say who came instead."))
    event = RsvpEvent(
        meeting=meeting,
        participant=participant,
        value=value,
        source=said.source,
        said_by=said.by,
        said_at=said.at,
        sequence=meeting.sequence,
        incoming_id=said.incoming_id,
    )
    db.add(event)
    db.flush()
    return event


def rsvps(db: Session, meetings: Iterable[Meeting]) -> dict[tuple[int, int], RsvpEvent]:
    """Give the standing answer by (meeting id, participant id): the latest since the last change of time.

    A change of place, though it has a sequence of its own, makes no answer older or newer.
    """
    wanted = {meeting.id: meeting for meeting in meetings}
    if not wanted:
        return {}
    return {
        (event.meeting_id, event.participant_id): event
        for event in db.scalars(_ANSWERS, {"meetings": wanted})
        if event.sequence >= wanted[event.meeting_id].moved_sequence
    }


def answers(db: Session, meetings: Collection[int]) -> dict[tuple[int, int], Rsvp]:
    """Give only what the standing answers to these meetings say."""
    rows = db.execute(_VALUES, {"meetings": meetings}) if meetings else ()
    return {(meeting, participant): value for meeting, participant, value in rows}


def say_attendance(
    db: Session,
    meeting: Meeting,
    participant: Participant,
    value: Attendance,
    said: Said,
    now: datetime,
) -> AttendanceEvent:
    """Record that somebody came or missed; raises NotAllowed before it has begun, or they had joined."""
    (event,) = say_who_came(db, meeting, [(participant, value)], said, now)
    return event


def say_who_came(
    db: Session,
    meeting: Meeting,
    told: Iterable[tuple[Participant, Attendance]],
    said: Said,
    now: datetime,
) -> list[AttendanceEvent]:
    """Record of several at once that they came or missed; raises NotAllowed as `say_attendance` does."""
    in_turn.hold(db, meeting)
    _must_have_begun(meeting, now)
    events = [_attendance_event(meeting, participant, value, said) for participant, value in told]
    db.add_all(events)
    db.flush()
    settle_state(db, meeting)
    return events


def _attendance_event(
    meeting: Meeting, participant: Participant, value: Attendance, said: Said
) -> AttendanceEvent:
    must_have_joined(meeting, participant)
    return AttendanceEvent(
        meeting=meeting,
        participant=participant,
        value=value,
        source=said.source,
        said_by=said.by,
        said_at=said.at,
        incoming_id=said.incoming_id,
    )


def say_held(db: Session, meeting: Meeting, said: Said, now: datetime, *, held: bool) -> HeldEvent:
    """Record that a meeting took place or didn't. Raises NotAllowed before it has begun."""
    in_turn.hold(db, meeting)
    _must_have_begun(meeting, now)
    event = HeldEvent(
        meeting=meeting,
        held=held,
        source=said.source,
        said_by=said.by,
        said_at=said.at,
        incoming_id=said.incoming_id,
    )
    db.add(event)
    db.flush()
    settle_state(db, meeting)
    return event


def attendance(db: Session, meetings: Iterable[Meeting]) -> dict[tuple[int, int], Standing]:
    """Give what is known of who came by (meeting id, participant id); those nobody spoke of are left out."""
    wanted = {meeting.id for meeting in meetings}
    if not wanted:
        return {}
    said: dict[tuple[int, int], list[Statement]] = {}
    for row in db.execute(_WORDS, {"meetings": wanted}):
        statement = Statement(row.value, _rank(row), row.said_by, row.said_at, row.source)
        said.setdefault((row.meeting_id, row.participant_id), []).append(statement)
    return {key: settle(statements) for key, statements in said.items()}


def is_overruled(
    db: Session, meeting: Meeting, told: Iterable[tuple[Participant, Attendance]], *, held: bool | None
) -> bool:
    """Tell whether an organizer has said otherwise of any of whom this was told, or of what was `held`."""
    decided = select(HeldEvent.held).where(
        HeldEvent.meeting_id == meeting.id,
        HeldEvent.void_by.is_(None),
        HeldEvent.source == Source.ORGANIZER,
    )
    last = db.scalar(decided.order_by(HeldEvent.said_at.desc(), HeldEvent.id.desc()).limit(1))
    known = attendance(db, [meeting])
    of_them = [(known[meeting.id, participant.id], value) for participant, value in told]
    differs = any(each.is_decided and each.value is not value for each, value in of_them)
    return differs or (None not in {last, held} and last is not held)


def told_themselves(db: Session, meeting: Meeting) -> set[int]:
    """Give the participants who have told themselves whether they were at a meeting."""
    known = attendance(db, [meeting])
    return {
        participant
        for (_, participant), standing in known.items()
        if standing.evidence is not None and standing.evidence.rank is Rank.SELF
    }


def void_for_move(db: Session, meeting: Meeting) -> None:
    """Let no word on who came, or on whether they met, count for a meeting that was put off."""
    for table in (AttendanceEvent, HeldEvent):
        of_it = (table.meeting_id == meeting.id, table.void_by.is_(None))
        db.execute(update(table).where(*of_it).values(void_by=MOVED))


def settle_state(db: Session, meeting: Meeting) -> None:
    """Derive planned, held or not held from the evidence: the organizer's word, else anybody who came."""
    if meeting.state is MeetingState.CANCELLED:
        return
    said = list(
        db.scalars(
            select(HeldEvent)
            .where(HeldEvent.meeting_id == meeting.id, HeldEvent.void_by.is_(None))
            .order_by(HeldEvent.said_at, HeldEvent.id)
        )
    )
    by_organizer = [event.held for event in said if event.source is Source.ORGANIZER]
    standings = attendance(db, [meeting]).values()
    if by_organizer:
        held: bool | None = by_organizer[-1]
    elif any(standing.shows_a_meeting for standing in standings):
        held = True
    else:
        held = said[-1].held if said else None
    states = {True: MeetingState.HELD, False: MeetingState.NOT_HELD, None: MeetingState.PLANNED}
    meeting.state = states[held]


def recent(meetings: Iterable[Meeting], now: datetime) -> Meeting | None:
    """Pick the meeting that "we met" is about: the latest that ended within 21 days."""
    ended = [
        meeting
        for meeting in meetings
        if meeting.state is not MeetingState.CANCELLED
        and now - timedelta(days=21) <= meeting.starts_at + timedelta(minutes=meeting.minutes) <= now
    ]
    return max(ended, key=lambda meeting: meeting.starts_at, default=None)


def upcoming(meetings: Iterable[Meeting], now: datetime) -> Meeting | None:
    """Pick the meeting that "yes" is about: the next one not yet begun."""
    ahead = [
        meeting for meeting in meetings if meeting.state is MeetingState.PLANNED and meeting.starts_at > now
    ]
    return min(ahead, key=lambda meeting: meeting.starts_at, default=None)


def _must_have_begun(meeting: Meeting, now: datetime) -> None:
    if meeting.state is MeetingState.CANCELLED:
        raise NotAllowed(say("That meeting was cancelled."))
    if meeting.starts_at > now:
        raise NotAllowed(say("That meeting has not begun yet; say whether you are coming instead."))


def must_have_joined(meeting: Meeting, participant: Participant) -> None:
    """Nobody has come to, or missed, a meeting before they joined, or while they had left."""
    mine = (each for each in meeting.circle.memberships if each.participant_id == participant.id)
    if any(not each.was_in(meeting.starts_at) for each in mine):
        raise NotAllowed(say("{name} was not in the circle then.", name=participant.person.name))


def _rank(row: Any) -> Rank:
    """Tell how far to believe who said something of a member (`person`) of a circle with this `host`."""
    if row.source is Source.ORGANIZER:
        return Rank.ORGANIZER
    if row.said_by == f"person:{row.person}":
        return Rank.SELF
    return Rank.HOST if row.said_by == f"person:{row.host}" else Rank.OTHERS
