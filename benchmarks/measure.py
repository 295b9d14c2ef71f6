"""Measure in turns: wall time, processor time, queries, and what a process holds at most."""

import re
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from sqlalchemy import Engine, event

Given = TypeVar("Given")


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock and seconds of this process's work."""

    wall: float
    cpu: float


def take(work: Callable[[], object]) -> Taken:
    """Do it once."""
    _, taken = taken_by(work)
    return taken


def taken_by(work: Callable[[], Given]) -> tuple[Given, Taken]:
    """Do it once, and give what it gives as well."""
    wall, cpu = time.perf_counter(), time.process_time()
    given = work()
    return given, Taken(time.perf_counter() - wall, time.process_time() - cpu)


def in_turns(
    rounds: int, works: Mapping[str, Callable[[], object]], before: Callable[[], object] = lambda: None
) -> dict[str, Taken]:
    """Do each once a round, one after the other; give the medians, after a first round that isn't counted.

    `before` sets the stage for each and takes no time.
    """
    taken: dict[str, list[Taken]] = {name: [] for name in works}
    for _ in range(1 + rounds):
        for name, work in works.items():
            before()
            taken[name].append(take(work))
    return {
        name: Taken(median(each.wall for each in all_[1:]), median(each.cpu for each in all_[1:]))
        for name, all_ in taken.items()
    }


@contextmanager
def counted_queries(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements of a block; the opening of a transaction is none."""
    statements: list[str] = []

    def note(*of: object) -> None:
        statement = str(of[2])
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def peak_megabytes() -> float:
    """Give the most memory this process has held."""
    try:  # a child's ru_maxrss begins with its parent's on Linux, VmHWM does not
        found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    except OSError:
        found = None
    kilobytes = int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / 1024
