"""Joining a program by its link: the form, and the page that says what comes next."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from circles.domain import cadence
from circles.domain.words import SeasonState
from circles.models import Program, Season
from circles.services import people, programs, standing
from circles.web.fields import spoken_to
from circles.web.hours import WEEKDAYS
from circles.web.security import limiter
from circles.web.signup.forms import SignUpForm

blueprint = Blueprint("signup", __name__)

OFTEN_ENOUGH = "20 per minute; 300 per hour"  # an office, or a hall, may share one address


@blueprint.get("/join/<slug:slug>")
def join(slug: str) -> ResponseReturnValue:
    """Show the form of the next season that takes people, or say that none does."""
    program = programs.program_by_slug(g.db, slug)
    season = people.open_season(program, g.now)
    if season is None:
        return closed_page(program)
    return _show(season, _form(program, zone=program.zone))


@blueprint.post("/join/<slug:slug>")
@limiter.limit(OFTEN_ENOUGH)
def sign_up(slug: str) -> ResponseReturnValue:
    """Take the form; the answer is the same whether or not we know the address."""
    program = programs.program_by_slug(g.db, slug)
    season = people.open_season(program, g.now)
    if season is None:
        return closed_page(program)
    form = _form(program, request.form)
    if "correct" in request.form:
        return _show(season, form)
    if "email_meant" in request.form:
        form.email.data = request.form["email_meant"]
    if not form.validate():
        return _show(season, form), 422
    if not form.website.data:
        people.sign_up(g.db, season, form.wish(), g.now)
    return render_template("signup/sent.html", program=program, form=form, filled=list(_filled(form)))


@blueprint.app_template_filter()
def clock(at: datetime, zone: str) -> str:
    """Write an instant as the hour on the clocks of a zone."""
    return f"{cadence.local(at, zone):%H:%M}"


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """Say what we keep and for how long."""
    return render_template("signup/privacy.html", keep_raw_days=g.runtime.settings.keep_raw_days)


def _form(program: Program, filled: MultiDict[str, str] | None = None, zone: str = "") -> SignUpForm:
    form = SignUpForm(formdata=filled, zone=zone, language=spoken_to(program.language))
    form.topics.choices = program.choices
    return form


def _filled(form: SignUpForm) -> Iterator[tuple[str, str]]:
    """Give what was filled in, for a form that sends it once more."""
    for name, value in form.data.items():
        if name != "csrf_token":
            yield from ((name, each) for each in (value if isinstance(value, list) else [value or ""]))


def _show(season: Season, form: SignUpForm) -> str:
    return render_template(
        "signup/join.html",
        program=season.program,
        season=season,
        last_week=season.starts_on + timedelta(weeks=standing.weeks_of(season) - 1),
        form=form,
        weekdays=WEEKDAYS,
        now=g.now,
    )


def closed_page(program: Program, email: str = "", fault: str = "") -> str:
    """Say that nobody can sign up now, and take an address for when somebody can."""
    latest = max(program.seasons, key=lambda season: season.starts_on, default=None)
    draft = latest is None or latest.state is SeasonState.DRAFT
    season = None if draft else latest
    return render_template("signup/closed.html", program=program, season=season, email=email, fault=fault)


from circles.web.signup import waiting  # noqa: E402, F401  # it adds its pages to the blueprint
