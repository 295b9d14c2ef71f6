"""Meetings: setting them, moving them, calling them off, and telling those who come."""

from datetime import datetime

from sqlalchemy.orm import Session

from circles.domain.cadence import check_day
from circles.domain.kindness import news_leaves
from circles.domain.words import MailKind, MeetingState
from circles.errors import Invalid, NotAllowed
from circles.models import Circle, Meeting, Membership
from circles.services import lanes, outbox
from circles.services.audit import note


def post_invite(db: Session, meeting: Meeting, membership: Membership, now: datetime) -> bool:
    """Invite one member to a meeting; nobody is invited to one that has begun."""
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= now:
        return False
    return outbox.post(
        db,
        MailKind.INVITE,
        f"person:{membership.participant.person_id}",
        f"meeting:{meeting.id}",
        now,
        version=meeting.sequence,
        stale_at=meeting.starts_at,
    )


def reschedule(
    db: Session, meeting: Meeting, starts_at: datetime, who: str, reason: str, now: datetime
) -> None:
    """Move a meeting to another time; earlier answers no longer count and everyone is asked again."""
    _lock(db, meeting)
    _must_be_ahead(meeting, now)
    if starts_at <= now:
        raise Invalid("The new time is past. Choose one that is still to come.", field="starts_at")
    check_day(starts_at.date(), now.date(), "starts_at")
    if starts_at == meeting.starts_at:
        return
    begins = min(meeting.starts_at, starts_at)
    meeting.starts_at = starts_at
    meeting.sequence += 1
    meeting.moves += 1
    meeting.moved_sequence = meeting.sequence
    meeting.reason = reason
    _tell(db, meeting, MailKind.UPDATE, begins, now)
    _note(db, meeting, who, f"moved to {starts_at.isoformat()}", now)


def cancel(db: Session, meeting: Meeting, who: str, reason: str, now: datetime) -> None:
    """Call a meeting off; those who were invited are told."""
    _lock(db, meeting)
    _must_be_ahead(meeting, now)
    meeting.state = MeetingState.CANCELLED
    meeting.sequence += 1
    meeting.reason = reason
    _tell(db, meeting, MailKind.CANCEL, meeting.starts_at, now)
    _note(db, meeting, who, "cancelled", now)


def set_place(db: Session, circle: Circle, place: str, who: str, now: datetime) -> None:
    """Say where a circle meets; calendars of the meetings to come learn it."""
    place = " ".join(place.split())
    if place == circle.place:
        return
    circle.place = place
    for meeting in circle.meetings:
        _lock(db, meeting)
        if meeting.state is MeetingState.PLANNED and meeting.starts_at > now:
            meeting.sequence += 1
            _tell(db, meeting, MailKind.UPDATE, meeting.starts_at, now, new_time=False)
    note(db, circle.season.program_id, who, f"circle:{circle.id}", f"place: {place}", now)


def _lock(db: Session, meeting: Meeting) -> None:
    """Wait for whoever is changing a meeting, so that no two changes share a sequence."""
    db.refresh(meeting, with_for_update=True)


def _tell(
    db: Session, meeting: Meeting, kind: MailKind, begins: datetime, now: datetime, *, new_time: bool = True
) -> None:
    """Tell everyone who knew of it, at once if it `begins`, or would have begun, soon."""
    for membership in meeting.circle.members:
        lanes.post_change(
            db,
            kind,
            f"person:{membership.participant.person_id}",
            meeting,
            now,
            due_at=news_leaves(now, begins, membership.participant.person.zone),
            new_time=new_time,
        )


def _must_be_ahead(meeting: Meeting, now: datetime) -> None:
    if meeting.state is not MeetingState.PLANNED:
        raise NotAllowed(f"This meeting is {meeting.state.replace('_', ' ')}, so it can't be changed.")
    if meeting.starts_at <= now:
        raise NotAllowed("This meeting has begun, so it can't be changed.")


def _note(db: Session, meeting: Meeting, who: str, what: str, now: datetime) -> None:
    note(db, meeting.circle.season.program_id, who, f"meeting:{meeting.id}", what, now)
