"""Who came, where every word of a sentence is known: names, verbs, and what may stand beside them.

"Carla was there for the first half, Bo for the second", "Dee missing, rest there", "It was just us: Bo and
me". The sentence is put in signs, one for a name or a phrase; one word that has none ends the reading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from circles.domain.replies import account_cues as cues
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import words
from circles.domain.replies.muster_cues import (
    ALONE,
    ASIDE,
    BESIDE,
    BESIDES,
    BUT,
    CAME,
    EVERYONE,
    EXCEPT,
    GLUE,
    LABEL,
    MISSED,
    NOT,
    OTHERS,
    SO_MANY,
)
from circles.domain.replies.names import COUNTS, Named
from circles.domain.words import Attendance

_MOST_CHARACTERS = 240
_SIGNS = "\ue000"
"""Begins what a phrase was replaced by; no word does."""
_BEFORE_VERBS = (("", ASIDE), ("a", EVERYONE), ("c", LABEL))
_PHRASES = (
    ("g", GLUE),
    ("y", BESIDES),
    ("x", EXCEPT),
    ("r", OTHERS),
    ("k", SO_MANY),
    ("c", CAME),
    ("m", MISSED),
    ("o", ALONE),
    ("N", NOT),
    ("b", BUT),
    ("", BESIDE),
)
_TOKEN = re.compile(rf"{_SIGNS}(\w)(\d*)|[^\W_][\w'’.-]*|[,;:&+()–—-]")
_ME = frozenset(["i", "me", "myself"])
_GLUE = frozenset(["and", "&", "+", "plus", ",", "n", "then", "with"])
OTHERWISE = {Attendance.CAME: Attendance.MISSED, Attendance.MISSED: Attendance.CAME}
_NOT_ALL = re.compile(r"(?i)\bnot (?:quite |nearly )?(?:all|every)")
_ENDS = frozenset([";", ":", "–", "—", "-", "(", ")"])
_ALSO_WORDS = frozenset(
    ["will", "mark", "may", "grace", "rose", "art", "bill", "pat", "sue", "rob", "drew", "chuck", "don"]
)
"""Names that are words as well where they are not written with a capital."""

Told = tuple[Named, Attendance]


@dataclass(slots=True)
class _Group:
    """Those of whom one thing is said."""

    names: list[str] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    everyone: bool = False
    others: bool = False
    so_many: int = 0  # "the other two"
    alone: bool = False
    value: Attendance | None = None
    cut: int = 0  # names up to the last comma

    @property
    def empty(self) -> bool:
        return not (self.names or self.everyone or self.others)


def mustered(text: str, draft: Draft) -> list[Told]:
    """Give who is said to have come and missed; nothing where a word is unknown or contradicts another."""
    signs = (
        list(_signs(text, draft)) if len(text) <= _MOST_CHARACTERS and not _NOT_ALL.search(text) else [None]
    )
    if None in signs:
        return []
    reader = _Reader()
    for sign in signs:
        if sign:
            reader.take(*sign)
    return _told(reader, reader.done(), draft)


def _signs(text: str, draft: Draft) -> Iterator[tuple[str, str] | None]:
    """Give a sign for each name and phrase, and None for a word that is neither."""
    for sign, pattern in _BEFORE_VERBS:
        text = _put(sign, pattern, text)
    text = cues.VERB.sub(lambda verb: f" {_SIGNS}{'C' if verb['came'] else 'M'} ", text)
    for sign, pattern in _PHRASES:
        text = _put(sign, pattern, text)
    written = any(draft.roster.person(word) for word in cues.CAPITALISED.findall(text) if len(word) > 1)
    for token in _TOKEN.finditer(text):
        word = token.group()
        if token[1]:
            yield token[1], token[2]
        elif word in _ENDS or word.casefold() in _GLUE:
            yield ("," if word in {",", ";"} else ":" if word in _ENDS else "&"), ""
        elif word.isdecimal():
            yield None
        else:
            yield _name(word.rstrip("."), draft, written=written)


def _put(sign: str, pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: f" {_count(found, sign)} ", text)


def _count(found: re.Match[str], sign: str) -> str:
    number = next((group for group in found.groups() if group), "").casefold() if sign in "kr" else ""
    return f"{_SIGNS}{sign}{COUNTS.get(number) or number}" if sign else ""


def _name(word: str, draft: Draft, *, written: bool) -> tuple[str, str] | None:
    if word.casefold() in _ME:
        return "n", draft.roster.writer
    if word[:1].islower() and (written or word in _ALSO_WORDS or not _is_exactly(word, draft)):
        return None
    email = draft.roster.person(word)
    return ("n", email) if email else None


def _is_exactly(word: str, draft: Draft) -> bool:
    return any(word in words(member.name).split() for member in draft.roster.members)


class _Reader:
    """Puts together of whom one thing is said: what stands before its verb, or after its label."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self.group = _Group()
        self.label: Attendance | None = None
        self.count: int | None = None
        self.besides: list[
            str
        ] = []  # "apart from me" at the head: left out of everyone, or counted with others
        self.inclusive = False
        self.contradicts = False
        self._excepted: list[str] | None = None
        self._negated = False

    def take(self, sign: str, what: str) -> None:
        if sign == "n":
            (self.group.names if self._excepted is None else self._excepted).append(what)
            self.group.others &= self._excepted is not None  # "the other two, Carl and Dee"
        elif sign in "CMcm":
            self._verb(Attendance.CAME if sign in "Cc" else Attendance.MISSED, verb=sign in "CM")
        elif sign in "xy":
            self._except(inclusive=sign == "y")
        elif sign == "N":
            self._close(None)
            self.label, self._negated = Attendance.MISSED, True
        elif self._negated and sign in ",:b" and not self.group.empty:
            self._close(self.label)
            self.label, self._negated = None, False
        elif sign == "b" or (sign == ":" and self.label):
            self._close(self.label)
            self.label = self.label if sign == ":" and not self._negated else None
            self._negated = False
        elif sign == ",":
            self.group.cut = len(self.group.names)
        else:
            self._all(sign, what)

    def _all(self, sign: str, what: str) -> None:
        """Take what is about more than those named: everyone, the others, only these, so many."""
        if sign == "a":
            self.group.everyone, self._excepted = True, None
        elif sign == "r":
            self.group.others, self.group.so_many = True, int(what or 0)
        elif sign == "o":
            self.group.alone = True
        elif sign == "k":
            self.count = int(what)

    def done(self) -> list[_Group]:
        self._close(self.label)
        return self.groups

    def _verb(self, value: Attendance, *, verb: bool) -> None:
        self._excepted = None
        if self.group.empty and not self.groups and self.inclusive:
            self.group.names, self.besides = self.besides, []  # "besides me, Bo and Dee came"
        pending = [group for group in self.groups if group.value is None]
        if not self.group.empty:
            self._cut(value)
            self._close(value)
            self.label = None
        elif verb and pending:  # "Carl (not Dee) came"
            for group in pending:
                group.value = value
        elif verb and self.groups:  # "Bo came and stayed to the end" says it twice
            self.contradicts |= self.groups[-1].value is not value
        else:
            self.label = value

    def _cut(self, value: Attendance) -> None:
        """Part those after a label from those of whom a verb says otherwise: "present: Bo, Carl was ill"."""
        group = self.group
        cut = len(group.names) if group.others else group.cut
        if self.label not in {None, value} and group.names[:cut]:
            self.groups.append(_Group(group.names[:cut], value=self.label))
            group.names = group.names[cut:]

    def _except(self, *, inclusive: bool) -> None:
        self.inclusive |= inclusive
        last = self.groups[-1] if self.groups and self.group.empty else self.group
        self._excepted = last.out if last.everyone else self.besides

    def _close(self, value: Attendance | None) -> None:
        if not self.group.empty:
            self.group.value = value
            self.groups.append(self.group)
            self.group = _Group()
        self._excepted = None


