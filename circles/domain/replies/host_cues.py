"""How a host speaks to everyone in a circle, and of themselves, in twelve languages; folded.

To add a language, add a row to each table.
"""

TO_ALL = {
    "en": r"""
        (?:it would be|it'd be) (?:great|nice|lovely|good|wonderful) if (?:you|everyone|everybody|we|each)
        my (?:questions?|task|request) (?:to|for) (?:you|us|all|everyone|everybody)
        i(?:'d| would) like (?:us )?to (?:start|begin|open|end|close) with .*
        i(?:'ll| will) bring \w+(?: \w+){0,3}$
        i(?:'ll| will) (?:start|begin|open|end|close) with .*|this (?:month|meeting) (?:is|we|our)
        (?:\w+ ){1,3}is (?:the|our|this month's|today's) (?:topic|theme)
        (?:for|before|by) (?:we meet|(?:mon|tues|wednes|thurs|fri|satur|sun)day|then|next time|the meeting)
        (?:please |also |and |so |then |now |first |this time |today )*(?:let's|let us|bring|read|think
        prepare
        choose|pick|look|come|start|begin|take|have (?:a|your)|try|write|remember|watch|listen|note|share|talk
        ask|use|feel free|don't forget|no need to|everyone|everybody|(?:each|all|both) of (?:us|you)|you|our
        we(?!(?:'re| are| will|'ll)? not| can't| cannot| won't| may| might)|questions?|topic|theme|today's
        (?:the|this) (?:topic|theme|questions?|time|(?:opening|closing|first|second|third|last) \w+))
        i(?:'ll| will) (?:send|show|share|bring) (?:you|us|along|some|an?|the)
        i (?:really )?(?:loved|liked|like|love|enjoyed|chose|picked) (?:this|that|these|the)(?: \w+){0,3}$
        (?:i'm |i am |i )?(?:really |so )?look(?:ing)? forward to (?:seeing|meeting|hearing)|see you
        (?:what|which|how|when|where|why) (?:\w+ )*(?:you|your|we|us|our)
    """,
    "de": r"""
        (?:bitte |also |und |dann |diesmal |heute )*(?:lass(?:t)? uns|wir|bringt|lest|denkt|bereitet|sucht
        nehmt
        schreibt|uberlegt|kommt|schaut|erzahlt|beginnen wir|fangen wir|sprechen wir|jede[rs]?|alle|ihr|frage
        das thema|unsere?|die (?:erste|zweite|dritte|letzte) (?:frage|runde))
        bitte .*(?:mitbringen|lesen|vorbereiten|uberlegen|mitnehmen)
    """,
    "fr": r"""
        (?:s'il vous plait |svp |et |alors |cette fois )*(?:apportez|lisez|pensez|preparez|choisissez|regardez
        prenez|ecrivez|commencons|parlons|essayons|faisons|n'oubliez pas|nous|on (?:commence|parle)|chacune?
        tous|toutes|tout le monde|vous|la question|le theme|notre|la (?:premiere|deuxieme|derniere) question
        merci (?:de |d')(?:lire|apporter|preparer|penser|choisir))
    """,
    "es": r"""
        (?:por favor |y |entonces |esta vez )*(?:traed|traigan|traigamos|trae|leed|lean|lee|pensad|piensen
        piensa|preparad|preparen|elegid|elijan|empecemos|empezamos|hablemos|hablamos|comencemos|comenzamos
        vamos a (?:hablar|empezar|leer)|no olvid\w+|recordad|recuerden|cada un[oa]|tod[oa]s|vosotr[oa]s
        ustedes
        la (?:primera |segunda |ultima )?pregunta|el tema|nuestr\w+)
    """,
    "it": r"""
        (?:per favore |e |allora |questa volta )*(?:portate|leggete|pensate|preparate|scegliete|guardate
        portiamo|iniziamo|cominciamo|parliamo|partiamo|facciamo|non dimenticate|ricordate|ognun[oa]|tutti
        tutte
        voi|la (?:prima |seconda |ultima )?domanda|il tema|il nostro|la nostra)
    """,
    "pt": r"""
        (?:por favor |e |entao |desta vez )*(?:tragam|traga|leiam|leia|pensem|pense|preparem|prepare|escolham
        vejam|comecemos|comecamos|falemos|falamos|vamos (?:falar|comecar|ler)|nao se esquecam|lembrem
        cada um\w*|todos|todas|a (?:primeira |segunda |ultima )?pergunta|o tema|o nosso|a nossa)
    """,
    "nl": r"""
        (?:graag |en |dan |deze keer |alsjeblieft )*(?:neem|neemt|breng|lees|denk|bereid|kies|kijk|schrijf
        laten we|we|wij|vergeet niet|iedereen|ieder|jullie|allemaal|vraag|het (?:thema|onderwerp)|onze
        de (?:eerste|tweede|laatste) vraag)
    """,
    "da": r"""
        (?:venligst |og |sa |denne gang )*(?:tag|medbring|laes|taenk|forbered|vaelg|skriv|lad os|vi|husk|alle
        enhver|sporgsmal|emnet|det (?:forste|andet|sidste) sporgsmal|vores)
    """,
    "sv": r"""
        (?:snalla |och |sa |den har gangen )*(?:ta med|ta|las|tank|forbered|valj|skriv|kom ihag|lat oss|vi
        glom inte|alla|var och en|ni|fraga|amnet|den (?:forsta|andra|sista) fragan)
    """,
    "nb": r"""
        (?:vennligst |og |sa |denne gangen )*(?:ta med|ta|les|tenk|forbered|velg|skriv|husk|la oss|vi
        ikke glem|alle|hver|dere|sporsmal|temaet|det (?:forste|andre|siste) sporsmalet)
    """,
    "fi": r"""
        (?:ja |sitten |talla kertaa )*(?:ottakaa|tuokaa|lukekaa|miettikaa|valmistelkaa|valitkaa|kirjoittakaa
        aloitetaan|puhutaan|muistakaa|jokainen|kaikki|kysymys|aihe|ota|tuo|lue|mieti)
    """,
    "pl": r"""
        (?:prosze |i |wiec |tym razem )*(?:przyniescie|przeczytajcie|pomyslcie|przygotujcie|wybierzcie
        napiszcie|zacznijmy|zaczynamy|porozmawiajmy|rozmawiamy|mowimy|pamietajcie|nie zapomnijcie|kazd[ya]
        wszyscy|pytanie|temat|nasz\w*|przynies|przeczytaj|pomysl|przyniesc|przeczytac|przygotowac)
    """,
}
"""How a sentence begins that everyone is meant to read: what to bring, what we do, the topic."""
OF_WRITER = {
    "en": r"i|i'm|i'll|i've|i'd|im|ive|me|my|mine|myself",
    "de": r"ich|mir|mich|mein\w*",
    "fr": r"je|j'\w+|me|m'\w+|moi|mon|ma|mes",
    "es": r"yo|me|mi|mis|mio|conmigo|estoy|tengo|soy|puedo|debo|voy|estare|tendre|podre|creo|siento",
    "it": r"io|mi|me|mio|mia|miei|mie|sono|ho|posso|devo|vado|saro|avro|potro|sto|credo",
    "pt": r"eu|me|mim|meus?|minhas?|comigo|estou|tenho|sou|posso|devo|vou|estarei|terei|poderei|fiquei|acho",
    "nl": r"ik|me|mij|mijn|m'n",
    "da": r"jeg|mig|min|mit|mine",
    "sv": r"jag|mig|min|mitt|mina",
    "nb": r"jeg|meg|min|mitt|mine",
    "fi": r"mina|minu\w+|mun|mulla|olen|en|voin|taidan",
    "pl": r"ja|mnie|mi|moj\w*|moim?|jestem|mam|moge|musze|bede|mialam|mialem|czuje",
}
"""What a sentence holds that speaks of its writer: the pronouns, or where none is needed the common verbs."""
ANOTHER_TIME = r"""
    cancel\w*|annul\w*|postpon\w*|reschedul\w*|call(?:ed|ing)? (?:it |the meeting )?off|absag\w*|verschieb\w*
    ausfall\w*|report(?:er|ons|ez)|aplaz\w+|pospon\w+|suspend\w+|rimand\w+|spost\w+|adi(?:ar|amos|ado)
    desmarc\w+
    afzeg\w*|afgelast|verzet\w*|uitstel\w*|aflys\w*|udsaet\w*|flytt?\w*|stall\w* in|avlys\w*|utsett\w*
    peru\w*|siirr\w*|odwol\w*|przelo\w+|przesun\w+
"""
"""Of a meeting that may not be, or be then: that is no word for the head of a mail about its topic."""
