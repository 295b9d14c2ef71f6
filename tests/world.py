"""A whole Circles for one test: real sockets, a real Redis, RQ's own worker, and a clock the test moves."""

import re
import smtplib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rq import SimpleWorker
from rq.serializers import JSONSerializer

from circles import migrations
from circles.domain.words import Rsvp
from circles.mail import demo_replies
from circles.mail.parse import parse
from circles.models import Season
from circles.runtime import Runtime, build, use
from circles.services import circles, imports, jobs, programs
from circles.settings import Settings
from tests.databases import SECRET_KEY
from tests.relay import Relay, free_port
from worker.door import door


@dataclass(frozen=True)
class Received:
    """A mail as it came out of our relay."""

    to: str
    raw: bytes
    subject: str
    text: str
    reply_to: str


class World:
    """Does what organizers and members do, each by the way they would."""

    def __init__(self, runtime: Runtime, relay: Relay, door_port: int, season_id: int) -> None:
        self.runtime, self.relay, self.door_port, self.season_id = runtime, relay, door_port, season_id

    def upload(self, csv: str) -> None:
        """Upload a people file whose people know about it, and let the worker import it."""
        with self.runtime.transaction() as db:
            season = db.get_one(Season, self.season_id)
            kept = imports.upload(db, season, None, "people.csv", csv.encode(), self.runtime.now())
            imports.confirm(db, kept, None, self.runtime.now(), knows=True)
        self.work()

    def form_and_publish(self) -> None:
        """Suggest circles, and publish them."""
        with self.runtime.transaction() as db:
            season = db.get_one(Season, self.season_id)
            jobs.start(db, season.program_id, "form", f"season:{season.id}", self.runtime.now())
        self.work()
        with self.runtime.transaction() as db:
            circles.publish(db, db.get_one(Season, self.season_id), "organizer:1", self.runtime.now())
        self.work()

    def go_to(self, now: datetime) -> None:
        """Move the clock, and let everything that is due by then happen."""
        self.clock.now = now
        self.work()

    def work(self) -> None:
        """Tick, and run RQ's own worker until nothing is left to do."""
        self.runtime.enqueue("tick")
        worker = SimpleWorker([self.runtime.queue], connection=self.runtime.redis, serializer=JSONSerializer)
        worker.work(burst=True, logging_level="WARNING")

    def mail(self, to: str, subject: str) -> Received:
        """Give the latest mail to somebody whose subject has these words."""
        return self.mails(to, subject)[-1]

    def mails(self, to: str, subject: str) -> list[Received]:
        """Give every mail to somebody whose subject has these words, oldest first."""
        received = [_received(*mail) for mail in self.relay.mails]
        return [mail for mail in received if mail.to == to and re.search(subject, mail.subject)]

    def reply(self, mail: Received, text: str, client: demo_replies.ClientName = "gmail") -> None:
        """Answer a mail as its reader would, over the socket, and let the worker read it."""
        self.send(mail, demo_replies.reply(mail.raw, mail.to, text, client, self.runtime.now()))

    def press(self, mail: Received, answer: Rsvp) -> None:
        """Press a button of the reader's calendar."""
        self.send(mail, demo_replies.calendar_reply(mail.raw, mail.to, answer, self.runtime.now()))

    def send(self, mail: Received, raw: bytes) -> None:
        """Bring a mail to the door that another one's reply address names."""
        with smtplib.SMTP("127.0.0.1", self.door_port) as smtp:
            smtp.sendmail(mail.to, mail.reply_to, raw)
        self.work()

    @property
    def clock(self) -> "Clock":
        assert isinstance(self.runtime.clock, Clock)
        return self.runtime.clock


@dataclass
class Clock:
    """The time, as the test says."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def opened_world(folder: Path, redis_url: str, database_url: str, now: datetime) -> Iterator[World]:
    """Open a Circles with one open season: two meetings four weeks apart, from 11 January 2027."""
    with ExitStack() as stack:
        relay = stack.enter_context(Relay())
        port = free_port()
        settings = Settings(
            _env_file=None,
            secret_key=SECRET_KEY,
            public_url="https://circles.example",
            mail_from="circles@circles.example",
            reply_domain="reply.circles.example",
            data_dir=folder,
            database_url=database_url,
            smtp_url=relay.url,
            mail_listen=f"127.0.0.1:{port}",
        )
        runtime = replace(build(settings, redis_url), clock=Clock(now), dns=None)
        stack.callback(runtime.close)
        use(runtime)
        migrations.upgrade(runtime.database)
        season_id = _season(runtime)
        stack.enter_context(door(runtime))
        yield World(runtime, relay, port, season_id)


def _season(runtime: Runtime) -> int:
    with runtime.transaction() as db:
        program = programs.add_program(db, "Springboard", "Europe/Lisbon")
        programs.add_organizer(db, program, "ines@springboard.example", "Inês")
        plan = programs.SeasonPlan("Spring", datetime(2027, 1, 11, tzinfo=UTC).date(), meetings=2)
        return programs.add_season(db, program, plan, "organizer:1", runtime.now()).id


def _received(to: str, raw: bytes) -> Received:
    mail = parse(raw)
    return Received(to, raw, mail.subject, mail.text or "", (mail.header("reply-to") or "").strip())
