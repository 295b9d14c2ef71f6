"""The words by which a sentence tells of a meeting that was, as patterns over plain sentences.

Plain means straight apostrophes and single spaces. Patterns of `any_of` are for folded words.
"""

import re

from circles.domain.replies.languages import alternatives, any_of

_ENDS = (
    r"(?=\W*$|\s*[,.;:!()–—]| (?:and|but|though|this|today|yesterday|on|at|due|because|since|as|with|sadly"
    r"|again"
    r"|so|unfortunately|too|either|also|late|last|for|from|via|by|online|remotely|in the end|after all|while"
    r"|except|apart|minus|without)\b)"
)
_GATHERING = "(?:meeting|session|call|circle)"
_MEETING = (
    rf"(?: (?:it|us|me|(?:the|our|this|last)(?: \w+)? (?:meeting|session|call|circle|one|time))\b|{_ENDS})"
)
_HOW = r"(?:all |both |also |each |indeed |finally |actually |just |sadly |unfortunately )*"
_NOT = r"(?:n't|nt|t| not)"
_CAME = alternatives(rf"""
    came(?: along| in)?(?: to)?{_MEETING}|attended{_MEETING}|(?:showed|turned) up{_ENDS}
    (?:dialled|dialed|called|dropped|popped) in{_ENDS}
    made it(?: there| on time| in time| in| to the {_GATHERING})?{_ENDS}
    joined(?: in)?{_MEETING}|(?:took part|participated)(?: in)?{_MEETING}
    (?:was|were) {_HOW}(?:there|present|here|around|with us)(?! (?:for me|when|at the))
    (?:was|were) able to (?:come|join|attend|make it)|(?:was|were)(?=\W*$|[,;])
    (?:was|were) (?:on time|early)\b
    (?:left|had to leave) (?:a bit |a little )?early|stayed (?:to|till|until) the end
    (?:was|were|came|arrived|joined) (?:[\w-]+ ){{0,4}}late\b|did(?: too)?{_ENDS}
""")
_MISSED = alternatives(rf"""
    (?:did|could|coud|cud){_NOT} (?:come|show|make|attend|join|turn up|appear|be there|participate|dial in)\b
    (?:was|were){_NOT} {_HOW}(?:there|here|present|around|with us|able to (?:come|join|make|attend|be there))
    (?:was|were) {_HOW}(?:missing|absent)(?! (?:the|you|out))
    (?:was|were) {_HOW}(?:ill|sick|unwell|away|travelling|traveling|abroad|on (?:holiday|vacation|leave))
    (?:was|were) (?:a )?no[- ]shows?
    (?:was|were) (?:on call|on shift|at work|stuck|held up|off sick|not well|busy)
    missed{_MEETING}|skipped{_MEETING}|(?:never|no)[ -]show(?:ed)?(?: up)?|never (?:came|turned up|made it)
    sent (?:(?:his|her|their|my) )?(?:apologies|regrets|excuses)|called in sick
    had to (?:cancel|skip|miss|stay (?:at )?(?:home|work)|work|bail)(?: and missed it)?
    (?:cancell?ed|bailed|dropped out){_ENDS}|(?:did|could|was|were){_NOT}{_ENDS}
""")
VERB = re.compile(
    r"(?i)(?<!\w)(?:also |indeed |finally |actually |sadly |unfortunately )*"
    rf"(?:(?P<missed>{_MISSED})|(?P<came>{_CAME}))"
)
_NUMBER = r"(?:\d{1,2}|two|three|four|five|six|seven|eight)"
PRESENT = re.compile(
    r"(?i)^\W*(?:(?:yes|so|and|today|this time|last time|in the end)\W+)*"
    r"(?:(?:(?:it|there) (?:was|were)|we were|(?:present|attended)(?: were)?)(?: just| only)?|just|only)"
    rf"(?: {_NUMBER}(?: of us)?\W)? (?P<who>[^.;:]+?)"
    r"(?: (?:there|present|who came|came|this time|today))*[ .!]*$"
)
"""It was just Bo and me."""
ALONE = re.compile(
    r"(?i)\b(?:nobody|no one|noone)(?: else)?(?: (?:came|showed up|turned up|was there|made it))?,? "
    r"(?:apart from|except(?: for)?|but|other than|besides) (?P<who>[^.;()]+)"
)
"""Nobody came apart from me and Carl."""
ONLY_ONE = re.compile(r"(?i)^\W*(?P<who>[^,;.()]{1,40}?) was the only (?:one|person) (?:who )?(?P<rest>.*)$")
"""Dee was the only one who didn't make it."""
LEFT_OUT = re.compile(
    r"(?i)(?:^|[ ,(])(?:but not|but sadly not|but without|but|without|except(?: for)?|minus|bar|save for"
    r"|apart from) "
    r"(?P<who>[^,;.()]+?)(?= (?:who|because|as|since|due|this|today)\b|\W*$|[,;.()])"
)
ALL_BEFORE = re.compile(r"(?i)(?:everyone|everybody|all(?: of us)?)\W*$")
AS_WELL = re.compile(
    r"(?i)^.{0,30}?(?:,|\b(?:and|as did|so did|so was|so were|as was)) "
    r"(?:(?:and|so did|so was|so were|as did) )*"
    r"(?P<who>[^,;.()]{1,60}?)(?: (?:too|as well|also|did))?[ ,.!]*$"
)
COMPANY = re.compile(
    r"(?i)\bwith (?P<who>[^,;.()]+?)\W*$|,? (?P<all>all (?:\w+ )?of us)\W*$|: (?P<list>[^;.()]+?)\W*$"
)
"""We met with Bo and Carla; we met, all of us; we met: Ana and Bo."""
BEFORE_NAMES = re.compile(
    r"(?i)^.*(?:\b(?:so|that|because|since|as|while|although|though|where|when|meeting|session|today"
    r"|yesterday"
    r"|sadly|unfortunately|luckily|happily|only|just|week|time|whereas|yes|no|also|then|met|well|great|fine"
    r"|alas|sorry)\b|[;:()–—-]\s|\d)[ ,]*"
)
REGRET = re.compile(r"(?i)^(?:(?:sadly|unfortunately|sorry|so|yes|no|well|luckily|happily)[ ,]+)+")
LEADING = re.compile(r"(?i)^[ ,]*(?:and|but|both|with|plus)\b[ ,]*")
AROUND_NAMES = re.compile(
    r"(?i)^(?:(?:both|just|only) )+|,? (?:too|also|both|all|there|came|who|they|he|she)$"
)
OTHERS = re.compile(
    r"(?i)(?:^|[, ])(?:(?:all )?the (?:others|rest)(?: of us)?|everyone else|everybody else|all others)"
    r"(?: all)?$"
)
ONLY = re.compile(r"(?i)\b(?:just|only)\b")
NAME = re.compile(r"[^\W\d_a-zà-ÿ][\w.'’-]*(?: [^\W\d_a-zà-ÿ][\w.'’-]*){0,2}")

