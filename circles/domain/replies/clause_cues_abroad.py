"""Whole clauses in languages other than English, as `clause_cues` has them; folded words.

To add a language, add a row to each table.
"""

YES = {
    "de": r"""
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
        jag ar pa|det kan jag|klart jag kommer|absolut|jag finns pa plats|jag ar dar|det blir jattebra
        sjalvklart kommer jag|jag vill garna|jag kommer
        (?:jag )?(?:kommer|ar|deltar|dyker|kan|hanger|ansluter|ringer|hinner)(?: (?:garna|sakert|absolut
        sjalvklart|med|dar|upp|ocksa|pa|bra|forstas|narvarande|in|da))*|(?:vi )?ses(?: (?:pa torsdag|torsdag
        dar|da))?|(?:jag )?(?:ser fram emot det|ser fram emot torsdag)|rakna med mig|ni kan rakna med mig
        (?:det |torsdag |tiden |dagen )?(?:passar|funkar|fungerar|gar)(?: (?:bra|fint|mig|perfekt|for
        utmarkt|jattebra))*|noterat|inskrivet|det blir bra|ar inbokat|inbokat
    """,
    "nb": r"""
        jeg er pa|det kan jeg|klart jeg kommer|den er grei|jeg stiller|jeg er der|det passer fint
        jeg vil gjerne|jeg blir med|jeg kommer
        (?:jeg )?(?:kommer|er|deltar|dukker|kan|stiller|blir|ringer|rekker|henger)(?: (?:gjerne|helt sikkert
        selvfolgelig|med|der|opp|ogsa|pa|godt|naturligvis|til stede|klar|inn|det))*|(?:vi )?(?:ses|sees
        sees der)(?: (?:torsdag|der|pa torsdag|da))?|(?:jeg )?(?:gleder meg)(?: til det| masse)*
        (?:det |torsdag |tiden |datoen )?(?:passer|fungerer|funker|gar)(?: (?:fint|bra|godt|meg|perfekt|for
        ok|utmerket|helt))*|regn med meg|dere kan regne med meg|notert|star i kalenderen
    """,
    "fi": r"""
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
MAYBE = {
    "de": r"""
        (?:ich )?bin (?:mir )?(?:noch )?(?:nicht |ganz )*(?:unsicher|sicher)
        (?:ich )?(?:weiss|kann) (?:es )?noch nicht(?: (?:sagen|genau|sicher|zusagen))*(?: ob (?:ich|es
        das) [\w ]{2,30})?|(?:es ist )?noch (?:unklar|offen|nicht sicher|unsicher)|steht noch (?:nicht fest
        in den sternen)|unter vorbehalt|(?:ich )?komme vielleicht|vielleicht komme ich
        (?:ich )?versuche(?: es)?(?: zu kommen| dabei zu sein)?|mal sehen|mal schauen|ungewiss|fraglich
        kann sein
    """,
    "fr": r"""
        (?:je )?(?:ne )?(?:sais|suis|peux)(?: pas)?(?: encore)?(?: (?:sure?|dire|certaine?
        confirmer))*(?: si je (?:peux|pourrai|viens|viendrai|serai la)(?: venir| etre la)?)?(?: encore)?
        peut-?etre|peut etre|a voir|a confirmer|ce n'est pas sur|pas encore sure?
        je vais essayer(?: de venir| d'etre la)?|je viendrai peut etre|incertaine?
    """,
    "es": r"""
        (?:todavia |aun )?no (?:lo )?(?:se|estoy segur[oa]|puedo confirmar|tengo claro)(?: (?:todavia|aun
        seguro))*(?: si (?:puedo|podre|ire|voy)(?: ir| asistir| a poder ir)?)?|quizas?|tal vez|a lo mejor
        puede ser|por confirmar|intentare(?: ir| estar| llegar)?|tal vez vaya|quiza vaya|ya vere
        esta por ver
    """,
    "it": r"""
        non (?:lo )?(?:so|sono sicur[oa]|posso confermare)(?: ancora| per certo)*(?: se (?:riesco|posso
        ci sono|vengo|ci saro)(?: a venire| venire)?)?|(?:forse|magari)(?: vengo| ci sono)?|da confermare
        vediamo|provo a (?:venire|esserci)|cerchero di (?:venire|esserci)|in forse|sono in forse|incert[oa]
    """,
    "pt": r"""
        (?:ainda )?nao (?:sei|tenho certeza|tenho a certeza|posso confirmar|estou cert[oa])(?: (?:ainda
        ao certo))*(?: se (?:posso|consigo|vou|poderei|vai dar)(?: ir| estar)?)?|talvez(?: (?:va|consiga
        possa)(?: ir)?)?|a confirmar|por confirmar|vou tentar(?: ir| estar la| aparecer)?|logo se ve|vou ver
        quem sabe
    """,
    "nl": r"""
        (?:ik )?(?:weet|kan)(?: (?:het|nog|niet|zeker|zeggen|dat))*(?: of (?:ik|het) [\w ]{2,25})?
        (?:het is )?nog (?:niet zeker|onzeker|onduidelijk|de vraag)|misschien(?: kom ik)?|ik (?:probeer
        ga proberen)(?: (?:te komen|er te zijn|erbij te zijn))?|onder voorbehoud|twijfel nog|wie weet
        ik kom misschien
    """,
    "da": r"""
        (?:jeg )?(?:ved|kan)(?: det)? (?:endnu )?ikke(?: (?:endnu|om jeg [\w ]{2,25}|sige|helt|sikkert))*
        maske(?: kommer jeg)?|ikke sikker(?: endnu)?|er usikker|usikker|(?:jeg )?prover(?: at komme)?
        jeg kommer maske|det er usikkert|vi far se|tja
    """,
    "sv": r"""
        (?:jag )?(?:vet|kan)(?: det)? (?:annu )?inte(?: (?:an|annu|om jag [\w ]{2,25}|saga|riktigt|sakert))*
        kanske(?: kommer jag)?|inte saker(?: an)?|osaker|(?:jag )?(?:forsoker|ska forsoka)(?: komma)?
        jag kommer kanske|det ar osakert|vi far se|oklart
    """,
    "nb": r"""
        (?:jeg )?(?:vet|kan)(?: det)? (?:enna )?ikke(?: (?:enna|om jeg [\w ]{2,25}|si|helt|sikkert))*
        kanskje(?: kommer jeg)?|ikke sikker(?: enna)?|usikker|(?:jeg )?prover(?: a komme)?
        jeg kommer kanskje|det er usikkert|vi far se|uklart|tja
    """,
    "fi": r"""
        (?:mina )?en (?:viela )?(?:tieda|ole varma|osaa sanoa)(?: (?:viela|paasenko|voinko
        tulenko)(?: (?:tulla|paikalle|mukaan))?)*|ehka(?: tulen| paasen)?|mahdollisesti
        yritan(?: tulla| paasta)?|katsotaan|epavarmaa|saatan tulla|voi olla
    """,
    "pl": r"""
        (?:jeszcze )?nie (?:wiem|jestem pew[ie]?n[ya]?)(?: (?:jeszcze|czy (?:dam rade|bede|bede mog[l]?l?a?
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
ASIDE = {
    "de": r"""
        (?:viel )?spass(?: (?:euch|ohne mich|euch allen))?|nachstes mal(?: (?:wieder|gerne|bestimmt|dann))*
        beim nachsten mal[\w ]{0,20}|(?:ich )?(?:komme|bin|werde|muss|kann)(?: ich)?(?: (?:aber|allerdings
        nur|vermutlich|vielleicht|etwas|ein bisschen|ca|circa|etwa|eine|nach))* ?[\w ]{0,25}(?:spater|spat
        fruher|minuten|gehen|los|weg|stunde|hinzu|dazu|verspatet|eher)|bitte (?:entschuldig\w+|notizen
        protokoll)[\w ]{0,25}|wunsche euch[\w ]{0,20}|vielen dank[\w ]{0,30}|danke[\w ]{0,25}
        (?:liebe |viele |beste )?grusse[\w ]{0,15}|lg|vg|schade
    """,
    "fr": r"""
        (?:bonne|bon) (?:reunion|rencontre|seance|journee|soiree)(?: a tous)?|amusez-vous bien
        la prochaine fois[\w ]{0,15}|a la prochaine[\w ]{0,8}|(?:mais )?(?:je )?(?:serai|arriverai|partirai
        devrai|dois|risque)[\w ]{0,20}(?:retard|tard|tot|minutes|partir[\w ]{0,15}|avant la fin)
        merci[\w ]{0,30}|bonne continuation|dommage|bises|cordialement
    """,
    "es": r"""
        que (?:vaya|salga|lo paseis|tengais)[\w ]{0,20}|la proxima(?: vez)?[\w ]{0,12}|(?:pero )?(?:llegare
        llego|llegue|saldre|me ire|tendre que irme|tengo que salir|tengo que irme|me conecto
        quizas? llegue)[\w ]{0,25}|gracias[\w ]{0,25}|un abrazo|saludos|que (?:pena|lastima)
        perdon[\w ]{0,15}|quizas? llegue[\w ]{0,15}
    """,
    "it": r"""
        buon(?:a)? (?:riunione|incontro|lavoro|serata|giornata)(?: a tutti)?|buon divertimento|(?:alla
        la) prossima(?: volta)?|(?:ma )?(?:arrivero|arrivo|devo|dovro|saro|potrei)[\w ]{0,20}(?:ritardo
        tardi|prima|presto|minuti|andare[\w ]{0,10})|grazie[\w ]{0,25}|peccato|un saluto|ciao
    """,
    "pt": r"""
        bo(?:a|m) (?:reuniao|encontro|sessao|trabalho)(?: a todos| para todos)?|divirtam-se|(?:para a|na
        ate a) proxima(?: vez)?|(?:mas )?(?:chego|chegarei|vou chegar|tenho de sair|saio|posso|entro
        talvez chegue)[\w ]{0,25}(?:tarde|cedo|atrasad[oa]|minutos|sair[\w ]{0,12}|depois)
        obrigad[oa][\w ]{0,25}|que pena|abraco|beijinhos|desculpem?[\w ]{0,15}
    """,
    "nl": r"""
        veel (?:plezier|succes)(?: (?:allemaal|samen|zonder mij))*|volgende keer[\w ]{0,15}
        (?:maar )?(?:ik )?(?:kom|ben|moet|zal|schuif)(?: ik)?[\w ]{0,20}(?:later|laat|eerder|minuten|weg
        vroeger)(?: \w+)?|bedankt[\w ]{0,20}|dank[\w ]{0,20}|groet(?:en|jes)[\w ]{0,10}|jammer
        fijne (?:bijeenkomst|avond|dag)
    """,
    "da": r"""
        (?:god|hav en god) (?:fornojelse|mode|dag|aften|snak)|naeste gang[\w ]{0,12}
        (?:men )?(?:jeg )?(?:kommer|ma|er|skal)(?: jeg)?[\w ]{0,20}(?:senere|sent|forsinket|minutter
        tidligere|ga[\w ]{0,10})|tak[\w ]{0,25}|hilsen[\w ]{0,10}|hyg jer|aergerligt|(?:god
        rigtig god) (?:weekend|mode)
    """,
    "sv": r"""
        (?:ha det|ha en) (?:sa )?(?:bra|kul|trevligt|fin[\w ]{0,10}|bra mote)|nasta gang[\w ]{0,12}
        (?:men )?(?:jag )?(?:kommer|maste|blir|ar)(?: jag)?[\w ]{0,20}(?:senare|sen|forsenad|minuter
        tidigare|ga[\w ]{0,10})|tack[\w ]{0,25}|halsningar[\w ]{0,10}|hej da|trakigt|synd
    """,
    "nb": r"""
        (?:ha det|ha et|ha en) (?:bra|gyo|goy|fint|godt mote|fin[\w ]{0,10})|neste gang[\w ]{0,12}
        (?:men )?(?:jeg )?(?:kommer|ma|blir|er)(?: jeg)?[\w ]{0,20}(?:senere|sent|sein|forsinket|minutter
        tidligere|ga[\w ]{0,10})|takk[\w ]{0,25}|hilsen[\w ]{0,10}|kos dere|synd|dumt
    """,
    "fi": r"""
        hauskaa[\w ]{0,15}|ensi kerralla[\w ]{0,15}|(?:mutta )?(?:tulen|joudun|saatan|myohastyn
        lahden)[\w ]{0,20}(?:myohassa|myohemmin|aikaisemmin|minuuttia|lahtemaan[\w ]{0,10}|myohastya)
        myohastyn[\w ]{0,15}|kiitos[\w ]{0,20}|terveisin[\w ]{0,10}|harmi|pitakaa hauskaa
    """,
    "pl": r"""
        (?:milego|udanego) (?:spotkania|dnia|wieczoru)|bawcie sie dobrze|nastepnym razem[\w ]{0,12}
        (?:ale )?(?:spoznie sie|bede|musze|przyjde|dolacze)[\w ]{0,20}(?:pozniej|wczesniej|minut
        wyjsc[\w ]{0,12}|spozniony|spozniona)|(?:ale )?(?:moge sie |troche )?spoznie? ?sie[\w ]{0,12}
        dzieki[\w ]{0,20}|dziekuje[\w ]{0,20}|pozdrawiam[\w ]{0,10}|szkoda
    """,
}
_COMMON = r"hi|hey|hello|ok|okay|sorry|super|perfect|thanks"
BEFORE = {
    "de": rf"""
        {_COMMON}|hallo|hi|ja|gerne?|leider|tut mir (?:sehr )?leid|sorry|entschuldigung|schade|ach|nein|also
        diesmal|dieses mal|diese woche|heute|morgen|am donnerstag|donnerstag|da|dann|natuerlich|naturlich
        klar|danke(?: fur (?:die|den) \w+)?|vielen dank(?: fur (?:die|den) \w+)?|alles klar|prima|toll|gut
        wunderbar|auf jeden fall|sicher|bei mir|von mir aus|fur mich|und|ich glaube nicht
    """,
    "fr": rf"""
        {_COMMON}|bonjour|salut|oui|malheureusement|helas|desolee?|je suis (?:vraiment )?desolee?|navree?
        merci(?: (?:beaucoup|pour [\w ]{{2,20}}))?|d'accord|parfait|super|non|cette fois|cette fois-ci|jeudi
        ce jeudi|ce jour-la|pour moi|demain|bien sur|avec plaisir|dommage|et|alors|donc|zut
        toutes mes excuses|mes excuses
    """,
    "es": rf"""
        {_COMMON}|hola|si|claro|por supuesto|lo siento(?: mucho)?|lamentablemente|desafortunadamente
        por desgracia|perdon|gracias(?: por [\w ]{{2,20}})?|vale|perfecto|genial|no|esta vez|el jueves
        este jueves|ese dia|esta semana|manana|hoy|para mi|que pena|y|pues|me temo que|uf|buenas|estupendo
    """,
    "it": rf"""
        {_COMMON}|ciao|si|certo|certamente|purtroppo|mi dispiace(?: molto)?|spiacente|scusate
        grazie(?: (?:mille|per [\w ]{{2,20}}))?|perfetto|ottimo|bene|no|stavolta|questa volta|giovedi
        quel giorno|questa settimana|domani|oggi|per me|che peccato|peccato|e|va bene|temo di|ahime|eccomi
    """,
    "pt": rf"""
        {_COMMON}|ola|oi|sim|claro|com certeza|infelizmente|lamento(?: muito)?|desculpa|desculpem
        sinto muito|peco desculpa|obrigad[oa](?: pel[oa] [\w ]{{2,20}})?|perfeito|otimo|optimo|nao|desta vez
        dessa vez|na quinta|quinta|quinta-feira|quinta feira|nesse dia|esta semana|amanha|hoje|para mim
        por mim|que pena|e|pois|ta
    """,
    "nl": rf"""
        {_COMMON}|hallo|hoi|dag|ja|zeker|helaas|jammer|het spijt me|spijtig|bedankt
        dank(?: je| jullie)?(?: wel)?(?: voor [\w ]{{2,20}})?|prima|top|leuk|nee|deze keer|dit keer
        donderdag|die dag|deze week|morgen|vandaag|voor mij|wat mij betreft|en|natuurlijk|graag|goed|oke
        excuses
    """,
    "da": rf"""
        {_COMMON}|hej|ja|jo|selvfolgelig|desvaerre|beklager|undskyld|jeg beklager|tak(?: for [\w ]{{2,20}})?
        fint|dejligt|godt|nej|denne gang|torsdag|pa torsdag|den dag|i denne uge|i morgen|i dag|for mig|og
        ja tak|gerne|super|det er desvaerre sadan at
    """,
    "sv": rf"""
        {_COMMON}|hej|ja|jo|absolut|sjalvklart|tyvarr|ledsen|forlat|beklagar|jag beklagar
        tack(?: for [\w ]{{2,20}})?|fint|bra|nej|denna gang|den har gangen|torsdag|pa torsdag|den dagen
        denna vecka|imorgon|i morgon|idag|for mig|och|ja tack|garna|toppen|kul|vad kul|jattebra|oj
    """,
    "nb": rf"""
        {_COMMON}|hei|ja|jo|absolutt|selvfolgelig|dessverre|beklager|jeg beklager
        takk(?: for [\w ]{{2,20}})?|fint|bra|nei|denne gangen|torsdag|pa torsdag|den dagen|denne uka
        i morgen|i dag|for meg|og|ja takk|gjerne|flott|supert|kult|greit|den er grei
    """,
    "fi": rf"""
        {_COMMON}|hei|moi|terve|kylla|joo|juu|tottakai|valitettavasti|ikava kylla|pahoittelut|pahoittelen
        anteeksi|kiitos(?: \w+)?|hienoa|hyva|ei|talla kertaa|torstaina|silloin|talla viikolla|huomenna
        tanaan|ja|selva|okei|harmi|mukavaa|minulle|mulle
    """,
    "pl": rf"""
        {_COMMON}|czesc|hej|witam|dzien dobry|tak|jasne|oczywiscie|niestety|przepraszam|przykro mi
        bardzo mi przykro|dzieki|dziekuje(?: za [\w ]{{2,20}})?|swietnie|dobrze|nie|tym razem|w czwartek
        czwartek|tego dnia|w tym tygodniu|jutro|dzis|dzisiaj|i|ok|okej|super|z przykroscia|mi
    """,
}
_COMMON_AFTER = r"sorry|thanks|via zoom|via teams|online|remote|per video"
AFTER = {
    "de": rf"""
        {_COMMON_AFTER}|am donnerstag|donnerstag|dann|heute|morgen|an dem tag|diesmal|dieses mal|diese woche
        da|leider|gerne?|auch|wieder|um \d+(?: uhr)?|danke|sicher|auf jeden fall|naturlich|schon|bei mir
        fur mich|per zoom|zum treffen|beim treffen|zu unserem treffen|tut mir leid|mit
    """,
    "fr": rf"""
        {_COMMON_AFTER}|(?:pour )?(?:ce )?jeudi|ce jour-la|ce jour la|cette fois|cette fois-ci|cette fois ci
        cette semaine|demain|aujourd'hui|malheureusement|desolee?|merci|avec plaisir|a \d+h?|pour moi
        en visio|a distance|aussi|bien sur|a la reunion|a tous|de mon cote|moi aussi
    """,
    "es": rf"""
        {_COMMON_AFTER}|el jueves|este jueves|ese dia|esta vez|esta semana|manana|hoy|lo siento|gracias
        tambien|seguro|a las \w+|por zoom|por videollamada|a la reunion|lamentablemente|entonces|alli
        sin falta|para mi|con gusto|un saludo|a esa hora|por supuesto
    """,
    "it": rf"""
        {_COMMON_AFTER}|giovedi|questo giovedi|quel giorno|stavolta|questa volta|questa settimana|domani
        oggi|purtroppo|grazie|anch'io|volentieri|alle \w+|da remoto|alla riunione|all'incontro|mi dispiace
        per me|di sicuro|sicuramente|con piacere|a quell'ora|tutti
    """,
    "pt": rf"""
        {_COMMON_AFTER}|na quinta|quinta|quinta-feira|quinta feira|na quinta-feira|na quinta feira|nesse dia
        desta vez|dessa vez|esta semana|amanha|hoje|infelizmente|obrigad[oa]|tambem|as \w+|por zoom
        a reuniao|lamento|desculpem|para mim|pra mim|com certeza|a essa hora|de certeza|com gosto
    """,
    "nl": rf"""
        {_COMMON_AFTER}|donderdag|op donderdag|die dag|dan|deze keer|dit keer|deze week|morgen|vandaag
        helaas|bedankt|ook|graag|om \w+(?: uur)?|op afstand|bij de bijeenkomst|sorry|voor mij|zeker
        jammer genoeg|weer|er|hoor
    """,
    "da": rf"""
        {_COMMON_AFTER}|torsdag|pa torsdag|den dag|denne gang|i denne uge|i morgen|i dag|desvaerre|tak|ogsa
        gerne|klokken \w+|kl \w+|til modet|for mig|mig|helt sikkert|selvfolgelig|beklager
    """,
    "sv": rf"""
        {_COMMON_AFTER}|torsdag|pa torsdag|den dagen|da|denna gang|den har gangen|denna vecka|imorgon
        i morgon|idag|tyvarr|tack|ocksa|garna|klockan \w+|kl \w+|pa motet|for mig|for min del|sjalvklart
        absolut|pa distans
    """,
    "nb": rf"""
        {_COMMON_AFTER}|torsdag|pa torsdag|den dagen|da|denne gangen|denne uka|i morgen|i dag|dessverre|takk
        ogsa|gjerne|klokken \w+|kl \w+|pa motet|for meg|selvfolgelig|absolutt|beklager|denne gang
    """,
    "fi": rf"""
        {_COMMON_AFTER}|torstaina|silloin|talla kertaa|talla viikolla|huomenna|tanaan|valitettavasti|kiitos
        mielellani|kello \w+|klo \w+|etana|tapaamiseen|kokoukseen|varmasti|ehdottomasti|harmi|pahoittelut
        ikava kylla
    """,
    "pl": rf"""
        {_COMMON_AFTER}|w czwartek|czwartek|tego dnia|wtedy|tym razem|w tym tygodniu|jutro|dzis|dzisiaj
        niestety|dzieki|dziekuje|tez|chetnie|o \w+|zdalnie|na spotkaniu|na spotkanie|na pewno|oczywiscie
        przepraszam|mi
    """,
}
JOINS = {
    "de": r"""
        aber|denn|weil|da(?= ich)|und(?= (?:ich|freue|komme|bin|danke|bis))|deshalb|daher|also(?= ich)
        allerdings|sodass
    """,
    "fr": r"""
        mais|car|parce que|parce qu'|donc|et(?= (?:je|j'|merci|a)\b)|puisque|comme(?= je)|du coup
    """,
    "es": r"""
        pero|porque|ya que|asi que|y(?= (?:no|me|estoy|voy|nos|gracias)\b)|pues|por lo que
    """,
    "it": r"""
        ma|pero|perche|quindi|e(?= (?:non|ci|mi|sono|vengo|grazie)\b)|dato che|percio
    """,
    "pt": r"""
        mas|porque|pois|por isso|e(?= (?:nao|estou|vou|obrigad\w|ate)\b)|porem|ja que|portanto
    """,
    "nl": r"""
        maar|want|omdat|dus|en(?= (?:ik|tot|kom|bedankt|heb)\b)|daarom
    """,
    "da": r"""
        men|fordi|for(?= jeg)|sa(?= jeg)|og(?= (?:jeg|tak|glaeder|vi)\b)|derfor
    """,
    "sv": r"""
        men|for(?= jag)|eftersom|sa(?= jag)|och(?= (?:jag|tack|vi|ser)\b)|darfor
    """,
    "nb": r"""
        men|fordi|for(?= jeg)|sa(?= jeg)|og(?= (?:jeg|takk|gleder|vi)\b)|derfor
    """,
    "fi": r"""
        mutta|koska|silla|joten|ja(?= (?:kiitos|nahdaan|tulen)\b)
    """,
    "pl": r"""
        ale|bo|poniewaz|wiec|i(?= (?:nie|bede|dziekuje|do)\b)|gdyz|dlatego
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
