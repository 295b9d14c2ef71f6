"""Whether the writer comes, as a sentence says it: in words of its own, or clause by clause."""

import re
from datetime import timedelta

from circles.domain.replies import cues
from circles.domain.replies.almanac import near_days, weekdays
from circles.domain.replies.clause_reasons import OTHER_TIMES
from circles.domain.replies.clauses import answered, is_reason, starts_plainly
from circles.domain.replies.draft import Draft
from circles.domain.replies.elsewhere import on_point
from circles.domain.replies.languages import doubts, language_of, negates, words
from circles.domain.replies.phrases import coming, elsewhere, goes_on
from circles.domain.replies.sentences import Sentence
from circles.domain.words import Rsvp

_COMES = dict(cues.SAYS)[Rsvp.YES]
_LATER = re.compile(r"\b(?:know|tell|confirm|let you)\b.*")
"""What will be said on another day."""
_OF_WRITER = re.compile(r"\b(?:i|me|my|us|we)\b")
_OF_THE_TOOL = re.compile(
    r"(?:sorry |unfortunately |sadly )*(?:it|this|that) (?:still |really |just )?"
    r"(?:doesn't|does not|didn't|won't) work"
    r"(?: (?:now|yet|any ?more|at all|properly|either|again|here|on \w+ \w+|in \w+))*"
)
"""What may be said of a link as well as of a day."""
_OF_OURS = re.compile(
    r"\b(?:meetings?|session|call|circle|link|room|agenda|topic|start|begin|bring|late|(?:mon|tues|wednes"
    r"|thurs|fri)day"
    r"|what time|how long|hour|need|(?:will|can|am|do|shall) i)\b"
)
"""What a question is about that has to do with the meeting."""
_OF_A_THING = re.compile(r"(?:that|it|this)\b")
_STRETCH = re.compile(r"\b(\w+) (?:to|till|until|through|thru|bis|tot|til|till|au|al|a) (\w+)\b")
"""From Wednesday to Friday."""
_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1}
_WITH_ME = re.compile(r"\b\w+ and (?:i|me)\b")
_OF_THEM = re.compile(
    r"\b(?:(?:he|she|they)(?:'\w+)?|(?P<name>\w+)(?:'s| is| has| got| feels| fell))\b(?!.*\b(?:i|we)\b)"
)
"""Before an "and can't come" without a subject of its own: it may be what another does."""
_SHORT_DAY = 3  # letters: "do" and "me" are words as well


def read_rsvp(sentence: Sentence, draft: Draft, *, after: str) -> None:
    """Look for an answer among the words of a sentence, else read it clause by clause.

    `after` are the folded words of a question right before, which it may answer.
    """
    if after and not _OF_OURS.search(after):
        if _says_anything(sentence, draft.context.language):
            draft.doubt(
                "rsvp.question", f"May answer a question: {sentence.text.strip()[:80]!r}", sentence.span
            )
    elif cues.CONDITION.search(sentence.said):
        draft.doubt("rsvp.condition", f"A condition: {sentence.text.strip()[:80]!r}", sentence.span)
    elif _OF_THE_TOOL.fullmatch(sentence.said):
        draft.ask(
            "rsvp.unclear", f"May be about something else: {sentence.text.strip()[:80]!r}", sentence.span
        )
    elif not _finds(sentence, draft) and not sentence.asks:
        _reads_clauses(sentence, draft)


def _says_anything(sentence: Sentence, language: str) -> bool:
    """Tell whether a sentence may say that the writer comes, or doesn't."""
    said = sentence.said
    found = any(pattern.search(said) for _, pattern in (*cues.SAYS, *coming(language)))
    return found or answered(sentence.pieces(), language) is not None


