"""Who came, where every word of a sentence is known: names, verbs, and what may stand beside them.

"Carla was there for the first half, Bo for the second", "Dee missing, rest there", "It was just us: Bo and
me". The sentence is put in signs; one word that has none ends the reading.
"""

import re
from dataclasses import dataclass, field

from circles.domain.replies.draft import Draft
from circles.domain.replies.names import Named
from circles.domain.replies.signs import ABSENT, UNKNOWN, Sign, signs
from circles.domain.words import Attendance

_MOST_CHARACTERS = 300
OTHERWISE = {Attendance.CAME: Attendance.MISSED, Attendance.MISSED: Attendance.CAME}
_NOT_ALL = re.compile(r"(?i)\bnot (?:quite |nearly )?(?:all|every)")
_STRANGER = re.compile(r"[^\W\d_a-zà-ÿ][\w.'’-]+")

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
    but: bool = False
    value: Attendance | None = None
    cut: int = 0  # names up to the last comma

    @property
    def empty(self) -> bool:
        return not (self.names or self.everyone or self.others)


def mustered(text: str, draft: Draft) -> list[Told]:
    """Give who is said to have come and missed; nothing where a word is unknown or contradicts another.

    Where only names are unknown, these are given.
    """
    if len(text) > _MOST_CHARACTERS or _NOT_ALL.search(text):
        return []
    found = _without_tail(list(signs(text, draft)), draft.roster.writer)
    unknown = tuple(word for sign, word in found if sign == UNKNOWN)
    if unknown and _is_absence(found, draft.roster.writer):
        return [(Named((draft.roster.writer,)), Attendance.MISSED)]
    if unknown:
        strangers = all(map(_STRANGER.fullmatch, unknown)) and any(sign == "n" for sign, _ in found)
        return [(Named(unknown=unknown), Attendance.CAME)] if strangers else []
    reader = _Reader()
    for sign in found:
        reader.take(*sign)
    if reader.label is Attendance.MISSED and [sign for sign, _ in found if sign not in ",:w"] == ["M"]:
        reader.take("n", draft.roster.writer)  # "Slept through it"
    told = _told(reader, reader.done(), draft)
    only_me = [named.emails for named, _ in told] == [(draft.roster.writer,)]
    return [] if only_me and not reader.tells else told  # a name alone is a signature


def _without_tail(found: list[Sign], writer: str) -> list[Sign]:
    """Leave out what follows a comma and tells of nobody: "Bo came, it felt very warm"."""
    for place, (sign, _) in enumerate(found):
        if sign == UNKNOWN:
            return found
        tells = sign == "," and any(each in "CMcma" for each, _ in found[:place])
        if tells and all(_tells_nothing(*each, writer) for each in found[place + 1 :]):
            return found[:place]
    return found


def _tells_nothing(sign: str, what: str, writer: str) -> bool:
    """Tell whether a sign is that of no member; an unknown name may be of one."""
    return sign in "&,w" or (sign == "n" and what == writer) or (sign == UNKNOWN and what[0].islower())


def _is_absence(found: list[Sign], writer: str) -> bool:
    """Tell whether the writer says of themselves alone that they missed it: "I was at sea and missed it"."""
    me, missed = ("n", writer), ("M", ABSENT)
    told = [each for each in found if each[0] not in "?&,:wb"]
    at = found.index(missed) if missed in told else 0
    ours = found[:1] in ([me], [missed]) or found[at - 1] == me
    return bool(at or found[:1] == [missed]) and ours and set(told) <= {me, missed}


