"""Two people of the same two seasons who step back at once: neither keeps the other waiting for ever."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, time, timedelta
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import ParticipantState
from circles.models import Circle, Membership, Participant
from circles.services import circles, current, people, programs, seats
from tests.services.stage import NOW, Stage, published

LATER = NOW + timedelta(days=1)
SUMMER = programs.SeasonPlan("Summer", date(2027, 1, 18), meetings=3)


def in_another_season_too(db: Session, stage: Stage) -> dict[str, Participant]:
    """Put everybody of the circle into a circle of a second season."""
    summer = programs.add_season(db, stage.season.program, SUMMER, "organizer:1", NOW)
    circle = Circle(season=summer, name="Second", zone="Europe/Lisbon", weekday=3, start=time(10))
    parts = {
        name: Participant(
            season=summer,
            person=first.person,
            role=first.role,
            state=ParticipantState.CONFIRMED,
            availability="Thu 10:00-12:00",
            enrolled_at=NOW,
        )
        for name, first in stage.members.items()
    }
    for part in parts.values():
        circle.memberships.append(Membership(participant=part, role=part.role, joined_at=NOW))
    db.add(circle)
    db.flush()
    circles.publish(db, summer, "organizer:1", NOW)
    return parts


@pytest.mark.parametrize(
    "step",
    [
        lambda db, part: current.pause(db, part, None, LATER),
        lambda db, part: current.step_back(db, part, LATER),
    ],
    ids=["pause", "leave"],
)
def test_two_who_step_back_from_the_same_two_seasons_at_once_do_so_in_turn(
    database: Database, monkeypatch: pytest.MonkeyPatch, step: Callable[[Session, Participant], None]
) -> None:
    with database.transaction() as db:
        stage = published(db, meetings=3)
        others = in_another_season_too(db, stage)
        db.flush()
        both = [stage.members["Bo"].id, others["Carl"].id]
    half_way, lock = Barrier(2), seats.lock

    def slowly(db: Session, *seasons: object) -> None:
        lock(db, *seasons)  # type: ignore[arg-type]  # passed on as they are
        with suppress(BrokenBarrierError):
            half_way.wait(0.5)

    monkeypatch.setattr(seats, "lock", slowly)
    done: list[int] = []

    def go(part: int) -> None:
        with database.transaction() as db:
            step(db, db.get_one(Participant, part))
        done.append(part)

    at_once = [Thread(target=go, args=(part,)) for part in both]
    for each in at_once:
        each.start()
    for each in at_once:
        each.join()
    assert sorted(done) == sorted(both)
    with database.transaction(read_only=True) as db:
        for part in both:
            parts = db.get_one(Participant, part).person.participations
            assert all(people.is_paused(each, LATER) or each.state is ParticipantState.LEFT for each in parts)
