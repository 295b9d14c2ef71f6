"""Lines below words for others that are in whole a command or an answer, and what each is taken for.

1. One that ends its paragraph, courtesies aside, is read, as is the answer that a later paragraph begins with
   where all behind it is known.
2. One amid a paragraph is prose; so is a small one that goes on with the words above it: a further item, one
   word below another, below a colon or below a line that breaks off.
3. What may be either is asked about: an item of a list, a small line right below words that end no sentence
   (but no answer right below a label or a list), a longer one right below a colon or a line that breaks
   off, what begins a paragraph that goes on, and prose that is not shared.
4. Words for others are not shared where something in their paragraph is asked about.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from itertools import dropwhile, takewhile

from circles.domain.replies.accounts import account
from circles.domain.replies.budget import MOST_PLAIN_CHARACTERS
from circles.domain.replies.buttons import pressed
from circles.domain.replies.clauses import answered, is_aside
from circles.domain.replies.commands import command, wish_for_a_break
from circles.domain.replies.draft import Draft
from circles.domain.replies.grammar import plain_line
from circles.domain.replies.intents import NUMBERED, UNASKED, answer, talk
from circles.domain.replies.labels import OWN_LINE, begins, is_listed, without_bullet
from circles.domain.replies.languages import alternatives, answers, any_of, words
from circles.domain.replies.leads import leading
from circles.domain.replies.paragraphs import (
    ends_sentence,
    find_courtesies,
    follows_in_a_row,
    paragraphs,
    trimmed,
)
from circles.domain.replies.phrases import all_came
from circles.domain.replies.segments import Segment
from circles.domain.replies.sentences import Sentence, sentences
from circles.domain.replies.sharing import is_small_talk, names_question, tells_of_take_away
from circles.domain.replies.values import Span
from circles.domain.words import Rsvp

_OF_BEFORE = frozenset(["it", "that", "this", "them"])
"""What a command speaks of that is said before it: of a mentor, "pass it on" is a thought."""
_BREAKS_OFF = re.compile(
    rf"""\b(?:{
        alternatives('''
            is|are|was|were|be|to|not|never|say|says|said|saying|told me|the|a|an|and|or|than
            that|because|when|if|dass|weil|wenn|que|parce que|che|perche|porque|dat|omdat|etta|ze|aby
            ist|sind|war|zu|nicht|nie|sagen|sagt|sagte|ein|eine|einen|der|die|das|und|oder|besser
            est|etait|dire|dit|un|une|le|la|et|ou|es|era|decir|dijo|una|el|y|o|disse|il|dizer|um|uma
            zijn|te|zeggen|zei|een|het|er|var|at|sige|sagde|og|eller|ar|att|saga|ett|och
            oli|sanoa|sanoi|tai|jest|bylo|powiedziec|mowic|lub
        ''')
    })$"""
)
"""With what few lines end a sentence."""
_CLOSES = any_of(r"""
    we did(?:n't| not)?|haben wir(?: nicht)?|leider nicht|malheureusement pas|purtroppo no|infelizmente nao
    por desgracia no|helaas niet|desvaerre ikke|tyvarr inte|dessverre ikke|valitettavasti ei|niestety nie
    bis (?:\w+tag|mittwoch)|a (?:\w+di|dimanche)|hasta el (?:lunes|martes|miercoles|jueves|viernes)
    a (?:lune|marte|mercole|giove|vener)di|ate (?:segunda|terca|quarta|quinta|sexta)|tot \w+dag
    vi ses (?:pa )?\w+dag|\w+(?:taina|kona) nahdaan|nahdaan \w+(?:taina|kona)
    do (?:poniedzialku|wtorku|srody|czwartku|piatku)
""")
"""What follows a yes or no and says nothing else."""
_SMALL = 2  # words


class Stand(Enum):
    """What a line below words for others is taken for."""

    SHARED = auto()
    READ = auto()
    PROSE = auto()
    ASKED = auto()


def own_lines(pieces: Sequence[Segment], found: Draft) -> Mapping[Span, Stand]:
    """Find the lines below words for others that are a command or an answer, and what each is taken for."""
    kind = found.context.kind
    tells = {piece.span for piece in pieces if _tells(piece, kind)}
    begun = tells | {piece.span for piece in pieces if _answers_topic(piece, kind)}
    below = [*dropwhile(lambda piece: piece.span not in begun, pieces)]
    own = {piece.span for piece in below if piece.span not in begun and _reads(piece, _trial(found))}
    courtesies = find_courtesies((piece for piece in below if piece.span not in own), found)
    lines: dict[Span, Stand] = {}
    above, is_beside = None, False
    for run in paragraphs(below):
        reached = run[0].span in begun
        is_beside = is_listed(run[0].text) if reached else is_beside
        said = trimmed(courtesies, run)
        last = {piece.span for piece in takewhile(lambda piece: piece.span in own, reversed(said))}
        for place, piece in enumerate(run):
            if piece.span not in own:
                is_item = place and is_listed(piece.text) and _is_small(piece)  # "3. Say no"
                stand = Stand.PROSE if is_item else Stand.SHARED
            elif is_beside and is_listed(piece.text):
                stand = Stand.READ
            elif piece.span not in last:
                stand = Stand.PROSE
            else:
                is_shared = reached and (above is None or lines.get(above.span) is not Stand.ASKED)
                prose = Stand.PROSE if is_shared else Stand.ASKED
                near = above if place else None
                is_first = place == (2 if run[0].text.endswith(":") else 1) and begins(run[0]) is not None
                goes_on = _goes_on(piece, above, near, found)
                stand = prose if goes_on else _alone(piece, near, found, is_first=is_first)
            if piece.span in own or begins(run[0]):
                lines[piece.span] = stand
            above = None if piece.span in courtesies or stand is Stand.READ else piece
        may_begin = tells and said and not reached and said[0].span not in last
        if may_begin and (head := _head(said, found)):
            lines[said[0].span] = head
    return lines


def read_own_line(piece: Segment, found: Draft) -> None:
    """Read a line that stands for itself, or the answer that a paragraph begins with."""
    if not _reads(piece, found):
        answer(piece, found)
    found.note(OWN_LINE, "A line of its own is not shared", piece.span)


def ask_about_line(piece: Segment, found: Draft) -> None:
    """Ask about a line that may be prose, but not about an answer that was given above."""
    first, *rest = sentences(_bare(piece))
    lead = leading(first, found.context)
    if lead is None or lead[0] not in found.rsvps:
        ask = found.doubt if lead else found.ask
        ask("below.unclear", f"May be for us, or prose: {piece.text[:80]!r}", piece.span)
    for sentence in rest:
        if _promises(sentence, found):
            talk(sentence, found)


def _goes_on(piece: Segment, above: Segment | None, near: Segment | None, found: Draft) -> bool:
    """Tell whether a small line goes on with the words above it; `near` are such right above it."""
    if above is None or above.keyword or not _is_small(piece):
        return False
    is_item = is_listed(piece.text) and is_listed(above.text)
    is_apart = near is None and words(piece.text) in answers(found.context.language)
    is_apart = is_apart or (is_listed(above.text) and not is_listed(piece.text))
    if above.text.endswith(":") or is_item or (not is_apart and follows_in_a_row(above, piece)):
        return True
    breaks_off = near and _BREAKS_OFF.search(words(near.text))
    return bool(breaks_off) and (begins(above) is None or piece.text[0].islower())


def _alone(piece: Segment, near: Segment | None, found: Draft, *, is_first: bool) -> Stand:
    """Tell what a line is taken for that does not surely go on with the words `near`, right above it.

    `is_first` is one right below the words that stand beside a label, or below a label alone.
    """
    is_plain = near is None or ends_sentence(near) or not _is_small(piece)
    if near and (is_first or is_listed(near.text)) and piece.text[0].isupper():
        is_plain = is_plain or not command(piece, _trial(found))  # an answer
    if near and (near.text.endswith(":") or _BREAKS_OFF.search(words(near.text))):
        is_plain = False
    return Stand.READ if is_plain and not is_listed(piece.text) else Stand.ASKED


def _is_small(piece: Segment) -> bool:
    said = words(without_bullet(piece.text))
    return len(said.split()) <= _SMALL and not re.search(r"\d", said)


def _head(said: Sequence[Segment], found: Draft) -> Stand | None:
    """Tell what the beginning of a paragraph that goes on is: an answer, if all is known, or what may be."""
    trial, (piece, *below) = _trial(found), said
    if found.context.kind not in NUMBERED | UNASKED and answer(piece, trial):
        return Stand.READ if not trial.unsure and _is_known(piece, below, trial) else Stand.ASKED
    wish_for_a_break(piece, trial)
    return Stand.ASKED if trial.unsure or _reads(piece, trial) else None


def _is_known(piece: Segment, below: Iterable[Segment], trial: Draft) -> bool:
    """Tell whether every word behind an answer is known, and none of them goes on about something else."""
    first, *rest = sentences(piece)
    lead = leading(first, trial.context)
    if lead is None:
        return False
    tail = first.after(len(lead[1].split()))
    told = trial.attendance or trial.met_on
    rest += [sentence for line in below for sentence in sentences(line)]
    return (told or _goes_with(lead[0], first, trial) or _goes_with(lead[0], tail, trial)) and all(
        _goes_with(lead[0], sentence, trial) for sentence in rest
    )


def _goes_with(value: Rsvp, sentence: Sentence, found: Draft) -> bool:
    """Tell whether what follows an answer is a reason, a courtesy or who came, and nothing else."""
    if not sentence.said or _CLOSES.fullmatch(sentence.said) or is_small_talk(sentence.text):
        return True
    if answered(sentence.pieces(), found.context.language, value) is value:
        return True
    trial = _trial(found)
    asked = found.context.kind == "recap-ask" and (all_came(sentence.said) or account(sentence, trial))
    return (bool(asked) and not trial.unsure) or _promises(sentence, found)


def _promises(sentence: Sentence, found: Draft) -> bool:
    """Tell whether a sentence is of what somebody will do, and of nothing else."""
    trial = _trial(found)
    talk(sentence, trial)
    return bool(trial.follow_ups) and not (trial.unsure or trial.rsvps or trial.commands)


def _reads(piece: Segment, found: Draft) -> bool:
    """Read a line that is a command or an answer and nothing else; tell whether it is one."""
    piece = _bare(piece)
    if piece.keyword or len(piece.text) > MOST_PLAIN_CHARACTERS:
        return False
    if _is_answer(piece, found):
        return answer(piece, found)
    if _OF_BEFORE.isdisjoint(words(piece.text).split()) and (
        command(piece, found) or plain_line(piece, found)
    ):
        return True
    is_answer = _says_if_coming(piece, found)
    for sentence in sentences(pressed(piece, found.context)) if is_answer else ():
        talk(sentence, found)
    return is_answer


def _is_answer(piece: Segment, found: Draft) -> bool:
    """Tell whether a line is a yes, no or maybe and at most a courtesy, or says if something is done."""
    first, *rest = [*sentences(piece)] or [Sentence("", "", piece.span)]
    lead, trial = leading(first, found.context), _trial(found)
    if found.context.kind == "follow-up":
        return answer(piece, trial) and bool(trial.commands) and not trial.unsure
    behind = [first.after(len(lead[1].split())), *rest] if lead and "?" not in piece.text else []
    return bool(behind) and all(is_aside(each.pieces(), found.context.language) for each in behind)


def _says_if_coming(piece: Segment, found: Draft) -> bool:
    """Tell whether a line says in whole, without a yes or no before it, if its writer comes."""
    said, trial = [*sentences(pressed(piece, found.context))], _trial(found)
    for sentence in said:
        talk(sentence, trial)
    if trial.unsure or len(set(trial.rsvps)) != 1:
        return False
    means, language = trial.rsvps[0], found.context.language
    other = Rsvp.NO if means is Rsvp.YES else Rsvp.YES
    return all(answered(each.pieces(), language, means) is means for each in said) and any(
        answered(each.pieces(), language, other) is not other for each in said
    )


def _bare(piece: Segment) -> Segment:
    return replace(piece, text=without_bullet(piece.text))


def _tells(piece: Segment, kind: str | None) -> bool:
    """Tell whether words for others begin here, with a label or, of what one takes with them, without."""
    return begins(piece) is not None or (kind == "recap-ask" and tells_of_take_away(piece.text))


def _answers_topic(piece: Segment, kind: str | None) -> bool:
    """Tell whether words on a question of the topic begin here."""
    return kind == "topic" and not piece.keyword and names_question(piece.text)


def _trial(found: Draft) -> Draft:
    return Draft(found.context, found.roster, found.calendar, found.said_at)
