"""Words by which what is meant for a person, or for nobody else, is told from what is for the circle."""

import re

from circles.domain.replies.languages import alternatives, any_of

COMMON = any_of(
    """
        a|about|after|again|all|also|am|an|and|any|anybody|anyone|are|as|at|be|been|before|but|by
        can|come|did|do|does|each|every|everybody|everyone|few|for|from|get|go|got|had|has|have|he|her
        here|him|his|how|i|if|in|into|is|it|its|just|know|last|let|like|make|many|me|meet|meeting|more
        most|much|my|need|never|new|next|no|not|now|of|off|on|once|one|only|or|other|our|out|over|own
        people|person|same|say|see|she|should|so|some|somebody|someone|still|such|take|tell|than|that
        the|their|them|then|there|these|they|thing|think|this|time|to|today|too|two|up|us|very|want|was
        way|we|week|well|were|what|when|where|which|while|who|whom|whose|why|will|with|would|year|yes
        yet|you|your|circle|host|topic
    """
)
"""Words in which any mail may speak."""
FOR_A_PERSON = any_of(
    r"""
        please|could you|can you|would you|will you|can i|could i|may i|is it possible|is there (?:a|any) way
        (?:i am|i'm|was|i was) wondering|i wonder (?:if|whether)
        (?:i|we) (?:want|wanted|would like|wish|need) to (?:ask|speak|talk|know)
        i'd like to (?:ask|speak|talk|know)
        let me know|tell me|help me|need help|do you know
        (?:does not|doesn't|did not|didn't|is not|isn't) work(?:ing)?|not working|broken
        (?:did not|didn't|never|have not|haven't) (?:get|got|receive|received)
        (?:the|this|that|your|my) (?:link|invite|invitation|e ?mail|mail|mails|page|calendar|address|password)
        reschedul\w*|postpon\w*|(?:another|different|other|new) (?:time|day|date|hour|circle|mentor|group)
        move (?:the|our|this|it)
        (?:the|this|our|my) (?:circle|group|programme?) (?:\w+ )?(?:is|isn't|was|wasn't|does|never|not|has)
        (?:the|this|our|my) (?:meetings?|mentors?|host) (?:\w+ )?(?:is|isn't|wasn't|doesn't|never|not)
        organi[sz]ers?|complain\w*|unsafe|harass\w*|uncomfortable|confidential|private(?:ly)?
        (?:do not|don't) (?:tell|pass|forward)|not for (?:the )?(?:others|everyone|sharing)
        leave (?:the|this)|quit|unsubscribe|take me (?:out|off)|stop (?:sending|writing|mailing)|remove me
        absent|no show\w*|(?:did not|didn't) (?:come|show up|turn up)|late again|never (?:comes|shows)
    """
)
PLANS = any_of(
    r"""
        i(?:'ll| will| won't| would rather| am going| can't| cannot| could not| couldn't)
        we(?:'ll| will)|(?:and|so) will
        (?:this|that|these|next|last) (?:day|evening|morning|week|weekend|month|time|season|meeting|session)
        (?:mon|tues|wednes|thurs|fri|satur|sun)days?|tonight|tomorrow|some (?:weeks|months)|change the
        of you|you (?:all|never|always)|this (?:group|circle|programme?|project)|the (?:circle|group|season)
        register\w*|registration|error|account|document|link|app|form|website|dial|network
    """
)
"""Of what is to come, of the circle itself, or of our mails: no thought, unless it says that it is one."""
REASON = any_of(
    r"""
        sick|ill|illness|unwell|doctor\w*|dentist|hospital|surgery|fever|flu|covid|headache|migraine
        my (?:mother|father|mum|mom|dad|son|daughter|child|children|kids?|family)
        my (?:wife|husband|partner|parents?)
        funeral|wedding|birthday|holidays?|vacation|on leave|travel\w*|flight|fly|flying|train|abroad|away
        busy|clash\w*|conflict\w*|deadline|appointment|another meeting
        other plans|have to work|at work|on call
        sorry|unfortunately|apologies|regret\w*|emergency|exam\w*|conference|moving house|school|pick up
        can't|cannot|can not|couldn't|won't|unable|not able
    """
)
SMALL_TALK = re.compile(
    r"(?:(?:"
    + alternatives(r"""
        hi|hello|hey|all|everyone|everybody|ok|okay|great|good|perfect|lovely|super|cool|wonderful|sure
        (?:many )?thanks|thank you|thx|ty|cheers|so much|very much|a lot|noted|got it|will do|understood
        no (?:problem|worries)|(?:that's |that is )?good to know|good luck|safe travels
        well done|congratulations
        for (?:the|your|this|that) (?:note|mail|message|heads up|update|info|reminder)
        for (?:this|that|sharing)
        for (?:letting (?:us|me) know|telling (?:us|me)|organi[sz]ing(?: this| it)?)|again
        (?:i'm |i am )?(?:really |very |so )?looking forward(?: to (?:it|this|that|seeing you(?: all)?))?
        see you(?: all)?(?: there| then| soon| later| tomorrow| next (?:time|week|month))?
        till then|until then
        best(?: wishes| regards)?
        (?:kind |warm )?regards|take care|speak soon
        i'll be (?:there|a bit late)|have a (?:nice|good|great) \w+
    """)
    + r") ?)+(?: [a-z]+)?"
)
