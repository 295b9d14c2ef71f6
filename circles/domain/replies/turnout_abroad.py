"""Who is said to have come, in the languages other than English: short clauses of names and a verb.

To add a language, add a row to each table. Words are folded: no case, no accents.
"""

import re
from collections.abc import Iterator
from functools import cache

from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import alternatives, ands, fold, language_of, negates
from circles.domain.replies.names import Named
from circles.domain.words import Attendance

_CAME = {
    "de": r"""
        ja$|schon$
        waren|war|kamen|kam|sind (?:auch )?(?:gekommen|erschienen)|ist (?:auch )?(?:gekommen|erschienen)
        waren (?:alle |auch )?(?:da(?:bei)?|anwesend|online|zugeschaltet)|war (?:auch )?(?:da(?:bei)?
        anwesend|online|zugeschaltet)|haben teilgenommen|hat teilgenommen|nahmen? (?:auch )?teil
        tauchten? auf|hat es geschafft|haben es geschafft|stiess(?:en)? dazu
    """,
    "fr": r"""
        il y avait|c'etait|y avait|oui$|si$
        etaient (?:tous |toutes |bien )?(?:la|presente?s?)|etait (?:bien )?(?:la|presente?)|(?:sont|est
        sommes) (?:tous |bien )?venue?s?|ont (?:participe|assiste|pu venir)|a (?:participe|assiste|pu venir)
        (?:nous|on) a(?:vons)? rejoints?|etions(?: la| presents)?|s'est connectee?|sont arrivee?s
        est arrivee?
    """,
    "es": r"""
        si$
        vinieron|vino|estuvieron|estuvo|asistieron|asistio|fueron|fue|vinimos|estuvimos|estaban|estaba
        participaron|participo|llegaron|llego|se conectaron|se conecto|aparecieron|aparecio|estabamos|eramos
        fuimos
    """,
    "it": r"""
        siamo stati|c'erano anche|eravamo in (?:due|tre|quattro)|si$|invece si$
        (?:sono|e|siamo) (?:venut[oaie]|arrivat[oaie]|intervenut[oaie])|c'erano|c'era|c'eravamo|eravamo
        erano (?:presenti|li)|era (?:presente|li)|ha(?:nno)? partecipato|si (?:e|sono) (?:collegat[oaie]
        unit[oaie])|ce l'ha(?:nno)? fatta
    """,
    "pt": r"""
        sim$
        vieram|veio|estiveram|esteve|compareceram|compareceu|viemos|estavam|estava|foram|foi|participaram
        participou|apareceram|apareceu|estivemos|estavamos|eramos|chegaram|chegou|entraram|entrou
    """,
    "nl": r"""
        wel$|ja$
        waren(?: er| allemaal)*(?: bij)?|was er(?: bij)?|kwamen|kwam|zijn (?:er )?gekomen|is (?:er )?gekomen
        waren aanwezig|was aanwezig|deden mee|deed mee|namen deel|nam deel|hebben meegedaan|heeft meegedaan
        schoven? aan|was present|waren present
    """,
    "da": r"""
        ja$
        var (?:der|med|til stede|mödt op)|kom|deltog|modte(?: op)?|dukkede op|har vaeret der|var
        koblede (?:sig )?pa
    """,
    "sv": r"""
        ja$
        var (?:dar|med|narvarande|pa plats)|kom|deltog|dok upp|anslot|har varit med|var
    """,
    "nb": r"""
        ja$
        var (?:der|med|til stede|pa plass)|kom|deltok|motte(?: opp)?|dukket opp|koblet (?:seg )?pa|var
    """,
    "fi": r"""
        kylla$
        tulivat(?: paikalle)?|tuli(?: paikalle)?|olivat (?:paikalla|mukana|lasna|siella)|oli (?:paikalla
        mukana|lasna|siella)|osallistuivat|osallistui|paasivat(?: paikalle)?|paasi(?: paikalle)?|olimme
        saapuivat|saapui|liittyivat|liittyi|ilmestyi(?:vat)?
    """,
    "pl": r"""
        tak$
        byli(?: obecni)?|byl(?: obecny)?|byla(?: obecna)?|byly|przyszli|przyszedl|przyszla|przyszly
        uczestniczyli|uczestniczyla?|bylismy|dolaczyli|dolaczyla?|pojawili sie|pojawila? sie|dotarli
        dotarla?|wzieli udzial|wziela udzial|wzial udzial
    """,
}
_MISSED = {
    "de": r"""
        fehlten?|(?:konnten?
        schafften?)(?: es| leider| diesmal| nicht)* nicht(?: kommen| dabei sein| teilnehmen)?|(?:hat
        haben) (?:\w+ )?(?:gefehlt|abgesagt|verschlafen|es vergessen|es nicht geschafft)|nicht$|(?:war
        waren) (?:leider |noch |beide |diesmal )*(?:krank|verhindert|abwesend|verreist|im urlaub
        nicht (?:da(?:bei)?|anwesend)|entschuldigt|unterwegs|auf dienstreise|erkaltet)|(?:ist
        sind) (?:leider )?(?:nicht (?:gekommen|erschienen)|ausgefallen)|sagten? ab|kam(?:en)? nicht
        musste(?:n)? (?:leider |kurzfristig )*(?:absagen|arbeiten|passen)|tauchten? nicht auf|abwesend
        krank$|entschuldigt$|liess(?:en)? sich entschuldigen
    """,
    "fr": r"""
        non$|pas$|manquai(?:en)?t|(?:etai(?:en)?t|est|sont) (?:\w+ )?(?:absente?s?|malades?|excusee?s?
        en (?:vacances|conges?|deplacement|voyage)|retenue?s?|empechee?s?)|(?:n'|n)?etai(?:en)?t pas (?:la
        presente?s?|disponibles?)|n'(?:est|sont) pas venue?s?|n'(?:a
        ont) pas pu(?: venir| etre la| participer| se liberer)?|pas pu(?: venir)?|a (?:annule|oublie
        decline)|ont (?:annule|oublie|decline)|s'est excusee?|se sont excusee?s|absente?s?$|malade$
        pas venue?s?$|n'a pas reussi a (?:venir|se connecter)
    """,
    "es": r"""
        no$|faltaron|falto|no (?:vinieron|vino|estuvieron|estuvo|asistio|asistieron|aparecio|aparecieron
        llego|llegaron)|no (?:pudo|pudieron)(?: venir| asistir| ir| estar| conectarse| unirse)?
        estaban? (?:enferm[oa]s?|de viaje|de vacaciones|fuera|ausentes?|malit[oa]s?|ocupad[oa]s?)|canceló
        cancelo|se excuso|se disculpo|se olvido|no se (?:conecto|presento|presentaron)|ausentes?$
        enferm[oa]$|tampoco$
    """,
    "it": r"""
        no$|mancava(?:no)?|non (?:e|ha|sono|hanno) (?:potut[oaie]|riuscit[oaie]|venut[oaie]|partecipato
        fatto in tempo)(?: (?:a )?(?:venire|partecipare|esserci|collegarsi))?|era(?:no)? (?:assent[ei]
        malat[oaie]|in (?:viaggio|ferie|vacanza)|fuori|impegnat[oaie]|influenzat[oaie])|non c'era(?:no)?
        invece no|non ce l'ha(?:nno)? fatta|ha(?:nno)? (?:disdetto|dato buca|dimenticato|declinato)
        si e scusat[oa]|assent[ei]$|malat[oa]$
    """,
    "pt": r"""
        nao$|faltaram|faltou|nao (?:pode|puderam|conseguiu
        conseguiram)(?: vir| ir| estar| participar| comparecer| entrar)?|nao (?:vieram|veio|esteve|estiveram
        apareceu|apareceram|compareceu|compareceram|foi)|estava(?:m)? (?:doentes?|de ferias|em viagem|fora
        ausentes?|ocupad[oa]s?|constipad[oa])|cancelou|desmarcou|esqueceu-se|pediu desculpa|ausentes?$
        doente$|tambem nao$
    """,
    "nl": r"""
        niet$|ontbrak(?:en)?|(?:was|waren) (?:helaas |beide |er )*(?:ziek|afwezig|verhinderd|met vakantie
        op vakantie|op reis|weg|niet(?: bij)?|niet aanwezig)|kwam(?:en)? niet
        kon(?:den)? (?:er )?(?:helaas |er )*niet(?: bij zijn| komen| bij)?|moest(?:en)? (?:afzeggen|werken
        afhaken)|(?:heeft|hebben) (?:zich )?(?:afgemeld|afgezegd|gemist)|zegden? af|zei af|was verhinderd
        liet verstek gaan|haalde het niet|redde het niet|ziek$|afwezig$|ook niet$
    """,
    "da": r"""
        ikke$|manglede|var (?:desvaerre )?(?:syg|syge|fravaerende|pa ferie|ude at rejse|forhindret|optaget
        bortrejst|ikke (?:med|der|til stede))|kom (?:desvaerre )?ikke|var der ikke
        kunne (?:desvaerre )?ikke(?: komme| vaere med)?|meldte (?:afbud|fra)|havde meldt afbud
        dukkede ikke op|matte melde afbud|sprang over|syg$|fravaerende$|blev forhindret
    """,
    "sv": r"""
        inte$|saknades|var (?:tyvarr )?(?:sjuk|sjuka|franvarande|borta|pa semester|bortrest|forhindrad
        upptagen|inte (?:med|dar|narvarande))|kom (?:tyvarr )?inte
        kunde (?:tyvarr )?inte(?: komma| vara med)?|dok (?:inte|aldrig) upp|lamnade aterbud|hade forhinder
        fick forhinder|uteblev|sjuk$|franvarande$|missade(?: det)?|hann inte
    """,
    "nb": r"""
        ikke$|manglet|var (?:dessverre )?(?:syk|syke|fravaerende|borte|pa ferie|bortreist|forhindret|opptatt
        ikke (?:med|der|til stede))|kom (?:dessverre )?ikke|kunne (?:dessverre )?ikke(?: komme| vaere med)?
        dukket (?:ikke|aldri) opp|meldte (?:avbud|forfall)|matte melde avbud|uteble|syk$|fravaerende$
        rakk det ikke|rakk ikke
    """,
    "fi": r"""
        ei(?:vat)?$|puuttui(?:vat)?|oli(?:vat)? (?:kipeana|kipeita|sairaana|poissa|lomalla|matkoilla|estynyt
        estyneita|flunssassa)|ei (?:tullut|paassyt|ehtinyt|ollut|voinut|osallistunut
        ilmestynyt)(?: paikalle| paikalla| mukaan| tulla)?|eivat (?:tulleet|paasseet|ehtineet|olleet
        voineet)(?: paikalle| paikalla| mukaan| tulla)?|perui(?:vat)?|jai(?:vat)? (?:pois|kotiin)|poissa$
        joutui perumaan|unohti
    """,
    "pl": r"""
        nie$|nie bylo|nie (?:mogla?|mogl|mogli|dala rady|dal rady|dali rady|zdazyla?|dotarla?|dotarli
        przyszedl|przyszla|przyszli|pojawila? sie|byl|byla|byli)(?: przyjsc| byc| dolaczyc| obecn[ya])?
        (?:byl|byla|byli) (?:chor[yai]|nieobecn[yai]|na urlopie|w delegacji|zajet[ya])|odwolal[a]?
        zapomniala?|nieobecn[yai]$|chor[ya]$|zachorowala?
    """,
}
_EVERYONE = {
    "de": r"""
        (?:wir |sie |es )?(?:waren )?(?:alle|wir alle|samtliche|jeder)(?: \w+ von uns)?
    """,
    "fr": r"""
        tout le monde|(?:nous |on )?(?:tous|toutes)(?: la| presents| reunis)?|nous tous
        tous les (?:autres )?membres|tout le groupe
    """,
    "es": r"""
        todos|todas|todo el mundo|todo el grupo|estabamos todos
    """,
    "it": r"""
        tutti|tutte|tutto il gruppo|tutti quanti
    """,
    "pt": r"""
        todos|todas|toda a gente|todo mundo|todo o grupo|o grupo todo
    """,
    "nl": r"""
        iedereen|allemaal|we allemaal|allen|de hele groep
    """,
    "da": r"""
        alle|alle sammen|hele gruppen
    """,
    "sv": r"""
        alla|allihop|hela gruppen
    """,
    "nb": r"""
        alle|alle sammen|hele gruppen|samtlige
    """,
    "fi": r"""
        kaikki|koko ryhma|jokainen
    """,
    "pl": r"""
        wszyscy|cala grupa|kazdy
    """,
}
_EXCEPT = {
    "de": r"""
        ausser|bis auf|mit ausnahme von|ohne|nur nicht|abgesehen von
    """,
    "fr": r"""
        sauf|excepte|a part|hormis|a l'exception d[e']|mis a part|moins|sans
    """,
    "es": r"""
        menos|excepto|salvo|a excepcion de|aparte de|quitando a|sin
    """,
    "it": r"""
        tranne|eccetto|meno|salvo|a parte|ad eccezione di|escluso|esclusa
    """,
    "pt": r"""
        menos|exceto|excepto|salvo|fora|a excecao d[eoa]|tirando|sem
    """,
    "nl": r"""
        behalve|op|uitgezonderd|met uitzondering van|zonder|minus
    """,
    "da": r"""
        undtagen|bortset fra|pa naer|med undtagelse af|uden|minus|foruden
    """,
    "sv": r"""
        utom|forutom|med undantag av|bortsett fran|minus
    """,
    "nb": r"""
        unntatt|bortsett fra|med unntak av|foruten|minus|uten
    """,
    "fi": r"""
        paitsi|lukuun ottamatta|ilman
    """,
    "pl": r"""
        oprocz|poza|z wyjatkiem|bez|procz
    """,
}
_NOBODY = re.compile(r"^(?:niemand|keiner|personne|nadie|nessuno|ninguem|ingen|kukaan|nikt)\b")
_OTHERS = {
    "de": r"""
        die (?:anderen|ubrigen|restlichen)|der rest|alle anderen|sonst alle
    """,
    "fr": r"""
        les autres|tous les autres|le reste
    """,
    "es": r"""
        los demas|las demas|el resto|los otros|todos los demas
    """,
    "it": r"""
        gli altri|le altre|tutti gli altri|il resto
    """,
    "pt": r"""
        os outros|os restantes|os demais|o resto|todos os outros|o resto do grupo
    """,
    "nl": r"""
        de (?:anderen|rest|overigen)|alle anderen|de rest
    """,
    "da": r"""
        de andre|resten|alle andre|de ovrige
    """,
    "sv": r"""
        de andra|resten|alla andra|ovriga|de ovriga
    """,
    "nb": r"""
        de andre|resten|alle andre|de ovrige|alle de andre
    """,
    "fi": r"""
        muut|loput|kaikki muut
    """,
    "pl": r"""
        pozostali|reszta|inni|wszyscy inni
    """,
}
_NOT = {
    "de": r"""
        (?:aber |nur )?nicht|kein(?:e|en)?|ohne
    """,
    "fr": r"""
        (?:mais )?pas|sans
    """,
    "es": r"""
        (?:pero )?no|sin
    """,
    "it": r"""
        (?:ma )?non|senza
    """,
    "pt": r"""
        (?:mas )?nao|sem
    """,
    "nl": r"""
        (?:maar )?niet|zonder
    """,
    "da": r"""
        (?:men )?ikke|uden
    """,
    "sv": r"""
        (?:men )?inte|utan
    """,
    "nb": r"""
        (?:men )?ikke|uten
    """,
    "fi": r"""
        (?:mutta )?ei|ilman
    """,
    "pl": r"""
        (?:ale )?nie|bez
    """,
}
_BUT = {
    "de": r"""
        aber|wahrend|doch|sondern
    """,
    "fr": r"""
        mais|tandis que|alors que
    """,
    "es": r"""
        pero|mientras que|aunque
    """,
    "it": r"""
        ma|mentre|pero
    """,
    "pt": r"""
        mas|enquanto|porem
    """,
    "nl": r"""
        maar|terwijl
    """,
    "da": r"""
        men|mens
    """,
    "sv": r"""
        men|medan
    """,
    "nb": r"""
        men|mens
    """,
    "fi": r"""
        mutta|kun taas|kun
    """,
    "pl": r"""
        ale|natomiast|a(?= \w+ (?:nie|byl\w*)\b)
    """,
}
_BESIDE = {
    "de": r"""
        zu (?:zweit|dritt|viert)|(?:zwei|drei|vier)(?: leute)?|gestern|heute|am montag|diesmal|dieses mal
        auch|leider|beide|alle|spater|dazu|etwas|kurz|nur kurz
        am ende|zum schluss|punktlich|online|per (?:zoom|video|telefon)|mit|da|dabei|ebenfalls|wegen \w+
        zu spat|ich glaube nicht|wieder|natuerlich|ja|also|es|war|waren|wir|mit dabei|noch|bei uns|dann
        verspatet|hier|nur|im urlaub|krank|bei dem treffen|beim treffen
    """,
    "fr": r"""
        nous etions (?:deux|trois|quatre)|on etait (?:deux|trois|quatre)|a (?:deux|trois|quatre)|deux|trois
        quatre|nous|on|hier|lundi|cette fois|cette fois-ci|aussi|malheureusement|tous les deux
        toutes les deux|plus tard
        en retard|a la fin|en ligne|en visio|par (?:zoom|telephone)|bien|egalement|oui|donc|avec nous|un peu
        finalement|il y avait|c'etait|seulement|a la reunion|pour cause de \w+|nous etions
    """,
    "es": r"""
        (?:los |las )?(?:dos|tres|cuatro)|nosotros|ayer|el lunes|esta vez|tambien|lamentablemente|los dos
        las dos|mas tarde|tarde|al final|en linea
        por (?:zoom|telefono|videollamada)|si|con nosotros|un poco|a la reunion|al|porque estaba \w+
        entonces|ambos|con retraso|hoy
    """,
    "it": r"""
        in (?:due|tre|quattro)|noi|ieri|lunedi|stavolta|questa volta|anche|purtroppo|entrambi|entrambe
        piu tardi|in ritardo|tardi
        alla fine|online|da remoto|in collegamento|si|con noi|un po'|alla riunione|per telefono|presenti
        presente|anche se
    """,
    "pt": r"""
        (?:os |as )?(?:dois|tres|quatro)|nos|ontem|na segunda|na segunda-feira|desta vez|tambem|infelizmente
        ambos|os dois|mais tarde|tarde
        atrasad[oa]|no fim|no final|online|por (?:zoom|telefone)|sim|connosco|um pouco|na reuniao|presentes?
        la|hoje|ca
    """,
    "nl": r"""
        met (?:z'n|zijn) (?:tweeen|drieen|vieren)|we|wij|(?:twee|drie|vier)|gisteren|maandag|deze keer
        dit keer|ook|helaas|beide|allebei|later|te laat|aan het eind|op het eind
        online|via (?:zoom|teams)|per telefoon|ja|bij ons|even|wel|er|bij|aanwezig|op tijd|wat later|vandaag
    """,
    "da": r"""
        (?:to|tre|fire)|vi|i gar|mandag|i mandags|denne gang|ogsa|desvaerre|begge|senere|for sent|til sidst
        online|via zoom
        pa (?:zoom|telefon)|ja|hos os|lidt|der|med|til tiden|i dag|begge to
    """,
    "sv": r"""
        (?:tva|tre|fyra)(?: stycken)?|vi|igar|i gar|mandags|i mandags|denna gang|ocksa|tyvarr|bada|senare
        for sent|sent|pa slutet|online
        via zoom|pa (?:zoom|telefon)|ja|hos oss|lite|dar|med|i tid|idag|bada tva|den har gangen
    """,
    "nb": r"""
        (?:to|tre|fire)|vi|i gar|mandag|pa mandag|denne gangen|ogsa|dessverre|begge|senere|for sent|sent
        pa slutten|online
        via zoom|pa (?:zoom|telefon)|ja|hos oss|litt|der|med|i tide|i dag|begge to
    """,
    "fi": r"""
        (?:kaksi|kolme|nelja)|me|meita oli|eilen|maanantaina|talla kertaa|myos|valitettavasti|molemmat
        myohemmin|myohassa|lopussa|etana
        zoomilla|kylla|meidan kanssa|vahan|ajoissa|paikalla|tanaan|mukana|hetken
    """,
    "pl": r"""
        w?e? ?(?:dwojke|trojke|czworke)|w trojke|my|wczoraj|w poniedzialek|tym razem|tez|takze|niestety
        oboje|obaj|pozniej|spozniony|spozniona
        pod koniec|online|zdalnie|przez (?:zoom|telefon)|tak|z nami|troche|na czas|obecni|dzis|rowniez
        na spotkaniu
    """,
}
_ONLY = re.compile(
    r"^(?:nur|seulement|seuls?|solo|soltanto|so|somente|apenas|alleen|kun|bara|endast|bare|vain|tylko"
    r"|juste|eramos solo"
    r"|solamente|eravamo solo|blot|alleen maar|eramos apenas|c'etait juste|es waren nur|waren nur)\b"
)
_NOBODY_ELSE = re.compile(
    r"[ ,]*\b(?:sonst (?:niemand|keiner)|personne d'autre|nadie mas|nessun altro|mais ninguem|(?:verder"
    r"|anders) niemand"
    r"|ingen andre|ingen andra|ei muita|ei kukaan muu|nikt (?:inny|wiecej|poza tym))\b"
)
_SMALL = re.compile(r"^(?:el|la|o|a|os|as|den|de|het|ja|il|le|der|die|al|ao)\s(?=\w)")
_LONGEST = 300  # characters of a sentence


