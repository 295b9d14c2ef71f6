"""Find the circles that are worth most above a price on each of their people, among all that keep the rules.

A circle is looked for from its first person in `Market.order`, size by size. Branch and bound: units join
one by one, and a branch is left when no way to fill its seats could beat what was found. What a branch may
gain is floating point and rounded up; whether a circle is good, and how good, is told in whole numbers only.
"""

import numpy as np

from circles.domain.grouping.kernel.ceiling import open_branch
from circles.domain.grouping.kernel.hours import set_hours
from circles.domain.grouping.kernel.numbers import AGAIN, ONE, bare, inner, ones, size_of
from circles.domain.grouping.kernel.trial import PLENTY, concave

_BIT = np.uint64(1)
_NOBODY = np.uint64(0)
_ERROR = 1e-3  # more than floating point loses in a sum over a circle


@bare
def look(people, law, market, table, desk, ask, found):
    """Look for circles of a size from every first person; better ones than before go into `found`."""
    absent = ask.size - min(law.quorum, ask.size) if law.quorum >= 0 else 0
    _start(desk, absent)
    for k in range(len(market.order)):
        if ask.least < 0 and found.tally[3]:
            return
        first = market.order[k]
        desk.many[0] = len(market.order) - k
        desk.left[0] = _NOBODY
        for other in range(desk.many[0]):
            desk.rest[0, other] = market.order[k + other]
            desk.left[0] |= _bit(market.order[k + other])
        found.tally[1] = 0
        if _join(people, law, market, desk, ask, 0, 0, absent):
            _walk(people, law, market, table, desk, ask, found, first, absent)
        found.ceiling[first] = max(found.ceiling[first], found.gain[first])
        found.tally[2] += found.tally[1]


@inner
def _start(desk, absent):
    desk.seated[0] = desk.mentors[0] = desk.mentees[0] = 0
    desk.chosen[0] = _NOBODY
    desk.link[0, :] = 0.0
    for k in range(absent + 1):
        desk.open[0, k, :] = ~_NOBODY


@inner
def _walk(people, law, market, table, desk, ask, found, first, absent):
    """Go through the circles with the unit that joined first, depth first."""
    level = _arrive(people, law, market, table, desk, ask, found, first, 1)
    while level > 0:
        if not _may_gain(desk, ask, found, first, level):
            level -= 1
        elif _join(people, law, market, desk, ask, level, desk.next[level], absent):
            desk.next[level] += 1
            level = _arrive(people, law, market, table, desk, ask, found, first, level + 1)
        else:
            desk.next[level] += 1


@inner
def _arrive(people, law, market, table, desk, ask, found, first, level):
    """Judge a circle whose seats are taken, or open the branch; give the level to go on from."""
    if desk.seated[level] == ask.size:
        _judge(people, law, market, table, desk, ask, found, first)
        return level - 1
    found.tally[1] += 1
    open_branch(desk, ask, level)
    return level


@inner
def _may_gain(desk, ask, found, first, level):
    """Tell whether the next to try, with the most promising after them, could beat what was found."""
    k = desk.next[level]
    seats = ask.size - desk.seated[level]
    if k + seats > desk.many[level]:
        return False
    ceiling = desk.sure[level] + _ERROR
    for other in range(k, k + seats):
        ceiling += desk.promise[level, other]
    if ceiling < _bar(ask, found, first):
        return False
    if found.tally[1] >= ask.limit:
        found.ceiling[first] = max(found.ceiling[first], np.int64(ceiling))
        found.tally[3] += 1
        return False
    return True


@inner
def _bar(ask, found, first):
    """Give what a circle must gain to be taken down."""
    return ask.least if ask.least < 0 else found.gain[first] + 1


# --- Joining ---


@inner
def _join(people, law, market, desk, ask, level, k, absent):
    """Seat the k-th of those who could join, with their group, at the next level; False if they may not."""
    person = desk.rest[level, k]
    group, left = market.group[person], desk.left[level]
    desk.left[level] = left & ~_bit(person)
    count, size = desk.seated[level], ask.size
    if group & ~left or count + ones(group) > size:
        return False
    mentors, mentees, chosen = desk.mentors[level], desk.mentees[level], desk.chosen[level]
    since = level
    while group:
        one = ones((group & (~group + _BIT)) - _BIT)
        group &= group - _BIT
        if market.apart[one] & chosen or not _meet(people, market, desk, since, level + 1, one, absent):
            return False
        since = level + 1
        desk.member[count] = one
        chosen |= _bit(one)
        count += 1
        mentors += people.role[one] == 2
        mentees += people.role[one] == 0
    if mentors > law.mentors_hi or mentees > size - law.mentors_lo:
        return False
    desk.chosen[level + 1] = chosen
    desk.mentors[level + 1], desk.mentees[level + 1] = mentors, mentees
    _link(desk, ask, level, count)
    return _narrow(people, law, market, desk, ask, level, k, absent)


