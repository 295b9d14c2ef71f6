"""Whole sentences of the languages other than English: who comes, who can't, and that everyone came.

To add a language, add a row to each table. Words are folded: no case, no accents.
"""

import re
from functools import cache

from circles.domain.replies.clause_beside_abroad import AFTER
from circles.domain.replies.languages import alternatives, fold, language_of, languages_of, maybes, regrets
from circles.domain.words import Rsvp

_BEFORE = (
    "lo siento|mi dispiace|spiacente|sinto muito|przykro mi|przepraszam|anteeksi|beklager|sorry|je suis|"
)
_BEFORE += "leider|helaas|desolee?|tyvarr|desvaerre|dessverre|ich|je|jag|jeg|ik|eu|yo|io"
# Said in a sentence: that the writer comes, and that they can't; folded words.
_COMES = {
    "de": r"ich (?:komme|bin (?:\w+ ){0,2}dabei|bin da|nehme teil|mache mit)|(?:komme|bin) (?:gerne?"
    r"|sicher|dabei)|bis dann",
    "fr": "je (?:viens|viendrai|serai la|serai present[e]?|participe|participerai)|comptez sur moi|j'y serai",
    "es": "(?:ahi|alli) estare|estare (?:ahi|alli)|(?:voy a ir|voy|ire|asistire)|cuenta conmigo"
    "|contad conmigo",
    "it": "ci saro|(?:vengo|verro|partecipo|partecipero)|contate su di me|conta su di me",
    "pt": "(?:vou|irei|estarei la|la estarei|participarei)|conta comigo|contem comigo",
    "nl": "ik (?:kom|ben erbij|doe mee|zal er zijn)|ik ben er(?: bij)?|tot dan",
    "da": "jeg (?:kommer|er med|deltager)|jeg er der",
    "sv": "jag (?:kommer|ar med|deltar)|jag ar dar",
    "nb": "jeg (?:kommer|er med|deltar|blir med)|jeg er der",
    "fi": "(?:mina )?(?:tulen|olen mukana|paasen|osallistun)|olen paikalla",
    "pl": "(?:bede|przyjde|wezme udzial|pojawie sie)",
}
_CANNOT_COME = {
    "de": r"(?:kann|schaffe|bin|komme|werde|klappt)(?: \w+){0,4} nicht(?: \w+){0,5}",
    "fr": r"(?:je )?ne (?:peux|pourrai|viens|viendrai|serai)(?: \w+)? pas(?: \w+){0,5}|je serai absente?",
    "es": r"no (?:puedo|podre|voy a poder|ire|voy|estare|asistire)(?: \w+){0,5}",
    "it": r"non (?:posso|potro|riesco|ci saro|vengo|verro|riusciro|ce la faccio)(?: \w+){0,5}",
    "pt": r"nao (?:posso|poderei|vou|irei|consigo|estarei)(?: \w+){0,5}",
    "nl": r"(?:kan|red|ben|kom)(?: \w+){0,4} niet(?: \w+){0,5}|ik ben er niet",
    "da": r"(?:kan|kommer|er|nar)(?: \w+){0,3} ikke(?: \w+){0,5}",
    "sv": r"(?:kan|kommer|hinner)(?: \w+){0,3} inte(?: \w+){0,5}",
    "nb": r"(?:kan|kommer|rekker)(?: \w+){0,3} ikke(?: \w+){0,5}",
    "fi": r"en (?:paase|voi|tule|ehdi)(?: \w+){0,5}",
    "pl": r"nie (?:moge|bede|dam rady|przyjde)(?: \w+){0,5}",
}
_TAIL = re.compile(r"\(\?: \\w\+\)\{0,5\}")
"""What may follow a "can't"."""
_OTHERS = {
    "de": r"(?:mein|unser|dein|sein|ihr|kein)\w*|der|die|das|eine?|er|sie|es|man|du|wer",
    "fr": r"mon|ma|mes|notre|nos|son|sa|ses|les?|la|il|elle|on|ca|tu",
    "es": r"mis?|nuestr\w+|sus?|el|la|los|las|ella|tu|eso",
    "it": r"mio|mia|miei|mie|il|lo|la|gli|le|lui|lei|tu",
    "pt": r"meus?|minhas?|noss[oa]s?|seus?|suas?|ele|ela|os|as|voce",
    "nl": r"mijn|onze|ons|zijn|haar|de|het|hij|zij|ze|je|jij|die|dat",
    "da": r"min|mit|mine|vores|hans|hendes|han|hun|de|den|det|du|\w+(?:en|et) min",
    "sv": r"min|mitt|mina|var|vart|vara|hans|hennes|han|hon|de|den|det|du",
    "nb": r"min|mitt|mine|var|vart|hans|hennes|han|hun|de|den|det|du",
    "fi": r"se|han",
    "pl": r"moj|moja|moi|nasz\w*|on|ona|to|ten|ta",
}
"""Somebody or something else, of whom a verb without "I" may be said."""
# What goes on with another verb, or from another place: "je viens de lire", "ich komme aus Berlin".
_ELSEWHERE = {
    "de": r"komme (?:\w+ ){0,2}(?:aus|von|darauf|zuruck|drauf)|bin da(?:bei)? (?:\w+ ){1,4}zu \w+en"
    r"|bin da anderer|nicht (?!kommen|teil|dabei|mit|erscheinen|anwesend|da|hin|schaffen)\w+en$",
    "fr": r"(?:viens|viendrai) (?:de|du|des|d'\w+)|d'\w+er"
    r"|participer?a?i? (?:au|a la|a un) (?!reunion|rencontre|cercle)\w+"
    r"|pas (?!venir|etre|participer|assister|rejoindre)\w+(?:er|ir|re) (?:l|d|m|s|u|c)\w*",
    "es": r"voy a (?!ir|estar|asistir|participar|venir|poder|llegar|la|las)\w+|voy con \w+"
    r"|no (?:puedo|podre) (?!ir|venir|asistir|estar|participar|acudir|llegar|hacer|unirme)\w+r\b",
    "it": r"(?:vengo|verro) (?:da|dal|dalla)|non (?:posso|potro|riesco a) "
    r"(?!venire|esser|partecipare|unirmi|farcela)\w+re\b",
    "pt": r"(?:vou|irei|nao (?:posso|poderei|consigo|vou)) "
    r"(?!estar|poder|participar|comparecer|ir|vir|conseguir)\w+r\b",
    "nl": r"kom (?:er )?(?:\w+ ){0,2}(?:uit|terug|van)"
    r"|niet (?!komen|bij|mee|aanwezig|deelnemen|erbij|halen)\w+en$",
    "da": r"kommer (?:\w+ ){0,1}(?:fra|til at|tilbage)|kan ikke (?!komme|vaere|deltage|na|denne)\w+e\b",
    "sv": r"kommer (?:\w+ ){0,1}(?:fran|ihag|att|tillbaka)|kan inte (?!komma|vara|delta|narvara|denna"
    r"|pa\b)\w+a\b",
    "nb": r"kommer (?:\w+ ){0,1}(?:fra|til a|tilbake)|kan ikke (?!komme|vaere|delta|rekke|denne)\w+e\b",
    "fi": r"tulen (?:takaisin|\w+(?:sta|lta)\b)|en voi (?!tulla|osallistua|paasta|olla|ehtia)\w+a\b",
    "pl": r"bede (?!mog|obecn|uczestniczyc)\w+c\b|nie moge (?!byc|przyjsc|uczestniczyc|wziac|dolaczyc)\w+c\b",
}
# "Everyone came", as a whole line.
_ALL_CAME = {
    "en": r"(?:we (?:had|were) )?(?:a )?(?:full|100|perfect|complete) (?:house|attendance|turnout)"
    r"(?: yesterday| today)?|(?:nobody|no one) (?:(?:was )?(?:missing|absent)|missed (?:it|the"
    r" (?:meeting|session|call)))|no absen(?:ces|tees)|everyone made it"
    r"|(?:full |perfect |complete )?attendance (?:was )?(?:perfect|full|complete|100)",
    "de": r"alle da|es waren alle da|alle (?:waren|sind) (?:da|dabei|anwesend|gekommen)|alle kamen"
    r"|(?:wir waren )?vollzählig",
    "fr": r"(?:tout le monde|nous) (?:était|étions tous|est venu|sommes tous venus)(?: là| présents?"
    r"| venus?)?"
    r"|(?:nous étions |on était )?au complet|tous (?:présents|étaient là|sont venus)|tous sont venus",
    "es": r"(?:vinieron|estuvieron|estábamos|asistieron|fuimos) todos|todos (?:vinieron|estuvieron"
    r"|asistieron)"
    r"(?: presentes)?|todo el mundo (?:vino|estuvo)",
    "it": r"(?:c'erano|c'eravamo|sono venuti|eravamo) tutti(?: presenti)?|tutti (?:presenti|c'erano"
    r"|sono venuti)",
    "pt": r"(?:vieram|estiveram|estavam|estávamos|viemos) todos(?: presentes)?|todos (?:vieram|estiveram"
    r"|estavam|compareceram)"
    r"(?: presentes| lá)?",
    "nl": r"iedereen (?:was er|was aanwezig|is gekomen|kwam)|allemaal aanwezig",
    "da": r"vi var der alle(?: sammen)?|alle (?:var der|kom|var til stede|mødte op|deltog)",
    "sv": r"alla (?:var där|kom|var där|var närvarande|var med|deltog)",
    "nb": r"alle (?:var der|kom|var til stede|møtte opp|deltok)",
    "fi": r"kaikki (?:olivat|tulivat|pääsivät)(?: paikalla| läsnä| mukana| paikalle)?",
    "pl": r"wszyscy (?:byli|przyszli)(?: obecni)?|(?:byliśmy )?w komplecie",
}
# After a yes or no: a statement about a thing, and not about the day or what suits.
_ABOUT_A_THING = {
    "de": r"ich (?:finde|denke|glaube|mag|lese|weiss|kenne|meinte|hab\w* \w+ ge\w+)"
    r"|(?:das|dies(?:e[rs]?)?|der|die|es|er|sie|man|ist|sind|war)\b(?! (?:geht|passt|klappt|schaff\w*"
    r"|wird|wurd\w*|freut|termin|tag|abend|datum|zeit|uhrzeit|\w+tag|treffen|mach\w*|kann|konnte|notiert"
    r"|gut|ok|prima"
    r"|ist (?:mir|gut|ok|okay|super|prima|perfekt|toll|in ordnung|notiert|leider|nicht|zu|schlecht))\b)",
    "fr": r"je (?:prefere|pense|crois|sais|connais|trouve|me souviens)|j'(?:aime|adore|ai (?!un|une|des"
    r"|pas|cours)\w+[ueit]\b)"
    r"|(?:c'est|c'etait|ce n'est|ils?|elles?|on|les?|la|l'\w+|ca|cela)(?! (?:bon|parfait|note|ok|d'accord"
    r"|dates?|jour|heure|creneau|horaire|reunion|\w+di|convient|va|marche|me|m'\w+|possible|impossible|trop"
    r"|est (?:bon|ok)|pas possible)\b)",
    "es": r"lei|vi|creo|pienso|prefiero|recuerdo|me gusta|lo se"
    r"|(?:el|la|los|las|es|eso|esto|ese|esta|este|hay|fue|era)(?! (?:\w+es|fecha|dia|hora|horario"
    "|reunion"
    r"|me|perfect\w|bien|posible|imposible|viene|va|parece|tarde)\b)",
    "it": r"ho (?!un|una|gia)\w+(?:to|so)\b|preferisco|penso|credo|ricordo|mi piace"
    r"|(?:il|la|lo|gli|le|questo|quello|questa|c'e|l'\w+|e (?:vero|giusto|un))(?! (?:\w+di|data"
    "|giorno|ora"
    r"|orario|riunione|mi|perfetto|va|bene|possibile|impossibile)\b)",
    "pt": r"li|vi|acho|penso|prefiro|lembro|gosto|gostei"
    r"|(?:o|a|os|as|isso|isto|esse|este|essa|esta|foi|ha|e (?:verdade|um))(?! (?:\w+feira|quinta|sexta"
    r"|hora|dia|data|horario|reuniao|me|perfeito|por mim|possivel|partir)\b)",
    "nl": r"ik (?:vind|denk|weet|las|lees|hou|geloof|heb \w+ ge\w+)"
    r"|(?:het|de|dat|dit|die|er|is|was|ze|hij)(?! (?:lukt|past|werkt|kan|komt|gaat|tijd|datum|dag|\w+dag"
    r"|afspraak|me|mij|is (?:goed|prima|ok|oke|me|niet))\b)",
    "fi": r"(?:se|tama|ne|on|oli|han)(?! (?:sopii|kay|onnistuu|passaa)\b)",
    "pl": r"(?:to|ten|ta|te|jest|byl\w*|on|ona)(?! (?:mi|pasuje|dziala|dla|termin|dzien|godzina|spotkanie"
    r"|dobr\w*|swietnie)\b)",
}
_NORDIC = (
    r"(?:jeg|jag) (?:synes|tycker|tror|vet|ved|liker|gillar|laeste|laste|leste|foretrekker|foredrar)"
    r"|(?:det|den|de|der|dette|detta|han|hun|hon)(?! (?:passer|passar|fungerer|fungerar|gar|kan"
    r"|rekker|hinner|dag\w*|tid\w*|mote\w*|\w+dag\w*|har jeg|(?:er|ar) (?:fint|ok|greit|bra|godt))\b)"
)
_ABOUT_A_THING |= {"da": _NORDIC, "sv": _NORDIC, "nb": _NORDIC}


