"""The structured lines that our mails teach by example: what follows a keyword and a colon."""

import re
from collections.abc import Callable

from circles.domain.replies.account_cues import HEDGED
from circles.domain.replies.accounts import OTHERWISE, account
from circles.domain.replies.courtesies import barely
from circles.domain.replies.dates import read_date
from circles.domain.replies.draft import Draft
from circles.domain.replies.intents import answer
from circles.domain.replies.languages import answers, words
from circles.domain.replies.met_abroad import says_not_met
from circles.domain.replies.muster import mustered
from circles.domain.replies.names import Named
from circles.domain.replies.phrases import all_came
from circles.domain.replies.segments import Segment
from circles.domain.replies.sentences import Sentence, sentences
from circles.domain.replies.tasks import tasks
from circles.domain.replies.values import MOST_TEXT, Span
from circles.domain.words import Attendance, MeetingState, Rsvp

_LINK = re.compile(r"https?://[^\s<>\"]{1,500}")

_EVERYONE = re.compile(
    r"(?P<who>(?:everyone|everybody|all(?: of us)?|we all|the whole circle)(?: (?:but|except(?: for)?) .+?)?)"
    r" (?:came|attended|was there|were there|was present|were present|made it|showed up)"
    r"|all (?:present|there|here)"
)
_MET = re.compile(r"(?:yes |yeah |yep )?(?:we )?(?:did meet|met)(?: (?P<day>.+))?")


def keyword_line(segment: Segment, draft: Draft) -> None:
    """Read what follows a keyword."""
    _KEYWORDS[segment.keyword or ""](segment, draft)


def plain_line(segment: Segment, draft: Draft) -> bool:
    """Read a whole line that says in a fixed way who came or whether you met; tell whether it does."""
    said = words(barely(segment, draft.context).text)
    everyone = _EVERYONE.fullmatch(said)
    if (everyone or all_came(said)) and "?" not in segment.text:
        who = (everyone and everyone["who"]) or "everyone"
        _attended(draft, draft.roster.people(who), Attendance.CAME, segment.span)
        return True
    if says_not_met(said, draft.context.language) and "?" not in segment.text:
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
        draft.said_everyone |= named.everyone
        draft.attend(named.emails, value)
        draft.attend(named.left_out, OTHERWISE[value])
        draft.note(f"attendance.{value}", f"{len(named.emails)} {value}", span)
    for name in named.unknown:
        draft.ask_who(name, span)


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


def _place(segment: Segment, draft: Draft) -> None:
    text = segment.text.strip("<> ")
    link = _LINK.search(segment.text)
    if not words(text) or ("://" in text and not link):
        draft.ask("place.unclear", "A place is words or an http(s) link", segment.span)
        return
    draft.command("place", link.group() if link else text[:MOST_TEXT], span=segment.span)


def _circle(segment: Segment, draft: Draft) -> None:
    if segment.text:
        draft.command("circle", segment.text, span=segment.span)
    else:
        draft.ask("circle.empty", "No words after “Circle:”", segment.span)


def _about(segment: Segment, draft: Draft) -> None:
    if segment.text:
        draft.command("about", segment.text[:MOST_TEXT], span=segment.span)
    else:
        draft.ask("about.empty", "No words after “About me:”", segment.span)


def _topic(segment: Segment, draft: Draft) -> None:
    if segment.text:
        draft.command("topic", segment.text[:MOST_TEXT], span=segment.span)


def _rsvp(segment: Segment, draft: Draft) -> None:
    if not answer(segment, draft):
        draft.ask("rsvp.unclear", "Neither yes, no nor maybe", segment.span)


_KEYWORDS: dict[str, Callable[[Segment, Draft], None]] = {
    "came": _came,
    "missed": _missed,
    "met": _met,
    "next": tasks,
    "place": _place,
    "circle": _circle,
    "about": _about,
    "topic": _topic,
    "rsvp": _rsvp,
}
