"""How people and phones end a mail, in twelve languages: each function gives where such an ending starts."""

import re
from collections.abc import Sequence

from circles.domain.replies.languages import alternatives, is_answer

_DELIMITER = re.compile(r"-- ?|—\s?|_{2,3}")
_MOST_BELOW_A_DASH = 12  # filled lines: below anything but a proper "-- " more than this is no signature

# Outlook's line is the same in any language: "Get Outlook for iOS", "Outlook für Android beziehen".
_DEVICE = re.compile(
    r"(?i)\s*(?:"
    + alternatives("""
        sent (?:from|via|with|using) (?:an? )?(?:mobile|phone|smartphone|tablet|iphone|ipad|android)\\b.{0,80}
        sent (?:from|via|with|using) \\W?(?:my|the|outlook|yahoo|proton|gmail|mail|samsung|zoho)\\b.{0,80}
        sent (?:from|via|with|using) (?:fairemail|k-9|spark|blackberry|tuta|aol|hey|edison)\\b.{0,80}
        sent (?:from|via|with|using) (?:bluemail|superhuman|thunderbird|fastmail)\\b.{0,80}
        sent (?:from|via|with|using) (?:em client|mailbird|airmail|newton|canary|nine|shortwave)\\b.{0,40}
        sent (?:from|via|with|using) (?:protonmail|mimestream|tutanota|roundcube|zimbra|missive)\\b.{0,40}
        download .{0,20}app.{0,60}|yahoo mail: .{1,60}
        (?:\\w+ ){0,3}outlook (?:\\w+ ){1,2}(?:ios|android|mac)(?: \\w+)?\\s?(?:<https?://[^\\s<>]{1,200}>)?
        (?:diese nachricht wurde )?von mein\\S{0,20} .{1,60} gesendet.{0,40}
        gesendet (?:von|mit|aus) .{1,60}
        envoyé (?:de|depuis|à partir de|avec) .{1,60}
        enviado (?:desde|do|a partir do|con|com|pelo) .{1,60}
        inviato (?:da|dal|con) .{1,60}
        (?:verzonden|verstuurd) (?:vanaf|met|via|vanuit) .{1,60}
        sendt fra .{1,60}
        skickat från .{1,60}
        lähetetty .{1,60}
        wysłan[eo] z .{1,60}
        (?:odesláno|odoslané|poslano|poslato) z[eo]? .{1,60}|trimis de pe .{1,60}
        (?:az )?\\S{1,40}(?: készülékemről)? küldve
        (?:отправлено|надіслано|изпратено) (?:с|со|из|з|от) .{1,60}|στάλθηκε από .{1,60}
        \\S{1,40} gönderildi
        (?:发自|發自|從|从)我的.{1,40}|.{1,40}から送信|나의 .{1,40}에서 보냄
        dikirim dari .{1,60}|đã gửi từ .{1,60}
        נשלח מה.{1,60}|(?:أُرسلت|أرسلت|تم الإرسال) من .{1,60}|ส่งจาก.{1,60}
    """)
    + r")\s*"
)
# Without one of these it may be somebody's sentence: "Sent from the train, I'm late".
_PRODUCT = re.compile(
    "(?i)"
    + alternatives("""
        phon|i-?pad|ipod|android|galaxy|samsung|outlook|mail|handy|mobi|tablet|telefo|m[óo]vil|celular|berry
        huawei|xiaomi|redmi|pixel|nokia|sony|htc|oneplus|motorola|windows|\\bmac|\\bapp\\b|spark|k-9|tuta|aol|hey
        edison|superhuman|thunderbird|proton|yahoo|zoho|zimbra|missive|roundcube|newton|canary|nine|shortwave
        mimestream|em client|device|gerät|dispositivo|appareil|computer|laptop|puhelin|телефон|手机|手機
    """)
)

