"""How much of a mail is read for its meaning; honest mails stay far below, and what is beyond is asked about.

Some rules take 0.1 ms for a name, or grow with the cube of a sentence.
"""

import re
from collections.abc import Iterable, Iterator

from circles.domain.replies.segments import Segment
from circles.domain.replies.sentences import sentences

MOST_CHARACTERS = 5_000
MOST_SEGMENTS = 50
MOST_PLAIN_CHARACTERS = 300  # of a line that says in a fixed way who came, whether you met, or wants a break
MOST_SENTENCE_CHARACTERS = 400
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
            if count > MOST_SEGMENTS or segment.span[1] > MOST_CHARACTERS:
                self.spent = True
                return
            if self._is_affordable(segment):
                yield segment
            else:
                self.spent = True

    def _is_affordable(self, segment: Segment) -> bool:
        if segment.keyword in {"circle", "about"}:
            return True  # it is passed on as it is, and compared with nothing
        if segment.keyword is None:
            return all(len(each.text) <= MOST_SENTENCE_CHARACTERS for each in sentences(segment))
        self._listed += sum(1 for _ in _WORD.finditer(segment.text))
        return len(segment.text) <= MOST_KEYWORD_CHARACTERS and self._listed <= MOST_LISTED
