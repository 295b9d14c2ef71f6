"""Yes, no and maybe: on the first line, or said in a sentence; and what makes either of them doubtful.

Precision comes first: a condition, a question, a contradiction or somebody else's answer is asked about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from circles.domain.replies import cues
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import answers, doubts, words
from circles.domain.replies.segments import Segment
from circles.domain.replies.values import Span
from circles.domain.words import MeetingState, Rsvp

OFFERS = frozenset(["confirm", "import-invite", "seat", "swap-ask", "ask"])
"""Mails whose Yes takes up what they offer."""
NUMBERED = frozenset(["move-poll", "survey"])
"""Mails that ask for a number: yes and no say nothing."""


_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\w)[^.!?\n]*)*[.!?]*")
_MOST_LEAD = 5  # words


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: as typed, its words, and where it stands."""

    text: str
    said: str
    span: Span

    @property
    def asks(self) -> bool:
        return "?" in self.text


def sentences(segment: Segment) -> Iterator[Sentence]:
    """Cut a segment at full stops, exclamation and question marks."""
    offset = segment.span[1] - len(segment.text)
    for match in _SENTENCE.finditer(segment.text):
        if match.group().strip():
            yield Sentence(
                match.group(), words(match.group()), (offset + match.start(), offset + match.end())
            )


def answer(segment: Segment, draft: Draft) -> bool:
    """Read a line that starts with yes, no or maybe; tell whether it does. What follows may take it back."""
    first, *rest = [*sentences(segment), Sentence("", "", segment.span)]
    found = _lead(first, draft.context.language)
    if found is None:
        return False
    value, lead, tail = found
    doubt = _doubt(value, lead, tail, first, draft)
    if doubt:
        draft.doubt(
            f"rsvp.{doubt}",
            f"Starts with {value}, but holds a {doubt}: {first.text.strip()[:80]!r}",
            first.span,
        )
    else:
        _record(value, first, draft)
    for sentence in rest:
        talk(sentence, draft)
    return True


def talk(sentence: Sentence, draft: Draft) -> None:
    """Read what a sentence says about coming; most say nothing about it."""
    kind = draft.context.kind
    if kind != "recap-ask" and kind not in OFFERS | NUMBERED:
        _read_rsvp(sentence, draft)
    if cues.ATTENDANCE.search(sentence.said) and (
        _names_somebody(sentence.said, draft) or kind == "recap-ask"
    ):
        draft.ask("attendance.sentence", f"May say who came: {sentence.text.strip()[:80]!r}", sentence.span)


def _read_rsvp(sentence: Sentence, draft: Draft) -> None:
    said = cues.IDIOM.sub(" ", sentence.said)
    if cues.ANOTHER_TIME.search(said):
        return
    for value, pattern in cues.SAYS:
        found = pattern.search(said)
        if not found:
            continue
        around = said[: found.start()] + " " + said[found.end() :]
        if sentence.asks or (value is not Rsvp.MAYBE and cues.DOUBT.search(around)):
            draft.doubt(
                "rsvp.condition", f"A condition or question: {sentence.text.strip()[:80]!r}", sentence.span
            )
        else:
            draft.rsvps.append(value)
            draft.note(
                f"rsvp.says-{value}", f"Says {value}: {sentence.text.strip()[:80]!r}", sentence.span, 0.9
            )
        return
    if draft.rsvps and re.match(
        r"(?:but|or|only if|if|unless|depends|actually|wait|although|though|however)\b", said
    ):
        draft.doubt(
            "rsvp.condition", f"Takes back what was said: {sentence.text.strip()[:80]!r}", sentence.span
        )


def _lead(sentence: Sentence, language: str) -> tuple[Rsvp, str, str] | None:
    """Find the answer a sentence starts with, its words, and the rest."""
    if cues.NO_BUT_NOT_NO.match(sentence.said):
        return None
    said = sentence.said.split(" ")
    table = answers(language)
    for length in range(min(_MOST_LEAD, len(said)), 0, -1):
        lead, rest = " ".join(said[:length]), " ".join(said[length:])
        if lead not in table:
            continue
        if lead in cues.LIGHT and not cues.LIGHT_REST.fullmatch(rest):
            return None
        if (
            table[lead] is Rsvp.MAYBE
            and not cues.MAYBE_MEANT.match(rest)
            and not _stops_after(sentence.text, length)
        ):
            return None
        return table[lead], lead, rest
    return None


