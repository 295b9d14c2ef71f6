"""Whose something to do is, by how a marked line begins: "Bo - ...", "Bo/Carl: ...", "we all ..."."""

import re

from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import alternatives, ands, language_of, straight, words
from circles.domain.replies.values import CIRCLE

_MODAL = r",?\s+(?:will|is going to|should|shall|has to)\s"
_WILL = re.compile(
    rf"(?P<owner>[^\W\d_][\w.'’ /-]{{0,40}}?)\s*(?P<how>:|,?\s+to\s|{_MODAL}(?!\s*(?:not|never)\b))"
    r"\s*(?P<text>\S.*)"
)
_NAME_LIKE = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){0,2}")
# What begins a line that is everybody's, by language.
_EVERYBODY = {
    "en": r"(?:let's|let us(?! know)|we|us)(?: all| each)?|all of us|us all|every ?one(?: of us)?|everybody"
    r"|each(?: one)? of us|(?:the|our) (?:whole |entire )?(?:circle|group)|the whole (?:circle|group)",
    "de": r"wir(?: alle)?|alle zusammen|jeder?(?: von uns)?",
    "fr": r"nous(?: tous| toutes)?|on|tout le monde|chacune?(?: de nous| d'entre nous)?|tous|toutes",
    "es": r"nosotr[oa]s(?: tod[oa]s)?|tod[oa]s(?: nosotr[oa]s)?|todo el mundo"
    r"|cada un[oa](?: de nosotr[oa]s)?",
    "it": r"noi(?: tutt[ie])?|tutt[ie](?: noi)?|(?:ognun[oa]|ciascun[oa])(?: di noi)?",
    "pt": r"n[oó]s(?: tod[oa]s)?|tod[oa]s(?: n[oó]s)?|todo (?:o )?mundo|toda a gente|a gente"
    r"|cada uma?(?: de n[oó]s)?",
    "nl": r"(?:we|wij)(?: allemaal)?|iedereen|allemaal",
    "da": r"vi(?: alle)?(?: sammen)?|alle sammen|hver af os",
    "sv": r"vi(?: alla)?|allihopa?|var och en(?: av oss)?",
    "nb": r"vi(?: alle)?(?: sammen)?|alle sammen|hver av oss",
    "fi": r"me(?: kaikki)?|jokainen(?: meistä)?",
    "pl": r"my(?: wszyscy)?|wszyscy|każdy(?: z nas)?",
}
_NOT_ALL = re.compile(
    alternatives(r"""
        (?:both|some|one|two|three|four|half|most|any|none|a few|a couple|several|either) of (?:us|you)
        (?:we|us|let's|let us) (?:both|two|three)|wir (?:beiden?|zwei)|nous deux|nosotr[oa]s dos|noi due
        n[oó]s (?:dois|duas)|w(?:e|ij) (?:beiden?|twee)|vi (?:to|två|begge|båda)|me (?:kaksi|molemmat)
        my (?:oboje|obaj|obie|dwoje)|(?:everyone|everybody|all)(?: of us)? (?:but|except|apart from)
        somebody|someone|nobody|no one|anybody|anyone|(?:everyone|everybody|someone) else|(?:all )?the others?
        he|she|they|you|jemand|einer von uns|quelqu'un|alguien|qualcuno|alguém|iemand|nogen|någon|noen
        joku|ktoś
    """),
    re.IGNORECASE,
)
"""Some of the circle, and it is not said who."""
_PERHAPS_ALL = re.compile(r"(?:[Aa]ll[ea]|[Kk]aikki) (?=[a-zà-ÿ])")
"""Everybody, or all of a thing: "alle læser", "alle notater"."""
_ALL_ACT = re.compile(
    r"(?i)all (?=(?:to )?(?:read|write|bring|send|think|try|find|ask|prepare|share|make)\b)"
)
_THINGS = re.compile(
    r"(?i)(?:the|an?|my|our|your|his|her|their|these|those|el|l[aeo]s?|los|un[ae]?|os|as|i|gli|les|des|nos|vos"
    r"|mes|ses|leurs|mis|sus|nuestr[oa]s|est[oa]s|es[oa]s|quest[ie]|quei|quegli|quelle|i miei|else"
    r"|der|die|das|den|dem)\b|l'"
)
_OR = re.compile(r"(?i)(?:or|oder|ou|o|of|eller|tai|lub|albo)\b")
_PLEASE = re.compile(
    r"(?i)^(?:[\s,:]|to\s|please\s|bitte\s"
    r"|(?:(?:wi|sha)ll|'ll|should|must|ha(?:s|ve) to|needs? to|(?:is|are) (?:going )?to)\s(?!not\b|never\b))+"
)
_EACH = re.compile(
    r"(?:^|(?P<stop>[,;])\s*(?:and\s+)?)(?P<owner>[^\W\d_][\w.'’ /-]{0,40}?)"
    r"(?P<how>\s+to|\s?:|\s+[-–—])\s+(?=(?P<rest>\S.*))"
)
_MOST_NAMED = 8  # words

