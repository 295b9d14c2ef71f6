"""RSVP before a meeting, attendance after it: two histories that never mix."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.attendance import Rank, Standing, Statement, settle
from circles.domain.statement import Said
from circles.domain.words import Attendance, MeetingState, Rsvp, Source
from circles.errors import NotAllowed
from circles.models import AttendanceEvent, HeldEvent, Meeting, Participant, RsvpEvent


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
        raise NotAllowed("That meeting was cancelled, so there is nothing to answer.")
    if meeting.starts_at <= now:
        raise NotAllowed("That meeting has begun; say who came instead.")
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
    events = db.scalars(
        select(RsvpEvent)
        .where(RsvpEvent.meeting_id.in_(wanted), RsvpEvent.void_by.is_(None))
        .order_by(RsvpEvent.said_at, RsvpEvent.id)
    )
    return {
        (event.meeting_id, event.participant_id): event
        for event in events
        if event.sequence >= wanted[event.meeting_id].moved_sequence
    }


def say_attendance(
    db: Session,
    meeting: Meeting,
    participant: Participant,
    value: Attendance,
    said: Said,
    now: datetime,
) -> AttendanceEvent:
    """Record that somebody came or missed. Raises NotAllowed before the meeting has begun."""
    _must_have_begun(meeting, now)
    event = AttendanceEvent(
        meeting=meeting,
        participant=participant,
        value=value,
        source=said.source,
        said_by=said.by,
        said_at=said.at,
        incoming_id=said.incoming_id,
    )
    db.add(event)
    db.flush()
    settle_state(db, meeting)
    return event


def say_held(db: Session, meeting: Meeting, said: Said, now: datetime, *, held: bool) -> HeldEvent:
    """Record that a meeting took place or didn't. Raises NotAllowed before it has begun."""
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
    wanted = {meeting.id: meeting for meeting in meetings}
    said: dict[tuple[int, int], list[Statement]] = {}
    for event in db.scalars(
        select(AttendanceEvent).where(
            AttendanceEvent.meeting_id.in_(wanted), AttendanceEvent.void_by.is_(None)
        )
    ):
        rank = _rank(event, wanted[event.meeting_id])
        statement = Statement(event.value, rank, event.said_by, event.said_at, event.source)
        said.setdefault((event.meeting_id, event.participant_id), []).append(statement)
    return {key: settle(statements) for key, statements in said.items()}


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
        raise NotAllowed("That meeting was cancelled.")
    if meeting.starts_at > now:
        raise NotAllowed("That meeting has not begun yet; say whether you are coming instead.")


def _rank(event: AttendanceEvent, meeting: Meeting) -> Rank:
    if event.source is Source.ORGANIZER:
        return Rank.ORGANIZER
    if event.said_by == f"person:{event.participant.person_id}":
        return Rank.SELF
    host = meeting.host.participant.person_id if meeting.host else None
    return Rank.HOST if event.said_by == f"person:{host}" else Rank.OTHERS
