"""Who is not asked to host: mail does not reach them, or they are silent even after we asked how they are."""

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from circles.domain.silence import has_come
from circles.domain.words import SuggestionKind, SuggestionState
from circles.models import Address, Circle, Meeting, Membership, Participant, Suggestion
from circles.services import attendance, invited, last_words, owed

_NEVER = datetime.min.replace(tzinfo=UTC)
_ASKED_ABOUT = (SuggestionState.OPEN, SuggestionState.DISMISSED)


def of_circle(db: Session, circle: Circle) -> set[int]:
    """Give the ids of those memberships of a circle whose member can't be counted on to read a mail."""
    stopped = db.scalars(_STOPPED, {"circle": circle.id})
    unreached = {each.id for each in stopped if each.participant.person.addresses[0].bounced_at}
    waiting = db.scalars(_SILENT, {"circle": circle.id}).all()
    heard = heard_of(db, waiting)
    silent = {each.membership_id for each in waiting if each.membership_id and each.id not in heard}
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


def heard_of(db: Session, suggestions: Collection[Suggestion]) -> set[int]:
    """Give those about a silent member who has said a word since, or is known to have come after all."""
    about = [(each, each.membership) for each in suggestions if each.membership is not None]
    if not about:
        return set()
    since = min(each.made_at for each, _ in about)
    words = last_words.of(db, {seat.participant.person_id for _, seat in about}, since)
    spoken = {
        each.id for each, seat in about if words.get(seat.participant.person_id, _NEVER) >= each.made_at
    }
    return spoken | _have_come(db, about)


def _have_come(db: Session, about: Collection[tuple[Suggestion, Membership]]) -> set[int]:
    """Give those whose member came to a meeting since, or to one of those that they were said to miss."""
    circles = {seat.circle_id for _, seat in about}
    standing = Meeting.circle_id.in_(circles) & Meeting.state.in_(owed.TOOK_PLACE)
    meetings = db.scalars(select(Meeting).where(standing)).all()
    known = attendance.attendance(db, meetings)
    said = attendance.answers(db, {each.id for each in meetings})
    went = {
        seat: [
            (one, owed.gathering(one, seat.participant_id, known, said))
            for one in meetings
            if one.circle_id == seat.circle_id
        ]
        for _, seat in about
    }
    came = {seat: those for seat, those in went.items() if any(how.came for _, how in those)}
    told = invited.in_time(
        db, [(one, seat.participant.person_id) for seat, those in came.items() for one, _ in those]
    )
    found = set()
    for each, seat in about:
        person = seat.participant.person_id
        passed = [how for one, how in came.get(seat, ()) if how.came or (one.id, person) in told]
        if has_come(passed, seat.here_since, each.made_at):
            found.add(each.id)
    return found
