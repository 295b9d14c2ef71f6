"""Yes, no and maybe: on the first line, or said in a sentence; and what makes either of them doubtful.

Precision comes first: a condition, a question, a contradiction or somebody else's answer is asked about.
"""

import re
from itertools import pairwise

from circles.domain.replies import cues
from circles.domain.replies.accounts import account, met_answer
from circles.domain.replies.almanac import weekdays
from circles.domain.replies.dates import first_date
from circles.domain.replies.draft import Draft
from circles.domain.replies.elsewhere import on_point
from circles.domain.replies.languages import doubts, language_of, negates, words
from circles.domain.replies.leads import cheers, leading
from circles.domain.replies.offers import says_done, was_there, whose, would_host
from circles.domain.replies.phrases import coming, elsewhere
from circles.domain.replies.promises import promise
from circles.domain.replies.segments import Segment
from circles.domain.replies.sentences import Sentence, sentences
from circles.domain.words import Attendance, Rsvp

OFFERS = frozenset(["confirm", "import-invite", "season-open", "seat", "swap-ask", "ask", "address"])
"""Mails whose Yes takes up what they offer."""
NUMBERED = frozenset(["move-poll", "survey"])
"""Mails that ask for a number: yes and no say nothing."""
UNASKED = frozenset(["follow-up", "note", "waitlisted", "paused", "left"])
"""Mails that ask for something else, or nothing: a bare yes or no is no answer to an invitation."""

_COMES = dict(cues.SAYS)[Rsvp.YES]


def answer(segment: Segment, draft: Draft) -> bool:
    """Read a line that starts with yes, no or maybe; tell whether it does. What follows may take it back."""
    first, *rest = [*sentences(segment), Sentence("", "", segment.span)]
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
    doubt = _doubt(value, lead, tail, first, draft)
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
    for sentence in rest:
        talk(sentence, draft)
    return True


def _says_it_otherwise(sentence: Sentence, draft: Draft) -> bool:
    """Record that something is or isn't the writer's, or that it is done, where that is what was asked."""
    kind = draft.context.kind
    mine = would_host(sentence) if kind == "swap-ask" else whose(sentence) if kind in OFFERS else None
    there = was_there(sentence) if draft.context.kind == "conflict" else None
    if mine is not None:
        _record_offer(mine, sentence, draft)
    elif there is not None:
        _record_presence(there, sentence, draft)
    elif says_done(sentence, draft):
        _record_done(sentence, draft)
    else:
        return False
    return True


def _take_back(value: Rsvp, sentence: Sentence, draft: Draft) -> None:
    """Note a later sentence that begins with the other answer to "Did you meet?"."""
    found = None if cues.LABEL.match(sentence.text) else leading(sentence, draft.context)
    if found and {value, found[0]} == {Rsvp.YES, Rsvp.NO}:
        draft.ask("conflict.met", f"Takes back what was said: {sentence.text.strip()[:80]!r}", sentence.span)
        draft.met.clear()


def talk(sentence: Sentence, draft: Draft) -> None:
    """Read what a sentence says: of a meeting that was, of what somebody will do, of coming."""
    sentence = sentence.unquoted()
    promise(sentence, draft)
    if account(sentence, draft) or draft.context.kind in OFFERS | NUMBERED | {"waitlisted"}:
        return
    if draft.context.kind != "recap-ask" or first_date(sentence.plain, draft.calendar):
        _read_rsvp(sentence, draft)


def _read_rsvp(sentence: Sentence, draft: Draft) -> None:
    said = on_point(sentence)
    if cues.ANOTHER_TIME.search(said):
        return
    language = draft.context.language
    abroad = () if elsewhere(language, said) else coming(language)
    for value, pattern in (*cues.SAYS, *abroad):
        all_found = list(pattern.finditer(said))
        meant = [match for match in all_found if not _is_of_another_day(match, draft)]
        if meant:
            _take(value, meant[-1], sentence, draft)  # the last word counts
            return
        if all_found:
            draft.ask("rsvp.day", f"Of another day: {sentence.text.strip()[:80]!r}", sentence.span)
    if draft.rsvps and draft.rsvps[-1] is not Rsvp.MAYBE and cues.TAKES_BACK.match(said):
        draft.doubt(
            "rsvp.condition", f"Takes back what was said: {sentence.text.strip()[:80]!r}", sentence.span
        )


