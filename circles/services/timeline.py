"""Post what the season owes at this instant; the rule itself is circles/domain/timeline.py."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from circles.domain import timeline
from circles.domain.words import (
    Attendance,
    FollowUpState,
    MailKind,
    MeetingState,
    ParticipantState,
    SeasonState,
)
from circles.models import (
    Circle,
    FollowUp,
    HeldEvent,
    Meeting,
    Membership,
    Outgoing,
    Participant,
    Season,
)
from circles.services import attendance, outbox

LOOK_BACK = timedelta(days=10)
LOOK_AHEAD = timedelta(days=45)


def post_due(db: Session, now: datetime) -> int:
    """Post every mail whose time has come, once; give how many were new."""
    owed = timeline.due(*_state(db, now), now)
    return sum(
        outbox.post(
            db,
            each.kind,
            f"person:{each.person}",
            each.about,
            now,
            version=each.version,
            stale_at=each.until,
        )
        for each in sorted(owed, key=lambda each: (each.at, each.about, each.person))
    )


def next_instant(db: Session, now: datetime) -> datetime | None:
    """Give when the seasons next owe a mail."""
    return timeline.next_instant(*_state(db, now), now)


def _state(db: Session, now: datetime) -> tuple[list[timeline.Meeting], list[timeline.FollowUp]]:
    return _meetings(db, now), _follow_ups(db)


def _meetings(db: Session, now: datetime) -> list[timeline.Meeting]:
    """Give the meetings near `now` that any mail could be owed about, in a constant number of queries."""
    near = list(
        db.scalars(
            select(Meeting)
            .join(Circle)
            .join(Season)
            .where(
                Season.state == SeasonState.PUBLISHED,
                Meeting.state != MeetingState.CANCELLED,
                Meeting.starts_at.between(now - LOOK_BACK, now + LOOK_AHEAD),
            )
            .options(
                selectinload(Meeting.circle).options(
                    selectinload(Circle.meetings),
                    selectinload(Circle.memberships)
                    .selectinload(Membership.participant)
                    .selectinload(Participant.person),
                ),
                selectinload(Meeting.host),
            )
        )
    )
    known = _known(db, near)
    answers = attendance.rsvps(db, near)
    invited = _invited(db, near)
    return [
        timeline.Meeting(
            id=meeting.id,
            starts_at=meeting.starts_at,
            minutes=meeting.minutes,
            moves=meeting.moves,
            sequence=meeting.sequence,
            members=tuple(
                timeline.Member(
                    person=member.participant.person_id,
                    zone=member.participant.person.zone,
                    paused_until=member.participant.paused_until,
                    rsvp=answer.value
                    if (answer := answers.get((meeting.id, member.participant_id)))
                    else None,
                    invited=(f"meeting:{meeting.id}", f"person:{member.participant.person_id}") in invited,
                )
                for member in meeting.circle.members
                if member.participant.state is ParticipantState.PLACED
            ),
            host=meeting.host.participant.person_id if meeting.host else None,
            known=meeting.id in known,
            previous_end=_previous_end(meeting),
        )
        for meeting in near
    ]


def _invited(db: Session, meetings: Sequence[Meeting]) -> set[tuple[str, str]]:
    """Give (about, to) of every invite posted to these meetings, whatever became of it."""
    abouts = [f"meeting:{meeting.id}" for meeting in meetings]
    posted = select(Outgoing.about, Outgoing.to).where(
        Outgoing.kind == MailKind.INVITE, Outgoing.about.in_(abouts)
    )
    return {(about, to) for about, to in db.execute(posted)}


def _known(db: Session, meetings: Sequence[Meeting]) -> set[int]:
    """Tell of which meetings somebody has said whether they met, or who came."""
    ids = [meeting.id for meeting in meetings]
    said = db.scalars(
        select(HeldEvent.meeting_id).where(HeldEvent.meeting_id.in_(ids), HeldEvent.void_by.is_(None))
    )
    came = {
        meeting_id
        for (meeting_id, _), standing in attendance.attendance(db, meetings).items()
        if standing.value is Attendance.CAME
    }
    return set(said) | came


def _previous_end(meeting: Meeting) -> datetime | None:
    earlier = [
        each.starts_at + timedelta(minutes=each.minutes)
        for each in meeting.circle.meetings
        if each.n < meeting.n and each.state is not MeetingState.CANCELLED
    ]
    if not earlier:
        return None if meeting.n == 1 else meeting.circle.season.published_at
    return max(earlier)


def _follow_ups(db: Session) -> list[timeline.FollowUp]:
    rows = db.scalars(
        select(FollowUp)
        .join(Participant, FollowUp.owner_id == Participant.id)
        .where(
            FollowUp.state == FollowUpState.OPEN,
            FollowUp.void_by.is_(None),
            FollowUp.due.is_not(None),
            Participant.state == ParticipantState.PLACED,
        )
        .options(selectinload(FollowUp.owner).selectinload(Participant.person))
    )
    return [
        timeline.FollowUp(
            id=row.id,
            person=row.owner.person_id,
            zone=row.owner.person.zone,
            due=row.due,
            said_at=row.created_at,
            paused_until=row.owner.paused_until,
        )
        for row in rows
        if row.owner and row.due
    ]
