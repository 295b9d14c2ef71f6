"""Which circles that meet have a free seat, and who waits for one."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import case, exists, func, or_, select
from sqlalchemy.orm import Session

from circles.domain.words import (
    MeetingState,
    OfferState,
    ParticipantState,
    SuggestionKind,
    SuggestionState,
)
from circles.models import (
    Circle,
    Meeting,
    Membership,
    Participant,
    Person,
    Season,
    SeatOffer,
    Suggestion,
    loading,
)
from circles.services import asked_first, fitting, outbox

UNDECIDED = (SuggestionKind.REFILL, SuggestionKind.MERGE)
"""What is suggested for a circle whose free seats are not offered meanwhile."""


def free_circles(db: Session, season: Season, now: datetime, most: int | None = None) -> list[Circle]:
    """Give the circles with a seat promised to nobody and a meeting ahead; with `most`, the smallest only."""
    return fitting.with_people(db, [circle.id for circle in _with_room(db, season, now)[:most]])


def to_offer(
    db: Session,
    season: Season,
    people: Sequence[Participant],
    now: datetime,
    only: Collection[int] | None = None,
) -> list[Circle]:
    """Give those whose hour suits any of some people, and about which no organizer is to decide."""
    undecided = select(Suggestion.circle_id).where(
        Suggestion.state == SuggestionState.OPEN,
        Suggestion.kind.in_(UNDECIDED),
    )
    waits = set(db.scalars(undecided))
    free = [each for each in _with_room(db, season, now, only) if each.id not in waits]
    suits = fitting.at_their_hours(db, season, free, people, now)
    return fitting.with_people(db, [circle.id for circle in suits])


def _with_room(
    db: Session, season: Season, now: datetime, only: Collection[int] | None = None
) -> Sequence[Circle]:
    """Give the circles themselves, without their people: there may be many."""
    promised = (
        select(func.count())
        .where(SeatOffer.circle_id == Circle.id, SeatOffer.state == OfferState.OPEN)
        .scalar_subquery()
    )
    members = (
        select(func.count())
        .where(Membership.circle_id == Circle.id, Membership.left_at.is_(None))
        .scalar_subquery()
    )
    ahead = exists().where(
        Meeting.circle_id == Circle.id, Meeting.starts_at > now, Meeting.state == MeetingState.PLANNED
    )
    wanted = (
        select(Circle)
        .where(Circle.season_id == season.id, members > 0, members + promised < season.size_hi, ahead)
        .order_by(members, Circle.id)
    )
    if only is not None:
        wanted = wanted.where(Circle.id.in_(only))
    return db.scalars(wanted).all()


def waiting(
    db: Session, season: Season, now: datetime, only: Collection[int] | None = None
) -> list[Participant]:
    """Give those who wait and can be asked about a seat now."""
    asked = exists().where(SeatOffer.participant_id == Participant.id, SeatOffer.state == OfferState.OPEN)
    wanted = (
        select(Participant)
        .where(
            Participant.season_id == season.id,
            Participant.state == ParticipantState.WAITLISTED,
            or_(Participant.paused_until.is_(None), Participant.paused_until <= now),
            ~asked,
        )
        .options(loading.ADDRESSES)
        .order_by(Participant.id)
    )
    if only is not None:
        wanted = wanted.where(Participant.id.in_(only))
    return [each for each in db.scalars(wanted) if _is_reached(each.person)]


def _is_reached(person: Person) -> bool:
    return not any(address.bounced_at for address in person.addresses[:1])


def last_meeting(circle: Circle, now: datetime) -> datetime:
    """Give when a circle meets for the last time, or now if it has."""
    planned = (each.starts_at for each in circle.meetings if each.state is MeetingState.PLANNED)
    return max((*planned, now))


def asked_before(db: Session, people: Collection[int]) -> set[tuple[int, int]]:
    """Give which circles some people were asked about, as (circle id, participant id).

    Who has not answered is asked once more where the mail could not leave in time, as in an outage.
    """
    never_left = exists().where(asked_first.ABOUT_IT, outbox.missed_its_time())
    unheard = (SeatOffer.state == OfferState.LAPSED) & never_left
    pair = (SeatOffer.circle_id, SeatOffer.participant_id)
    were_asked = (SeatOffer.participant_id.in_(people), SeatOffer.expires_at > SeatOffer.offered_at)
    asked = select(*pair).where(*were_asked).group_by(*pair)
    asked = asked.having(or_(func.count() > 1, func.sum(case((unheard, 0), else_=1)) > 0))
    return {(circle, participant) for circle, participant in db.execute(asked)}
