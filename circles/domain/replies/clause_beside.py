"""What may stand in English beside an answer, in its clause or in one of its own; folded words."""

from circles.domain.replies.clause_words import CLOCK, COME, DATE, DAY, LATE, SORRY
from circles.domain.replies.languages import alternatives

ASIDE = rf"""
    not (?:on shift|working|on call|busy|on duty)(?: {DAY})?|(?:i )?should have (?:answered|replied|written
    said)[\w' ]{{0,20}}
    (?:i |will |i'll |i will )?(?:tell|inform|update|let) (?:you|u)(?: all)?(?: know)?(?: (?:\w+ ){{0,3}}\w+)?
    sorry (?:for|about) [\w' ]{{3,50}}|(?:i )?just saw this|(?:i )?remember|great to hear|(?:love
    like) (?:this|the) topic
    (?:maybe|perhaps|possibly|probably) (?:(?:only|just|a|about|\w+) ){{0,3}}(?:late|min|mins
    minutes)(?: late)?
    (?:due to|because of|owing to|thanks to) [\w' ]{{2,40}}|(?:i'll be |will be )?(?:on mute|muted
    listening only|just listening|camera off|with (?:my )?camera off)|(?:terrible|bad|awful|unlucky) timing
    (?:if|albeit|maybe|perhaps|possibly|even if) (?:(?:i'm|only|just) )?(?:a )?(?:bit|little|few minutes|tad
    touch|slightly)? ?late
    (?:have|hope you have) (?:a )?(?:good|great|nice|lovely|fun|productive)? ?(?:fun|one|meeting|session
    time|day|chat|weekend|evening|week)(?: (?:all|everyone|without me))?|enjoy(?: (?:it|the (?:session
    meeting|chat)))?|good luck|next time(?: (?:for sure|again|definitely|then|hopefully))?
    (?:hope to |hopefully )?see (?:you|u|ya)(?: all)? (?:next time|soon|next (?:week|month)|in \w+)
    (?:(?:but |and )?i?(?: ?'ll| will| might| may| must| can only| only)* ?(?:have to|need to|be|only|arrive
    join|come in|leave|run|drop off|hop off|go|dial in|stay)[\w' ]{{0,30}}(?:late|later|early|minutes?|min
    mins|half|quarter(?: to| past)?(?: \w+)?|hour|\d+|first|end|beginning|half ?way|train|phone|car|remotely
    online|on time))
    (?:thanks|thank you|thx|ty|cheers)(?: [\w']+){{0,6}}|(?:i )?(?:appreciate|hope)(?: [\w']+){{0,5}}
    (?:will|i'll) (?:know|let you know|tell you|confirm|catch up|read the notes
    ask for the notes)[\w' ]{{0,30}}|(?:i )?hope that(?:'s| is) (?:ok|okay|fine|alright)|(?:that is
    that's) (?:a pity|a shame|too bad)|(?:what )?(?:a )?(?:pity|shame)|fingers crossed for [\w ]+
    (?:hi|hello|hey|dear)(?: \w+){{0,3}}|(?:keep|take|send) (?:me )?(?:posted|notes
    the notes)(?: [\w' ]{{0,20}})?|say hi(?: to [\w ]+)?|(?:miss you|love|best|regards|xx?|take care|bye
    ciao)(?: \w+)?
    (?:i )?(?:changed|have changed|'ve changed) my mind|good news|bad news|(?:so|very
    really) sorry(?: (?:about|for) (?:that|this|the (?:short|late) notice|the late reply))?|short notice
    for (?:the )?(?:short|late) notice|last minute|looks like
    (?:sounds|looks) (?:good|great|fun|interesting|like a plan|lovely|perfect)|(?:great|good|nice|lovely
    interesting) (?:topic|idea|question|one)|(?:roger|copy|noted|understood|got it)(?: that)?
    i(?:'d| would) (?:really |so )?(?:have )?(?:love|like|loved|liked) to(?: (?:{COME}))?
    i was (?:going|about|planning) to (?:say|decline|write)[\w' ]{{0,30}}|no (?:problem|worries|prob)
"""
_LIGHT = alternatives(rf"""
    (?:i )?just (?:wanted|want) to (?:say|confirm|let you know)(?: that)?|hii+
    dear (?:sir|madam)(?: (?:or )?madam)?
    i (?:told|promised|wrote to|said to) \w+(?: that)?
    (?:i |we )?(?:regret|confirm|hereby confirm)(?: to (?:say|inform you|tell you))?(?: that)?
    this is to (?:say|confirm
    let you know)(?: that)?|please note(?: that)?|such a (?:pity|shame)(?: that)?
    (?:it )?turns out(?: that)?|y'all
    (?:i'm |i am )?(?:pleased|happy|glad|delighted) to (?:say|confirm|tell you|let you know)(?: that)?
    confirming(?: that)?
    (?:and )?better|you can|i (?:shall|will|'ll)|i'm|i am|i|it is|it's|at (?:that|the) (?:time|moment)
    i(?: had)? thought i could come|dear (?:all|everyone|friends|organi[sz]er)|please
    (?:i've |i have |i )?decided to|let's say|i'd say|hi|indeed
    (?:i )?(?:have )?(?:only |just )*(?:found out|heard|learned|realised
    realized|remembered|noticed|been told)(?: that)?|(?:i )?forgot(?: that)?|(?:due to|because of
    owing to) (?:an?|the|my|some) (?:\w+ )?\w+(?= (?:i|we)\b)|(?:terrible|bad|awful) timing
    omg|haha+|lol|wow|yay|ooh|aww?|hurray|hooray|yippee|dang|nah|ya|day|good day|oops|ouch|what a (?:pity
    shame)
    hi|hello|hey|all|both|everyone|folks|guys|team|yes|yep|yeah|yup|sure|ok|okay|well
    great|cool|super
    perfect|lovely|nice|oh|ah|hmm|fyi|btw|right|now|just|actually|really|honestly|anyway|however|still|again
    thanks|thank you|thx|ty|cheers|ta|this time|this week|for me|from me|as for me|me|on my (?:side|end)
    at my end|in the end|after all|turns out|looks like|it looks like|it seems|seems|so|then|and|but|because
    since|as|no worries|no problem|of course|absolutely|definitely|certainly|gladly|happily
    (?:on )?{DAY}|today|i think it's fair to say|to be honest|tbh|i can confirm(?: that)?|happy to say
    glad to say|pleased to say|just to (?:say|confirm|let you know)(?: that)?
    wanted to let you know(?: that)?|letting you know(?: that)?|quick note|i'm writing to say(?: that)?
    though|although|even though|already|also|too
""")
BEFORE = f"{SORRY}|{_LIGHT}"
AFTER = rf"""
    {SORRY}
    the {DAY}|{CLOCK}|{DATE}|{LATE}|late|sharp|in time|x+|tbh|to be honest|by me|with me
    with (?:my |some |a |the |an |all |full |great |much |much )*(?:notes|laptop|questions?|coffee|tea
    camera off|camera
    on|joy|delight|smile|pleasure|bells on|enthusiasm|ideas?|mug|child|baby|kid|dog|cake|delay)
    (?:straight )?(?:from|by|via|through) (?:the |my |a |our )?\w+(?: lounge| office| room)?
    on (?:the |my |a )?(?:phone|train|call|video|zoom|teams|mobile|line|screen|bus|time)
    for (?:the )?(?:first|second|last|whole|full|entire)? ?(?:half(?: an hour)?|part|hour|minutes|bit)
    at this (?:stage|point)|with (?:great )?pleasure|and correct|in advance
    (?:at|from) (?:the )?(?:hotel|office|airport|station)
    (?:on |for |by |next )?(?:{DAY}|the \d+(?:st|nd|rd|th)?)|at (?:\d+|noon|five|six|four|three
    seven)(?: ?(?:pm|am|o'clock|ish))?|\d+(?:pm|am)
    this time(?: around| round)?|after all|though|either|too|as well|for sure|definitely|of course
    with pleasure|as (?:always|usual|planned|ever|promised|discussed)|again|all|everyone|guys|folks|both
    at all|any ?more|anymore|now|no matter what|promise|i promise|for me|from me|(?:at|on|from) my (?:end
    side)|here|thanks|thank you|thx|cheers|yet|at the moment|right now|in the end|already|100 percent|100
    indeed|please|gladly|happily
    (?:for|to|from|at) (?:the|this|our|that) (?:\w+ )?(?:meeting|session|call|circle|one|meetup)|online
    remotely|virtually|in person|(?:from|by|on|via) (?:the |my |a )?(?:home|train|phone|office|car|zoom
    video|teams|here|hotel|mobile|work|airport|bus|road|sofa|bed|desk)|on time|early|a (?:bit|little) late
    with (?:you|you all)|bright and early|for once|same as (?:always|last time)|in full|in this case
    i (?:think|guess) not|unfortunately not|until \w+|for the (?:whole|full) (?:hour|time)|so|without fail
    (?:with|and) (?:coffee|cake|biscuits|cookies|snacks|questions|tea)(?: in hand)?
"""
JOINS = r"""
    but(?: then)?|so|because|bc|cos|coz|since|(?<!long )(?<!soon )(?<!well )(?<!far )as(?! (?:always|usual
    planned|ever|promised|discussed|well|long|soon|far))|though|although|however|even though|due to
    that's why|which means|hence|therefore|meaning
    and(?= (?:i|i'll|i'm|i've|i'd|will|am|can|can't|won't|see|look|looking|hope|have|enjoy|thanks|sorry
    need to|thank|got|would|must|put|i'd)\b)
"""
