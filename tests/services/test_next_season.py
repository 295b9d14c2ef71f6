"""The next season: the same settings, the same people if they say yes, and no pair that has been."""

from dataclasses import asdict, replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.grouping.forming import form
from circles.domain.words import MailKind, OutgoingState, PairKind, ParticipantState, Role, SeasonState
from circles.errors import Invalid
from circles.models import Outgoing, Pair, Participant, Season
from circles.services import board, circles, next_season, people, programs, reachability, seasons
from circles.services.board import Hand
from tests.services.stage import NOW, enrol, published

AUTUMN = programs.SeasonPlan("Autumn", date(2027, 9, 6), meetings=3, size_lo=4, size_hi=4, mentors_hi=1)
MENTORS = ("Ana", "Ben", "Cleo", "Dora")
MENTEES = tuple(f"Mentee {letter}" for letter in "ABCDEFGHIJKL")


def follow(db: Session, season: Season, *, invite: bool = True) -> Season:
    return next_season.follow(db, season, AUTUMN, "organizer:1", NOW, invite=invite)


def of(db: Session, season: Season) -> list[Participant]:
    return list(db.scalars(select(Participant).where(Participant.season_id == season.id)))


def test_it_has_the_same_settings_and_starts_on_a_monday_after_a_pause(database: Database) -> None:
    with database.transaction() as db:
        spring = published(db).season
        plan = next_season.plan_after(spring, NOW.date())
        assert plan.starts_on == date(2027, 3, 15)
        same = replace(plan, name=spring.name, starts_on=spring.starts_on)
        assert asdict(same) == asdict(seasons.plan_of(spring))


def test_weights_and_the_order_of_topics_come_along(database: Database) -> None:
    with database.transaction() as db:
        spring = published(db).season
        spring.weights = {"again": 2, "mix": 0}
        autumn = follow(db, spring)
        assert (autumn.weights, autumn.topics) == (spring.weights, spring.topics)


def test_nobody_is_invited_unless_an_organizer_wants_it(database: Database) -> None:
    with database.transaction() as db:
        assert of(db, follow(db, published(db).season, invite=False)) == []


def test_who_was_in_is_invited_and_in_only_after_saying_yes(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        autumn = follow(db, stage.season)
        asked = of(db, autumn)
        assert {each.state for each in asked} == {ParticipantState.INVITED}
        assert [each.availability for each in asked] == ["Tue 10:00-12:00"] * 4
        assert circles.placeable(db, autumn) == []
        invites = select(Outgoing).where(Outgoing.kind == MailKind.IMPORT_INVITE)
        assert len(db.scalars(invites).all()) == 4
        people.confirm(db, asked[0], NOW)
        assert circles.placeable(db, autumn) == [asked[0]]


def test_who_declined_the_next_season_is_not_asked_to_another_one_after_the_same(database: Database) -> None:
    with database.transaction() as db:
        spring = published(db).season
        no, *others = of(db, follow(db, spring))
        people.decline(db, no, NOW)
        again = of(db, next_season.follow(db, spring, replace(AUTUMN, name="Winter"), "", NOW, invite=True))
        assert [each.person_id for each in again] == [each.person_id for each in others]


@pytest.mark.parametrize(
    "state", [ParticipantState.LEFT, ParticipantState.DECLINED, ParticipantState.INVITED]
)
def test_who_left_or_never_said_yes_is_not_asked_again(database: Database, state: ParticipantState) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.members["Bo"].state = state
        assert stage.members["Bo"].person_id not in {
            each.person_id for each in of(db, follow(db, stage.season))
        }


def test_whom_mail_does_not_reach_is_not_asked(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.members["Bo"].person.addresses[0].bounced_at = NOW
        reachability.suppress_erased(db, "carl@meadow.example", NOW)
        assert {each.person.name for each in of(db, follow(db, stage.season))} == {"Ana", "Dee"}


def test_who_must_be_apart_stays_apart(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        a, b = sorted(stage.members[name].id for name in ("Bo", "Carl"))
        db.add(Pair(season_id=stage.season.id, a_id=a, b_id=b, kind=PairKind.APART))
        stage.members["Dee"].state = ParticipantState.LEFT
        c = stage.members["Dee"].id
        db.add(Pair(season_id=stage.season.id, a_id=min(a, c), b_id=max(a, c), kind=PairKind.APART))
        db.flush()
        autumn = follow(db, stage.season)
        kept = db.scalars(select(Pair).where(Pair.season_id == autumn.id)).one()
        names = {db.get_one(Participant, each).person.name for each in (kept.a_id, kept.b_id)}
        assert names == {"Bo", "Carl"}


def test_a_plan_that_can_not_work_opens_nothing(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        with pytest.raises(Invalid):
            next_season.follow(db, stage.season, replace(AUTUMN, meetings=0), "organizer:1", NOW, invite=True)
        assert len(db.scalars(select(Season)).all()) == 1


def test_the_second_season_repeats_no_pair_where_that_is_possible(database: Database) -> None:
    with database.transaction() as db:
        program = programs.add_program(db, "Springboard", "Europe/Lisbon")
        plan = replace(AUTUMN, name="Spring", starts_on=date(2027, 1, 11))
        spring = programs.add_season(db, program, plan, "organizer:1", NOW)
        for name in (*MENTORS, *MENTEES):
            enrol(db, spring, name.replace(" ", "-"), Role.MENTOR if name in MENTORS else Role.MENTEE)
        before = placed(db, spring)
        later = NOW + timedelta(days=150)
        seasons.close(db, spring, "organizer:1", later)
        autumn = next_season.follow(db, spring, AUTUMN, "organizer:1", later, invite=True)
        for each in of(db, autumn):
            people.confirm(db, each, later)
        after = placed(db, autumn)
        assert len(before) == len(after) == 4 * 6
        assert before & after == set()


def placed(db: Session, season: Season) -> set[tuple[int, int]]:
    """Form and publish; give who is in a circle with whom, as persons."""
    problem, version = board.to_solve(db, season)
    board.suggest(db, season, form(problem, seed=1, steps=60_000), Hand("circles", version, NOW))
    circles.publish(db, season, "organizer:1", NOW)
    assert season.state is SeasonState.PUBLISHED
    for mail in db.scalars(select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED)):
        mail.state = OutgoingState.SENT
    rooms = [
        sorted(member.participant.person_id for member in each.members)
        for each in circles.of_season(db, season)
    ]
    return {pair for room in rooms for pair in combinations(room, 2)}
