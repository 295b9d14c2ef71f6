"""Who came, where every word of a sentence is known: names, verbs, and what may stand beside them.

"Carla was there for the first half, Bo for the second", "Dee missing, rest there", "It was just us: Bo and
me". The sentence is put in signs; one word that has none ends the reading.
"""

import re

from circles.domain.replies.courtesies import is_courtesy
from circles.domain.replies.draft import Draft
from circles.domain.replies.names import Named
from circles.domain.replies.parties import Party, Reader
from circles.domain.replies.signs import ABSENT, UNKNOWN, Sign, signs
from circles.domain.words import Attendance

_MOST_CHARACTERS = 300
OTHERWISE = {Attendance.CAME: Attendance.MISSED, Attendance.MISSED: Attendance.CAME}
_NOT_ALL = re.compile(r"(?i)\bnot (?:quite |nearly )?(?:all|every)")
_STRANGER = re.compile(r"[^\W\d_a-zà-ÿ][\w.'’-]+")

Told = tuple[Named, Attendance]


def mustered(text: str, draft: Draft) -> list[Told]:
    """Give who is said to have come and missed; nothing where a word is unknown or contradicts another.

    Where only names are unknown, these are given.
    """
    if len(text) > _MOST_CHARACTERS or _NOT_ALL.search(text) or is_courtesy(text, draft.context.language):
        return []
    found = _without_tail(list(signs(text, draft)), draft.roster.writer)
    unknown = tuple(word for sign, word in found if sign == UNKNOWN)
    if unknown and _is_absence(found, draft.roster.writer):
        return [(Named((draft.roster.writer,)), Attendance.MISSED)]
    if unknown:
        strangers = all(map(_STRANGER.fullmatch, unknown)) and any(sign == "n" for sign, _ in found)
        return [(Named(unknown=unknown), Attendance.CAME)] if strangers else []
    reader = Reader(draft.roster.writer)
    for sign in found:
        reader.take(*sign)
    if reader.label is Attendance.MISSED and [sign for sign, _ in found if sign not in ",:wt"] == ["M"]:
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
    told = [each for each in found if each[0] not in "?&,:wbt"]
    at = found.index(missed) if missed in told else 0
    ours = found[:1] in ([me], [missed]) or found[at - 1] == me
    return bool(at or found[:1] == [missed]) and ours and set(told) <= {me, missed}


def _told(reader: Reader, groups: list[Party], draft: Draft) -> list[Told]:
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
            or any(said.get(each) is group.value for each in group.out)
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
    by_name = {each for group in groups for each in group.names}
    return [
        (Named(emails, everyone=set(emails) == set(draft.roster.emails) > by_name), value)
        for value in Attendance
        if (emails := tuple(each for each, what in said.items() if what is value))
    ]


def _without_left_out(groups: list[Party]) -> list[Party]:
    """Leave those out of everyone who follow a "but" or an "only": "All came, only Bo was ill"."""
    left: list[Party] = []
    for group in groups:
        plain = not (group.everyone or group.others or group.value is Attendance.CAME)
        excepted = plain and (group.but or (group.alone and group.value))
        if left and left[-1].everyone and left[-1].value is not Attendance.MISSED and excepted:
            left[-1].out += group.names
        else:
            left.append(group)
    return left


def _inherit(groups: list[Party]) -> bool:
    """Give a group without a verb what was said before it, but not that they missed it."""
    value: Attendance | None = Attendance.CAME
    for group in groups:
        if group.value is None and value is Attendance.MISSED:
            return False
        group.value = value = group.value or value
    return True


def _place(reader: Reader, groups: list[Party]) -> bool:
    """Leave those named "apart from" others out of everyone, or count them with the only ones that came."""
    besides = reader.besides
    everyone = next((group for group in groups if group.everyone), None)
    if besides and everyone:
        everyone.out += besides
    elif reader.inclusive and len(groups) == 1 and groups[0].value is Attendance.CAME:
        groups[0].names += besides
    return not besides or everyone is not None or (reader.inclusive and len(groups) == 1)


def _rest(group: Party, known: set[str], draft: Draft) -> dict[str, Attendance] | None:
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