@cache
def about_a_thing(answer: str, language: str) -> re.Pattern[str] | None:
    """Give how a statement about something else begins: in this language, or those that have the answer."""
    known = languages_of(answer)
    names = [language_of(language)] if language_of(language) in known else known
    rows = [_ABOUT_A_THING[name] for name in names if name in _ABOUT_A_THING]
    return re.compile(rf"(?:{'|'.join(rows)})(?!\w)") if rows else None


@cache
def coming(language: str) -> tuple[tuple[Rsvp, re.Pattern[str]], ...]:
    """Give how a sentence of the language says that its writer can't come, and that they come.

    A no is the whole of its clause, but for a word of regret.
    """
    name = language_of(language)
    if name not in _COMES:
        return ()
    sorry = rf"(?:(?:{regrets(name)}|{_BEFORE}) )*"
    mine = rf"(?!(?:\w+ )?(?:{_OTHERS[name]}) (?!\w*(?:dag|tid|gang)\b))(?:\w+ ){{0,2}}"
    return (
        (Rsvp.MAYBE, re.compile(rf"^(?:{maybes(name)})\b")),
        (Rsvp.NO, re.compile(rf"^{sorry}{mine}(?:{_CANNOT_COME[name]})$")),
        (Rsvp.YES, re.compile(rf"^(?:{_COMES[name]})\b")),
    )


def goes_on(cannot: str, language: str) -> bool:
    """Tell whether a "can't" goes on with words other than a day or a courtesy: "No puedo creerlo"."""
    name = language_of(language)
    bare = re.search(_TAIL.sub("", _CANNOT_COME[name]), cannot)
    tail = cannot[bare.end() :] if bare else ""
    return re.fullmatch(rf"(?: (?:{fold(alternatives(AFTER[name]))}|{regrets(name)}))*", tail) is None


def elsewhere(language: str, said: str) -> bool:
    """Tell whether what looks like coming goes on as something else."""
    name = language_of(language)
    return name in _ELSEWHERE and re.search(rf"\b(?:{_ELSEWHERE[name]})(?!\w)", said) is not None


def all_came(said: str) -> bool:
    """Tell whether a line, as `words` gives it, says that everyone came, in any of the languages."""
    return bool(_all_came().fullmatch(said))


@cache
def _all_came() -> re.Pattern[str]:
    return re.compile(fold("|".join(f"(?:{row})" for row in _ALL_CAME.values())))
