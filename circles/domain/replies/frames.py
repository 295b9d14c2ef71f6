"""What mail clients write around a quotation, in twelve languages: attributions, header blocks, separators.

To add a language, add its words to each table.
"""

import re
from collections.abc import Sequence

from circles.domain.replies.languages import alternatives
from circles.domain.replies.lines import Line
from circles.domain.replies.marker import has_marker

_ABOVE = re.compile(r"(?i)\s*[-#=*_~]{2,}+.{0,40}\breply\b.{0,20}\babove this line\b.{0,30}[-#=*_~]{2,}\s*")

# "On Tue, 3 Mar 2026 at 10:00, Ana <ana@example.org> wrote:" - its verb, and how such a line may start.
_VERB = alternatives(r"""
    wrote|writes|said
    schrieb|geschrieben
    a écrit|écrivait
    escribió|escribio
    ha scritto|scrive|scrisse
    escreveu
    schreef|het volgende geschreven|geschreven
    skrev|har skrevet
    kirjoitti
    napisał\(a\)|napisała|napisał|pisze
    napsal(?:a|\(a\))?|napísala?|написав|пише|пишет|написала?|написал\(а\)|írta|a scris|yazdı|έγραψε|כתב|كتب
    menulis|đã viết|写道|寫道|작성
""")
_START = re.compile(
    "(?i)(?:"
    + alternatives(r"""
        (?:On|Am|Le|El|Il|Em|Op|Den|På|Kl|W dniu|Dnia|Mensagem de)\b
        No dia \d|A \d
        (?:mon|tue|wed|thu|fri|sat|sun|tir|ons|tor|fre|lør|søn|man)[a-zæøåäö]*[.,]{0,2}\s
        (?:ma|ti|ke|to|pe|la|su|pon|wt|śr|czw|pt|sob|niedz)[a-zäąęśń]*[.,]{0,2}\s
        \d{1,4}[./-]\d
        -{2,} On\s
    """)
    + ")"
)
# The verb ends the sentence; or a date or a name stands between it and the colon; or only an address does.
_ATTRIBUTION = re.compile(
    rf"(?i)(?:^|.*[\s,>])(?:{_VERB})\s?(?::|：|-{{2,}}$)$|.*(?:写道|寫道|작성)\s?[:：]$|.*[\s>](?:{_VERB})\s(?!(?:ich|wir|je|yo|we|i)\b)[^:].*:$|.*<[^<>\s]+@[^<>\s]+>\s?:$"
)
_LEAD = re.compile(
    rf"(?:[\"'<]*[A-ZÀ-ÞĀ-Ž\d][^\s:.,!?]{{0,60}}\s){{1,5}}(?i:{_VERB})\s?:"
    r"|[^:]{1,200} wrote in message .{1,200}"
)
_ADDRESS = re.compile(r"(?<=[^\s<>()@])@[^\s<>()@]+\.[^\s<>()@]")
_BRACKETED = re.compile(r"(?<=[^\s<>()@])@[^\s<>()@\]]+\s?[>)\]]")
_DAY = re.compile(r"(?<!\d)(?:19|20|٢٠|۲۰)\d\d(?!\d)|\b\d{1,2}[./-] ?\d{1,2}[./-] ?\d\d")
_TIME = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_LIKELY = re.compile(r"\d|@")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # around names in right-to-left languages
_MOST_CHARACTERS = 400
_MOST_LINES = 4

_HEADERS = {
    "from": "From|Von|De|Da|Van|Fra|Från|Lähettäjä|Od|发件人|寄件者|寄件人|差出人|보낸 ?사람",
    "sent": alternatives("""
        Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el)?|Enviada(?: em)?|Fecha|Inviato|Data|Verzonden|Sendt
        Dato
        Skickat|Lähetetty|Päivämäärä|Päiväys|Wysłano|Wysłane
        发送时间|发件时间|日期|寄件日期|傳送時間|送信日時|送信日|日時|日付|보낸 ?날짜|날짜
    """),
    "to": "To|An|À|A|Para|Aan|Til|Till|Vastaanottaja|Do|Cc|Kopie|Kopia|收件人|收件者|抄送|宛先|받는 ?사람",
    "subject": "Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Emne|Ämne|Rubrik|Aihe|Temat"
    "|主题|主題|主旨|件名|제목",
}
_HEADER = {
    key: re.compile(rf"\s*[*_]*(?:{words})\s?[*_]*\s?(?::[*_]*(?:\s|$)|：)")
    for key, words in _HEADERS.items()
}
_FLAT = re.compile(
    rf"\s*[*_]*(?:{_HEADERS['from']})\s?:.{{3,300}}?\s(?:{_HEADERS['sent']})\s?:.{{3,80}}?\s(?:{_HEADERS['to']})\s?:"
)
_BLOCK_LINES = 9
# In other languages: somebody's address, when, and to whom, each behind a word or two.
_FIELD = re.compile(r"\s*[*_]*[^\W\d_]+(?: [^\W\d_]+)?\s?[*_]*\s?[:：][*_]*\s*\S")
_FEWEST_FIELDS = 4

