"""Post what the season owes at this instant; the rule itself is circles/domain/timeline.

A tick asks the database only for those who may lack a mail by now: where all have theirs it reads no rows.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from circles.domain import timeline
from circles.domain.cadence import next_allowed
from circles.domain.kindness import Mail
from circles.domain.words import Attendance, MailKind, MeetingState, NoteKind, OutgoingState, Rsvp
from circles.models import (
    AttendanceEvent,
    FollowUp,
    Meeting,
    Membership,
    Note,
    Outgoing,
    Participant,
    Person,
    Poll,
    RsvpEvent,
    Season,
)
from circles.services import moving, outbox, owed
from circles.services.lanes import REACHED
from circles.services.owed import POSTED, previous_start, reader

LOOK_AHEAD = timedelta(weeks=16)
"""More than the longest cadence, 13 weeks, and a meeting that was put off."""
LOOKS_AHEAD = (timedelta(days=1), timedelta(weeks=1), LOOK_AHEAD)
"""Further and further: something is nearly always due within a day, and few rows are read for that."""
INVITED_AT_ONCE = timedelta(days=4)
"""The morning after what is over, be it before a weekend, is nearer than this in every zone."""
OVERDUE_EVERYWHERE = timedelta(days=2)
"""A date that far back is past in every zone."""


def post_due(db: Session, now: datetime) -> int:
    """Post every mail whose time has come, once; give how many were new.

    Polls that have closed are counted first: what that tells people goes out, too.
    """
    moving.settle_due(db, now)
    state = _state(db, now, now)
    readers = {each.person for each in timeline.plan(state) if timeline.is_owed(each, now)}
    leaving = timeline.due(replace(state, mails=_mails(db, readers, now)), now)
    return outbox.post_owed(db, sorted(leaving, key=lambda each: (each.at, each.about, each.person)), now)


def next_instant(db: Session, now: datetime, by: datetime | None = None) -> datetime | None:
    """Give when the seasons next owe a mail; where only what is owed `by` an instant counts, look so far."""
    found = None
    for ahead in LOOKS_AHEAD:
        until = min(now + ahead, by or now + ahead)
        planned = list(timeline.plan(_state(db, now, until)))
        waiting = {each.person for each in planned if timeline.is_owed(each, now)}
        found = timeline.next_instant(planned, now, _mails(db, waiting, now))
        if (found is not None and found <= until) or until == by:
            break  # looking further ahead finds nothing earlier
    closing = moving.next_closing(db, now)
    return min((each for each in (found, closing) if each is not None), default=None)


def foreseen(db: Session, now: datetime) -> list[timeline.Due]:
    """List what the seasons are known to owe from now on, as far as they look ahead."""
    state = _state(db, now, now + LOOK_AHEAD)
    return [each for each in timeline.plan(state) if each.at > now]


def _state(db: Session, since: datetime, until: datetime) -> timeline.State:
    """Give what may owe a mail between two instants; what was owed before and is still not posted, too."""
    within = _within(since, until, db.scalars(_ZONES).all())
    return timeline.State(
        tuple(owed.meetings(db, _may_lack_mail(), within)),
        tuple(owed.follow_ups(db, _may_lack_reminder(), within)),
        tuple(owed.polls(db, _may_lack_poll(), within)),
        silences=tuple(owed.silences(db, owed.may_be_silent(), until, within)),
        endings=tuple(owed.endings(db, _may_lack_report(), within)),
    )


def _mails(db: Session, readers: Collection[int], now: datetime) -> Mapping[int, Sequence[Mail]]:
    """Give what readers have had of late, or are about to have."""
    return owed.mails(db, readers, now, (OutgoingState.QUEUED, *REACHED))


def _within(since: datetime, until: datetime, zones: Sequence[str]) -> Mapping[str, Any]:
    """Give the values that the conditions below name: what begins between these instants may owe a mail.

    As near as the people's zones allow: of who waits for the morning no tick of the night reads a row.
    """
    return {
        "since": since,
        "until": until,
        "ahead": until + LOOK_AHEAD,
        "soon": until + INVITED_AT_ONCE,
        "back": since - timeline.LOOK_BACK,
        "drafted": timeline.horizon(until, timeline.TOPIC_DRAFT_DAYS + 1, zones),
        "shown": timeline.horizon(until, timeline.TOPIC_DAYS, zones),
        "reminded": timeline.horizon(until, timeline.REMINDER_DAYS, zones),
        "others_asked": until - timeline.OTHERS_ARE_ASKED_AFTER,
        "over": timeline.over_before(until, zones),
        "missed_since": since - owed.MISSED_WITHIN,
        "missed_by": until - timeline.CHECK_IN_AFTER,
        "ended_since": since - timeline.REPORTED_WITHIN,
        "ended": timeline.over_before(until, zones, timeline.REPORT_DAYS),
        "due_since": (since - OVERDUE_EVERYWHERE).date(),
        "due": timeline.horizon(until, timeline.FOLLOW_UP_DAYS, zones).date(),
        "awake": [zone for zone in zones if next_allowed(since, zone) <= until],
    }


# --- Who may lack a mail, in SQL: built once, for that takes longer than the answer ---

_ZONES = select(Person.zone).distinct()


@cache
def _may_lack_mail() -> ColumnElement[bool]:
    """Select members near enough to a meeting who lack a mail of it: wider than the rule, never narrower.

    A meeting further ahead owes only its invite, and that once the one before it is over: most of them are
    left out before anything is asked of their members. A near one may be before the morning after that.
    """
    is_over = func.coalesce(previous_start(), Season.published_at) <= bindparam("over")
    is_next = or_(is_over, _begins("since", "soon"))
    lacks = or_(
        and_(_begins("since", "ahead"), is_next, ~POSTED[MailKind.INVITE]),
        and_(
            _begins("since", "drafted"),
            Membership.id == Meeting.host_id,
            ~POSTED[MailKind.TOPIC_DRAFT],
        ),
        and_(_begins("since", "shown"), ~POSTED[MailKind.TOPIC]),
        and_(
            _begins("since", "reminded"),
            ~POSTED[MailKind.REMINDER],
            or_(~_answered(), _answered(RsvpEvent.value == Rsvp.MAYBE)),
        ),
        and_(
            _begins("back", "until"),
            Person.zone.in_(bindparam("awake", expanding=True)),
            Membership.of_who_was_in(Meeting.starts_at),
            or_(
                and_(
                    Meeting.state.in_((MeetingState.PLANNED, MeetingState.HELD)),
                    Membership.id == Meeting.host_id,
                ),
                and_(
                    Meeting.state == MeetingState.PLANNED,
                    or_(Meeting.starts_at <= bindparam("others_asked"), owed.may_be_nobody()),
                ),
            ),
            ~POSTED[MailKind.RECAP_ASK],
        ),
        and_(
            _begins("back", "over"),
            or_(
                and_(
                    _was_told_of(Attendance.CAME),
                    _was_told_of(Attendance.MISSED),
                    ~POSTED[MailKind.CONFLICT],
                ),
                and_(_was_told_of(Attendance.MISSED), _is_noted(), ~POSTED[MailKind.CATCH_UP]),
                and_(
                    Meeting.state == MeetingState.HELD,
                    Meeting.n.in_(timeline.SURVEYED),
                    Membership.of_who_was_in(Meeting.starts_at),
                    ~POSTED[MailKind.SURVEY],
                ),
            ),
        ),
    )
    return and_(_begins("back", "ahead"), or_(_begins("back", "drafted"), is_next), lacks)


def _begins(since: str, until: str) -> ColumnElement[bool]:
    return Meeting.starts_at.between(bindparam(since), bindparam(until))


@cache
def _may_lack_reminder() -> ColumnElement[bool]:
    about = "followup:" + cast(FollowUp.id, String)
    posted = exists().where(
        Outgoing.kind == MailKind.FOLLOW_UP, Outgoing.to == reader(), Outgoing.about == about
    )
    return and_(FollowUp.due.between(bindparam("due_since"), bindparam("due")), ~posted)


@cache
def _may_lack_poll() -> ColumnElement[bool]:
    about = "poll:" + cast(Poll.id, String)
    posted = exists().where(
        Outgoing.kind == MailKind.MOVE_POLL, Outgoing.to == reader(), Outgoing.about == about
    )
    return and_(Poll.opened_at <= bindparam("until"), ~posted)


@cache
def _may_lack_report() -> ColumnElement[bool]:
    """Select members whose circle ended of late."""
    about = "membership:" + cast(Membership.id, String)
    posted = exists().where(
        Outgoing.kind == MailKind.SEASON_REPORT, Outgoing.to == reader(), Outgoing.about == about
    )
    return and_(_begins("ended_since", "ended"), ~posted)


def _was_told_of(value: Attendance) -> ColumnElement[bool]:
    """Tell whether somebody said that a member came, or missed."""
    return exists().where(
        AttendanceEvent.meeting_id == Meeting.id,
        AttendanceEvent.participant_id == Participant.id,
        AttendanceEvent.void_by.is_(None),
        AttendanceEvent.value == value,
    )


def _is_noted() -> ColumnElement[bool]:
    """Tell whether there are words of a meeting for those who missed it, or something was promised there."""
    words = exists().where(Note.meeting_id == Meeting.id, Note.kind == NoteKind.RECAP, Note.void_by.is_(None))
    return words | exists().where(FollowUp.meeting_id == Meeting.id, FollowUp.void_by.is_(None))


def _answered(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell whether a member has answered for the meeting's present time."""
    return exists().where(
        RsvpEvent.meeting_id == Meeting.id,
        RsvpEvent.participant_id == Participant.id,
        RsvpEvent.sequence >= Meeting.moved_sequence,
        RsvpEvent.void_by.is_(None),
        *which,
    )
