"""The writer's own words: what is left when quotations, signatures and what we had sent are taken away.

A cascade of linear rules over capped text. A line we sent is never evidence, and it is ours by where it
stands, in the quoted part: people type `Yes` and `Attended: Ana, Bo` just as our examples show. Where a rule
is not sure, the line stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from circles.domain.replies import frames, signatures
from circles.domain.replies.lines import Line, cap, from_text
from circles.domain.replies.markup import LINK, from_html
from circles.domain.replies.sent import Sent, said_in
from circles.domain.replies.values import Removed


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The own text and what was taken away; `doubtful` when quoted words may be among the own ones."""

    text: str
    removed: tuple[Removed, ...] = ()
    doubtful: bool = False


@dataclass(slots=True)
class _Piece:
    """A line on its way through the cascade: own unless a rule claims it."""

    line: Line
    rule: str | None = None

    @property
    def own(self) -> bool:
        return self.rule is None


def own_words(
    text: str | None, html: str | None = None, sent_text: str | None = None, writer: str = ""
) -> OwnWords:
    """Keep what the writer wrote.

    `text` is read unless it is empty, else `html`. `sent_text` is the text of the mail that is answered, and
    `writer` the name that its reader may sign with. At most 64 KiB, 1,000 lines and 1,000 characters a line
    are read. Raises nothing.
    """
    lines, rest = _lines(text, html)
    pieces = [_Piece(line, _marked(line)) for line in lines]
    _claim_armor(pieces)
    sent = Sent(sent_text)
    framed = _claim_frames(pieces)
    _claim_quotes(pieces, sent, framed=framed)
    doubtful = _claim_unmarked(pieces, sent)
    _claim_leads(pieces)
    _release_lone_frames(pieces)
    _claim_signatures(pieces, writer)
    removed = list(_removed(pieces))
    if rest.strip():
        removed.append(Removed(rest[:1_000], "cap"))
    return OwnWords(_joined(pieces), tuple(removed), doubtful)


def _lines(text: str | None, html: str | None) -> tuple[list[Line], str]:
    if text and text.strip():
        kept, rest = cap(text)
        return from_text(frames.unglued(kept)), rest
    lines = from_html(html or "")
    kept, rest = cap("\n".join(line.text for line in lines))
    return [
        Line(words, line.depth, line.mark) for words, line in zip(kept.split("\n"), lines, strict=False)
    ], rest


def _marked(line: Line) -> str | None:
    """Trust a client's own markup; quoted lines are looked at again."""
    if line.depth:
        return line.mark or "quote"
    return line.mark


def _claim_armor(pieces: list[_Piece]) -> None:
    """Claim what stands above a text that is signed inline (RFC 9580, 7)."""
    if any(piece.line.text.strip() == "-----BEGIN PGP SIGNED MESSAGE-----" for piece in pieces[:3]):
        for piece in pieces[: next((n for n, each in enumerate(pieces) if n and each.line.blank), 0)]:
            piece.rule = "signature.pgp"


def _claim_frames(pieces: list[_Piece]) -> bool:
    """Claim attributions, header blocks and separators, and the unmarked quotation that may follow one.

    Tell whether there was any.
    """
    lines = [piece.line for piece in pieces]
    found = any(piece.rule == "html.attribution" for piece in pieces)
    at = 0
    while at < len(lines):
        length, rule = _frame(lines, at) if pieces[at].own and not lines[at].blank else (0, "")
        for piece in pieces[at : at + length]:
            piece.rule = rule
        at += length or 1
        if not length:
            continue
        found = True
        if not frames.quoted_next(lines, at) and not _frame_next(lines, at):
            _claim_rest(pieces[at:])
            break
    return found


def _frame(lines: Sequence[Line], at: int) -> tuple[int, str]:
    for rule, find in _FRAMES:
        length = find(lines, at)
        if length:
            return length, rule
    return 0, ""


_FRAMES = (
    ("separator", frames.separator),
    ("header-block", frames.header_block),
    ("attribution", frames.attribution),
)


def _frame_next(lines: Sequence[Line], at: int) -> bool:
    """Tell whether one frame follows another, as a header block follows "Original Message"."""
    following = next((index for index in range(at, len(lines)) if not lines[index].blank), None)
    return following is not None and bool(_frame(lines, following)[0])


def _claim_rest(pieces: list[_Piece]) -> None:
    for piece in pieces:
        if piece.own:
            piece.rule = "quote.unmarked"


def _claim_quotes(pieces: list[_Piece], sent: Sent, *, framed: bool) -> None:
    """Let go of quoted lines that are the writer's: answers typed inside, quotations of their own choice."""
    quoted = [piece for piece in pieces if piece.line.depth]
    if sent.known_in(said_in(piece.line.text for piece in quoted)):
        _release_answers(quoted, sent)
        if _framed_after_quote(pieces):
            _release_own_quotes(pieces, sent, framed=framed)
    elif not framed or _framed_after_quote(pieces):
        _release_own_quotes(pieces, sent, framed=framed)


def _release_answers(quoted: list[_Piece], sent: Sent) -> bool:
    """Find what was typed inside our own quoted text: a line of it that differs from every line we sent.

    Tell whether there was any.
    """
    said = said_in(piece.line.text for piece in quoted)
    first, last = sent.extent(said)
    for index in range(first, last):
        piece = quoted[index]
        if piece.line.depth > 1 and piece.line.mark is None:
            continue
        answer = sent.answer(piece.line.text, said, index) if not piece.line.blank else None
        if answer and piece.line.mark != LINK and not _frame([piece.line], 0)[0]:
            piece.line, piece.rule = Line(answer), None
    return any(piece.own for piece in quoted)


