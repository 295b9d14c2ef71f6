"""Simulated annealing: moves, exchanges and calls from the waitlist, rescoring only the two rows touched.

What is run for every step is put into its callers: a call hands over every array of the people and the table,
which takes longer than most steps do.
"""

from typing import NamedTuple

import numpy as np

from circles.domain.grouping.kernel.foresight import (
    CHOSEN,
    EXCHANGED,
    LOOKED_AT,
    fit,
    foresee,
    is_foreseeable,
)
from circles.domain.grouping.kernel.hours import trials_clash
from circles.domain.grouping.kernel.numbers import (
    PLACED,
    WORDS,
    bare,
    below,
    draw,
    holds,
    inlined,
    inner,
    meets,
    patience,
)
from circles.domain.grouping.kernel.people import Ints, People, Words, persons
from circles.domain.grouping.kernel.table import WAITING
from circles.domain.grouping.kernel.trial import NOBODY, accept, attempt

_COMPARED = np.array([1, 2, 4, 8])  # rows compared for one who moves, drawn by chance
_DRAWS = 8  # mates drawn for one whose row meets at hours that would do


class Agenda(NamedTuple):
    """Which rows met when: by clock c at start s `rows[first[336 * c + s]:first[336 * c + s + 1]]`."""

    first: Ints
    rows: Ints
    starts: Words
    """[clock, word]: the starts at which any met."""


def new_agenda(people: People, rows: Ints) -> Agenda:
    """Give an empty agenda for some rows."""
    clocks = people.free.shape[1]
    return Agenda(
        np.zeros(336 * clocks + 1, dtype=np.int64),
        np.zeros(len(rows), dtype=np.int64),
        np.zeros((clocks, WORDS), dtype=np.uint64),
    )


@bare
def anneal(people, law, table, agenda, state, steps, heat, floor, movable, rows, waiting):
    """Try `steps` changes at one heat. No row may have more faults than before.

    Nobody of a changed row may be worth less than `floor`. `movable` are units, `rows` circles that may
    change, `waiting` units that were waiting when this began, `agenda` is room for as many rows.
    """
    if len(rows) == 0 or len(movable) == 0:
        return
    _note(people, table, agenda, rows)
    for _ in range(steps):
        unit = movable[below(state, len(movable))]
        if len(waiting) and below(state, 8) == 0:
            unit = waiting[below(state, len(waiting))]
            if table.place[unit] != WAITING:
                continue
        source = table.place[unit]
        target = _target(people, law, table, agenda, state, unit, rows)
        if target == source or table.taken[target] == 0:
            continue
        other = _partner(people, law, table, state, unit, source, target)
        if other == NOBODY and table.taken[target] >= law.size_hi:
            continue
        need = patience(state, heat)
        if source == WAITING:
            _call(people, law, table, unit, target, other, need, floor)
        else:
            _exchange(people, law, table, unit, source, target, other, need, floor)


@inner
def _note(people, table, agenda, rows):
    """Write down when rows meet."""
    agenda.first[:] = 0
    agenda.starts[:] = 0
    for row in rows:
        if table.taken[row]:
            clock, start = people.clock[table.zone[row]], table.start[row]
            agenda.first[336 * clock + start + 1] += 1
            agenda.starts[clock, start >> 6] |= np.uint64(1) << np.uint64(start & 63)
    for k in range(1, len(agenda.first)):
        agenda.first[k] += agenda.first[k - 1]
    for row in rows:
        if table.taken[row]:
            key = 336 * people.clock[table.zone[row]] + table.start[row]
            agenda.rows[agenda.first[key]] = row
            agenda.first[key] += 1
    for k in range(len(agenda.first) - 1, 0, -1):
        agenda.first[k] = agenda.first[k - 1]
    agenda.first[0] = 0


@inner
def _target(people, law, table, agenda, state, unit, rows):
    """Pick a row for a unit: of some that would do the one whose people it fits best; its own for none."""
    inlined()
    source = table.place[unit]
    compared = _COMPARED[below(state, len(_COMPARED))]
    if source == WAITING or not _is_one(people, unit):
        return _look(people, table, agenda, state, unit, rows)
    person, chosen, best = people.unit[people.unit_first[unit]], source, np.int64(-1)
    for _ in range(compared):
        row = _look(people, table, agenda, state, unit, rows)
        if row == source or table.taken[row] == 0:
            continue
        if law.quorum < 0 and not _can_come(people, table, unit, row):
            continue
        worth = fit(people, law, table, row, person, LOOKED_AT) // table.taken[row]
        if worth > best:
            best, chosen = worth, row
            for seat in range(table.taken[row]):
                table.fits[CHOSEN, seat] = table.fits[LOOKED_AT, seat]
    return chosen


