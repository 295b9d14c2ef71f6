"""Words of the twelve languages; to add a language, add a row to each table.

A writer's words are looked up in the language of the person and in English, else in all languages, where a
word counts only if it means the same in each that has it: "tak" is yes in Polish and thanks in Danish.
"""

import re
import unicodedata
from functools import cache

from circles.domain.words import Rsvp

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'"})
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})


def alternatives(table: str) -> str:
    """Join the lines of a table into the alternatives of a regular expression."""
    return "|".join(line.strip() for line in table.splitlines() if line.strip())


def fold(text: str) -> str:
    """Compare without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold().translate(_PLAIN))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def words(text: str) -> str:
    """Fold a text and keep its words and apostrophes, each followed by one space but the last."""
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*", fold(text)))


_YES = {
    "en": "yes|yep|yeah|yup|yess|y|yes please|sure|certainly|definitely|absolutely|of course|ok|okay",
    "de": "ja|jawohl|jep|klar|na klar|gerne|sicher|ja gerne",
    "fr": "oui|ouais|bien sûr|d'accord",
    "es": "sí|si|claro|por supuesto|vale",
    "it": "sì|si|certo|certamente|va bene",
    "pt": "sim|claro|com certeza|pode ser",
    "nl": "ja|jazeker|zeker|prima",
    "da": "ja|jo|jep|selvfølgelig",
    "sv": "ja|jo|japp|absolut|självklart",
    "nb": "ja|jo|jepp|selvfølgelig",
    "fi": "kyllä|joo|juu|tottakai",
    "pl": "tak|jasne|oczywiście",
}
_NO = {
    "en": "no|nope|nah|n|no thanks|no thank you|no sorry|sorry no|sadly no|unfortunately no|unfortunately not",
    "de": "nein|nee|nö|leider nein|leider nicht",
    "fr": "non|malheureusement non|hélas non",
    "es": "no|lamentablemente no|desafortunadamente no",
    "it": "no|purtroppo no",
    "pt": "não|infelizmente não",
    "nl": "nee|neen|helaas niet|helaas nee",
    "da": "nej|desværre|nej desværre|desværre nej|desværre ikke",
    "sv": "nej|tyvärr|nej tyvärr|tyvärr inte|tyvärr nej",
    "nb": "nei|dessverre|nei dessverre|dessverre ikke|dessverre nei",
    "fi": "ei|en|valitettavasti en|valitettavasti ei",
    "pl": "nie|niestety nie",
}
_MAYBE = {
    "en": "maybe|perhaps|possibly|not sure|not sure yet|unsure|don't know yet|i don't know yet|tentative|tentatively",
    "de": "vielleicht|eventuell|evtl|weiß noch nicht|weiss noch nicht|ich weiß noch nicht|noch nicht sicher|unsicher",
    "fr": "peut-être|peut être|pas sûr|pas sûre|je ne sais pas encore",
    "es": "quizás|quizá|tal vez|a lo mejor|no sé|no lo sé todavía|no estoy seguro|no estoy segura",
    "it": "forse|non so ancora|non sono sicuro|non sono sicura",
    "pt": "talvez|não sei ainda|ainda não sei|não tenho a certeza",
    "nl": "misschien|weet ik nog niet|nog niet zeker",
    "da": "måske|ved ikke endnu|ikke sikker",
    "sv": "kanske|vet inte än|inte säker",
    "nb": "kanskje|vet ikke ennå|ikke sikker",
    "fi": "ehkä|en tiedä vielä|en ole varma",
    "pl": "może|być może|nie wiem|jeszcze nie wiem",
}
_AND = {
    "en": "and",
    "de": "und",
    "fr": "et",
    "es": "y|e",
    "it": "e|ed",
    "pt": "e",
    "nl": "en",
    "da": "og",
    "sv": "och",
    "nb": "og",
    "fi": "ja",
    "pl": "i|oraz",
}
_WEEKDAYS = {
    "en": "monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri|saturday sat|sunday sun",
    "de": "montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sa sonnabend|sonntag so",
    "fr": "lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim",
    "es": "lunes lun|martes mar|miercoles mie|jueves jue|viernes vie|sabado sab|domingo dom",
    "it": "lunedi lun|martedi mar|mercoledi mer|giovedi gio|venerdi ven|sabato sab|domenica dom",
    "pt": "segunda segunda-feira seg|terca terca-feira ter|quarta quarta-feira qua|quinta quinta-feira qui"
    "|sexta sexta-feira sex|sabado sab|domingo dom",
    "nl": "maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo",
    "da": "mandag man|tirsdag tirs|onsdag ons|torsdag tors|fredag fre|lordag lor|sondag son",
    "sv": "mandag man|tisdag tis|onsdag ons|torsdag tors|fredag fre|lordag lor|sondag son",
    "nb": "mandag man|tirsdag tir|onsdag ons|torsdag tor|fredag fre|lordag lor|sondag son",
    "fi": "maanantai maanantaina ma|tiistai tiistaina ti|keskiviikko keskiviikkona ke|torstai torstaina to"
    "|perjantai perjantaina pe|lauantai lauantaina la|sunnuntai sunnuntaina su",
    "pl": "poniedzialek pon|wtorek wt|sroda srode sr|czwartek czw|piatek pt|sobota sobote sob|niedziela niedziele niedz",
}
_MONTHS = {
    "en": "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep"
    "|october oct|november nov|december dec",
    "de": "januar jan|februar feb|marz mrz|april apr|mai|juni jun|juli jul|august aug|september sep|oktober okt"
    "|november nov|dezember dez",
    "fr": "janvier janv|fevrier fevr|mars|avril avr|mai|juin|juillet juil|aout|septembre sept|octobre oct"
    "|novembre nov|decembre dec",
    "es": "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre sept"
    "|octubre oct|noviembre nov|diciembre dic",
    "it": "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre set"
    "|ottobre ott|novembre nov|dicembre dic",
    "pt": "janeiro jan|fevereiro fev|marco mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set"
    "|outubro out|novembro nov|dezembro dez",
    "nl": "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sep|oktober okt"
    "|november nov|december dec",
    "da": "januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug|september sep|oktober okt"
    "|november nov|december dec",
    "sv": "januari jan|februari feb|mars mar|april apr|maj|juni jun|juli jul|augusti aug|september sep|oktober okt"
    "|november nov|december dec",
    "nb": "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug|september sep|oktober okt"
    "|november nov|desember des",
    "fi": "tammikuuta tammikuu|helmikuuta helmikuu|maaliskuuta maaliskuu|huhtikuuta huhtikuu|toukokuuta toukokuu"
    "|kesakuuta kesakuu|heinakuuta heinakuu|elokuuta elokuu|syyskuuta syyskuu|lokakuuta lokakuu"
    "|marraskuuta marraskuu|joulukuuta joulukuu",
    "pl": "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|listopada|grudnia",
}
_TODAY = {
    "en": "today|tonight",
    "de": "heute",
    "fr": "aujourd'hui",
    "es": "hoy",
    "it": "oggi",
    "pt": "hoje",
    "nl": "vandaag",
    "da": "i dag",
    "sv": "idag|i dag",
    "nb": "i dag",
    "fi": "tanaan",
    "pl": "dzis|dzisiaj",
}
_TOMORROW = {
    "en": "tomorrow|tmrw",
    "de": "morgen",
    "fr": "demain",
    "es": "manana",
    "it": "domani",
    "pt": "amanha",
    "nl": "morgen",
    "da": "i morgen",
    "sv": "imorgon|i morgon",
    "nb": "i morgen",
    "fi": "huomenna",
    "pl": "jutro",
}
_YESTERDAY = {
    "en": "yesterday",
    "de": "gestern",
    "fr": "hier",
    "es": "ayer",
    "it": "ieri",
    "pt": "ontem",
    "nl": "gisteren",
    "da": "i gar",
    "sv": "igar|i gar",
    "nb": "i gar",
    "fi": "eilen",
    "pl": "wczoraj",
}


def language_of(tag: str) -> str:
    """Reduce a tag such as pt-BR to one of the tables' languages; English where there is none."""
    primary = re.split(r"[-_]", tag.lower())[0]
    primary = {"no": "nb", "nn": "nb"}.get(primary, primary)
    return primary if primary in _YES else "en"


