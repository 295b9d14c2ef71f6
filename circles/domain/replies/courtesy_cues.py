"""Courtesies by language: folded words, each of which changes nothing of what it stands beside.

A courtesy with words of its own is known only where each of them is: "Thanks for asking" is one, "Thanks for
asking but no", "Sorry that I can't come" and "Thanks to you I'll come" are none, nor is "That's fine", which
may be an answer. To add a language, add a row to each table.
"""

# What may stand in one breath with a command or an answer: first what is kind, then what is a regret.
SHORT = {
    "en": r"""
        please|pls|(?:(?:so|very|really|many) )?(?:thanks|thank you|thx|ty|cheers)(?: (?:all|everyone|again
        so much|very much|a lot))*
        ;(?:(?:i'm |i am )?(?:(?:so|very|really) )?sorry|apologies)(?: all| everyone| about that)*|i'm afraid
    """,
    "de": r"""
        bitte|danke(?: schon| euch| dir| sehr| der nachfrage)?|(?:vielen|besten|herzlichen|lieben) dank
        ;sorry|leider|schade|(?:es )?tut mir (?:so |sehr |echt )?leid|entschuldigung|entschuldigt
    """,
    "fr": r"""
        s'il (?:vous|te) plait|svp|stp|merci(?: beaucoup| bien| a tous| d'avance)?
        ;malheureusement|dommage|(?:je suis )?(?:vraiment )?desolee?s?|pardon|helas
    """,
    "es": r"""
        por favor|(?:muchas |mil )?gracias(?: a todos)?
        ;lo siento(?: mucho)?|perdon|disculpad?|que pena|lamentablemente|desafortunadamente
    """,
    "it": r"""
        per (?:favore|piacere)|(?:tante |mille |molte )?grazie(?: mille| a tutti)?
        ;scusate|scusa|purtroppo|mi dispiace(?: molto| tanto)?|peccato
    """,
    "pt": r"""
        por favor|(?:muito )?obrigad[oa](?: a todos)?
        ;desculp(?:a|em|e)|lamento(?: muito)?|sinto muito|infelizmente|que pena
    """,
    "nl": r"""
        alsjeblieft|alstublieft|aub|ajb|dank(?: je| jullie| u)?(?: wel)?|(?:alvast )?bedankt
        ;helaas|jammer|(?:het )?spijt me|sorry|excuses
    """,
    "da": r"(?:mange |tusind )?tak|venligst;beklager|undskyld|desvaerre|(?:det er jeg )?ked af det",
    "sv": r"""
        (?:stort |manga )?tack(?: sa mycket)?|snalla;forlat|(?:jag ar )?ledsen|tyvarr|beklagar
    """,
    "nb": r"(?:mange |tusen )?takk|vennligst;beklager|unnskyld|dessverre|(?:jeg er )?lei meg",
    "fi": r"""
        kiitos(?: paljon)?|kiitti|kiitoksia|ole hyva|olkaa hyva;anteeksi|pahoittelut|valitettavasti|harmi
    """,
    "pl": r"""
        prosze|(?:bardzo )?dziekuje(?: bardzo| wam)?|(?:wielkie )?dzieki
        ;przepraszam|niestety|szkoda|(?:bardzo )?przykro mi
    """,
}
# In this order: how thanks begin, the words they are for, how an apology begins, and what it is for.
LONG = {
    "en": r"""
        (?:(?:many )?thanks|thank you|thx|cheers)(?: all| again| so much| very much| a lot)? for
        ;the|a|an|this|these|it|all|your|us|me|and|of|on|so|very|quick|kind|nice|lovely|great|good|long
        note|draft|questions?|topic|news|link|details|update|information|info|answer|reply|response|help
        work|effort|time|patience|understanding|support|everything|break|choices|options|offer|chance|circle
        asking|waiting|checking(?: in)?|organi[sz]ing|hosting|inviting|reminding|writing|arranging|sharing
        setting (?:it|this) up|having|understanding|everyone|again|letting me know|telling me|moving|listening
        reaching out|getting back to me|getting in touch|invite|invitation|reminder|nudge|e ?mail|mail|message
        ;(?:i'm |i am )?(?:so |very |really )?sorry(?: all)? (?:for|about)|(?:my )?apologies for
        ;the|this|my|any|all|and|such|so|very|long|being|reply(?:ing)?|answer(?:ing)?|respon(?:se|ding)|late
        slow|delay(?:ed)?|silence|confusion|mix ups?|trouble|inconvenience|short notice|noise|bother|wait
        typos?|last minute|back and forth|extra mail|mess|misunderstanding
    """,
    "de": r"""
        danke(?: schon| euch| dir| ihnen| sehr| vielmals)? fur|(?:vielen|besten|herzlichen|lieben) dank fur
        ;der|die|den|das|dein|deine|eure|euer|ihre|eine|diese|dieses|die|und|einladung|erinnerung|mail|e
        nachricht|nachfrage|nachfragen|frage|fragen|anfrage|organisation|organisieren|hilfe|muhe|arbeit|alles
        geduld|verstandnis|infos?|information|angebot|warten|entwurf|vorschlage|auswahl|pause|antwort
        ruckmeldung|schone|schnelle|nette|liebe|tolle|gute|zeit
        ;(?:entschuldigung|sorry|pardon|tut mir leid) (?:fur|wegen)|entschuldige?t?(?: bitte)?|verzeiht?
        ;die|das|den|der|meine|und|spate|verspatete|lange|antwort|ruckmeldung|verspatung|verzogerung|warten
        schweigen|stille|storung|umstande|unannehmlichkeiten|verwirrung|durcheinander|kurzfristigkeit
    """,
    "fr": r"""
        merci (?:beaucoup |bien |encore )?(?:a tous )?(?:pour|d'avoir|de|du)
        ;le|la|les|votre|vos|ton|ta|tes|ce|cette|cet|tout|toute|et|l'invitation|rappel|mail|message
        questions?|aide|l'aide|travail|patience|comprehension|l'organisation|organisation|invitation|demander
        demande|m'avoir|invitee?|prevenue?|organise|reponse|temps|proposition|l'offre|pause|nouvelles
        ;(?:vraiment )?(?:desolee?s?|pardon|toutes mes excuses|mes excuses) (?:pour|du)|excusez
        ;le|la|les|ma|mon|cette|ce|et|retard|reponse|tardive|silence|delai|l'attente|confusion
        derangement|malentendu
    """,
    "es": r"""
        (?:muchas |mil )?gracias por
        ;el|la|los|las|tu|tus|su|sus|este|esta|todo|y|invitacion|recordatorio|correo|mensaje|pregunta
        preguntar|avisar|organizar|organizarlo|ayuda|trabajo|paciencia|comprension|esperar|tiempo|invitarme
        respuesta|oferta|pausa|recordarmelo|vuestra|vuestro
        ;(?:lo siento|perdon|disculpas?) por|siento|perdon(?:ad)?|disculp(?:a|ad|e|en)
        ;el|la|las|los|mi|y|demora|retraso|tardanza|respuesta|tardia|silencio|confusion|molestias?
        malentendido|espera
    """,
    "it": r"""
        (?:mille |molte |tante )?grazie (?:a tutti |ancora |mille )?(?:per|di|del|della|dell'invito)
        ;il|la|lo|le|i|gli|questo|questa|tuo|tua|vostro|vostra|e|tutto|l'invito|invito|promemoria|mail
        messaggio|domanda|chiedere|averlo|aver|avermelo|chiesto|ricordato|organizzato|organizzare|l'aiuto
        aiuto|lavoro|pazienza|comprensione|tempo|risposta|l'offerta|pausa|l'organizzazione|attesa|l'attesa
        ;scus(?:a|ate|i|atemi)(?: per)?|mi dispiace per
        ;il|la|lo|mio|mia|questo|e|ritardo|risposta|silenzio|confusione|l'attesa|attesa|disturbo|tardiva
        malinteso|disguido
    """,
    "pt": r"""
        (?:muito )?obrigad[oa] (?:a todos )?(?:por|pela|pelo|pelas|pelos)
        ;o|a|os|as|todo|tudo|esta|este|tua|teu|sua|seu|vossa|vosso|e|convite|lembrete|mail|email|mensagem
        pergunta|perguntar|perguntarem|ajuda|trabalho|paciencia|compreensao|tempo|resposta|oferta|pausa
        organizacao|organizar|organizarem|avisar|convidarem|espera
        ;desculp(?:a|e|em|as|ar)(?: por| pelo| pela)?|lamento|pec[oa] desculpa (?:por|pelo|pela)
        ;o|a|os|as|meu|minha|e|demora|atraso|resposta|tardia|silencio|confusao|incomodo|espera
        mal entendido
    """,
    "nl": r"""
        (?:hartelijk )?(?:dank|bedankt)(?: je| jullie| u)?(?: wel)? voor|dank(?: je| jullie)?wel voor
        ;de|het|een|je|jullie|uw|deze|dit|alle|alles|en|uitnodiging|herinnering|mail|bericht|vraag|vragen|hulp
        werk|geduld|begrip|tijd|antwoord|aanbod|pauze|organiseren|organisatie|wachten|moeite|snelle|leuke
        ;(?:sorry|excuses) voor
        ;de|het|mijn|deze|en|late|reactie|antwoord|vertraging|stilte|verwarring|overlast|wachten|ongemak
        misverstand
    """,
    "da": r"""
        (?:mange |tusind )?tak for
        ;den|det|de|din|jeres|en|denne|dette|alt|og|invitationen|pamindelsen|mailen|beskeden|sporgsmalet
        hjaelpen|arbejdet|talmodigheden|forstaelsen|tiden|svaret|tilbuddet|pausen|at i sporger|hurtige
        invitation|pamindelse|mail|besked|hjaelp
        ;(?:undskyld|beklager)(?: for)?
        ;den|det|mit|min|de|og|sene|sent|svar|svaret|forsinkelsen|forsinkelse|tavsheden|forvirringen
        ulejligheden|besvaeret|ventetiden|misforstaelsen
    """,
    "sv": r"""
        (?:stort |manga )?tack(?: sa mycket)? for
        ;den|det|de|din|er|ert|ett|en|denna|detta|allt|och|inbjudan|paminnelsen|mejlet|mailet|meddelandet
        fragan|hjalpen|arbetet|talamodet|forstaelsen|tiden|svaret|erbjudandet|pausen|att ni fragar|snabba
        ;(?:forlat|ursakta|beklagar)(?: for)?|ledsen for
        ;den|det|mitt|min|de|och|sena|sent|svar|svaret|forseningen|drojsmalet|tystnaden|forvirringen|besvaret
        missforstandet
    """,
    "nb": r"""
        (?:mange |tusen )?takk for
        ;den|det|de|din|deres|en|denne|dette|alt|og|invitasjonen|paminnelsen|mailen|eposten|e posten|meldingen
        sporsmalet|hjelpen|arbeidet|talmodigheten|forstaelsen|tiden|svaret|tilbudet|pausen|at dere spor
        ;(?:unnskyld|beklager)(?: for)?
        ;den|det|mitt|min|de|og|sene|sent|svar|svaret|forsinkelsen|stillheten|forvirringen|bryet|ventetiden
        misforstaelsen
    """,
    "fi": r"""
        kiito(?:s|ksia|kset)(?: paljon)?
        ;kutsusta|muistutuksesta|viestista|sahkopostista|kysymyksesta|kysymasta|avusta|tyosta
        karsivallisuudesta|ymmarryksesta|ajasta|vastauksesta|tarjouksesta|tauosta|kaikesta|ja
        jarjestamisesta|kaikille|teille|sinulle
        ;anteeksi|pahoittelu(?:t|ni|mme)|pahoittelen
        ;myohainen|myohaista|hidas|vastaus|vastausta|vastaukseni|viive|viivetta|viiveesta|viivastys
        viivastyksesta|viivastysta|hiljaisuus|hiljaisuutta|hairio|hairiota|sekaannus|sekaannusta|ja
    """,
    "pl": r"""
        (?:bardzo |serdecznie )?(?:dziekuje|dziekujemy|dzieki)(?: wam| bardzo)? za
        ;zaproszenie|przypomnienie|maila?|wiadomosc|pytanie|pomoc|prace|cierpliwosc|zrozumienie|czas
        odpowiedz|oferte|przerwe|wszystko|organizacje|to|i|te|ten|wasza|wasze|twoja|twoje
        ;(?:bardzo )?przepraszam(?:y)? za
        ;pozna|spozniona|odpowiedz|zwloke|opoznienie|cisze|milczenie|zamieszanie|klopot|i|moje|moja|te|to
        nieporozumienie
    """,
}
# How a mail ends, with a wish or without.
CLOSING = {
    "en": r"(?:all (?:the )?)?best(?: wishes| regards)?|(?:kind |warm )?regards|take care|yours",
    "de": r"(?:(?:mit )?(?:liebe[nr]?|viele[n]?|beste[n]?|schone[n]?|freundlichen) )?gruss\w*|lg|vg|mfg"
    r"|(?:euch |allen )?(?:noch )?(?:eine?n? )?schone[ns]? (?:\w*tag|\w*abend|woche\w*)"
    r"(?: noch| euch| allen)*",
    "fr": r"(?:bien )?cordialement|bien a vous|bises|(?:(?:bonne|belle) "
    r"(?:journee|soiree|continuation|semaine)|(?:bon|beau) week ?end)(?: a tous)?",
    "es": r"(?:muchos )?saludos|un (?:saludo|abrazo)|(?:(?:que )?ten\w+ )?(?:una? )?"
    r"(?:buena?|feliz) (?:dia|tarde|noche|semana|fin de semana|finde)",
    "it": r"(?:cari |un )?salut[oi]|ciao|a presto|(?:una? )?"
    r"buona? (?:giornata|serata|settimana|week ?end|fine settimana)(?: a tutti)?",
    "pt": r"(?:um )?abracos?|(?:os melhores )?cumprimentos|beijinhos|(?:tenham? )?(?:uma? )?"
    r"(?:bo[am]|otim[oa]) (?:dia|tarde|noite|semana|fim de semana)(?: a todos)?",
    "nl": r"(?:(?:met )?(?:vriendelijke|hartelijke) )?groet\w*|mvg|(?:nog )?(?:een )?"
    r"(?:fijne?|prettige?|goed) (?:dag|avond|week|weekend)(?: nog| verder| allemaal)*",
    "da": r"(?:(?:med )?(?:venlig|mange|de bedste) )?hilsen(?:er)?|mvh|kh|(?:(?:ha|hav) )?(?:en )?"
    r"(?:rigtig |fortsat )?(?:god|dejlig) (?:dag|aften|weekend|uge)|(?:ha|hav) det godt",
    "sv": r"(?:(?:med )?vanliga )?halsningar|mvh|hej da|(?:ha )?(?:en )?"
    r"(?:fortsatt )?(?:trevlig|fin|bra|skon) (?:dag|kvall|helg|vecka)|ha det (?:sa )?(?:bra|fint|gott)",
    "nb": r"(?:(?:med )?(?:vennlig|mange) )?hilsen(?:er)?|mvh|(?:ha )?(?:en )?"
    r"(?:riktig |fortsatt )?(?:god|fin) (?:dag|kveld|helg|uke)|ha det (?:bra|fint|godt)",
    "fi": r"(?:ystavallisin )?terveisin|terkuin|terveisia|(?:oikein )?(?:hyvaa|mukavaa|kivaa) "
    r"(?:paivaa|paivanjatkoa|iltaa|illanjatkoa|viikkoa|viikonloppua)(?: kaikille)?",
    "pl": r"(?:serdecznie )?pozdrawiam|(?:serdeczne )?pozdrowienia|(?:zycze )?"
    r"(?:milego|udanego|dobrego) (?:dnia|wieczoru|weekendu|tygodnia)(?: wszystkim)?",
}
AND = "and|und|et|y|e|en|og|och|ja|i"
