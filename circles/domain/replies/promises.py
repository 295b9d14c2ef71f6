"""What a sentence says that somebody will do: "I'll send the deck by Friday".

Recorded when it is certain: somebody of the circle, a word for the future, a verb of the list. A wish, an
offer, a question and a condition are none of these; coming to a meeting is no follow-up.
"""

import re
from collections.abc import Iterator
from datetime import date

from circles.domain.replies.dates import find_date
from circles.domain.replies.draft import Draft
from circles.domain.replies.errands import is_everyday, is_private, is_surely_task, is_work, takes_back
from circles.domain.replies.languages import alternatives, any_of, words
from circles.domain.replies.other_meetings import SOME_OTHER_TIME
from circles.domain.replies.sentences import Sentence
from circles.domain.replies.values import CIRCLE, MOST_TEXT, NewFollowUp

_ACTS = alternatives(r"""
    send|share|write|set|book|read|prepare|introduce|find|ask|call|phone|email|e-mail|mail|draft|finish|update
    review|set up|organi[sz]e|arrange|look (?:into|for|up)|check|talk to|speak (?:to|with)|contact|create
    make|post|collect|start|schedule|record|present|put together|think about|sign up|apply|summari[sz]e
    upload|forward|invite|reserve|research|follow up|fix|test|plan|complete|submit|translate|order|buy|pay
    show|report|list|note|circulate|connect|reach out|ping|print|discuss|register|edit|type up|write up
    work on|build|design|publish|gather|compile|bring|lend|practi[sc]e|rewrite|revise|polish|record|interview
    proofread|clean|tidy|transcribe|film|download|install|measure|calculate|compare|define|propose|suggest
    recommend|nominate|approach|visit|message|text|announce|promote|explain|teach|demo|rehearse|evaluate
    assess
    analy[sz]e|run|lead|moderate|chair|facilitate|close|open|add|remove|change|put|read up|catch up with|host
    have (?=.{1,40} ready)|send round|hand|ring|chase|file|push|drop off|deliver|return|convert|merge
    print out|return (?=(?:the|my|your|his|her|it|our)\b)
    try out|sketch|outline|scan|copy|dig out|get in touch|get back to \w+ with|take care of|fill (?:in|out)
    try(?: out)?(?! to)|adapt|adjust|refine|improve|simplify|extend|shorten|verify|clarify|finali[sz]e|amend
    double-check|estimate|negotiate|brainstorm|pilot|launch|pitch|document
    have a look at|take a look at|look (?:at|over)|sort out|come up with|go (?:through|over)|get|do|give
    help|pick|learn|take
""")
_NO_ACTS = alternatives(r"""
    be|come|join|attend|participate|see|meet|try|think|have|feel|need|want|like|love|know|understand
    remember|forget|enjoy
    hope|happen|get|keep|let|hear|watch|celebrate|turn|become
    return(?= (?:to|home|from|on|tomorrow|today|next)\b|$)|walk|play|relax|rest|skip|pass|catch|go
    take|drive|travel|fly|arrive|leave|stay|sleep|eat|drink|wait|miss|rain|snow|cost|last|look|sit|cook|move
    both|each|all|definitely|certainly|gladly|happily|also|then|now|still|just|never|not|probably|hopefully
    work|start|make|dial|only|soon|always|end|help
    a|an|the|my|our|your|his|her|their|this|that
    cancel|decline|postpone|reschedule|apologi[sz]e|thank|stop|quit|finish early|focus|concentrate
""")
_ADVERBS = (
    "(?:also |then |now |definitely |certainly |gladly |happily |just |kindly |still |both |each |all )*"
)
_GOING = r"'ll| will|(?:'m| am|'s| is|'re| are) (?:going to|gonna)| gonna| shall"
_PLEDGED = (
    r" promised? to| under(?:take|took) to| commit to| is to| am to"
    r"|(?:'ve| have| has)? (?:agreed|offered|volunteered|promised) to"
)
_OUGHT = r" needs? to| have to| has to| must| plans? to"
_WILL = re.compile(rf"(?i)(?P<will>(?:{_GOING}|(?<=\bi)ll|{_PLEDGED}) {_ADVERBS})(?P<act>{_ACTS})\b")
_WILL_ANY = re.compile(
    rf"(?i)(?P<will>(?:{_GOING}|{_OUGHT}) {_ADVERBS})(?P<act>(?!(?:{_NO_ACTS})\b)[a-z]{{3,}})\b"
)
"""With any other verb, or more loosely said: where a day is given."""
_WILL_HAVE = re.compile(
    r"(?i)(?P<will>(?:'ll| will) have )(?P<act>sent|written|read|done|made|set up|put together|[a-z]{3,}ed)\b"
)
"""By a day that is given."""
_MAYBE_WILL = (
    "(?: (?:might|may|could|should|can|want to|hope to|intend to)|(?:'ll| will) try to|(?:'d| would) like to)"
)
_MAY = re.compile(rf"(?i)(?P<will>{_MAYBE_WILL} {_ADVERBS})(?P<act>{_ACTS})\b")
"""Only proposed."""
_STARTS = re.compile(rf"(?i)^\W*(?:will|gonna|going to) (?P<act>{_ACTS})\b")
_NAME_TO = re.compile(rf"(?i)(?P<will> to )(?P<act>{_ACTS})\b")
_DOES = re.compile(
    rf"(?i)(?:^|[,;] (?:and )?| and )(?:(?P<owner>[^\W\d_]+)(?P<will>) (?P<act>(?:{_ACTS})e?s"
    rf"|tries|carries|copies|verifies|clarifies|studies|applies)|(?P<mine>i|we) (?P<do>{_ACTS}))\b"
)
_ADDRESSED = re.compile(rf"(?i)^\W*(?P<owner>[^\W\d_]+)(?P<will>\s*:\s*(?:to )?)(?P<act>{_ACTS})\b")
"""Bo: send the recording by Friday."""
_WILL_ING = re.compile(
    r"(?i)(?P<will>(?:'m|'s|'re| am| is| are) (?:also |now |still )?)"
    r"(?P<act>(?!(?:going|coming|being|meeting|joining|attending|trying|having|thinking|hoping|planning"
    r"|leaving|working|looking|waiting|getting)\b)[a-z]{2,}ing)\b"
)
_PROMISED = re.compile(
    r"(?i)(?P<will> (?:promised|owes?) (?:us|me|you(?: all)?|everyone|everybody|the circle) )"
    r"(?P<act>(?:the|an?|his|her|their|my|some) )"
)
"""Carla promised us the template by Friday."""
_FOR = re.compile(
    r"(?i)^\W*(?:to-?do|todo|to do|action(?: item| point)?|next(?: step)?|task|homework"
    r"|follow-?up)s? (?:for|on) "
    r"(?P<owner>all of us|the (?:whole )?(?:circle|group)|[^\W\d_]+)(?P<will>\s*[:–-]\s*(?:to )?)"
    rf"(?P<act>{_ACTS})\b"
)
_PLEDGE_ANY = re.compile(
    rf"(?i)(?P<will>(?:{_PLEDGED}) {_ADVERBS})(?P<act>(?!(?:{_NO_ACTS})\b)[a-z]{{3,}})\b"
)
_AGREED_LIST = re.compile(r"(?i)\W*(?:we )?(?:agreed|decided|settled)\s*:\s*")
_SAID_TO = re.compile(
    r"(?i)\b(?P<who>[^\W\d_]+) (?:said|promised|confirmed|agreed|told (?:me|us|you))(?: that)? "
    r"(?P<he>i|he|she|they)(?:'d| would|'ll| will)\b"
)
"""Bo said that he would share it."""
_AGREED = re.compile(
    r"(?i)\b(?:we )?(?:agreed|decided)(?: that)? "
    rf"(?P<owner>[^\W\d_]+(?: [^\W\d_a-z]\w+)?) (?:will )?(?P<act>{_ACTS})s\b"
)
_TAKES = re.compile(
    r"(?i)(?P<will>) (?P<act>(?:takes|is taking|take|will take|picks up) (?:care of|on|over)"
    r"|is (?:handling|in charge of|responsible for))\b"
)
_REMIND = re.compile(rf"(?i)\b(?:please )?remind me to (?P<act>{_ACTS})\b")
_ITEM = re.compile(
    rf"(?i)^\W*(?:(?:my|our) (?:next step|action|todo|to-do|homework|task|job)s?|(?:next step|action|todo"
    rf"|to-do|homework|task)s? (?:for|on) (?:me|my side))(?: is| are|:)? "
    rf"(?:to )?(?P<act>{_ACTS})\b"
)
_UNCERTAIN = any_of(r"""
    if|unless|provided|providing|supposing|assuming|permitting|willing|with (?:a bit of |any )?luck|maybe
    perhaps|probably|possibly|might|could|would|should|hopefully|i hope|i think|i guess
    try to|or|depends|whether|not sure|once|as soon as|when (?:i|we|you|he|she|they|it)(?:'\w+)?
    someday|sometime|one day|eventually|at some point
    i can|do my best|be able to|(?<!\d )may(?! \d)|can|like to|want to|hope to|intend to
""")
_DENIED = any_of(r"""
    (?:said|says|told|thinks|heard)|not(?! sure)|never|won't|don't|doesn't|didn't|no longer|nobody|wish|doubt
    let you know|get back to you|need to (?:leave|go)
""")
"""Where these stand nothing is even proposed."""
_IDLE = re.compile(
    r"(?i)^(?:start \w+ing$|(?:write|send) (?:you|him|her) an? (?:\w+ )?(?:e-?)?(?:mail|message)\b|(?:tell"
    r"|inform|answer|let) (?:you|him|her|them)(?: \w+)?$"
    r"|(?:read|answer|check|open|print) (?:your|this|that|the|my) (?:e-?)?(?:mail|message)s?\b"
    r"|make a (?:mental )?note of (?:it|that|this)|\w+ (?:better|harder|less|more)$|drop (?:by|in)\b"
    r"|do (?:it|that|so|my best|better|well|fine)|get (?:there"
    r"|back(?! to \w+ with)|in(?!\s+touch)"
    r"|on|off|to the"
    r"|better|home|up|(?:married|divorced|promoted|pregnant|tired|older|ready|sick|ill|dressed)$"
    r"|married|divorced)"
    r"|make (?:it|sure|do|time|the (?:meeting|session|call|next))|take (?:part|a break|care(?! of)|it"
    r"|the (?:train|bus|day|next))"
    r"|call in|call you when|check my|bring (?:cake|biscuits|cookies|snacks|coffee|food|drinks)"
    r"|start (?:late|early)|(?:finish|start|stop|leave) (?:work|school|early|at \w+)"
    r"|\w+(?: (?:a (?:bit|little|while)|very|for))?(?: (?:late|later|soon|early|again|back|more|up|now|today"
    r"|then|here|there|negative|positive))*$"
    r"|find my way|add that|(?:put|take|bring|get|fetch|pick up) my (?:kids?|children|son|daughter)|not\b"
    r"|help (?:me|us|you)$|give it|think about it|look at it|ask you|learn (?:a lot|much)|work on (?:it"
    r"|that)$)"
)
_NO_OBJECT = re.compile(
    r"(?i)^\w+ (?:it|that|this|them|something|everything|you|him|her|us)(?: (?:back|on|over|off|to (?:you"
    r"|him|her|them)|again"
    r"|then|asap|later"
    r"|soon|as well|too))*$"
)
"""Send it later: nothing that a list could hold, unless a day is given."""
_I_AND = re.compile(r"(?i)^\W*i(?:'ve|'m|'d|'ll)?\b.*\band$")
_BEFORE = re.compile(r"(?i)^.*(?:[;:()]|,|\b(?:that|so|because|then|and then|but|while|meanwhile|also)\b) *")
_NAMES = re.compile(r"\W*[^\W\d_a-zà-ÿ][\w.'’-]*(?:(?: and |, | )[^\W\d_a-zà-ÿ][\w.'’-]*){0,3}")
_JOINED = re.compile(r"(?i)[ ,;]*(?:\b(?:and|but|while|then|so|also)\b[ ,]*)*$")
_Task = tuple[tuple[str, ...], str, date | None]


