"""The words by which a sentence says whether somebody comes, as patterns over folded words."""

import re

from circles.domain.replies.languages import any_of, doubts
from circles.domain.words import Rsvp

# Said lightly: these count alone or with a word of thanks, since they may answer something else.
LIGHT = frozenset(
    [
        "ok",
        "okay",
        "sure",
        "y",
        "n",
        "vale",
        "claro",
        "prima",
        "va bene",
        "pode ser",
        "d'accord",
        "gerne",
        "certo",
    ]
)
LIGHT_REST = re.compile(
    r"(?:thanks?|thank you|thx|great|perfect|good|fine|will do|for me|works|with me|that works|\s)*"
)
NO_BUT_NOT_NO = any_of("""
    no (?:problems?|prob|probs|worries|doubt|need|idea|clue|matter|one|longer|rush|hurry|pressure|reason)
    no (?:questions?|way to know|issues?|news|changes?|time|more)
""")
MAYBE_MEANT = re.compile(r"$|(?:i|i'll|i'm|will|not|depends|if|still|yet|can|have|need|whether)\b")

# Phrases that hold a word of doubt or refusal, and mean neither.
IDIOM = any_of(r"""
    (?:can't|cannot|can not) wait
    (?:wouldn't|won't|will not|would not|not going to|never) miss
    not a problem|no (?:problem|worries|need)|why not|if anything|sorry (?:i'm|i am) late
    (?:sorry|apologies) (?:for|about) (?:the |my |being )?(?:late|delay|delayed|slow|long)\b.*
    if (?:that's|that is|it's|it is) (?:ok|okay|fine|all right|alright)
    but (?:\w+('\w+)? ){0,7}(?:late|leave early|leaving early)
""")
_COME = (
    "(?:be (?:there|coming|joining|attending)|come|attend|join|make (?:it|that|the)|participate|take part)"
)
_I = "(?:i|we)"
_STILL = "(?:still |also |really |definitely |certainly |gladly |happily |probably |be able to |now |then )*"
STILL_COMES = any_of(rf"""
    (?:i'll|i will|i can|i could|i might|can|could|will) {_STILL}{_COME}\b(?! next)
    see you (?:there|then|all there)|count me in|i'm (?:in|coming)|yes|yep
""")
DOUBT, _ = doubts("en", "yes")
BUT = any_of("(?:but|unless|if|maybe|perhaps|might|actually)\\b.*")
BUT_MATTERS = re.compile(
    r"^(?:unless|if|maybe|perhaps|might|actually)"
    r"|\b(?:can|could|might|maybe|may|will|i'll) (?:\w+ ){0,2}(?:come|join|attend|make|be)\b"
)

_SORRY = "(?:sorry |sadly |unfortunately |regrettably |apologies |really )*"
_CANNOT = "(?:can't|cannot|can not|cant|won't|will not|not able to|unable to|not going to)"
_MISS = "(?:skip|miss|cancel|pass|bow out|decline)"
_WHY = "sorry|sick|ill|unwell|today|tomorrow|tonight|this time|unfortunately|(?:i'm|i am) (?:sick|ill|unwell)"
SAYS = (
    (
        Rsvp.MAYBE,
        any_of(rf"""
            (?:not sure|unsure|don't know)(?: yet)?(?: if| whether)? {_I}(?:'ll| will| can| could)\b.*{_COME}
            {_I} (?:might|may)(?: not)? (?:be able to )?{_COME}
            {_I}(?:'ll| will) try to {_COME}
        """),
    ),
    (
        Rsvp.NO,
        any_of(rf"""
            (?:{_I}(?:'m| am|'re| are)? |^){_SORRY}{_CANNOT} (?:be able to )?{_COME}
            count me out|^{_SORRY}not (?:coming|this time)
            ^{_SORRY}(?:i )?{_SORRY}(?:can't|cannot|can not|cant)(?: (?:{_WHY}))*$
            {_I}(?:'ll| will)? (?:have to|need to|must) {_MISS}
            i(?:'m| am) not (?:coming|attending|joining)
        """),
    ),
    (
        Rsvp.YES,
        any_of(rf"""
            {_I}(?:'ll| will| can| shall|(?:'m| am) going to) {_STILL}{_COME}
            ^(?:will|can|happy to|glad to) {_STILL}{_COME}
            count me in|i(?:'m| am) (?:in|coming|attending|joining)|(?:^|i'll )see you (?:there|then)
        """),
    ),
)
ANOTHER_TIME = any_of("""
    next time|next month|next one|last time|last week|another time|in future|the one after
""")
ATTENDANCE = any_of("""
    came|attended|showed up|turned up|(?:was|were) (?:there|absent|missing)|missed (?:it|the|our|us)|no show
    (?:didn't|couldn't) (?:come|show|make|join|attend)|made it|met
""")
ANSWERS = any_of("is|are|can|can't|cannot|will|won't|has|said|says|told|isn't|wants|asked|would|might")
TAKES_BACK = re.compile(r"(?:but|or|only if|if|unless|depends|actually|wait|although|though|however)\b")
ABOUT_ME = any_of("i|i'm|i've|me|my|sick|ill")
