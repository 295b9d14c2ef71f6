"""Whose turn it is to lead a meeting."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass


def next_host(
    members: Sequence[int],
    hosted: Sequence[int],
    away: Collection[int] = (),
    later: Sequence[int | None] = (),
) -> int | None:
    """Pick of `members`, in their order of turns, who hosts after those who have `hosted`, in that order.

    Nobody hosts again before everyone has once; of those who host equally often it is whose own turn, before
    or among the `later` ones, is farthest away. Only where everyone is `away` does somebody host who is. None
    without members.
    """
    there = [member for member in members if member not in away] or members
    times, near = Counter([*hosted, *later]), dict[int | None, int]()
    for n, member in [*enumerate(reversed(hosted)), *enumerate(later)]:
        near[member] = min(n, near.get(member, n))
    return min(
        there,
        key=lambda member: (times[member], -near.get(member, 0), members.index(member)),
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
            hosted = [host for host in hosts[:n] if host is not None]
            hosts[n] = next_host(turn.members, hosted, turn.away, hosts[n + 1 :])
    return hosts
