"""What waits for an organizer about meetings: other times for them, whether they took place, who is there."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, String, cast, exists, func, literal, select
from sqlalchemy.orm import Session, joinedload

from circles.domain import cadence
from circles.domain.need import Need
from circles.domain.tongue import say
from circles.domain.wording import moment
from circles.domain.words import Attendance, MeetingState, PollState, ProposalState, Source
from circles.models import AttendanceEvent, Circle, HeldEvent, Meeting, Organizer, Poll, Proposal, Season
from circles.models.season import FOR_HOST
from circles.services import attendance, breaks
from circles.services.people import is_paused

DISPUTED_FOR = timedelta(days=21)
"""How long after a meeting an organizer is asked whether it took place."""


def of_meetings(db: Session, organizer: Organizer, now: datetime) -> Iterable[Need]:
    """Give each, those of the times that are to be decided first."""
    yield from _proposed_times(db, organizer.program_id, now)
    yield from _times_not_found(db, organizer, now)
    yield from _told_two_things(db, organizer, now)
    yield from _deserted(db, organizer, now)


def _proposed_times(db: Session, program_id: int, now: datetime) -> Iterable[Need]:
    proposed = select(func.min(Proposal.proposed_at)).where(
        Proposal.meeting_id == Meeting.id,
        Proposal.state == ProposalState.OPEN,
        Proposal.starts_at > now,
        Proposal.starts_at != Meeting.starts_at,
    )
    since = proposed.scalar_subquery()
    wanted = (
        select(Meeting, since)
        .join(Circle)
        .join(Season)
        .where(Season.program_id == program_id, Meeting.state == MeetingState.PLANNED)
        .where(Meeting.starts_at > now, since.is_not(None))
        .options(joinedload(Meeting.circle))
        .order_by(Meeting.starts_at)
    )
    for meeting, first in db.execute(wanted):
        what = say(
            "Another time is proposed for {circle}, meeting {number}",
            circle=meeting.circle.name,
            number=meeting.n,
        )
        why, button = say("you or the host can take or dismiss it"), say("See the times")
        yield Need("See the times", what, why, button, f"/organizer/meetings/{meeting.id}", since=first)


def _times_not_found(db: Session, organizer: Organizer, now: datetime) -> Iterable[Need]:
    """Name the meetings whose time was asked about, and none was found that suits enough of them."""
    asked = select(Meeting).join(Poll, (Poll.meeting_id == Meeting.id) & (Poll.moves == Meeting.moves))
    for meeting in _of_program(
        db,
        organizer,
        asked.where(
            Poll.state == PollState.EMPTY,
            Meeting.state == MeetingState.PLANNED,
            Meeting.starts_at > now,
            ~_went_on(),
        ),
    ):
        when = moment(meeting.starts_at, organizer.zone)
        what = say("No other time suits {circle} for {when}", circle=meeting.circle.name, when=when)
        why = say("move the meeting, call it off, or leave it as it is")
        path = f"/organizer/meetings/{meeting.id}"
        yield Need("Open the meeting", what, why, say("Open the meeting"), path)


def _went_on() -> ColumnElement[bool]:
    """Tell whether a meeting was asked about for the sake of a host who hosts it no more."""
    own = literal(FOR_HOST) + cast(Meeting.host_id, String)
    return Poll.asked_by.startswith(FOR_HOST) & (Poll.asked_by != own)


def _told_two_things(db: Session, organizer: Organizer, now: datetime) -> Iterable[Need]:
    """Name the meetings of which some say that they took place, and others that they didn't."""
    lately = Meeting.starts_at.between(now - DISPUTED_FOR, now), Meeting.state != MeetingState.CANCELLED
    denied = exists().where(
        HeldEvent.meeting_id == Meeting.id, HeldEvent.held.is_(False), HeldEvent.void_by.is_(None)
    )
    found = _of_program(db, organizer, select(Meeting).where(*lately, denied))
    for meeting in in_dispute(db, found):
        when = moment(meeting.starts_at, organizer.zone)
        what = say("Did {circle} meet on {when}?", circle=meeting.circle.name, when=when)
        why = say("its members tell us two things, and your word counts")
        path = f"/organizer/meetings/{meeting.id}"
        yield Need("Say what happened", what, why, say("Say what happened"), path, since=meeting.starts_at)


def in_dispute(db: Session, meetings: Sequence[Meeting]) -> list[Meeting]:
    """Pick the meetings of which members differ on whether they took place, and no organizer has said."""
    ids = [meeting.id for meeting in meetings]
    words: dict[int, dict[str, bool]] = {each: {} for each in ids}
    by_organizer: set[int] = set()
    came = select(AttendanceEvent).where(
        AttendanceEvent.meeting_id.in_(ids), AttendanceEvent.value == Attendance.CAME, attendance.counts()
    )
    held = select(HeldEvent).where(HeldEvent.meeting_id.in_(ids), HeldEvent.void_by.is_(None))
    for said in sorted((*db.scalars(came), *db.scalars(held)), key=lambda each: each.said_at):
        words[said.meeting_id][said.said_by] = not isinstance(said, HeldEvent) or said.held
        is_organizers = isinstance(said, HeldEvent) and said.source is Source.ORGANIZER
        by_organizer |= {said.meeting_id} if is_organizers else set()
    return [
        each for each in meetings if each.id not in by_organizer and len(set(words[each.id].values())) > 1
    ]


def _deserted(db: Session, organizer: Organizer, now: datetime) -> Iterable[Need]:
    """Name the meetings to which one at most could come, as all others are on a break."""
    for meeting in breaks.deserted(db, organizer.program_id, now):
        circle, on = meeting.circle, cadence.day(meeting.starts_at, organizer.zone)
        there = [
            each.participant for each in circle.members if not is_paused(each.participant, meeting.starts_at)
        ]
        if there:
            name = there[0].person.name
            what = say(
                "All of {circle} but {name} are on a break on {day}", circle=circle.name, name=name, day=on
            )
        else:
            what = say("All of {circle} are on a break on {day}", circle=circle.name, day=on)
        why = say("move the meeting, call it off, or leave it as it is")
        path = f"/organizer/meetings/{meeting.id}"
        yield Need("Open the meeting", what, why, say("Open the meeting"), path)


def _of_program(db: Session, organizer: Organizer, wanted: Select[Meeting]) -> Sequence[Meeting]:
    return db.scalars(
        wanted.join(Meeting.circle)
        .join(Circle.season)
        .where(Season.program_id == organizer.program_id)
        .options(joinedload(Meeting.circle))
        .order_by(Meeting.starts_at, Meeting.id)
    ).all()
