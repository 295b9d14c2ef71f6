"""What a sentence tells of a meeting that was: whether it took place, who came and who didn't.

Only verbs of a closed list count, in the past, said of somebody who is surely of the circle. What is guessed,
heard or asked about is not recorded.
"""

import re
from datetime import date

from circles.domain.replies import account_cues as cues
from circles.domain.replies import meeting_cues as meeting
from circles.domain.replies.clauses import starts_plainly
from circles.domain.replies.courtesies import is_courtesy
from circles.domain.replies.cues import FOLLOWS
from circles.domain.replies.dates import first_date
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import any_of
from circles.domain.replies.met_abroad import calls_off, told_abroad
from circles.domain.replies.names import Named
from circles.domain.replies.other_meetings import OF_ANOTHER
from circles.domain.replies.phrases import all_came
from circles.domain.replies.rollcall import Told, members, put_plainly
from circles.domain.replies.sentences import Sentence
from circles.domain.replies.signs import UNKNOWN, signs
from circles.domain.replies.turnout import asked, is_past, turnout, untold
from circles.domain.replies.turnout_abroad import tells_turnout, turnout_abroad
from circles.domain.words import Attendance, MeetingState, Rsvp

_AGAIN = re.compile(r"(?!\w+ing )\w+(?:(?: and)? \w+)? again")
"""Bo again!: that he came, or that he didn't."""
_EXCEPT = any_of("""
    (?:all |everyone )?(?:except(?: for)?|apart from|bar|minus)|ausser|bis auf|sauf|menos|excepto|salvo|tranne
    exceto|behalve|undtagen|undtaget|utom|unntatt|bortsett fra|paitsi|oprocz|poza
""")
"""What makes a yes one of everybody else: "Yes, except Carl"."""
_NOT = any_of("ikke|inte")
"""A "not" in the languages where a regret is a no."""
OTHERWISE = {Attendance.CAME: Attendance.MISSED, Attendance.MISSED: Attendance.CAME}


def account(sentence: Sentence, draft: Draft) -> bool:
    """Read what a sentence tells of a meeting that was; tell whether it does, be it in words unknown."""
    sentence = put_plainly(sentence)
    if not cues.ALONE.search(sentence.plain) and _tells_no_meeting(sentence, draft):
        return True
    if asked(draft) and not _is_hedged(sentence) and _told_abroad(sentence, draft):
        return True
    told = list(turnout(sentence, draft))
    plainly = told or meeting.DID_MEET.match(sentence.plain) or _is_known(sentence, draft)
    met = _tells_of_meeting(sentence.plain) and plainly
    unclear = untold(sentence, draft) if not told else set()
    if unclear:
        draft.unclear |= unclear
        draft.ask("attendance.unclear", f"Not every word is known: {_short(sentence)}", sentence.span)
    if not told and not met:
        return bool(unclear)
    if _is_hedged(sentence):
        if told or asked(draft):
            draft.ask("attendance.unsure", f"Not said for certain: {_short(sentence)}", sentence.span)
        return bool(told)
    if _asks_about(told, sentence, draft):
        return True
    for named, value in told:
        _attend(named, value, draft)
        draft.note(f"attendance.says-{value}", f"{len(named.emails)} {value}", sentence.span, 0.9)
    if met:
        _tell_met(sentence, draft, sure=bool(told))
    return True


def _asks_about(told: list[Told], sentence: Sentence, draft: Draft) -> bool:
    """Ask about names that are nobody's, and about all having missed it, as then you did not meet."""
    strangers = [name for named, _ in told for name in named.unknown]
    for name in strangers:
        draft.ask_who(name, sentence.span)
    everybody = set(draft.roster.emails)
    nobody = any(value is Attendance.MISSED and everybody <= set(named.emails) for named, value in told)
    if nobody:
        draft.ask("met.unsure", f"If all missed it, you did not meet: {_short(sentence)}", sentence.span)
    return bool(strangers) or nobody


def _tells_of_meeting(text: str) -> re.Match[str] | None:
    """Find "we met", but not "the last time we met" or "when we met"."""
    met = meeting.WE_MET.search(text)
    before = text[: met.start()] if met else ""
    return None if meeting.OF_WHEN.search(before) or meeting.WITH_OTHERS.search(before) else met


def _is_known(sentence: Sentence, draft: Draft) -> bool:
    return all(sign != UNKNOWN for sign, _ in signs(sentence.plain, draft))


def met_answer(value: Rsvp, sentence: Sentence, tail: Sentence, draft: Draft) -> None:
    """Read yes or no to "Did your circle meet?" and what follows; a no about oneself is no answer."""
    regret, tail = _regret(sentence, tail, draft) if value is Rsvp.NO else (False, tail)
    off = regret and calls_off(tail.said, draft.context.language)
    if off or told_abroad(sentence, draft.context.language) is MeetingState.NOT_HELD:
        draft.met.append(MeetingState.NOT_HELD)
        draft.note("met.says-not_held", f"Says so: {_short(sentence)}", sentence.span, 0.9)
        return
    absent = list(turnout_abroad(sentence.plain, draft)) if value is Rsvp.NO else []
    if [named.emails for named, _ in absent] == [(draft.roster.writer,)]:  # not that you didn't meet
        _attend(*absent[0], draft)
        return
    named = members(_who(value, tail), draft)
    if named and named.unknown:
        draft.ask_who(named.unknown[0], sentence.span)
        return
    if cues.HEDGED.search(tail.said) or (value is Rsvp.YES and meeting.TO_COME.match(tail.said)):
        draft.ask("met.unclear", f"Not said for certain: {_short(sentence)}", sentence.span)
        return
    if named:
        _attend(named, Attendance.CAME, draft)
    told = bool(named) or (bool(tail.said) and account(tail, draft) and not draft.unclear)
    if regret or (value is Rsvp.NO and meeting.ABOUT_ME.search(tail.said)):
        if not told or (regret and not _is_of_coming(tail, draft)):
            draft.ask("met.unclear", f"May not be about the circle: {_short(sentence)}", sentence.span)
        return
    if not told and value is Rsvp.YES and meeting.NEGATED.search(tail.said):
        draft.ask("met.contradiction", f"Starts with yes, but: {_short(sentence)}", sentence.span)
        return
    draft.met.append(MeetingState.HELD if value is Rsvp.YES else MeetingState.NOT_HELD)
    if value is Rsvp.YES:
        draft.met_on = draft.met_on or _day_of(tail, draft)
    draft.note(f"met.{draft.met[-1]}", f"The first word says {value}", sentence.span)


