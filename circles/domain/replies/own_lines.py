"""Lines below a label that stand for themselves: each is in whole a command or an answer."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

from circles.domain.replies.budget import MOST_PLAIN_CHARACTERS
from circles.domain.replies.commands import command
from circles.domain.replies.draft import Draft
from circles.domain.replies.grammar import plain_line
from circles.domain.replies.intents import answer
from circles.domain.replies.labels import OWN_LINE, begins, is_listed, without_bullet
from circles.domain.replies.languages import answers, words
from circles.domain.replies.segments import Segment
from circles.domain.replies.sharing import is_small_talk, tells_of_take_away
from circles.domain.replies.values import Span

_OF_BEFORE = re.compile(r"(?:it|that|this|them)\b")
"""What a command speaks of that is said before it: of a mentor, "pass it on" is a thought."""
_ENDS = (".", "!", "?", ":", ";", "…", ")")


def own_lines(pieces: Sequence[Segment], found: Draft) -> frozenset[Span]:
    """Find the last lines of paragraphs below words for others that are each a command or an answer."""
    below = dropwhile(lambda piece: not _tells(piece, found.context.kind), pieces)
    return frozenset(line.span for run in _runs(below) for line in _last_of(run, found))


def last_paragraph(pieces: Iterable[Segment]) -> list[Segment]:
    """Give the lines of the last paragraph that is more than a courtesy."""
    runs = [
        run for run in _runs(pieces) if not all(not each.keyword and is_small_talk(each.text) for each in run)
    ]
    return runs[-1] if runs else []


def read_own_line(piece: Segment, found: Draft) -> bool:
    """Read a line that is a command or an answer and nothing else; tell whether it is one."""
    piece = replace(piece, text=without_bullet(piece.text))
    said = words(piece.text)
    if len(piece.text) > MOST_PLAIN_CHARACTERS or any(map(_OF_BEFORE.fullmatch, said.split())):
        return False
    bare = said in answers(found.context.language) and answer(piece, found)
    if not (bare or command(piece, found) or plain_line(piece, found)):
        return False
    found.note(OWN_LINE, "A line of its own is not shared", piece.span)
    return True


def _tells(piece: Segment, kind: str | None) -> bool:
    """Tell whether words for others begin here, with a label or, of what one takes with them, without."""
    return begins(piece) is not None or (kind == "recap-ask" and tells_of_take_away(piece.text))


def _runs(pieces: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Cut lines into paragraphs; a label and a keyword begin one, too."""
    run: list[Segment] = []
    for piece in pieces:
        if run and (piece.keyword or begins(piece) or piece.line > run[-1].line + 1):
            yield run
            run = []
        run.append(piece)
    yield run


def _last_of(run: list[Segment], found: Draft) -> Iterator[Segment]:
    is_list = bool(run) and begins(run[0]) is not None and not is_listed(run[0].text)
    for n in range(len(run) - 1, -1, -1):
        piece = run[n]
        goes_on = n > 0 and goes_on_in(run[n - 1], piece)
        item = is_list and is_listed(piece.text) and len(words(piece.text).split()) == 1
        if n == 0 and _tells(piece, found.context.kind):
            return
        if piece.keyword or goes_on or item or not read_own_line(piece, _trial(found)):
            return
        yield piece


def goes_on_in(above: Segment, piece: Segment) -> bool:
    """Tell whether a single small word ends the sentence of the line above: "we should never⏎stop"."""
    is_word = len(words(piece.text).split()) == 1 and without_bullet(piece.text)[:1].islower()
    return is_word and above.keyword is None and not above.text.endswith(_ENDS)


def _trial(found: Draft) -> Draft:
    return replace(
        found,
        rsvps=[],
        met=[],
        attendance={},
        follow_ups=[],
        proposed=[],
        commands=list(found.commands),
        unclear=set(),
        rules=[],
    )
