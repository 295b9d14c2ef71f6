"""Commands: whole lines at the head of the own text. A sentence that contains "stop" is none."""

import re
from collections.abc import Callable

from circles.domain.replies.dates import read_date
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import words
from circles.domain.replies.segments import Segment
from circles.domain.replies.values import Span

_POLITE = re.compile(r"^(?:please )+|(?: please| thanks| thank you| now)+$")
_PLAIN = {
    "undo": "undo|undo that|undo it|undo this",
    "leave": "leave|stop|unsubscribe|leave the circle|leave circle|leave the program|stop it",
    "busy": "busy|i'm busy|i am busy",
    "resume": "resume|i'm back|i am back|unpause",
    "help": "help|help me",
    "pass": "pass|i pass|pass it on",
    "my-data": "my data|mydata|export my data|send my data|send me my data",
    "delete-my-data": "delete my data|delete all my data|erase my data|delete me",
}
_NAMES = {phrase: name for name, phrases in _PLAIN.items() for phrase in phrases.split("|")}
_NUMBERS = re.compile(r"\d{1,2}(?:\s*(?:,|and|&|\+|\s)\s*\d{1,2})*\s*[.!]?")
_FOLLOW_UP = re.compile(
    r"(?i)(?P<name>done|drop|later)(?: it| that| this)?(?: with)?"
    r"(?P<numbers>(?:\s*(?:,|and|&|#|no\.?|\s)\s*\d{1,2})*)\s*[.!]*"
)
_MOVE = re.compile(r"(?i)move(?: it)?(?:\s+#?(?P<number>\d{1,2}))?(?:\s+(?:to\s+)?(?P<day>\S.*?))?\s*[.!]*")
_PAUSE = re.compile(r"(?i)(?:pause|break)(?:\s+(?P<rest>.+?))?\s*[.!]*")
_SWAP = re.compile(r"(?i)swap(?:\s+(?:with|to))?\s+(?P<name>.+?)\s*[.!]*")
_SCORE = re.compile(r"(?P<score>[1-5])(?:\s*(?:/|out of)\s*5)?(?:\s*[-–—.,:!]\s*.*)?")


def command(segment: Segment, draft: Draft) -> bool:
    """Read a line that is a command and nothing else; tell whether it was one."""
    said = _POLITE.sub("", words(segment.text))
    if said in _NAMES and "?" not in segment.text:
        draft.command(_NAMES[said], span=segment.span)
        return True
    return any(rule(segment, draft) for rule in _RULES)


def subject_command(subject: str, draft: Draft) -> None:
    """Read the subject that a List-Unsubscribe link writes into a mail without words."""
    if _NAMES.get(words(subject)) == "leave":
        draft.command("leave", span=(0, 0))


def _follow_up(segment: Segment, draft: Draft) -> bool:
    match = _FOLLOW_UP.fullmatch(segment.text)
    if match is None:
        return False
    for number in re.findall(r"\d+", match["numbers"]) or [None]:
        args = _shown(number, draft, segment.span)
        if args is not None:
            draft.command(match["name"].lower(), *args, span=segment.span)
    return True


def _shown(number: str | None, draft: Draft, span: Span) -> tuple[str, ...] | None:
    """Find the follow-up that a number means; without one, the only one there is. None after asking."""
    shown = [str(n) for n, _ in draft.context.follow_ups]
    if number is None:
        if len(shown) == 1 or (not shown and draft.context.kind == "follow-up"):
            return tuple(shown)
        draft.ask("number.missing", f"{len(shown)} follow-ups were shown: which one?", span)
        return None
    if str(int(number)) in shown:
        return (str(int(number)),)
    draft.ask("number.unknown", f"No follow-up was shown with the number {number}", span)
    return None


def _move(segment: Segment, draft: Draft) -> bool:
    match = _MOVE.fullmatch(segment.text)
    if match is None:
        return False
    day = read_date(match["day"], draft.calendar) if match["day"] else None
    if match["day"] and day is None:
        if match["number"]:
            draft.ask("date.unclear", f"Not a day: {match['day'][:60]!r}", segment.span)
        return bool(match["number"])
    args = (day.isoformat(),) if day else ()
    about = draft.context.follow_ups or draft.context.kind == "follow-up"
    if match["number"] or (about and day):
        shown = _shown(match["number"], draft, segment.span)
        if shown is None:
            return True
        args = (*shown, *args)
    draft.command("move", *args, span=segment.span)
    return True


def _pause(segment: Segment, draft: Draft) -> bool:
    match = _PAUSE.fullmatch(segment.text)
    if match is None:
        return False
    rest = re.sub(r"(?i)^(?:for|until|till)\s+|\s*please$", "", match["rest"] or "").strip()
    until = read_date(rest, draft.calendar) if rest else None
    if rest and until is None:
        return False
    draft.command("pause", *([until.isoformat()] if until else []), span=segment.span)
    return True


def _swap(segment: Segment, draft: Draft) -> bool:
    match = _SWAP.fullmatch(segment.text)
    if match is None:
        return False
    email = draft.roster.person(match["name"])
    if email:
        draft.command("swap", email, span=segment.span)
    else:
        draft.ask(
            "name.unknown", f"Nobody in the circle is surely meant by {match['name'][:60]!r}", segment.span
        )
    return True


def _numbers(segment: Segment, draft: Draft) -> bool:
    kind = draft.context.kind
    if kind == "survey":
        score = _SCORE.fullmatch(segment.text)
        if score:
            draft.command("score", score["score"], span=segment.span)
        return bool(score)
    if kind != "move-poll" or not _NUMBERS.fullmatch(segment.text):
        return False
    chosen = dict.fromkeys(str(int(number)) for number in re.findall(r"\d+", segment.text))
    offered = {str(n) for n, _ in draft.context.slots}
    if set(chosen) <= offered:
        draft.command("slots", *chosen, span=segment.span)
    else:
        draft.ask("number.unknown", f"Not all of these were offered: {', '.join(chosen)}", segment.span)
    return True


_RULES: tuple[Callable[[Segment, Draft], bool], ...] = (_follow_up, _move, _pause, _swap, _numbers)
