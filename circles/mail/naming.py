"""What people are called in our mails."""

import re
from collections import Counter

from circles.domain.replies.languages import fold
from circles.domain.tongue import say_as
from circles.mail.message import LONGEST_NAME, clean
from circles.models import Circle
from circles.services import correspondence

_TITLE = re.compile(r"(?i)|[js]r\.?|i{2,3}|iv|esq\.?|m\.?d\.?|ph\.?\s?d\.?|m\.?sc\.?|mba")
"""What stands after the comma of "Bo Berg, PhD"; or nothing."""


def first_name(name: str) -> str:
    """Give the first word of a name, the way one greets: of "Sousa, Ana" the one after the comma."""
    before, _, after = clean(name, LONGEST_NAME).partition(",")
    given = before if _TITLE.fullmatch(after.strip()) else after
    return given.strip().partition(" ")[0] or say_as("instead of a name", "there")


def names(circle: Circle) -> dict[int, str]:
    """Call everybody who is or was in it by the first name, or where two share that by the whole one.

    By membership id; members of the very same name are told apart.
    """
    whole = {each.id: each.participant.person.name for each in circle.memberships}
    first = {each: first_name(name) for each, name in whole.items()}
    shared = Counter(map(fold, first.values()))
    if len(shared) == len(whole):
        return first
    apart = {member.id: name for member, name in correspondence.called(circle.memberships)}
    return {
        each: first[each] if shared[fold(first[each])] < 2 else clean(apart.get(each, name), LONGEST_NAME)
        for each, name in whole.items()
    }
