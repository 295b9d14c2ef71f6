"""The phrases that stand beside names and verbs where somebody tells who came; each pattern is one sign."""

import re

from circles.domain.replies.languages import alternatives
from circles.domain.replies.names import COUNTS

_NUMBER = "|".join([*COUNTS, *map(str, range(2, 10))])
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|last night|this morning|last week)"


def _any(table: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w'])(?:{alternatives(table)})(?![\w'])")


EXCEPT = _any(r"""
    except(?:ing)?(?: for)?|but not|bar|save for|minus|with the exception of|excluding
    all but (?:one|two|three)|everyone but|everybody but|but for|short of
""")
BESIDES = _any("apart from|aside from|other than|besides|in addition to")
GLUE = _any("as well as|along with|together with|plus")
NOT = _any("(?:and |but |though )?(?:sadly |unfortunately )?not")
EVERYONE = _any(r"""
    (?:we (?:were )?)?(?:everyone|everybody|all of us|we all|all members|the whole (?:circle|group|gang|team
    crew)|the (?:full|entire) (?:circle|group|team|crew))|each of us|the lot of us|the usual suspects
    (?:everyone|everybody|all) (?:was |were )?present and correct|full (?:house|attendance|turnout|team
    crew)|(?:nobody|no one|none) (?:was |were )?(?:missing|absent
    missed(?: it)?|skipped(?: it)?)
    (?<!were )(?<!was )all (?:of them|there|present|here)|we were all (?:together|there|present|here|complete)
""")
OTHERS = _any(r"""
    (?:all )?(?:the )?(?:others|rest|remaining ones)(?: of (?:us|the (?:group|circle|team)))?(?: all)?
    everyone else|everybody else
    the (?:other|remaining) (?:(two|three|four)|members|people)
""")
SO_MANY = re.compile(
    rf"(?i)(?<![\w'])(?:(?:it was |we were |there were )?(?:the |us )?({_NUMBER}) (?:of us|people|in total)"
    rf"|(?:we were|there were) ({_NUMBER})(?=\W)|({_NUMBER})(?:/| out of | of )(?:{_NUMBER}))(?![\w'])"
)
LABEL = _any(r"""
    (?:it (?:was|ended up being|turned out to be|has been)|it (?:was|were) present|present (?:was|were)
    there (?:was|were)|we had|we were joined by|joined by)(?: (?:a|an|our) (?:very |really )?(?:small|tiny
    cosy|cozy|intimate|nice|quiet|little|short|good) (?:round|group|circle|meeting|session|gathering))?
    (?:(?:we|i) )?(?:met|got together|sat down|caught up
    spoke)(?: up)?(?: on \w+day| yesterday| last night| online)? with|(?:a |an )?(?:\w+ )?(?:meeting
    session|chat|round|call) with
""")
ASIDE = _any(
    r"and correct|(?:it |that )was (?:very |really |so |quite )?(?:nice|great|good|fun|lovely|productive"
    r"|interesting|short)"
    r"|who (?:is|was|were|had|has|got|could|couldn't|had to) [^,;:.]{2,50}"
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
ALONE = _any(r"""
    (?:just|only|solely|merely|alone)(?: (?:the )?(?:two|three|four) of us)?|(?:and )?(?:nobody|no one
    noone) else(?: (?:came|was there|showed up|made it|turned up))?|(?:no more|that's it|that's all
    that was (?:it|all))
""")
BUT = _any("but|while|whereas")
BESIDE = _any(rf"""
    (?:on |this |last )?{_DAY}(?: (?:evening|morning|afternoon|night))?|this time(?: around)?|as (?:usual
    always|ever|planned|expected)|in the end|after all|at last|for once|of course|obviously|naturally
    surprisingly|luckily|happily|thankfully
    however|though|although|instead|yet|yes|yeah|yep|well|so|ok|okay|hi|hello|sadly|unfortunately|alas|sorry
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
    great|nice|lovely|lively) (?:one|session|meeting|chat|discussion|round)|everyone is well|had fun|he|she
    they|that day|myself included|the two of them|yours truly excluded
""")
