"""The one line about oneself that the first invite asks for, and that is shared with the circle."""

import re
from collections.abc import Iterable

from circles.domain.replies.sharing import is_about
from circles.domain.replies.values import Reading
from circles.domain.words import Rsvp

LONGEST = 300
FEWEST_WORDS = 3
COMMANDS = re.compile(
    r"(?im)^\W*(?:pause|leave|stop|undo|move|done|drop|later|busy|resume|place|circle|pass|swap|help|my data"
    r"|delete|next|todo|action|follow-up|attended|missed|met)\b|^\W*(?:my )?thoughts?\s*[:：]"
)


def introduction(reading: Reading, others: Iterable[str] = ()) -> str | None:
    """Give the lines beside the answer, where they can be meant for the circle; else None.

    None where anything is unclear, asked or meant for us, or about another member (`others`, by name), and
    beside a no, whose reason is nobody's business.
    """
    text = reading.own_text
    if reading.unsure or reading.commands or reading.rsvp is Rsvp.NO or "?" in text or COMMANDS.search(text):
        return None
    lines, start = [], 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        read = any(rule.span and rule.span[0] < end and start < rule.span[1] for rule in reading.rules)
        if not read and len(line.split()) >= FEWEST_WORDS:
            lines.append(line.strip())
        start = end
    line = " ".join(lines)[:LONGEST]
    return line if line and not is_about(others, line) else None
