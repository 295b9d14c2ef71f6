"""Yes, no and maybe: on the first line, or said in a sentence; and what makes either of them doubtful.

Precision comes first: a condition, a question, a contradiction or somebody else's answer is asked about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import alternatives, answers, words
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
    r"(?:thanks?|thank you|thx|great|perfect|good|fine|will do|for me|works|with me|that works|works for me| )*"
)
_NO_BUT_NOT_NO = re.compile(
    r"no (?:problem|problems|worries|doubt|need|idea|clue|matter|one|longer|rush|hurry|question|questions|way to know|issue|issues"
    r"|prob|probs|pressure|news|change|changes|reason|time|more)\b"
)
_MAYBE_MEANT = re.compile(
    r"(?:$|i\b|i'll\b|i'm\b|will\b|not\b|depends|if\b|still\b|yet\b|can\b|have\b|need\b|whether\b)"
)

_IDIOM = re.compile(
    r"\b(?:can't|cannot|can not) wait\b|\b(?:wouldn't|won't|will not|would not|not going to|never) miss\b|\bnot a problem\b"
    r"|\bno (?:problem|worries|need)\b|\bwhy not\b|\b(?:sorry|apologies) (?:for|about) (?:the |my |being )?(?:late|delay|delayed|slow|long)\b[^,.]*"
    r"|\bsorry (?:i'm|i am) late\b|\bif (?:that's|that is|it's|it is) (?:ok|okay|fine|all right|alright)\b|\bif anything\b"
    r"|\bbut (?:i'll|i will|i'm|i am|i might|i may|may|might|will|i)?\s*(?:be |come |join |arrive |have to |need to |must )*(?:a (?:bit|little|few minutes) |"
    r"\w+ minutes |slightly )?(?:late|leave early|leaving early|early)\b"
)
_DOUBT = re.compile(
    r"\b(?:"
    + alternatives(r"""
        if|unless|depends|depending|provided|providing|assuming|as long as|whether|in case|might|may be|may not|maybe|perhaps
        possibly|probably|presumably|hopefully|i hope|not sure|unsure|i think|i guess|i suppose|i'll try|i will try|try to
        trying to|should be able|however|although|though|but|except|tentative|tentatively|let you know|get back to you|tbc|tbd
        could|would|or|either|as far as|not certain|don't know|do not know|until|only
        wenn|falls|sofern|vielleicht|aber|eventuell|si|sauf|peut-etre|mais|pero|quizas|tal vez|se|ma|forse|mas|talvez
        als|tenzij|misschien|maar|hvis|maske|kanskje|men|om|kanske|jos|ehka|mutta|jesli|jezeli|moze|ale
    """)
    + r")\b"
)
_NEGATION = re.compile(
    r"\b(?:not|no|nope|never|cannot|can't|cant|won't|wont|couldn't|unable|unfortunately|sadly|decline|regret|sick|ill|away|miss|skip"
    r"|isn't|don't|nicht|kein|nein|pas|non|nao|niet|nee|nej|nei|inte|ikke|ei|en|nie)\b"
)
_BUT = re.compile(r"\b(?:but|unless|if|maybe|perhaps|might|actually)\b.*")
_COME = r"(?:be there|be coming|be joining|be attending|come|attend|join|make it|make that|make the|participate|take part)"
_STILL_COMES = re.compile(
    rf"\b(?:i'll|i will|i can|i could|i might|can|could|will) (?:still |also |definitely |certainly )*{_COME}\b(?! next)"
    r"|\bsee you (?:there|then|all there)\b|\bcount me in\b|\bi'm (?:in|coming)\b|\byes\b|\byep\b"
)

_I = r"(?:i|we)"
_FILL = r"(?:really |sadly |unfortunately |definitely |certainly |gladly |happily |probably |still |also |be able to |now |then )*"
_SAYS = (
    (
        Rsvp.MAYBE,
        "rsvp.says-maybe",
        rf"\b(?:not sure|unsure|don't know|do not know|can't say)(?: yet)?(?: if| whether)? {_I}(?:'ll| will| can| could)\b.*{_COME}"
        rf"|\b{_I} (?:might|may)(?: not)? (?:be able to )?{_COME}|\b{_I}(?:'ll| will) try to {_COME}",
    ),
    (
        Rsvp.NO,
        "rsvp.says-no",
        rf"(?:\b{_I}(?:'m| am|'re| are)?|^(?:sorry |sadly |unfortunately |regrettably |apologies )*)\s?{_FILL}"
        rf"(?:can't|cannot|can not|cant|won't be able to|will not be able to|won't|will not|not able to|unable to|not going to)"
        rf"(?: {_FILL.replace('(?:', '(?:', 1)})?\s*{_COME}\b"
        rf"|\bcount me out\b|\b{_I} (?:have to|need to|must|will have to|'ll have to) (?:skip|miss|cancel|pass|bow out|decline)\b"
        rf"|\bi(?:'ll| will) (?:have to |need to )(?:skip|miss|cancel|pass|bow out|decline)\b|\bi(?:'m| am) not (?:coming|attending|joining)\b"
        r"|^not coming\b",
    ),
    (
        Rsvp.YES,
        "rsvp.says-yes",
        rf"(?:\b{_I}(?:'ll| will| can| shall|'m going to| am going to)|^(?:will|can|happy to|glad to)) {_FILL}{_COME}\b"
        r"|\bcount me in\b|\bi(?:'m| am) (?:in|coming|attending|joining)\b|\bi'll see you (?:there|then)\b",
    ),
)
_SAID = tuple((value, rule, re.compile(pattern)) for value, rule, pattern in _SAYS)
_ANOTHER_TIME = re.compile(
    r"\b(?:next time|next month|next one|last time|last week|another time|in future|the one after)\b"
)
_ATTENDANCE = re.compile(
    r"\b(?:came|attended|showed up|turned up|was there|were there|was absent|were absent|missed (?:it|the|our|us)|didn't (?:come|show|make|join)"
    r"|couldn't (?:come|make|join|attend)|was missing|were missing|no show|made it|met)\b"
)
_OTHERS_ANSWER = re.compile(
    r"(?:is|are|can|can't|cannot|will|won't|has|said|says|told|isn't|wants|asked|would|might)\b"
)


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
    first, *rest = sentences(segment) or [Sentence("", "", segment.span)]
    found = _lead(first, draft.context.language)
    if found is None:
        return False
    value, tail = found
    doubt = _doubt(value, tail, first, draft)
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
    for value, rule, pattern in _SAID:
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
            draft.note(rule, f"Says {value}: {sentence.text.strip()[:80]!r}", sentence.span, 0.9)
        return
    if draft.rsvps and re.match(
        r"(?:but|or|only if|if|unless|depends|actually|wait|although|though|however)\b", said
    ):
        draft.doubt(
            "rsvp.condition", f"Takes back what was said: {sentence.text.strip()[:80]!r}", sentence.span
        )


def _lead(sentence: Sentence, language: str) -> tuple[Rsvp, str] | None:
    """Find the answer a sentence starts with, and the rest of its words."""
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
        return table[lead], rest
    return None


def _stops_after(text: str, count: int) -> bool:
    """Tell whether punctuation follows the first `count` words."""
    return bool(re.match(rf"\W*(?:[\w'’]+\W+){{{count - 1}}}[\w'’]+\s*[,;:.!–—-]", text))


def _doubt(value: Rsvp, tail: str, sentence: Sentence, draft: Draft) -> str | None:
    """Name what makes an answer doubtful, in a word."""
    rest = _IDIOM.sub(" ", tail)
    if sentence.asks:
        return "question"
    if value is Rsvp.MAYBE:
        return None
    if _speaks_for_another(rest, draft):
        return "name"
    if value is Rsvp.YES:
        if _DOUBT.search(rest):
            return "condition"
        return "contradiction" if _NEGATION.search(rest) and not _ANOTHER_TIME.search(rest) else None
    if _STILL_COMES.search(rest):
        return "contradiction"
    conditional = _BUT.search(rest)
    return "condition" if conditional and _NEEDS_ASKING.search(conditional.group()) else None


_NEEDS_ASKING = re.compile(
    r"^(?:unless|if|maybe|perhaps|might|actually)|\b(?:can|could|might|maybe|may|will|i'll) (?:\w+ ){0,2}(?:come|join|attend|make|be)\b"
)


def _speaks_for_another(rest: str, draft: Draft) -> bool:
    tokens = rest.split()
    pairs = zip(tokens, tokens[1:], strict=False)
    return any(_OTHERS_ANSWER.match(after) and _is_other(token, draft) for token, after in pairs)


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
    alone = value is Rsvp.NO and re.search(r"\b(?:i|i'm|i've|me|my|sick|ill)\b", sentence.said)
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
