"""Who has fallen silent: two meetings in a row have passed, and not a word since the first of them.

Silence is of words, not of absence: of whoever had said yes, and of whom nobody tells, nothing is known.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

IN_A_ROW = 2


@dataclass(frozen=True)
class Gathering:
    """A meeting that is over, as it went for a member; not one that was cancelled or known to have failed."""

    n: int
    starts_at: datetime
    ends_at: datetime
    came: bool | None = None
    """Whether they came, as far as it is told; None where nobody has told, or not so that it is known."""
    said_yes: bool = False
    """Their standing answer was that they would come."""
    was_held: bool = False
    """There is evidence that it took place."""

    @property
    def tells_nothing(self) -> bool:
        """Whether they were to come, and nobody has told whether they did."""
        return self.came is None and self.said_yes

    @property
    def is_known_of(self) -> bool:
        """Whether anything is known of it, be it only that they missed it."""
        return self.was_held or self.came is not None


def in_silence(
    gatherings: Iterable[Gathering],
    joined_at: datetime,
    last_word: datetime | None,
    paused_until: datetime | None = None,
) -> Sequence[Gathering]:
    """Give the meetings that passed while a member said nothing, two or more; none if they are not silent.

    What began before they joined or during a break was not theirs, and asking for a break is a word. A word,
    or having come, begins the count anew: however many more pass, the first two stay the same. What tells
    nothing of them counts for nothing: the count goes on past it.
    """
    passed: list[Gathering] = []
    for each in sorted(gatherings, key=lambda each: each.starts_at):
        if each.starts_at < joined_at or (paused_until is not None and each.starts_at < paused_until):
            continue
        if each.came:
            passed.clear()
        elif not each.tells_nothing and (last_word is None or last_word < each.starts_at):
            passed.append(each)
    return passed if len(passed) >= IN_A_ROW else ()


def has_come(gatherings: Collection[Gathering], joined_at: datetime, asked_at: datetime) -> bool:
    """Tell whether a member came since somebody was asked about their silence, or so that it was none."""
    before = [each for each in gatherings if each.starts_at < asked_at]
    if any(each.came for each in gatherings if each.starts_at >= asked_at):
        return True
    return any(each.came for each in before) and not in_silence(before, joined_at, None)
