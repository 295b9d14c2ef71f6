"""Who is said to have come to a meeting, and who to have missed it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from circles.domain.replies import account_cues as cues
from circles.domain.replies import meeting_cues as meeting
from circles.domain.replies.dates import first_date
from circles.domain.replies.draft import Draft
from circles.domain.replies.muster import mustered
from circles.domain.replies.names import COUNTS, Named
from circles.domain.replies.rollcall import Told, called, counted, members
from circles.domain.replies.sentences import Sentence
from circles.domain.replies.turnout_abroad import turnout_abroad
from circles.domain.words import Attendance

_MOST_CUTS = 8


def asked(draft: Draft) -> bool:
    """Tell whether the mail that is answered asked who came."""
    return draft.context.kind == "recap-ask"


def is_past(sentence: Sentence, draft: Draft) -> bool:
    """Tell whether a sentence is about a day that was."""
    day = first_date(sentence.plain, draft.calendar, past=True)
    return bool(cues.PAST.search(sentence.said)) or (day is not None and day < draft.calendar.today)


def turnout(sentence: Sentence, draft: Draft) -> Iterator[Told]:
    """Find who is said to have come or missed; nobody where the next meeting is meant."""
    if cues.FUTURE.search(sentence.said) or _greets(sentence):
        return
    readers = (_called, _mustered, _alone, _only_one, _abroad, _said)
    told = next(filter(None, (list(read(sentence, draft)) for read in readers)), [])
    yield from told
    if asked(draft):
        yield from _counted(sentence, told, draft)


def _greets(sentence: Sentence) -> bool:
    """Tell "Thanks, Bo and Dee!" from what is said of them."""
    return cues.THANKS.match(sentence.said) is not None and not cues.VERB.search(sentence.plain)


def _counted(sentence: Sentence, told: list[Told], draft: Draft) -> Iterator[Told]:
    """Read "Four of us came, Carla was ill": the others came."""
    missed = {email for named, value in told if value is Attendance.MISSED for email in named.emails}
    named = counted(sentence.plain, missed, draft)
    if named:
        yield named, Attendance.CAME


def _called(sentence: Sentence, draft: Draft) -> Iterator[Told]:
    if asked(draft):
        yield from called(sentence, draft)


def _mustered(sentence: Sentence, draft: Draft) -> Iterator[Told]:
    """Read a sentence of which every word is known; a name alone is a signature."""
    told = mustered(sentence.plain, draft) if asked(draft) else []
    if [named.emails for named, _ in told] != [(draft.roster.writer,)]:
        yield from told


def _abroad(sentence: Sentence, draft: Draft) -> Iterator[Told]:
    if asked(draft):
        yield from turnout_abroad(sentence.plain, draft)


def _alone(sentence: Sentence, draft: Draft) -> Iterator[Told]:
    """Read "Nobody came but Carl"."""
    alone = cues.ALONE.search(sentence.plain)
    named = members(alone["who"], draft, alone=True) if alone else None
    if named:
        yield named, Attendance.CAME


def _said(sentence: Sentence, draft: Draft) -> Iterator[Told]:
    """Read what is said by verbs, and what belongs to them: "and Dee too", "with Bo", "but not Carl"."""
    text = sentence.plain
    out = list(_left_out(text, draft))
    told, rest = _by_verbs(sentence, {email for named, _ in out for email in named.emails}, draft)
    met = meeting.WE_MET.search(text)
    if told:
        told += _before_the_rest(text, draft) if asked(draft) else []
        told += [*_rest(rest, told[-1][1], draft), *_with(rest, draft)]
    elif met:
        told += _with(text[met.start() :], draft)
    elif asked(draft) or cues.PAST.search(sentence.said):
        told += _present(text, draft)
    out = out if told or met else []
    if any(not named.emails for named, _ in out):
        yield from out
        return
    missed = {email for named, _ in out for email in named.emails}
    for named, value in told:
        yield replace(named, emails=tuple(email for email in named.emails if email not in missed)), value
    yield from out


def _by_verbs(sentence: Sentence, left_out: set[str], draft: Draft) -> tuple[list[Told], str]:
    """Give who is the subject of a verb, and what follows the last one."""
    text, start, told = sentence.plain, 0, list[Told]()
    for verb in cues.VERB.finditer(text):
        before = text[start : verb.start()]
        along = cues.ALONG.match(before) if told else None
        company = members(along["who"], draft) if along else None
        if along and company:
            told.append((company, told[-1][1]))
            before = before[along.end() :]
        known = {*draft.attendance, *left_out, *(email for earlier, _ in told for email in earlier.emails)}
        named = _subject("everyone" if _is_all_of_us(before, verb.group()) else before, known, draft)
        if told and cues.AND_ONLY.fullmatch(before):
            named = told[-1][0]  # Bo came and left early
        if named is None and verb.group().casefold() != "did":
            named = _meant_by_pronoun(text[: verb.start()], draft)
        start = verb.end()
        if named and _is_told(named, sentence, draft) and (asked(draft) or not verb["excused"] or told):
            told.append((named, Attendance.CAME if verb["came"] else Attendance.MISSED))
    return told, text[start:]


def _meant_by_pronoun(before: str, draft: Draft) -> Named | None:
    """Find whom "he" or "she" means: the one member named before, where no other person is."""
    if not cues.PRONOUN.search(before) or cues.KIN.search(before):
        return None
    for clause in (re.split(r"[,;:–—]", before)[-1], before):
        names = cues.CAPITALISED.findall(clause)
        found = {draft.roster.person(name) for name in names} - {None, draft.roster.writer}
        if found:
            return Named((str(found.pop()),)) if len(found) == 1 else None
    return None


def _is_all_of_us(before: str, verb: str) -> bool:
    """Tell "we were all there"."""
    return bool(re.search(r"(?i)\bwe\W*$", before) and re.search(r"(?i)\ball\b", verb))


def _only_one(sentence: Sentence, draft: Draft) -> Iterator[Told]:
    """Read "Dee was the only one missing": the others came."""
    only = cues.ONLY_ONE.match(sentence.plain)
    named = members(only["who"], draft) if only else None
    if only is None or named is None or named.unknown:
        return
    verb = cues.VERB.search(f"was {only['rest']}") or cues.VERB.search(only["rest"])
    if verb:
        others = tuple(email for email in draft.roster.emails if email not in named.emails)
        yield Named(named.emails, left_out=others), Attendance.MISSED if verb["missed"] else Attendance.CAME


def _left_out(text: str, draft: Draft) -> Iterator[Told]:
    """Read "but not Dee"; what is left out of "everyone" was read as one list with it."""
    for left in cues.LEFT_OUT.finditer(text):
        named = members(left["who"], draft)
        if cues.ALL_BEFORE.search(text[: left.start()]):
            continue
        if named:
            yield named, Attendance.MISSED
        elif cues.NAME.fullmatch(left["who"].strip()):
            yield Named(unknown=(left["who"].strip(),)), Attendance.MISSED


def _rest(text: str, value: Attendance, draft: Draft) -> Iterator[Told]:
    """Read "and Dee too" after a verb."""
    more = cues.AS_WELL.match(text)
    named = members(more["who"], draft) if more else None
    if named:
        yield named, value


def _with(text: str, draft: Draft) -> Iterator[Told]:
    """Read "We met on Monday with Bo and Carla", and "We met, all of us"."""
    company = cues.COMPANY.search(text)
    named = members(company["who"] or company["all"] or company["list"], draft) if company else None
    if named:
        yield named, Attendance.CAME


def _present(text: str, draft: Draft) -> Iterator[Told]:
    """Read "It was just Bo and me", where who came was asked."""
    listed, rest = _listed(text, draft)
    text = re.sub(r"(?i)^(\W*(?:all|everyone|everybody)) (?:there|here|present)\b", r"\1", text)
    company = cues.COMPANY.search(text)
    if not listed and company and company["list"]:
        text = company["list"]
    who = listed["who"] if listed else re.sub(r"(?i)^\W*(?:yes|yeah|well|so|ok|hi)\W+|[ .!]+$", "", text)
    named = members(who, draft, alone=bool(listed and not rest and cues.ONLY.search(text)))
    if (
        named and (listed or asked(draft)) and (listed or named.emails != (draft.roster.writer,))
    ):  # a name alone is a signature
        yield named, Attendance.CAME


def _before_the_rest(text: str, draft: Draft) -> list[Told]:
    """Read "Just Bo and me" where more follows a comma, so that they need not have been the only ones."""
    listed, rest = _listed(text, draft)
    named = members(listed["who"], draft) if listed and rest else None
    return [(replace(named, left_out=()), Attendance.CAME)] if named else []


def _listed(text: str, draft: Draft) -> tuple[re.Match[str] | None, str]:
    """Match "It was Bo and me", be it the whole or what stands before a comma; give what follows as well."""
    cuts = [len(text), *(comma.start() for comma in reversed(list(cues.COMMA.finditer(text))))]
    for cut in cuts[:_MOST_CUTS]:
        listed = cues.PRESENT.match(text[:cut])
        if listed and (named := members(listed["who"], draft)) and not named.unknown:
            return listed, text[cut:]
    return cues.PRESENT.match(text), ""


def _is_told(named: Named, sentence: Sentence, draft: Draft) -> bool:
    """Tell whether a meeting that was is meant: asked about, or of others, or dated."""
    alone = named.emails == (draft.roster.writer,)
    return asked(draft) or not alone or bool(is_past(sentence, draft))


def _subject(before: str, known: set[str], draft: Draft) -> Named | None:
    """Find who a verb is said of: the names right before it."""
    clause = cues.REGRET.sub("", cues.LEADING.sub("", before.strip(" ,")))
    others = cues.OTHERS.search(clause)
    if others:
        return _others(known, others["count"], draft)
    for candidate in (
        clause,
        cues.BEFORE_NAMES.sub("", clause),
        clause.rpartition(",")[2],
        _after_and(clause),
        clause.split()[0] if clause.endswith(" and") else "",
    ):
        text = cues.LEADING.sub("", candidate)
        named = members(text, draft, alone=cues.ONLY.search(clause[: len(clause) - len(text)]) is not None)
        if named:
            return named
    return None


def _after_and(clause: str) -> str:
    """Give what stands after the last "and", if that doesn't join two names."""
    before, _, after = clause.rpartition(" and ")
    return "" if not before or cues.NAME.fullmatch(before.split()[-1]) else after


def _others(known: set[str], count: str | None, draft: Draft) -> Named | None:
    """Give those of whom nothing was said so far, where something was said of anybody.

    With a number there must be as many, not counting the writer.
    """
    left = tuple(email for email in draft.roster.emails if email not in known)
    if count:
        left = tuple(email for email in left if email != draft.roster.writer)
    fits = not count or len(left) == COUNTS[count.casefold()]
    return Named(left) if left and known and fits else None
