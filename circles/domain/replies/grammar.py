"""The structured lines that our mails teach by example: what follows a keyword and a colon."""

import re
from collections.abc import Callable
from dataclasses import replace

from circles.domain.replies.account_cues import HEDGED
from circles.domain.replies.accounts import OTHERWISE, account
from circles.domain.replies.almanac import months
from circles.domain.replies.dates import read_date, split_date
from circles.domain.replies.draft import Draft
from circles.domain.replies.errands import is_no_task
from circles.domain.replies.intents import answer
from circles.domain.replies.languages import NOTHING, answers, words
from circles.domain.replies.met_abroad import not_met_lines
from circles.domain.replies.muster import mustered
from circles.domain.replies.names import Named
from circles.domain.replies.phrases import all_came
from circles.domain.replies.promises import promise
from circles.domain.replies.segments import Segment
from circles.domain.replies.sentences import Sentence, sentences
from circles.domain.replies.values import NewFollowUp, Span
from circles.domain.words import Attendance, MeetingState, Rsvp

_DASH = re.compile(r"\s+[-‐‑‒–—―−]{1,3}\s+|\s*[—―]\s*|\s+--?>\s+|\s*\|\s*")
_WILL = re.compile(
    r"(?P<owner>[^\W\d_][\w.'’ -]{0,40}?)\s*(?P<how>:|,?\s+(?:will|to|is going to|should|shall|has to)\s)"
    r"\s*(?P<text>\S.*)"
)
_NUMBERED = re.compile(r"(?:^|\s)(?P<number>\d{1,2})[.)]\s+(?=\D)(?P<word>\w*)")
"""Items on one line: "1) Bo collects feedback 2) I book a room"."""
_FEWEST_ITEMS = 2
_NAME_LIKE = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){0,2}")
_DATE_LIKE = re.compile(
    r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|\d{4}-\d\d?-\d\d?"
    r"|\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,9}(?: \d{4})?"
)
_LINK = re.compile(r"https?://[^\s<>\"]{1,500}")
_MOST_TEXT = 500
_UNDONE = re.compile(
    r"(?:\w+ ){0,2}(?:won't|can't|cannot|will not|not|never|nothing)\b(?! (?:forget|only)\b)"
)

_EVERYONE = re.compile(
    r"(?P<who>(?:everyone|everybody|all(?: of us)?|we all|the whole circle)(?: (?:but|except(?: for)?) .+?)?)"
    r" (?:came|attended|was there|were there|was present|were present|made it|showed up)"
    r"|all (?:present|there|here)"
)
_MET = re.compile(r"(?:yes |yeah |yep )?(?:we )?(?:did meet|met)(?: (?P<day>.+))?")
_NOT_MET = re.compile(
    r"(?:no |nope )?(?:sorry )?(?:unfortunately )?(?:we )?(?:didn't|did not|haven't|have not|never)"
    r"(?: (?:get to|manage to|end up))? (?:meet|met|meeting)"
    r"(?: (?:up|yet|this time|this week|in the end|at all))*"
    r"|not met|no meeting|(?:it |the meeting )?(?:didn't|did not) happen"
)


def keyword_line(segment: Segment, draft: Draft) -> None:
    """Read what follows a keyword."""
    _KEYWORDS[segment.keyword or ""](segment, draft)


def plain_line(segment: Segment, draft: Draft) -> bool:
    """Read a whole line that says in a fixed way who came or whether you met; tell whether it does."""
    said = words(segment.text)
    everyone = _EVERYONE.fullmatch(said)
    if (everyone or all_came(said)) and "?" not in segment.text:
        who = (everyone and everyone["who"]) or "everyone"
        _attended(draft, draft.roster.people(who), Attendance.CAME, segment.span)
        return True
    not_met = _NOT_MET.fullmatch(said) or said in not_met_lines(draft.context.language)
    if not_met and "?" not in segment.text:
        _record_met(draft, MeetingState.NOT_HELD, segment.span)
        return True
    met = _MET.fullmatch(said)
    if met is None or "?" in segment.text:
        return False
    day = re.sub(r"^on ", "", met["day"] or "")
    when = read_date(day, draft.calendar, past=True) if day else None
    if day and when is None:
        return False
    _record_met(draft, MeetingState.HELD, segment.span)
    draft.met_on = when
    return True


