"""The organizer's mail of Monday morning: what needs them, and how the week will be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain import cadence
from circles.domain.digest import week_due
from circles.domain.wording import count
from circles.domain.words import MailKind, MeetingState, SeasonState
from circles.models import Circle, Meeting, Organizer, Outgoing, Season
from circles.services import outbox, standing
from circles.services.needs import Need, needs

_AHEAD = timedelta(days=7)
_WORTH_READING = timedelta(days=2)


@dataclass(frozen=True)
class Digest:
    """What a digest says; empty where there is nothing to say."""

    headline: str
    needs: Sequence[Need]
    meetings: Sequence[str]
    numbers: Sequence[tuple[str, str]]

    @property
    def is_empty(self) -> bool:
        """Whether it would take an organizer's time for nothing."""
        return not self.needs and not self.meetings


def post_due(db: Session, now: datetime) -> int:
    """Post the digests that are due, once a week to each organizer; give how many were new."""
    weeks = {
        f"organizer:{organizer.id}": (organizer, week)
        for organizer in db.scalars(select(Organizer).order_by(Organizer.id))
        if (week := week_due(now, organizer.zone)) is not None
    }
    if not weeks:
        return 0
    posted = select(Outgoing.to, Outgoing.version).where(
        Outgoing.kind == MailKind.DIGEST, Outgoing.version.in_({week for _, week in weeks.values()})
    )
    known = {(to, version) for to, version in db.execute(posted)}
    return sum(
        outbox.post(
            db,
            MailKind.DIGEST,
            to,
            f"program:{organizer.program_id}",
            now,
            version=week,
            stale_at=now + _WORTH_READING,
        )
        for to, (organizer, week) in weeks.items()
        if (to, week) not in known
    )


def digest(db: Session, organizer: Organizer, now: datetime) -> Digest:
    """Sum up a program for one of its organizers, as it stands `now`."""
    seasons = list(reversed(organizer.program.seasons))
    numbers = standing.people_by_state(db, seasons)
    circles = standing.published_circles(db, seasons)
    waiting = needs(db, organizer, seasons, numbers, circles, now)
    today = cadence.local(now, organizer.zone).date()
    under_way = [season for season in seasons if _is_under_way(season, today)]
    meeting = [circle for circle in circles if circle.season in under_way]
    return Digest(
        headline=_headline(under_way, meeting, waiting, now, today),
        needs=waiting,
        meetings=[_line(each, organizer.zone) for each in _ahead(meeting, now)],
        numbers=_numbers(meeting, now) if under_way else (),
    )


def _is_under_way(season: Season, today: date) -> bool:
    has_begun = season.state is SeasonState.PUBLISHED and season.starts_on <= today
    return has_begun and not standing.is_over(season, today)


def _headline(
    seasons: Sequence[Season],
    circles: Sequence[Circle],
    waiting: Sequence[Need],
    now: datetime,
    today: date,
) -> str:
    parts = [f"week {standing.week_of(seasons[0], today)}"] if len(seasons) == 1 else []
    if circles:
        met = standing.met_lately(circles, now)
        parts.append(f"{met} of {count(len(circles), 'circle')} met")
    if waiting:
        parts.append(count(len(waiting), "thing needs you", "things need you"))
    return ", ".join(parts) or "the week ahead"


def _ahead(circles: Iterable[Circle], now: datetime) -> list[Meeting]:
    planned = [
        meeting
        for circle in circles
        for meeting in circle.meetings
        if meeting.state is MeetingState.PLANNED and now < meeting.starts_at <= now + _AHEAD
    ]
    return sorted(planned, key=lambda meeting: (meeting.starts_at, meeting.circle_id))


def _line(meeting: Meeting, zone: str) -> str:
    return f"{cadence.show(meeting.starts_at, meeting.minutes, zone)}: {meeting.circle.name}"


def _numbers(circles: Sequence[Circle], now: datetime) -> list[tuple[str, str]]:
    """Count meetings that took place, with those of the week before beside them."""
    lately, before = standing.met_lately(circles, now), standing.met_lately(circles, now - _AHEAD)
    return [
        ("Circles", f"{len(circles)}"),
        ("Met in the last seven days", f"{lately} ({before} the week before)"),
    ]
