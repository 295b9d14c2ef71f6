"""Whole clauses in languages other than English that say why one can't come, or may not know yet.

To add a language, add a row to each table; words are folded.
"""

MAYBE = {
    "de": r"""
        (?:das )?kann ich (?:leider )?noch nicht (?:sagen|zusagen)
        (?:ich )?bin (?:mir )?(?:noch )?(?:nicht |ganz )*(?:unsicher|sicher)
        (?:ich )?(?:weiss|kann) (?:es )?noch nicht(?: (?:sagen|genau|sicher|zusagen))*(?: ob (?:ich|es
        das) [\w ]{2,30})?|(?:es ist )?noch (?:unklar|offen|nicht sicher|unsicher)|steht noch (?:nicht fest
        in den sternen)|unter vorbehalt|(?:ich )?komme vielleicht|vielleicht komme ich
        (?:ich )?versuche(?: es)?(?: zu kommen| dabei zu sein)?|mal sehen|mal schauen|ungewiss|fraglich
        kann sein|kann ich noch nicht sagen|weiss ich noch nicht|(?:also )?vielleicht
    """,
    "fr": r"""
        je ne peux pas encore (?:vous |le |te )?(?:dire|confirmer)
        je ne suis pas (?:encore )?(?:sure?|certaine?)(?: de (?:pouvoir )?(?:venir|etre la|participer
        me liberer))?(?: encore)?
        (?:je )?ne peux pas (?:encore )?(?:dire|confirmer)|(?:je suis )?incertaine?|mettez peut-?(?: )?etre
        (?:je )?(?:ne )?(?:sais|suis)(?: pas)?(?: encore)?(?: (?:sure?|dire|certaine?
        confirmer))*(?: si je (?:peux|pourrai|viens|viendrai|serai la)(?: venir| etre la)?)?(?: encore)?
        peut-?etre|peut etre|a voir|a confirmer|ce n'est pas sur|pas encore sure?
        je vais essayer(?: de venir| d'etre la)?|je viendrai peut etre|incertaine?
    """,
    "es": r"""
        puede que si puede que no|puede que si|puede que no
        (?:todavia |aun )?no (?:lo )?(?:se|estoy segur[oa]|puedo confirmar|tengo claro)(?: (?:todavia|aun
        seguro))*(?: si (?:puedo|podre|ire|voy)(?: ir| asistir| a poder ir)?)?|quizas?|tal vez|a lo mejor
        puede ser|por confirmar|intentare(?: ir| estar| llegar)?|tal vez vaya|quiza vaya|ya vere
        esta por ver
    """,
    "it": r"""
        non saprei(?: ancora)?(?: dire)?
        non (?:lo )?(?:so|sono sicur[oa]|posso confermare)(?: ancora| per certo)*(?: se (?:riesco|posso
        ci sono|vengo|ci saro)(?: a venire| venire)?)?|(?:forse|magari)(?: vengo| ci sono)?|da confermare
        non (?:lo )?(?:sono|so) ancora(?: sicur[oa])?|vediamo|provo a (?:venire|esserci)
        cerchero di (?:venire|esserci)|in forse|sono in forse|incert[oa]
    """,
    "pt": r"""
        sinceramente ainda nao sei
        (?:ainda )?nao (?:sei|tenho certeza|tenho a certeza|posso confirmar|estou cert[oa])(?: (?:ainda
        ao certo))*(?: se (?:posso|consigo|vou|poderei|vai dar)(?: ir| estar)?)?|talvez(?: (?:va|consiga
        possa)(?: ir)?)?|a confirmar|por confirmar|vou tentar(?: ir| estar la| aparecer)?|logo se ve|vou ver
        quem sabe
    """,
    "nl": r"""
        (?:ik )?weet het echt (?:nog )?niet|zet (?:mij|me) maar op misschien
        (?:ik )?kan(?: (?:het|nog|niet|dat))+ zeggen|weet ik (?:het )?nog niet
        (?:ik )?weet(?: (?:het|nog|niet|zeker|dat))*(?: of (?:ik|het) [\w ]{2,25})?
        (?:het is )?nog (?:niet zeker|onzeker|onduidelijk|de vraag)|misschien(?: kom ik)?|ik (?:probeer
        ga proberen)(?: (?:te komen|er te zijn|erbij te zijn))?|onder voorbehoud|twijfel nog|wie weet
        ik kom misschien
    """,
    "da": r"""
        (?:jeg )?ved det (?:faktisk|aerligt talt) ikke(?: endnu)?
        (?:jeg )?kan(?: det)?(?: endnu)? ikke sige(?: det)?|(?:jeg )?er ikke sikker(?: endnu)?
        (?:jeg )?ved(?: det)? (?:endnu )?ikke(?: (?:endnu|om jeg [\w ]{2,25}|helt|sikkert))*
        maske(?: kommer jeg)?|ikke sikker(?: endnu)?|er usikker|usikker|(?:jeg )?prover(?: at komme)?
        jeg kommer maske|det er usikkert|vi far se|tja
    """,
    "sv": r"""
        (?:jag )?vet faktiskt inte(?: an| annu)?
        (?:jag )?kan(?: det)?(?: annu)? inte saga(?: det)?|(?:jag )?ar inte saker(?: an| annu)?
        (?:jag )?vet(?: det)? (?:annu )?inte(?: (?:an|annu|om jag [\w ]{2,25}|riktigt|sakert))*
        kanske(?: kommer jag)?|inte saker(?: an)?|osaker|(?:jag )?(?:forsoker|ska forsoka)(?: komma)?
        jag kommer kanske|det ar osakert|vi far se|oklart
    """,
    "nb": r"""
        (?:jeg )?(?:er faktisk usikker|vet faktisk ikke(?: enna)?)
        (?:jeg )?kan(?: det)?(?: enna)? ikke si(?: det)?|(?:jeg )?er ikke sikker(?: enna)?
        (?:jeg )?vet(?: det)? (?:enna )?ikke(?: (?:enna|om jeg [\w ]{2,25}|helt|sikkert))*
        kanskje(?: kommer jeg)?|ikke sikker(?: enna)?|usikker|(?:jeg )?prover(?: a komme)?
        jeg kommer kanskje|det er usikkert|vi far se|uklart|tja
    """,
    "fi": r"""
        en ole ihan varma
        (?:mina )?en (?:viela )?(?:tieda|ole varma|osaa sanoa)(?: (?:viela|paasenko|voinko
        tulenko)(?: (?:tulla|paikalle|mukaan))?)*|ehka(?: tulen| paasen)?|mahdollisesti
        yritan(?: tulla| paasta)?|katsotaan|epavarmaa|saatan tulla|voi olla
    """,
    "pl": r"""
        jeszcze sie waham|waham sie
        (?:jeszcze )?nie (?:wiem|jestem (?:jeszcze )?pew[ie]?n[ya]?)(?: (?:jeszcze|czy (?:dam rade|bede
        bede mog[l]?l?a?
        przyjde|zdaze)))*|(?:byc )?moze(?: (?:przyjde|bede))?|postaram sie(?: (?:byc|przyjsc))?
        sprobuje(?: przyjsc)?|zobaczymy|trudno powiedziec|do potwierdzenia|moze uda mi sie
    """,
}
REASON = {
    "de": r"""
        (?:ich )?(?:bin|habe|hab|liege|stecke|muss|war|sitze|fliege|fahre)(?: (?:ich|am|an|dem|tag|da|leider
        donnerstag|dann|noch|heute|morgen|diese|woche|schon|bis|gerade|zu|der|zeit
        die ganze))* (?:verhindert|krank|im urlaub|auf (?:reisen|dienstreise|einer \w+|geschaftsreise)
        unterwegs|verreist|(?:\w+ )?(?:einen|ein|eine|meinen|anderen|anderer) (?:[\w-]+ )?(?:termin|klausur
        prufung|arzttermin|zahnarzttermin|meeting|besprechung|verpflichtung|hochzeit|vorstellung)|erkaltet
        im bett|beim (?:arzt|zahnarzt)|nicht da|weg|arbeiten|ausgebucht|beschaftigt|nicht verfugbar|in \w+
        fieber|corona|covid|grippe|besuch|mein kind|auf arbeit)
        (?:mir )?ist (?:was|etwas) dazwischen ?gekommen|(?:was|etwas) dazwischengekommen|(?:mein(?:e)?
        unser(?:e)?) (?:\w+ )?(?:kind|tochter|sohn|kinder|frau|mann|mutter|vater|partner\w*) (?:ist|sind
        hat) (?:krank|fieber|geburtstag)|keine zeit|kein(?:en)? babysitter|(?:da|dann|donnerstag) (?:habe
        hab) ich (?:\w+ ){0,2}(?:termin|urlaub|training|klausur|besuch|was vor|etwas vor)|verhindert|krank
        im urlaub
    """,
    "fr": r"""
        (?:je |j')?(?:suis|serai|ai|aurai|dois|pars)(?: (?:deja|malheureusement|encore|aussi|toujours|un|une
        hors|du|jeudi|ce jour la|ce jour-la))* (?:prise?|malade|en (?:vacances|conges?|deplacement|voyage
        formation|reunion|retard|rendez-vous|rendez vous)|absente?|occupee?|a l'etranger|debordee?|grippee?
        empechee?|indisponible|souffrante?|autre (?:rendez-vous|rendez vous|reunion|engagement|obligation)
        (?:rendez-vous|rendez vous|empechement|examen|reunion|contretemps|imprevu|conflit
        obligation)(?: \w+){0,4}|la grippe|le covid|mon (?:enfant|fils) malade|travailler)
        un (?:imprevu|empechement|contretemps)(?: de derniere minute)?|(?:mon|ma|mes) (?:\w+) (?:est
        sont) malades?|pas de (?:babysitter|nounou)|(?:j'ai )?un empechement
    """,
    "es": r"""
        (?:yo )?(?:estoy|estare|tengo|tendre|me coincide|sigo)(?: (?:ya|fuera|un|una|otra|otro|de|el jueves
        ese dia|esta semana|muy|con|en|todavia))* (?:enferm[oa]|de viaje|vacaciones|viaje|fuera|ocupad[oa]
        liad[oa]|malit[oa]|mal[oa]|gripe|fiebre|covid|cita(?: \w+){0,2}|examen|reunion|compromiso|medico
        dentista|boda|baja|trabajo|turno|trabajando|viajando|indispuest[oa])(?: (?:el jueves|ese dia|con \w+
        medica|en el trabajo|fuera|de trabajo|previo))*
        (?:me )?(?:ha surgido|surgio|salio) (?:algo|un imprevisto|un problema|una urgencia)|(?:mi
        mis) \w+ (?:esta|estan) (?:enferm[oa]s?|malit[oa]s?|con fiebre)|no tengo tiempo
    """,
    "it": r"""
        (?:io )?(?:sono|saro|ho|avro|devo|lavoro)(?: (?:gia|fuori|un|una|un'|altro|altra|in|giovedi
        quel giorno|purtroppo|ancora|a))* (?:malat[oa]|fuori(?: citta| sede)?|via|viaggio|in viaggio
        in ferie|ferie|vacanza|impegnat[oa]|occupat[oa]|influenzat[oa]|febbre|la febbre|l'influenza|impegno
        un impegno|riunione|appuntamento|visita(?: medica)?|esame|trasferta|assente|all'estero|lavorare
        covid|matrimonio|conflitto|contrattempo)(?: (?:giovedi|quel giorno|di lavoro|in ufficio
        precedente))*
        (?:e successo|mi e capitato|ho avuto) (?:qualcosa|un imprevisto|un contrattempo)|(?:mio
        mia) \w+ (?:e|ha) (?:malat[oa]|la febbre)|non ho tempo|purtroppo (?:giovedi )?(?:sono )?fuori
    """,
    "pt": r"""
        (?:eu )?(?:estou|estarei|tenho|terei|fiquei|ando)(?: (?:ja|fora|um|uma|outro|outra|de|em|com
        na quinta|nesse dia|esta semana|muito|mesmo))* (?:doente|viagem|em viagem|ferias|ocupad[oa]|gripe
        febre|covid|consulta(?: \w+){0,2}|exame|reuniao|compromisso|medico|dentista|fora|trabalho|trabalhar
        constipad[oa]|gripad[oa]|adoentad[oa]|casamento|baixa|aula|aulas|impedid[oa]|teste)(?: (?:na quinta
        nesse dia|marcad[oa]|a essa hora|de trabalho))*
        (?:surgiu|apareceu)(?:-me)? (?:um imprevisto|uma coisa|algo|uma urgencia)|(?:o meu|a minha|meu
        minha) \w+ esta (?:doente|com febre)|nao tenho tempo
    """,
    "nl": r"""
        (?:ik )?(?:ben|heb|zit|lig|moet|sta|werk)(?: (?:dan|al|helaas|die|dag|donderdag|een|nog|deze|week|op
        in|met|de|andere|ander|een andere))* (?:ziek|weg|vakantie|met vakantie|op vakantie|druk|bezet|reis
        op reis|zakenreis|afspraak|andere afspraak|vergadering|tandarts|dokter|examen|verplichting|griep
        koorts|bed|buitenland|het buitenland|werken|feest|bruiloft|verhinderd|verlof|cursus|overwerken
        corona|onderweg)(?: (?:dan|donderdag|die dag|op het werk))*
        er is (?:iets|wat) tussen ?gekomen|(?:mijn|ons|onze) (?:\w+ )?(?:kind|dochter|zoon|kinderen|vrouw
        man|vriendin|vriend|partner|moeder|vader) (?:is|zijn|heeft) (?:ziek|koorts|jarig)|geen (?:oppas
        tijd)|ik heb geen tijd
    """,
    "da": r"""
        (?:jeg )?(?:er|har|ligger|skal|arbejder)(?: (?:desvaerre|en|et|torsdag|pa|den|dag|allerede|til
        stadig|i|denne|uge|anden|andet|jeg|med))* (?:syg|ferie|bortrejst|optaget|rejse|forretningsrejse|mode
        andet mode|aftale|eksamen|tandlaege|laege|influenza|feber|sengen|arbejde|forhindret|bryllup|kursus
        udlandet|vagt|covid|arbejdet)(?: (?:torsdag|den dag|pa arbejde))*
        der er kommet noget i vejen|(?:mit|min|mine) \w+ er (?:syg|syge|syg igen)|(?:jeg har )?ikke tid
    """,
    "sv": r"""
        (?:jag )?(?:ar|har|ligger|ska|jobbar|maste)(?: (?:tyvarr|en|ett|torsdag|pa|den|dagen|redan|till
        fortfarande|i|denna|vecka|annan|annat|jag|med|da))* (?:sjuk|semester|bortrest|upptagen|resa
        tjansteresa|mote|annat mote|tid|tentamen|tandlakare|lakare|influensa|feber|sangen|jobba|jobb
        forhindrad|brollop|kurs|utomlands|krassl?ig|dubbelbokad|borta|covid|vab|forkyld)(?: (?:torsdag
        den dagen|da|pa torsdag))*
        det (?:har kommit|kom) (?:nagot|annat) emellan|nagot (?:har kommit|kom) emellan|(?:mitt|min
        mina) \w+ ar (?:sjuk|sjuka|sjukt)|hinner inte|vabbar
    """,
    "nb": r"""
        (?:jeg )?(?:er|har|ligger|skal|jobber|ma)(?: (?:dessverre|en|et|torsdag|pa|den|dagen|allerede|til
        fortsatt|i|denne|uka|annen|annet|jeg|med|da))* (?:syk|ferie|bortreist|opptatt|reise|tjenestereise
        mote|annet mote|avtale|eksamen|tannlege|lege|influensa|feber|sengen|jobbe|jobb|forhindret|bryllup
        kurs|utlandet|dobbeltbooket|borte|covid|forkjolet|vakt)(?: (?:torsdag|den dagen|da|pa torsdag))*
        det (?:har kommet|kom) (?:noe|noe annet) i veien|(?:noe|det) har dukket opp|(?:barnet|mannen|kona
        datteren|sonnen) (?:mitt|min) er syk|har ikke tid
    """,
    "fi": r"""
        (?:mina )?(?:olen|olin|makaan|minulla on|mulla on)(?: (?:silloin|torstaina|edelleen|toinen|toisessa
        muu|viela|lomalla ja|koko viikon))* (?:kipea|kipeana|sairas|sairaana|lomalla|matkalla|tyomatkalla
        toissa|ulkomailla|estynyt|flunssassa|kuumeessa|palaveri|palaverissa|kokous|kokouksessa|meno|menoa
        laakari|hammaslaakari|tentti|kuumetta|flunssa|este|haat|varattu)(?: (?:silloin|torstaina))*
        (?:tuli|minulle tuli) (?:este|muuta|jotain|jokin)(?: valiin)?|lapsi on (?:kipea|kipeana|sairas)
        ei ole aikaa
    """,
    "pl": r"""
        (?:ja )?(?:jestem|mam|bede|leze|wyjezdzam|musze)(?: (?:wtedy|w czwartek|juz|inne|inny|tego dnia
        w tym czasie|niestety|na|w|nadal|u|caly tydzien|w tym tygodniu|do))* (?:chor[ya]|urlopie|delegacji
        podrozy|wyjezdzie|zajet[ya]|grype|goraczke|lozku|spotkanie|inne spotkanie|lekarza|dentysty|egzamin
        wizyte|pracy|w pracy|wyjazd|wesele|zobowiazania|zwolnieniu|covid|za granica|dyzur|szkolenie
        szkoleniu|kolizje|pracowac)(?: (?:wtedy|w czwartek|u lekarza|tego dnia))*
        cos mi (?:wypadlo|wyskoczylo)|(?:moje|moj|moja) \w+ (?:jest )?(?:chor[yae]|choruje|ma goraczke)
        nie mam czasu|dziecko (?:mi )?(?:zachorowalo|jest chore|chore)
    """,
}
WHY = {
    "de": r"""
        leider|krank|urlaub|termin|reise|unterwegs|verhindert|arbeit\w*|arzt|danke|diesmal|nicht|donnerstag
        heute|morgen|woche|muss|bin|habe|hab|kann|zeit|besuch|keine?|zu|dann|da|nachstes|ohne|\w*tag|abend
        absagen|schaffe|geht|passt|klappt
    """,
    "fr": r"""
        malade|vacances|conges?|rendez|jeudi|pas|desolee?|malheureusement|travail\w*|suis|serai|ai|j'ai|peux
        dois|cette|prochaine|merci|voyage|deplacement|occupee?|prise?|reunion|impossible|jour|semaine|demain
        soir|temps|je|sans
    """,
    "es": r"""
        enferm[oa]|vacaciones|viaje|cita|jueves|puedo|podre|lo|siento|gracias|tengo|estoy|estare|trabaj\w*
        esta|proxima|reunion|medico|ocupad[oa]|semana|manana|tiempo|dia|imposible|me|voy|no
    """,
    "it": r"""
        malat[oa]|ferie|vacanza|viaggio|impegn\w*|giovedi|posso|riesco|dispiace|purtroppo|grazie|ho|sono
        saro|lavor\w*|volta|prossima|riunione|occupat[oa]|fuori|settimana|domani|tempo|giorno|impossibile
        devo|non
    """,
    "pt": r"""
        doente|ferias|viagem|compromisso|quinta|posso|consigo|desculp\w*|infelizmente|obrigad[oa]|tenho
        estou|estarei|trabalh\w*|desta|proxima|reuniao|ocupad[oa]|fora|semana|amanha|tempo|dia|impossivel
        vou|lamento|nao
    """,
    "nl": r"""
        ziek|vakantie|afspraak|reis|donderdag|kan|lukt|sorry|helaas|bedankt|ben|heb|moet|werk\w*|deze
        volgende|vergadering|druk|weg|week|morgen|tijd|dag|niet|verhinderd|zonder|ik
    """,
    "da": r"""
        syg|ferie|aftale|rejse|torsdag|kan|desvaerre|tak|er|har|skal|ma|arbejd\w*|denne|naeste|mode|optaget
        uge|morgen|tid|dag|ikke|forhindret|uden|jeg|beklager
    """,
    "sv": r"""
        sjuk|semester|resa|torsdag|kan|tyvarr|tack|ar|har|ska|maste|jobb\w*|denna|nasta|mote|upptagen|vecka
        imorgon|tid|dag|inte|forhinder|utan|jag|ledsen|bortrest
    """,
    "nb": r"""
        syk|ferie|avtale|reise|torsdag|kan|dessverre|takk|er|har|skal|ma|jobb\w*|denne|neste|mote|opptatt
        uke|morgen|tid|dag|ikke|forhindret|uten|jeg|beklager|bortreist
    """,
    "fi": r"""
        kipea|kipeana|sairas|lomalla|matkalla|torstaina|paase|valitettavasti|kiitos|olen|minulla|toissa
        talla|ensi|kokous|viikolla|huomenna|aikaa|voi|tule|ehdi|pahoittelut|en|ei
    """,
    "pl": r"""
        chor[ya]|urlop\w*|spotkanie|wyjazd\w*|czwartek|moge|niestety|dziekuje|dzieki|jestem|mam|musze
        prac\w*|tym|nastepnym|zajet[ya]|tygodni\w*|jutro|czasu|dnia|nie|bede|przepraszam
    """,
}
