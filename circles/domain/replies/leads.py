"""The yes, no or maybe that a sentence starts with, and when what follows shows that it is none.

"Yes, I read that", "No idea", "Absolutely hilarious": they go on about something else.
"""

import re
from itertools import islice

from circles.domain.replies import lead_cues
from circles.domain.replies.clauses import answered
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import answers, is_english, language_of
from circles.domain.replies.phrases import about_a_thing
from circles.domain.replies.sentences import Sentence
from circles.domain.replies.values import Context
from circles.domain.words import Rsvp

_QUOTED = re.compile(r"\s*[\"“„«]\w+[.,!]?[\"”“»]\s+\w")
"""A word somebody said, and something about it."""
_NOT = {"es": ["no"], "it": ["non"], "pl": ["nie"], "pt": ["nao"], "fi": ["en", "ei"]}
"""Where no is not as well: "No puedo creerlo"."""
_NOT_OF_COMING = re.compile(
    r"(?:the|an?|my|his|her|our|not) \w+(?!.*\b(?:works?|suits?|fine|for me|i'll|i'm|i will)\b)"
)
_MOST_LEAD = 5  # words

_CORRECTS = re.compile(
    r"^(?:(?:i mean|i meant|sorry|wait|actually|well|oh|rather|or rather|ich meine|je veux dire|quiero decir"
    r"|voglio dire|quero dizer|doch|enfin|o sea) )+"
)


def leading(sentence: Sentence, context: Context) -> tuple[Rsvp, str, str] | None:
    """Find the answer a sentence starts with, its words, and the rest."""
    said = sentence.said.split(" ")
    if _QUOTED.match(sentence.text):
        return None
    table = answers(context.language)
    for length in range(min(_MOST_LEAD, len(said)), 0, -1):
        phrase, rest = " ".join(said[:length]), " ".join(said[length:])
        if phrase in table:
            return None if _is_no_answer(phrase, rest, sentence, context) else (table[phrase], phrase, rest)
    return None


def cheers(first: Sentence, following: Sentence, kind: str | None) -> bool:
    """Tell whether a "Yes!" is about what is told next: "Yes! Benfica won", "Yes!! Finally spring!"."""
    text, said = first.text.rstrip(), following.said
    loud = text.endswith("!!") and bool(said) and not _point(kind).search(said)
    return text.endswith("!") and (loud or _is_off_the_point(said, kind))


def _point(kind: str | None) -> re.Pattern[str]:
    """Give the words that are about what was asked."""
    return lead_cues.ABOUT_US if kind == "recap-ask" else lead_cues.ON_POINT


def _is_no_answer(phrase: str, rest: str, sentence: Sentence, context: Context) -> bool:
    """Tell whether what starts like an answer goes on as something else."""
    value = answers(context.language)[phrase]
    thing = about_a_thing(phrase, context.language)
    return bool(
        (phrase in lead_cues.LIGHT and not lead_cues.LIGHT_REST.fullmatch(rest))
        or (phrase in lead_cues.EMPHATIC and not _stands_alone(phrase, rest, sentence))
        or (
            value is Rsvp.YES
            and is_english(phrase)
            and _is_off_the_point(rest, context.kind)
            and not _is_taken_back(phrase, sentence, context)
        )
        or (value is Rsvp.NO and _denies_something_else(sentence, context.language))
        or (value is not Rsvp.MAYBE and thing and thing.match(rest))
        or (
            value is Rsvp.MAYBE
            and not lead_cues.MAYBE_MEANT.match(rest)
            and not _stops_after(sentence.text, len(phrase.split()))
        )
    )


def _is_taken_back(phrase: str, sentence: Sentence, context: Context) -> bool:
    """Tell whether a yes to an invitation goes on as a no: "Yes, I have to cancel"."""
    rest = sentence.after(len(phrase.split()))
    return context.kind != "recap-ask" and answered(rest.pieces(), context.language) is Rsvp.NO


def _stands_alone(phrase: str, rest: str, sentence: Sentence) -> bool:
    """Tell whether an adverb is an answer by itself, or belongs to words about coming."""
    if _NOT_OF_COMING.match(rest):
        return False
    return (
        not rest or _stops_after(sentence.text, len(phrase.split())) or bool(lead_cues.ON_POINT.search(rest))
    )


def _denies_something_else(sentence: Sentence, language: str) -> bool:
    """Tell whether a no is part of something else: "No idea", "No conflicts on my side"."""
    if lead_cues.NO_BUT_NOT_NO.match(sentence.said) or lead_cues.OTHER_NO.match(sentence.said):
        return True
    if answered(islice(sentence.pieces(), 1), language) is Rsvp.YES:  # "No chance I'd miss it"
        return True
    name = language_of(language)
    if name == "pt" and re.match(r"no \w", sentence.said):  # in the
        return not _stops_after(sentence.text, 1)
    if sentence.said.split(" ")[0] in _NOT.get(name, ()) and not _stops_after(sentence.text, 1):
        return " " in sentence.said and answered(sentence.pieces(), language) is not Rsvp.NO
    of_noun = name == "en" and lead_cues.NO_OF_NOUN.match(sentence.said)
    return bool(of_noun) and not _stops_after(sentence.text, 1)


def _is_off_the_point(rest: str, kind: str | None) -> bool:
    """Tell whether a yes goes on about something else: "Yes, I read that"."""
    if kind == "follow-up":
        return False
    asserts = lead_cues.ASSERTS.search(rest) and not _point(kind).search(rest)
    return bool(asserts or lead_cues.A_THING.match(rest))


def _stops_after(text: str, count: int) -> bool:
    """Tell whether punctuation follows the first `count` words."""
    return bool(re.match(rf"\W*(?:[\w'’]+\W+){{{count - 1}}}[\w'’]+\s*[,;:.!–—-]", text))


def doubt_other_answer(value: Rsvp, rest: list[Sentence], draft: Draft) -> None:
    """Ask where a bare answer of another value follows the first: "No! I mean yes"."""
    known = answers(draft.context.language)
    for sentence in rest:
        said = known.get(_CORRECTS.sub("", sentence.said))
        if said and said is not value and not sentence.asks:
            draft.doubt(
                "conflict.rsvp", f"First {value}, then {said}: {sentence.text.strip()!r}", sentence.span
            )
