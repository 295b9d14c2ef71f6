"""Seats in circles that meet already: coming back to one's own."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.words import MailKind, ParticipantState
from circles.models import Meeting, Membership, Participant
from circles.services import lanes, outbox
from circles.services.attendance import upcoming


def come_back(db: Session, participant: Participant, now: datetime) -> None:
    """Let somebody in whose season is published: into their old circles if these have room, else to wait."""
    left = select(Membership).where(Membership.participant_id == participant.id)
    seats = [each for each in db.scalars(left.order_by(Membership.id)).all() if _has_room(each, now)]
    for membership in seats:
        membership.joined_at, membership.left_at = now, None
        participant.state = ParticipantState.PLACED
        meeting = upcoming(membership.circle.meetings, now)
        assert meeting is not None, "a circle that has no meeting ahead has no room"
        _invite_again(db, meeting, participant, now)
    if not seats:
        participant.state = ParticipantState.WAITLISTED
        to, about = f"person:{participant.person_id}", f"season:{participant.season_id}"
        version = lanes.next_version(db, MailKind.WAITLISTED, to, about)
        outbox.post(db, MailKind.WAITLISTED, to, about, now, version=version)


def _has_room(membership: Membership, now: datetime) -> bool:
    circle = membership.circle
    ahead = upcoming(circle.meetings, now) is not None
    return ahead and membership.left_at is not None and len(circle.members) < circle.season.size_hi


def _invite_again(db: Session, meeting: Meeting, participant: Participant, now: datetime) -> None:
    """Put the next meeting back into their calendar, as it is now; the timeline invites to those after it."""
    to, about = f"person:{participant.person_id}", f"meeting:{meeting.id}"
    version = lanes.next_version(db, MailKind.RESENT, to, about)
    outbox.post(db, MailKind.RESENT, to, about, now, version=version, stale_at=meeting.starts_at)
