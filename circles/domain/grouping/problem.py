"""What forming circles starts from and what it gives: frozen values, and the faults of a problem."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from types import MappingProxyType
from typing import Any

from circles.domain.availability import DAY_MINUTES, Hours
from circles.domain.cadence import zone_info
from circles.domain.words import Role
from circles.errors import CirclesError, Invalid

MIX = MappingProxyType({"department": 1, "site": 1, "seniority": 1})


class Cancelled(CirclesError):
    """Forming was stopped by the one who asked for it; nothing has changed."""


@dataclass(frozen=True)
class Candidate:
    """Someone to be placed. `hours` are weekly, in `zone`; empty means not given, never always free."""

    id: str
    name: str
    role: Role
    zone: str
    hours: tuple[Hours, ...]
    topics: frozenset[str] = frozenset()
    attributes: Mapping[str, str] = field(default_factory=dict)
    circles: int = 1
    """How many circles a mentor takes; others are in one."""
    language: str = "en"
    """In which they are told why they are in a circle."""


@dataclass(frozen=True)
class Weights:
    """What counts how much when circles are compared; 0 is not at all."""

    topics: int = 2
    """Shared topics."""
    offers: int = 1
    """More for topics that a mentee asks for and a mentor offers."""
    mix: int = 1
    """Differences in the attributes of `Rules.mix`."""
    again: int = 2
    """Against pairs who were together in an earlier season, for each time."""
    hours: int = 0
    """Many shared hours, so that a meeting can be moved."""
    stay: int = 2
    """Against each move from the current circles."""


@dataclass(frozen=True)
class Rules:
    """What a circle must be. Sizes include mentors; the season runs `weeks` weeks from the date `start`."""

    start: date
    size_lo: int = 4
    size_hi: int = 8
    mentors_lo: int = 1
    mentors_hi: int = 2
    minutes: int = 60
    weeks: int = 12
    quorum: int | None = None
    """If set, an hour is good enough when all mentors and at least so many members can come."""
    never_alone: frozenset[str] = frozenset()
    """Attributes whose every stated value is held by nobody or by two and more of a circle."""
    mix: Mapping[str, int] = field(default_factory=lambda: MIX)
    """Attributes in which the members of a circle should differ, with their weights."""
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        if not 1970 <= self.start.year <= 2200:  # the ends of the calendar leave no room for a season
            raise Invalid(
                f"A season starts in a year from 1970 to 2200, not on {self.start}.", field="starts_on"
            )
        sizes = f"Found {self.size_lo}-{self.size_hi} with {self.mentors_lo}-{self.mentors_hi} mentors."
        if not 2 <= self.size_lo <= self.size_hi <= 50:
            raise Invalid(
                f"A circle has from 2 to 50 people, the smaller number first. {sizes}", field="size"
            )
        if not (0 <= self.mentors_lo <= self.mentors_hi and self.mentors_lo <= self.size_hi):
            raise Invalid(
                f"Mentors are part of the circle, no more than its people, the smaller number first. {sizes}",
                field="mentors",
            )
        if not 1 <= self.minutes <= DAY_MINUTES:
            raise Invalid(
                f"A meeting takes from 1 minute to a day, not {self.minutes} minutes.", field="minutes"
            )
        if not 1 <= self.weeks <= 520:
            raise Invalid(f"A season has from 1 to 520 weeks, not {self.weeks}.", field="weeks")


@dataclass(frozen=True)
class Kept:
    """A current circle to start from; what is pinned stays, for everything else a move is only dear."""

    members: tuple[str, ...]
    mentors: tuple[str, ...] = ()
    zone: str | None = None
    weekday: int = 0
    start: time | None = None
    """The present local hour in `zone`, kept if its people still can; None if there is none yet."""
    pinned: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    locked: bool = False
    """Exactly these members: nobody comes or goes."""


@dataclass(frozen=True)
class Problem:
    """Everything that decides the circles. Raises Invalid, naming the column, for what contradicts itself."""

    candidates: tuple[Candidate, ...]
    rules: Rules
    apart: frozenset[tuple[str, str]] = frozenset()
    together: frozenset[tuple[str, str]] = frozenset()
    history: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Pairs and how often they were in one circle before, in either order."""
    keep: tuple[Kept, ...] = ()

    def __post_init__(self) -> None:
        _check_people(self)
        _check_pairs(self)
        _check_pins(self)

    def groups(self) -> list[frozenset[str]]:
        """Give those who must be together, as disjoint groups of two and more."""
        return _groups(self.together)


@dataclass(frozen=True)
class Slot:
    """A weekly hour: weekday (Monday 0) and time of day on some zone's clocks."""

    weekday: int
    start: time


