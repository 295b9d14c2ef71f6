"""The words by which a sentence tells whether a meeting took place, as patterns over plain sentences.

Patterns of `any_of` are for folded words.
"""

import re

from circles.domain.replies.account_cues import GATHERING, OURS
from circles.domain.replies.languages import any_of

WE_MET = re.compile(
    r"(?i)(?:\bwe (?:all |both |finally |actually |just |already |have )*|^\W*(?:yes\W+)?)"
    rf"(?:met|meet(?= yesterday)|did(?=\W*$|[,;.])"
    r"|sure did(?=\W*$|[,;.])|(?<=^sure )did\b"
    r"|did (?:all |actually |finally |indeed )?(?:meet|get together)"
    r"|got together"
    rf"|(?:had|held)(?: our| a| the)(?: [\w-]+){{0,3}} {GATHERING}|had (?:a"
    rf"|our) (?:\w+ ){{0,2}}(?:chat"
    rf"|get-together|conversation|discussion)"
    r"|ended up meeting|(?:did )?managed? to meet|were able to meet|sat (?:together|down)|came together"
    r"|gathered(?! \w+s\b)"
    r"|caught up(?! on\b)|(?:spoke|talked)(?! (?:about|of|to)\b)|convened|saw each other|zoomed"
    rf")\b(?P<rest>.*)"
    r"|\b(?:the|our) (?:circle|group) (?:has )?met\b|\bit (?:happen(?:e)?d|took place)\b"
    r"|^\W*(?:it )?took place\b|^\W*yes\W+it went ahead\b"
    rf"|^\W*{GATHERING} (?:was )?(?:held|took place|happened|done|went ahead)\b"
    r"|^\W*(?:yes\W+)?(?:it|that|this one) (?:went (?:really |very |quite )?(?:well|great|fine|smoothly"
    r"|ok)|was (?:a )?(?:really |very )?(?:good|great|lovely|nice|useful) (?:one|session|meeting|chat"
    r"|discussion))\b|^\W*we had a (?:really |very )?(?:good|great|lovely|nice) one\b"
    rf"|\b(?:the|our) {GATHERING} (?:took place|happened|went|was (?:held|great|good|fine))"
    r"\b(?P<held>.*)"
)
DID_MEET = re.compile(r"(?i)\W*(?:yes\W+)?we did (?:meet|get together),? and\b(?!.*(?:n't|\bnot)\b)")
"""Answers so plainly that what follows may be in any words."""
_DIDNT = "(?:didn't|didnt|did not|couldn't|could not|never|weren't able to|were not able to|haven't|have not)"
_NOBODY = "(?:nobody|no one|noone|none of us)"
_TO = "(?:get to|manage to|end up|actually|find time to|get around to)"
_CANCELLED = "(?:cancell?ed|called off|postponed|skipped|rescheduled)"
NOT_MET = any_of(rf"""
    (?:^|we |we \w+ ){_DIDNT}(?: {_TO})* (?:meet|met|meeting|get together)
    (?:it|(?:the|our) {GATHERING}) (?:has not|hasn't|has n't) (?:taken place|happened)
    there was no {GATHERING}|we (?:\w+ ){{0,3}}not meeting
    we (?:\w+ )?forgot to meet
    we never got (?:round|around) to it
    we (?:\w+ )?(?:had to (?:cancel|call(?: it)? off|skip|postpone|reschedule|scrap|drop|shelve|abandon)
    {_CANCELLED}|called it off)
    (?:it|that|this one|(?:the|our) {GATHERING}) (?:was|got|has been|had to be) {_CANCELLED}
    (?:(?:the|our) (?:last )?{GATHERING}|it|^)\s*{_DIDNT} (?:happen(?:ed)?|take place|took place)
    we (?:\w+ )?{_DIDNT} (?:find|found|agree on|agreed on) a (?:time|date|slot|day)
    ^(?:sadly |unfortunately |sorry )?(?:it )?(?:had to be|has been|was|got|is) {_CANCELLED}|(?:it|that
    {GATHERING})(?:'s| is| has)(?: been)? (?:{_CANCELLED}|moved|pushed (?:back|to)|put off)
    {_NOBODY} (?:\w+ )?(?:had (?:the )?time|was (?:free|available)|replied|responded)
    {_NOBODY} could(?= (?:make|come|join|attend|find|do)\b|$)
    ^no {GATHERING}$|^no {GATHERING} (?:everyone|everybody|because|as|since|due|too|we|this|sorry)
    (?:it|{GATHERING}) fell (?:through|out|flat)|^{_CANCELLED}
    we (?:\w+ )?(?:had to |decided to |agreed to |chose to )?(?:push(?:ed)?|put|move[d]?|bump(?:ed)?) (?:it
    this|that|the {GATHERING}|things)(?: back| off| out| to next \w+| by a \w+)
    we (?:\w+ ){{0,2}}{_DIDNT} (?:get|got) (?:a)?round to (?:it|meeting|that)
    we (?:\w+ ){{0,2}}{_DIDNT} (?:manage|do it|make it happen|end up meeting|get to it)$
    (?:it|that|{GATHERING}|we) (?:just |simply |sadly |unfortunately )*(?:didn't|did not) (?:work out
    come together|go ahead|materiali[sz]e)|(?:the )?{GATHERING} (?:was|got) (?:scrapped|dropped|binned|axed
    pulled)
    we (?:\w+ )?(?:scrapped|dropped|binned|abandoned|left) it|(?:it|that) didn't come off
    no {GATHERING} (?:this time|this month|this week|yesterday|took place|happened|in the end)
    we (?:\w+ ){{0,2}}{_DIDNT} (?:manage|get|able|succeed)(?: to| in)* (?:find|finding|agree
    agreeing)(?: on)? (?:a|any) (?:slot|date|time|day)
    we {_DIDNT} (?:have|hold) (?:our|the|a|any) (?:\w+ )?{GATHERING}|no show from anyone
    we {_DIDNT} see each other
    {_NOBODY} (?:\w+ )?(?:came|showed up|turned up|was there|made it|joined)(?! (?:to|at
    us for) (?!{OURS})| (?:up|across|back|out|close|forward|near|clean|prepared|before|with)\b)
    {_NOBODY} could (?:make it|come)
""")
NOT_MET_ENDS = re.compile(
    r"(?:(?:it|this|that|one|at|on|in|to|until|for|the|a|our|last|short|next|this|minute|notice|end|week"
    r"|month|time|days?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|meeting|session|call|circle|again|altogether|together|as"
    r"|well|sadly|unfortunately|finally|works?|back|off|further"
    r"|everyone|everybody|all|two|three|weeks|make|come|find|link|room|sorry|yesterday|either|though|however"
    r"|slot|date)(?: |$))*(?:(?:because|so|since|as|due|and|but|when|while|after) .*)?"
)
"""What may follow that it did not take place."""
OF_WHEN = re.compile(
    r"(?i)\b(?:time|when|since|after|before|until|till|if|whenever|where|how|that|whether|what|ever)\W*$"
)
WITH_OTHERS = re.compile(
    r"(?i)\b(?:i|we) (?:also |then |just |finally |only )?(?:met|saw|visited|ran into|bumped into"
    r"|had lunch with|called)"
    r"(?: with)? (?:(?:an?|some|my|our|his|her|two|three|the) (?!others?\b|rest|whole|circle|group|team)"
    r"|people\b)"
)
"""Before "we talked": that somebody else is meant."""
ABOUT_ME = any_of("i|i'm|i've|me|my|sick|ill")
TO_COME = re.compile(
    r"(?:but |not yet )*(?:(?:we|it|the \w+) )?(?:we'll|it's|we're|will|shall|plan|going to"
    r"|(?:are|is) (?:going|planned|planning|meeting|on|next|tomorrow)"
    r"|meet|next (?!to)|tomorrow|soon|later|tonight)\b"
    r"(?!.*\bagain\b)"
)
"""After yes: said of a meeting to come."""
NEGATED = any_of("not|never|nobody|didn't|couldn't|can't|cannot|won't|unfortunately|cancelled|canceled|no")
