"""What a reply says: the writer's own words, and what they mean in their context.

`reading.read` is the way in. What it gives is here, for those too that use it and need not load the grammar.
"""

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
]
