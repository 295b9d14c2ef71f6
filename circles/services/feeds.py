"""The calendar feed: a member has their meetings in it or in invites, never the same meeting in both."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from circles.domain.words import MailKind, MeetingState, OutgoingState
from circles.models import Circle, Meeting, Membership, Outgoing, Participant
from circles.services import lanes, outbox
from circles.services.audit import note


def follow(db: Session, participant: Participant, now: datetime) -> None:
    """Put what they are asked to from now on into their feed; what their calendar has stays there."""
    if participant.feed_since is None:
        participant.feed_since = now
        _write_anew(db, participant)
        _note(db, participant, "chose the calendar feed", now)


def unfollow(db: Session, participant: Participant, now: datetime) -> None:
    """Go back to invites: the feed empties, and meetings to come that were only in it are sent once."""
    if participant.feed_since is None:
        return
    to = f"person:{participant.person_id}"
    asked = set(db.scalars(_invited_to(participant)))
    for meeting in meetings(db, participant):
        about = f"meeting:{meeting.id}"
        if about in asked and meeting.state is MeetingState.PLANNED and meeting.starts_at > now:
            version = lanes.next_version(db, MailKind.RESENT, to, about)
            outbox.post(db, MailKind.RESENT, to, about, now, version=version, stale_at=meeting.starts_at)
    participant.feed_since = None
    _write_anew(db, participant)
    _note(db, participant, "chose invites by mail", now)


def renew(db: Session, participant: Participant, now: datetime) -> None:
    """Make the feed's address worthless; the page shows the new one."""
    participant.feed_version += 1
    _note(db, participant, "made a new address for the calendar feed", now)


def meetings(db: Session, participant: Participant) -> Sequence[Meeting]:
    """List the meetings in a participant's feed by time; none without one."""
    if participant.feed_since is None:
        return []
    wanted = (
        select(Meeting)
        .join(Circle)
        .join(Membership)
        .where(Membership.participant_id == participant.id, Membership.left_at.is_(None))
        .options(
            joinedload(Meeting.topic),
            joinedload(Meeting.circle).joinedload(Circle.season),
        )
        .order_by(Meeting.starts_at, Meeting.id)
    )
    already = set(db.scalars(_in_their_calendar(participant)))
    return [meeting for meeting in db.scalars(wanted) if f"meeting:{meeting.id}" not in already]


def holds(db: Session, participant: Participant, meeting: Meeting) -> bool:
    """Tell whether a meeting is in a participant's feed, so that no mail brings it as well."""
    if participant.feed_since is None:
        return False
    mailed = _in_their_calendar(participant).where(Outgoing.about == f"meeting:{meeting.id}")
    return db.scalar(mailed.limit(1)) is None


def _invited_to(participant: Participant) -> Select[str]:
    """Select what the invites that left were about."""
    return select(Outgoing.about).where(
        Outgoing.kind == MailKind.INVITE,
        Outgoing.to == f"person:{participant.person_id}",
        Outgoing.sent_at.is_not(None),
    )


def _in_their_calendar(participant: Participant) -> Select[str]:
    """Select what those invites were about that left before they chose the feed."""
    return _invited_to(participant).where(Outgoing.sent_at < participant.feed_since)


def _write_anew(db: Session, participant: Participant) -> None:
    """Let no mail that a server put off leave as it was written, with or without a calendar."""
    waiting = select(Outgoing).where(
        Outgoing.to == f"person:{participant.person_id}",
        Outgoing.kind.in_(outbox.CALENDAR),
        Outgoing.state == OutgoingState.QUEUED,
    )
    for mail in db.scalars(waiting.order_by(Outgoing.id).with_for_update(key_share=True)):
        if not outbox.in_doubt(mail):
            mail.raw = None


def _note(db: Session, participant: Participant, what: str, now: datetime) -> None:
    who = f"person:{participant.person_id}"
    note(db, participant.season.program_id, who, f"participant:{participant.id}", what, now)
