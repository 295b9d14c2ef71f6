"""Names in a reply, looked for among the members of the circle and nowhere else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from circles.domain.replies.languages import alternatives, ands, fold, language_of, words
from circles.domain.replies.values import CIRCLE, Context, Member

ENOUGH = 85
MARGIN = 10

_ME = frozenset(
    [
        "me",
        "i",
        "myself",
        "i'll",
        "i will",
        "ich",
        "moi",
        "yo",
        "io",
        "eu",
        "ik",
        "jeg",
        "jag",
        "mina",
        "ja sam",
        "mig",
        "meg",
        "mich",
        "mij",
        "mnie",
        "mir",
        "mim",
        "moi-meme",
    ]
)
_ALL = frozenset(
    [
        "all",
        "everyone",
        "everybody",
        "all of us",
        "the whole circle",
        "we all",
        "us all",
        "the circle",
        "circle",
        "we",
        "us",
        "alle",
        "tous",
        "toutes",
        "todos",
        "todas",
        "tutti",
        "tutte",
        "iedereen",
        "hela cirkeln",
        "kaikki",
        "wszyscy",
    ]
)
_ALL_OF_US = re.compile(
    r"all (?:(?:of )?(?:the|our) )?(?:circle|group|team)|all (?:of us|members|participants)"
    r"|(?:all|the|all the) (?P<count>two|three|four|five|six|seven|eight|nine|\d)(?: of us| members)?"
    r"|the (?:whole"
    r"|entire|full) (?:group|team|circle|crew)|each of us"
)
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_NOBODY = frozenset(["nobody", "no one", "none", "no-one", "noone", "n/a", "-", "–", "—", "0"])
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|prof|professor|herr|frau|mme|madame|monsieur|m|senhora?|senora?) "
)
_EXCEPT = re.compile(
    r"\b(?:except(?: for)?|bar|save(?: for)?|minus|but|apart from|other than|without|with the exception of"
    r"|excluding)\b[:,]?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\([^()]*\)")

# Short forms that no rule of spelling gives; both ways.
_SHORT_FORMS = tuple(
    frozenset(forms.split())
    for forms in alternatives("""
        robert bob rob bobby|william bill will billy|elizabeth liz beth lizzie eliza|michael mike mick
        richard rick dick rich
        james jim jimmy jamie|john jack johnny|margaret maggie meg peggy|katherine kate kathy katie
        catherine cathy kate cate
        thomas tom tommy|anthony tony|andrew andy drew|alexander alex sasha|alexandra alex sasha
        charles charlie chuck
        christopher chris|christine chris tina|daniel dan danny|david dave|edward ed eddie ted
        francisco paco|jose pepe
        joseph joe|matthew matt|nicholas nick|patricia pat patty|patrick pat paddy|rebecca becky|samuel sam
        samantha sam
        stephen steve|steven steve|susan sue|benjamin ben|jennifer jen jenny|jessica jess|joshua josh
        gregory greg
        jonathan jon|timothy tim|peter pete|philip phil|ronald ron|kenneth ken|lawrence larry|abigail abby
        amanda mandy
        barbara barb|deborah debbie deb|frederick fred|gabriel gabe|gabriela gabi|giuseppe beppe pino
        hans hansi
        johannes hannes|maximilian max|natalia tasha|pamela pam|victoria vicky tori
    """).split("|")
)


@dataclass(frozen=True, slots=True)
class Named:
    """Members found, in order, and the words that named nobody for certain."""

    emails: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """Members who are named as exceptions, or not among those who alone are named."""
    alone: bool = False
    everyone: bool = False
    """Whether the whole circle is meant, and not each by name."""


class Roster:
    """The members of the writer's circle."""

    def __init__(self, context: Context) -> None:
        self.writer = context.writer.lower()
        self.members = tuple(Member(member.name, member.email.lower()) for member in context.members)
        self.emails = tuple(member.email for member in self.members) or (self.writer,)
        self._ands = ands(context.language)
        self._me = _ME | {"ja"} if language_of(context.language) == "pl" else _ME  # yes or and elsewhere
        self._called = {member.email: words(member.name) for member in self.members}
        self._persons: dict[str, str | None] = {}  # names looked for before: some take 0.1 ms
        self._labels = {words(label) for each in self.members for label in _NOTE.findall(each.name)}

    def person(self, text: str) -> str | None:
        """Find the one member a name means: exactly, by a short form, or by a slip of the pen; else None."""
        if text not in self._persons:
            self._persons[text] = self._person(text)
        return self._persons[text]

    def is_other(self, token: str) -> bool:
        """Tell whether a word is part of the name of a member other than the writer."""
        return any(token in name.split() and email != self.writer for email, name in self._called.items())

    def is_name(self, token: str) -> bool:
        """Tell whether a folded word is part of the name of a member, or short for it."""
        return any(token in name.split() or _is_short_for(token, name) for name in self._called.values())

    def _person(self, text: str) -> str | None:
        name = _TITLE.sub("", words(text))
        if name in self._me:
            return self.writer
        if "@" in text:
            address = text.strip(" <>.").lower()
            return address if address in self.emails else None
        found = self._fitting(name)
        if found:
            return found[0] if len(found) == 1 else None
        return self._nearest(name)

    def fitting(self, text: str) -> list[str]:
        """Give all whom a name may mean where it is no slip of the pen."""
        return self._fitting(_TITLE.sub("", words(text)))

    def _fitting(self, name: str) -> list[str]:
        found: list[str] = []
        for rule in (_is_called, _is_part_of, _is_short_for):
            found = found or [email for email, called in self._called.items() if rule(name, called)]
        return found

    def owner(self, text: str) -> str | None:
        """Find who is to do something: a member, or the circle."""
        said = words(text)
        return CIRCLE if self._means_all(said) else self.person(text)

    def called(self, owner: str) -> str:
        """Give what to call an owner in words that others may read: a name, never an address."""
        names = {member.email: member.name for member in self.members}
        return "the circle" if owner == CIRCLE else names.get(owner, "you")

    def people(self, text: str) -> Named:
        """Read a list of names; "everyone but Carl" and "nobody" are lists too."""
        text = _NOTE.sub(self._label, text).strip(" .!")
        base, _, left_out = _halves(text)
        if self._means_all(words(base)):
            return self._all_but(left_out)
        if not text or fold(text) in _NOBODY:
            return Named()
        emails: list[str] = []
        unknown: list[str] = []
        for name in self._names(text):
            found = self._one_or_several(name)
            emails += found
            unknown += [] if found else [name]
        return Named(tuple(dict.fromkeys(emails)), tuple(unknown))

    def _label(self, note: re.Match[str]) -> str:
        """Keep of what stands in brackets only what tells two of the same name apart."""
        return note.group() if words(note.group()) in self._labels else " "

    def _means_all(self, said: str) -> bool:
        """Tell whether words mean the whole circle; "all four" only where they are four."""
        found = _ALL_OF_US.fullmatch(said)
        count = found["count"] if found else None
        fits = count is None or len(self.emails) in {
            COUNTS.get(count),
            int(count) if count.isdecimal() else 0,
        }
        return said in _ALL or (found is not None and fits)

    def _one_or_several(self, name: str) -> list[str]:
        """Find whom a name means, or the names of a list without commas; empty if not surely anybody."""
        email = self.person(name)
        several = [self.person(part) for part in name.split()] if not email and " " in name else [email]
        return [each for each in several if each] if all(several) else []

    def _all_but(self, left_out: str) -> Named:
        absent = self.people(left_out) if left_out.strip() else Named()
        if absent.unknown:
            return Named(unknown=absent.unknown)
        here = tuple(email for email in self.emails if email not in absent.emails)
        return Named(here, left_out=absent.emails, everyone=not absent.emails)

    def _names(self, text: str) -> list[str]:
        joiner = "|".join(re.escape(word) for word in sorted(self._ands))
        pieces = re.split(rf"\s*[,;+&/]\s*|\s+(?:{joiner})\s+", text, flags=re.IGNORECASE)
        # "Ana, Bo, and Carl" leaves "and Carl".
        cleaned = [
            re.sub(rf"^(?:{joiner})\s+", "", piece.strip(" .!*_"), flags=re.IGNORECASE) for piece in pieces
        ]
        return [piece for piece in cleaned if piece]

    def _nearest(self, name: str) -> str | None:
        scored = sorted(
            ((_likeness(name, called), email) for email, called in self._called.items()), reverse=True
        )
        if not scored or scored[0][0] < ENOUGH:
            return None
        return scored[0][1] if len(scored) == 1 or scored[0][0] - scored[1][0] >= MARGIN else None


