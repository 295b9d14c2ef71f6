"""Who is not asked to host: mail does not reach them, or they are silent even after we asked how they are."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from circles.domain.words import SuggestionKind, SuggestionState
from circles.models import Address, Circle, Membership, Participant, Suggestion
from circles.services import last_words

_ASKED_ABOUT = (SuggestionState.OPEN, SuggestionState.DISMISSED)


def of_circle(db: Session, circle: Circle) -> set[int]:
    """Give the ids of those memberships of a circle whose member can't be counted on to read a mail."""
    stopped = db.scalars(_STOPPED, {"circle": circle.id})
    unreached = {each.id for each in stopped if each.participant.person.addresses[0].bounced_at}
    waiting = db.scalars(_SILENT, {"circle": circle.id}).all()
    spoken = have_spoken(db, waiting)
    silent = {each.membership_id for each in waiting if each.membership_id and each.id not in spoken}
    return unreached | silent


def is_about_silence() -> ColumnElement[bool]:
    """Select what was suggested of silent members; that an organizer left it as it is ends no silence."""
    return (Suggestion.kind == SuggestionKind.FREE_SEAT) & Suggestion.state.in_(_ASKED_ABOUT)


_STOPPED = (
    select(Membership)
    .join(Membership.participant)
    .join(Address, Address.person_id == Participant.person_id)
    .where(Membership.circle_id == bindparam("circle"), Address.bounced_at.is_not(None))
)
_SILENT = select(Suggestion).where(is_about_silence(), Suggestion.circle_id == bindparam("circle"))


def have_spoken(db: Session, suggestions: Collection[Suggestion]) -> set[int]:
    """Give those about a silent member who has written or answered since."""
    about = {
        each.id: (each.membership.participant.person_id, each.made_at)
        for each in suggestions
        if each.membership is not None
    }
    if not about:
        return set()
    since = min(made_at for _, made_at in about.values())
    heard = last_words.of(db, {person for person, _ in about.values()}, since)
    return {n for n, (person, made_at) in about.items() if heard.get(person) and heard[person] >= made_at}
