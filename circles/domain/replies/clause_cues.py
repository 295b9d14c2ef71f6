"""Whole clauses that say in English whether somebody comes; folded words."""

import re

from circles.domain.replies.clause_words import CLOCK, COME, DAY, IT, MEETING, SORRY, WE
from circles.domain.replies.languages import alternatives

_ADV = (
    r"(?:(?:both|all|still|also|definitely|certainly|gladly|happily|surely|really|absolutely|actually|now"
    r"|be able to|just"
    r"|for sure|of course|totally|most likely be able to|very much) )*"
)
_WILL = (
    rf"(?:{WE} ?)?(?:'ll|ll|will|can|shall|(?:'m |am )?(?:able|going|planning) to|(?:'m |am )?gonna"
    r"|plan to|intend to|'d love to|would love to|do plan to"
    r"|(?:'m|am) (?:happy|glad|delighted|pleased|keen|thrilled|looking forward) to)"
)
_AM = rf"(?:(?:{WE} ?)?(?:'m|m|am|are|'re)\s)?"
YES = rf"""
    100 in|ready for {IT}|(?:that|it|{DAY})'ll (?:work|do)|{WE} reserve the time|{WE} join(?: you)?
    (?:{WE} ?(?:'m|am) )?(?:definitely |totally |really )?up for {IT}
    {WE} ?(?:'m|am|'re|are) (?:both |all )?(?:there|on|down)|down for {IT}|you'll (?:see|have) me
    (?:yes |oh yes |sure )?(?:{WE} ?)?(?:would|'d) be (?:delighted|happy|glad|pleased|thrilled
    honou?red) to (?:{COME})
    (?:yes|oh yes|sure|absolutely|definitely) (?:i'd|i would) (?:love|like) to(?: (?:{COME}))?
    looking good (?:for |on )?{DAY}|{_WILL} be(?: (?:delighted|happy|glad|pleased|thrilled
    honou?red) to (?:{COME}))?
    accepting(?: (?:this|it|this one|(?:the|your|this) invit\w+))?|(?:i'm|i am) a (?:definite |firm )?yes
    i(?:'m| am) with you|{WE} (?:hereby |gladly )?(?:take|accept) (?:the|this|your) (?:invite|invitation
    seat|slot)
    {_WILL} {_ADV}(?:{COME})(?: with (?:bells on|pleasure|a smile))?|{WE} ?(?:'ll|will) see (?:you|ya
    u)(?: all| there| then| {DAY})+
    (?:very |so |more than )?(?:happy|glad|delighted|pleased|keen|thrilled|honou?red
    pleasure) to {_ADV}(?:{COME})
    {_AM}{_ADV}(?:(?:all |totally |fully )?in|coming|joining|attending|on board|game|up for (?:it
    this|that)|in attendance|good to go|all set|confirmed|available|free)
    (?:it's |its |that's |it is |so )?an? (?:(?:big|definite|firm|resounding|hard|clear|solid) )?(?:yes
    yep|yeah|affirmative|aye|yay)(?: please| from (?:me|us)| for me)?
    count (?:me|us) in|sign me up|book me in|(?:all )?booked(?: in)?|pencil(?:led)? (?:it|me) in ink|present
    here|accepting|accept|accepted|confirming|confirm|confirmed|attending|will attend
    {WE} (?:can |hereby |do )?(?:confirm|accept)(?: (?:my|the) (?:attendance|invitation|invite|participation
    presence))?|rsvp yes|(?:my )?rsvp(?: is)? yes
    {WE} ?(?:'ve|have|just|already)* ?(?:accepted|confirmed)(?: (?:it|the (?:invite
    invitation)))?(?: in my calendar)?
    (?:see|c) ?(?:you|ya|u)(?: all| guys| both| everyone| lot)*(?: (?:there|then|{DAY}|on {DAY}|at \w+))+
    cu (?:{DAY}|there|then)
    (?:{WE} ?(?:'m|am) )?(?:really |so |very much |much )?(?:looking|lookin) (?:forward|fwd) (?:to (?:it
    {DAY}|that|this|{MEETING}|(?:seeing|meeting) (?:you|everyone|u)(?: all| both)?|being there))
    (?:{WE} )?(?:wouldn't|won't|would not|will not|never|'d never|not going to
    not gonna) (?:want to |dream of )?(?:miss|missing) (?:it|this|that|{MEETING})(?: for (?:the world
    anything|all the tea in china))?
    (?:not a chance|no chance|no way|there's no way)(?: that)? (?:i'd|i would|i'll|i will|i'm) (?:miss
    missing|skip|skipping|going to miss|gonna miss) (?:it|this|that|{MEETING})
    (?:nothing|wild horses|nobody|no one) (?:could|can|would|will|is going to|'s going to|couldn't
    wouldn't) (?:keep|stop|drag) me(?: away| from (?:coming|it|that|this))?|(?:just )?try (?:to|and) stop me
    (?:{DAY}|that|it|this|the (?:new )?(?:time|day|date|slot)|{MEETING})?(?: (?:time|day|date
    one))?(?: {CLOCK})?(?: ?(?:'s
    is) (?:all |just |perfectly |absolutely )?(?:good|great|fine|ok|okay|perfect|doable|no problem|in (?:my
    the) (?:diary|calendar)| noted)| (?:works|suits|fits)(?: (?:well|great|fine|perfectly|nicely|best
    a treat|like a charm|for me))*| work)(?: (?:for|by|with) (?:me|us)| me)
    (?:{DAY}|that|the (?:new )?(?:time|day|date|slot)) (?:works|suits|is (?:good|great|fine|ok|okay|perfect))
    (?:ok|okay|good|fine|great|perfect|works|suits)(?: (?:for|by|with))? me(?: too)?|all (?:good|clear|set
    fine) (?:for (?:me|{DAY})|here|from me|on my side|at my end)
    (?:it's |that's |{DAY}(?: is)? )?(?:in|on) (?:my|the) (?:calendar|diary|agenda)|{WE} ?(?:'ve|have
    just)* ?(?:blocked|saved|reserved|kept|cleared) (?:the (?:time|slot|date|hour|evening|afternoon)
    my (?:calendar|diary|schedule|evening|afternoon)|{DAY}|it)(?: for (?:it|this|you))?
    {WE} ?(?:'ve|have|just)* ?(?:put|got|marked|noted|added|have) (?:it|that|{DAY}|the (?:date|time)) (?:in
    down|(?:in|on|to) my (?:calendar|diary))
    (?:you can |y'all can |you may )?(?:expect|count on) me|confirm(?:ing)? my (?:attendance|presence
    participation)
    (?:you (?:can|may) )?count on my (?:presence|attendance|participation)
    aye(?: aye)?(?: captain| sir)?|works
    we'll see each other(?: (?:there|then|on {DAY}|{DAY}))*
    (?:{DAY}|that|it|the (?:new )?(?:time|date|day|slot)) suits me(?: (?:fine|well|perfectly|too))*
    it's a date|(?:still )?planning (?:on (?:it|coming|attending|joining|being there)|to (?:{COME}))
    (?:i )?wouldn't say no(?: to (?:that|it|this))?|(?:i'd|i would) be (?:a fool|mad|crazy|silly
    stupid) (?:not to (?:{COME})|to miss (?:it|that|this))
    (?:my |the )?answer(?:'s| is)?(?: a)? yes|(?:(?:let me|i'd like to|i want to|happy to|just|hereby
    i) )*confirm(?:ing)?(?: (?:my|the) (?:attendance|invitation|invite|participation|presence))?
    it's a date|(?:i )?(?:come|join|participate|attend)(?: with pleasure| gladly)?|(?:ok|okay|yes|great|cool
    perfect|fine|right) see you|{DAY} (?:ok|okay|fine|good|great|yes|perfect)
    sure thing|you bet|affirmative|with bells on|with pleasure|my pleasure|on my way|{WE} (?:do|can|will
    shall)(?: indeed)?|i'm your (?:man|woman|person)|you can (?:count|bank|rely) on me|deal me in
    (?:please )?(?:put|mark|note|keep) me (?:down )?(?:as|for) (?:a )?(?:yes|coming|attending)
    save (?:me )?(?:a
    my) (?:seat|spot|place|chair)(?: for me)?|expect me
    as (?:always|ever|usual|planned) {WE} ?(?:'ll|will|'m|am) (?:be )?(?:there|in|coming)
"""
_NOT_ABLE = (
    rf"(?:{WE} ?)?(?:can't|cannot|can not|won't|will not|shan't|'ll not|am not|'m not|are not|aren't|not"
    rf"|cant|wont"
    r"|(?:'ll |will |'m |am )?(?:be )?(?:unable|not able|not in a position)|no longer able"
    r"|(?:'m |am )?no longer)"
)
_SKIP = alternatives(rf"""
    (?:skip|miss|pass(?: on)?|decline|cancel|bail(?: out| on)?|drop out(?: of)?|bow out(?: of)?
    duck out(?: of)?|pull out(?: of)?|back out(?: of)?|opt out(?: of)?
    beg off)(?: {IT}| you(?: all)?| everyone)?
    sit (?:{IT}) out|sit out(?: {IT})?|give (?:{IT}) a miss|say no(?: to {IT})?
    send my (?:apologies|regrets|excuses)
    excuse myself|take a rain ?check|disappoint(?: you)?|let you down|be absent|stay away|stay home
    withdraw|cry off|abstain|be missing|rsvp no|forego(?: {IT})?
""")
NO = rf"""
    not me|(?:i'd|i had) better not (?:{COME})|{WE} (?:don't|do not) have (?:the )?time(?: (?:for )?{IT})?
    count without me|(?:{WE} ?(?:'m|am) )?out|(?:please )?count me out
    no {DAY} for me|(?:{WE} ?)?(?:shall|'ll|will) (?:have to )?miss (?:you|everyone|it)(?: all| both)?
    (?:{WE} ?)?(?:must|have to|need to) send (?:my|our) (?:apologies|regrets|excuses)
    (?:{WE} )?(?:have to |must |need to |want to )?apologi[sz]e (?:for|on) (?:missing )?{IT}
    {_NOT_ABLE} get (?:there|away|out|off work|in|to [\w' ]{{2,25}})|(?:{WE} )?(?:won't|will not|can't
    not going to|'ll not) be able(?: to)?|(?:my |the )?answer(?:'s| is)?(?: a)? no
    {_NOT_ABLE} {_ADV}(?:going to |gonna |be able to |to |be )*(?:{COME}|coming|joining(?: {IT})?
    attending|there|available|around|free|possible|doable|feasible|work out|able)
    {_NOT_ABLE} (?:going to |gonna )?(?:be able to |be )?(?:work|happen|fit|make|do) ?{IT}?
    (?:{WE} )?(?:can't|cannot|can not|cant|won't|couldn't|wont)(?: do| make| manage)?(?: {IT})?|(?:{DAY}
    that|it|this) (?:{WE} )?(?:can't|cannot|won't)
    negative|no can do|no go(?: for me)?|no[- ]?go|not happening|not possible|not feasible|not (?:this time
    {DAY})(?: around)?|better not|rather not|i'd (?:better|rather) not|not for me
    (?:{WE} ?)?(?:'ll |will |'m |am |'ve |have |would )?(?:have to|got to|gotta|need to|must
    going to have to|gonna have to|going to|gonna|ought to|better|had better|rather|prefer to)* ?(?:{_SKIP})
    {_AM}(?:sadly |unfortunately |regretfully )?(?:skipping|missing|passing(?: on)?|declining|cancelling
    canceling|bailing(?: out)?|dropping out|sitting (?:this|it) (?:one )?out|bowing out|out)(?: {IT})?
    (?:{WE} )?(?:regret|regretfully|must|have to) (?:to |that i )?(?:have to |must )?(?:decline|cancel
    inform you that i can't)|declin(?:ed|ing)|decline|(?:my |with )?(?:regrets
    apologies)(?: from me| for {DAY})?
    (?:please )?(?:count|leave) me out|(?:mark|put) me (?:down )?(?:as )?(?:absent|out|missing|a no)
    (?:please )?(?:accept my (?:apologies|regrets|excuses)|excuse me
    excuse my absence)(?: (?:for|on|from) {IT})?|rain ?check|(?:can|could) i take a rain ?check
    (?:it's |that's |so |it'll be )?(?:a |an )(?:big |definite |firm |hard |clear )?(?:no|nope)|(?:no
    nope) (?:from me|for me|thanks)|maybe next time|perhaps next time|another time(?: then| perhaps| maybe)?
    (?:have fun|enjoy|start|carry on|go ahead|do it|meet|(?:you'll|you will) have to (?:do|manage|meet|cope
    make do)) ?(?:it )?without me|without me
    (?:(?:{DAY}|that|it|this|the (?:new )?(?:time|day|date|slot))(?: (?:day|time
    one))? ?)?(?:just |really |sadly |unfortunately )*(?:doesn't|does not|won't|will not|isn't|'s not|is not
    not)(?: going to| gonna)?(?: be)? ?(?:work(?: out)?|suit|suitable|good|possible|feasible|great|doable
    happening|happen|fit)(?: (?:for|with) me| me)?
    (?:{DAY}|that|it|this|the (?:new )?(?:time|day|date|slot))(?: (?:day|time
    one))?(?:'s| is)(?: going to be)? ?(?:no good|not good|not possible|not great|impossible|out|off
    a no[- ]?go|no go|a problem)(?: (?:for|with) me)?
    (?:{WE} )?(?:wish i could|would if i could|'d (?:have )?(?:love|like|loved|liked) to)
    impossible(?: for me)?|no chance|not a chance|unavailable|not available|not around|not free
    (?:you|they) (?:will|'ll) have to (?:do|manage|meet|cope) without me
"""
MAYBE = rf"""
    (?:i )?(?:might|may) not|idk(?: yet)?(?: maybe)?|(?:i'm |i am )?not sure (?:if|whether) i (?:can|could)
    (?:i'm |i am )?not sure (?:to|i can|i'll|i will) be (?:available|free|there)
    (?:{WE} ?(?:'m|am) )?a maybe for now|hard to (?:say|tell) (?:right now|yet|at the moment)
    (?:i'm |am )?(?:not sure|unsure|undecided|not certain) (?:about|for|on) {IT}(?: yet)?
    (?:i )?(?:am |'m )?(?:still )?(?:not sure|unsure|not certain|don't know|do not know|cannot say
    can't say|can't tell
    cannot tell)(?: yet| now| today)* (?:if|whether) i(?:'ll|'m)?(?: (?:will|am|can
    could|be|able|to))* (?:{COME}
    coming|joining)(?: or not)?
    (?:put|mark|count|keep|leave|note) me (?:down )?(?:as|for|on|at|with)(?: a)? (?:maybe|tentative|undecided)
    no (?:idea|clue)(?: yet$| (?:yet )?(?:if|whether) i ?(?:can|could|will|'ll) (?:{COME}))
    (?:i'm )?(?:a |it's a )maybe
    (?:it |i |that )?(?:could|might|can) go either way|(?:it's |it is |i'm )?(?:touch and go|up in the air
    in the balance|50 50|fifty fifty|on the fence|in two minds|undecided|tentative
    a (?:solid |big |firm |strong |definite )?maybe|not certain|not sure|unsure|uncertain|unclear|open
    not clear)(?: yet| as yet| at this point| right now| at the moment| still)*(?: (?:if|whether) i ?(?:can
    could|will|'ll) (?:{COME}))?
    (?:i )?(?:don't|do not|can't|cannot) (?:know|say|tell|promise|commit|confirm)(?: (?:yet|anything
    for sure|for certain|now|at this point|right now))*(?: (?:if|whether) i ?(?:can|will|'ll) (?:{COME}))?
    dunno(?: yet)?|too (?:early|soon) to (?:say|tell|know)|hard to (?:say|tell)
    i (?:might|may)(?: not)?|(?:i )?(?:might|may) (?:or (?:might|may) not )?(?:be able to )?(?:{COME})
    (?:i )?(?:might
    may) (?:not )(?:be able to )?(?:{COME})|(?:i ?'ll |i will |will )(?:try|do my best
    see if i can)(?: (?:my best|hard))?(?: to)?(?: (?:{COME}))?|trying to (?:{COME})
    (?:put|mark|count) me (?:down )?(?:as|for) (?:a )?maybe|tbc|tbd|remains to be seen
    (?:i'm )?(?:still )?waiting (?:to hear|for confirmation|on (?:confirmation|childcare
    a babysitter))[\w ]{{0,20}}
"""
SHORT = re.compile(
    rf"(?:(?:{SORRY}|so|it's|it is|let's say|i'd say|definitely|then) )*"
    r"(?:(?P<yes>yes|yep|yeah)|no|nope|no from me)"
    r"(?: (?:from me|for me|sorry|this time|for this one|please|thanks))?"
)
REPORTS = re.compile(
    r"\b(?:wrote|writes|said|says|told|tells|claims|asked|asks|texted|replied|answered|quote|imagine"
    r"|suppose|pretend"
    r"|thinks|thought|believes|hopes|wishes|pretends|he|she|they|him|her|his|them|last (?:week|month|time"
    r"|year))\b"
)
"""In a clause that is none of these: somebody else's words or affairs, or another time."""
WITHDRAWS = re.compile(
    r"(?:(?:please|just|kindly|you can|can you|could you|bitte|s'il vous plait|por favor|per favore) )*"
    r"(?:(?:take|remove|strike|cross|drop|scratch|delete|withdraw|opt|unsubscribe|unregister) me\b.*"
    r"|(?:cancel|withdraw|release|free(?: up)?|give (?:up|away)) (?:my|the) (?:spot"
    r"|seat|place|slot|participation|attendance|rsvp|booking|reservation|registration|invitation)\b.*"
    r"|i(?: want|'d like| would like| wish| need| am going|'m going) to (?:cancel|withdraw|unsubscribe"
    r"|opt out|drop out|pull out|back out)\b.*"
    r"|(?:streich\w*|nehmt?|nimm|tragt?) mich (?:bitte )?(?:von|aus|raus|heraus)?\b.*"
    r"|meldet? mich (?:bitte )?ab"
    r"|(?:retirez|enlevez|desinscrivez|supprimez|rayez) moi\b.*|annulez ma \w+"
    r"|(?:borrame|quitame|borrenme|quitenme|toglimi|cancellami|toglietemi|cancellatemi)\b.*"
    r"|(?:schrap|haal) me\b.*)"
)
"""After a yes: takes it back, or is about something else; alone it is no answer."""
ALL_WELL = re.compile(
    r"(?:(?:it's|that's|everything's|everything is|we're|i'm) )?(?:all |just )?(?:good|fine|well|clear|set|ok"
    r"|okay)(?: (?:here|now|with me|for me|on my (?:side|end)|thanks|thank you))*"
    r"|(?:there's |there is )?nothing(?:'s| is)? (?:wrong|the matter|changed|has changed)|nothing wrong"
)
"""After a no: answers whether something is wrong, rather than whether one comes."""