def turnout_abroad(text: str, draft: Draft) -> Iterator[tuple[Named, Attendance]]:
    """Find who is said to have come or missed, in the language of the person; nothing in English."""
    name, said = language_of(draft.context.language), fold(text)
    if name not in _CAME or len(said) > _LONGEST:
        return
    told: set[str] = set()
    for clause in _clauses(said, name):
        found = _told(clause, name, told, draft)
        if found:
            told |= {*found[0].emails, *found[0].left_out}
            yield found


def _told(clause: str, name: str, told: set[str], draft: Draft) -> tuple[Named, Attendance] | None:
    """Read one clause: names and a verb, "not Carl", or all there were without a verb."""
    verb, without = _verb(name).search(clause), _without(name).match(clause)
    if verb is None:
        named = _named(without["who"], name, told, draft) if without and told else None
        if named:
            return named, Attendance.MISSED
        named = _named(clause, name, told, draft) if _tells_all(clause, name) else None
        return (named, Attendance.CAME) if named else None
    who = f"{clause[: verb.start()]} {clause[verb.end() :]}"
    missed = bool(verb["missed"]) or negates(name, clause)
    named = _named(who, name, told, draft) or _named(who.rpartition(",")[2], name, told, draft)
    return (named, Attendance.MISSED if missed else Attendance.CAME) if named else None


