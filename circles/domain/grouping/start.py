"""A first seating: the circles that are kept, new ones grown around an hour, and a place for who is left."""

from collections.abc import Iterable

from circles.domain.grouping.problem import Kept
from circles.domain.grouping.score import ONE
from circles.domain.grouping.seating import Circle, Seating
from circles.domain.grouping.slots import each_start
from circles.errors import Invalid

_HOURS_TRIED = 3


def build(seating: Seating) -> None:
    """Seat as many as a greedy hand can; every circle then keeps every hard rule."""
    for k, kept in enumerate(seating.problem.keep):
        _reopen(seating, k, kept)
    for at in list(seating.circles):
        _complete(seating, at)
    _open_usual(seating)
    place_waiting(seating)


def place_waiting(seating: Seating) -> None:
    """Give each waiting unit its best place in a circle, and those still left new circles."""
    for unit in seating.unplaced():
        insert(seating, unit)
    rules = seating.problem.rules
    while seating.unplaced() and (
        _open_one(seating, rules.size_hi) or _open_one(seating, rules.size_lo, lent=_lendable(seating))
    ):
        pass


def insert(seating: Seating, unit: int) -> bool:
    """Add a waiting unit to the circle that gains most by it; False if none can take it."""
    best: tuple[int, int] | None = None
    for at, circle in seating.circles.items():
        if circle.locked:
            continue
        shapes = seating.change({at: (*circle.units, unit)})
        if shapes:
            gain = shapes[at].value - circle.shape.value
            best = max(best, (gain, -at)) if best else (gain, -at)
    if best is None:
        return False
    at = -best[1]
    _put(seating, at, (*seating.circles[at].units, unit))
    return True


def _put(seating: Seating, at: int, units: tuple[int, ...]) -> None:
    shapes = seating.change({at: units})
    if shapes:
        seating.apply({at: units}, shapes)


# --- Circles that are kept ---


def _reopen(seating: Seating, k: int, kept: Kept) -> None:
    pinned = {
        id for id in kept.pinned.union(kept.members if kept.locked else ()) if id in seating.roster.number
    }
    fixed = frozenset(_units_of(seating, pinned))
    units = fixed.union(_units_of(seating, kept.members))
    if not units:
        return
    held = {seating.problem.candidates[n].id for unit in fixed for n in seating.roster.units[unit]}
    if not pinned <= held or (fixed and seating.shape(fixed, k, whole=kept.locked) is None):
        raise _pin_fault(seating, k)
    while (shape := seating.shape(units, k, whole=False)) is None:
        units -= {_worst_fit(seating, units, fixed, k)}
        if not units:
            return
    seating.open(Circle(tuple(sorted(units)), shape, k, fixed, kept.locked))


def _units_of(seating: Seating, ids: Iterable[str]) -> list[int]:
    """Give a waiting unit for each id; of a mentor who has several, the first."""
    wanted = {seating.roster.number[id] for id in ids if id in seating.roster.number}
    found: dict[int, int] = {}
    for unit in sorted(seating.waiting):
        for n in seating.roster.units[unit]:
            found.setdefault(n, unit)
    return sorted({found[n] for n in wanted if n in found})


def _worst_fit(seating: Seating, units: frozenset[int], fixed: frozenset[int], k: int) -> int:
    """Choose who leaves a circle that can't go on as it is: first who alone stands in the way."""

    def gain(unit: int) -> tuple[bool, int, int]:
        shape = seating.shape(units - {unit}, k, whole=False)
        return (shape is not None, shape.value if shape else -seating.roster.room(unit), -unit)

    return max(units - fixed, key=gain)


