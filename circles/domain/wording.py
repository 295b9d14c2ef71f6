"""Numbers, dates and instants as people read them, in pages and mails alike."""

from datetime import date, datetime

from circles.domain import cadence
from circles.domain.tongue import say, say_n, tongue


def count(n: int, one: str, many: str = "") -> str:
    """Write a number with its noun: "1 circle", "3 circles", "3 people"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def rhythm(every_weeks: int) -> str:
    """Write how often a circle meets: "every week", "every two weeks", "every 6 weeks"."""
    match every_weeks:
        case 2:
            return say("every two weeks")
        case 3:
            return say("every three weeks")
        case 4:
            return say("every four weeks")
        case _:
            return say_n("every week", "every {n} weeks", every_weeks)


def day(of: date) -> str:
    """Write a date as "3 December 2026"."""
    return tongue().day(of)


def moment(at: datetime, zone: str) -> str:
    """Write an instant as "Thu 3 Dec, 17:00 (Lisbon time)"."""
    return cadence.show(at, 0, zone)


def wrote(name: str, words: str) -> str:
    """Give words with who wrote them, as a mail repeats them; no words give none."""
    return say("{name} wrote: “{words}”", name=name, words=words) if words else ""


class TooLate(str):
    """A sentence on what an Undo can't take back any more, among those on what it took back."""

    __slots__ = ()