def _came(segment: Segment, draft: Draft) -> None:
    _listed(segment, Attendance.CAME, draft)


def _missed(segment: Segment, draft: Draft) -> None:
    _listed(segment, Attendance.MISSED, draft)


def _listed(segment: Segment, value: Attendance, draft: Draft) -> None:
    if "?" in segment.text or HEDGED.search(words(segment.text)):
        draft.ask("attendance.unsure", f"Not said for certain: {segment.text[:60]!r}", segment.span)
    else:
        first, *rest = [*sentences(segment)] or [Sentence("", "", segment.span)]
        label = "present" if value is Attendance.CAME else "absent"
        named = draft.roster.people(first.text)
        told = mustered(f"{label}: {first.text}", draft) if named.unknown else []
        for each, what in told if told and not told[0][0].unknown else [(named, value)]:
            _attended(draft, each, what, segment.span)
        for sentence in rest:
            account(sentence, draft)


def _attended(draft: Draft, named: Named, value: Attendance, span: Span) -> None:
    if named.emails:
        draft.attend(named.emails, value)
        draft.attend(named.left_out, OTHERWISE[value])
        draft.note(f"attendance.{value}", f"{len(named.emails)} {value}", span)
    for name in named.unknown:
        draft.ask("name.unknown", f"Nobody in the circle is surely meant by {name[:60]!r}", span)


def _met(segment: Segment, draft: Draft) -> None:
    said = answers(draft.context.language).get(words(segment.text))
    when = read_date(re.sub(r"(?i)^(?:yes|yep)\W+", "", segment.text), draft.calendar, past=True)
    named = draft.roster.people(segment.text)
    if named.emails and not named.unknown and "?" not in segment.text:
        _record_met(draft, MeetingState.HELD, segment.span)
        _attended(draft, named, Attendance.CAME, segment.span)
    elif said is Rsvp.NO:
        _record_met(draft, MeetingState.NOT_HELD, segment.span)
    elif said is Rsvp.YES or (when and when <= draft.calendar.today):
        _record_met(draft, MeetingState.HELD, segment.span)
        draft.met_on = when or draft.met_on
    else:
        draft.ask("met.unclear", f"Not a day in the past: {segment.text[:60]!r}", segment.span)


def _record_met(draft: Draft, state: MeetingState, span: Span) -> None:
    draft.met.append(state)
    draft.note(
        f"met.{state}", "The circle met" if state is MeetingState.HELD else "The circle did not meet", span
    )


def _tasks(segment: Segment, draft: Draft) -> None:
    """Read one thing to do, or several that are numbered on one line."""
    for item in _items(segment.text, draft.context.language):
        _next(replace(segment, text=item), draft)


def _items(text: str, language: str) -> list[str]:
    """Cut at the numbers from which a line counts on, but not at a day: "the list - 27. März"."""
    cuts: list[re.Match[str]] = []
    for found in _NUMBERED.finditer(text):
        follows = int(found["number"]) == len(cuts) + 1 and (cuts or not found.start())
        if follows and words(found["word"]) not in months(language):
            cuts.append(found)
    if len(cuts) < _FEWEST_ITEMS:
        return [text]
    ends = [*(cut.start() for cut in cuts[1:]), len(text)]
    return [text[cut.start("word") : end].strip() for cut, end in zip(cuts, ends, strict=True)]


