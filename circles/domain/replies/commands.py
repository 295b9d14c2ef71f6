"""Commands: whole lines at the head of the own text. A sentence that contains "stop" is none."""

import re
from collections.abc import Callable
from dataclasses import replace

from circles.domain.replies.check_in import elsewhere
from circles.domain.replies.dates import read_date
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import language_of, words
from circles.domain.replies.other_times import names_an_hour, slots_line
from circles.domain.replies.segments import Segment
from circles.domain.replies.values import Span

_POLITE = re.compile(r"^(?:please )+|(?: please| thanks| thank you| now)+$")
_PLAIN = {
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
_NAMES = {phrase: name for name, phrases in _PLAIN.items() for phrase in phrases.split("|")}
# The same words in the person's language; each stands for the English one before it.
_ABROAD = {
    "de": "undo=rückgängig|leave=austreten|leave=abmelden|leave=stopp|leave=abbestellen|help=hilfe"
    "|busy=beschäftigt|resume=weiter|done=erledigt|done=fertig|later=später"
    "|pass=passe|pass=ich passe|pass=weitergeben|drop=streichen|move=verschieben|move=verschiebe",
    "fr": "undo=annuler|leave=quitter|leave=arrêter|leave=désinscription|help=aide|busy=occupé|busy=occupée"
    "|resume=reprendre|done=fait|done=terminé|later=plus tard"
    "|pass=je passe|pass=passer|pass=passe|drop=laisser tomber|move=déplacer|move=reporter",
    "es": "undo=deshacer|leave=salir|leave=baja|leave=darme de baja|help=ayuda|pause=pausa|busy=ocupado"
    "|busy=ocupada|resume=reanudar|done=hecho|later=más tarde"
    "|pass=paso|pass=yo paso|drop=descartar|move=mover|move=aplazar",
    "it": "undo=annulla|leave=esci|leave=lascia|leave=disiscrivimi|help=aiuto|pause=pausa|busy=occupato"
    "|busy=occupata|resume=riprendi|done=fatto|later=più tardi"
    "|pass=passo|pass=io passo|drop=lascia perdere|move=sposta|move=spostare",
    "pt": "undo=desfazer|leave=sair|leave=cancelar inscrição|help=ajuda|pause=pausa|busy=ocupado|busy=ocupada"
    "|resume=retomar|done=feito|later=mais tarde"
    "|pass=passo|pass=eu passo|pass=passar adiante|drop=descartar|move=mover|move=adiar",
    "nl": "undo=ongedaan maken|leave=stoppen|leave=uitschrijven|leave=afmelden|help=hulp|pause=pauze"
    "|busy=druk"
    "|resume=hervatten|done=klaar|done=gedaan|later=later"
    "|pass=pas|pass=ik pas|pass=doorgeven|drop=laat vallen|move=verplaats|move=verplaatsen|move=verzetten",
    "da": "undo=fortryd|leave=afmeld|leave=forlad|help=hjælp|busy=optaget|busy=travl|resume=genoptag"
    "|done=færdig|later=senere"
    "|pass=pas|pass=jeg melder pas|pass=giv videre|drop=drop det|move=flyt",
    "sv": "undo=ångra|leave=lämna|leave=avregistrera|leave=sluta|help=hjälp|pause=paus|busy=upptagen"
    "|resume=återuppta|done=klar|done=klart|later=senare"
    "|pass=jag passar|pass=lämna vidare|drop=stryk|move=flytta",
    "nb": "undo=angre|leave=meld meg av|leave=forlat|help=hjelp|busy=opptatt|resume=gjenoppta|done=ferdig"
    "|later=senere"
    "|pass=jeg passer|pass=gi videre|drop=stryk|move=flytt",
    "fi": "undo=kumoa|leave=lopeta|leave=poistu|help=apua|pause=tauko|busy=kiireinen|resume=jatka|done=valmis"
    "|done=tehty|later=myöhemmin"
    "|pass=passaan|pass=ohitan|pass=ohita|drop=unohda|move=siirrä",
    "pl": "undo=cofnij|leave=rezygnuję|leave=wypisz mnie|help=pomoc|pause=przerwa|busy=zajęty|busy=zajęta"
    "|resume=wznów|done=gotowe|done=zrobione|later=później"
    "|pass=pasuję|pass=przekazuję dalej|drop=porzuć|move=przesuń|move=przełóż",
}
_WITH_A_DAY = {"pause", "move"}
"""What a day, or how long, may follow."""
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
_FOLLOW_UP = re.compile(
    r"(?i)(?:(?P<name>done|drop|later)(?: it| that| this)?|give me (?:a|one|another|one more) week)(?: with)?"
    r"(?P<numbers>(?:\s*(?:,|and|&|#|no\.?|\s)\s*\d{1,2})*)\s*[.!]*"
)
_MOVE = re.compile(
    r"(?i)move(?: it| this| that|(?P<meeting> (?:the|our|this) meeting))?"
    r"(?:\s+#?(?P<number>\d{1,2}))?(?:\s+(?:to\s+)?(?P<day>\S.*?))?\s*[.!]*"
)
_PAUSE = re.compile(r"(?i)(?:pause|break)(?:\s+(?P<rest>.+?))?\s*[.!]*")
_SWAP = re.compile(r"(?i)swap(?:\s+(?:with|to))?\s+(?P<name>.+?)\s*[.!]*")


def command(segment: Segment, draft: Draft) -> bool:
    """Read a line that is a command and nothing else; tell whether it was one."""
    if "?" in segment.text:
        return False
    segment = replace(segment, text=_in_english(segment.text, draft.context.language))
    said = _POLITE.sub("", words(segment.text))
    if said in _NAMES:
        draft.command(_NAMES[said], span=segment.span)
        return True
    return any(rule(segment, draft) for rule in _RULES)


def _in_english(text: str, language: str) -> str:
    """Put the English command for the words a line begins with in the language of the person."""
    said = words(text)
    for row in filter(None, _ABROAD.get(language_of(language), "").split("|")):
        name, phrase = row.split("=")
        rest = said.removeprefix(words(phrase))
        if rest != said and (not rest or re.fullmatch(r"(?: \d{1,2})+", rest)):
            return name + rest
        if rest.startswith(" ") and name in _WITH_A_DAY:
            return f"{name} {_after(text, len(words(phrase).split()))}"
    for phrase in filter(None, _SWAPS.get(language_of(language), "").split("|")):
        if said.startswith(f"{words(phrase)} "):
            return f"swap {_after(text, len(phrase.split()))}"
    return text


def _after(text: str, count: int) -> str:
    """Give what stands behind the first words of a text, as it was written."""
    return re.sub(rf"^(?:\W*[^\W_]+){{{count}}}\W+", "", text)


def subject_command(subject: str, draft: Draft) -> None:
    """Read the subject that a List-Unsubscribe link writes into a mail without words."""
    if _NAMES.get(words(subject)) == "leave":
        draft.command("leave", span=(0, 0))


def _follow_up(segment: Segment, draft: Draft) -> bool:
    match = _FOLLOW_UP.fullmatch(segment.text)
    if match is None:
        return False
    for number in re.findall(r"\d+", match["numbers"]) or [None]:
        args = _shown(number, draft, segment.span)
        if args is not None:
            draft.command((match["name"] or "later").lower(), *args, span=segment.span)
    return True


def _shown(number: str | None, draft: Draft, span: Span) -> tuple[str, ...] | None:
    """Find the follow-up that a number means; without one, the only one there is. None after asking."""
    shown = [str(n) for n, _ in draft.context.follow_ups]
    if number is None:
        if len(shown) == 1 or (not shown and draft.context.kind == "follow-up"):
            return tuple(shown)
        which = "Please write its number" if shown else "That mail showed none"
        draft.ask("number.missing", f"Which follow-up? {which}", span)
        return None
    if str(int(number)) in shown:
        return (str(int(number)),)
    draft.ask("number.unknown", f"No follow-up was shown with the number {number}", span)
    return None


def _move(segment: Segment, draft: Draft) -> bool:
    """Read a Move of the follow-up that is named, or the only one; an hour says that the meeting is meant."""
    match = _MOVE.fullmatch(segment.text)
    if match is None:
        return False
    number, when = match["number"], match["day"] or ""
    day = read_date(when, draft.calendar) if when else None
    if number and when and day is None and (day := read_date(f"{number} {when}", draft.calendar)):
        number = None  # Move 14 January
    if when and day is None:
        if number:
            draft.ask("date.unclear", f"Not a day: {when[:60]!r}", segment.span)
        return bool(number)
    args = (day.isoformat(),) if day else ()
    kept = draft.context.kind == "follow-up" or (draft.context.follow_ups and not names_an_hour(when))
    if number or (kept and day and not match["meeting"]):
        shown = _shown(number, draft, segment.span)
        if shown is None:
            return True
        args = (*shown, *args)
    draft.command("move", *args, span=segment.span)
    return True


def _pause(segment: Segment, draft: Draft) -> bool:
    match = _PAUSE.fullmatch(segment.text)
    if match is None:
        return False
    rest = re.sub(r"(?i)^(?:for|until|till)\s+|\s*please$", "", match["rest"] or "").strip()
    until = read_date(rest, draft.calendar) if rest else None
    if rest and until is None:
        return False
    draft.command("pause", *([until.isoformat()] if until else []), span=segment.span)
    return True


def _swap(segment: Segment, draft: Draft) -> bool:
    match = _SWAP.fullmatch(segment.text)
    if match is None:
        return False
    email = draft.roster.person(match["name"])
    if email:
        draft.command("swap", email, span=segment.span)
    else:
        draft.ask(
            "name.unknown", f"Nobody in the circle is surely meant by {match['name'][:60]!r}", segment.span
        )
    return True


_RULES: tuple[Callable[[Segment, Draft], bool], ...] = (
    elsewhere,
    _follow_up,
    _move,
    _pause,
    _swap,
    slots_line,
)
