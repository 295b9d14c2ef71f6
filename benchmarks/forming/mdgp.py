"""Maximally diverse grouping, the problem that forming circles grew out of: a search by the same means.

Elements are parted into groups of given sizes so that the distances within groups add up to the most. The
instances that research compares itself by give every distance, so here a matrix holds them, and what each
element would add to each group is kept up to date; circles have too many pairs for that. What is shared is
the way: exchanges and moves by annealing, in whole numbers, with the same generator.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import dist
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from circles.domain.grouping.kernel.numbers import bare, below, patience
from circles.errors import Invalid

_SCALE = 1_000_000
"""Distances are whole numbers of millionths."""
_STRETCHES = 400  # heats of an annealing
_CALIBRATION = 200_000  # steps to see how fast the machine is
_CYCLES = 480  # elements for which there is time for one annealing; fewer are heated up again
_QUENCHED = 0.97  # the share of an annealing after which nothing is lost any more
_HOTTEST, _COLDEST = 0.40, 0.13  # heats, in standard deviations of the distances times the root of a group


@dataclass(frozen=True)
class Instance:
    """Elements with the distances between them, and the least and most that each group holds."""

    distances: NDArray[np.int32]
    """[element, element] in millionths."""
    sizes: tuple[tuple[int, int], ...]
    first: int = 0
    """The number of the first element, as the file counts."""


@dataclass(frozen=True)
class Grouping:
    """The value reached, the elements of each group, and the seconds it took."""

    value: float
    groups: tuple[tuple[int, ...], ...]
    seconds: float


# --- Instances ---


def read(path: Path) -> Instance:
    """Read the public format: `elements groups ds|ss lower upper ...`, then lines of `i j distance`."""
    lines = path.read_text("utf-8-sig").splitlines()
    head = lines[0].split() if lines else []
    try:
        count, groups, numbers = int(head[0]), int(head[1]), [int(each) for each in head[3:]]
        sizes = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        if len(sizes) != groups or not sum(lo for lo, _ in sizes) <= count <= sum(hi for _, hi in sizes):
            raise ValueError
    except (IndexError, ValueError):
        raise Invalid(
            f"{path.name}, line 1: expected `elements groups ds|ss` and a lower and an upper size for each"
            f" group that the elements fit into, found “{' '.join(head)[:80]}”.",
            field="file",
        ) from None
    pairs = [_pair(path, n, line) for n, line in enumerate(lines[1:], start=2) if line.strip()]
    first = 1 if pairs and max(max(i, j) for i, j, _ in pairs) == count else 0
    distances = np.zeros((count, count), dtype=np.int32)
    for i, j, distance in pairs:
        if not (first <= i < first + count and first <= j < first + count):
            raise Invalid(f"{path.name}: elements {i} and {j} are not among the {count}.", field="file")
        distances[i - first, j - first] = distances[j - first, i - first] = round(distance * _SCALE)
    return Instance(distances, sizes, first)


def _pair(path: Path, line: int, text: str) -> tuple[int, int, float]:
    try:
        i, j, distance = text.split()
        if not -2000 < (value := float(distance)) < 2000:
            raise ValueError
        return int(i), int(j), value
    except ValueError:
        raise Invalid(
            f"{path.name}, line {line}: expected `i j distance`, distances below 2,000; found “{text[:80]}”.",
            field="file",
        ) from None


KINDS = ("RanReal", "RanInt", "Geo")
SHAPES = {120: (10, 8, 16), 240: (12, 15, 25), 480: (20, 18, 30), 960: (24, 32, 48)}
"""By the number of elements: groups, and their least and most, as published."""


def instance(kind: str, count: int, seed: int) -> Instance:
    """Draw an instance by the published recipe.

    RanReal: distances even from 0 to 100; RanInt: whole ones from 1 to 100; Geo: between points whose 2 to 21
    coordinates are even from 0 to 10.
    """
    chance = random.Random(f"{kind} {count} {seed}")
    groups, lower, upper = SHAPES[count]
    distances = np.zeros((count, count), dtype=np.int32)
    for (i, j), distance in zip(_each_pair(count), _drawn(kind, count, chance), strict=False):
        distances[i, j] = distances[j, i] = round(distance * _SCALE)
    return Instance(distances, ((lower, upper),) * groups)


def _each_pair(count: int) -> Iterator[tuple[int, int]]:
    return ((i, j) for i in range(count) for j in range(i + 1, count))


def _drawn(kind: str, count: int, chance: random.Random) -> Iterator[float]:
    if kind == "Geo":
        dimensions = chance.randint(2, 21)
        points = [[chance.uniform(0, 10) for _ in range(dimensions)] for _ in range(count)]
        yield from (dist(points[i], points[j]) for i, j in _each_pair(count))
    while True:
        yield chance.uniform(0, 100) if kind == "RanReal" else chance.randint(1, 100)


# --- Search ---


def solve(given: Instance, seconds: float, seed: int) -> Grouping:
    """Group for so many seconds."""
    begun = time.perf_counter()
    count, chance = len(given.distances), random.Random(seed)
    lower, upper = (np.array(side, dtype=np.int64) for side in zip(*given.sizes, strict=True))
    group = _first(given.sizes, count, chance)
    size = np.bincount(group, minlength=len(given.sizes)).astype(np.int64)
    adds = np.array([given.distances[:, group == g].sum(axis=1) for g in range(len(size))], dtype=np.int64)
    state = np.array([chance.getrandbits(64) | 1], dtype=np.uint64)
    heat = float(given.distances.std()) * (count / len(size)) ** 0.5
    cycles = max(1, _CYCLES // count)
    best, most, steps = group.copy(), _value(adds, group), _CALIBRATION
    anneal(given.distances, adds, group, size, lower, upper, state, 1, 1)  # compiled before time is measured
    while (share := (time.perf_counter() - begun) / max(seconds, 1e-3)) < 1:
        share = share * cycles % 1
        now = 1 if share > _QUENCHED else round(heat * _HOTTEST * (_COLDEST / _HOTTEST) ** share)
        took = time.perf_counter()
        anneal(given.distances, adds, group, size, lower, upper, state, steps, now)
        took = time.perf_counter() - took
        steps = max(1000, min(2 * steps, round(steps * seconds / _STRETCHES / max(took, 1e-6))))
        if (value := _value(adds, group)) > most:
            best, most = group.copy(), value
    members = tuple(
        tuple(int(element) + given.first for element in np.flatnonzero(best == g)) for g in range(len(size))
    )
    return Grouping(most / _SCALE, members, time.perf_counter() - begun)


def _first(sizes: Sequence[tuple[int, int]], count: int, chance: random.Random) -> NDArray[np.int64]:
    """Fill each group to its least, then any that has room."""
    seats = [g for g, (lower, _) in enumerate(sizes) for _ in range(lower)]
    room = [g for g, (lower, upper) in enumerate(sizes) for _ in range(upper - lower)]
    seats += chance.sample(room, count - len(seats))
    chance.shuffle(seats)
    return np.array(seats, dtype=np.int64)


def _value(adds: NDArray[np.int64], group: NDArray[np.int64]) -> int:
    return int(adds[group, np.arange(len(group))].sum()) // 2


@bare
def anneal(  # noqa: PLR0913, PLR0917  # the arrays that make up a grouping
    distances: Any,
    adds: Any,
    group: Any,
    size: Any,
    lower: Any,
    upper: Any,
    state: Any,
    steps: Any,
    heat: Any,
):
    """Try `steps` exchanges and moves at one heat; `adds[g, e]`: the sum of e's distances to group g."""
    count, groups = len(group), len(size)
    for _ in range(steps):
        one = below(state, count)
        here = group[one]
        if below(state, 8) == 0:
            there = below(state, groups)
            if there == here or size[here] == lower[here] or size[there] == upper[there]:
                continue
            if adds[there, one] - adds[here, one] > -patience(state, heat):
                for k in range(count):
                    adds[here, k] -= distances[one, k]
                    adds[there, k] += distances[one, k]
                size[here] -= 1
                size[there] += 1
                group[one] = there
            continue
        other = below(state, count)
        there = group[other]
        if here == there:
            continue
        gain = adds[there, one] - adds[here, one] + adds[here, other] - adds[there, other]
        gain -= 2 * np.int64(distances[one, other])
        if gain > -patience(state, heat):
            for k in range(count):
                change = distances[other, k] - distances[one, k]
                adds[here, k] += change
                adds[there, k] -= change
            group[one], group[other] = there, here
