"""Members whose circle has met for the last time, as the timeline sees them."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session, aliased

from circles.domain import timeline
from circles.domain.words import MeetingState, ParticipantState, SeasonState
from circles.models import Circle, Meeting, Membership, Participant, Person, Season


def endings(
    db: Session, which: ColumnElement[bool], values: Mapping[str, Any] | None = None
) -> Iterator[timeline.Ending]:
    """Give the members of whom `which`, which may look at their circle's last meeting, is true.

    Who left has said goodbye already, and a meeting that was called off is no end.
    """
    for row in db.execute(_query(which), values):
        yield timeline.Ending(
            membership=row.id,
            circle=row.circle_id,
            person=row.person_id,
            zone=row.zone,
            ended_at=row.starts_at + timedelta(minutes=row.minutes),
            paused_until=row.paused_until,
        )


@lru_cache
def _query(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Membership.id,
            Membership.circle_id,
            Person.id.label("person_id"),
            Person.zone,
            Participant.paused_until,
            Meeting.starts_at,
            Meeting.minutes,
        )
        .join(Circle, Circle.id == Meeting.circle_id)
        .join(Circle.season)
        .join(Circle.memberships)
        .join(Membership.participant)
        .join(Participant.person)
        .where(
            Season.state.in_((SeasonState.PUBLISHED, SeasonState.CLOSED)),
            Meeting.state != MeetingState.CANCELLED,
            ~_is_followed(),
            Membership.left_at.is_(None),
            Membership.of_who_was_in(Meeting.starts_at),
            Participant.state == ParticipantState.PLACED,
            which,
        )
    )


def _is_followed() -> ColumnElement[bool]:
    """Tell whether a meeting is not its circle's last."""
    later = aliased(Meeting)
    return exists().where(
        later.circle_id == Meeting.circle_id,
        later.starts_at > Meeting.starts_at,
        later.state != MeetingState.CANCELLED,
    )
