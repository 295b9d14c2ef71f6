"""`circles form`: circles from a file alone, to try them out and to measure them."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from math import isfinite
from pathlib import Path
from time import monotonic
from typing import Any

import click
from pydantic import BaseModel, Field

from circles.cli.json_file import Date, Zone, read_json
from circles.domain.cadence import local, zone_info
from circles.domain.grouping import Candidate, FormedCircle, Kept, Problem, Rules, Slot, Solution
from circles.domain.grouping.explain import when
from circles.domain.people_file import PeopleFile, Row, read_people
from circles.domain.people_file.cells import clean
from circles.domain.people_file.table import read_table
from circles.domain.waiting_words import reason, remedy
from circles.errors import Invalid

_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
_LEAST = 0.3  # of the seconds asked for, what the search gets though reading and explaining take longer
_HISTORY_COLUMNS = ("season", "circle", "id")


class Span(click.ParamType[tuple[int, int]]):
    """A range such as 4-8, or one number for both ends."""

    name = "LO-HI"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Read the range; anything else is a usage error."""
        if isinstance(value, tuple):
            return value
        low, _, high = str(value).partition("-")
        if not (low.isdecimal() and (high or low).isdecimal()) or len(str(value)) > 9:
            self.fail(f"expected a range such as 4-8, found {value!r}.", param, ctx)
        return int(low), int(high or low)


@click.command(
    epilog="Example: circles form people.csv --size 4-8 --mentors 1-2 --from 2026-03-02 --json > circles.json"
)
@click.argument("people", type=_FILE)
@click.option(
    "--size", type=Span(), default="4-8", show_default=True, help="People in a circle, mentors included."
)
@click.option("--mentors", type=Span(), default="1-2", show_default=True, help="Mentors in a circle.")
@click.option("--minutes", type=int, default=60, show_default=True, help="Length of a meeting.")
@click.option("--zone", default="UTC", show_default=True, help="Zone of people who name none.")
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="First day.  [default: next Monday]")
@click.option("--weeks", type=int, default=12, show_default=True, help="Length of the season.")
@click.option("--history", type=_FILE, help="CSV with columns season,circle,id: who was together before.")
@click.option("--keep", type=_FILE, help="An earlier --json output to move as few people from as can be.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same circles.")
@click.option(
    "--steps", type=click.IntRange(min=0), help="How long to search.  [default: by the number of people]"
)
@click.option("--seconds", type=click.FloatRange(min=0), help="About how long to take in all.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of a table.")
def form(  # noqa: PLR0913  # one argument for each option
    people: Path,
    *,
    size: tuple[int, int],
    mentors: tuple[int, int],
    minutes: int,
    zone: str,
    start: datetime | None,
    weeks: int,
    history: Path | None,
    keep: Path | None,
    seed: int,
    steps: int | None,
    seconds: float | None,
    as_json: bool,
) -> None:
    """Form circles from a people file, without a database."""
    begun = monotonic()
    if seconds is not None and not isfinite(seconds):
        raise click.BadParameter("expected a number of seconds.", param_hint="--seconds")
    zone_info(zone)
    today = datetime.now(UTC).date()
    first = start.date() if start else today + timedelta(days=7 - today.weekday())
    rules = Rules(first, *size, *mentors, minutes, weeks)
    file = read_people(people.read_bytes(), zone, need_email=False)
    _warn(people, file)
    problem = _problem(file.rows, rules, history, keep)
    from circles.domain.grouping.forming import EXPLAINING
    from circles.domain.grouping.forming import form as form_circles

    explaining = EXPLAINING * len(problem.candidates)
    pace = None if seconds is None else _pace(seconds, monotonic() - begun, explaining)
    solution = form_circles(problem, seed, steps, pace=pace)
    took = round(monotonic() - begun, 2)
    if as_json:
        click.echo(json.dumps(_as_json(solution, rules, seed, took), ensure_ascii=False, indent=1))
    else:
        click.echo(_as_table(solution, problem))


def _pace(seconds: float, spent: float, explaining: float) -> Callable[[], float]:
    """Give the share used up of what the seconds leave to the search: a part of them however few they are."""
    begun, searching = monotonic(), max(seconds - spent - explaining, seconds * _LEAST, 0.001)
    return lambda: (monotonic() - begun) / searching


def _warn(path: Path, file: PeopleFile) -> None:
    for problem in file.problems:
        click.echo(f"{path.name}: {problem.sentence}", err=True)
    if file.skipped_rows:
        click.echo(f"{path.name}: {len(file.skipped_rows)} rows were left out; see above.", err=True)
    if not file.rows:
        raise Invalid(f"{path.name} names nobody who can be placed. It needs a row for each person.")


# --- From files to a problem ---


def _problem(rows: tuple[Row, ...], rules: Rules, history: Path | None, keep: Path | None) -> Problem:
    spelling: dict[str, str] = {}
    ids = {row.email: row.id for row in rows if row.email} | {row.id: row.id for row in rows}
    return Problem(
        candidates=tuple(_candidate(row, spelling) for row in rows),
        rules=rules,
        apart=_pairs(((row.id, other) for row in rows for other in row.apart), ids),
        together=_pairs(((row.id, other) for row in rows for other in row.together), ids),
        history=_history(history, ids) if history else {},
        keep=_kept(keep, {row.id for row in rows}) if keep else (),
    )


def _candidate(row: Row, spelling: dict[str, str]) -> Candidate:
    return Candidate(
        id=row.id,
        name=row.name or row.id,
        role=row.role,
        zone=row.zone,
        hours=row.availability,
        topics=frozenset(spelling.setdefault(topic.casefold(), topic) for topic in row.topics),
        attributes=row.attributes,
        circles=row.circles,
    )


