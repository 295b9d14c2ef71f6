"""Post what the season owes at this instant; the rule itself is circles/domain/timeline.py.

A tick asks the database only for those who may lack a mail by now: where all have theirs it reads no rows.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from circles.domain import timeline
from circles.domain.words import (
    FollowUpState,
    MailKind,
    MeetingState,
    OutgoingState,
    ParticipantState,
    Rsvp,
    SeasonState,
)
from circles.models import (
    Circle,
    FollowUp,
    Meeting,
    Membership,
    Outgoing,
    Participant,
    Person,
    RsvpEvent,
    Season,
)
from circles.services import attendance, outbox

LOOK_BACK = timedelta(days=10)
LOOK_AHEAD = timedelta(days=45)


def post_due(db: Session, now: datetime) -> int:
    """Post every mail whose time has come, once; give how many were new."""
    meetings = _meetings(db, _may_lack_mail(now))
    owed = timeline.due(meetings, _follow_ups(db, _may_lack_reminder(now)), now)
    return outbox.post_owed(db, sorted(owed, key=lambda each: (each.at, each.about, each.person)), now)


def next_instant(db: Session, now: datetime) -> datetime | None:
    """Give when the seasons next owe a mail."""
    near = Meeting.starts_at.between(now - LOOK_BACK, now + LOOK_AHEAD)
    return timeline.next_instant(_meetings(db, near), _follow_ups(db, FollowUp.due.is_not(None)), now)


# --- Rows for the rule ---


def _meetings(db: Session, which: ColumnElement[bool]) -> Iterator[timeline.Meeting]:
    """Give a meeting for each of its members of whom `which` is true, in two queries."""
    rows = db.execute(
        select(
            Meeting,
            Participant.id.label("participant_id"),
            Participant.paused_until,
            Person.id.label("person_id"),
            Person.zone,
            (Membership.id == Meeting.host_id).label("is_host"),
            _previous_start().label("previous_start"),
            Season.published_at,
            _last_mail_at().label("last_mail_at"),
            *(posted.label(kind) for kind, posted in _POSTED.items()),
        )
        .join(Meeting.circle)
        .join(Circle.season)
        .join(Circle.memberships)
        .join(Membership.participant)
        .join(Participant.person)
        .where(
            Season.state == SeasonState.PUBLISHED,
            Meeting.state != MeetingState.CANCELLED,
            Membership.left_at.is_(None),
            Participant.state == ParticipantState.PLACED,
            which,
        )
    ).all()
    answers = attendance.rsvps(db, {row.Meeting for row in rows})
    for row in rows:
        answer = answers.get((row.Meeting.id, row.participant_id))
        yield timeline.Meeting(
            id=row.Meeting.id,
            starts_at=row.Meeting.starts_at,
            minutes=row.Meeting.minutes,
            moves=row.Meeting.moves,
            sequence=row.Meeting.sequence,
            members=(
                timeline.Member(
                    person=row.person_id,
                    zone=row.zone,
                    paused_until=row.paused_until,
                    rsvp=answer.value if answer else None,
                    posted=frozenset(kind for kind in _POSTED if getattr(row, kind)),
                    last_mail_at=row.last_mail_at,
                ),
            ),
            host=row.person_id if row.is_host else None,
            known=row.Meeting.state is not MeetingState.PLANNED,
            previous_end=_previous_end(row),
        )


def _previous_end(row: Any) -> datetime | None:
    """Give when the circle's last meeting before this one ends: those of a season are equally long."""
    if row.previous_start is not None:
        end: datetime = row.previous_start + timedelta(minutes=row.Meeting.minutes)
        return end
    return row.published_at if row.Meeting.n > 1 else None


