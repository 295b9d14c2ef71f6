"""The demo's time passes from one thing due to the next, and real workers keep up with it."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from rq import SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy import select

from circles import demo_clock
from circles.domain.cadence import days_before, local
from circles.domain.words import MailKind, OutgoingState
from circles.errors import NotAllowed
from circles.models import Meeting, Outgoing
from circles.runtime import Runtime, build, use
from circles.services.attendance import upcoming
from circles.settings import Settings
from tests.databases import SECRET_KEY
from tests.web import seasons

NOW = datetime.now(UTC)
ZONE = "Europe/Lisbon"


@pytest.fixture
def runtime(database_url: str, redis_url: str) -> Iterator[Runtime]:
    settings = Settings(
        _env_file=None,
        secret_key=SECRET_KEY,
        public_url="http://circles.example",
        mail_from="circles@circles.example",
        reply_domain="reply.circles.example",
        database_url=database_url,
        demo=True,
    )
    runtime = build(settings, redis_url)
    use(runtime)
    yield runtime
    runtime.close()


@pytest.fixture
def meeting(runtime: Runtime) -> Meeting:
    """The next meeting of a circle of four, which nobody has answered for."""
    with runtime.transaction() as db:
        season = seasons.publish(db, seasons.add_program(db, NOW), NOW, groups=1)
        found = upcoming(seasons.circles.of_season(db, season)[0].meetings, NOW)
        assert found is not None
        return found


def let_pass(runtime: Runtime, to: datetime) -> datetime:
    """Advance in a thread of its own, while a worker works in this one."""
    reached: list[datetime] = []
    asking = threading.Thread(target=lambda: reached.append(demo_clock.advance(runtime, to, patience=60)))
    asking.start()
    while asking.is_alive():
        worker = SimpleWorker([runtime.queue], connection=runtime.redis, serializer=JSONSerializer)
        worker.work(burst=True, logging_level="ERROR")
        asking.join(0.02)
    return reached[0]


def sent(runtime: Runtime, kind: MailKind, about: str) -> list[datetime]:
    with runtime.transaction(read_only=True) as db:
        mails = select(Outgoing).where(
            Outgoing.kind == kind, Outgoing.about == about, Outgoing.state == OutgoingState.SENT
        )
        return [mail.sent_at for mail in db.scalars(mails) if mail.sent_at]


def test_every_mail_on_the_way_leaves_at_its_own_hour(runtime, meeting):
    about = f"meeting:{meeting.id}"
    reached = let_pass(runtime, meeting.starts_at)
    assert timedelta() <= reached - meeting.starts_at < timedelta(seconds=30)
    for kind, days in ((MailKind.TOPIC, 4), (MailKind.REMINDER, 1)):
        expected = days_before(meeting.starts_at, days, ZONE)
        times = sent(runtime, kind, about)
        assert len(times) == 4
        assert all(timedelta() <= time - expected < timedelta(seconds=30) for time in times), kind
    assert {local(time, ZONE).hour for time in sent(runtime, MailKind.TOPIC, about)} == {9}


def test_without_a_worker_the_clock_stays_and_says_so(runtime, meeting):
    with pytest.raises(NotAllowed, match="waits for the worker"):
        demo_clock.advance(runtime, meeting.starts_at, patience=0.2)
    assert runtime.now() - datetime.now(UTC) < timedelta(minutes=1)


def test_time_never_goes_back(runtime):
    later = datetime.now(UTC) + timedelta(days=3)
    let_pass(runtime, later)
    assert let_pass(runtime, NOW) >= later


def test_the_clock_stops_where_a_digest_is_due_however_quiet_the_week(
    runtime: Runtime, meeting: Meeting
) -> None:
    now, until = NOW, NOW + timedelta(days=8)
    stops = []
    with runtime.transaction(read_only=True) as db:
        while (due := demo_clock.next_instant(db, now, until)) is not None and due < until:
            stops.append(f"{local(due, ZONE):%A %H:%M}")
            now = due
    assert "Monday 08:00" in stops
