"""Words that would say that the writer comes or doesn't, were they not about something else.

"I'll come back to you", "I'm attending a conference", "I have to skip lunch": left out before answers are
looked for. Patterns are for folded words.
"""

import re
from collections.abc import Iterator

from circles.domain.replies.languages import alternatives
from circles.domain.replies.sentences import Sentence

_GATHERING = alternatives("""
    meeting|session|call|circle|group|participation|attendance|gathering|get-?together|chat|discussion
    conversation|event|zoom|meet
    meetup
    first|second|next|last|start|end|beginning|half|part|rest|others|whole|entire|fun|video|link|invite
    invitation
    date|day|time|slot|one|hour|evening|morning|afternoon|week|weekend|hybrid|online|meetings|sessions|cut
    train
    (?:mon|tues|wednes|thurs|fri|satur|sun)day|\\d{1,2}(?:st|nd|rd|th|am|pm)?
    bit|little|few|couple|tad|minute
""")
_OF_OUR_KIND = alternatives(r"""
    circle|mentoring|mentor|online|zoom|weekly|monthly|regular|usual|whole|full|entire|first|second|third
    third|last|next
    upcoming|coming|previous|planned|scheduled|proposed|final|opening|closing|kick-?off|little|few|good
    half|rest of the
    (?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s)?|today's|tomorrow's|this|that|next week's|\d+\w*|bit
    part of the
    group|video|phone|virtual|hybrid|march|april|evening|morning|afternoon|lunch|entire|calendar|great
    nice|lovely
    most of the|end of the|start of the|beginning of the|fun|short
""")
_OF_OURS = rf"(?:(?:{_OF_OUR_KIND}) )?(?:{_GATHERING})\b"
_ANOTHER = r"(?:(?:an?|another) (?!bit|little|few|couple|minute|tad|while|moment|meeting|session|call)\w+"
_ANOTHER += rf"|(?:any|some|my|his|her|their|the|your|our) (?!{_OF_OURS})\w+)"
_ELSE = rf"(?:{_ANOTHER}|(?:an? )?(?:different|new|other) \w+)"
_GOES_ON = alternatives("""
    for|on|with|by|from|this|that|i|i'll|i'm|my|thanks?|thank|see|and|but|as|will|the|both|we|also|again
    (?:mon|tues|wednes|thurs|fri|satur|sun)day|\\d+
""")
_STOPS = "month|year|round|due|because|since|too|so|sorry"
_ELSEWHERE = re.compile(
    "(?<!\\w)(?:"
    + alternatives(rf"""
        join(?:ing)? (?:the |our )?\w+ (?:on|in) (?:the |our |a )?(?:forum|list|wiki|slack|channel|docs?
        document|thread|teams channel)
        (?:join|attend|joining|attending) an? (?:different|other) \w+
        (?:come|coming) (?:up|down|back (?:to|with)|round|around|across|out of|home|apart|true)\b
        (?:come|coming) to (?:think|terms|understand|see|reali[sz]e|believe|know|like|love)\b|attend to
        (?:join(?:ed|ing)?|attend(?:ing)?|participat(?:e|ing) in|tak(?:e|ing) part in) {_ELSE}
        (?:come|coming) from an? \w+|join (?:two|three|four|\d+|these|those|both) \w+
        (?:drop|pull|back) out (?:of|from) {_ELSE}|withdraw (?:from )?{_ELSE}
        (?:come|coming) to {_ELSE}|make {_ELSE}|take part of
        make it (?:up|clear|happen|short|quick|an?|my|into|so|easier|better)\b
        make that (?:happen|clear|call|up|list|change|my|an?|easier|better)\b
        (?:be )?there (?:for (?:you|him|her|them|me|us|{_ELSE})|in (?:spirit|thoughts?|mind))\b
        in for an? (?!while|bit|short)\w+|expect me to \w+
        (?:skip|miss|cancell?|pass(?: on)?|decline|postpone|drop out of|bail on)(?:p?ing)? {_ELSE}
        (?:skip|miss) (?:this|that) (?!(?:{_GATHERING}|{_GOES_ON}|{_STOPS})\b)\w+
        (?:skip|miss|pass on) (?:lunch|dinner|dessert|breakfast|work|class)
        (?:sign me up|count me in|put me down|count on me) (?:for|to) {_ELSE}
        (?:accepted|confirmed) (?!(?:{_GOES_ON})\b)\w+
        forward to seeing (?:an?|the|your|his|her|their|my|it|how|what|if|that|this)(?! (?:circle|group)) ?\w*
        away from (?!(?:mon|tues|wednes|thurs|fri)day|tomorrow|today|\d)\w+ \w+
    """)
    + ")"
)
_OF_WRITER = re.compile(
    r"(?:i|i'm|i'll|i've|i'd|got it|noted|thanks?|thank you|great|perfect|good|nice|lovely|cool|super"
    r"|excellent"
    r"|all (?:good|clear|right)|understood|received|confirmed)\b"
)
_NO_SUBJECT = re.compile(r"(?:can|can't|cannot|will|won't|am|might|may)\b")


def on_point(sentence: Sentence) -> str:
    """Give the words of a sentence without those about something else; none goes on beyond a comma."""
    return " ".join(_ELSEWHERE.sub(" elsewhere ", piece) for piece in _with_subjects(sentence.pieces()))


def _with_subjects(pieces: Iterator[str]) -> Iterator[str]:
    """Give a clause without a subject that of the first one, if that is the writer: "I'm ill, can't come"."""
    mine = None
    for piece in pieces:
        yield f"i {piece}" if mine and _NO_SUBJECT.match(piece) else piece
        mine = bool(_OF_WRITER.match(piece)) if mine is None else mine
