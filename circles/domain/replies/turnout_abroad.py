"""Who is said to have come, in the languages other than English: short clauses of names and a verb.

To add a language, add a row to each table. Words are folded: no case, no accents.
"""

import re
from collections.abc import Iterator
from functools import cache

from circles.domain.replies import turnout_verbs_abroad as verbs
from circles.domain.replies import turnout_words_abroad as cues
from circles.domain.replies.account_cues import CAPITALISED
from circles.domain.replies.courtesies import is_courtesy, without
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import (
    alternatives,
    ands,
    doubts,
    fold,
    language_of,
    negates,
    regrets,
    words,
)
from circles.domain.replies.names import Named
from circles.domain.words import Attendance

_LONGEST = 300  # characters of a sentence


def turnout_abroad(text: str, draft: Draft) -> Iterator[tuple[Named, Attendance]]:
    """Find who is said to have come or missed, in the language of the person; nothing in English."""
    name, said = language_of(draft.context.language), fold(text)
    if name not in verbs.CAME or len(said) > _LONGEST:
        return
    writer = Named((draft.roster.writer,))
    first, _, aside = said.partition(",")
    if says_was_there(text, name) or (says_was_there(first, name) and _is_aside(aside, name, draft)):
        yield writer, Attendance.CAME
        return
    if _tells_of_writer(said, name) and not _names_another(text, draft):
        yield writer, Attendance.MISSED
        return
    told: set[str] = set()
    for clause in _clauses(said, name):
        found = _told(clause, name, told, draft)
        if not (found or told) and _leaves_out(clause, name, draft):
            return  # "but for Carl, who was ill, all came"
        if found:
            told |= {*found[0].emails, *found[0].left_out}
            yield found
        elif told >= {*draft.roster.emails} and _misses(clause, name):
            for who in filter(None, map(draft.roster.person, re.findall(r"\w{2,}", clause))):
                yield Named((who,)), Attendance.MISSED  # against "all came", which is asked about


def _tells_of_writer(said: str, name: str) -> bool:
    """Tell whether a sentence begins as the writer's own absence."""
    return re.match(rf"\W*(?:(?:{regrets(name)}),? )*(?:{verbs.WRITER_MISSED[name]})(?!\w)", said) is not None


def says_was_there(text: str, tag: str) -> bool:
    """Tell whether a whole sentence is that the writer came; only a comma keeps a "no" before it apart."""
    name = language_of(tag)
    if name not in verbs.WRITER_CAME:
        return False
    plain = words(re.sub(rf"^\W*(?:{regrets(name)}),\s", "", fold(text)))
    return re.fullmatch(verbs.WRITER_CAME[name], plain) is not None


def tells_turnout(said: str, tag: str) -> bool:
    """Tell whether words hold a verb of who came or missed it."""
    name = language_of(tag)
    return name in verbs.CAME and _verb(name).search(said) is not None


def _names_another(text: str, draft: Draft) -> bool:
    named = {draft.roster.person(word) for word in CAPITALISED.findall(text) if len(word) > 1}
    return bool(named - {None, draft.roster.writer})


def _told(clause: str, name: str, told: set[str], draft: Draft) -> tuple[Named, Attendance] | None:
    """Read one clause as it stands; where it makes an exception, else without its courtesies."""
    found = _read(clause, name, told, draft)
    if found or not _any_of(cues.EXCEPT[name]).search(clause):
        return found
    return _read(_plain(without(clause, name, short=True), name), name, told, draft)


def _plain(clause: str, name: str) -> str:
    """Leave out the words that are a courtesy: a regret is no "not"."""
    return " ".join(word for word in clause.split() if not is_courtesy(word, name))


def _read(clause: str, name: str, told: set[str], draft: Draft) -> tuple[Named, Attendance] | None:
    """Read names and a verb, "not Carl", or all there were without a verb."""
    verb, lacks = _verb(name).search(clause), _without(name).match(clause)
    if verb is None:
        named = _named(lacks["who"], name, told, draft) if lacks and told else None
        if named:
            return named, Attendance.MISSED
        named = _named(clause, name, told, draft) if _tells_all(clause, name) else None
        return (named, Attendance.CAME) if named else None
    if _is_of_how(clause, name, draft):
        return None
    before, after = clause[: verb.start()], clause[verb.end() :]
    if verb["missed"] and _excepts(before, name):  # "all but Carla, ill"
        tells_why = before.rstrip().endswith(",") and not after.strip(" ,.!")
        named = _named(before, name, told, draft) if tells_why else None
        return (named, Attendance.CAME) if named else None
    if verb["missed"]:
        before = _last_list(before, name, told, draft)
    else:
        listed, _, aside = after.partition(",")
        after = listed if _is_aside(aside, name, draft) else after
    who = f"{before} {after}"
    missed = _is_absence(clause, verb, who, name)
    if missed is None:
        return None
    told = {*told, draft.roster.writer} if missed and told else told  # who tells of the others was there
    named = _named(who, name, told, draft)
    if named is None and not _leaves_out(who, name, draft):
        named = _named(who.rpartition(",")[2], name, told, draft)
    return (named, Attendance.MISSED if missed else Attendance.CAME) if named else None


