"""What moving one person would do: the live effect on a board of circles, in plain Python.

A move by hand may cost fit, but breaks no hard rule that holds before it. A board that breaks one already, as
somebody left, is explained as it stands, and a move that makes nothing worse is allowed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from circles.domain.grouping.difference import differences
from circles.domain.grouping.explain import count, formed
from circles.domain.grouping.problem import FormedCircle, Kept, Problem, Waiting
from circles.domain.grouping.seating import Circle, Seating, Shape
from circles.domain.grouping.slots import lowest, start_of
from circles.domain.grouping.waitlist import waitlist
from circles.domain.tongue import listed

_Fault = tuple[str, str]
"""A hard rule that is broken, by a key that is the same before and after a move, and in words."""


@dataclass(frozen=True)
class Effect:
    """What a move does: refused with a reason, or the circles that change, by their place on the board."""

    allowed: bool
    reason: str = ""
    """Why it is refused; empty if it is allowed."""
    circles: Mapping[int, FormedCircle | None] = field(default_factory=dict)
    """Each circle that changes, explained; None closes with its last member."""
    fit_before: int = 0
    """0-100, the mean fit of the people in the circles that change."""
    fit_after: int = 0
    changes: tuple[str, ...] = ()
    """What changes, a sentence each."""


def board(problem: Problem, seats: Sequence[Kept], settled: Sequence[int] = ()) -> "Board":
    """Set up the circles as they are now; raises Invalid for pins that contradict themselves.

    `settled` has the numbers of circles that meet already: whoever comes must be free at the hour they have.
    """
    return Board(replace(problem, keep=tuple(seats)), settled)


class Board:
    """Circles as they stand; nothing here changes them. People see circle 0 as Circle 1, unless settled."""

    def __init__(self, problem: Problem, settled: Sequence[int] = ()) -> None:
        self._seats, self._settled = problem.keep, bool(settled)
        self._numbers = tuple(settled or range(1, len(problem.keep) + 1))
        self._seating = Seating(problem)
        self._roster = self._seating.roster
        self._group = {n: unit for unit in reversed(self._roster.units) for n in unit}
        self._people = [tuple(sorted(self._roster.numbers(each.members))) for each in problem.keep]
        self._formed: dict[int, FormedCircle] = {}
        units = {n: k for k, unit in reversed([*enumerate(self._roster.units)]) for n in unit}
        for at, people in enumerate(self._people):
            if people:
                there = tuple(sorted({units[n] for n in people}))
                self._seating.open(Circle(there, self._present(at, people), at))
        # `open` numbers circles in order, so the places of those with people are known:
        filled = [at for at, people in enumerate(self._people) if people]
        self._at = dict(zip(filled, self._seating.circles, strict=True))

    def of(self, index: int) -> FormedCircle:
        """Explain a circle as it stands. Raises LookupError if nobody is in it."""
        if index not in self._formed:
            circle = formed(self._seating, self._seating.circles[self._at[index]])
            warnings = (text for _, text in self._faults(index, self._people[index]))
            self._formed[index] = replace(circle, warnings=(*warnings, *circle.warnings))
        return self._formed[index]

    def moves(self, person_id: str, source: int | None = None) -> dict[int | None, Effect]:
        """Give the effect of moving somebody to each other circle, and to none (None)."""
        n = self._roster.number[person_id]
        here = self._from(n, source)
        places: list[int | None] = [at for at in range(len(self._people)) if at != here]
        if here is not None:
            places.append(None)
        return {to: self.move(person_id, to, here) for to in places}

    def move(self, person_id: str, to: int | None, source: int | None = None) -> Effect:
        """Give the effect of moving somebody, and all they are to be together with, out of circle `source`.

        `to` None is the waitlist; `source` is needed only for a mentor of several circles.
        """
        n = self._roster.number[person_id]
        movers = set(self._group[n])
        here = self._from(n, source)
        if to == here or (to is not None and n in self._people[to]):
            return _refused("They are there already.")
        after = self._after(movers, here, to)
        if reason := next(self._refusals(movers, to, after), ""):
            return _refused(reason)
        shapes = self._shapes(after)
        if isinstance(shapes, str):
            return _refused(shapes)
        return self._effect(shapes)

    def merge(self, at: int, to: int) -> Effect:
        """Give the effect of one circle's people all going into another one."""
        movers = set(self._people[at])
        after = {at: (), to: tuple(sorted({*self._people[to], *movers}))}
        if reason := next(self._refusals(movers, to, after), ""):
            return _refused(reason)
        shapes = self._shapes(after)
        return _refused(shapes) if isinstance(shapes, str) else self._effect(shapes)

    @property
    def places(self) -> list[int]:
        """Where circles with people are."""
        return list(self._at)

    def could_come(self, at: int, source: int | None) -> list[str]:
        """Give those of a circle, or with None of the waitlist, who are free when circle `at` can meet."""
        placed = {n for people in self._people for n in people}
        everyone = range(len(self._seating.problem.candidates))
        there = [n for n in everyone if n not in placed] if source is None else self._people[source]
        zone, starts, _ = self._starts(self._people[at])
        able = (n for n in there if self._roster.free(n, zone) & starts)
        if self._settled:
            able = (n for n in there if self._is_free(n, at))
        return [self._seating.problem.candidates[n].id for n in able]

    def waiting(self) -> tuple[Waiting, ...]:
        """Say of everyone without a circle why, and what would help."""
        return waitlist(self._seating, {place: self._numbers[at] for at, place in self._at.items()})

    def _from(self, n: int, source: int | None) -> int | None:
        if source is not None:
            return source
        return next((at for at, people in enumerate(self._people) if n in people), None)

    def _after(self, movers: set[int], here: int | None, to: int | None) -> dict[int, tuple[int, ...]]:
        """Give the people of every circle that changes; those together leave wherever they are."""
        leaves = (
            {here} if len(movers) == 1 else {at for at, each in enumerate(self._people) if movers & set(each)}
        )
        after = {at: tuple(n for n in self._people[at] if n not in movers) for at in leaves if at is not None}
        if to is not None:
            after[to] = tuple(sorted({*self._people[to], *movers}))
        return after

    # --- What stands against a move ---

    def _refusals(
        self, movers: set[int], to: int | None, after: Mapping[int, tuple[int, ...]]
    ) -> Iterator[str]:
        people = self._seating.problem.candidates
        for at in sorted(after):
            if self._seats[at].locked:
                yield f"Circle {self._numbers[at]} is locked."
            for n in sorted(movers & set(self._people[at])):
                if people[n].id in self._seats[at].pinned and at != to:
                    yield f"{people[n].name} is locked in circle {self._numbers[at]}."
        for n in sorted(movers) if to is not None else ():
            if not self._roster.ever_free(n):
                yield f"{people[n].name} gave no hours that hold a meeting."
            if people[n].id in self._seats[to or 0].barred:
                yield f"{people[n].name} is kept out of circle {self._numbers[to or 0]}."
        for at, now in after.items():
            before = {key for key, _ in self._faults(at, self._people[at])}
            if now:
                yield from (text for key, text in self._faults(at, now) if key not in before)

    def _faults(self, at: int, people: tuple[int, ...]) -> Iterator[_Fault]:
        """Say which hard rules a circle of these people breaks."""
        rules, name = self._seating.problem.rules, f"Circle {self._numbers[at]}"
        has = f"{name} {'has' if people == self._people[at] else 'would have'}"
        candidates = self._seating.problem.candidates
        mentors = sum(self._roster.is_mentor(n) for n in people)
        able = sum(self._roster.could_mentor(n) for n in people)
        have = f"{count(len(people))} {'person' if len(people) == 1 else 'people'}"
        if len(people) < rules.size_lo:
            yield "few", f"{has} {have}; it needs {count(rules.size_lo)}."
        if len(people) > rules.size_hi:
            yield f"many {len(people)}", f"{has} {have}; {count(rules.size_hi)} is the most."
        if able < rules.mentors_lo:
            yield f"no mentor {able}", f"{has} {_mentors(able)}; it needs {count(rules.mentors_lo)}."
        if mentors > rules.mentors_hi:
            yield f"mentors {mentors}", f"{has} {_mentors(mentors)}; {count(rules.mentors_hi)} is the most."
        for a, b in sorted(self._seating.problem.apart):
            if self._roster.number[a] in people and self._roster.number[b] in people:
                names = listed(sorted(candidates[self._roster.number[each]].name for each in (a, b)))
                yield f"apart {a} {b}", f"{names} are to be apart."
        for n in sorted(self._roster.lonely(people)):
            yield (
                f"alone {n}",
                f"In {name.lower()} {candidates[n].name} would be alone in what nobody should be.",
            )
        yield from self._faults_of_hour(at, people, f"{has} no shared hour.")

    def _faults_of_hour(self, at: int, people: tuple[int, ...], none: str) -> Iterator[_Fault]:
        if not self._settled:
            if people and not self._starts(people)[1]:
                yield "hour", none
            return
        for n in people:
            if not self._is_free(n, at):
                name = self._seating.problem.candidates[n].name
                yield f"hour {n}", f"{name} is not free when circle {self._numbers[at]} meets."

    def _is_free(self, n: int, at: int) -> bool:
        """Tell whether somebody can come when a circle meets now."""
        kept = self._seats[at]
        start = start_of(kept.weekday, kept.start) if kept.start else None
        return bool(start is not None and kept.zone and self._roster.free(n, kept.zone) >> start & 1)

    def _starts(self, people: tuple[int, ...]) -> tuple[str, int, int]:
        zone = self._roster.zone(people)
        return (zone, *self._roster.starts(people, zone))

    # --- The circles a move makes ---

    def _present(self, at: int, people: tuple[int, ...]) -> Shape:
        """Give a circle as it is, its hour included, whether it suits or not."""
        kept = self._seats[at]
        zone, starts, _ = self._starts(people)
        start = None if kept.start is None or kept.zone != zone else start_of(kept.weekday, kept.start)
        if start is None and kept.zone and kept.start and kept.zone != zone:
            zone, start = kept.zone, start_of(kept.weekday, kept.start)
            starts, _ = self._roster.starts(people, zone)
        start = lowest(starts or 1) if start is None else start
        return Shape(people, zone, 1 << start if self._settled else starts, start)

    def _shapes(self, after: Mapping[int, tuple[int, ...]]) -> dict[int, Shape | None] | str:
        """Give what circles become, or in words why a mentor of several can't meet them all."""
        shapes: dict[int, Shape | None] = {}
        instead: dict[int, Shape | None] = {self._at[at]: None for at in after if at in self._at}
        for at, people in after.items():
            if not people:
                shapes[at] = None
                continue
            zone, starts, best = self._starts(people)
            if self._settled:
                present = self._present(at, people)
                zone, starts, best = present.zone, present.starts, present.starts
            if not starts:
                shapes[at] = self._present(at, people)
                continue
            start = self._seating.choose_start(
                people, zone, starts, best, self._seats[at], self._at.get(at), instead
            )
            if start is None:
                name = f"circle {self._numbers[at]}"
                return f"A mentor of {name} meets another circle at every hour they share."
            shapes[at] = Shape(people, zone, starts, start)
            if at in self._at:
                instead[self._at[at]] = shapes[at]
        return shapes

    def _effect(self, shapes: Mapping[int, Shape | None]) -> Effect:
        after: dict[int, FormedCircle | None] = {}
        for at, shape in shapes.items():
            after[at] = None
            if shape:
                circle = formed(self._seating, Circle((), shape, at))
                warnings = (text for _, text in self._faults(at, shape.people))
                after[at] = replace(circle, warnings=(*warnings, *circle.warnings))
        before = {at: self.of(at) for at in after if at in self._at}
        return Effect(
            allowed=True,
            circles=after,
            fit_before=_mean(before.values()),
            fit_after=_mean([circle for circle in after.values() if circle]),
            changes=tuple(
                text
                for at in sorted(after)
                for text in differences(self._numbers[at] - 1, before.get(at), after[at])
            ),
        )


def _refused(reason: str) -> Effect:
    return Effect(allowed=False, reason=reason)


def _mentors(n: int) -> str:
    return f"{count(n) if n else 'no'} {'mentors' if n > 1 else 'mentor'}"


def _mean(circles: Iterable[FormedCircle]) -> int:
    circles = list(circles)
    seats = sum(len(circle.members) for circle in circles)
    return round(sum(circle.fit * len(circle.members) for circle in circles) / max(1, seats))
