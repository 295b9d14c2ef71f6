"""What people write beside a word that is asked for, and what changes nothing of it.

A courtesy ("sorry", "thanks for asking"), the writer's own name, and quotation marks. To add a language, add
a row.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from circles.domain.replies.languages import alternatives, answers, language_of, words
from circles.domain.replies.lead_cues import LIGHT
from circles.domain.replies.segments import Segment
from circles.domain.replies.values import Context

# In this order: what may stand in one breath with a command, and how one begins that has a clause of its own.
_COURTESY = {
    "en": r"""
        please|pls|(?:(?:so|very|really|many) )?(?:sorry|thanks|thank you|thx|ty|cheers)|apologies|i'm afraid
        (?:thanks|thank you) (?:so much|very much|a lot|all|everyone|again)|sorry (?:all|everyone|about that)
        ;(?:thanks|thank you|thx|cheers)(?: all| so much| a lot)? (?:for|to)|(?:hope )?that's (?:ok|okay|fine)
        (?:i'm |i am )?(?:so |very |really )?sorry(?: all)? (?:for|about|to|that|not)|(?:my )?apologies for
        (?:all the )?best(?: wishes| regards)?$|(?:kind |warm )?regards|take care|what a (?:pity|shame)$
        (?:great|nice|lovely|good) to hear from
    """,
    "de": r"""
        bitte|danke(?: schon| euch| dir| sehr)?|(?:vielen|besten|herzlichen|lieben) dank|sorry|leider|schade
        (?:es )?tut mir (?:so |sehr |echt )?leid|entschuldigung|entschuldigt
        ;(?:danke|dank)(?: \w+)? fur|(?:vielen|besten|herzlichen|lieben) dank fur|entschuldig\w*|sorry fur
        (?:liebe[nr]? |viele |beste |schone )?gruss\w*|lg|vg
    """,
    "fr": r"""
        s'il (?:vous|te) plait|svp|stp|merci(?: beaucoup| bien| a tous| d'avance)?|malheureusement|dommage
        (?:je suis )?(?:vraiment )?desolee?s?|pardon|helas
        ;merci (?:beaucoup )?(?:pour|d'avoir|de (?:votre|ton|demander))
        desolee?s? (?:de|pour)|pardon (?:de|pour)|cordialement
        bien a vous|bises|bonne (?:journee|soiree|continuation)
    """,
    "es": r"""
        por favor|(?:muchas |mil )?gracias(?: a todos)?|lo siento(?: mucho)?|perdon|disculpad?|que pena
        lamentablemente|desafortunadamente
        ;(?:muchas |mil )?gracias por|(?:lo )?siento|perdon(?:ad)?|disculp\w+|saludos|un (?:saludo|abrazo)
    """,
    "it": r"""
        per (?:favore|piacere)|(?:tante |mille |molte )?grazie(?: mille| a tutti)?|scusate|scusa|purtroppo
        mi dispiace(?: molto| tanto)?|peccato
        ;grazie (?:per|di|del|dell'\w+)|scusa(?:te)?|mi dispiace|(?:un )?salut[oi]|ciao|a presto
    """,
    "pt": r"""
        por favor|(?:muito )?obrigad[oa](?: a todos)?|desculp(?:a|em|e)|lamento(?: muito)?|sinto muito
        infelizmente|que pena
        ;(?:muito )?obrigad[oa] (?:por|pela?|pelo)|desculp\w+|(?:um )?abraco|cumprimentos|beijinhos
    """,
    "nl": r"""
        alsjeblieft|alstublieft|aub|ajb|dank(?: je| jullie| u)?(?: wel)?|(?:alvast )?bedankt|helaas|jammer
        (?:het )?spijt me|sorry|excuses
        ;(?:dank|bedankt)(?: je| jullie| u)?(?: wel)? voor|(?:sorry|excuses) (?:voor|dat)|groet\w*
        met vriendelijke groet\w*
    """,
    "da": r"""
        (?:mange |tusind )?tak|venligst|beklager|undskyld|desvaerre|(?:det er jeg )?ked af det
        ;(?:mange |tusind )?tak for|undskyld|beklager|(?:venlig |mange )?hilsen(?:er)?|mvh$
    """,
    "sv": r"""
        (?:stort |manga )?tack(?: sa mycket)?|snalla|forlat|(?:jag ar )?ledsen|tyvarr|beklagar
        ;(?:stort |manga )?tack for|forlat|ledsen|beklagar|(?:vanliga )?halsningar|mvh$|hej da$
    """,
    "nb": r"""
        (?:mange |tusen )?takk|vennligst|beklager|unnskyld|dessverre|(?:jeg er )?lei meg
        ;(?:mange |tusen )?takk for|unnskyld|beklager|(?:vennlig |mange )?hilsen(?:er)?|mvh$
    """,
    "fi": r"""
        kiitos(?: paljon)?|kiitti|kiitoksia|ole hyva|olkaa hyva|anteeksi|pahoittelut|valitettavasti|harmi
        ;kiito\w+|anteeksi|pahoittelu\w+|(?:ystavallisin )?terveisin|terkuin
    """,
    "pl": r"""
        prosze|(?:bardzo )?dziekuje(?: bardzo| wam)?|(?:wielkie )?dzieki|przepraszam|niestety|szkoda
        (?:bardzo )?przykro mi
        ;(?:dziekuje|dzieki|przepraszam) za|(?:serdecznie )?pozdrawiam|(?:serdeczne )?pozdrowienia
    """,
}
_MOST = 5
"""Words of a courtesy in one breath with a command."""
_LONGEST = 12
"""Words of a courtesy that has a clause of its own."""
_CUT = re.compile(r"\s*[,;:.!–—]+\s+|\s+-+\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EDGE = " \t\n.,;:!*_\"'“”„«»‹›‘’()<>"


def bared(segment: Segment, context: Context) -> Segment:
    """Give a line without what stands at its ends and changes nothing of it; its span stays."""
    return replace(segment, text=without(segment.text, context.language, own_name(context)))


def barely(segment: Segment, context: Context) -> Segment:
    """Give a line without short courtesies and the writer's name: one with a clause may tell of others."""
    bare = without(segment.text, context.language, own_name(context), short=True)
    return replace(segment, text=bare)


def without(text: str, language: str, name: str = "", *, short: bool = False) -> str:
    """Take off a text's ends what changes nothing of it; nothing where that would be all."""
    bare = text.strip(_EDGE) or text
    parts = _parts(bare)
    kind = _is_short if short else _is_kind
    while len(parts) > 1 and _is_beside(bare[slice(*parts[-1])], language, name, kind):
        parts.pop()
    while len(parts) > 1 and kind(bare[slice(*parts[0])], language):
        parts.pop(0)
    return _in_one_breath(bare[parts[0][0] : parts[-1][1]], language).strip(_EDGE) or text


def plain_answer(segment: Segment, context: Context) -> Segment:
    """Give a bare yes, no or maybe without what stands beside it, "No - Dee"; else the line."""
    bare = bared(segment, context).text
    said = words(bare)
    is_sure = said not in LIGHT and "?" not in segment.text
    return replace(segment, text=bare) if is_sure and said in answers(context.language) else segment


def is_courtesy(text: str, language: str) -> bool:
    """Tell whether a text is courtesies and nothing else."""
    each = [text[slice(*part)] for part in _parts(text.strip(_EDGE))]
    return any(each) and all(_is_kind(part, language) for part in each if words(part))


def own_name(context: Context) -> str:
    """Give the writer's name as their circle knows it, or as we do where they have none."""
    return next((each.name for each in context.members if each.email == context.writer), context.name)


def _parts(text: str) -> list[tuple[int, int]]:
    """Cut a text where a clause may end."""
    found, start = [], 0
    for cut in _CUT.finditer(text):
        found.append((start, cut.start()))
        start = cut.end()
    return [*found, (start, len(text))]


def says_nothing(text: str, language: str, name: str) -> bool:
    """Tell whether a text is a short courtesy, or the writer's name or a part of it."""
    said = words(text)
    return set(said.split()) <= set(words(name).split()) or _is_short(text, language)


def _is_beside(part: str, language: str, name: str, kind: Callable[[str, str], bool]) -> bool:
    return says_nothing(part, language, name) or kind(part, language)


def _is_kind(part: str, language: str) -> bool:
    said = words(part)
    return len(said.split()) <= _LONGEST and any(
        short.fullmatch(said) or begins.match(said) for short, begins in _known(language)
    )


def _in_one_breath(text: str, language: str) -> str:
    """Take off a courtesy that no mark parts from the rest: "please move", "Done 1 thanks"."""
    tokens = [*_WORD.finditer(text)]
    for count in range(min(_MOST, len(tokens) - 1), 0, -1):
        last, first = tokens[-count:], tokens[:count]
        if _is_short(text[last[0].start() : last[-1].end()], language):
            return _in_one_breath(text[: last[0].start()].rstrip(), language)
        if _is_short(text[first[0].start() : first[-1].end()], language):
            return _in_one_breath(text[tokens[count].start() :], language)
    return text


def _is_short(text: str, language: str) -> bool:
    said = words(text)
    return any(short.fullmatch(said) for short, _ in _known(language))


@cache
def _known(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(_row(_COURTESY[name]) for name in dict.fromkeys(("en", language_of(language))))


def _row(table: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    short, begins = (alternatives(each) for each in table.split(";"))
    return re.compile(rf"(?:{short})(?: (?:{short}))*"), re.compile(rf"(?:{begins})(?!\w)")
