"""The head of a mail: where a line is read as a command or an answer, and what may stand above it."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from circles.domain.replies.budget import MOST_PLAIN_CHARACTERS
from circles.domain.replies.buttons import pressed
from circles.domain.replies.command_words import PLAIN, in_english
from circles.domain.replies.commands import command, command_behind, is_a_no, wish_for_a_break
from circles.domain.replies.courtesies import (
    bared,
    is_courtesy,
    may_pass,
    own_name,
    plain_answer,
    says_nothing,
)
from circles.domain.replies.draft import Draft
from circles.domain.replies.grammar import plain_line
from circles.domain.replies.intents import OFFERS, answer
from circles.domain.replies.labels import begins
from circles.domain.replies.languages import words
from circles.domain.replies.paragraphs import trimmed
from circles.domain.replies.segments import Segment
from circles.domain.replies.sentences import sentences
from circles.domain.replies.values import Context

_ENDS = (".", "!", ",", "…")
_TO_ALL = ("all", "everyone")
_MOST_BELOW = 10
"""Lines in which what stands below a courtesy is looked for."""
_DASH = re.compile(r"\s+[-–—]+\s+")


def head_line(segment: Segment, found: Draft) -> bool:
    """Read a line at the head of a mail as a command or an answer; tell whether it was one."""
    if may_pass(segment, found.context):
        found.ask("pass.unclear", "May be that it suits, or that they pass", segment.span)
        return True
    if command(segment, found):
        return True
    _shouted(segment, found)
    wish_for_a_break(segment, found)
    if not answer(segment, found):
        return False
    if len(segment.text) <= MOST_PLAIN_CHARACTERS:
        command_behind(segment, found)
    return True


def _shouted(segment: Segment, found: Draft) -> None:
    """Ask about a word for leaving in capitals and a dash that a mail begins with: "LEAVE - no time"."""
    word, *why = _DASH.split(segment.text, maxsplit=1)
    said = words(in_english(word, found.context.language))
    if segment.span[0] == 0 and why and word.isupper() and said in PLAIN["leave"].split("|"):
        found.ask("leave.unclear", f"Only a line of its own asks for this: {word!r}", segment.span)


def keeps_head(piece: Segment, following: Sequence[Segment], found: Draft) -> bool:
    """Tell whether a line is but a courtesy, so that what stands below it is at the head of the mail.

    It ends as a courtesy does, and what is below it, up to a label, is one line beside courtesies and the
    writer's name, or all of it is understood: "Thanks for the topic. / Pause / Listen / Ask" asks for no
    break, with blank lines or without. Nothing may stand above a Yes that confirms a sign-up.
    """
    context = found.context
    if context.kind == "confirm" or len(piece.text) > MOST_PLAIN_CHARACTERS:
        return False
    below = [*islice(following, _MOST_BELOW + 1)]
    is_apart = bool(below) and below[0].line > piece.line + 1
    is_to_all = context.kind == "move-poll" and piece.text.lower().endswith(_TO_ALL)
    is_ended = is_apart or is_to_all or piece.text.endswith(_ENDS)
    if not is_ended or not is_courtesy(piece.text, context.language, may_close=False):
        return False
    beside = {each.span for each in below if _is_beside(each, context)}
    said = trimmed(beside, [*takewhile(lambda each: begins(each) is None, below)])
    if len(said) > _MOST_BELOW or (said and is_a_no(said[0], found)):
        return False
    if context.kind in OFFERS | {"follow-up"} and any(_goes_on(each, context) for each in said):
        return False
    return len(said) == 1 or all(_is_understood(each, found) for each in said)


def _goes_on(piece: Segment, context: Context) -> bool:
    """Tell whether a line is more than a sentence, where nothing takes back the first: "Yes. But not yet"."""
    return len([*sentences(bared(piece, context))]) > 1


def _is_beside(piece: Segment, context: Context) -> bool:
    """Tell whether a line is a courtesy or the writer's name, and so nothing that stands beside another."""
    if piece.keyword or len(piece.text) > MOST_PLAIN_CHARACTERS:
        return False
    is_name = says_nothing(piece.text, context.language, own_name(context))
    return is_name or is_courtesy(piece.text, context.language)


def _is_understood(piece: Segment, found: Draft) -> bool:
    trial = Draft(found.context, found.roster, found.calendar, found.said_at)
    line = pressed(plain_answer(piece, found.context), found.context)
    is_read = piece.keyword is not None or head_line(line, trial) or plain_line(line, trial)
    return is_read and not trial.unsure
