"""Who is said to have come, in the languages other than English: short clauses of names and a verb.

To add a language, add a row to each table. Words are folded: no case, no accents.
"""

import re
from collections.abc import Iterator
from functools import cache

from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import ands, fold, language_of, negates, straight
from circles.domain.replies.names import Named
from circles.domain.words import Attendance

_CAME = {
    "de": "waren da(?:bei)?|war da(?:bei)?|kamen|kam|sind gekommen|ist gekommen|waren anwesend|war anwesend"
    "|haben teilgenommen|hat teilgenommen|waren|war",
    "fr": "etaient la|etait la|sont venus|sont venues|est venue?|etaient presents?|etait presente?"
    "|ont participe"
    "|a participe|sommes venus",
    "es": "vinieron|vino|estuvieron|estuvo|asistieron|asistio|fueron|fue|vinimos|estuvimos|estaban|estaba",
    "it": "sono venuti|sono venute|e venuto|e venuta|c'erano|c'era|erano presenti|era presente"
    "|hanno partecipato"
    "|siamo venuti",
    "pt": "vieram|veio|estiveram|esteve|compareceram|compareceu|viemos|estavam|estava|foram|participaram",
    "nl": "waren er(?: bij)?|was er(?: bij)?|kwamen|kwam|zijn gekomen|is gekomen|waren aanwezig|was aanwezig",
    "da": "var der|kom|var med|var til stede|deltog|modte op",
    "sv": "var dar|kom|var med|var narvarande|deltog|dok upp",
    "nb": "var der|kom|var med|var til stede|deltok|motte opp",
    "fi": "tulivat(?: paikalle)?|tuli(?: paikalle)?|olivat (?:paikalla|mukana|lasna)|oli (?:paikalla"
    "|mukana|lasna)"
    "|osallistuivat|osallistui|paasivat|paasi",
    "pl": "byli|byl|byla|przyszli|przyszedl|przyszla|uczestniczyli|bylismy",
}
_MISSED = {
    "de": r"fehlten|fehlte|konnten? nicht|(?:hat|haben) (?:\w+ )?gefehlt|nicht$|war krank|waren krank"
    r"|war verhindert"
    r"|waren verhindert",
    "fr": "non$|pas$|manquaient|manquait|etait absente?|etaient absente?s|etait malade|n'etait pas la"
    "|n'est pas venue?|n'a pas pu|n'ont pas pu",
    "es": "no$|faltaron|falto|no vinieron|no vino|no pudo|no pudieron|no pudo venir|no pudieron venir"
    "|estaba enferm[oa]"
    "|no estuvo",
    "it": "no$|mancavano|mancava|non (?:e|ha) (?:potut[oa]|riuscit[oa])|era assente|erano assenti"
    "|non e venut[oa]|non c'era|era malat[oa]|invece no",
    "pt": "nao$|faltaram|faltou|nao pode|nao puderam|nao vieram|nao veio|nao pode vir|estava doente"
    "|nao esteve",
    "nl": "niet$|ontbrak(?:en)?|was ziek|was er niet|waren er niet|kwam niet|was afwezig|waren afwezig"
    "|kon niet",
    "da": "ikke$|manglede|var syg|kom ikke|var der ikke|kunne ikke|var ikke med",
    "sv": "inte$|saknades|var sjuk|kom inte|var inte dar|kunde inte|var inte med",
    "nb": "ikke$|manglet|var syk|kom ikke|var ikke der|kunne ikke|var ikke med",
    "fi": "ei$|puuttui(?:vat)?|oli kipeana|ei tullut|ei paassyt|eivat tulleet|eivat paasseet|oli poissa",
    "pl": "nie$|nie bylo|nie mogla?|nie przyszedl|nie przyszla|nie przyszli|byl chory|byla chora|nie byl"
    "|nie byla",
}
_EVERYONE = {
    "de": "alle|wir alle",
    "fr": "tout le monde|tous|toutes",
    "es": "todos|todas|todo el mundo",
    "it": "tutti|tutte",
    "pt": "todos|todas|toda a gente|todo mundo",
    "nl": "iedereen|allemaal|we allemaal",
    "da": "alle",
    "sv": "alla",
    "nb": "alle",
    "fi": "kaikki",
    "pl": "wszyscy",
}
_EXCEPT = {
    "de": "ausser|bis auf",
    "fr": "sauf|excepte|a part",
    "es": "menos|excepto|salvo",
    "it": "tranne|eccetto|meno",
    "pt": "menos|exceto|excepto|salvo",
    "nl": "behalve|op",
    "da": "undtagen|bortset fra|pa naer",
    "sv": "utom|forutom",
    "nb": "unntatt|bortsett fra",
    "fi": "paitsi",
    "pl": "oprocz|poza",
}
_ONLY = re.compile(
    r"^(?:nur|seulement|seuls?|solo|soltanto|so|somente|apenas|alleen|kun|bara|endast|bare|vain|tylko)\b"
)
_SMALL = re.compile(r"^(?:el|la|o|a|os|as|den|de|het|ja)\s(?=\w)")


def turnout_abroad(text: str, draft: Draft) -> Iterator[tuple[Named, Attendance]]:
    """Find who is said to have come or missed, in the language of the person; nothing in English."""
    name = language_of(draft.context.language)
    if name not in _CAME:
        return
    for clause in _clauses(straight(text), name):
        verb = _verb(name).search(fold(clause)) if len(fold(clause)) == len(clause) else None
        if verb is None:
            continue
        who = f"{clause[: verb.start()]} {clause[verb.end() :]}"
        missed = bool(verb["missed"]) or negates(name, fold(clause))
        named = _named(who, name, draft) or _named(who.rpartition(",")[2], name, draft)
        if named:
            yield named, Attendance.MISSED if missed else Attendance.CAME


def _clauses(text: str, name: str) -> list[str]:
    """Cut at commas that part statements rather than names: where a verb stands on both sides."""
    clauses: list[str] = []
    for part in re.split(r"[;.!]|,", text):
        has_verb = _verb(name).search(fold(part)) is not None
        before = clauses and _verb(name).search(fold(clauses[-1])) is not None
        if clauses and not (has_verb and before):
            clauses[-1] += "," + part
        else:
            clauses.append(part)
    return clauses


@cache
def _verb(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?P<missed>{_MISSED[name]})|(?P<came>{_CAME[name]}))(?!\w)")


def _named(who: str, name: str, draft: Draft) -> Named | None:
    """Read names, everyone, everyone but somebody; None if that isn't all there is."""
    said = fold(who).strip(" ,.!")
    base, *out = re.split(rf"(?:^|[\s,]+)(?:{_EXCEPT[name]})\s+", said)
    alone = _ONLY.match(base)
    base = _ONLY.sub("", base).strip(" ,")
    named = (
        draft.roster.people("everyone") if re.fullmatch(_EVERYONE[name], base) else _people(base, name, draft)
    )
    absent = _people(out[0], name, draft) if out else Named()
    if named is None or absent is None:
        return None
    here = tuple(email for email in named.emails if email not in absent.emails)
    others = tuple(email for email in draft.roster.emails if alone and email not in here)
    return Named(here, left_out=(*absent.emails, *others))


def _people(text: str, name: str, draft: Draft) -> Named | None:
    joiner = "|".join(re.escape(word) for word in sorted(ands(name)))
    pieces = [piece.strip() for piece in re.split(rf"\s*,\s*|\s+(?:{joiner})\s+", text) if piece.strip()]
    found = [draft.roster.person(_SMALL.sub("", piece)) for piece in pieces]
    return Named(tuple(each for each in found if each)) if found and all(found) else None
