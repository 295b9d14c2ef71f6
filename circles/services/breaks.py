"""When breaks began: whoever takes one is told so by mail at once; and what nearly all are on a break for."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ScalarSelect, String, case, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from circles.domain.words import MailKind, MeetingState, ParticipantState, SeasonState
from circles.models import Circle, Meeting, Membership, Outgoing, Participant, Season, loading

SOON = timedelta(days=14)
"""How long before it an organizer reads that hardly anybody is there for a meeting."""
_TOLD = select(func.max(Outgoing.posted_at)).where(Outgoing.kind == MailKind.PAUSED)


def began(db: Session, people: Sequence[int]) -> dict[int, datetime]:
    """Tell by person when (UTC) their latest break began."""
    if not people:
        return {}
    of_each = _TOLD.add_columns(Outgoing.to).group_by(Outgoing.to)
    told = of_each.where(Outgoing.to.in_([f"person:{each}" for each in people]))
    return {int(to.partition(":")[2]): at for at, to in db.execute(told)}


def held(db: Session, people: Collection[int], now: datetime) -> dict[int, datetime]:
    """Tell by person until when (UTC) those are on a break who are on one from a season that is not over."""
    until = func.max(Participant.paused_until)
    paused = select(Participant.person_id, until).join(Participant.season)
    here = paused.where(
        Participant.person_id.in_(people),
        Participant.paused_until > now,
        Participant.state != ParticipantState.LEFT,
        Season.state.not_in((SeasonState.CLOSED, SeasonState.ANONYMISED)),
    )
    return {person: at for person, at in db.execute(here.group_by(Participant.person_id)) if at}


def since(person_id: InstrumentedAttribute[int]) -> ScalarSelect[datetime]:
    """Give in SQL when the latest break of a row's person began."""
    reader = "person:" + cast(person_id, String)
    return _TOLD.where(Outgoing.to == reader).correlate_except(Outgoing).scalar_subquery()


def deserted(db: Session, program_id: int, now: datetime) -> Sequence[Meeting]:
    """Give the meetings soon to come when all members of a circle, or all but one, are on a break."""
    there = case((or_(Participant.paused_until.is_(None), Participant.paused_until <= Meeting.starts_at), 1))
    found = (
        select(Meeting.id)
        .join(Meeting.circle)
        .join(Circle.season)
        .join(Circle.memberships)
        .join(Membership.participant)
        .where(
            Season.program_id == program_id,
            Season.state == SeasonState.PUBLISHED,
            Meeting.state == MeetingState.PLANNED,
            Meeting.starts_at.between(now, now + SOON),
            Membership.left_at.is_(None),
        )
        .group_by(Meeting.id)
        .having(func.count() > 1, func.count(there) < 2)
    )
    members = joinedload(Meeting.circle).options(loading.MEMBERS)
    return db.scalars(
        select(Meeting).where(Meeting.id.in_(found)).options(members).order_by(Meeting.starts_at, Meeting.id)
    ).all()
