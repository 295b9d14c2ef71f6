"""What the people of a circle are called in its mails."""

from collections import Counter

from circles.domain.replies.languages import fold
from circles.mail.facts import first_name
from circles.mail.message import LONGEST_NAME, clean
from circles.models import Circle
from circles.services import correspondence


def names(circle: Circle) -> dict[int, str]:
    """Call everybody who is or was in it by the first name, or where two share that by the whole one.

    By membership id; members of the very same name are told apart.
    """
    whole = {each.id: each.participant.person.name for each in circle.memberships}
    shared = Counter(fold(first_name(name)) for name in whole.values())
    apart = {member.id: name for member, name in correspondence.called(circle.members)}
    return {
        each: first_name(name)
        if shared[fold(first_name(name))] < 2
        else clean(apart.get(each, name), LONGEST_NAME)
        for each, name in whole.items()
    }
