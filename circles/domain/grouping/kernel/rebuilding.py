"""Break up a few circles that could meet at one hour, and form others of their people and of those who wait.

Where hours are scarce hardly any exchange is possible between circles as they are; what helps is to let
circles begin anew at other hours (ruin and recreate). A change is kept or taken back as annealing does.
"""

import numpy as np

from circles.domain.grouping.kernel.foresight import at_best
from circles.domain.grouping.kernel.growing import grow
from circles.domain.grouping.kernel.numbers import PLACED, bare, below, holds, inner, meets, patience
from circles.domain.grouping.kernel.people import persons
from circles.domain.grouping.kernel.table import WAITING
from circles.domain.grouping.kernel.trial import NO_FAULTS, NOBODY, accept, attempt
from circles.domain.grouping.kernel.yard import (
    CHANGED,
    POOLED,
    among,
    break_up,
    clear,
    keep,
    may_break,
    take_back,
)

_BROKEN = 3  # rows broken up at once, at most
_DRAWS = 24  # units looked at for rows to break up
_TRIED = 5  # rows compared for one who is left over


@bare
def rebuild(people, law, table, yard, state, rounds, heat, prize, floor, movable, waiting, room):
    """Spend so many rounds at one heat; nobody in a row that changes may be worth less than `floor`.

    A circle more counts for `prize`. `movable` are units, `waiting` those of them who waited when this began,
    `room` counts the hours of each.
    """
    if len(movable) == 0:
        return
    for _ in range(rounds):
        unit = movable[below(state, len(movable))]
        if len(waiting) and below(state, 2) == 0:
            unit = waiting[below(state, len(waiting))]
        person = people.unit[people.unit_first[unit]]
        clock = people.clock[people.zone[person]]
        start = _any_start(people.free[person, clock], state)
        if start >= 0:
            _round(
                people,
                law,
                table,
                yard,
                state,
                heat,
                prize,
                floor,
                movable,
                waiting,
                room,
                unit,
                clock,
                start,
            )


@inner
def _round(people, law, table, yard, state, heat, prize, floor, movable, waiting, room, unit, clock, start):
    broken = size = 0
    wanted = 1 + below(state, _BROKEN)
    for draw in range(_DRAWS):
        if draw:
            unit = movable[below(state, len(movable))]
        row = table.place[unit]
        if (
            row != WAITING
            and holds(people.free[people.unit[people.unit_first[unit]], clock], start)
            and may_break(law, table, row)
        ):
            size = break_up(table, yard, row, broken, size)
            broken += 1
            if broken == wanted:
                break
    placed = _people(people, yard.pool, size)
    size = _gather(people, table, yard, state, waiting, clock, start, size)
    changed = _regrow(people, law, table, yard, state, room, broken, size, clock, start)
    changed = _seat_others(people, law, table, yard, state, changed, size)
    gain = -PLACED * placed
    for k in range(changed):
        row = yard.changed[k]
        gain += table.value[row] - yard.backup.value[row]
        gain += prize * (min(1, table.taken[row]) - min(1, yard.backup.taken[row]))
        if table.taken[row] and table.low[row] < floor:
            gain -= 1 << 40
    for k in range(size):
        if table.place[yard.pool[k]] != WAITING:
            gain += PLACED * persons(people, yard.pool[k])
    if gain <= -patience(state, heat):
        take_back(table, yard, changed, size)


@inner
def _any_start(week, state):
    """Draw one of the starts of a week; -1 if it has none."""
    first = below(state, 336)
    for k in range(336):
        start = (first + k) % 336
        if holds(week, start):
            return start
    return -1


@inner
def _people(people, units, size):
    total = 0
    for k in range(size):
        total += persons(people, units[k])
    return total


@inner
def _gather(people, table, yard, state, waiting, clock, start, size):
    """Let some of those who wait and could come at the hour into the pool; give its new size."""
    if len(waiting) == 0:
        return size
    first, end = below(state, len(waiting)), size + POOLED
    for k in range(len(waiting)):
        unit = waiting[(first + k) % len(waiting)]
        if size == end:
            break
        if (
            table.place[unit] == WAITING
            and holds(people.free[people.unit[people.unit_first[unit]], clock], start)
            and not among(yard.pool, size, unit)
        ):
            yard.pool[size] = unit
            size += 1
    return size


