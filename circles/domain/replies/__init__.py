"""What a reply says: the writer's own words, and what they mean in their context."""

from circles.domain.replies.reading import read
from circles.domain.replies.values import (
    Bounce,
    Command,
    Context,
    Finding,
    Mail,
    Member,
    NewFollowUp,
    Reading,
    Removed,
)

__all__ = [
    "Bounce",
    "Command",
    "Context",
    "Finding",
    "Mail",
    "Member",
    "NewFollowUp",
    "Reading",
    "Removed",
    "read",
]
