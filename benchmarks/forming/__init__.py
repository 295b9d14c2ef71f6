"""Forming circles: how good, how fast and how steady, on people and instances that nothing was tuned on."""

import multiprocessing
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import median

from benchmarks.forming import mdgp, rivals, seasons
from benchmarks.forming.people import people
from benchmarks.measure import peak_megabytes
from benchmarks.report import Cell, Claim, Report
from circles.domain.grouping import Problem, Solution, check
from circles.domain.grouping.forming import EXPLAINING, form
from circles.domain.grouping.roster import Roster

SEEDS = (101, 102, 103, 104, 105)
"""Of the people as of the search."""
FEW, SOME, MANY, MOST = 60, 600, 6_000, 10_000
MDGP_BARS = {120: 0.1, 240: 0.3, 480: 0.36, 960: 0.5}
"""By elements: how many percent below the best known a result may be."""


@dataclass(frozen=True)
class Sizes:
    """How many seeds, how many people at most, and how long the reference runs of large cases take."""

    seeds: int
    people: int
    reference: float
    """Seconds of the runs that others are held against; 0 leaves those cases out."""
    hurry: float = 1.0
    """The share of the seconds that each case may take."""


SHORT, FULL = Sizes(1, SOME, 0, hurry=0.3), Sizes(len(SEEDS), MOST, 600)


@dataclass(frozen=True)
class _Case:
    """Numbers of one kind from several seeds, the bar they are held against, and how long each took."""

    what: str
    numbers: Sequence[float]
    side: str
    bar: float
    seconds: Sequence[float]

    def row(self) -> dict[str, Cell]:
        worst = max(self.numbers) if self.side == "at most" else min(self.numbers)
        return {
            "what": self.what,
            "seeds": len(self.numbers),
            "median": float(median(self.numbers)),
            "worst": float(worst),
            "bar": f"{self.side} {self.bar:g}",
            "seconds": float(median(self.seconds)),
        }

    def claim(self) -> Claim:
        return Claim(self.what, float(self.row()["worst"]), self.side, self.bar)


def run(sizes: Sizes) -> Report:
    """Go through the cases that the sizes allow."""
    seeds = SEEDS[: sizes.seeds]
    cases = [*_few(sizes, seeds), *_repeats(sizes, seeds)]
    if sizes.people >= SOME:
        cases += [*_some(sizes, seeds), *_churn(seeds), *_beside_others(seeds)]
    if sizes.people >= MOST:
        cases += [*_many(sizes, seeds[:1]), *_most(sizes, seeds[:2])]
    if sizes.reference:
        cases += _mdgp(sizes, seeds[:2])
    return Report(
        name="forming",
        measures="People of six zones with 40 topics, a fifth of them mentors, some kept apart or together,"
        " two earlier seasons; four in five have six free hours and more. Violations are counted by the"
        " checker, which shares no code with the search.",
        sizes=sizes,
        rows=[case.row() for case in cases],
        claims=[case.claim() for case in cases],
    )


# --- Circles ---


@dataclass(frozen=True)
class _Run:
    problem: Problem
    solution: Solution
    seconds: float

    @property
    def violations(self) -> int:
        return len(check(self.problem, self.solution))


def _form(problem: Problem, seed: int, seconds: float) -> _Run:
    begun = time.perf_counter()
    searching = max(0.1, seconds - EXPLAINING * len(problem.candidates))
    solution = form(problem, seed, pace=lambda: (time.perf_counter() - begun) / searching)
    return _Run(problem, solution, time.perf_counter() - begun)


def _case(what: str, runs: Sequence[_Run], number: Callable[[_Run], float], bar: float) -> _Case:
    return _Case(what, [number(each) for each in runs], "at most", bar, [each.seconds for each in runs])


def _few(sizes: Sizes, seeds: Iterable[int]) -> list[_Case]:
    runs = [_form(people(FEW, seed), seed, 10 * sizes.hurry) for seed in seeds]
    return [
        _case("60 people: violations", runs, lambda each: each.violations, 0),
        _case("60 people: % below the bound", runs, _below_bound, 2),
        _case("60 people: waiting who fit into a circle", runs, _fitting, 0),
    ]


def _below_bound(run: _Run) -> float:
    bound = run.solution.bound or 0
    return 100 * (bound - run.solution.score) / bound if bound else 0.0


def _fitting(run: _Run) -> int:
    """Count those who wait though some circle could take them as it is."""
    roster = Roster(run.problem)
    circles = [roster.numbers(circle.members) for circle in run.solution.circles]
    waiting = {each.id for each in run.solution.waitlist}
    units = {tuple(roster.numbers(sorted(group))) for group in run.problem.groups() if group <= waiting}
    grouped = {n for unit in units for n in unit} | {
        n for group in run.problem.groups() for n in roster.numbers(group)
    }
    units |= {(n,) for n in roster.numbers(sorted(waiting)) if n not in grouped}
    return sum(any(_takes(roster, (*circle, *unit)) for circle in circles) for unit in units)


def _takes(roster: Roster, members: tuple[int, ...]) -> bool:
    people = tuple(sorted(members))
    fits = roster.fits(people, None) and roster.is_whole(people)
    return fits and bool(roster.starts(people, roster.zone(people))[0])


