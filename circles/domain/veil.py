"""Take out of texts that are kept what opens something of ours: who quotes our mail quotes its links too.

Each letter becomes a dot, so that what points into a text still points to the same words.
"""

import re
from typing import Any

_TOKENS = re.compile(
    r"(?i)(?<=circles\+)[a-z2-7]{8,}|(?<=circles%2b)[a-z2-7]{8,}"  # of a reply address, as in tokens.py
    r"|(?<=/me/)[\w.%-]{8,}|(?<=/calendar/)[\w.%-]{8,}|(?<=/address/)[\w.%-]{8,}|(?<=/sign-in/)[\w.%-]{8,}"
)


def veiled(value: Any) -> Any:
    """Give the same text, or list or map of texts, without a working link or reply address."""
    if isinstance(value, str):
        return _TOKENS.sub(lambda found: "·" * len(found[0]), value)
    if isinstance(value, list | tuple):
        return [veiled(each) for each in value]
    if isinstance(value, dict):
        return {name: veiled(each) for name, each in value.items()}
    return value
