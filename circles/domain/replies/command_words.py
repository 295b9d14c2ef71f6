"""The words of commands in twelve languages; to add a language, add a row to each table."""

import re
from collections.abc import Iterator

from circles.domain.replies.check_in_cues import BUSY, answers
from circles.domain.replies.languages import language_of, words

# What is a command by itself.
PLAIN = {
    "undo": "undo|undo that|undo it|undo this",
    "leave": "leave|stop|unsubscribe|leave the circle|leave circle|leave the program|stop it"
    "|i'd rather leave|i would rather leave|i'd like to leave|i would like to leave|i want to leave",
    "busy": "busy|i'm busy|i am busy|busy right now|i'm busy right now|i am busy right now",
    "resume": "resume|i'm back|i am back|unpause|come back|come back now|i'd like to come back",
    "help": "help|help me",
    "pass": "pass|i pass|pass it on|hand it on",
    "my-data": "my data|mydata|export my data|send my data|send me my data",
    "delete-my-data": "delete my data|delete all my data|erase my data|delete me",
}
# The same words in the person's language; each stands for the English one before it.
_ABROAD = {
    "de": "undo=rückgängig|leave=austreten|leave=abmelden|leave=stopp|leave=abbestellen|help=hilfe"
    "|busy=beschäftigt|resume=weiter|done=erledigt|done=fertig|later=später"
    "|pass=passe|pass=ich passe|pass=weitergeben|drop=streichen|move=verschieben|move=verschiebe"
    "|my-data=meine daten|delete-my-data=meine daten löschen"
    "|delete-my-data=lösche meine daten",
    "fr": "undo=annuler|leave=quitter|leave=arrêter|leave=désinscription|help=aide|busy=occupé|busy=occupée"
    "|resume=reprendre|done=fait|done=terminé|later=plus tard"
    "|pass=je passe|pass=passer|pass=passe|drop=laisser tomber|move=déplacer|move=reporter"
    "|my-data=mes données|delete-my-data=supprimer mes données"
    "|delete-my-data=effacer mes données",
    "es": "undo=deshacer|leave=salir|leave=baja|leave=darme de baja|help=ayuda|pause=pausa|busy=ocupado"
    "|busy=ocupada|resume=reanudar|done=hecho|later=más tarde"
    "|pass=paso|pass=yo paso|drop=descartar|move=mover|move=aplazar"
    "|my-data=mis datos|delete-my-data=borrar mis datos"
    "|delete-my-data=eliminar mis datos",
    "it": "undo=annulla|leave=esci|leave=lascia|leave=disiscrivimi|help=aiuto|pause=pausa|busy=occupato"
    "|busy=occupata|resume=riprendi|done=fatto|later=più tardi"
    "|pass=passo|pass=io passo|drop=lascia perdere|move=sposta|move=spostare"
    "|my-data=i miei dati|delete-my-data=cancella i miei dati"
    "|delete-my-data=elimina i miei dati",
    "pt": "undo=desfazer|leave=sair|leave=cancelar inscrição|help=ajuda|pause=pausa|busy=ocupado|busy=ocupada"
    "|resume=retomar|done=feito|later=mais tarde"
    "|pass=passo|pass=eu passo|pass=passar adiante|drop=descartar|move=mover|move=adiar"
    "|my-data=os meus dados|my-data=meus dados|delete-my-data=apagar os meus dados"
    "|delete-my-data=eliminar os meus dados",
    "nl": "undo=ongedaan maken|leave=stoppen|leave=uitschrijven|leave=afmelden|help=hulp|pause=pauze"
    "|busy=druk"
    "|resume=hervatten|done=klaar|done=gedaan|later=later"
    "|pass=pas|pass=ik pas|pass=doorgeven|drop=laat vallen|move=verplaats|move=verplaatsen|move=verzetten"
    "|my-data=mijn gegevens|delete-my-data=verwijder mijn gegevens"
    "|delete-my-data=wis mijn gegevens",
    "da": "undo=fortryd|leave=afmeld|leave=forlad|help=hjælp|busy=optaget|busy=travl|resume=genoptag"
    "|done=færdig|later=senere"
    "|pass=pas|pass=jeg melder pas|pass=giv videre|drop=drop det|move=flyt"
    "|my-data=mine oplysninger|my-data=mine data|delete-my-data=slet mine oplysninger"
    "|delete-my-data=slet mine data",
    "sv": "undo=ångra|leave=lämna|leave=avregistrera|leave=sluta|help=hjälp|pause=paus|busy=upptagen"
    "|resume=återuppta|done=klar|done=klart|later=senare"
    "|pass=jag passar|pass=lämna vidare|drop=stryk|move=flytta"
    "|my-data=mina uppgifter|my-data=mina data|delete-my-data=radera mina uppgifter"
    "|delete-my-data=radera mina data",
    "nb": "undo=angre|leave=meld meg av|leave=forlat|help=hjelp|busy=opptatt|resume=gjenoppta|done=ferdig"
    "|later=senere"
    "|pass=jeg passer|pass=gi videre|drop=stryk|move=flytt"
    "|my-data=mine opplysninger|my-data=mine data"
    "|delete-my-data=slett mine opplysninger|delete-my-data=slett mine data",
    "fi": "undo=kumoa|leave=lopeta|leave=poistu|help=apua|pause=tauko|busy=kiireinen|resume=jatka|done=valmis"
    "|done=tehty|later=myöhemmin"
    "|pass=passaan|pass=ohitan|pass=ohita|drop=unohda|move=siirrä"
    "|my-data=omat tiedot|my-data=tietoni|delete-my-data=poista tietoni"
    "|delete-my-data=poista omat tietoni",
    "pl": "undo=cofnij|leave=rezygnuję|leave=wypisz mnie|help=pomoc|pause=przerwa|busy=zajęty|busy=zajęta"
    "|resume=wznów|done=gotowe|done=zrobione|later=później"
    "|pass=pasuję|pass=przekazuję dalej|drop=porzuć|move=przesuń|move=przełóż"
    "|my-data=moje dane|delete-my-data=usuń moje dane",
}
_WITH_MORE = {"pause", "move", "done", "drop"}
"""What a day, how long, or what is meant may follow."""
# That of the times offered none suits.
NONE = {
    "de": "keine|keiner|keins|keiner davon|keiner passt|keine passt",
    "fr": "aucun|aucune|aucune date|aucun ne me convient|aucune ne me convient",
    "es": "ninguno|ninguna|ninguno me va|ninguna me va",
    "it": "nessuno|nessuna|nessuno va bene|nessuna va bene",
    "pt": "nenhum|nenhuma|nenhum serve|nenhuma serve",
    "nl": "geen|geen enkele|geen van alle",
    "da": "ingen|ingen af dem|ingen passer",
    "sv": "ingen|inga|ingen av dem|ingen passar",
    "nb": "ingen|ingen av dem|ingen passer",
    "fi": "ei mikään|mikään ei sovi|ei mikään niistä",
    "pl": "żaden|żadne|żadna|żaden z nich|żaden nie pasuje",
}
# Before the name of who is asked to host.
_SWAPS = {
    "de": "tauschen mit|tausche mit|tausch mit|tauschen|tausche",
    "fr": "échanger avec|échange avec",
    "es": "cambiar con|cambio con|intercambiar con",
    "it": "scambiare con|scambio con|cambio con",
    "pt": "trocar com|troca com|troco com",
    "nl": "ruilen met|ruil met",
    "da": "bytte med|byt med",
    "sv": "byta med|byt med|byter med",
    "nb": "bytte med|bytt med|bytter med",
    "fi": "vaihto|vaihda",
    "pl": "zamiana z|zamień z|zamieniam się z",
}