_CLOSINGS = alternatives("""
    (?:with )?(?:(?:kind|best|warm|many|warmest|kindest) )?(?:regards|wishes)|best|all the best|cheers
    thanks|thank you|many thanks|thanks (?:a lot|again|so much)|with thanks|thx|warmly|love|br
    rgds|sincerely(?: yours)?
    (?:very )?(?:truly|respectfully) yours|yours(?: sincerely| truly| faithfully)?
    take care|talk soon|see you(?: soon| then| there)?
    (?:mit )?(?:(?:freundliche|beste|liebe|herzliche)n?|viele|schöne) grüßen?
    (?:viele|liebe|beste|schöne) grüsse|grüße|gruß|lg|vg|mfg|danke|vielen dank|bis dann|bis bald
    cordialement|bien (?:cordialement|à (?:vous|toi))|amicalement|merci|bises|à bientôt
    (?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|gracias|un abrazo|abrazos|hasta pronto
    (?:cordiali |distinti )?saluti|un saluto|grazie|a presto|ciao
    (?:com )?(?:os )?(?:melhores )?cumprimentos|atenciosamente|abraços?|um abraço|beijos?|obrigad[oa]
    até (?:já|breve)|atte?\\.
    (?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|bedankt|mvg
    (?:med )?(?:venlig|venlige|vennlig|bedste|beste|kærlig|kærlige) (?:hilsen|hilsner)|hilsen|mvh|vh|tak
    takk
    (?:med )?(?:vänlig|vänliga|bästa) hälsning(?:ar)?|hälsningar|tack|hej då
    (?:ystävällisin |parhain )?terveisin|terveiset|t\\.|kiitos|kiitoksin
    z poważaniem|(?:serdecznie )?pozdrawiam(?: serdecznie)?|pozdrowienia|dziękuję|dzięki
""")
# Some close in two languages at once.
_CLOSING = re.compile(
    rf"(?i)\s*(?:{_CLOSINGS})"
    rf"(?:(?:\s*[/|]\s*|,? (?:and|und|et|y|e|en|og|och|&) )(?:{_CLOSINGS}))?\s*[,.!;–—-]*\s*"
)
_CLOSED = re.compile(rf"(?i)(?:{_CLOSINGS})\s*[,.!|/–—-]*\s+(?P<name>\S.{{0,60}})")
_NAME_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]{0,30}"
# A title before it or a degree after it may stand with a name, and what parts a company's from it.
_NAME = re.compile(
    rf"[-–—~]?\s*(?:i\.\s?[AV]\.\s|ppa\.\s)?{_NAME_WORD}(?:\s+(?:[a-z]{{2,3}}|{_NAME_WORD})){{0,4}}\s*[.]?"
    r"(?:,\s?[A-Z][\w.]{1,12}){0,3}(?:\s*\([^()]{1,40}\))?(?:\s+[|·•]\s.{1,100})?"
)
_KEYWORD_OR_QUESTION = re.compile(
    r"(?i:attended|missed|came|met|next|to-?do|action|follow-?up|topic|thought|circle|done|move)\s?:"
    r"|\w+\s*:\s+\S+.*\s-\s|\?$"
)
_FEWEST_OF_A_SENTENCE = 5  # words, three of them small: "Registered in England." is none
_SAYING = re.compile(r"[|@\"„“”«»]")  # some sign with a quotation
_CONTACT = re.compile(r"@|https?:|\bwww\.|\d(?:[\s()/.-]?\d){5}")
_RULE = re.compile(r"\s*(?:-{3,}|_{3,}|={3,}|~{3,}|\*{3,})\s*")
_MOST_BELOW_A_CLOSING = 10
_MOST_WITHOUT_CONTACT = 6  # more may be a list of people
_POSTSCRIPT = re.compile(r"\s*(?:P\.?\s?S\.?\s?[:,–-]?|P\.?\s?D\.?\s?:)\s+\S")

_NOTICE = re.compile(
    r"(?i)[\s*]*(?:"
    + alternatives("""
        (?:confidentiality|legal) notice|disclaimer
        this (?:e-?mail|message|communication)\\b.{0,200}(?:confidential|intended|privileged)
        diese e-?mail\\b.{0,200}vertraulich|ce (?:message|courriel)\\b.{0,200}confidentiel
        este (?:mensaje|correo|e-?mail)\\b.{0,200}confidencia|dit bericht\\b.{0,200}vertrouwelijk
        please consider the environment before printing.{0,80}
        the information (?:contained )?in this (?:e-?mail|message)\\b.{0,200}confidential
        this (?:e-?mail|message) (?:has been|was) (?:checked|scanned) (?:for|by)\\b.{1,200}
        diese e-?mail wurde .{0,60}viren.{0,60}geprüft|virus-free\\..{0,100}
    """)
    + r").*"
)
_LEGAL = re.compile(
    r"(?i)recipient|confidential|privileged|sender|disclos|delete|virus|avast|empfänger|destinat"
)
_LIST_FOOTER = re.compile(r"_{20,}|-{20,}")
_LIST_WORDS = re.compile(r"(?i)mailing list|unsubscribe|listinfo|you received this message because")


def starts(lines: Sequence[str], writer: str = "", *, above: bool = False) -> tuple[int, str] | None:
    """Find the ending of a run of lines: where it starts and by which rule; None if it just ends.

    With the writer's name, one that stands alone below other words is an ending too. `above` says that the
    writer has words above this run, across a quotation.
    """
    padding = ["…", ""] if above else []
    count = next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip()), 0)
    for rule, find in _RULES:
        start = find([*padding, *lines[:count]])
        if start is not None:
            return max(0, start - len(padding)), rule
    return (count - 1, "signature.name") if _is_signed(lines[:count], writer) else None