def _is_absence(clause: str, verb: re.Match[str], who: str, name: str) -> bool | None:
    """Tell whether a clause is of who missed it; "no vino nadie" is one "not" said twice.

    None where it is unknown what "nobody" was, or none is left out: "no vino nadie, Ana" names who writes.
    """
    nobody, parts = _nobody(who, name), re.split(r",\s*", who)
    leaves_out = _any_of(cues.EXCEPT[name]).search(who) or any(map(cues.ONLY.match, parts))
    if nobody and not leaves_out:
        return None
    said_twice = nobody and _any_of(cues.NOT[name]).search(verb.group())
    if not (nobody and said_twice) or _misses(nobody, name):
        if _is_only_of_not_all(clause, name):
            return None
        return bool(verb["missed"]) or negates(name, _plain(clause, name))
    return False if cues.NOBODY.fullmatch(nobody) else None


def _nobody(who: str, name: str) -> str | None:
    """Give the words of a "nobody" up to its exception; "Ana, nobody else" holds none."""
    parts = cues.NOBODY_ELSE.sub("", who).split(",")
    bare = (_bare(_any_of(cues.EXCEPT[name]).split(part)[0], name) for part in parts)
    return next(filter(cues.NOBODY.match, bare), None)


def _misses(clause: str, name: str) -> bool:
    verb = _verb(name).search(clause)
    return verb is not None and verb["missed"] is not None


def _excepts(before: str, name: str) -> bool:
    """Tell whether a verb follows a comma after an exception, so that it may tell why."""
    return re.search(rf"(?<!\w)(?:{alternatives(cues.EXCEPT[name])}) [^;]*,", before) is not None


def _leaves_out(said: str, name: str, draft: Draft) -> bool:
    """Tell whether words begin with an exception that names somebody: "but for Carl, all came"."""
    out = re.match(rf"\W*(?:{alternatives(cues.EXCEPT[name])}) (?P<who>[^,;]*)", said)
    return out is not None and any(map(draft.roster.person, re.findall(r"\w{2,}", out["who"])))


def _is_of_how(clause: str, name: str, draft: Draft) -> bool:
    """Tell whether all but somebody are said to have come in some way: "all were late but Ana"."""
    outs = _any_of(cues.EXCEPT[name]).finditer(clause) if cues.HOW.search(clause) else ()
    return any(_leaves_out(clause[out.start() :], name, draft) for out in outs)


def _is_only_of_not_all(clause: str, name: str) -> bool:
    """Tell whether an "only" follows a "not": "no vinieron todos, solo Ana" is of who came."""
    first, *rest = clause.split(",")
    is_not = _any_of(cues.NOT[name]).search(first) or negates(name, _plain(first, name))
    return bool(is_not) and any(cues.ONLY.match(part.strip()) for part in rest)


def _is_aside(said: str, name: str, draft: Draft) -> bool:
    """Tell whether words after a comma are about nobody: "all came, it was nice"; one alone may be a name."""
    found = re.findall(r"\w{2,}", said)
    about = "|".join(alternatives(table[name]) for table in (cues.EXCEPT, cues.NOT, cues.BUT, cues.OTHERS))
    excepts = re.search(rf"(?<!\w)(?:{about})(?!\w)", said) or cues.ONLY.match(said.strip())
    doubtful = doubts(name, "")[0].search(said) or negates(name, said)
    return len(found) > 1 and not (any(map(draft.roster.person, found)) or excepts or doubtful)


def _last_list(before: str, name: str, told: set[str], draft: Draft) -> str:
    """Give the names after a list that an "and" ends: "Bo and I, Carl was ill"; without any "and", none."""
    head, _, last = before.rpartition(",")
    if not last.strip() or _named(head, name, told, draft) is None:
        return before
    joiner = re.compile(rf"\s(?:{'|'.join(map(re.escape, sorted(ands(name))))})\s")
    return last if joiner.search(head) else before if joiner.search(f"{last} ") else ""


