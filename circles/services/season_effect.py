"""What an edit of a running season would do, before anybody decides on it: counts for its organizer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from circles.domain.words import MeetingState, OutgoingState
from circles.models import Circle, Meeting, Outgoing, Season
from circles.services import seasons
from circles.services.programs import SeasonPlan


@dataclass(frozen=True)
class Effect:
    """What an edit does to circles that meet already, as counts."""

    moved: int
    longer: int
    """Meetings that stay and last longer, or shorter."""
    cancelled: int
    added: int
    circles: int
    people: int
    """Who gets mail at all."""
    mails: int

    @property
    def is_quiet(self) -> bool:
        """Whether no meeting and nobody is touched."""
        return not (self.circles or self.mails)


def rehearse(db: Session, season: Season, plan: SeasonPlan, who: str, now: datetime) -> Effect:
    """Tell what an edit would do, by doing it and taking it back; raises as the edit would."""
    waking = len(db.info["wake"])
    try:
        with db.begin_nested() as tried:
            before, last = _dated(db, season), db.scalar(select(func.max(Outgoing.id))) or 0
            seasons.edit(db, season, plan, who, now)
            after, told = _dated(db, season), _told_since(db, last)
            tried.rollback()
    finally:
        del db.info["wake"][waking:]
        db.expire_all()
    kept = before.keys() & after.keys()
    touched = {key for key in kept if before[key] != after[key]} | (after.keys() - before.keys())
    return Effect(
        moved=sum(after[key].is_planned and before[key].starts_at != after[key].starts_at for key in kept),
        longer=sum(
            before[key].minutes != after[key].minutes and before[key].starts_at == after[key].starts_at
            for key in kept
        ),
        cancelled=sum(before[key].is_planned and not after[key].is_planned for key in kept),
        added=len(after.keys() - before.keys())
        + sum(after[key].is_planned and not before[key].is_planned for key in kept),
        circles=len({after[key].circle for key in touched}),
        people=len(set(told)),
        mails=len(told),
    )


@dataclass(frozen=True)
class _Dated:
    circle: int
    starts_at: datetime
    minutes: int
    is_planned: bool


def _dated(db: Session, season: Season) -> dict[int, _Dated]:
    rows = db.execute(
        select(Meeting.id, Meeting.circle_id, Meeting.starts_at, Meeting.minutes, Meeting.state)
        .join(Meeting.circle)
        .where(Circle.season_id == season.id)
    )
    return {
        key: _Dated(circle, at, minutes, state is not MeetingState.CANCELLED)
        for key, circle, at, minutes, state in rows
    }


def _told_since(db: Session, last: int) -> list[str]:
    posted = select(Outgoing.to).where(Outgoing.id > last, Outgoing.state == OutgoingState.QUEUED)
    return list(db.scalars(posted))
