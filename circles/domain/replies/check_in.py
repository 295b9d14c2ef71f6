"""What people answer to how they are: that they are busy, would like another circle, or would rather leave.

Each is read where it is all that a line says, but for courtesies; in their own language or in English. "I was
busy" and "busy, but I'll be there" are none of them: any other word tells that somebody is there.
"""

import re

from circles.domain.replies import check_in_cues as cues
from circles.domain.replies.courtesies import bared
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import any_of, language_of, words
from circles.domain.replies.segments import Segment
from circles.domain.replies.values import Reading

_WISHES = any_of(
    r"""
        leav(?:e|es|ing)|quit\w*|stop\w*|withdraw\w*|resign\w*|unsubscribe|remove|cancel\w*|give up|giving up
        mov(?:e|es|ing)|switch\w*|elsewhere|(?:another|different|other) (?:circle|group|time|hour|day)s?
        drop(?:ping)? out|(?:take|get|count) me (?:out|off)|i'm out|i am out|no longer|any ?more|my seat
        (?:can't|cannot|can not|won't) (?:do|go on|continue|keep)|not for me|too much
    """
)
_NOT_BUSY = re.compile(
    r"\b(?:not|no longer|never|wasn't|isn't|less|was|were|been)(?: (?:that|so|very|really|too|as|quite))*"
    r" busy(?: any ?more| now)?\b"
)
_FEW = 3


def how_they_are(segment: Segment, draft: Draft) -> bool:
    """Read a line that says Busy, Move or Leave where we asked how somebody is; tell whether it does."""
    if draft.context.kind != "check-in" or "?" in segment.text:
        return False
    said = words(bared(segment, draft.context).text)
    languages = dict.fromkeys(("en", language_of(draft.context.language)))
    for name, pattern in (each for language in languages for each in cues.answers(language)):
        if pattern.fullmatch(said):
            draft.command(name, span=segment.span)
            return True
    return False


def may_wish(reading: Reading, language: str) -> bool:
    """Tell whether words that are no command may ask for another circle, or to leave.

    More than a few words may, in a language other than English.
    """
    if reading.commands:
        return False
    said, name = _NOT_BUSY.sub("", words(reading.own_text)), language_of(language)
    stems = cues.WISHES.get(name)
    is_long = name != "en" and len(said.split()) > _FEW
    return is_long or _WISHES.search(said) is not None or bool(stems and re.search(rf"\b(?:{stems})", said))


def is_busy(reading: Reading) -> bool:
    """Tell whether somebody says that they are busy."""
    return "busy" in _NOT_BUSY.sub("", words(reading.own_text)).split()
