"""Count what was recorded of what should have been, in the shape of `circles explain --json`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.report import Cell

Said = Mapping[str, Any]
GROUPS = ("rsvp", "met", "attendance", "follow-ups")


def recorded_rows(name: str, pairs: Sequence[tuple[Said, Said]]) -> list[dict[str, Cell]]:
    """Give precision and recall of each group over pairs of what is expected and what was found."""
    rows = [(group, *_counted(group, pairs)) for group in GROUPS]
    return [
        {
            "of": name,
            "group": group,
            "expected": expected,
            "recorded": recorded,
            "right": right,
            "precision %": _percent(right, recorded),
            "recall %": _percent(right, expected),
        }
        for group, expected, recorded, right in rows
        if expected or recorded
    ]


def silent_row(name: str, pairs: Sequence[tuple[Said, Said]]) -> dict[str, Cell]:
    """Give how often something was recorded where nothing should have been."""
    silent = [found for expected, found in pairs if not _says(expected)]
    wrong = sum(map(_says, silent))
    return {
        "of": name,
        "nothing to record": len(silent),
        "recorded": wrong,
        "recorded %": _percent(wrong, len(silent)),
    }


def _says(said: Said) -> bool:
    return bool(said.get("commands")) or any(_items(group, said) for group in GROUPS)


def _counted(group: str, pairs: Iterable[tuple[Said, Said]]) -> tuple[int, int, int]:
    expected = recorded = right = 0
    for wanted, found in ((_items(group, one), _items(group, other)) for one, other in pairs):
        expected, recorded = expected + len(wanted), recorded + len(found)
        right += _matches(wanted, found)
    return expected, recorded, right


def _items(group: str, said: Said) -> list[Said]:
    if group == "attendance":
        return [{"who": who, "value": value} for who, value in (said.get(group) or {}).items()]
    if group == "follow-ups":
        return list(said.get("follow_ups") or ())
    keys = ("met", "met_on") if group == "met" else (group,)
    return [{key: said[key] for key in keys if key in said}] if said.get(group) else []


def _matches(wanted: Iterable[Said], found: Iterable[Said]) -> int:
    """Count what is wanted and found, each once."""
    left = list(found)
    before = len(left)
    for each in wanted:
        fitting = next((n for n, other in enumerate(left) if _fits(each, other)), None)
        if fitting is not None:
            del left[fitting]
    return before - len(left)


def _fits(wanted: Said, found: Said) -> bool:
    """Tell whether all that is wanted is so; `text_has` asks for a part of the text."""
    part = wanted.get("text_has", "").casefold()
    return part in found.get("text", "").casefold() and all(
        found.get(key) == value for key, value in wanted.items() if key != "text_has"
    )


def _percent(part: int, whole: int) -> Cell:
    return 100 * part / whole if whole else "-"
