"""Long work ends done, failed with a sentence, or as it was cancelled; a worker that died costs nothing."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import event, func, select, text, update
from sqlalchemy.orm import Session

from circles.db import BATCH
from circles.demo_people import sample_csv, simulated_people
from circles.domain.draft import Draft, to_json
from circles.domain.words import JobState, MailKind, PairKind, Role, SeasonState
from circles.models import Circle, Import, Job, Organizer, Outgoing, Pair, Participant, Person, Season
from circles.services import board, circles, drafts, imports, jobs, programs
from circles.services.programs import SeasonPlan
from worker import long_work

LATER = timedelta(minutes=6)


@contextmanager
def once_committed(condition: Callable[[], bool], act: Callable[[], None]) -> Iterator[None]:
    """Act after the first commit by which the condition holds."""
    waiting = [act]

    def look(_db: Session) -> None:
        if waiting:
            waiting.clear()  # what is asked below commits too
            if condition():
                act()
            else:
                waiting.append(act)

    event.listen(Session, "after_commit", look)
    yield
    event.remove(Session, "after_commit", look)
    assert not waiting


@pytest.fixture
def season(runtime):
    with runtime.transaction() as db:
        program = programs.add_program(db, "Springboard", "Europe/Lisbon")
        programs.add_organizer(db, program, "marta@example.org", "Marta Lima")
        starts_on = runtime.now().date() + timedelta(days=30)
        return programs.add_season(db, program, SeasonPlan("Spring", starts_on), "circles", runtime.now())


def start_import(runtime, season, data):
    with runtime.transaction() as db:
        organizer = db.scalars(select(Organizer)).one()
        upload = imports.upload(
            db, db.get_one(Season, season.id), organizer, "people.csv", data, runtime.now()
        )
        return imports.confirm(db, upload, organizer, runtime.now(), knows=True).id


def start_forming(runtime, season):
    with runtime.transaction() as db:
        return jobs.start(db, season.program_id, "form", f"season:{season.id}", runtime.now()).id


def bring_in(runtime, season, data):
    job_id = start_import(runtime, season, data)
    long_work.run(runtime, job_id)
    assert job(runtime, job_id).state is JobState.DONE


def job(runtime, job_id):
    with runtime.transaction(read_only=True) as db:
        return db.get_one(Job, job_id)


def count(runtime, table):
    with runtime.transaction(read_only=True) as db:
        return db.scalar(select(func.count()).select_from(table))


def cancel(runtime, job_id):
    with runtime.transaction() as db:
        jobs.cancel(db.get_one(Job, job_id))


def people_file(rows):
    return ("email\n" + "".join(f"p{n}@example.org\n" for n in range(rows))).encode()


def test_an_import_ends_with_its_counts_and_a_mail_to_the_organizer(runtime, season):
    job_id = start_import(runtime, season, sample_csv())
    long_work.run(runtime, job_id)
    ended = job(runtime, job_id)
    assert (ended.state, ended.done, ended.total) == (JobState.DONE, 40, 40)
    assert ended.result == {
        "new": 40,
        "already": 0,
        "changed": 0,
        "refused": 0,
        "skipped": 5,
        "errors": [],
    }
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(Import.result)).one() == ended.result
        assert db.scalars(select(Pair.kind).distinct()).all() == [PairKind.TOGETHER]
        kinds = db.execute(select(Outgoing.kind, func.count()).group_by(Outgoing.kind)).all()
        assert dict(map(tuple, kinds)) == {MailKind.JOINED: 40, MailKind.IMPORT_DONE: 1}


def test_a_job_that_is_done_is_not_done_again(runtime, season):
    job_id = start_import(runtime, season, people_file(3))
    for _ in range(2):
        long_work.run(runtime, job_id)
    assert job(runtime, job_id).result["new"] == 3
    assert count(runtime, Person) == 3


def test_an_import_whose_worker_was_killed_is_taken_over_where_it_stopped(runtime, season):
    job_id = start_import(runtime, season, people_file(BATCH * 2 + 7))

    def killed():
        raise KeyboardInterrupt

    with once_committed(lambda: count(runtime, Person) == BATCH, killed), pytest.raises(KeyboardInterrupt):
        long_work.run(runtime, job_id)
    assert count(runtime, Person) == BATCH

    long_work.run(runtime, job_id)
    assert job(runtime, job_id).state is JobState.RUNNING, "the lease of the dead worker still holds"

    later = replace(runtime, clock=lambda: runtime.now() + LATER)
    with later.transaction() as db:
        assert jobs.unfinished(db, later.now()) == [job_id]
    long_work.run(later, job_id)
    assert job(runtime, job_id).result["new"] == BATCH * 2 + 7
    assert count(runtime, Person) == count(runtime, Participant) == BATCH * 2 + 7


def test_an_import_that_is_cancelled_stops_at_the_next_step(runtime, season):
    job_id = start_import(runtime, season, people_file(BATCH * 3))
    with once_committed(lambda: count(runtime, Person) == BATCH, lambda: cancel(runtime, job_id)):
        long_work.run(runtime, job_id)
    assert job(runtime, job_id).state is JobState.CANCELLED
    assert count(runtime, Person) == BATCH * 2


def test_a_job_cancelled_before_it_began_leaves_no_trace(runtime, season):
    job_id = start_import(runtime, season, people_file(3))
    cancel(runtime, job_id)
    long_work.run(runtime, job_id)
    assert job(runtime, job_id).state is JobState.CANCELLED
    assert count(runtime, Person) == 0


def test_an_import_whose_file_is_gone_fails_with_a_sentence(runtime, season):
    job_id = start_import(runtime, season, people_file(3))
    with runtime.transaction() as db:
        db.execute(update(Import).values(raw=None))
    long_work.run(runtime, job_id)
    ended = job(runtime, job_id)
    assert ended.state is JobState.FAILED
    assert ended.result == {"error": "people.csv is no longer kept here. Upload it again."}


def test_a_fault_of_ours_is_told_kindly_and_without_a_traceback(runtime, season):
    job_id = start_import(runtime, season, people_file(3))
    with runtime.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE suppression RENAME TO away"))
    long_work.run(runtime, job_id)
    with runtime.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO suppression"))
    ended = job(runtime, job_id)
    assert ended.state is JobState.FAILED
    assert ended.result == {"error": long_work.FAULTS["import"]}


def test_forming_saves_a_draft_and_counts_it(runtime, season):
    bring_in(runtime, season, simulated_people(30, seed=1))
    job_id = start_forming(runtime, season)
    long_work.run(runtime, job_id)
    ended = job(runtime, job_id)
    assert ended.state is JobState.DONE
    with runtime.transaction(read_only=True) as db:
        drafts = circles.of_season(db, db.get_one(Season, season.id))
        assert ended.result["circles"] == len(drafts) > 0
        assert ended.result["placed"] == sum(len(circle.members) for circle in drafts)
        assert ended.result["placed"] + ended.result["waiting"] == 30


def test_forming_again_changes_nothing_before_somebody_says_yes(runtime, season):
    bring_in(runtime, season, simulated_people(30, seed=1))
    long_work.run(runtime, start_forming(runtime, season))
    bring_in(runtime, season, people_file(5))
    with runtime.transaction() as db:
        db.execute(update(Participant).values(availability="Mon-Fri 8-18"))
    before = present(runtime, season)
    job_id = start_forming(runtime, season)
    long_work.run(runtime, job_id)
    assert job(runtime, job_id).result["outcome"] == "suggested"
    assert present(runtime, season) == before
    assert suggestion(runtime, season).placed > before.placed


def test_cancelled_forming_leaves_the_draft_and_the_suggestion_as_they_were(runtime, season):
    bring_in(runtime, season, simulated_people(30, seed=1))
    long_work.run(runtime, start_forming(runtime, season))
    with runtime.transaction() as db:
        board.of_season(db, season).suggested = to_json(Draft())
    before = present(runtime, season)
    job_id = start_forming(runtime, season)

    with once_committed(lambda: job(runtime, job_id).total > 0, lambda: cancel(runtime, job_id)):
        long_work.run(runtime, job_id)
    assert job(runtime, job_id).state is JobState.CANCELLED
    assert present(runtime, season) == before
    assert suggestion(runtime, season) == Draft()


def test_a_board_that_was_changed_meanwhile_is_left_alone(runtime, season):
    bring_in(runtime, season, simulated_people(30, seed=1))
    long_work.run(runtime, start_forming(runtime, season))

    def lock_one():
        with runtime.transaction() as db:
            row = db.scalars(select(Circle.id)).first()
            hand = board.Hand("organizer:1", board.of_season(db, season).version, runtime.now())
            board.lock_circle(db, db.get_one(Season, season.id), row, hand, on=True)

    job_id = start_forming(runtime, season)
    with once_committed(lambda: job(runtime, job_id).total > 0, lock_one):
        long_work.run(runtime, job_id)
    ended = job(runtime, job_id)
    assert ended.state is JobState.FAILED
    assert "changed this board just now" in ended.result["error"]
    assert present(runtime, season).circles[0].locked
    assert suggestion(runtime, season) is None


def present(runtime, season):
    with runtime.transaction(read_only=True) as db:
        return drafts.present(db, db.get_one(Season, season.id))


def suggestion(runtime, season):
    with runtime.transaction(read_only=True) as db:
        return board.suggestion(db, db.get_one(Season, season.id))


def test_forming_that_contradicts_itself_says_why(runtime, season):
    bring_in(runtime, season, simulated_people(30, seed=1))
    with runtime.transaction() as db:
        some = db.scalars(select(Participant.id).where(Participant.role == Role.MENTEE).limit(20)).all()
        for one, other in pairwise(some):
            db.add(
                Pair(season_id=season.id, a_id=min(one, other), b_id=max(one, other), kind=PairKind.TOGETHER)
            )
    job_id = start_forming(runtime, season)
    long_work.run(runtime, job_id)
    ended = job(runtime, job_id)
    assert ended.state is JobState.FAILED
    assert "are to be together" in ended.result["error"]
    assert count(runtime, Circle) == 0


def test_forming_a_published_season_changes_nothing(runtime, season):
    bring_in(runtime, season, simulated_people(30, seed=1))
    job_id = start_forming(runtime, season)
    with runtime.transaction() as db:
        db.get_one(Season, season.id).state = SeasonState.PUBLISHED
    long_work.run(runtime, job_id)
    assert "published" in job(runtime, job_id).result["error"]
    assert count(runtime, Circle) == 0


def test_progress_is_written_a_few_times_and_not_at_every_step(runtime, season):
    bring_in(runtime, season, simulated_people(30, seed=1))
    job_id = start_forming(runtime, season)
    began, commits = time.monotonic(), []
    event.listen(runtime.database.engine, "commit", commits.append)
    long_work.run(runtime, job_id)
    assert len(commits) <= 2 * (time.monotonic() - began) + 5
