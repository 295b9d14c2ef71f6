"""`circles bench mdgp`: published instances are read, grouped by their sizes, and valued by a plain sum."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.forming import mdgp
from circles.cli import main

PAIRS = list(combinations(range(6), 2))


def written(tmp_path: Path, head: str, first: int = 0) -> Path:
    path = tmp_path / "instance.txt"
    lines = (f"{i + first} {j + first} {(i * 7 + j * 3) % 10 + 0.25}" for i, j in PAIRS)
    path.write_text("\n".join([head, *lines, ""]), "utf-8")
    return path


def bench(*args: object) -> Result:
    return CliRunner().invoke(main, ["bench", "mdgp", *map(str, args)], catch_exceptions=False)


@pytest.mark.parametrize(("first", "head"), [(0, "6 2 ss 3 3 3 3"), (1, "6 3 ds 1 3 2 3 1 4")])
def test_groups_keep_their_sizes_and_the_value_is_their_sum(tmp_path: Path, first: int, head: str) -> None:
    found = json.loads(bench(written(tmp_path, head, first), "--seconds", 0.2).stdout)
    numbers = [int(each) for each in head.split()[3:]]
    for group, low, high in zip(found["groups"], numbers[::2], numbers[1::2], strict=True):
        assert low <= len(group) <= high
    assert sorted(n for group in found["groups"] for n in group) == list(range(first, first + 6))
    value = {(i + first, j + first): (i * 7 + j * 3) % 10 + 0.25 for i, j in PAIRS}
    assert found["value"] == pytest.approx(
        sum(value[pair] for group in found["groups"] for pair in combinations(group, 2))
    )


def test_two_groups_of_three_are_the_best_there_are(tmp_path: Path) -> None:
    given = mdgp.read(written(tmp_path, "6 2 ss 3 3 3 3"))
    best = max(
        sum(
            int(given.distances[a, b])
            for group in (one, set(range(6)) - set(one))
            for a, b in combinations(group, 2)
        )
        for one in combinations(range(6), 3)
    )
    assert mdgp.solve(given, 0.2, seed=1).value == best / 1_000_000


@pytest.mark.parametrize("kind", mdgp.KINDS)
def test_a_drawn_instance_is_the_same_for_a_seed(kind: str) -> None:
    one, again, other = (mdgp.instance(kind, 120, seed).distances for seed in (1, 1, 2))
    assert (one == again).all()
    assert (one != other).any()
    assert (one == one.T).all()


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("", "line 1: expected"),
        ("6 2 ss 3 3", "line 1: expected"),
        ("6 2 ss 1 2 1 2", "fit into"),
        ("4 2 ss 2 2 2 2", "not among the 4"),
    ],
)
def test_what_is_no_instance_is_refused_with_its_line(tmp_path: Path, head: str, words: str) -> None:
    result = bench(written(tmp_path, head))
    assert result.exit_code == 1
    assert words in result.stderr


def test_a_line_that_is_no_distance_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "6 2 ss 3 3 3 3")
    path.write_text(path.read_text("utf-8") + "1 2 far\n", "utf-8")
    assert "line 17: expected `i j distance`" in bench(path).stderr


def test_other_benchmarks_take_no_file(tmp_path: Path) -> None:
    path = written(tmp_path, "6 2 ss 3 3 3 3")
    assert CliRunner().invoke(main, ["bench", "send", str(path)]).exit_code == 2
    assert CliRunner().invoke(main, ["bench", "mdgp"]).exit_code == 2
