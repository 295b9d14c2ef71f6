"""Words that are meant for others: a thought for a meeting, what one takes with them, thanks for a note.

A thought says that it is one, or names a question and speaks in its words. Whether other words are for the
circle nobody but their writer can tell: they are not shared, and the answer shows the line that would.
"""

import re
from collections.abc import Iterable

from circles.domain.replies.languages import NOTHING, alternatives, any_of, words
from circles.domain.replies.lead_cues import OK_THANKS
from circles.domain.replies.segments import segments
from circles.domain.replies.values import Reading, Span
from circles.domain.words import MeetingState, Rsvp

LONGEST = 1000
"""Characters that are kept."""
FEWEST, FEWEST_BESIDE_NO, FEWEST_MARKED, FEWEST_LABELLED = 6, 8, 2, 1
"""Words that make a thought; beside a no, where they may be its reason; where it says that it is one; and
after a label of its own, which any word answers but "nothing"."""

_THOUGHT = re.compile(
    r"(?i)(?:^|[.\n,;:!]\s*|\b(?:but|and|so) )(?:here(?:['’]s| is) |(?:with )?)"
    r"(?:my |a |one |the )?thoughts?(?: (?:on|for|about) [\w ]{1,30}?)?"
    r"(?: (?:is|would be)(?: that)?\b|\s*[:–—-])\s*"
)
_WORDS_FOR_IT = alternatives("""
    (?:my )?thoughts?
    (?:meine? )?gedanken?|(?:ma |mes )?pensées?|(?:mi )?pensamientos?|(?:il mio )?pensier[io]
    (?:o meu |meu )?pensamentos?|(?:mijn )?gedachten?|(?:min )?tank(?:e|ar)|ajatu(?:s|kseni|kset)
    (?:moja )?myśli?
""")
_TAKEN_ALONG = alternatives("""
    (?:das )?(?:ich )?nehme (?:ich )?mit|mitgenommen|(?:ce que )?(?:je retiens|j['’]emporte)
    (?:lo que )?me llevo|(?:che cosa )?mi porto via|levo comigo|(?:dit )?(?:ik neem mee|neem ik mee)
    (?:det )?(?:jeg tager med|tager jeg med)(?: mig)?|(?:det )?(?:jag tar med|tar jag med)(?: mig)?
    (?:det )?(?:jeg tar med|tar jeg med)(?: meg)?|otan mukaani|vien mukanani|zabieram ze sobą
""")
"""What one takes with them, before a colon."""
ENDS_SHARE = "share.ends"
"""The rule of a line below what is shared that was read as a whole, so is no part of it."""
THOUGHT_LINE = re.compile(rf"(?im)^\W*(?:{_WORDS_FOR_IT})\s*[:：]\s*")
_TAKES = re.compile(
    r"(?i)\b(?:i(?:['’]ll| will)? (?:take|took)(?: \w+){0,3} (?:with me|away|home)|take with (?:me|us)"
    r"|take-?aways?|one thing|i(?:['’]ve| have)? learn(?:ed|t)|(?:key |my )?learning|(?:my |biggest )?insight"
    r"|sta(?:ys|yed) with me|struck me|i(?:['’]ll| will) remember)\b"
    rf"|(?:^|\n)\W*(?:{_TAKEN_ALONG})\s*[:：]"
)
_LEAD = re.compile(
    r"(?i)^(?:the )?(?:one thing )?(?:that )?"
    r"(?:i(?:['’]ll)? take (?:with me|away|home)|(?:my )?take-?away|one thing)(?: is(?: that)?)?\s*[:–—-]\s*"
    rf"|^(?:{_TAKEN_ALONG})\s*[:：]\s*"
)
_NUMBERED = re.compile(
    r"(?i)\b(?:(?:question|number|no\.|q) ?(?:\d|one|two|three|four)"
    r"|(?:first|second|third|fourth|last) question)\b"
)
_COMMON = any_of(
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
_FOR_A_PERSON = any_of(
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
        organi[sz]ers?|complain\w*|unsafe|harass\w*|uncomfortable|confidential|private(?:ly)?|between us
        (?:do not|don't) (?:share|tell|pass|forward)|not for (?:the )?(?:others|everyone|sharing)
        leave (?:the|this)|quit|unsubscribe|take me (?:out|off)|stop (?:sending|writing|mailing)|remove me
        absent|no show\w*|(?:did not|didn't) (?:come|show up|turn up)|late again|never (?:comes|shows)
    """
)
_PLANS = any_of(
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
_REASON = any_of(
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
_SMALL_TALK = re.compile(
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


def thought(reading: Reading, language: str, topic: str = "", names: Iterable[str] = ()) -> str | None:
    """Give what a reply to a topic brings along to the meeting, or None.

    `topic` is what the mail said of it, `names` those of the circle's people.
    """
    marked = _THOUGHT.search(reading.own_text)
    if _asks(reading) or (_says_more(reading) and not holds_thought(reading.own_text)):
        return None
    if marked:
        return _paragraph(reading, marked.end())
    said_no = reading.rsvp is Rsvp.NO
    shared = _plain(beside(reading), language, FEWEST_BESIDE_NO if said_no else FEWEST, names)
    if shared is None or _PLANS.search(words(shared)) or (said_no and _REASON.search(words(shared))):
        return None
    return shared if _NUMBERED.search(reading.own_text) and _speaks_of(topic, shared) else None


def marked_thought(reading: Reading) -> str | None:
    """Give the paragraph that begins with "Thought:", in a reply to any mail of ours; or None."""
    marked = THOUGHT_LINE.search(reading.own_text)
    return _paragraph(reading, marked.end()) if marked and not _asks(reading) else None


def take_away(reading: Reading, names: Iterable[str] = ()) -> str | None:
    """Give what a reply about a meeting that was says its writer takes with them, or None."""
    label = _label_of_take_away(reading)
    blocked = _asks(reading) or reading.met is MeetingState.NOT_HELD or (reading.commands and label is None)
    if blocked or not _TAKES.search(reading.own_text):
        return None
    shared = beside(reading, _end_of_share(reading, label[0]) if label else None)
    is_label = _LEAD.match(shared) is not None
    if _FOR_A_PERSON.search(words(shared)) or (is_about(names, shared) and not is_label):
        return None
    return _enough(_LEAD.sub("", shared), FEWEST_LABELLED if is_label else FEWEST_MARKED)


def marks_take_away(reading: Reading) -> bool:
    """Tell whether a line says that it is what its writer takes with them."""
    return _label_of_take_away(reading) is not None


def begins_share(line: str) -> bool:
    """Tell whether a line says that what follows is a thought, or what its writer takes with them."""
    return bool(THOUGHT_LINE.match(line) or _LEAD.match(line))


def holds_thought(text: str) -> bool:
    """Tell a label within a line, "No. Thought: ...", from a sentence: "My thought is that ..."."""
    marked = _THOUGHT.search(text)
    return marked is not None and marked.group().rstrip()[-1:] in {*":–—-"}


def labelled(reading: Reading) -> dict[str, str]:
    """Give what follows "Thought:" and "I take with me:", as it is written, by the rule that keeps it."""
    thought, taken = THOUGHT_LINE.search(reading.own_text), _label_of_take_away(reading)
    if thought is None and holds_thought(reading.own_text):
        thought = _THOUGHT.search(reading.own_text)
    begins = {"thought": thought and thought.end(), "take-away": taken and taken[1]}
    found = {name: _paragraph(reading, at) for name, at in begins.items() if at is not None}
    return {name: text for name, text in found.items() if text}


def may_be_thought(reading: Reading) -> str | None:
    """Give words beside an answer, or without one, that are too many to be nothing; their writer may say."""
    if "?" in reading.own_text or reading.commands:
        return None
    return _enough(beside(reading), FEWEST_BESIDE_NO)


def is_thanks(reading: Reading) -> bool:
    """Tell whether a reply is nothing but a kind word, which asks for no answer."""
    said = words(reading.own_text)
    nothing_else = reading.says_nothing and bool(reading.own_text.strip()) and "?" not in reading.own_text
    return nothing_else and (not said or is_small_talk(said))


def is_small_talk(text: str) -> bool:
    """Tell whether words are a greeting or courtesy and nothing else."""
    said = words(text)
    return bool(_SMALL_TALK.fullmatch(said) or OK_THANKS.fullmatch(said))


def beside(reading: Reading, before: int | None = None) -> str:
    """Give the words that no rule has read `before` a place, on a line, without greetings and small talk."""
    text = reading.own_text[:before]
    read = [rule.span for rule in reading.rules if rule.span]
    pieces = []
    for segment in segments(text):
        if segment.keyword:
            continue
        start, end = segment.span
        for from_, to in sorted(read):
            if from_ < end and start < to:
                pieces.append(text[start : max(start, from_)])
                start = max(start, to)
        pieces.append(text[start:end] if start < end else "")
    kept = (_flat(piece) for piece in pieces)
    return " ".join(piece for piece in kept if piece and not is_small_talk(piece))


def _paragraph(reading: Reading, start: int) -> str | None:
    """Give what is shared from here on, up to a blank line."""
    shared = reading.own_text[start : _end_of_share(reading, start)]
    return _enough(_flat(shared.partition("\n\n")[0]), FEWEST_LABELLED)


def _end_of_share(reading: Reading, start: int) -> int:
    """Find the next line that is of its own: another label, or one that was read as a whole."""
    read = {rule.span for rule in reading.rules if rule.id == ENDS_SHARE}
    ends = (
        each.span[0]
        for each in segments(reading.own_text)
        if each.span[0] > start and (each.keyword or each.span in read or begins_share(each.text))
    )
    return next(ends, len(reading.own_text))


def _label_of_take_away(reading: Reading) -> Span | None:
    """Give where the line that says what its writer takes with them begins, and where its label ends."""
    found = ((each, _LEAD.match(each.text)) for each in segments(reading.own_text) if not each.keyword)
    return next(((each.span[0], each.span[0] + label.end()) for each, label in found if label), None)


def _says_more(reading: Reading) -> bool:
    """Tell whether there is more than an answer for us."""
    return bool(reading.commands or reading.met or reading.attendance or reading.follow_ups)


def _asks(reading: Reading) -> bool:
    return reading.unsure or "?" in reading.own_text


def _plain(shared: str, language: str, fewest: int, names: Iterable[str]) -> str | None:
    """Give words that can be meant for others: about nobody, and in a language whose requests we know."""
    english = language.lower().startswith("en")
    if not english or is_about(names, shared) or _FOR_A_PERSON.search(words(shared)):
        return None
    return _enough(shared, fewest)


def is_about(names: Iterable[str], shared: str) -> bool:
    """Tell whether words name somebody of the circle."""
    return bool({part for name in names for part in words(name).split()} & set(words(shared).split()))


def _speaks_of(topic: str, shared: str) -> bool:
    """Tell whether words take up two of a topic's, or one of its title, which is its first line."""
    mine, title = _stems(shared), _stems(topic.partition("\n")[0])
    return bool(mine & title) or len(mine & _stems(topic)) > 1


def _stems(text: str) -> set[str]:
    """Give the words that say something, without their endings."""
    said = re.findall(r"\w+", _COMMON.sub(" ", words(text)))
    return {re.sub(r"(?<=\w{3})(?:ing|ed|es|s|e)$", "", word) for word in said if len(word) > FEWEST_MARKED}


def _enough(shared: str, fewest: int) -> str | None:
    shared = shared.strip(" \t\n-–—,;:/")
    says = len(shared.split()) >= fewest and not NOTHING.fullmatch(words(shared))
    return shared[:LONGEST] if says else None


def _flat(text: str) -> str:
    return " ".join(text.split())
