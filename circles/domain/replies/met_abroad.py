"""Whether the circle met, as whole sentences of languages other than English say it; folded words.

To add a language, add a row to each table.
"""

import re
from functools import cache

from circles.domain.replies import clause_beside_abroad
from circles.domain.replies.almanac import near_days, weekdays
from circles.domain.replies.languages import alternatives, ands, doubts, fold, language_of, negates, words
from circles.domain.replies.sentences import Sentence
from circles.domain.words import MeetingState

_NOT_MET_IN_ENGLISH = re.compile(
    r"(?:no |nope )?(?:sorry )?(?:unfortunately )?(?:we )?(?:didn't|did not|haven't|have not|never)"
    r"(?: (?:get to|manage to|end up))? (?:meet|met|meeting)"
    r"(?: (?:up|yet|this time|this week|in the end|at all))*"
    r"|not met|no meeting|(?:it |the meeting )?(?:didn't|did not) happen"
)

_MET = {
    "de": r"""
        wir haben uns (?:\w+ ){0,5}(?:getroffen|gesehen|zusammengesetzt)|wir trafen uns|(?:haben
        hatten) uns (?:\w+ ){0,4}getroffen|(?:das|unser) treffen (?:hat|war
        fand) (?:\w+ ){0,4}(?:stattgefunden|statt|gut|super|toll|schon)|hat stattgefunden|es fand statt
        getroffen haben wir uns
    """,
    "fr": r"""
        (?:nous nous sommes|on s'est|on s est) (?:bien |tous )?(?:vus?|vues?|reunie?s?|retrouvee?s?
        rencontree?s?)|(?:la|notre) (?:reunion|rencontre|seance) (?:a (?:bien )?eu lieu
        s'est (?:tres )?bien (?:passee|deroulee))|ca a eu lieu
    """,
    "es": r"""
        nos (?:vimos|reunimos|juntamos|encontramos|hemos (?:visto|reunido|juntado))|(?:la
        nuestra) (?:reunion|sesion) (?:fue|tuvo lugar|salio)(?! cancel\w+| suspend\w+| aplaz\w+)|tuvo lugar
    """,
    "it": r"""
        ci siamo (?:vist[ie]|incontrat[ie]|riunit[ie]|trovat[ie])|(?:la|il nostro|l') ?(?:riunione
        incontro) (?:c'e stat[oa]|si e (?:tenut[oa]|svolt[oa])|e andat[oa] bene)|l'incontro (?:c'e stato
        si e tenuto|e andato bene)
    """,
    "pt": r"""
        (?:encontramo-nos|encontramos-nos|reunimo-nos|reunimos-nos|nos (?:encontramos|reunimos|vimos)
        vimo-nos|juntamo-nos)|a (?:nossa )?(?:reuniao|sessao) (?:foi|correu
        aconteceu)(?! cancel\w+| adiad\w+)|(?:nos )?encontramos nos|tivemos (?:a |uma |nossa )?(?:reuniao
        encontro)
    """,
    "nl": r"""
        (?:de|onze) (?:bijeenkomst|afspraak|meeting) is (?:gewoon )?doorgegaan
        (?:we|wij) (?:hebben|zijn) (?:\w+ ){0,4}(?:afgesproken|bij elkaar gekomen|samengekomen
        elkaar (?:gezien|ontmoet|gesproken))|we hebben elkaar (?:\w+ ){0,4}(?:gezien|ontmoet|gesproken)
        we kwamen (?:\w+ ){0,3}(?:samen|bij elkaar)|(?:de|onze) (?:bijeenkomst|afspraak
        meeting) (?:ging door|was (?:goed|leuk|fijn|gezellig)|heeft plaatsgevonden)|het ging door
    """,
    "da": r"""
        (?:ja )?vi (?:modtes|sas|har (?:modtes|set hinanden|haft mode)|holdt (?:vores )?mode|var samlet)
        (?:modet|vores mode) (?:blev holdt|gik (?:godt|fint)|fandt sted)
    """,
    "sv": r"""
        (?:ja )?vi (?:traffades|sags|mottes|har (?:traffats|setts|haft mote)|hade (?:vart )?mote)|(?:motet
        vart mote) (?:blev av|gick (?:bra|fint)|agde rum|holls)|det blev av
    """,
    "nb": r"""
        (?:ja )?vi (?:motes|mottes|traff hverandre|traff(?:es|tes)|sas|har (?:mottes|truffet hverandre
        hatt mote)|hadde (?:vart )?mote)|(?:motet|vart mote) (?:ble (?:holdt|noe av)|gikk (?:bra|fint)
        fant sted)
    """,
    "fi": r"""
        (?:kylla )?(?:me )?(?:tapasimme|kokoonnuimme|nahtiin|tavattiin|olemme tavanneet)|(?:tapaaminen
        kokous) (?:pidettiin|jarjestettiin|meni hyvin|toteutui)|pidimme (?:kokouksen|tapaamisen)
    """,
    "pl": r"""
        (?:tak )?(?:spotkalismy|widzielismy|zebralismy) sie|(?:nasze )?spotkanie (?:odbylo sie|sie odbylo
        bylo (?:udane|swietne|super|fajne))|mielismy spotkanie
    """,
}
_NOT_MET = {
    "de": r"""
        (?:das|unser|es|treffen|das treffen|unser treffen)? ?(?:ist|wurde|musste|haben wir
        mussten wir)(?: (?:es|leider|das|treffen|kurzfristig|diesmal))* (?:ausgefallen|abgesagt(?: werden)?
        verschoben(?: werden)?|nicht (?:stattgefunden|zustande gekommen)|absagen|ausfallen lassen|ausfallen
        verschieben)|(?:hat|fand) (?:\w+ ){0,3}nicht (?:statt|stattgefunden|geklappt)
        fiel (?:leider |diesmal )?aus|wir haben uns (?:\w+ ){0,4}nicht (?:getroffen|gesehen)|kein treffen
        es gab kein treffen|wir (?:mussten|haben) (?:\w+ ){0,3}(?:absagen|abgesagt|verschieben|verschoben
        verschieben mussen)|niemand (?:kam|war da|ist gekommen)|(?:ist )?(?:leider )?(?:ausgefallen
        abgesagt)|nicht zustande gekommen
    """,
    "fr": r"""
        (?:la|notre)? ?(?:reunion|rencontre|seance|elle|ca)? ?(?:a|est|fut|n'a pas
        n'a malheureusement pas)? ?(?:ete )?(?:annulee?|reportee?|repoussee?|eu lieu pas)
        (?:elle |la reunion |la rencontre |ca |cela )?n'a (?:\w+ )?pas (?:eu lieu|pu avoir lieu)
        (?:nous ne nous sommes|on ne s'est) (?:\w+ )?pas (?:vus?|reunie?s?|retrouvee?s?|rencontree?s?)
        pas de (?:reunion|rencontre)(?: cette fois)?|(?:nous avons|on a) (?:du )?(?:annulee?|annuler
        reporter|reportee?)|personne n'est venu|tombee? a l'eau
    """,
    "es": r"""
        (?:la reunion |la sesion |al final |finalmente )?(?:se (?:cancelo|suspendio|anulo|aplazo|pospuso)
        fue (?:cancelada|suspendida|aplazada)|no (?:se hizo|se celebro|tuvo lugar|hubo|pudo ser
        la hicimos))(?: reunion)?|no nos (?:\w+ )?(?:vimos|reunimos|juntamos|hemos (?:visto|reunido)
        pudimos (?:ver|reunir|juntar))|(?:tuvimos que|hubo que|la) (?:cancelar(?:la)?|aplazar(?:la)?
        cancelamos|aplazamos|suspender)|cancelada|nadie (?:vino|aparecio|pudo)|no hubo reunion|no quedamos
    """,
    "it": r"""
        (?:la riunione |l'incontro )?(?:e (?:stat[oa] )?(?:annullat[oa]|cancellat[oa]|rinviat[oa]
        rimandat[oa]|saltat[oa])|non (?:c'e stat[oa]|si e (?:tenut[oa]|fatt[oa]|svolt[oa])
        si e fatto nulla))|non ci siamo (?:\w+ )?(?:vist[ie]|incontrat[ie]|riunit[ie])|(?:abbiamo
        l'abbiamo) (?:dovuto )?(?:annullare|annullat[oa]|rinviare|rinviat[oa]|rimandare|saltat[oa])
        annullat[oa]|saltat[oa]|nessuno (?:e venuto|si e presentato)|niente riunione
    """,
    "pt": r"""
        acabamos por nao nos (?:reunir|encontrar|ver)
        (?:a reuniao |a sessao |o encontro )?(?:foi|teve de ser|acabou por ser|ficou) (?:cancelad[oa]
        adiad[oa]|desmarcad[oa])|nao (?:houve (?:reuniao|encontro|sessao)?|aconteceu|se realizou
        foi possivel reunir|chegou a acontecer|se fez)|nao nos (?:\w+ )?(?:encontramos|reunimos|vimos
        conseguimos (?:reunir|encontrar))|(?:tivemos (?:de|que) |acabamos por )?(?:cancelar|adiar|cancelamos
        adiamos|desmarcar)|cancelad[oa]|ninguem (?:veio|apareceu)
    """,
    "nl": r"""
        (?:het |de bijeenkomst |de afspraak |de meeting |die )?(?:ging|is|was
        werd) (?:helaas |deze keer |toch )*(?:niet door(?:gegaan)?|afgelast|geannuleerd|uitgesteld|afgezegd
        verzet)|(?:we|wij) (?:hebben|zijn) (?:\w+ ){0,3}niet (?:afgesproken|bij elkaar gekomen|samengekomen)
        we hebben elkaar (?:\w+ ){0,2}niet (?:gezien|ontmoet|gesproken)
        (?:we )?(?:hebben (?:het |hem )?)?(?:moesten )?(?:het )?(?:afzeggen|afgezegd|annuleren|geannuleerd
        uitgesteld)|geen bijeenkomst|niemand (?:kwam|was er)
    """,
    "da": r"""
        (?:modet |det )?(?:blev|er blevet|matte) (?:desvaerre )?(?:aflyst|udsat|aflyses|udskudt
        ikke til noget|aldrig til noget)|vi (?:modtes|sas|nåede|naede
        fik) (?:os |det )?(?:desvaerre )?ikke(?: (?:modtes|at modes|modt))?|vi har ikke (?:modtes
        set hinanden)|(?:der var )?(?:intet|ikke noget) mode|vi (?:aflyste|matte aflyse|udskod)|aflyst
        ingen (?:kom|dukkede op)|modet faldt (?:ud|fra)
    """,
    "sv": r"""
        (?:motet |det )?(?:blev|fick|har blivit) (?:tyvarr )?(?:installt|inte av|stallas in|uppskjutet
        inget(?: mote)?|framflyttat)|vi (?:traffades|sags|mottes|sag) (?:tyvarr )?inte
        vi har inte (?:traffats|setts)|(?:det var )?inget mote|vi (?:stallde in|fick stalla in|skot upp)
        installt|(?:motet )?stalldes in|ingen (?:kom|dok upp)
    """,
    "nb": r"""
        (?:motet |det )?(?:ble|matte|har blitt) (?:dessverre )?(?:avlyst|avlyses|utsatt|ikke noe (?:av|mote)
        ikke noe|ingenting)(?: mote)?|vi (?:motes|mottes|traff(?:es|tes)|sas) (?:dessverre )?ikke
        vi har ikke (?:mottes|truffet hverandre|motes)|(?:det var )?(?:ikke noe|intet) mote|vi (?:avlyste
        matte avlyse|utsatte)|avlyst|ingen (?:kom|dukket opp)
    """,
    "fi": r"""
        (?:tapaaminen |kokous |se )?(?:peruttiin|peruuntui|perutettiin|siirrettiin|siirtyi|jai valiin
        ei toteutunut|ei pidetty|ei jarjestetty|oli peruttu)|emme (?:tavanneet|kokoontuneet|nahneet
        ehtineet tavata|paasseet kokoontumaan)|ei (?:tavattu|kokoonnuttu|nahty|ollut (?:tapaamista
        kokousta))|(?:me )?(?:peruimme|jouduimme perumaan)|peruttu|kukaan ei (?:tullut|paassyt)
    """,
    "pl": r"""
        (?:spotkanie |nasze spotkanie )?(?:zostalo |bylo )?(?:odwolane|przelozone|przesuniete|anulowane)
        (?:spotkanie )?nie (?:odbylo sie|doszlo do skutku)|nie (?:spotkalismy|widzielismy|zebralismy) sie
        nie bylo spotkania|spotkanie sie nie odbylo|(?:musielismy|trzeba bylo) (?:odwolac|przelozyc)
        odwolalismy|przelozylismy|nikt nie (?:przyszedl|przyszedł)
    """,
}