def _told(reader: _Reader, groups: list[_Group], draft: Draft) -> list[Told]:
    """Settle the groups without a verb of their own, and who "the others" are; nothing if that fails."""
    if reader.contradicts or not _inherit(groups) or not _place(reader, groups):
        return []
    said: dict[str, Attendance] = {}
    for group in groups:
        everybody = [each for each in draft.roster.emails if each not in group.out]
        named = everybody if group.everyone else group.names
        if group.value is None or (group.out and not group.everyone) or any(each in said for each in named):
            return []
        said |= dict.fromkeys(named, group.value)
        said |= dict.fromkeys(group.out, OTHERWISE[group.value])
    for group in groups:
        rest = _rest(group, {*said, *draft.attendance}, draft)
        if rest is None:
            return []
        said |= rest
    missed = [each for each, what in said.items() if what is Attendance.MISSED]
    if reader.count is not None and len(draft.roster.emails) - len(missed) == reader.count:
        said |= {each: Attendance.CAME for each in draft.roster.emails if each not in said}
    return [
        (Named(emails), value)
        for value in Attendance
        if (emails := tuple(each for each, what in said.items() if what is value))
    ]


def _inherit(groups: list[_Group]) -> bool:
    """Give a group without a verb what was said before it, but not that they missed it."""
    value: Attendance | None = Attendance.CAME
    for group in groups:
        if group.value is None and value is Attendance.MISSED:
            return False
        group.value = value = group.value or value
    return True


def _place(reader: _Reader, groups: list[_Group]) -> bool:
    """Leave those named "apart from" others out of everyone, or count them with the only ones that came."""
    besides = reader.besides
    everyone = next((group for group in groups if group.everyone), None)
    if besides and everyone:
        everyone.out += besides
    elif reader.inclusive and len(groups) == 1 and groups[0].value is Attendance.CAME:
        groups[0].names += besides
    return not besides or everyone is not None or (reader.inclusive and len(groups) == 1)


def _rest(group: _Group, known: set[str], draft: Draft) -> dict[str, Attendance] | None:
    """Give what is said of everybody not named, by "the others" or "only"; None if that doesn't add up."""
    value = group.value or Attendance.CAME
    left = [each for each in draft.roster.emails if each not in known]
    if group.alone and not group.others:
        left = [each for each in left if value is Attendance.MISSED or each != draft.roster.writer]
        return dict.fromkeys(left, OTHERWISE[value])
    if not group.others:
        return {}
    if group.so_many or value is Attendance.MISSED:
        left = [each for each in left if each != draft.roster.writer]
    fits = known and left and group.so_many in {0, len(left)}
    return dict.fromkeys(left, value) if fits else None
