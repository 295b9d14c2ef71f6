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


def best(db: Session, poll: Poll, now: datetime) -> PollSlot | None:
    """Pick the time that suits most; of equals the one in more members' hours, then the earliest.

    One at which somebody whom it suits meets elsewhere by now comes after all others.
    """
    meeting, count = poll.meeting, poll_answers.suits(poll)
    wanted = Wanted(meeting.starts_at, meeting.minutes, meeting.circle.zone, now, now)
    guests, needed = openings.guests(db, meeting, now), _needed(poll, now)
    since, until = openings.window(meeting, now)  # others of the circle may have moved meanwhile
    since = max(since, now + LATEST)
    possible = [slot for slot in poll.slots if since <= slot.starts_at < until and count[slot.n] >= needed]
    taken = _taken(db, poll, now) if len(possible) > 1 else set()
    return min(
        possible,
        key=lambda slot: (
            slot.n in taken,
            -count[slot.n],
            -new_times.free_at(guests, slot.starts_at, wanted),
            slot.starts_at,
        ),
        default=None,
    )


def why(poll: Poll, chosen: PollSlot) -> Cause:
    """Give why a meeting moves to a time."""
    count = poll_answers.suits(poll)
    what = "suits" if count[chosen.n] == max(count.values()) else "suits-enough"
    return {"what": what, "many": count[chosen.n]}


def _taken(db: Session, poll: Poll, now: datetime) -> set[int]:
    """Give the numbers of the times at which somebody whom they suit meets elsewhere."""
    suited = poll_answers.whom(poll)
    people = {each.person_id for each in chain(*suited.values())}
    bound = openings.bound(db, poll.meeting, people, now)
    return {
        slot.n
        for slot in poll.slots
        for each in suited[slot.n]
        if new_times.is_taken(bound.get(each.person_id, ()), slot.starts_at, poll.meeting.minutes)
    }


def _needed(poll: Poll, now: datetime) -> int:
    """Give how many a time must suit: two, or more than half where one who doesn't host wished to move."""
    host = poll.meeting.host
    hosts = host is not None and poll.asked_by == f"person:{host.participant.person_id}"
    if hosts or not poll.asked_by.startswith("person:"):
        return new_times.TWO
    return max(new_times.TWO, len(openings.asked(poll.meeting.circle, now)) // 2 + 1)
