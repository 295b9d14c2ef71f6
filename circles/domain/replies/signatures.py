"""How people and phones end a mail, in twelve languages: each function gives where such an ending starts."""

import re
from collections.abc import Sequence

_DELIMITER = re.compile(r"-- ?|—\s?|_{2,3}")
_MOST_BELOW_A_DASH = 12  # lines: below anything but a proper "-- " more than this is no signature

_DEVICE = re.compile(
    r"(?i)\s*(?:"
    r"sent (?:from|via|with|using) (?:my |the |outlook|yahoo|proton|gmail|mail|samsung|fairemail|k-9|spark|blackberry|tuta).{0,80}"
    r"|get outlook for .{0,80}|download .{0,20}app.{0,60}"
    r"|(?:diese nachricht wurde )?von (?:meinem|mein) .{1,60} gesendet.{0,40}|gesendet (?:von|mit|aus) .{1,60}"
    r"|envoyé (?:de|depuis|à partir de|avec) .{1,60}|télécharger outlook .{0,60}"
    r"|enviado (?:desde|do|a partir do|con|com|pelo) .{1,60}|obter o outlook .{0,60}|obtener outlook .{0,60}"
    r"|inviato (?:da|dal|con) .{1,60}|ottieni outlook .{0,60}"
    r"|verzonden (?:vanaf|met|via|vanuit) .{1,60}|outlook voor .{1,20} downloaden.{0,60}"
    r"|sendt fra .{1,60}|hent outlook .{0,60}|skickat från .{1,60}|skaffa outlook .{0,60}|hämta outlook .{0,60}"
    r"|lähetetty .{1,60}|hanki outlook .{0,60}"
    r"|wysłan[eo] z .{1,60}|pobierz (?:aplikację )?outlook .{0,60}"
    r")\s*"
)

_CLOSINGS = (
    r"(?:(?:with )?(?:kind|best|warm|many|warmest|kindest) )?(?:regards|wishes)|best|all the best|cheers|thanks|thank you"
    r"|many thanks|thanks (?:a lot|again|so much)|thx|sincerely|yours(?: sincerely| truly| faithfully)?|take care|br|rgds"
    r"|love|warmly|talk soon|see you(?: soon| then| there)?|kind regards|with thanks",
    r"(?:mit )?(?:freundlichen|besten|lieben|herzlichen|viele|beste|liebe|herzliche|schöne|freundliche) grüßen?"
    r"|(?:viele|liebe|beste|schöne) grüsse|grüße|gruß|lg|vg|mfg|danke|vielen dank|bis dann|bis bald",
    r"cordialement|bien (?:cordialement|à (?:vous|toi))|amicalement|merci|bises|à bientôt",
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|un saludo|atentamente|gracias|un abrazo|abrazos|hasta pronto",
    r"(?:cordiali |distinti )?saluti|un saluto|grazie|a presto|ciao",
    r"(?:com os melhores |melhores |os melhores )?cumprimentos|atenciosamente|abraços?|um abraço|beijos?|obrigad[oa]|até (?:já|breve)",
    r"(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|bedankt|mvg",
    r"(?:med )?(?:venlig|venlige|vennlig|vänlig|vänliga|bedste|beste|bästa|kærlig|kærlige) ?(?:hilsen|hilsner|hälsning(?:ar)?)"
    r"|hilsen|mvh|vh|tak|takk|tack|hälsningar|hej då",
    r"(?:ystävällisin |parhain )?terveisin|terveiset|t\.|kiitos|kiitoksin",
    r"(?:z poważaniem|pozdrawiam|pozdrowienia|serdecznie pozdrawiam|dziękuję|dzięki)",
)
_CLOSING = re.compile(rf"(?i)\s*(?:{'|'.join(_CLOSINGS)})\s*[,.!;–—-]*\s*")
_NAME = re.compile(
    r"[-–—~]?\s*(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]{0,30})(?:\s+(?:[a-z]{2,3}|[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]{0,30})){0,4}\s*[.]?"
)
_MOST_BELOW_A_NAME = 6

_NOTICE = re.compile(
    r"(?i)\s*(?:\*+\s*)?(?:(?:confidentiality|legal) notice|disclaimer|this (?:e-?mail|message|communication)\b.{0,200}"
    r"(?:confidential|intended|privileged)|diese e-?mail\b.{0,200}vertraulich|ce (?:message|courriel)\b.{0,200}confidentiel"
    r"|este (?:mensaje|correo|e-?mail)\b.{0,200}confidencia|dit bericht\b.{0,200}vertrouwelijk).*"
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
    for index in range(len(lines) - 2, max(-1, len(lines) - _MOST_BELOW_A_NAME - 3), -1):
        if index and _CLOSING.fullmatch(lines[index]) and any(line.strip() for line in lines[:index]):
            below = [line for line in lines[index + 1 :] if line.strip()]
            return index if below and _NAME.fullmatch(below[0]) and len(below) <= _MOST_BELOW_A_NAME else None
    return None


_RULES = (
    ("signature.delimiter", _delimiter),
    ("signature.device", _device),
    ("signature.notice", _notice),
    ("signature.list", _list_footer),
    ("signature.closing", _closing),
)
