"""What clauses about coming are made of in English: days, hours, meetings, verbs, regrets; folded words."""

from circles.domain.replies.languages import alternatives

DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight|this (?:afternoon|evening"
    r"|morning|week)"
    r"|then|that (?:day|time|evening|afternoon|morning|week|night|date)|at (?:that|this) time|all (?:day"
    r"|week))"
)
MEETING = (
    r"(?:(?:the|our|this|that|today's|tomorrow's|\w+day's) (?:\w+ )?"
    r"(?:meeting|session|call|circle|one|meet|meetup|chat|zoom))"
)
IT = rf"(?:it|that|this|{MEETING}|(?:this|that|the next) one|{DAY})"
COME = alternatives(rf"""
    go(?: there)?|be (?:in|on|at) {MEETING}|be (?:there|here|around|present|with (?:you|u)(?: all)?
    in attendance|on the (?:call|line)|on)
    be (?:coming|joining|attending|participating|dialling in|dialing in|calling in)(?: {IT}| in| along)?
    come(?: along| over| by| to {MEETING}| on {DAY}| {DAY})?|join(?: in| {IT}| you(?: all| guys)?| us)?
    attend(?: {IT})?|participate|take part|make (?:it|that|this
    {IT})(?: work| there| happen| to {MEETING})?|swing by|stop by
    drop (?:in|by)|pop (?:in|by|along)|show up|turn up|tag along|pop along|be joining(?: you)?
    (?:dial|call|phone|zoom|log|tune|hop|jump|beam)(?: myself)? (?:in|on)|do {IT}|manage(?: {IT})?
""")
WE = r"(?:(?:\w+ and )?i|we|me)"
SORRY = alternatives("""
    (?:i'm |i am |so |very |really |terribly |awfully )*sorry(?: (?:guys|all|folks|everyone|but|to say
    about that|about this|for the short notice))?|sry|sadly|unfortunately|alas|regrettably|regretfully
    i'm afraid(?: that)?|i am afraid|afraid|(?:my |many |sincere )?apologies|terrible timing|bad timing
    oh no|ugh|argh|damn|gutted
    bummer|pity|shame|unluckily
""")
CLOCK = (
    r"(?:(?:at|around|about|by|from|until|till) )?(?:\d{1,2}(?: \d\d)?|noon|five|six|four|three|seven"
    r"|half past \w+"
    r"|quarter (?:past|to) \w+)(?: ?(?:pm|am|h|ish|sharp|o'clock|uhr|on the dot))?"
)
_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr"
    "|jun|jul|aug|sep|oct|nov|dec)"
)
DATE = rf"(?:on |for |by )?(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)"
LATE = (
    r"(?:maybe |perhaps |probably |possibly |just |only |about )*(?:a (?:bit|little|few|couple of|tad"
    r"|touch)|\d+|five"
    r"|ten|fifteen|slightly)(?: (?:minutes?|mins?|mn))?(?: late)?"
)
