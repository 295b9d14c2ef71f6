"""The rows behind the rule of circles/domain/timeline.py, as its values."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, String, cast, exists, func, select
from sqlalchemy.orm import Session, aliased

from circles.db import batches
from circles.domain import kindness, timeline
from circles.domain.words import (
    FollowUpState,
    MailKind,
    MeetingState,
    OutgoingState,
    ParticipantState,
    SeasonState,
)
from circles.models import Circle, FollowUp, Meeting, Membership, Outgoing, Participant, Person, Season
from circles.services import attendance

LATE = timedelta(days=3)
"""How much later than it was due a mail may have left and still be found among those of a week."""


def meetings(db: Session, which: ColumnElement[bool], *, posted: bool = True) -> Iterator[timeline.Meeting]:
    """Give a meeting for each of its members of whom `which` is true, in two queries.

    Without `posted`, as if they had been posted none of its mails.
    """
    known = POSTED if posted else {}
    rows = db.execute(
        select(
            Meeting,
            Participant.id.label("participant_id"),
            Participant.paused_until,
            Person.id.label("person_id"),
            Person.zone,
            (Membership.id == Meeting.host_id).label("is_host"),
            Membership.joined_at,
            previous_start().label("previous_start"),
            Season.published_at,
            *(was_posted.label(kind) for kind, was_posted in known.items()),
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
            circle=row.Meeting.circle_id,
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
                    posted=frozenset(kind for kind in known if getattr(row, kind)),
                    joined_at=row.joined_at,
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


def follow_ups(db: Session, which: ColumnElement[bool]) -> Iterator[timeline.FollowUp]:
    """Give the open follow-ups with an owner and a date of which `which` is true."""
    rows = db.execute(
        select(
            FollowUp,
            Participant.paused_until,
            Person.id.label("person_id"),
            Person.zone,
        )
        .join(Participant, FollowUp.owner_id == Participant.id)
        .join(Participant.person)
        .where(
            FollowUp.state == FollowUpState.OPEN,
            FollowUp.void_by.is_(None),
            FollowUp.due.is_not(None),
            Participant.state == ParticipantState.PLACED,
            which,
        )
    )
    for row in rows:
        yield timeline.FollowUp(
            id=row.FollowUp.id,
            circle=row.FollowUp.circle_id,
            person=row.person_id,
            zone=row.zone,
            due=row.FollowUp.due,
            said_at=row.FollowUp.created_at,
            paused_until=row.paused_until,
        )


def mails(
    db: Session,
    people: Collection[int],
    now: datetime,
    states: Collection[OutgoingState],
    but: Collection[int] = (),
) -> dict[int, list[kindness.Mail]]:
    """Give by person the scheduled mails in these states, of the last seven days and to come, `but` some."""
    since = now - kindness.WEEK - LATE
    rows = [
        row
        for batch in batches([f"person:{person}" for person in sorted(people)])
        for row in db.execute(
            select(
                Outgoing.to, Outgoing.kind, Outgoing.about, Outgoing.state, Outgoing.due_at, Outgoing.sent_at
            ).where(
                Outgoing.kind.in_(kindness.URGENCY),
                Outgoing.to.in_(batch),
                Outgoing.state.in_(states),
                Outgoing.due_at >= since,
                Outgoing.id.not_in(but),
            )
        )
    ]
    circles = _circles(db, {row.about for row in rows})
    found: dict[int, list[kindness.Mail]] = {}
    for row in rows:
        if row.about not in circles:
            continue  # what it was about is erased
        at = max(row.due_at, now) if row.state is OutgoingState.QUEUED else row.sent_at or row.due_at
        person = int(row.to.partition(":")[2])
        found.setdefault(person, []).append(kindness.Mail(row.kind, circles[row.about], at))
    return found


def _circles(db: Session, about: Collection[str]) -> dict[str, int]:
    """Give the circle of each meeting and follow-up that mails are about."""
    found: dict[str, int] = {}
    for noun, table in (("meeting", Meeting), ("followup", FollowUp)):
        ids = sorted(int(each.partition(":")[2]) for each in about if each.startswith(f"{noun}:"))
        for batch in batches(ids):
            rows = db.execute(select(table.id, table.circle_id).where(table.id.in_(batch)))
            found |= {f"{noun}:{row.id}": row.circle_id for row in rows}
    return found


# --- In SQL ---


def reader() -> ColumnElement[str]:
    """Name the reader as the outbox does."""
    return "person:" + cast(Person.id, String)


def _posted(kind: MailKind, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell whether a member was posted a mail of a meeting, whatever became of it."""
    about = "meeting:" + cast(Meeting.id, String)
    return exists().where(Outgoing.kind == kind, Outgoing.to == reader(), Outgoing.about == about, *which)


POSTED = {
    MailKind.INVITE: _posted(MailKind.INVITE),
    **{
        kind: _posted(kind, Outgoing.version == Meeting.moves)
        for kind in (MailKind.TOPIC, MailKind.REMINDER, MailKind.RECAP_ASK)
    },
}
"""Whether a member was posted each mail of a meeting; those of an earlier time don't count."""


def previous_start() -> ScalarSelect[datetime]:
    """Give when the circle's last meeting before this one begins."""
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
