"""When a meeting was moved to, as an answer to "Did you meet?" says it; folded words.

A move mails everyone and has no undo, so a time is read only from words that are understood to the last. A
day or an hour that is named in others, behind a no, is asked about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from itertools import islice

from circles.domain.replies.almanac import months, near_days, weekdays
from circles.domain.replies.dates import Calendar, find_date, read_date, read_weekday
from circles.domain.replies.languages import alternatives, answers, fold, words
from circles.domain.replies.met_abroad import says_not_met
from circles.domain.replies.other_times import Wish, is_stretch
from circles.domain.replies.values import Reading
from circles.domain.words import MeetingState, Rsvp

_MOVED = re.compile(
    r"(?:(?:yes|no|sorry|well|but|and|so),? )*(?:(?:we )?(?:didn t|did not)(?: meet)?,? (?:but |and )?)?"
    r"(?:(?:we|they) )?(?:have |had to |did |ve )?"
    r"(?:move|moved|reschedule|rescheduled|postpone|postponed|shifted|push|pushed|put|(?:will|ll) meet)"
    r"(?P<it> (?:it|the meeting|our meeting|this|that))?(?: (?:back|off|forward))?"
    r"(?P<to> (?:to|until|till|for|on))?"
    r"(?: (?P<when>\S.*?))?"
)
_BESIDE_A_TIME = alternatives(r"""
    instead|rather|better|but|sorry|thanks(?: a lot| all)?|thank you(?: all)?|many thanks|cheers|please
    as usual|(?:(?:in|at) )?(?:the )?(?:same|usual) (?:place|time|link|room|spot)
    see you(?: (?:all|then|there))+|(?:we'll|we will|we|let's|we're going to) (?:do|meet|make it|say|meet up)
    we're meeting|we are meeting|it's|it is
    stattdessen|dafur|sondern|lieber|danke(?: euch| schon)?|vielen dank|bitte|wie (?:immer|ublich)|bis dann
    leider|(?:am )?(?:gleicher|gleichen|selber|selben) ort|(?:zur )?(?:gleiche[rn]?|selbe[rn]?) (?:uhr)?zeit
    wir treffen uns|verschoben auf|verlegt auf
    a la place|plutot|mais|desolee?|merci(?: beaucoup| a tous)?|comme d'habitude|(?:au )?meme (?:endroit|lieu)
    (?:a la )?meme heure|on (?:se voit|se retrouve|fait)|reportee? (?:au|a)|deplacee? (?:au|a)|malheureusement
    en su lugar|en lugar de eso|en vez de eso|mejor|sino|pero|(?:muchas )?gracias(?: a todos)?|como siempre
    (?:en el |el )?mismo (?:lugar|sitio)|(?:a la )?misma hora|nos vemos|quedamos|lo siento|por favor
    invece|piuttosto|meglio|(?:tante |mille )?grazie(?: mille| a tutti)?|come sempre
    (?:nello |lo )?stesso posto|(?:alla |la )?stessa ora|ci vediamo|facciamo|purtroppo
    em vez disso|em lugar disso|melhor|(?:muito )?obrigad[oa](?: a todos)?|como sempre|por favor
    (?:no |o )?mesmo (?:lugar|sitio|local)|(?:a )?mesma hora|infelizmente
    in plaats daarvan|in plaats van|liever|maar|helaas|dank(?: je| jullie| u)?|dank je wel|(?:alvast )?bedankt
    (?:op )?(?:de)?zelfde (?:plek|plaats|tijd)|zoals altijd|we (?:doen|komen)|verzet naar|verplaatst naar
    i stedet(?: for)?|hellere|desvaerre|(?:mange )?tak|som (?:altid|saedvanlig)|samme (?:sted|tid(?:spunkt)?)
    vi (?:modes|ses)|flyttet til|udskudt til
    i stallet|istallet|hellre|tyvarr|tack(?: sa mycket)?|som vanligt|samma (?:plats|stalle|tid)
    vi (?:traffas|mots)|flyttat till
    heller|dessverre|(?:tusen |mange )?takk|som vanlig|samme (?:sted|plass)|vi motes|utsatt til
    sen sijaan|vaan|mieluummin|valitettavasti|kiitos|kiitti|sama(?:ssa)? paik(?:ka|assa)|samaan aikaan
    tavataan|zamiast tego|zamiast|raczej|lepiej|ale|we(?= wtorek)|niestety|dzieki|dziekuje
    (?:w )?to samo miejsce|w tym samym miejscu|o tej samej (?:porze|godzinie)|prosze
    (?:spotykamy|spotkamy) sie|(?:przelozone|przesuniete) na
""")
"""What people write before and behind a day or an hour, and what changes neither."""
_LEAD = re.compile(rf"^(?:{_BESIDE_A_TIME})(?!\w)\W*")
_TAIL = re.compile(rf"(?:^|[\s,.;:!(]+)(?:{_BESIDE_A_TIME})[\s.,;:!)]*$")
_AT = (
    r"(?:@|at|um|kl\.?|klokken|klockan|klo|kello|om|a las?|alle(?: ore)?|ore|as|a"
    r"|(?:o )?godz(?:inie|\.)?|o)"
)
_TIMES = tuple(
    re.compile(rf"(?:(?<!\w){_AT}\s*)?(?<![\d.:/-]){form}(?![\w:/]|[.]\d|\s*[-–—]\s*\d)")
    for form in (
        r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s*(?:(?P<half>[ap])\.?\s?m\b|uhr|uur|h)",
        r"(?P<hour>\d{1,2})[:h](?P<minute>\d\d)",
        r"(?P<hour>\d{1,2})\.(?P<minute>00|1[3-9]|[2-5]\d)",
        r"(?P<noon>noon)",
    )
)
"""Hours that can be nothing else."""
_BEHIND_AT = re.compile(
    rf"(?<!\w){_AT}\s*(?P<hour>\d{{1,2}})(?:\.(?P<minute>\d\d))?(?![\w:/]|[.]\d|\s*[-–—]\s*\d)"
)
"""An hour by the word before it, which might be one of a date as well."""
_NO_HOUR = re.compile(
    r"\b(?:morning|afternoon|evening|night|tonight|midnight|eod|cob|end of|close of"
    r"|by|before|until|till|due|no later than)\b"
)
"""What makes an hour or a day of it that nobody can tell for certain."""
_DEADLINE = re.compile(
    r"(?:bis|avant|jusqu\S*|antes|hasta|entro|fino|ate|voor|tot|senest|inden|indtil|innan|ennen|przed|do)\b"
)
_ARTICLE = re.compile(r"(?<=\w)(,?) (?:den|der|dem|the|le|el|il|al|dia|du|em) (?=\d)")
_SEPARATOR = re.compile(r"\s*[,;:.!\n]\s*(?:(?:but|and)\s+)?|\s+[-–—]+\s+")
_NEAR, _LONGEST, _FAR, _MOST_SENTENCES = 20, 120, 300, 40
"""How many letters tell how a dot is meant, a time takes at most, and are read of so many sentences."""
_END = re.compile(r"[.!?]+\s+|\n\s*")
_SHORT = frozenset({"kl", "godz", "pm", "am", "p.m", "a.m", "ca"})


@dataclass(frozen=True, slots=True)
class _Said:
    """One sentence: what of it may be a time, and how it was led up to."""

    text: str
    says_no: bool
    moved: re.Match[str] | None


@dataclass(frozen=True, slots=True)
class _Listener:
    """How one writer counts days, and which day they were asked about."""

    calendar: Calendar
    meets_on: date

    def time(self, said: _Said) -> Wish | None:
        """Read words that are a day or an hour and nothing else; without a day where it may be another."""
        for text, at in _without_hour(_bared(said.text)) if len(said.text) <= _LONGEST else ():
            named = _ARTICLE.sub(r"\1 ", _bared(text))
            if is_stretch(named) or (not named and at):
                return Wish(None, at)
            day = self._day(named)
            if day is not None:
                is_sure = self._is_named(named) and not self._is_doubtful(said, named, Wish(day, at))
                return Wish(day if is_sure else None, at)
        return None

    def _is_doubtful(self, said: _Said, named: str, wish: Wish) -> bool:
        """Tell whether a day may be the one asked about, or was before that or is past behind a no.

        Who says that they moved it to a weekday of that name means another. "This" may be of two weeks.
        """
        assert wish.day is not None, "a day is named"
        ahead = (wish.day - self.calendar.today).days
        is_asked = read_weekday(named, self.calendar) == self.meets_on.weekday() and not said.moved
        is_past = said.says_no and not said.moved and (ahead < 0 or (ahead == 0 and wish.at is None))
        is_far = named.startswith("this ") and ahead == 7
        return wish.day <= self.meets_on or is_asked or is_past or is_far

    def _day(self, text: str) -> date | None:
        if _NO_HOUR.search(text) or _DEADLINE.match(text) or any(each.search(text) for each in _TIMES):
            return None
        weekday = read_weekday(text, self.calendar)
        if weekday is not None:  # the first after the day of the meeting
            return self.meets_on + timedelta(days=(weekday - self.meets_on.weekday() - 1) % 7 + 1)
        return read_date(text, self.calendar) or read_date(text, self.calendar, past=True)

    def days(self, text: str) -> Iterator[date]:
        """Give the days that a sentence names, but the one asked about."""
        while self._is_named(text) and (found := self._first(text)):
            start, end, day = found
            phrase, text = fold(text[start:end]), text[end:]
            is_asked = read_weekday(phrase, self.calendar) == self.meets_on.weekday() or day == self.meets_on
            if self._is_named(phrase) and not is_asked:
                yield day

    def _is_named(self, text: str) -> bool:
        """Tell a day that is named from one that is so many days or weeks away."""
        return _named_days(self.calendar.language).search(fold(text)) is not None

    def _first(self, text: str) -> tuple[int, int, date] | None:
        both = (find_date(text, self.calendar, past=past) for past in (False, True))
        return min((found for found in both if found), key=lambda each: each[0], default=None)


def moved_to(reading: Reading, calendar: Calendar, meets_on: date) -> Wish | None:
    """Give when a meeting was moved to, as an answer to "Did you meet?" says it; None where it doesn't.

    A line may also be the new date alone, or behind a no. A bare weekday is the first after the day of the
    meeting. Without a day where one is named and not understood to the last, or may be another than is meant.
    """
    listener = _Listener(calendar, meets_on)
    wish, others = None, []
    for said in _sentences(reading.own_text, calendar.language):
        told = _told(said, listener)
        if told is None or wish is not None:
            others.append(said.text)
        if wish is None and told is not None:
            wish = told
    promised = {each.due for each in (*reading.follow_ups, *reading.proposed)}
    if wish is None:
        is_open = reading.met is MeetingState.NOT_HELD
        return Wish() if is_open and any(_names(text, listener, promised, None) for text in others) else None
    if any(_names(text, listener, {*promised, wish.day}, wish.at) for text in others):
        return Wish(None, wish.at)
    return wish


def _told(said: _Said, listener: _Listener) -> Wish | None:
    if said.moved and not said.text:
        return Wish()
    wish = listener.time(said)
    is_moved = said.moved is not None and (said.moved["it"] or said.moved["to"])
    return Wish() if wish is None and is_moved and _names(said.text, listener, set(), None) else wish


def _names(text: str, listener: _Listener, known: set[date | None], at: time | None) -> bool:
    """Tell whether a sentence names a day or an hour that is not known."""
    text = text[:_FAR]
    days = [*listener.days(text)]
    if any(day not in known for day in days):
        return True
    hours = {found for found in map(_hour, _strict(fold(text))) if found not in {None, at}}
    return bool(hours) and not days


def _sentences(text: str, language: str) -> Iterator[_Said]:
    """Cut a text into sentences; what follows a bare no is said with it."""
    after_no = False
    for sentence in islice(_cut(text, language), _MOST_SENTENCES):
        rest = _behind_no(sentence, language)
        said = rest or sentence
        moved = _MOVED.fullmatch(_in_words(said))
        yield _Said((moved["when"] or "") if moved else said, after_no or rest is not None, moved)
        after_no = rest == ""


def _cut(text: str, language: str) -> Iterator[str]:
    """Cut where a sentence ends, which no dot does that is one of a short word, a date, or an hour."""
    start = 0
    for end in _END.finditer(text):
        behind = text[end.end() : end.end() + _NEAR]
        if "\n" in end.group():
            goes_on = end.group().count("\n") == 1 and (behind[:1].islower() or behind[:1].isdigit())
        else:
            before = fold(text[max(start, end.start() - _NEAR) : end.start()])
            goes_on = end.group().startswith(".") and _is_inside(before, behind, language)
        if not goes_on:
            yield text[start : end.start()].strip()
            start = end.end()
    yield text[start:].strip()


def _is_inside(before: str, behind: str, language: str) -> bool:
    last = re.split(r"[\s,;:(]+", before)[-1]
    following = fold(re.split(r"[\s,;:.]+", behind)[0])
    if last[-1:].isdigit():
        return behind[:1].islower() or behind[:1].isdigit() or following in months(language)
    return last in _SHORT or last in _short_names(language)


@cache
def _named_days(language: str) -> re.Pattern[str]:
    days = "|".join(map(re.escape, [*weekdays(language), *near_days(language)]))
    month = "|".join(months(language))
    of_month = rf"\d\W{{0,2}}(?:\w{{2}} )?(?:{month})|(?:{month})\W{{1,2}}\d"
    return re.compile(rf"(?<!\w)(?:{days})(?!\w)|{of_month}|\d[./-]\d")


@cache
def _short_names(language: str) -> frozenset[str]:
    """Give the names of days and months that are written with a dot."""
    return frozenset(name for name in weekdays(language) | months(language) if len(name) <= 5)


def _behind_no(sentence: str, language: str) -> str | None:
    """Give what stands behind "No," or "Didn't meet,"; None where the sentence doesn't begin so."""
    cuts = (cut.span() for cut in _SEPARATOR.finditer(sentence[:_LONGEST]))
    for start, end in (*cuts, (len(sentence), len(sentence))):
        said = words(sentence[: min(start, _LONGEST)])
        if answers(language).get(said) is Rsvp.NO or says_not_met(said, language):
            return sentence[end:].strip()
    return None


def _bared(text: str) -> str:
    """Take off, at either end, what is written beside a time."""
    text = " ".join(fold(text).split()).strip(" .,;:!()")
    while True:
        bare = _TAIL.sub("", _LEAD.sub("", text)).strip(" .,;:!()")
        if bare == text:
            return text
        text = bare


def _without_hour(text: str) -> Iterator[tuple[str, time | None]]:
    """Give a text without its one hour, and that hour; without one where none is surely named."""
    strict = _strict(text)
    for found in (*strict, *_BEHIND_AT.finditer(text)):
        at = _hour(found)
        if at is not None:
            yield f"{text[: found.start()].rstrip(' ,')} {text[found.end() :].lstrip(' ,.')}".strip(), at
    if not strict:
        yield text, None


def _strict(text: str) -> list[re.Match[str]]:
    for form in _TIMES:
        if found := [*form.finditer(text)]:
            return found
    return []


def _hour(found: re.Match[str]) -> time | None:
    named = found.groupdict()
    if named.get("noon"):
        return time(12)
    hour, minute = int(named["hour"]), int(named["minute"] or 0)
    if named.get("half") and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (named["half"] == "p")
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _in_words(line: str) -> str:
    """Fold a line but keep what dates and hours are written with."""
    return " ".join(fold(line).replace("'", " ").strip(" .!,").split())
