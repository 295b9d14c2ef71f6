"""Every benchmark runs at a size too small to mean anything and says what it measured; no time is judged."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmarks.report import Claim, Report
from circles.cli import bench
from circles.errors import CirclesError

TINY: dict[str, dict[str, Any]] = {
    "forming": {"seeds": 1, "people": 60, "reference": 0, "hurry": 0.1},
    "import": {"rows": 10, "rounds": 1},
    "memory": {"octets": 100_000},
    "pages": {"people": (10, 15), "rounds": 1},
    "read": {"people": 5, "rounds": 1},
    "receive": {"mails": 1, "rounds": 1},
    "replies": {"mails": 12, "sentences": 20, "rounds": 1},
    "season": {"people": 10, "rounds": 1, "players": 6, "year": 1, "meetings": 1},
    "send": {"people": 5, "rounds": 1},
}


def module_of(name: str) -> ModuleType:
    return bench.find(name, bench.CHECKOUT)


@pytest.fixture(scope="module", params=list(bench.BENCHMARKS))
def found(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What a benchmark says as JSON, after the trip through text."""
    module = module_of(request.param)
    report: Report = module.run(module.Sizes(**TINY[request.param]))
    assert report.name == request.param
    assert f"## {request.param}\n" in report.as_text()
    said: dict[str, Any] = json.loads(json.dumps(report.as_json()))
    return said


def test_a_benchmark_names_machine_sizes_and_what_it_measured(found: dict[str, Any]) -> None:
    assert {"processor", "cores", "python", "date"} <= found["machine"].keys()
    assert found["sizes"]
    for rows in (found["rows"], *found["more"]):
        assert rows
        assert all(row.keys() == rows[0].keys() for row in rows)


def test_every_number_a_benchmark_gives_is_possible(found: dict[str, Any]) -> None:
    rows = [row for table in (found["rows"], *found["more"]) for row in table]
    numbers = [value for row in rows for value in row.values() if not isinstance(value, str)]
    numbers += [claim["value"] for claim in found["claims"]]
    assert numbers
    assert all(value >= 0 for value in numbers)


def test_what_does_not_hang_on_time_holds_at_any_size(found: dict[str, Any]) -> None:
    met = {claim["what"]: claim["is_met"] for claim in found["claims"]}
    counted = {
        "violations of hard rules",
        "share of the people placed",
        "share of the replies recorded without a question",
        "mails answered by 250 and not kept",
        "queries of the worst tick",
        "facts lost and promises broken in all seasons",
    }
    assert all(met[what] for what in counted & met.keys())


@pytest.mark.parametrize("name", bench.BENCHMARKS)
def test_a_benchmark_has_a_short_and_a_full_size(name: str) -> None:
    module = module_of(name)
    assert isinstance(module.SHORT, module.Sizes)
    assert isinstance(module.FULL, module.Sizes)


def test_a_section_of_the_page_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    for name, seconds in (("send", 1.0), ("read", 2.0), ("send", 3.0)):
        Report(name, "A test.", Claim("x", 1, "at most", 1), [{"seconds": seconds}]).write(page)
    text = page.read_text("utf-8")
    assert text.startswith("# Performance\n")
    assert text.index("## read") < text.index("## send")
    assert ("|       2 |" in text, "|       3 |" in text, "|       1 |" in text) == (True, True, False)


def test_outside_a_checkout_the_command_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(CirclesError, match="works in a checkout only"):
        bench.find("send", tmp_path)
