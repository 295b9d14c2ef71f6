"""What people answer to how they are: that they would like another circle, or what may be a wish."""

import re

from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import any_of, language_of, words
from circles.domain.replies.segments import Segment
from circles.domain.replies.values import Reading

_CIRCLE = r"(?:another|a different|some other) (?:circle|group)"
_ELSEWHERE = re.compile(
    rf"please move|move please|(?:please )?(?:move me|(?:i'd like to |i would like to |i want to )?"
    rf"move(?: me)?(?: elsewhere| to {_CIRCLE})|(?:i'd like |i would like |i want )?{_CIRCLE})(?: please)?"
)
_WISHES = any_of(
    r"""
        leav(?:e|es|ing)|quit\w*|stop\w*|withdraw\w*|resign\w*|unsubscribe|remove|cancel\w*|give up|giving up
        mov(?:e|es|ing)|switch\w*|elsewhere|(?:another|different|other) (?:circle|group|time|hour|day)s?
        drop(?:ping)? out|(?:take|get|count) me (?:out|off)|i'm out|i am out|no longer|any ?more|my seat
        (?:can't|cannot|can not|won't) (?:do|go on|continue|keep)|not for me|too much
    """
)
_ELSEWHERE_ABROAD = {
    "de": "wechseln",
    "fr": "changer",
    "es": "cambiar",
    "it": "cambia|cambiare",
    "pt": "mudar",
    "nl": "wisselen",
    "da": "skift",
    "sv": "byt",
    "nb": "bytt",
    "fi": "vaihda",
    "pl": "zmiana",
}
_NO_TIME = {
    "de": "keine zeit|gerade keine zeit",
    "fr": "pas le temps|pas de temps",
    "es": "sin tiempo|no tengo tiempo",
    "it": "niente tempo|senza tempo|non ho tempo",
    "pt": "sem tempo|não tenho tempo",
    "nl": "geen tijd",
    "da": "ingen tid",
    "sv": "ingen tid|inte tid",
    "nb": "ingen tid|ikke tid",
    "fi": "kiire|ei aikaa",
    "pl": "brak czasu|nie mam czasu",
}
_FEW = 3


def elsewhere(segment: Segment, draft: Draft) -> bool:
    """Read a line that asks for another circle as Move; tell whether it does."""
    said = words(segment.text)
    known = said in _own(_ELSEWHERE_ABROAD, draft) or _ELSEWHERE.fullmatch(said) is not None
    asks = draft.context.kind == "check-in" and known
    if asks:
        draft.command("move", span=segment.span)
    return asks


def no_time(segment: Segment, draft: Draft) -> bool:
    """Read a line that says in one's own language that one has no time as Busy; tell whether it does.

    To an invite it would be a no.
    """
    says_so = draft.context.kind == "check-in" and words(segment.text) in _own(_NO_TIME, draft)
    if says_so:
        draft.command("busy", span=segment.span)
    return says_so


def _own(table: dict[str, str], draft: Draft) -> list[str]:
    """Give the phrases of the writer's language, as `words` gives them."""
    phrases = table.get(language_of(draft.context.language), "").split("|")
    return [words(phrase) for phrase in phrases if phrase]


def may_wish(reading: Reading, language: str) -> bool:
    """Tell whether words that are no command may ask for another circle, or to leave.

    In a language whose wishes we don't know, more than a few words may.
    """
    said = words(reading.own_text)
    unknown = not language.lower().startswith("en") and len(said.split()) > _FEW
    return not reading.commands and (unknown or _WISHES.search(said) is not None)


def is_busy(reading: Reading) -> bool:
    """Tell whether somebody says that they are busy."""
    return "busy" in words(reading.own_text).split()
