"""The own text cut into what is read one at a time: lines, and what stands between slashes on one line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from circles.domain.replies.command_words import is_command
from circles.domain.replies.languages import alternatives, is_answer
from circles.domain.replies.values import Span

KEYWORDS = {
    "came": alternatives(r"""
        attended|attendees|attendance|came|(?:those )?present|there were|participants|in attendance
        (?:here(?:['’]s| is| are) )?(?:those |the ones )?who (?:came|attended|was there|were there|made it)
        dabei(?: waren)?|anwesend(?: waren)?|teilgenommen(?: haben)?|teilnehmer|da waren|es waren da
        présents?|présentes?|étaient (?:présents?|là)|(?:ont )?participé|participants?
        asistieron|asistentes|presentes|estuvieron|vinieron|participaron
        presenti|c'erano|erano presenti|hanno partecipato|partecipanti
        estiveram(?: presentes)?|vieram|compareceram|participantes
        aanwezig(?: waren)?|aanwezigen|deelnemers|er waren
        til ?stede(?: var)?|deltog|deltagere|deltok|deltakere|mødte op|møtte
        närvarande(?: var)?|deltagare|på plats
        paikalla(?: olivat)?|läsnä(?: olivat)?|osallistujat|osallistuivat|mukana(?: olivat)?
        obecni(?: byli)?|byli|uczestnicy|uczestniczyli|przyszli
    """),
    "missed": alternatives(r"""
        missed|missing|absent|apologies|not (?:there|present)|no[- ]shows?|excused|unexcused|who did ?n['’]t
        (?:those who |who )?(?:did ?n['’]t|did not|could ?n['’]t|could not) (?:come|make it|attend|join)
        gefehlt(?: haben)?|abwesend(?: waren)?|es fehlten|nicht dabei|entschuldigt
        absente?s?|étaient absents?|manquai(?:en)?t|excusée?s?
        ausentes?|faltaron|no vinieron
        assenti?|mancavano|non c'erano
        faltaram|não vieram
        afwezig(?: waren)?|afwezigen|ontbraken
        fraværende|manglede|manglet|frånvarande|saknades
        poissa(?: olivat)?|puuttuivat
        nieobecni|nie było|brakowało
    """),
    "met": alternatives(r"""
        (?:we )?met|did you meet|(?:wir haben uns )?getroffen
        (?:(?:nous nous sommes|on s['’]est) )?(?:vus|réunis)|nos (?:vimos|reunimos)
        ci siamo (?:visti|riuniti)|encontr[aá]mo-nos|reunimo-nos
        bijeengekomen|samengekomen|(?:vi )?(?:mødtes|møttes|träffades)|tapasimme|kokoonnuimme
        spotkaliśmy się
    """),
    "next": alternatives(r"""
        next(?: steps?)?|to-?dos?|to do|actions?(?: items?| points?)?|tasks?|homework|follow[- ]?ups?
        (?:als )?nächstes|nächste[rs]? schritte?|aufgaben?|zu tun
        prochaines? étapes?|à faire|tâches?
        próximos? pasos?|siguiente|tareas?|por hacer|pendientes?
        prossim[oi] pass[oi]|da fare|compit[oi]
        próximos? passos?|seguinte|tarefas?|a fazer
        volgende(?: stap(?:pen)?)?|te doen|taken|actiepunt(?:en)?
        næste(?: skridt)?|at gøre|opgaver?
        nästa(?: steg)?|att göra|uppgift(?:er)?
        neste(?: steg)?|å gjøre|oppgaver?
        seuraava(?:ksi|t)?(?: aske(?:l|leet))?|tehtävät?
        następn[ey](?: kroki?)?|następnie|do zrobienia|zadani[ae]
    """),
    "place": r"place|ort|treffpunkt|lieu|lugar|luogo|local|plaats|plek|locatie|sted|plats|paikka|miejsce",
    "circle": r"circle|kreis|cercle|c[ií]rculo|circolo|cerchio|kring|kreds|cirkel|sirkel|piiri|krąg",
    "about": r"about me|about myself|über mich|à propos de moi|sobre mí|su di me|sobre mim|over mij|om mig"
    r"|om meg|minusta|o mnie",
    # Not "emne", "ämne", "aihe", "onderwerp" or "temat" alone: so programs head a quoted mail's subject.
    "topic": r"topic|thema|thème|tema|teema|temat (?:spotkania|rozmowy)",
    "rsvp": r"rsvp|coming",
}
_KEYWORD = re.compile(
    "(?i)"
    + "|".join(rf"(?P<{key}>{words})" for key, words in KEYWORDS.items()).join(
        ("(?:", r")\s*[*_]*\s*[:：]\s*[*_]*\s*")
    )
)
_SLASH = re.compile(r"\s+/\s+|(?<=[.;])\s+")
_BULLET = re.compile(r"\s*(?:[-*•·–]\s+|\d{1,2}[.)]\s+)?[*_]*")
_ITEM = re.compile(r"\s*(?:[-*•·–]|\d{1,2}[.)])\s")
_OWNED = re.compile(r"\s*[^\W\d_][\w'’.]{0,30}(?: [^\W\d_][\w'’.]{0,30})?(?:\s+[-–—]{1,2}\s|\s?:\s)")
"""How a line below "Follow-ups:" starts where it has no bullet: "Bo - "."""
_NAMED = re.compile(r"\s*[^\W\d_a-z][\w'’.-]*(?: [^\W\d_a-z][\w'’.-]*){0,3}\s*$")
"""A line below "Came:" that is a name without a bullet."""
_WORDS = re.compile(r"\s*\S")
"""A line below "Circle:", up to the next blank one: the rest of a mail is not for the circle."""
_WRAPPED, _FULL = 48, 62  # characters of a line that may go on in the next; that fill a line
_GREETING = re.compile(
    r"(?i)\s*(?:"
    + alternatives(r"""
        hi|hello|hey|dear|hiya|greetings|good (?:morning|afternoon|evening)|morning
        hallo|liebe[rs]?(?! (?:anderswo|woanders|nicht|(?-i:ein|in|an|um|am))\b)|moin|servus
        guten (?:tag|morgen|abend)
        bonjour|bonsoir|salut|chers?|chères?
        hola|buenos días|buenas (?:tardes|noches)|estimad[oa]s?|querid[oa]s?
        ciao|buongiorno|buonasera|salve|car[oaie]
        olá|oi|bom dia|boa (?:tarde|noite)|car[oa]s?
        beste|dag|goedemorgen|goedemiddag|goedenavond
        hej|hejsan|kære|hei|kjære|god (?:morgen|dag|kveld|aften)
        moi|hyvä|hyvää (?:päivää|huomenta|iltaa)|terve
        cześć|dzień dobry|witam|drogi|droga|szanown[iy]
    """)
    + r")(?![\w'’])"
)
_GREETED = re.compile(r"[\s,]+([\w.'’-]+)")
_GREETING_ENDS = re.compile(r"\s*(?:[,!.:–—-]+\s*|$)")
_ALL_GREETED = re.compile(
    alternatives("""
        all|everyone|everybody|team|both|there|again|folks|friends|circle|group|guys|and|you
        und|et|y|e|en|og|och|i|alle|zusammen|ihr|lieben|à|tous|toutes|le|monde|a|todos|todas|tutti|tutte
        allemaal|iedereen|sammen|alla|kaikki|kaikille|hyvät|ystävät|wszyscy|wszystkim|wszystkich
    """)
)
_MOST_GREETED = 4  # words


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line; `keyword` is what it starts with, and `text` is what follows that."""

    text: str
    span: Span
    keyword: str | None = None
    line: int = 0


def segments(own_text: str) -> Iterator[Segment]:
    """Cut a text, leaving out blank lines, greetings and the writer's quotations of others.

    A keyword alone on its line is that of every item of the list below it.
    """
    at, heading = 0, None
    lines = _unwrapped(own_text).split("\n")
    for number, line in enumerate(lines):
        greeted = greeting(line)
        if line[greeted:].strip() and not line.startswith(">"):
            item = _is_item(line, heading) and (
                not _stands_alone(line, heading) or bool(lines[number - 1].strip())
            )
            for segment in _pieces(line[greeted:], at + greeted, number):
                listed = bool(heading) and item and not segment.keyword
                heads = segment.keyword and not segment.text
                heads = heads and _list_follows(lines[number + 1 :], segment.keyword)
                if not heads:
                    yield replace(segment, keyword=heading, text=_bare(segment.text)) if listed else segment
                heading = segment.keyword if heads else heading if listed else None
        at += len(line) + 1


def greeting(line: str) -> int:
    """Give the length of the greeting that a line starts with; the answer may follow on the same line."""
    hello = _GREETING.match(line)
    if hello is None:
        return 0
    if line[hello.end() : hello.end() + 1] in {"!", "."}:
        return hello.end() + 1
    end, following = hello.end(), [*_greeted(line, hello.end())]
    is_all = bool(following) and len(following) <= _MOST_GREETED and all(map(_is_greeted, following))
    if is_all and not any(map(str.isalnum, line[following[-1].end() :])):
        return len(line)
    for count, word in enumerate(following):
        alone = not count and _GREETING_ENDS.match(line, word.end())
        if "," in word.group() or _says(word[1]) or not (alone or _is_greeted(word)):
            break
        end = word.end()
    ends = _GREETING_ENDS.match(line, end)
    if ends:
        return ends.end()
    return hello.end() if following and end == hello.end() and _says(following[0][1]) else 0


def _greeted(line: str, start: int) -> Iterator[re.Match[str]]:
    """Give the words behind a hello, up to where a command or a keyword begins: "Hi Ana, Pass"."""
    for word in islice(_GREETED.finditer(line, start), _MOST_GREETED + 1):
        if _KEYWORD.match(line, word.start(1)) or ("," in word.group() and is_command(line[word.start(1) :])):
            return
        yield word


def _is_greeted(word: re.Match[str]) -> bool:
    return not _says(word[1]) and (
        word[1][0].isupper() or _ALL_GREETED.fullmatch(word[1].casefold()) is not None
    )


def _says(word: str) -> bool:
    """Tell whether a word can't be a name, as it begins or is what is said."""
    return is_answer(word) or word.casefold().partition("'")[0].partition("’")[0] in {
        "i",
        "ich",
        "je",
        "jeg",
        "tak",
    }


def _bare(text: str) -> str:
    """Give an item without its bullet."""
    return _BULLET.sub("", text, count=1)


def _unwrapped(text: str) -> str:
    """Put lines together that a mail program broke, with a space for the break: no place changes."""
    lines = text.split("\n")
    joined = lines[0]
    for line, following in pairwise(lines):
        joined += (" " if _is_broken(line, following) else "\n") + following
    return joined


def _is_broken(line: str, following: str) -> bool:
    if len(line) < _WRAPPED or line.startswith(">") or not line.rstrip()[-1:].isalnum() | line.endswith(","):
        return False
    starts_anew = _ITEM.match(following) or following.startswith(">") or _KEYWORD.match(following)
    return not starts_anew and (following[:1].islower() or (len(line) >= _FULL and following[:1].isalnum()))


def _stands_alone(line: str, heading: str | None) -> bool:
    """Tell whether a line belongs to what is above it only if no blank line parts them."""
    return heading in {"circle", "about"} or _NAMED.match(line) is not None


def _list_follows(lines: list[str], keyword: str | None) -> bool:
    if keyword in {"circle", "about"}:
        return _is_item(next(iter(lines), ""), keyword)
    return _is_item(next((line for line in lines[:3] if line.strip()), ""), keyword)


def _is_item(line: str, heading: str | None) -> bool:
    bare = {"next": _OWNED, "came": _NAMED, "missed": _NAMED, "circle": _WORDS, "about": _WORDS}.get(
        heading or ""
    )
    return bool(_ITEM.match(line) or (bare and bare.match(line)))


def _pieces(line: str, offset: int, number: int) -> Iterator[Segment]:
    start = 0
    for end, following in [*_cuts(line), (len(line), len(line))]:
        yield _segment(line[start:end], offset + start, number)
        start = following


def _cuts(line: str) -> Iterator[Span]:
    """Find the slashes that a keyword follows; others, in dates and links, are part of the text."""
    for slash in _SLASH.finditer(line):
        if _KEYWORD.match(line, slash.end()):
            yield slash.start(), slash.end()


def _segment(text: str, offset: int, number: int) -> Segment:
    start = _BULLET.match(text)
    words = text[start.end() :] if start else text
    keyword = _KEYWORD.match(words)
    span = (offset + len(text) - len(text.lstrip()), offset + len(text.rstrip()))
    if keyword:
        return Segment(words[keyword.end() :].strip(" \t*_"), span, keyword.lastgroup, number)
    return Segment(text.strip(), span, None, number)
