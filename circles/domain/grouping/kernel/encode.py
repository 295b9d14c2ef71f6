"""From the people of a problem to the arrays of the search."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from circles.domain.availability import HALF_HOURS, WEEK_MINUTES, half_hour_starts
from circles.domain.grouping.kernel.mates import mates_of
from circles.domain.grouping.kernel.numbers import ONE, WORDS
from circles.domain.grouping.kernel.people import FAR, Ints, Law, People, Words
from circles.domain.grouping.problem import Problem
from circles.domain.grouping.roster import Roster, bits_of
from circles.domain.grouping.score import GRADES, most_worth, mutual_price
from circles.domain.grouping.slots import SeasonWeek
from circles.domain.words import Role

ROLES = {Role.MENTEE: 0, Role.EITHER: 1, Role.MENTOR: 2}
_NOBODY = np.empty((0, 0), dtype=np.int64)
_AT_ONCE = 1000  # people whose minutes of a week are laid out together: 10 MB


def law_of(problem: Problem) -> Law:
    """Give the rules as numbers."""
    rules, weights = problem.rules, problem.rules.weights
    return Law(
        size_lo=rules.size_lo,
        size_hi=rules.size_hi,
        mentors_lo=rules.mentors_lo,
        mentors_hi=rules.mentors_hi,
        quorum=-1 if rules.quorum is None else rules.quorum,
        minutes=rules.minutes,
        topics=weights.topics,
        offers=weights.offers,
        mix=weights.mix,
        again=weights.again,
        mutual=mutual_price(problem),
        hours=weights.hours,
        stay=weights.stay,
        most=most_worth(weights),
    )


def people_of(problem: Problem, roster: Roster) -> People:
    """Give everyone of a problem as numbers; zones are in order of their names."""
    candidates, number = problem.candidates, roster.number
    zones = {zone: k for k, zone in enumerate(roster.zones)}
    clocks = _clocks(roster.week, roster.zones)
    mix = sorted((name, weight) for name, weight in problem.rules.mix.items() if weight > 0)
    apart: list[list[int]] = [[] for _ in candidates]
    for a, b in sorted(problem.apart):
        apart[number[a]].append(number[b])
        apart[number[b]].append(number[a])
    old = _history(problem, number)
    home: list[list[int]] = [[] for _ in candidates]
    barred: list[list[int]] = [[] for _ in candidates]
    for k, kept in enumerate(problem.keep):
        for n in roster.numbers(kept.members):
            home[n].append(k)
        for n in roster.numbers(sorted(kept.barred)):
            barred[n].append(k)
    units_of: list[list[int]] = [[] for _ in candidates]
    for unit, members in enumerate(roster.units):
        for n in members:
            units_of[n].append(unit)
    topics = _topics(problem)
    people = People(
        role=_ints(ROLES[each.role] for each in candidates),
        zone=_ints(zones[each.zone] for each in candidates),
        clock=_ints(clocks),
        free=_free(problem, roster, clocks),
        begins=_begins(roster.week, roster.zones, clocks),
        topics=_bits(topics),
        topic_count=_ints(len(each) for each in topics),
        shares=_shares(max((len(each) for each in topics), default=0)),
        marks=_graded(problem, [name for name, _ in mix]),
        weights=_ints(weight for _, weight in mix),
        guarded=_marks(problem, sorted(problem.rules.never_alone)),
        **_lists("units", units_of),
        **_lists("apart", apart),
        **_lists("old", [[other for other, _ in each] for each in old]),
        old_times=_ints(times for each in old for _, times in each),
        old_hint=np.array([bits_of(other % 64 for other, _ in each) for each in old], dtype=np.uint64),
        **_lists("home", home),
        **_lists("barred", barred),
        **_lists("unit", roster.units),
        mates=_NOBODY,
        spare=np.array([unit in roster.spare for unit in range(len(roster.units))], dtype=np.bool_),
    )
    return people._replace(mates=mates_of(people, law_of(problem)))


def _ints(numbers: Iterable[int]) -> Ints:
    return np.array(list(numbers), dtype=np.int64)


def _lists(name: str, lists: Sequence[Sequence[int]]) -> dict[str, Ints]:
    """Lay lists end to end."""
    return {
        f"{name}_first": _ints(accumulate((len(each) for each in lists), initial=0)),
        name: _ints(value for each in lists for value in each),
    }


def _clocks(week: SeasonWeek, zones: Sequence[str]) -> list[int]:
    """Give a number to the clocks of each zone; those that agree all season share one."""
    seen: dict[object, int] = {}
    return [seen.setdefault(week.begins(zone), len(seen)) for zone in zones]


def _begins(week: SeasonWeek, zones: Sequence[str], clocks: Sequence[int]) -> Ints:
    by_clock = {clock: week.begins(zone) for zone, clock in zip(zones, clocks, strict=True)}
    minutes = [
        [[at.weekday() * 1440 + at.hour * 60 + at.minute for at in way] for way in by_clock[clock]]
        for clock in sorted(by_clock)
    ]
    return np.array(minutes, dtype=np.int64).reshape(len(by_clock), -1, HALF_HOURS)


def _free(problem: Problem, roster: Roster, clocks: Sequence[int]) -> Words:
    """Give everyone's free starts on all clocks, as `SeasonWeek.free_starts` does for one."""
    result = np.zeros((len(problem.candidates), max(clocks, default=-1) + 1, WORDS), dtype=np.uint64)
    zone_of = dict(zip(clocks, roster.zones, strict=True))
    for reader in roster.zones:
        readers = [n for n, each in enumerate(problem.candidates) if each.zone == reader]
        for at in range(0, len(readers), _AT_ONCE):
            group = readers[at : at + _AT_ONCE]
            free = np.array(
                [
                    np.frombuffer(half_hour_starts(problem.candidates[n].hours).encode(), dtype=np.uint8)
                    == 49
                    for n in group
                ]
            ).reshape(len(group), WEEK_MINUTES)
            for clock, zone in zone_of.items():
                starts = np.ones((len(group), HALF_HOURS), dtype=np.bool_)
                for minutes in roster.week.reads(zone, reader):
                    starts &= free[:, list(minutes)]
                result[group, clock] = _packed(starts)
    return result


