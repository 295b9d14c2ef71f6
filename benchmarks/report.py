"""What a benchmark found: tables for people, JSON for machines, and a section of a page in docs."""

import os
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from circles.errors import CirclesError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
HEAD = """# Performance

Written by `circles bench NAME --write`, a section each. What is compared was measured in one run, in turns,
and is told as a median. Seconds are those of the machine named; the ratios are what carries over to another.
"""

Cell = str | int | float
Rows = Sequence[Mapping[str, Cell]]


def machine() -> dict[str, Cell]:
    """Name the processor, the versions and the day, and how busy the machine is."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "load average": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "date": datetime.now(UTC).date().isoformat(),
    }


def _processor() -> str:
    try:
        names = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    except OSError:
        names = None
    return names[1] if names else platform.processor() or "unknown"


@dataclass(frozen=True)
class Claim:
    """A number held against a bar: "at least" or "at most" so much."""

    what: str
    value: float
    side: str
    bar: float

    @property
    def is_met(self) -> bool:
        return self.value >= self.bar if self.side == "at least" else self.value <= self.bar

    def __str__(self) -> str:
        met = "met" if self.is_met else "NOT met"
        return f"{self.what}: {_written(self.value)} ({self.side} {_written(self.bar)}: {met})"


@dataclass(frozen=True)
class Report:
    """What one benchmark measured, at which sizes, and what it shows."""

    name: str
    measures: str
    sizes: "DataclassInstance"
    rows: Rows
    claims: Sequence[Claim] = ()
    machine: Mapping[str, Cell] = field(default_factory=machine)
    more: Sequence[Rows] = ()  # tables with columns of their own
    page: Path = PAGE

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "benchmark": self.name,
            "measures": self.measures,
            "machine": dict(self.machine),
            "sizes": asdict(self.sizes),
            "rows": [dict(row) for row in self.rows],
            "more": [[dict(row) for row in rows] for rows in self.more],
            "claims": [{**asdict(claim), "is_met": claim.is_met} for claim in self.claims],
        }

    def as_text(self) -> str:
        """Give it as Markdown, which reads well in a terminal too."""
        sizes = ", ".join(f"{name} {_written(value)}" for name, value in asdict(self.sizes).items())
        about = ", ".join(f"{name} {value}" for name, value in self.machine.items())
        claims = [f"- {claim}" for claim in self.claims]
        tables = [line for rows in (self.rows, *self.more) for line in (*_table(rows), "")]
        lines = [f"## {self.name}", "", self.measures, "", *tables, *claims, *([""] if claims else [])]
        return "\n".join([*lines, f"Sizes: {sizes}.", f"Machine: {about}."])

    def write(self, page: Path | None = None) -> None:
        """Put it in the place of what it said last: a section, or between its marks on another page."""
        page = page or self.page
        old = page.read_text("utf-8") if page.exists() else ""
        page.write_text(self._as_section(old) if self.page == PAGE else self._between_marks(old), "utf-8")

    def _as_section(self, old: str) -> str:
        sections = {text.partition("\n")[0]: text.strip() for text in re.split(r"(?m)^## ", old)[1:]}
        sections[self.name] = self.as_text().removeprefix("## ")
        parts = [HEAD.strip(), *(f"## {sections[name]}" for name in sorted(sections))]
        return "\n\n".join(parts) + "\n"

    def _between_marks(self, old: str) -> str:
        first, last = f"<!-- circles bench {self.name} --write -->", f"<!-- end of {self.name} -->"
        before, first, rest = old.partition(first)
        _, last, after = rest.partition(last)
        if not (first and last):
            raise CirclesError(f"{self.page} lacks the marks between which `{self.name}` is written.")
        text = self.as_text().partition("\n\n")[2]
        return f"{before}{first}\n{text}\n{last}{after}"


def _table(rows: Rows) -> list[str]:
    head = list(rows[0])
    cells = [head, *([_written(row[name]) for name in head] for row in rows)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(head))]
    right = [not isinstance(rows[0][name], str) for name in head]

    def line(words: Sequence[str]) -> str:
        padded = (
            word.rjust(width) if to_right else word.ljust(width)
            for word, width, to_right in zip(words, widths, right, strict=True)
        )
        return f"| {' | '.join(padded)} |"

    rule = "".join(
        f"|{'-' * (width + 1)}{':' if to_right else '-'}"
        for width, to_right in zip(widths, right, strict=True)
    )
    return [line(head), rule + "|", *map(line, cells[1:])]


def _written(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)
