"""Meetings with their members, as the timeline sees them."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from circles.domain import timeline
from circles.domain.attendance import Standing
from circles.domain.new_times import most_cant_come
from circles.domain.words import (
    Attendance,
    MailKind,
    MeetingState,
    NoteKind,
    ParticipantState,
    Rsvp,
    SeasonState,
)
from circles.models import (
    Circle,
    FollowUp,
    Meeting,
    Membership,
    Note,
    Outgoing,
    Participant,
    Person,
    Season,
    SurveyAnswer,
)
from circles.services import attendance, breaks
from circles.services.lanes import REACHED
from circles.services.owed import company, first


def meetings(
    db: Session, which: ColumnElement[bool], values: Mapping[str, Any], *, posted: bool = True
) -> Iterator[timeline.Meeting]:
    """Give a meeting for each of its members of whom `which`, by these values, is true, in a few queries.

    Among these are the instants between which one looks, `since` and `until`.
    Without `posted`, as if they had been posted none of its mails.
    """
    known = POSTED if posted else {}
    rows = db.execute(_with_members(which, posted=posted), values).all()
    answers = attendance.answers(db, {row.id for row in rows})
    unlikely = _unlikely(db, answers)
    over = _Over.load(db, [row for row in rows if row.state is not MeetingState.PLANNED])
    asked_first = first.load(db, rows, values["since"], values["until"])
    for row in rows:
        key = (row.id, row.participant_id)
        yield timeline.Meeting(
            id=row.id,
            circle=row.circle_id,
            starts_at=row.starts_at,
            minutes=row.minutes,
            moves=row.moves,
            sequence=row.sequence,
            members=(
                timeline.Member(
                    person=row.person_id,
                    zone=row.zone,
                    paused_until=row.paused_until,
                    paused_since=row.paused_since,
                    rsvp=answers.get(key),
                    posted=frozenset(kind for kind in known if getattr(row, kind)),
                    had_topic_at=row.had_topic_at,
                    was_in=row.was_in,
                    missed=over.missed(key),
                    is_disputed=over.is_disputed(key),
                    surveyed=key in over.surveyed,
                ),
            ),
            host=row.person_id if row.is_host else None,
            known=row.state is not MeetingState.PLANNED,
            previous_end=_previous_end(row),
            n=row.n,
            held=row.state is MeetingState.HELD,
            is_unlikely=row.id in unlikely,
            is_alone=row.is_alone,
            others_away=row.others_away,
            host_may_know_more=bool(row.is_host) and over.others_told_of_themselves(key),
            first=asked_first.get(row.id),
            noted_at=over.noted_at.get(row.id),
        )


def _unlikely(db: Session, answers: Mapping[tuple[int, int], Rsvp]) -> set[int]:
    """Give the meetings that more than half of those who take part can't come to."""
    noes = {key for key, answer in answers.items() if answer is Rsvp.NO}
    if not noes:
        return set()
    keys = [tuple(key) for key in db.execute(_TAKING_PART, {"meetings": {meeting for meeting, _ in noes}})]
    many = Counter(meeting for meeting, _ in keys)
    cant = Counter(key[0] for key in keys if key in noes)
    return {meeting for meeting, so_many in cant.items() if most_cant_come(so_many, many[meeting])}


def _previous_end(row: Any) -> datetime | None:
    """Give when the circle's last meeting before this one ends: those of a season are equally long."""
    if row.previous_start is not None:
        end: datetime = row.previous_start + timedelta(minutes=row.minutes)
        return end
    return row.published_at if row.n > 1 else None


@dataclass(frozen=True)
class _Over:
    """What is known of meetings that are over, by meeting id, or meeting id and participant id."""

    came: Mapping[tuple[int, int], Standing]
    of_themselves: Collection[int]
    """The meetings of which members have said of themselves only whether they came."""
    surveyed: Collection[tuple[int, int]]
    noted_at: Mapping[int, datetime]

    @classmethod
    def load(cls, db: Session, meetings: Collection[Any]) -> "_Over":
        """Look it up in three queries, or none where no meeting is over."""
        if not meetings:
            return cls({}, (), (), {})
        ids = {"meetings": {meeting.id for meeting in meetings}}
        came = attendance.attendance(db, meetings)
        of_others = {meeting_id for (meeting_id, _), standing in came.items() if not standing.is_own_word}
        return cls(
            came,
            {meeting_id for meeting_id, _ in came} - of_others,
            {(row.meeting_id, row.participant_id) for row in db.execute(_SURVEYED, ids)},
            {meeting_id: at for meeting_id, at in db.execute(_NOTED, ids) if meeting_id is not None},
        )

    def missed(self, key: tuple[int, int]) -> bool:
        standing = self.came.get(key)
        return standing is not None and standing.value is Attendance.MISSED

    def others_told_of_themselves(self, key: tuple[int, int]) -> bool:
        """Tell whether all that is known of a meeting, others than this member have said of themselves."""
        meeting_id, _ = key
        return meeting_id in self.of_themselves and key not in self.came

    def is_disputed(self, key: tuple[int, int]) -> bool:
        standing = self.came.get(key)
        return standing is not None and standing.is_disputed


