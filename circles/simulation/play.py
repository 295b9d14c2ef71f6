"""Play a season: people are imported, placed and published, then read and answer their mail every noon."""

import smtplib
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import ceil

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles import demo_clock
from circles.demo.letters import Letter, sent_since
from circles.demo.past import next_noon
from circles.demo.script import Answer, Script
from circles.domain.words import JobState, MailKind
from circles.errors import CirclesError
from circles.mail.demo_replies import answer_address
from circles.mail.parse import parse
from circles.models import DemoClock, Job, Season
from circles.runtime import Runtime
from circles.services import circles, imports, jobs, programs, timeline
from circles.services.programs import SeasonPlan
from circles.simulation.book import Book

BEGINS = datetime(2027, 1, 4, 9, tzinfo=UTC)
"""When the play begins, whatever the day: the same seed plays the same, and the clocks change on the way."""
STARTS_ON = date(2027, 1, 25)
PATIENCE = 300.0
"""Seconds for the workers to get through whatever one day brings."""
DOOR_OPENS = 30.0


@dataclass
class Played:
    """What is known after a season was played."""

    season_id: int = 0
    book: Book = field(default_factory=Book)
    received: list[tuple[str, bytes]] = field(default_factory=list)
    """Recipient and bytes of every mail people sent, in order."""


def season(runtime: Runtime, people: bytes, meetings: int, seed: int) -> Played:
    """Play a season with the people of this file; workers and the SMTP door must be running.

    Raises CirclesError when an import or the forming fails, and NotAllowed when the workers are too slow.
    """
    return _Play(runtime, Script(seed)).play(people, meetings)


class _Play:
    def __init__(self, runtime: Runtime, script: Script) -> None:
        self._runtime = runtime
        self._script = script
        self._played = Played()
        self._read = 0

    def play(self, people: bytes, meetings: int) -> Played:
        self._begin()
        self._import(people, meetings)
        self._form()
        with self._runtime.transaction() as db:
            circles.publish(db, self._season(db), "circles", self._runtime.now())
        while (noon := self._next_visit()) is not None:
            demo_clock.advance(self._runtime, noon, PATIENCE)
            self._visit()
        return self._played

    # --- Setting up ---

    def _begin(self) -> None:
        with self._runtime.transaction() as db:
            ahead = ceil((BEGINS - datetime.now(UTC)) / timedelta(seconds=1))
            db.add(DemoClock(id=1, ahead_seconds=ahead))

    def _import(self, people: bytes, meetings: int) -> None:
        now = self._runtime.now()
        with self._runtime.transaction() as db:
            program = programs.add_program(db, "Springboard", "Europe/Lisbon")
            organizer = programs.add_organizer(db, program, "ines.duarte@springboard.example", "Inês Duarte")
            plan = SeasonPlan("The simulated season", STARTS_ON, meetings=meetings)
            season = programs.add_season(db, program, plan, f"organizer:{organizer.id}", now)
            upload = imports.upload(db, season, organizer, "people.csv", people, now)
            job = imports.confirm(db, upload, organizer, now, knows=True)
            self._played.season_id, job_id = season.id, job.id
        self._finish(job_id)

    def _form(self) -> None:
        with self._runtime.transaction() as db:
            season = self._season(db)
            job_id = jobs.start(db, season.program_id, "form", f"season:{season.id}", self._runtime.now()).id
        self._finish(job_id)

    def _finish(self, job_id: int) -> None:
        self._settle()
        with self._runtime.transaction(read_only=True) as db:
            job = db.get_one(Job, job_id)
            if job.state is not JobState.DONE:
                raise CirclesError(f"The job “{job.kind}” ended as {job.state}: {job.result}")

    def _season(self, db: Session) -> Season:
        return db.scalars(select(Season).where(Season.id == self._played.season_id)).one()

    def _settle(self) -> None:
        demo_clock.advance(self._runtime, self._runtime.now(), PATIENCE)

    # --- Living through it ---

    def _next_visit(self) -> datetime | None:
        """Give the noon after the next mail that is due; None when everything due has been sent and read."""
        now = self._runtime.now()
        with self._runtime.transaction(read_only=True) as db:
            due = timeline.next_instant(db, now)
            if due is None and next(sent_since(db, self._read), None) is not None:
                due = now
        return None if due is None else next_noon(due)

    def _visit(self) -> None:
        """Let everybody read and answer; who is asked whether a request is theirs says yes afterwards."""
        now = self._runtime.now()
        with self._runtime.transaction(read_only=True) as db:
            letters = list(sent_since(db, self._read))
        for last in (False, True):
            mails = [
                mail
                for letter in letters
                if (letter.kind is MailKind.ASK) is last
                for mail in self._answers(letter, now)
            ]
            if mails:
                _send(self._runtime.settings.mail_listen, mails)
                self._settle()
        self._read = max((letter.id for letter in letters), default=self._read)

    def _answers(self, letter: Letter, now: datetime) -> list[tuple[str, bytes]]:
        """Write what the reader answers, if anything, and note in the book what it says."""
        answer = self._script.answer(letter, now)
        if answer is None or (answer.undoes and not self._played.book.may_undo(answer.undoes)):
            return []
        raw = self._script.write(answer, letter, now)
        self._note(answer, raw)
        mail = (answer_address(parse(letter.raw)), raw)
        self._played.received.append(mail)
        return [mail, mail] if answer.twice else [mail]

    def _note(self, answer: Answer, raw: bytes) -> None:
        book = self._played.book
        if answer.undoes:
            book.undo(answer.undoes)
        book.note(parse(raw).message_id or "", answer.facts)


def _send(door: str, mails: list[tuple[str, bytes]]) -> None:
    """Hand mails to the SMTP door, all over one connection."""
    with _connection(door) as smtp:
        for recipient, raw in mails:
            sender = parse(raw).sender or ""
            smtp.sendmail(sender, [recipient], raw)


def _connection(door: str) -> smtplib.SMTP:
    """Connect, waiting for the door to open."""
    host, _, port = door.rpartition(":")
    deadline = time.monotonic() + DOOR_OPENS
    while True:
        try:
            return smtplib.SMTP(host, int(port), timeout=DOOR_OPENS)
        except ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
