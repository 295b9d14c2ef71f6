"""Who came to a circle, left it, or takes a break or is back, for a reader who has not heard of it yet."""

from collections.abc import Callable
from datetime import datetime

from circles.domain.tongue import listed
from circles.mail.facts import Facts
from circles.mail.history import breaks_began, last_news
from circles.models import Circle, Meeting, Membership

_WORDS = {
    "left": ("has left the circle.", "have left the circle."),
    "away": ("is taking a break.", "are taking a break."),
    "back": ("is back from a break.", "are back from a break."),
    "came": ("has joined the circle.", "have joined the circle."),
}


def news(mail: Facts, circle: Circle, called: Callable[[Membership], str]) -> list[str]:
    """Give a line each for those who came, left, are away or are back by now, since the last such mail."""
    first = min(member.joined_at for member in circle.memberships)
    others = [member for member in circle.memberships if member is not mail.membership]
    away = [each.participant.person_id for each in others if _is_away(each, mail.now)]
    breaks = breaks_began(mail.db, away)
    began = {each.id: breaks.get(each.participant.person_id, mail.now) for each in others}
    changed = [each for each in others if _news_of(each, began[each.id], first, mail.now)]
    since = last_news(mail.db, mail.outgoing, circle) if changed else None
    told: dict[str, list[str]] = {}
    for each in changed if since else ():
        told.setdefault(_news_of(each, began[each.id], since or first, mail.now), []).append(called(each))
    return [f"{listed(names)} {_WORDS[what][len(names) > 1]}" for what, names in told.items() if what]


def was_expected(member: Membership, meeting: Meeting) -> bool:
    """Tell whether somebody was in the circle when a meeting began, and not on a break."""
    return member.joined_at <= meeting.starts_at and not _is_away(member, meeting.starts_at)


def _is_away(member: Membership, now: datetime) -> bool:
    until = member.participant.paused_until
    return until is not None and until > now


def _news_of(member: Membership, away_since: datetime, since: datetime, now: datetime) -> str:
    if member.left_at is not None:
        return "left" if member.left_at > since else ""
    if _is_away(member, now):
        return "away" if away_since > since else ""
    if member.joined_at > since:
        return "came"
    until = member.participant.paused_until
    return "back" if until is not None and until > since else ""
