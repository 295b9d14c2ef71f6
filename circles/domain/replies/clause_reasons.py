"""Why one can't come, as whole clauses say it in English, and when that is reason enough; folded words."""

import re

from circles.domain.replies.clause_words import DAY, SORRY, WE
from circles.domain.replies.languages import alternatives

_OCCASION = alternatives(r"""
    conferences?|congress|training|workshop|weddings?|funeral|appointments?|dentist|doctor'?s?|hospital
    airport|exams?|court|interviews?|concert|match|play|recital|party|birthday|parents'? evening
    school (?:play|event|thing|concert)|offsite|retreat
    client(?:'s)?(?: visit| meeting| site)?|customer(?: visit| meeting)?|board(?: meeting)?|meetings?|trip
    flight|plane|train|shift|deadline|class|course|lecture|seminar|festival|trade fair|fair|event|visit
    audit|call|presentation|ceremony|graduation|rehearsal|surgery|operation|commitments?|engagements?|plans?
    obligations?|clash|conflicts?|thing|release|go-?live|launch|demo|emergency|webinar|vet|garage|gym
""")
_MINE = (
    r"(?:my|our) (?:\w+ )?(?:kids?|children|son|daughter|wife|husband|partner|mother|mum|mom|father|dad"
    r"|parents?|baby|girlfriend|boyfriend|sister|brother|grandmother|grandfather|dog|cat|boss|manager|team"
    r"|little one|toddler|family|babysitter|nanny|childminder|in-laws)"
)
_WHERE = r"(?:in|at|to|from) (?!the (?:loop|mood)|touch|mind|favou?r|general|principle|spirit)[\w' -]{2,30}"
_BUSY = alternatives(rf"""
    (?:very |quite |super |too |completely |totally |fully |really |a bit |pretty )*(?:away|busy|abroad
    booked|double[- ]booked|overbooked|tied up|travell?ing|swamped|snowed under|overloaded|slammed|working
    teaching|unwell|ill|sick|poorly|unavailable|absent|ooo|engaged|otherwise engaged|occupied|off|off sick
    off work|out sick|contagious|knackered|exhausted|grounded|housebound|hospitali[sz]ed)(?: (?:at|from
    with) work| {_WHERE}| (?:until|till) [\w ]+)?
    out of (?:the )?(?:town|office|country)|on (?:holidays?|vacation|leave|pto|annual leave|parental leave
    maternity leave|sick leave|paternity leave|duty|shift|call|the road|a (?:business )?trip|a (?:plane
    flight|train|course|call|night shift)|business|jury duty|my way to [\w ]+)
    (?:stuck|caught up|held up|needed|flying|driving|moving(?: house)?|tied up|locked) ?(?:in|at|on|to|from
    with)? ?[\w' ]{{0,30}}|(?:still )?(?:recovering|in bed|down)(?: (?:from
    with) (?:the |a )?(?:\w+ )?[\w-]+)?|under the weather|not (?:feeling )?(?:well|great|good)
    feeling (?:ill|sick|unwell|rough|awful|poorly)
    (?:at|in|on|to) (?:an?|the|my|another|our|his|her)? ?(?:[\w'-]+ ){{0,3}}(?:{_OCCASION})
    in another (?:meeting|call)|(?:in|at) (?:[\w']+) (?:then|that day|all week|this week|until \w+)
    visiting [\w' ]{{2,40}}|looking after [\w' ]{{2,30}}|giving (?:a|an) [\w ]{{2,20}}
""")
REASON = rf"""
    (?:{WE} ?)?(?:'m|am|will be|'ll be)? ?(?:taking|having) (?:the|an?) (?:day|week|month|afternoon
    evening) off
    something(?: (?:urgent|important|unexpected|else))?(?: has|'s| just)* (?:come|came|popped
    cropped) up(?: at (?:work|home))?
    it's (?:my|our|the day of (?:my|our)) (?:[\w'-]+ ){{0,4}}(?:anniversary|{_OCCASION})|(?:(?:i )?(?:will
    need to|have to|must|should|'ll|better) )+(?:stay|be|remain|rest) (?:in bed|at home|home|inside|put)
    (?:(?:{WE} ?)?(?:'m|am|'ll be|will be|'m still|are|'re|'ll still be) ?|(?:be|is|still) )?(?:{_BUSY})
    (?:(?:{WE} ?)?(?:'ve|have|just|already|also|have got|'ve got|got|do have|'ll have) ?)+(?:an?|the|another
    some|other|my|too many|a few|two|prior|previous|no) ?(?:[\w'-]+ ){{0,3}}(?:{_OCCASION})(?: (?:at work
    to (?:attend|go to|catch|finish|meet)|(?:at|with|in|for) [\w' ]{{2,30}}))?
    (?:there's|there is) (?:an?|another) (?:[\w'-]+ ){{0,2}}(?:clash|conflict|thing|event|meeting|emergency
    deadline)(?: (?:at|with) [\w' ]{{2,20}})?|(?:an?|another|the
    my) (?:[\w'-]+ ){{0,3}}(?:{_OCCASION})(?: has| just)? (?:got in the way|came up|clashes|conflicts
    came in between)
    (?:something|(?:an? )?(?:[\w'-]+ ){{0,2}}(?:emergency|thing|client|crisis|issue|deadline
    meeting))(?: has|'s| just| else)* (?:came|come|popped|cropped)(?: up| in between)?(?: at (?:work|home))?
    (?:it |that |this )?(?:clashes|conflicts|collides|overlaps) with [\w' ]{{2,40}}
    {_MINE} (?:is|are|has|have|got|'s) (?:[\w'-]+ ){{0,4}}(?:sick|ill|unwell|hospital|fever|flu|covid
    temperature|off school|visiting|in town|{_OCCASION})
    (?:(?:{WE} ?)?(?:'ve|have|got|'ve got|caught|have caught|'ve caught|'ve come down with|came down with
    have come down with) ?)+(?:the |a )?(?:\w+ )?(?:flu|covid|cold|fever|migraine|headache|bug|virus
    food poisoning|stomach bug|temperature|kids|guests|visitors)(?: (?:at home|over|staying))?
    {_MINE}(?:'s)? (?:[\w'-]+ ){{0,3}}(?:{_OCCASION}) (?:is|falls)(?: (?:on|that|at))?|(?:{WE} ?)?(?:'ve
    have|got) (?:got )?to (?:work(?: late)?|take|pick up|drive|look after|be at|be in|stay|go to|attend
    catch|finish|care for|study)[\w' ]{{0,40}}
    my plans have changed|plans changed|change of plans?|no (?:childcare|babysitter)|n a|(?:too )?(?:much
    busy)(?: going on)? at work|too much (?:on|work|going on)|work is (?:crazy|mad|insane|hectic|killing me)
    i don't have (?:the )?time|(?:i (?:have|'ve got) |there's )?no time
    (?:{DAY}s? )?i (?:teach|work|train|play|sing|have class)(?: \w+)?(?: (?:until|till|from|at) \w+)?
"""
REGRET = re.compile(rf"\b(?:{SORRY})\b")
KIN_ILL = re.compile(rf"\b{_MINE} (?:is|are|has|have|got|'s) \w+")
"""Somebody else's illness or concert: a reason only with a word of regret."""
ANCHOR = re.compile(
    rf"\b(?:{SORRY}|{DAY}|i(?:'ll| will) be|clash\w*|conflict\w*|double[- ]booked|overbooked|ooo|pto"
    rf"|holidays?|vacation"
    rf"|on (?:\w+ )?leave"
    r"|sick|ill|unwell|flu|covid|fever|abroad|travell?ing|away|(?:came|come|cropped|popped) up|emergency"
    r"|out of (?:the )?(?:office|town|country)"
    r"|(?:prior|previous|other|another) (?:engagement|commitment|appointment|obligation|plan)s?"
    r"|change of plans?|plans (?:have )?changed|jury)\b"
)
"""What makes a reason one for not coming: the day, a word of regret, or that it rules out any meeting."""
OTHER_TIMES = re.compile(
    r"\b(?:these days|lately|usually|often|always|sometimes|never|a lot|mostly|most (?:days|weeks)"
    r"|every \w+|in (?:20)?\d\d"
    r"|(?:in|next|last|from) (?:month|year|week|january|february|march|april|may|june|july|august|september"
    r"|october"
    r"|november|december|summer|winter|autumn|spring))\b"
)
"""Of a reason for missing meetings that are not the one asked about."""
WHY = re.compile(
    rf"\b(?:{DAY}|sorry|thanks?|thank|unfortunately|sadly|afraid|sick|ill|unwell|flu|covid|fever|cold"
    rf"|holidays?|vacation"
    r"|leave|away|abroad|travel\w*|trip|busy|tied|booked|clash\w*|conflict\w*|work(?:ing)?|deadline|office"
    r"|hospital"
    r"|can't|cannot|cant|won't|wont|not able|unable|skip|miss|pass|time|week|month|season|busy|late"
    r"|tonight|evening|afternoon"
    rf"|{_OCCASION}|have to|has to|had to|must|need to|got to|going to|i'll|i'm|i am|i will|(?:i"
    rf"|we)(?:'ve| have) (?:got |already |just )*(?:an?|the|another|to|my|other)"
    r"|(?:i|we) (?:have|got|had|need|must|leave|fly|travel|am|are)|we're|we'll|too|without me|next|fun"
    r"|no longer|any ?more|come|coming|join|attend"
    r"|make it|there|visit\w*|guests?|moving|call|shift|alone|kids|childcare|babysitter|school|town|home"
    r"|exhausted|tired)\b"
)
"""What makes words after a no a reason for it, or part of the answer."""
