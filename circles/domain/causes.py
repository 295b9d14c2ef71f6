"""Why we moved a meeting or called it off: kept as what happened, said to each reader in their language."""

from collections.abc import Mapping
from typing import Any

from circles.domain.tongue import say, say_n
from circles.domain.wording import rhythm, wrote

Cause = Mapping[str, Any]
"""What happened under "what", beside what names it."""


def in_words(cause: Cause) -> str:
    """Say a cause in the language in effect; one of a later version gives no words."""
    match cause:
        case {"what": "suits", "many": int(many)}:
            return say_n(
                "It suits {n} of you, and none of the other times suits more.",
                "It suits {n} of you, and none of the other times suits more.",
                many,
            )
        case {"what": "suits-enough", "many": int(many)}:
            return say_n("It suits {n} of you.", "It suits {n} of you.", many)
        case {"what": "wrote", "name": name, "words": words}:
            return wrote(name, words)
        case {"what": "proposed", "name": name}:
            return say("{name} proposed this time.", name=name)
        case {"what": "merged", "circle": circle, "into": into}:
            return say(
                "{circle} and {into} go on together from now on. The invite to the next meeting follows.",
                circle=circle,
                into=into,
            )
        case _:
            return _of_season(cause)


def _of_season(cause: Cause) -> str:
    match cause:
        case {"what": "closed", "season": season}:
            return say("{season} is closed.", season=season)
        case {"what": "meetings", "season": season, "many": int(many)}:
            return say_n(
                "{season} now has {n} meeting.", "{season} now has {n} meetings.", many, season=season
            )
        case {"what": "rhythm", "weeks": int(weeks)}:
            return say("Circles now meet {rhythm}.", rhythm=rhythm(weeks))
        case _:
            return ""
