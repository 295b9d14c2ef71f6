"""Who hosts in a circle, changed by two at once: neither undoes what the other was told."""

from collections.abc import Sequence
from datetime import timedelta
from threading import Event, Thread

import pytest
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.hosting import Turn, deal
from circles.domain.words import ParticipantState
from circles.models import Circle, Meeting, Membership, Participant
from circles.services import errands, hosting, people, seats, swaps
from circles.services.hosting_words import Change
from tests.services.stage import NOW, Stage, by, enrol, published

LATER = NOW + timedelta(days=1)
WAITS = 0.7  # seconds: long enough for the other to come up to the lock


def hosts(database: Database, circle: int) -> list[str]:
    with database.transaction(read_only=True) as db:
        found = db.get_one(Circle, circle)
        return [each.host.participant.person.name for each in found.meetings if each.host]


def set_out(db: Session) -> tuple[Stage, Participant, Meeting, Membership]:
    """Give a circle, who waits for a seat in it, and its fourth meeting, whose host has asked another."""
    stage = published(db, meetings=6)
    stage.season.size_hi = 6
    waits = enrol(db, stage.season, "Lou")
    waits.state = ParticipantState.WAITLISTED
    fourth = stage.circle.meetings[3]
    assert fourth.host is not None
    asked = next(each for each in stage.circle.members if each is not fourth.host)
    swaps.ask(db, fourth, fourth.host, asked, NOW)
    db.flush()
    return stage, waits, fourth, asked


@pytest.mark.parametrize("is_join", [True, False], ids=["join", "pause"])
@pytest.mark.parametrize("is_pass", [True, False], ids=["pass", "swap"])
def test_a_turn_agreed_on_while_the_turns_are_dealt_anew_is_as_its_members_were_told(
    database: Database, monkeypatch: pytest.MonkeyPatch, *, is_join: bool, is_pass: bool
) -> None:
    with database.transaction() as db:
        stage, waits, fourth, asked = set_out(db)
        circle, meeting, host, other = stage.circle.id, fourth.id, fourth.host_id, asked.id
        joins, pauses = waits.id, stage.members["Bo"].id
    is_dealing, is_settled = Event(), Event()
    told: list[tuple[int, str]] = []

    def slowly(turns: Sequence[Turn]) -> list[int | None]:
        is_dealing.set()
        is_settled.wait(WAITS)
        return deal(turns)

    def deal_anew() -> None:
        with database.transaction() as db:
            if is_join:
                seats.join(db, db.get_one(Circle, circle), db.get_one(Participant, joins), LATER)
            else:
                people.pause(db, db.get_one(Participant, pauses), None, LATER)

    def settle() -> None:
        is_dealing.wait(WAITS)
        with database.transaction() as db:
            found = db.get_one(Meeting, meeting)
            assert len(found.circle.meetings) == 6  # read before the others are done
            if is_pass:
                changes = hosting.pass_on(db, found, db.get_one(Membership, host), LATER)
            else:
                changes = accepted(db, found, db.get_one(Membership, other), stage)
            told.extend((each.n, now.participant.person.name) for each, _, now in changes)
        is_settled.set()

    monkeypatch.setattr(hosting, "deal", slowly)
    at_once = [Thread(target=deal_anew), Thread(target=settle)]
    for each in at_once:
        each.start()
    for each in at_once:
        each.join()
    standing = hosts(database, circle)
    assert told
    assert [(n, standing[n - 1]) for n, _ in told] == told


def accepted(db: Session, meeting: Meeting, asked: Membership, stage: Stage) -> list[Change]:
    """Take the yes of who was asked to host."""
    told = errands.told(swaps.question(db, meeting, asked))
    said = by(asked.participant.person.name, stage, LATER)
    return swaps.accept(db, meeting, told, asked, said, LATER)
