"""How people and phones end a mail, in twelve languages: each function gives where such an ending starts."""

import re
from collections.abc import Sequence

from circles.domain.replies.languages import alternatives, is_answer

_DELIMITER = re.compile(r"-- ?|—\s?|_{2,3}")
_MOST_BELOW_A_DASH = 12  # lines: below anything but a proper "-- " more than this is no signature

_DEVICE = re.compile(
    r"(?i)\s*(?:"
    + alternatives("""
        sent (?:from|via|with|using) (?:my|the|outlook|yahoo|proton|gmail|mail|samsung)\\b.{0,80}
        sent (?:from|via|with|using) (?:fairemail|k-9|spark|blackberry|tuta)\\b.{0,80}
        get outlook for .{0,80}|download .{0,20}app.{0,60}
        (?:diese nachricht wurde )?von (?:meinem|mein) .{1,60} gesendet.{0,40}
        gesendet (?:von|mit|aus) .{1,60}
        envoyé (?:de|depuis|à partir de|avec) .{1,60}|télécharger outlook .{0,60}
        enviado (?:desde|do|a partir do|con|com|pelo) .{1,60}|obter o outlook .{0,60}|obtener outlook .{0,60}
        inviato (?:da|dal|con) .{1,60}|ottieni outlook .{0,60}
        verzonden (?:vanaf|met|via|vanuit) .{1,60}|outlook voor .{1,20} downloaden.{0,60}
        sendt fra .{1,60}|hent outlook .{0,60}
        skickat från .{1,60}|skaffa outlook .{0,60}|hämta outlook .{0,60}
        lähetetty .{1,60}|hanki outlook .{0,60}
        wysłan[eo] z .{1,60}|pobierz (?:aplikację )?outlook .{0,60}
    """)
    + r")\s*"
)

_CLOSING = re.compile(
    r"(?i)\s*(?:"
    + alternatives("""
        (?:with )?(?:(?:kind|best|warm|many|warmest|kindest) )?(?:regards|wishes)|best|all the best|cheers
        thanks|thank you|many thanks|thanks (?:a lot|again|so much)|with thanks|thx|sincerely|warmly|love|br
        rgds
        yours(?: sincerely| truly| faithfully)?|take care|talk soon|see you(?: soon| then| there)?
        (?:mit )?(?:(?:freundliche|beste|liebe|herzliche)n?|viele|schöne) grüßen?
        (?:viele|liebe|beste|schöne) grüsse|grüße|gruß|lg|vg|mfg|danke|vielen dank|bis dann|bis bald
        cordialement|bien (?:cordialement|à (?:vous|toi))|amicalement|merci|bises|à bientôt
        (?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|gracias|un abrazo|abrazos|hasta pronto
        (?:cordiali |distinti )?saluti|un saluto|grazie|a presto|ciao
        (?:com )?(?:os )?(?:melhores )?cumprimentos|atenciosamente|abraços?|um abraço|beijos?|obrigad[oa]
        até (?:já|breve)
        (?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|bedankt|mvg
        (?:med )?(?:venlig|venlige|vennlig|bedste|beste|kærlig|kærlige) (?:hilsen|hilsner)|hilsen|mvh|vh|tak
        takk
        (?:med )?(?:vänlig|vänliga|bästa) hälsning(?:ar)?|hälsningar|tack|hej då
        (?:ystävällisin |parhain )?terveisin|terveiset|t\\.|kiitos|kiitoksin
        z poważaniem|(?:serdecznie )?pozdrawiam|pozdrowienia|dziękuję|dzięki
    """)
    + r")\s*[,.!;–—-]*\s*"
)
_NAME_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]{0,30}"
_NAME = re.compile(rf"[-–—~]?\s*{_NAME_WORD}(?:\s+(?:[a-z]{{2,3}}|{_NAME_WORD})){{0,4}}\s*[.]?")
_SAYS_SOMETHING = re.compile(r"\w+\s*:\s+\S+.*\s-\s|\?$")
_MOST_BELOW_A_CLOSING = 6

_NOTICE = re.compile(
    r"(?i)[\s*]*(?:"
    + alternatives("""
        (?:confidentiality|legal) notice|disclaimer
        this (?:e-?mail|message|communication)\\b.{0,200}(?:confidential|intended|privileged)
        diese e-?mail\\b.{0,200}vertraulich|ce (?:message|courriel)\\b.{0,200}confidentiel
        este (?:mensaje|correo|e-?mail)\\b.{0,200}confidencia|dit bericht\\b.{0,200}vertrouwelijk
    """)
    + r").*"
)
_LIST_FOOTER = re.compile(r"_{20,}|-{20,}")
_LIST_WORDS = re.compile(r"(?i)mailing list|unsubscribe|listinfo|you received this message because")


def starts(lines: Sequence[str]) -> tuple[int, str] | None:
    """Find the ending of a run of lines: where it starts and by which rule; None if it just ends."""
    count = next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip()), 0)
    for rule, find in _RULES:
        start = find(lines[:count])
        if start is not None:
            return start, rule
    return None


def _delimiter(lines: Sequence[str]) -> int | None:
    for index, line in enumerate(lines):
        if line == "-- " or (_DELIMITER.fullmatch(line) and len(lines) - index <= _MOST_BELOW_A_DASH + 1):
            return index
    return None


def _device(lines: Sequence[str]) -> int | None:
    return len(lines) - 1 if lines and _DEVICE.fullmatch(lines[-1].strip("_*- ")) else None


def _notice(lines: Sequence[str]) -> int | None:
    start = len(lines)
    while start and lines[start - 1].strip():
        start -= 1
    return start if start < len(lines) and start and _NOTICE.match(" ".join(lines[start:])) else None


def _list_footer(lines: Sequence[str]) -> int | None:
    for index in range(max(0, len(lines) - 8), len(lines)):
        if _LIST_FOOTER.fullmatch(lines[index].strip()) and _LIST_WORDS.search(" ".join(lines[index:])):
            return index
    return None


def _closing(lines: Sequence[str]) -> int | None:
    """Find "Best regards," with a name below it and little else; words alone are never all of a mail."""
    for index in range(len(lines) - 2, max(0, len(lines) - _MOST_BELOW_A_CLOSING - 3), -1):
        if _CLOSING.fullmatch(lines[index]) and any(line.strip() for line in lines[:index]):
            return index if _is_name([line for line in lines[index + 1 :] if line.strip()]) else None
    return None


def _is_name(below: list[str]) -> bool:
    """Tell a name, with a title and a number perhaps, from an answer typed below the closing."""
    if not below or len(below) > _MOST_BELOW_A_CLOSING or not _NAME.fullmatch(below[0]):
        return False
    return not is_answer(below[0]) and not any(_SAYS_SOMETHING.search(line) for line in below)


_RULES = (
    ("signature.delimiter", _delimiter),
    ("signature.device", _device),
    ("signature.notice", _notice),
    ("signature.list", _list_footer),
    ("signature.closing", _closing),
)
