"""Whose turn it is to lead a meeting."""

from collections import Counter
from collections.abc import Collection, Sequence


def next_host(members: Sequence[int], hosted: Sequence[int], away: Collection[int] = ()) -> int | None:
    """Pick of `members`, in their order of turns, who hosts after those who have `hosted`, in that order.

    Nobody hosts again before everyone has once; of those who have hosted equally often it is who waits the
    longest. Only where everyone is `away` does somebody host who is. None without members.
    """
    there = [member for member in members if member not in away] or members
    times, last = Counter(hosted), {member: n for n, member in enumerate(hosted, 1)}
    return min(
        there,
        key=lambda member: (times[member], last.get(member, 0), members.index(member)),
        default=None,
    )
