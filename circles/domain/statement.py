"""Where a piece of the record comes from."""

from dataclasses import dataclass
from datetime import datetime

from circles.domain.words import Source


@dataclass(frozen=True)
class Said:
    """Who said something, how it reached us, and when."""

    by: str
    """`person:4` or `organizer:2`."""
    source: Source
    at: datetime
    incoming_id: int | None = None
    """The mail it stood in, so that Undo can void everything recorded from it."""
