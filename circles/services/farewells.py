"""What members leave at the end of a season; organizers read it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from circles.domain.statement import Said
from circles.domain.tongue import say
from circles.domain.words import MeetingState, NoteKind, SeasonState
from circles.errors import Invalid, NotAllowed
from circles.models import Circle, Membership, Note, Participant
from circles.services.attendance import upcoming

LONGEST = 300


def is_time(circle: Circle, now: datetime) -> bool:
    """Tell whether a circle has met for the last time."""
    return upcoming(circle.meetings, now) is None


def leave(db: Session, membership: Membership, text: str, said: Said, now: datetime) -> Note:
    """Keep somebody's last word; the latest counts.

    Raises Invalid without words or with too many, NotAllowed before the circle's end, or once the season is
    anonymised.
    """
    if not is_time(membership.circle, now):
        raise NotAllowed(
            say(
                "{circle} meets again, so it is too early for a last word. We ask for it by mail when it has"
                " ended.",
                circle=membership.circle.name,
            )
        )
    if not text or len(text) > LONGEST:
        raise Invalid(say("Write a few words, up to {most} characters.", most=LONGEST), field="text")
    if membership.circle.season.state is SeasonState.ANONYMISED:
        raise NotAllowed(say("That season is over and its words are no longer kept."))
    note = Note(
        circle=membership.circle,
        participant=membership.participant,
        kind=NoteKind.LAST_WORD,
        text=text,
        source=said.source,
        said_by=said.by,
        said_at=said.at,
        incoming_id=said.incoming_id,
    )
    db.add(note)
    db.flush()
    return note


def is_open(db: Session, membership: Membership, now: datetime) -> bool:
    """Tell whether somebody may leave a last word in a circle that has met, and has not yet."""
    circle = membership.circle
    met = any(each.state is MeetingState.HELD for each in circle.meetings)
    kept = circle.season.state is not SeasonState.ANONYMISED
    return kept and met and is_time(circle, now) and of_member(db, membership) is None


def of_circles(db: Session, circle_ids: Collection[int]) -> list[Note]:
    """Give each member's last word, the latest of each, oldest first."""
    said = db.scalars(
        select(Note)
        .where(Note.circle_id.in_(circle_ids), Note.kind == NoteKind.LAST_WORD, Note.void_by.is_(None))
        .options(joinedload(Note.participant).joinedload(Participant.person))
        .order_by(Note.said_at, Note.id)
    )
    return list({(each.circle_id, each.participant_id): each for each in said}.values())


def of_member(db: Session, membership: Membership) -> Note | None:
    """Give somebody's last word in a circle."""
    theirs = of_circles(db, [membership.circle_id])
    return next((each for each in theirs if each.participant_id == membership.participant_id), None)