def promise(sentence: Sentence, draft: Draft, *, listed: bool = False) -> bool:
    """Read what somebody will do; tell whether a sentence says such a thing.

    `listed` is for what follows "Next:", where "Bo prepares the room" will do, whatever it is about.
    """
    marked = listed
    agreed = _AGREED_LIST.match(sentence.plain)
    listed = listed or agreed is not None
    text = _SAID_TO.sub(_will_do, sentence.plain[agreed.end() if agreed else 0 :])
    found = list(_found(text, draft, listed=listed, marked=marked))
    if not agreed and text != sentence.plain:  # reported: certain only with a day, or of oneself
        found = [each for each in found if each[2] or each[0] == (draft.roster.writer,)]
    if not found or sentence.asks:
        return False
    if takes_back(sentence.said):
        draft.doubt("follow-up.unsure", f"Takes back: {sentence.text.strip()[:80]!r}", sentence.span)
        return True
    said = sentence.said if text == sentence.plain else words(text)
    if _DENIED.search(said) or _UNCERTAIN.search(said) or SOME_OTHER_TIME.search(said):
        draft.note("follow-up.unsure", f"Not for certain: {sentence.text.strip()[:80]!r}", sentence.span, 0.3)
        if not _DENIED.search(said):
            draft.proposed += [
                NewFollowUp(owner, text, due, sentence.span)
                for owners, text, due in found
                for owner in owners
            ]
        return False
    for owners, what, due in found:
        wanted = due and draft.context.kind == "recap-ask"  # who does what next was asked
        if not (wanted or listed or is_surely_task(what.partition(",")[0], said, draft.roster)):
            draft.note("follow-up.unsure", f"May be no task: {what[:60]!r}", sentence.span, 0.3)
            draft.proposed += [NewFollowUp(owner, what, due, sentence.span) for owner in owners]
            continue
        for owner in owners:
            draft.follow_ups.append(NewFollowUp(owner, what, due, sentence.span))
            by = due.isoformat() if due else "no day given"
            whose = draft.roster.called(owner)
            draft.note("follow-up.says", f"{whose}: {what[:60]}, {by}", sentence.span, 0.9)
    return True


