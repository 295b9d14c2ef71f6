"""Whole clauses that say in other languages that one comes, or can't; a row for each, folded words."""

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
NO = {
    "de": r"""
        (?:ich )?muss(?: \w+){0,3} absagen|(?:bei mir )?klappt's(?: \w+){0,2} nicht
        kann(?: (?:daher|deshalb|leider|also))* nicht(?: (?:teilnehmen|kommen))?
        (?:donnerstag |da |das |der termin |die zeit )?ist (?:(?:es|leider|ganz|fur mich|bei mir
        mir) )*(?:schlecht|ungunstig|unpassend|nicht moglich|blod)
        (?:ich |das |es |donnerstag |diesmal |da |bei mir )*(?:kann|schaffe|schaff'?s|bin|komme|werde|klappt
        geht
        passt|wird|kriege|nehme)(?: (?:es|ich|das|leider|da|am|bei|mir|diesmal|diese|dieses|mal|woche|heute
        morgen|donnerstag|an|dem|tag|doch|dann|hin))* (?:nicht|nichts)(?: (?:kommen|dabei|dabei sein
        teilnehmen|da|mit|klappen|schaffen|gehen|hin|teil|mehr|werden|passen|sein|erscheinen))*
        (?:ich )?(?:muss|musste)(?: (?:mich|leider|diesmal|fur|donnerstag|heute|schweren herzens
        ich))* (?:absagen|entschuldigen|abmelden|passen|aussetzen|verzichten|abmelden|schwaenzen|canceln)
        (?:diesmal |heute )?ohne mich|(?:ich )?bin(?: (?:diesmal|leider|am donnerstag|da|dann))* raus
        (?:ich )?sage (?:leider |hiermit )?ab|absage|abgesagt|unmoglich|leider unmoglich|ich passe
        setze (?:diesmal )?aus|ein andermal|nachstes mal wieder
    """,
    "fr": r"""
        (?:jeudi )?(?:ca|cela) ne va pas etre possible(?: pour moi)?|(?:je vous prie )?d'?excuser mon absence
        (?:jeudi |ce jour |ce creneau )?(?:n'est|c'est|ce n'est) (?:malheureusement )?(?:pas possible
        impossible|pas bon|trop court|complique)|je suis oblige d'annuler|je dois annuler|ce sera non
        je ne suis pas la|je n'y arriverai pas
        (?:je |j')?(?:ne |n')?(?:peux|pourrai|pourrais|viens|viendrai|serai|suis|arriverai
        y serai)(?: (?:malheureusement|helas|finalement|vraiment|donc))* pas(?: (?:venir|etre la
        etre presente?|participer|assister|me joindre a vous|des votres|la|disponible|dispo|presente?|libre
        me liberer))*|(?:je )?(?:dois|suis obligee? de|vais devoir|prefere|suis contrainte? de) (?:annuler
        decliner|renoncer|m'excuser|faire l'impasse|passer mon tour|m'abstenir|declarer forfait)
        (?:ca|cela|jeudi|ce jour|la date|l'horaire)? ?(?:ne )?(?:me )?(?:va|marche|convient
        colle) pas(?: (?:pour moi|du tout))?|impossible(?: pour moi)?|sans moi|ce sera sans moi
        (?:je )?passe mon tour|je decline|absente?|je serai absente?|(?:veuillez )?(?:m'excuser|excusez-moi
        excusez moi)|pas possible(?: pour moi)?|pas dispo(?:nible)?|une prochaine fois|je n'y serai pas
    """,
    "es": r"""
        no (?:voy a )?(?:poder|podre) ir
        (?:el jueves |ese dia |la hora )?(?:es|me es|me resulta|me va) (?:imposible|mal|fatal)
        el jueves no(?: puedo)?|no me da tiempo|no me es posible|no llego|no cuenten conmigo|me lo pierdo
        no voy a estar
        (?:yo )?no (?:puedo|podre|voy a poder|ire|voy|estare|asistire|llego|contad conmigo|cuenten conmigo
        cuentes conmigo|creo que pueda|me es posible|me va a ser posible|podria|alcanzo)(?: (?:ir|asistir
        estar|venir|participar|acudir|llegar|hacerlo|unirme|conectarme|ahi|alli|presente))*
        imposible(?: para mi)?|no me (?:viene|va|queda|cuadra)(?: bien)?
        (?:me )?(?:tengo que|toca|debo|voy a tener que|tendre que) (?:cancelar|declinar|faltar|fallar
        excusarme|saltarmela|perdermela|pasar)|(?:esta vez |hoy )?(?:paso|sin mi|declino|me la pierdo|fallo)
        no esta vez|otra vez sera|me es imposible(?: (?:ir|asistir))?|no (?:podre|puedo) ser|no sera posible
    """,
    "it": r"""
        (?:giovedi |quel giorno )?(?:mi )?(?:e|risulta) impossibile|giovedi no|niente da fare
        non sono disponibile|non ci riesco|devo saltare|sono costretto a rinunciare|purtroppo no
        (?:io )?non (?:posso|potro|riesco|ci saro|vengo|verro|riusciro|ce la faccio|ci sono|potremo
        partecipo|partecipero|sono disponibile|saro presente|sono libero|sono libera
        ce la faro)(?: (?:a |ad |venire|esserci|partecipare|essere presente|unirmi|essere dei vostri
        a venire|a esserci|a partecipare|proprio|mai))*|impossibile(?: per me)?
        (?:devo|sono costrett[oa] a|dovro|mi tocca|preferisco) (?:rinunciare|disdire|declinare|saltare
        annullare|dare forfait|passare)(?: (?:stavolta|questa volta))?|(?:stavolta |questa volta )?(?:passo
        salto|senza di me|declino)|(?:giovedi |l'orario |la data )?non (?:mi )?(?:va|sta) bene
        sara per la prossima(?: volta)?|alla prossima
    """,
    "pt": r"""
        (?:a )?quinta(?: feira)? (?:nao (?:posso|da|me da jeito)|e (?:impossivel|mau|complicado))
        nao me da jeito|nao vai dar|nao vou estar|nao contem comigo
        nao vou conseguir(?: estar(?: presente)?| participar)?|nao consigo ir|desta vez nao|fica dificil
        (?:eu )?nao (?:posso|poderei|vou|irei|consigo|estarei|vou poder|vou conseguir|vai dar|da|me da
        me e possivel|me sera possivel|contem comigo|compareco|comparecerei|tenho como|tenho disponibilidade
        estou disponivel|dara|poderia|dou)(?: (?:ir|estar|participar|comparecer|vir|presente|poder|conseguir
        la|estar presente|jeito|para ir|para mim|mesmo))*|(?:e |e-me )?impossivel(?: para mim)?
        (?:tenho|vou ter|terei) (?:de|que) (?:cancelar|faltar|declinar|recusar|desmarcar|passar)
        (?:desta vez |hoje )?(?:passo|sem mim|fico de fora|falto|declino)|fica para a proxima|para a proxima
        nao desta vez|estarei ausente
    """,
    "nl": r"""
        (?:ik )?meld me af|(?:ik )?moet jammer genoeg verstek laten gaan
        (?:ik )?kan (?:helaas )?niet|donderdag (?:kan|lukt|gaat
        schikt) (?:me |mij |voor mij )?(?:helaas )?niet|ik red het niet|het lukt (?:me|mij) niet
        ik ben er (?:helaas |deze keer )*niet(?: bij)?|ik moet (?:helaas )?(?:afzeggen|verstek laten gaan)
        (?:ik |het |dat |donderdag |dan |deze keer |die dag )*(?:kan|red|ben|kom|lukt|gaat|past|haal|zal
        komt|schikt)(?: (?:het|me|mij|er|helaas|dan|donderdag|deze|keer|week|ik|die|dag|niet|voor|dat|jammer
        genoeg|op|wel))* niet(?: (?:bij|komen|zijn|lukken|aanwezig|mee|aanwezig zijn|bij zijn|erbij
        erbij zijn|deelnemen|halen|redden|uit|mogelijk|dan|donderdag|voor mij|deze keer))*
        (?:ik )?(?:moet|zal)(?: (?:helaas|deze keer|donderdag|me|mij))* (?:afzeggen|afmelden|overslaan
        verstek laten gaan|passen|annuleren|missen)|zonder mij|(?:ik )?(?:sla|zeg|meld)(?: (?:deze|keer
        helaas|me|mij|een|hem))* (?:over|af)|ik pas|onmogelijk|(?:ik ben )?(?:verhinderd|afwezig)
        volgende keer(?: weer| beter)?|helaas verhinderd
    """,
    "da": r"""
        (?:jeg )?har (?:desvaerre )?forfald|kan ikke(?: deltage| komme)?
        torsdag (?:passer|gar|dur) (?:mig )?(?:desvaerre )?ikke|det (?:passer|gar
        dur) (?:desvaerre )?(?:mig )?ikke|jeg er (?:desvaerre )?nodt til at melde (?:afbud|fra)
        jeg er ikke med|det kan jeg (?:desvaerre )?ikke|jeg nar det ikke|jeg kommer ikke
        (?:jeg |det |torsdag )*(?:kan|kommer|er|nar|deltager|passer|gar|bliver)(?: (?:desvaerre|det|jeg|mig
        torsdag|pa|denne|gang|den|dag|godt|til|for))* ikke(?: (?:med|komme|vaere med|deltage|na det|der|mig
        denne gang|vaere der|den dag|torsdag|for mig|alligevel|godt|til stede|til))*
        (?:jeg )?(?:ma|bliver nodt til at|er nodt til at|skal)(?: (?:desvaerre|nok|denne gang|derfor
        jeg))* (?:melde (?:afbud|fra)|springe over|aflyse|sige nej|sta over|takke nej)|afbud(?: fra mig)?
        uden mig|(?:jeg )?(?:melder|springer|star)(?: (?:desvaerre|denne gang|afbud|fra|over|jeg))+
        (?:er )?(?:forhindret|fravaerende)|en anden gang|naeste gang|umuligt
    """,
    "sv": r"""
        (?:jag )?har (?:tyvarr )?forhinder|kan inte(?: delta| komma)?
        torsdag (?:passar|gar|funkar) (?:tyvarr )?inte|det (?:passar|gar
        funkar) (?:tyvarr )?inte(?: for mig)?|jag har forhinder|jag kommer inte|jag ar inte med
        hinner tyvarr inte|jag maste lamna aterbud|jag hinner inte|jag kan inte
        (?:jag |det |torsdag )*(?:kan|kommer|ar|hinner|deltar|passar|gar|funkar|blir)(?: (?:tyvarr|det|jag
        mig|torsdag|pa|denna|gang|den|dag|for|med))* inte(?: (?:med|komma|vara med|delta|hinna|dar|mig
        denna gang|vara dar|den dagen|for mig|torsdag|narvara|bra|att kunna|att komma|att vara med|nagot
        for min del))*
        (?:jag )?(?:maste|far|behover)(?: (?:tyvarr|nog|denna gang))* (?:sta over|avboka|stalla in|tacka nej
        hoppa over|lamna aterbud|anmala forhinder|avsta)|aterbud(?: fran mig)?|utan mig
        (?:jag )?(?:hoppar over|star over|avstar|tackar nej)(?: denna gang)?
        (?:jag )?(?:har |fick )?(?:forhinder|forhindrad|franvarande)|en annan gang|nasta gang|omojligt
    """,
    "nb": r"""
        (?:jeg )?har (?:dessverre )?forfall|(?:jeg )?(?:ma )?melder? meg av|kan ikke(?: delta| komme)?
        torsdag (?:passer|gar|funker) (?:dessverre )?ikke|det (?:passer|gar
        funker) (?:dessverre )?ikke(?: for meg)?|jeg har forfall|jeg kommer ikke|jeg er ikke med
        jeg rekker (?:det )?ikke|jeg ma melde avbud|jeg kan ikke
        (?:jeg |det |torsdag )*(?:kan|kommer|er|rekker|deltar|passer|gar|blir)(?: (?:dessverre|det|jeg|meg
        torsdag|pa|denne|gang|den|dag|for|til))* ikke(?: (?:med|komme|vaere med|delta|rekke det|der|meg
        denne gang|vaere der|den dagen|for meg|torsdag|til stede|bra|a komme|likevel|til))*
        (?:jeg )?(?:ma|blir nodt til a|er nodt til a)(?: (?:dessverre|nok|denne gang
        derfor))* (?:melde (?:avbud|forfall|fra)|sta over|avlyse|takke nej|takke nei|si nei|hoppe over)
        (?:avbud|forfall)(?: fra meg)?|uten meg|(?:jeg )?(?:melder|hopper|star|takker)(?: (?:dessverre
        denne gang|avbud|forfall|over|nei))+|(?:er )?(?:forhindret|fravaerende|opptatt da)|en annen gang
        neste gang|umulig
    """,
    "fi": r"""
        (?:minun )?on pakko perua|torstai ei (?:valitettavasti )?kay(?: minulle)?|enka paase(?: tulemaan)?
        ei kay torstai
        torstai ei (?:kay|sovi|onnistu|passaa)(?: minulle)?|ei onnistu|en ole tulossa|en tule
        joudun jaamaan pois|minulle ei kay|en paase paikalle|en voi tulla|en valitettavasti paase
        (?:mina )?en (?:valitettavasti |nyt |talla kertaa |siis )*(?:paase|voi|tule|ehdi|pysty|osallistu
        ole)(?: (?:tulemaan|osallistumaan|mukaan|paikalle|tulla|osallistua|olla mukana|paikalla|nyt|mukana
        torstaina|talla kertaa|silloin|olemaan|valitettavasti|ollenkaan))*|(?:joudun|taytyy|pitaa
        minun taytyy)(?: (?:valitettavasti|ikava kylla))* (?:perumaan|perua|jattamaan valiin|jattaa valiin
        olemaan poissa|olla poissa)
        (?:se |torstai |aika )?ei (?:sovi|kay|onnistu|passaa)(?: (?:minulle|mulle|nyt|torstaina|talla kertaa
        valitettavasti))*|olen (?:poissa|estynyt)|(?:jatan|jaa|jaan)(?: talla kertaa)? (?:valiin|pois)
        ilman minua|ensi kerralla|peruutan|mahdotonta|este tuli
    """,
    "pl": r"""
        (?:w czwartek )?mnie nie bedzie
        czwartek (?:mi )?nie (?:pasuje|odpowiada)|w czwartek nie (?:moge|dam rady)|nie bedzie mnie
        nie przyjde|nie uda mi sie(?: przyjsc| dotrzec)?|musze odwolac|nie moge(?: przyjsc| byc| wtedy)?
        nie dolacze|wypadam
        (?:ja )?nie (?:moge|bede(?: mogla| mogl)?|dam rady|przyjde|uda mi sie|zdaze|wezme udzialu
        pojawie sie|jestem w stanie|dolacze|pasuje mi|pasuje|odpowiada mi|moglbym
        licz(?:cie)? na mnie)(?: (?:przyjsc|byc|uczestniczyc|wziac udzialu|dolaczyc|tym razem|w czwartek
        niestety|dotrzec|obecn[ya]|sie pojawic))*
        (?:musze|niestety musze|bede musial[a]?) (?:odmowic|odwolac|zrezygnowac|odpuscic|opuscic|przeprosic)
        (?:tym razem )?(?:beze mnie|odpuszczam|odpadam|pasuje tym razem nie|rezygnuje)|nie tym razem
        nastepnym razem|niemozliwe|nie da rady|nie ma szans
    """,
}
