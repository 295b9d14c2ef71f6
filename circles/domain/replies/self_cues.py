"""How people say who they are, and what is said of one occasion only, in twelve languages; folded.

A line about oneself holds at any time. To add a language, add a row to each table.
"""

HELLO = (
    r"(?:(?:hi|hello|hey|hallo|moin|bonjour|salut|hola|ciao|ola|hej|hei|czesc)"
    r"(?: all| everyone| everybody)? )?(?:i'm \w+ and )?"
)
"""What may stand before any of it."""

IS = {
    "en": r"""
        (?:i'm|im|i am) (?:also |originally |currently )?(?:an? (?!bit|little|few|tad|lot|mess|wreck|wee)\w+
        from|based in|born in|new to|retired|working (?:as|at|for|with)|studying|passionate about|fond of)
        (?:my name is|my (?:passion|hobby|background|field|trade) is) \w+
        i(?:'ve| have) (?:been an?|been (?:teaching|working|building|writing|coaching|studying|running)|worked
        taught|lived in)|i used to (?:be an?|work|teach|run|live in)
        i(?:'ve| have)? (?:got )?(?:an?|one|two|three|four|five|several) (?:\w+ )?(?:kids?|children|cats?
        dogs?
        daughters?|sons?|horses?|chickens)|i was born in|i grew up|i (?:come|hail) from (?!an?\b)
        i(?: also| currently| mostly)? (?:work (?:as|at|for|in|on|with)|teach|study|build|design|write|lead
        make|keep (?:bees|chickens|\w+ cats)|love|like|enjoy|live in|research|paint|draw|cook|bake|play|sing
        dance|code|program|develop|manage|grow|raise|train|sell|read|ski|climb|hike|cycle|sail|swim|garden
        knit|speak|collect|volunteer|coach|mentor|translate|edit|film|photograph|repair|advise|dream of
        wonder|want to learn|hope to learn|am learning|run (?:an?|the|marathons)
        fix|own|farm|brew|sew|restore|sculpt|compose|nurse|drive (?:an?|the))
        (?:born|raised|living|based) in|(?:working|studying) (?:as|at|for|in|on|with)|retired|by day
    """,
    "de": r"""
        (?:ich )?(?:unterrichte|lehre|arbeite (?:als|bei|fur|in|im|an|mit)|studiere|baue|entwickle|leite
        schreibe|forsche|lebe in|wohne in|komme aus|liebe|mag|spiele|singe|koche|backe|lese|male|zuchte|sammle
        programmiere|gestalte|berate|reise gern\w*|wandere|klettere|tanze|gartnere|ubersetze|heisse
        interessiere mich
        bin (?:eine?|von beruf|ursprunglich aus|aus|gelernte[rn]?|lehrer\w*|arzt|arztin|ingenieur\w*
        krankenschwester|krankenpfleger\w*|student\w*|entwickler\w*|informatiker\w*|mutter von|vater von
        \w*lehrer(?:in)?))
    """,
    "fr": r"""
        (?:moi )?(?:je suis (?:une?|infirmi\w+|prof\w*|enseignante?|institut\w+|ingenieure?|medecin|etudiante?
        originaire|developp\w+|nee? (?:a|en)|passionnee?)|je m'appelle|je m'interesse
        je travaille (?:comme|dans|chez|a|au|pour|avec)|je (?:vis|viens du)|(?:j'|je )(?:enseigne|etudie
        habite
        adore|aime|ecris|construis|developpe|dirige|joue|chante|danse|cuisine|lis|peins|dessine|cultive|eleve
        programme|recherche))
    """,
    "es": r"""
        (?:yo )?(?:soy|me llamo|enseno|doy clases|trabajo (?:como|en|de|con|para)|estudio|vivo en|construyo
        desarrollo|dirijo|escribo|me encantan?|me gustan?|me dedico|me apasionan?|adoro|amo|toco|canto|bailo
        cocino|leo|pinto|dibujo|cultivo|investigo|programo|diseno)
    """,
    "it": r"""
        (?:io )?(?:sono (?:un|una|originari[oa]|insegnante|infermier[ea]|medico|ingegnere|student\w+
        appassionat[oa])|mi chiamo|insegno|lavoro (?:come|in|a|al|per|con|nel|nella|presso)|studio|vivo a
        abito a|vengo da|costruisco|sviluppo|dirigo|scrivo|amo|adoro|mi piace|mi piacciono|suono|canto|ballo
        cucino|leggo|dipingo|disegno|coltivo|allevo|mi occupo|programmo|progetto)
    """,
    "pt": r"""
        (?:eu )?(?:sou|chamo me|ensino|dou aulas|trabalho (?:como|em|na|no|com|para|numa|num)|estudo|vivo em
        moro em|construo|desenvolvo|dirijo|escrevo|adoro|amo|gosto|toco|canto|danco|cozinho|leio|pinto|desenho
        cultivo|investigo|programo)
    """,
    "nl": r"""
        (?:ik )?(?:geef (?!het|me|mijn|toe|door|aan|op)\w+|doceer|onderwijs|werk (?:als|bij|in|met|voor|aan)
        studeer|woon in|bouw|ontwerp|ontwikkel|schrijf|hou(?:d)? van|speel|zing|dans|kook|bak|lees|schilder
        teken|programmeer|onderzoek|wandel|tuinier|heet|kom uit
        ben (?:een (?!beetje|paar|tikje)\w+|docente?|leraar|lerares|verple\w+|arts|ingenieur|studente?
        afkomstig|opgegroeid))
    """,
    "da": r"""
        (?:jeg )?(?:underviser|arbejder (?:som|i|pa|med|hos|for)|studerer|bor i|bygger|udvikler|skriver|elsker
        kan (?:godt )?lide|holder af|spiller|synger|danser|bager|laeser|maler|tegner|forsker|dyrker|hedder
        programmerer|designer|er (?:en (?!smule|anelse)\w+|laerer|sygeplejerske|laege|ingenior|studerende
        uddannet
        oprindelig))
    """,
    "sv": r"""
        (?:jag )?(?:undervisar|arbetar (?:som|i|pa|med|hos|for)|jobbar (?:som|pa|med|hos|for)|studerar|bor i
        pluggar|bygger|utvecklar|skriver|alskar|gillar|tycker om|spelar|sjunger|dansar|bakar|laser|malar
        ritar|forskar|odlar|heter|programmerar
        ar (?:en (?!smula|aning)\w+|larare|sjukskoterska|lakare|ingenjor|student|utbildad|ursprungligen))
    """,
    "nb": r"""
        (?:jeg )?(?:underviser|arbeider (?:som|i|pa|med|hos|for)|jobber (?:som|pa|med|hos|for)|studerer|bor i
        bygger|utvikler|skriver|elsker|liker|er glad i|spiller|synger|danser|baker|leser|maler|tegner|forsker
        dyrker|heter|programmerer
        er (?:en (?!smule|anelse)\w+|laerer|sykepleier|lege|ingenior|student|utdannet|opprinnelig))
    """,
    "fi": r"""
        (?:mina )?(?:opetan|tyoskentelen|opiskelen|asun|rakennan|kehitan|johdan|kirjoitan|rakastan|tykkaan
        pidan(?! (?:taukoa|kiinni))|harrastan|soitan (?:pianoa|kitaraa|viulua)|laulan|tanssin|kokkaan|leivon
        luen|maalaan|piirran|tutkin|suunnittelen|ohjelmoin|viljelen
        olen (?:opettaja|\w+nopettaja|sairaanhoitaja|laakari|insinoori|opiskelija|kotoisin|ammatiltani))
    """,
    "pl": r"""
        (?:ja )?(?:ucze (?!sie)\w+|pracuje (?:jako|dla|w|z|na|przy)|studiuje|mieszkam w|buduje|projektuje
        kieruje
        prowadze|pisze (?:ksiazki|wiersze|kod)|kocham|lubie|uwielbiam|gram|spiewam|tancze|gotuje|pieke
        czytam|maluje|rysuje|hoduje|zajmuje sie|nazywam sie|pochodze z|interesuje sie
        jestem (?:nauczyciel\w*|pielegniark\w*|pielegniarzem|lekark\w*|lekarzem|inzynier\w*|student\w*
        programist\w*))
    """,
}
"""How a sentence begins that says who its writer is, or what they do or love."""
GREETS = {
    "en": r"(?:thanks?|thank you|nice|great|lovely|glad|happy|excited|keen|looking forward)\b.*",
    "de": r"(?:ich )?freue? mich .*|(?:vielen )?dank .*",
    "fr": r"(?:j'ai )?hate de .*|(?:je suis )?(?:ravie?|heureu\w+) .*|au plaisir .*|merci .*",
    "es": r"(?:tengo )?(?:muchas )?ganas de .*|encantad[oa] .*|un placer .*|gracias .*",
    "it": r"felice di .*|piacere .*|grazie .*",
    "pt": r"(?:estou )?ansios[oa] .*|(?:muito )?prazer .*|obrigad[oa] .*",
    "nl": r"(?:ik )?(?:heb er zin in|kijk er ?naar uit|verheug me).*|leuk .*|bedankt .*",
    "da": r"(?:jeg )?glaeder mig .*|tak .*",
    "sv": r"(?:jag )?ser fram .*|kul .*|tack .*",
    "nb": r"(?:jeg )?gleder meg .*|takk .*",
    "fi": r"(?:mukava|kiva|hauska) .*|odotan innolla.*|kiitos .*",
    "pl": r"ciesze sie .*|milo mi .*|dziekuje .*|dzieki .*",
}
"""What may stand beside it."""
OF_NOW = {
    "en": r"""
        late|early|overtime|ill|sick|unwell|(?:that|this|next|last) (?:\w+ )?(?:day|morning|afternoon|evening
        week
        weeks|month|time)|these (?:days|weeks)|at the moment|right now|because|due to|since|until|till|so i
        mornings?|afternoons?|evenings?|shifts?|this meeting|the (?:meeting|session|call|date)|was|had
        this (?:date|program(?:me)?|circle|group)|any more|anymore|no longer|hard for me|hospital|treatment
    """,
    "de": r"""
        spater?|fruher|krank|(?:dies\w+|nachste|letzte) (?:tag|morgen|abend|woche|monat)|an dem tag|gerade
        zurzeit
        momentan|im moment|weil|wegen|bis|seit|da ich|vormittags?|nachmittags?|abends|schicht|das treffen
        der termin|war|hatte|nicht mehr|krankenhaus|behandlung
    """,
    "fr": r"""
        tard|retard|malade|(?:ce|cette|ces) (?:jour|matin|soir|semaine|mois|date|jours)|ce jour la
        en ce moment
        parce|car|a cause|jusqu\S*|depuis|le matin|l'apres|le soir|la reunion|la seance|etais|avais|plus
        hopital|traitement
    """,
    "es": r"""
        tarde|enferm[oa]|(?:ese|este|esta|estos) (?:dia|semana|mes|fecha|dias)|ahora|porque|por culpa|hasta
        desde
        por la (?:manana|tarde)|mananas|tardes|turno|la reunion|estaba|tenia|ya no|hospital|tratamiento
    """,
    "it": r"""
        tardi|malat[oa]|(?:quel|questo|questa|questi) (?:giorno|settimana|mese|data|giorni)|al momento|adesso
        ora
        perche|a causa|fino|finche|da quando|di mattina|la mattina|la sera|turno|la riunione|l'incontro
        ero|avevo|piu|ospedale|terapia
    """,
    "pt": r"""
        tarde|atrasad[oa]|doente|(?:esse|nesse|este|neste|esta|nesta|estes) (?:dia|semana|mes|data|dias)|agora
        neste momento|porque|por causa|ate|desde|de manha|manhas|tardes|turno|a reuniao|estava|tinha|ja nao
        hospital|tratamento
    """,
    "nl": r"""
        laat|later|ziek|(?:die|deze|dit|volgende) (?:dag|ochtend|avond|week|maand)|op dit moment|nu|omdat|want
        vanwege|door|tot|sinds|ochtends?|ochtenden|'s avonds|dienst|de (?:bijeenkomst|afspraak)|was|had|meer
        ziekenhuis|behandeling
    """,
    "da": r"""
        sent|senere|syg|(?:den|denne|naeste) (?:dag|morgen|aften|uge|maned)|lige nu|fordi|pa grund|indtil
        siden
        om (?:morgenen|aftenen|formiddagen)|vagt|modet|var|havde|laengere|hospital\w*|behandling
    """,
    "sv": r"""
        sent|senare|sjuk|(?:den|denna|nasta) (?:dag|dagen|morgon|kvall|vecka\w*|manad\w*)|just nu|eftersom
        darfor
        pa grund|tills|sedan dess|pa (?:morgonen|kvallen|formiddagen)|skift|motet|var|hade|langre|sjukhus\w*
        behandling
    """,
    "nb": r"""
        sent|senere|syk|(?:den|denne|neste) (?:dagen|morgenen|kvelden|uken|uka|maneden)|akkurat na|fordi
        pa grunn
        inntil|siden da|om (?:morgenen|kvelden|formiddagen)|vakt|motet|var|hadde|lenger|sykehus\w*|behandling
    """,
    "fi": r"""
        myohassa|myohaan|sairas|kipea\w*|(?:sina|tana|talla|ensi) (?:paivana|viikolla|aamuna|iltana|kuussa)
        juuri nyt|nyt|koska|takia|vuoksi|asti|lahtien|aamuisin|iltaisin|vuoro\w*|kokous\w*|tapaami\w+|olin|oli
        enaa|sairaala\w*|hoito\w*
    """,
    "pl": r"""
        pozno|pozniej|chor[ya]|(?:ten|tego|ta|tym|tej|nastepny\w*) (?:dzien|dnia|tydzien|tygodniu|miesiacu
        rana)
        teraz|poniewaz|bo|przez|z powodu|dopoki|od kiedy|rano|wieczorami|zmiane|zmiany|spotkanie|bylam|bylem
        mialam|mialem|juz|szpital\w*|leczeni\w+
    """,
}
"""What tells of one day, of a reason or of what was, and so of coming rather than of who somebody is."""

