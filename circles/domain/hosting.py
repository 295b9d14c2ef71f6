"""Whose turn it is to lead a meeting."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass


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


@dataclass(frozen=True)
class Turn:
    """A meeting to lead: who has the turn and keeps it, else of whom it is dealt to one."""

    host: int | None = None
    members: Sequence[int] = ()
    away: Collection[int] = ()


def deal(turns: Sequence[Turn]) -> list[int | None]:
    """Give who hosts each of the turns of a circle, in their order.

    A turn that somebody keeps counts as theirs for those before it as well: they get no other meanwhile.
    """
    hosts = [turn.host for turn in turns]
    for n, turn in enumerate(turns):
        if turn.host is None:
            hosts[n] = next_host(turn.members, [host for host in hosts if host is not None], turn.away)
    return hosts
