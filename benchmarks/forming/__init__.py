"""Forming circles of a file's people: how many are placed, how well, how fast, and whether by the rules."""

from dataclasses import dataclass
from datetime import date

from benchmarks.measure import take
from benchmarks.report import Cell, Claim, Report
from circles.demo_people import simulated_people
from circles.domain.grouping import Candidate, Problem, Rules, Solution, check
from circles.domain.grouping.forming import form
from circles.domain.people_file import read_people

BEGINS = date(2027, 1, 11)
SEEDS = (101, 102, 103)
"""Of the people as of the search; nothing was tuned on these."""


@dataclass(frozen=True)
class Sizes:
    """How many people, several times over, and from how many seeds."""

    people: tuple[int, ...]
    seeds: int


SHORT, FULL = Sizes((60, 600), 1), Sizes((60, 600, 2_000), len(SEEDS))


def run(sizes: Sizes) -> Report:
    """Form circles for each number of people and each seed."""
    rows = [_formed(people, seed) for people in sizes.people for seed in SEEDS[: sizes.seeds]]
    worst = max(float(row["violations"]) for row in rows)
    farthest = max(1 - float(row["score"]) / float(row["bound"]) for row in rows if row["bound"])
    placed = min(float(row["placed"]) / float(row["people"]) for row in rows)
    return Report(
        name="forming",
        measures="Simulated people, a fifth of them mentors, drawn so that all can be placed; `form` with its"
        " usual steps. Violations are counted by the checker, which shares no code with the search. The bound"
        " is what no other circles of up to 60 people can score that place as many, nobody worse off.",
        sizes=sizes,
        rows=rows,
        claims=(
            Claim("violations of hard rules", worst, "at most", 0),
            Claim("share of the people placed", placed, "at least", 1),
            Claim("farthest below the bound, of 60 people", farthest, "at most", 0.02),
        ),
    )


def _formed(people: int, seed: int) -> dict[str, Cell]:
    problem = _problem(people, seed)
    found: list[Solution] = []
    taken = take(lambda: found.append(form(problem, seed)))
    [solution] = found
    return {
        "people": people,
        "seed": seed,
        "placed": people - len(solution.waitlist),
        "circles": len(solution.circles),
        "score": solution.score,
        "bound": solution.bound or "",
        "score/person": solution.score / people,
        "steps": solution.steps,
        "seconds": taken.wall,
        "CPU seconds": taken.cpu,
        "violations": len(check(problem, solution)),
    }


def _problem(people: int, seed: int) -> Problem:
    rows = read_people(simulated_people(people, seed)).rows
    candidates = tuple(
        Candidate(
            id=row.id,
            name=row.name,
            role=row.role,
            zone=row.zone,
            hours=row.availability,
            topics=frozenset(row.topics),
            attributes=row.attributes,
            circles=row.circles,
        )
        for row in rows
    )
    return Problem(candidates, Rules(BEGINS))
