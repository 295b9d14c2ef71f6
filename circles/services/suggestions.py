"""What waits for an organizer's yes or no about circles that meet."""

from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from circles.domain.tongue import say
from circles.domain.words import MeetingState, SeasonState, SuggestionKind, SuggestionState
from circles.errors import NotAllowed
from circles.models import Circle, Meeting, Membership, Participant, Season, Suggestion
from circles.services import fitting, free_seats, freeing, in_turn, offers, repairs, seats, unheard
from circles.services.audit import note
from circles.services.offers import Among

SETTLED = "That is settled already; nothing has changed."
MOOT = "The circle has changed since, so this suggestion no longer holds. Nothing was done."


def open_of(db: Session, program_id: int, now: datetime) -> list[Suggestion]:
    """Give what waits about circles that meet again, the oldest first.

    Nobody is named as silent who has said a word since, or come.
    """
    is_ahead = and_(Meeting.state == MeetingState.PLANNED, Meeting.starts_at > now)
    wanted = (
        select(Suggestion)
        .join(Suggestion.circle)
        .join(Circle.season)
        .where(
            Season.program_id == program_id,
            Season.state == SeasonState.PUBLISHED,
            Suggestion.state == SuggestionState.OPEN,
            Circle.meetings.any(is_ahead),
        )
        .options(
            joinedload(Suggestion.circle),
            joinedload(Suggestion.into),
            joinedload(Suggestion.membership)
            .joinedload(Membership.participant)
            .joinedload(Participant.person),
            joinedload(Suggestion.participant).joinedload(Participant.person),
        )
        .order_by(Suggestion.made_at, Suggestion.id)
    )
    found = db.scalars(wanted).all()
    heard = unheard.heard_of(db, found)
    return [each for each in found if each.id not in heard]


def title(suggestion: Suggestion) -> str:
    """Say in a few words what is suggested."""
    circle = suggestion.circle.name
    if suggestion.membership is not None:
        name = suggestion.membership.participant.person.name
        return say("Free the seat of {name} in {circle}", name=name, circle=circle)
    if suggestion.participant is not None:
        return say("Ask {name} into {circle}", name=suggestion.participant.person.name, circle=circle)
    if suggestion.kind is SuggestionKind.GO_ON:
        return say("Let {circle} go on as it is", circle=circle)
    if suggestion.into is None:
        return say("Let {circle} go on in another circle", circle=circle)
    return say("Let {circle} go on in {other}", circle=circle, other=suggestion.into.name)


def why(suggestion: Suggestion) -> str:
    """Say in the language in effect why it is suggested, shorter than `Suggestion.why`, which is English."""
    if suggestion.kind is SuggestionKind.FREE_SEAT and freeing.NOBODY_TOLD in suggestion.why:
        return say(
            "no word for two meetings in a row, and no answer when we asked how they are; nobody has told us"
            " whether they came"
        )
    if suggestion.kind is SuggestionKind.FREE_SEAT:
        return say("no word for two meetings in a row, and no answer when we asked how they are")
    lack = repairs.needs(suggestion.circle)
    if not lack:
        return suggestion.why
    if suggestion.kind is SuggestionKind.GO_ON:
        return repairs.why_go_on(suggestion.circle)
    if suggestion.into is None:
        return say("{lack} They are free when it meets.", lack=lack)
    return say("{lack} All its people are free when {other} meets.", lack=lack, other=suggestion.into.name)


def take(db: Session, suggestion: Suggestion, who: str, now: datetime) -> str:
    """Do what is suggested and give what was done, in a sentence; what no longer holds is put away."""
    if not _still_waits(db, suggestion):
        return SETTLED
    done = _DO[suggestion.kind](db, suggestion, who, now)
    state = SuggestionState.TAKEN if done else SuggestionState.MOOT
    suggestion.state, suggestion.settled_by, suggestion.settled_at = state, who, now
    return done or MOOT


def dismiss(db: Session, suggestion: Suggestion, who: str, now: datetime) -> str:
    """Leave it as it is; a circle about which nothing waits any more has its free seats offered."""
    if not _still_waits(db, suggestion):
        return SETTLED
    suggestion.state, suggestion.settled_by, suggestion.settled_at = SuggestionState.DISMISSED, who, now
    circle = suggestion.circle
    done = _go_on(db, suggestion, who, now)
    db.flush()
    offers.fill(db, circle.season, now, Among(circles=[circle.id]))
    return done


def _still_waits(db: Session, suggestion: Suggestion) -> bool:
    """Tell whether nobody has decided yet: two organizers who press at once do so in turn."""
    seats.lock(db, suggestion.circle.season)
    in_turn.hold_circles(db, [each for each in (suggestion.circle_id, suggestion.into_id) if each])
    db.refresh(suggestion, ["state"])
    return suggestion.state is SuggestionState.OPEN


def _go_on(db: Session, suggestion: Suggestion, who: str, now: datetime) -> str:
    circle = suggestion.circle
    note(db, circle.season.program_id, who, f"circle:{circle.id}", "left it as it is", now)
    return f"{circle.name} goes on as it is."


def _free(db: Session, suggestion: Suggestion, who: str, now: datetime) -> str:
    membership = suggestion.membership
    if membership is None or membership.left_at is not None or unheard.heard_of(db, [suggestion]):
        return ""
    suggestion.state = SuggestionState.TAKEN  # before the circle is weighed anew
    freeing.free(db, membership, who, now)
    name = membership.participant.person.name
    return f"The seat is free. {name} is told kindly, and how to come back."


def _refill(db: Session, suggestion: Suggestion, who: str, now: datetime) -> str:
    circle, participant = suggestion.circle, suggestion.participant
    if participant is None or not repairs.needs(circle):
        return ""
    if not free_seats.waiting(db, circle.season, now, [participant.id]):
        return ""
    try:
        offers.offer(db, circle, participant, now)
    except NotAllowed:
        return ""
    about = f"participant:{participant.id}"
    note(db, circle.season.program_id, who, about, f"offered a seat in {circle.name}", now)
    return f"{participant.person.name} is asked whether they would like the seat."


def _merge(db: Session, suggestion: Suggestion, who: str, now: datetime) -> str:
    circle, into = suggestion.circle, suggestion.into
    if into is None or not repairs.needs(circle):
        return ""
    ids = {each.id for each in repairs.mergeable(db, circle, now)}
    table = fitting.lay(db, circle.season, fitting.with_people(db, [circle.id, into.id]), [], now)
    if into.id not in ids or not table.mergers(circle):
        return ""
    suggestion.state = SuggestionState.TAKEN
    repairs.merge(db, circle, into, who, now)
    return f"{circle.name} goes on in {into.name}. Everyone is being told."


_DO = {
    SuggestionKind.FREE_SEAT: _free,
    SuggestionKind.REFILL: _refill,
    SuggestionKind.MERGE: _merge,
    SuggestionKind.GO_ON: _go_on,
}
