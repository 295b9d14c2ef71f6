"""Follow-ups, polls, silence and the end of a season, as the timeline sees them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from circles.domain import timeline
from circles.domain.words import FollowUpState, ParticipantState, SeasonState
from circles.models import FollowUp, Participant, Person, Season


def follow_ups(
    db: Session, which: ColumnElement[bool], values: Mapping[str, Any] | None = None
) -> Iterator[timeline.FollowUp]:
    """Give the open follow-ups with an owner and a date of which `which`, by these values, is true."""
    for row in db.execute(_query(which), values):
        yield timeline.FollowUp(
            id=row.id,
            circle=row.circle_id,
            person=row.person_id,
            zone=row.zone,
            due=row.due,
            said_at=row.created_at,
            paused_until=row.paused_until,
        )


@lru_cache
def _query(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            FollowUp.id,
            FollowUp.circle_id,
            FollowUp.due,
            FollowUp.created_at,
            Participant.paused_until,
            Person.id.label("person_id"),
            Person.zone,
        )
        .join(Participant, FollowUp.owner_id == Participant.id)
        .join(Participant.person)
        .join(Participant.season)
        .where(
            Season.state == SeasonState.PUBLISHED,
            FollowUp.state == FollowUpState.OPEN,
            FollowUp.void_by.is_(None),
            FollowUp.due.is_not(None),
            Participant.state == ParticipantState.PLACED,
            which,
        )
    )
