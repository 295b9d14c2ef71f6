"""Play a season: people are imported, placed and published, then read and answer their mail every noon."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.parser import BytesHeaderParser

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles import demo_clock
from circles.demo.answer import Answer
from circles.demo.facts import Fact, personal
from circles.demo.letters import Letter, any_sent_since, sent_since
from circles.demo.mishaps import bounce
from circles.demo.past import next_noon, put_off
from circles.demo.script import Script
from circles.domain.words import JobState, MailKind
from circles.errors import CirclesError
from circles.mail.compose import recipients
from circles.models import Job, Outgoing, Person, Season
from circles.services import circles, imports, jobs, programs
from circles.services.programs import SeasonPlan
from circles.simulation import lives
from circles.simulation.book import Book
from circles.simulation.offices import Posted, PostOffice

BEGINS = datetime(2027, 1, 4, 9, tzinfo=UTC)
"""When the play begins, whatever the day: the same seed plays the same, and the clocks change on the way."""
STARTS_ON = date(2027, 1, 25)
ZONE = "Europe/Lisbon"


@dataclass
class Played:
    """What is known after a season was played."""

    season_id: int = 0
    zones: dict[str, str] = field(default_factory=dict)
    """Where people lived at first, by address."""
    book: Book = field(default_factory=Book)
    received: list[Posted] = field(default_factory=list)
    """Every mail people sent, in order."""


def season(office: PostOffice, people: bytes, plan: SeasonPlan, seed: int) -> Played:
    """Play a season with the people of this file, from BEGINS on.

    Raises CirclesError when an import or the forming fails, and NotAllowed when the workers are too slow.
    """
    return _Play(office, Script(seed)).play(people, plan)


class _Play:
    def __init__(self, office: PostOffice, script: Script) -> None:
        self._office, self._runtime = office, office.runtime
        self._script = script
        self._played = Played()
        self._read = 0
        self._put_off: list[tuple[datetime, Letter, Answer]] = []

    def play(self, people: bytes, plan: SeasonPlan) -> Played:
        self._import(people, plan)
        self._form()
        with self._runtime.transaction() as db:
            circles.publish(db, self._season(db), "organizer:1", self._runtime.now())
            self._lives = lives.drawn(db, self._season(db), self._script)
            self._played.zones = {person.email: person.zone for person in db.scalars(select(Person))}
        while (visit := self._next_visit()) is not None:
            self._office.live_until(visit)
            self._visit()
        return self._played

    # --- Setting up ---

    def _import(self, people: bytes, plan: SeasonPlan) -> None:
        now = self._runtime.now()
        with self._runtime.transaction() as db:
            program = programs.add_program(db, "Springboard", ZONE)
            organizer = programs.add_organizer(db, program, "ines.duarte@springboard.example", "Inês Duarte")
            season = programs.add_season(db, program, plan, f"organizer:{organizer.id}", now)
            lives.sign_up_late(db, season, ZONE, now)
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
        self._office.live_until(self._runtime.now())
        with self._runtime.transaction(read_only=True) as db:
            job = db.get_one(Job, job_id)
            if job.state is not JobState.DONE:
                raise CirclesError(f"The job “{job.kind}” ended as {job.state}: {job.result}")

    def _season(self, db: Session) -> Season:
        return db.get_one(Season, self._played.season_id)

    # --- Living through it ---

    def _next_visit(self) -> datetime | None:
        """Give the noon after the next thing to come; None when all that was due has been sent and read."""
        now = self._runtime.now()
        with self._runtime.transaction(read_only=True) as db:
            due = now if any_sent_since(db, self._read) else demo_clock.next_instant(db, now)
        coming = [*(each.at for each in self._lives.happenings), *(at for at, _, _ in self._put_off)]
        if due is not None:
            coming.append(due)
        return next_noon(max(min(coming), now)) if coming else None

    def _visit(self) -> None:
        """Let everybody read and answer; who is asked whether a request is theirs says yes afterwards."""
        now = self._runtime.now()
        with self._runtime.transaction(read_only=True) as db:
            letters = sent_since(db, self._read)
        self._read = max((letter.id for letter in letters), default=self._read)
        asked = [letter for letter in letters if letter.kind is MailKind.ASK]
        others = [letter for letter in letters if letter.kind is not MailKind.ASK]
        self._hand_in([mail for letter in others for mail in self._answers(letter, now)])
        self._hand_in([mail for letter in asked for mail in self._answers(letter, now)])
        self._hand_in(list(self._what_was_put_off(now)))
        while self._lives.happenings and self._lives.happenings[0].at <= now:
            with self._runtime.transaction() as db:
                self._lives.happenings.pop(0).do(db, self._played.book, now)

    def _hand_in(self, mails: Sequence[Posted]) -> None:
        if mails:
            self._played.received += mails
            self._office.hand_in(mails)

    def _answers(self, letter: Letter, now: datetime) -> Iterator[Posted]:
        """Write what comes back for a mail, if anything does."""
        if self._lives.gone.get(letter.reader.email, now) < letter.sent_at:
            yield from self._comes_back(letter, now)
            return
        answer = self._script.answer(letter, now)
        if answer is not None and answer.after:
            self._put_off.append((put_off(now, answer.after), letter, answer))
        elif answer is not None:
            yield from self._written(answer, letter, now)

    def _what_was_put_off(self, now: datetime) -> Iterator[Posted]:
        ripe = [each for each in self._put_off if each[0] <= now]
        self._put_off = [each for each in self._put_off if each[0] > now]
        for _, letter, answer in ripe:
            yield from self._written(answer, letter, now)

    def _written(self, answer: Answer, letter: Letter, now: datetime) -> Iterator[Posted]:
        """Give the mails of an answer, and note in the book what they say, in the order of writing."""
        book = self._played.book
        if answer.undoes:
            if not book.may_undo(answer.undoes):
                return
            book.undo(answer.undoes)
        mails = self._script.mails(answer, letter, now)
        for said, raw in reversed(mails):
            book.note(_message_id(raw), said.facts)
        yield from (Posted(letter.reader.email, letter.answer_address, raw) for _, raw in mails)

    def _comes_back(self, letter: Letter, now: datetime) -> Iterator[Posted]:
        """Report to the return path that there is no such mailbox, as the reader's server does."""
        with self._runtime.transaction(read_only=True) as db:
            sent = db.get_one(Outgoing, letter.id)
            return_path, _ = recipients(db, sent, self._runtime.site, letter.sent_at)
        if return_path:
            self._played.book.note("bounce", [Fact(personal(letter.reader.email, "mailbox"), "gone")])
            yield Posted("", return_path, bounce(letter, return_path, now))


def _message_id(raw: bytes) -> str:
    return str(BytesHeaderParser().parsebytes(raw)["Message-ID"])
