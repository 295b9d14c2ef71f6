"""What people said in a season is kept for a while after its end, then only who met whom.

A tick does it in bounded steps, each of which finds what is still to do: nothing marks how far it came, so
that a step that fails is simply done again. What stays: who was in which circle, who came, what was
answered and scored, and how many promises there were, so that the report keeps its numbers and forming
anew repeats nobody.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from circles.domain.words import MeetingState, SeasonState
from circles.errors import Invalid
from circles.models import Circle, Meeting, Season
from circles.services.audit import note
from circles.services.forgetting import forgets

MOST_AT_ONCE = 5000
"""Rows that are changed or deleted at once, at most."""
TOLD_BEFORE = timedelta(days=14)
"""How long before it organizers are told, and can put it off: there is a digest at least a week before."""
NOTICE = timedelta(days=7)
"""How long after a digest that told them it goes at the earliest, also where an outage kept the digest back.

That it was posted is enough: an organizer whom no mail reaches must not keep people's words for ever.
"""


def ended_at(db: Session, season: Season) -> datetime | None:
    """Give when a season ended, or will: when it was closed, else when its last meeting is over.

    None for a season that was neither closed nor published.
    """
    return _ended(db.execute(_DATED.where(Season.id == season.id)).one())


def goes_at(db: Session, season: Season, now: datetime) -> datetime | None:
    """Give when what people said in a season goes, as far as that is known now."""
    ended = ended_at(db, season)
    return None if ended is None else _goes(season, ended, now)


def to_go(db: Session, program_id: int, now: datetime) -> Sequence[tuple[Season, datetime]]:
    """Give the seasons of a program whose words go within two weeks, or are going, and when."""
    return _due(db, now + TOLD_BEFORE, now, Season.program_id == program_id)


def note_told(db: Session, program_ids: Collection[int], now: datetime) -> None:
    """Note of which seasons a digest to the organizers of these programs tells now."""
    for season, goes in _due(db, now + TOLD_BEFORE, now, Season.program_id.in_(program_ids)):
        if _told_at(season, goes) is None:
            season.told_at = now
    db.flush()


def check_days(db: Session, season: Season, days: int, now: datetime) -> None:
    """Refuse a time after which all would be gone at once; raises Invalid that says what would do."""
    ended = ended_at(db, season)
    if ended is not None and ended + timedelta(days=days) <= now + TOLD_BEFORE:
        least = (now + TOLD_BEFORE - ended).days + 1
        raise Invalid(
            f"Give at least {least} days: {season.name} ended {(now - ended).days} days ago, and what people"
            " said should not go before two weeks have passed.",
            field="anonymise_days",
        )


def sweep(db: Session, now: datetime, most: int = MOST_AT_ONCE) -> bool:
    """Take one bounded step in each season whose time has come; tell whether one needs more."""
    steps = [_step(db, season, now, most) for season, _ in _due(db, now, now)]
    return not all(steps)


def _step(db: Session, season: Season, now: datetime, left: int) -> bool:
    """Tell whether it was the last one."""
    for forget in forgets(season):
        left -= forget(db, left)
        if left <= 0:
            return False
    season.state, season.anonymised_at = SeasonState.ANONYMISED, now
    note(db, season.program_id, "circles", f"season:{season.id}", f"anonymised {season.name}", now)
    db.flush()
    return True


def _due(
    db: Session, until: datetime, now: datetime, *which: ColumnElement[bool]
) -> Sequence[tuple[Season, datetime]]:
    found = [(row.Season, _ended(row)) for row in db.execute(_LIVED.where(*which))]
    dated = [(season, _goes(season, ended, now)) for season, ended in found if ended is not None]
    return [(season, at) for season, at in dated if at <= until]


def _goes(season: Season, ended: datetime, now: datetime) -> datetime:
    """Give its time; where nobody was told in time, a week after they were, or are now."""
    goes = ended + timedelta(days=season.anonymise_days)
    return max(goes, (_told_at(season, goes) or now) + NOTICE)


def _told_at(season: Season, goes: datetime) -> datetime | None:
    """Give when a digest first said so; what one said before it was put off counts no more."""
    return season.told_at if season.told_at and season.told_at >= goes - TOLD_BEFORE else None


_DATED = select(  # seasons with the beginning of their last meeting
    Season,
    select(func.max(Meeting.starts_at))
    .join(Meeting.circle)
    .where(Circle.season_id == Season.id, Meeting.state != MeetingState.CANCELLED)
    .correlate(Season)
    .scalar_subquery()
    .label("last"),
)
_LIVED = _DATED.where(Season.state.in_((SeasonState.PUBLISHED, SeasonState.CLOSED))).order_by(Season.id)


def _ended(row: Row[Season, datetime | None]) -> datetime | None:
    season, last = row
    if season.closed_at is not None:
        return season.closed_at
    return None if last is None else last + timedelta(minutes=season.minutes)
