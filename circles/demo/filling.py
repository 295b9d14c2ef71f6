"""Fill the demo, and empty it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from circles.demo.latecomers import come_and_go
from circles.demo.letters import last_sent_to
from circles.demo.mishaps import bounce, puzzle
from circles.demo.past import Past
from circles.demo.script import Script
from circles.demo_people import published_circles, published_sample
from circles.domain.draft import Draft, suggested
from circles.domain.grouping import Kept, Problem
from circles.domain.grouping.forming import form
from circles.domain.words import Role
from circles.mail.compose import REPLY_DAYS
from circles.models import Address, Organizer, Person, Program, Season, Table
from circles.runtime import Runtime
from circles.services import circles, drafts, enrolment, programs
from circles.services.programs import SeasonPlan

NAME = "Springboard"
ABOUT = "Small circles for people who want to learn from each other, across offices and ranks."
ORGANIZER = ("Inês Duarte", "ines.duarte@springboard.example")
ZONE = "Europe/Lisbon"
PLACE = "https://meet.example/springboard"
EVERY_WEEKS = 2
WEEKS_AGO = 6
"""When the running season started: three of its meetings are past and the fourth is near."""
OPENS_IN = timedelta(weeks=2)
QUIET = 7
"""The circle that nobody hears from."""
LOST = "tiago.mendes@harbour.example"
"""Who comes to nothing and answers nothing, in a circle that meets: their seat is proposed to be freed."""
GONE = "rosalind.tate@harbour.example"
"""A member of the quiet circle whose mailbox is no more."""
PUZZLED = "tunde.bakare@harbour.example"
"""Whose reply only a person can read."""
SEED = 1


def fill_if_empty(runtime: Runtime) -> bool:
    """Fill the demo unless a program is there already; tells whether it was empty."""
    now = runtime.now()
    with runtime.database.transaction() as db:
        if db.scalars(select(Program.id)).first() is not None:
            return False
        _fill(db, runtime, now)
        return True


def reset(runtime: Runtime) -> None:
    """Empty every table, the clock's too, and fill the demo anew: all at once or not at all."""
    with runtime.database.transaction() as db:
        for table in reversed(Table.metadata.sorted_tables):
            db.execute(delete(table))
        _fill(db, runtime, datetime.now(UTC))


def _fill(db: Session, runtime: Runtime, now: datetime) -> None:
    program = programs.add_program(db, NAME, ZONE, ABOUT)
    organizer = programs.add_organizer(db, program, ORGANIZER[1], ORGANIZER[0])
    _run_season(db, runtime, organizer, now)
    opens_on = now.date() + OPENS_IN
    plan = SeasonPlan(f"{opens_on:%B %Y}", opens_on, place=PLACE)
    programs.add_season(db, program, plan, f"organizer:{organizer.id}", now)


def _run_season(db: Session, runtime: Runtime, organizer: Organizer, now: datetime) -> None:
    """Open, form, publish and live through a season whose fourth meeting is near."""
    near = (now + timedelta(days=3)).date()
    starts_on = near - timedelta(days=near.weekday(), weeks=WEEKS_AGO)
    begun = datetime.combine(starts_on, now.timetz()).replace(hour=9, minute=0, second=0, microsecond=0)
    who = f"organizer:{organizer.id}"
    plan = SeasonPlan(f"{starts_on:%B %Y}", starts_on, every_weeks=EVERY_WEEKS, place=PLACE)
    season = programs.add_season(db, organizer.program, plan, who, begun - timedelta(weeks=3))
    script = Script(SEED, lost=frozenset({LOST}), quiet=frozenset({QUIET}))
    past = Past(db, runtime, script, begun - timedelta(weeks=2))
    _enrol(db, season, organizer, begun - timedelta(weeks=2))
    past.live(begun - timedelta(days=6))
    published = begun - timedelta(days=6)
    drafts.lay(db, season, suggested(form(_problem(db, season), steps=0), Draft()), published)
    circles.publish(db, season, who, published)
    past.live(now)
    knowing = enrolment.Enrolment(season, organizer.name, who, "latecomers.csv")
    come_and_go(db, past, season, knowing, now)
    _mishaps(db, past, runtime, now)


def _enrol(db: Session, season: Season, organizer: Organizer, now: datetime) -> None:
    """Bring in the people of the sample, as an import does."""
    knowing = enrolment.Enrolment(season, organizer.name, f"organizer:{organizer.id}", "people.csv")
    enrolment.bring_in(db, knowing, enrolment.look_up(db, season, published_sample()), now)
    db.flush()


def _problem(db: Session, season: Season) -> Problem:
    """State the season's problem with its solution: the sample's circles, as they stand there."""
    ids = {each.person.email: str(each.id) for each in circles.placeable(db, season)}
    kept = tuple(
        Kept(
            members=tuple(ids[row.email] for row in circle),
            mentors=tuple(ids[row.email] for row in circle if row.role is Role.MENTOR),
            locked=True,
        )
        for circle in published_circles()
    )
    return replace(circles.problem(db, season), keep=kept)


def _mishaps(db: Session, past: Past, runtime: Runtime, now: datetime) -> None:
    """Let one mail come back and one reply be such that only a person can read it."""
    letter = last_sent_to(db, _person(db, PUZZLED))
    past.receive(puzzle(letter, now), letter.answer_address)
    letter = last_sent_to(db, _person(db, GONE))
    return_path = runtime.site.return_address(letter.id, (now + timedelta(days=REPLY_DAYS)).date())
    past.receive(bounce(letter, return_path, now), return_path)
    past.deliver()


def _person(db: Session, email: str) -> Person:
    return db.scalars(select(Person).join(Address).where(Address.normalised == email)).one()
