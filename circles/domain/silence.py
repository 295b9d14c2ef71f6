"""Who has fallen silent: two meetings missed in a row, and not a word since the first of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

IN_A_ROW = 2


@dataclass(frozen=True)
class Gathering:
    """A meeting that is over, as it went for a member; not one that was cancelled or known to have failed."""

    n: int
    starts_at: datetime
    ends_at: datetime
    came: bool
    """Somebody has said that they came, and nothing outweighs it."""


def second_missed(
    gatherings: Iterable[Gathering],
    joined_at: datetime,
    last_word: datetime | None,
    paused_until: datetime | None = None,
) -> Gathering | None:
    """Give the second of the meetings a member has missed in silence; None while they are not silent.

    What began before they joined or during a break was not theirs to miss, and asking for a break is a word.
    A word, or having come, begins the count anew: however many more they miss, it stays the same meeting.
    """
    missed: list[Gathering] = []
    for each in sorted(gatherings, key=lambda each: each.starts_at):
        if each.starts_at < joined_at or (paused_until is not None and each.starts_at < paused_until):
            continue
        if each.came:
            missed.clear()
        elif last_word is None or last_word < each.starts_at:
            missed.append(each)
    return missed[IN_A_ROW - 1] if len(missed) >= IN_A_ROW else None
