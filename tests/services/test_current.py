"""Which season somebody means who leaves in answer to a mail of one that is over."""

from datetime import date

import pytest

from circles.domain.words import ParticipantState, SeasonState
from circles.models import Participant, Person, Season
from circles.services.current import current

PLACED, LEFT = ParticipantState.PLACED, ParticipantState.LEFT


def part(person: Person, month: int, state: ParticipantState, season: SeasonState) -> Participant:
    of = Season(starts_on=date(2027, month, 1), state=season)
    return Participant(person=person, season=of, state=state)


@pytest.mark.parametrize(
    ("earlier", "later", "meant"),
    [(PLACED, PLACED, 1), (PLACED, LEFT, 0), (LEFT, PLACED, 1), (LEFT, LEFT, 1)],
)
def test_of_two_seasons_that_run_the_latest_is_meant_in_which_they_are(
    earlier: ParticipantState, later: ParticipantState, meant: int
) -> None:
    person = Person(name="Bo")
    old = part(person, 1, PLACED, SeasonState.CLOSED)
    run = [part(person, n, each, SeasonState.PUBLISHED) for n, each in ((3, earlier), (5, later))]
    assert current(old) is run[meant]
    assert [current(each) for each in run] == run