def _tells_all(clause: str, name: str) -> bool:
    """Tell whether a clause without a verb is about everybody: "only Bo and me", "all but Dee"."""
    said = clause.strip(" ,.!")
    return bool(
        _ONLY.match(said)
        or re.match(rf"(?:{alternatives(_EVERYONE[name])}) (?:{alternatives(_EXCEPT[name])}) ", said)
    )


def _clauses(text: str, name: str) -> list[str]:
    """Cut at commas that part statements rather than names: where a verb stands on both sides."""
    clauses: list[str] = []
    text = re.sub(rf",?\s(?=(?:{alternatives(_BUT[name])})\s)", ";", text)
    text = re.sub(rf"[;,]\s*(?:{alternatives(_BUT[name])})\s", "; ", text)
    for group in re.split(r"[;.!]", text):
        parts: list[str] = []
        for part in group.split(","):
            apart = _verb(name).search(part) or _without(name).match(part)
            if parts and not (apart and _verb(name).search(parts[-1])):
                parts[-1] += "," + part
            else:
                parts.append(part)
        clauses += parts
    return [clause for clause in clauses if clause.strip()]


@cache
def _verb(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<missed>{alternatives(_MISSED[name])})|(?P<came>{alternatives(_CAME[name])}))(?!\w)"
    )