@inner
def _meet(people, market, desk, level, into, person, absent):
    """Write the hours left when one more is to come; False if there are none."""
    must = people.role[person] == 2  # where a quorum lets others be absent, mentors are not
    hours = False
    for lacking in range(absent, -1, -1):
        for w in range(market.free.shape[1]):
            missed = desk.open[level, lacking - 1, w] if lacking > 0 and not must else _NOBODY
            desk.open[into, lacking, w] = (desk.open[level, lacking, w] & market.free[person, w]) | missed
            hours = hours or (lacking == absent and desk.open[into, lacking, w] != _NOBODY)
    return hours


@inner
def _link(desk, ask, level, count):
    for person in range(desk.link.shape[1]):
        total = desk.link[level, person]
        for seat in range(desk.seated[level], count):
            total += ask.adds[desk.member[seat], person]
        desk.link[level + 1, person] = total
    desk.seated[level + 1] = count


@inner
def _narrow(people, law, market, desk, ask, level, k, absent):
    """Write who of those after the k-th could still join; False if no mentor could be found."""
    into = level + 1
    chosen, mentees = desk.chosen[into], desk.mentees[into]
    left, many, able = _NOBODY, 0, desk.seated[into] - mentees
    for other in range(k + 1, desk.many[level]):
        person = desk.rest[level, other]
        role = people.role[person]
        if (
            (chosen & (_bit(person) | market.apart[person]))
            or (role == 2 and desk.mentors[into] == law.mentors_hi)
            or (role == 0 and mentees == ask.size - law.mentors_lo)
            or not _could_meet(people, market, desk, into, person, absent)
        ):
            continue
        desk.rest[into, many] = person
        left |= _bit(person)
        many += 1
        able += role > 0
    desk.many[into], desk.left[into], desk.near[into] = many, left, desk.near[level]
    return able >= law.mentors_lo and desk.seated[into] + many >= ask.size


@inner
def _could_meet(people, market, desk, level, person, absent):
    for w in range(market.free.shape[1]):
        missed = desk.open[level, absent - 1, w] if absent > 0 and people.role[person] != 2 else _NOBODY
        if (desk.open[level, absent, w] & market.free[person, w]) | missed:
            return True
    return False


# --- Whole circles ---


@inner
def _judge(people, law, market, table, desk, ask, found, first):
    """Take down a circle if it keeps every rule and gains more than those before."""
    size = ask.size
    for seat in range(size):
        table.person[0, seat] = desk.member[seat]
    if law.hours and set_hours(people, law, table, 0, size) > 0:
        return
    gain = _gain(law, market, table, desk, ask)
    if gain < _bar(ask, found, first) or _has_loner(people, desk, size):
        return
    if not law.hours and set_hours(people, law, table, 0, size) > 0:
        return
    found.gain[first] = max(found.gain[first], gain)
    circle = _NOBODY
    for seat in range(size):
        circle |= _bit(desk.member[seat])
    if found.tally[0] < len(found.circles):
        found.circles[found.tally[0]] = circle
        found.gains[found.tally[0]] = gain
        found.tally[0] += 1
    else:
        found.tally[3] += 1


@inner
def _gain(law, market, table, desk, ask):
    """Give what a circle is worth above its people's prices; far below 0 if one is below the floor."""
    roomy = law.hours * ONE * min(PLENTY, size_of(table.starts[0])) // PLENTY if law.hours else 0
    total = np.int64(0)
    for seat in range(ask.size):
        person = desk.member[seat]
        pairs = times = np.int64(0)
        for other in range(ask.size):
            pairs += market.pair[person, desk.member[other]]
            times += market.before[person, desk.member[other]]
        worth = (pairs // max(1, ask.size - 1) + roomy - law.again * AGAIN * times) // law.most
        if worth < ask.floor:
            return np.int64(-1 << 40)
        total += concave(worth) - ask.price[person]
    return total


@inner
def _has_loner(people, desk, size):
    for k in range(people.guarded.shape[1]):
        for seat in range(size):
            mark, alike = people.guarded[desk.member[seat], k], 0
            for other in range(size):
                alike += people.guarded[desk.member[other], k] == mark
            if mark and alike == 1:
                return True
    return False


@inner
def _bit(person):
    return _BIT << np.uint64(person)
