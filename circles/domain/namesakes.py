"""What tells two people of one circle apart who have the very same name."""

from collections import defaultdict
from collections.abc import Sequence

from circles.domain.replies.languages import fold
from circles.domain.words import Role


def told_apart(members: Sequence[tuple[str, Role]]) -> list[str]:
    """Give each member of a circle a name that no other one has, in their order.

    The only mentor of two is "Ana Sousa (mentor)" and the other one "Ana Sousa (mentee)"; else they are
    numbered, "Ana Sousa (1)" and so on. A name of one's own stays as it is.
    """
    places = defaultdict[str, list[int]](list)
    for place, (name, _) in enumerate(members):
        places[fold(name)].append(place)
    called = [name for name, _ in members]
    for same in (each for each in places.values() if len(each) > 1):
        roles = [members[place][1].value for place in same]
        labels = roles if len(set(roles)) == len(same) else [str(n) for n in range(1, len(same) + 1)]
        for place, label in zip(same, labels, strict=True):
            called[place] = f"{members[place][0]} ({label})"
    return called
