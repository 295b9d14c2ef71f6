"""The phrases that stand beside names and verbs where somebody tells who came; each pattern is one sign."""

import re

from circles.domain.replies.languages import alternatives
from circles.domain.replies.names import COUNTS

_NUMBER = "|".join([*COUNTS, *map(str, range(2, 10))])
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|last night|this morning|last week)"


def _any(table: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w'])(?:{alternatives(table)})(?![\w'])")


EXCEPT = _any(r"""
    except(?:ing)?(?: for)?|bar|save for|minus|with the exception of|excluding
    all but (?:one|two|three)|everyone but|everybody but|but for|short of
""")
BESIDES = _any("apart from|aside from|other than|besides|in addition to")
GLUE = _any("as well as|along with|together with|plus")
NOT = _any("(?:and |but |though )?(?:sadly |unfortunately )?not")
EVERYONE = _any(r"""
    (?:we (?:were )?)?(?:(?:everyone|everybody)(?! else)|all of us|all of (?:the|our) (?:circle|group|team)
    we all|all (?:members|hands)|the whole (?:circle|group|gang|team
    crew)|the (?:full|entire) (?:circle|group|team|crew))|each of us|the lot of us|the usual suspects
    (?<!were )(?<!was )all of them
""")
ALL_CAME = _any(r"""
    (?:everyone|everybody|all) (?:was |were )?present and correct|full (?:house|attendance|turnout|team
    crew)|(?:nobody|no one|none) (?:was |were )?(?:missing|absent
    missed(?: it)?|skipped(?: it)?)
    (?<!were )(?<!was )all (?:there|present|here)|we were all (?:together|there|present|here
    complete)|(?:we were|the (?:group|circle) was) (?:all )?complete
""")
ALL_OF_SO_MANY = _any(rf"all (?:the )?({_NUMBER})(?: of (?:us|them)| members| people)?")
LIKEWISE = _any("(?:and |but )?(?:so|as|neither|nor) (?:did|was|were)")
SO = _any("(?:and )?so(?! (?:far|many|much|good|nice|great|fun|long|short|late))|which is why|that's why")
BECAUSE = _any(r"""
    because|since(?= (?:he|she|they|his|her|their|my|i|it|the|a|an|work)\b)|as(?= (?:he|she|they|his|her
    their|my|i|it|the|a|an|work|usual he|work)\b)
""")
REASON = re.compile(
    r"(?i)\s*(?:and |but )?(?:because|since|as|he|she|they|it|i|i'm|his|her|their|my)\b(?=.*\w)"
    r"|\s*(?:\w+ ){0,2}(?:kids?|flu|covid|sick|ill|fever|cold|holidays?|travell?ing|work|deadline|emergency"
    r"|train|flight|plane|traffic|dentist|doctor|hospital|appointment)[\s.!]*$"
)
"""How a clause begins that may be why somebody missed it, or all of one."""
KIN = re.compile(r"(?i)\s*(?:and |but )?(?:because |since |as )?(?:my|his|her|their) (?:\w+ )")
"""Begins a clause of which the subject is none of the circle, whatever its verb."""
OTHERS = _any(r"""
    (?:all )?(?:the )?(?:others|rest|remaining ones)(?: of (?:us|the (?:group|circle|team)))?(?: all)?
    everyone else|everybody else
    the (?:other|remaining) (?:(two|three|four)|members|people)
""")
SO_MANY = re.compile(
    rf"(?i)(?<![\w'])(?:(?:it was |we were |there were )?(?:the |us )?({_NUMBER}) (?:of us|people|in total)"
    rf"|(?:(?:us|just the|only the) )?({_NUMBER})(?=\s*(?:[,:–-]|\ue000C))"
    rf"|(?:we were|there were) ({_NUMBER})(?=\W)|({_NUMBER})(?:/| out of | of )(?:{_NUMBER}))(?![\w'])"
)
LABEL = _any(r"""
    (?:it (?:was|ended up being|turned out to be|has been)|it (?:was|were) present|present (?:was|were)
    there (?:was|were)|we had|we were joined by|joined by(?! (?:phone|video|zoom|teams|skype|link|car|train
    video)\b)
    (?:attended|present|in attendance) (?:was|were)|attendance list|(?:those|the (?:only )?(?:ones?
    people|members|person)) (?:who|that) (?:came|attended|joined|(?:was|were) there
    made it|showed up)(?: (?:were|was))?)(?: (?:a|an|our) (?:very |really )?(?:small|tiny
    cosy|cozy|intimate|nice|quiet|little|short|good) (?:round|group|circle|meeting|session|gathering))?
    (?:(?:we|i) )?(?:met|got together|sat down|caught up
    spoke)(?: up)?(?: on \w+day| yesterday| last night| online)? with|(?:a |an )?(?:\w+ )?(?:meeting
    session|chat|round|call) with
""")
_ADJECTIVE = r"""
    good|great|nice|lovely|fun|short|long|quick|small|tiny|quiet|lively|interesting|useful|productive|helpful
    inspiring|fantastic|brilliant|wonderful|cosy|cozy|intense|fine|cool|super|awesome|amazing|pleasant|low
    high
    excellent|enjoyable|friendly|relaxed|open|honest|busy|full|late|regular|usual|joyful|warm|solid|decent
    valuable
    worthwhile|worth it|rich|deep|delightful"""
