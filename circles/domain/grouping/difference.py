"""What is different between two pictures of a circle, and what would lift its fit, in words."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from circles.domain.grouping.explain import when
from circles.domain.grouping.problem import FormedCircle, Slot, Weights
from circles.domain.grouping.score import most_worth

TERMS = MappingProxyType(
    {
        "topics": "shared topics",
        "offers": "topics asked for and offered",
        "mix": "mix of experience",
        "again": "past circles",
        "hours": "shared hours",
    }
)
"""What the terms of a fit are called to people."""

_LIFTS = {
    "topics": "people who share more topics",
    "offers": "a mentor who offers what is asked for",
    "mix": "people who differ more",
    "again": "fewer who met before",
    "hours": "more hours in common",
}


def differences(at: int, before: FormedCircle | None, after: FormedCircle | None) -> Iterator[str]:
    """Say what changes in the circle in place `at`, None being a circle that is not there."""
    name = f"Circle {at + 1}"
    if after is None:
        yield f"{name} closes."
        return
    if before is None:
        yield f"{name} would meet {_when(after)}."
        return
    if _when(before) != _when(after):
        yield f"{name} would meet {_when(after)}, no longer {_when(before)}."
    if len(before.hours) != len(after.hours):
        yield f"{name} would share {_hours(after)}, now it shares {len(before.hours)}."
    if before.fit != after.fit or before.terms != after.terms:
        yield f"{name}: fit {before.fit} → {after.fit}{_terms(before, after)}."
    yield from (f"New in {name.lower()}: {text}" for text in after.warnings if text not in before.warnings)
    yield from (
        f"No longer in {name.lower()}: {text}" for text in before.warnings if text not in after.warnings
    )


def _when(circle: FormedCircle) -> str:
    return when(Slot(circle.weekday, circle.start), circle.zone)


def _hours(circle: FormedCircle) -> str:
    return f"{len(circle.hours)} {'hour' if len(circle.hours) == 1 else 'hours'}"


def _terms(before: FormedCircle, after: FormedCircle) -> str:
    """Name the terms that differ, the largest difference first: " (shared topics -4, past circles +1)"."""
    differences = {term: round(after.terms[term] - before.terms[term]) for term in after.terms}
    order = sorted(differences, key=lambda term: -abs(differences[term]))
    told = [f"{TERMS[term]} {_signed(differences[term])}" for term in order if differences[term]]
    return f" ({', '.join(told)})" if told else ""


def _signed(n: int) -> str:
    return f"+{n}" if n > 0 else f"−{-n}"


def most_to_gain(terms: Mapping[str, float], weights: Weights) -> str:
    """Say what would lift the fit of a circle most; empty where nothing is left to gain."""
    whole = most_worth(weights) / 100
    most = {"topics": weights.topics, "offers": weights.offers, "mix": weights.mix, "hours": weights.hours}
    gains = {term: most.get(term, 0) / whole - points for term, points in terms.items()}
    term = max(sorted(gains), key=lambda each: gains[each], default="")
    if not term or gains[term] < 1:
        return ""
    return f"Most is to be gained by {_LIFTS[term]}: up to {round(gains[term])} points."
