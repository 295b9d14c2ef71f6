"""What people write beside a word that is asked for, and what changes nothing of it.

A courtesy ("sorry", "thanks for asking"), the writer's own name, and quotation marks.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from circles.domain.replies import courtesy_cues as cues
from circles.domain.replies.almanac import weekdays
from circles.domain.replies.languages import alternatives, answers, language_of, words
from circles.domain.replies.lead_cues import LIGHT
from circles.domain.replies.segments import Segment
from circles.domain.replies.values import Context

_MOST = 5
"""Words of a courtesy in one breath with a command."""
_LONGEST = 12
"""Words of a courtesy."""
_CUT = re.compile(r"(?i)\s*(?!,\s+(?:all|everyone)\s*(?:[,;:.!–—-]|$))[,;:.!–—]+\s+|\s+-+\s+|\n+")
"""The comma before whom one turns to cuts nothing: "Thanks, all!"."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EDGE = " \t\n.,;:!*_\"'“”„«»‹›‘’()<>"


def bared(segment: Segment, context: Context) -> Segment:
    """Give a line without what stands at its ends and changes nothing of it; its span stays.

    What confirms a sign-up is read as it stands.
    """
    if context.kind == "confirm":
        return segment
    return replace(segment, text=without(segment.text, context.language, _beside(context)))


def barely(segment: Segment, context: Context) -> Segment:
    """Give a line without short courtesies and the writer's name: one with a clause may tell of others."""
    bare = without(segment.text, context.language, _beside(context), short=True)
    return replace(segment, text=bare)


def without(text: str, language: str, name: str = "", *, short: bool = False) -> str:
    """Take off a text's ends what changes nothing of it; nothing where that would be all."""
    bare = text.strip(_EDGE) or text
    parts = _parts(bare)
    kind = _is_short if short else _is_kind
    while len(parts) > 1 and _is_beside(bare[slice(*parts[-1])], language, name, kind):
        parts.pop()
    while len(parts) > 1 and kind(bare[slice(*parts[0])], language):
        parts.pop(0)
    return _in_one_breath(bare[parts[0][0] : parts[-1][1]], language).strip(_EDGE) or text


def plain_answer(segment: Segment, context: Context) -> Segment:
    """Give a bare yes, no or maybe without what stands beside it, "No - Dee"; else the line.

    Spaces stand for what is left out, so that the answer takes the whole line.
    """
    bare = bared(segment, context).text
    said = words(bare)
    is_sure = said not in LIGHT and "?" not in segment.text and not may_pass(segment, context)
    is_answer = is_sure and said in answers(context.language)
    return replace(segment, text=bare.ljust(len(segment.text))) if is_answer else segment


def is_courtesy(text: str, language: str, name: str = "", *, may_close: bool = True) -> bool:
    """Tell whether a text is courtesies and nothing else, with what a mail closes with or without."""
    text = text.strip(_EDGE)
    each = [part for part in (text[slice(*place)] for place in _parts(text)) if words(part)]
    return bool(each) and all(
        _is_beside(part, language, name, _is_kind) if may_close else _is_kind(part, language) for part in each
    )


def regrets(text: str, language: str) -> bool:
    """Tell whether a text holds a word of regret, which is none of what it is for: "Sorry for the delay"."""
    said, known = words(text), _known(language)
    for each in known:
        said = each.apology.sub("", said)
    return any(each.regret.search(said) for each in known)


def may_pass(segment: Segment, context: Context) -> bool:
    """Tell a Polish host's "it suits" beside a regret, which may be "I pass" without its accent."""
    hosts = context.hosts or context.kind == "topic-draft"
    is_read = hosts and language_of(context.language) == "pl" and regrets(segment.text, context.language)
    return is_read and words(bared(segment, context).text) == "pasuje"


def own_name(context: Context) -> str:
    """Give the writer's name as their circle knows it, or as we do where they have none."""
    return next((each.name for each in context.members if each.email == context.writer), context.name)


def _beside(context: Context) -> str:
    """Give the writer's name but where it is a day as well: "Move 1 - Sunday"."""
    name = own_name(context)
    return "" if {*words(name).split()} & {*weekdays(context.language)} else name


def _parts(text: str) -> list[tuple[int, int]]:
    """Cut a text where a clause may end."""
    found, start = [], 0
    for cut in _CUT.finditer(text):
        found.append((start, cut.start()))
        start = cut.end()
    return [*found, (start, len(text))]


def says_nothing(text: str, language: str, name: str) -> bool:
    """Tell whether a text is a short courtesy, or the writer's name or a part of it."""
    said = words(text)
    return set(said.split()) <= set(words(name).split()) or _is_short(text, language)


def _is_beside(part: str, language: str, name: str, kind: Callable[[str, str], bool]) -> bool:
    """Tell whether a part is a courtesy, the writer's name, or both: "Best wishes Bo"."""
    said, own = words(part).split(), words(name).split()
    while said and said[-1] in own:
        said.pop()
    part = " ".join(said)
    return not said or kind(part, language) or _closes(part, language)


def _is_kind(part: str, language: str) -> bool:
    said = words(part)
    return len(said.split()) <= _LONGEST and any(each.kind.fullmatch(said) for each in _known(language))


def _closes(part: str, language: str) -> bool:
    """Tell whether a part is what a mail closes with."""
    said = words(part)
    return any(re.fullmatch(cues.CLOSING[name], said) for name in _names(language))


def _in_one_breath(text: str, language: str) -> str:
    """Take off a courtesy that no mark parts from the rest: "please move", "Done 1 thanks".

    Of one that is all there is nothing is left: "Thanks all" is no "all".
    """
    tokens = [*_WORD.finditer(text)]
    if _is_short(text, language):
        return text
    for count in range(min(_MOST, len(tokens) - 1), 0, -1):
        last, first = tokens[-count:], tokens[:count]
        if _is_short(text[last[0].start() : last[-1].end()], language):
            return _in_one_breath(text[: last[0].start()].rstrip(), language)
        if _is_short(text[first[0].start() : first[-1].end()], language):
            return _in_one_breath(text[tokens[count].start() :], language)
    return text


def _is_short(text: str, language: str) -> bool:
    said = words(text)
    return any(each.short.fullmatch(said) for each in _known(language))


class _Row(NamedTuple):
    """A courtesy in one breath, any courtesy, a regret and an apology for something, in a language."""

    short: re.Pattern[str]
    kind: re.Pattern[str]
    regret: re.Pattern[str]
    apology: re.Pattern[str]


@cache
def _known(language: str) -> tuple[_Row, ...]:
    """Give the courtesies of English and of the language."""
    return tuple(_row(name) for name in _names(language))


def _names(language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(("en", language_of(language))))


def _row(name: str) -> _Row:
    kind, regret = (alternatives(each) for each in cues.SHORT[name].split(";"))
    short = rf"(?:{kind}|{regret})"
    thanks, for_what, sorry, about_what = (alternatives(each) for each in cues.LONG[name].split(";"))
    apology = rf"(?:{sorry})(?: (?:{about_what}))+"
    any_kind = rf"(?:{short}|(?:{thanks})(?: (?:{for_what}))+|{apology})"
    return _Row(
        short=re.compile(rf"{short}(?: {short})*"),
        kind=re.compile(rf"{any_kind}(?: (?:(?:{cues.AND}) )?{any_kind})*"),
        regret=re.compile(rf"(?<!\w)(?:{regret})(?!\w)"),
        apology=re.compile(rf"(?<!\w){apology}(?!\w)"),
    )
