"""What another draft of the same circles would change: who moves, who gets a place, which hours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from circles.domain.draft import Draft, DraftCircle


@dataclass(frozen=True)
class Move:
    """Somebody leaves some circles for others; circles are numbered as before, None is not placed."""

    person: int
    leaves: tuple[int | None, ...]
    joins: tuple[int | None, ...]


@dataclass(frozen=True)
class Changes:
    """What another draft would change, as numbers people see: circle 1 is the first.

    A new circle has the number after all the old ones, so that a number means one circle here.
    """

    moves: tuple[Move, ...]
    closed: tuple[int, ...]
    opened: tuple[int, ...]
    new_hours: Mapping[int, DraftCircle]
    """Circles that stay and get another hour."""
    more_placed: int
    fit_before: int
    fit_after: int

    def __bool__(self) -> bool:
        return bool(self.moves or self.closed or self.opened or self.new_hours)


def changes(before: Draft, after: Draft) -> Changes:
    """Compare two drafts of the same circles, told apart by their rows."""
    numbers = {circle.row: n for n, circle in enumerate(before.circles, start=1)}
    now = _numbered(after, numbers, len(before.circles))
    old = dict(enumerate(before.circles, start=1))
    return Changes(
        moves=tuple(_moves(old, now)),
        closed=tuple(sorted(old.keys() - now.keys())),
        opened=tuple(sorted(now.keys() - old.keys())),
        new_hours={n: now[n] for n in sorted(old.keys() & now.keys()) if old[n].hour != now[n].hour},
        more_placed=len(after.placed) - len(before.placed),
        fit_before=before.fit,
        fit_after=after.fit,
    )


def _numbered(draft: Draft, numbers: Mapping[int | None, int], most: int) -> dict[int, DraftCircle]:
    found: dict[int, DraftCircle] = {}
    for circle in draft.circles:
        most += circle.row not in numbers
        found[numbers.get(circle.row, most)] = circle
    return found


def _moves(old: Mapping[int, DraftCircle], now: Mapping[int, DraftCircle]) -> Iterator[Move]:
    was, comes = _places(old), _places(now)
    for person in sorted(was.keys() | comes.keys()):
        leaves = was.get(person, set()) - comes.get(person, set())
        joins = comes.get(person, set()) - was.get(person, set())
        if leaves or joins:
            nowhere_before, nowhere_after = person not in was, person not in comes
            yield Move(
                person,
                (None,) if nowhere_before else tuple(sorted(leaves)),
                (None,) if nowhere_after else tuple(sorted(joins)),
            )


def _places(circles: Mapping[int, DraftCircle]) -> dict[int, set[int]]:
    places: dict[int, set[int]] = {}
    for n, circle in circles.items():
        for person in circle.people:
            places.setdefault(person, set()).add(n)
    return places
