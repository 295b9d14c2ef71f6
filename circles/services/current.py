"""Which of their seasons somebody means who leaves or pauses in answer to a mail of one: all that run."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from circles.domain.words import ParticipantState, SeasonState
from circles.models import Membership, Participant, Person
from circles.services import in_turn, people, seats

_OVER = frozenset({SeasonState.CLOSED, SeasonState.ANONYMISED})
_ONLY_OFFERED = frozenset({ParticipantState.INVITED, ParticipantState.UNCONFIRMED})


def current(participant: Participant) -> Participant:
    """Give somebody's part in the latest season that is not over, where this one is; else this one.

    One that they have left comes after all others.
    """
    if participant.season.state not in _OVER:
        return participant
    in_or_left = people.IN | {ParticipantState.LEFT}
    theirs = (each for each in running(participant.person) if each.state in in_or_left)
    return max(theirs, key=lambda each: (each.state in people.IN, each.season.starts_on), default=participant)


def running(person: Person) -> list[Participant]:
    """Give somebody's parts in the seasons that are not over."""
    return [each for each in person.participations if each.season.state not in _OVER]


def taking_part(participant: Participant) -> list[Participant]:
    """Give somebody's parts in the seasons that they are in and that are not over, this one first."""
    others = [each for each in running(participant.person) if each is not participant]
    return [each for each in (participant, *others) if each.state in people.IN]


def on_one_break(participant: Participant) -> list[Participant]:
    """Give those of them that are on a break until the same day as this one."""
    until = participant.paused_until
    return [each for each in taking_part(participant) if until and each.paused_until == until]


def in_circles(parts: Iterable[Participant]) -> list[Participant]:
    """Give those of somebody's parts in seasons that have a place in a circle."""
    return [each for each in parts if each.state is ParticipantState.PLACED]


def names(parts: Iterable[Participant]) -> list[str]:
    """Name the seasons of somebody's parts in them, the first to begin first."""
    return [each.season.name for each in sorted(parts, key=lambda each: each.season.starts_on)]


def hold(db: Session, person: Person) -> None:
    """Wait for whoever is changing the seats or circles of somebody, and read what they made of them."""
    seats.lock(db, *(each.season for each in person.participations))
    in_turn.hold_circles_of(db, person.id)
    for rows in (_PARTS, _SEATS):
        db.scalars(rows, {"person": person.id}).all()


_PARTS = (
    select(Participant)
    .where(Participant.person_id == bindparam("person"))
    .execution_options(populate_existing=True)
)
_CIRCLES = (
    select(Membership.circle_id)
    .join(Membership.participant)
    .where(Participant.person_id == bindparam("person"))
)
_SEATS = (
    select(Membership).where(Membership.circle_id.in_(_CIRCLES)).execution_options(populate_existing=True)
)
"""Theirs and those beside them: who is left in a circle is seen, too."""


def pause(db: Session, participant: Participant, last_day: date | None, now: datetime) -> None:
    """Take a break, which is one from all mail: from every season they are in. One mail says so."""
    hold(db, participant.person)
    others = [each for each in taking_part(participant) if each is not participant]
    told = False
    for each in (participant, *others):
        was = each.paused_until
        people.pause(db, each, last_day, now, tell=not told)
        told |= each.paused_until != was


def resume(db: Session, participant: Participant, now: datetime) -> None:
    """End a break in every season that they are on one from, be it over by now."""
    hold(db, participant.person)
    people.resume(db, participant, now)
    for each in participant.person.participations:
        if each.state in people.IN and people.is_paused(each, now):
            people.resume(db, each, now)


def has_left(participant: Participant) -> bool:
    """Tell whether somebody has nothing to leave any more."""
    return participant.state is ParticipantState.LEFT and not taking_part(participant)


def step_back(db: Session, participant: Participant, now: datetime) -> None:
    """Leave the program, which is all its seasons that they are in, or refuse what they were offered.

    One mail says so. Twice is once.
    """
    hold(db, participant.person)
    if participant.state in _ONLY_OFFERED:
        people.decline(db, participant, now)
        return
    here = taking_part(participant)
    for each in here:
        people.leave(db, each, now, goodbye=each is here[0])