# A whole line that says so and nothing else: an answer to whichever mail it is.
_NOT_MET_LINE = {
    "de": "wir haben uns nicht getroffen|nicht getroffen|kein treffen",
    "fr": "nous ne nous sommes pas vus|nous ne nous sommes pas réunis|on ne s'est pas vus|pas de rencontre",
    "es": "no nos vimos|no nos reunimos|no nos hemos visto|no hubo reunión",
    "it": "non ci siamo visti|non ci siamo riuniti|non ci siamo incontrati|nessun incontro",
    "pt": "não nos encontrámos|não nos reunimos|não nos vimos|não houve reunião",
    "nl": "niet bij elkaar gekomen|we zijn niet bij elkaar gekomen|we hebben elkaar niet gezien",
    "da": "vi mødtes ikke|mødtes ikke|intet møde",
    "sv": "vi träffades inte|träffades inte|inget möte",
    "nb": "vi møttes ikke|møttes ikke|ikke noe møte",
    "fi": "emme tavanneet|emme kokoontuneet",
    "pl": "nie spotkaliśmy się|spotkanie się nie odbyło",
}

_THE = alternatives("""
    das|unser|der|die|la|le|el|il|a|o|het|de|den|det|notre|nuestra|nostra|nossa|onze|vart|vores|nasze|am|on|pa
    i|w|no|na|en|op|im|zu|a la
""")
_GATHERING = alternatives("""
    treffen|termin|sitzung|reunion|rencontre|seance|sesion|encuentro|riunione|incontro|reuniao|encontro|sessao
    bijeenkomst|afspraak|meeting|mode|modet|mote|motet|treff|traff|traffen|tapaaminen|kokous|spotkanie|circle
    call|zoom
""")
_LIGHT = alternatives(r"""
    esta vez|al final|diesmal|cette fois|questa volta|desta vez|deze keer|denne gang(?:en)?|den har gangen
    talla kertaa|tym razem|ja|oui|si|sim|yes|no|tak|kylla|wie geplant|als gepland|som planlagt|som planerat
    comme prevu|leider|also|letzten|letzte|passe|pasado|scorso|passada|zuletzt|alle|tous|todos|tutti|allemaal
    alla|kaikki|wszyscy|online
    (?:i )?\w+dags|woche|semaine|derniere|semana|pasada|settimana|scorsa|week|vorige|uge|sidste|vecka|forra
    uke|forrige|viikolla|viime|tygodniu|zeszlym|per zoom|\d+|kurz|uhr|ca|virtuell
""")
_WITH = "mit|avec|con|com|met|med|z|kanssa"
_BESIDE = alternatives(rf"""
    {_WITH}|weil|da|denn|car|parce|porque|perche|pois|want|omdat|fordi|for att|eftersom|koska|bo
    aber|mais|pero|ma|mas|maar|men|mutta|ale|wegen|a cause|por|per|vanwege|pa grund|zu viele
    alle|sans|ohne|sin|senza|sem|zonder|uden|utan|uten|bez|sauf|nur|solo|seulement|alleen|kun|bara|vain|tylko
""")


