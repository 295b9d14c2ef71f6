"""Paragraphs of a mail, the courtesies around what they say, and what goes on from line to line."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import dropwhile

from circles.domain.replies.clauses import is_aside
from circles.domain.replies.courtesies import own_name, says_nothing
from circles.domain.replies.draft import Draft
from circles.domain.replies.labels import begins, without_bullet
from circles.domain.replies.languages import words
from circles.domain.replies.segments import Segment
from circles.domain.replies.sentences import sentences
from circles.domain.replies.sharing import is_small_talk
from circles.domain.replies.values import Span

_ENDS = (".", "!", "?", ":", ";", "…", ")")


def paragraphs(pieces: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Cut lines into paragraphs; a label and a keyword begin one, too. A label alone belongs to the next."""
    run: list[Segment] = []
    for piece in pieces:
        label = begins(run[0]) if len(run) == 1 else None
        is_alone = label is not None and label.end >= len(run[0].text)
        apart = piece.line > run[-1].line + 1 and not is_alone if run else False
        if run and (piece.keyword or begins(piece) or apart):
            yield run
            run = []
        run.append(piece)
    yield from [run] if run else []


def last_paragraph(pieces: Sequence[Segment], found: Draft) -> list[Segment]:
    """Give the last paragraph that is more than courtesies, without those around it."""
    courtesies = find_courtesies(pieces, found)
    runs = [said for run in paragraphs(pieces) if (said := trimmed(courtesies, run))]
    return runs[-1] if runs else []


def find_courtesies(pieces: Iterable[Segment], found: Draft) -> set[Span]:
    """Find the lines that are kind words, or the writer's name."""
    language, name = found.context.language, own_name(found.context)
    return {
        piece.span
        for piece in pieces
        if not (piece.keyword or begins(piece) or piece.text.endswith(":"))
        and (
            says_nothing(piece.text, language, name)
            or is_small_talk(piece.text)
            or all(is_aside(each.pieces(), language) for each in sentences(piece))
        )
    }


def trimmed(courtesies: AbstractSet[Span], run: Sequence[Segment]) -> list[Segment]:
    """Leave out the courtesies before and behind a paragraph."""
    said = [*dropwhile(lambda piece: piece.span in courtesies, run)]
    return [*dropwhile(lambda piece: piece.span in courtesies, reversed(said))][::-1]


def follows_in_a_row(above: Segment | None, piece: Segment) -> bool:
    """Tell whether one word goes on with the prose above it: a colon, or one word as well."""
    if above is None or len(words(without_bullet(piece.text)).split()) > 1:
        return False
    return above.text.endswith(":") or len(words(without_bullet(above.text)).split()) == 1


def ends_sentence(piece: Segment) -> bool:
    return piece.keyword is not None or piece.text.endswith(_ENDS)
