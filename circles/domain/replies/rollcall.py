"""Who came as a list says it, or with "neither" and "who": other forms of what `turnout` reads.

Some sentences are put in plainer words first; what they say stays the same.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from circles.domain.replies import account_cues as cues
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import words
from circles.domain.replies.names import Named
from circles.domain.replies.sentences import Sentence
from circles.domain.words import Attendance

_LONGEST = 120  # characters of a list of names
_NOT_NAMES = frozenset(["we", "us", "circle", "the circle"])
_ALL = frozenset(["all", "we all", "us all"])
_COULD_COME = (
    r"(?:came|made it|showed(?: up)?|turned up|joined|attended|appeared|(?:was|were) (?:there|present|here"
    r"|around)"
    r"|(?:could|(?:was|were) able to|managed to) (?:come|make it|join|attend|be there))"
)
_PLAINER = (
    # Bo couldn't come, otherwise we were complete.
    (
        re.compile(r"(?i)\b(?:otherwise|else) (?:we were|the (?:group|circle) was) complete\b"),
        "the others came",
    ),
    (re.compile(r"(?i)\bthe only (?:absentee|no-show)\b"), "the only one absent"),
    # Nobody came but Carl.
    (cues.ALONE, r"only \g<who> came"),
    # Dee was the only one who didn't make it.
    (
        re.compile(
            r"(?i)^\W*(?P<who>[^,;.()]{1,40}?) (?:was|were) the only (?:ones?|person|people)(?: (?:who|that"
            r"|to)\b)?(?: was(?= absent| missing))?"
        ),
        r"only \g<who>",
    ),
    (re.compile(r"(?i)\bwas the one (?:who was )?(?=missing|absent)"), "was "),
    # Dee came although she was ill.
    (re.compile(r"(?i),? (?:although|though|even though|despite|even if) [^,;.()]*"), ""),
    # Dee's train was cancelled, so she couldn't come.
    (
        re.compile(
            r"^\W*(?P<who>[A-Z]\w+)(?:'s| had| was| is| got| has| (?:let us|let me) know| wrote| texted"
            r"| told us) (?:[^,;.()]{0,60}?,? )?(?:so"
            r"|and|that) "
            r"(?:he|she|they) (?=(?:couldn't|could not|didn't|did not|wasn't able|had to (?:skip|cancel"
            r"|miss|bail))\b)"
        ),
        r"\g<who> ",
    ),
    (
        re.compile(r"(?i)\b(?:the (?:others|rest)|everyone else)(?: all)? met without me\b"),
        "we met, everyone except me came",
    ),
    (
        re.compile(
            r"(?i)\b(?:it was )?(?:great|good|nice|lovely) to (?:see|have) (?P<who>[^,;.()]{1,60}?) "
            r"(?=(?:there|with us|on the call|again|back)\b)"
        ),
        r"\g<who> were there, ",
    ),
    # Neither Bo nor Carl came.
    (
        re.compile(
            rf"(?i)\bneither (?P<who>[^,;.()]{{1,60}}?),? nor (?P<other>[^,;.()]{{1,40}}?) {_COULD_COME}\b"
        ),
        r"\g<who> and \g<other> weren't there",
    ),
    # All except Dee, who was travelling.
    (
        re.compile(
            r"(?i)\b(?P<but>except(?: for)?|but|apart from|without|even"
            r"|minus) (?P<who>[^,;.()]{1,60}?),? who (?:(?! and (?-i:[A-Z]))[^,;.()])*"
        ),
        r"\g<but> \g<who>",
    ),
    (
        re.compile(r"(?i)^\W*I met with (?P<who>[^.;:()]{1,60}?)(?P<when>(?: yesterday| on \w+day)?)\W*$"),
        r"We met with \g<who> and me\g<when>",
    ),
    # Bo, Dee and I met on Monday.
    (
        re.compile(
            rf"(?i)^\W*(?:yes\W+)?(?P<who>[^.;:()]{{1,60}}?),? and (?:I|me)"
            rf" (?:met|got together|had (?:a|our) (?:\w+ )?{cues.GATHERING})\b(?P<when>[^,;:.()]*)"
        ),
        r"We met with \g<who> and me\g<when>",
    ),
    (re.compile(r"(?i)^(?P<who>[^;:()]{1,60}?) joined me(?=\W*$|[,;.])"), r"\g<who> and I came"),
    (
        re.compile(
            r"(?i)\b(?P<who>everyone|everybody|all of us) met(?= (?:except|but|apart|on|yesterday)\b|\W*$)"
        ),
        r"we met, \g<who> came",
    ),
    # Guests are nobody's attendance.
    (
        re.compile(
            r"(?i)(?:,| and|, and| plus) (?:an?|one|two|three|\d) (?:\w+ )?(?:guest|visitor|friend"
            r"|colleague|observer)s?\b"
        ),
        "",
    ),
)
_NOT_KNOWN = re.compile(
    r"(?i)(?:[,;–—] ?| )(?:(?:so|and|but|though|while|then)\b ?"
    r"|(?<=[,;–—] ))(?:i(?:'m)? )?(?:really |am |have |unfortunately )?"
    r"(?:(?:don't|do not|can't|couldn't|wouldn't) (?:know|say|tell|remember|recall)|no idea|not sure"
    r"|unsure|no clue|ask \w+$)"
    r"(?: you)?(?: (?:who|how|whether|if|what|about|exactly|more|the rest|anything)\b[^.]*|\W*$)"
)
"""I couldn't make it, so I don't know who came."""
_NOT_KNOWN_FIRST = re.compile(
    r"(?i)^\W*(?:i |sorry,? )*(?:don't know|do not know|no idea|can't say|can't tell"
    r"|not sure),? (?:sorry,? )?"
    r"(?=i (?:wasn't|couldn't|didn't|missed|was (?:sick|ill|away|not))\b)"
)
"""I don't know, I wasn't there."""
_NOR = re.compile(
    r"(?i)[ ,]*\b(?:and |but )?(?:neither|nor) (?:did|was|were|could) (?P<who>[^,;.()]{1,60}?)\W*$"
)
_ABSENT = re.compile(
    r"(?i)^\W*(?:(?:absent|missing|excused|not (?:there|present)) (?:was|were)"
    r"|(?:those|the (?P<only>only )?(?:ones?|people|person|members?)) (?:absent|missing|not there"
    r"|who (?:(?:was|were) (?:absent|missing|not there)|missed it|(?:didn't|couldn't) (?:come|make it"
    r"|attend|join)))"
    r" (?:was|were)|we were (?:only )?missing|(?:there was )?no(?: (?:sign|trace) of)?|without|(?:apologies"
    r"|regrets) (?:from"
    r"|by)) (?P<who>[^.;:]+?)(?: this time| today| yesterday)?\W*$"
)
_LABELLED = re.compile(r"(?i)^\W*(?:(?P<came>yes|in)|no|out)\s*: (?P<who>[^.;:]+?)\W*$")
_CAME_MARK = "[✓✔✅☑]|(?<=\\w )yes|(?<=[:=–—-] )(?:yes|present|here|there|y)"
_MISSED_MARK = "[✗✘❌✖]|(?<=\\w )no|(?<=[:=–—-] )(?:no|absent|missing|missed|not there|n)"
_IN_BRACKETS = re.compile(r"(?i)\((yes|no|present|absent|missing|here)\)")
_MARK_FIRST = re.compile(
    r"\W*?(?:(?P<came>[✓✔✅☑])|(?P<missed>[✗✘❌✖]))\ufe0f?\s*(?P<who>[^:=✓✔✅☑✗✘❌✖]{1,80}?)[\s.!]*"
)
_MARKED = re.compile(
    r"(?i)\W*(?P<who>[^\W\d_][^:=✓✔✅☑✗✘❌✖]{0,80}?)\s*[:=–—-]{0,2}\s*"
    rf"(?:(?P<came>{_CAME_MARK})|(?P<missed>{_MISSED_MARK}))[\ufe0f\s.!]*"
)
_SIGNED = re.compile(r"\W*?(?:[+\-–−]\s*[^\W\d_][^+\-–−]*)+")
_SIGN = re.compile(r"([+\-–−])\s*([^+\-–−]*[^+\-–−\s,;/.!])")
_THE_REST = re.compile(r"(?i)(?:all )?the (?:rest|others)(?: of us)?|everyone else|everybody else|all others")
_MARKS_END = re.compile(r"[,;]\s*|\s/\s|(?<=[✓✔✅☑✗✘❌✖])\ufe0f?\s+")

Told = tuple[Named, Attendance]


def put_plainly(sentence: Sentence) -> Sentence:
    """Give a sentence in the words that the rules for who came read; most stay as they are."""
    text = sentence.plain
    for pattern, plainer in _PLAINER:
        text = pattern.sub(plainer, text, count=1)
    unknown = _NOT_KNOWN.search(text)
    if unknown and any(verb["missed"] for verb in cues.VERB.finditer(text[: unknown.start()])):
        text = text[: unknown.start()]
    text = _NOT_KNOWN_FIRST.sub("", text)
    nor = _NOR.search(text)
    if nor and any(verb["missed"] for verb in cues.VERB.finditer(text[: nor.start()])):
        text = f"{text[: nor.start()]}, {nor['who']} weren't there"
    return sentence if text == sentence.plain else replace(sentence, text=text, said=words(text))


def called(sentence: Sentence, draft: Draft) -> Iterator[Told]:
    """Read "Bo ✓, Dee ✗", "In: Bo", and "Absent were Bo and Dee"."""
    text = _IN_BRACKETS.sub(r"- \1", sentence.plain)
    absent, labelled = _ABSENT.match(text), _LABELLED.match(text)
    named = members(absent["who"], draft, alone=bool(absent["only"])) if absent else None
    if named:
        yield named, Attendance.MISSED
        return
    listed = members(labelled["who"], draft) if labelled else None
    if labelled and listed:
        yield listed, Attendance.CAME if labelled["came"] else Attendance.MISSED
        return
    signed = list(_signed(text, draft))
    if signed:
        yield from signed
        return
    for parts in ([text], text.split(";"), _MARKS_END.split(text)):
        marked = [_MARKED.fullmatch(part) or _MARK_FIRST.fullmatch(part) for part in parts if part.strip()]
        told = list(_marked(filter(None, marked), draft)) if all(marked) else []
        yield from told
        if told:
            return


def _signed(text: str, draft: Draft) -> Iterator[Told]:
    """Read "+Bo +Dee -Carl"; a line of dashes alone may be a list."""
    if "+" in text and _SIGNED.fullmatch(text):
        for sign, who in _SIGN.findall(text):
            named = members(who, draft)
            if named:
                yield named, Attendance.CAME if sign == "+" else Attendance.MISSED


def _marked(found: Iterator[re.Match[str]], draft: Draft) -> Iterator[Told]:
    told: set[str] = set()
    for match in found:
        left = tuple(email for email in draft.roster.emails if email not in told)
        others = _THE_REST.fullmatch(match["who"].strip()) and told
        named = Named(left) if others else members(match["who"], draft)
        if named:
            told |= set(named.emails)
            yield named, Attendance.CAME if match["came"] else Attendance.MISSED


def members(text: str, draft: Draft, *, alone: bool = False) -> Named | None:
    """Read names as members, all the others left out if these came alone; None if none is surely meant."""
    text = cues.AMONG_NAMES.sub("", text).strip(" ,")
    alone = alone or cues.ONLY.match(text) is not None
    text = "everyone" if text.casefold() in _ALL else cues.AROUND_NAMES.sub("", text)
    if not text or len(text) > _LONGEST or text.casefold() in _NOT_NAMES:
        return None
    named = draft.roster.people(text)
    if not named.emails or any(not cues.NAME.fullmatch(name) for name in named.unknown):
        return None
    if alone and not named.unknown:
        left = tuple(email for email in draft.roster.emails if email not in named.emails)
        return Named(named.emails, left_out=left, alone=True)
    return named
