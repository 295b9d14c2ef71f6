"""Who is asked first about a free seat of a circle, before others who wait and fit."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, select, update
from sqlalchemy.orm import Session

from circles.domain.words import MailKind, OfferState, OutgoingState
from circles.models import Circle, Outgoing, Participant, SeatOffer
from circles.services import outbox

ABOUT_IT = (Outgoing.kind == MailKind.SEAT) & (Outgoing.about == "seat:" + cast(SeatOffer.id, String))
ON_A_BREAK = "its reader is on a break"


def of(db: Session, people: Collection[int]) -> set[tuple[int, int]]:
    """Give about which circles some people are asked first, as (circle id, participant id)."""
    pair = (SeatOffer.circle_id, SeatOffer.participant_id)
    awaited = (SeatOffer.participant_id.in_(people), SeatOffer.state == OfferState.AWAITED)
    return {(circle, participant) for circle, participant in db.execute(select(*pair).where(*awaited))}


def line_up(db: Session, circle: Circle, participant: Participant, now: datetime) -> None:
    """Let somebody be asked first who was not asked about a circle; twice is once."""
    step_down(db, circle, participant)
    waits = SeatOffer(circle=circle, participant=participant, state=OfferState.AWAITED)
    waits.offered_at = waits.expires_at = now
    db.add(waits)


def step_down(db: Session, circle: Circle, participant: Participant) -> None:
    """Ask somebody no longer first about a circle, as they are asked, or are in it."""
    theirs = (SeatOffer.circle_id == circle.id, SeatOffer.participant_id == participant.id)
    waited = update(SeatOffer).where(*theirs, SeatOffer.state == OfferState.AWAITED)
    lapsed = waited.values(state=OfferState.LAPSED)
    db.execute(lapsed.execution_options(synchronize_session="fetch"))


def call_off(db: Session, which: ColumnElement[bool], why: str) -> SeatOffer | None:
    """Take back the latest of some offers whose mail has not left; None where all have.

    Who was to be asked is asked first when that seat is free again.
    """
    unheard = (
        select(SeatOffer, Outgoing)
        .join(Outgoing, ABOUT_IT & (Outgoing.state == OutgoingState.QUEUED))
        .where(SeatOffer.state == OfferState.OPEN, which)
        .order_by(SeatOffer.id.desc())
    )
    found = db.execute(unheard.limit(1).with_for_update(key_share=True, of=Outgoing)).first()
    if found is None:
        return None
    offered, mail = found
    outbox.withhold(mail, why)
    offered.state = OfferState.AWAITED
    db.flush()
    return offered


def call_back(db: Session, participant: Participant) -> SeatOffer | None:
    """Take back who was asked instead of somebody whose break is over, if that mail has not left, either."""
    passed_on = (
        select(SeatOffer)
        .join(Outgoing, ABOUT_IT & outbox.withheld(ON_A_BREAK))
        .where(SeatOffer.participant_id == participant.id, SeatOffer.state == OfferState.AWAITED)
    )
    theirs = db.scalars(passed_on.order_by(SeatOffer.id.desc()).limit(1)).first()
    if theirs is None:
        return None
    since = (SeatOffer.circle_id == theirs.circle_id) & (SeatOffer.id > theirs.id)
    return call_off(db, since, "who was asked before is back")