def _will_do(found: re.Match[str]) -> str:
    """Put what somebody said they would do as what they will do; not what is said of another."""
    himself = (found["who"].casefold() == "i") == (found["he"].casefold() == "i")
    return f"{found['who']} will" if himself else found.group()


def _found(text: str, draft: Draft, *, listed: bool, marked: bool) -> Iterator[_Task]:
    """Give the owners, the text and the day of everything that somebody will do."""
    starts: list[tuple[re.Match[str], tuple[str, ...]]] = []
    end = 0
    for match in _matches(text, listed=listed):
        owners = _owners(match, text[end : match.start()], draft)
        if owners:
            starts.append((match, owners))
        end = match.end()
    day = find_date(text[: starts[0][0].start()], draft.calendar) if starts else None
    for k, (match, owners) in enumerate(starts):
        act = match.start("do" if match.re is _DOES and match["do"] else "act")
        loose = match.re in (_WILL_ANY, _WILL_HAVE, _WILL_ING, _PROMISED) or (
            match.re is _DOES and not listed
        )
        last = len(text)
        if k + 1 < len(starts):
            last = _clause_end(text, act, starts[k + 1][0].start())
        what, due = _without_date(text[act:last], draft)
        due = due or (day[2] if day else None)
        own = owners[0] in {draft.roster.writer, CIRCLE} and not listed
        everyday = own and is_everyday(text[act : match.end()], what, draft.roster, loose=loose)
        idle = _IDLE.match(what) or (not due and (loose or _NO_OBJECT.match(what)))
        if what and (marked or match.re is _FOR or not (everyday or idle or is_private(what))):
            yield owners, what[:MOST_TEXT], due


