"""The board: circles as they were suggested, who has no place and why, and publishing."""

from collections.abc import Iterable
from datetime import datetime

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from circles.domain.cadence import meeting_times, place, zone_info
from circles.domain.words import SeasonState
from circles.models import Circle, Participant, Season
from circles.services import circles, jobs
from circles.web.organizer import blueprint, own


@blueprint.get("/organizer/seasons/<int:season_id>/board")
def board(season_id: int) -> ResponseReturnValue:
    """Show the circles and the people who have none."""
    season = own.season(season_id)
    formed = _circles(season)
    placed = {member.participant_id for circle in formed for member in circle.members}
    waiting = [participant for participant in _ready(season) if participant.id not in placed]
    return render_template(
        "organizer/board.html",
        season=season,
        circles=formed,
        waiting=waiting,
        placed=len(placed),
        clocks={circle.id: _clocks(circle) for circle in formed},
        is_open=season.state is SeasonState.OPEN,
    )


@blueprint.post("/organizer/seasons/<int:season_id>/form")
def form_circles(season_id: int) -> ResponseReturnValue:
    """Ask a worker to form circles anew."""
    season = own.season(season_id)
    if season.state is not SeasonState.OPEN:
        flash("The circles of this season are published, so they can't be formed anew.", "warning")
        return redirect(url_for("organizer.board", season_id=season.id))
    job = jobs.start(g.db, season.program_id, "form", f"season:{season.id}", g.now)
    return redirect(url_for("organizer.job", job_id=job.id))


@blueprint.get("/organizer/seasons/<int:season_id>/publish")
def look_before_publishing(season_id: int) -> ResponseReturnValue:
    """Say what publishing will do, with counts."""
    season = own.season(season_id)
    formed = _circles(season)
    placed = {member.participant_id for circle in formed for member in circle.members}
    waiting = [participant for participant in _ready(season) if participant.id not in placed]
    return render_template(
        "organizer/publish.html",
        season=season,
        circles=formed,
        placed=len(placed),
        waiting=len(waiting),
        first=min((_first_meeting(circle) for circle in formed), default=None),
    )


@blueprint.post("/organizer/seasons/<int:season_id>/publish")
def publish(season_id: int) -> ResponseReturnValue:
    """Set every meeting and invite everyone."""
    season = own.season(season_id)
    circles.publish(g.db, season, own.who(), g.now)
    flash(f"{season.name} is published. The invitations are on their way.")
    return redirect(url_for("organizer.season", season_id=season.id))


def _circles(season: Season) -> list[Circle]:
    wanted = select(Circle).where(Circle.season_id == season.id).order_by(Circle.id).options(own.MEMBERS)
    return list(g.db.scalars(wanted))


def _ready(season: Season) -> Iterable[Participant]:
    wanted = (
        select(Participant)
        .where(Participant.season_id == season.id, Participant.state.in_(circles.PLACEABLE))
        .options(selectinload(Participant.person))
        .order_by(Participant.id)
    )
    found: Iterable[Participant] = g.db.scalars(wanted)
    return found


def _first_meeting(circle: Circle) -> datetime:
    return meeting_times(circle.season.starts_on, circle.weekday, circle.start, circle.zone, 1, 1)[0]


def _clocks(circle: Circle) -> list[str]:
    """Give the hour of the first meeting on every clock, the circle's own first: "Tue 10:00 (Lisbon)"."""
    first = _first_meeting(circle)
    zones = dict.fromkeys([circle.zone, *(member.participant.person.zone for member in circle.members)])
    places: dict[str, list[str]] = {}
    for zone in zones:
        hour = f"{first.astimezone(zone_info(zone)):%a %H:%M}"
        places.setdefault(hour, []).append(place(zone).removesuffix(" time"))
    return [f"{hour} ({', '.join(names)})" for hour, names in places.items()]
