"""Circles as the board shows them: hours on every clock, what is shared, what an organizer should know."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import g
from sqlalchemy import select

from circles.domain.cadence import meeting_times, place, zone_info
from circles.domain.grouping.difference import most_to_gain
from circles.domain.grouping.repair import Proposal
from circles.domain.tongue import listed
from circles.domain.words import Role, SeasonState
from circles.models import Circle, Membership, Participant, Season, loading
from circles.services import board as boards
from circles.services import circles, forming

_MOST_HOURS = 6


@dataclass(frozen=True)
class Repair:
    """A proposal in words, with where it leads: somebody to move, or circles to merge as "3-7"."""

    words: str
    person: str = ""
    source: int | None = None
    merge: str = ""


@dataclass(frozen=True)
class Card:
    """A circle with what is said of it on the board."""

    circle: Circle
    members: Sequence[Membership]
    """Mentors first."""
    clocks: Sequence[str]
    hours: str
    topics: Sequence[tuple[str, int]]
    """What two and more of them chose, with how many."""
    left: str
    """Who was in it and has left the season, in a sentence; empty for nobody."""
    to_gain: str
    repairs: Sequence[Repair] = ()
    """What would help a circle that has too few people."""


def of_season(season: Season) -> list[Card]:
    """Give the circles of a season in order."""
    wanted = select(Circle).where(Circle.season_id == season.id).order_by(Circle.id).options(loading.MEMBERS)
    found = [_card(circle, season) for circle in g.db.scalars(wanted)]
    if season.state is not SeasonState.OPEN or all(len(card.members) >= season.size_lo for card in found):
        return found
    names = {str(each.id): each.person.name for each in (*_members(found), *not_placed(season, found))}
    proposed = boards.repairs(g.db, season)
    return [
        replace(card, repairs=[_repair(each, found, names) for each in proposed.get(n, ())])
        for n, card in enumerate(found)
    ]


def _members(found: Sequence[Card]) -> Iterator[Participant]:
    for card in found:
        yield from (member.participant for member in card.members)


def _repair(proposal: Proposal, found: Sequence[Card], names: Mapping[str, str]) -> Repair:
    """Put a proposal into words: "Move Ida here: fit 60, 2 shared hours"."""
    after = proposal.effect.circles[proposal.to]
    assert after is not None
    hours = "1 shared hour" if len(after.hours) == 1 else f"{len(after.hours)} shared hours"
    becomes = f"fit {after.fit}, {hours}"
    here = None if proposal.source is None else found[proposal.source].circle
    if proposal.person is None:
        assert here is not None
        other = found[proposal.to].circle
        return Repair(f"Let all go into {other.name}: {becomes}", merge=f"{here.id}-{other.id}")
    where = f" from {here.name}" if here else ""
    words = f"Move {names[proposal.person]} here{where}: {becomes}"
    return Repair(words, person=proposal.person, source=here.id if here else None)


def placed(cards: Sequence[Card]) -> set[int]:
    """Give who has a place: the ids of participants."""
    return {member.participant_id for card in cards for member in card.members}


def not_placed(season: Season, cards: Sequence[Card]) -> list[Participant]:
    """Give those who are ready and have no circle."""
    seated = placed(cards)
    return [each for each in circles.placeable(g.db, season) if each.id not in seated]


def _card(circle: Circle, season: Season) -> Card:
    draft = season.state is SeasonState.OPEN
    here = [member for member in circle.members if not draft or member.participant.state in circles.PLACEABLE]
    gone = [member for member in circle.memberships if member not in here] if draft else []
    return Card(
        circle=circle,
        members=sorted(here, key=lambda each: (each.role is not Role.MENTOR, each.participant.person.name)),
        clocks=_clocks(circle, here),
        hours=_hours(circle),
        topics=_topics(here),
        left=_who_left(gone, len(here), season),
        to_gain=most_to_gain(circle.terms, forming.of_season(season).weights) if draft else "",
    )


def first_meeting(circle: Circle) -> datetime:
    """Give when a circle would meet first."""
    return meeting_times(circle.season.starts_on, circle.weekday, circle.start, circle.zone, 1, 1)[0]


def _clocks(circle: Circle, members: Sequence[Membership]) -> list[str]:
    """Give the hour of the first meeting on every clock, the circle's own first: "Tue 10:00 (Lisbon)"."""
    first = first_meeting(circle)
    zones = dict.fromkeys([circle.zone, *(member.participant.person.zone for member in members)])
    places: dict[str, list[str]] = {}
    for zone in zones:
        hour = f"{first.astimezone(zone_info(zone)):%a %H:%M}"
        places.setdefault(hour, []).append(place(zone).removesuffix(" time"))
    return [f"{hour} ({', '.join(names)})" for hour, names in places.items()]


def _hours(circle: Circle) -> str:
    """Write the hours all can meet: "3 shared hours: Tue 17:00, Thu 12:00, Thu 17:00 (Lisbon time)"."""
    if not circle.hours:
        return ""
    more = len(circle.hours) - _MOST_HOURS
    shown = ", ".join(circle.hours[:_MOST_HOURS]) + (f" and {more} more" if more > 0 else "")
    hours = "1 shared hour" if len(circle.hours) == 1 else f"{len(circle.hours)} shared hours"
    return f"{hours}: {shown} ({place(circle.zone)})"


def _topics(members: Sequence[Membership]) -> list[tuple[str, int]]:
    chosen = Counter(topic for member in members for topic in member.participant.topics)
    return sorted(((topic, n) for topic, n in chosen.items() if n > 1), key=lambda each: (-each[1], each[0]))


def _who_left(gone: Sequence[Membership], stay: int, season: Season) -> str:
    if not gone:
        return ""
    names = listed(sorted(member.participant.person.name for member in gone))
    needs = f", and a circle needs {season.size_lo}" if stay < season.size_lo else ""
    return f"{names} left the season. {stay} {'stays' if stay == 1 else 'stay'}{needs}."
