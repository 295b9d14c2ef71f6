"""Yes, no and maybe by whole clauses: each is an answer, a reason, mere courtesy, or unknown.

"Not gonna make it, stuck at work": a no and a reason for it. An answer counts where it is the whole of its
clause but for courtesies and times, and nothing else in the sentence doubts or contradicts it. A reason alone
("I've got a clash on Thursday") is a no, since the mail asked whether the writer comes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from circles.domain.replies import (
    clause_answers_abroad,
    clause_beside,
    clause_beside_abroad,
    clause_cues,
    clause_reasons,
    clause_reasons_abroad,
    clause_refusals_abroad,
)
from circles.domain.replies.languages import alternatives, doubts, language_of, negates
from circles.domain.words import Rsvp

_MOST_PIECES = 8
_MOST_COURTESIES = 6  # taken off either end of a clause


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of one language, as patterns for whole clauses and for what may stand around them."""

    yes: re.Pattern[str]
    no: re.Pattern[str]
    maybe: re.Pattern[str]
    reason: re.Pattern[str]
    aside: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    joins: re.Pattern[str]
    regret: re.Pattern[str]


_ENGLISH = (
    clause_cues.YES,
    clause_cues.NO,
    clause_cues.MAYBE,
    clause_reasons.REASON,
    clause_beside.ASIDE,
    clause_beside.BEFORE,
    clause_beside.AFTER,
    clause_beside.JOINS,
)
_ABROAD = (
    clause_answers_abroad.YES,
    clause_refusals_abroad.NO,
    clause_reasons_abroad.MAYBE,
    clause_reasons_abroad.REASON,
    clause_beside_abroad.ASIDE,
    clause_beside_abroad.BEFORE,
    clause_beside_abroad.AFTER,
    clause_beside_abroad.JOINS,
)


def answered(pieces: Iterator[str], language: str, lead: Rsvp | None = None) -> Rsvp | None:
    """Give what the clauses of a sentence say together; None where that is nothing, or not for certain.

    `pieces` are the folded words between marks of punctuation; `lead` is what the first one says by itself.
    """
    name = language_of(language)
    known = [_cues("en"), *([_cues(name)] if name in clause_answers_abroad.YES else [])]
    clauses = [clause for piece in pieces for clause in _clauses(piece, known)]
    if not clauses or len(clauses) > _MOST_PIECES:
        return None
    kinds: list[Rsvp | str | None] = [
        (_short(clause) if place else None) or _kind(clause, known) for place, clause in enumerate(clauses)
    ]
    said = {kind for kind in kinds if isinstance(kind, Rsvp)} | ({lead} if lead else set())
    unknown = " ".join(clause for clause, kind in zip(clauses, kinds, strict=True) if kind is None)
    doubted = said != {Rsvp.MAYBE} and doubts(language, "")[0].search(unknown)
    doubt = doubted or clause_cues.REPORTS.search(unknown)
    if len(said) > 1 or (lead and unknown) or doubt or (Rsvp.YES in said and _denies(unknown, language)):
        return None
    if "reason" in kinds and not said:
        whole = " ".join(clauses)
        anchor = clause_reasons.REGRET if clause_reasons.KIN_ILL.search(whole) else clause_reasons.ANCHOR
        sure = name != "en" or anchor.search(clause_reasons.KIN_ILL.sub("", whole))
        return Rsvp.NO if sure and not unknown and not clause_reasons.OTHER_TIMES.search(whole) else None
    return next(iter(said), None)  # "I'm in Berlin that day, but I'll dial in" comes


def is_aside(pieces: Iterator[str], language: str) -> bool:
    """Tell whether all clauses of a sentence are courtesies, which answer nothing."""
    name = language_of(language)
    known = [_cues("en"), *([_cues(name)] if name in clause_answers_abroad.YES else [])]
    clauses = [clause for piece in pieces for clause in _clauses(piece, known)]
    return all(_kind(clause, known) == "aside" for clause in clauses)


def starts_plainly(clause: str, found: str) -> bool:
    """Tell whether only courtesies in English stand before what was found in folded words, up to a "but"."""
    upto = clause[: clause.find(found) + len(found)]
    before = _cues("en").joins.split(upto)[-1].strip().removesuffix(found).strip()
    return not before or _kind(before, [_cues("en")]) is not None


def is_reason(rest: str, language: str) -> bool:
    """Tell whether what follows a no is why, or a courtesy, rather than a statement about something else."""
    name = language_of(language)
    known = name == "en" or name in clause_reasons_abroad.WHY
    return not known or bool(clause_reasons.WHY.search(rest) or (name != "en" and _why(name).search(rest)))


@cache
def _why(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(clause_reasons_abroad.WHY[name])})\b")


def _denies(said: str, language: str) -> bool:
    return bool(doubts("en", "yes")[1].search(said)) or negates(language, said)


def _clauses(piece: str, known: list[Cues]) -> list[str]:
    found = [piece]
    for cues in known:
        found = [part.strip() for each in found for part in cues.joins.split(each)]
    return [clause for clause in found if clause]


def _short(clause: str) -> Rsvp | None:
    """Read a yes or no at the end: "I've got a meeting, so no"."""
    found = clause_cues.SHORT.fullmatch(clause)
    return (Rsvp.YES if found["yes"] else Rsvp.NO) if found else None


def _kind(clause: str, known: list[Cues]) -> Rsvp | str | None:
    """Tell what a clause is: an answer, a "reason", an "aside", or None."""
    return next((kind for cues in known for kind in _kinds(clause, cues)), None)


def _kinds(clause: str, cues: Cues) -> Iterator[Rsvp | str]:
    sized = list(_bared(clause, cues))
    rows: tuple[tuple[Rsvp | str, re.Pattern[str]], ...] = (
        (Rsvp.MAYBE, cues.maybe),
        (Rsvp.NO, cues.no),
        (Rsvp.YES, cues.yes),
        ("reason", cues.reason),
        ("aside", cues.aside),
    )
    for kind, pattern in rows:
        if any(pattern.fullmatch(bare) for bare in sized):
            yield kind
    if not sized[-1]:
        yield "aside"


def _bared(clause: str, cues: Cues) -> Iterator[str]:
    """Give a clause with ever fewer courtesies before it, and after it, and without regrets inside it."""
    clause = cues.regret.sub("", clause)
    for _ in range(_MOST_COURTESIES):
        bare = clause
        for _ in range(_MOST_COURTESIES):
            yield bare
            ends = cues.after.search(bare)
            if ends is None:
                break
            bare = bare[: ends.start()]
        starts = cues.before.match(clause)
        if starts is None:
            return
        clause = clause[starts.end() :]


@cache
def _cues(name: str) -> Cues:
    tables: Sequence[str | dict[str, str]] = _ENGLISH if name == "en" else _ABROAD
    yes, no, maybe, reason, aside, before, after, joins = (
        alternatives(table[name]).replace("-", " ") if isinstance(table, dict) else alternatives(table)
        for table in tables
    )
    return Cues(
        yes=re.compile(yes),
        no=re.compile(no),
        maybe=re.compile(maybe),
        reason=re.compile(reason),
        aside=re.compile(aside),
        before=re.compile(rf"(?:{before})(?: |$)"),
        after=re.compile(rf"(?:^| )(?:{after})$"),
        regret=re.compile(r"(?<=\w) (?:sadly|unfortunately|regrettably|alas|regretfully)(?= \w)"),
        joins=re.compile(rf"(?:^|\s)(?:{joins})(?:\s|$)"),
    )
