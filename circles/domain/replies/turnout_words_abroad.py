"""The words that stand beside names where people say who came, in languages other than English.

To add a language, add a row to each table; words are folded.
"""

import re

EVERYONE = {
    "de": r"""
        (?:wir |sie |es )?(?:waren )?(?:alle|wir alle|samtliche|jeder)(?: \w+ von uns)?
    """,
    "fr": r"""
        (?:nous etions |on etait )?au complet|(?:nous etions|on etait) tous
        tout le monde|(?:nous |on )?(?:tous|toutes)(?: la| presents| reunis)?|nous tous
        tous les (?:autres )?membres|tout le groupe
    """,
    "es": r"""
        estuvimos todos
        todos|todas|todo el mundo|todo el grupo|estabamos todos
    """,
    "it": r"""
        al completo
        tutti|tutte|tutto il gruppo|tutti quanti
    """,
    "pt": r"""
        todos|todas|toda a gente|todo mundo|todo o grupo|o grupo todo
    """,
    "nl": r"""
        compleet|voltallig
        iedereen|allemaal|we allemaal|allen|de hele groep
    """,
    "da": r"""
        vi var der alle sammen
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
        (?:bylismy )?w komplecie
        wszyscy|cala grupa|kazdy
    """,
}
EXCEPT = {
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
NOBODY = re.compile(r"^(?:niemand|keiner|personne|nadie|nessuno|ninguem|ingen|kukaan(?: muu)?|nikt|nikogo)\b")
HOW = re.compile(
    r"\b(?:zu spat|spater|verspatet|punktlich|rechtzeitig|online|en retard|plus tard|a l'heure|en ligne"
    r"|en visio|(?<!boa )(?<!buena )tarde|con retraso|a tiempo|puntual\w*|en linea|in ritardo|tardi|in orario"
    r"|da remoto|in collegamento|atrasad\w+|a horas|a tempo|te laat|(?:wat )?later|op tijd"
    r"|(?:sent|forsinket)(?! svar)|til tiden|senere|senare|i tide?|forsenad\w*|myohassa|myohemmin|ajoissa"
    r"|etana|spozni\w+\b(?! odpowiedz)|pozniej|na czas|punktualn\w+|zdalnie|zoom\w*)\b"
)
"""How somebody came: "all but Ana were late" does not tell that she missed it."""
OTHERS = {
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
NOT = {
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
        (?:mutta )?ei(?:vat)?|ilman
    """,
    "pl": r"""
        (?:ale )?nie|bez
    """,
}
BUT = {
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
BESIDE = {
    "de": r"""
        zu (?:zweit|dritt|viert)|(?:zwei|drei|vier)(?: leute)?|gestern|heute|am montag|diesmal|dieses mal
        auch|leider|beide|spater|dazu|etwas|kurz|nur kurz
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
ONLY = re.compile(
    r"^(?:nur|seulement|seuls?|solo|soltanto|so|somente|apenas|alleen|kun|bara|endast|bare|vain|tylko"
    r"|juste|eramos solo"
    r"|solamente|eravamo solo|blot|alleen maar|eramos apenas|c'etait juste|es waren nur|waren nur)\b"
)
NOBODY_ELSE = re.compile(
    r"[ ,]*\b(?:sonst (?:niemand|keiner)|personne d'autre|nadie mas|nessun altro|mais ninguem|(?:verder"
    r"|anders) niemand"
    r"|ingen andre|ingen andra|ei muita|ei kukaan muu|nikt (?:inny|wiecej|poza tym))\b"
)
SMALL = re.compile(r"^(?:el|la|o|a|os|as|den|de|het|ja|il|le|der|die|al|ao)\s(?=\w)")