@inner
def _regrow(people, law, table, yard, state, room, broken, size, clock, start):
    """Form circles of the pool, the first at the hour given; give how many rows have changed."""
    closed = _closed_row(table, yard, broken)
    for k in range(broken + 1):
        row = yard.changed[k] if k < broken else closed
        seed = _seed(people, law, table, yard, state, size, clock, start if k == 0 else -1)
        if row < 0 or seed == NOBODY:
            break
        if k:
            clock = people.clock[people.zone[people.unit[people.unit_first[seed]]]]
            start = _common_start(people, table, yard, state, seed, size, clock)
        wanted = law.size_lo + below(state, 1 + below(state, law.size_hi - law.size_lo + 1))  # rather few
        if start < 0 or not grow(
            people,
            law,
            table,
            row,
            seed,
            yard.pool[:size],
            yard.lenders,
            yard.near,
            room,
            clock,
            start,
            wanted,
        ):
            for seat in range(table.taken[row]):
                table.place[table.unit[row, seat]] = WAITING
            clear(table, row)
    return broken + (closed >= 0)


@inner
def _closed_row(table, yard, broken):
    """Find a row to open, and write it down as one that changes; -1 if there is none."""
    for row in range(table.taken.shape[0] - 3, -1, -1):
        if table.taken[row] == 0 and table.kept[row] == -1 and not among(yard.changed, broken, row):
            keep(table, yard, row, broken)
            return row
    return -1


@inner
def _seed(people, law, table, yard, state, size, clock, start):
    """Draw who begins a circle: someone of the pool who could mentor, free at `start` if it isn't -1."""
    if size == 0:
        return NOBODY
    first = below(state, size)
    for k in range(size):
        unit = yard.pool[(first + k) % size]
        person = people.unit[people.unit_first[unit]]
        if (
            table.place[unit] == WAITING
            and (law.mentors_lo == 0 or _could_mentor(people, unit))
            and (start < 0 or holds(people.free[person, clock], start))
        ):
            return unit
    return NOBODY


@inner
def _could_mentor(people, unit):
    for k in range(people.unit_first[unit], people.unit_first[unit + 1]):
        if people.role[people.unit[k]] > 0:
            return True
    return False


@inner
def _common_start(people, table, yard, state, seed, size, clock):
    """Give the start at which most of the pool could meet its seed, one of several drawn by chance."""
    seed_person = people.unit[people.unit_first[seed]]
    best, chosen, first = 0, -1, below(state, 336)
    for k in range(336):
        start = (first + k) % 336
        if not holds(people.free[seed_person, clock], start):
            continue
        count = 0
        for at in range(size):
            unit = yard.pool[at]
            if table.place[unit] == WAITING:
                count += holds(people.free[people.unit[people.unit_first[unit]], clock], start)
        if count > best:
            best, chosen = count, start
    return chosen


@inner
def _seat_others(people, law, table, yard, state, changed, size):
    """Seat those of the pool whom some row can take; give how many rows have changed."""
    for k in range(size):
        unit = yard.pool[k]
        if table.place[unit] != WAITING or people.spare[unit]:
            continue
        row = _best_row(people, law, table, state, unit)
        if row == WAITING:
            continue
        if not among(yard.changed, changed, row):
            if changed == CHANGED:
                continue
            keep(table, yard, row, changed)
            changed += 1
        attempt(people, law, table, row, NOBODY, unit, WAITING, 1, NO_FAULTS)
        accept(table, row, 1)
    return changed


@inner
def _best_row(people, law, table, state, unit):
    """Give the row, of some that can take a unit, that gains most; WAITING if none can."""
    last = table.taken.shape[0] - 1
    rows = last - 1
    person = people.unit[people.unit_first[unit]]
    best, chosen, tried, first = np.int64(0), WAITING, 0, below(state, rows)
    for k in range(rows):
        row = (first + k) % rows
        if (
            table.taken[row] == 0
            or table.taken[row] == law.size_hi
            or table.locked[row]
            or not (
                law.quorum >= 0
                or meets(table.starts[row], people.free[person, people.clock[table.zone[row]]])
            )
        ):
            continue
        tried += 1
        is_promising = chosen == WAITING or at_best(people, law, table, row, unit) > best
        if is_promising and attempt(people, law, table, row, NOBODY, unit, WAITING, 1, NO_FAULTS):
            gain = table.value[last] - table.value[row]
            if chosen == WAITING or gain > best:
                best, chosen = gain, row
        if tried == _TRIED:
            break
    return chosen
