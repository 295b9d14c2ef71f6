"""The organizer's first page: one sentence made from data, then what needs them."""

from collections.abc import Sequence
from datetime import date

from flask import g, render_template
from flask.typing import ResponseReturnValue

from circles.domain.cadence import zone_info
from circles.domain.need import Need
from circles.domain.wording import count, day
from circles.domain.words import SeasonState
from circles.models import Circle, Season
from circles.services import condition, standing
from circles.services.needs import needs
from circles.services.people import IN
from circles.services.standing import Numbers
from circles.web.organizer import blueprint, own


@blueprint.get("/organizer/")
def home() -> ResponseReturnValue:
    """Show how the seasons stand and what waits."""
    seasons = list(reversed(own.organizer().program.seasons))
    numbers = standing.people_by_state(g.db, seasons)
    circles = standing.published_circles(g.db, seasons)
    glances = condition.glance(g.db, circles, g.now)
    waiting = needs(g.db, own.organizer(), seasons, numbers, glances, g.now)
    return render_template(
        "organizer/home.html",
        seasons=seasons,
        numbers=numbers,
        needs=waiting,
        headline=_headline(seasons, numbers, circles, waiting),
    )


def _headline(
    seasons: Sequence[Season], numbers: Numbers, circles: Sequence[Circle], waiting: Sequence[Need]
) -> str:
    if not seasons:
        return "Welcome. Open your first season, and invite people to it."
    under_way = [season for season in reversed(seasons) if not standing.is_over(season, circles, _today())]
    sentences = [_standing(season, numbers, circles) for season in under_way[:2]]
    last = "Nothing needs you today." if not waiting else f"{_things(len(waiting))} you."
    return " ".join([*(sentences or ["No season is under way."]), last])


def _things(n: int) -> str:
    return "One thing needs" if n == 1 else f"{n} things need"


def _standing(season: Season, numbers: Numbers, circles: Sequence[Circle]) -> str:
    joined = sum(numbers[season.id][state] for state in IN)
    if season.state is not SeasonState.PUBLISHED:
        so_many = count(joined, "person has", "people have") if joined else "nobody has"
        return f"{season.name} is open: {so_many} joined{'' if joined else ' yet'}."
    today = _today()
    if season.starts_on > today:
        return f"{season.name} starts on {day(season.starts_on)} with {count(joined, 'person', 'people')}."
    lately = standing.met_lately([each for each in circles if each.season_id == season.id], g.now)
    week, weeks = standing.in_weeks(season, circles, today)
    return f"{season.name}, week {week} of {weeks}. {_how_many_met(lately)}"


def _how_many_met(lately: standing.Lately) -> str:
    met, known, untold = lately
    if not known:
        return (
            f"Nobody has told us whether {count(untold, 'circle')} met."
            if untold
            else "No circle has met yet."
        )
    told = f"{met} of {count(known, 'circle')} met when they last were to"
    return f"{told}; nobody has told us of {untold} more." if untold else f"{told}."


def _today() -> date:
    here: date = g.now.astimezone(zone_info(own.organizer().zone)).date()
    return here
