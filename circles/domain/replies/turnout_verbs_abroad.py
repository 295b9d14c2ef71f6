"""The verbs by which people say in languages other than English who came to a meeting, and who missed it.

To add a language, add a row to each table; words are folded.
"""

CAME = {
    "de": r"""
        haben uns (?:\w+ )?getroffen|trafen uns|da$
        ja$|schon$
        waren|war|kamen|kam|sind (?:auch )?(?:gekommen|erschienen)|ist (?:auch )?(?:gekommen|erschienen)
        waren (?:alle |auch )?(?:da(?:bei)?|anwesend|online|zugeschaltet)|war (?:auch )?(?:da(?:bei)?
        anwesend|online|zugeschaltet)|haben teilgenommen|hat teilgenommen|nahmen? (?:auch )?teil
        tauchten? auf|hat es geschafft|haben es geschafft|stiess(?:en)? dazu
    """,
    "fr": r"""
        nous sommes (?:vus|retrouves|reunis)|s'est (?:vus|retrouves)(?: a (?:deux|trois|quatre))?
        il y avait|c'etait|y avait|oui$|si$
        etaient (?:tous |toutes |bien )?(?:la|presente?s?)|etait (?:bien )?(?:la|presente?)|(?:sont|est
        sommes) (?:tous |bien )?venue?s?|ont (?:participe|assiste|pu venir)|a (?:participe|assiste|pu venir)
        (?:nous|on) a(?:vons)? rejoints?|etions(?: la| presents)?|s'est connectee?|sont arrivee?s
        est arrivee?
    """,
    "es": r"""
        nos vimos|nos reunimos
        si$
        vinieron|vino|estuvieron|estuvo|asistieron|asistio|fueron|fue|vinimos|estuvimos|estaban|estaba
        participaron|participo|llegaron|llego|se conectaron|se conecto|aparecieron|aparecio|estabamos|eramos
        fuimos
    """,
    "it": r"""
        ci siamo (?:visti|incontrati|trovati)
        siamo stati|c'erano anche|eravamo in (?:due|tre|quattro)|si$|invece si$
        (?:sono|e|siamo) (?:venut[oaie]|arrivat[oaie]|intervenut[oaie])|c'erano|c'era|c'eravamo|eravamo
        erano (?:presenti|li)|era (?:presente|li)|ha(?:nno)? partecipato|si (?:e|sono) (?:collegat[oaie]
        unit[oaie])|ce l'ha(?:nno)? fatta
    """,
    "pt": r"""
        encontramo-nos|nos encontramos
        sim$
        vieram|veio|estiveram|esteve|compareceram|compareceu|viemos|estavam|estava|foram|foi|participaram
        participou|apareceram|apareceu|estivemos|estavamos|eramos|chegaram|chegou|entraram|entrou
    """,
    "nl": r"""
        hebben elkaar (?:\w+ )?(?:gezien|gesproken|ontmoet)|spraken elkaar|zagen elkaar
        wel$|ja$
        waren(?: er| allemaal)*(?: bij)?|was er(?: bij)?|kwamen|kwam|zijn (?:er )?gekomen|is (?:er )?gekomen
        waren aanwezig|was aanwezig|deden mee|deed mee|namen deel|nam deel|hebben meegedaan|heeft meegedaan
        schoven? aan|was present|waren present
    """,
    "da": r"""
        modtes|var der alle sammen
        ja$
        var (?:der|med|til stede|mödt op)|kom|deltog|modte(?: op)?|dukkede op|har vaeret der|var
        koblede (?:sig )?pa
    """,
    "sv": r"""
        traffades|sags
        ja$
        var (?:dar|med|narvarande|pa plats)|kom|deltog|dok upp|anslot|har varit med|var
    """,
    "nb": r"""
        mottes|traff hverandre
        ja$
        var (?:der|med|til stede|pa plass)|kom|deltok|motte(?: opp)?|dukket opp|koblet (?:seg )?pa|var
    """,
    "fi": r"""
        tapasimme|tapasivat
        kylla$
        tulivat(?: paikalle)?|tuli(?: paikalle)?|olivat (?:paikalla|mukana|lasna|siella)|oli (?:paikalla
        mukana|lasna|siella)|osallistuivat|osallistui|paasivat(?: paikalle)?|paasi(?: paikalle)?|olimme
        saapuivat|saapui|liittyivat|liittyi|ilmestyi(?:vat)?
    """,
    "pl": r"""
        spotkalismy sie|spotkali sie|przyszli
        tak$
        byli(?: obecni)?|byl(?: obecny)?|byla(?: obecna)?|byly|przyszli|przyszedl|przyszla|przyszly
        uczestniczyli|uczestniczyla?|bylismy|dolaczyli|dolaczyla?|pojawili sie|pojawila? sie|dotarli
        dotarla?|wzieli udzial|wziela udzial|wzial udzial
    """,
}
MISSED = {
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
WRITER_MISSED = {
    "de": "ich (?:konnte|war|habe es|hab es|schaffte es)(?: (?:leider|selbst|selber|diesmal|am montag"
    "|gestern|es))* nicht"
    "|ich (?:habe|hab) (?:leider )?(?:gefehlt|verschlafen)|ich fehlte|ich war (?:leider )?krank",
    "fr": "je n'ai (?:malheureusement )?pas pu|(?:je n'|j')etais (?:malheureusement )?pas la"
    "|j'etais (?:absente?|malade)",
    "es": "(?:yo )?no (?:pude|fui|estuve|llegue|asisti)|(?:yo )?falte",
    "it": "(?:io )?non (?:c'ero|ci sono stat[oa]|sono (?:potut|riuscit|venut)[oa]|ho potuto)"
    "|(?:io )?(?:mancavo|ero assente)",
    "pt": "(?:eu )?nao (?:pude|consegui|fui|estive|apareci)|(?:eu )?faltei",
    "nl": "ik (?:kon|was)(?: (?:er|zelf|helaas))* niet|ik heb het gemist",
    "da": "jeg (?:kunne|var|kom)(?: (?:desvaerre|der|selv))* ikke|jeg (?:missede|gik glip af) det",
    "sv": "jag (?:kunde|var|kom|hann)(?: (?:tyvarr|dar|sjalv))* inte|jag missade (?:det|motet)",
    "nb": "jeg (?:kunne|var|kom|rakk)(?: (?:dessverre|der|selv))* ikke|jeg gikk glipp av det",
    "fi": "(?:mina )?en (?:paassyt|ollut|tullut|ehtinyt|voinut)",
    "pl": "mnie nie bylo|(?:ja )?nie (?:moglam|moglem|dotarlam|dotarlem|bylam|bylem|dalam rady|dalem rady)",
}
"""How a sentence begins that tells of its writer; why may follow in any words."""
WRITER_CAME = {
    "de": r"ich war (?:auch )?(?:da(?:bei)?|anwesend)(?: danke)?",
    "fr": r"(?:moi (?:aussi )?)?(?:j'etais (?:bien |aussi )?(?:la|presente?)|j'y etais"
    r"|je suis (?:bien )?venue?|j'ai (?:participe|assiste))(?: aussi| moi aussi| hier"
    r"| (?:un peu )?en retard)*(?: merci)?",
    "es": r"(?:yo )?(?:si |tambien )?(?:estuve|fui|asisti|participe)(?: alli| ahi| presente| ayer| tarde)*"
    r"(?: gracias)?",
    "it": r"(?:(?:anch'|anche )?io )?(?:c'ero|ero (?:presente|li)|ci sono stat[oa]|sono venut[oa]"
    r"|ho partecipato)(?: anch'io| anche io| ieri| in ritardo)*(?: grazie)?",
    "pt": r"(?:eu )?(?:tambem )?(?:estive|fui|participei|compareci)(?: la| ca| presente| ontem)*"
    r"(?: obrigad[oa])?",
    "nl": r"ik was (?:er|erbij|er (?:ook )?bij|er ook|aanwezig)(?: gisteren)?(?: bedankt)?",
    "da": r"jeg (?:var (?:ogsa )?(?:der|med|til stede)|deltog|modte op|kom)(?: ogsa| i gar)*(?: tak)?",
    "sv": r"jag (?:var (?:ocksa )?(?:dar|med|narvarande|pa plats)|deltog|kom)(?: ocksa| igar)*(?: tack)?",
    "nb": r"jeg (?:var (?:ogsa )?(?:der|med|til stede)|deltok|motte opp|kom)(?: ogsa| i gar)*(?: takk)?",
    "fi": r"(?:mina )?(?:olin (?:myos )?(?:paikalla|mukana|siella|lasna)|tulin|osallistuin)(?: myos| eilen)*"
    r"(?: kiitos)?",
    "pl": r"(?:ja )?(?:tez )?(?:byl[ae]m(?: obecn[ya]| tam| na spotkaniu)?|przyszlam|przyszedlem"
    r"|uczestniczyl[ae]m)(?: wczoraj)?(?: dziekuje)?",
}
"""A whole sentence that says so of its writer, in words alone; what else is said keeps it from being sure."""
