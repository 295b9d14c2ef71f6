"""Who came to a circle, left it, or takes a break or is back, for a reader who has not heard of it yet."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import select

from circles.domain.tongue import listed, say_n
from circles.mail.facts import Facts
from circles.models import Circle, Meeting, Membership
from circles.services import breaks


def news(mail: Facts, circle: Circle, called: Callable[[Membership], str]) -> list[str]:
    """Give a line each for those who came, left, are away or are back by now, since the last such mail.

    The first one introduces everybody, and of news tells only who is away.
    """
    first = min(member.joined_at for member in circle.memberships)
    others = [member for member in circle.memberships if member is not mail.membership]
    changed = [each for each in others if _may_be_news(each, first)]
    since = mail.batch.last_news(circle, mail.outgoing.to) if changed else None
    began = _breaks(mail, [each for each in changed if _is_away(each, since or mail.now)])
    heard_of = _heard_of(mail, circle, began) if since is None and began else set()
    told: dict[str, list[str]] = {}
    for each in (each for each in changed if each.participant_id not in heard_of):
        for what in _news_of(each, began.get(each.id), since, mail.now):
            nameless = what == "left" and each.participant.person.is_erased
            told.setdefault("gone" if nameless else what, []).append(called(each))
    return [_sentence(what, names) for what, names in told.items()]


def _sentence(what: str, names: list[str]) -> str:
    of, many = {"names": listed(names)}, len(names)
    match what:
        case "left":
            return say_n("{names} has left the circle.", "{names} have left the circle.", many, **of)
        case "gone":
            return say_n("Someone has left the circle.", "{n} others have left the circle.", many)
        case "away":
            return say_n("{names} is taking a break.", "{names} are taking a break.", many, **of)
        case "back":
            return say_n("{names} is back from a break.", "{names} are back from a break.", many, **of)
        case _:
            return say_n("{names} has joined the circle.", "{names} have joined the circle.", many, **of)


def _heard_of(mail: Facts, circle: Circle, began: dict[int, datetime]) -> set[int]:
    """Give whose break the reader of a circle's first mail has read of in another, as before a merger."""
    reader = mail.participant
    was_in = select(Circle).join(Circle.memberships).where(Membership.participant_id == reader.id)
    here = {each.participant_id: began[each.id] for each in circle.memberships if each.id in began}
    heard: set[int] = set()
    for other in mail.db.scalars(was_in.where(Circle.id != circle.id)):
        if told := mail.batch.last_news(other, mail.outgoing.to):
            mates = {each.participant_id for each in other.memberships}
            heard |= {mate for mate, since in here.items() if mate in mates and since <= told}
    return heard


def expected(mail: Facts, meeting: Meeting) -> list[Membership]:
    """Give who was in the circle when a meeting began, and not on a break."""
    began = _breaks(mail, [each for each in meeting.members if _is_away(each, meeting.starts_at)])
    return [each for each in meeting.members if not _was_away(each, began.get(each.id), meeting.starts_at)]


def _was_away(member: Membership, since: datetime | None, at: datetime) -> bool:
    return _is_away(member, at) and (since is None or since <= at)


def _breaks(mail: Facts, away: Sequence[Membership]) -> dict[int, datetime]:
    """Tell by membership when the latest break of those on one began."""
    began = breaks.began(mail.db, [each.participant.person_id for each in away])
    return {each.id: began[person] for each in away if (person := each.participant.person_id) in began}


def _may_be_news(member: Membership, first: datetime) -> bool:
    """Tell whether anything of a member has ever changed since the circle's beginning."""
    was_away = member.left_at or member.absent_until or member.participant.paused_until
    return was_away is not None or member.joined_at > first


def _is_away(member: Membership, at: datetime) -> bool:
    """Tell whether a break that began by then lasts longer."""
    until = member.participant.paused_until
    return until is not None and until > at


def _news_of(
    member: Membership, away_since: datetime | None, since: datetime | None, now: datetime
) -> Iterator[str]:
    """Say what is new of a member; of a break that began and ended since, nothing.

    A reader hears of a break, and of its end, only once they know of the member.
    """
    if since is None:
        yield from ("away",) if _is_away(member, now) and member.left_at is None else ()
        return
    if member.left_at is not None:
        yield from ("left",) if member.left_at > since else ()
        return
    read_to_be_gone = member.absent_from is not None and member.absent_from <= since < member.here_since
    known_since = member.here_since if read_to_be_gone else member.joined_at
    if known_since > since:
        yield "came"
    if _is_away(member, now):
        yield from ("away",) if away_since is None or max(away_since, known_since) > since else ()
    elif _is_away(member, since) and known_since <= since and (away_since is None or away_since <= since):
        yield "back"
