"""Yes, no and maybe: on the first line, or said in a sentence; and what makes either of them doubtful.

Precision comes first: a condition, a question, a contradiction or somebody else's answer is asked about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import answers, any_of, doubts, words
from circles.domain.replies.segments import Segment
from circles.domain.replies.values import Span
from circles.domain.words import MeetingState, Rsvp

OFFERS = frozenset(["confirm", "import-invite", "seat", "swap-ask", "ask"])
"""Mails whose Yes takes up what they offer."""
NUMBERED = frozenset(["move-poll", "survey"])
"""Mails that ask for a number: yes and no say nothing."""


_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\w)[^.!?\n]*)*[.!?]*")
_MOST_LEAD = 5  # words

# Said lightly: these count alone or with a word of thanks, since they may answer something else.
_LIGHT = frozenset(
    [
        "ok",
        "okay",
        "sure",
        "y",
        "n",
        "vale",
        "claro",
        "prima",
        "va bene",
        "pode ser",
        "d'accord",
        "gerne",
        "certo",
    ]
)
_LIGHT_REST = re.compile(
    r"(?:thanks?|thank you|thx|great|perfect|good|fine|will do|for me|works|with me|that works|\s)*"
)
_NO_BUT_NOT_NO = any_of("""
    no (?:problems?|prob|probs|worries|doubt|need|idea|clue|matter|one|longer|rush|hurry|pressure|reason)
    no (?:questions?|way to know|issues?|news|changes?|time|more)
