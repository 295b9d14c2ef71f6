"""Locks that can't be kept, told before a search begins, and by name."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from circles.domain.draft import Draft, DraftCircle
from circles.domain.grouping import Problem
from circles.domain.grouping.roster import Roster
from circles.domain.tongue import listed
from circles.domain.words import Role

Held = list[list[int]]
"""Who is locked in each circle, by its place."""


def faults(draft: Draft, problem: Problem, left: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """Say which locks can't be kept; `left` names those who have left each circle, by its place."""
    held = [
        [seat.person for seat in circle.seats if seat.pinned or circle.locked] for circle in draft.circles
    ]
    names = {each.id: each.name for each in problem.candidates}
    for n, circle in enumerate(draft.circles):
        yield from _sizes(n, circle, held[n], problem, left.get(n, ()))
    yield from _times(held, problem)
    yield from _pairs(draft, held, problem, names)
    yield from _hours(draft, held, problem)


def _sizes(
    n: int, circle: DraftCircle, held: Sequence[int], problem: Problem, left: Sequence[str]
) -> Iterator[str]:
    rules, roles = problem.rules, {each.id: each.role for each in problem.candidates}
    mentors = sum(roles[str(each)] is Role.MENTOR for each in held)
    if circle.locked and len(held) < rules.size_lo:
        people = "1 person" if len(held) == 1 else f"{len(held)} people"
        since = f" since {listed(left)} left" if left else ""
        yield (
            f"Circle {n + 1} is locked with {people}{since}, and a circle needs {rules.size_lo}. "
            "Unlock it and suggest again."
        )
    if len(held) > rules.size_hi:
        yield (
            f"{len(held)} people are locked in circle {n + 1}, and a circle has {rules.size_hi} at most. "
            "Unlock some of them, or allow larger circles."
        )
    if mentors > rules.mentors_hi:
        yield (
            f"{mentors} mentors are locked in circle {n + 1}, and a circle has {rules.mentors_hi} at most. "
            "Unlock one, or allow more mentors."
        )


def _times(held: Held, problem: Problem) -> Iterator[str]:
    times = Counter(str(person) for people in held for person in people)
    for each in problem.candidates:
        takes = each.circles if each.role is Role.MENTOR else 1
        if times[each.id] > takes:
            yield f"{each.name} is locked in {times[each.id]} circles and takes {takes}. Unlock one of them."


def _pairs(draft: Draft, held: Held, problem: Problem, names: Mapping[str, str]) -> Iterator[str]:
    rooms = [set(map(str, people)) for people in held]
    for n, room in enumerate(rooms):
        for pair in sorted(problem.apart):
            if room.issuperset(pair):
                who = listed(sorted(names[each] for each in pair))
                yield f"{who} are to be apart, and both are locked in circle {n + 1}. Unlock one of them."
        elsewhere = set(names) if draft.circles[n].locked else set().union(*rooms)
        for group in problem.groups():
            if group & room and group & elsewhere - room:
                who = listed(sorted(names[each] for each in group))
                yield f"{who} are to be together, and only some are locked in circle {n + 1}. Unlock them."


def _hours(draft: Draft, held: Held, problem: Problem) -> Iterator[str]:
    roster = Roster(problem)
    for n, people in enumerate(held):
        own = draft.circles[n].zone
        zones = [own] * (own in roster.zones) + roster.zones  # its own first: mostly that settles it
        numbers = tuple(sorted(roster.numbers(map(str, people))))
        if not people or _share(roster, numbers, zones):
            continue
        others = {k: tuple(each for each in numbers if each != k) for k in numbers}
        odd = [
            problem.candidates[k].name for k, rest in others.items() if rest and _share(roster, rest, zones)
        ]
        would = f" Without {' or '.join(odd)} they would." if odd else ""
        yield f"Those who are locked in circle {n + 1} share no hour.{would} Unlock somebody."


def _share(roster: Roster, people: tuple[int, ...], zones: Sequence[str]) -> bool:
    return any(roster.starts(people, zone)[0] for zone in zones)