def _packed(starts: NDArray[np.bool_]) -> Words:
    padded = np.zeros((len(starts), 64 * WORDS), dtype=np.bool_)
    padded[:, :HALF_HOURS] = starts
    return np.packbits(padded, axis=1, bitorder="little").view("<u8").astype(np.uint64)


def _topics(problem: Problem) -> list[list[int]]:
    """Give the topics of each person by number."""
    names = sorted({topic for each in problem.candidates for topic in each.topics})
    number = {name: k for k, name in enumerate(names)}
    return [sorted(number[topic] for topic in each.topics) for each in problem.candidates]


def _bits(sets: Sequence[Sequence[int]]) -> Words:
    highest = max((each[-1] for each in sets if each), default=-1)
    bits = np.zeros((len(sets), highest // 64 + 1), dtype=np.uint64)
    for n, numbers in enumerate(sets):
        for each in numbers:
            bits[n, each >> 6] |= np.uint64(1 << (each & 63))
    return bits


def _marks(problem: Problem, names: Sequence[str]) -> Ints:
    result = np.zeros((len(problem.candidates), len(names)), dtype=np.int64)
    for k, name in enumerate(names):
        seen: dict[str, int] = {"": 0}
        for n, each in enumerate(problem.candidates):
            result[n, k] = seen.setdefault(each.attributes.get(name, "").casefold(), len(seen))
    return result


def _graded(problem: Problem, names: Sequence[str]) -> Ints:
    """Give marks of which those that are grades lie as far apart as these do."""
    result = _marks(problem, names)
    result = np.where(result, len(GRADES) + FAR * result, 0)
    for k in (k for k, name in enumerate(names) if name == "seniority"):
        for n, each in enumerate(problem.candidates):
            grade = each.attributes.get("seniority", "")
            if grade in GRADES:
                result[n, k] = int(grade)
    return result


def _shares(most: int) -> Ints:
    """Give what so many topics in common are worth, by how many there could be."""
    common, fewest = np.arange(most + 1)[:, None], np.arange(most + 1)[None, :]
    return ONE * common // np.maximum(1, fewest)


def _history(problem: Problem, number: dict[str, int]) -> list[list[tuple[int, int]]]:
    times: list[dict[int, int]] = [{} for _ in problem.candidates]
    for (a, b), count in sorted(problem.history.items()):
        if a in number and b in number:
            for one, other in ((number[a], number[b]), (number[b], number[a])):
                times[one][other] = times[one].get(other, 0) + count
    return [sorted(each.items()) for each in times]
