"""A while after a season's end only who met whom stays, and the numbers of its report."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, Enum, String, select
from sqlalchemy.orm import Session

from circles.db import Database, seal
from circles.domain.words import (
    Attendance,
    IncomingState,
    MeetingState,
    OutgoingState,
    ParticipantState,
    Role,
    SeasonState,
)
from circles.errors import Invalid
from circles.models import Audit, Board, Import, Incoming, Job, Outgoing, Participant, Program, Season, Table
from circles.services import anonymising, attendance, circles, digests, meetings, programs, reports, seasons
from tests.searching import places
from tests.services.stage import AFTER, NOW, Stage, by, enrol, published
from tests.services.test_erasing import BO, full_of_bo

ENDED = datetime(2027, 2, 9, 11, tzinfo=AFTER.tzinfo)
"""When the second of two meetings is over."""
GOES = ENDED + timedelta(days=180)
WORD = "to-be-forgotten"
STAYS = {
    "address": "of a person",
    "organizer": "of a person",
    "person": "who still exists",
    "program": "the organizers'",
    "season": "the organizers'",
    "suppression": "hashes",
    "topic": "the organizers'",
}
KEYS = {
    *("about", "asked_by", "claim", "hash", "key", "kind", "lane", "message_id", "name", "recipient"),
    *("said_by", "settled_by", "sha256", "to", "uid", "void_by", "who", "zone", "filename"),
}
"""They name rows, mails and clocks."""
NUMBERS = {"circle.barred", "circle.terms", "poll_answer.slots"}


def ended_season(db: Session) -> Stage:
    """Let everything stand in a season, then leave a word wherever there is room for one."""
    stage = full_of_bo(db)
    db.add(Board(season_id=stage.season.id, version=1))
    db.add(job(stage))
    db.flush()
    for mail in db.scalars(select(Incoming).where(Incoming.person_id.is_(None))).all():
        db.delete(mail)
    for mail in db.scalars(select(Outgoing)):
        mail.raw = seal(db, WORD.encode())
    upload = db.scalars(select(Import)).one()
    for work in db.scalars(select(Job).where(Job.kind == "import")):
        work.about = f"import:{upload.id}"
    for mapper in Table.registry.mappers:
        for row in db.scalars(select(mapper.class_)):
            for name, value in _words_in(mapper, row):
                setattr(row, name, value)
    db.flush()
    return stage


def job(stage: Stage) -> Job:
    result = {"why": WORD}
    about = f"season:{stage.season.id}"
    return Job(
        program_id=stage.program.id, kind="form", about=about, created_at=NOW, due_at=NOW, result=result
    )


def _words_in(mapper: Any, row: object) -> Iterator[tuple[str, object]]:
    table = mapper.local_table.name
    for column in mapper.local_table.columns:
        name, kind = column.name, column.type
        if table in STAYS or name in KEYS or f"{table}.{name}" in NUMBERS:
            continue
        if isinstance(row, Audit) and row.about.startswith("person:"):
            continue  # about their addresses, which stay
        if isinstance(kind, JSON):
            value = getattr(row, name)
            yield name, [WORD] if isinstance(value, list) else {**(value or {}), "words": WORD}
        elif isinstance(kind, String) and not isinstance(kind, Enum):
            yield name, WORD


def anonymise(db: Session, now: datetime = GOES) -> None:
    """Sweep until all is done, a week after a digest has told so."""
    anonymising.note_told(db, db.scalars(select(Program.id)).all(), now - anonymising.NOTICE)
    sweep(db, now)


def sweep(db: Session, now: datetime) -> None:
    for _ in range(200):
        anonymising.sweep(db, now)
    db.expire_all()


def test_afterwards_a_search_finds_no_word_of_theirs(database: Database) -> None:
    with database.transaction() as db:
        stage = ended_season(db)
        found = places(db, WORD)
        assert len(found) > 30
        anonymise(db)
        assert places(db, WORD) == []
        assert places(db, "canary-of-bo") == []
        assert (stage.season.state, stage.season.anonymised_at) == (SeasonState.ANONYMISED, GOES)


def test_who_still_exists_keeps_name_and_address_and_whom_they_met(database: Database) -> None:
    with database.transaction() as db:
        stage = ended_season(db)
        before = sorted(member.participant.person.name for member in stage.circle.members)
        anonymise(db)
        assert sorted(member.participant.person.name for member in stage.circle.members) == before
        assert places(db, BO) == ["address.normalised", "address.written"]


def test_the_next_season_still_repeats_nobody(database: Database) -> None:
    with database.transaction() as db:
        stage = ended_season(db)
        anonymise(db)
        plan = programs.SeasonPlan("Autumn", date(2027, 10, 4))
        autumn = programs.add_season(db, stage.program, plan, "organizer:1", GOES)
        for member in stage.members.values():
            again = {"role": Role.MENTEE, "state": ParticipantState.CONFIRMED, "enrolled_at": GOES}
            db.add(Participant(season=autumn, person=member.person, **again))
        db.flush()
        assert len(circles.problem(db, autumn).history) == 6, "each pair of four"


def test_the_numbers_of_the_report_stay(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        for name in ("Ana", "Bo"):
            said = by(name, stage, AFTER)
            attendance.say_attendance(db, stage.first, stage.members[name], Attendance.CAME, said, AFTER)
        db.flush()
        before = numbers(db, stage)
        anonymise(db)
        assert numbers(db, stage) == before


def numbers(db: Session, stage: Stage) -> tuple[int, ...]:
    found = reports.report(db, stage.season, GOES)
    return (
        *(each.came for each in found.circles[0].meetings),
        *(each.missed for each in found.circles[0].meetings),
        *(each.said_yes for each in found.circles[0].meetings),
        found.meetings(MeetingState.HELD),
        *(len(found.follow_ups[state]) for state in found.follow_ups),
    )


def test_nothing_goes_before_its_time_and_organizers_can_put_it_off(database: Database) -> None:
    with database.transaction() as db:
        stage = ended_season(db)
        anonymise(db, GOES - timedelta(seconds=1))
        assert stage.season.anonymised_at is None
        stage.season.anonymise_days = 200
        anonymise(db, GOES)
        assert places(db, WORD)
        anonymise(db, GOES + timedelta(days=20))
        assert not places(db, WORD)


def test_a_season_that_was_closed_ended_then(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        seasons.close(db, stage.season, "organizer:1", NOW)
        assert anonymising.ended_at(db, stage.season) == NOW
        anonymise(db, NOW + timedelta(days=180))
        assert stage.season.state is SeasonState.ANONYMISED


def test_a_meeting_that_was_called_off_ends_nothing(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        meetings.cancel(db, stage.second, "organizer:1", "", NOW)
        assert anonymising.ended_at(db, stage.season) == AFTER - timedelta(hours=1)


def test_a_season_that_never_began_and_was_not_closed_has_no_end(database: Database) -> None:
    with database.transaction() as db:
        program = programs.add_program(db, "Springboard", "Europe/Lisbon")
        plan = programs.SeasonPlan("Spring", date(2027, 1, 11))
        season = programs.add_season(db, program, plan, "organizer:1", NOW)
        assert anonymising.ended_at(db, season) is None
        anonymise(db, NOW + timedelta(days=9999))
        assert season.state is SeasonState.OPEN


def test_a_tick_takes_few_rows_and_comes_back_for_the_others(database: Database) -> None:
    with database.transaction() as db:
        stage = ended_season(db)
        anonymising.note_told(db, [stage.program.id], GOES - anonymising.NOTICE)
        ticks = 0
        while stage.season.anonymised_at is None:
            before = everything(db)
            anonymising.sweep(db, GOES, most=3)
            assert len(before - everything(db)) <= 4, "three rows, and the season itself at the end"
            ticks += 1
        assert ticks > 5
        assert places(db, WORD) == []


def everything(db: Session) -> set[str]:
    db.flush()
    return {
        f"{table.name} {json.dumps([repr(value) for value in row])}"
        for table in Table.metadata.sorted_tables
        if table.name != "audit"
        for row in db.execute(select(table))
    }


def test_a_person_in_another_live_season_keeps_that(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        plan = programs.SeasonPlan("Autumn", date(2027, 10, 4))
        autumn = programs.add_season(db, stage.program, plan, "organizer:1", NOW)
        bo = stage.members["Bo"]
        bo.hopes = WORD
        again = {"state": ParticipantState.CONFIRMED, "enrolled_at": NOW, "hopes": "to grow"}
        there = Participant(season=autumn, person=bo.person, role=Role.MENTEE, **again)
        db.add(there)
        db.add_all([mail(bo, "about spring", stage.first.id), mail(bo, "about autumn", None)])
        db.add(mail(stage.members["Carl"], "of Carl, about nothing", None))
        db.flush()
        anonymise(db)
        assert (bo.hopes, there.hopes) == ("", "to grow")
        assert [
            each.outcome.get("own_text") for each in db.scalars(select(Incoming).order_by(Incoming.id))
        ] == [
            None,
            "about autumn",
            None,
        ]


def mail(writer: Participant, words: str, meeting: int | None) -> Incoming:
    return Incoming(
        recipient="circles+x@reply.example",
        hash=words,
        state=IncomingState.READ,
        received_at=NOW,
        due_at=NOW,
        person=writer.person,
        subject=words,
        outcome={"own_text": words, "meeting": meeting},
    )


def test_a_mail_on_its_way_keeps_its_bytes(database: Database) -> None:
    with database.transaction() as db:
        stage = ended_season(db)
        on_its_way = db.scalars(select(Outgoing).where(Outgoing.to == stage.person("Ana"))).first()
        assert on_its_way is not None
        on_its_way.state = OutgoingState.INFLIGHT
        db.flush()
        anonymise(db)
        assert on_its_way.raw is not None


def test_who_never_said_yes_is_forgotten_and_who_declined_is_not(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        states = (ParticipantState.INVITED, ParticipantState.UNCONFIRMED, ParticipantState.DECLINED)
        for name, state in zip(("Eve", "Fay", "Gil"), states, strict=True):
            enrol(db, stage.season, name).state = state
        db.flush()
        anonymise(db)
        names = {each.person.name for each in db.scalars(select(Participant))}
        assert names == {"Ana", "Bo", "Carl", "Dee", "Gil"}
        assert places(db, "eve@meadow.example") == []


def test_seasons_to_go_are_told_two_weeks_before(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        weeks = timedelta(days=14)
        assert anonymising.to_go(db, stage.program.id, GOES - weeks - timedelta(seconds=1)) == []
        assert anonymising.to_go(db, stage.program.id, GOES - weeks) == [(stage.season, GOES)]
        assert anonymising.to_go(db, stage.program.id + 1, GOES) == []


@pytest.mark.parametrize("days", range(7))
def test_a_digest_tells_so_a_week_before_at_least_whatever_day_it_goes(database: Database, days: int) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.anonymise_days = 180 + days
        goes = GOES + timedelta(days=days)
        for before in range(30, 0, -1):
            digests.post_due(db, goes - timedelta(days=before))
        assert stage.season.told_at is not None
        assert stage.season.told_at <= goes - timedelta(days=7)
        assert goes_on(db, stage, goes) == goes
        sweep(db, goes)
        assert stage.season.state is SeasonState.ANONYMISED


def test_after_an_outage_nothing_goes_before_organizers_had_their_week(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        back = GOES + timedelta(days=1)  # a Monday; the service was down for weeks
        sweep(db, back)
        assert stage.season.state is SeasonState.PUBLISHED
        assert digests.post_due(db, back) == 1
        assert goes_on(db, stage, back) == back + timedelta(days=7)
        sweep(db, back + timedelta(days=7) - timedelta(seconds=1))
        assert stage.season.state is SeasonState.PUBLISHED
        sweep(db, back + timedelta(days=7))
        assert stage.season.state is SeasonState.ANONYMISED


def test_what_was_put_off_is_told_of_again(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        anonymising.note_told(db, [stage.program.id], GOES - timedelta(days=10))
        stage.season.anonymise_days = 210
        again = GOES + timedelta(days=30)
        sweep(db, again)
        assert stage.season.state is SeasonState.PUBLISHED
        anonymising.note_told(db, [stage.program.id], again)
        assert goes_on(db, stage, again) == again + timedelta(days=7)


def goes_on(db: Session, stage: Stage, now: datetime) -> datetime:
    ((_, at),) = anonymising.to_go(db, stage.program.id, now)
    assert at == anonymising.goes_at(db, stage.season, now)
    return at


def test_the_digest_says_so_and_leads_to_where_it_can_be_put_off(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        organizer = stage.program.organizers[0]
        needed = digests.digest(db, organizer, GOES - timedelta(days=10)).needs
        assert ("What people said in Spring goes on 8 August 2027", "Keep it longer") in [
            (each.what, each.button) for each in needed
        ]
        assert f"/organizer/seasons/{stage.season.id}/edit" in [each.path for each in needed]


def test_days_that_would_leave_less_than_two_weeks_are_refused(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        with pytest.raises(Invalid, match="at least 115 days"):
            anonymising.check_days(db, stage.season, 90, ENDED + timedelta(days=100))
        anonymising.check_days(db, stage.season, 115, ENDED + timedelta(days=100))


def test_only_the_name_of_an_anonymised_season_can_change(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        anonymise(db)
        plan = seasons.plan_of(stage.season)
        with pytest.raises(Invalid, match="anonymised"):
            seasons.edit(db, stage.season, replace(plan, anonymise_days=300), "organizer:1", GOES)
        seasons.edit(db, stage.season, replace(plan, name="The first one"), "organizer:1", GOES)
        assert [each.name for each in db.scalars(select(Season))] == ["The first one"]
