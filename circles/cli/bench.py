"""`circles bench`: measure what docs/performance.md claims."""

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from circles.errors import CirclesError

CHECKOUT = Path(__file__).resolve().parents[2]
BENCHMARKS = {
    "forming": "forming",
    "import": "imports",
    "pages": "pages",
    "read": "read",
    "receive": "receive",
    "season": "season",
    "send": "send",
}
"""The module of benchmarks/ that measures each."""


@click.command(epilog="Example: circles bench send --json")
@click.argument("name", type=click.Choice(list(BENCHMARKS)))
@click.option("--full", is_flag=True, help="At large sizes: minutes instead of seconds.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of a table.")
@click.option("--write", is_flag=True, help="Put the result into docs/performance.md too.")
def bench(name: str, *, full: bool, as_json: bool, write: bool) -> None:
    """Measure one part of Circles on this machine, beside what it is compared with.

    Needs a checkout: what measures is no part of an installed Circles.
    """
    benchmark = find(name, CHECKOUT)
    report = benchmark.run(benchmark.FULL if full else benchmark.SHORT)
    if write:
        report.write()
    click.echo(json.dumps(report.as_json(), indent=1) if as_json else report.as_text())


def find(name: str, checkout: Path) -> ModuleType:
    """Give the module of a benchmark; raises CirclesError outside a checkout."""
    if not (checkout / "benchmarks" / "report.py").exists():
        raise CirclesError(
            "`circles bench` works in a checkout only: no folder `benchmarks` is beside this installation."
            " Clone the repository, and run `make bench` in it."
        )
    return import_module(f"benchmarks.{BENCHMARKS[name]}")
