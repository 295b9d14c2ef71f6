"""Who leaves an address when sign-up is closed hears once of the next season, and is forgotten afterwards."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import MailKind, OutgoingState
from circles.errors import Invalid
from circles.models import Outgoing, Person, Program, Season
from circles.services import holdings, next_season, people, privacy, programs, reachability, waiting
from circles.services.wishes import Wish
from tests.searching import places
from tests.services.stage import NOW, open_season, published

EVE = "eve@brook.example"
SUNDAY = datetime.fromisoformat("2026-12-06T20:00:00+00:00")


def open_one(
    db: Session, program: Program, now: datetime = SUNDAY, starts_on: date = date(2027, 9, 6)
) -> Season:
    plan = programs.SeasonPlan("Autumn", starts_on)
    return programs.add_season(db, program, plan, "organizer:1", now)


def told(db: Session) -> list[Outgoing]:
    return list(db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.SEASON_OPEN)))


def eve(db: Session) -> Person | None:
    return people.find_person(db, db.scalars(select(Program.id)).one(), EVE)


def test_they_are_told_once_at_a_decent_hour(database: Database) -> None:
    with database.transaction() as db:
        program = open_season(db).program
        people.wait_for_next(db, program, " Eve@Brook.example ", NOW)
        season = open_one(db, program)
        (mail,) = told(db)
        assert (mail.about, mail.due_at.isoformat()) == (f"season:{season.id}", "2026-12-07T09:00:00+00:00")
        open_one(db, program, SUNDAY + timedelta(days=1), date(2028, 1, 10))
        assert len(told(db)) == 1


def test_who_leaves_the_address_again_is_told_again(database: Database) -> None:
    with database.transaction() as db:
        program = open_season(db).program
        people.wait_for_next(db, program, EVE, NOW)
        open_one(db, program)
        people.wait_for_next(db, program, EVE, SUNDAY + timedelta(days=1))
        assert waiting.count(db, program.id) == 1
        open_one(db, program, SUNDAY + timedelta(days=2), date(2028, 1, 10))
        assert len(told(db)) == 2


def test_only_the_program_whose_page_it_was_tells_them(database: Database) -> None:
    with database.transaction() as db:
        program = open_season(db).program
        people.wait_for_next(db, program, EVE, NOW)
        other = programs.add_program(db, "Other", "UTC")
        open_one(db, other)
        assert told(db) == []


def test_an_address_that_is_suppressed_is_not_kept(database: Database) -> None:
    with database.transaction() as db:
        program = open_season(db).program
        reachability.suppress_erased(db, EVE, NOW)
        people.wait_for_next(db, program, EVE, NOW)
        assert places(db, EVE) == []


def test_what_is_no_address_is_refused(database: Database) -> None:
    with database.transaction() as db, pytest.raises(Invalid):
        people.wait_for_next(db, open_season(db).program, "eve at brook", NOW)


def test_whoever_is_known_already_stays_one_person(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        people.wait_for_next(db, stage.program, "bo@meadow.example", NOW)
        assert stage.members["Bo"].person.waits_since == NOW
        assert len(stage.members["Bo"].person.addresses) == 1


def test_joining_ends_the_wait(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        people.wait_for_next(db, season.program, EVE, NOW)
        people.sign_up(db, season, Wish("Eve", EVE, people.Role.MENTEE, "UTC"), NOW)
        waiter = eve(db)
        assert waiter is not None
        people.confirm(db, waiter.participations[0], NOW)
        open_one(db, season.program)
        assert told(db) == []


def test_removing_deletes_the_address_and_what_waits_to_leave(database: Database) -> None:
    with database.transaction() as db:
        program = open_season(db).program
        people.wait_for_next(db, program, EVE, NOW)
        open_one(db, program)
        waiter = eve(db)
        assert waiter is not None
        waiting.remove(db, waiter)
        assert [mail.state for mail in told(db)] == [OutgoingState.SUPERSEDED]
        assert places(db, EVE) == []


def test_removing_keeps_who_takes_part(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo = stage.members["Bo"].person
        people.wait_for_next(db, stage.program, bo.email, NOW)
        waiting.remove(db, bo)
        assert (bo.waits_since, bo.email) == (None, "bo@meadow.example")
        assert stage.members["Bo"] in bo.participations


def test_a_month_after_they_were_told_they_are_forgotten(database: Database) -> None:
    with database.transaction() as db:
        program = open_season(db).program
        people.wait_for_next(db, program, EVE, NOW)
        open_one(db, program)
        waiting.sweep(db, SUNDAY + waiting.KEPT_AFTERWARDS)
        assert eve(db) is not None
        waiting.sweep(db, SUNDAY + waiting.KEPT_AFTERWARDS + timedelta(seconds=1))
        assert places(db, EVE) == []


def test_a_year_without_a_season_is_long_enough(database: Database) -> None:
    with database.transaction() as db:
        program = open_season(db).program
        people.wait_for_next(db, program, EVE, NOW)
        waiting.sweep(db, NOW + waiting.KEPT)
        assert eve(db) is not None
        waiting.sweep(db, NOW + waiting.KEPT + timedelta(seconds=1))
        assert places(db, EVE) == []


def test_they_can_see_and_erase_what_we_hold(database: Database) -> None:
    with database.transaction() as db:
        program = open_season(db).program
        people.wait_for_next(db, program, EVE, NOW)
        waiter = eve(db)
        assert waiter is not None
        assert holdings.holdings(db, waiter)["you"]["waits_for_the_next_season_since"] == NOW
        privacy.erase_address(db, EVE, NOW)
        for mail in db.scalars(select(Outgoing)):
            mail.state = OutgoingState.SENT
        db.flush()
        privacy.finish(db)
        assert places(db, EVE) == []


def test_who_is_invited_to_the_next_season_gets_that_mail_only(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        people.wait_for_next(db, stage.program, "bo@meadow.example", NOW)
        plan = programs.SeasonPlan("Autumn", date(2027, 9, 6))
        next_season.follow(db, stage.season, plan, "organizer:1", NOW, invite=True)
        assert told(db) == []
