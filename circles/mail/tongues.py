"""The languages of our mails but English: catalogues of sentences, and dates, lists and numbers by CLDR.

A catalogue is `templates/locale/<language>/LC_MESSAGES/mails.po`, read when its language is first spoken. A
language without one is English, dates and all: nothing is half in one and half in another.
"""

from collections.abc import Sequence
from datetime import date, time
from functools import cache, lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_timezone_location
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from circles.domain.tongue import LANGUAGES, Tongue

CATALOGUES = Path(__file__).resolve().parents[2] / "templates" / "locale"
_WRITTEN_AS = {"pt": "pt_PT"}
"""The country whose dates and names of cities go with a catalogue, where CLDR's own choice is another."""


class Translated(Tongue):
    """A language with a catalogue."""

    def __init__(self, language: str, catalogue: GNUTranslations) -> None:
        self.language = language
        self._catalogue = catalogue
        self._locale = _locale(language)

    def sentence(self, text: str) -> str:
        return self._catalogue.gettext(text)

    def sentence_as(self, context: str, text: str) -> str:
        return self._catalogue.pgettext(context, text)

    def counted(self, one: str, many: str, n: int) -> str:
        return self._catalogue.ngettext(one, many, n)

    def number(self, n: int) -> str:
        return _number(self.language, n)

    def decimal(self, x: float) -> str:
        return format_decimal(x, "0.0", locale=self._locale)

    def listed(self, words: Sequence[str]) -> str:
        return format_list(words, locale=self._locale)

    def either(self, words: Sequence[str]) -> str:
        return format_list(words, style="or", locale=self._locale)

    def short_day(self, on: date, *, year: bool = False) -> str:
        return _short_day(self.language, on, year=year)

    def day(self, on: date) -> str:
        return format_date(on, "long", locale=self._locale)

    def weekday(self, on: date) -> str:
        return format_date(on, "cccc", locale=self._locale)

    def short_weekday(self, on: date) -> str:
        return format_date(on, "ccc", locale=self._locale)

    def month(self, on: date) -> str:
        return format_date(on, "LLLL", locale=self._locale)

    def clock(self, at: time) -> str:
        return _clock(self.language, at)

    def city(self, zone: str) -> str:
        return _city(self.language, zone)


def _locale(language: str) -> Locale:
    return Locale.parse(_WRITTEN_AS.get(language, language))


# The mails of an hour name the same few days, hours and cities: Babel is asked once for each.


@lru_cache(maxsize=1024)
def _short_day(language: str, on: date, *, year: bool) -> str:
    """Write the month in full: cut short it may end with a full stop, as the sentence it is in does."""
    if language == "nb" and not year:
        return format_date(on, "E d. MMMM", locale=_locale(language))  # CLDR has no full stop in this one
    return format_skeleton("yMMMMEd" if year else "MMMMEd", on, locale=_locale(language))


@lru_cache(maxsize=1024)
def _clock(language: str, at: time) -> str:
    return format_time(at, "short", locale=_locale(language))


@lru_cache(maxsize=1024)
def _city(language: str, zone: str) -> str:
    return get_timezone_location(zone, locale=_locale(language), return_city=True)


@lru_cache(maxsize=1024)
def _number(language: str, n: int) -> str:
    return format_decimal(n, locale=_locale(language))


@cache
def tongue_of(language: str) -> Tongue:
    """Give a language of LANGUAGES; English where it has no catalogue."""
    path = catalogue(language)
    if not path.is_file():
        return Tongue()
    with path.open("rb") as written:
        sentences = read_po(written, locale=language)
    compiled = BytesIO()
    write_mo(compiled, sentences)
    compiled.seek(0)
    return Translated(language, GNUTranslations(compiled))


def catalogue(language: str) -> Path:
    """Give where the catalogue of a language is, or would be."""
    return CATALOGUES / language / "LC_MESSAGES" / "mails.po"


@cache
def spoken() -> dict[str, str]:
    """Give the languages our mails are in, each by its own name."""
    return {key: name for key, name in LANGUAGES.items() if key == "en" or catalogue(key).is_file()}
