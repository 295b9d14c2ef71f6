"""Who was there, as far as anybody said: a rule over statements, never a guess."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from circles.domain.words import Attendance, Source


class Rank(IntEnum):
    """Whose word counts more, highest last."""

    OTHERS = 0
    HOST = 1
    SELF = 2
    ORGANIZER = 3


@dataclass(frozen=True)
class Statement:
    """Somebody said that one member came or missed."""

    value: Attendance
    rank: Rank
    said_by: str
    said_at: datetime
    source: Source = Source.REPLY


@dataclass(frozen=True)
class Standing:
    """What holds for one member: a value or unknown (None), who says so, and who says otherwise."""

    value: Attendance | None
    dissent: tuple[Statement, ...] = ()
    evidence: Statement | None = None
    """The latest of the statements that decide."""

    @property
    def is_decided(self) -> bool:
        """Whether an organizer has said what is true."""
        return self.evidence is not None and self.evidence.rank is Rank.ORGANIZER

    @property
    def is_own_word(self) -> bool:
        """Whether the member said it of themselves."""
        return self.evidence is not None and self.evidence.rank is Rank.SELF

    @property
    def shows_a_meeting(self) -> bool:
        """Whether anyone says that the member came, unless the organizer knows better."""
        if self.is_decided:
            return self.value is Attendance.CAME
        said = (self.value, *(statement.value for statement in self.dissent))
        return Attendance.CAME in said

    @property
    def is_disputed(self) -> bool:
        """Whether others differ, and neither the member nor an organizer has said what is true."""
        settled = self.evidence is not None and self.evidence.rank >= Rank.SELF
        return bool(self.dissent) and not settled


def settle(statements: Iterable[Statement]) -> Standing:
    """Weigh what was said of one member.

    The highest rank with evidence decides and each speaker's latest word counts; speakers of that rank who
    differ leave it unknown. Organizers speak as one: what one saves stands until another mends it. Without
    evidence it is unknown, never missed.
    """
    latest: dict[str | Rank, Statement] = {}
    for statement in sorted(statements, key=lambda each: each.said_at):
        latest[Rank.ORGANIZER if statement.rank is Rank.ORGANIZER else statement.said_by] = statement
    if not latest:
        return Standing(None)
    top = max(statement.rank for statement in latest.values())
    deciding = [statement for statement in latest.values() if statement.rank is top]
    if len({statement.value for statement in deciding}) > 1:
        return Standing(None, tuple(latest.values()))
    evidence = deciding[-1]
    dissent = tuple(each for each in latest.values() if each.value is not evidence.value)
    return Standing(evidence.value, dissent, evidence)