_GATHERING = r"""
    meeting|session|call|circle|chat|talk|discussion|conversation|evening|afternoon|morning|hour|time|one
    round
    turnout|attendance|exchange|get-?together|catch-?up|lunch|coffee|breakfast|energy|questions|laughs|group"""
_OPINION = (
    r"(?:(?:very|really|so|quite|pretty|rather|most|extremely|truly|a bit) ){0,2}"
    rf"(?:{alternatives(_ADJECTIVE)})"
)
_ABOUT = r"(?: (?:about|on|around|over) (?!\w+day)[a-z][^,;:.()]{1,40})?"
ASIDE = _any(
    rf"(?:we |and )+(?:all )?had (?:an?|our|the|some"
    rf"|such an?) (?:{_OPINION},? (?:and )?){{0,3}}(?:{alternatives(_GATHERING)}){_ABOUT}"
    rf"|we were together|short (?:but|and) sweet|without (?:notice|a word|warning|a hitch)|(?:it|(?:the|our"
    rf"|{_DAY}'s) (?:meeting|session|call|circle)) (?:went ahead|took place"
    rf"|happened|was held)|(?:such )?(?:an?|our|some"
    rf"|so many) (?:{_OPINION},? (?:and )?){{0,3}}(?:{_OPINION}) (?:{alternatives(_GATHERING)}){_ABOUT}"
    rf"|(?:^|(?<=[,;:!–—-] ))(?:yes,? )?(?:{_OPINION} ){{1,3}}(?:{alternatives(_GATHERING)}){_ABOUT}(?=\W*$"
    rf"|\s*[,;:–—-])"
    rf"|(?:(?:and |but )?(?:it|that|this|(?:the |our )?(?:{alternatives(_GATHERING)})) |(?:^"
    rf"|(?<=[,;:!–—-] ))(?:and |but )?"
    rf"|and |but )(?:was|turned out)"
    rf" (?:an? )?{_OPINION}(?: and {_OPINION}){{0,2}}(?: (?:{alternatives(_GATHERING)}))?(?=\W*$|\s*[,;:–—-])"
    rf"|(?:^|(?<=[,;:!–—-] )){_OPINION}(?=\W*$|\s*[,;:–—-])"
    r"|(?:and |but )(?:couldn't|could not|didn't|had to) (?:stay|leave)(?: (?:long|early|soon))?"
    r"|(?:and|but) (?:is|are|was) (?:back|better|fine|ok)(?: (?:now|again|at work|today))?"
    r"|and correct|(?:it |that )was (?:very |really |so |quite )?(?:nice|great|good|fun|lovely|productive"
    r"|interesting|short)"
    r"|(?<=[,(] )who (?:is|was|were|had|has|got|could|couldn't|had to) [^,;:.]{2,50}"
)
"""Said of somebody named before it."""
CAME = _any(r"""
    (?:our |the )?(?:attendance|attendees|participants|attending|in attendance|present|those present|came
    here|there|who came|who was there|those who came|on the call|in the room|joined)(?: (?:was|were|is
    are))?
    (?:was|were) (?:there|present|here|around|in)|(?:with us|online|dialled in|made it)
""")
MISSED = _any(r"""
    (?:those |the ones |who )?(?:absent|excused|unexcused|missing|apologies(?: from| by)?|regrets(?: from)?
    not (?:there|present|here|around)|no[- ]shows?|who didn't(?: come| make it| show(?: up)?)?|who missed it
    who couldn't(?: come| make it)?)(?: (?:was|were|is|are))?
    (?:(?:we )?(?:did it|met|went ahead|managed|carried on|had to do it|started) )?without
    no(?: sign| trace) of|no(?-i:(?= [A-Z]))|missing(?: in action)?|we (?:only )?missed|(?:didn't
    couldn't|did not
    could not)(?: come| make it| show up| attend| join)?|sick|ill|on (?:holiday|vacation|leave)|travell?ing
    away|out|n/a|mia
""")
TOO = _any(r"(?:too|as well|likewise|neither|either)(?=\W*$|[,.;]| and| but)")
ALONE = _any(r"""
    (?:just|only|solely|merely|alone)(?: (?:the )?(?:two|three|four) of us)?|(?:and )?(?:nobody|no one
    noone) else(?: (?:came|was there|showed up|made it|turned up))?|(?:no more|that's it|that's all
    that was (?:it|all))
""")
BUT = _any("but|while|whereas")
BESIDE = _any(rf"""
    by the way|btw|last time|thank you(?: for asking)?|aye|ya|instead of {_DAY}|instead
    for (?:a |an )?(?:coffee|lunch|dinner|drinks?|breakfast|tea|an hour|two hours|half an hour)|up|at length
    (?:at|in) (?:\w+(?:'s)?|the|our|a|my) (?:\w+ )?(?:office|place|home|house|caf[eé]|library|kitchen|canteen)
    and (?:talked|spoke|discussed|chatted|worked|planned|looked|did|went|agreed|covered
    tried)\b[^,;:.]{{2,60}}
thanks for asking|poor (?:thing|guy|man|woman)|already|mrs?|ms|miss|dr|prof
    (?:quick |short |late |small )?(?:note|answer|reply|word|update)(?: (?:on|about|re|for) {_DAY})?
    (?:about|re) {_DAY}|(?:on |last )?(?:mon|tues?|wed|thu|thurs?|fri)|(?:on )?{_DAY}'s
    (?:at )?(?:the )?(?:very )?last(?:-| )minute|(?:at|on) (?:very )?short notice
    (?:an hour|a day|the day|a few hours|ten minutes|half an hour) (?:before|earlier|ahead|early)
    the same (?:day|morning|evening)|beforehand|in advance|this morning
    at (?:noon|lunch|midday|five|six|seven|eight|nine|ten|\d+(?:[:.]\d\d)?(?: ?[ap]m)?)
    the (?:whole|entire|full) (?:time|evening|hour|session|meeting|thing)
    (?:until |till |to |at |from )?the (?:very )?(?:end|start|beginning)
    (?:from )?(?:the|his|her|my|their|a) (?:train|car|phone|airport|hotel|bus)
    (?:until |till |at )?half(?: past(?: \w+)?| time)|from (?-i:[A-Z])\w+|no problems?
    hope (?:that helps|all is well|you are well)|see you(?: all)?(?: {_DAY}| soon| next time)?
    for (?:a few|\w+|the last \w+|the first \w+) (?:minutes?|mins?|hours?)|for (?:once|ages|the record)
    as (?:planned|agreed|always|usual|ever|expected|scheduled|promised)
    (?:on |this |last )?{_DAY}(?: (?:evening|morning|afternoon|night))?|this time(?: around)?|as (?:usual
    always|ever|planned|expected)|in the end|after all|at last|for once|of course|obviously|naturally
    surprisingly|luckily|happily|thankfully
    however|though|although|instead|yet|lol|haha|right|yes|yeah|yep|well|so|ok|okay
    hi|hello|sadly|unfortunately|alas|sorry
    sir|ma'am|madam
    regrettably|again|also|too|as well|both|finally|actually|indeed|even|still|just now
    as far as attendance goes|for the record|fyi|let me see|that is|i\.e\.|namely|including
    for (?:the )?(?:first|second|last|final|whole|entire|full|most of the|half the|half an|an|a|about an?
    part of the)?(?: (?:first|second|half|part|hour|time|bit|while|meeting|session|ten|five|twenty|minutes
    quarter|\d+|few|short))*
    from (?:about |around )?(?:half past(?: \w+)?|\d+(?:[:.]\d\d)?|quarter (?:past|to)(?: \w+)?)
    from (?:home|the (?:car|train|office|start|beginning|airport|hotel)|(?:his|her|their|my) (?:car|phone
    office|desk|holiday|hotel))|online|remotely|virtually|in person|on site|on-site|(?:by|via|on|over
    through) (?:the )?(?:phone|zoom|video|teams|screen|skype|mobile)|via link
    (?:a (?:bit|little|few minutes) |\w+ minutes |slightly |very |half an hour )?(?:late|later|early)
    on time|briefly|shortly|quickly|(?:at|towards|until|till|from) (?:the )?(?:very )?(?:end|start|beginning
    half(?: past \w+| time)?)|half ?way(?: through)?|throughout
    due to [^,;:.]{{2,40}}|because of [^,;:.]{{2,40}}|with (?:a |the |his |her )?(?:cold|flu|fever|covid
    camera off|apologies|coffee|cake|biscuits)|(?:at|in) (?:the )?(?:office|café|cafe|library|usual place
    canteen|pub|park|town)
    (?:our|the|this|that) (?:\w+ )?(?:meeting|session|call|circle|group|team)(?: was)?|to (?:the
    our) (?:meeting|session|call)|in (?:our|the) (?:circle|group)|thanks|thank you|cheers|poor|dear|good old
    old|our|lovely|new
    (?:ten|five|twenty|fifteen|thirty|a few|few|couple of|\d+) ?(?:minutes?|mins|hours?)|(?:a )?(?:good
    great|nice|lovely|lively) (?:one|session|meeting|chat|discussion|round)|everyone is well|had fun|they
    that day|myself included|the two of them|yours truly excluded
""")