def _finds(sentence: Sentence, draft: Draft) -> bool:
    """Tell whether a sentence holds the words of an answer, be it recorded or asked about."""
    said = on_point(sentence)
    if cues.ANOTHER_TIME.search(said):
        return False
    language = draft.context.language
    abroad = () if elsewhere(language, said) else coming(language)
    asked = False
    for value, pattern in (*cues.SAYS, *abroad):
        all_found = list(pattern.finditer(said))
        meant = [match for match in all_found if not _is_of_another_day(match, draft)]
        loose = value is Rsvp.MAYBE and (value, pattern) not in abroad
        if meant and (value, pattern) not in abroad and all(_stands_amid(each, sentence) for each in meant):
            draft.ask("rsvp.unclear", f"Unknown words before: {sentence.text.strip()[:80]!r}", sentence.span)
            return True
        if meant and not loose and all(_goes_on(value, each, sentence, draft) for each in meant):
            draft.doubt(
                "rsvp.unclear", f"Goes on with unknown words: {sentence.text.strip()[:80]!r}", sentence.span
            )
            return True
        if meant:
            _take(value, meant[-1], sentence, draft)  # the last word counts
            return True
        if all_found:
            draft.ask("rsvp.day", f"Of another day: {sentence.text.strip()[:80]!r}", sentence.span)
            asked = True
    if draft.rsvps and draft.rsvps[-1] is not Rsvp.MAYBE and cues.TAKES_BACK.match(said):
        draft.doubt(
            "rsvp.condition", f"Takes back what was said: {sentence.text.strip()[:80]!r}", sentence.span
        )
        return True
    return asked


def _stands_amid(found: re.Match[str], sentence: Sentence) -> bool:
    """Tell whether other words than courtesies stand before an answer in its clause."""
    clause = next((piece for piece in [*sentence.pieces()][::-1] if found.group() in piece), found.group())
    return not starts_plainly(clause, found.group()) and answered(sentence.pieces(), "en") is None


def _goes_on(value: Rsvp, found: re.Match[str], sentence: Sentence, draft: Draft) -> bool:
    """Tell whether the clause of an answer goes on with words that may be about something else."""
    if value is Rsvp.NO and (value, found.re) in coming(draft.context.language):
        return goes_on(found.group(), draft.context.language) and (
            answered(sentence.pieces(), draft.context.language) is not value
        )
    clause = next((piece for piece in [*sentence.pieces()][::-1] if found.group() in piece), found.group())
    tail = clause.rpartition(found.group())[2].strip()
    if value is Rsvp.MAYBE and cues.WHETHER.match(tail):
        return False
    if not tail or cues.FOLLOWS.fullmatch(tail):
        return False
    return answered(sentence.pieces(), draft.context.language) is not value


def _reads_clauses(sentence: Sentence, draft: Draft) -> None:
    language, short = draft.context.language, repr(sentence.text.strip()[:80])
    value = None if elsewhere(language, sentence.said) else answered(sentence.pieces(), language)
    if value is None:
        return
    together = _WITH_ME.search(sentence.said)
    others = any(draft.roster.is_other(word) for word in sentence.said.split())
    if _is_said_by_another(sentence.text, draft) or (
        others and (together or not _OF_WRITER.search(sentence.said))
    ):
        draft.doubt("rsvp.name", f"Of somebody else: {short}", sentence.span)
        return
    if _names_another_day(sentence.said, draft):
        draft.ask("rsvp.day", f"Of another day: {short}", sentence.span)
        return
    if _heads_something_else(value, sentence, language):
        draft.doubt("rsvp.unclear", f"Goes on with unknown words: {short}", sentence.span)
        return
    draft.rsvps.append(value)
    draft.note(f"rsvp.clauses-{value}", f"Its clauses say {value}: {short}", sentence.span, 0.85)


def _heads_something_else(value: Rsvp, sentence: Sentence, language: str) -> bool:
    """Tell whether an answer only introduces what stands after a colon: "Confirmed: the lift is broken"."""
    head, rest = (*re.split(r":(?!\d)", sentence.text, maxsplit=1), "")[:2]
    after = Sentence(rest, words(rest), sentence.span)
    if value is Rsvp.MAYBE and _OF_WRITER.match(after.said):  # what it hangs on
        return False
    return (
        bool(after.said)
        and answered(Sentence(head, words(head), sentence.span).pieces(), language) is value
        and answered(after.pieces(), language, value) is not value
    )


