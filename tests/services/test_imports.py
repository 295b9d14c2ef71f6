"""A people file is rehearsed without a trace, run in steps that can be repeated, and revives nobody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, func, select, update

from circles.db import BATCH, hashes
from circles.domain.people_file import Row, write_people
from circles.domain.words import (
    JobState,
    MailKind,
    PairKind,
    ParticipantState,
    Role,
    SeasonState,
)
from circles.errors import Invalid, NotAllowed
from circles.models import (
    Address,
    Audit,
    Import,
    Organizer,
    Outgoing,
    Pair,
    Participant,
    Person,
    Season,
    Suppression,
)
from circles.services import imports, outbox, people, programs, seasons
from circles.services.programs import SeasonPlan

NOW = datetime(2026, 1, 12, 10, 0, tzinfo=UTC)  # a Monday
HEADER = "id;name;email;role;topics;timezone;availability;team;apart;together\n"
FILE = (
    HEADER
    + """\
p1;Ana Sousa;ana@example.org;mentor;"negotiation; saying no";Europe/Lisbon;Thu 17:00-19:30;blue;;p2
p2;Bo Berg;bo@example.org;mentee;;Europe/Stockholm;;;p3;p1
p3;;carl.whitmore@example.org;;;;;;;stranger@example.org
p4;Dee;dee@exmaple;;;;;;;
"""
)


@pytest.fixture
def season(database):
    with database.transaction() as db:
        program = programs.add_program(db, "Springboard", "Europe/Lisbon")
        programs.add_organizer(db, program, "marta@example.org", "Marta Lima")
        return programs.add_season(db, program, SeasonPlan("Spring", date(2026, 3, 2)), "circles", NOW)


@pytest.fixture
def organizer(database, season):
    with database.transaction() as db:
        return db.scalars(select(Organizer)).one()


def keep(database, season, text=FILE, now=NOW):
    with database.transaction() as db:
        return imports.upload(
            db,
            db.get_one(Season, season.id),
            db.scalars(select(Organizer)).one(),
            "people.csv",
            bytes_of(text),
            now,
        ).id


def bytes_of(text):
    return text if isinstance(text, bytes) else text.encode()


def rehearse(database, upload_id):
    with database.transaction(read_only=True) as db:
        return imports.rehearse(db, db.get_one(Import, upload_id))


def confirm(database, upload_id, *, knows=True):
    with database.transaction() as db:
        organizer = db.scalars(select(Organizer)).one()
        return imports.confirm(db, db.get_one(Import, upload_id), organizer, NOW, knows=knows)


def step(database, upload_id, now=NOW):
    with database.transaction() as db:
        upload = db.get_one(Import, upload_id)
        return imports.run_batch(db, upload, imports.read(db, upload), now)


def step_and_die(database, upload_id):
    with database.transaction() as db:
        upload = db.get_one(Import, upload_id)
        imports.run_batch(db, upload, imports.read(db, upload), NOW)
        raise KeyboardInterrupt


def finish(database, upload_id):
    with database.transaction() as db:
        upload = db.get_one(Import, upload_id)
        return imports.finish(db, upload, imports.read(db, upload), NOW)


def run(database, season, text=FILE, *, knows=True, now=NOW):
    upload_id = keep(database, season, text, now)
    confirm(database, upload_id, knows=knows)
    with database.transaction(read_only=True) as db:
        total = len(imports.read(db, db.get_one(Import, upload_id)).rows)
    while step(database, upload_id, now) < total:
        pass
    return finish(database, upload_id)


def everyone(count):
    return write_people(
        Row(
            line=n,
            id=f"p{n}",
            name=f"Person {n}",
            email=f"p{n}@example.org",
            role=Role.MENTEE,
            circles=1,
            topics=("negotiation",),
            zone="Europe/Lisbon",
            availability=(),
            attributes={},
            apart=(),
            together=(f"p{n + 1}",) if n % 2 == 0 and n + 1 < count else (),
            language="en",
        )
        for n in range(count)
    )


def contents(database):
    """Everything an import writes, but for times, ids and random names."""
    with database.transaction(read_only=True) as db:
        parts = db.scalars(select(Participant).join(Person).order_by(Person.name)).all()
        return (
            [(p.person.name, p.person.email, p.state, p.availability, p.topics, p.attributes) for p in parts],
            sorted((o.kind, o.about) for o in db.scalars(select(Outgoing))),
            db.scalar(select(func.count()).select_from(Pair)),
            db.scalar(select(func.count()).select_from(Audit).where(Audit.about.startswith("participant:"))),
        )


def test_rehearsal_counts_and_writes_nothing(database, season):
    upload_id = keep(database, season)
    before = contents(database)
    rehearsal = rehearse(database, upload_id)
    assert (rehearsal.new, rehearsal.already, rehearsal.refused, rehearsal.skipped) == (3, 0, 0, 1)
    assert rehearsal.delimiter_name == "semicolon"
    assert rehearsal.encoding == "UTF-8"
    assert [row.id for row in rehearsal.rows] == ["p1", "p2", "p3"]
    assert rehearsal.seen_before is None
    assert [(each.line, each.column) for each in rehearsal.problems] == [(4, "together"), (5, "email")]
    assert contents(database) == before


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"email\n", b"\x89PNG\0\1\2\3", b"PK\x03\x04....", b"name\nAna\n"]
)
def test_a_file_that_cant_be_read_is_refused_and_not_kept(database, season, data):
    with database.transaction() as db, pytest.raises(Invalid):
        imports.upload(db, db.get_one(Season, season.id), None, "people.csv", data, NOW)
    with database.transaction(read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Import)) == 0


def test_the_kept_file_is_sealed_and_its_name_is_only_a_name(database, season):
    with database.transaction() as db:
        upload = imports.upload(db, season, None, r"C:\Users\marta\people.csv", FILE.encode(), NOW)
        assert upload.filename == "people.csv"
        assert b"example.org" not in upload.raw
        assert imports.read(db, upload).rows[0].email == "ana@example.org"


def test_people_who_know_are_in_and_told_by_whom(database, season):
    result = run(database, season)
    assert {name: result[name] for name in ("new", "already", "changed", "refused", "skipped")} == {
        "new": 3,
        "already": 0,
        "changed": 0,
        "refused": 0,
        "skipped": 1,
    }
    with database.transaction(read_only=True) as db:
        ana = people.find_person(db, season.program_id, "ana@example.org")
        part = people.find_participant(db, season.id, ana.id)
        assert (part.state, part.enrolled_by, part.enrolled_at) == (
            ParticipantState.CONFIRMED,
            "Marta Lima",
            NOW,
        )
        assert (part.role, part.availability, part.attributes) == (
            Role.MENTOR,
            "Thu 17:00-19:30",
            {"team": "blue"},
        )
        assert part.topics == ["negotiation", "saying no"]
        assert (ana.name, ana.zone, ana.language) == ("Ana Sousa", "Europe/Lisbon", "en")
        mails = db.scalars(select(Outgoing).where(Outgoing.to == f"person:{ana.id}")).all()
        assert [(mail.kind, mail.about) for mail in mails] == [(MailKind.JOINED, f"season:{season.id}")]


def test_people_who_dont_know_are_invited_and_not_in(database, season):
    run(database, season, knows=False)
    with database.transaction(read_only=True) as db:
        assert {(p.state, p.enrolled_by) for p in db.scalars(select(Participant))} == {
            (ParticipantState.INVITED, "")
        }
        kinds = db.scalars(select(Outgoing.kind).where(Outgoing.to.startswith("person:"))).all()
        assert kinds == [MailKind.IMPORT_INVITE] * 3


def test_a_person_without_a_name_is_called_by_the_address(database, season):
    run(database, season)
    with database.transaction(read_only=True) as db:
        carl = people.find_person(db, season.program_id, "carl.whitmore@example.org")
        assert carl.name == "Carl Whitmore"


def test_first_mails_wait_for_the_readers_working_hours(database, season):
    run(database, season, now=datetime(2026, 1, 17, 12, 0, tzinfo=UTC))  # a Saturday
    with database.transaction(read_only=True) as db:
        mails = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.JOINED)).all()
        assert {mail.due_at for mail in mails} == {
            datetime(2026, 1, 19, 8, 0, tzinfo=UTC),  # Stockholm
            datetime(2026, 1, 19, 9, 0, tzinfo=UTC),  # Lisbon
        }
        assert all(mail.stale_at - mail.due_at == outbox.STALE_AFTER for mail in mails)


def test_the_organizer_hears_how_it_went_once(database, season, organizer):
    upload_id = keep(database, season)
    confirm(database, upload_id)
    step(database, upload_id)
    assert finish(database, upload_id) == finish(database, upload_id)
    with database.transaction(read_only=True) as db:
        (mail,) = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.IMPORT_DONE))
        assert (mail.to, mail.about) == (f"organizer:{organizer.id}", f"import:{upload_id}")


def test_running_the_same_file_again_changes_nothing(database, season):
    run(database, season)
    before = contents(database)
    result = run(database, season)
    assert (result["new"], result["already"], result["changed"]) == (0, 3, 0)
    after = contents(database)
    assert after[0] == before[0]
    assert [mail for mail in after[1] if mail[0] != MailKind.IMPORT_DONE] == [
        mail for mail in before[1] if mail[0] != MailKind.IMPORT_DONE
    ]
    assert after[2:] == before[2:]


def test_an_upload_runs_once_and_says_when_the_file_was_seen(database, season):
    first = keep(database, season)
    job = confirm(database, first)
    assert (job.kind, job.about, job.state) == ("import", f"import:{first}", JobState.QUEUED)
    with pytest.raises(NotAllowed, match="12 January 2026"):
        confirm(database, first)
    assert rehearse(database, first).seen_before is None
    assert rehearse(database, keep(database, season)).seen_before == NOW
    assert rehearse(database, keep(database, season, FILE + "\n")).seen_before is None


def test_rehearsing_again_says_that_all_are_in(database, season):
    run(database, season)
    rehearsal = rehearse(database, keep(database, season))
    assert (rehearsal.new, rehearsal.already, rehearsal.would_change, rehearsal.refused) == (0, 3, 0, 0)


def test_a_hint_about_somebody_who_is_in_already_is_left_out(database, season):
    run(database, season, "email\nstranger@example.org\n")
    assert [each.column for each in rehearse(database, keep(database, season)).problems] == ["email"]


@pytest.mark.parametrize("rows", [1, BATCH + 20])
def test_a_run_that_died_after_a_step_goes_on_where_it_stopped(database, season, rows):
    upload_id = keep(database, season, everyone(rows))
    confirm(database, upload_id)
    first = step(database, upload_id)
    assert first == min(rows, BATCH)
    again = step(database, upload_id, NOW + timedelta(minutes=5))
    assert again == rows
    assert step(database, upload_id) == rows
    assert finish(database, upload_id)["new"] == rows
    with database.transaction(read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Person)) == rows


def test_a_run_that_died_inside_a_step_leaves_nothing_of_it(database, season):
    upload_id = keep(database, season)
    confirm(database, upload_id)
    with pytest.raises(KeyboardInterrupt):
        step_and_die(database, upload_id)
    with database.transaction(read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Person)) == 0
        assert db.get_one(Import, upload_id).result == {}
    assert step(database, upload_id) == 3
    assert finish(database, upload_id)["new"] == 3


def test_empty_fields_are_filled_and_full_ones_stay(database, season):
    run(database, season, "email;name;topics;team\nana@example.org;Ana;;red\nbo@example.org;Bo;saying no;\n")
    rehearsal = rehearse(database, keep(database, season))
    assert (rehearsal.new, rehearsal.already, rehearsal.would_change) == (1, 2, 1)
    result = run(database, season)
    assert (result["new"], result["already"], result["changed"]) == (1, 2, 1)
    with database.transaction(read_only=True) as db:
        ana = people.find_person(db, season.program_id, "ana@example.org")
        part = people.find_participant(db, season.id, ana.id)
        assert ana.name == "Ana"
        assert part.role is Role.MENTEE
        assert part.topics == ["negotiation", "saying no"]
        assert part.availability == "Thu 17:00-19:30"
        assert part.attributes == {"team": "red"}


@pytest.mark.parametrize("state", [ParticipantState.LEFT, ParticipantState.DECLINED])
@pytest.mark.parametrize("knows", [True, False])
def test_who_left_or_declined_is_never_revived(database, season, state, knows):
    run(database, season, "email\nana@example.org\n")
    with database.transaction() as db:
        db.execute(update(Participant).values(state=state))
    assert rehearse(database, keep(database, season)).refused == 1
    assert run(database, season, knows=knows)["refused"] == 1
    with database.transaction(read_only=True) as db:
        ana = people.find_person(db, season.program_id, "ana@example.org")
        part = people.find_participant(db, season.id, ana.id)
        assert (part.state, part.availability) == (state, "")
        mails = db.scalars(select(Outgoing).where(Outgoing.to == f"person:{ana.id}")).all()
        assert len(mails) == 1


def test_who_left_the_last_season_is_not_enrolled_in_the_next(database, season):
    run(database, season, "email\nana@example.org\nbo@example.org\n")
    with database.transaction() as db:
        ana = people.find_person(db, season.program_id, "ana@example.org")
        people.leave(db, people.find_participant(db, season.id, ana.id), NOW)
        plan = SeasonPlan("Autumn", date(2026, 9, 7))
        program = db.get_one(Season, season.id).program
        autumn = programs.add_season(db, program, plan, "circles", NOW)
    result = run(database, autumn)
    assert (result["new"], result["refused"]) == (2, 1)
    with database.transaction(read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Person)) == 3
        assert {
            part.person.email
            for part in db.scalars(select(Participant).where(Participant.season_id == autumn.id))
        } == {
            "bo@example.org",
            "carl.whitmore@example.org",
        }


def test_who_is_on_a_break_is_enrolled_on_it(database, season):
    run(database, season)
    with database.transaction() as db:
        ana, bo = db.scalars(select(Participant).order_by(Participant.id).limit(2))
        people.pause(db, ana, None, NOW)
        until = ana.paused_until
        program = db.get_one(Season, season.id).program
        autumn = programs.add_season(db, program, SeasonPlan("Autumn", date(2026, 9, 7)), "circles", NOW)
    run(database, autumn)
    with database.transaction() as db:
        breaks = {
            each.person_id: each.paused_until
            for each in db.scalars(select(Participant).where(Participant.season_id == autumn.id))
        }
        assert (breaks[ana.person_id], breaks[bo.person_id]) == (until, None)


def test_a_suppressed_address_is_never_written_to(database, season):
    with database.transaction() as db:
        db.add(Suppression(hash=hashes(db, "ana@example.org")[0], reason="bounce", since=NOW))
    assert rehearse(database, keep(database, season)).refused == 1
    result = run(database, season)
    assert (result["new"], result["refused"]) == (2, 1)
    with database.transaction(read_only=True) as db:
        assert people.find_person(db, season.program_id, "ana@example.org") is None


def test_two_addresses_of_one_person_are_one_participant(database, season):
    with database.transaction() as db:
        program_id = season.program_id
        bo = people.add_person(db, program_id, "Bo", "bo@example.org", "UTC", "en", NOW)
        db.add(
            Address(
                person=bo,
                program_id=program_id,
                normalised="bo@home.example",
                written="bo@home.example",
                confirmed_at=NOW,
            )
        )
    result = run(database, season, "email\nbo@home.example\nbo@example.org\n")
    assert (result["new"], result["already"]) == (1, 1)
    with database.transaction(read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Participant)) == 1


def test_another_programs_people_are_not_ours(database, season):
    with database.transaction() as db:
        other = programs.add_program(db, "Elsewhere", "UTC")
        people.add_person(db, other.id, "Ana", "ana@example.org", "UTC", "en", NOW)
    assert run(database, season)["new"] == 3


def test_pairs_are_made_when_all_are_in_and_strangers_are_named(database, season):
    upload_id = keep(database, season)
    confirm(database, upload_id)
    step(database, upload_id)
    with database.transaction(read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Pair)) == 0
    result = finish(database, upload_id)
    assert result["errors"] == ["Row 4, Together: `stranger@example.org` is nobody in this season."]
    with database.transaction(read_only=True) as db:
        ids = {
            email: people.find_participant(
                db, season.id, people.find_person(db, season.program_id, email).id
            ).id
            for email in ("ana@example.org", "bo@example.org", "carl.whitmore@example.org")
        }
        ana, bo, carl = ids.values()
        found = {(pair.a_id, pair.b_id, pair.kind) for pair in db.scalars(select(Pair))}
        assert found == {
            (min(ana, bo), max(ana, bo), PairKind.TOGETHER),
            (min(bo, carl), max(bo, carl), PairKind.APART),
        }


def test_two_who_are_both_apart_and_together_are_kept_apart(database, season):
    result = run(
        database, season, "email,apart,together\na@example.org,b@example.org,\nb@example.org,,a@example.org\n"
    )
    assert "both apart and together" in result["errors"][0]
    with database.transaction(read_only=True) as db:
        assert db.scalars(select(Pair.kind)).all() == [PairKind.APART]


def test_a_pair_with_somebody_of_an_earlier_file_is_made(database, season):
    run(database, season, "email\nstranger@example.org\n")
    result = run(database, season)
    assert result["errors"] == []
    with database.transaction(read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Pair)) == 3


def test_a_pair_with_somebody_refused_is_left_out_without_a_word(database, season):
    with database.transaction() as db:
        db.add(Suppression(hash=hashes(db, "ana@example.org")[0], reason="bounce", since=NOW))
    assert run(database, season)["errors"] == [
        "Row 4, Together: `stranger@example.org` is nobody in this season."
    ]


@pytest.mark.parametrize("state", [SeasonState.CLOSED, SeasonState.ANONYMISED])
def test_a_season_that_is_over_takes_no_more_people(database, season, state):
    upload_id = keep(database, season)
    with database.transaction() as db:
        db.get_one(Season, season.id).state = state
    with pytest.raises(NotAllowed, match="Spring is over"):
        confirm(database, upload_id)
    with pytest.raises(NotAllowed, match="Spring is over"):
        keep(database, season)


def test_skipped_rows_come_back_with_the_reason(database, season):
    upload_id = keep(database, season)
    with database.transaction(read_only=True) as db:
        header, row = imports.skipped_rows(db, db.get_one(Import, upload_id)).splitlines()
    assert header == "id,name,email,role,topics,timezone,availability,team,apart,together,why"
    assert row.startswith("p4,Dee,dee@exmaple,")
    assert "no ending like .org" in row


def test_each_person_can_read_in_their_trail_who_brought_them_in(database, season, organizer):
    run(database, season)
    with database.transaction(read_only=True) as db:
        lines = db.scalars(select(Audit).where(Audit.about.startswith("participant:"))).all()
        assert {(line.who, line.what) for line in lines} == {
            (f"organizer:{organizer.id}", "enrolled by the import of people.csv")
        }


def test_the_number_of_queries_does_not_grow_with_the_rows(database, season):
    counted = []
    event.listen(database.engine, "after_cursor_execute", lambda *call: counted.append(call[2]))
    numbers = []
    for rows in (20, 400):
        text = everyone(rows).replace("@example.org", f"@{rows}.example")
        upload_id = keep(database, season, text)
        counted.clear()
        rehearse(database, upload_id)
        confirm(database, upload_id)
        step(database, upload_id)
        finish(database, upload_id)
        numbers.append(len(counted))
    assert numbers[0] == numbers[1] < 60


def test_nobody_is_brought_into_a_season_that_was_closed_since_the_import_was_confirmed(database, season):
    upload_id = keep(database, season)
    confirm(database, upload_id)
    with database.transaction() as db:
        seasons.close(db, db.get_one(Season, season.id), "organizer:1", NOW)
    with pytest.raises(NotAllowed, match="Spring is over, so it takes no more people"):
        step(database, upload_id)
    with database.transaction(read_only=True) as db:
        assert db.scalars(select(Participant)).all() == []
