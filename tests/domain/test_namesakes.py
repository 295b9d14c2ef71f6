"""Two people of the same name in one circle: what they are called, and what a reply may call them."""

import pytest

from circles.domain.namesakes import told_apart
from circles.domain.replies.names import Named, Roster
from circles.domain.replies.values import Context, Member
from circles.domain.words import Role

MENTOR, MENTEE = Role.MENTOR, Role.MENTEE


def test_only_who_shares_a_name_is_called_otherwise() -> None:
    assert told_apart([("Ana Sousa", MENTOR), ("Bo", MENTEE), ("ana sousa", MENTEE)]) == [
        "Ana Sousa (mentor)",
        "Bo",
        "ana sousa (mentee)",
    ]
    assert told_apart([("Ana", MENTEE), ("Ana", MENTEE)]) == ["Ana (1)", "Ana (2)"]
    assert told_apart([("Ana", MENTOR), ("Ana", MENTEE), ("Ana", MENTEE)]) == [
        "Ana (1)",
        "Ana (2)",
        "Ana (3)",
    ]


def roster(*names: str) -> Roster:
    members = tuple(Member(name, f"{n}@example.org") for n, name in enumerate(names))
    return Roster(Context("0@example.org", members))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ana Sousa (mentor), Bo", ("0@example.org", "1@example.org")),
        ("ana (mentee) and Bo", ("2@example.org", "1@example.org")),
        ("Ana mentor", ("0@example.org",)),
        ("everyone but Ana Sousa (mentor)", ("1@example.org", "2@example.org")),
        ("Bo (late)", ("1@example.org",)),
    ],
)
def test_a_reply_tells_them_apart_by_role(text: str, who: tuple[str, ...]) -> None:
    found = roster("Ana Sousa (mentor)", "Bo Berg", "Ana Sousa (mentee)").people(text)
    assert (found.emails, found.unknown) == (who, ())


def test_a_reply_tells_them_apart_by_number_and_a_number_alone_names_nobody() -> None:
    circle = roster("Ana Sousa (1)", "Bo Berg", "Ana Sousa (2)")
    assert circle.people("Ana (2), Bo").emails == ("2@example.org", "1@example.org")
    assert circle.people("Ana Sousa").unknown == ("Ana Sousa",)
    assert circle.people("2") == Named(unknown=("2",))
