"""How much of a mail is read for its meaning. Some rules take 0.1 ms for a name or grow with the square of a line.

Honest mails stay far below; what is beyond is asked about.
"""

import re
from collections.abc import Iterable, Iterator

from circles.domain.replies.segments import Segment

MOST_CHARACTERS = 8_000
MOST_SEGMENTS = 300
MOST_PLAIN_CHARACTERS = 300  # of a line that says in a fixed way who came or whether you met
MOST_KEYWORD_CHARACTERS = 600  # of what follows a keyword
MOST_LISTED = 400  # words after keywords, all together: each may be compared with every member

_WORD = re.compile(r"[^\s,;+&]+")


class Budget:
    """Lets the segments of one mail pass while enough is left; `spent` tells whether one was held back."""

    def __init__(self) -> None:
        self.spent = False
        self._listed = 0

    def affordable(self, found: Iterable[Segment]) -> Iterator[Segment]:
        for count, segment in enumerate(found, 1):
            if count > MOST_SEGMENTS or (count > 1 and segment.span[1] > MOST_CHARACTERS):
                self.spent = True
                return
            if segment.keyword is None or self._may_list(segment.text):
                yield segment

    def _may_list(self, text: str) -> bool:
        """Count the words after a keyword."""
        self._listed += sum(1 for _ in _WORD.finditer(text))
        may = len(text) <= MOST_KEYWORD_CHARACTERS and self._listed <= MOST_LISTED
        self.spent = self.spent or not may
        return may
