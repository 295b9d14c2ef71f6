"""The composition root: settings become a database, a queue, a transport, links and a clock."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import structlog
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.mail.dkim import Signer, read_key
from circles.mail.dns import Dns, resolver
from circles.mail.links import Links
from circles.mail.site import Site
from circles.mail.transports import DemoTransport, SmtpTransport, Transport
from circles.models import DemoClock
from circles.settings import Settings
from circles.vault import Vault, token_keys

log = structlog.get_logger()

QUEUE = "circles"
TASKS = {"deliver": 50, "receive": 50, "run": 1}
"""The worker's tasks that take row ids, and how many ids one RQ job carries."""
TIMEOUT_SECONDS = {"deliver": 600, "receive": 120, "run": 3600}
RESULT_SECONDS = 60
QUEUE_AWAY = "queue unreachable: see that the server of REDIS_URL runs; work waits and nothing is lost"
FAILURE_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Runtime:
    """Everything an entry point needs; made once per process and handed down."""

    settings: Settings
    database: Database
    redis: Redis
    queue: Queue
    transport: Transport
    links: Links
    site: Site
    clock: Callable[[], datetime]
    dns: Dns | None
    """Asked who wrote a mail; None where nothing may be asked of the network, as in the demo."""

    @contextmanager
    def transaction(self, *, read_only: bool = False) -> Iterator[Session]:
        """Open a transaction; once it is committed, wake the worker for what it posted."""
        with self.database.transaction(read_only=read_only) as db:
            yield db
        self.wake(db.info["wake"])

    def wake(self, woken: Sequence[tuple[str, int]]) -> None:
        """Enqueue work on rows; a queue that is down is only logged, since the clock sweeps what is left."""
        try:
            for task, size in TASKS.items():
                ids = [str(row) for row in sorted({row for name, row in woken if name == task})]
                for start in range(0, len(ids), size):
                    self.enqueue(task, ids[start : start + size])
        except RedisError as error:
            log.warning(QUEUE_AWAY, error=type(error).__name__)

    def enqueue(self, task: str, *args: object) -> None:
        """Enqueue one RQ job of worker.jobs; raises RedisError when the queue is down."""
        self.queue.enqueue(
            f"worker.jobs.{task}",
            *args,
            job_timeout=TIMEOUT_SECONDS.get(task, 600),
            result_ttl=RESULT_SECONDS,
            failure_ttl=FAILURE_SECONDS,
        )

    def now(self) -> datetime:
        """Give the time (UTC); in the demo, the demo's."""
        return self.clock()

    def close(self) -> None:
        """Let go of the database and the queue."""
        self.database.close()
        self.redis.close()


def build(settings: Settings, redis_url: str) -> Runtime:
    """Wire the parts by the settings; connects to nothing yet."""
    redis = Redis.from_url(redis_url)
    database = Database(settings.database, Vault(settings.secret_keys))
    return Runtime(
        settings=settings,
        database=database,
        redis=redis,
        queue=Queue(QUEUE, connection=redis, serializer=JSONSerializer),
        transport=DemoTransport() if settings.demo else SmtpTransport(settings.smtp_url),
        links=Links(settings.public_url, settings.secret_keys),
        site=Site(
            name=settings.site_name,
            mail_from=settings.mail_from,
            reply_domain=settings.reply_domain,
            keys=token_keys(settings.secret_keys),
            signer=_signer(settings),
        ),
        dns=None if settings.demo else resolver(),
        clock=partial(_demo_time, database) if settings.demo else _machine_time,
    )


def _signer(settings: Settings) -> Signer | None:
    if not settings.dkim_domain:
        return None
    return Signer(settings.dkim_domain, settings.dkim_selector, read_key(Path(settings.dkim_key_file)))


def _machine_time() -> datetime:
    return datetime.now(UTC)


def _demo_time(database: Database) -> datetime:
    """Read how far the demo's clock was moved ahead; every process reads the same row."""
    with database.transaction(read_only=True) as db:
        ahead = db.scalar(select(DemoClock.ahead_seconds)) or 0
    return _machine_time() + timedelta(seconds=ahead)


_current: Runtime | None = None


def use(runtime: Runtime) -> None:
    """Make this the runtime of the process: RQ hands its functions ids and nothing else."""
    global _current  # noqa: PLW0603  # the one process-wide value, set once at start
    _current = runtime


def current() -> Runtime:
    """Give the runtime of this process."""
    if _current is None:
        raise RuntimeError("the process has not called runtime.use()")
    return _current
