"""Open polls with those who have not answered them, as the timeline sees them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from circles.domain import timeline
from circles.domain.words import ParticipantState, PollState, SeasonState
from circles.models import Circle, Meeting, Membership, Participant, Person, Poll, PollAnswer, Season


def polls(
    db: Session, which: ColumnElement[bool], values: Mapping[str, Any] | None = None
) -> Iterator[timeline.Poll]:
    """Give each open poll for each member of whom `which` is true and who has not answered it."""
    for row in db.execute(_query(which), values):
        yield timeline.Poll(
            id=row.id,
            circle=row.circle_id,
            person=row.person_id,
            zone=row.zone,
            opened_at=row.opened_at,
            closes_at=row.closes_at,
            paused_until=row.paused_until,
        )


@lru_cache
def _query(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    answered = exists().where(
        PollAnswer.poll_id == Poll.id,
        PollAnswer.participant_id == Participant.id,
        PollAnswer.void_by.is_(None),
    )
    return (
        select(
            Poll.id,
            Poll.opened_at,
            Poll.closes_at,
            Meeting.circle_id,
            Participant.paused_until,
            Person.id.label("person_id"),
            Person.zone,
        )
        .join(Poll.meeting)
        .join(Meeting.circle)
        .join(Circle.season)
        .join(Circle.memberships)
        .join(Membership.participant)
        .join(Participant.person)
        .where(
            Poll.state == PollState.OPEN,
            Season.state == SeasonState.PUBLISHED,
            Membership.left_at.is_(None),
            Participant.state == ParticipantState.PLACED,
            ~answered,
            which,
        )
        .order_by(Poll.id, Membership.id)
    )
