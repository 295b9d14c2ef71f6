"""How people say that they are busy, would like another circle, or would rather leave; folded words.

They are whole answers to "How are you?", and what our buttons say. To add a language, add a row to each
table.
"""

import re
from functools import cache

from circles.domain.replies.languages import alternatives

# In this order: what may stand on either side, and what says it: "right now" and "busy".
BUSY = {
    "en": r"""
        i'm|im|i am|it's|just|still|currently|right now|at the moment|at present|for now|now|these days|atm
        this (?:week|month)|very|really|so|too|super|extremely|far too|way too|crazy|incredibly|unfortunately
        sadly|yes|at (?:work|home|school|university)
        with (?:my |the |a |an )?(?:new )?(?:work|job|exams?|studies|family|kids|baby|project|deadlines?)
        ;busy|swamped|snowed under|overloaded|overwhelmed|no time|(?:i've |i have |i )?(?:have |got )?no time
        (?:i )?(?:don't|do not) have (?:any |the |enough )?time
    """,
    "de": r"""
        ich|bin|hab|habe|es|ist|hier|gerade|grade|momentan|im moment|derzeit|zurzeit|zur zeit|leider|aktuell
        jetzt|einfach|so|echt|wirklich|sehr|total|viel zu|zu|voll|diese (?:woche|tage)|diesen monat|ja
        (?:im job|(?:bei|auf|in) der arbeit|beruflich)
        ;(?:gar |uberhaupt )?keine zeit|(?:zu |sehr )?viel (?:zu tun|los|um die ohren|arbeit)|beschaftigt
        ausgelastet|(?:im )?stress|gestresst|land unter|busy
    """,
    "fr": r"""
        je|j'ai|n'ai|suis|c'est|en ce moment|actuellement|pour (?:l'instant|le moment)|la|maintenant
        malheureusement|vraiment|tres|trop|bien|si|tellement|ces (?:temps|jours) ci|cette semaine|ce mois ci
        au travail|oui
        ;pas (?:du tout )?(?:le|de) temps|occupee?|debordee?|surchargee?|sous l'eau|busy
        (?:trop|beaucoup) de travail|trop a faire
    """,
    "es": r"""
        yo|ahora(?: mismo)?|en este momento|de momento|por ahora|actualmente|estoy|ando|voy|tengo|muy
        demasiado
        esta semana|este mes|en el trabajo|con el trabajo|lamentablemente|la verdad|si
        ;sin (?:nada de )?tiempo|no tengo (?:nada de |mucho )?tiempo|ocupad[oa]|liad[oa]|a tope|hasta arriba
        agobiad[oa]|desbordad[oa]|saturad[oa]|(?:mucho|demasiado) trabajo|busy
    """,
    "it": r"""
        io|adesso|ora|al momento|in questo momento|per (?:ora|adesso)|attualmente|sono|sto|ho|molto|troppo
        davvero|veramente|proprio|cosi|purtroppo|questa settimana|questo mese|al lavoro|con il lavoro|si
        ;(?:niente|senza) tempo|non (?:ho|c'e)(?: molto| abbastanza)? tempo|occupat[oa]|impegnat[oa]
        impegnatissim[oa]|pres[oa]|sommers[oa]|(?:troppo|molto|tanto) lavoro|troppe cose|busy
    """,
    "pt": r"""
        eu|agora|neste momento|de momento|no momento|por (?:agora|enquanto)|atualmente|estou|ando|tenho|muito
        demasiado|mesmo|tao|infelizmente|esta semana|este mes|no trabalho|com o trabalho|sim
        ;sem tempo|nao tenho(?: muito| nenhum)? tempo|ocupad[oa]|ocupadissim[oa]|atarefad[oa]|assoberbad[oa]
        (?:muito|demasiado) trabalho|chei[oa] de trabalho|busy
    """,
    "nl": r"""
        ik|heb|het|ben|is|nu|even|momenteel|op (?:dit|het) moment|erg|heel|te|veel te|zo|echt|gewoon|helaas
        deze (?:week|maand)|op (?:mijn|het) werk|met (?:mijn )?werk|ja
        ;druk|geen tijd|bezet|(?:te )?veel (?:te doen|werk)|busy
    """,
    "da": r"""
        jeg|det|har|er|lige|nu|for tiden|i ojeblikket|meget|alt for|sa|virkelig|desvaerre|i denne uge|ja
        pa arbejdet?|med arbejdet?
        ;travlt?|optaget|ingen tid|ikke (?:noget |nok )?tid|meget at lave|for meget at lave|stresset|busy
    """,
    "sv": r"""
        jag|det|har|ar|just|nu|for (?:tillfallet|narvarande)|valdigt|alldeles for|sa|verkligen|tyvarr|ja
        (?:den har|denna) veckan?|pa jobb(?:et)?|med jobb(?:et)?|mycket
        ;har mycket|ingen tid|inte (?:nagon )?tid|upptagen|fullt upp|(?:for )?mycket att gora|stressad
        ont om tid|busy
    """,
    "nb": r"""
        jeg|det|har|er|akkurat|na|for (?:tiden|oyeblikket)|i oyeblikket|veldig|altfor|alt for|sa|virkelig
        dessverre|denne (?:uka|uken)|pa jobb(?:en)?|med jobb(?:en)?|ja
        ;travelt?|opptatt|ingen tid|ikke (?:nok )?tid|(?:for )?mye a gjore|stresset|hektisk|busy
    """,
    "fi": r"""
        mina|minulla|mulla|on|olen|juuri|nyt|talla (?:hetkella|viikolla)|tassa kuussa|todella|tosi|hyvin|liian
        niin|ihan|kova|hirvea|valitettavasti|toissa|kylla
        ;kiire|kiiretta|kiireinen|ei(?: ole)?(?: nyt)? aikaa|(?:liikaa|paljon) toita|busy
    """,
    "pl": r"""
        ja|jestem|mam|teraz|obecnie|aktualnie|w tej chwili|na razie|chwilowo|bardzo|zbyt|tak|naprawde|niestety
        w tym (?:tygodniu|miesiacu)|w pracy|strasznie
        ;brak(?:uje mi)? czasu|nie mam (?:teraz |w ogole )?czasu|zajet[yae]|zapracowan[yae]|zarobion[ya]
        (?:za )?duzo pracy|mnostwo pracy|busy
    """,
}
_CIRCLE = r"(?:another|a different|some other) (?:circle|group)"
MOVE = {
    "en": rf"""
        (?:rather )?elsewhere
        (?:(?:i'd like|i would like|i want) )?(?:to )?move(?: me)?(?: elsewhere| to {_CIRCLE})?
        (?:(?:i'd like|i would like|i want) )?{_CIRCLE}
    """,
    "de": r"""
        (?:ich (?:mochte|will|wurde)(?: gerne?| lieber)* )?(?:(?:den kreis|die gruppe|kreis) )?wechseln
        (?:lieber )?(?:anderswo|woanders)(?: hin)?
        (?:ich (?:mochte|will|wurde gerne?) )?(?:lieber )?(?:in )?(?:einen? )?andere[rn]? (?:kreis|gruppe)
    """,
    "fr": r"""
        (?:je (?:voudrais|veux|souhaite|prefere|prefererais) )?changer(?: de (?:cercle|groupe))?
        (?:je (?:voudrais|veux|souhaite|prefere|prefererais) )?(?:un )?autre (?:cercle|groupe)
        (?:plutot )?ailleurs
    """,
    "es": r"""
        (?:(?:quiero|quisiera|prefiero|me gustaria) )?cambiar(?: de (?:circulo|grupo))?
        (?:(?:quiero|quisiera|prefiero|buscadme|buscad) )?(?:en )?otro (?:circulo|grupo|sitio)
    """,
    "it": r"""
        cambia|(?:(?:vorrei|voglio|preferisco|preferirei) )?cambiare(?: (?:circolo|cerchio|gruppo))?
        (?:(?:vorrei|voglio|preferisco|preferirei|cercatemi) )?(?:un )?altro (?:circolo|cerchio|gruppo|posto)
    """,
    "pt": r"""
        (?:(?:quero|queria|prefiro|gostaria de|gostava de) )?mudar(?: de (?:circulo|grupo))?
        (?:(?:quero|queria|prefiro|procurem me) )?outro (?:circulo|grupo|lugar)
    """,
    "nl": r"""
        (?:ik (?:wil|zou) )?(?:graag |liever )?(?:van (?:kring|groep) )?wisselen
        (?:liever )?(?:elders|ergens anders)
        (?:ik wil )?(?:graag |liever )?(?:een )?andere (?:kring|groep)
    """,
    "da": r"""
        (?:jeg vil )?(?:gerne |hellere )?skifte?(?: (?:kreds|gruppe))?|flyt mig(?: et andet sted hen)?
        (?:hellere )?(?:en )?anden (?:kreds|gruppe)|(?:hellere )?et andet sted
    """,
    "sv": r"""
        (?:jag vill )?(?:garna |hellre )?byta?(?: (?:cirkel|grupp))?
        flytta mig(?: nagon annanstans| till en annan (?:cirkel|grupp))?
        (?:hellre )?(?:en )?annan (?:cirkel|grupp)|(?:hellre )?nagon annanstans
    """,
    "nb": r"""
        (?:jeg vil )?(?:gjerne |heller )?bytte?(?: (?:sirkel|gruppe))?|flytt meg(?: et annet sted)?
        (?:heller )?(?:en )?annen (?:sirkel|gruppe)|(?:heller )?et annet sted
    """,
    "fi": r"""
        vaihda|vaihdan|(?:(?:haluan|haluaisin) )?vaihtaa(?: (?:piiria|ryhmaa))?|muualle
        siirtakaa minut(?: muualle| toiseen (?:piiriin|ryhmaan))?|toinen (?:piiri|ryhma)
        toiseen (?:piiriin|ryhmaan)
    """,
    "pl": r"""
        zmiana(?: (?:kregu|grupy))?|(?:(?:chce|chcialbym|chcialabym|wole) )?zmienic(?: (?:krag|grupe))?
        przeniescie mnie(?: gdzie indziej| do (?:innego kregu|innej grupy))?
        inny krag|inna grupa|gdzie indziej
    """,
}
LEAVE = {
    "en": r"""
        leave|stop|i'm leaving|i am leaving|(?:i'd|i would) rather (?:leave|stop|quit)
        (?:i want|i'd like|i would like|i'd prefer|i would prefer) to (?:leave|stop|quit)
    """,
    "de": r"""
        abmelden|austreten|aussteigen|ich (?:steige aus|trete aus|hore auf)|(?:meldet|melden sie) mich ab
        ich (?:mochte|will|wurde)(?: gerne?| lieber| jetzt)* (?:aussteigen|austreten|gehen|aufhoren)
    """,
    "fr": r"""
        quitter|partir|je quitte(?: le (?:cercle|groupe))?|j'arrete
        je (?:prefere|prefererais|veux|voudrais|souhaite) (?:partir|arreter|quitter(?: le (?:cercle|groupe))?)
    """,
    "es": r"""
        salir|irme|dejarlo|lo dejo
        (?:prefiero|quiero|quisiera|me gustaria) (?:salir|irme|dejarlo|darme de baja)
    """,
    "it": "esci|uscire|esco|(?:preferisco|preferirei|vorrei|voglio) (?:uscire|lasciare|smettere)",
    "pt": r"""
        sair|saio|desisto|(?:prefiro|preferia|quero|queria|gostaria de|gostava de) (?:sair|desistir)
    """,
    "nl": r"""
        afmelden|uitschrijven|ik stop(?: liever| ermee)?|(?:ik (?:wil|zou) )?(?:graag |liever )?stoppen
    """,
    "da": "afmeld|meld mig fra|jeg stopper|jeg vil (?:gerne |hellere )?(?:stoppe|ud|afmeldes|melde mig fra)",
    "sv": "lamna|sluta|jag slutar|jag vill (?:garna |hellre )?(?:sluta|lamna)",
    "nb": "meld meg av|slutte|jeg slutter|jeg vil (?:gjerne |heller )?(?:slutte|ut|melde meg av)",
    "fi": "poistu|lopeta|lopetan|(?:haluan|haluaisin)(?: mieluummin)? (?:lahtea|lopettaa|poistua)",
    "pl": r"""
        rezygnuje|odchodze|(?:wole|chce|chcialbym|chcialabym) (?:odejsc|zrezygnowac)|wypisz(?:cie)? mnie
    """,
}
# What a wish for another circle or to leave holds, as stems.
WISHES = {
    "de": r"aussteig|austret|abmeld|aufh|hor\w* auf|verlass|raus|kundig|wechs|ander|zu viel|nicht mehr",
    "fr": r"part|quitt|arret|chang|autre|ailleurs|stop|plus\b|trop|desinscri",
    "es": r"sal[ior]|dej|irme|baja\b|cambi|otr[oa]|cancel|no puedo|ya no|demasiado",
    "it": r"usc|esc[oi]|lasci|smett|cambi|altr|basta|non (?:posso|ce la)|troppo",
    "pt": r"sa(?:ir|io)|desist|deix|mud|outr|cancel|nao (?:posso|consigo)|demais",
    "nl": r"stop|afmeld|uitschrij|ander|weg\b|wissel|niet meer|te veel|kan niet",
    "da": r"stop|afmeld|meld|ud\b|skift|anden|andet|ikke mere|for meget|flyt",
    "sv": r"slut|lamn|bort|byt|annan|inte (?:mer|langre)|orkar|flytt",
    "nb": r"slutt|meld|av\b|bytt|annen|annet|ikke mer|flytt",
    "fi": r"lope|lahte|lahden|pois|vaih|toi(?:nen|seen)|muual|en jaksa|liikaa|siir",
    "pl": r"rezygn|odej|odchod|wypis|zmian|zmien|inn[yae]|przenie|przesta|nie (?:moge|dam)|dosc",
}


@cache
def answers(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give what each answer to how somebody is may be in a language: a break, another circle, or to leave."""
    beside, busy = (alternatives(each) for each in BUSY[language].split(";"))
    return (
        ("busy", re.compile(rf"(?:(?:{beside}) )*(?:{busy})(?: (?:{beside}))*")),
        ("move", re.compile(alternatives(MOVE[language]))),
        ("leave", re.compile(alternatives(LEAVE[language]))),
    )