@inner
def _look(people, table, agenda, state, unit, rows):
    """Pick a row for a unit: of a mate, or one that met when the unit can."""
    inlined()
    person = people.unit[people.unit_first[unit]]
    row = rows[below(state, len(rows))]
    way = below(state, 8)
    if way < 4 and table.place[unit] != WAITING:
        return _of_mate(people, table, state, person, row)
    clock = people.clock[table.zone[row]]
    if way < 7:
        start = draw(state, people.free[person, clock], agenda.starts[clock])
        if start >= 0:
            first = agenda.first[336 * clock + start]
            row = agenda.rows[first + below(state, agenda.first[336 * clock + start + 1] - first)]
    return row


@inner
def _of_mate(people, table, state, person, row):
    """Pick the row of a mate, if it can be one whose hours would do."""
    inlined()
    for _ in range(_DRAWS):
        mate = people.mates[person, below(state, people.mates.shape[1])]
        place = table.place[people.units[people.units_first[mate]]]
        if place == WAITING or table.locked[place]:
            continue
        row = place
        if meets(people.free[person, people.clock[table.zone[row]]], table.starts[row]):
            break
    return row


@inner
def _partner(people, law, table, state, unit, source, target):
    """Pick who is exchanged: of those whom the other row's hour suits any, or whom the row misses least.

    NOBODY is for a move.
    """
    inlined()
    can_leave = source == WAITING or table.taken[source] > law.size_lo or table.faults[source] > 0
    if can_leave and below(state, 4 if source != WAITING else 2) == 0:
        return NOBODY
    fits = source != WAITING and _is_one(people, unit)
    count, chosen, least = table.taken[target], -1, np.int64(0)
    first, any_will_do = below(state, count), below(state, 4) == 0
    for k in range(count):
        seat = (first + k) % count
        if source == WAITING or holds(
            people.free[table.person[target, seat], people.clock[table.zone[source]]], table.start[source]
        ):
            if any_will_do:
                return table.unit[target, seat]
            missed = table.sums[target, seat]
            if fits:  # whom they exchange would not have been with the one who comes
                missed += table.fits[CHOSEN, seat]
            if chosen < 0 or missed < least:
                chosen, least = seat, missed
    return table.unit[target, first if chosen < 0 else chosen]


@inner
def _exchange(people, law, table, unit, source, target, other, need, floor):
    """Move a unit to another row, in exchange for `other` if it isn't NOBODY."""
    inlined()
    if other != NOBODY and table.fixed[other]:
        return
    if _is_hopeless(people, law, table, unit, source, target, other, need):
        return
    if not attempt(people, law, table, target, other, unit, source, 1, table.faults[target]):
        return
    if not attempt(people, law, table, source, unit, other, target, 0, table.faults[source]):
        return
    two = table.taken.shape[0] - 1
    if min(table.low[two - 1], table.low[two]) < floor or trials_clash(people, law, table):
        return
    gain = table.value[two - 1] + table.value[two] - table.value[source] - table.value[target]
    if gain > -need:
        accept(table, source, 0)
        accept(table, target, 1)


@inner
def _is_hopeless(people, law, table, unit, source, target, other, need):
    """Tell early, of most exchanges, that an hour doesn't suit or that too much would be lost."""
    inlined()
    if law.quorum >= 0 or not (_is_one(people, unit) and (other == NOBODY or _is_one(people, other))):
        return False
    if not _can_come(people, table, unit, target):
        return True
    if other != NOBODY and not _can_come(people, table, other, source):
        return True
    if not is_foreseeable(people, law, unit):
        return False
    gain = foresee(people, law, table, target, other, unit, CHOSEN)
    if gain <= -need:  # what the other row might gain is found when its people are the ones who look
        return True
    if other != NOBODY:
        fit(people, law, table, source, people.unit[people.unit_first[other]], EXCHANGED)
    return gain + foresee(people, law, table, source, unit, other, EXCHANGED) <= -need


@inner
def _is_one(people, unit):
    inlined()
    return people.unit_first[unit + 1] - people.unit_first[unit] == 1


@inner
def _can_come(people, table, unit, row):
    inlined()
    person = people.unit[people.unit_first[unit]]
    return meets(people.free[person, people.clock[table.zone[row]]], table.starts[row])


@inner
def _call(people, law, table, unit, target, other, need, floor):
    """Bring in a waiting unit, in exchange for `other` if it isn't NOBODY."""
    if other != NOBODY and table.fixed[other]:
        return
    if not attempt(people, law, table, target, other, unit, WAITING, 1, table.faults[target]):
        return
    two = table.taken.shape[0] - 1
    if table.low[two] < floor:
        return
    placed = persons(people, unit) - (0 if other == NOBODY else persons(people, other))
    gain = table.value[two] - table.value[target] + placed * PLACED
    if gain > -need:
        if other != NOBODY:
            table.place[other] = WAITING
        accept(table, target, 1)
