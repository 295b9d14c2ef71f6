"""Meetings: setting them, moving them, calling them off, and telling those who come."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from circles.domain import causes
from circles.domain.cadence import check_day, show
from circles.domain.causes import Cause
from circles.domain.kindness import news_leaves
from circles.domain.tongue import say, speaking
from circles.domain.words import MailKind, MeetingState, PollState, SeasonState
from circles.errors import Invalid, NotAllowed
from circles.models import Circle, Meeting, Membership, Poll
from circles.services import attendance, in_turn, lanes, openings, outbox
from circles.services.audit import note, trail

PUT_OFF = frozenset({MeetingState.PLANNED, MeetingState.NOT_HELD})
"""What a meeting may be whose hour is over and that gets another time."""

_CANCELLED = "cancelled"


def post_invite(db: Session, meeting: Meeting, membership: Membership, now: datetime) -> bool:
    """Invite one member to a meeting; nobody is invited to one that has begun."""
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= now:
        return False
    return outbox.post(
        db,
        MailKind.INVITE,
        f"person:{membership.participant.person_id}",
        f"meeting:{meeting.id}",
        now,
        version=meeting.sequence,
        stale_at=meeting.starts_at,
    )


def reschedule(
    db: Session, meeting: Meeting, starts_at: datetime, who: str, reason: str | Cause, now: datetime
) -> None:
    """Move a meeting to another time; earlier answers no longer count and everyone is asked again.

    Raises NotAllowed where it has begun or is off, Invalid for a time past, or not between its neighbours.
    """
    in_turn.hold(db, meeting)
    must_be_ahead(meeting, now)
    _move(db, meeting, starts_at, who, reason, now)


def retime(
    db: Session, meeting: Meeting, starts_at: datetime, who: str, reason: str | Cause, now: datetime
) -> None:
    """Move a meeting as the others of its circle move, too, to another rhythm."""
    in_turn.hold(db, meeting)
    must_be_ahead(meeting, now)
    _move(db, meeting, starts_at, who, reason, now, with_others=True)


def put_off(
    db: Session, meeting: Meeting, starts_at: datetime, who: str, reason: str | Cause, now: datetime
) -> None:
    """Move a meeting whose hour is over, and that was not held then, to a time that is still to come.

    What was said of that hour, as that they did not meet or who missed, does not count for the new one.
    """
    in_turn.hold(db, meeting)
    season = meeting.circle.season
    if season.state is not SeasonState.PUBLISHED:
        raise NotAllowed(
            say("{season} is closed, so nothing can be put off in it any more.", season=season.name)
        )
    if meeting.state not in PUT_OFF:
        raise NotAllowed(_is_known(meeting))
    _move(db, meeting, starts_at, who, reason, now)
    meeting.state = MeetingState.PLANNED
    attendance.void_for_move(db, meeting)


def take_up(
    db: Session, meeting: Meeting, starts_at: datetime, who: str, reason: str | Cause, now: datetime
) -> None:
    """Plan a meeting anew that was cancelled; who was told of it is asked again."""
    in_turn.hold(db, meeting)
    if meeting.state is MeetingState.CANCELLED:
        meeting.state = MeetingState.PLANNED
        _move(db, meeting, starts_at, who, reason, now, with_others=True)


def _move(
    db: Session,
    meeting: Meeting,
    starts_at: datetime,
    who: str,
    reason: str | Cause,
    now: datetime,
    *,
    with_others: bool = False,
) -> None:
    if starts_at <= now:
        raise Invalid(say("The new time is past. Choose one that is still to come."), field="starts_at")
    check_day(starts_at.date(), now.date(), "starts_at")
    if not with_others:
        openings.keep_order(db, meeting, starts_at, who, now)
    begins = min(meeting.starts_at, starts_at)
    meeting.starts_at = starts_at
    meeting.sequence += 1
    meeting.moves += 1
    meeting.moved_sequence = meeting.sequence
    _explain(meeting, reason)
    _withdraw_poll(db, meeting)
    _tell(db, meeting, MailKind.UPDATE, begins, now)
    with speaking("en"):
        _note(db, meeting, who, f"moved to {show(starts_at, meeting.minutes, meeting.circle.zone)}", now)


def cancel(db: Session, meeting: Meeting, who: str, reason: str | Cause, now: datetime) -> None:
    """Call a meeting off; those who were invited are told."""
    in_turn.hold(db, meeting)
    must_be_ahead(meeting, now)
    meeting.state = MeetingState.CANCELLED
    _withdraw_poll(db, meeting)
    meeting.sequence += 1
    _explain(meeting, reason)
    _tell(db, meeting, MailKind.CANCEL, meeting.starts_at, now)
    _note(db, meeting, who, _CANCELLED, now)


def reinstate(db: Session, meeting: Meeting, who: str, called_off: datetime, now: datetime) -> None:
    """Let a meeting that `who` called off at an instant take place after all; it is invited to anew."""
    in_turn.hold(db, meeting)
    said = trail(db, meeting.circle.season.program_id, f"meeting:{meeting.id}")
    theirs = any((each.who, each.what, each.at) == (who, _CANCELLED, called_off) for each in said)
    if theirs and meeting.state is MeetingState.CANCELLED and meeting.starts_at > now:
        meeting.state = MeetingState.PLANNED
        meeting.sequence += 1
        _note(db, meeting, who, "takes place after all", now)


def _explain(meeting: Meeting, reason: str | Cause) -> None:
    """Keep why, for pages in English and for mails in any language."""
    if isinstance(reason, str):
        meeting.reason, meeting.cause = reason, None
        return
    with speaking("en"):
        meeting.reason, meeting.cause = causes.in_words(reason), dict(reason)


def set_place(db: Session, circle: Circle, place: str, who: str, now: datetime) -> None:
    """Say where a circle meets; calendars of the meetings to come learn it."""
    place = " ".join(place.split())
    in_turn.hold_circles(db, [circle.id])
    db.refresh(circle, ["place"])
    if place == circle.place:
        return
    circle.place = place
    for meeting in circle.meetings:
        in_turn.hold(db, meeting)
        if meeting.state is MeetingState.PLANNED and meeting.starts_at > now:
            meeting.sequence += 1
            _tell(db, meeting, MailKind.UPDATE, meeting.starts_at, now, new_time=False)
    note(db, circle.season.program_id, who, f"circle:{circle.id}", f"place: {place}", now)


def set_minutes(db: Session, circle: Circle, minutes: int, who: str, now: datetime) -> None:
    """Say how long the meetings to come last; calendars learn it, and the answers to them stand."""
    for meeting in circle.meetings:
        in_turn.hold(db, meeting)
        if meeting.state is MeetingState.PLANNED and meeting.starts_at > now:
            meeting.minutes = minutes
            meeting.sequence += 1
            _tell(db, meeting, MailKind.UPDATE, meeting.starts_at, now, new_time=False)
    note(db, circle.season.program_id, who, f"circle:{circle.id}", f"meetings of {minutes} minutes", now)


def _withdraw_poll(db: Session, meeting: Meeting) -> None:
    """Ask no longer for another time than one that no longer stands."""
    still_open = (Poll.meeting_id == meeting.id, Poll.state == PollState.OPEN)
    db.execute(update(Poll).where(*still_open).values(state=PollState.WITHDRAWN))


def _tell(
    db: Session, meeting: Meeting, kind: MailKind, begins: datetime, now: datetime, *, new_time: bool = True
) -> None:
    """Tell everyone who knew of it, at once if it `begins`, or would have begun, soon."""
    for membership in meeting.circle.members:
        lanes.post_change(
            db,
            kind,
            f"person:{membership.participant.person_id}",
            meeting,
            now,
            due_at=news_leaves(now, begins, membership.participant.person.zone),
            new_time=new_time,
        )


def must_be_ahead(meeting: Meeting, now: datetime) -> None:
    """Raise NotAllowed for a meeting that has begun or is off."""
    if meeting.state is not MeetingState.PLANNED:
        raise NotAllowed(_cant_change(meeting))
    if meeting.starts_at <= now:
        raise NotAllowed(say("This meeting has begun, so it can't be changed."))


def _cant_change(meeting: Meeting) -> str:
    match meeting.state:
        case MeetingState.HELD:
            return say("This meeting is held, so it can't be changed.")
        case MeetingState.NOT_HELD:
            return say("This meeting is not held, so it can't be changed.")
        case _:
            return say("This meeting is cancelled, so it can't be changed.")


def _is_known(meeting: Meeting) -> str:
    match meeting.state:
        case MeetingState.HELD:
            return say("We know already that this meeting is held.")
        case _:
            return say("We know already that this meeting is cancelled.")


def _note(db: Session, meeting: Meeting, who: str, what: str, now: datetime) -> None:
    note(db, meeting.circle.season.program_id, who, f"meeting:{meeting.id}", what, now)