def _follow_ups(db: Session, which: ColumnElement[bool]) -> Iterator[timeline.FollowUp]:
    rows = db.execute(
        select(
            FollowUp,
            Participant.paused_until,
            Person.id.label("person_id"),
            Person.zone,
            _last_mail_at().label("last_mail_at"),
        )
        .join(Participant, FollowUp.owner_id == Participant.id)
        .join(Participant.person)
        .where(
            FollowUp.state == FollowUpState.OPEN,
            FollowUp.void_by.is_(None),
            Participant.state == ParticipantState.PLACED,
            which,
        )
    )
    for row in rows:
        yield timeline.FollowUp(
            id=row.FollowUp.id,
            person=row.person_id,
            zone=row.zone,
            due=row.FollowUp.due,
            said_at=row.FollowUp.created_at,
            paused_until=row.paused_until,
            last_mail_at=row.last_mail_at,
        )


# --- In SQL ---


def _reader() -> ColumnElement[str]:
    return "person:" + cast(Person.id, String)


def _posted(kind: MailKind, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell whether a member was posted a mail of a meeting, whatever became of it."""
    about = "meeting:" + cast(Meeting.id, String)
    return exists().where(Outgoing.kind == kind, Outgoing.to == _reader(), Outgoing.about == about, *which)


_POSTED = {
    MailKind.INVITE: _posted(MailKind.INVITE),
    **{
        kind: _posted(kind, Outgoing.version == Meeting.moves)
        for kind in (MailKind.TOPIC, MailKind.REMINDER, MailKind.RECAP_ASK)
    },
}


def _last_mail_at() -> ScalarSelect[datetime]:
    """Give when the reader's latest scheduled mail left, or will leave."""
    mail = aliased(Outgoing)
    return (
        select(func.max(mail.due_at))
        .where(
            mail.kind.in_(timeline.ONE_A_DAY),
            mail.to == _reader(),
            mail.state.not_in((OutgoingState.SUPERSEDED, OutgoingState.FAILED)),
        )
        .correlate(Person)
        .scalar_subquery()
    )


def _may_lack_mail(now: datetime) -> ColumnElement[bool]:
    """Select members near enough to a meeting who lack a mail of it: wider than the rule, never narrower."""
    starts_at = Meeting.starts_at
    return or_(
        and_(
            starts_at.between(now, now + LOOK_AHEAD),
            func.coalesce(_previous_start(), Season.published_at) <= now,
            ~_POSTED[MailKind.INVITE],
        ),
        and_(starts_at.between(now, timeline.horizon(now, timeline.TOPIC_DAYS)), ~_POSTED[MailKind.TOPIC]),
        and_(
            starts_at.between(now, timeline.horizon(now, timeline.REMINDER_DAYS)),
            ~_POSTED[MailKind.REMINDER],
            or_(~_answered(), _answered(RsvpEvent.value == Rsvp.MAYBE)),
        ),
        and_(
            starts_at.between(now - LOOK_BACK, now),
            Meeting.state == MeetingState.PLANNED,
            ~_POSTED[MailKind.RECAP_ASK],
        ),
    )


def _may_lack_reminder(now: datetime) -> ColumnElement[bool]:
    about = "followup:" + cast(FollowUp.id, String)
    posted = exists().where(
        Outgoing.kind == MailKind.FOLLOW_UP, Outgoing.to == _reader(), Outgoing.about == about
    )
    return and_(FollowUp.due <= timeline.horizon(now, timeline.FOLLOW_UP_DAYS).date(), ~posted)


def _answered(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell whether a member has answered for the meeting's present time."""
    return exists().where(
        RsvpEvent.meeting_id == Meeting.id,
        RsvpEvent.participant_id == Participant.id,
        RsvpEvent.sequence >= Meeting.moved_sequence,
        RsvpEvent.void_by.is_(None),
        *which,
    )


def _previous_start() -> ScalarSelect[datetime]:
    earlier = aliased(Meeting)
    return (
        select(func.max(earlier.starts_at))
        .where(
            earlier.circle_id == Meeting.circle_id,
            earlier.n < Meeting.n,
            earlier.state != MeetingState.CANCELLED,
        )
        .correlate(Meeting)
        .scalar_subquery()
    )
