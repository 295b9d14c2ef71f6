"""What mail clients write around a quotation: attributions, header blocks and separators, in twelve languages.

To add a language, add its words to each table.
"""

import re
from collections.abc import Sequence

from circles.domain.replies.lines import Line

ABOVE_THIS_LINE = "-- Reply above this line --"

# "On Tue, 3 Mar 2026 at 10:00, Ana <ana@example.org> wrote:": the verb, where the sentence may start, the rest.
_VERBS = (
    r"wrote|writes|said",  # en
    r"schrieb|hat geschrieben",  # de
    r"a écrit|écrivait",  # fr
    r"escribió|escribio",  # es
    r"ha scritto|scrive|scrisse",  # it
    r"escreveu",  # pt
    r"schreef|het volgende geschreven|geschreven",  # nl
    r"skrev|har skrevet",  # da, nb, sv
    r"kirjoitti",  # fi
    r"napisał\(a\)|napisała|napisał|pisze",  # pl
)
_STARTS = (
    r"On|Am|Le|El|Il(?: giorno)?|Em|No dia|A \d|Op|Den|På|Kl|W dniu|Dnia|Mensagem de",
    r"(?:mon|tue|wed|thu|fri|sat|sun|tir|ons|tor|fre|lør|søn|man|ma|ti|ke|to|pe|la|su|pon|wt|śr|czw|pt|sob|niedz)"
    r"[a-zæøåäöąęśń]*[.,]? ",
    r"\d{1,4}[./-]\d",
    r"-{2,} On ",
)
_VERB = rf"(?:{'|'.join(_VERBS)})"
_MOST = 400

# The verb ends the sentence, or a date or name stands between it and the colon.
_ATTRIBUTION = re.compile(
    rf"(?i)(?:^|.*[\s,>]){_VERB}\s?(?::|：|-{{2,}}$)$|.*[\s>]{_VERB}\s[^:].*:$|.*<[^<>\s]+@[^<>\s]+>\s?:$"
)
_START = re.compile(rf"(?i)(?:{'|'.join(_STARTS)})")
_SURE = re.compile(r"@|\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\bkl\b")
_LIKELY = re.compile(r"\d")
_LONGEST = 4  # lines

_HEADERS = {
    "from": r"From|Von|De|Da|Van|Fra|Från|Lähettäjä|Od",
    "sent": r"Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el)?|Enviada(?: em)?|Fecha|Inviato|Data|Verzonden|Sendt|Dato"
    r"|Skickat|Lähetetty|Päivämäärä|Päiväys|Wysłano|Wysłane",
    "to": r"To|An|À|A|Para|Aan|Til|Till|Vastaanottaja|Do|Cc|Kopie|Kopia",
    "subject": r"Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Emne|Ämne|Aihe|Temat",
}
_HEADER = {
    key: re.compile(rf"\s*[*_]*(?:{words})\s?[*_]*\s?:[*_]*(?:\s|$)") for key, words in _HEADERS.items()
}
_BLOCK_LINES = 9

_SEPARATOR = re.compile(
    r"(?i)\s*[-_*=–—]{2,}\s*(?:original message|original e-?mail|ursprüngliche nachricht|originalnachricht"
    r"|message d'origine|message original|mensaje original|messaggio originale|mensagem original"
    r"|oorspronkelijk bericht|oprindelig meddelelse|original besked|ursprungligt meddelande|originalmeddelande"
    r"|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|forwarded (?:message|by .{1,80})"
    r"|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato"
    r"|mensagem (?:encaminhada|reencaminhada)|doorgestuurd bericht|videresendt (?:besked|meddelelse|melding)"
    r"|vidarebefordrat meddelande|välitetty viesti|przekazana wiadomość)\s*[-_*=–—]{2,}:?\s*"
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
    for length in range(1, min(_LONGEST, len(lines) - at) + 1):
        line = lines[at + length - 1]
        if line.blank or line.depth != lines[at].depth:
            return 0
        joined = f"{joined} {line.text.strip()}".strip()
        if len(joined) > _MOST:
            return 0
        if joined.endswith((":", "：", "--")) and _ATTRIBUTION.match(joined):
            sure = _SURE.search(joined) or (_LIKELY.search(joined) and quoted_next(lines, at + length))
            return length if sure else 0
    return 0


def _may_start(line: Line) -> bool:
    """An attribution starts like one, or stands alone on its line."""
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
    if ABOVE_THIS_LINE.lower() in text.lower() or _SEPARATOR.fullmatch(text) or _FORWARD.fullmatch(text):
        return 1
    if _RULE.fullmatch(text) and at + 1 < len(lines):
        return 1 if header_block(lines, _next_words(lines, at + 1)) else 0
    return 0


def _next_words(lines: Sequence[Line], at: int) -> int:
    return next((i for i in range(at, len(lines)) if not lines[i].blank), len(lines) - 1)