def _next(segment: Segment, draft: Draft) -> None:
    """Read "Ana - send the deck - Friday"; the owner is the writer unless named, the day may be missing."""
    parts = [part.strip(" .*_") for part in _DASH.split(segment.text)]
    parts = [part for part in parts if part and not NOTHING.fullmatch(words(part))]
    if len(parts) == 1 and promise(Sentence(parts[0], words(parts[0]), segment.span), draft, listed=True):
        return
    if not parts:
        draft.ask("follow-up.empty", "No words after the keyword", segment.span)
        return
    due = read_date(parts[-1], draft.calendar) if len(parts) > 1 else None
    if due:
        parts.pop()
    elif len(parts) > 1 and _DATE_LIKE.fullmatch(parts[-1]):
        draft.ask("date.unclear", f"No such day: {parts[-1][:60]!r}", segment.span)
        return
    owners, parts = _owners(parts, draft)
    text = " - ".join(parts)
    if rule := _why_no_task(text, draft, alone=len(parts) == 1):
        draft.ask(f"follow-up.{rule}", f"May be nothing to do: {text[:60]!r}", segment.span)
        return
    if due is None:
        text, due = split_date(text, draft.calendar)
    if owners is None or not text:
        draft.ask("name.unknown", f"Nobody in the circle is surely meant by {parts[0][:60]!r}", segment.span)
        return
    for owner in owners:
        draft.follow_ups.append(NewFollowUp(owner, text[:_MOST_TEXT], due, segment.span))
        by = due.isoformat() if due else "no day given"
        draft.note("follow-up", f"{draft.roster.called(owner)}: {text[:60]}, {by}", segment.span)


def _why_no_task(text: str, draft: Draft, *, alone: bool) -> str | None:
    """Name why words are nothing to do: denied, a day or name only, or a thing with nobody and no day."""
    if _UNDONE.match(words(text)):
        return "denied"
    if read_date(text, draft.calendar) or draft.roster.owner(text):
        return "empty"
    return "unclear" if alone and is_no_task(text) and not split_date(text, draft.calendar)[1] else None


def _owners(parts: list[str], draft: Draft) -> tuple[tuple[str, ...] | None, list[str]]:
    """Take the owner off the front; None when somebody is named whom we don't know."""
    roster = draft.roster
    if len(parts) > 1:
        named = roster.owner(parts[0])
        several = roster.people(parts[0])
        if named:
            return (named,), parts[1:]
        if several.emails and not several.unknown:
            return several.emails, parts[1:]
        if _NAME_LIKE.fullmatch(parts[0]) or several.emails:
            return None, parts
    will = _WILL.fullmatch(parts[0])
    owner = roster.owner(will["owner"]) if will else None
    if will and owner:
        return (owner,), [will["text"], *parts[1:]]
    if will and will["how"].strip(" ,") != "to" and _NAME_LIKE.fullmatch(will["owner"]):
        return None, parts
    return (roster.writer,), parts


def _place(segment: Segment, draft: Draft) -> None:
    text = segment.text.strip("<> ")
    link = _LINK.search(segment.text)
    if not words(text) or ("://" in text and not link):
        draft.ask("place.unclear", "A place is words or an http(s) link", segment.span)
        return
    draft.command("place", link.group() if link else text[:_MOST_TEXT], span=segment.span)


def _circle(segment: Segment, draft: Draft) -> None:
    if segment.text:
        draft.command("circle", segment.text, span=segment.span)
    else:
        draft.ask("circle.empty", "No words after “Circle:”", segment.span)


def _about(segment: Segment, draft: Draft) -> None:
    if segment.text:
        draft.command("about", segment.text[:_MOST_TEXT], span=segment.span)
    else:
        draft.ask("about.empty", "No words after “About me:”", segment.span)


def _topic(segment: Segment, draft: Draft) -> None:
    if segment.text:
        draft.command("topic", segment.text[:_MOST_TEXT], span=segment.span)


def _rsvp(segment: Segment, draft: Draft) -> None:
    if not answer(segment, draft):
        draft.ask("rsvp.unclear", "Neither yes, no nor maybe", segment.span)


_KEYWORDS: dict[str, Callable[[Segment, Draft], None]] = {
    "came": _came,
    "missed": _missed,
    "met": _met,
    "next": _tasks,
    "place": _place,
    "circle": _circle,
    "about": _about,
    "topic": _topic,
    "rsvp": _rsvp,
}