def _halves(text: str) -> tuple[str, str, str]:
    match = _EXCEPT.search(text)
    return (text[: match.start()], match.group(), text[match.end() :]) if match else (text, "", "")


def _is_called(name: str, member: str) -> bool:
    return bool(name) and name == member


def _is_part_of(name: str, member: str) -> bool:
    """Match "Ana", "Sousa" and "Ana S" with Ana Maria Sousa."""
    given, full = name.split(), member.split()
    if len(given) == 1:
        return given[0] in full and not given[0].isdecimal()
    rest = iter(full)
    return (
        bool(given)
        and given[0] == full[0]
        and all(any(_begins(part, other) for other in rest) for part in given)
    )


def _begins(part: str, other: str) -> bool:
    return part == other or (len(part) == 1 and other.startswith(part))


def _is_short_for(name: str, member: str) -> bool:
    first = member.partition(" ")[0]
    return any({name, first} <= forms for forms in _SHORT_FORMS)


def _likeness(name: str, member: str) -> float:
    candidates: Sequence[str] = [member] if " " in name else member.split()
    return max(
        (fuzz.ratio(name, other) for other in candidates if not _other_ending(name, other)), default=0.0
    )


def _other_ending(name: str, other: str) -> bool:
    """Carl and Carla, Francisco and Francisca differ by their end only, and are two people."""
    shorter = min(len(name), len(other))
    return name[: shorter - 1] == other[: shorter - 1]
