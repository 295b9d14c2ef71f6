"""What a check-up finds: what was looked at, how it is, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How a thing is, best first."""

    GOOD = "good"
    WARNING = "warning"  # works, and could be better or can't be told
    FAULT = "fault"  # keeps mail or pages from working


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    health: Health
    said: str
    """What was found, a sentence."""
    remedy: str = ""
    """What to do about it, a sentence; empty where all is well."""


def good(what: str, said: str) -> Finding:
    """Note what is well."""
    return Finding(what, Health.GOOD, said)


def warning(what: str, said: str, remedy: str) -> Finding:
    """Note what works and could be better."""
    return Finding(what, Health.WARNING, said, remedy)


def fault(what: str, said: str, remedy: str) -> Finding:
    """Note what does not work."""
    return Finding(what, Health.FAULT, said, remedy)
