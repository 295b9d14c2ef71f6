"""Commands on what the database holds: import people, take in mail, mind the outbox, add organizers."""

import json
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from circles.cli.context import must_be_current, opened_runtime
from circles.domain.words import JobState, OutgoingState
from circles.errors import CirclesError, Invalid, NotFound
from circles.models import Job, Outgoing, Program, Season
from circles.runtime import Runtime
from circles.services import imports, jobs, programs
from circles.services import outbox as service

_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
OVERDUE = timedelta(minutes=15)
LOOK_AGAIN_SECONDS = 0.2

# What a mail server's pipe understands (sysexits.h): bounce the mail, or keep it and try again.
NOBODY_HERE = 67
TRY_AGAIN = 75
REFUSED = {
    "not ours": "this mail is for no address of ours",
    "too large": "this mail is larger than MAIL_SIZE_LIMIT",
}


@click.command("import", epilog="Example: circles import people.csv --season 1 --dry-run")
@click.argument("people", type=_FILE)
@click.option("--season", required=True, help="The season's number or its name.")
@click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of sentences.")
def import_people(people: Path, *, season: str, dry_run: bool, as_json: bool) -> None:
    """Invite the people of a file into a season.

    They join by saying yes to the mail they get. Who left or declined is not asked again.
    """
    with opened_runtime() as runtime:
        must_be_current(runtime)
        told = _rehearse(runtime, people, season) if dry_run else _import(runtime, people, season)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(_sentences(told)))


def _rehearse(runtime: Runtime, people: Path, season: str) -> dict[str, Any]:
    with runtime.transaction() as db, db.begin_nested() as rehearsal:
        upload = imports.upload(
            db, _season(db, season), None, people.name, people.read_bytes(), runtime.now()
        )
        found = imports.rehearse(db, upload)
        rehearsal.rollback()
    return {
        "dry_run": True,
        "new": found.new,
        "already": found.already,
        "changed": found.would_change,
        "refused": found.refused,
        "skipped": found.skipped,
        "errors": [problem.sentence for problem in found.problems],
    }


def _import(runtime: Runtime, people: Path, season: str) -> dict[str, Any]:
    with runtime.transaction() as db:
        upload = imports.upload(
            db, _season(db, season), None, people.name, people.read_bytes(), runtime.now()
        )
        job_id = imports.confirm(db, upload, None, runtime.now(), knows=False).id
    job = _done(runtime, job_id)
    if job.state is not JobState.DONE:
        raise CirclesError(job.result.get("error", "The import was cancelled."))
    return {"dry_run": False, **job.result}


def _done(runtime: Runtime, job_id: int) -> Job:
    """Do the job here, or wait for the worker that was quicker to take it."""
    from worker import long_work

    while True:
        long_work.run(runtime, job_id)
        with runtime.transaction(read_only=True) as db:
            job = db.get_one(Job, job_id)
        if job.state not in jobs.OPEN:
            return job
        time.sleep(LOOK_AGAIN_SECONDS)


def _season(db: Session, wanted: str) -> Season:
    """Find a season by number or name; raises NotFound that lists them all."""
    seasons = db.scalars(select(Season).order_by(Season.id)).all()
    found = [season for season in seasons if wanted in {str(season.id), season.name}]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(f"{season.id} is {season.name} of {season.program.name}" for season in seasons)
    raise NotFound(f"There is no one season `{wanted}`. Give its number: {listed or 'there are none yet'}.")


def _sentences(told: dict[str, Any]) -> Sequence[str]:
    counts = (
        f"{told['new']} new, {told['already']} already here ({told['changed']} with something to add),"
        f" {told['skipped']} need a fix, {told['refused']} asked us not to write."
    )
    rehearsal = (
        ["This was a rehearsal. Nothing is saved and nobody is written to."] if told["dry_run"] else []
    )
    return [counts, *told["errors"], *rehearsal]


@click.command(epilog="Example: circles receive --to circles+...@reply.example.org < mail.eml")
@click.option("--to", "recipient", help="Whom the envelope names.  [default: as the headers say]")
def receive(recipient: str | None) -> None:
    """Take in one mail from a pipe of any mail server, durably before it returns.

    Ends with 67 when nobody here has the address and with 75 when the mail should be tried again.
    """
    try:
        code = _receive(sys.stdin.buffer.read(), recipient)
    except Exception as error:  # noqa: BLE001  # whatever it was, the server must keep the mail
        click.echo(f"circles: the mail was not taken: {error}", err=True)
        code = TRY_AGAIN
    sys.exit(code)


