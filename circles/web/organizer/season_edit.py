"""Changing a season that is open or runs, and closing it: what it will do is shown first."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.domain.cadence import local
from circles.domain.wording import count, day, rhythm
from circles.errors import Invalid
from circles.models import Season
from circles.services import anonymising, season_effect, seasons
from circles.services.programs import SeasonPlan
from circles.services.season_effect import Effect
from circles.web.forms import EditSeasonForm, blame
from circles.web.organizer import blueprint, own

_WHEN = "at a decent hour, or at once about a meeting within two days"


@blueprint.get("/organizer/seasons/<int:season_id>/edit")
def edit_season(season_id: int) -> ResponseReturnValue:
    """Show what can still change in a season."""
    season = own.season(season_id)
    return _page(season, _form(season, seasons.plan_of(season)))


@blueprint.post("/organizer/seasons/<int:season_id>/edit")
def change_season(season_id: int) -> ResponseReturnValue:
    """Change a season; what touches circles that meet is shown first, and done when pressed once more."""
    season = own.season(season_id)
    seasons.hold(g.db, season)
    was = seasons.plan_of(season)
    form = EditSeasonForm()
    form.keep(seasons.MAY_CHANGE[season.state], was)
    if not form.validate():
        return _page(season, form), 422
    if changed := list(_changed_meanwhile(form, was)):
        return _page(season, _merged(season, form, was), changed), 409
    plan = form.plan_from(was)
    try:
        effect = season_effect.rehearse(g.db, season, plan, own.who(), g.now)
        if effect.is_quiet or "sure" in request.form:
            seasons.edit(g.db, season, plan, own.who(), g.now)
            flash("Saved.")
            if seasons.wants_forming(g.db, season, _differing(was, plan)):
                flash("Its circles were formed for what it was before: suggest them again.", "warning")
            return redirect(url_for("organizer.season", season_id=season.id))
    except Invalid as error:
        blame(form, error)
        return _page(season, form), 422
    changes = [_change(form, name, getattr(was, name), getattr(plan, name)) for name in _differing(was, plan)]
    return render_template(
        "organizer/season_change.html",
        season=season,
        form=form,
        changes=changes,
        effects=list(_effects(effect)),
    )


@blueprint.get("/organizer/seasons/<int:season_id>/close")
def look_before_closing(season_id: int) -> ResponseReturnValue:
    """Say what closing will do."""
    season = own.season(season_id)
    return render_template(
        "organizer/season_close.html", season=season, ahead=seasons.ahead(g.db, season, g.now)
    )


@blueprint.post("/organizer/seasons/<int:season_id>/close")
def close_season(season_id: int) -> ResponseReturnValue:
    """Close a season for good."""
    season = own.season(season_id)
    seasons.close(g.db, season, own.who(), g.now)
    flash(f"{season.name} is closed.")
    return redirect(url_for("organizer.season", season_id=season.id))


def _form(season: Season, shown: SeasonPlan) -> EditSeasonForm:
    now = seasons.plan_of(season)
    form = EditSeasonForm(formdata=None, data={**asdict(shown), "seen": _written(now)})
    form.keep(seasons.MAY_CHANGE[season.state], now)
    return form


def _page(season: Season, form: EditSeasonForm, changed: list[str] | None = None) -> str:
    goes_at = anonymising.goes_at(g.db, season, g.now)
    return render_template(
        "organizer/season_edit.html",
        season=season,
        form=form,
        changed=changed or [],
        goes_on=local(goes_at, own.organizer().zone).date() if goes_at else None,
    )


# --- Two at once ---


def _written(plan: SeasonPlan) -> str:
    return json.dumps(asdict(plan), default=str)


def _seen(form: EditSeasonForm) -> Mapping[str, Any]:
    try:
        seen = json.loads(form.seen.data or "")
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}


def _changed_meanwhile(form: EditSeasonForm, now: SeasonPlan) -> Iterator[str]:
    """Say what somebody else has changed since the page was opened."""
    seen, stands = _seen(form), json.loads(_written(now))
    for name, value in stands.items():
        if seen.get(name) != value:
            yield _change(form, name, seen.get(name), getattr(now, name))


def _merged(season: Season, form: EditSeasonForm, now: SeasonPlan) -> EditSeasonForm:
    """Keep what this organizer filled in differently, over what stands now."""
    seen, wanted = _seen(form), json.loads(_written(form.plan_from(now)))
    mine = {name for name in seasons.FIELDS if name in form and wanted[name] != seen.get(name)}
    shown = {name: getattr(form.plan_from(now) if name in mine else now, name) for name in seasons.FIELDS}
    return _form(season, SeasonPlan(**shown))


# --- In words ---


def _differing(was: SeasonPlan, plan: SeasonPlan) -> list[str]:
    return [name for name in seasons.FIELDS if getattr(was, name) != getattr(plan, name)]


def _change(form: EditSeasonForm, name: str, was: object, becomes: object) -> str:
    label = form[name].label.text if name in form else name.replace("_", " ").capitalize()
    return f"{label}: {_said(name, was)} → {_said(name, becomes)}"


def _said(name: str, value: object) -> str:
    if name == "every_weeks" and isinstance(value, int):
        return rhythm(value)
    if name == "minutes":
        return f"{value} minutes"
    if isinstance(value, date):
        return day(value)
    return str(value) if value not in {None, ""} else "nothing"


def _effects(effect: Effect) -> Iterator[str]:
    """Say what becomes of circles that meet already."""
    of = f"of {count(effect.circles, 'circle')}"
    if effect.moved:
        yield f"{count(effect.moved, 'meeting')} {of} move, and answers to another time count no more."
    if effect.longer:
        yield f"{count(effect.longer, 'meeting')} {of} keep their time and end at another."
    if effect.cancelled:
        yield f"{count(effect.cancelled, 'meeting')} {of} are called off."
    if effect.added:
        yield f"{count(effect.added, 'meeting')} {of} are added; invitations go out as always."
    people = count(effect.people, "person gets", "people get")
    if not effect.mails:
        hears = ": who was not invited yet hears of the new time with the invitation"
        yield f"Nobody gets a mail{hears if effect.moved or effect.longer else ''}."
    elif effect.mails == effect.people:
        yield f"{people} one mail, {_WHEN}."
    else:
        yield f"{people} {effect.mails} mails in all, one for each meeting they know of, {_WHEN}."
