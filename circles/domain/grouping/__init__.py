"""Form circles: from a `Problem` to a `Solution` that keeps every hard rule and says why.

`forming.form` searches, explains, and has an independent checker judge it all. It is imported from there: the
compiled search behind it takes memory that the pages and the mail don't need.
"""

from circles.domain.grouping.check import check
from circles.domain.grouping.problem import (
    Cancelled,
    Candidate,
    FormedCircle,
    Kept,
    Problem,
    Rules,
    Slot,
    Solution,
    Waiting,
    Weights,
)

__all__ = [
    "Cancelled",
    "Candidate",
    "FormedCircle",
    "Kept",
    "Problem",
    "Rules",
    "Slot",
    "Solution",
    "Waiting",
    "Weights",
    "check",
]
