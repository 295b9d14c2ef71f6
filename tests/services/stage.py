"""A program with a published circle of four, for tests of what happens to it."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.orm import Session

from circles.domain.statement import Said
from circles.domain.words import ParticipantState, Role, Source
from circles.models import Circle, Meeting, Membership, Participant, Program, Season
from circles.services import circles, people, programs

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
MEETS = datetime(2027, 1, 12, 10, tzinfo=UTC)
"""When the first meeting is."""
AFTER = MEETS + timedelta(hours=2)


@dataclass(frozen=True)
class Stage:
    """The rows on stage; `members` by first name."""

    program: Program
    season: Season
    circle: Circle
    members: dict[str, Participant]

    @property
    def first(self) -> Meeting:
        return self.circle.meetings[0]

    @property
    def second(self) -> Meeting:
        return self.circle.meetings[1]

    def person(self, name: str) -> str:
        return f"person:{self.members[name].person_id}"


def open_season(db: Session, meetings: int = 2) -> Season:
    """Open a season of two meetings, or more, in a new program."""
    program = programs.add_program(db, "Springboard", "Europe/Lisbon")
    programs.add_organizer(db, program, "ines@springboard.example", "Inês")
    plan = programs.SeasonPlan("Spring", datetime(2027, 1, 11, tzinfo=UTC).date(), meetings=meetings)
    return programs.add_season(db, program, plan, "organizer:1", NOW)


def enrol(db: Session, season: Season, name: str, role: Role = Role.MENTEE) -> Participant:
    """Enrol somebody who is free on Tuesday mornings."""
    email = f"{name.lower()}@meadow.example"
    person = people.add_person(db, season.program_id, name, email, "Europe/Lisbon", "en", NOW)
    participant = Participant(
        season=season,
        person=person,
        role=role,
        state=ParticipantState.CONFIRMED,
        availability="Tue 10:00-12:00",
        enrolled_at=NOW,
    )
    db.add(participant)
    db.flush()
    return participant


def published(db: Session, meetings: int = 2) -> Stage:
    """Publish a circle of Ana (mentor, host), Bo, Carl and Dee that meets on Tuesdays at ten in Lisbon."""
    season = open_season(db, meetings)
    members = {
        name: enrol(db, season, name, Role.MENTOR if name == "Ana" else Role.MENTEE)
        for name in ("Ana", "Bo", "Carl", "Dee")
    }
    circle = Circle(season=season, name="Circle 1", zone="Europe/Lisbon", weekday=1, start=time(10))
    for participant in members.values():
        circle.memberships.append(Membership(participant=participant, role=participant.role, joined_at=NOW))
    db.add(circle)
    db.flush()
    circles.publish(db, season, "organizer:1", NOW)
    return Stage(season.program, season, circle, members)


def by(name: str, stage: Stage, at: datetime, source: Source = Source.REPLY) -> Said:
    """Say something as a member."""
    return Said(stage.person(name), source, at)


ORGANIZER = Said("organizer:1", Source.ORGANIZER, AFTER)
