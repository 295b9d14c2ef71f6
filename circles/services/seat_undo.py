"""What a mail did to somebody's hours or seat, and taking it back."""

from datetime import datetime

from sqlalchemy.orm import Session

from circles.db import row_or_none
from circles.domain.availability import parse, shown
from circles.domain.cadence import place
from circles.domain.tongue import say
from circles.domain.wording import TooLate
from circles.domain.words import OfferState, ParticipantState
from circles.models import Incoming, Membership, Participant, SeatOffer
from circles.services import freeing, offers, seat_words, seats

GIVEN_BACK = "took back that they joined "
"""What the trail says of a seat that was taken and given back by an Undo, before the name of the circle."""


def undo(db: Session, incoming: Incoming, now: datetime) -> list[str]:
    """Take back what a mail did to somebody's hours or seat, and say so; empty where nothing stands."""
    said: list[str] = []
    if (participant := _widened(db, incoming)) is not None:
        participant.availability = incoming.outcome["widened"][1]
        hours = shown(parse(participant.availability)) or say("not given")
        clocks = place(participant.person.zone)
        said.append(say("Your hours are again: {hours} ({clocks}).", hours=hours, clocks=clocks))
    if (membership := gave_up(db, incoming)) is not None:
        said.append(take_back(db, membership, now))
    if (membership := _seated(db, incoming)) is not None:
        name = membership.circle.name
        freeing.give_up(db, membership, now, what=GIVEN_BACK)
        said.append(say("You are no longer in {circle}, and wait for another seat.", circle=name))
    if (offered := _passed_on(db, incoming)) is not None:
        again = offers.reopen(db, offered, now)
        if again:
            said.append(say("The seat is yours to take again."))
        else:
            is_kept = offered.state is OfferState.AWAITED
            said.append(TooLate(seat_words.kept_for_another() if is_kept else seat_words.anothers()))
    if (offered := _lined_up(db, incoming)) is not None:
        offered.state = OfferState.LAPSED
        name = offered.circle.name
        said.append(
            say(
                "You are no longer asked first about a seat in {circle}. You keep your place in line.",
                circle=name,
            )
        )
    if said:
        gone = dict.fromkeys(("widened", "gave_up", "seated", "passed_on", "lined_up"))
        incoming.outcome = {**incoming.outcome, **gone}
    return said


def stands(db: Session, incoming: Incoming) -> bool:
    """Tell whether anything a mail did to somebody's hours or seat still stands."""
    found = (_widened, gave_up, _seated, _passed_on, _lined_up)
    return any(each(db, incoming) is not None for each in found)


def _widened(db: Session, incoming: Incoming) -> Participant | None:
    match incoming.outcome.get("widened"):
        case [participant_id, _, hours] if found := db.get(Participant, participant_id):
            return found if found.availability == hours else None
    return None


def gave_up(db: Session, incoming: Incoming) -> Membership | None:
    """Give the seat that a mail gave up, while nothing has taken its place."""
    found = row_or_none(db, Membership, incoming.outcome.get("gave_up"))
    return found if found is not None and waits_for_another(db, found) else None


def waits_for_another(db: Session, membership: Membership) -> bool:
    """Tell whether nothing but a seat they had beside it has taken the place of one that was given up."""
    gone_at = membership.left_at
    if gone_at is None:
        return False
    since = [each.here_since > gone_at for each in seats.held_by(db, membership.participant)]
    waits = membership.participant.state is ParticipantState.WAITLISTED
    return waits or (bool(since) and not any(since))


def take_back(db: Session, membership: Membership, now: datetime) -> str:
    """Take back a seat that was given up, and say so; a TooLate where it has gone."""
    name = membership.circle.name
    if freeing.take_back(db, membership, now):
        return say("You are in {circle} again.", circle=name)
    return TooLate(say("Your seat in {circle} has gone meanwhile.", circle=name))


def _seated(db: Session, incoming: Incoming) -> Membership | None:
    found = row_or_none(db, Membership, incoming.outcome.get("seated"))
    return found if found is not None and found.left_at is None else None


def _passed_on(db: Session, incoming: Incoming) -> SeatOffer | None:
    found = row_or_none(db, SeatOffer, incoming.outcome.get("passed_on"))
    return found if found is not None and found.state is OfferState.DECLINED else None


def _lined_up(db: Session, incoming: Incoming) -> SeatOffer | None:
    """Give the offer to which a mail said yes too late, while they are asked first for it and wait."""
    found = row_or_none(db, SeatOffer, incoming.outcome.get("lined_up"))
    if found is None or found.state is not OfferState.AWAITED:
        return None
    return found if found.participant.state is ParticipantState.WAITLISTED else None
