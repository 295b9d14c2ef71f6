"""Words that ask us to keep something private, and none that only speak of what is between people."""

import re

from circles.domain.replies.languages import alternatives, any_of, words

_NOT_OF_ITSELF = "".join(
    rf"(?<!\b{who} )"
    for who in words("i we they you people who to ich wir sie man ik je on nous ils jag vi de jeg du").split()
)
"""Before words that ask: who says "I don't tell" asks nothing."""
_BETWEEN = alternatives(r"""
    between (?:us|you and \w+|me and \w+|\w+ and (?:me|i|myself)|the two of us|ourselves)
    unter uns|zwischen (?:uns|dir und mir|mir und dir)|entre nous|entre (?:toi|vous) et moi
    entre (?:nosotr[oa]s|tu y yo|usted y yo|nos|mim e (?:ti|voce))|(?:tra|fra) (?:di )?(?:noi|me e te
    te e me)
    (?:tussen|onder) (?:ons|jou en mij)|mellem (?:os|dig og mig)|mellan (?:oss|dig och mig)
    mellom (?:oss|deg og meg)|(?:meidan|sinun ja minun) (?:kesken|valinen|valisena|valiseksi)
    (?:miedzy|pomiedzy) (?:nami|toba a mna)
""")
_ONLY = alternatives("""
    just|only|strictly|highly|personal and|all|very|quite|nur|streng|rein|ganz|juste|seulement|uniquement
    strictement|solo
    solamente
    soltanto|strettamente|so|somente|apenas|estritamente|alleen|enkel|strikt|slechts|kun|bare|strengt|helt
    endast
    bara|vain|ainoastaan|tylko|wylacznie|scisle
""")
_HIDDEN = alternatives("""
    private|confidential(?:ly)?|secret|in confidence|off the record|privat|vertraulich|geheim|prive
    confidentiel(?:le)?|privad[oa]
    confidencial(?:mente)?|secreto|en secreto|em segredo|segredo|sigilos[oa]|confidenziale|riservat[oa]
    privat[oa]
    segreto|vertrouwelijk|fortrolige?t?|hemmeligt?|konfidensielt?|konfidentiellt?|konfidentielt|hemligt?
    i fortroende|yksityista|yksityinen|yksityisena|luottamuksellista|luottamuksellinen|luottamuksellisena
    salassa|poufne|prywatne|w tajemnicy|tajne
""")
_QUIET = rf"(?:(?:as|{_ONLY}) )*(?:{_BETWEEN}|{_HIDDEN})"
_THIS = alternatives(r"""
    what i \w+(?: here)?|what follows|(?:all of )?the above|das hier
    this|that|it|which|all this|all of this|everything|my (?:words|mail|message|note|answer|thoughts?)|das
    dies|es
    alles|ceci|cela|ca|tout ca|tout cela|que ca|que cela|esto|eso|questo|cio|isto|isso|dit|dat|het|dette
    det|detta
    det her|det har|tama|se|taman|sen|to|le|la|lo|them|please|bitte|any of this
""")
_IS = "is|are|ist|sind|est|es|e|er|ar|on|jest|has to be|is to be|should be|must be|needs to be"
_STAYS = alternatives("""
    stays?|remains?|bleibt|bleiben|reste|restera|rester|queda|quede|quedar|se queda|se quede|resta|resti
    rimane
    rimanga|deve restare|fica|fique|blijft|blijven|bliver|blir|forbliver|forblir|stannar|jaa|jaakoon|pysyy
    zostaje
    zostanie|pozostaje|zostac|blijven|blive|bli|bliva|stanna|jaada|ficar
""")
_KEEP = alternatives(r"""
    keep|keeping|treat|handle|gardons|pidetaan|halte?t?|halten|behandle|behandelt?|behandeln|garde[rz]?
    traite[rz]?
    manten\w*|guard\w+|trat\w+|mantieni\w*|tien[ie]\w*|tenet\w+|tener\w+|houd?|houden|behandel|hold|holde
    behold|hall|halla|behall|behandla|pida|pitakaa|pidathan|pidetaan|zachowaj\w*|traktuj\w*
""")
_FOR_YOU = alternatives("""
    (?:just|only) (?:for|between) (?:you|us)|for you (?:only|alone)|for your (?:eyes|ears) only
    (?:stays?|remains?|keep this|leave this) (?:just |only )?with you|(?:stays?|remains?) with us two
    nur fur (?:dich|euch|sie)|bleibt (?:nur )?bei (?:dir|euch|ihnen)|pour (?:toi|vous) (?:seule?s?
    seulement|uniquement)
    (?:juste|uniquement|seulement|que) pour (?:toi|vous)|solo para (?:ti|vosotr[oa]s|usted|ustedes)
    (?:solo|soltanto) per (?:te|voi|lei)|(?:so|apenas|somente) para (?:ti|si|voce|voces)
    alleen voor (?:jou|jullie|u|je)|blijft bij (?:jou|jullie|je)|(?:kun|bare) (?:til|for) (?:dig|jer|deg
    dere)
    (?:bara|endast) (?:for|till) (?:dig|er)|stannar hos (?:dig|er)|bliver hos (?:dig|jer)|blir hos (?:deg
    dere)
    vain (?:sinulle|teille|sinua varten)|tylko dla (?:ciebie|was|pana|pani)
""")
_SAY = alternatives("""
    tell|telling|told|write|writing|say|saying|share|sharing|sage|schreibe|dis|ecris|digo|escribo|dico
    scrivo|escrevo
    zeg|schrijf|siger|sier|skriver|sager|sanon|kerron|mowie|pisze
""")
_IN_TRUST = alternatives("""
    privately|in private|in confidence|confidentially|im vertrauen|in vertrouwen|en confiance
    en confidence|en prive
    en confianza|en privado|em confianca|em privado|in confidenza|in privato|i fortroende|i fortrolighed
    i fortrolighet|w zaufaniu|poufnie|luottamuksella
""")
_NAMELESS = alternatives("""
    anonymous(?:ly)?|anonym(?:t|isiert)?|anonymement|anonyme|anonim[oa]|anonimamente|anoniem
    anonyymi(?:sti|na)?|nimettomana|anonimowo|anonimow[aey]
    (?:in|de|en) forma anonima|in anonymer form|sous forme anonyme|in anonieme vorm|i anonym form
""")
_PASS_ON = alternatives("""
    (?:share|post|publish|quote|use|forward|send|keep|make|treat|leave|pass) (?:this|that|it|me|my \\w+)
    (?:i'd (?:rather|like to|prefer to)|i (?:want|prefer|wish|would like) to|let me) (?:stay|remain|be)
    bleiben|halten|behandeln|teilen|weitergeben|rester|partager|quedar|permanecer|restare|rimanere|ficar
    blijven|delen|blive|forblive|dele|bli|forbli|vara|dela|pysya|jaada|pozostac|zostac
""")
_UNNAMED = alternatives(r"""
    (?:without|not under|leave out|take off|remove|hide|don't (?:use|mention|give|say|share|show|put|name)
    do not (?:use|mention|give|say|share|show|put)) (?:saying |using |mentioning |giving )?my name
    (?:leave|keep|take) my name (?:out|off|away)|(?:without naming|(?:don't|do not) name) me
    (?:don't|do not) (?:say|tell|mention) (?:\w+ )?(?:who (?:wrote|said|sent) (?:it|this|that)
    (?:that )?(?:it's|it is|it was|this is) (?:from )?(?:me|mine))
    ohne (?:meinen namen|namensnennung|mich zu nennen)|(?:nenn\w*|sag\w*) meinen namen nicht
    meinen namen (?:bitte )?(?:nicht|weglassen)|sans (?:mon nom|me (?:nommer|citer)|(?:dire|citer|donner
    mentionner) mon nom)|sin (?:mi nombre|nombrarme|(?:decir|mencionar|dar) mi nombre)
    senza (?:il mio nome|nominarmi|(?:dire|fare) il mio nome)
    sem (?:(?:dizer|mencionar) )?(?:o )?meu nome|zonder (?:mijn naam|mij te noemen)|mijn naam (?:er )?niet
    (?:uden|uten|utan) (?:mit navn|mitt navn|mitt namn|navnet mitt|(?:at|a|att) (?:naevne
    nevne|namna) (?:mit navn|navnet mitt|mitt namn|mig|meg))
    ilman (?:minun )?nimeani|bez (?:podawania )?mojego (?:nazwiska|imienia)
""")
_NOT_A_HABIT = r"(?<!\bi )(?<!\bwe )(?<!\bwho )(?<!\bthey )(?<!\bpeople )"
PRIVATE = rf"""
    (?:{_ONLY}) (?:{_BETWEEN})|(?:it's|this's|that's|c'est|that'll stay) {_QUIET}
    (?:{_THIS}) (?:{_IS}|{_STAYS}|to be) {_QUIET}
    (?:{_STAYS}) (?:(?:{_THIS}|{_ONLY}) )*(?:{_BETWEEN})|(?:{_BETWEEN}) (?:bleiben|blijven)
    {_NOT_A_HABIT}(?:{_KEEP}) (?:\w+ ){{0,3}}(?:{_BETWEEN})
    {_NOT_A_HABIT}(?:{_KEEP}) (?:(?:{_THIS}|my \w+|meine \w+) ){{0,3}}{_QUIET}(?! (?:life|lives|and))
    can we keep (?:this|that|it) {_QUIET}|be kept {_QUIET}|please be discreet
    (?:{_THIS}) (?:bitte )?{_QUIET} (?:halten|behandeln|bleiben)|(?:privat|geheim|vertraulich) (?:halten
    behandeln)
    (?:{_SAY}) (?:\w+ ){{0,3}}(?:{_BETWEEN}|{_IN_TRUST})
    (?:this|that|it|you) off the record|{_FOR_YOU}|(?:just|only) for (?:the|my) (?:host|mentor
    organi[sz]ers?)
    for (?:the|my) (?:host|mentor|organi[sz]ers?) only|please no names?|no names? (?:please|pls|thanks)
    keep (?:this|that|it|all this|any of this) (?:to yourself|to yourselves|quiet|under wraps)(?! (?:when
    if|and|until))
    not to be (?:shared|passed|told|mentioned|published|shown|forwarded)
    (?:this|that|it|which|these|what i \w+) (?:must|should|may|can|shall)(?: not|n't) be (?:shared|told
    shown|passed|read
    mentioned|published|forwarded|repeated)
    (?:{_THIS}) (?:to be |be )?(?:kept|treated) {_QUIET}
    {_NOT_OF_ITSELF}(?:do not|don't|dont|please not to) (?:yet |ever )?(?:share|pass|forward
    repeat|publish|quote|circulate)|{_NOT_OF_ITSELF}never (?:share|pass on|forward|repeat|publish
    quote) (?:this|that|it|them|these|my|what i|names?|(?!one's|people's|let's)\w+'s
    the (?:names?|details|story))|{_NOT_OF_ITSELF}share (?:\w+ )?with (?:nobody|no one)
    (?:not|n't) (?:want|like|wish) (?:\w+ ){{1,3}}(?:to be )?(?:shared|passed on|published|forwarded)
    (?:{_PASS_ON}) (?:\w+ ){{0,3}}(?:{_NAMELESS})|(?:{_NAMELESS}) (?:{_PASS_ON})|(?:{_UNNAMED})
    (?:rather|prefer) not (?:to )?share (?:this|that|it)
    {_NOT_OF_ITSELF}(?:do not|don't|dont|please not to) (?:tell|show|mention|say|reveal|disclose
    bring up) (?:(?:this|that|it|any of this|my \w+)|(?:to )?(?:anyone|anybody|(?:the )?others|my circle
    the circle
    the group|the rest|a soul))(?: else)?(?! (?:off|what|how|to (?:do|be)|they|you|your))
    (?:i|we|i'd|we'd|i would|we would) (?:much |really )?(?:rather|prefer) (?:that )?(?:you|it|this|they
    the others|nobody|no one) (?:did not|didn't|do not|don't|not|was not
    wasn't|were not|weren't|knew|know)
    (?:nobody|no one)(?: else (?:should|must|may|needs to|has to|is to|can|shall) (?:know|see|read|hear
    learn)
    (?: \w+){{1,3}} (?:know|see|read|hear|learn) (?:about |of )?(?:this|that|it))
    (?:don't|do not|dont|wouldn't|would not) (?:want|like|wish) (?:the others|others|anyone|anybody|them
    my circle
    the circle|the group|the rest)(?: else)? to (?:know|see|read|hear|learn|find out)
    not for (?:(?:the|my|our) (?:others|circle|group|rest)|sharing|publication|anyone else)
    (?:das|dies) ist privat|(?:fur (?:dich|euch|sich)) (?:zu )?behalten|behalt(?:e
    et|en sie)? (?:\w+ ){{1,2}}fur (?:dich|euch|sich)
    nicht (?:\w+ )?(?:weiter(?:geben|sagen|leiten|erzahlen)|teilen|herumerzahlen|veroffentlichen|erwahnen)
    {_NOT_OF_ITSELF}(?:teile?|teilt|teilen sie) (?:\w+ ){{1,4}}(?:von|uber|aus) (?:\w+ ){{1,2}}nicht
    {_NOT_OF_ITSELF}(?:deel|vertel) (?:\w+ ){{1,4}}(?:van|over|uit) (?:\w+ ){{1,2}}niet
    {_NOT_OF_ITSELF}(?:do not|don't|dont|never|please not to) (?:tell|show) (?:him|her|them)(?! (?!please
    thanks|about|this|that|it|anything|yet|any of)\w)
    {_NOT_A_HABIT}(?:keep|leave) (?!(?:your|their|his|her) )(?:[\w']+ ){{0,3}}(?:names?|stor(?:y|ies)
    details) (?:out|off|away)
    {_NOT_OF_ITSELF}(?:teile?|teilt|sage?|sagt|erzahle?|erzahlt|zeige?|zeigt
    verrate?) (?:\w+ ){{1,3}}(?:nicht
    niemande[mn]|keinem)|(?:sag|sagt|erzahl|erzahlt|verrat|verratet|zeig|zeigt)e? (?:niemande[mn]|keinem
    nichts)
    (?:gib|gebt) (?:\w+ ){{1,2}}nicht weiter|nicht (?:fur|an) (?:die anderen|den kreis|die gruppe|den rest)
    (?:erwahnt?e?) (?:\w+ ){{1,3}}nicht|(?:{_BETWEEN}) (?:houden|halten|behalten|lassen|laten)
    (?:das|es|davon) (?:soll|darf|muss|braucht) (?:sonst )?(?:keiner|niemand) (?:\w+ )?(?:erfahren|wissen
    lesen|sehen
    horen)|(?:niemand|keiner) (?:sonst )?(?:soll|darf|muss) (?:das|es|davon)
    (?:die anderen|andere) (?:sollen|durfen|mussen) (?:das|es|davon) nicht
    (?:mochte|will) nicht dass (?:die anderen|andere|jemand|das|es)
    en prive|garde[rz]? (?:\w+ )?pour (?:toi|vous|soi)|a garder pour (?:toi|vous|soi)
    n'en (?:parle[rz]?|dis|dites) (?:pas|rien|a personne)|ne pas (?:le |la |les |l')?(?:partager|repeter
    diffuser|montrer|mentionner|dire (?:aux autres|a personne))|(?<!faut )pas en parler
    {_NOT_OF_ITSELF}ne (?:(?:le|la|les|l'|lui|leur) ?)?(?:partage|repete|transmet|diffuse|dis|dite|montre
    mentionne
    raconte)\w* (?:(?:ca|cela) )?(?:pas|rien|a personne)|pas pour (?:les autres|le cercle|le groupe)
    personne (?:d'autre )?ne doit (?:le |la )?(?:l'apprendre|savoir|lire|voir)
    ne veux pas que (?:les autres|quelqu'un)
    en privado|em privado
    no (?:(?:lo|la|los|se lo|esto) )?(?:compart(?:as|an|ais|a|ir|irlo|irla)|cuent(?:es|en|e)|digas|digan
    diga|digais|mencion(?:es|en|e|ar|arlo)|muestres)
    no (?:(?:lo|la) )?(?:publi(?:ques|quen|car)|reenvi(?:es|en|ar))|(?:no|no es) para (?:los demas
    los otros|el circulo
    el grupo)|nadie mas (?:debe|tiene que|deberia|puede) (?:\w+ )?(?:saber|leer|ver|enterarse)\w*
    no quiero que (?:los demas|los otros|nadie|se sepa)
    nao (?:\w+ )?(?:partilh(?:es|em|e|ar)|compartilh(?:e|em|ar)|cont(?:es|em|e|ar)|digas|diga|digam
    divulg\w+|mencion(?:es|em|e|ar)|mostr(?:es|em|e|ar))|nao (?:e )?para (?:os outros|os demais|o circulo
    o grupo)
    ninguem mais (?:deve|pode|precisa)(?: de)? (?:saber|ler|ver)|nao quero que (?:os outros|os demais
    ninguem)
    guarda\w* (?:\w+ )?para (?:ti|si)
    in privato|non (?:\w+ )?(?:condivider\w+|condividete\w*|dir(?:e|lo|la)|ditelo|dite|inoltrar\w+
    raccontar\w+
    diffonder\w+|menzionar\w+|mostrar\w+|dirlo)|non (?:e )?per (?:gli altri|il cerchio|il gruppo)
    nessun altro (?:deve|dovrebbe) (?:saper\w+|legger\w+|veder\w+)|non voglio che (?:gli altri|nessuno
    altri)
    (?:tienilo|tenetelo|tienila) per (?:te|voi)
    niet (?:\w+ )?(?:delen|doorvertellen|verder ?vertellen|doorsturen|doorgeven|noemen)
    {_NOT_OF_ITSELF}(?:deel|vertel|zeg|stuur|noem|toon) (?:\w+ ){{0,3}}(?:niet|niemand)
    (?:vertel|zeg) (?:niemand|niets)|hou\w* (?:\w+ )?voor (?:jezelf|je)
    niet voor (?:de anderen|de kring|de groep|de cirkel|de rest)
    niemand anders (?:mag|hoeft|moet)|niemand (?:mag|hoeft|moet) (?:dit|het|dat)
    (?:de anderen|anderen) (?:mogen|hoeven|moeten) (?:dit|het|dat) niet|wil niet dat (?:de anderen|anderen
    iemand)
    (?:lad vaere med at|la vaere a|lat bli att) (?:dele|dela|sige|si|saga|fortaelle|fortelle|beratta
    naevne|nevne
    vise)
    {_NOT_OF_ITSELF}ikke (?:\w+ )?(?:del|dele|sig|si|fortael|fortell|naevn|nevn|videre(?:send|giv|formidle))
    {_NOT_OF_ITSELF}(?:del|sig|si|fortael|fortell|naevn|nevn|vis) (?:\w+ ){{0,3}}(?:ikke|ingen)
    (?:ma|skal|bor|far|ska) (?:ikke|inte|ej) (?:deles|delas|fortaelles|gives videre|gis videre|spridas|spres)
    (?:sig|si|fortael|fortell) (?:ikke|ingenting|intet)
    ikke (?:til|for) (?:de andre|kredsen|sirkelen|kretsen|gruppen|resten)
    ingen andre (?:ma|skal|bor|trenger|behover)|(?:de andre|andre) (?:ma|skal|bor) ikke (?:vide|vite|se
    laese|lese)
    (?:vil|onsker) ikke (?:have |ha )?at (?:de andre|andre|nogen|noen)
    inte (?:\w+ )?(?:dela|sprida?|beratta|namna?|visa) (?:det|detta|vidare)
    {_NOT_OF_ITSELF}(?:dela|beratta|sprid|sag|namn) (?:\w+ ){{0,2}}(?:inte|inget|ingenting|ej)
    inte for (?:de andra|cirkeln|gruppen|resten)|ingen annan (?:ska|far|bor|behover)
    vill inte att (?:de andra|andra|nagon)|(?:behold|hold|behall|hall) \w+ for (?:dig|deg) (?:selv|sjalv)
    yksityis(?:ena|esti)|(?:ala|alathan) (?:\w+ )?(?:jaa|kerro|valita|levita|nayta|mainitse)
    alkaa (?:\w+ )?(?:jakako|kertoko|valittako|levittako|nayttako|mainitko)
    ei (?:ryhmalle|piirille|jaettavaksi)|(?:kukaan muu|kenenkaan muun|muiden) ei (?:saa|tarvitse|pida)
    en halua (?:etta )?(?:muut|muiden|kukaan|kenenkaan)
    (?:zachowaj|zachowajcie) (?:\w+ )?dla siebie
    nie (?:udostepniaj|udostepniajcie|mow|mowcie|przekazuj|przekazujcie|dziel|rozpowiadaj|powtarzaj
    publikuj|pokazuj|wspominaj|opowiadaj)(?:cie)?
    nie (?:mowic|pokazywac|opowiadac|udostepniac|przekazywac|wspominac) (?:tego |o tym )?(?:innym|nikomu
    reszcie|dalej)
    nie dla (?:kregu|grupy|pozostalych|reszty)|nikt (?:inny|wiecej|poza toba) (?:\w+ ){{0,2}}(?:powinien
    musi|moze)
    nie chce (?:zeby|aby|by) (?:inni|ktos|ktokolwiek|reszta|pozostali)
"""
"""Who asks us, wherever it stands."""
KEEPS_PRIVATE = any_of(PRIVATE)
_NO_SHARING = alternatives(r"""
    (?:do not|don't|dont|never) (?:ever )?(?:share|pass|forward|repeat|publish|quote|circulate)
    (?:teile?|teilt|teilen sie) (?:\w+ ){1,3}nicht|nicht (?:\w+ )?teilen|ne partage[rz]?\w* (?:pas|jamais)
    ne pas partager
    no (?:compart|publi|reenv)\w+|non (?:condivid|inoltr|diffond)\w+|nao (?:com)?partilh\w+|nao divulg\w+
    deel (?:\w+ ){0,3}niet|niet (?:\w+ )?delen|del (?:\w+ ){0,2}ikke|dela (?:\w+ ){0,2}inte
    (?:ala|alkaa) (?:\w+ )?(?:jaa|jakako|levita)|nie (?:udostepniaj|przekazuj|publikuj|rozpowiadaj)(?:cie)?
""")
_OF_THIS = alternatives(r"""
    this|that|it|these|those|them|here|above|rest|her|his|their|my|mine|our|me|i|what
    das|dies\w*|es|davon|mein\w*|ihre?n?|ca|cela|ceci|mon|ma|mes|esto|eso|lo|mis?|su
    questo|cio|mi[oa]|isto|isso|meu|minha|dit|dat|mijn|haar|zijn|det|dette|den|min|mit|mitt|detta|mina
    tata|sita|taman|minun|tego|to|moj\w*|sein\w*|son|sa|ses|leurs?|su[oaei]s?|suoi|loro|seus?|deles?|delas|sin
    hans|hende?s|hennes|deres|deras|hanen|heidan|jego|jej|ich|hun|about|(?!let's)\w+'s|anything|everything|nothing
    details?|names?|stor(?:y|ies)|parts?|bits?|geschicht\w+|einzelheit\w*|namen?|(?:den|der|dieser) teil
    histoires?|noms?|partie|historias?|detalles?|nombres?|parte|stori[ae]|dettagli\w*|nom[ei]s?|detalhes?
    verha(?:al|len)|het deel|histori\w*|detalj\w*|navn\w*|namn\w*|berattels\w*|delen|tarin\w*
    yksityiskoht\w*|nim[ei]\w*|szczegol\w*|imi(?:e|on)\w*|nazwisk\w*
    (?:with|mit|avec|con|com|met|med|aux?|an) (?:\w+ )?(?:anyone|anybody|group|circle|anderen|gruppe
    kreis|personne|autres|nadie|otros|demas|nessuno|altri|ninguem|outros|niemand|groep|kring|andre|nogen|noen
    gruppen|kredsen|andra|nagon)|share with|share nothing|muille|kenellekaan|nikomu|innym
""")
ADVICE = re.compile(rf"(?!.*\b(?:{_OF_THIS})\b)(?=(?:\S+ ){{3}})(?:\S+ )*?(?:{_NO_SHARING})\b.*")
"""What, as all that somebody writes for others, is advice: not to share what it names, and nothing here."""
ASKED = any_of("""
    please|pls|plz|thanks|thank you|bitte|danke|s'il (?:te|vous) plait|svp|stp|merci|por favor|gracias
    per favore|per piacere|grazie|se faz favor|obrigad[oa]|alsjeblieft|alstublieft|aub|graag|venligst|tak
    snalla|tack|vennligst|takk|ole hyva|olkaa hyva|kiitos|prosze
""")
"""What makes of advice a request."""
NAME = re.compile(
    r"^\W*[^\W\d_a-z]\w+s\b(?=.* nicht )|(?<=[\w,'’] )[\"'“„«(]?"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b)"
    r"(?<! am )(?<! im )(?<!beim )[^\W\d_a-zà-öø-ÿāăąćčďęěğīłńňőřśšťūůźżž]"
)
"""What may be somebody's name: a capital within a sentence, unless it is of a weekday."""
GERMAN_NOUN = re.compile(
    r"(?<!\w)(?!teil|bitte|sein|ihre|eure|unser|diese)([a-zäöüß]{3,}e[nrsm]?) [A-ZÄÖÜ](?=.* nicht\b)"
)
"""A noun behind its adjective, in the one language that begins it with a capital."""
_COURTESY = alternatives("""
    please|pls|plz|thanks|thank you|but|and|hi|hello|dear \\w+|so|well|bitte|danke|aber|s'il (?:te
    vous) plait|svp|merci
    mais|por favor|gracias|pero|per favore|grazie|ma|obrigad[oa]|mas|alsjeblieft|alstublieft|aub|graag
    maar|venligst
    tak|men|snalla|tack|vennligst|takk|kiitos|mutta|prosze|dzieki|ale|this|my thoughts?
""")
_APART = alternatives(r"""
    privately|in private|in privato|privatim|prywatnie|fortroligt|luottamuksellisesti|confidentiellement
    just for (?!fun|now|today|me|once|this|all|everyone|info|context|clarity|starters|example|practice)\w+
    only for (?!now|today|me|this|next|once)\w+|not for others|nicht fur andere|niet voor anderen
    ikke (?:til|for) andre|inte for andra|ei (?:muille|toisille)|nie dla innych
""")
PRIVATE_ALONE = re.compile(
    rf"(?:(?:{_COURTESY}) )*(?:(?:{_IS}) )?(?:{_QUIET}|{_NAMELESS}"
    rf"|(?:(?:{_ONLY}) )*(?:{_APART}))(?: (?:{_COURTESY}))*"
)
"""What asks where it is a line, a sentence or a clause of its own."""
CLAUSE = re.compile(r"[.!?…;:,()\[\]\n–—*_\"]+|\s-+\s|-+$", re.MULTILINE)
ASIDE = re.compile(
    r"\n[^\S\n]*\n(?P<label>[^\n:]{1,40}):(?P<rest>[^\S\n]*[^\s:][^\n:]*)(?=\n[^\S\n]*\n|\s*\Z)"
)
"""A last line or paragraph that begins with what may say for whom it is."""
FOR_YOU = any_of(_FOR_YOU)