@cache
def _without(name: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives(_NOT[name])}) (?P<who>[^,;]{{2,40}})$")


@cache
def _beside(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s,]))(?:{alternatives(_BESIDE[name])})(?=$|[\s,])")


def _others(name: str) -> str:
    return rf"(?:{alternatives(_OTHERS[name])})(?: (?:{alternatives(_EVERYONE[name])}))?"


def _named(who: str, name: str, told: set[str], draft: Draft) -> Named | None:
    """Read names, everyone, everyone but somebody, the others; None if that isn't all there is."""
    said = _NOBODY_ELSE.sub("", who).strip(" ,.!:")
    base, *out = re.split(rf"(?:^|[\s,]+)(?:{alternatives(_EXCEPT[name])})\s+", said)
    base = base.strip(" ,") or ("*" if out else "")
    alone = bool(_ONLY.match(base) or _NOBODY_ELSE.search(who))
    everyone = base == "*" or re.fullmatch(alternatives(_EVERYONE[name]), base) is not None
    base = " ".join(_beside(name).sub(" ", _ONLY.sub("", base)).split()).strip(" ,:")
    if not alone and re.fullmatch(_others(name), base) and told:
        return Named(tuple(email for email in draft.roster.emails if email not in told))
    everyone = everyone or re.fullmatch(alternatives(_EVERYONE[name]), base) is not None
    if out and _NOBODY.match(base):  # nobody but Bo and me
        alone, everyone, base = True, False, " ".join(_beside(name).sub(" ", out.pop(0)).split())
    named = draft.roster.people("everyone") if everyone else _people(base, name, draft)
    absent = _people(" ".join(_beside(name).sub(" ", out[0]).split()), name, draft) if out else Named()
    if named is None or absent is None:
        return None
    here = tuple(email for email in named.emails if email not in absent.emails)
    others = tuple(email for email in draft.roster.emails if alone and email not in here)
    return Named(here, left_out=(*absent.emails, *others), alone=alone)


def _people(text: str, name: str, draft: Draft) -> Named | None:
    joiner = "|".join(re.escape(word) for word in sorted(ands(name)))
    pieces = [piece.strip() for piece in re.split(rf"\s*,\s*|\s+(?:{joiner})\s+", text) if piece.strip()]
    found = [draft.roster.person(_SMALL.sub("", piece)) for piece in pieces]
    return Named(tuple(each for each in found if each)) if found and all(found) else None
