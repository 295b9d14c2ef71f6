"""Who sits where: the arrays that the search changes.

A row is a circle; a row with no seats taken is closed. The last two rows are for trying: a change is built
there and copied when it is accepted.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from circles.domain.grouping.kernel.numbers import WORDS
from circles.domain.grouping.kernel.people import Ints, People, Words

WAITING = np.int64(-1)
NEVER, ANY = -1, -2


class Table(NamedTuple):
    """Rows of seats, with what each row is worth."""

    taken: Ints
    """[row]: how many of its seats."""
    person: Ints
    """[row, seat]"""
    unit: Ints
    """[row, seat]"""
    pairs: NDArray[np.int32]
    """[row, seat, seat]: the worth of pairs."""
    sums: Ints
    """[row, seat]: of the pairs."""
    repeats: Ints
    """[row, seat]: times together with the others before."""
    value: Ints
    low: Ints
    faults: Ints
    """[row]: how far from a whole circle: people, mentors or hours lacking, people too alone."""
    zone: Ints
    start: Ints
    starts: Words
    """[row, word]: starts that will do; the best there are if none will."""
    best: Words
    """[row, word]: those of them at which most can come."""
    kept: Ints
    """[row]: which kept circle it continues, or -1."""
    kept_start: Ints
    """[row, clock]: the start to keep, NEVER where it is at no half-hour of the clocks, ANY for none."""
    locked: NDArray[np.bool_]
    place: Ints
    """[unit]: its row or WAITING."""
    fixed: NDArray[np.bool_]
    """[unit]: pinned where it is."""
    origin: Ints
    """[trial row, seat]: where someone sat before, -1 for who comes."""
    fits: Ints
    """[place, seat]: room for the pairs somebody would make with a row's people."""
    ladder: Words
    """[lacking, word]: room to count who can't come when."""


def new_table(people: People, rows: int, size: int) -> Table:
    """Give a table of closed rows, everyone waiting."""
    units, all_rows = len(people.unit_first) - 1, rows + 2
    numbers = np.zeros(all_rows, dtype=np.int64)
    seats = np.zeros((all_rows, size), dtype=np.int64)
    weeks = np.zeros((all_rows, WORDS), dtype=np.uint64)
    return Table(
        taken=numbers.copy(),
        person=seats.copy(),
        unit=seats.copy(),
        pairs=np.zeros((all_rows, size, size), dtype=np.int32),
        sums=seats.copy(),
        repeats=seats.copy(),
        value=numbers.copy(),
        low=numbers.copy(),
        faults=numbers.copy(),
        zone=numbers.copy(),
        start=numbers.copy(),
        starts=weeks.copy(),
        best=weeks.copy(),
        kept=numbers - 1,
        kept_start=np.full((all_rows, people.free.shape[1]), ANY, dtype=np.int64),
        locked=np.zeros(all_rows, dtype=np.bool_),
        place=np.full(units, WAITING, dtype=np.int64),
        fixed=np.zeros(units, dtype=np.bool_),
        origin=seats[:2].copy(),
        fits=np.zeros((3, size), dtype=np.int64),
        ladder=np.zeros((2 * size + 6, WORDS), dtype=np.uint64),
    )


def copied(table: Table) -> Table:
    """Give a copy of a table."""
    return Table._make(array.copy() for array in table)


def copy_table(source: Table, target: Table) -> None:
    """Write one table over another of the same shape."""
    for old, new in zip(source, target, strict=True):
        np.copyto(np.asarray(new), np.asarray(old))