WORK = {
    "en": r"""
        nurse|teacher|engineer|developer|designer|student|writer|artist|manager|scientist|researcher|accountant
        carpenter|electrician|chef|cook|baker|gardener|musician|librarian|architect|consultant|analyst|potter
        programmer|photographer|physicist|biologist|chemist|historian|journalist|translator|editor|plumber
        farmer|therapist|midwife|paramedic|pharmacist|firefighter|technician|mechanic|lecturer|professor
        postdoc|economist|lawyer|physiotherapist|administrator|assistant|trainee|apprentice
        (?:mum|mom|mother|dad|father|parent)(?= of (?:one|two|three|four|five)\b)
    """,
    "de": r"""
        \w*(?:lehrer|ingenieur|entwickler|student|informatiker|gartner|tischler|schreiner|backer|koch|krankenpfleger
        architekt|berater|forscher|journalist|ubersetzer|physiker|chemiker|biologe|techniker|mechaniker)(?:in)?
        krankenschwester|arztin|arzt|kochin|hebamme|biologin
    """,
    "fr": r"""
        infirmi(?:er|ere)|professeure?|enseignante?|ingenieure?|developpeu(?:r|se)|etudiante?|medecin
        architecte|boulang(?:er|ere)|cuisini(?:er|ere)|jardini(?:er|ere)|journaliste|comptable|chercheu(?:r|se)
        traduct(?:eur|rice)|musicien(?:ne)?|avocate?|libraire
    """,
    "es": r"""
        enfermer[oa]|profesor[a]?|maestr[oa]|ingenier[oa]|programador[a]?|estudiante|medic[oa]|arquitect[oa]
        panader[oa]|cociner[oa]|jardiner[oa]|periodista|contable|investigador[a]?|traductor[a]?|music[oa]
        abogad[oa]
    """,
    "it": r"""
        infermier[ea]|insegnante|maestr[oa]|ingegnere|programmat(?:ore|rice)|studente(?:ssa)?|medico|architett[oa]
        fornai[oa]|cuoc[oa]|giardinier[ea]|giornalista|contabile|ricercat(?:ore|rice)|tradut(?:tore|trice)
        musicista|avvocat[oa]
    """,
    "pt": r"""
        enfermeir[oa]|professor[a]?|engenheir[oa]|programador[a]?|estudante|medic[oa]|arquitet[oa]|padeir[oa]
        cozinheir[oa]|jardineir[oa]|jornalista|contabilista|investigador[a]?|tradutor[a]?|music[oa]|advogad[oa]
    """,
    "nl": r"""
        verple(?:egster|egkundige|ger)|lera(?:ar|res)|docente?|ingenieur|ontwikkelaar|studente?|arts|architect
        bakker|kok|tuinman|journaliste?|boekhouder|onderzoek(?:er|ster)|vertaler|muzikant|advocaat|timmerman
    """,
    "da": r"""
        sygeplejerske|laerer|ingenior|udvikler|studerende|laege|arkitekt|bager|kok|gartner|journalist|forsker
        oversaetter|musiker|advokat|tomrer
    """,
    "sv": r"""
        sjukskoterska|larare|ingenjor|utvecklare|student|lakare|arkitekt|bagare|kock|journalist|forskare
        oversattare|musiker|advokat|snickare
    """,
    "nb": r"""
        sykepleier|laerer|ingenior|utvikler|student|lege|arkitekt|baker|kokk|gartner|journalist|forsker
        oversetter|musiker|advokat|snekker
    """,
    "fi": r"""
        sairaanhoitaja|opettaja|insinoori|kehittaja|opiskelija|laakari|arkkitehti|leipuri|kokki|puutarhuri
        toimittaja|tutkija|kaantaja|muusikko|juristi
    """,
    "pl": r"""
        pielegniark?[ai]?|pielegniarz|nauczyciel(?:ka)?|inzynier(?:ka)?|programist(?:a|ka)|student(?:ka)?|lekar(?:z|ka)
        architekt(?:ka)?|piekarz|kucharz|ogrodni(?:k|czka)|dziennikar(?:z|ka)|ksiegow[ya]|tlumacz(?:ka)?|muzyk
    """,
}
"""What people are, where they say it without a verb: "Nurse from Porto", "Software engineer by day"."""

BEFORE_WORK = (
    r"(?:(?!(?:my|our|the|his|her|your|mein|mon|ma|mi|mio|mia|meu|minha|mijn|min|mitt|moj|moja)\b)\w+ )"
)
"""A word that may stand before what one is; not that of "My therapist in Porto", who is somebody else."""
AFTER_WORK = r"""
    from|in|of|by|with|turned|who|and|for|since|based|living|hobby|amateur|part|full|aus|bei|und|im|mit|a|au|de
    et|dans|y|en|con|e|da|di|em|com|van|uit|bij|fra|og|med|fran|och|i|pa|ja|z|w|oraz
"""
"""What may follow it; not the verb of "Nurse said ...", nor the hour of "Doctor at ten"."""
