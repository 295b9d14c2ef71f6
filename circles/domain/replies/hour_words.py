"""How people say weekly hours in twelve languages, folded; to add a language, add a row to each table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from circles.domain.replies.almanac import named, own_weekdays
from circles.domain.replies.languages import alternatives, any_of, reservations

PARTS = ("morning", "noon", "afternoon", "evening")

_EVERY_WEEK = {
    "en": "mondays mons|tuesdays|wednesdays weds|thursdays|fridays|saturdays|sundays",
    "de": "montags|dienstags|mittwochs|donnerstags|freitags|samstags sonnabends|sonntags",
    "fr": "lundis|mardis|mercredis|jeudis|vendredis|samedis|dimanches",
    "es": "lunes|martes|miercoles|jueves|viernes|sabados|domingos",
    "it": "lunedi|martedi|mercoledi|giovedi|venerdi|sabati|domeniche",
    "pt": "segundas segundas-feiras|tercas tercas-feiras|quartas quartas-feiras|quintas quintas-feiras"
    "|sextas sextas-feiras|sabados|domingos",
    "nl": "maandagen|dinsdagen|woensdagen|donderdagen|vrijdagen|zaterdagen|zondagen",
    "da": "mandage|tirsdage|onsdage|torsdage|fredage|lordage|sondage",
    "sv": "mandagar|tisdagar|onsdagar|torsdagar|fredagar|lordagar|sondagar",
    "nb": "mandager|tirsdager|onsdager|torsdager|fredager|lordager|sondager",
    "fi": "maanantaisin|tiistaisin|keskiviikkoisin|torstaisin|perjantaisin|lauantaisin|sunnuntaisin",
    "pl": "poniedzialki|wtorki|srody|czwartki|piatki|soboty|niedziele",
}
# In this order: after, before, from, to, between ... and; then what may stand before an hour.
_BOUNDS = {
    "en": "(?:any ?time )?(?:after|from|past);(?:any ?time )?(?:before|until|till);from;to|until|till"
    "|through;between;and;at",
    "de": "nach|ab;vor|bis;von;bis;zwischen;und;um",
    "fr": "apres|a partir de|des;avant|jusqu'a;de|du;a|au|jusqu'a;entre;et;a",
    "es": "despues|a partir|desde;antes|hasta;de|desde;a|hasta;entre;y;a las|de las|las",
    "it": "dopo|dalle;prima|fino;dalle|da;alle|a;tra|fra;e;alle|le|delle",
    "pt": "depois|apos|a partir|desde;antes|ate;das|de;as|a|ate;entre;e;as|das|a",
    "nl": "na|vanaf;voor|tot;van;tot|t/m;tussen;en;om",
    "da": "efter|fra;for|inden|til;fra;til;mellem;og;kl\\.?|klokken",
    "sv": "efter|fran;fore|innan|till;fran;till;mellan;och;kl\\.?|klockan",
    "nb": "etter|fra;for|til;fra;til;mellom;og;kl\\.?|klokken",
    "fi": "alkaen;ennen;alkaen;-;valilla;ja;klo|kello",
    "pl": "po|od;przed|do;od;do;miedzy|pomiedzy;a|i;godz\\.?|godzinie|o godz\\.?|o",
}
_LATER = {"en": "onwards?", "de": "aufwarts", "fi": "jalkeen|alkaen|lahtien"}
"""After an hour: "18:00 onwards"; in Finnish it is the only way to say it."""
# In this order: morning, noon, afternoon, evening; "manana" alone is tomorrow.
_PARTS = {
    "en": "mornings?;noon|lunch(?:time)?s?;afternoons?;evenings?",
    "de": "morgens|vormittags?|am morgen;mittags?;nachmittags?;abends?",
    "fr": "matins?|matinees?;midi;apres-midis?|apres midi;soirs?|soirees?",
    "es": "(?:por|en) las? mananas?;(?:al )?mediodia;(?:por las? )?tardes?;(?:por las? )?noches?",
    "it": "mattin[aeo];mezzogiorno|pranzo;pomeriggi?o?;ser[ae]",
    "pt": "(?:de |pelas? )?manhas?;meio-dia|almoco;(?:a |de |pelas? )?tardes?;(?:a |de |pelas? )?noites?",
    "nl": "(?:'s )?(?:ochtends?|ochtenden|morgens);lunch(?:tijd)?;(?:'s )?middags?|namiddags?"
    ";(?:'s )?avonds?|avonden",
    "da": "formiddag(?:en|e)?|om morgenen;middag|frokost;eftermiddag(?:en|e)?;aften(?:en|er)?",
    "sv": "formiddag(?:en|ar)?|pa morgonen;lunch(?:en)?;eftermiddag(?:en|ar)?;kvall(?:en|ar)?|kvallstid",
    "nb": "formiddag(?:en|er)?|om morgenen;lunsj(?:tid)?;ettermiddag(?:en|er)?;kveld(?:en|er)?",
    "fi": "aamu(?:isin|lla|paivalla|paivisin)?;lounas(?:aikaan)?;iltapaiv(?:alla|isin)"
    ";ilta(?:isin)?|illalla|illat",
    "pl": "rano|przed poludniem;w poludnie;po poludniu;wieczor(?:em|ami)?",
}
# In this order: working days, every day, weekends, the whole day.
_STRETCHES = {
    "en": "(?:any |every |all )?(?:week ?days?|work(?:ing)? ?days?);(?:any|every|each) ?day|daily|all days"
    ";(?:the )?weekends?;any ?time|all day|the whole day",
    "de": "werktags?|wochentags|unter der woche;jeden tag|taglich;(?:am )?wochenenden?"
    ";ganztags|den ganzen tag|jederzeit",
    "fr": "en semaine|jours ouvrables;tous les jours|chaque jour;week-?ends?"
    ";toute la journee|n'importe quand",
    "es": "entre semana|dias laborables;todos los dias|cada dia;fin(?:es)? de semana"
    ";todo el dia|a cualquier hora",
    "it": "giorni (?:feriali|lavorativi);tutti i giorni|ogni giorno;fine ?settimana|weekend"
    ";tutto il giorno|a qualsiasi ora",
    "pt": "dias (?:uteis|de semana);todos os dias|cada dia;fi(?:m|ns) de semana;o dia todo|qualquer hora",
    "nl": "werkdagen|doordeweeks;elke dag|dagelijks;weekend(?:en)?;de hele dag|altijd",
    "da": "hverdage?;hver dag;weekend(?:en|er)?;hele dagen|nar som helst",
    "sv": "vardag(?:ar)?;varje dag;helg(?:en|er)?;hela dagen|nar som helst",
    "nb": "hverdag(?:er)?;hver dag;helg(?:en|er)?;hele dagen|nar som helst",
    "fi": "arkisin|arkipaivisin;joka paiva;viikonloppu(?:na|isin)?;koko paivan|milloin vain",
    "pl": "(?:w )?dni robocze;codziennie|kazdego dnia;weekendy?;caly dzien|o kazdej porze",
}
_OR = {
    "en": "or",
    "de": "oder",
    "fr": "ou",
    "es": "o",
    "it": "o",
    "pt": "ou",
    "nl": "of",
    "da": "eller",
    "sv": "eller",
    "nb": "eller",
    "fi": "tai",
    "pl": "lub|albo",
}
# What else belongs to an offer, and changes nothing of it.
_BESIDE = {
    "en": alternatives("""
        hi|hello|yes|yeah|sure|thanks|thank you|please|i'm|i am|i'd|i|we|could|can|would|will|also|too|as well
        be|are|is|it|that|this|they|do|make|meet|come|join|free|available|possible|fine|good|great|perfect
        ideal|works?|working|suits?|okay|ok|for me|me|my|times?|hours?|slots?|usually|generally|in general
        weekly|and|on|at|in|the|a|an|always|mostly|best|well|offer|add|plus|then|between|from
    """),
    "de": "hallo|hi|ja|danke|bitte|ich|wir|mir|fur mich|bei mir|kann|konnte|konnten|habe|hatte|zeit|frei"
    "|geht|gehen|ginge|passt|passen|passte|ware|waren|ist|sind|es|auch|noch|gut|super|prima|gerne?|immer"
    "|jeweils|meist|meistens|moglich|jede|jeden|woche|am|an|im|in|den|der|die|das|und|sowie",
    "fr": "bonjour|salut|oui|merci|je|j'ai|suis|peux|pourrais|me|moi|pour|convient|conviennent|conviendrait"
    "|va|vont|irait|marche|serait|est|sont|c'est|ca|cela|bien|aussi|egalement|libre|disponible|dispo"
    "|possible|toujours|chaque|tous|toutes|semaine|le|la|les|un|une|du|de|des|a|au|en|et",
    "es": "hola|gracias|yo|puedo|podria|me|mi|para|va|van|viene|vienen|iria|seria|es|son|estoy|tengo|bien"
    "|tambien|libre|disponible|posible|siempre|cada|todos|semana|el|la|los|las|un|una|de|en|por|y",
    "it": "ciao|grazie|si|io|posso|potrei|mi|per me|va|vanno|andrebbe|sarebbe|e|sono|ho|bene|anche|libero"
    "|libera|disponibile|possibile|sempre|ogni|tutti|settimana|il|lo|la|i|gli|le|un|una|di|del|in|nel|ed",
    "pt": "ola|oi|sim|obrigad[oa]|eu|posso|poderia|me|para mim|da|dao|daria|serve|servem|fica|e|sao|estou"
    "|tenho|bem|bom|otimo|tambem|livre|disponivel|possivel|sempre|cada|todas|todos|semana|o|a|os|as|um|uma"
    "|de|da|na|nas|no|nos|em|aos|ao",
    "nl": "hallo|hoi|ja|dank|bedankt|dank je|graag|ik|wij|we|mij|me|voor mij|kan|kunnen|zou|heb|tijd|vrij"
    "|past|passen|komt|is|zijn|het|ook|goed|prima|uit|altijd|meestal|mogelijk|elke|iedere|week|op|in|de|een"
    "|en",
    "da": "hej|ja|tak|jeg|vi|mig|for mig|kan|kunne|har|tid|fri|ledig|passer|gar|er|det|ogsa|fint|godt|gerne"
    "|altid|som regel|muligt|hver|uge|om|pa|i|en|den|og",
    "sv": "hej|ja|tack|jag|vi|mig|for mig|kan|skulle|har|tid|fri|ledig|passar|funkar|fungerar|gar|ar|det"
    "|ocksa|bra|fint|garna|alltid|oftast|mojligt|varje|vecka|pa|i|en|den|och",
    "nb": "hei|ja|takk|jeg|vi|meg|for meg|kan|kunne|har|tid|fri|ledig|passer|fungerer|gar|er|det|ogsa|fint"
    "|bra|godt|gjerne|alltid|som regel|mulig|hver|uke|om|pa|i|en|den|og",
    "fi": "hei|moi|kylla|joo|kiitos|mina|minulle|mulle|sopii|sopisi|kay|kavisi|voin|paasen|olen|on|vapaa"
    "|myos|hyvin|aina|yleensa|joka|viikko|ja",
    "pl": "czesc|dzien dobry|tak|dziekuje|dzieki|ja|mi|mnie|dla mnie|moge|moglbym|moglabym|mam|czas|wolne"
    "|wolny|wolna|pasuje|pasuja|odpowiada|jest|sa|tez|rowniez|dobrze|zawsze|zwykle|mozliwe|kazdy|kazda"
    "|tydzien|w|we|na|i|oraz",
}
_ENGLISH_DOUBT = re.compile(
    r"\?|\b(?:not|no|never|can't|cannot|couldn't|won't|wouldn't|don't|doesn't|isn't|aren't|except|but|unless|if"
    r"|maybe|perhaps|might|only|instead|rather|depends|sometimes|either|neither|nor|without|hard|difficult|busy"
    r"|next|today|tomorrow|january|february|march|april|june|july|august|september|october|november|december)\b"
)
_NUMBER = (
    r"\d{1,2}(?:[:.h]\d\d|h\b)?(?: ?[ap]\.?m\b\.?)?"
    r"(?: ?(?:o'clock|uhr|uur|u|heures?|horas?|hs|ore)\b)?"
)


@dataclass(frozen=True)
class HourWords:
    """How one language says weekly hours; the patterns are for folded text."""

    days: Mapping[str, int]
    """Names of weekdays, to Monday = 0."""
    day: re.Pattern[str]
    token: re.Pattern[str]
    """The next thing said, by the name of its group; within that of a part, which of `PARTS` it is."""
    doubt: re.Pattern[str]

    def named(self, text: str) -> list[int]:
        """Give the weekdays a text names, in its order."""
        return [self.days[name] for name in self.day.findall(text)]

    def tells(self, line: str) -> bool:
        """Tell whether a line speaks of days or hours."""
        return bool(self.day.search(line)) or any(map(str.isdecimal, line))


@cache
def hour_words(language: str) -> HourWords:
    """Give the words of one language of the tables, alone: "fri" is free in Swedish."""
    days = own_weekdays(language) | named(_EVERY_WEEK[language], 0)
    day = rf"(?<!\w)(?:{'|'.join(sorted(days, key=len, reverse=True))})(?!\w)"
    says = _says(language, rf"{day}\.?")
    token = re.compile("|".join(rf"(?P<{name}>{pattern})" for name, pattern in says.items()))
    return HourWords(days, re.compile(day), token, _doubt(language))


def _says(language: str, day: str) -> dict[str, str]:
    after, before, from_, to, between, and_, at = _BOUNDS[language].split(";")
    workdays, week, weekend, whole = _STRETCHES[language].split(";")
    time = rf"(?:(?:{at}) ?)?{_NUMBER}"
    later = rf"(?: (?:{_LATER[language]})\b)" if language in _LATER else "(?!)"
    parts = [rf"(?P<{part}>{words})" for part, words in zip(PARTS, _PARTS[language].split(";"), strict=True)]
    return {
        "days": rf"{day} ?(?:-|(?:{to})\b) ?{day}",
        "day": day,
        "workdays": rf"(?:{workdays})\b",
        "week": rf"(?:{week})\b",
        "weekend": rf"(?:{weekend})\b",
        "span": rf"(?:(?:{from_}) )?{time} ?(?:-|(?:{to})\b) ?{time}"
        rf"|(?:{between}) {time} ?(?:-|(?:{and_})\b) ?{time}",
        "after": rf"(?:{after}) (?:de )?{time}{later}?|{time}{later}",
        "before": rf"(?:{before}) (?:de )?{time}",
        "part": rf"(?:{'|'.join(parts)})\b",
        "whole": rf"(?:{whole})\b",
        "time": time,
        "filler": rf"(?:{_BESIDE[language]}|{_OR[language]})\b|[\s,;:.!&/+()*]+",
    }


def _doubt(language: str) -> re.Pattern[str]:
    if language == "en":
        return _ENGLISH_DOUBT
    said = reservations(language) - set(_OR[language].split("|"))
    return re.compile(rf"\?|{any_of('|'.join(sorted(said))).pattern}")
