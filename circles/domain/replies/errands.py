"""What people do for themselves, so that it is no follow-up: a haircut, a postcard, the shop to open.

Some verbs are of everyday life as often as of the circle's work: with these the writer's plan counts only
where it is for somebody of the circle, or its object is what circles work on.
"""

import re

from circles.domain.replies.languages import alternatives, any_of, words
from circles.domain.replies.names import Roster

_EVERYDAY = re.compile(
    "(?i)(?:"
    + alternatives("""
        get|buy|pay|order|visit|open|close|take|give|pick|clean|tidy|run|move|put|install|make|measure
        help|learn|have a look at|take a look at|look at|look over
        return|drop off|fix|remove|practi[sc]e|start|film|teach|do|book|reserve|change|build|plan|complete
        lead
    """)
    + r")\b"
)
_PRIVATE = any_of(r"""
    haircut|hair|nails|tattoo|postcards?|christmas|birthday|wedding|funeral|baby|exams?
    (?:my|a|the|our|some) (?:\w+ )?(?:dogs?|cats?|kids?|children|son|daughter|parents?|mother|father|mum|mom)
    (?:his|her|their) (?:\w+ )?(?:dogs?|cats?|kids?|children|son|daughter|parents?|mother|father|mum|mom
    wife|husband
    partner|sister|brother|grand\w+|family|aunt|uncle|dad|doctor|house|flat|thesis)
    to (?:his|her|their|my) (?:boss|landlord|bank|lawyer|insurance|neighbou?rs?)|for a raise|(?:living|bed
    bath)rooms?
    living room
    (?:an?|the|my|his|her|their) (?:new |better )?(?:job$|marathons?|house|flat|boats?|novel|diet|business
    garden|prayer)
    an? new (?:laptop|phone|computer|tablet|camera|suit)
    opportunity|chance|world domination
    my (?:\w+ )?(?:love|opinion|mind|blessing|life|tongue|fingers)
    (?:my|our|the) (?:\w+ )?(?:wife|husband|partner|sister|brother|grand\w+|family|in-laws|aunt|uncle|dad)
    (?:my|a|the|our) (?:\w+ )?(?:doctor|dentist|hairdresser|barber|vet|bank|landlord|plumber|therapist)
    groceries|shopping|laundry|dishes|dinner|lunch|breakfast|supper|pasta|soup|nap|shower|bath|beer|wine
    milk|bread|shoes|dress|clothes|furniture|sofa|bed|car|bike|bicycle|motorbike|garage|garden|kitchen|roof
    love|hugs?|kiss(?:es)?|greetings|regards|wishes|cab|taxi|apartment|holidays?|vacation|flights?|beach
    tax|insurance|gym|yoga|football|tennis|marathon|concert|cinema|movie|theatre
    festival|pub|taxes|tax return|passport|driving licen[cs]e|mortgage|rent|lawn
""")
_WORK = any_of(r"""
    notes?|minutes|summary|slides?|deck|report|agenda|draft|template|handouts?|documents?|docs?|contract
    figures
    numbers|questions?|list|survey|form|feedback|room|venue|projector|meeting|session|workshop|circle
    group|chat
    recording|video|demo|prototype|poster|flyer|article|paper|book|books|chapter|reading|link|links|folder
    wiki
    page|site|website|blog|post|newsletter|mail|email|invite|invitation|calendar|plan|roadmap|budget|quote
    proposal|application|cv|resume|letter|portfolio|interviews?|mock|presentation|talk|pitch|speech
    exercise|case
    study|data|spreadsheet|sheet|tool|tools|code|test|tests|version|checklist|glossary|guide|course|training
    project|goals?|tasks?|contact|contacts|intro|introduction|mentor|mentee|mentoring|team|client|customers?
    write ups?|writeups?|homework|speakers?|experts?|funding|sponsors?|interns?|trainees?|hr|legal
    manager|examples?|ideas?|topics?|library|invitations?|wifi|photos?|pictures?|invoices?|playlist|picnic
    sources?
    charter|discussions?|courses?|printers?|parking|bring (?:an? |the |some |my )?(?:cakes?|laptop)
    screenshots?|outline|schedule|dates?
    rota|reviews?
    minutes|scripts?|tickets?|snippets?|repo|repository|dashboard|metrics|okrs?|canvas|mindmap|whiteboard
    diagram|comments?|certificates?|questionnaires?|grants?|profile|council|museum|agency|hall|materials?
    resources?|translations?|texts?|abstract|statement|strategy|process|policy|stakeholders?|concept
    everyone|everybody|all of (?:you|us)|the others|for (?:us|you)|you|us|keys|printouts|copies|experiment
""")
_PLEDGES = any_of(r"""
    volunteer(?:ed|s)|promised?|agreed|offered|undert(?:ake|ook)|takes? (?:care|on|over)|commit\w*
""")
_ANYBODY = re.compile(r"(?i)\b(?:you|us|everyone|everybody)\b")
"""Whom things are done for, be they the circle's or not."""
_NAMES_A_THING = re.compile(
    r"(?:an?|the|my|our|some|no|time for|off to|lots of|more|another|first|finally) \w"
)
_CIRCUMSTANCE = re.compile(r"\b(?:after|before|during|when|while|once|from|at|because|since|as|about)\b.*")
"""After what is done: "send the deck after lunch"."""