_SEPARATOR_WORDS = alternatives("""
    original message|original e-?mail|forwarded (?:message|by .{1,80})
    ursprüngliche nachricht|original-?nachricht|weitergeleitete nachricht
    message d'origine|message original|message transféré|mail original
    mensaje original|mensaje reenviado
    messaggio originale|messaggio inoltrato
    mensagem original|mensagem (?:encaminhada|reencaminhada)
    oorspronkelijk bericht|doorgestuurd bericht
    oprindelig (?:meddelelse|besked)|original besked|videresendt (?:besked|meddelelse|melding)
    ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande
    opprinnelig melding
    alkuperäinen viesti|välitetty viesti
    wiadomość oryginalna|oryginalna wiadomość|przekazana wiadomość
    原始邮件|原始郵件|转发邮件|轉寄郵件|元のメッセージ|원본 메시지
""")
_DASHES = "-_*=‐‑‒–—"  # for a set of characters: the hyphen first
_SEPARATOR = re.compile(rf"(?i)\s*[{_DASHES}]{{2,}}\s*(?:{_SEPARATOR_WORDS})\s*[{_DASHES}]{{2,}}:?\s*")
_FORWARD = re.compile(
    r"(?i)\s*(?:"
    + alternatives("""
        begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:réexpédié|transféré)
        inicio del mensaje reenviado|inizio messaggio inoltrato|início da mensagem (?:re)?encaminhada
        begin doorgestuurd bericht|(?:start på|begin) videresendt (?:besked|meddelelse|melding)
        (?:vidarebefordrat brev|välitetty viesti alkaa|początek przekazywanej wiadomości)
    """)
    + r")\s*:\s*"
)
_BARE_SEPARATOR = re.compile(rf"(?i)\s*(?:{_SEPARATOR_WORDS})\s*")
_DRAWN = frozenset(_DASHES + " ")
_MOST_IN_A_SEPARATOR = 300
_ARROWS = re.compile(r">>> \S.{0,300}\S >>>\s*")  # GroupWise


_GLUED = re.compile(
    r"(?im)^([ \t]*On [^\n<>]{6,150}<[^<>\s@]{1,100}@[^<>\s@]{1,150}>"
    rf" (?:{_VERB}):)[ \xa0]{{2,24}}(?=\S)"
)  # Yahoo on phones


_BROKEN = re.compile(r"<[ \t]{0,9}\n[ \t]{0,9}([^\s<>@]{1,100}@[^\s<>@]{1,150})[ \t]{0,9}\n[ \t]{0,9}> ")
_STARTS = (" On ", " Am ", " Le ", " El ", " Il ", " Em ", " Op ", " Den ")


def unglued(text: str) -> str:
    """Put an attribution on lines of its own, apart from what stands before it or is quoted behind it."""
    text = _BROKEN.sub(r"<\1> ", _GLUED.sub(r"\1\n", text))
    return "\n".join(_parted(line) if line.endswith(":") else line for line in text.split("\n"))


def _parted(line: str) -> str:
    """Break a line after the sentence that stands before an attribution."""
    at = max(line.rfind(start) for start in _STARTS)
    above, below = line[: max(at, 0)].rstrip(), line[at + 1 :]
    ends = above.endswith((".", "!", "?")) and _DAY.search(below) and _TIME.search(below)
    return f"{above}\n{below}" if ends and _ATTRIBUTION.match(below) else line


def attribution(lines: Sequence[Line], at: int) -> int:
    """Give how many lines from `at` are one attribution, wrapped or not; 0 if none starts there."""
    wrapped = _wrapped(lines, at)
    for length in range(1, len(wrapped) + 1):
        if not wrapped[length - 1].endswith((":", "：", "--")):
            continue
        quoted = quoted_next(lines, at + length)
        if _is_one(wrapped[:length], quoted=quoted):
            return 0 if _starts_later(wrapped[:length], quoted=quoted) else length
    dated = (
        bool(wrapped) and wrapped[0].endswith(":") and _DAY.search(wrapped[0]) and _TIME.search(wrapped[0])
    )
    return 1 if dated and quoted_next(lines, at + 1) else 0


def _starts_later(wrapped: Sequence[str], *, quoted: bool) -> bool:
    """Tell whether a whole one starts further down: the lines above it are the writer's."""
    tails = [wrapped[start:] for start in range(1, len(wrapped))]
    if any(_DAY.search(" ".join(tail)) and _is_one(tail, quoted=quoted) for tail in tails):
        return True
    above = " ".join(wrapped[:-1])
    dated = any(sign.search(above) for sign in (_DAY, _TIME, _ADDRESS))
    ended = above.endswith((".", "!", "?")) or not _LIKELY.search(above)
    return bool(tails) and ended and not dated and lead(wrapped[-1])


