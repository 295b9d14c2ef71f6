"""What a change would make of a circle: built in a trial row, and copied when it is accepted."""

import numpy as np

from circles.domain.grouping.kernel.hours import set_hours, set_start
from circles.domain.grouping.kernel.numbers import (
    AGAIN,
    ONE,
    WORDS,
    bare,
    inner,
    not_inlined,
    size_of,
)
from circles.domain.grouping.kernel.people import are_apart, pair, times_together
from circles.domain.grouping.kernel.table import ANY

NOBODY = np.int64(-1)
NO_FAULTS, ANY_FAULTS = np.int64(0), np.int64(99)
"""How many faults a row may have. Plain numbers would each have `attempt` compiled anew."""
PLENTY = 8
"""Shared hours beyond these add nothing; the same as in `score`."""


@bare
def attempt(people, law, table, row, leaving, coming, other, trial, most_faults):
    """Build what a row would be with one unit less and one more; False if that may not be.

    `trial` is 0 or 1, `other` a second row that changes as well. More than `most_faults` may not be.
    """
    not_inlined()
    into = table.taken.shape[0] - 2 + trial
    stay = _take_over(table, row, leaving, into, trial)
    count = _seat(people, law, table, row, coming, into, trial, stay)
    if count < 0 or not _fits(people, law, table, into, count):
        return False
    table.taken[into] = count
    faults = 0 if count == 0 else _lacking(people, law, table, into, count)
    if faults > most_faults:
        return False
    table.zone[into], table.start[into] = 0, 0
    if count:
        faults += set_hours(people, law, table, into, count)
        if faults > most_faults:
            return False
        faults += set_start(people, law, table, row, into, count, other)
    table.faults[into] = faults
    if faults > most_faults:
        return False
    _set_worth(people, law, table, row, leaving, into, trial, stay, count)
    return True


@inner
def _take_over(table, row, leaving, into, trial):
    stay = 0
    for seat in range(table.taken[row]):
        if table.unit[row, seat] != leaving:
            table.person[into, stay] = table.person[row, seat]
            table.unit[into, stay] = table.unit[row, seat]
            table.sums[into, stay] = table.sums[row, seat]
            table.repeats[into, stay] = table.repeats[row, seat]
            table.origin[trial, stay] = seat
            stay += 1
    return stay


@inner
def _seat(people, law, table, row, coming, into, trial, stay):
    """Seat a unit after those who stay and give the count; -1 if it has no place."""
    if coming == NOBODY:
        return stay
    count = stay
    for k in range(people.unit_first[coming], people.unit_first[coming + 1]):
        person = people.unit[k]
        if count == law.size_hi or _is_barred(people, table.kept[row], person):
            return -1
        if people.apart_first[person] != people.apart_first[person + 1] or (
            people.units_first[person + 1] - people.units_first[person] > 1
        ):
            for seat in range(stay):
                if are_apart(people, person, table.person[into, seat]):
                    return -1
        table.person[into, count] = person
        table.unit[into, count] = coming
        table.sums[into, count] = 0
        table.repeats[into, count] = 0
        table.origin[trial, count] = NOBODY
        count += 1
    return count


@inner
def _is_barred(people, kept, person):
    if kept >= 0:
        for k in range(people.barred_first[person], people.barred_first[person + 1]):
            if people.barred[k] == kept:
                return True
    return False


@inner
def _fits(people, law, table, into, count):
    """Tell whether there are not too many of any kind."""
    mentors, able = mentors_in(people, table, into, count)
    return mentors <= law.mentors_hi and count - able <= law.size_hi - law.mentors_lo


@inner
def _lacking(people, law, table, into, count):
    """Count what the row lacks to be whole, hours left aside."""
    _, able = mentors_in(people, table, into, count)
    faults = max(0, law.size_lo - count) + max(0, law.mentors_lo - able)
    for k in range(people.guarded.shape[1]):
        for seat in range(count):
            faults += _is_alone(people, table, into, count, seat, k)
    return faults


@inner
def _is_alone(people, table, into, count, seat, k):
    mark = people.guarded[table.person[into, seat], k]
    if mark == 0:
        return False
    for other in range(count):
        if other != seat and people.guarded[table.person[into, other], k] == mark:
            return False
    return True