def _complete(seating: Seating, at: int) -> None:
    """Bring a kept circle up to the rules with people who wait or can be spared, or close it."""
    circle = seating.circles[at]
    dropped: set[int] = set()
    while not seating.change({at: circle.units}):
        pool = [u for u in seating.unplaced() if u not in dropped and _joins(seating, at, u)]
        lent = {unit: lender for unit, lender in _lendable(seating).items() if lender != at}
        pool = pool or [unit for unit in lent if _joins(seating, at, unit)]
        if pool:
            unit = max(pool, key=lambda unit: (_suits(seating, circle.units, unit), -unit))
            _take(seating, at, unit, lent.get(unit))
        elif (lonely := _lonely_unit(seating, at)) is not None:
            dropped.add(lonely)
            _take_out(seating, at, lonely)
        elif circle.fixed:
            raise _pin_fault(seating, circle.kept or 0)
        else:
            seating.close(at)
            return


def _joins(seating: Seating, at: int, unit: int) -> bool:
    circle = seating.circles[at]
    shape = seating.shape((*circle.units, unit), circle.kept, at=at, whole=False)
    return shape is not None and not circle.locked


def _take(seating: Seating, at: int, unit: int, lender: int | None) -> None:
    circle = seating.circles[at]
    if lender is not None:
        _put(seating, lender, without(seating.circles[lender].units, unit))
    units = (*circle.units, unit)
    shape = seating.shape(units, circle.kept, at=at, whole=False)
    if shape:
        seating.apply({at: units}, {at: shape})


def _lonely_unit(seating: Seating, at: int) -> int | None:
    """Find someone alone with an attribute whom the circle can do without."""
    circle = seating.circles[at]
    lonely = seating.roster.lonely(circle.shape.people)
    for unit in circle.units:
        rest = without(circle.units, unit)
        if unit not in circle.fixed and lonely.intersection(seating.roster.units[unit]) and rest:
            return unit
    return None


def _take_out(seating: Seating, at: int, unit: int) -> None:
    units = without(seating.circles[at].units, unit)
    shape = seating.shape(units, seating.circles[at].kept, at=at, whole=False)
    if shape:
        seating.apply({at: units}, {at: shape})


def _pin_fault(seating: Seating, k: int) -> Invalid:
    rules = seating.problem.rules
    return Invalid(
        f"Circle {k + 1} can't be formed as it is pinned. Its people must share an hour in every week, "
        f"be {rules.size_lo}-{rules.size_hi} with {rules.mentors_lo}-{rules.mentors_hi} mentors, and keep "
        "every pair that is to be apart or together. Unpin someone.",
        field="pins",
    )


# --- New circles ---