def _regret(sentence: Sentence, tail: Sentence, draft: Draft) -> tuple[bool, Sentence]:
    """Tell whether a no is a regret of what is told of somebody: "Desværre kom Carl ikke".

    Give what follows it as well: nothing where a name alone does, as that signs it.
    """
    lead, language = sentence.said.removesuffix(tail.said), draft.context.language
    told = next(tail.pieces(), "")
    named = {draft.roster.person(word) for word in re.findall(r"\w{2,}", told)} - {None}
    tells = named - {draft.roster.writer} or (named and (_NOT.search(told) or tells_turnout(told, language)))
    if not tells or not is_courtesy(lead, language, may_close=False):
        return False, tail
    bare = members(tail.plain.strip(" .!"), draft)
    if bare is None or bare.alone:
        return True, tail
    return False, tail.after(len(tail.said.split())) if len(bare.emails) == 1 else tail


def _is_of_coming(tail: Sentence, draft: Draft) -> bool:
    """Tell whether what is told leaves it plain that you met: who came, or that somebody didn't come."""
    came = any(Attendance.CAME in values for values in draft.attendance.values())
    return came or _NOT.search(tail.said) is not None


def _who(value: Rsvp, tail: Sentence) -> str:
    """Give who came, as what follows a yes or no names them."""
    but = _EXCEPT.match(tail.said) if value is Rsvp.YES else None
    if but:
        return f"everyone except {tail.after(len(but.group().split())).plain.strip(' .!')}"
    return "everyone" if all_came(tail.said) else re.sub(r"(?i)^with ", "", tail.plain.strip(" .!"))


def _attend(named: Named, value: Attendance, draft: Draft) -> None:
    """Record of whom this is said, and the rest; who writes that only Bo came may have seen it."""
    witness = draft.roster.writer if named.alone and value is Attendance.CAME else None
    draft.said_everyone |= named.everyone
    draft.attend(named.emails, value)
    draft.attend(tuple(email for email in named.left_out if email != witness), OTHERWISE[value])


def _day_of(sentence: Sentence, draft: Draft) -> date | None:
    day = first_date(sentence.plain, draft.calendar, past=True)
    return day if day and day <= draft.calendar.today else None


def _is_hedged(sentence: Sentence) -> bool:
    """Tell whether something is asked, guessed or heard, or told of another circle or season."""
    said = sentence.said
    again = _AGAIN.fullmatch(said) and not cues.VERB.search(sentence.plain)
    return sentence.asks or bool(again or cues.HEDGED.search(said) or OF_ANOTHER.search(said))


def _short(sentence: Sentence) -> str:
    return repr(sentence.text.strip()[:80])


def _tells_no_meeting(sentence: Sentence, draft: Draft) -> bool:
    found = meeting.NOT_MET.search(sentence.said)
    if not found:
        return False
    if (
        _is_hedged(sentence)
        or _goes_on(found.group(), sentence)
        or not starts_plainly(_clause_of(found.group(), sentence), found.group())
        or not (asked(draft) or is_past(sentence, draft))
    ):
        draft.ask("met.unsure", f"May say that you did not meet: {_short(sentence)}", sentence.span)
    else:
        draft.met.append(MeetingState.NOT_HELD)
        draft.note("met.says-not_held", f"Says that you did not meet: {_short(sentence)}", sentence.span, 0.9)
    return True


def _clause_of(found: str, sentence: Sentence) -> str:
    return next((piece for piece in [*sentence.pieces()][::-1] if found in piece), found)


def _goes_on(found: str, sentence: Sentence) -> bool:
    """Tell whether what was cancelled may be something else: "We had to cancel our holiday"."""
    tail = _clause_of(found, sentence).rpartition(found)[2].strip()
    return bool(tail) and not (FOLLOWS.fullmatch(tail) or meeting.NOT_MET_ENDS.fullmatch(tail))


def _told_abroad(sentence: Sentence, draft: Draft) -> bool:
    """Record what a sentence in the person's own language says of the meeting; tell whether it does."""
    state = told_abroad(sentence, draft.context.language)
    if state is None:
        return False
    draft.met.append(state)
    draft.note(f"met.says-{state}", f"Says so: {_short(sentence)}", sentence.span, 0.9)
    if state is MeetingState.HELD:
        draft.met_on = _day_of(sentence, draft) or draft.met_on
        for named, value in turnout(sentence, draft):
            _attend(named, value, draft)
    return True


def _tell_met(sentence: Sentence, draft: Draft, *, sure: bool) -> None:
    """Record that a meeting was held: where that was asked, or with its day or who came."""
    day = _day_of(sentence, draft)
    if not (asked(draft) or day or sure):
        return
    draft.met.append(MeetingState.HELD)
    draft.met_on = day or draft.met_on
    draft.note("met.says-held", f"Says that you met: {_short(sentence)}", sentence.span, 0.9)
