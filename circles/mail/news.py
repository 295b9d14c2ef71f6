"""Who came to a circle, left it, or takes a break or is back, for a reader who has not heard of it yet."""

from collections.abc import Callable
from datetime import datetime

from circles.mail.facts import Facts, spoken
from circles.mail.history import last_news
from circles.models import Circle, Membership

_WORDS = {
    "left": ("has left the circle.", "have left the circle."),
    "away": ("is taking a break.", "are taking a break."),
    "back": ("is back from a break.", "are back from a break."),
    "came": ("has joined the circle.", "have joined the circle."),
}


def news(mail: Facts, circle: Circle, called: Callable[[Membership], str]) -> list[str]:
    """Give a line each for those who came, left, are away or are back by now, since the last such mail."""
    first = min(member.joined_at for member in circle.memberships)
    others = (member for member in circle.memberships if member is not mail.membership)
    changed = [member for member in others if _news_of(member, first, mail.now)]
    since = last_news(mail.db, mail.outgoing, circle) if changed else None
    told: dict[str, list[str]] = {}
    for member in changed if since else ():
        told.setdefault(_news_of(member, since or first, mail.now), []).append(called(member))
    return [f"{spoken(names)} {_WORDS[what][len(names) > 1]}" for what, names in told.items() if what]


def _news_of(member: Membership, since: datetime, now: datetime) -> str:
    if member.left_at is not None:
        return "left" if member.left_at > since else ""
    until = member.participant.paused_until
    if until is not None and until > now:
        return "away"
    if member.joined_at > since:
        return "came"
    return "back" if until is not None and until > since else ""
