"""Yes, no and maybe: on the first line, or said in a sentence; and what makes either of them doubtful.

Precision comes first: a condition, a question, a contradiction or somebody else's answer is asked about.
"""

import re
from itertools import pairwise

from circles.domain.replies import clause_cues, cues, lead_cues
from circles.domain.replies.accounts import account, met_answer
from circles.domain.replies.calling_off import calls_off
from circles.domain.replies.clauses import answered, is_reason
from circles.domain.replies.coming import read_rsvp
from circles.domain.replies.commands import later_sentence
from circles.domain.replies.dates import first_date
from circles.domain.replies.draft import Draft
from circles.domain.replies.errands import takes_back
from circles.domain.replies.languages import answers, doubts, words
from circles.domain.replies.leads import cheers, doubt_other_answer, leading
from circles.domain.replies.offers import (
    says_done,
    says_not_done,
    says_was_there,
    was_there,
    whose,
    would_host,
)
from circles.domain.replies.other_meetings import without_the_last
from circles.domain.replies.phrases import elsewhere
from circles.domain.replies.promises import promise
from circles.domain.replies.segments import Segment
from circles.domain.replies.sentences import Sentence, sentences
from circles.domain.words import Attendance, Rsvp

OFFERS = frozenset(["confirm", "import-invite", "season-open", "seat", "swap-ask", "ask", "address"])
"""Mails whose Yes takes up what they offer."""
NUMBERED = frozenset(["move-poll", "survey"])
"""Mails that ask for a number: yes and no say nothing."""
UNASKED = frozenset(["follow-up", "note", "waitlisted", "paused", "left", "check-in", "digest"])
"""Mails that ask for something else, or nothing: a bare yes or no is no answer to an invitation."""

_COMES = dict(cues.SAYS)[Rsvp.YES]
_BEFORE_NO = re.compile(r"(?i).*[, ](?:so|which is why|that's why) (?P<no>.+)")
_AFTER_NO = re.compile(r"(?i)(?P<no>.+?)(?: (?:because|as|since) |: )(?!.*\b(?:will|\w+'ll)\b).+")
"""A refusal, and why; what the writer will do all the same may follow it."""
_OPPOSITE = {Rsvp.YES: Rsvp.NO, Rsvp.NO: Rsvp.YES}


def answer(segment: Segment, draft: Draft) -> bool:
    """Read a line that starts with yes, no or maybe; tell whether it does. What follows may take it back."""
    if draft.context.kind == "check-in":  # to "How are you?" a bare yes or no is a word like any other
        return words(segment.text) in answers(draft.context.language)
    return _answers_what_was_asked(segment, draft)


def _answers_what_was_asked(segment: Segment, draft: Draft) -> bool:
    first, *rest = [*sentences(segment), Sentence("", "", segment.span)]
    if _answers_itself(first, rest[0]):
        draft.doubt("rsvp.question", f"Answers a question of its own: {segment.text[:80]!r}", segment.span)
        return True
    if _says_it_otherwise(first, draft):
        for sentence in rest:
            talk(sentence, draft)
        return True
    found = leading(first, draft.context)
    if found is None or elsewhere(draft.context.language, first.said):
        return False
    value, lead, tail = found
    if value is Rsvp.YES and cheers(first, rest[0], draft.context.kind):
        return False
    if draft.context.kind == "recap-ask" and value is not Rsvp.MAYBE and not first.asks:
        met_answer(value, first, first.after(len(lead.split())), draft)
        for sentence in rest:
            _take_back(value, sentence, draft)
            talk(sentence, draft)
        return True
    looks_back = draft.context.kind == "catch-up" or draft.meeting_is_over
    if not (looks_back and account(first.after(len(lead.split())), draft)):
        _weigh(value, lead, tail, first, draft)
    doubt_other_answer(value, rest, draft)
    for sentence in rest:
        talk(sentence, draft)
    return True


def _answers_itself(first: Sentence, following: Sentence) -> bool:
    """Tell whether a bare yes or no is about what was just asked, which is not coming: "Undo that? No"."""
    bare = clause_cues.SHORT.fullmatch(following.said) is not None
    return first.asks and bare and not cues.OF_A_MEETING.search(first.said)


def _weigh(value: Rsvp, lead: str, tail: str, first: Sentence, draft: Draft) -> None:
    """Record the answer a sentence starts with, or ask where what follows it makes it doubtful."""
    doubt = _doubt(value, lead, tail, first, draft)
    if doubt and doubt not in {"question", "reversal"} and _confirms(value, lead, first, draft):
        doubt = None
    after = tail.rpartition(" but ")[2] if value is Rsvp.YES and not first.asks else ""
    if doubt and after != tail and _plainly(Rsvp.NO, after):
        _record(Rsvp.NO, first, draft)
    elif doubt:
        draft.doubt(
            f"rsvp.{doubt}",
            f"Starts with {value}, but holds a {doubt}: {first.text.strip()[:80]!r}",
            first.span,
        )
    else:
        _record(value, first, draft)