class _Reader:
    """Puts together of whom one thing is said: what stands before its verb, or after its label."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self.group = _Group()
        self.label: Attendance | None = None
        self.count: int | None = None
        self.total: int | None = None  # "all five of us"
        self.last = ""  # named last, so that "he" and "she" mean them
        self.tells = False
        self.excuses = False
        self.besides: list[
            str
        ] = []  # "apart from me" at the head: left out of everyone, or counted with others
        self.inclusive = False
        self.contradicts = False
        self._excepted: list[str] | None = None
        self._negated = False

    def take(self, sign: str, what: str) -> None:
        if sign in "np":
            self._name(what or self.last, again=sign == "p")
        elif sign in "CMcm":
            self._verb(Attendance.CAME if sign in "Cc" else Attendance.MISSED, verb=sign in "CM")
        elif sign in "xy" or (sign == "b" and self.group.everyone and not self._excepted):
            self._except(inclusive=sign == "y")
        elif sign == "N":
            self._close(self.label)
            self.label, self._negated, self.group.but = Attendance.MISSED, True, True
        elif self._negated and sign in ",:b" and not self.group.empty:
            self._close(self.label)
            self.label, self._negated = None, False
        elif sign == "b" or (sign == ":" and self.label):
            self._close(self.label)
            self.group.but = sign == "b"
            self.label = self.label if sign == ":" and not self._negated else None
            self._negated = False
        elif sign == ",":
            self.group.cut = len(self.group.names)
        else:
            self._all(sign, what)

    def _name(self, who: str, *, again: bool) -> None:
        """Take a member's name; `again` for "he" and "she", who is whoever was named last."""
        self.contradicts |= not who
        if again or who in (self._excepted or ()):
            self._excepted = None  # "all except me, I was ill"
        self.last = who
        (self.group.names if self._excepted is None else self._excepted).append(who)
        self.group.others &= self._excepted is not None  # "the other two, Carl and Dee"

    def _all(self, sign: str, what: str) -> None:
        """Take what is about more than those named: everyone, the others, only these, so many."""
        if sign == "a" or (sign == "A" and self.group.empty):
            self.group.everyone, self._excepted = True, None
            self.total = int(what) if what else self.total
        elif sign == "r":
            self.group.others, self.group.so_many = True, int(what or 0)
        elif sign == "o":
            self.group.alone = True
        elif sign == "k":
            self.count = int(what)
        elif sign == "s":
            self.label = self.groups[-1].value if self.groups else None
            self.contradicts |= self.label is None
        elif sign == "w":
            self.excuses = True

    def done(self) -> list[_Group]:
        self._close(self.label)
        return self.groups

    def _verb(self, value: Attendance, *, verb: bool) -> None:
        self._excepted, self.tells = None, True
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
    groups = _without_left_out(groups)
    if reader.contradicts or not _inherit(groups) or not _place(reader, groups):
        return []
    if reader.total not in {None, len(draft.roster.emails)}:
        return []
    said: dict[str, Attendance] = {}
    for group in groups:
        everybody = [each for each in draft.roster.emails if each not in group.out]
        named = everybody if group.everyone else group.names
        if (
            group.value is None
            or (group.out and not group.everyone)
            or any(said.get(each, group.value) is not group.value for each in named)
        ):
            return []
        said |= dict.fromkeys(named, group.value)
        said |= dict.fromkeys(group.out, OTHERWISE[group.value])
    for group in groups:
        rest = _rest(group, {*said, *draft.attendance}, draft)
        if rest is None:
            return []
        said |= rest
    missed = [each for each, what in said.items() if what is Attendance.MISSED]
    if reader.excuses and not missed:
        return []
    if reader.count is not None and len(draft.roster.emails) - len(missed) == reader.count:
        said |= {each: Attendance.CAME for each in draft.roster.emails if each not in said}
    return [
        (Named(emails), value)
        for value in Attendance
        if (emails := tuple(each for each, what in said.items() if what is value))
    ]


def _without_left_out(groups: list[_Group]) -> list[_Group]:
    """Leave those out of everyone who follow a "but" or an "only": "All came, only Bo was ill"."""
    left: list[_Group] = []
    for group in groups:
        plain = not (group.everyone or group.others or group.value is Attendance.CAME)
        excepted = plain and (group.but or (group.alone and group.value))
        if left and left[-1].everyone and left[-1].value is not Attendance.MISSED and excepted:
            left[-1].out += group.names
        else:
            left.append(group)
    return left


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
