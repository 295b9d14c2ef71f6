"""The answers of calendars: a button pressed counts as a reply does."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.addresses import normalise
from circles.domain.cadence import show
from circles.domain.calendar_answer import CalendarAnswer
from circles.domain.statement import Said
from circles.domain.words import IncomingKind, IncomingState, MailKind, Rsvp, Source
from circles.errors import CirclesError, ReplyRefused
from circles.models import Incoming, Meeting
from circles.services import attendance, inbox, lanes, receipts
from circles.services.correspondence import Correspondence

PARTSTATS = {"ACCEPTED": Rsvp.YES, "DECLINED": Rsvp.NO, "TENTATIVE": Rsvp.MAYBE}


def act(
    db: Session, incoming: Incoming, found: Correspondence, answer: CalendarAnswer, now: datetime
) -> None:
    """Set the RSVP a calendar's answer gives; what is not plainly one goes to a person."""
    outcome: dict[str, Any] = {"noted": [], "own_text": answer.comment or "", "partstat": answer.partstat}
    state = IncomingState.READ
    meeting: Meeting | None
    try:
        meeting = _meeting(db, found, answer)
        outcome["meeting"] = meeting.id
        if answer.method == "REFRESH":
            _send_again(db, found, meeting, now)
        else:
            outcome["noted"] = [_record(db, incoming, found, answer, meeting, now)]
    except CirclesError as refusal:
        meeting = db.get(Meeting, outcome.get("meeting") or 0)
        ahead = meeting is not None and attendance.upcoming([meeting], now) is not None
        outcome |= {"reason": str(refusal), "examples": ["Yes", "No", "Maybe"] if ahead else []}
        state = IncomingState.REVIEW
    inbox.settle(incoming, state, IncomingKind.CALENDAR, outcome)
    if outcome["noted"]:
        receipts.post_receipt(db, incoming, now)
    elif state is IncomingState.REVIEW:
        receipts.post_unsure(db, incoming, now)


def _meeting(db: Session, found: Correspondence, answer: CalendarAnswer) -> Meeting:
    if answer.error is not None:
        raise ReplyRefused(f"The calendar in this mail can't be read: {answer.error}")
    meeting = db.scalars(select(Meeting).where(Meeting.uid == (answer.uid or ""))).one_or_none()
    circle = found.circle
    if meeting is None or circle is None or meeting.circle_id != circle.id:
        raise ReplyRefused("This calendar answers an invitation that is not one of this circle's.")
    if answer.attendee and normalise(answer.attendee) not in found.addresses:
        raise ReplyRefused("This calendar answers for somebody whom we did not invite.")
    if answer.proposal:
        raise ReplyRefused(
            "It proposes another time. The meeting stays as it is until an organizer moves it."
        )
    return meeting


def _record(
    db: Session,
    incoming: Incoming,
    found: Correspondence,
    answer: CalendarAnswer,
    meeting: Meeting,
    now: datetime,
) -> str:
    value = PARTSTATS.get(answer.partstat or "")
    if answer.method not in {None, "REPLY"} or value is None:
        raise ReplyRefused(f"This calendar says {answer.partstat or 'nothing'}, which is no answer.")
    sequence = meeting.sequence if answer.sequence is None else min(answer.sequence, meeting.sequence)
    assert found.participant is not None, "an answer is only acted on for somebody"
    when = show(meeting.starts_at, meeting.minutes, found.participant.person.zone)
    if sequence < meeting.moved_sequence:
        raise ReplyRefused(f"It answers for the old time. The meeting is now {when}.")
    said_at = min(answer.dtstamp or now, now)
    said = Said(f"person:{found.participant.person_id}", Source.CALENDAR, said_at, incoming.id)
    event = attendance.say_rsvp(db, meeting, found.participant, value, said, now, sequence=sequence)
    standing = attendance.rsvps(db, [meeting])[meeting.id, found.participant.id]
    return receipts.standing_sentence(event, standing, when)


def _send_again(db: Session, found: Correspondence, meeting: Meeting, now: datetime) -> None:
    """Send the meeting's calendar once more (RFC 5546, 3.2.6)."""
    assert found.person is not None, "an answer is only acted on for somebody"
    lanes.post_change(
        db,
        MailKind.UPDATE,
        f"person:{found.person.id}",
        f"meeting:{meeting.id}",
        now,
        version=meeting.sequence,
        stale_at=meeting.starts_at,
    )
