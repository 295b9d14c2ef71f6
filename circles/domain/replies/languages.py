"""Words of the twelve languages; to add a language, add a row to each table.

A writer's words are looked up in the language of the person and in English, else in all languages, where a
word counts only if it means the same in each that has it: "tak" is yes in Polish and thanks in Danish.
"""

import re
import unicodedata
from functools import cache

from circles.domain.words import Rsvp

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'"})
_KEPT = ("pasuje\u0328", "pasuję")
"""What its accent alone tells from another word: "I pass" from "it suits"."""
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})


def alternatives(table: str) -> str:
    """Join the lines of a table into the alternatives of a regular expression."""
    return "|".join(line.strip() for line in table.splitlines() if line.strip())


NOTHING = re.compile(
    alternatives("""
        |nothing(?: (?:yet|new|for now))?|none|n a|nil|no|tbd|tba|nichts|keine?|rien|aucune?|nada|ningun[oa]
        niente|nessun[oa]?|nenhum[a]?|niets|geen|intet|ingen(?:ting)?|inget|ei mitaan|nic|brak
    """)
)
"""Nothing, after a label that asks for something; as `words` gives it."""


def any_of(table: str) -> re.Pattern[str]:
    """Match any line of a table, as whole words of a folded text."""
    return re.compile(rf"(?<!\w)(?:{alternatives(table)})(?![\w'])")


def straight(text: str) -> str:
    """Give every apostrophe as the plain one; the length stays."""
    return text.translate(_APOSTROPHES)


