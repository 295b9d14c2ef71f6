"""Which of the times that a circle was asked about is set, by the answers that stand."""

from datetime import datetime, timedelta
from itertools import chain

from sqlalchemy.orm import Session

from circles.domain import new_times
from circles.domain.causes import Cause
from circles.domain.new_times import Wanted
from circles.models import Poll, PollSlot
from circles.services import openings, poll_answers

LATEST = timedelta(hours=1)
"""Nearer than this a meeting is neither moved by its host, nor to there by a count."""


def best(db: Session, poll: Poll, now: datetime) -> tuple[PollSlot, Cause] | None:
    """Pick the time that suits most, of equals the one in more people's hours, then the earliest; say why."""
    meeting, count = poll.meeting, _count(db, poll, now)
    wanted = Wanted(meeting.starts_at, meeting.minutes, meeting.circle.zone, now, now)
    guests, needed = openings.guests(db, meeting, now), _needed(poll, now)
    since, until = openings.window(meeting, now)  # others of the circle may have moved meanwhile
    since = max(since, now + LATEST)
    possible = [slot for slot in poll.slots if since <= slot.starts_at < until and count[slot.n] >= needed]
    chosen = min(
        possible,
        key=lambda slot: (
            -count[slot.n],
            -new_times.free_at(guests, slot.starts_at, wanted),
            slot.starts_at,
        ),
        default=None,
    )
    if chosen is None:
        return None
    most = count[chosen.n] == max(count.values())
    return chosen, {"what": "suits" if most else "suits-enough", "many": count[chosen.n]}


def _count(db: Session, poll: Poll, now: datetime) -> dict[int, int]:
    """Count by slot number whom it suits, but for who meets elsewhere then by now."""
    suited, minutes = poll_answers.whom(poll), poll.meeting.minutes
    people = {each.person_id for each in chain(*suited.values())}
    bound = openings.bound(db, poll.meeting, people, now)
    return {
        slot.n: sum(
            not new_times.is_taken(bound.get(each.person_id, ()), slot.starts_at, minutes)
            for each in suited[slot.n]
        )
        for slot in poll.slots
    }


def _needed(poll: Poll, now: datetime) -> int:
    """Give how many a time must suit: two, or more than half where one who doesn't host wished to move."""
    host = poll.meeting.host
    hosts = host is not None and poll.asked_by == f"person:{host.participant.person_id}"
    if hosts or not poll.asked_by.startswith("person:"):
        return new_times.TWO
    return max(new_times.TWO, len(openings.asked(poll.meeting.circle, now)) // 2 + 1)