def _tells_all(clause: str, name: str) -> bool:
    """Tell whether a clause without a verb is about everybody: "only Bo and me", "all but Dee"."""
    said = clause.strip(" ,.!")
    return bool(
        cues.ONLY.match(said)
        or re.match(rf"(?:{alternatives(cues.EVERYONE[name])}) (?:{alternatives(cues.EXCEPT[name])}) ", said)
    )


def _clauses(text: str, name: str) -> list[str]:
    """Cut at commas that part statements rather than names: where a verb stands on both sides."""
    clauses: list[str] = []
    text = re.sub(rf",?\s(?=(?:{alternatives(cues.BUT[name])})\s)", ";", text)
    text = re.sub(rf"[;,]\s*(?:{alternatives(cues.BUT[name])})\s", "; ", text)
    for group in re.split(r"[;.!]", text):
        parts: list[str] = []
        for part in group.split(","):
            apart = _verb(name).search(part) or _without(name).match(part)
            if parts and not (apart and _verb(name).search(parts[-1])):
                parts[-1] += "," + part
            else:
                parts.append(part)
        clauses += parts
    return [clause for clause in clauses if clause.strip()]


@cache
def _verb(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<missed>{alternatives(verbs.MISSED[name])})|(?P<came>{alternatives(verbs.CAME[name])}))(?!\w)"
    )


@cache
def _any_of(table: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(table)})(?!\w)")


@cache
def _without(name: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives(cues.NOT[name])}) (?P<who>[^,;]{{2,40}})$")


@cache
def _beside(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s,]))(?:{alternatives(cues.BESIDE[name])})(?=$|[\s,])")


def _others(name: str) -> str:
    return rf"(?:{alternatives(cues.OTHERS[name])})(?: (?:{alternatives(cues.EVERYONE[name])}))?"


def _bare(text: str, name: str) -> str:
    """Leave out the words that stand beside names, and "all" where it stands beside exceptions."""
    said = re.sub(rf"(?<=\w) +(?:{alternatives(cues.EVERYONE[name])})(?!\w)", " ", text)
    return " ".join(_beside(name).sub(" ", said).split()).strip(" ,:")


def _named(who: str, name: str, told: set[str], draft: Draft) -> Named | None:
    """Read names, everyone, everyone but somebody, the others; None if that isn't all there is."""
    said = cues.NOBODY_ELSE.sub("", who).strip(" ,.!:")
    base, *out = re.split(rf"(?:^|[\s,]+)(?:{alternatives(cues.EXCEPT[name])})\s+", said)
    base = base.strip(" ,") or ("*" if out else "")
    if base == "*" and "," in out[0]:  # "but for Carl, all"
        first, _, last = out[0].rpartition(",")
        if not re.fullmatch(rf"(?:{alternatives(cues.EVERYONE[name])})?", _bare(last, name)):
            return None
        out = [first]
    alone = bool(cues.ONLY.match(base) or cues.NOBODY_ELSE.search(who))
    everyone = base == "*" or re.fullmatch(alternatives(cues.EVERYONE[name]), base) is not None
    base = _bare(cues.ONLY.sub("", base), name)
    if not alone and re.fullmatch(_others(name), base) and told:
        return Named(tuple(email for email in draft.roster.emails if email not in told))
    everyone = everyone or re.fullmatch(alternatives(cues.EVERYONE[name]), base) is not None
    if out and cues.NOBODY.match(base):  # nobody but Bo and me
        alone, everyone, base = True, False, _bare(out.pop(0), name)
    named = draft.roster.people("everyone") if everyone else _people(base, name, draft)
    absent = _people(_bare(out[0], name), name, draft) if out else Named()
    if named is None or absent is None:
        return None
    here = tuple(email for email in named.emails if email not in absent.emails)
    others = tuple(email for email in draft.roster.emails if alone and email not in here)
    left_out = (*absent.emails, *others)
    return Named(here, left_out=left_out, alone=alone, everyone=everyone and not left_out)


def _people(text: str, name: str, draft: Draft) -> Named | None:
    joiner = "|".join(re.escape(word) for word in sorted(ands(name)))
    pieces = [piece.strip() for piece in re.split(rf"\s*,\s*|\s+(?:{joiner})\s+", text) if piece.strip()]
    found = [draft.roster.person(cues.SMALL.sub("", piece)) for piece in pieces]
    return Named(tuple(each for each in found if each)) if found and all(found) else None