def _matches(text: str, *, listed: bool) -> list[re.Match[str]]:
    patterns = (
        _STARTS,
        _WILL,
        _MAY,
        _AGREED,
        _TAKES,
        _REMIND,
        _ITEM,
        _FOR,
        _WILL_HAVE,
        _PLEDGE_ANY,
        _WILL_ING,
        _PROMISED,
        _ADDRESSED,
        _WILL_ANY,
    )
    found = sorted((m for pattern in patterns for m in pattern.finditer(text)), key=lambda m: m.start())
    if not found and listed:
        found = list(_DOES.finditer(text))
    elif not found and (match := _DOES.match(text)) and match["act"] and is_work(text):
        found = [match]
    if not found and (match := _NAME_TO.search(text)):
        found = [match] if _NAMES.fullmatch(text[: match.start()].strip()) else []
    return [m for k, m in enumerate(found) if not k or m.start() >= found[k - 1].end()]


def _owners(match: re.Match[str], before: str, draft: Draft) -> tuple[str, ...]:
    """Find who will do it: the writer, members, or the circle; nobody where the name is not surely known."""
    if match.re in (_REMIND, _ITEM, _STARTS):
        return (draft.roster.writer,)
    subject = (match["owner"] or match["mine"]) if match.re is _DOES else before
    subject = match["owner"] if match.re in (_AGREED, _FOR, _ADDRESSED) else subject
    if _I_AND.match(subject):
        return (draft.roster.writer,)
    for candidate in (subject, _BEFORE.sub("", subject), " ".join(subject.split()[-1:])):
        who = re.sub(r"(?i)^[ ,]*(?:and|but|also|both|so|then)\b[ ,]*", "", candidate.strip(" ,"))
        if not who:
            continue
        if draft.roster.owner(who) == CIRCLE:
            return (CIRCLE,)
        named = draft.roster.people(who)
        if named.emails and not named.unknown:
            return named.emails
    return ()


def _clause_end(text: str, act: int, following: int) -> int:
    """Find where what is to be done ends, when somebody else's follows: before their name."""
    cut = max(text.rfind(mark, act, following) for mark in (" and ", ", ", "; ", " while ", " but "))
    return cut if cut > act else following


def _without_date(text: str, draft: Draft) -> tuple[str, date | None]:
    """Take the day out of what is to be done."""
    found = find_date(text, draft.calendar)
    due = None
    if found:
        start, end, due = found
        text = f"{text[:start].rstrip()} {text[end:].lstrip()}"
    return _JOINED.sub("", text.strip(" .!,;–—-")).strip(" .!,;–—-"), due
