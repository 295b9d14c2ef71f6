"""What a branch of pricing may gain at most: a ceiling that no way to fill its seats exceeds."""

from circles.domain.grouping.kernel.market import NEAR
from circles.domain.grouping.kernel.numbers import ONE, inner

_NEVER = -1e18


@inner
def open_branch(desk, ask, level):
    """Open a branch: order those who could join by what they promise.

    A member's part of the gain is concave in their worth, so it is at most what the tangent at a guess gives:
    a sum over the others. For those who may join, it is at most what their best partners would make of it.
    """
    seats = ask.size - desk.seated[level]
    desk.next[level] = 0
    if level <= NEAR:
        _choose_partners(desk, ask, level, seats)
        desk.near[level] = level
    near = desk.near[level]
    for k in range(desk.many[level]):
        person = desk.rest[level, k]
        most = min(1.0 * ONE, ask.roomy + desk.link[level, person] + desk.tops[near, person, seats - 1])
        desk.promise[level, k] = _part(most) - ask.price[person] if most >= ask.floor else _NEVER
    _add_tangents(desk, ask, level)
    _sort(desk, level)


@inner
def _add_tangents(desk, ask, level):
    count, total = desk.seated[level], 0.0
    for seat in range(count):
        member = desk.member[seat]
        now = desk.link[level, member]
        guess = ask.roomy + (now * (ask.size - 1) / (count - 1) if count > 1 else ONE / 2)
        guess = min(1.0 * ONE, guess)
        slope = 2.0 - 2.0 * max(0.0, guess) / ONE
        total += _part(guess) + slope * (ask.roomy + now - guess) - ask.price[member]
        for k in range(desk.many[level]):
            desk.promise[level, k] += slope * ask.adds[member, desk.rest[level, k]]
    desk.sure[level] = total


@inner
def _part(worth):
    """Give what a member adds to the worth of a circle, before it is rounded down."""
    return worth * (2.0 - max(0.0, worth) / ONE)


@inner
def _choose_partners(desk, ask, level, seats):
    """Add up the most that 0, 1, 2 ... of the others who could join add to each one's worth."""
    for k in range(desk.many[level]):
        person = desk.rest[level, k]
        tops, count = desk.tops[level, person], 0
        tops[0] = 0.0
        for other in range(desk.many[level]):
            value = ask.adds[person, desk.rest[level, other]]
            if other == k or (count == seats - 1 and (count == 0 or value <= tops[count])):
                continue
            count = min(count + 1, seats - 1)
            at = count
            while at > 1 and tops[at - 1] < value:
                tops[at] = tops[at - 1]
                at -= 1
            tops[at] = value
        for at in range(1, count + 1):
            tops[at] += tops[at - 1]


@inner
def _sort(desk, level):
    for k in range(1, desk.many[level]):
        promise, person = desk.promise[level, k], desk.rest[level, k]
        at = k
        while at > 0 and desk.promise[level, at - 1] < promise:
            desk.promise[level, at] = desk.promise[level, at - 1]
            desk.rest[level, at] = desk.rest[level, at - 1]
            at -= 1
        desk.promise[level, at], desk.rest[level, at] = promise, person