def _confirms(value: Rsvp, lead: str, first: Sentence, draft: Draft) -> bool:
    """Tell whether all that follows an answer is known, and none of it takes it back."""
    tail = first.after(len(lead.split()))
    return any(answered(each.pieces(), draft.context.language, value) is value for each in (tail, first))


def _says_it_otherwise(sentence: Sentence, draft: Draft) -> bool:
    """Record that something is or isn't the writer's, or that it is done, where that is what was asked."""
    kind = draft.context.kind
    mine = would_host(sentence) if kind == "swap-ask" else whose(sentence) if kind in OFFERS else None
    there = _presence(sentence, draft)
    if mine is not None:
        _record_offer(mine, sentence, draft)
    elif kind == "topic-draft" and would_host(sentence) is Rsvp.YES:
        _record(Rsvp.YES, sentence, draft)
    elif there is not None:
        _record_presence(there, sentence, draft)
    elif says_done(sentence, draft):
        _record_done(sentence, draft)
    elif says_not_done(sentence, draft):
        draft.command("open", *[str(n) for n, _ in draft.context.follow_ups[:1]], span=sentence.span)
    else:
        return False
    return True


def _presence(sentence: Sentence, draft: Draft) -> Rsvp | None:
    """Tell whether a sentence says that the writer was there, or was not; unasked, only that they were."""
    kind = draft.context.kind
    if kind in {"conflict", "catch-up"} or draft.meeting_is_over:
        return was_there(sentence)
    if kind in OFFERS | NUMBERED | UNASKED | {"recap-ask"}:
        return None
    found = leading(sentence, draft.context)
    rest = sentence.after(len(found[1].split())) if found and found[0] is not Rsvp.MAYBE else sentence
    return Rsvp.YES if says_was_there(rest, draft.context.language) else None


def _take_back(value: Rsvp, sentence: Sentence, draft: Draft) -> None:
    """Note a later sentence that begins with the other answer to "Did you meet?"."""
    found = None if cues.LABEL.match(sentence.text) else leading(sentence, draft.context)
    if found and {value, found[0]} == {Rsvp.YES, Rsvp.NO}:
        draft.ask("conflict.met", f"Takes back what was said: {sentence.text.strip()[:80]!r}", sentence.span)
        draft.met.clear()


def talk(sentence: Sentence, draft: Draft) -> None:
    """Read what a sentence says: of a meeting that was, of what somebody will do, of coming."""
    if calls_off(sentence):
        draft.doubt(
            "meeting.off", "An organizer calls a meeting off; “Move” looks for another time", sentence.span
        )
        return
    sentence, question = sentence.unquoted(), draft.question
    draft.question = sentence.said if sentence.asks else ""
    if promise(_without_reason(sentence, draft), draft) and takes_back(sentence.said):
        return
    if later_sentence(sentence, draft):
        return
    sentence = _of_the_next(sentence, draft)
    if account(sentence, draft) or draft.context.kind in OFFERS | NUMBERED | {"waitlisted"}:
        return
    if draft.context.kind in UNASKED and not cues.OF_A_MEETING.search(sentence.said):
        return
    if draft.context.kind != "recap-ask" or first_date(sentence.plain, draft.calendar):
        read_rsvp(sentence, draft, after=question)


def _without_reason(sentence: Sentence, draft: Draft) -> Sentence:
    """Leave out why the writer can't come: "I promised to fetch her, so I can't" is no promise to us."""
    for pattern in (_BEFORE_NO, _AFTER_NO):
        if found := pattern.fullmatch(sentence.plain):
            rest = Sentence(found["no"], words(found["no"]), sentence.span)
            if answered(rest.pieces(), draft.context.language) is Rsvp.NO:
                return rest
    return sentence


def _of_the_next(sentence: Sentence, draft: Draft) -> Sentence:
    """Leave out what is told of the meeting before, where the rest answers for the one to come."""
    text = without_the_last(sentence.plain) if draft.meets_on and not sentence.asks else ""
    rest = Sentence(text, words(text), sentence.span)
    return rest if text and answered(rest.pieces(), draft.context.language) else sentence


def _plainly(value: Rsvp, said: str) -> bool:
    """Tell whether words say one thing, and nothing in doubt of it."""
    pattern = dict(cues.SAYS)[value]
    return pattern.search(said) is not None and not cues.DOUBT_OF_NO.search(said)


