"""Mail that a machine wrote: kept, never acted on, never answered (RFC 3834, and what came before it)."""

import re

from circles.domain.replies.values import Mail

_SUBJECTS = (
    # en
    "automatic reply|automated reply|automatic response|auto[- ]?reply|auto[- ]?response|autoresponder",
    "out of (?:the )?office(?: reply| autoreply| message| notification)?",
    "on (?:vacation|leave)|vacation reply",
    # de, nl
    "automatische antwort|abwesenheits(?:notiz|nachricht|meldung)|abwesend|nicht im büro",
    "automatisch antwoord|automatische beantwoording|afwezig(?:heid)?(?:sbericht)?|niet op kantoor",
    # fr, es, it, pt
    "réponse automatique|absence du bureau|message d'absence|absent(?:e)? du bureau",
    "respuesta automática|fuera de (?:la )?oficina|respuesta de ausencia",
    "risposta automatica|fuori (?:sede|ufficio)|assenza dall'ufficio",
    "resposta automática|fora do escritório|ausência temporária|ausente do escritório",
    # da, sv, nb, fi, pl
    "automatisk svar|autosvar|automatiskt svar|frånvaro(?:meddelande)?|fravær(?:sbesked|smelding)?",
    "ikke til stede|ej på kontoret|ikke på kontoret|inte på kontoret",
    "automaattinen vastaus|poissa(?: toimistosta)?|poissaolo(?:ilmoitus)?",
    "automatyczna odpowiedź|odpowiedź automatyczna|autoodpowiedź|poza biurem|nieobecność",
)
_SUBJECT = re.compile(rf"(?i)\s*(?:{'|'.join(_SUBJECTS)})(?:\s*(?::|$|–|—|\()|\s+(?:-|re\b))")
_PRECEDENCE = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})
_MARKS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply")
_MACHINES = re.compile(r"(?:mailer-daemon|no-?_?reply|do-?_?not-?_?reply|autoreply|auto-reply)(?:[+@]|$)")


def is_automatic(mail: Mail) -> bool:
    """Tell whether a machine wrote it; X-Auto-Response-Suppress says nothing about that."""
    return why_automatic(mail) is not None


def why_automatic(mail: Mail) -> str | None:
    """Name what shows that a machine wrote this mail; None for a person's mail."""
    submitted = (mail.header("auto-submitted") or "no").split(";")[0].strip().lower()
    marks = [name for name in _MARKS if (mail.header(name) or "no").lower() not in {"no", "false"}]
    precedence = (mail.header("precedence") or "").strip().lower()
    signs = (
        (submitted != "no", f"Auto-Submitted: {submitted}"),
        (bool(marks), "".join(marks[:1]).title()),
        (precedence in _PRECEDENCE, f"Precedence: {precedence}"),
        ((mail.header("return-path") or "").strip() == "<>", "empty return path"),
        (_MACHINES.match(mail.sender or ""), "the address of a machine"),
        ("multipart/report" in (mail.header("content-type") or "").lower(), "a report (RFC 6522)"),
        (_SUBJECT.match(mail.subject), f"subject: {mail.subject[:60]}"),
    )
    return next((why for sign, why in signs if sign), None)
