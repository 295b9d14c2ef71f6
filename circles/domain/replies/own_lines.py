"""Lines below a label that stand for themselves: each is in whole a command or an answer."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, dropwhile

from circles.domain.replies.accounts import account
from circles.domain.replies.budget import MOST_PLAIN_CHARACTERS
from circles.domain.replies.clauses import answered, is_aside
from circles.domain.replies.commands import command
from circles.domain.replies.draft import Draft
from circles.domain.replies.grammar import plain_line
from circles.domain.replies.intents import NUMBERED, UNASKED, answer
from circles.domain.replies.labels import OWN_LINE, begins, is_listed, without_bullet
from circles.domain.replies.languages import answers, any_of, words
from circles.domain.replies.leads import leading
from circles.domain.replies.met_abroad import says_not_met, told_abroad
from circles.domain.replies.phrases import all_came
from circles.domain.replies.segments import Segment
from circles.domain.replies.sentences import Sentence, sentences
from circles.domain.replies.sharing import is_small_talk, tells_of_take_away
from circles.domain.replies.values import Span
from circles.domain.words import MeetingState, Rsvp

_OF_BEFORE = re.compile(r"(?:it|that|this|them)\b")
"""What a command speaks of that is said before it: of a mentor, "pass it on" is a thought."""
_CLOSES = any_of(
    r"""
        we did(?:n't| not)?|all good|great meeting|(?:see you|until|till) (?:on )?\w+day|except (?:for )?\w+
        haben wir(?: nicht)?|leider(?: nicht)?|sehr gern(?:e)?|war gut|bis \w+tag|ausser \w+|sauf \w+
        c'etait bien|a (?:lundi|mardi|mercredi|jeudi|vendredi)|estuvo bien|(?:menos|excepto)(?: o| a)? \w+
        tranne \w+|behalve \w+|undtagen \w+|utom \w+|unntatt \w+|paitsi \w+|(?:oprocz|poza) \w+|alla
    """
)
"""What follows a yes or no and says nothing else: "we didn't", "except Carl"."""
_MEANS = {
    MeetingState.HELD: Rsvp.YES,
    MeetingState.NOT_HELD: Rsvp.NO,
    "join": Rsvp.YES,
    "decline": Rsvp.NO,
}
_ENDS = (".", "!", "?", ":", ";", "…", ")")


@dataclass(frozen=True, slots=True)
class OwnLines:
    """The lines below words for others that may be no part of them.

    `whole` are each a command or an answer, `prose` are such by what stands above them only to look at, and
    `heads` begin a paragraph, with the lines that go on below each.
    """

    whole: frozenset[Span]
    prose: frozenset[Span]
    heads: Mapping[Span, Sequence[Segment]]


def own_lines(pieces: Sequence[Segment], found: Draft) -> OwnLines:
    """Find the last lines of paragraphs below words for others that are each a command or an answer."""
    kind = found.context.kind
    below = [*dropwhile(lambda piece: not _tells(piece, kind), pieces)]
    held = frozenset([*_items(below, kind), *_words_in_a_row(below, found)])
    whole = set[Span]()
    heads: dict[Span, Sequence[Segment]] = {}
    for run in _runs(below):
        said = _without_courtesies(run, found)
        last = [line.span for line in _last_of(said, found, held)]
        whole.update(last)
        rest = said[: len(said) - len(last)]
        if rest and not (run[0].keyword or _tells(run[0], kind) or rest[0].span in held):
            heads[rest[0].span] = rest[1:]
    prose = (piece.span for piece in below if piece.span in held and read_own_line(piece, _trial(found)))
    return OwnLines(frozenset(whole), frozenset(prose), heads)


def last_paragraph(pieces: Iterable[Segment], found: Draft) -> list[Segment]:
    """Give the last paragraph that is more than a courtesy, without the courtesies that end it."""
    runs = [said for run in _runs(pieces) if (said := _up_to_courtesies(run, found))]
    return runs[-1] if runs else []


def read_own_line(piece: Segment, found: Draft) -> bool:
    """Read a line that is a command or an answer and nothing else; tell whether it is one."""
    piece = replace(piece, text=without_bullet(piece.text))
    said = words(piece.text)
    if len(piece.text) > MOST_PLAIN_CHARACTERS or any(map(_OF_BEFORE.fullmatch, said.split())):
        return False
    bare = _is_bare(piece, found) and answer(piece, found)
    short = _without_courtesy(piece, found)
    if not (bare or any(command(each, found) or plain_line(each, found) for each in (piece, *short))):
        return False
    found.note(OWN_LINE, "A line of its own is not shared", piece.span)
    return True


def read_head(piece: Segment, below: Sequence[Segment], found: Draft) -> bool:
    """Read the answer that a paragraph begins with, or ask where it goes on in words that may be prose."""
    trial, before = _trial(found), len(found.commands)
    if found.context.kind in NUMBERED | UNASKED or not answer(piece, trial):
        return False
    if not trial.unsure and _is_plain(piece, below, trial):
        return answer(piece, found)
    told = trial.unsure or trial.rsvps or trial.met or trial.attendance or len(trial.commands) > before
    if told and not _is_said_before(piece, found):
        found.doubt("answer.below", f"May be an answer, or prose: {piece.text[:80]!r}", piece.span)
    return False


def _is_said_before(piece: Segment, found: Draft) -> bool:
    """Tell whether the answer that a line begins with is given above, so that nothing is lost with it."""
    lead = leading(next(sentences(piece)), found.context)
    given = {*found.rsvps, *(_MEANS[state] for state in found.met if state in _MEANS)}
    given |= {_MEANS[each.name] for each in found.commands if each.name in _MEANS}
    return lead is not None and lead[0] in given | ({Rsvp.YES} if found.attendance else set[Rsvp]())


def _is_bare(piece: Segment, found: Draft) -> bool:
    """Tell whether a line is a yes, no or maybe and at most a courtesy."""
    if words(piece.text) in answers(found.context.language):
        return True
    first, *rest = [*sentences(piece)] or [Sentence("", "", piece.span)]
    lead = leading(first, found.context)
    if lead is None or "?" in piece.text:
        return False
    return all(_is_courtesy(each, found) for each in (first.after(len(lead[1].split())), *rest))


def _is_plain(piece: Segment, below: Sequence[Segment], trial: Draft) -> bool:
    """Tell whether every word behind an answer is known, and none of them goes on about something else."""
    first, *rest = sentences(piece)
    lead, language = leading(first, trial.context), trial.context.language
    if lead is None:
        return False
    tail = first.after(len(lead[1].split()))
    told = (
        trial.attendance or trial.met_on or says_not_met(first.said, language) or told_abroad(first, language)
    )
    whole = answered(first.pieces(), language, lead[0]) is lead[0]
    if not (told or whole or _goes_with(lead[0], tail, trial)):
        return False
    rest += [sentence for line in below for sentence in sentences(line)]
    return all(_goes_with(lead[0], sentence, trial) for sentence in rest)


def _goes_with(value: Rsvp, sentence: Sentence, found: Draft) -> bool:
    """Tell whether what follows an answer is a reason, a courtesy or who came, and nothing else."""
    if not sentence.said or _CLOSES.fullmatch(sentence.said) or is_small_talk(sentence.text):
        return True
    if answered(sentence.pieces(), found.context.language, value) is value:
        return True
    trial = _trial(found)
    asked = found.context.kind == "recap-ask" and (all_came(sentence.said) or account(sentence, trial))
    return bool(asked) and not trial.unsure


def _without_courtesy(piece: Segment, found: Draft) -> Iterator[Segment]:
    """Give a line without the courtesy behind its last comma: "Pause, please"."""
    said, _, courtesy = piece.text.rpartition(",")
    if said and is_aside(iter([words(courtesy)]), found.context.language):
        yield replace(piece, text=said)


def _is_courtesy(sentence: Sentence, found: Draft) -> bool:
    return is_aside(sentence.pieces(), found.context.language)


def _tells(piece: Segment, kind: str | None) -> bool:
    """Tell whether words for others begin here, with a label or, of what one takes with them, without."""
    return begins(piece) is not None or (kind == "recap-ask" and tells_of_take_away(piece.text))


def _runs(pieces: Iterable[Segment]) -> Iterator[list[Segment]]:
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
    yield run


def _without_courtesies(run: Sequence[Segment], found: Draft) -> list[Segment]:
    """Leave out greetings before a paragraph, and kind words and the writer's name that end it."""
    return [*dropwhile(lambda piece: _is_ornament(piece, found), _up_to_courtesies(run, found))]


def _up_to_courtesies(run: Sequence[Segment], found: Draft) -> list[Segment]:
    return [*dropwhile(lambda piece: _is_ornament(piece, found), reversed(run))][::-1]


def _is_ornament(piece: Segment, found: Draft) -> bool:
    if piece.keyword or begins(piece) or read_own_line(piece, _trial(found)):
        return False
    said, context = words(piece.text), found.context
    mine = next((words(each.name).split() for each in context.members if each.email == context.writer), [])
    is_name = all(part in mine or (len(part) == 1 and part.isalpha()) for part in said.split())
    return is_name or is_small_talk(piece.text) or all(_is_courtesy(each, found) for each in sentences(piece))


def _last_of(run: list[Segment], found: Draft, prose: frozenset[Span]) -> Iterator[Segment]:
    for n in range(len(run) - 1, -1, -1):
        piece = run[n]
        if (n == 0 and _tells(piece, found.context.kind)) or piece.keyword or piece.span in prose:
            return
        goes_on = n > 0 and goes_on_in(run[n - 1], piece, most=2 if _is_bare(piece, found) else 1)
        if goes_on or not read_own_line(piece, _trial(found)):
            return
        yield piece


def _items(below: Iterable[Segment], kind: str | None) -> Iterator[Span]:
    """Find the items of lists of two or more, where what they stand below is no item itself."""
    lists: list[list[Span]] = [[]]
    is_beside = False
    for piece in below:
        if _tells(piece, kind):
            is_beside = is_listed(piece.text)
            lists.append([])
        elif is_listed(piece.text) and not is_beside and not piece.keyword:
            lists[-1].append(piece.span)
    yield from chain.from_iterable(items for items in lists if len(items) > 1)


def _words_in_a_row(below: Iterable[Segment], found: Draft) -> Iterator[Span]:
    """Find the single words that go on with what stands above them: a colon, or another such word."""
    above, in_row = None, False
    for run in _runs(below):
        for n, piece in enumerate(run):
            tells = _tells(piece, found.context.kind)
            is_word = not (tells or piece.keyword) and len(words(without_bullet(piece.text)).split()) == 1
            is_apart = n == 0 and words(piece.text) in answers(found.context.language)
            held = is_word and above is not None and not is_apart and (in_row or _leads_to(above, n, found))
            if held:
                yield piece.span
            prose = held or not (read_own_line(piece, _trial(found)) or _is_ornament(piece, found))
            above, in_row = piece, is_word and prose
        in_row = in_row and len(run) == 1


def _leads_to(above: Segment, n: int, found: Draft) -> bool:
    """Tell whether a line asks for the word below it, be it by no more than ending no sentence."""
    if above.keyword:
        return False
    unlabelled = begins(above) is None and _tells(above, found.context.kind)
    return above.text.endswith(":") or (n > 0 and unlabelled and not above.text.endswith(_ENDS))


def goes_on_in(above: Segment, piece: Segment, most: int = 1) -> bool:
    """Tell whether so many small words end the sentence of the line above: "we should never⏎stop"."""
    is_small = len(words(piece.text).split()) <= most and without_bullet(piece.text)[:1].islower()
    return is_small and above.keyword is None and not above.text.endswith(_ENDS)


def follows_in_a_row(above: Segment | None, piece: Segment) -> bool:
    """Tell whether a paragraph of one word goes on with the prose above: a colon, or one word as well."""
    if above is None or len(words(piece.text).split()) != 1:
        return False
    return above.text.endswith(":") or len(words(above.text).split()) == 1


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
