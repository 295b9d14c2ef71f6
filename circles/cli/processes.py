"""The processes: `serve`, `worker`, `clock`, `mail`, and `run` for all four."""

import signal
import threading
from functools import partial
from types import FrameType

import click
from redis.exceptions import RedisError

from circles import migrations
from circles.cli.context import must_be_current, opened_runtime
from circles.cli.supervisor import supervise
from circles.runtime import Runtime
from circles.services import inbox
from circles.settings import read_settings

CLOCK_SECONDS = 30.0
DEMO_CLOCK_SECONDS = 2.0


@click.command()
@click.option("--workers", default=2, show_default=True, help="Web processes, of four threads each.")
def serve(workers: int) -> None:
    """Serve the web pages.

    Example: circles serve --workers 4
    """
    from circles.web.server import serve_forever

    with opened_runtime() as runtime:
        must_be_current(runtime)
        serve_forever(runtime, workers)


@click.command()
def worker() -> None:
    """Do the background work: send mail, read mail, form circles.

    Any number may run, on any host. Example: circles worker
    """
    from worker.process import work_forever

    with opened_runtime() as runtime:
        must_be_current(runtime)
        work_forever(runtime)


@click.command()
def clock() -> None:
    """Tick: post what is due and sweep what was missed.

    Any number may run, one acts. Example: circles clock
    """
    from worker.clock import run

    with opened_runtime() as runtime:
        must_be_current(runtime)
        run(runtime, _stop_on_signal(), DEMO_CLOCK_SECONDS if runtime.settings.demo else CLOCK_SECONDS)


@click.command()
def mail() -> None:
    """Receive mail by SMTP on MAIL_LISTEN, and from the mailbox of IMAP_URL.

    Example: MAIL_LISTEN=0.0.0.0:25 circles mail
    """
    from worker.receiver import listen

    with opened_runtime() as runtime:
        must_be_current(runtime)
        listen(runtime, _stop_on_signal())


@click.command()
def upgrade() -> None:
    """Bring the database to the present version.

    Example: circles upgrade
    """
    with opened_runtime() as runtime:
        _upgrade(runtime)
    click.echo("The database is up to date.")


@click.command()
def run() -> None:
    """Upgrade, then serve, work, tick and receive until Ctrl-C.

    Example: circles run
    """
    settings = read_settings()
    with opened_runtime(settings) as runtime:
        _upgrade(runtime)
        warn_without_queue(runtime)
        click.echo(f"Circles is at {settings.public_url} - Ctrl-C stops it.")
        supervise({})


def _upgrade(runtime: Runtime) -> None:
    runtime.settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrations.upgrade(runtime.database)
    with runtime.transaction() as db:
        inbox.keep_no_addresses(db, partial(runtime.site.keep, today=runtime.now().date()))


def warn_without_queue(runtime: Runtime) -> None:
    """Say once, before the processes say it in their logs, that a Redis is missing: it may yet come."""
    try:
        runtime.redis.ping()
    except RedisError:
        click.echo(
            "circles: No Redis answers at REDIS_URL. The pages work, and mail waits until it does:"
            " start it, or correct REDIS_URL and start again.",
            err=True,
        )


def _stop_on_signal() -> threading.Event:
    stop = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)
    return stop


COMMANDS = (serve, worker, clock, mail, upgrade, run)