def fold(text: str) -> str:
    """Compare without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold().translate(_PLAIN))
    decomposed = decomposed.replace(*_KEPT)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def words(text: str) -> str:
    """Fold a text and keep its words and apostrophes, each followed by one space but the last."""
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*", fold(text)))


_YES = {
    "en": "yes|gladly|with pleasure|yep|yeah|yup|yess|y|yes please|sure|certainly|definitely|absolutely"
    "|of course|ok|okay",
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
    "en": "no|nope|nah|n|no thanks|no thank you|no sorry|sorry no|sadly no|unfortunately no"
    "|unfortunately not|sadly not|regrettably not|alas no|i'm afraid not|afraid not"
    "|absolutely not|definitely not|certainly not|of course not",
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
    "en": "maybe|perhaps|possibly|not sure|not sure yet|unsure|don't know yet|i don't know yet"
    "|tentative|tentatively|unclear",
    "de": "vielleicht|eventuell|evtl|weiß noch nicht|weiss noch nicht|ich weiß noch nicht"
    "|noch nicht sicher|unsicher",
    "fr": "peut-être|peut être|pas sûr|pas sûre|je ne sais pas encore",
    "es": "quizás|quizá|tal vez|a lo mejor|no sé|no lo sé todavía|no estoy seguro|no estoy segura",
    "it": "forse|non so ancora|non sono sicuro|non sono sicura",
    "pt": "talvez|não sei ainda|ainda não sei|não tenho a certeza",
    "nl": "misschien|weet ik nog niet|ik weet het nog niet|ik weet nog niet|nog niet zeker",
    "da": "måske|ved ikke endnu|ikke sikker",
    "sv": "kanske|vet inte än|inte säker",
    "nb": "kanskje|vet ikke ennå|ikke sikker",
    "fi": "ehkä|en ole vielä varma|en tiedä vielä|en ole varma",
    "pl": "może|być może|nie wiem|jeszcze nie wiem",
}
_ANSWERS = (_YES, _NO, _MAYBE)
_AND = {
    "en": "and|n",
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
# What turns a yes into a question, and what contradicts it; each beside the English words.
_DOUBT = {
    "en": alternatives(r"""
        if|unless|depends|depending|provided|providing|assuming|as long as|as soon as|whether|in case
        until|only|except
        might|may be|may not|maybe|perhaps|possibly|probably|presumably|hopefully|i hope|tentative|tentatively
        not sure|unsure|not certain|(?:\d\d|pretty|fairly|almost|nearly) sure|i think|i guess|i suppose
        i'll try|i will try|try to|trying to
        should (?:be|work|make|manage|do)|however|although|though|but|could|would|or|either|as far as
        don't know|do not know
        let you know|get back to you|tbc|tbd|neither|nor|unlikely|i doubt
        (?:don't|do not|didn't|can't|cannot) (?:think|believe|suppose|expect|imagine|see|say)|never said
    """),
    "de": "wenn|falls|sofern|vielleicht|aber|eventuell|oder|bis auf|nur|hoffentlich|wahrscheinlich",
    "fr": "si|sauf|peut-etre|peut etre|mais|ou|seulement|a condition|probablement|j'espere",
    "es": "si|salvo|quizas|quiza|tal vez|pero|o|solo|a menos|espero|probablemente",
    "it": "se|forse|ma|pero|o|solo|a meno|spero|probabilmente",
    "pt": "se|talvez|mas|ou|so|a menos|espero|provavelmente",
    "nl": "als|tenzij|misschien|maar|of|alleen|hopelijk|waarschijnlijk",
    "da": "hvis|maske|men|eller|kun|forhabentlig|medmindre",
    "sv": "om|kanske|men|eller|bara|forhoppningsvis|savida",
    "nb": "hvis|kanskje|men|eller|bare|forhapentligvis|med mindre",
    "fi": "jos|ehka|mutta|tai|vain|toivottavasti|ellei",
    "pl": "jesli|jezeli|chyba|moze|ale|lub|albo|tylko",
}
_NEGATION = {
    "en": alternatives("""
        not|no|nope|never|cannot|can't|cant|won't|wont|couldn't|isn't|don't|unable|unfortunately|sadly|decline
        regret|sick|ill|away|miss|skip
    """),
    "de": "nicht|kein|keine|nein|leider|krank",
    "fr": "pas|non|malheureusement|malade",
    "es": "no|desafortunadamente|enfermo|enferma",
    "it": "non|no|purtroppo",
    "pt": "nao|infelizmente",
    "nl": "niet|nee|helaas|ziek",
    "da": "ikke|nej|desvaerre|syg",
    "sv": "inte|nej|tyvarr|sjuk",
    "nb": "ikke|nei|dessverre|syk",
    "fi": "en|ei|valitettavasti",
    "pl": "nie|niestety",
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
    if language_of(language) == "pt":
        del found["ja"]  # já, soon
    return found


def is_english(answer: str) -> bool:
    """Tell whether an answer, as `words` gives it, is one in English."""
    return "en" in languages_of(answer)


def languages_of(answer: str) -> list[str]:
    """Give the languages in which this, as `words` gives it, is an answer."""
    return [name for name, said in _SAID_IN.items() if answer in said]


_SAID_IN = {
    name: frozenset(words(phrase) for table in _ANSWERS for phrase in table[name].split("|")) for name in _YES
}


def is_answer(text: str) -> bool:
    """Tell whether a line is yes, no or maybe in any language, and nothing else."""
    return words(text) in answers("en")


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
def doubts(language: str, answer: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give patterns for words of doubt and of negation that may follow this phrase of an answer.

    They are those of English, of the person's language, and of any other the phrase is taken from.
    """
    known = ["en", language_of(language)]
    own = any(answer in map(words, table[name].split("|")) for table in _ANSWERS for name in known)
    if not own:
        known += languages_of(answer)
    return any_of("|".join(_DOUBT[name] for name in known)), any_of(
        "|".join(_NEGATION[name] for name in known)
    )


def negates(language: str, said: str) -> bool:
    """Tell whether a sentence holds a word of negation of a language other than English."""
    name = language_of(language)
    return name != "en" and bool(any_of(_NEGATION[name]).search(said))


@cache
def reserves(name: str) -> re.Pattern[str]:
    """Give a pattern for the words of doubt and of negation of one language of the tables alone."""
    return any_of(f"{_DOUBT[name]}|{_NEGATION[name]}")


def reservations(language: str) -> frozenset[str]:
    """Give the words of doubt and of negation of one language of the tables alone, folded."""
    return frozenset(f"{_DOUBT[language]}|{_NEGATION[language]}".split("|"))


@cache
def maybes(language: str) -> str:
    """Give the phrases of several words that are a maybe, as `regrets` gives those of a no."""
    return "|".join(words(phrase) for phrase in _MAYBE[language_of(language)].split("|") if " " in phrase)


@cache
def regrets(language: str) -> str:
    """Give the phrases that are a no, as `words` gives them, for a regular expression."""
    return "|".join(words(phrase) for phrase in _NO[language_of(language)].split("|"))


@cache
def ands(language: str) -> frozenset[str]:
    """Give the words that join two names."""
    return frozenset([*_AND["en"].split("|"), *_AND[language_of(language)].split("|")])
