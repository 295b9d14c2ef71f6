"""A service with a durable database of its own, and a published season of any size in it."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Row, insert, inspect, select, update
from sqlalchemy.orm import Session

from circles import migrations
from circles.db import batches
from circles.demo_people import simulated_people
from circles.domain.cadence import meeting_times
from circles.domain.people_file import read_people
from circles.domain.words import MailKind, OutgoingState, ParticipantState, Role, SeasonState
from circles.embedded_redis import embedded_redis
from circles.models import Circle, Meeting, Membership, Outgoing, Participant, Season, Table
from circles.runtime import Runtime, build
from circles.services import enrolment, outbox, programs
from circles.services.topics import of_season
from circles.settings import Settings

SECRET_KEY = "only-for-benchmarks-0123456789"  # noqa: S105  # it guards sample people
BEGINS = date(2027, 1, 11)
PUBLISHED = datetime(2026, 12, 1, 12, tzinfo=UTC)
NEAR = datetime(2027, 1, 10, 12, tzinfo=UTC)
"""The Sunday before the first meetings: the topics of most have left, that of Friday's has not."""
CIRCLE = 5
"""People in a circle."""
_FIVE = time(17)
_ZONE = "Europe/Lisbon"


@dataclass
class Clock:
    """The time, as the benchmark says."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Service:
    """A runtime and the clock it goes by."""

    runtime: Runtime
    clock: Clock


@contextmanager
def opened_service(smtp_url: str = "smtp://127.0.0.1:1") -> Iterator[Service]:
    """Open a service over a new SQLite file on this machine's disk, with a Redis but without a worker."""
    with TemporaryDirectory(prefix="circles-") as folder, embedded_redis(Path(folder)) as redis_url:
        settings = Settings(
            _env_file=None,
            secret_key=SECRET_KEY,
            public_url="http://circles.example",
            mail_from="circles@circles.example",
            reply_domain="reply.circles.example",
            data_dir=Path(folder),
            smtp_url=smtp_url,
        )
        clock = Clock(PUBLISHED)
        runtime = replace(build(settings, redis_url), clock=clock, dns=None)
        try:
            migrations.upgrade(runtime.database)
            yield Service(runtime, clock)
        finally:
            runtime.close()


def add_season(db: Session, place: str = "https://meet.example/springboard") -> Season:
    """Open a season of six meetings in a new program."""
    program = programs.add_program(db, "Springboard", _ZONE)
    programs.add_organizer(db, program, "ines@springboard.example", "Inês Duarte")
    plan = programs.SeasonPlan("Spring", BEGINS, place=place)
    return programs.add_season(db, program, plan, "organizer:1", PUBLISHED)


def publish(db: Session, people: int) -> Season:
    """Publish a season of so many people, in circles of five, whose first invites wait in the outbox.

    The rows are written in bulk: what is measured is what comes after.
    """
    season = add_season(db)
    knowing = enrolment.Enrolment(season, "Inês Duarte", "organizer:1", "people.csv")
    for rows in batches(read_people(simulated_people(people, seed=1)).rows):
        enrolment.bring_in(db, knowing, enrolment.look_up(db, season, rows), PUBLISHED)
    db.execute(update(Outgoing).values(state=OutgoingState.SENT, sent_at=PUBLISHED))
    participants = db.execute(select(Participant.id, Participant.person_id).order_by(Participant.id)).all()
    seats = [participants[start : start + CIRCLE] for start in range(0, people, CIRCLE)]
    _seat(db, season, seats)
    db.execute(update(Participant).values(state=ParticipantState.PLACED))
    season.state, season.published_at = SeasonState.PUBLISHED, PUBLISHED
    db.flush()
    return season


def _seat(db: Session, season: Season, seats: Sequence[Sequence[Row[int, int]]]) -> None:
    """Seat (participant id, person id) in circles; the first of each is its mentor and always its host."""
    circle = {"season_id": season.id, "zone": _ZONE, "start": _FIVE}
    ids = _insert(
        db, Circle, [{**circle, "name": f"Circle {n + 1}", "weekday": n % 5} for n in range(len(seats))]
    )
    member = {"joined_at": PUBLISHED, "why": "Put together as all can meet at this hour."}
    memberships = [
        {**member, "circle_id": id, "participant_id": seat.id, "role": Role.MENTEE if place else Role.MENTOR}
        for id, members in zip(ids, seats, strict=True)
        for place, seat in enumerate(members)
    ]
    hosts = _insert(db, Membership, memberships)[::CIRCLE]
    topics = [topic.id for topic in of_season(db, season)]
    meetings = [
        {
            "circle_id": id,
            "n": at + 1,
            "starts_at": starts_at,
            "minutes": season.minutes,
            "uid": f"{secrets.token_hex(16)}@circles",
            "topic_id": topics[at],
            "host_id": host,
        }
        for n, (id, host) in enumerate(zip(ids, hosts, strict=True))
        for at, starts_at in enumerate(
            meeting_times(season.starts_on, n % 5, _FIVE, _ZONE, season.every_weeks, season.meetings)
        )
    ]
    first = _insert(db, Meeting, meetings)[:: season.meetings]
    for id, members in zip(first, seats, strict=True):
        invited = {f"person:{seat.person_id}": PUBLISHED for seat in members}
        outbox.post_to_all(db, MailKind.INVITE, f"meeting:{id}", invited, PUBLISHED)


def _insert(db: Session, table: type[Table], rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Insert rows and give their ids in their order, as SQLite numbers them."""
    return sorted(db.scalars(insert(table).returning(inspect(table).primary_key[0]), rows))
