"""How a program's seasons stand: who is in, which circles meet, which week it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from circles.domain.words import MeetingState, ParticipantState, SeasonState
from circles.models import Circle, Participant, Season, loading

Numbers = dict[int, Counter[ParticipantState]]
WEEK = timedelta(weeks=1)


def people_by_state(db: Session, seasons: Iterable[Season]) -> Numbers:
    """Count each season's people by state."""
    numbers: Numbers = {season.id: Counter() for season in seasons}
    rows = db.execute(
        select(Participant.season_id, Participant.state, func.count())
        .where(Participant.season_id.in_(numbers))
        .group_by(Participant.season_id, Participant.state)
    )
    for season_id, state, people in rows:
        numbers[season_id][state] = people
    return numbers


def published_circles(db: Session, seasons: Iterable[Season]) -> list[Circle]:
    """Give the circles of the published seasons with their seats and meetings."""
    published = [season.id for season in seasons if season.state is SeasonState.PUBLISHED]
    return list(db.scalars(_circles(published).options(loading.SEATS, loading.MEETINGS)))


def circles_of(db: Session, season_ids: Sequence[int]) -> list[Circle]:
    """Give the circles of some seasons with their people and meetings."""
    return list(db.scalars(_circles(season_ids).options(loading.MEMBERS, loading.MEETINGS)))


def circles_that_met(db: Session, season: Season) -> list[Circle]:
    """Give a season's circles with their people and meetings; of one never published they are drafts."""
    return circles_of(db, [season.id] if season.published_at else [])


def _circles(season_ids: Sequence[int]) -> Select[Circle]:
    return select(Circle).where(Circle.season_id.in_(season_ids)).order_by(Circle.id)


def is_over(season: Season, circles: Iterable[Circle], today: date) -> bool:
    """Tell whether a season was closed, or its last week is past, and that of its last meeting too.

    A meeting may have been put off, and a season that was told to meet more often may go on for longer.
    """
    if season.state in {SeasonState.CLOSED, SeasonState.ANONYMISED}:
        return True
    last = (day + WEEK for day in _meets_on(season, circles))
    return max([season.starts_on + weeks_of(season) * WEEK, *last]) < today


def _meets_on(season: Season, circles: Iterable[Circle]) -> Iterator[date]:
    """Give the days on which a season's circles meet."""
    theirs = (meeting for circle in circles if circle.season_id == season.id for meeting in circle.meetings)
    return (each.starts_at.date() for each in theirs if each.state is not MeetingState.CANCELLED)


def in_weeks(season: Season, circles: Iterable[Circle], today: date) -> tuple[int, int]:
    """Give the number of the week a day is in, and of how many: its last is that of the last meeting."""
    weeks = max([weeks_of(season), *(week_of(season, day) for day in _meets_on(season, circles))])
    return min(week_of(season, today), weeks), weeks


def weeks_of(season: Season) -> int:
    """Count the weeks from the first meeting to the last."""
    return (season.meetings - 1) * season.every_weeks + 1


def week_of(season: Season, today: date) -> int:
    """Give the number of the week a day is in, from 1."""
    return (today - season.starts_on).days // 7 + 1


class Lately(NamedTuple):
    """How many circles met when they last were to, of how many that is known, and of how many it is not."""

    met: int
    known: int
    untold: int


def met_lately(circles: Sequence[Circle], now: datetime) -> Lately:
    """Count the circles that were to meet by now, by what is known of the last time.

    However often they meet; a circle whose people have all left, or gone on in another, counts no more.
    """
    states = [_last_state(circle, now) for circle in circles if circle.members]
    met, untold = states.count(MeetingState.HELD), states.count(MeetingState.PLANNED)
    return Lately(met, met + states.count(MeetingState.NOT_HELD), untold)


def _last_state(circle: Circle, now: datetime) -> MeetingState | None:
    over = [
        meeting
        for meeting in circle.meetings
        if meeting.state is not MeetingState.CANCELLED
        and meeting.starts_at + timedelta(minutes=meeting.minutes) <= now
    ]
    return max(over, key=lambda meeting: meeting.starts_at).state if over else None
