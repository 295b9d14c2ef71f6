"""`circles bench`: measure what docs/performance.md and docs/reading-replies.md claim."""

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from circles.errors import CirclesError

CHECKOUT = Path(__file__).resolve().parents[2]
BENCHMARKS = {
    "forming": "forming",
    "import": "imports",
    "memory": "memory",
    "pages": "pages",
    "read": "read",
    "receive": "receive",
    "replies": "replies",
    "season": "season",
    "send": "send",
}
"""The module of benchmarks/ that measures each."""


@click.command(
    epilog="Example: circles bench send --json, or circles bench mdgp RanReal_n240_ds_01.txt --seconds 10"
)
@click.argument("name", type=click.Choice([*BENCHMARKS, "mdgp"]))
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--full", is_flag=True, help="At large sizes: minutes instead of seconds.")
@click.option(
    "--seconds", type=click.FloatRange(min=0), default=10.0, show_default=True, help="For mdgp only."
)
@click.option("--seed", type=int, default=1, show_default=True, help="For mdgp only.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of a table.")
@click.option("--write", is_flag=True, help="Put the result into its page in docs too.")
def bench(
    name: str, *, file: Path | None, full: bool, seconds: float, seed: int, as_json: bool, write: bool
) -> None:
    """Measure one part of Circles on this machine, beside what it is compared with.

    `mdgp FILE` groups the elements of a published instance of the maximally diverse grouping problem and
    writes JSON. Needs a checkout: what measures is no part of an installed Circles.
    """
    if (name == "mdgp") != (file is not None):
        raise click.UsageError("mdgp takes a FILE, an instance in the public format; nothing else does.")
    if file is not None:
        click.echo(json.dumps(_grouped(file, seconds, seed)))
        return
    benchmark = find(name, CHECKOUT)
    report = benchmark.run(benchmark.FULL if full else benchmark.SHORT)
    if write:
        report.write()
    click.echo(json.dumps(report.as_json(), indent=1) if as_json else report.as_text())


def _grouped(file: Path, seconds: float, seed: int) -> dict[str, Any]:
    mdgp = find("mdgp", CHECKOUT)
    found = mdgp.solve(mdgp.read(file), seconds, seed)
    return {"value": found.value, "groups": found.groups, "seconds": round(found.seconds, 2)}


def find(name: str, checkout: Path) -> ModuleType:
    """Give the module of a benchmark; raises CirclesError outside a checkout."""
    if not (checkout / "benchmarks" / "report.py").exists():
        raise CirclesError(
            "`circles bench` works in a checkout only: no folder `benchmarks` is beside this installation."
            " Clone the repository, and run `make bench` in it."
        )
    return import_module(f"benchmarks.{BENCHMARKS.get(name, 'forming.mdgp')}")
