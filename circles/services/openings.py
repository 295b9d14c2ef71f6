"""When a circle could meet instead: the times that can be offered, by what is known of its members."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from circles.domain import new_times
from circles.domain.availability import parse
from circles.domain.cadence import show
from circles.domain.new_times import Guest, Stretch, Wanted
from circles.domain.tongue import say
from circles.domain.words import MeetingState, Rsvp
from circles.errors import Invalid
from circles.models import Address, Circle, Meeting, Membership, Participant, Person
from circles.services import attendance

APART = timedelta(days=2)
"""How far a new time keeps from the circle's meetings before and after."""
REACH = timedelta(days=14)
"""How far from the time that stands another one may be."""


class OutOfOrder(Invalid):
    """A time is not between the circle's meetings before and after."""


def starts(
    db: Session, meeting: Meeting, since: datetime, now: datetime, wish: datetime | None
) -> list[datetime]:
    """Give the times to offer from an instant on, what somebody wishes for among them where it can be."""
    earliest, until = window(meeting, now)
    since = max(since, earliest)
    wanted = Wanted(meeting.starts_at, meeting.minutes, meeting.circle.zone, since, until, wish)
    return new_times.best(guests(db, meeting, now), wanted)


def window(meeting: Meeting, now: datetime) -> Stretch:
    """Give between which instants another time may be, as the circle's other meetings are now."""
    before, after = _neighbours(meeting, now)
    since, until = meeting.starts_at - REACH, meeting.starts_at + REACH
    if before is not None:
        since = max(since, before.starts_at + APART)
    if after is not None:
        until = min(until, after.starts_at - APART)
    return since, until


def guests(db: Session, meeting: Meeting, now: datetime) -> list[Guest]:
    """Give what is known of the time of a circle's members."""
    people = [member.participant.person_id for member in meeting.circle.members]
    taken = _stretches((row.person_id, row) for row in _elsewhere(db, meeting, people, now))
    return [
        Guest(
            zone=member.participant.person.zone,
            hours=parse(member.participant.availability),
            is_host=meeting.host is member,
            away_until=member.participant.paused_until,
            taken=tuple(taken.get(member.participant.person_id, ())),
        )
        for member in meeting.circle.members
    ]


def bound(
    db: Session, meeting: Meeting, people: Collection[int], now: datetime
) -> Mapping[int, Sequence[Stretch]]:
    """Give by person when they meet elsewhere, in whatever program we know them by the same address.

    But for what they said no to.
    """
    mine, other = aliased(Address), aliased(Address)
    same = select(other.person_id, mine.person_id).join(other, other.normalised == mine.normalised)
    known = same.where(mine.person_id.in_(people), mine.counts, other.counts).distinct()
    selves = dict(db.execute(known).all())
    rows = _elsewhere(db, meeting, list(selves), now)
    answers = attendance.answers(db, [row.meeting for row in rows])
    kept = (row for row in rows if answers.get((row.meeting, row.participant)) is not Rsvp.NO)
    return _stretches((selves[row.person_id], row) for row in kept)


def asked(circle: Circle, now: datetime) -> list[Membership]:
    """Give the members whose answer is waited for: who are not on a break."""
    away_until = ((member, member.participant.paused_until) for member in circle.members)
    return [member for member, back in away_until if back is None or back <= now]


def keep_order(db: Session, meeting: Meeting, starts_at: datetime, who: str, now: datetime) -> None:
    """Raise OutOfOrder for a time that is not between the circle's meetings before and after.

    These are told on the clocks of `who` names it, an organizer's being the circle's. Raises Invalid for the
    time that stands.
    """
    if starts_at == meeting.starts_at:
        raise Invalid(say("The proposed time is the one that stands."), field="starts_at")
    before, after = _neighbours(meeting, now)
    if after is not None and starts_at >= after.starts_at:
        raise OutOfOrder(
            say(
                "That is not before the next meeting of your circle, {when}. Choose an earlier time.",
                when=_when(db, after, who),
            ),
            field="starts_at",
        )
    if before is not None and starts_at <= before.starts_at:
        raise OutOfOrder(
            say(
                "That is not after the meeting your circle has before this one, {when}. Choose a later time.",
                when=_when(db, before, who),
            ),
            field="starts_at",
        )


def _neighbours(meeting: Meeting, now: datetime) -> tuple[Meeting | None, Meeting | None]:
    """Give the meetings ahead between which one stands."""
    ahead = [
        each
        for each in meeting.circle.meetings
        if each.state is MeetingState.PLANNED and each.starts_at > now and each is not meeting
    ]
    before = max((each for each in ahead if each.n < meeting.n), key=_at, default=None)
    return before, min((each for each in ahead if each.n > meeting.n), key=_at, default=None)


def _at(meeting: Meeting) -> datetime:
    return meeting.starts_at


def _when(db: Session, meeting: Meeting, who: str) -> str:
    noun, _, number = who.partition(":")
    zone = db.get_one(Person, int(number)).zone if noun == "person" else meeting.circle.zone
    return show(meeting.starts_at, meeting.minutes, zone)


def _elsewhere(db: Session, meeting: Meeting, people: Collection[int], now: datetime) -> Sequence[Any]:
    """Give the meetings of other circles of these people that a new time could meet with."""
    return db.execute(
        select(
            Participant.person_id,
            Membership.participant_id.label("participant"),
            Meeting.id.label("meeting"),
            Meeting.starts_at,
            Meeting.minutes,
        )
        .join(Membership, Membership.participant_id == Participant.id)
        .join(Meeting, Meeting.circle_id == Membership.circle_id)
        .where(
            Participant.person_id.in_(people),
            Membership.left_at.is_(None),
            Meeting.circle_id != meeting.circle_id,
            Meeting.state == MeetingState.PLANNED,
            Meeting.starts_at.between(now - timedelta(days=1), meeting.starts_at + REACH),
        )
    ).all()


def _stretches(rows: Iterable[tuple[int, Any]]) -> dict[int, list[Stretch]]:
    taken: dict[int, list[Stretch]] = {}
    for person, row in rows:
        taken.setdefault(person, []).append((row.starts_at, row.starts_at + timedelta(minutes=row.minutes)))
    return taken
