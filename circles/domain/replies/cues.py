"""The words by which a sentence says whether somebody comes, as patterns over folded words."""

import re

from circles.domain.replies.languages import alternatives, any_of, doubts
from circles.domain.words import Rsvp

# Phrases that hold a word of doubt or refusal, and mean neither.
IDIOM = any_of(r"""
    (?:can't|cannot|can not) wait
    (?:wouldn't|won't|will not|would not|not going to|never) miss
    (?:come )?(?:rain|hail) or shine|not a problem
    no (?:bother|problems?|worries|need|doubt|changes?|conflicts?|issues?|questions?|excuses?)
    why not|if anything|sorry (?:i'm|i am) late
    (?:sorry|apologies) (?:for|about) (?:the |my |being )?(?:late|delay|delayed|slow|long)\b.*
    if (?:that's|that is|it's|it is) (?:ok|okay|fine|all right|alright)
    i'll be (?:\w+ ){0,4}late\b.*|but (?:only )?(?:from (?!\d)|by|via|remotely|online|virtually)\b.*
    (?:though|although|but|and) i(?:'ll)? (?:(?:might |may )?(?:have|need) to|must|may) (?:leave|go|run)\b.*
    (?:i |i'll |we )?(?:might|may|could|maybe|perhaps)(?: be)? (?:\w+ ){0,5}late\b.*
    (?:just|is|wanted|writing) to let you know
    (?:but )?only (?:for|until|till) (?:the )?(?:first|second|last|half|start|beginning|an?|\d+)\b.*
    ill be\b|wouldn't want to miss|only (?:\w+ ){0,4}(?:late|leave|leaving|have to leave)
    but (?:\w+('\w+)? ){0,7}(?:late|leave early|leaving early)
""")
_COME = (
    "(?:be (?:there|coming|joining|attending|present)|come|attend|join|make (?:it|that|the)|participate"
    "|take part)"
)
_COMING = rf"(?:{_COME}|coming|joining|attending|there|with you)"
_I = "(?:i|we)"
_STILL = "(?:still |also |really |definitely |certainly |gladly |happily |probably |be able to |now |then )*"
_IN = "(?:i'm|i am|im) in(?= (?:for|thanks|thank|too|see|and|cheers|as well)|$)"
STILL_COMES = any_of(rf"""
    (?:i'll|i will|i can|i could|i might|can|could|will) {_STILL}{_COME}\b(?! next)
    see you (?:there|then|all there)|count me in|i'm coming|{_IN}|yes|yep
""")
DOUBT, _ = doubts("en", "yes")
DEPENDS = re.compile(
    r"^(?:then|in that case|otherwise) |^should (?:my|the|i|we|it)\b|\bwhen(?:ever)? (?:i|we) can$"
    r"|\b(?:permitting|fingers crossed"
    r"|touch wood|all (?:being|going) well)\b"
)
CONDITION = any_of("""
    (?:weather|traffic|time|health|work|schedule|trains?) permitting|(?:god|universe|boss) willing
    with (?:a bit of |any |some )?luck
    supposing|assuming|in the best case|best case|provided|providing|on condition|given that|touch wood
    knock on wood
    as (?:soon|long) as|inshallah|deo volente
""")
BUT = any_of("(?:but|unless|if|maybe|perhaps|might|actually)\\b.*")
BUT_MATTERS = re.compile(
    r"^(?:unless|if|maybe|perhaps|might|actually)"
    r"|\b(?:can|could|might|maybe|may|will|i'll) (?:\w+ ){0,2}(?:come|join|attend|make|be)\b"
)
DOUBT_OF_NO = any_of(
    "if|unless|maybe|perhaps|might|may|not sure|unsure|i think|i guess|whether|or|depends|hopefully|i hope"
    "|nobody|no one|doesn't mean"
)
SPEAKER = re.compile(r"\W*([^\W\d_][\w' -]{0,40}):")
ON_BEHALF = re.compile(r"(?:for|from|on behalf of) (\w+)")
NOT_SO = re.compile(
    r"\b(?:nobody|no one|never|no chance|no way|not|hardly|barely|wouldn't|don't|far from \w+)(?: \w+){0,3} $"
    r"|(?<!\bi )(?<!\bwe )\b(?:thinks?|thought|says?|said|told|hopes?|believes?|wrote|claims?|asked)"
    r"(?: \w+)? $"
)
"""Before an "I can come": that it isn't so, or that others say so."""
REPORTED = re.compile(
    r"(?<!\bi )(?<!\bwe )\b(?:says?|said|told|wrote|writes|claims?|texted|replied|answered|imagine|suppose)"
    r"(?: \w+)?(?: that)? $"
)
"""Before an "I can't come": that others say so."""
_SORRY = "(?:sorry |sadly |unfortunately |regrettably |apologies |really |still |just |afraid )*"
_CANNOT = (
    "(?:can't|cannot|can not|cant|won't|wont|will not|not able to|unable to|not going to|shan't|shall not)"
)
_MISS = (
    "(?:skip|miss|cancel|pass|bail|withdraw|(?:bow|drop|pull|back) out|(?:\\w+ )?decline"
    "|give (?:it|this|this one|that) a miss)"
)
DAY = (
    "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tues?|weds?|thurs?|tomorrow|tonight"
    "|this (?:afternoon|evening))"
)
OF_A_MEETING = any_of(
    f"{DAY}"
    "|meeting|session|call|circle|come|coming|join(?:ing)?|attend(?:ing)?|(?:be|i'm) there|make it|see you"
)
"""What shows that coming is meant, where the mail asked for something else."""
_WHY = (
    f"(?:on )?{DAY}|this week|that day|sorry|sick|ill|unwell|today|tomorrow|tonight|this time|unfortunately"
    "|(?:i'm|i am) (?:sick|ill|unwell)"
)
_NOT_SURE = "(?:not sure|unsure|don't know|can't say)"
_READY_TO = "(?:'m| am) (?:going|able|planning|happy|glad) to"
_GOING = "(?:'m| am) going to"
_WILL = f"(?:can|will) {_STILL}"
_SO = (
    r"(?: (?:at|on|the|this|time|slot|day|date|one|hour|evening|afternoon|morning|still|also|really|just"
    r"|now|actually"
    r"|indeed|normally|perfectly|definitely|sounds|\d+\w*|noon|five|six|pm|am|o'clock|all)){0,3}"
)
_FINE = "(?: (?:for me|me|well|great|fine))*"
_THEN = f"(?: (?:on )?{DAY}| then|(?: on| at| for)? (?:that|this) (?:time|day|evening|week|one|hour)|$)"
_WHEN = f"(?: (?:this time|this week|on|for|to|the|next|this|{DAY}))*"
SAYS = (
    (
        Rsvp.MAYBE,
        any_of(rf"""
            {_NOT_SURE}(?: yet)?(?: if| whether)? {_I}(?:'ll| will| can| could)\b.*{_COME}
            {_I} (?:might|may)(?: not)? (?:be able to )?{_COME}
            {_I}(?:'ll| will) try to {_COME}|{_I} (?:might|may) (?:have|need) to {_MISS}
            (?:put|mark|count) me (?:down )?(?:as|for) a maybe|undecided|on the fence|may or may not
            (?:^|i |hmm? |well )(?:dunno|don't know|do not know)(?: yet)?(?: \w+)?$|too early to (?:say|tell)
            ^(?:i'm|i am) (?:not sure|unsure|undecided)(?: yet)?$
            tentative(?:ly)?|can't (?:promise|commit|say (?:for sure|yet))(?! to (?!be\b|come|attend|join
            make|it|that|this|{DAY}))
            hard to (?:say|tell)(?: yet|$| at)|fifty fifty|50 50
        """),
    ),
    (
        Rsvp.NO,
        any_of(rf"""
            (?:{_I}(?:'m| am|'re| are)? |^){_SORRY}{_CANNOT} (?:be able to )?(?:be )?{_COMING}
            count me out|^{_SORRY}not (?:coming|this time|able to come)|(?:^|i'm )afraid not
            ^{_SORRY}(?:i )?{_SORRY}(?:can't|cannot|can not|cant)(?: (?:{_WHY}))*$
            (?:but|so|that|out) (?:i )?{_SORRY}(?:can't|cannot|can not|cant|won't)(?: (?:{_WHY}))*$
            {_I}(?:(?:'ll| will|{_GOING})? (?:have to|need to|must)|{_GOING}|'ve got to) {_MISS}
            {DAY}(?:'s| is) (?:no good|impossible|not possible)
            i(?:'m| am) (?:out|off) (?:sick|ill)
            ^{_SORRY}not possible(?: (?:for me|sorry|on|{DAY}|this week))*$
            (?:so|and|but) (?:i'm |i am )?not {_COMING}
            i(?:'m| am) (?:skipping|missing|passing on|cancelling|bailing|dropping out)
            (?:have to|must) say no(?! to)|(?:would|i'd) have (?:loved|liked) to (?:be there|{_COME})
            ^{_SORRY}(?:have|need|got|going) to {_MISS}|^declined\b
            i(?:'m| am) (?:not (?:available|free|around)|unavailable|double booked|tied up){_THEN}
            (?:that|this|the) (?:slot|time|day|date|hour) is (?:impossible|not possible|no good)
            (?:sorry|sad|hate) to (?:have to )?miss (?:you|it|this|{DAY})
            i(?:'ll| will) (?:have to )?(?:miss (?:it|this|the|our|that|you all|{DAY})|pass$)
            i(?:'ll| will) (?:have to )?skip (?:it|this)
            i(?:'ll| will) (?:have to )?not {_COMING}
            i(?:'m| am) (?:{_SORRY})?not {_COMING}|(?:^|so |it's a |that's a )no(?: from me| for me)?$
            (?:{DAY}|that|it|this)(?: one)? (?:doesn't|does not|won't|will not) work(?: for me)?
            (?:please )?excuse me (?:on|from|this|{DAY})|(?:put|mark) me (?:down )?(?:as|for) a no
            (?:go ahead|go on|carry on|do|start|meet|have fun) without me|sit (?:this|it|that)(?: one)? out
            without me (?:this (?:time|week)|on {DAY}|{DAY})
            (?:and|but|so|on {DAY}) (?:i )?{_CANNOT} (?:be )?{_COMING}|{DAY} i (?:can't|cannot|cant|won't)$
            i(?:'ll| will| am|'m) (?:be )?(?:absent|away|travell?ing|abroad|on (?:holiday|vacation|leave))
            (?:it's|its|it is|that's)(?: \w+)? no(?: from me| for me)?|{DAY} is out|not possible for me
            i(?:'d| would) (?:love|like) to(?: come| join| be there)? but
            ^not (?:this|on) (?:week|time|{DAY})
            (?:have to|gonna|going to)(?: have to)? bail|accept my (?:apologies|regrets|excuses)
            {_CANNOT} (?:make )?{DAY}|(?:i'm|i am) out(?: until| till| this| on| for {DAY}|$)
            regrets from me
            (?:^|i )(?:can't|cant|cannot) make it
            (?:shall|will|'ll) be unable to|no meetings? for me
            neither (?:\w+ ){{1,3}}nor i (?:can|will|am|could|shall)\b
            i wish i could (?:{_COME}|be there)
            (?:i'm|i am|i'll be) out (?:{DAY}|this week|that day|of town)
            {_CANNOT} (?:do|manage) (?:{DAY}|this week|it|this one)
        """),
    ),
    (
        Rsvp.YES,
        any_of(rf"""
            {_I}(?:'ll|ll| will| can| shall|{_READY_TO}) {_STILL}(?:be )?{_COMING}
            i(?:'d| would) (?:love|like|be (?:delighted|happy|glad|thrilled|honou?red)) to {_COME}|^can do$
            i(?:'m| am) on for (?:{DAY}|it|this)|{DAY} it is
            ^(?:a )?thumbs up(?: from me)?$|^present and correct
            ^(?:i|i've|i'm)(?: (?!he|she|they|you|who|if|that)[\w']+){{1,9}} (?:and|so) {_WILL}{_COME}
            ^planning to (?:be )?{_COMING}|^i accept(?: (?:the|this|your) invit\w+)?$
            {_I} can (?:do|make) (?:{DAY}|that|it)(?! (?:or|if|but)\b)
            (?:it's|its|it is|that's) a yes(?: from me| for me)?
            ill be the?re?|^(?:will|can|happy to|glad to) {_STILL}(?:be )?{_COMING}
            {_I}(?:'ll|ll| will) (?:be )?(?:dial|call|phone)(?:ling|ing)? in
            (?:^|(?:it|that|you|{DAY})(?: is|'s|'re| are)? (?:\w+ )?|(?:put|have|got
            added) (?:\w+ ){{1,2}})in my (?:calendar|diary)
            ^(?:see you )at|^in$|no meeting without me
            (?:^|and |, )i come(?: on)?(?: {DAY}|$)|(?:in|confirm my) attendance
            ^works (?:for me|(?:great|well|perfectly)(?: for me)?$)|shall be in attendance
            (?:i'm|i am) free (?:on )?{DAY}|sure thing$|you bet|expect me|so yes|but yes$
            (?:^|it's |its |that's )(?:ok|okay|fine|good) (?:for|with|by) me|^\+? ?1 from me
            c u (?:there|then|at|{DAY})
            {DAY}(?:'s| is) (?:fine|good|ok|okay|great|gd|perfect|no problem)
            sign me up|save me a (?:seat|spot|place)|i(?:'m| am) (?:game|up for (?:it|this)|keen)
            you'll see me(?= (?:there|then|at|{DAY}|on {DAY})|$)
            i'll see you (?:all )?on|but i will(?: this time)?$|wil be there|wouldn't want to miss
            (?:{DAY}|that|the time){_SO} (?:works|suits|is (?:fine|good|perfect)){_FINE}$
            it{_SO} (?:works|suits|is (?:fine|good|perfect)) (?:for |with )?me(?: too| well| fine)?$
            count me in|(?:you can )?count on me
            i?(?:'m| am|m) {_STILL}(?:on board|coming|attending|joining)\b|{_IN}
            (?<!to )(?<!not )(?<!won't )(?:see|c) (?:you|u)(?: all| guys)?{_WHEN} (?:there|then|{DAY}|soon)
            (?:^|but )(?:still |definitely )*coming(?: too| as well| along|(?: on)? {DAY}|$)
            (?:put|mark) me (?:down )?(?:as|for) a yes|^attending(?: {DAY})?$|^accepted\b
            ^confirmed\b(?! the (?!meeting|session|date|time)){_WHEN}
            (?:wouldn't|won't|would not) miss (?:it|this|that)\b|looking forward to (?:it|{DAY}|seeing \w+)
        """),
    ),
)
ANOTHER_TIME = any_of("""
    next time|next month|next one|last time|last week|another time|in future|the one after
""")
ON_WEEKDAY = re.compile(r"(?<!until )(?<!till )\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")
ANSWERS = any_of("is|are|can|can't|cannot|will|won't|has|said|says|told|isn't|wants|asked|would|might")
LABEL = re.compile(r"(?i)\W*(?:no|out|yes|in)\s*:")
"""No: Carl, Dee."""
_BESIDE = alternatives(r"""
    (?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s)?|tomorrow(?:'s)?|today(?:'s)?|tonight|\d+\w*|now|then
    noon
    one|two|three|four|five|six|seven|eight|sharp|ish|january|february|march|april|may|june|july|august
    september|october|november|december|on|at|this|that|the|next|to|in|for|by|around|about|of|my|a
    time|week|month|day|evening|afternoon|morning|with|from|once|first|second|last|half|part|hour|whole
    full|minutes?|mins?
    it|me|us|you|meeting|session|call|circle|invitation|participation|attendance|seat
    come|coming|attend|attending|join|joining|participate|be|there|make|take
    bit|little|few|couple|late|early|all|too|as|well|again|after|both|please|sorry|thanks|thank|x|though
    either|way|anyway|gladly|happily|also|guys|everyone|folks|great|much|pleasure|sure|course|bells|person
    work|business|end|online|remotely|virtually|unfortunately|sadly|long|pm|am|o'clock|ill|sick
""")
_MEANS = r"(?:by|via|from|over|on) (?:the |my |a |our )?\w+(?: \w+)?|with bells on"
_MEANS += r"|with (?:my|our|some|an?) [\w']+(?: \w+)?"
FOLLOWS = re.compile(
    rf"(?:(?:{_BESIDE})(?: |$))*(?:(?:{_MEANS})(?: |$)){{0,2}}(?:(?:{_BESIDE})(?: |$))*"
    r"(?:(?:but|so|because|since|as|due|and|though|although|while|when|unless|if|i|i'm|my|we|until|or) .*)?"
)
"""What may follow an answer in its clause; what comes after a word that joins is weighed elsewhere."""
WHETHER = re.compile(r"(?:if|whether|se|ob|si|of|om|czy|jos|hvis|voinko|paasenko)\b")
TAKES_BACK = re.compile(r"(?:but|or|only if|if|unless|depends|actually|wait|although|though|however)\b")
IS_DONE = re.compile(
    r"(?:(?:it|that|this|all|everything|i|i've|we|we've|have|has|was|is|it's|that's|been|already|just"
    r"|finally|now"
    r"|today|yesterday|last (?:week|night)|this morning|did|done|do|so|sent|finished|completed|ready|thanks?"
    r"|thank you|and|on \w+day|as promised|in time|of course|indeed|with pleasure)\b ?)*"
)
"""What may follow a yes to "Done?": not what is still to come."""
SI_IF = re.compile(r"(?i)\W*si (?!gracias|claro|por|vale|si|grazie|certo|voy|vengo|perfecto)\w")
"""Spanish for if, where the accent of yes is missing and no comma follows."""
OF_ANYBODY = any_of(f"can't|cannot|can not|cant|won't|wont|will|not|unable|{DAY}|that|it|this|works|suits")
THEY = any_of("he|she|they|you|it|who|nobody|somebody|someone|everyone|boss|manager|colleagues?|friends?")
TELLS = re.compile(
    r"the \w|(?:that|it|this|there|he|she|they|you|these|those)(?:'s|'re| (?!too\b|time|week|one|evening))"
    r"(?!.*\b(?:for me|works?|possible|suits?|late|early|clash\w*|with me)\b)|(?:i|we) (?:meant|mean"
    r"|wanted|wrote|said|sent|thought|saw|found|read|asked|already"
    r"|prefer|like|love|hate|enjoy|think|know|knew|agree|believe|heard|hear|remember|understand|live|own|used"
    r"|(?:don't|do not|didn't) (?:think|know|agree|believe|like|mind|understand|remember|own|use))\b"
    r"|never (?:heard|seen|read|been|said|tried|used)\b"
)