def _stops_after(text: str, count: int) -> bool:
    """Tell whether punctuation follows the first `count` words."""
    return bool(re.match(rf"\W*(?:[\w'’]+\W+){{{count - 1}}}[\w'’]+\s*[,;:.!–—-]", text))


def _doubt(value: Rsvp, lead: str, tail: str, sentence: Sentence, draft: Draft) -> str | None:
    """Name what makes an answer doubtful, in a word."""
    rest = cues.IDIOM.sub(" ", tail)
    if sentence.asks:
        return "question"
    if value is Rsvp.MAYBE:
        return None
    if _speaks_for_another(rest, draft):
        return "name"
    return _doubt_of_yes(lead, rest, draft.context.language) if value is Rsvp.YES else _doubt_of_no(rest)


def _doubt_of_yes(lead: str, rest: str, language: str) -> str | None:
    doubt, negation = doubts(language, lead)
    if doubt.search(rest):
        return "condition"
    return "contradiction" if negation.search(rest) and not cues.ANOTHER_TIME.search(rest) else None


def _doubt_of_no(rest: str) -> str | None:
    if cues.STILL_COMES.search(rest):
        return "contradiction"
    but = cues.BUT.search(rest)
    return "condition" if but and cues.BUT_MATTERS.search(but.group()) else None


def _speaks_for_another(rest: str, draft: Draft) -> bool:
    tokens = rest.split()
    return any(cues.ANSWERS.match(after) and _is_other(token, draft) for token, after in pairwise(tokens))


def _is_other(token: str, draft: Draft) -> bool:
    return any(
        token in words(m.name).split() and m.email != draft.roster.writer for m in draft.roster.members
    )


def _names_somebody(said: str, draft: Draft) -> bool:
    tokens = set(said.split())
    return bool(tokens & {"i", "we", "everyone", "everybody", "all", "nobody"}) or any(
        tokens & set(words(member.name).split()) for member in draft.roster.members
    )


def _record(value: Rsvp, sentence: Sentence, draft: Draft) -> None:
    kind = draft.context.kind
    if kind == "recap-ask":
        _record_met(value, sentence, draft)
    elif kind in OFFERS:
        _record_offer(value, sentence, draft)
    elif kind == "follow-up" and value is Rsvp.YES:
        draft.command("done", *[str(n) for n, _ in draft.context.follow_ups[:1]], span=sentence.span)
    elif kind in NUMBERED or kind == "follow-up":
        draft.ask("answer.unasked", f"{value} answers nothing that was asked", sentence.span)
    else:
        draft.rsvps.append(value)
        draft.note(f"rsvp.{value}", f"The first word says {value}", sentence.span)


def _record_met(value: Rsvp, sentence: Sentence, draft: Draft) -> None:
    """Read the answer to "Did your circle meet?"; a "no" about oneself is no answer to that."""
    alone = value is Rsvp.NO and cues.ABOUT_ME.search(sentence.said)
    if value is Rsvp.MAYBE or alone:
        draft.ask(
            "met.unclear", f"May not be about the circle: {sentence.text.strip()[:80]!r}", sentence.span
        )
        return
    draft.met.append(MeetingState.HELD if value is Rsvp.YES else MeetingState.NOT_HELD)
    draft.note(f"met.{draft.met[-1]}", f"The first word says {value}", sentence.span)
    if len(sentence.said.split()) > 3 and cues.ATTENDANCE.search(sentence.said.replace("we met", "")):
        draft.ask("attendance.sentence", f"May say who came: {sentence.text.strip()[:80]!r}", sentence.span)


def _record_offer(value: Rsvp, sentence: Sentence, draft: Draft) -> None:
    if value is Rsvp.MAYBE:
        draft.ask("answer.unclear", "Neither yes nor no", sentence.span)
    else:
        draft.command("join" if value is Rsvp.YES else "decline", span=sentence.span)
