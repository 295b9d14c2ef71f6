"""What a calendar's answer says, whichever program wrote it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """One iTIP answer (RFC 5546), read leniently; None where the answer does not say."""

    method: str | None = None
    uid: str | None = None
    sequence: int | None = None
    dtstamp: datetime | None = None
    partstat: str | None = None
    attendee: str | None = None
    """Lower-case, without mailto:."""
    comment: str | None = None
    proposal: bool = False
    """It asks for another time, so it is never an acceptance."""
    error: str | None = None
    """Why it could not be read."""
