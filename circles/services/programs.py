"""Programs, their seasons and their topics."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from circles.domain.addresses import normalise
from circles.domain.cadence import check_day, zone_info
from circles.domain.tongue import LANGUAGES
from circles.domain.topics import INTERESTS
from circles.errors import Invalid, NotFound
from circles.models import Organizer, Program, Season
from circles.services import topics, waiting
from circles.services.audit import note

LONGEST_SEASON = 24
LARGEST_CIRCLE = 50
KEPT_DAYS = range(30, 3651)
"""For how long after its end what people said in a season may be kept by name."""


@dataclass(frozen=True)
class SeasonPlan:
    """What an organizer decides about a season."""

    name: str
    starts_on: date
    meetings: int = 6
    every_weeks: int = 4
    minutes: int = 60
    size_lo: int = 4
    size_hi: int = 8
    mentors_lo: int = 1
    mentors_hi: int = 2
    place: str = ""
    signup_closes_on: date | None = None
    anonymise_days: int = 180


def add_program(db: Session, name: str, zone: str, about: str = "") -> Program:
    """Start a program with the built-in topics; its slug is made from its name."""
    zone_info(zone)
    program = Program(
        slug=_free_slug(db, name),
        name=name.strip(),
        zone=zone,
        about=about,
        choices=list(INTERESTS),
    )
    db.add(program)
    db.flush()
    topics.start_with(db, program)
    db.flush()
    return program


def accept_proposals(db: Session, program: Program, who: str, now: datetime, *, accepts: bool) -> None:
    """Say whether members may propose another time for a meeting from their calendars."""
    if program.accepts_proposals != accepts:
        program.accepts_proposals = accepts
        what = "let members propose other times" if accepts else "takes no proposals of other times"
        note(db, program.id, who, f"program:{program.id}", what, now)


def write_in(db: Session, program: Program, language: str, who: str, now: datetime) -> None:
    """Set the language of mails to organizers, and to people of whom we know no other."""
    program.language = language
    note(db, program.id, who, f"program:{program.id}", f"chose {LANGUAGES[language]} for its mails", now)


def add_organizer(db: Session, program: Program, email: str, name: str) -> Organizer:
    """Let somebody run a program; the same address twice is one organizer."""
    normalised = normalise(email)
    known = db.scalars(
        select(Organizer).where(Organizer.program_id == program.id, Organizer.email == normalised)
    ).one_or_none()
    if known is not None:
        return known
    organizer = Organizer(program=program, email=normalised, name=name.strip(), zone=program.zone)
    db.add(organizer)
    db.flush()
    return organizer


def add_season(
    db: Session, program: Program, plan: SeasonPlan, who: str, now: datetime, but: Collection[int] = ()
) -> Season:
    """Open a season, and tell who waits for one, `but` people who hear of it otherwise.

    Raises Invalid that names the field a plan can't work with.
    """
    check_plan(plan, now.astimezone(zone_info(program.zone)).date())
    season = Season(program=program, **vars(plan))
    db.add(season)
    db.flush()
    waiting.tell(db, season, now, but)
    note(db, program.id, who, f"season:{season.id}", f"opened {season.name}", now)
    return season


def check_plan(plan: SeasonPlan, today: date, was: SeasonPlan | None = None) -> None:
    """Refuse a plan that can't work, naming the field and how to mend it.

    Of a season that is edited, dates that stay as they `was` may be past.
    """
    if not plan.name.strip():
        raise Invalid("Give the season a name, such as Spring 2027.", field="name")
    if plan.starts_on <= today and (was is None or plan.starts_on != was.starts_on):
        raise Invalid(
            f"The season would start on {plan.starts_on:%d %B %Y}, which is past."
            " Choose a date that is still to come.",
            field="starts_on",
        )
    check_day(plan.starts_on, today, "starts_on")
    kept = was is not None and (plan.signup_closes_on, plan.starts_on) == (
        was.signup_closes_on,
        was.starts_on,
    )
    if plan.signup_closes_on and not kept and not today <= plan.signup_closes_on <= plan.starts_on:
        raise Invalid(
            f"Sign-up would close on {plan.signup_closes_on:%d %B %Y}."
            " Choose a day from today to the start of the season, or leave it empty.",
            field="signup_closes_on",
        )
    if not 1 <= plan.meetings <= LONGEST_SEASON:
        raise Invalid(f"A season has 1 to {LONGEST_SEASON} meetings, not {plan.meetings}.", field="meetings")
    if plan.every_weeks not in range(1, 14):
        raise Invalid(f"Meetings can be 1 to 13 weeks apart, not {plan.every_weeks}.", field="every_weeks")
    if plan.minutes not in range(30, 241, 30):
        raise Invalid(
            f"A meeting lasts 30 to 240 minutes in half-hours, not {plan.minutes}.", field="minutes"
        )
    if plan.anonymise_days not in KEPT_DAYS:
        raise Invalid(
            f"What people said is kept for {KEPT_DAYS.start} to {KEPT_DAYS.stop - 1} days,"
            f" not {plan.anonymise_days}.",
            field="anonymise_days",
        )
    check_sizes(plan.size_lo, plan.size_hi, plan.mentors_lo, plan.mentors_hi)


def check_sizes(size_lo: int, size_hi: int, mentors_lo: int, mentors_hi: int) -> None:
    """Refuse sizes that can't add up, naming the field and how to mend it."""
    if not 2 <= size_lo <= size_hi <= LARGEST_CIRCLE:
        raise Invalid(
            f"A circle has 2 to {LARGEST_CIRCLE} people and the smallest size comes first:"
            f" found {size_lo}-{size_hi}.",
            field="size_lo",
        )
    if not 0 <= mentors_lo <= mentors_hi < size_hi:
        raise Invalid(
            "Mentors in a circle must be fewer than its people and the smaller number comes first:"
            f" found {mentors_lo}-{mentors_hi} in circles of up to {size_hi}.",
            field="mentors_lo",
        )


def program_by_slug(db: Session, slug: str) -> Program:
    """Find the program of a signup link."""
    program = db.scalars(select(Program).where(Program.slug == slug)).one_or_none()
    if program is None:
        raise NotFound("There is no program with this link. Ask the person who sent it for a new one.")
    return program


def season_of(db: Session, program_id: int, season_id: int) -> Season:
    """Find a season through its program, so that nobody reaches another's."""
    season = db.get(Season, season_id)
    if season is None or season.program_id != program_id:
        raise NotFound("There is no such season in your program.")
    return season


def _free_slug(db: Session, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "program"
    taken = db.scalar(select(func.count()).where(Program.slug.startswith(slug, autoescape=True))) or 0
    return f"{slug}-{taken + 1}" if taken else slug
