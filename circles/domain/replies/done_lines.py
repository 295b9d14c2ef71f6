"""Lines about the follow-ups that a mail showed: "Done 2", "1 done", "Done: the room", "Drop all"."""

import re
from collections.abc import Callable

from circles.domain.replies.command_words import in_english
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import any_of, words
from circles.domain.replies.segments import Segment
from circles.domain.replies.values import Span

_LISTED = r"(?:(?:[\s,&#]|and|no\.?)+\d{1,2})*"
"""There is one way only to read a blank in it: numbers in columns must not take for ever."""
_FOLLOW_UP = re.compile(
    r"(?i)(?:(?P<name>done|drop|later)(?: it| that| this)?|give me (?:a|one|another|one more) week)(?: with)?"
    rf"(?:\s*:|\s[-–])?(?P<numbers>{_LISTED})\s*[.!]*"
)
_NUMBER_FIRST = re.compile(
    rf"(?i)\W*(?P<numbers>\d{{1,2}}{_LISTED})[\s:.)–-]++(?:(?:is|are|ist|sind|est|sont|es|è|está|er|är|on)\s)?"
    r"(?P<name>\D+)"
)
_ALL = any_of("""
    all|both|everything|all of them|them all|alle|alles|beide|tout|tous|toutes|todo|todos|todas|tutto|tutti
    tutte|tudo|allemaal|alt|begge|allt|alla|bada|kaikki|molemmat|wszystko|wszystkie|oba
""")
_BOTH = frozenset({"both", "beide", "begge", "bada", "molemmat", "oba"})
_ALL_FIRST = re.compile(r"(?P<all>\w+)(?: is| are| ist| sind| est| sont)? (?P<name>.+)")
_OF_WORDS = re.compile(r"(?i)(?P<name>done|drop)(?P<colon>\s*[:–-])?\s+(?P<what>\S.*)")
_SMALL = any_of("""
    the|a|an|my|our|with|it|is|to|of|on|for|and|das|der|die|den|le|la|les|el|los|il|o|os|as|het|de
""")
_STEM, _MOST_WORDS = 4, 8
_PAIR = 2
_NUMBERS_ASKED = frozenset({"survey", "move-poll"})


def follow_up_line(segment: Segment, draft: Draft) -> bool:
    """Read a line that is about follow-ups and nothing else; tell whether it was one."""
    return any(rule(segment, draft) for rule in _RULES)


def shown(number: str | None, draft: Draft, span: Span) -> tuple[str, ...] | None:
    """Find the follow-up that a number means; without one, the only one there is. None after asking."""
    known = [str(n) for n, _ in draft.context.follow_ups]
    if number is None:
        if len(known) == 1 or (not known and draft.context.kind == "follow-up"):
            return tuple(known)
        which = "Please write its number" if known else "That mail showed none"
        draft.ask("number.missing", f"Which follow-up? {which}", span)
        return None
    if str(int(number)) in known:
        return (str(int(number)),)
    draft.ask("number.unknown", f"No follow-up was shown with the number {number}", span)
    return None


def _by_number(segment: Segment, draft: Draft) -> bool:
    match = _FOLLOW_UP.fullmatch(segment.text)
    name = (match["name"] or "later").lower() if match else ""
    if match is None and draft.context.kind not in _NUMBERS_ASKED:
        match = _NUMBER_FIRST.fullmatch(segment.text)
        name = _name(match["name"], draft) if match else ""
    if match is None or not name:
        return False
    for number in re.findall(r"\d+", match["numbers"]) or [None]:
        args = shown(number, draft, segment.span)
        if args is not None:
            draft.command(name, *args, span=segment.span)
    return True


def _name(text: str, draft: Draft) -> str:
    """Give the command that words are, where it is one about a follow-up."""
    said = words(in_english(text.strip(" .!"), draft.context.language))
    return said if said in {"done", "drop", "later"} else ""


def _of_all(segment: Segment, draft: Draft) -> bool:
    """Read "Drop all" and "both done"; where none was shown, "All done!" is a word like any other."""
    said = words(segment.text)
    first = _ALL_FIRST.fullmatch(said)
    behind = _OF_WORDS.fullmatch(segment.text)
    which, name = (first["all"], _name(first["name"], draft)) if first else ("", "")
    if behind and not name:
        which, name = words(behind["what"]).removeprefix("with "), behind["name"].lower()
    known = [n for n, _ in draft.context.follow_ups]
    if not (name and known and _ALL.fullmatch(which)):
        return False
    if which in _BOTH and len(known) != _PAIR:
        draft.ask("number.missing", "Which follow-ups? Please write their numbers", segment.span)
        return True
    for number in known:
        draft.command(name, str(number), span=segment.span)
    return True


def _by_words(segment: Segment, draft: Draft) -> bool:
    """Read "Done: the room" where only one that was shown holds these words."""
    match = _OF_WORDS.fullmatch(segment.text)
    if match is None:
        return False
    wanted = words(_SMALL.sub(" ", words(match["what"]))).split()
    meant = [n for n, text in draft.context.follow_ups if wanted and _holds(words(text).split(), wanted)]
    if len(meant) == 1:
        draft.command(match["name"].lower(), str(meant[0]), span=segment.span)
    elif match["colon"]:
        draft.ask("number.missing", "Which follow-up? Please write its number", segment.span)
    elif len(wanted) <= _MOST_WORDS:
        draft.note("number.meant", "May be about a follow-up: please write its number", segment.span, 0.3)
    return len(meant) == 1 or match["colon"] is not None


def _holds(text: list[str], wanted: list[str]) -> bool:
    return all(any(_alike(each, word) for word in text) for each in wanted)


def _alike(one: str, other: str) -> bool:
    """Compare two words but for their endings: "calling" and "call"."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _STEM and long.startswith(short))


_RULES: tuple[Callable[[Segment, Draft], bool], ...] = (_by_number, _of_all, _by_words)
