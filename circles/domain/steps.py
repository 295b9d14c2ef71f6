"""The steps an Undo goes back to, or stops at: joining, leaving, breaks, and seats given up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from circles.domain.cadence import instant

TAKES_A_BREAK = "takes a break until "
IS_BACK = "is back from the break"
BREAK_UNDONE = "the break "
GAVE_UP = "asked for another circle than "
ANSWERED = "answered on a page"
NEVER_UNDONE = frozenset({"joined", "left", "declined"})


@dataclass(frozen=True)
class Step:
    """One line of the trail of somebody's part in a season, and when (UTC) they took that step."""

    at: datetime
    what: str

    @property
    def begins_break(self) -> bool:
        """Whether it is the beginning of a break, or another end of one."""
        return self.what.startswith(TAKES_A_BREAK)

    @property
    def is_of_break(self) -> bool:
        """Whether a break begins or ends with it."""
        return self.begins_break or self.what == IS_BACK

    @property
    def gives_up(self) -> bool:
        """Whether it is giving up a seat for another."""
        return self.what.startswith(GAVE_UP)

    def break_ends(self, zone: str) -> datetime | None:
        """Give until when (UTC) they are on a break after it; None on none since they joined or left."""
        if self.begins_break:
            return end_of(date.fromisoformat(self.what.removeprefix(TAKES_A_BREAK)), zone)
        return self.at if self.what == IS_BACK else None


def standing(trail: Iterable[Step]) -> list[Step]:
    """Give the steps on a trail, oldest first, that no Undo took back; one mail may take several at once."""
    steps: list[Step] = []
    for line in trail:
        if line.what.startswith(BREAK_UNDONE):
            last = max((each.at for each in steps if each.is_of_break), default=None)
            steps = [each for each in steps if not (each.is_of_break and each.at == last)]
        elif line.is_of_break or line.gives_up or line.what in NEVER_UNDONE:
            steps.append(line)
    return steps


def break_before(steps: Sequence[Step], step: Step, zone: str) -> datetime | None:
    """Give until when (UTC) somebody was on a break before one of their steps; None on none."""
    earlier = [each for each in steps if each.at < step.at and not each.gives_up]
    return earlier[-1].break_ends(zone) if earlier else None


def end_of(day: date, zone: str) -> datetime:
    """Give when (UTC) a day ends in a zone."""
    return instant(day + timedelta(days=1), time(), zone)
