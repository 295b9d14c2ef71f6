"""Whoever comes when circles meet already: by the sign-up page, an invitation, or an organizer's list."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from circles.db import Database, is_postgresql
from circles.domain.words import MailKind, OfferState, ParticipantState
from circles.errors import NotAllowed
from circles.models import Organizer, Outgoing, Participant, Person, Season, SeatOffer
from circles.services import (
    imports,
    offers,
    people,
    repairs,
    seat_clock,
)
from tests.services.stage import NOW, Stage, published
from tests.services.test_people import WISH
from tests.services.waiting import waits

DAY = timedelta(days=1)
ROWS = """\
email;name;timezone;availability;apart
eva@example.org;Eva Novak;Europe/Lisbon;Tue 10:00-12:00;bo@meadow.example
gil@example.org;Gil Pires;Europe/Lisbon;Tue 09:00-12:00;
hal@example.org;Hal Oates;Europe/Lisbon;Fri 09:00-12:00;
"""


def imported(database: Database, *, knows: bool) -> None:
    with database.transaction() as db:
        season, organizer = db.scalars(select(Season)).one(), db.scalars(select(Organizer)).one()
        upload = imports.upload(db, season, organizer, "late.csv", ROWS.encode(), NOW)
        imports.confirm(db, upload, organizer, NOW, knows=knows)
        rows = imports.read(db, upload)
        imports.run_batch(db, upload, rows, NOW)
        imports.finish(db, upload, rows, NOW)


def states(database: Database) -> dict[str, ParticipantState]:
    with database.transaction() as db:
        late = select(Person.name, Participant.state).join(Participant.person)
        names = ("Eva Novak", "Gil Pires", "Hal Oates")
        return {name: state for name, state in db.execute(late) if name in names}


def kinds(database: Database, name: str) -> list[MailKind]:
    with database.transaction() as db:
        person = db.scalars(select(Person.id).where(Person.name == name)).one()
        mails = select(Outgoing.kind).where(Outgoing.to == f"person:{person}").order_by(Outgoing.id)
        return list(db.scalars(mails))


def test_who_is_enrolled_by_a_list_waits_and_is_offered_a_seat_that_fits(database: Database) -> None:
    with database.transaction() as db:
        published(db)
    imported(database, knows=True)
    assert set(states(database).values()) == {ParticipantState.WAITLISTED}
    assert kinds(database, "Eva Novak") == [MailKind.WAITLISTED]  # to be apart from a member
    assert kinds(database, "Gil Pires") == [MailKind.WAITLISTED, MailKind.SEAT]
    with database.transaction() as db:
        hal = db.scalars(select(Participant).join(Person).where(Person.name == "Hal Oates")).one()
        assert hal.wait["why"] == "no-shared-hour"


def test_who_is_invited_by_a_list_waits_once_they_say_yes(database: Database) -> None:
    with database.transaction() as db:
        published(db)
    imported(database, knows=False)
    assert set(states(database).values()) == {ParticipantState.INVITED}
    with database.transaction() as db:
        gil = db.scalars(select(Participant).join(Person).where(Person.name == "Gil Pires")).one()
        people.confirm(db, gil, NOW)
    assert kinds(database, "Gil Pires") == [MailKind.IMPORT_INVITE, MailKind.WAITLISTED, MailKind.SEAT]


def test_sign_up_stays_open_after_publishing_till_the_date_that_was_set(database: Database) -> None:
    with database.transaction() as db:
        season = published(db).season
        wish = replace(WISH, email="late@example.org", availability="Tue 10:00-12:00")
        with pytest.raises(NotAllowed, match="closed"):
            people.sign_up(db, season, wish, NOW)
        season.signup_closes_on = (NOW + 3 * DAY).date()
        people.sign_up(db, season, wish, NOW)
        unconfirmed = select(Participant).where(Participant.state == ParticipantState.UNCONFIRMED)
        late = db.scalars(unconfirmed).one()
        people.confirm(db, late, NOW)
        assert late.state is ParticipantState.WAITLISTED
        assert len(offers.open_to(db, late)) == 1
        with pytest.raises(NotAllowed, match="closed"):
            people.sign_up(db, season, replace(wish, email="x@example.org"), NOW + 5 * DAY)


def test_who_is_back_from_a_break_is_asked_then(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        eva = waits(db, stage, "Eva")
        eva.paused_until = NOW + 9 * DAY
        people.resume(db, eva, NOW + DAY)
        assert len(offers.open_to(db, eva)) == 1


def test_when_a_break_ends_by_itself_a_seat_is_looked_for_once(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        eva = waits(db, stage, "Eva")
        people.pause(db, eva, (NOW + 2 * DAY).date(), NOW)
        assert seat_clock.post_due(db, NOW + 2 * DAY) == 0
        assert [seat_clock.post_due(db, NOW + 3 * DAY) for _ in range(2)] == [1, 0]
        assert len(offers.open_to(db, eva)) == 1


def at_once(database: Database, *steps: object) -> None:
    """Let each step run in a transaction of its own, at the same time."""
    barrier = threading.Barrier(len(steps), timeout=60)

    def run(step: object) -> None:
        with database.transaction() as db:
            if is_postgresql(db):  # SQLite lets in one after the other
                db.connection()
                barrier.wait()
            step(db)  # type: ignore[operator]

    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_who_leave_at_once_leave_one_offer_to_who_waits_alone(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_lo, stage.season.size_hi = 2, 4
        waits(db, stage, "Eva")
        leavers = [stage.members[name].id for name in ("Bo", "Carl")]
    at_once(
        database,
        *(
            lambda db, who=who: people.leave(db, db.get_one(Participant, who), NOW)  # type: ignore[misc]
            for who in leavers
        ),
    )
    with database.transaction() as db:
        assert [each.state for each in db.scalars(select(SeatOffer))] == [OfferState.OPEN]


def test_two_clocks_let_an_offer_lapse_once(database: Database) -> None:
    with database.transaction() as db:
        stage: Stage = published(db)
        stage.season.size_hi = 5
        waits(db, stage, "Eva")
        waits(db, stage, "Gil")
        offers.fill(db, stage.season, NOW)
    lapsed: list[int] = []
    tick = lambda db: lapsed.append(seat_clock.post_due(db, NOW + 4 * DAY))  # noqa: E731
    at_once(database, tick, tick)
    assert sorted(lapsed) == [0, 1]
    with database.transaction() as db:
        found = [each.state for each in db.scalars(select(SeatOffer).order_by(SeatOffer.id))]
        assert found == [OfferState.LAPSED, OfferState.OPEN]


def test_a_yes_at_the_very_end_of_an_offer_is_heard_as_the_next_is_asked(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva = waits(db, stage, "Eva")
        waits(db, stage, "Gil")
        offers.fill(db, stage.season, NOW)
        (offered,) = offers.open_to(db, eva)
        number, ends = offered.id, offered.expires_at
    at_once(
        database,
        lambda db: repairs.seat(db, db.get_one(SeatOffer, number), ends),
        lambda db: seat_clock.post_due(db, ends),
    )
    with database.transaction(read_only=True) as db:
        made = {each.participant.person.name: each.state for each in db.scalars(select(SeatOffer))}
        assert made in (
            {"Eva": OfferState.TAKEN},
            {"Eva": OfferState.AWAITED, "Gil": OfferState.OPEN},
        )
