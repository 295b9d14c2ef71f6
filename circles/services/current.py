"""Which of their seasons somebody means who leaves or pauses in answer to a mail of one that is over."""

from circles.domain.words import ParticipantState, SeasonState
from circles.models import Participant
from circles.services.people import IN

_OVER = frozenset({SeasonState.CLOSED, SeasonState.ANONYMISED})


def current(participant: Participant) -> Participant:
    """Give somebody's part in the latest season that is not over, where this one is; else this one.

    One that they have left comes after all others.
    """
    if participant.season.state not in _OVER:
        return participant
    theirs = (
        each
        for each in participant.person.participations
        if each.season.state not in _OVER and each.state in IN | {ParticipantState.LEFT}
    )
    return max(theirs, key=lambda each: (each.state in IN, each.season.starts_on), default=participant)