_TAKEN_BACK = re.compile(
    r"\b(?:but|and|though|although|yet|only)(?: (?:now|i|we|sadly|unfortunately|sorry|then|really|just))*"
    r" (?:can't|cannot|can not|cant|couldn't|won't|didn't|(?:'m|am|was) not able to|wasn't able to)"
    r"(?: (?:do|manage|it|that|so|now|any ?more|after|all|yet|sorry|sadly|unfortunately|i'm|afraid))*$"
)
"""At the end of a promise: what was to be done can't be, or the writer can't come."""


def takes_back(said: str) -> bool:
    """Tell whether the folded words of a promise end by taking it back, or may do so."""
    return _TAKEN_BACK.search(said) is not None


def is_private(what: str) -> bool:
    """Tell whether what somebody will do is surely about their own life."""
    return bool(_PRIVATE.search(_CIRCUMSTANCE.sub("", words(what))))


def is_work(what: str) -> bool:
    """Tell whether words name what circles work on."""
    return _WORK.search(words(what)) is not None


def is_no_task(text: str) -> bool:
    """Tell whether words after "Next:" name a thing, and none that circles work on: "a long weekend!"."""
    said = words(text)
    if text.rstrip().endswith("!") and not is_work(text):
        return True
    return is_private(text) or (_NAMES_A_THING.match(said) is not None and not _WORK.search(said))


def is_everyday(act: str, what: str, roster: Roster, *, loose: bool) -> bool:
    """Tell whether a plan of the writer's, said with this verb, is likely about their own life.

    `loose` says that the verb is any at all, so that the rest must show that the circle is meant.
    """
    return bool(loose or _EVERYDAY.fullmatch(act)) and not is_for_circle(what, roster)


def is_surely_task(what: str, said: str, roster: Roster) -> bool:
    """Tell whether what has no day is a task all the same: pledged in so many words, or for the circle."""
    thing = _ANYBODY.sub("", what)
    return _PLEDGES.search(said) is not None or is_for_circle(thing, roster)


def is_for_circle(what: str, roster: Roster) -> bool:
    """Tell whether what is to be done is what circles work on, or for somebody of the circle."""
    return is_work(what) or _names_somebody(what, roster) or what.startswith("introduce ")


def _names_somebody(what: str, roster: Roster) -> bool:
    return any(roster.person(name) for name in re.findall(r"[^\W\d_a-z][\w'’-]+", what))