# --- In SQL: built once, for that takes longer than the answer ---

_OF_THESE: BindParameter[int] = bindparam("meetings", expanding=True)
_OF_MEETING = (
    Meeting.id,
    Meeting.circle_id,
    Meeting.n,
    Meeting.starts_at,
    Meeting.minutes,
    Meeting.moves,
    Meeting.sequence,
    Meeting.moved_sequence,
    Meeting.state,
)
_TAKING_PART = (
    select(Meeting.id, Membership.participant_id)
    .join(Membership, Membership.circle_id == Meeting.circle_id)
    .join(Membership.participant)
    .where(
        Meeting.id.in_(_OF_THESE),
        Membership.left_at.is_(None),
        or_(Participant.paused_until.is_(None), Participant.paused_until <= Meeting.starts_at),
    )
)
_SURVEYED = select(SurveyAnswer.meeting_id, SurveyAnswer.participant_id).where(
    SurveyAnswer.meeting_id.in_(_OF_THESE), SurveyAnswer.void_by.is_(None)
)
_KEPT = union_all(
    select(Note.meeting_id, Note.said_at.label("at")).where(
        Note.meeting_id.in_(_OF_THESE), Note.kind == NoteKind.RECAP, Note.void_by.is_(None)
    ),
    select(FollowUp.meeting_id, FollowUp.created_at).where(
        FollowUp.meeting_id.in_(_OF_THESE), FollowUp.void_by.is_(None)
    ),
).subquery()
_NOTED = select(_KEPT.c.meeting_id, func.min(_KEPT.c.at)).group_by(_KEPT.c.meeting_id)


def reader() -> ColumnElement[str]:
    """Name the reader as the outbox does."""
    return "person:" + cast(Person.id, String)


def _posted(kind: MailKind, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell whether a member was posted a mail of a meeting, whatever became of it."""
    about = "meeting:" + cast(Meeting.id, String)
    return exists().where(Outgoing.kind == kind, Outgoing.to == reader(), Outgoing.about == about, *which)


POSTED = {
    MailKind.INVITE: _posted(MailKind.INVITE),
    **{
        kind: _posted(kind, Outgoing.version == Meeting.moves)
        for kind in (
            MailKind.TOPIC_DRAFT,
            MailKind.TOPIC,
            MailKind.REMINDER,
            MailKind.RECAP_ASK,
            MailKind.CONFLICT,
            MailKind.CATCH_UP,
            MailKind.SURVEY,
        )
    },
}
"""Whether a member was posted each mail of a meeting; those of an earlier time don't count."""


@lru_cache
def _with_members(which: ColumnElement[bool], *, posted: bool) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *_OF_MEETING,
            Participant.id.label("participant_id"),
            Participant.paused_until,
            case((Participant.paused_until > Meeting.starts_at, breaks.since(Person.id))).label(
                "paused_since"
            ),
            Person.id.label("person_id"),
            Person.zone,
            (Membership.id == Meeting.host_id).label("is_host"),
            Membership.of_who_was_in(Meeting.starts_at).label("was_in"),
            case((Meeting.moves > 0, _had_topic_at())).label("had_topic_at"),
            company.is_alone().label("is_alone"),
            company.others_away().label("others_away"),
            previous_start().label("previous_start"),
            Season.published_at,
            *(was_posted.label(kind) for kind, was_posted in (POSTED if posted else {}).items()),
        )
        .join(Meeting.circle)
        .join(Circle.season)
        .join(Circle.memberships)
        .join(Membership.participant)
        .join(Participant.person)
        .where(
            Season.state == SeasonState.PUBLISHED,
            Meeting.state != MeetingState.CANCELLED,
            Membership.left_at.is_(None),
            Participant.state == ParticipantState.PLACED,
            which,
        )
    )


def _had_topic_at() -> ScalarSelect[datetime | None]:
    """Give when a member last had the topic of a meeting at an earlier time of it."""
    about = "meeting:" + cast(Meeting.id, String)
    return (
        select(func.max(Outgoing.sent_at))
        .where(
            Outgoing.kind == MailKind.TOPIC,
            Outgoing.to == reader(),
            Outgoing.about == about,
            Outgoing.version < Meeting.moves,
            Outgoing.state.in_(REACHED),
        )
        .correlate(Meeting, Person)
        .scalar_subquery()
    )


@cache
def previous_start() -> ScalarSelect[datetime]:
    """Give when the circle's last meeting before this one begins."""
    earlier = aliased(Meeting)
    return (
        select(func.max(earlier.starts_at))
        .where(
            earlier.circle_id == Meeting.circle_id,
            earlier.n < Meeting.n,
            earlier.state != MeetingState.CANCELLED,
        )
        .correlate(Meeting)
        .scalar_subquery()
    )