""")
_MAYBE_MEANT = re.compile(r"$|(?:i|i'll|i'm|will|not|depends|if|still|yet|can|have|need|whether)\b")

# Phrases that hold a word of doubt or refusal, and mean neither.
_IDIOM = any_of(r"""
    (?:can't|cannot|can not) wait
    (?:wouldn't|won't|will not|would not|not going to|never) miss
    not a problem|no (?:problem|worries|need)|why not|if anything|sorry (?:i'm|i am) late
    (?:sorry|apologies) (?:for|about) (?:the |my |being )?(?:late|delay|delayed|slow|long)\b.*
    if (?:that's|that is|it's|it is) (?:ok|okay|fine|all right|alright)
    but (?:\w+('\w+)? ){0,7}(?:late|leave early|leaving early)
""")
_COME = (
    "(?:be (?:there|coming|joining|attending)|come|attend|join|make (?:it|that|the)|participate|take part)"
)
_I = "(?:i|we)"
_STILL = "(?:still |also |really |definitely |certainly |gladly |happily |probably |be able to |now |then )*"
_STILL_COMES = any_of(rf"""
    (?:i'll|i will|i can|i could|i might|can|could|will) {_STILL}{_COME}\b(?! next)
    see you (?:there|then|all there)|count me in|i'm (?:in|coming)|yes|yep
""")
_DOUBT, _ = doubts("en", "yes")
_BUT = any_of("(?:but|unless|if|maybe|perhaps|might|actually)\\b.*")
_BUT_MATTERS = re.compile(
    r"^(?:unless|if|maybe|perhaps|might|actually)"
    r"|\b(?:can|could|might|maybe|may|will|i'll) (?:\w+ ){0,2}(?:come|join|attend|make|be)\b"
)

_SORRY = "(?:sorry |sadly |unfortunately |regrettably |apologies |really )*"
_CANNOT = "(?:can't|cannot|can not|cant|won't|will not|not able to|unable to|not going to)"
_MISS = "(?:skip|miss|cancel|pass|bow out|decline)"
_SAYS = (
    (
        Rsvp.MAYBE,
        any_of(rf"""
            (?:not sure|unsure|don't know)(?: yet)?(?: if| whether)? {_I}(?:'ll| will| can| could)\b.*{_COME}
            {_I} (?:might|may)(?: not)? (?:be able to )?{_COME}
            {_I}(?:'ll| will) try to {_COME}
        """),
    ),
    (
        Rsvp.NO,
        any_of(rf"""
            (?:{_I}(?:'m| am|'re| are)? |^){_SORRY}{_CANNOT} (?:be able to )?{_COME}
            count me out|^{_SORRY}not coming
            {_I}(?:'ll| will)? (?:have to|need to|must) {_MISS}
            i(?:'m| am) not (?:coming|attending|joining)
        """),
    ),
    (
        Rsvp.YES,
        any_of(rf"""
            {_I}(?:'ll| will| can| shall|(?:'m| am) going to) {_STILL}{_COME}
            ^(?:will|can|happy to|glad to) {_STILL}{_COME}
            count me in|i(?:'m| am) (?:in|coming|attending|joining)|i'll see you (?:there|then)
        """),
    ),
)
_ANOTHER_TIME = any_of("""
    next time|next month|next one|last time|last week|another time|in future|the one after
""")
_ATTENDANCE = any_of("""
    came|attended|showed up|turned up|(?:was|were) (?:there|absent|missing)|missed (?:it|the|our|us)|no show
    (?:didn't|couldn't) (?:come|show|make|join|attend)|made it|met
""")
_ANSWERS = any_of("is|are|can|can't|cannot|will|won't|has|said|says|told|isn't|wants|asked|would|might")
_TAKES_BACK = re.compile(r"(?:but|or|only if|if|unless|depends|actually|wait|although|though|however)\b")
_ABOUT_ME = any_of("i|i'm|i've|me|my|sick|ill")


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
    if _ATTENDANCE.search(sentence.said) and (_names_somebody(sentence.said, draft) or kind == "recap-ask"):
        draft.ask("attendance.sentence", f"May say who came: {sentence.text.strip()[:80]!r}", sentence.span)


def _read_rsvp(sentence: Sentence, draft: Draft) -> None:
    said = _IDIOM.sub(" ", sentence.said)
    if _ANOTHER_TIME.search(said):
        return
    for value, pattern in _SAYS:
        found = pattern.search(said)
        if not found:
            continue
        around = said[: found.start()] + " " + said[found.end() :]
        if sentence.asks or (value is not Rsvp.MAYBE and _DOUBT.search(around)):
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
    if _NO_BUT_NOT_NO.match(sentence.said):
        return None
    said = sentence.said.split(" ")
    table = answers(language)
    for length in range(min(_MOST_LEAD, len(said)), 0, -1):
        lead, rest = " ".join(said[:length]), " ".join(said[length:])
        if lead not in table:
            continue
        if lead in _LIGHT and not _LIGHT_REST.fullmatch(rest):
            return None
        if (
            table[lead] is Rsvp.MAYBE
            and not _MAYBE_MEANT.match(rest)
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
    rest = _IDIOM.sub(" ", tail)
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
    return "contradiction" if negation.search(rest) and not _ANOTHER_TIME.search(rest) else None


def _doubt_of_no(rest: str) -> str | None:
    if _STILL_COMES.search(rest):
        return "contradiction"
    but = _BUT.search(rest)
    return "condition" if but and _BUT_MATTERS.search(but.group()) else None


def _speaks_for_another(rest: str, draft: Draft) -> bool:
    tokens = rest.split()
    return any(_ANSWERS.match(after) and _is_other(token, draft) for token, after in pairwise(tokens))


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
    alone = value is Rsvp.NO and _ABOUT_ME.search(sentence.said)
    if value is Rsvp.MAYBE or alone:
        draft.ask(
            "met.unclear", f"May not be about the circle: {sentence.text.strip()[:80]!r}", sentence.span
        )
        return
    draft.met.append(MeetingState.HELD if value is Rsvp.YES else MeetingState.NOT_HELD)
    draft.note(f"met.{draft.met[-1]}", f"The first word says {value}", sentence.span)
    if len(sentence.said.split()) > 3 and _ATTENDANCE.search(sentence.said.replace("we met", "")):
        draft.ask("attendance.sentence", f"May say who came: {sentence.text.strip()[:80]!r}", sentence.span)


def _record_offer(value: Rsvp, sentence: Sentence, draft: Draft) -> None:
    if value is Rsvp.MAYBE:
        draft.ask("answer.unclear", "Neither yes nor no", sentence.span)
    else:
        draft.command("join" if value is Rsvp.YES else "decline", span=sentence.span)
