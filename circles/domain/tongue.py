"""The language that words are said in: English, as in the source, or a translation of it.

A sentence is written once, in English, whole, with its values as fields: `say("{name} came.", name=name)`. In
the language in effect (`speaking`) it is looked up by that English text. What a reader can send back as it
stands has the context "reply": `say_as("reply", "undo")`; a translation of it must be understood, too.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, time

LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "it": "Italiano",
    "pt": "Português",
    "nl": "Nederlands",
    "da": "Dansk",
    "sv": "Svenska",
    "nb": "Norsk bokmål",
    "fi": "Suomi",
    "pl": "Polski",
}
"""The languages of our mails, each by its own name."""
_ALSO = {"no": "nb", "nn": "nb"}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Tongue:
    """How a language says things; this one is English, and every other one replaces all of it."""

    language = "en"

    def sentence(self, text: str) -> str:
        return text

    def sentence_as(self, context: str, text: str) -> str:
        return text

    def counted(self, one: str, many: str, n: int) -> str:
        return one if n == 1 else many

    def number(self, n: int) -> str:
        return f"{n:,}"

    def decimal(self, x: float) -> str:
        """Write it with one place, as "4.5"."""
        return f"{x:.1f}"

    def listed(self, words: Sequence[str]) -> str:
        return _joined(words, "and")

    def either(self, words: Sequence[str]) -> str:
        return _joined(words, "or")

    def short_day(self, on: date, *, year: bool = False) -> str:
        """Write it as "Thu 3 Dec"; never with a full stop at its end, which a sentence has."""
        return f"{_DAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}" + (f" {on.year}" if year else "")

    def day(self, on: date) -> str:
        """Write it as "3 December 2026"."""
        return f"{on.day} {on:%B %Y}"

    def weekday(self, on: date) -> str:
        """Name it, as "Thursday"."""
        return f"{on:%A}"

    def short_weekday(self, on: date) -> str:
        """Name it, as "Thu"."""
        return _DAYS[on.weekday()]

    def month(self, on: date) -> str:
        """Name it, as "December"."""
        return f"{on:%B}"

    def clock(self, at: time) -> str:
        """Write it as "17:00"."""
        return f"{at:%H:%M}"

    def city(self, zone: str) -> str:
        """Name the city that an IANA name has."""
        return zone.rpartition("/")[2].replace("_", " ")


_english = Tongue()
_in_effect: ContextVar[Tongue] = ContextVar("tongue", default=_english)


def _only_english(_language: str) -> Tongue:
    return _english


_load: Callable[[str], Tongue] = _only_english


def learn(load: Callable[[str], Tongue]) -> None:
    """Take the languages but English from `load`, which is asked with a key of LANGUAGES."""
    global _load  # noqa: PLW0603  # the rules know no files: who has the catalogues brings them, once
    _load = load


def known(language: str) -> str:
    """Give the language of LANGUAGES that a tag such as "de-AT" means, English for any other."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    primary = _ALSO.get(primary, primary)
    return primary if primary in LANGUAGES else "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say things in a language, English where we don't have it, till the block ends."""
    spoken = known(language)
    before = _in_effect.set(_english if spoken == "en" else _load(spoken))
    try:
        yield
    finally:
        _in_effect.reset(before)


def tongue() -> Tongue:
    """Give the language in effect."""
    return _in_effect.get()


def say(text: str, /, **fields: object) -> str:
    """Say a sentence, given in English; a field stands as it is, whatever it holds."""
    return _filled(_in_effect.get().sentence(text), fields)


def say_as(context: str, text: str, /, **fields: object) -> str:
    """Say words that one language has one of and another several, by what they are for."""
    return _filled(_in_effect.get().sentence_as(context, text), fields)


def say_n(one: str, many: str, n: int, /, **fields: object) -> str:
    """Say a sentence of a number, which is its field `{n}`."""
    spoken = _in_effect.get()
    return _filled(spoken.counted(one, many, n), {"n": spoken.number(n), **fields})


def listed(words: Sequence[str]) -> str:
    """Join words as one says them: "Ana, Bo and Carl"."""
    return _in_effect.get().listed(words)


def either(words: Sequence[str]) -> str:
    """Join words of which one is meant: "Ana, Bo or Carl"."""
    return _in_effect.get().either(words)


def _filled(text: str, fields: dict[str, object]) -> str:
    return text.format_map(fields) if fields else text


def _joined(words: Sequence[str], last: str) -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
