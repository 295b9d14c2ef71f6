"""Whole clauses that say in other languages that one can't come; a row for each, folded words."""

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
        (?:ca|ce|cela) ne (?:sera|va) (?:malheureusement )?pas (?:etre )?possible(?: pour moi)?
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
        no me (?:es|sera|va a ser) posible
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
        niente da fare|(?:per me )?non (?:e|sara|mi e|mi sara) possibile
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
        (?:para mim )?nao (?:vai dar|da)(?: para mim)?
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
        ik ben er dus niet(?: bij)?|(?:dat |het )?gaat (?:hem|het) (?:helaas )?niet worden
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
        det bliver (?:desvaerre )?ikke (?:til )?noget for mig|(?:jeg )?kan derfor ikke (?:vaere med|komme
        deltage)
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
        det blir (?:tyvarr )?inget for mig|(?:jag )?kan darfor inte (?:vara med|komma|delta)
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
        (?:det )?blir (?:dessverre )?ikke noe pa meg|(?:jeg )?kan derfor ikke (?:vaere med|komme|delta)
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
        enka (?:voi|paase) (?:osallistua|tulla|paikalle|mukaan)
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
        (?:tym razem )?(?:beze mnie|odpuszczam|odpadam|pasuję|pasuje tym razem nie|rezygnuje)|nie tym razem
        nastepnym razem|niemozliwe|nie da rady|nie ma szans
    """,
}
