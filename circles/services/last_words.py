"""When people were last heard of: by mail, by their calendar, or on their page."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, String, bindparam, cast, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from circles.db import WHOLE, batches
from circles.domain.words import IncomingKind
from circles.models import (
    AttendanceEvent,
    Audit,
    FollowUp,
    FollowUpEvent,
    HeldEvent,
    Incoming,
    Meeting,
    Membership,
    Note,
    Participant,
    Person,
    Poll,
    PollAnswer,
    RsvpEvent,
    SurveyAnswer,
)

SPOKEN = (IncomingKind.HUMAN, IncomingKind.CALENDAR)


def of(
    db: Session, people: Collection[int], since: datetime, until: datetime | None = None
) -> dict[int, datetime]:
    """Give by person id when they last said anything between two instants; who said nothing is left out.

    What was undone was said all the same.
    """
    found: dict[int, datetime] = {}
    when = {"since": since, "until": until or datetime.max.replace(tzinfo=UTC)}
    for batch in batches(sorted(people), WHOLE):
        rows = db.execute(_latest(), {"people": batch, **when})
        found |= {int(who.partition(":")[2]): at for who, at in rows}
    return found


@cache
def _latest() -> Select[*tuple[Any, ...]]:
    said = union_all(*_said()).subquery()
    return select(said.c.who, func.max(said.c.at)).where(said.c.at <= bindparam("until")).group_by(said.c.who)


def _said() -> Iterator[Select[*tuple[Any, ...]]]:
    """Select who said something and when, from the circles that `people` are in: those are indexed."""
    ids: BindParameter[int] = bindparam("people", expanding=True)
    since: BindParameter[datetime] = bindparam("since")
    asked = (
        select(Person.id, _named("person:", Person.id).label("name")).where(Person.id.in_(ids)).cte("asked")
    )
    people, names = select(asked.c.id), select(asked.c.name)
    mine = select(Participant.id).where(Participant.person_id.in_(people))
    circles = select(Membership.circle_id).where(Membership.participant_id.in_(mine))
    meetings = select(Meeting.id).where(Meeting.circle_id.in_(circles))
    about = union_all(
        select(_named("participant:", Participant.id)).where(Participant.person_id.in_(people)),
        select(_named("circle:", Membership.circle_id)).where(Membership.participant_id.in_(mine)),
        select(_named("meeting:", Meeting.id)).where(Meeting.circle_id.in_(circles)),
    )
    promises = select(FollowUp.id).where(FollowUp.circle_id.in_(circles))
    polls = select(Poll.id).where(Poll.meeting_id.in_(meetings))
    for by, at, where in (
        (RsvpEvent.said_by, RsvpEvent.said_at, RsvpEvent.meeting_id.in_(meetings)),
        (AttendanceEvent.said_by, AttendanceEvent.said_at, AttendanceEvent.meeting_id.in_(meetings)),
        (HeldEvent.said_by, HeldEvent.said_at, HeldEvent.meeting_id.in_(meetings)),
        (FollowUp.said_by, FollowUp.created_at, FollowUp.circle_id.in_(circles)),
        (FollowUpEvent.said_by, FollowUpEvent.said_at, FollowUpEvent.follow_up_id.in_(promises)),
        (Note.said_by, Note.said_at, Note.circle_id.in_(circles)),
        (PollAnswer.said_by, PollAnswer.said_at, PollAnswer.poll_id.in_(polls)),
        (SurveyAnswer.said_by, SurveyAnswer.said_at, SurveyAnswer.meeting_id.in_(meetings)),
        (Audit.who, Audit.at, Audit.about.in_(about)),
    ):
        yield select(by.label("who"), at.label("at")).where(by.in_(names), at >= since, where)
    yield select(_named("person:", Incoming.person_id).label("who"), Incoming.received_at.label("at")).where(
        Incoming.person_id.in_(people), Incoming.received_at >= since, Incoming.kind.in_(SPOKEN)
    )


def _named(noun: str, number: InstrumentedAttribute[Any]) -> Any:
    return literal(noun) + cast(number, String)
