"""What may be done for a circle that has lost people: who could join it, or which one it could go into.

Proposals only: nobody is moved by them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from circles.domain.grouping.effect import Board, Effect

_EACH = 2  # proposals of each kind


@dataclass(frozen=True)
class Proposal:
    """Someone to join a circle, from another or the waitlist, or with `person` None its end in another."""

    person: str | None
    source: int | None
    """From which circle, None for the waitlist; with no person, the circle that would close."""
    to: int
    effect: Effect


def proposals(table: Board, at: int) -> list[Proposal]:
    """Give the best of what would help the circle in place `at`: who waits, who can be spared, a merger.

    Of each kind those that leave the best fit, at most two.
    """
    kinds = (_joining(table, at, None), _from_others(table, at))
    return [*(each for kind in kinds for each in _best(kind)), *mergers(table, at)]


def mergers(table: Board, at: int) -> list[Proposal]:
    """Give the best circles that the one in place `at` could go into."""
    return _best(_mergers(table, at))


def _best(kind: Iterable[Proposal]) -> list[Proposal]:
    allowed = [each for each in kind if each.effect.allowed]
    return sorted(allowed, key=lambda each: (-each.effect.fit_after, str(each.person)))[:_EACH]


def _joining(table: Board, at: int, source: int | None) -> Iterator[Proposal]:
    for person in table.could_come(at, source):
        yield Proposal(person, source, at, table.move(person, at, source))


def _from_others(table: Board, at: int) -> Iterator[Proposal]:
    for source in table.places:
        if source != at:
            yield from _joining(table, at, source)


def _mergers(table: Board, at: int) -> Iterator[Proposal]:
    for other in table.places:
        if other != at:
            yield Proposal(None, at, other, table.merge(at, other))