def _names_another_day(said: str, draft: Draft) -> bool:
    """Tell whether weekdays are named, and the next meeting is on none of them."""
    names, meets = weekdays(draft.context.language), draft.meets_on
    said = _LATER.sub("", said)
    stretch = _STRETCH.search(said)
    if stretch and meets and stretch[1] in names and stretch[2] in names:
        return not names[stretch[1]] <= meets.weekday() <= names[stretch[2]]
    named = {names[word] for word in said.split() if len(word) > _SHORT_DAY and word in names}
    days = near_days(draft.context.language)
    today = draft.calendar.today.weekday()
    named |= {(today + days[word]) % 7 for word in said.split() if word in days}
    return bool(named) and (meets is None or meets.weekday() not in named)


def _take(value: Rsvp, found: re.Match[str], sentence: Sentence, draft: Draft) -> None:
    """Record the answer found in a sentence, or ask where it is somebody else's or in doubt."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    language, short = draft.context.language, repr(sentence.text.strip()[:80])
    second: Rsvp | None = None
    if _is_said_by_another(sentence.text, draft) or _is_about_another(before, found.group(), after, draft):
        draft.doubt("rsvp.name", f"Of somebody else: {short}", sentence.span)
    elif (
        sentence.asks
        or (
            value is Rsvp.NO and _OF_A_THING.match(found.group()) and after and not is_reason(after, language)
        )
        or cues.DEPENDS.search(found.string)
        or (value is Rsvp.NO and OTHER_TIMES.search(after))
        or (
            _is_doubtful(value, before, after, language)
            and (second := answered(sentence.pieces(), language)) not in {value, Rsvp.MAYBE}
        )
    ):
        draft.doubt("rsvp.condition", f"A condition or question: {short}", sentence.span)
    else:
        value = second or value
        draft.rsvps.append(value)
        draft.note(f"rsvp.says-{value}", f"Says {value}: {short}", sentence.span, 0.9)


def _is_of_another_day(found: re.Match[str], draft: Draft) -> bool:
    """Tell whether a day is named with an answer, and the next meeting is on another."""
    said = f"{found.group()} {' '.join(found.string[found.end() :].split()[:2])}"
    day, meets = cues.ON_WEEKDAY.search(said), draft.meets_on
    if meets is None:
        return False
    near = {draft.calendar.today + timedelta(days=_NEAR[word]) for word in said.split() if word in _NEAR}
    return (day is not None and weekdays("en")[day[1]] != meets.weekday()) or (
        bool(near) and meets not in near
    )


def _is_about_another(before: str, found: str, after: str, draft: Draft) -> bool:
    """Tell whether an answer could be anybody's has somebody else as its subject, or is for them."""
    if not _OF_WRITER.search(found) and _tells_of_them(before, draft):
        return True
    subject = before.split()[-1:]
    whom = re.match(r"(?:of the question )?(?:for|with) (\w+)", after.strip())
    return bool(cues.OF_ANYBODY.match(found)) and any(
        cues.THEY.fullmatch(each) or draft.roster.is_other(each)
        for each in (*subject, *(whom.groups() if whom else ()))
    )


def _tells_of_them(before: str, draft: Draft) -> bool:
    """Tell whether what leads up to an answer without a subject is about a named member."""
    named = {word for word in re.findall(r"\w+", before) if draft.roster.is_other(word)}
    return bool(named) and any(each["name"] in {None, *named} for each in _OF_THEM.finditer(before))


def _is_said_by_another(text: str, draft: Draft) -> bool:
    """Tell whether a sentence begins as people write down what others said: "Dee: I can't come"."""
    speaker = cues.SPEAKER.match(text)
    return speaker is not None and any(draft.roster.is_other(token) for token in words(speaker[1]).split())


def _is_doubtful(value: Rsvp, before: str, after: str, language: str) -> bool:
    """Look for doubt around an answer; what stands before a "but" is overruled by what follows it."""
    around = cues.IDIOM.sub(" ", f"{before.rpartition('but ')[2]} {after}")
    if value is Rsvp.YES and cues.NOT_SO.search(cues.IDIOM.sub(" ", before)):
        return True
    if cues.REPORTED.search(before):
        return True
    no = cues.DOUBT_OF_NO if language_of(language) == "en" else doubts(language, "")[0]
    if value is Rsvp.NO and _COMES.search(after):
        return True
    doubt = {Rsvp.YES: doubts(language, "")[0], Rsvp.NO: no}.get(value)
    return bool(doubt and doubt.search(around)) or (value is Rsvp.YES and negates(language, around))