def _framed_after_quote(pieces: list[_Piece]) -> bool:
    """Tell whether a quotation stands above the first frame, and the frame has its own below."""
    rules = [piece.rule for piece in pieces if not piece.line.blank]
    first = next((index for index, rule in enumerate(rules) if rule in _FRAME_RULES), len(rules))
    return "quote" in rules[:first] and any(rule and rule.startswith("quote") for rule in rules[first:])


_MOST_ENDINGS = 100  # of a run: each looks at all of it
_FRAME_RULES = frozenset(["attribution", "html.attribution", "header-block", "separator"])


def _release_own_quotes(pieces: list[_Piece], sent: Sent, *, framed: bool) -> None:
    """Keep what the writer quotes of others: above the frame, or where we know that we did not send it."""
    if not framed and not sent:
        return
    for rule, group in groupby(pieces, key=lambda piece: piece.rule):
        run = list(group)
        if rule in _FRAME_RULES:
            return
        if rule == "quote" and not _holds_ours([piece.line for piece in run], sent):
            for piece in run:
                piece.line, piece.rule = Line("> " + piece.line.text), None


def _holds_ours(lines: Sequence[Line], sent: Sent) -> bool:
    said = said_in(line.text for line in lines)
    return any(
        (not line.blank and sent.ours(said, at)) or frames.attribution(lines, at)
        for at, line in enumerate(lines)
    )


def _claim_unmarked(pieces: list[_Piece], sent: Sent) -> bool:
    """Look again at what stands below a frame without any mark of quotation.

    Inline answers and bottom posts are found by what we sent. Where we do not know it and nothing else is the
    writer's, all is kept, as doubtful.
    """
    below = [piece for piece in pieces if piece.rule == "quote.unmarked"]
    above = any(piece.own and not piece.line.blank for piece in pieces)
    texts = [piece.line.text for piece in below]
    said = said_in(texts)
    if sent.known_in(said):
        typed = _release_answers(below, sent)
        if typed or not above:
            for piece in below[sent.extent(said)[1] :]:
                piece.rule = None
        return False
    if not above and _typed_into(pieces, sent):
        for piece in below:
            piece.rule = None
        return False
    headed = any(piece.rule in {"header-block", "separator"} for piece in pieces)
    if above or sent or headed or not any(texts):
        return False
    for piece in below:
        piece.rule = None
    return True


def _typed_into(pieces: list[_Piece], sent: Sent) -> bool:
    """Tell whether the writer typed between the attribution and our quoted lines, and nothing above it.

    What bears no mark, where our lines do, is not ours; with another frame in it, it is a third person's.
    """
    lines = [piece.line for piece in pieces]
    rules = [rule for rule, _ in groupby(piece.rule for piece in pieces if not piece.line.blank)]
    return (
        rules[:3] == ["attribution", "quote.unmarked", "quote"]
        and sent.known_in(said_in(line.text for line in lines if line.depth))
        and not any(
            piece.rule == "quote.unmarked" and _frame(lines, at)[0] for at, piece in enumerate(pieces)
        )
    )


def _claim_leads(pieces: list[_Piece]) -> None:
    """Claim a line such as "Bo wrote:", without date or address, that leads to quoted lines alone."""
    filled = [piece for piece in pieces if not piece.line.blank]
    for piece, following in pairwise(filled):
        if piece.own and following.rule == "quote" and frames.lead(piece.line.text):
            piece.rule = "attribution"


def _release_lone_frames(pieces: list[_Piece]) -> None:
    """Give back what looks like a frame where there is nothing else: neither own words nor quoted ones."""
    if all(piece.rule in _FRAME_RULES or piece.line.blank for piece in pieces):
        for piece in pieces:
            piece.rule = None


def _claim_signatures(pieces: list[_Piece], writer: str) -> None:
    """Take endings off every run of own lines, until each just ends; a postscript starts a run of its own."""
    above = False
    runs = accumulate(piece.own and signatures.is_postscript(piece.line.text) for piece in pieces)
    for (own, _), run in groupby(
        list(zip(pieces, runs, strict=True)), key=lambda each: (each[0].own, each[1])
    ):
        kept = [piece for piece, _ in run] if own else []
        for _ in range(_MOST_ENDINGS if kept else 0):
            ending = signatures.starts([piece.line.text for piece in kept], writer, above=above)
            if ending is None:
                break
            start, rule = ending
            for piece in kept[start:]:
                piece.rule = rule
            kept = kept[:start]
        above |= any(not piece.line.blank for piece in kept)
    if all(not piece.own or piece.line.blank for piece in pieces):
        _restore_marked(pieces)


def _restore_marked(pieces: list[_Piece]) -> None:
    """Give back what a phone wrote inside the element of its signature, when that is all there is."""
    for piece in pieces:
        if piece.rule == "html.signature" and not signatures.starts([piece.line.text]):
            piece.rule = None


def _removed(pieces: list[_Piece]) -> Iterator[Removed]:
    for rule, run in groupby(pieces, key=lambda piece: piece.rule):
        text = "\n".join(piece.line.text for piece in run).strip("\n")
        if rule and text.strip():
            yield Removed(text, rule)


def _joined(pieces: list[_Piece]) -> str:
    """Join the own lines; what was cut out between two of them leaves at most one empty line."""
    kept: list[str] = []
    for piece in pieces:
        text = piece.line.text.rstrip() if piece.own else ""
        if text or (kept and kept[-1]):
            kept.append(text)
    return "\n".join(kept).strip()