@dataclass(frozen=True)
class FormedCircle:
    """A circle, its weekly hour on the clocks of `zone`, and what speaks for it."""

    members: tuple[str, ...]
    """All of them, mentors first."""
    mentors: tuple[str, ...]
    zone: str
    weekday: int
    start: time
    slot: Slot
    """The same hour in UTC, in the week (Monday to Sunday) of the season's start."""
    hours: tuple[Slot, ...]
    """Every start on the circle's clocks that would do as well."""
    score: float
    """What it adds to the solution's score: at most 100 for each member."""
    fit: int
    """0-100, how well its members suit each other."""
    terms: Mapping[str, float]
    """What the fit is made of, in points of it."""
    because: str
    """Why these people, as the end of a sentence that begins "Put together as ..."."""
    why: Mapping[str, str]
    """Why here, one sentence to each member by id."""
    warnings: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    """Members whose hours don't hold the meeting, where a quorum allows it."""
    kept: int | None = None
    """Which of `Problem.keep` it continues."""


Wait = Mapping[str, Any]
"""What binds under "why", what helps beside that under "helps", and what both name; {} without a reason."""


@dataclass(frozen=True)
class Waiting:
    """Someone not placed, the first reason that binds, and the cheapest way out."""

    id: str
    wait: Wait


@dataclass(frozen=True)
class Solution:
    """Circles and waitlist; `moved` are those who left a kept circle for another one or the waitlist."""

    circles: tuple[FormedCircle, ...]
    waitlist: tuple[Waiting, ...]
    score: float
    steps: int
    bound: float | None = None
    """No circles of these people can score more, where that is known."""
    moved: tuple[str, ...] = ()


def _check_people(problem: Problem) -> None:
    times = Counter(each.id for each in problem.candidates)
    double = sorted(id for id, n in times.items() if n > 1)
    if double:
        raise Invalid(f"Each person needs an id of their own. Found twice: {_some(double)}.", field="id")
    for each in problem.candidates:
        zone_info(each.zone)
        if each.circles < 1:
            raise Invalid(f"{each.name} takes {each.circles} circles; expected 1 or more.", field="circles")


def _check_pairs(problem: Problem) -> None:
    known = {each.id: each for each in problem.candidates}
    for column, pairs in (("apart", problem.apart), ("together", problem.together)):
        strangers = sorted({id for pair in pairs for id in pair if id not in known})
        if strangers:
            raise Invalid(
                f"“{column}” names people by id or address. Nobody here is {_some(strangers)}.", field=column
            )
        selves = sorted({a for a, b in pairs if a == b})
        if selves:
            raise Invalid(f"“{column}” of {_some(selves)} names the same person.", field=column)
    for group in problem.groups():
        names = _some(sorted(known[id].name for id in group))
        if split := next((pair for pair in sorted(problem.apart) if set(pair) <= group), None):
            two = " and ".join(sorted(known[id].name for id in split))
            raise Invalid(
                f"{names} are to be together, yet {two} are to be apart. Choose one.",
                field="together",
            )
        _check_room(problem.rules, names, [known[id].role for id in group])


def _check_room(rules: Rules, names: str, roles: list[Role]) -> None:
    mentors = roles.count(Role.MENTOR)
    others = roles.count(Role.MENTEE)
    if len(roles) > rules.size_hi or others > rules.size_hi - rules.mentors_lo:
        raise Invalid(
            f"{names} are to be together: {len(roles)} people, and a circle holds {rules.size_hi} at most, "
            f"mentors included (at least {rules.mentors_lo}). Allow larger circles or part them.",
            field="together",
        )
    if mentors > rules.mentors_hi:
        raise Invalid(
            f"{names} are to be together: {mentors} mentors, and a circle has {rules.mentors_hi} at most. "
            "Allow more mentors or part them.",
            field="together",
        )


def _check_pins(problem: Problem) -> None:
    capacity = {c.id: c.circles if c.role is Role.MENTOR else 1 for c in problem.candidates}
    pinned: Counter[str] = Counter()
    for n, kept in enumerate(problem.keep, start=1):
        if kept.zone is not None:
            zone_info(kept.zone)
        wanted = kept.pinned | (set(kept.members) if kept.locked else set())
        both = sorted(wanted & kept.barred)
        if both:
            raise Invalid(
                f"{_some(both)} can't be both pinned to circle {n} and kept out of it.", field="pins"
            )
        pinned.update(id for id in wanted if id in capacity)
    over = sorted(id for id, n in pinned.items() if n > capacity[id])
    if over:
        raise Invalid(
            f"{_some(over)} are pinned to more circles than they can be in. Unpin one.", field="pins"
        )


def _groups(pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    groups: list[set[str]] = []
    for a, b in sorted(pairs):
        touched = [group for group in groups if a in group or b in group]
        groups = [group for group in groups if group not in touched]
        groups.append({a, b}.union(*touched))
    return [frozenset(group) for group in groups]


def _some(words: list[str]) -> str:
    rest = len(words) - 5
    return ", ".join(words[:5]) + (f" and {rest} more" if rest > 0 else "")
