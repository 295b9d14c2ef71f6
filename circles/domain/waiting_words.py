"""Why somebody waits for a circle: kept as a code and what it names, said to organizers and to themselves."""

from datetime import time

from circles.domain.grouping.explain import when
from circles.domain.grouping.problem import Slot, Wait
from circles.domain.tongue import listed, say, say_n, speaking

TAKEN_OUT = "taken-out"
_WITH_YES = ("their-yes", "all-with-their-yes")
_REASONS = {
    "no-hours": "No hours were given.",
    "too-short": "The hours given never hold a meeting of {minutes} minutes that begins on the half-hour.",
    "silent-partner": "They are to be together with {partners}, and {silent} gave no hours.",
    "no-common-hour": "They are to be together with {partners} and share no hour with them.",
    "no-room-together": "No circle has room and an hour for them together with {partners}.",
    "too-few-people": "A circle needs {needed} people, and {able} can be placed so far.",
    "too-few-mentors": "A circle needs {needed} to mentor, and {able} can so far.",
    "too-few-mentees": "A circle needs {needed} who don't mentor, and {able} can be placed so far.",
    "no-hour-for-all": "No hour brings {needed} people and their mentor together.",
    "no-shared-hour": "No circle can meet at an hour when they are free.",
    "full": "{circles} could meet when they are free, but {are} full.",
    "enough-mentors": "{circles} could meet when they are free, with no place for another mentor.",
    "another-rule": (
        "{circles} could meet when they are free; a pair to keep apart or another rule stands between."
    ),
    "all-full": "Every circle is full.",
    "asked-for-another": "They asked for another circle or another time.",
    TAKEN_OUT: "You took them out by hand.",
    **dict.fromkeys(_WITH_YES, "This holds with their yes: {filled_in}"),
}
_FILLED_IN = ("name", "zone", "language", "hours", "role", "topics", "hopes", "needs")
_REMEDIES = {
    "no-hours": "Ask when they could meet; two or three hours a week are enough.",
    "too-short": "Ask for one stretch of {minutes} minutes or more, or make the meetings shorter.",
    "silent-partner": "Ask {silent} for hours, or let them be placed apart.",
    "no-common-hour": "Ask them for an hour in common, or let them be placed apart.",
    "no-room-together": "Ask them for more hours in common, or let them be placed apart.",
    "too-few-people": "Invite {lacking} more, or allow smaller circles.",
    "too-few-mentors": "Find {lacking} more who would mentor.",
    "too-few-mentees": "Invite more mentees, or allow more mentors in a circle.",
    "no-hour-for-all": "Ask for more hours, or allow smaller circles.",
    TAKEN_OUT: "Move them to a circle, or suggest circles again.",
    "a-mentor": "Find one more mentor for a further circle, or allow {allowed} people in one.",
    "more-people": "Invite mentees for a further circle, or allow {allowed} people in one.",
    "more-mentors": "Invite mentees for a further circle, or allow {allowed} mentors in a circle.",
}
"""By what is said to help, else by what binds."""


def reason(wait: Wait) -> str:
    """Say to organizers, in English, what binds; what an earlier version wrote stays as it is."""
    return _filled(_REASONS.get(wait.get("why", ""), ""), wait) or wait.get("reason", "")


def remedy(wait: Wait) -> str:
    """Say to organizers, in English, what would help; "" where nothing is known to."""
    with speaking("en"):
        hour = _hour(wait)
    code = wait.get("helps", wait.get("why", ""))
    return hour or _filled(_REMEDIES.get(code, ""), wait) or wait.get("remedy", "")


def to_themselves(wait: Wait) -> str:
    """Give the reason in the second person, and what would help, in the language in effect.

    "" where it is not theirs to know: what is about others, and what only an organizer can mend.
    """
    return " ".join(filter(None, (_why(wait), _hour(wait))))


def in_full(wait: Wait) -> str:
    """Give it as they are told it, and where they are not, as organizers are, in English; it names nobody."""
    if wait.get("why") in _WITH_YES:
        return say("This holds with your yes: {filled_in}", filled_in=_given(wait))
    unnamed = {**wait, **{whose: ["somebody else"] for whose in ("partners", "silent") if whose in wait}}
    return to_themselves(wait) if _why(wait) else f"{reason(unnamed)} {remedy(unnamed)}".strip()


def _why(wait: Wait) -> str:
    match wait:
        case {"why": "full", "circles": circles}:
            return say_n(
                "Circle {circles} could meet when you are free, but is full.",
                "Circles {circles} could meet when you are free, but are full.",
                len(circles),
                circles=listed([*map(str, circles)]),
            )
        case {"why": "enough-mentors", "circles": circles}:
            return say_n(
                "Circle {circles} could meet when you are free, with no place for another mentor.",
                "Circles {circles} could meet when you are free, with no place for another mentor.",
                len(circles),
                circles=listed([*map(str, circles)]),
            )
        case {"why": "too-short", "minutes": minutes}:
            return say(
                "The hours you gave never hold a meeting of {minutes} minutes that begins on the half-hour.",
                minutes=minutes,
            )
    return {
        "no-shared-hour": say("No circle can meet at an hour when you are free."),
        "no-hours": say("We know of no hours of yours yet; two or three a week are enough."),
        "all-full": say("Every circle is full."),
        "asked-for-another": say("You asked for another circle or another time."),
    }.get(wait.get("why", ""), "")


def _hour(wait: Wait) -> str:
    if wait.get("helps") != "an-hour":
        return ""
    slot = Slot(wait["weekday"], time.fromisoformat(wait["start"]))
    return say(
        "If {when} were possible, there is a place in circle {number}.",
        when=when(slot, wait["zone"]),
        number=wait["circle"],
    )


def _filled(words: str, wait: Wait) -> str:
    with speaking("en"):
        lists = {name: listed([*map(str, each)]) for name, each in wait.items() if isinstance(each, list)}
    one = len(wait.get("circles", ())) == 1
    circles = f"{'Circle' if one else 'Circles'} {lists.get('circles', '')}"
    derived = {"filled_in": _given(wait), "circles": circles, "are": "is" if one else "are"}
    return words.format_map({**wait, **lists, **derived})


def _given(wait: Wait) -> str:
    """List what somebody filled in that waits for their yes."""
    given = (wait.get(name) for name in _FILLED_IN)
    return "; ".join(listed(each) if isinstance(each, list) else str(each) for each in given if each)
