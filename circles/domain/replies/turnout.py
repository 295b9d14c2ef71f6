"""Who is said to have come to a meeting, and who to have missed it."""

from collections.abc import Iterator

from circles.domain.replies import account_cues as cues
from circles.domain.replies import meeting_cues as meeting
from circles.domain.replies.dates import first_date
from circles.domain.replies.draft import Draft
from circles.domain.replies.muster import mustered
from circles.domain.replies.rollcall import Told, called
from circles.domain.replies.sentences import Sentence
from circles.domain.replies.turnout_abroad import turnout_abroad
from circles.domain.words import Attendance


def asked(draft: Draft) -> bool:
    """Tell whether who came was asked, or the answered mail told of it, or is about a meeting that was."""
    return draft.context.kind in {"recap-ask", "conflict", "catch-up"} or draft.meeting_is_over


def is_past(sentence: Sentence, draft: Draft) -> bool:
    """Tell whether a sentence is about a day that was."""
    day = first_date(sentence.plain, draft.calendar, past=True)
    return bool(cues.PAST.search(sentence.said)) or (day is not None and day < draft.calendar.today)


def turnout(sentence: Sentence, draft: Draft) -> Iterator[Told]:
    """Find who is said to have come or missed; nobody where the next meeting is meant."""
    if cues.FUTURE.search(sentence.said) or _greets(sentence):
        return
    sentence = _past_thanks(sentence)
    unasked = draft.meeting_is_over and not cues.VERB.search(sentence.plain)  # where a list tells nothing
    readers = (_abroad,) if unasked else (_called, _mustered, _abroad)
    yield from next(filter(None, (list(read(sentence, draft)) for read in readers)), [])


def untold(sentence: Sentence, draft: Draft) -> set[str]:
    """Give of whom a sentence of unknown words may say that they came, or did not."""
    verbs = [verb for verb in cues.VERB.finditer(sentence.plain) if not verb["excused"]]
    if not verbs or not asked(draft):
        return set()
    before = sentence.plain[: verbs[-1].start()]
    named = {draft.roster.person(word) for word in cues.CAPITALISED.findall(before)} - {None}
    return set(draft.roster.emails) if cues.EVERYONE.search(before) else {str(each) for each in named}


def _greets(sentence: Sentence) -> bool:
    """Tell "Thanks, Bo and Dee!" from what is said of them."""
    thanks = cues.THANKS_TO_ALL.fullmatch(sentence.said) or cues.THANKS.match(sentence.said)
    return thanks is not None and not cues.VERB.search(sentence.plain)


def _past_thanks(sentence: Sentence) -> Sentence:
    """Leave out whom a sentence thanks first: "Thanks everyone, Bo came" is no word of everyone."""
    first = next(sentence.pieces(), "")
    return sentence.after(len(first.split())) if cues.THANKS_TO_ALL.fullmatch(first) else sentence


def _called(sentence: Sentence, draft: Draft) -> Iterator[Told]:
    if asked(draft):
        yield from called(sentence, draft)


def _mustered(sentence: Sentence, draft: Draft) -> Iterator[Told]:
    """Read a sentence of which every word is known: where who came was asked, or of a day that was.

    Where it was not asked, that one alone came may be of something else: "I was late last time, sorry".
    """
    text = sentence.plain
    if asked(draft):
        yield from mustered(text, draft)
        return
    tells = any(not verb["excused"] for verb in cues.VERB.finditer(text))
    met = meeting.WE_MET.search(text) is not None
    told = mustered(text, draft) if tells and (met or is_past(sentence, draft)) else []
    if met or any(len(named.emails) > 1 or value is Attendance.MISSED for named, value in told):
        yield from told


def _abroad(sentence: Sentence, draft: Draft) -> Iterator[Told]:
    if asked(draft):
        yield from turnout_abroad(sentence.plain, draft)
