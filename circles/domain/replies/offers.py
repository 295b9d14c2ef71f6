"""Answers to what a mail asks of its reader, without yes or done: "That wasn't me", "I was there"."""

import re

from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import alternatives
from circles.domain.replies.sentences import Sentence
from circles.domain.replies.turnout_abroad import says_was_there as says_was_there_abroad
from circles.domain.words import Rsvp

_MINE = re.compile(
    r"(?:(?P<lead>yes|yep|yeah|yup|correct|no|nope|sorry) )?(?:sorry )?"
    r"(?:(?:that|it|this)(?:'s| is| was)? )?(?:(?:really|indeed|definitely|actually) )?"
    r"(?P<not>(?:(?:that|it|this) )?(?:isn't|wasn't|is not|was not|not|never) )?"
    r"(?:me|mine|my (?:address|mail|email|doing|request)|i who (?:wrote|sent|asked))"
    r"(?: (?:who|that) (?:wrote|sent|asked))?(?: (?:it|that|this|for (?:it|that|this)))?"
)
_DONE = re.compile(
    r"(?:(?:it|that|this)(?:'s| is| was| has been)? |(?:i|we)(?:'ve| have)? )?"
    r"(?:already |just |all |now |finally )?"
    r"(?:done|did|finished|completed|sorted|handled|sent|mailed|emailed|shared|posted|taken care of"
    r"|dealt with)"
    r"(?: (?:it|that|this|them))?(?: (?:off|out|over|around))?"
    r"(?: (?:already|now|today|yesterday|just now|this (?:morning|afternoon|week)|last (?:night|week)"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day))?(?: (?:thanks|thank you|cheers|\w+ thanks))?"
)
_JOINS = re.compile(r"^(?:(?:and|so|because|since|but) )+")
_BESIDE_DONE = re.compile(
    r"(?:(?:yes|yep|yeah|ok|okay|finally|as promised|in time|sorry(?: (?:for|about) the (?:delay|wait))?"
    r"|(?:many )?thanks|thank you|cheers|all good)(?: |$))+"
)
_NOT_DONE = re.compile(
    r"(?:(?:no|nope|nah|sorry|unfortunately|sadly) )*(?:"
    + alternatives(r"""
        no|nope|(?:i |we )?(?:haven't|have not|hadn't)(?: (?:done|started|finished|managed|begun)(?: (?:it
        this|that))?)?(?: yet)?
        (?:(?:it|that|this)(?:'s| is)? )?(?:still )?not (?:yet|quite|done|finished|ready|there)(?: (?:yet
        done|finished|ready|there))?
        (?:i'm |i am |we're )?(?:still )?(?:working on (?:it|that|this)|on it|at it)
        (?:it's |it is |still )*(?:in progress|open|pending|ongoing)
        noch nicht|pas encore|todavia no|aun no|non ancora|ainda nao|nog niet|ikke endnu|endnu ikke|inte an
        annu inte
        ikke enna|enna ikke|ei viela|viela ei|jeszcze nie
    """)
    + r")(?: (?:sorry|yet|thanks|thank you|unfortunately|soon))*"
)
_THERE = re.compile(
    r"(?:(?P<lead>yes|yep|yeah|no|nope|sorry) )*(?:sorry )?(?:but )?(?:i )?(?:"
    r"(?:was (?:there|present|at (?:it|the meeting))|came|attended(?: it| the meeting)?|took part"
    r"|(?P<elsewhere>was in|joined|made it))"
    r"|(?P<not>(?:wasn't|was not) (?:there|in|present|at (?:it|the meeting))|missed(?: it)?"
    r"|(?:didn't|did not|couldn't|could not) (?:come|attend|join|make it|be there|take part))"
    r")(?: (?:a bit late|late|for (?:a|the first|the last) \w+|sorry|unfortunately|indeed))*"
)
_HOSTS = re.compile(
    r"(?:(?:yes|ok|okay|sure|great|fine|of course) )*(?:i'll|i will|i can|(?:i'm |i am )?happy to)"
    r" (?:host|do it|lead)(?: (?:it|the meeting|this one))?"
)
_HOSTS_NOT = re.compile(
    r"(?:sorry )?(?:not this time|i (?:can't|cannot|won't|will not)(?: (?:host|do it|lead))?(?: it)?)"
    r"(?: (?:this time|sorry))*"
)


def would_host(sentence: Sentence) -> Rsvp | None:
    """Tell whether a sentence says that the writer will host, or will not; None where it says neither."""
    if sentence.asks:
        return None
    if _HOSTS.fullmatch(sentence.said):
        return Rsvp.YES
    return Rsvp.NO if _HOSTS_NOT.fullmatch(sentence.said) else None


def whose(sentence: Sentence) -> Rsvp | None:
    """Tell whether a sentence says that something is the writer's, or is not; None where it says neither."""
    found = _MINE.fullmatch(sentence.said)
    if found is None or sentence.asks:
        return None
    denied = found["lead"] in {"no", "nope", "sorry"}
    if denied and not found["not"] and found["lead"] != "sorry":
        return None  # "No, that was me" says both
    return Rsvp.NO if found["not"] else Rsvp.YES


def says_done(sentence: Sentence, draft: Draft) -> bool:
    """Tell whether a sentence says, once or twice, that the one follow-up a mail was about is done."""
    if not _is_asked_of_one(draft) or sentence.asks:
        return False
    pieces = [_JOINS.sub("", each) for each in sentence.pieces()]
    says = [_DONE.fullmatch(each) is not None for each in pieces]
    beside = (each for each, done in zip(pieces, says, strict=True) if not done)
    return any(says) and all(map(_BESIDE_DONE.fullmatch, beside))


def says_not_done(sentence: Sentence, draft: Draft) -> bool:
    """Tell whether a sentence says that the one follow-up a mail was about is not done yet."""
    asked = _is_asked_of_one(draft) and not sentence.asks
    return asked and _NOT_DONE.fullmatch(sentence.said) is not None


def _is_asked_of_one(draft: Draft) -> bool:
    """Tell whether the mail was about one follow-up, so that words can be about no other."""
    return len(draft.context.follow_ups) <= 1 and draft.context.kind == "follow-up"


def was_there(sentence: Sentence) -> Rsvp | None:
    """Tell whether a sentence says that the writer was there, or was not; None where it says neither."""
    found = _THERE.fullmatch(sentence.said)
    if found is None or sentence.asks:
        return None
    said = Rsvp.NO if found["not"] else Rsvp.YES
    leads = {"yes": Rsvp.YES, "yep": Rsvp.YES, "yeah": Rsvp.YES, "no": Rsvp.NO, "nope": Rsvp.NO}
    return said if leads.get(found["lead"] or "", said) is said else None


def says_was_there(sentence: Sentence, language: str) -> bool:
    """Tell whether a sentence is, in so many words, that the writer was there, where nobody had asked."""
    found = _THERE.fullmatch(sentence.said) if sentence.said.startswith("i ") else None
    told = found is not None and not (found["not"] or found["elsewhere"])
    return not sentence.asks and (told or says_was_there_abroad(sentence.plain, language))
