"""The words by which a sentence tells of a meeting that was, as patterns over plain sentences.

Plain means straight apostrophes and single spaces. Patterns of `any_of` are for folded words.
"""

import re

from circles.domain.replies.languages import alternatives, any_of

_ENDS = (
    r"(?=\W*$|\s*[,.;:!()–—]| (?:and|but|though|this|today|yesterday|on|at|due|because|since|as|with|sadly"
    r"|briefly|shortly|quickly|virtually|alone|only|bar|besides|other than|until|till|before|after|throughout"
    r"|the whole time|the entire time|half ?way|towards|to the end|in full|right|first|very|a (?:bit"
    r"|little)|when he|when she"
    r"|monday|tuesday|wednesday|thursday|friday|nevertheless|anyway|instead|whereas|last-minute"
    r"|last minute|unannounced|promptly"
    r"|again|the (?:same|very|night|day|evening|morning)|that (?:day|morning|evening)|in the (?:morning"
    r"|evening|afternoon)"
    r"|an hour|a (?:day|week)|\w+ (?:hours?|minutes?|days?) (?:before|earlier|late)|earlier|beforehand"
    r"|however|sorry"
    r"|in person|so|unfortunately|too|either|also|late|last|for|from|via|by|online|remotely|in the end"
    r"|after all|while"
    r"|except|apart|minus|without)\b)"
)
GATHERING = "(?:meeting|session|call|circle)"
# After a word for why one missed: what it is about, if said, makes it another matter.
_REASON_ENDS = (
    r"(?=\W*$|\s*[,.;:!()–]| (?:and|but|so|unfortunately|sadly|this time|today|yesterday|that day|again|too"
    r"|then|because|either|also|as well|apparently|instead|with (?:a |the )?(?:flu|fever|cold|covid))\b)"
)
_MEETING = (
    rf"(?: (?:it|us|me|(?:the|our|this|last)(?: \w+)? (?:meeting|session|call|circle|one|time))\b|{_ENDS})"
)
_HOW = r"(?:all |both |also |each |indeed |finally |actually |just |sadly |unfortunately )*"
_IN_PERSON = (
    r"(?! (?:for (?:christmas|easter|dinner|lunch|tea|breakfast|the (?:weekend|holidays|party|wedding"
    r"|birth))|on (?:holiday|vacation|business)|for (?:me|you|him|her|us|his|their|my)|when|at the"
    r"|in (?:spirit|mind|our|my)))"
)
OURS = r"(?:it\b|(?:the|our|this|last|yesterday's|\w+day's) (?:\w+ )?(?:meeting|session|call|circle))"
_NOT = r"(?:n't|nt|t| not)"
_DID_NOT = rf"(?:did|could|coud|cud){_NOT}"
_THROUGHOUT = (
    r"(?! (?:at first|until|till|initially|at the (?:start|beginning)|from the (?:start|beginning)))"
)
_CAME = alternatives(rf"""
    came(?: along| in)?(?: to)?{_MEETING}|attended{_MEETING}|(?:showed|turned) up(?! on (?:my|tv
    television|his|her)\b){_ENDS}
    (?:dialled|dialed|called|dropped|popped|zoomed|phoned|tuned|sat|beamed|hopped|logged
    joined)(?: himself| herself| themselves)? (?:in|on|by){_ENDS}|logged (?:in|on)\b|connected (?:from|via
    by|late)\b
    (?:made|put in) (?:an|a (?:short|brief|quick|late|surprise)) appearance|(?:hung|stuck
    stayed) around{_ENDS}|(?:stayed|remained)(?: on| with us)?(?: only| just)? (?:until|till|to|for
    the whole)\b
    (?:showed|turned) up\b(?= (?:for|half|\d|ten|five|twenty|fifteen|in the|via|from|early|late))|(?:came
    joined|arrived|attended|dialled in) (?:only |just )?for (?:the (?:first|last|second|final|whole|entire
    full)|a (?:bit|while|short|few)|half|\w+ minutes)\b
    (?:was|were) (?:all )?(?:in attendance|with me|in the building|in the house|up for it|on board|on screen
    online)\b|came (?:through|anyway){_ENDS}
    joined(?: us| me| the call)? (?:via|from|over|through|on|by(?= (?:phone|video|zoom|teams
    skype))) (?:the |his |her |a )?\w+{_ENDS}|followed (?:online
    remotely|by (?:phone|video)){_ENDS}
    (?:has|have) (?:come|attended|joined|been there){_ENDS}|(?:was|were) part of it
    (?:did|managed to) (?:(?:come|show up|turn up|make it)(?: to)?|join|attend|be there|(?:take part
    participate)(?: in)?){_MEETING}
    arrived(?: (?:on|in) time|{_ENDS})
    (?:left|had to (?:leave|go|run)|ran off|dropped off) (?:after (?:\w+ ){{0,2}}(?:hour|minutes?|minute
    \d+)|half ?way|before the end|at half)\b
    (?:hosted|chaired|moderated|facilitated)(?: (?:it|the {GATHERING})|{_ENDS})
    took (?:the )?(?:notes|minutes)
    (?:led|opened|closed) (?:it|the (?:discussion|{GATHERING})){_ENDS}
    (?:was|were) (?:on (?:the )?(?:call|line|zoom|video)|(?:in|at) the (?:room|call|meeting
    session))\b
    went(?: along| there| too)?(?=\W*$|\s*[,.;)]| (?:but|and|as)\b)|showed{_ENDS}
    made it(?! (?:very |quite |perfectly )?clear)(?: there| on time| in time| in| to the {GATHERING})?{_ENDS}
    joined(?: in)?{_MEETING}|(?:took part|participated)(?: in)?{_MEETING}
    (?:was|were) {_HOW}(?:there|present|here|around|with us){_IN_PERSON}
    (?:was|were) able to (?:come|join|attend|make it)|could (?:come|make it)|(?:was|were|could)(?=\W*$|[,;])
    (?:was|were) (?:on time|early)\b
    (?:left|had to leave) (?:a bit |a little )?early(?! for (?:her|his|their|the) (?:holiday|honeymoon
    weekend))|stayed (?:to|till|until) the end
    (?:was|were|came|arrived|joined) (?:(?!home|back)[\w-]+ ){{0,4}}later?\b(?! (?:at (?!the (?:start
    beginning))|with|on|in
    to (?:reply|answer|respond))\b)(?! for (?!it\b|us\b|{OURS}|the start)| \w+ing\b)
    did(?: too)?{_ENDS}|(?:(?<!\bI )|(?<=and I ))had an? (?:[\w-]+ ){{0,2}}(?:chat|talk|discussion
    conversation|exchange
    meeting|session)(?! with (?:his|her|their|my|the|an?)\b)(?: with us)?{_ENDS}
""")
_MISSED = alternatives(rf"""
    {_DID_NOT} (?:come|go|turn up|appear|participate|dial in|log in|take part)(?: to)?{_MEETING}
    {_DID_NOT} (?:show up(?: to)?{_MEETING}|show{_ENDS})
    {_DID_NOT} (?:(?:make|attend|join)(?: in)?{_MEETING}(?! (?:into|to (?!{OURS})|up|work|clear|happen|big
    onto|past))|be there\b)
    (?:was|were){_NOT} {_HOW}(?:there|here|present|around|with us|among us)\b{_THROUGHOUT}
    (?:was|were){_NOT} {_HOW}able to (?:come|join|make|attend|be there)
    (?:was|were) {_HOW}(?:missing|absent)(?![-\w])(?! (?:the|an?|his|her|their|my|some|you|out
    from (?!{OURS})))
    (?:was|were) (?:a )?no[- ]shows?|(?:was|were) {_HOW}(?:unable|not able) to (?:come|join|make|attend
    be there)
    (?:had |clean |totally |completely )*forgot(?:ten)?(?: about)?(?: (?:it|us|the {GATHERING})|{_ENDS})
    excused (?:himself|herself|themselves|themself)
    (?<!had )missed(?! (?:me|us)\b){_MEETING}|skipped{_MEETING}|(?:never|no)[ -]show(?:ed)?(?: up)?{_ENDS}
    never (?:came|turned up
    made it)
    (?:sent|gave|made) (?:(?:his|her|their|my) )?(?:apologies|regrets|excuses)
    apologi[sz]ed for (?:not (?:coming|making it|being there)|missing it|(?:his|her|their) absence)
    failed to (?:show(?: up)?|come|join|attend|turn up|appear|make it){_ENDS}
    (?:called|phoned|rang|wrote) in sick|(?:was|were) nowhere (?:to be (?:seen|found)|in sight)|(?:ghosted
    stood)(?: us| me)?(?: up)?{_ENDS}|(?:overslept|slept in|slept through(?: it)?|flaked(?: out| on us)?
    chickened out|cried off|begged off|opted out|bowed out|ducked out|wimped out|no-showed){_ENDS}
    (?:got|had|mixed up|confused|wrote down|misread|forgot) (?:the )?(?:wrong )?(?:day|time|date|week|hour
    time zone|dates|days|times)(?: wrong| mixed up)?{_ENDS}|gave (?:it|us|this one|the {GATHERING}) a miss
    stayed away{_ENDS}|blew (?:us|it) off|sat (?:it|this one) out
    (?:sent|texted|emailed|mailed)(?: (?:his|her|their|in))* (?:regrets|apologies|excuses)|(?:was
    were) (?:a )?(?:no[- ]?show|absentee)s?|(?:didn't|did not) (?:manage|make the time|find the time
    get away|get out|appear){_ENDS}
    (?:was|were) (?:prevented|unavailable|indisposed|excused|out of action|out of town|out of office)\b
    missed out{_ENDS}|had to (?:pass|decline|stay away|call off|pull out|drop out|send (?:his|her
    their) (?:apologies|regrets|excuses)|sit (?:it|this one) out){_ENDS}
    (?:couldn't|could not|didn't|did not) (?:find (?:the )?(?:link|room|place|way)|get (?:in|there|through
    away|out|off work|the day off|a sitter)){_ENDS}|(?:let|left) us (?:down|hanging)|did not turn out
    didn't turn out
    had to (?:cancel|skip|miss|bail)(?: and missed it)?{_MEETING}
    (?:bailed|(?:dropped|pulled|backed) out)(?! (?:after|half|midway|at the (?:end|start|half|beginning)
    early|towards)){_ENDS}
    cancell?ed(?! (?:the|an? (?!hour|day)|my|his|her|their|our|it|all)\b)|not(?=\W*$|\s*[,.;])
    (?:did|could|was|were){_NOT}{_ENDS}
""")
_WHATEVER = "(?:(?! and | but )[^,.;]){1,40}"
_WHATEVER_ENDS = "(?: (?!and|but)[\\w']+){0,4}(?=\\W*$|[,.;]| and| but)"
_PLACE = (
    "(?:conference|hospital|dentist|doctor|airport|plane|flight|wedding|funeral|court|trip|appointment|exam)"
)
_EXCUSED = alternatives(rf"""
    (?:was|were){_NOT} (?:feeling |very |too )*well{_REASON_ENDS}
    (?:was|were) {_HOW}(?:(?:off )?sick|ill|unwell|not well|abroad){_REASON_ENDS}
    (?:was|were) {_HOW}on (?:holiday|vacation|leave|call|shift){_REASON_ENDS}
    (?:was|were) {_HOW}(?:away|travell?ing)(?: (?:on business|for work|(?:in|to) [A-Z]\w+))?{_REASON_ENDS}
    (?:was|were) {_HOW}(?:stuck|held up)(?: (?:in|at) (?:[a-z]+ ){{0,2}}[a-z]+)?{_REASON_ENDS}
    (?:was|were) {_HOW}(?:at work|busy(?: (?:at|with) work)?){_REASON_ENDS}
    had to (?:stay|be|look after|care for) (?:at |with |after )?{_WHATEVER}(?=\W*$|[,.;]| and| but)
    (?:was|were) {_HOW}(?:out(?: sick)?|double[- ]booked){_REASON_ENDS}
    (?:was|were) {_HOW}(?:at|in|on) (?:(?:an?|the|another|his|her) )?(?:[\w-]+ )?{_PLACE}{_REASON_ENDS}
    had (?:the |a )?(?:flu|covid|cold|fever|migraine|headache|temperature){_REASON_ENDS}
    got (?:stuck|held up)(?: (?:in|at) (?:[a-z]+ ){{0,2}}[a-z]+)?{_REASON_ENDS}
    had other (?:plans|commitments|engagements|obligations|things (?:to do|on)){_REASON_ENDS}
    had (?:(?:an?|another|some) )?(?:[\w-]+ )?(?:conflicts?|clash|appointments?|emergency){_REASON_ENDS}
    stayed (?:at )?home{_REASON_ENDS}|(?:was|were) {_HOW}(?:looking after|visiting|flying|driving|teaching
    moving house|in (?:bed|hospital|surgery|quarantine|isolation|labou?r)|off(?: work)?|tied up|swamped
    otherwise engaged|in another (?:meeting|call)|with (?:(?:a|an important|another) (?:client|customer
    patient)|clients|customers|patients)){_WHATEVER_ENDS}
    (?<=[a-z] )(?:both |off |out |still |home |at home )?(?:sick|ill|absent|missing|away|travell?ing|abroad
    unwell|on (?:holiday|leave|vacation)|stuck (?:at work|in traffic)|not (?:there|present)|no[- ]show
    excused)(?: at home| with (?:the )?(?:flu|covid|a cold))?(?=\W*$|[,;.])
    had to (?:stay (?:at )?(?:home|work)|work(?: late| that day)?){_REASON_ENDS}
""")
"""Why somebody may have missed it: where that is asked, or the sentence says more of who came."""
VERB = re.compile(
    r"(?i)(?<!\w)(?:also |indeed |finally |actually |sadly |unfortunately )*"
    rf"(?:(?P<missed>{_MISSED})|(?P<excused>{_EXCUSED})|(?P<came>{_CAME}))"
)
ALONE = re.compile(
    r"(?i)\b(?:nobody|no one|noone)(?: else)?(?: (?:came|showed up|turned up|was there|made it))?,? "
    r"(?:apart from|except(?: for)?|but|other than|besides) (?P<who>[^.;()]+?)"
    r"(?: (?:(?:was|were|has been) (?:there|present|around)|came|showed(?: up)?|turned up|made it|joined"
    r"|attended))?(?=\W*$|[.;()])"
)
"""Nobody came apart from me and Carl."""
AROUND_NAMES = re.compile(
    r"(?i)^(?:(?:both|just|only|poor|our|dear|old|good old|lovely|little|of course|obviously|naturally"
    r"|also|mainly|mostly|then) )+|,? (?:too|also|both|all|there|came|who|they|he|she|however|sadly"
    r"|unfortunately|alas|in the end|this time|as usual|for once|of (?:our|the) (?:circle|group)|has|have"
    r"|had|did),?$"
)
ONLY = re.compile(r"(?i)\b(?:just|only)\b")
AMONG_NAMES = re.compile(
    r"(?i)\b(?:of course|obviously|naturally|even|poor|dear|good old|our own|yours truly as"
    r"|last but not least|finally)\b,? ?(?=\w)"
)
CAPITALISED = re.compile(r"\b[A-Z][\w-]*")
NAME = re.compile(r"[^\W\d_a-zà-ÿ][\w.'’-]*(?: [^\W\d_a-zà-ÿ][\w.'’-]*){0,2}")
HEDGED = any_of(r"""
    when (?:i|we) (?:called|rang|phoned|visited)|missed (?:me|us|you)|in theory|theoretically|technically
    allegedly
    not true|false|doubt|none of|neither|assume|presume|imagine|suspect|expect|reckon|bet
    last (?:time|week|month|year)\b.*\bthis time|the (?:week|month|time|session|meeting|year) before
    previous(?:ly)?
    in (?:19|20)\d\d|last (?:month|year)|(?:years?|months?|weeks?) ago|the last time
    this time\b.*\blast (?:time|week|month|year)
    ^(?:everyone|everybody|we all|all of us) (?:came|attended|made it|(?:was|were) there) last time$
    i think|no idea|i guess|i believe|i suppose|maybe|perhaps|probably|possibly|not sure|apparently|supposedly
    seems?|according to|(?:i|we) (?:heard|hear)
    (?:said|says|told|mentioned|reported|thinks|claims|wrote|wonder)|if|whether
    might|may have|or|as far as|i (?:gather|understand)|i(?:'m| was| am) told|should be|it sounds
    sounds like|looks like
    should have|must have|would|i hope|hopefully|don't know|do not know|can't remember|don't remember
""")
THANKS = re.compile(
    r"(?:many |big |special )?(?:thanks?|thank you|cheers|congratulations|congrats|well done|bravo|welcome"
    r"|dear|love"
    r"|kudos|merci|danke|gracias|grazie|obrigad[oa]|bedankt|tak|tack|takk|kiitos|dzieki)\b(?!.*\b(?:only"
    r"|just|all|everyone)\b)"
)
THANKS_TO_ALL = re.compile(
    r"(?:(?:many |big |special )?(?:thanks|thank you|cheers|congratulations|congrats|well done)"
    r"|(?:i'm |i am )?(?:(?:so|very|really) )*sorry|(?:my )?apologies)"
    r"(?: (?:again|so much|very much|a lot))*(?: to)?(?: you)?(?: guys)? (?:all|everyone|everybody)"
    r"(?: (?:again|so much|very much|a lot|for \w+|of you))*"
)
FUTURE = any_of(
    r"(?:\w+'ll|will|won't|going to|can|can't|cannot) (?:\w+ )?(?:come|join|make it|attend|be there)"
)
PAST = any_of("last time|last week|yesterday|the (?:last|previous) (?:one|meeting|session|time)|this morning")
EVERYONE = re.compile(r"(?i)\b(?:everyone|everybody|all|nobody|no one|noone)\b")
