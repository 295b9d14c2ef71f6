"""What ticks and sockets do once a season is over: words go in time, and who waits hears of the next one."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from unittest.mock import Mock

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.words import OutgoingState, SeasonState
from circles.mail.transports import SmtpTransport
from circles.models import Outgoing, Person, Season
from circles.runtime import Runtime
from circles.services import anonymising, due, outbox, people, privacy, programs
from tests.relay import Relay
from tests.searching import places
from tests.services.stage import NOW, published
from tests.world import Clock
from worker import delivery
from worker.sweep import tick

EVE = "eve@brook.example"
AUTUMN = programs.SeasonPlan("Autumn", date(2027, 9, 6))


def test_ticks_anonymise_a_season_in_its_time_and_only_then(runtime: Runtime) -> None:
    with runtime.transaction() as db:
        stage = published(db)
        stage.members["Bo"].hopes = "to be heard"
        ends = stage.second.starts_at + timedelta(minutes=stage.second.minutes)
        season_id = stage.season.id
        anonymising.note_told(db, [stage.program.id], ends + timedelta(days=170))
    for days, state, hopes in ((179, SeasonState.PUBLISHED, True), (180, SeasonState.ANONYMISED, False)):
        tick(replace(runtime, clock=Clock(ends + timedelta(days=days))))
        with runtime.transaction() as db:
            assert db.get_one(Season, season_id).state is state
            assert bool(places(db, "to be heard")) is hopes


def test_who_waits_gets_one_mail_at_a_decent_hour_and_is_forgotten_by_a_tick(runtime: Runtime) -> None:
    saturday = NOW + timedelta(days=4)
    with Relay() as relay:
        sending = replace(runtime, transport=SmtpTransport(relay.url))
        with runtime.transaction() as db:
            stage = published(db)
            people.wait_for_next(db, stage.program, EVE, NOW)
            for mail in db.scalars(select(Outgoing)):
                mail.state = OutgoingState.SENT
            programs.add_season(db, stage.program, AUTUMN, "organizer:1", saturday)
        for hours in (0, 12, 46, 47, 48, 96):
            deliver(replace(sending, clock=Clock(saturday + timedelta(hours=hours))))
        (received,) = [raw for to, raw in relay.mails if to == EVE]
        assert b"Springboard: Autumn is open" in received
    tick(replace(runtime, clock=Clock(saturday + timedelta(days=31))))
    with runtime.transaction() as db:
        assert places(db, EVE) == []


def deliver(runtime: Runtime) -> None:
    with runtime.transaction(read_only=True) as db:
        due = outbox.due(db, runtime.now())
    delivery.deliver(runtime, due)


def test_what_is_kept_for_days_is_looked_for_every_six_hours(runtime: Runtime) -> None:
    with runtime.transaction() as db:
        stage = published(db)
        goes = stage.second.starts_at + timedelta(minutes=stage.second.minutes, days=180)
        season_id = stage.season.id
        anonymising.note_told(db, [stage.program.id], goes - timedelta(days=10))
    for hours, state in (
        (-2, SeasonState.PUBLISHED),
        (3, SeasonState.PUBLISHED),
        (4, SeasonState.ANONYMISED),
    ):
        tick(replace(runtime, clock=Clock(goes + timedelta(hours=hours))))
        with runtime.transaction() as db:
            assert db.get_one(Season, season_id).state is state


def test_what_is_more_than_one_step_is_gone_on_with_at_the_next_tick(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anonymising, "sweep", partial(anonymising.sweep, most=10))
    with runtime.transaction() as db:
        stage = published(db)
        goes = stage.second.starts_at + timedelta(minutes=stage.second.minutes, days=180)
        season_id = stage.season.id
        anonymising.note_told(db, [stage.program.id], goes - timedelta(days=10))
    states = []
    for minutes in range(30):
        tick(replace(runtime, clock=Clock(goes + timedelta(minutes=minutes))))
        with runtime.transaction() as db:
            states.append(db.get_one(Season, season_id).state)
    assert states[0] is SeasonState.PUBLISHED
    assert states[-1] is SeasonState.ANONYMISED


def test_what_could_not_be_forgotten_is_tried_again_within_the_hour(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with runtime.transaction() as db:
        stage = published(db)
        goes = stage.second.starts_at + timedelta(minutes=stage.second.minutes, days=180)
        season_id = stage.season.id
        anonymising.note_told(db, [stage.program.id], goes - timedelta(days=10))
    with monkeypatch.context() as fault:
        fault.setattr(anonymising, "sweep", Mock(side_effect=RuntimeError("the disk is full")))
        with pytest.raises(RuntimeError):
            tick(replace(runtime, clock=Clock(goes)))
        tick(replace(runtime, clock=Clock(goes + timedelta(minutes=59))))
    tick(replace(runtime, clock=Clock(goes + timedelta(hours=1))))
    with runtime.transaction() as db:
        assert db.get_one(Season, season_id).state is SeasonState.ANONYMISED


@pytest.mark.parametrize("nth", range(len(due.STEPS)))
def test_a_step_that_fails_keeps_back_no_other_and_no_end_of_an_erasing(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    ran: list[int] = []

    def step(n: int, _: Session, now: datetime) -> None:
        if n == nth:
            raise RuntimeError(f"{n} at {now}")
        ran.append(n)

    monkeypatch.setattr(due, "STEPS", tuple(partial(step, n) for n in range(len(due.STEPS))))
    with runtime.transaction() as db:
        bo = published(db).members["Bo"].person
        privacy.erase(db, bo, NOW)
        for mail in db.scalars(select(Outgoing)):
            mail.state = OutgoingState.SENT
    with pytest.raises(RuntimeError, match=f"{nth} at"):
        tick(replace(runtime, clock=Clock(NOW)))
    assert ran == [n for n in range(len(due.STEPS)) if n != nth]
    with runtime.transaction(read_only=True) as db:
        assert db.get_one(Person, bo.id).name == privacy.NOBODY
