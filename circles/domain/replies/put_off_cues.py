"""The words by which people say when a meeting was moved to; folded."""

import re
from dataclasses import dataclass
from functools import cache

from circles.domain.replies.almanac import counts, units, weekdays
from circles.domain.replies.languages import alternatives, any_of, fold, language_of

_MOVED = re.compile(
    r"(?:(?:yes|no|sorry|well|but|and|so),? )*(?:(?:we )?(?:didn t|did not)(?: meet)?,? (?:but |and )?)?"
    r"(?:(?:we|they) )?(?:have |had to |did |ve )?"
    r"(?:move|moved|reschedule|rescheduled|postpone|postponed|shifted|push|pushed|put"
    r"|(?P<meet>(?:will|ll) meet))"
    r"(?P<it> (?:it|the meeting|our meeting|this|that))?(?P<way> (?:back|off|forward))?"
    r"(?P<to> (?:to|until|till|for|on))?"
    r"(?: (?P<when>\S.*?))?"
)
_BESIDE_A_TIME = alternatives(r"""
    instead|rather|better|but|sorry|thanks(?: a lot| all)?|thank you(?: all)?|many thanks|cheers|please
    as usual|(?:(?:in|at) )?(?:the )?(?:same|usual) (?:place|time|link|room|spot)
    see you(?: (?:all|then|there))+|(?:we'll|we will|we|let's|we're going to) (?:do|meet|make it|say|meet up)
    we're meeting|we are meeting|it's|it is
    stattdessen|dafur|sondern|lieber|danke(?: euch| schon)?|vielen dank|bitte|wie (?:immer|ublich)|bis dann
    leider|(?:am )?(?:gleicher|gleichen|selber|selben) ort|(?:zur )?(?:gleiche[rn]?|selbe[rn]?) (?:uhr)?zeit
    wir treffen uns|verschoben auf|verlegt auf
    a la place|plutot|mais|desolee?|merci(?: beaucoup| a tous)?|comme d'habitude|(?:au )?meme (?:endroit|lieu)
    (?:a la )?meme heure|on (?:se voit|se retrouve|fait)|reportee? (?:au|a)|deplacee? (?:au|a)|malheureusement
    en su lugar|en lugar de eso|en vez de eso|mejor|sino|pero|(?:muchas )?gracias(?: a todos)?|como siempre
    (?:en el |el )?mismo (?:lugar|sitio)|(?:a la )?misma hora|nos vemos|quedamos|lo siento|por favor
    invece|piuttosto|meglio|(?:tante |mille )?grazie(?: mille| a tutti)?|come sempre
    (?:nello |lo )?stesso posto|(?:alla |la )?stessa ora|ci vediamo|facciamo|purtroppo
    em vez disso|em lugar disso|melhor|(?:muito )?obrigad[oa](?: a todos)?|como sempre|por favor
    (?:no |o )?mesmo (?:lugar|sitio|local)|(?:a )?mesma hora|infelizmente
    in plaats daarvan|in plaats van|liever|maar|helaas|dank(?: je| jullie| u)?|dank je wel|(?:alvast )?bedankt
    (?:op )?(?:de)?zelfde (?:plek|plaats|tijd)|zoals altijd|we (?:doen|komen)|verzet naar|verplaatst naar
    i stedet(?: for)?|hellere|desvaerre|(?:mange )?tak|som (?:altid|saedvanlig)|samme (?:sted|tid(?:spunkt)?)
    vi (?:modes|ses)|flyttet til|udskudt til
    i stallet|istallet|hellre|tyvarr|tack(?: sa mycket)?|som vanligt|samma (?:plats|stalle|tid)
    vi (?:traffas|mots)|flyttat till
    heller|dessverre|(?:tusen |mange )?takk|som vanlig|samme (?:sted|plass)|vi motes|utsatt til
    sen sijaan|vaan|mieluummin|valitettavasti|kiitos|kiitti|sama(?:ssa)? paik(?:ka|assa)|samaan aikaan
    tavataan|zamiast tego|zamiast|raczej|lepiej|ale|we(?= wtorek)|niestety|dzieki|dziekuje
    (?:w )?to samo miejsce|w tym samym miejscu|o tej samej (?:porze|godzinie)|prosze
    (?:spotykamy|spotkamy) sie|(?:przelozone|przesuniete) na
""")
"""What people write before and behind a day or an hour, and what changes neither."""
LEAD = re.compile(rf"^(?:{_BESIDE_A_TIME})(?!\w)\W*")
TAIL = re.compile(rf"(?:^|[\s,.;:!(]+)(?:{_BESIDE_A_TIME})[\s.,;:!)]*$")
_AT = (
    r"(?:@|at|um|kl\.?|klokken|klockan|klo|kello|om|a las?|alle(?: ore)?|ore|as|a"
    r"|(?:o )?godz(?:inie|\.)?|o)"
)
TIMES = tuple(
    re.compile(rf"(?:(?<!\w){_AT}\s*)?(?<![\d.:/-]){form}(?![\w:/]|[.]\d|\s*[-–—]\s*\d)")
    for form in (
        r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s*(?:(?P<half>[ap])\.?\s?m\b|uhr|uur|h(?:eures?|oras?)?\b)",
        r"(?P<hour>\d{1,2})[:h](?P<minute>\d\d)",
        r"(?P<hour>\d{1,2})\.(?P<minute>00|1[3-9]|[2-5]\d)",
        r"(?P<noon>noon)",
    )
)
"""Hours that can be nothing else."""
BEHIND_AT = re.compile(
    rf"(?<!\w){_AT}\s*(?P<hour>\d{{1,2}})(?:\.(?P<minute>\d\d))?(?![\w:/]|[.]\d|\s*[-–—]\s*\d)"
)
"""An hour by the word before it, which might be one of a date as well."""
NO_HOUR = re.compile(
    r"\b(?:morning|afternoon|evening|night|tonight|midnight|eod|cob|end of|close of"
    r"|by|before|until|till|due|no later than)\b"
)
"""What makes an hour or a day of it that nobody can tell for certain."""
DEADLINE = re.compile(
    r"(?:bis|avant|jusqu\S*|antes|hasta|entro|fino|ate|voor|tot|senest|inden|indtil|innan|ennen|przed|do)\b"
)
ARTICLE = re.compile(r"(?<=\w)(,?) (?:den|der|dem|the|le|el|il|al|dia|du|em) (?=\d)")
_SHIFTED = (
    r"(?:verschoben|verschieb|verleg|report[ea]|decal[ea]|deplac[ea]|repouss|aplaza|pospu|retras|movimos|movid[oa]|rinvia"
    r"|sposta|rimanda|adia[dmr]|remarca|mudamos|mudad[oa]|verzet|verplaatst|verschoven|uitgesteld|opgeschoven|flytte?"
    r"|rykket|udsk[ou]d|utsatt|forskjov|uppskj|skjutit|skot|framflytt|siir[rst]|przeloz|przesun"
    r"|przenies)\w*"
)
_IT = alternatives("""
    wir|haben|es|sie|das|treffen|den|termin|ist|wurde|mussten|leider|on|l'a|nous|l'avons|avons|a|est|ete|elle|la|lo
    hemos|se|fue|reunion|rencontre|ha|sido|abbiamo|l'abbiamo|e|stata|stato|riunione|l'incontro|o|encontro|reuniao
    foi|we|wij|hebben|het|de|bijeenkomst|is|werd|vi|har|det|modet|motet|er|blev|blir|ble|tapaaminen|sen
    tapaamisen|spotkanie|zostalo|je|to|upp|fram|l|seance|me|olemme|kokouksen|afspraak|onze|unser|vart|vores
    du|tuvimos|que|dovuto|tivemos|moesten|matte|maste|fick|jouduimme|musielismy|malheureusement|lamentablemente
    purtroppo|infelizmente|helaas|desvaerre|tyvarr|dessverre|valitettavasti|niestety
""")
# Before the day that something was moved to; in Finnish the day itself says so.
_TO = {
    "de": " auf",
    "fr": " (?:au|a|pour)(?: le)?",
    "es": " (?:al|a|para)(?: el)?",
    "it": " (?:al?|per)(?: il)?",
    "pt": " para(?! a semana)(?: a| o)?",
    "nl": " (?:naar|op|tot)",
    "da": " til",
    "sv": " till",
    "nb": " til",
    "fi": "",
    "pl": " na",
}
_YES = "ja|oui|si|sim|kylla|tak|jo|joo|aber|mais|pero|ma|mas|maar|men|mutta|ale"
_BY, _IN = r"(?:by|um|de|di|met|med|o) |d'", "in|dans|en|tra|fra|em|dentro de|daqui a|over|om|za"
_LATER = alternatives("""
    later|spater|plus tard|mas tarde|despues|dopo|piu tardi|mais tarde|depois|senere|senare|myohemmin|pozniej
""")
_WEEK_TO_COME = (
    r"(?:(?:auf|in|a|na|para|naar|til|till|na|w) )?(?:(?:der|die|la|de) )?"
    r"(?:nachsten? woche|semaine prochaine|(?:proxima|prossima) (?:semana|settimana)|settimana prossima"
    r"|semana que vem|volgende week|naeste uge|nasta vecka|neste uke|ensi viikolla|next week"
    r"|przysz\w+ (?:tydzien|tygodniu))"
)
_NEXT_WEEK = re.compile(rf"(?:(?:{_IT}) )*(?:{_SHIFTED} )?{_WEEK_TO_COME}(?: {_SHIFTED})?")
_SEE_YOU = alternatives("""
    (?:(?:we|i)(?:'ll| will) )?(?:see|c|catch|looking forward to seeing) (?:you|u|ya|y'all|each other)
    cu|cya|until|till|auf wiedersehen
    (?:talk|speak) (?:to you )?(?:again|soon)|bis|wir (?:sehen|sprechen|horen) uns|sehen uns|man sieht sich
    on se (?:re)?(?:voit|trouve|retrouve|parle)|a bientot|au revoir|a(?= (?:dans|tra|fra|la semaine))
    nos vemos|hasta(?: la vista| pronto)?|ci (?:vediamo|sentiamo|si vede|rivediamo)|arrivederci|a presto
    vemo.nos|a gente se ve|ate(?: breve| logo| la)?|tot(?: ziens)?|we (?:zien|spreken) elkaar
    zie (?:je|jullie)|(?:vi )?(?:ses|syns|hores|snakkes|snakkas)(?: ved| der)?
    pa (?:gensyn|gjensyn|aterseende)|nahdaan|tavataan|do (?:zobaczenia|uslyszenia)|(?:zobaczymy|widzimy) sie
    a plus|ich freue mich(?: schon)?(?: auf euch| darauf)?|j'ai hate|non vedo l'ora
    ik kijk er ?naar uit|(?:jeg )?glaeder mig(?: til det)?|(?:jag )?ser fram emot det
    (?:jeg )?gleder meg(?: til det)?|odotan innolla
""")
"""How a farewell begins that may go on with the time until the next meeting."""
_TO_ALL = alternatives("""
    all|both|everyone|everybody|again|there|then|soon|next|guys|folks|in person|alle|alle zusammen|wieder|dann
    bald|dahin|tous|toutes|encore|todos|todas|otra vez|entonces|luego|tutti|tutte|di nuovo|allora|de novo
    entao|allemaal|weer|dan|gauw|snel|igen|da|snart|alla|igjen|kaikki|taas|silloin|pian|wszyscy|znowu|ponownie|wtedy
""")
_AND = "and|so|then|well|und|also|dann|et|donc|alors|y|e|en|dus|og|och|ja|i|wiec"
_FAREWELL = re.compile(rf"(?:(?:{_AND}),? )*(?:{_SEE_YOU})(?:,? (?:{_TO_ALL}))*(?P<when>|[ ,].+)")
_INSTEAD = any_of("""
    instead|rather|better|stattdessen|dafur|sondern|lieber|a la place|plutot|en su lugar|en (?:lugar|vez) de
    mejor|sino|invece|piuttosto|meglio|em (?:vez|lugar)|melhor|in plaats|liever|i stedet|hellere|i stallet
    istallet|hellre|heller|sen sijaan|mieluummin|zamiast|raczej|lepiej
""")
_PUT_OFF = re.compile(
    rf"\b(?:mov(?:e|ed|ing)|reschedul\w*|postpon\w*|shift\w*|push(?:ed)?|put (?:\w+ )?(?:off|back)"
    rf"|verschieb\w*|verleg\w*|{_SHIFTED})\b"
)
_FINNISH = {"kahdella": 2, "kolmella": 3, "neljalla": 4}


