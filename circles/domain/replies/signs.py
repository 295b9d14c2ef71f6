"""A sentence that tells who came, in signs: one for a name, a verb or a known phrase.

A word that has no sign is told as unknown, so that what is said with it is not recorded. Only why somebody
missed it may be in any words, and only in a clause of its own: "Dee was ill, her train was late".
"""

import re
from collections.abc import Iterator

from circles.domain.replies import account_cues as cues
from circles.domain.replies import muster_cues as phrases
from circles.domain.replies.dates import find_date
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import words
from circles.domain.replies.meeting_cues import WE_MET
from circles.domain.replies.names import COUNTS

Sign = tuple[str, str]
"""What a phrase is, in a letter of the tables below; and whom it names, or how many."""
UNKNOWN = "?"
ABSENT = "1"
"""With a verb that says in so many words that somebody was not there, rather than why."""
_PLAINLY_ABSENT = re.compile(
    r"(?i)(?:could|did|was|were)(?:n't| not)|(?:had to )?miss(?:ed)?\b|overslept|slept through"
)
_SIGNS = "\ue000"
"""Begins what a phrase was replaced by; no word does."""
_BEFORE_VERBS = (
    ("", phrases.ASIDE),
    ("A", phrases.ALL_OF_SO_MANY),
    ("a", phrases.EVERYONE),
    ("s", phrases.LIKEWISE),
    ("c", phrases.LABEL),
)
_PHRASES = (
    ("g", phrases.GLUE),
    ("y", phrases.BESIDES),
    ("x", phrases.EXCEPT),
    ("r", phrases.OTHERS),
    ("k", phrases.SO_MANY),
    ("c", phrases.CAME),
    ("m", phrases.MISSED),
    ("o", phrases.ALONE),
    ("N", phrases.NOT),
    ("b", phrases.BUT),
    ("t", phrases.TOO),
    ("", phrases.BESIDE),
)
_MET = re.compile(
    r"(?i)\b(?:met|got together|caught up|sat together|came together|talked|spoke"
    r"|chatted)\b(?! (?-i:[A-Z])(?!\w+day))"
)
_TOKEN = re.compile(rf"{_SIGNS}(\w)(\d*)|[^\W_][\w'’.-]*|[,;:&+()–—-]")
_ME = frozenset(["i", "me", "myself"])
_GLUE = frozenset(["and", "&", "+", "plus", ",", "n", "then", "with"])
_ENDS = frozenset([";", ":", "–", "—", "-", "(", ")"])
_ALSO_WORDS = frozenset(
    ["will", "mark", "may", "grace", "rose", "art", "bill", "pat", "sue", "rob", "drew", "chuck", "don"]
)
"""Names that are words as well where they are not written with a capital."""
_THEY = re.compile(
    rf"(?i)\b(?:they|both|who)(?: both| all)?(?:\s+(?:has|have|had))?"
    rf"(?=\s+{_SIGNS}[CM]|\W+(?:sick|ill|away)\b)"
)
_HAS = re.compile(rf"(?i)\b(?:has|have|had)\s+({_SIGNS}[CM]1?)")
_AFTER_VERB = re.compile(
    rf"(?i)({_SIGNS}[CMc]1?)(?:\s+(?:us|it|by|from work|along|over|was|were|myself|himself|herself"
    rf"|themselves))+\b"
)
"""What may belong to a verb: "has missed it", "came by"."""
_PIECES = re.compile(r"([,;:()–—]|\s-+\s)")


def signs(text: str, draft: Draft) -> Iterator[Sign]:
    """Give a sign for each name and phrase, and the unknown words."""
    for sign, pattern in _BEFORE_VERBS:
        text = _put(sign, pattern, text)
    text = phrases.ALL_CAME.sub(f" {_SIGNS}a {_SIGNS}C ", text)
    text = cues.VERB.sub(_verb, _without_met(text))
    text = _put("b", phrases.SO, text)
    text = _put("P", _THEY, text)
    text = _AFTER_VERB.sub(r"\1", _HAS.sub(r" \1", text))
    pieces = ["", *_PIECES.split(phrases.BECAUSE.sub(r" – \g<0>", text))]
    text = "".join(
        mark + _reason_or(piece, mark, draft) for mark, piece in zip(pieces[::2], pieces[1::2], strict=True)
    )
    text = phrases.BECAUSE.sub("", text)
    for sign, pattern in _PHRASES:
        text = _put(sign, pattern, text)
    if day := find_date(text, draft.calendar, past=True):
        text = f"{text[: day[0]]}{text[day[1] :]}"
    written = any(draft.roster.person(word) for word in cues.CAPITALISED.findall(text) if len(word) > 1)
    for token in _TOKEN.finditer(text):
        word = token.group()
        if token[1]:
            yield token[1], token[2]
        elif word in _ENDS or word.casefold() in _GLUE:
            yield ("," if word in {",", ";"} else ":" if word in _ENDS else "&"), ""
        else:
            yield _name(word.rstrip("."), draft, written=written)


def _verb(found: re.Match[str]) -> str:
    plainly = ABSENT if _PLAINLY_ABSENT.match(found.group()) else ""
    return f" {_SIGNS}{'C' if found['came'] else f'M{plainly}'} "


def _without_met(text: str) -> str:
    """Put "we met" as a boundary, and that others met as that they came."""
    met = WE_MET.search(text)
    if met:
        ends = min(start for start in (met.start("rest"), met.start("held"), met.end()) if start >= 0)
        text = f"{text[: met.start()]} {_SIGNS}b {text[ends:]}"
    return _MET.sub(f" {_SIGNS}C ", text)


def _reason_or(piece: str, mark: str, draft: Draft) -> str:
    """Put a clause that may only tell why somebody missed it as one sign; `mark` stands before it."""
    in_signs = _SIGNS in piece and not phrases.KIN.match(piece)
    absent = mark != "(" and phrases.MISSED.fullmatch(piece.strip(" .!"))  # "Carl: sick"
    named = {draft.roster.person(word) for word in cues.CAPITALISED.findall(piece) if len(word) > 1}
    if in_signs or absent or named - {None, draft.roster.writer} or not phrases.REASON.match(piece):
        return piece
    return f" {_SIGNS}w "


def _put(sign: str, pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: f" {_count(found, sign)} ", text)


def _count(found: re.Match[str], sign: str) -> str:
    number = next((group for group in found.groups() if group), "").casefold() if sign in "krA" else ""
    return f"{_SIGNS}{sign}{COUNTS.get(number) or number}" if sign else ""


def _name(word: str, draft: Draft, *, written: bool) -> Sign:
    if word.casefold() in _ME:
        return "n", draft.roster.writer
    if word.casefold() in {"all", "he", "she"}:
        return ("A" if word.casefold() == "all" else "p"), ""
    if word.isdecimal() or (
        word[:1].islower() and (written or word in _ALSO_WORDS or not _is_exactly(word, draft))
    ):
        return UNKNOWN, word
    email = draft.roster.person(word)
    return ("n", email) if email else (UNKNOWN, word)


def _is_exactly(word: str, draft: Draft) -> bool:
    return any(word in words(member.name).split() for member in draft.roster.members)