def _take(value: Rsvp, found: re.Match[str], sentence: Sentence, draft: Draft) -> None:
    """Record the answer found in a sentence, or ask where it is somebody else's or in doubt."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    short = repr(sentence.text.strip()[:80])
    if _is_said_by_another(sentence.text, draft) or _is_about_another(before, found.group(), after, draft):
        draft.doubt("rsvp.name", f"Of somebody else: {short}", sentence.span)
    elif (
        sentence.asks
        or cues.DEPENDS.search(found.string)
        or _is_doubtful(value, before, after, draft.context.language)
    ):
        draft.doubt("rsvp.condition", f"A condition or question: {short}", sentence.span)
    else:
        draft.rsvps.append(value)
        draft.note(f"rsvp.says-{value}", f"Says {value}: {short}", sentence.span, 0.9)


def _is_of_another_day(found: re.Match[str], draft: Draft) -> bool:
    """Tell whether a weekday is named with an answer, and the next meeting is on another."""
    day = cues.ON_WEEKDAY.search(f"{found.group()} {' '.join(found.string[found.end() :].split()[:2])}")
    meets = draft.meets_on
    return day is not None and meets is not None and weekdays("en")[day[1]] != meets.weekday()


def _is_about_another(before: str, found: str, after: str, draft: Draft) -> bool:
    """Tell whether an answer could be anybody's has somebody else as its subject, or is for them."""
    subject = before.split()[-1:]
    whom = re.match(r"(?:of the question )?(?:for|with) (\w+)", after.strip())
    return bool(cues.OF_ANYBODY.match(found)) and any(
        cues.THEY.fullmatch(each) or _is_other(each, draft)
        for each in (*subject, *(whom.groups() if whom else ()))
    )


def _is_said_by_another(text: str, draft: Draft) -> bool:
    """Tell whether a sentence begins as people write down what others said: "Dee: I can't come"."""
    speaker = cues.SPEAKER.match(text)
    return speaker is not None and any(_is_other(token, draft) for token in words(speaker[1]).split())


def _plainly(value: Rsvp, said: str) -> bool:
    """Tell whether words say one thing, and nothing in doubt of it."""
    pattern = dict(cues.SAYS)[value]
    return pattern.search(said) is not None and not cues.DOUBT_OF_NO.search(said)


def _is_doubtful(value: Rsvp, before: str, after: str, language: str) -> bool:
    """Look for doubt around an answer; what stands before a "but" is overruled by what follows it."""
    around = cues.IDIOM.sub(" ", f"{before.rpartition('but ')[2]} {after}")
    if value is Rsvp.YES and cues.NOT_SO.search(cues.IDIOM.sub(" ", before)):
        return True
    no = cues.DOUBT_OF_NO if language_of(language) == "en" else doubts(language, "")[0]
    if value is Rsvp.NO and _COMES.search(after):
        return True
    doubt = {Rsvp.YES: doubts(language, "")[0], Rsvp.NO: no}.get(value)
    return bool(doubt and doubt.search(around)) or (value is Rsvp.YES and negates(language, around))


def _doubt(value: Rsvp, lead: str, tail: str, sentence: Sentence, draft: Draft) -> str | None:
    """Name what makes an answer doubtful, in a word."""
    rest = cues.IDIOM.sub(" ", tail)
    if lead == "si" and cues.SI_IF.match(sentence.text):
        return "condition"
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
    if cues.TELLS.match(rest):  # a reason, or about something else
        return "statement"
    but = cues.BUT.search(rest)
    return "condition" if but and cues.BUT_MATTERS.search(but.group()) else None


def _speaks_for_another(rest: str, draft: Draft) -> bool:
    tokens = rest.split()
    behalf = cues.ON_BEHALF.match(rest)
    if behalf and _is_other(behalf[1], draft):
        return True
    return any(
        (cues.ANSWERS.match(after) or cues.ASSERTS.match(after)) and _is_other(token, draft)
        for token, after in pairwise(tokens)
    )


def _is_other(token: str, draft: Draft) -> bool:
    return any(
        token in words(m.name).split() and m.email != draft.roster.writer for m in draft.roster.members
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
    return found[2] if found and found[1] not in cues.LIGHT else sentence.said


def _record_offer(value: Rsvp, sentence: Sentence, draft: Draft) -> None:
    if value is Rsvp.MAYBE:
        draft.ask("answer.unclear", "Neither yes nor no", sentence.span)
    else:
        draft.command("join" if value is Rsvp.YES else "decline", span=sentence.span)
