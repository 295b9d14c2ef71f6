"""What mail clients write around a quotation, in twelve languages: attributions, header blocks, separators.

To add a language, add its words to each table.
"""

import re
from collections.abc import Sequence

from circles.domain.replies.languages import alternatives
from circles.domain.replies.lines import Line

ABOVE_THIS_LINE = "-- reply above this line --"

# "On Tue, 3 Mar 2026 at 10:00, Ana <ana@example.org> wrote:" - its verb, and how such a line may start.
_VERB = alternatives(r"""
    wrote|writes|said
    schrieb|hat geschrieben
    a écrit|écrivait
    escribió|escribio
    ha scritto|scrive|scrisse
    escreveu
    schreef|het volgende geschreven|geschreven
    skrev|har skrevet
    kirjoitti
    napisał\(a\)|napisała|napisał|pisze
""")
_START = re.compile(
    "(?i)(?:"
    + alternatives(r"""
        On|Am|Le|El|Il(?: giorno)?|Em|No dia|A \d|Op|Den|På|Kl|W dniu|Dnia|Mensagem de
        (?:mon|tue|wed|thu|fri|sat|sun|tir|ons|tor|fre|lør|søn|man)[a-zæøåäö]*[.,]?\s
        (?:ma|ti|ke|to|pe|la|su|pon|wt|śr|czw|pt|sob|niedz)[a-zäąęśń]*[.,]?\s
        \d{1,4}[./-]\d
        -{2,} On\s
    """)
    + ")"
)
# The verb ends the sentence; or a date or a name stands between it and the colon; or only an address does.
_ATTRIBUTION = re.compile(
    rf"(?i)(?:^|.*[\s,>])(?:{_VERB})\s?(?::|：|-{{2,}}$)$|.*[\s>](?:{_VERB})\s[^:].*:$|.*<[^<>\s]+@[^<>\s]+>\s?:$"
)
_SURE = re.compile(r"@|\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\bkl\b")
_LIKELY = re.compile(r"\d")
_MOST_CHARACTERS = 400
_MOST_LINES = 4

_HEADERS = {
    "from": "From|Von|De|Da|Van|Fra|Från|Lähettäjä|Od",
    "sent": alternatives("""
        Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el)?|Enviada(?: em)?|Fecha|Inviato|Data|Verzonden|Sendt
        Dato
        Skickat|Lähetetty|Päivämäärä|Päiväys|Wysłano|Wysłane
    """),
    "to": "To|An|À|A|Para|Aan|Til|Till|Vastaanottaja|Do|Cc|Kopie|Kopia",
    "subject": "Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Emne|Ämne|Aihe|Temat",
}
_HEADER = {
    key: re.compile(rf"\s*[*_]*(?:{words})\s?[*_]*\s?:[*_]*(?:\s|$)") for key, words in _HEADERS.items()
}
_BLOCK_LINES = 9

_SEPARATOR = re.compile(
    r"(?i)\s*[-_*=–—]{2,}\s*(?:"
    + alternatives("""
        original message|original e-?mail|forwarded (?:message|by .{1,80})
        ursprüngliche nachricht|originalnachricht|weitergeleitete nachricht
        message d'origine|message original|message transféré
        mensaje original|mensaje reenviado
        messaggio originale|messaggio inoltrato
        mensagem original|mensagem (?:encaminhada|reencaminhada)
        oorspronkelijk bericht|doorgestuurd bericht
        oprindelig meddelelse|original besked|videresendt (?:besked|meddelelse|melding)
        ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande
        opprinnelig melding
        alkuperäinen viesti|välitetty viesti
        wiadomość oryginalna|oryginalna wiadomość|przekazana wiadomość
    """)
    + r")\s*[-_*=–—]{2,}:?\s*"
)
_FORWARD = re.compile(
    r"(?i)\s*(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié):\s*"
)
_RULE = re.compile(r"\s*[_-]{10,}\s*")


def attribution(lines: Sequence[Line], at: int) -> int:
    """Give how many lines from `at` are one attribution, wrapped or not; 0 if none starts there."""
    if not _may_start(lines[at]):
        return 0
    joined = ""
    for length in range(1, min(_MOST_LINES, len(lines) - at) + 1):
        line = lines[at + length - 1]
        if line.blank or line.depth != lines[at].depth:
            return 0
        joined = f"{joined} {line.text.strip()}".strip()
        if len(joined) > _MOST_CHARACTERS:
            return 0
        if joined.endswith((":", "：", "--")) and _ATTRIBUTION.match(joined):
            sure = _SURE.search(joined) or (_LIKELY.search(joined) and quoted_next(lines, at + length))
            return length if sure else 0
    return 0


def _may_start(line: Line) -> bool:
    """Tell whether an attribution may start here: it has a first word of its own, or is one line."""
    text = line.text.strip()
    return bool(_START.match(text)) or text.endswith((":", "："))


def quoted_next(lines: Sequence[Line], at: int) -> bool:
    """Tell whether the next words after `at` are quoted more deeply than the line before it."""
    depth = lines[at - 1].depth if at else 0
    following = next((line for line in lines[at:] if not line.blank), None)
    return following is not None and following.depth > depth


def header_block(lines: Sequence[Line], at: int) -> int:
    """Give how many lines from `at` are the header of a quoted mail (From, Sent, To, Subject); 0 if none."""
    if not _HEADER["from"].match(lines[at].text):
        return 0
    found, last = {"from"}, at
    for index in range(at + 1, min(at + _BLOCK_LINES, len(lines))):
        key = next((key for key, pattern in _HEADER.items() if pattern.match(lines[index].text)), None)
        if key:
            found.add(key)
            last = index
    return last - at + 1 if len(found) >= 3 and found & {"sent", "subject"} else 0


def separator(lines: Sequence[Line], at: int) -> int:
    """Give how many lines from `at` part our words from quoted ones; 0 if none does."""
    text = lines[at].text
    if ABOVE_THIS_LINE in text.lower() or _SEPARATOR.fullmatch(text) or _FORWARD.fullmatch(text):
        return 1
    if _RULE.fullmatch(text) and at + 1 < len(lines):
        return 1 if header_block(lines, _next_words(lines, at + 1)) else 0
    return 0


def _next_words(lines: Sequence[Line], at: int) -> int:
    return next((i for i in range(at, len(lines)) if not lines[i].blank), len(lines) - 1)