@cache
def answers(language: str) -> dict[str, Rsvp]:
    """Map phrases, as `words` gives them, to yes, no and maybe."""
    tables = ((_YES, Rsvp.YES), (_NO, Rsvp.NO), (_MAYBE, Rsvp.MAYBE))
    found = _unambiguous(
        [(phrase, rsvp) for table, rsvp in tables for row in table.values() for phrase in row.split("|")]
    )
    for known in ("en", language_of(language)):
        found |= {words(phrase): rsvp for table, rsvp in tables for phrase in table[known].split("|")}
    return found


def _unambiguous(pairs: list[tuple[str, Rsvp]]) -> dict[str, Rsvp]:
    meanings: dict[str, set[Rsvp]] = {}
    for phrase, rsvp in pairs:
        meanings.setdefault(words(phrase), set()).add(rsvp)
    # Thanks, in and the like in another language.
    strangers = {"tak", "en", "n", "y", "e"}
    return {
        phrase: min(found)
        for phrase, found in meanings.items()
        if len(found) == 1 and phrase not in strangers
    }


@cache
def ands(language: str) -> frozenset[str]:
    """Give the words that join two names."""
    return frozenset([*_AND["en"].split("|"), *_AND[language_of(language)].split("|")])


@cache
def weekdays(language: str) -> dict[str, int]:
    """Map names of weekdays, folded, to Monday = 0."""
    return _numbered(_WEEKDAYS, language, 0)


@cache
def months(language: str) -> dict[str, int]:
    """Map names of months, folded, to January = 1."""
    return _numbered(_MONTHS, language, 1)


@cache
def near_days(language: str) -> dict[str, int]:
    """Map the words for yesterday, today and tomorrow, folded, to days from today."""
    tables = ((_YESTERDAY, -1), (_TODAY, 0), (_TOMORROW, 1))
    known = (language_of(language), "en")
    return {word: days for table, days in tables for name in known for word in table[name].split("|")}


def _numbered(table: dict[str, str], language: str, first: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for known in ("en", language_of(language)):
        for number, names in enumerate(table[known].split("|"), first):
            found |= dict.fromkeys(names.split(), number)
    return found
