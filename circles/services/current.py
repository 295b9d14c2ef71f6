"""Which of their seasons somebody means who leaves or pauses in answer to a mail of one."""

from datetime import datetime

from sqlalchemy.orm import Session

from circles.domain.words import ParticipantState, SeasonState
from circles.models import Participant, Person
from circles.services import people

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


def step_back(db: Session, participant: Participant, now: datetime) -> bool:
    """Leave the program, which is all its seasons that they are in, or refuse what they were offered.

    One mail says so. Twice is once: tells whether there was anything to leave.
    """
    if participant.state in _ONLY_OFFERED:
        people.decline(db, participant, now)
        return True
    others = [each for each in running(participant.person) if each is not participant]
    here = [each for each in (participant, *others) if each.state in people.IN]
    for each in here:
        people.leave(db, each, now, goodbye=each is here[0])
    return bool(here)
