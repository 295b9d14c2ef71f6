"""Time zone names as people write them."""

import unicodedata
from functools import cache, lru_cache
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

_REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
_OF_THIS_MACHINE = {"Factory", "localtime", "posixrules"}
_CLOSE = 75  # of 100: Lisboa is Lisbon, Roma is Rome, Mumbai is not Dubai


def find(text: str) -> str:
    """Give the IANA name (old ones such as Asia/Calcutta too), whatever its case; "" when there is none."""
    return _names().get(text.casefold().replace(" ", "_"), "")


@lru_cache(maxsize=4096)
def nearest(text: str) -> str:
    """Guess the zone somebody meant by a city or a slip of the pen; "" when nothing comes near."""
    words = _plain(text.partition(",")[0])
    if not 4 <= len(words) <= 40:
        return ""
    found = [
        process.extractOne(words, choices, scorer=fuzz.ratio, score_cutoff=_CLOSE)
        for choices in (_cities(), {name: _plain(name) for name in _cities()})
    ]
    return max((match for match in found if match), key=lambda match: match[1], default=("", 0, ""))[2]


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() - _OF_THIS_MACHINE}


@cache
def _cities() -> dict[str, str]:
    """Give the city of each zone that is named after one, in the order of the zones' names."""
    zones = sorted(name for name in available_timezones() if name.partition("/")[0] in _REGIONS)
    return {name: _plain(name.rpartition("/")[2]) for name in zones}


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("_", " ").strip())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