@dataclass(frozen=True, slots=True)
class Distance:
    """So many weeks, whether "moved" stands beside them, and whether they count from the meeting."""

    weeks: int
    moved: bool
    from_meeting: bool


def moved(text: str, language: str) -> re.Match[str] | None:
    """Match a sentence that is "we moved it", with or without what it was moved to."""
    name, text = language_of(language), " ".join(fold(text).replace("'", " ").strip(" .!,").split())
    found = _MOVED.fullmatch(text)
    if found or name not in _TO:
        return found
    behind, whole = _moved_abroad(name)
    text = re.sub(r"\bna (?=\d\d?[:.]\d\d)", "o ", text) if name == "pl" else text
    return whole.fullmatch(behind.sub(r"\1\3 \2", text))


@cache
def _moved_abroad(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what a language has at the end of "wir haben es auf Freitag verschoben", and the whole."""
    led = rf"(?:(?:{_YES}),? )*(?:(?:{_IT}) )*"
    to = rf"(?:(?P<to>{_TO[name]}) (?P<when>\S.*?))?(?P<meet>(?!))?(?P<way>(?!))?"
    whole = rf"{led}(?P<it>{_SHIFTED})(?: (?:{_IT}))*{to}"
    return re.compile(rf"^({led})(?!{_SHIFTED})(\S.*) ({_SHIFTED})$"), re.compile(whole)


def distance(text: str, language: str, *, moved: bool) -> Distance | None:
    """Read words that are a number of weeks and nothing else; `moved`: behind "we moved it"."""
    found = _patterns(language)[0].fullmatch(text)
    if found is None or (found["back"] and not moved):
        return None
    moved = moved or bool(found["shifted"] or found["behind"])
    from_now = found["in"] or found["from"]
    if not (moved or from_now or found["by"] or found["later"]):
        return None  # so many weeks of what?
    weeks = _counts(language).get(found["count"] or "") or int(found["count"] or 1)
    weeks *= 2 if found["unit"].startswith("fortnight") else 1
    return Distance(weeks, moved, bool(found["by"] or found["later"] or (moved and not from_now)))


def how_far(text: str, language: str) -> re.Match[str] | None:
    """Find "by about a week" or "in two weeks" among other words, or "verschoben" with a week beside it."""
    _, away, shifted = _patterns(language)
    return away.search(text) or shifted.search(text)


def is_next_week(text: str) -> bool:
    """Tell whether a text names the week to come, in any language but English, and no day of it."""
    return _NEXT_WEEK.fullmatch(text) is not None


def names_weeks(text: str, language: str) -> bool:
    """Tell whether words speak of days, weeks or months."""
    return any(word in _units(language) for word in re.findall(r"\w+", text))


def tells_of_moving(text: str) -> bool:
    """Tell whether a text says anywhere that something was moved: then a farewell may name the new time."""
    return _PUT_OFF.search(fold(text)) is not None


def without_farewell(sentence: str, language: str) -> str:
    """Take "see you all in two weeks" out of a sentence: it names the next meeting, and moves none.

    It stays beside a day, an hour, or "instead".
    """
    said = " ".join(fold(sentence).split())
    rest, found = _farewell(language).subn(" ", said)
    is_timed = bool(re.search(r"\d", rest)) or any(
        word in weekdays(language) for word in re.findall(r"\w+", rest)
    )
    return sentence if not found or is_timed or _INSTEAD.search(said) else rest.strip()


def behind_farewell(text: str) -> str | None:
    """Give the time, or nothing, that follows "see you" or "see you all"; None where it is no farewell."""
    found = _FAREWELL.fullmatch(" ".join(fold(text).split()).strip(" .!¡"))
    return found and found["when"]


@cache
def _farewell(language: str) -> re.Pattern[str]:
    """Match a farewell before a number of weeks or months, at the head of a clause and to its end."""
    count = rf"\d{{1,2}}|{'|'.join(_counts(language))}"
    units_ = "|".join(word for word, unit in _units(language).items() if unit != "day")
    return re.compile(
        rf"(?:^|[^\w\s']\s*|(?<!\w)(?:{_AND}|{_BESIDE_A_TIME}) )(?:{_SEE_YOU})(?:,? (?:{_TO_ALL}))*"
        rf"(?: {_WEEK_TO_COME}"
        rf"|(?: (?:{_IN}))? (?:(?:about|around|etwa|circa|ca|other|noin) )?(?:(?:{count}) )?(?:{units_})'?)"
        rf"(?: (?:time|from (?:now|today)|paasta|kuluttua|igen|sen|{_TO_ALL}|{_BESIDE_A_TIME}))*"
        r"(?=\s*(?:$|[^\w\s'/-]))"
    )


def _counts(language: str) -> dict[str, int]:
    return {**counts(language), **_FINNISH, "another": 1}


def _units(language: str) -> dict[str, str]:
    return {**units(language), "viikolla": "week", "fortnight": "week", "fortnights": "week"}


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    count = rf"\d{{1,2}}|{'|'.join(_counts(language))}"
    every = "|".join(_units(language))
    weeks = "|".join(word for word, unit in _units(language).items() if unit == "week")
    whole = (
        rf"(?:(?P<shifted>(?:(?:{_IT}) )*{_SHIFTED}(?: (?:{_IT}))*) |(?:(?:{_IT}) )+(?=.*{_SHIFTED}$))?"
        rf"(?:(?P<by>{_BY})|(?P<in>{_IN}) )?(?:(?P<count>{count}) |(?=tydzien|viikolla))(?P<unit>{weeks})"
        rf"(?: (?P<later>{_LATER}))?(?P<back> back)?(?P<from> from (?:now|today))?(?P<behind> {_SHIFTED})?"
    )
    away = (
        rf"(?<!\w)(?:by|um|o|{_IN}) (?:(?:about|around|another|circa|ca|etwa|over) )?"
        rf"(?:{count}) (?:{every})(?!\w)(?! ago)"
    )
    shifted = rf"(?<!\w){_SHIFTED} (?:.* )?(?:{weeks})(?!\w)|(?<!\w)(?:{weeks}) (?:.* )?{_SHIFTED}"
    return re.compile(whole), re.compile(away), re.compile(shifted)
