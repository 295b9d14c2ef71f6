"""Whole clauses that say in other languages that one comes; a row for each, folded words."""

YES = {
    "de": r"""
        (?:ich )?(?:nehme|mache)(?: (?:am donnerstag|gerne?|sehr|auch))* (?:teil|mit)
        (?:naturlich|selbstverstandlich|klar) (?:komme|bin) ich(?: dabei)?|(?:ich )?bestatige meine teilnahme
        passt|(?:na )?(?:klar|logo|logisch|sicher doch)(?: (?:bin|komme) (?:ich )?(?:dabei)?)?
        bin gern dabei|da bin ich dabei|ich werde da sein|kannst mit mir rechnen|steht im kalender
        lasse ich mir nicht entgehen
        (?:ich )?(?:bin|ware)(?: (?:auf jeden fall|gerne?|sicher|naturlich|definitiv|dann|auch|wieder|diesmal
        ich))*(?: (?:dabei|da|mit dabei|an bord|am start|mit von der partie))?|am start|mit von der partie
        (?:ich )?(?:komme|nehme|mache|schaue|klinke|waehle|wahle
        schalte)(?: mich)?(?: (?:auf jeden fall|gerne?|sicher|naturlich|wieder))*(?: (?:dazu|teil
        mit|vorbei|ein|zu))?|(?:ich )?werde (?:\w+ )?(?:da sein|dabei sein|kommen|teilnehmen)
        (?:das |es |donnerstag |der termin |termin |die zeit )?(?:klappt|passt|geht|funktioniert
        steht)(?: (?:bei|fur|fuer|mir|gut|super|prima|perfekt|prima|klar|ok|in ordnung|bestens|sehr|mich|uns
        wunderbar|hervorragend))*
        (?:geht )?klar|alles klar bis dann|bis (?:dann|donnerstag|dahin)|ich freue mich(?: (?:auf euch
        darauf|schon|sehr|auf donnerstag))*|freue? mich(?: (?:auf euch|darauf|schon|sehr|drauf))*
        ist (?:notiert|eingetragen|im kalender)|notiert|zugesagt|zusage|ich sage zu|sage (?:gerne )?zu
        (?:ihr konnt )?mit mir (?:rechnen|konnt ihr rechnen)|rechnet mit mir|bin ich dabei|komme ich gerne?
    """,
    "fr": r"""
        je (?:participerai|viendrai) avec (?:grand |beaucoup de )?plaisir
        j'y serai sans faute|je serai parmi vous|je suis la|je suis dispo(?:nible)?|ca me va
        pas de souci(?: pour moi)?|oui pour moi|ok pour jeudi|bon pour moi|c'est bon|c'est ok|c'est note
        je confirme|je serai de la partie|hate d'y etre
        (?:je |j')?(?:serai|y serai|viens|viendrai|participe|participerai|suis|suis partante?|confirme
        compte venir)(?: bien| avec plaisir| volontiers| sans faute| evidemment)*(?: (?:la|presente?
        des votres|parmi vous|partante?|dispo|disponible|ma presence|ma participation))?|j'y serai|j'y vais
        j'en suis|j'en serai|je confirme ma (?:presence|participation|venue)
        (?:ca|cela|jeudi|l'horaire|la date|c'est)(?: me)? ?(?:marche|va|convient|roule|joue|bon|ok|parfait
        note|parfaitement|tres|bien| )*(?:pour moi)?|(?:c'est )?(?:ok|bon|parfait|note|d'accord
        entendu) pour moi|comptez sur moi|compte sur moi|partante?|presente?|avec (?:grand )?plaisir
        volontiers|a jeudi|(?:c'est )?note|je suis des votres|entendu|on se voit jeudi
        je serai au rendez-vous|je serai au rendez vous|je vous rejoins
    """,
    "es": r"""
        (?:si que|claro que|seguro que) voy|(?:el jueves )?a las \w+ me (?:va|viene) (?:genial|bien|perfecto)
        (?:si )?puedo ir|confirmo (?:mi )?(?:asistencia|participacion|presencia)
        claro que (?:si|voy)|por supuesto que (?:si|voy)|voy seguro|sin problema|ok nos vemos|dale
        me va bien|me viene bien|estoy dentro|me sumo|puedo ir|puedo asistir|si puedo|ahi nos vemos
        (?:yo )?(?:me apunto|voy|ire|asistire|alli estare|ahi estare|alla estare|estare|estare presente
        estoy|participare|confirmo|acudire|vengo|puedo|llego)(?: (?:alli|ahi|seguro|sin falta|encantad[oa]
        mi asistencia|asistencia|presente|con gusto|sin problema|a tiempo|dentro))*|cuenta(?:n|d)? conmigo
        contad conmigo
        (?:el jueves |la hora |la fecha |el dia )?me (?:viene|va|parece|queda)(?: (?:muy|bien|perfecto
        genial|estupendo|fenomenal))+|presente|confirmad[oa]|apuntad[oa]|nos vemos(?: (?:el jueves|alli|ahi
        manana|entonces))?|hasta el jueves|alla nos vemos|con (?:mucho )?gusto|encantad[oa] de ir
        alli nos vemos|ahi nos vemos|perfecto para mi
    """,
    "it": r"""
        ci sto|conta(?:te)? pure su di me|ci vediamo giovedi allora
        confermo (?:la (?:mia )?)?(?:partecipazione|presenza)
        eccomi|contento di esserci|sara un piacere|volentieri ci sono|mi va bene|ok ci sono
        d'accordo ci sono|saro li|saro presente|mi unisco|posso venire|posso esserci
        (?:io )?(?:ci sono|ci saro|ci saremo|vengo|verro|partecipo|partecipero|confermo|presente
        saro dei vostri|saro presente|sono dei vostri|sono presente|posso|arrivo)(?: (?:volentieri
        sicuramente|di sicuro|senz'altro|con piacere|anch'io|la mia presenza|la presenza|la partecipazione
        molto))*|ci vediamo(?: (?:giovedi|li|la|allora|domani))?|a giovedi
        (?:giovedi |l'orario |la data |per me )?(?:mi )?(?:va|sta|viene) (?:bene|benissimo|molto bene
        perfettamente)(?: per me)?|per me (?:va bene|ok|perfetto|e ok|e perfetto|si)|conta(?:te)? su di me
        contatemi|ci conto|volentieri|con (?:molto )?piacere|segnato|in agenda|confermat[oa]
    """,
    "pt": r"""
        vou com (?:todo o|muito) gosto
        confirmo (?:que (?:vou|estarei)(?: participar| presente)?|a (?:minha )?(?:presenca|participacao))
        (?:es)?to(?:u)? dentro
        claro que (?:sim|vou)|estou dentro|conta comigo|vou sim|posso ir|posso sim|esta otimo
        perfeito para mim|serve|ate quinta|pode contar|contem com a minha presenca|la estarei sem falta
        fechado
        (?:eu )?(?:vou|irei|la estarei|estarei la|estarei presente|estou la|estou dentro|vou la estar
        vou estar(?: la| presente)?|participo|participarei|confirmo|alinho|apareco|posso|compareco
        comparecerei|estarei)(?: (?:sim|com certeza|de certeza|com prazer|com gosto|a minha presenca
        presenca|minha presenca|sem falta|la))*|contem comigo|conta(?:m)? comigo|pode(?:m)? contar comigo
        (?:quinta |quinta-feira |na quinta |a hora |o horario |a data |por mim )?(?:da|fica|e|esta|serve
        funciona|combinado|tudo)(?: (?:me|jeito|bem|para mim|pra mim|otimo|optimo|perfeito|bom|ok|combinado
        certo))+|por mim (?:sim|ok|tudo bem|perfeito|pode ser)|ate quinta(?:-feira| feira)?|ate la|presente
        combinado|confirmado|la nos vemos|vemo-nos (?:la|quinta)|com (?:todo o |muito )?(?:gosto|prazer)
    """,
    "nl": r"""
        uiteraard|(?:donderdag )?ben ik (?:aanwezig|erbij|van de partij)
        (?:ik )?bevestig mijn (?:aanwezigheid|deelname|komst)|ik ben er (?:toch |wel |graag )*bij
        ik ben erbij|ik zal er zijn|ik ben er|ik kom zeker|ik kan|past prima|gaat lukken|dat lukt|komt goed
        ja hoor|zeker weten|tot donderdag|tot dan|ik doe mee|leuk ik kom
        (?:ik )?(?:kom|ben|doe|zal|neem|sluit|schuif|bel)(?: (?:er|graag|zeker|gewoon|natuurlijk|ook
        van de partij|erbij|bij|mee|aanwezig|zijn|deel|aan|present|in|absoluut|wel|weer))*|van de partij
        aanwezig|present
        (?:donderdag |dat |het |de tijd |die tijd )?(?:past|schikt|lukt|komt|werkt|gaat)(?: (?:me|mij|voor
        prima|goed|perfect|uit|uitstekend|lukken|helemaal|bij))*|(?:prima|goed|oke|akkoord) (?:voor mij
        wat mij betreft)|tot (?:dan|donderdag)|reken op mij|staat genoteerd|genoteerd
        (?:het )?staat in (?:mijn|de) agenda|ik heb er zin in|zin in|kijk ernaar uit
    """,
    "da": r"""
        (?:jeg )?glaeder mig til at (?:se|mode) jer(?: (?:alle|pa torsdag))*
        (?:jeg )?bekraefter (?:min deltagelse|at jeg (?:deltager|kommer))
        (?:jeg )?kan (?:godt |alligevel )*(?:komme|deltage|vaere med)(?: alligevel)?
        det kan jeg godt|jeg er pa|jeg er klar|den er god|helt fint|jeg stiller op|jeg skal nok komme
        det passer mig fint|fint med mig|jeg kan godt|jeg vil gerne
        (?:jeg )?(?:kommer|er|deltager|dukker|kan|stiller|ringer)(?: (?:gerne|helt sikkert|selvfolgelig|med
        der|op|ogsa|pa|godt|naturligvis|til stede|klar|ind))*|er med|vi ses(?: (?:torsdag|der|pa torsdag))?
        ses (?:torsdag|der)|(?:jeg )?glaeder mig(?: til det| meget)*|kommer
        (?:det |torsdag |tiden |datoen )?(?:passer|fungerer|virker|er)(?: (?:fint|godt|mig|perfekt|super|for
        ok|helt))+|regn med mig|i kan regne med mig|det lyder godt jeg kommer|er noteret|noteret|tilmeldt
        skrevet i kalenderen
    """,
    "sv": r"""
        (?:jag )?ser fram emot att (?:traffa|se) er(?: (?:alla|pa torsdag))*
        (?:jag )?bekraftar (?:mitt deltagande|att jag (?:deltar|kommer))
        (?:jag )?kan (?:komma|delta|vara med)(?: anda)?
        jag ar pa|det kan jag|klart jag kommer|absolut|jag finns pa plats|jag ar dar|det blir jattebra
        sjalvklart kommer jag|jag vill garna|jag kommer
        (?:jag )?(?:kommer|ar|deltar|dyker|kan|hanger|ansluter|ringer|hinner)(?: (?:garna|sakert|absolut
        sjalvklart|med|dar|upp|ocksa|pa|bra|forstas|narvarande|in|da))*|(?:vi )?ses(?: (?:pa torsdag|torsdag
        dar|da))?|(?:jag )?(?:ser fram emot det|ser fram emot torsdag)|rakna med mig|ni kan rakna med mig
        (?:det |torsdag |tiden |dagen )?(?:passar|funkar|fungerar|gar)(?: (?:bra|fint|mig|perfekt|for
        utmarkt|jattebra))*|noterat|inskrivet|det blir bra|ar inbokat|inbokat
    """,
    "nb": r"""
        (?:jeg )?(?:ser fram til|gleder meg til) a (?:mote|se) dere(?: (?:alle|pa torsdag))*
        (?:jeg )?bekrefter (?:min deltakelse|at jeg (?:deltar|kommer))
        (?:jeg )?kan (?:komme|delta|vaere med)(?: likevel)?
        jeg er pa|det kan jeg|klart jeg kommer|den er grei|jeg stiller|jeg er der|det passer fint
        jeg vil gjerne|jeg blir med|jeg kommer
        (?:jeg )?(?:kommer|er|deltar|dukker|kan|stiller|blir|ringer|rekker|henger)(?: (?:gjerne|helt sikkert
        selvfolgelig|med|der|opp|ogsa|pa|godt|naturligvis|til stede|klar|inn|det))*|(?:vi )?(?:ses|sees
        sees der)(?: (?:torsdag|der|pa torsdag|da))?|(?:jeg )?(?:gleder meg)(?: til det| masse)*
        (?:det |torsdag |tiden |datoen )?(?:passer|fungerer|funker|gar)(?: (?:fint|bra|godt|meg|perfekt|for
        ok|utmerket|helt))*|regn med meg|dere kan regne med meg|notert|star i kalenderen
    """,
    "fi": r"""
        minut voi laskea mukaan|laskekaa minut mukaan
        vahvistan (?:osallistumiseni|tulevani)|paasen(?: (?:sittenkin|mukaan|paikalle|tulemaan))*
        olen tulossa|ilman muuta|tottakai tulen|varmasti tulen|tulen kylla|tulen paikalle|paasen tulemaan
        olen mukana|minulle (?:sopii|kay)|ehdottomasti|todellakin
        (?:mina )?(?:tulen|olen|olen tulossa|paasen|osallistun|ilmoittaudun|saavun|liityn
        kylla tulen)(?: (?:mukaan|mukana|paikalla|paikalle|tulossa|mielellani|ehdottomasti|kylla|varmasti
        siella|lasna))*|mukana|nahdaan(?: (?:torstaina|silloin|siella))?|torstaihin
        (?:se |torstai |aika )?(?:sopii|kay|onnistuu|passaa|toimii)(?: (?:hyvin|minulle|mulle|mainiosti
        hienosti|loistavasti|kylla))*|laskekaa minut mukaan|merkitty(?: kalenteriin)?|kalenterissa
        paikalla ollaan
    """,
    "pl": r"""
        no pewnie|no jasne
        potwierdzam (?:swoj |moj )?(?:udzial|obecnosc)|(?:(?:jednak|spoko|na pewno) )*bede(?: obecn[ya])?
        bede na pewno|jak najbardziej|jasne ze (?:bede|przyjde)|pewnie|stawie sie|pasuje|moze byc|w porzadku
        jestem chetn[ya]|na pewno bede|do zobaczenia|wchodze w to|dobrze bede
        (?:ja )?(?:bede|przyjde|wezme udzial|dolacze|pojawie sie|wpadne|jestem|potwierdzam|pisze sie|moge
        zjawie sie|zdaze|stawie sie)(?: (?:na pewno|oczywiscie|z przyjemnoscia|chetnie|obecn[ya]|przybycie
        obecnosc|udzial|za|tez|z wami|na to|byc|przyjsc))*|(?:z (?:mila )?checia|z przyjemnoscia
        chetnie)(?: (?:przyjde|bede|dolacze|wezme udzial))?
        (?:czwartek |termin |godzina |to |mi )*(?:pasuje|odpowiada|gra)(?: (?:mi|dla mnie|idealnie|super
        swietnie))*|do (?:zobaczenia|czwartku)(?: w czwartek)?|licz(?:cie)? na mnie|mozecie na mnie liczyc
        widzimy sie(?: w czwartek)?|zapisane
    """,
}