WE_MET = re.compile(
    r"(?i)(?:\bwe (?:did |all |both |finally |actually |just |already |have )*|^\W*(?:yes\W+)?(?:did )?)"
    r"(?:meet|met|did(?=\W*$|[,;.])|(?:got|get) together"
    rf"|had (?:our|a|the)(?: \w+){{0,2}} {_GATHERING})\b(?P<rest>.*)"
    r"|\b(?:the|our) (?:circle|group) (?:has )?met\b|\bit (?:happen(?:e)?d|took place)\b"
    rf"|\b(?:the|our) {_GATHERING} (?:took place|happened|went|was (?:held|great|good|fine))"
    r"\b(?P<held>.*)"
)
_DIDNT = "(?:didn't|didnt|did not|couldn't|could not|never|weren't able to|were not able to|haven't|have not)"
_TO = "(?:get to|manage to|end up|actually|find time to|get around to)"
_CANCELLED = "(?:cancell?ed|called off|postponed|skipped|rescheduled)"
NOT_MET = any_of(rf"""
    (?:^|we |we \w+ ){_DIDNT}(?: {_TO})* (?:meet|met|meeting|get together)
    we never got (?:round|around) to it
    we (?:\w+ )?(?:had to (?:cancel|call(?: it)? off|skip|postpone|reschedule)|{_CANCELLED}|called it off)
    (?:it|that|(?:the|our) {_GATHERING}) (?:was|got|has been|had to be) {_CANCELLED}
    (?:(?:the|our) {_GATHERING}|it|^)\s*(?:didn't|did not|never) (?:happen|happened|take place|took place)
    it fell through|^{_CANCELLED}
    (?:nobody|no one|noone|none of us) (?:\w+ )?(?:came|showed up|turned up|was there|made it|joined)
    (?:nobody|no one|noone|none of us) could (?:make it|come)
""")
HEDGED = any_of(r"""
    i think|no idea|i guess|i believe|i suppose|maybe|perhaps|probably|possibly|not sure|apparently|supposedly
    seems?|according to|(?:i|we) (?:heard|hear)|(?:said|says|told|thinks|claims|wrote|wonder)|if|whether
    might|may have|or
    should have|must have|would|i hope|hopefully|don't know|do not know|can't remember|don't remember
""")
FUTURE = any_of(
    r"(?:\w+'ll|will|won't|going to|can|can't|cannot) (?:\w+ )?(?:come|join|make it|attend|be there)"
)
ABOUT_ME = any_of("i|i'm|i've|me|my|sick|ill")
NEGATED = any_of("not|never|nobody|didn't|couldn't|can't|cannot|won't|unfortunately|cancelled|canceled|no")
PAST = any_of("last time|last week|yesterday|the (?:last|previous) (?:one|meeting|session|time)|this morning")
