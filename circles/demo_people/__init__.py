"""The people of the demo: those of its published season, those it offers to import, and any number more.

The two files beside this one are people files themselves. In `published.csv` the column `circle` says who
meets with whom; `sample.csv` is as untidy as what people really upload, with five rows that are not taken.
"""

import itertools
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from circles.domain.availability import Hours, joined
from circles.domain.cadence import zone_info
from circles.domain.people_file import Row, read_people, write_people
from circles.domain.topics import INTERESTS
from circles.domain.words import Role

_DEPARTMENTS = ("Design", "Engineering", "Finance", "People", "Research", "Sales")
_WORKDAYS = range(5)
_NOON = datetime(2026, 1, 12, 12, tzinfo=UTC)  # in winter: in summer one of the three shared hours may go
# Zones whose working days meet, and the UTC hours from which they have three to share.
_NEIGHBOURS = (
    (("Europe/Lisbon", "Europe/London", "Europe/Berlin", "Africa/Lagos"), range(8, 16)),
    (("America/New_York", "Europe/Lisbon", "Europe/London"), range(14, 16)),
    (("Asia/Kolkata", "Europe/Berlin", "Africa/Lagos"), range(8, 11)),
)


def published_sample() -> tuple[Row, ...]:
    """Give the 40 people of the published season."""
    return tuple(row for circle in published_circles() for row in circle)


@cache
def published_circles() -> tuple[tuple[Row, ...], ...]:
    """Give the same people in their seven circles, each with one or two mentors and three hours in common."""
    rows = read_people((files(__package__) / "published.csv").read_bytes()).rows
    circles = itertools.groupby(rows, key=lambda row: row.attributes["circle"])
    return tuple(tuple(map(_without_circle, members)) for _, members in circles)


def sample_csv() -> bytes:
    """Give the file offered for import: 40 people who can be taken, none of them in the published season.

    Ana, Bo, Carl and Dee belong together and share Tuesday daytime only.
    """
    return (files(__package__) / "sample.csv").read_bytes()


def simulated_people(count: int, seed: int) -> bytes:
    """Write a people file of `count` people, a fifth of them mentors, the same for the same seed.

    They are drawn as circles of about five with three hours in common, so that everyone can be placed; what
    other hours they are free hides it.
    """
    chance = random.Random(seed)  # noqa: S311 - sample people, no secret
    circles = [_circle(chance) for _ in range(max(1, round(count / 5)))]
    rows = [
        _person(chance, name, n, circles[n % len(circles)], is_mentor=n < len(circles))
        for n, name in zip(range(count), _names(chance), strict=False)
    ]
    chance.shuffle(rows)
    return write_people(rows).encode()


def _without_circle(row: Row) -> Row:
    return replace(row, attributes={key: value for key, value in row.attributes.items() if key != "circle"})


_Circle = tuple[tuple[str, ...], int, int]  # zones, weekday, UTC hour from which all are free


def _circle(chance: random.Random) -> _Circle:
    zones, hours = chance.choice(_NEIGHBOURS)
    return zones, chance.choice(_WORKDAYS), chance.choice(hours)


def _person(chance: random.Random, name: str, n: int, circle: _Circle, *, is_mentor: bool) -> Row:
    zones, weekday, hour = circle
    zone = chance.choice(zones)
    email = f"{_plain(name)}.{n + 1}@orchard.example"
    return Row(
        line=n + 2,
        id=email,
        name=name,
        email=email,
        role=Role.MENTOR if is_mentor else Role.MENTEE,
        circles=1,
        topics=tuple(chance.sample(INTERESTS, chance.randint(2, 4))),
        zone=zone,
        availability=joined([_shared(zone, weekday, hour), *(_further(chance) for _ in range(2))]),
        attributes={
            "department": chance.choice(_DEPARTMENTS),
            "seniority": str(chance.randint(4, 5) if is_mentor else chance.randint(1, 3)),
        },
        apart=(),
        together=(),
        language="en",
    )


def _shared(zone: str, weekday: int, hour: int) -> Hours:
    noon = _NOON.astimezone(zone_info(zone))
    start = noon.hour * 60 + noon.minute + (hour - _NOON.hour) * 60
    return Hours(weekday, start, start + 3 * 60)


def _further(chance: random.Random) -> Hours:
    start = chance.choice((8, 9, 12, 16, 17, 18)) * 60
    return Hours(chance.choice(_WORKDAYS), start, start + 2 * 60)


def _names(chance: random.Random) -> Iterator[str]:
    """Yield names for ever; the first eighty have nothing in common, the first 6,400 are all different."""
    people = [row.name.split(" ", 1) for row in (*published_sample(), *read_people(sample_csv()).rows)]
    first = [name for name, _ in people]
    last = [name for _, name in people]
    chance.shuffle(first)
    chance.shuffle(last)
    for n in itertools.count():
        yield f"{first[n % len(first)]} {last[(n + n // len(first)) % len(last)]}"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return "".join(letter for letter in letters.replace(" ", ".") if letter.isalpha() or letter == ".")
