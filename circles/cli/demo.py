"""`circles demo`: everything for one visitor, or a whole season at full speed."""

import os
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from circles import demo_clock, migrations
from circles.cli.context import opened_runtime
from circles.cli.supervisor import started, supervise
from circles.demo import fill_if_empty
from circles.demo.environment import HOST, alone, environment, must_be_free
from circles.embedded_redis import embedded_redis
from circles.errors import CirclesError
from circles.runtime import Runtime
from circles.settings import read_settings

WORKERS = 1


@click.command(epilog="Examples: circles demo --port 8001 · circles demo --simulate --people 60 --out season")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Of the pages.")
@click.option("--simulate", is_flag=True, help="Play a whole season at full speed and check every fact.")
@click.option("--people", type=click.IntRange(4, 2000), default=60, show_default=True, help="To simulate.")
@click.option("--meetings", type=click.IntRange(1, 24), default=6, show_default=True, help="To simulate.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed plays the same season.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for every simulated mail and report.json.",
)
def demo(*, port: int, simulate: bool, people: int, meetings: int, seed: int, out: Path | None) -> None:
    """Show Circles with a sample program; no mail leaves the machine.

    All it keeps lies in DATA_DIR/demo. Remove that folder to begin anew.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopping during the start is tidy as well
    if simulate:
        _simulate(people, meetings, seed, out)
    else:
        _show(port)


def _show(port: int) -> None:
    must_be_free(port)
    click.echo("Getting the demo ready; the first time this takes some seconds.", err=True)
    data_dir = (Path(os.environ.get("DATA_DIR") or "data") / "demo").resolve()
    with _prepared(data_dir, port) as (runtime, variables):
        fill_if_empty(runtime)
        threading.Thread(target=_announce, args=(port,), daemon=True).start()
        supervise(variables)


@contextmanager
def _prepared(data_dir: Path, port: int) -> Iterator[tuple[Runtime, dict[str, str]]]:
    """Give a runtime with a Redis and an up-to-date database of the demo's own, and its environment."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone(data_dir), embedded_redis(data_dir) as redis_url:
        variables = environment(data_dir, port, redis_url)
        settings = read_settings(**{name.lower(): value for name, value in variables.items()})
        with opened_runtime(settings) as runtime:
            migrations.upgrade(runtime.database)
            yield runtime, variables


def _announce(port: int) -> None:
    """Print where the demo is as soon as its pages can be seen."""
    while True:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return click.echo(f"Circles is at http://localhost:{port}/ - Ctrl-C stops it.")


def _simulate(people: int, meetings: int, seed: int, out: Path | None) -> None:
    from circles.demo_people import simulated_people
    from circles.services.programs import SeasonPlan
    from circles.simulation import offices, play, report

    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="circles-") as folder:
        data_dir = Path(folder)
        with (
            _prepared(data_dir, 8000) as (runtime, variables),
            started((*("worker",) * WORKERS, "mail"), variables),
        ):
            demo_clock.move(runtime, play.BEGINS)
            plan = SeasonPlan("The simulated season", play.STARTS_ON, meetings=meetings)
            played = play.season(offices.Workers(runtime), simulated_people(people, seed), plan, seed)
            found = report.report(runtime, played)
            if out is not None:
                report.write(runtime, played, found, out)
    click.echo(report.table(found))
    click.echo(f"{time.monotonic() - begun:.0f} seconds.")
    if not found.ok:
        raise CirclesError("The record differs from what was said; see above.")