def _pairs(pairs: Iterable[tuple[str, str]], ids: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Give each pair once; people the file doesn't know were named when it was read."""
    known = ((ids[a], ids[b]) for a, b in pairs if a in ids and b in ids)
    return frozenset((min(pair), max(pair)) for pair in known)


def _history(path: Path, ids: Mapping[str, str]) -> Counter[tuple[str, str]]:
    """Count for each pair the circles of earlier seasons that held both."""
    try:
        table = read_table(path.read_bytes(), lambda title: clean(title).lower() in _HISTORY_COLUMNS)
    except Invalid as fault:
        raise Invalid(f"{path.name}: {fault}", field="history") from None
    places = {title.lower(): place for place, title in enumerate(table.header)}
    if lacking := [name for name in _HISTORY_COLUMNS if name not in places]:
        raise Invalid(
            f"{path.name} has no column {', '.join(lacking)}. It needs a first line"
            f" {','.join(_HISTORY_COLUMNS)}.",
            field="history",
        )
    circles: dict[tuple[str, str], set[str]] = {}
    for line, cells in table.records:
        row = dict(enumerate(map(clean, cells)))
        season, circle, person = (row.get(places[name], "") for name in _HISTORY_COLUMNS)
        if not (season and circle and person):
            expected = ",".join(_HISTORY_COLUMNS)
            raise Invalid(
                f"{path.name}, line {line}: expected a value for each of {expected}.", field="history"
            )
        if person in ids:
            circles.setdefault((season, circle), set()).add(ids[person])
    if not circles:
        click.echo(f"{path.name}: nobody in it is among these people, so it changes nothing.", err=True)
    return Counter(pair for members in circles.values() for pair in combinations(sorted(members), 2))


class _EarlierSlot(BaseModel):
    """When a circle meets, in UTC."""

    weekday: int = Field(ge=0, le=6)
    start: time


class _EarlierCircle(BaseModel):
    """What we need of a circle that was formed before."""

    members: tuple[str, ...]
    mentors: tuple[str, ...]
    zone: Zone
    slot: _EarlierSlot


class _Earlier(BaseModel):
    """What we need of an earlier output."""

    first: Date = Field(alias="from")
    circles: tuple[_EarlierCircle, ...]


def _kept(path: Path, ids: set[str]) -> tuple[Kept, ...]:
    earlier = read_json(_Earlier, path, "an output of `circles form --json`")
    if not any(ids.intersection(circle.members) for circle in earlier.circles):
        click.echo(f"{path.name}: nobody in its circles is among these people, so all are new.", err=True)
    monday = earlier.first - timedelta(days=earlier.first.weekday())
    return tuple(_kept_circle(circle, monday) for circle in earlier.circles)


def _kept_circle(circle: _EarlierCircle, monday: date) -> Kept:
    at = datetime.combine(monday + timedelta(days=circle.slot.weekday), circle.slot.start, UTC)
    here = local(at, circle.zone)
    return Kept(
        members=circle.members,
        mentors=circle.mentors,
        zone=circle.zone,
        weekday=here.weekday(),
        start=here.time(),
    )


# --- What is written ---


def _as_json(solution: Solution, rules: Rules, seed: int, seconds: float) -> dict[str, Any]:
    return {
        "circles": [_circle_json(circle, rules) for circle in solution.circles],
        "waitlist": [
            {"id": w.id, "reason": reason(w.wait), "remedy": remedy(w.wait)} for w in solution.waitlist
        ],
        "score": solution.score,
        "bound": solution.bound,
        "from": rules.start.isoformat(),
        "weeks": rules.weeks,
        "seed": seed,
        "steps": solution.steps,
        "seconds": seconds,
    }


def _circle_json(circle: FormedCircle, rules: Rules) -> dict[str, Any]:
    return {
        "members": list(circle.members),
        "mentors": list(circle.mentors),
        "zone": circle.zone,
        "slot": {
            "weekday": circle.slot.weekday,
            "start": f"{circle.slot.start:%H:%M}",
            "minutes": rules.minutes,
        },
        "score": circle.score,
        "terms": dict(circle.terms),
        "why": dict(circle.why),
    }


def _certified(percent: float) -> str:
    others = "that place as many, leave nobody worse off and ask no more of mentors"
    if percent < 0.05:
        return f"Of all circles {others}, these score most."
    return f"No circles {others} score more than {percent:.1f} % above these."


def _as_table(solution: Solution, problem: Problem) -> str:
    names = {each.id: each.name for each in problem.candidates}
    lines: list[str] = []
    for n, circle in enumerate(solution.circles, start=1):
        hour = when(Slot(circle.weekday, circle.start), circle.zone)
        lines.append(f"Circle {n}: {hour}, fit {circle.fit}")
        lines.append(f"  Put together as {circle.because}.")
        lines += [f"  {'*' if id in circle.mentors else '-'} {names[id]}" for id in circle.members]
    if solution.waitlist:
        lines.append(f"Not placed ({len(solution.waitlist)})")
        alike: dict[str, list[str]] = {}
        for each in solution.waitlist:
            alike.setdefault(f"{reason(each.wait)} {remedy(each.wait)}", []).append(names[each.id])
        lines += [f"  - {', '.join(who)}: {why}" for why, who in alike.items()]
    placed = len(names) - len(solution.waitlist)
    circles = "1 circle" if len(solution.circles) == 1 else f"{len(solution.circles)} circles"
    if solution.bound and solution.bound > 0:
        lines.append(_certified(100 * (solution.bound - solution.score) / solution.bound))
    lines.append(f"{placed} of {len(names)} people in {circles}; * mentors.")
    return "\n".join(lines)
