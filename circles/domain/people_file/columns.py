"""The columns of a people file, and the spellings of their names."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from circles.domain.people_file.cells import clean
from circles.errors import Invalid


class Column(StrEnum):
    """The columns with a meaning, in the order in which they are written."""

    ID = "id"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    ROLE = "role"
    CIRCLES = "circles"
    TOPICS = "topics"
    TIMEZONE = "timezone"
    AVAILABILITY = "availability"
    DEPARTMENT = "department"
    SITE = "site"
    SENIORITY = "seniority"
    APART = "apart"
    TOGETHER = "together"
    LANGUAGE = "language"
    WHY = "why"  # only in the rows we hand back; read, it says nothing about the person


ATTRIBUTES = frozenset({Column.DEPARTMENT, Column.SITE, Column.SENIORITY})
OURS = frozenset(Column)

_SPELLINGS: Mapping[str, Column] = MappingProxyType(
    {column.replace("_", ""): column for column in Column}
    | {
        "emailaddress": Column.EMAIL,
        "mail": Column.EMAIL,
        "fullname": Column.NAME,
        "givenname": Column.FIRST_NAME,
        "surname": Column.LAST_NAME,
        "familyname": Column.LAST_NAME,
        "topic": Column.TOPICS,
        "tz": Column.TIMEZONE,
        "zone": Column.TIMEZONE,
        "keepapart": Column.APART,
        "keeptogether": Column.TOGETHER,
    }
)


def known(header: str) -> Column | None:
    """Tell which column a header names; case, blanks and punctuation don't count (`E-mail`, `Time zone`)."""
    return _SPELLINGS.get("".join(filter(str.isalnum, clean(header).casefold())))


def match(header: Sequence[str], *, need_email: bool) -> dict[str, int]:
    """Give the place of each column: known ones by our name, further ones by theirs, nameless ones not.

    Raises Invalid when two are called the same, or when none says who a person is.
    """
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        name = known(title) or title
        if name in places:
            raise Invalid(
                f"Two columns are called `{name}`: the {_nth(places[name])} and the {_nth(place)}. "
                "Rename or remove one of them.",
                name,
            )
        if name:
            places[name] = place
    _require(places, header, need_email=need_email)
    return places


def _require(places: Mapping[str, int], header: Sequence[str], *, need_email: bool) -> None:
    if Column.EMAIL in places or (Column.ID in places and not need_email):
        return
    wanted = "an `email` column" if need_email else "an `email` or an `id` column"
    found = ", ".join(f"`{title[:40]}`" for title in header[:12] if title)
    raise Invalid(
        f"We need {wanted}, and found {found}. The first line names the columns, separated by commas, "
        "semicolons, tabs or |: give the one that holds the addresses the name email.",
        Column.EMAIL,
    )


def _nth(place: int) -> str:
    return ("1st", "2nd", "3rd")[place] if place < 3 else f"{place + 1}th"