_MORE = "move|swap|pause|done|drop|later|none|move it|drop it"
_NAMES = {"inga"}
"""Who is greeted so is rather somebody."""
_BEGINNINGS = frozenset(
    words(phrase)
    for phrase in (
        *(each for phrases in (*PLAIN.values(), _MORE) for each in phrases.split("|")),
        *(each.partition("=")[2] for row in _ABROAD.values() for each in row.split("|")),
        *(each for row in NONE.values() for each in row.split("|") if each not in _NAMES),
        *(each for row in _SWAPS.values() for each in row.split("|")),
    )
)


def is_command(text: str) -> bool:
    """Tell whether a text begins as a command does, or the answer to how somebody is, in any language."""
    said = words(text).split()[:4]
    begun = [" ".join(said[: n + 1]) for n in range(len(said))]
    return any(each in _BEGINNINGS or any(_how_they_are(each)) for each in begun)


def _how_they_are(said: str) -> Iterator[str]:
    return (name for language in BUSY for name, answer in answers(language) if answer.fullmatch(said))


def in_english(text: str, language: str) -> str:
    """Put the English command for the words a line begins with in the language of the person."""
    said = words(text)
    for row in filter(None, _ABROAD.get(language_of(language), "").split("|")):
        name, phrase = row.split("=")
        rest = said.removeprefix(words(phrase))
        if rest != said and (not rest or re.fullmatch(r"(?: \d{1,2})+", rest)):
            return name + rest
        if rest.startswith(" ") and name in _WITH_MORE:
            colon = ":" if text[: len(phrase) + 2].rstrip().endswith(":") else ""
            return f"{name}{colon} {_after(text, len(words(phrase).split()))}"
    for phrase in filter(None, _SWAPS.get(language_of(language), "").split("|")):
        if said.startswith(f"{words(phrase)} "):
            return f"swap {_after(text, len(phrase.split()))}"
    return text


def _after(text: str, count: int) -> str:
    """Give what stands behind the first words of a text, as it was written."""
    return re.sub(rf"^(?:\W*[^\W_]+){{{count}}}\W+", "", text)