def _receive(raw: bytes, recipient: str | None) -> int:
    from circles.mail.entrance import Taken, take_in

    with opened_runtime() as runtime:
        must_be_current(runtime)
        limit = runtime.settings.mail_size_limit
        with runtime.transaction() as db:
            taken = take_in(db, runtime.site, raw, recipient, {"door": "pipe"}, runtime.now(), limit)
    if taken in {Taken.STORED, Taken.KNOWN}:
        return 0
    click.echo(f"circles: {REFUSED[taken]}", err=True)
    return NOBODY_HERE


@click.command(epilog="Example: circles outbox --stuck")
@click.option("--stuck", is_flag=True, help="List what is held, failed or overdue, with the server's answer.")
@click.option("--retry", type=int, metavar="ID", help="Send a held or failed mail once more.")
def outbox(*, stuck: bool, retry: int | None) -> None:
    """Count the mails by state, list the stuck ones, or send one again."""
    if stuck and retry is not None:
        raise click.UsageError("Give --stuck or --retry, not both.")
    with opened_runtime() as runtime:
        must_be_current(runtime)
        with runtime.transaction(read_only=retry is None) as db:
            if retry is not None:
                _retry(runtime, db, retry)
            elif stuck:
                _list_stuck(runtime, db)
            else:
                _count(db)


def _retry(runtime: Runtime, db: Session, outgoing_id: int) -> None:
    outgoing = db.get(Outgoing, outgoing_id)
    if outgoing is None:
        raise NotFound(f"There is no mail {outgoing_id}. List them with: circles outbox --stuck")
    service.send_again(db, outgoing, runtime.now())
    click.echo(f"Mail {outgoing_id} goes out again now.")


def _list_stuck(runtime: Runtime, db: Session) -> None:
    overdue = (Outgoing.state == OutgoingState.QUEUED) & (Outgoing.due_at < runtime.now() - OVERDUE)
    lost = Outgoing.state.in_((OutgoingState.HELD, OutgoingState.FAILED))
    for mail in db.scalars(select(Outgoing).where(or_(lost, overdue)).order_by(Outgoing.id)):
        click.echo(
            f"{mail.id}\t{mail.state}\t{mail.kind}\t{mail.to}\t{mail.about}"
            f"\t{mail.posted_at:%Y-%m-%dT%H:%MZ}\t{mail.error}"
        )


def _count(db: Session) -> None:
    counted = select(Outgoing.state, func.count()).group_by(Outgoing.state)
    counts = dict(db.execute(counted).all())
    for state in OutgoingState:
        click.echo(f"{state}\t{counts.get(state, 0)}")


@click.group()
def organizer() -> None:
    """Look after those who run programs."""


@organizer.command(epilog="Example: circles organizer invite ines@example.org --program Springboard")
@click.argument("email")
@click.option("--program", help="The program to run; a new name starts one.  [default: the only one]")
@click.option("--name", help="What to call the organizer.  [default: the address up to the @]")
@click.option("--zone", default="UTC", show_default=True, help="Time zone of a program that is started.")
def invite(email: str, *, program: str | None, name: str | None, zone: str) -> None:
    """Let somebody run a program; they then sign in with this address."""
    with opened_runtime() as runtime:
        must_be_current(runtime)
        with runtime.transaction() as db:
            run = _program(db, program, runtime.settings.site_name, zone)
            programs.add_organizer(db, run, email, name or email.partition("@")[0])
            click.echo(f"{email} runs {run.name} now. Sign in at {runtime.links.page('/sign-in')}")


def _program(db: Session, wanted: str | None, first_name: str, zone: str) -> Program:
    """Find the program by name, or the only one; start it where there is none."""
    known = db.scalars(select(Program).order_by(Program.id)).all()
    if wanted is None and len(known) > 1:
        names = ", ".join(program.name for program in known)
        raise Invalid(f"There are several programs. Name one with --program: {names}.", field="program")
    found = [program for program in known if wanted in {None, program.name}]
    return found[0] if found else programs.add_program(db, wanted or first_name, zone)
