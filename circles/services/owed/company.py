"""Whether a member of a circle would be the only one when it meets, in SQL, as the timeline asks."""

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy.orm import aliased

from circles.models import Meeting, Membership, Participant
from circles.services import breaks


def is_alone() -> ColumnElement[bool]:
    """Tell whether nobody else is in a member's circle, or was when the meeting began."""
    return ~exists().where(*_is_another(aliased(Membership)))


def others_away() -> ColumnElement[bool]:
    """Tell whether nobody else is in a member's circle but on a break that began before the meeting."""
    other, they = aliased(Membership), aliased(Participant)
    there = or_(
        they.paused_until.is_(None),
        they.paused_until <= Meeting.starts_at,
        breaks.since(they.person_id) > Meeting.starts_at,
    )
    return ~exists().where(*_is_another(other), they.id == other.participant_id, there)


def _is_another(other: type[Membership]) -> tuple[ColumnElement[bool], ...]:
    return (
        other.circle_id == Meeting.circle_id,
        other.id != Membership.id,
        other.of_who_was_in(Meeting.starts_at),
    )
