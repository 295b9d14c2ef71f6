"""What members leave at the end of a season; organizers read it."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from circles.domain.statement import Said
from circles.domain.words import NoteKind, SeasonState
from circles.errors import Invalid, NotAllowed
from circles.models import Membership, Note, Participant

LONGEST = 300


def leave(db: Session, membership: Membership, text: str, said: Said) -> Note:
    """Keep somebody's last word; the latest counts.

    Raises Invalid without words or with too many, NotAllowed once the season is anonymised.
    """
    if not text or len(text) > LONGEST:
        raise Invalid(f"Write a few words, up to {LONGEST} characters.", field="text")
    if membership.circle.season.state is SeasonState.ANONYMISED:
        raise NotAllowed("That season is over and its words are no longer kept.")
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
