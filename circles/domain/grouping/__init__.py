"""Form circles: from a `Problem` to a `Solution` that keeps every hard rule and says why.

`form` seats people greedily, improves by exchanges, explains, and has an independent checker judge it all.
"""

from circles.domain.grouping.check import check
from circles.domain.grouping.forming import form
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
from circles.domain.grouping.search import Enough, Progress

__all__ = [
    "Cancelled",
    "Candidate",
    "Enough",
    "FormedCircle",
    "Kept",
    "Problem",
    "Progress",
    "Rules",
    "Slot",
    "Solution",
    "Waiting",
    "Weights",
    "check",
    "form",
]
