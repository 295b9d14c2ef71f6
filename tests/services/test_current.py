"""Which season somebody means who leaves in answer to a mail of one that is over."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import MailKind, ParticipantState, SeasonState
from circles.models import Participant, Person, Season
from circles.services import people, programs
from circles.services.current import current, has_left, step_back
from tests.services.stage import NOW, Stage, published
from tests.services.waiting import mails

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


def in_two_seasons(db: Session, stage: Stage) -> tuple[Participant, Participant]:
    """Let Bo, who sits in a circle of the spring, have signed up for autumn, too."""
    plan = programs.SeasonPlan("Autumn", date(2027, 9, 6), meetings=3)
    autumn = programs.add_season(db, stage.program, plan, "organizer:1", NOW)
    bo = stage.members["Bo"]
    state = ParticipantState.CONFIRMED
    also = Participant(season=autumn, person=bo.person, role=bo.role, state=state, enrolled_at=NOW)
    db.add(also)
    db.flush()
    db.expire(bo.person, ["participations"])
    return bo, also


def test_who_leaves_leaves_all_seasons_of_the_program_and_one_mail_says_so(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        spring, autumn = in_two_seasons(db, stage)
        step_back(db, spring, NOW)
        assert (spring.state, autumn.state) == (LEFT, LEFT)
        assert [each.about for each in mails(db, stage, "Bo", MailKind.LEFT)] == [
            f"season:{spring.season_id}"
        ]
        assert has_left(spring)


def test_who_has_left_one_season_already_leaves_the_other(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        spring, autumn = in_two_seasons(db, stage)
        people.leave(db, spring, NOW)
        assert not has_left(spring)
        step_back(db, spring, NOW)
        assert autumn.state is LEFT