def _doubt(value: Rsvp, lead: str, tail: str, sentence: Sentence, draft: Draft) -> str | None:
    """Name what makes an answer doubtful, in a word."""
    rest = cues.IDIOM.sub(" ", tail)
    if lead == "si" and cues.SI_IF.match(sentence.text):
        return "condition"
    if value is Rsvp.MAYBE:
        return "question" if sentence.asks and rest.strip() else None
    if sentence.asks:
        return "question"
    if _speaks_for_another(rest, draft):
        return "name"
    language = draft.context.language
    if _says_the_opposite(value, lead, sentence, language):
        return "reversal"
    return _doubt_of_yes(lead, rest, language) if value is Rsvp.YES else _doubt_of_no(rest, language)


def _says_the_opposite(value: Rsvp, lead: str, sentence: Sentence, language: str) -> bool:
    """Tell whether what follows a yes or no takes it back: "Yes, count me out", "No, I'm coming"."""
    rest = sentence.after(len(lead.split()))
    takes_back = clause_cues.WITHDRAWS if value is Rsvp.YES else clause_cues.ALL_WELL
    said, whole = answered(rest.pieces(), language), answered(sentence.pieces(), language)
    if said is not value and any(takes_back.fullmatch(piece) for piece in rest.pieces()):
        return True
    return said is _OPPOSITE[value] and whole is not value  # "No puedo ir": the no is part of the clause


def _doubt_of_yes(lead: str, rest: str, language: str) -> str | None:
    doubt, negation = doubts(language, lead)
    if doubt.search(rest):
        return "condition"
    return "contradiction" if negation.search(rest) and not cues.ANOTHER_TIME.search(rest) else None


def _doubt_of_no(rest: str, language: str) -> str | None:
    if cues.STILL_COMES.search(rest):
        return "contradiction"
    if rest and not is_reason(rest, language):
        return "statement"
    if cues.TELLS.match(rest):  # a reason, or about something else
        return "statement"
    but = cues.BUT.search(rest)
    return "condition" if but and cues.BUT_MATTERS.search(but.group()) else None


def _speaks_for_another(rest: str, draft: Draft) -> bool:
    tokens = rest.split()
    behalf = cues.ON_BEHALF.match(rest)
    if behalf and draft.roster.is_other(behalf[1]):
        return True
    return any(
        (cues.ANSWERS.match(after) or lead_cues.ASSERTS.match(after)) and draft.roster.is_other(token)
        for token, after in pairwise(tokens)
    )


def _record(value: Rsvp, sentence: Sentence, draft: Draft) -> None:
    kind = draft.context.kind
    if kind == "recap-ask":
        draft.ask("met.unclear", f"Neither yes nor no: {sentence.text.strip()[:80]!r}", sentence.span)
    elif kind in OFFERS:
        _record_offer(value, sentence, draft)
    elif kind == "conflict":
        _record_presence(value, sentence, draft)
    elif kind == "follow-up" and value is Rsvp.YES and cues.IS_DONE.fullmatch(_after_yes(sentence, draft)):
        _record_done(sentence, draft)
    elif kind == "move-poll" and len(draft.context.slots) == 1 and value is not Rsvp.MAYBE:
        chosen = [str(n) for n, _ in draft.context.slots if value is Rsvp.YES]
        draft.command("slots", *chosen, span=sentence.span)
    elif kind in NUMBERED | UNASKED:
        draft.ask("answer.unasked", f"That mail did not ask for a {value}", sentence.span)
    else:
        draft.rsvps.append(value)
        draft.note(f"rsvp.{value}", f"The first word says {value}", sentence.span)


def _record_presence(value: Rsvp, sentence: Sentence, draft: Draft) -> None:
    """Record whether the writer was at the meeting that others tell two things about."""
    if value is Rsvp.MAYBE:
        draft.ask("answer.unclear", "Neither yes nor no", sentence.span)
        return
    told = Attendance.CAME if value is Rsvp.YES else Attendance.MISSED
    draft.attend((draft.roster.writer,), told)
    draft.note(f"attendance.{told}", f"Of oneself: {told}", sentence.span)


def _record_done(sentence: Sentence, draft: Draft) -> None:
    draft.command("done", *[str(n) for n, _ in draft.context.follow_ups[:1]], span=sentence.span)


def _after_yes(sentence: Sentence, draft: Draft) -> str:
    found = leading(sentence, draft.context)
    return found[2] if found and found[1] not in lead_cues.LIGHT else sentence.said


def _record_offer(value: Rsvp, sentence: Sentence, draft: Draft) -> None:
    if value is Rsvp.MAYBE:
        draft.ask("answer.unclear", "Neither yes nor no", sentence.span)
    else:
        draft.command("join" if value is Rsvp.YES else "decline", span=sentence.span)