_FEW_OR_BUT = re.compile(r"\b(?:kun|bare|bara|men)\b")
"""No doubts before that a meeting was called off: "kun Ana kom, så vi aflyste"."""


def says_not_met(said: str, tag: str) -> bool:
    """Tell whether a line, as `words` gives it, says in a language or English that you did not meet."""
    return bool(_NOT_MET_IN_ENGLISH.fullmatch(said)) or said in not_met_lines(tag)


@cache
def not_met_lines(tag: str) -> frozenset[str]:
    """Give the lines, as `words` gives them, that say in a language that a circle did not meet."""
    return frozenset(map(words, filter(None, _NOT_MET_LINE.get(language_of(tag), "").split("|"))))


def told_abroad(sentence: Sentence, tag: str) -> MeetingState | None:
    """Tell what a sentence says of a meeting that was; None in English, in doubt, or of something else."""
    name = language_of(tag)
    if name not in _MET or doubts(name, "")[0].search(sentence.said):
        return None
    for state, met in ((MeetingState.NOT_HELD, False), (MeetingState.HELD, True)):
        for piece in sentence.pieces():
            found = _any(name, met=met).search(piece)
            if found:
                known = _before(name).fullmatch(piece[: found.start()])
                return state if known and _after(name).match(piece[found.end() :]) else None
    return None