Owned = tuple[tuple[str, ...] | None, list[str]]
"""Who will do it, () where nobody is named, None where it is not sure who; and what is left of the parts."""


def by_owner(text: str, draft: Draft) -> list[str]:
    """Cut a line before each "Bo to ..." where it begins with one: "Bo to write, Dee to call"."""
    cuts = [found for found in _EACH.finditer(text) if _begins(found, draft)]
    if not cuts or cuts[0].start():
        return [text]
    ends = [*(cut.start() for cut in cuts[1:]), len(text)]
    return [text[cut.start("owner") : end].strip() for cut, end in zip(cuts, ends, strict=True)]


def _begins(found: re.Match[str], draft: Draft) -> bool:
    """Tell whether somebody is surely named who does what follows.

    No verb follows in "introduce Carl, Dee to Eve" or "to the others"; a dash behind a comma may be any.
    """
    how, rest = found["how"].strip(), found["rest"]
    is_met = draft.roster.is_name(words(rest).partition(" ")[0]) or bool(_THINGS.match(rest))
    unclear = is_met if how == "to" else how != ":" and found["stop"] == ","
    return not unclear and bool(_surely(found["owner"], draft))


def owners(parts: list[str], draft: Draft) -> Owned:
    """Take the owner off the front of what stands between dashes."""
    roster = draft.roster
    if len(parts) > 1:
        named = roster.owner(parts[0]) or (CIRCLE if _everybody(parts[0], draft) == "" else None)
        several = roster.people(parts[0])
        if named:
            return (named,), parts[1:]
        if several.emails and not several.unknown:
            return several.emails, parts[1:]
        if _NAME_LIKE.fullmatch(parts[0]) or several.emails or _NOT_ALL.fullmatch(parts[0]):
            return None, parts
    will = _WILL.fullmatch(parts[0])
    if will and (found := _surely(will["owner"], draft)):
        return found, [will["text"], *parts[1:]]
    if will and will["how"].strip(" ,") != "to" and _NAME_LIKE.fullmatch(will["owner"]):
        return None, parts
    return _at_head(parts, draft)


def _surely(text: str, draft: Draft) -> tuple[str, ...]:
    """Find whom a name, or several of them, surely mean."""
    owner, several = draft.roster.owner(text), draft.roster.people(text)
    return (owner,) if owner else () if several.unknown else several.emails


def _at_head(parts: list[str], draft: Draft) -> Owned:
    """Take the owner off the front of a line that has no dash behind it."""
    some = _NOT_ALL.match(parts[0])
    if some and not re.match(r"[\w'’]", parts[0][some.end() :]):
        return None, parts
    rest = _everybody(parts[0], draft)
    if rest:
        return (CIRCLE,), [rest, *parts[1:]]
    if draft.context.language != "en" and _PERHAPS_ALL.match(parts[0]):
        return None, parts
    said = parts[0].split()
    if not draft.roster.is_name(words(said[0])) or not said[0][0].isupper():
        return (), parts
    for count in range(min(len(said) - 1, _MOST_NAMED), 0, -1):
        found = draft.roster.people(" ".join(said[:count]))
        if found.emails and not found.unknown:
            rest = _PLEASE.sub("", " ".join(said[count:]))
            return (None, parts) if _goes_on(rest, draft) else (found.emails, [rest, *parts[1:]])
    return (), parts


def _goes_on(rest: str, draft: Draft) -> bool:
    """Tell whether what follows a name may be more of whose it is, or its name be a word: "Mark the date"."""
    first = words(rest).partition(" ")[0]
    return first in ands(draft.context.language) or bool(_OR.match(rest) or _THINGS.match(rest))


def _everybody(text: str, draft: Draft) -> str | None:
    """Give what follows words that mean the whole circle; None where a text doesn't begin with them."""
    text = straight(text)
    if draft.roster.is_name(words(text).partition(" ")[0]):
        return None  # somebody is called Vi, or Noi
    who = "|".join(_EVERYBODY[each] for each in ("en", language_of(draft.context.language)))
    found = re.match(rf"(?i)(?:{who})(?![\w'-]*\w)(?!'(?!ll ))", text) or _ALL_ACT.match(text)
    if found is None:
        return None
    rest = re.sub(r"(?i)^(?:all|each) (?!the|my|our)", "", _PLEASE.sub("", text[found.end() :]))
    return None if _THINGS.match(rest) else rest