def _wrapped(lines: Sequence[Line], at: int) -> list[str]:
    """Give the lines from `at` that may be one sentence, at most as many as an attribution has."""
    found: list[str] = []
    for line in lines[at : at + _MOST_LINES]:
        if line.blank or line.depth != lines[at].depth:
            break
        found.append(_BIDI.sub("", line.text).strip())
        if sum(map(len, found)) > _MOST_CHARACTERS:
            return []
    return found


def _is_one(wrapped: Sequence[str], *, quoted: bool) -> bool:
    joined, first = " ".join(wrapped), wrapped[0]
    return _attributes(joined, first, quoted=quoted) or (quoted and _names_and_dates(joined, first))


def _attributes(joined: str, first: str, *, quoted: bool) -> bool:
    """Tell whether somebody "wrote" here; where no marks of quotation follow, all below hangs on it.

    So "On Tuesday at 10:00 Ana said:" is then none: it takes an address with a day, or a day with a time.
    """
    starts, may_start = _START.match(first), first.endswith((":", "：", "<")) or _BRACKETED.search(first)
    if not (starts or may_start) or not _ATTRIBUTION.match(joined):
        return False
    if quoted:
        return bool(_LIKELY.search(joined))
    day, time = _DAY.search(joined), _TIME.search(joined)
    return bool((day or time) if _BRACKETED.search(joined) else starts and day and time)


def _names_and_dates(joined: str, first: str) -> bool:
    """Tell an address with a day or a time, as any language's attribution has above quoted lines."""
    dated = _DAY.search(joined) or _TIME.search(joined)
    return bool((_ADDRESS.search(first) or _DAY.search(first)) and _ADDRESS.search(joined) and dated)


def lead(text: str) -> bool:
    """Tell somebody's name with "wrote:" and no more."""
    return bool(_LEAD.fullmatch(text.strip()))


def quoted_next(lines: Sequence[Line], at: int) -> bool:
    """Tell whether the next words after `at` are quoted more deeply than the line before it."""
    depth = lines[at - 1].depth if at else 0
    following = next((line for line in lines[at:] if not line.blank), None)
    return following is not None and following.depth > depth


def header_block(lines: Sequence[Line], at: int) -> int:
    """Give how many lines from `at` are the header of a quoted mail (From, Sent, To, Subject); 0 if none.

    Only From may have other lines among what follows: recipients go on in the next. Without an address, or
    without From at the head and a subject, it may be somebody's journey, from here to there.
    """
    if _is_header(lines[at].text):
        return 1
    first = _header_key(lines[at])
    if first is None:
        return _fields(lines, at)
    found, last, addressed = {first}, at, "@" in lines[at].text
    for index in range(at + 1, min(at + _BLOCK_LINES, len(lines))):
        key = _header_key(lines[index])
        if key:
            found.add(key)
            last = index
            addressed |= "@" in lines[index].text
        elif first != "from":
            break
    whole = len(found) >= 3 and "from" in found and bool(found & {"sent", "subject"})
    if whole and (addressed or (first == "from" and "subject" in found)):
        return last - at + 1
    return _fields(lines, at)


def _is_header(text: str) -> bool:
    """Tell a whole header that was flattened to one line."""
    return bool(_FLAT.match(text) and _BRACKETED.search(text) and _DAY.search(text))


def _fields(lines: Sequence[Line], at: int) -> int:
    """Give how many lines from `at` are such a header in a language whose words we don't know."""
    if not _BRACKETED.search(lines[at].text):
        return 0
    block = lines[at : at + _BLOCK_LINES]
    length = next((n for n, line in enumerate(block) if not _FIELD.match(line.text)), len(block))
    dated = any(_DAY.search(line.text) and _TIME.search(line.text) for line in block[1:length])
    return length if length >= _FEWEST_FIELDS and dated else 0


def _header_key(line: Line) -> str | None:
    return next((key for key, pattern in _HEADER.items() if pattern.match(line.text)), None)


def separator(lines: Sequence[Line], at: int) -> int:
    """Give how many lines from `at` part our words from quoted ones; 0 if none does."""
    text = lines[at].text
    if has_marker(text) or any(
        pattern.fullmatch(text) for pattern in (_ABOVE, _SEPARATOR, _FORWARD, _ARROWS)
    ):
        return 1
    if _parts(text.strip()) and at + 1 < len(lines):
        return 1 if header_block(lines, _next_words(lines, at + 1)) else 0
    return 0


def _parts(text: str) -> bool:
    """Tell what parts two mails in any language if a header block follows.

    That is a drawn line, words between or before dashes ("--- Topic ---"), or the words alone.
    """
    if not 3 <= len(text) <= _MOST_IN_A_SEPARATOR:
        return False
    dashes = text.endswith("---") and "---" in text.rstrip("-")
    return dashes or _DRAWN.issuperset(text) or bool(_BARE_SEPARATOR.fullmatch(text))


def _next_words(lines: Sequence[Line], at: int) -> int:
    return next((i for i in range(at, len(lines)) if not lines[i].blank), len(lines) - 1)