def _some(sizes: Sizes, seeds: Iterable[int]) -> list[_Case]:
    runs = [_form(people(SOME, seed), seed, 5 * sizes.hurry) for seed in seeds]
    return [
        _case("600 people: violations", runs, lambda each: each.violations, 0),
        _case("600 people: waiting who fit into a circle", runs, _fitting, 0),
        _case("600 people: % waiting", runs, lambda each: 100 * len(each.solution.waitlist) / SOME, 5),
    ]


def _many(sizes: Sizes, seeds: Iterable[int]) -> list[_Case]:
    runs, below = [], []
    for seed in seeds:
        problem = people(MANY, seed)
        runs.append(_form(problem, seed, 30 * sizes.hurry))
        longer = _form(problem, seed, sizes.reference).solution
        below.append(100 * (longer.score - runs[-1].solution.score) / longer.score)
    seconds = [each.seconds for each in runs]
    return [
        _case("6,000 people: violations", runs, lambda each: each.violations, 0),
        _Case(f"6,000 people: % below a run of {sizes.reference:.0f} s", below, "at most", 2, seconds),
    ]


def _most(sizes: Sizes, seeds: Iterable[int]) -> list[_Case]:
    """Form the most people in a process of its own, to see what it holds."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        found = [pool.apply(_large, (seed, 60 * sizes.hurry)) for seed in seeds]
    seconds = [each[2] for each in found]
    return [
        _Case("10,000 people: violations", [each[0] for each in found], "at most", 0, seconds),
        _Case("10,000 people: megabytes held", [each[1] for each in found], "at most", 500, seconds),
    ]


def _large(seed: int, seconds: float) -> tuple[int, float, float]:
    run = _form(people(MOST, seed), seed, seconds)
    held = peak_megabytes()
    return run.violations, held, run.seconds


# --- Seasons ---


def _repeats(sizes: Sizes, seeds: Iterable[int]) -> list[_Case]:
    rounds, terms = (7, 8) if sizes.people >= SOME else (2, 2)
    return [
        _repeats_case(f"golfers, eight fours: pairs repeated in {rounds} rounds", _golfers, rounds, seeds),
        _repeats_case(
            f"20 circles of 6: pairs repeated in {terms} seasons", seasons.colleagues, terms, seeds
        ),
    ]


def _golfers(_: int) -> seasons.Crowd:
    return seasons.golfers()


def _repeats_case(
    what: str, crowd: Callable[[int], seasons.Crowd], rounds: int, seeds: Iterable[int]
) -> _Case:
    counts, seconds = [], []
    for seed in seeds:
        begun = time.perf_counter()
        counts.append(sum(seasons.repeats(*crowd(seed), rounds, seed)))
        seconds.append(time.perf_counter() - begun)
    return _Case(what, counts, "at most", 0, seconds)


def _churn(seeds: Iterable[int]) -> list[_Case]:
    runs = []
    for seed in seeds:
        problem = people(SOME, seed)
        again = seasons.changed(problem, form(problem, seed), 0.02, seed)
        begun = time.perf_counter()
        runs.append(_Run(again, form(again, seed), time.perf_counter() - begun))
    return [
        _case("2 % of 600 change: violations", runs, lambda each: each.violations, 0),
        _case("2 % of 600 change: % of the others moved", runs, _moved, 2),
        _case("2 % of 600 change: waiting who fit into a circle", runs, _fitting, 0),
    ]


def _moved(run: _Run) -> float:
    stayed = {id for kept in run.problem.keep for id in kept.members}
    here = [each.id for each in run.problem.candidates if each.id in stayed]
    return 100 * len(run.solution.moved) / len(here)


# --- Beside others ---


def _beside_others(seeds: Iterable[int]) -> list[_Case]:
    """Compare with what would be used otherwise: how many more people sit in circles that keep every rule."""
    ways: dict[str, Callable[[Problem, int], list[list[int]]]] = {
        "greedy": lambda each, _: rivals.greedy(each)
    }
    if rivals.has_k_means():
        ways["k-means with sizes"] = rivals.k_means
    cases = []
    for name, way in ways.items():
        more, better, seconds = [], [], []
        for seed in seeds:
            problem = people(SOME, seed)
            ours = form(problem, seed)
            begun = time.perf_counter()
            circles = way(problem, seed)
            seconds.append(time.perf_counter() - begun)
            theirs = rivals.judged(problem, circles)
            more.append((SOME - len(ours.waitlist)) / max(1, theirs.placed))
            better.append(ours.score / max(1.0, theirs.score))
        cases += [
            _Case(f"600 people: times as many placed as by {name}", more, "at least", 1, seconds),
            _Case(f"600 people: times the score of {name}", better, "at least", 1, seconds),
        ]
    return cases


# --- Maximally diverse grouping ---


def _mdgp(sizes: Sizes, seeds: Iterable[int]) -> list[_Case]:
    """Hold ten seconds against the better of them and a longer run with another seed."""
    cases = []
    for kind, (count, bar) in product(mdgp.KINDS, MDGP_BARS.items()):
        below, seconds = [], []
        for seed in seeds:
            given = mdgp.instance(kind, count, seed)
            short = mdgp.solve(given, 10 * sizes.hurry, seed)
            longer = mdgp.solve(given, sizes.reference / 10, seed + 1000)
            best = max(short.value, longer.value)
            below.append(100 * (best - short.value) / best)
            seconds.append(short.seconds)
        cases.append(
            _Case(
                f"{kind} {count}: % below the best with a run of {sizes.reference / 10:.0f} s",
                below,
                "at most",
                bar,
                seconds,
            )
        )
    return cases