def calls_off(said: str, tag: str) -> bool:
    """Tell whether words end with that you did not meet; what comes before tells why, as a rule."""
    name = language_of(tag)
    found = [*_any(name, met=False).finditer(said)] if name in _NOT_MET else []
    if not found:
        return False
    before, after = said[: found[-1].start()], said[found[-1].end() :]
    doubt = doubts(name, "")[0]
    if doubt.search(_FEW_OR_BUT.sub("", before)) or doubt.search(after):
        return False
    return not negates(name, "".join(before.split()[-1:])) and _after(name).match(after) is not None


@cache
def _before(name: str) -> re.Pattern[str]:
    days = "|".join([*weekdays(name), *near_days(name)])
    light = fold(alternatives(clause_beside_abroad.BEFORE[name]))
    return re.compile(rf"(?:(?>(?:{days}|{_THE}|{_GATHERING}|{_LIGHT}|{light}) ))*")


@cache
def _after(name: str) -> re.Pattern[str]:
    """Match what may follow: nothing, or a day, with whom, and why."""
    days = "|".join([*weekdays(name), *near_days(name)])
    light = fold(alternatives(clause_beside_abroad.AFTER[name]))
    joins = "|".join(ands(name))
    known = f"{days}|{light}|{_WITH}|{_LIGHT}|(?:{_THE})(?= (?:{days}))"
    return re.compile(rf"(?:(?> (?:{known})(?!\w)))*(?: (?:{_BESIDE}|{joins}) .*)?$")


@cache
def _any(name: str, *, met: bool) -> re.Pattern[str]:
    table = (_MET if met else _NOT_MET)[name]
    rows = fold(alternatives(table)).replace("-", " ")  # as `words` has it
    return re.compile(rf"(?<!\w)(?:{rows})(?!\w)")