def _open_usual(seating: Seating) -> None:
    """Open as many circles of the usual size as those who wait call for, as far as mentors go."""
    rules = seating.problem.rules
    waiting = [n for unit in seating.unplaced() for n in seating.roster.units[unit]]
    fewest = -(-len(waiting) // rules.size_hi)
    count = max(fewest, 2 * len(waiting) // (rules.size_lo + rules.size_hi))
    if rules.mentors_lo:
        mentors = sum(seating.roster.could_mentor(n) for n in waiting)
        count = max(fewest, min(count, mentors // rules.mentors_lo))
    for n in range(count, 0, -1):
        left = sum(len(seating.roster.units[unit]) for unit in seating.unplaced())
        if not _open_one(seating, max(rules.size_lo, min(rules.size_hi, left // n))):
            return


def _open_one(seating: Seating, size: int, lent: dict[int, int] | None = None) -> bool:
    """Open a circle of up to `size` around the first who can begin one; `lent` are units of other circles."""
    lent = lent or {}
    waiting = seating.unplaced()
    spare = sorted(seating.waiting & seating.roster.spare - set(waiting))
    pool = waiting + sorted(lent)
    for seed in _seeds(seating, waiting) + _seeds(seating, spare) + _seeds(seating, sorted(lent)):
        units = _grow(seating, seed, pool, size, lent)
        if not units or not any(unit in waiting for unit in units):
            continue
        for unit in units:
            if unit in lent:
                _put(seating, lent[unit], without(seating.circles[lent[unit]].units, unit))
        shape = seating.shape(units)
        if shape:
            seating.open(Circle(units, shape))
            return True
    return False


def _lendable(seating: Seating) -> dict[int, int]:
    """Give the units whose circle would do without any one of them, and that circle."""
    return {
        unit: at
        for at, circle in seating.circles.items()
        if not circle.locked and len(circle.shape.people) > seating.problem.rules.size_lo
        for unit in circle.units
        if unit not in circle.fixed and seating.change({at: without(circle.units, unit)})
    }


def _seeds(seating: Seating, units: list[int]) -> list[int]:
    """Give the units that can begin a circle, mentors before those who may be either."""
    if not seating.problem.rules.mentors_lo:
        return units
    certain = [unit for unit in units if any(seating.roster.is_mentor(n) for n in seating.roster.units[unit])]
    able = [unit for unit in units if any(seating.roster.could_mentor(n) for n in seating.roster.units[unit])]
    return certain + [unit for unit in able if unit not in certain]


def _grow(
    seating: Seating, seed: int, pool: list[int], size: int, lent: dict[int, int]
) -> tuple[int, ...] | None:
    """Grow a circle around a unit, at the hour that suits the scarcest; None if it can't be whole."""
    roster = seating.roster
    zone = seating.problem.candidates[roster.units[seed][0]].zone
    free = {unit: roster.common(unit, zone) for unit in (seed, *pool)}
    urgency = {unit: ONE // max(1, roster.room(unit)) + 10 * ONE * (unit not in lent) for unit in pool}
    best: list[tuple[int, int]] = []
    for start in each_start(free[seed]):
        if not any(seating.is_taken(n, start, zone) for n in roster.units[seed]):
            wishes = sorted((urgency[unit] for unit in pool if free[unit] >> start & 1), reverse=True)
            best.append((sum(wishes[:size]), -start))
    for _, start in sorted(best, reverse=True)[:_HOURS_TRIED]:
        here = {unit: urgency[unit] for unit in pool if free[unit] >> -start & 1 and unit != seed}
        units = _fill(seating, seed, here, size, lent)
        if seating.shape(units):
            return units
    return None


def _fill(
    seating: Seating, seed: int, here: dict[int, int], size: int, lent: dict[int, int]
) -> tuple[int, ...]:
    """Add the most wanted of those free at an hour, with their urgency, and one of each lender at most."""
    units: tuple[int, ...] = (seed,)
    while True:
        lenders = {lent[unit] for unit in units if unit in lent}
        left = [unit for unit in here if unit not in units and lent.get(unit) not in lenders]
        ranked = sorted((-_need(seating, units, unit, size) - here[unit], unit) for unit in left)
        chosen = next((unit for _, unit in ranked if _goes_in(seating, units, unit, size)), None)
        if chosen is None:
            return units
        units = (*units, chosen)


def _goes_in(seating: Seating, units: tuple[int, ...], unit: int, size: int) -> bool:
    more = (*units, unit)
    return len(seating.roster.people_in(more)) <= size and seating.shape(more, whole=False) is not None


def _need(seating: Seating, units: tuple[int, ...], unit: int, size: int) -> int:
    """Tell how much a unit is wanted in a growing circle: for the rules first, then for its worth."""
    people = seating.roster.people_in(units)
    joining = seating.roster.units[unit]
    lacking = seating.problem.rules.mentors_lo - sum(seating.roster.could_mentor(n) for n in people)
    mentors = sum(seating.roster.could_mentor(n) for n in joining)
    certain = sum(seating.roster.is_mentor(n) for n in joining)
    wanted = min(mentors, lacking) if lacking > 0 else -certain  # other circles need them to begin
    seats = size - len(people) - len(joining)
    lonely = max(0, len(seating.roster.lonely(people + joining)) - seats)  # a seat for each who needs company
    return 100 * ONE * (wanted - lonely) + _suits(seating, units, unit)


def _suits(seating: Seating, units: tuple[int, ...], unit: int) -> int:
    pairs = [(a, b) for a in seating.roster.people_in(units) for b in seating.roster.units[unit]]
    return sum(seating.scores.pair(a, b) for a, b in pairs if a != b) // max(1, len(pairs))


def without(units: tuple[int, ...], unit: int) -> tuple[int, ...]:
    return tuple(each for each in units if each != unit)