def is_postscript(line: str) -> bool:
    """Tell whether a line is the writer's again, below the signature."""
    return bool(_POSTSCRIPT.match(line))


def _is_signed(lines: Sequence[str], writer: str) -> bool:
    """Tell a last line such as "Ana", "-- Ana" or "Cheers, Ana", apart from what stands above."""
    if not writer or not any(line.strip() for line in lines[:-1]) or lines[-2].strip():
        return False
    last = lines[-1].strip(" -–—/~*_.,!")
    names = {writer.casefold(), *writer.casefold().split()}
    closed = _CLOSED.fullmatch(last)
    return (closed["name"] if closed else last).casefold() in names


def _delimiter(lines: Sequence[str]) -> int | None:
    below = sum(1 for line in lines if line.strip())
    for index, line in enumerate(lines):
        below -= bool(line.strip())
        if line == "-- " or (
            _DELIMITER.fullmatch(line) and below <= _MOST_BELOW_A_DASH and not _goes_on(lines[index + 1 :])
        ):
            return index
    return None


def _goes_on(below: Sequence[str]) -> bool:
    """Tell whether a sentence stands right below two dashes, and no program's."""
    first = next((line for line in below if line.strip()), "")
    return _says_something(first) and not (_NOTICE.match(first) or _DEVICE.fullmatch(first))


def _device(lines: Sequence[str]) -> int | None:
    last = lines[-1].strip("_*- ") if lines else ""
    return len(lines) - 1 if _DEVICE.fullmatch(last) and _PRODUCT.search(last) else None


def _notice(lines: Sequence[str]) -> int | None:
    """Find a notice of lawyers or scanners: the last paragraph, or one of which those below go on."""
    end = len(lines)
    while end:
        start = next((n for n in range(end, 0, -1) if not lines[n - 1].strip()), 0)
        paragraph = " ".join(lines[start:end])
        if start and _NOTICE.match(paragraph):
            return start
        if not _LEGAL.search(paragraph[:1_000]):
            return None
        end = next((n for n in range(start, 0, -1) if lines[n - 1].strip()), 0)
    return None


def _list_footer(lines: Sequence[str]) -> int | None:
    for index in range(max(0, len(lines) - 8), len(lines)):
        if _LIST_FOOTER.fullmatch(lines[index].strip()) and _LIST_WORDS.search(" ".join(lines[index:])):
            return index
    return None


def _pgp(lines: Sequence[str]) -> int | None:
    return next((n for n, line in enumerate(lines) if line == "-----BEGIN PGP SIGNATURE-----"), None)


def _closing(lines: Sequence[str]) -> int | None:
    """Find "Best regards," with a name below it and little else; words alone are never all of a mail."""
    for index in range(len(lines) - 2, max(0, len(lines) - _MOST_BELOW_A_CLOSING - 3), -1):
        if _CLOSING.fullmatch(lines[index]) and any(line.strip() for line in lines[:index]):
            return index if _is_name([line for line in lines[index + 1 :] if line.strip()]) else None
    return None


def _ruled(lines: Sequence[str]) -> int | None:
    """Find a name and how to reach its bearer below a drawn line."""
    for index in range(max(1, len(lines) - _MOST_BELOW_A_CLOSING), len(lines) - 1):
        below = [line for line in lines[index + 1 :] if line.strip()]
        if _RULE.fullmatch(lines[index]) and any(map(_CONTACT.search, below)) and _is_name(below):
            return index
    return None


def _says_something(line: str) -> bool:
    """Tell a keyword line, a question or a sentence from an address and a title."""
    words = line.split()
    small = sum(word[0].islower() for word in words)
    sentence = len(words) >= _FEWEST_OF_A_SENTENCE and small >= 3 and line.rstrip().endswith((".", "!"))
    return (sentence and not _SAYING.search(line)) or bool(_KEYWORD_OR_QUESTION.search(line))


def _is_name(below: list[str]) -> bool:
    """Tell a name, with a title and a number perhaps, from an answer typed below the closing."""
    if not 0 < len(below) <= _MOST_BELOW_A_CLOSING or not _NAME.fullmatch(below[0]):
        return False
    if len(below) > _MOST_WITHOUT_CONTACT and not any(map(_CONTACT.search, below)):
        return False
    return not is_answer(below[0]) and not any(_says_something(line) for line in below)


_RULES = (
    ("signature.delimiter", _delimiter),
    ("signature.device", _device),
    ("signature.notice", _notice),
    ("signature.list", _list_footer),
    ("signature.closing", _closing),
    ("signature.rule", _ruled),
    ("signature.pgp", _pgp),
)