@inner
def mentors_in(people, table, into, count):
    """Count the mentors, and those who could be one."""
    mentors = able = 0
    for seat in range(count):
        role = people.role[table.person[into, seat]]
        mentors += role == 2
        able += role >= 1
    return mentors, able


@inner
def _set_worth(people, law, table, row, leaving, into, trial, stay, count):
    has_history = people.old.shape[0] > 0
    for gone in range(table.taken[row]):
        if table.unit[row, gone] == leaving:
            for seat in range(stay):
                table.sums[into, seat] -= table.pairs[row, table.origin[trial, seat], gone]
                if has_history:
                    table.repeats[into, seat] -= times_together(
                        people, table.person[into, seat], table.person[row, gone]
                    )
    for new in range(stay, count):
        for seat in range(new):
            worth = pair(people, law, table.person[into, new], table.person[into, seat])
            table.pairs[into, new, seat] = worth
            table.sums[into, new] += worth
            table.sums[into, seat] += worth
            if has_history:
                times = times_together(people, table.person[into, new], table.person[into, seat])
                table.repeats[into, new] += times
                table.repeats[into, seat] += times
    _add_up(people, law, table, row, into, count)


@inner
def _add_up(people, law, table, row, into, count):
    """Set the row's value and its worst-off member; the same as `Scores.circle` less the cost of moves."""
    total, low = np.int64(0), np.int64(ONE)
    roomy = law.hours * ONE * min(PLENTY, size_of(table.starts[into])) // PLENTY if law.hours else 0
    for seat in range(count):
        member = member_worth(table.sums[into, seat], table.repeats[into, seat], count, roomy, law)
        total += concave(member)
        low = min(low, member)
        total -= people.spare[table.unit[into, seat]] * ONE  # a mentor's further circle pays only if needed
    table.value[into] = total - _cost(people, law, table, row, into, count)
    table.low[into] = low


@inner
def concave(member):
    """Give what a member's worth adds to a row's; the same as `score.concave`."""
    return member * (2 * ONE - max(0, member)) // ONE


@inner
def member_worth(pairs, repeats, count, roomy, law):
    """Give the worth of a circle to a member, with one division instead of two: it comes to the same."""
    others = max(1, count - 1)
    return (pairs + others * (roomy - law.again * AGAIN * repeats)) // (others * law.most)


@inner
def _cost(people, law, table, row, into, count):
    """Price the moves: of each who had another circle, and half as much for everyone whose hour changes."""
    if people.home.shape[0] == 0:
        return 0
    moved = shifted = 0
    for seat in range(count):
        person = table.person[into, seat]
        first, last = people.home_first[person], people.home_first[person + 1]
        if first < last:
            moved += 1
            for k in range(first, last):
                if people.home[k] == table.kept[row]:
                    moved -= 1
                    break
    kept = table.kept_start[row, people.clock[table.zone[into]]]
    if kept not in (ANY, table.start[into]):
        shifted = count
    return (2 * moved + shifted) * law.stay * ONE // 2


@bare
def accept(table, row, trial):
    """Make a row what was built in a trial row."""
    not_inlined()
    into = table.taken.shape[0] - 2 + trial
    count, stay = table.taken[into], 0
    while stay < count and table.origin[trial, stay] != NOBODY:
        stay += 1
    for seat in range(stay):  # in place: an origin is never before its seat
        for other in range(stay):
            table.pairs[row, seat, other] = table.pairs[
                row, table.origin[trial, seat], table.origin[trial, other]
            ]
    for new in range(stay, count):
        for seat in range(new):
            table.pairs[row, new, seat] = table.pairs[into, new, seat]
            table.pairs[row, seat, new] = table.pairs[into, new, seat]
    for seat in range(count):
        table.person[row, seat] = table.person[into, seat]
        table.unit[row, seat] = table.unit[into, seat]
        table.sums[row, seat] = table.sums[into, seat]
        table.repeats[row, seat] = table.repeats[into, seat]
        table.place[table.unit[into, seat]] = row
    table.taken[row] = count
    table.value[row] = table.value[into] if count else 0
    table.low[row] = table.low[into] if count else ONE
    table.faults[row] = table.faults[into]
    table.zone[row] = table.zone[into]
    table.start[row] = table.start[into]
    for w in range(WORDS):
        table.starts[row, w] = table.starts[into, w]
        table.best[row, w] = table.best[into, w]
