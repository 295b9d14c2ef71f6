"""What waits for an organizer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Need:
    """One thing that waits for the organizer: what, why, and the button that leads there."""

    kind: str
    """What tells it from others that lead to the same page."""
    what: str
    why: str
    button: str
    path: str
    """Below PUBLIC_URL."""
    newest: int = 0
    """Grows with what comes to be behind it: an id, or how many they are."""
    since: datetime | None = None
    """Since when the oldest thing behind it waits, where that is known."""

    @property
    def key(self) -> str:
        """What tells it from other needs; it names nobody."""
        return f"{self.kind} {self.path}"
