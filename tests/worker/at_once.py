"""Two transactions at one instant: one goes on only once the other waits for it."""

from collections.abc import Callable
from threading import Thread

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from circles.db import Database
from circles.models import Circle, Season
from circles.services import in_turn, meetings, seats
from tests.services.stage import NOW


def meanwhile(
    database: Database,
    first: Callable[[Session], object],
    other: Callable[[], object],
    then: Callable[[Session], object] = lambda _: None,
) -> list[Exception]:
    """Do `first`, let `other` come to wait for it, and do `then`, in the transaction of the first.

    Gives what was raised in the other's.
    """
    raised: list[Exception] = []

    def go() -> None:
        try:
            other()
        except Exception as error:  # noqa: BLE001  # given to the test
            raised.append(error)

    thread = Thread(target=go)
    try:
        with database.transaction() as db:
            first(db)
            thread.start()
            while thread.is_alive() and not is_waiting(database):
                thread.join(0.01)
            then(db)
    finally:
        thread.join()
    return raised


def is_waiting(database: Database) -> bool:
    waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with database.engine.connect() as connection:
        return connection.scalar(text(waiting)) is not None


def within(database: Database, act: Callable[[Session], object]) -> Callable[[], None]:
    def go() -> None:
        with database.transaction() as db:
            act(db)

    return go


def lock_season(db: Session) -> None:
    seats.lock(db, db.scalars(select(Season)).one())


def hold_circle(db: Session) -> None:
    in_turn.hold_circles(db, db.scalars(select(Circle.id)))


def set_place(db: Session) -> None:
    """Tell everybody of the circle, which locks their mails."""
    meetings.set_place(db, db.scalars(select(Circle)).one(), "The harbour", "organizer:1", NOW)
