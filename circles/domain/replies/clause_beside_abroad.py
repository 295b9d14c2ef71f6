"""What may stand beside an answer in languages other than English, and what joins two clauses.

To add a language, add a row to each table; words are folded.
"""

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
        {_COMMON}|al final|hola|si|claro|por supuesto|lo siento(?: mucho)?|lamentablemente|desafortunadamente
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
        daher|deshalb
        {_COMMON_AFTER}|am donnerstag|donnerstag|dann|heute|morgen|an dem tag|diesmal|dieses mal|diese woche
        da|leider|gerne?|auch|wieder|um \d+(?: uhr)?|danke|sicher|auf jeden fall|naturlich|schon|bei mir
        fur mich|per zoom|zum treffen|beim treffen|zu unserem treffen|tut mir leid|mit
    """,
    "fr": rf"""
        pour l'instant|jeudi
        {_COMMON_AFTER}|(?:pour )?(?:ce )?jeudi|ce jour-la|ce jour la|cette fois|cette fois-ci|cette fois ci
        cette semaine|demain|aujourd'hui|malheureusement|desolee?|merci|avec plaisir|a \d+h?|pour moi
        en visio|a distance|aussi|bien sur|a la reunion|a tous|de mon cote|moi aussi
    """,
    "es": rf"""
        al final
        {_COMMON_AFTER}|el jueves|este jueves|ese dia|esta vez|esta semana|manana|hoy|lo siento|gracias
        tambien|seguro|a las \w+|por zoom|por videollamada|a la reunion|lamentablemente|entonces|alli
        sin falta|para mi|con gusto|un saludo|a esa hora|por supuesto
    """,
    "it": rf"""
        per giovedi
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
        voor donderdag
        {_COMMON_AFTER}|donderdag|op donderdag|die dag|dan|deze keer|dit keer|deze week|morgen|vandaag
        helaas|bedankt|ook|graag|om \w+(?: uur)?|op afstand|bij de bijeenkomst|sorry|voor mij|zeker
        jammer genoeg|weer|er|bij|hoor
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
        torstaille
        {_COMMON_AFTER}|torstaina|silloin|talla kertaa|talla viikolla|huomenna|tanaan|valitettavasti|kiitos
        mielellani|kello \w+|klo \w+|etana|tapaamiseen|kokoukseen|varmasti|ehdottomasti|harmi|pahoittelut
        ikava kylla
    """,
    "pl": rf"""
        w czwartkowym spotkaniu
        {_COMMON_AFTER}|w czwartek|czwartek|tego dnia|wtedy|tym razem|w tym tygodniu|jutro|dzis|dzisiaj
        niestety|dzieki|dziekuje|tez|chetnie|o \w+|zdalnie|na spotkaniu|na spotkanie|na pewno|oczywiscie
        przepraszam|mi
    """,
}
JOINS = {
    "de": r"""
        aber|denn|weil|da(?= ich)|und(?= (?:ich|kann|muss|freue|komme|bin|danke|bis))|deshalb|daher
        also(?= ich)|allerdings|sodass
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
        mas|porque|pois|por isso|e(?= (?:nao|por isso|estou|vou|obrigad\w|ate)\b)|porem|ja que|portanto
    """,
    "nl": r"""
        maar|want|omdat|dus|en(?= (?:ik|kan|tot|kom|bedankt|heb)\b)|daarom
    """,
    "da": r"""
        men|fordi|for(?= jeg)|sa(?= (?:jeg|vi)\b)|og(?= (?:jeg|kan|tak|glaeder|vi)\b)|derfor
    """,
    "sv": r"""
        men|for(?= jag)|eftersom|sa(?= jag)|och(?= (?:jag|kan|tack|vi|ser)\b)|darfor
    """,
    "nb": r"""
        men|fordi|for(?= jeg)|sa(?= jeg)|og(?= (?:jeg|kan|takk|gleder|vi)\b)|derfor
    """,
    "fi": r"""
        mutta|koska|silla|joten|ja(?= (?:kiitos|nahdaan|tulen)\b)
    """,
    "pl": r"""
        ale|bo|poniewaz|wiec|i(?= (?:nie|bede|dziekuje|do)\b)|gdyz|dlatego
    """,
}
