"""Seasons: opening one, and its page with the next step in sight."""

from dataclasses import asdict
from datetime import date, timedelta

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from circles.domain.cadence import local
from circles.domain.people_file import write_table
from circles.domain.words import Role, SeasonState
from circles.errors import Invalid
from circles.models import Circle, Season
from circles.services import anonymising, attendance, condition, next_season, programs, waiting
from circles.services import circles as circles_service
from circles.services.condition import Health, coming
from circles.services.standing import circles_that_met, people_by_state
from circles.web.forms import NextSeasonForm, SeasonForm, blame
from circles.web.organizer import blueprint, own
from circles.web.organizer.people import csv_file
from circles.web.showing import weekly

_SOON = timedelta(days=30)


@blueprint.route("/organizer/seasons/new", methods=["GET", "POST"])
def new_season() -> ResponseReturnValue:
    """Ask for a season's plan and open it."""
    program = own.organizer().program
    form = SeasonForm()
    if form.validate_on_submit():
        try:
            season = programs.add_season(g.db, program, form.plan(), own.who(), g.now)
        except Invalid as error:
            blame(form, error)
        else:
            flash(f"{season.name} is open. Now bring people in.")
            return redirect(url_for("organizer.season", season_id=season.id))
    return _new_page(form), 422 if form.errors else 200


@blueprint.route("/organizer/seasons/<int:season_id>/next", methods=["GET", "POST"])
def following_season(season_id: int) -> ResponseReturnValue:
    """Ask for the season after a season, with its settings and its people, and open it."""
    last = own.season(season_id)
    plan = next_season.plan_after(last, local(g.now, own.organizer().zone).date())
    form = NextSeasonForm(data={**asdict(plan), "invite": True})
    if form.validate_on_submit():
        try:
            season = next_season.follow(
                g.db, last, form.plan(), own.who(), g.now, invite=bool(form.invite.data)
            )
        except Invalid as error:
            blame(form, error)
        else:
            flash(f"{season.name} is open.")
            return redirect(url_for("organizer.season", season_id=season.id))
    return _new_page(form, last, len(next_season.to_invite(g.db, last))), 422 if form.errors else 200


def _new_page(form: SeasonForm, last: Season | None = None, people: int = 0) -> str:
    waits = waiting.count(g.db, own.organizer().program_id)
    return render_template("organizer/season_new.html", form=form, last=last, people=people, waiting=waits)


@blueprint.get("/organizer/seasons/<int:season_id>/circles.csv")
def circles_csv(season_id: int) -> ResponseReturnValue:
    """Export the circles: who is in each, when it meets and how it goes."""
    circles = circles_that_met(g.db, own.season(season_id))
    header = ("circle", "time", "place", "mentors", "mentees", "state", "why")
    health = condition.look(g.db, circles, g.now)
    rows = (_cells(circle, health[circle.id]) for circle in circles)
    return csv_file(write_table(header, rows), "circles.csv")


def _cells(circle: Circle, health: Health) -> tuple[str, ...]:
    state = health.condition
    names = {role: [m.participant.person.name for m in circle.members if m.role is role] for role in Role}
    return (
        circle.name,
        weekly(circle.weekday, circle.start, circle.zone),
        circle.place,
        "; ".join(names[Role.MENTOR]),
        "; ".join(names[Role.MENTEE]),
        state.word,
        state.reason,
    )


@blueprint.get("/organizer/seasons/<int:season_id>")
def season(season_id: int) -> ResponseReturnValue:
    """Show a season: before publishing its steps, afterwards its circles."""
    season = own.season(season_id)
    numbers = people_by_state(g.db, [season])[season.id]
    is_open = season.state is SeasonState.OPEN
    circles = circles_service.of_season(g.db, season) if is_open else circles_that_met(g.db, season)
    health = {} if is_open else condition.look(g.db, circles, g.now)
    following = {} if is_open else {circle.id: coming(circle, g.now) for circle in circles}
    meetings = [meeting for meeting in following.values() if meeting]
    return render_template(
        "organizer/season.html",
        season=season,
        numbers=numbers,
        circles=sorted(circles, key=lambda circle: _silent_first(health[circle.id])) if health else circles,
        coming=following,
        health=health,
        rsvps=attendance.rsvps(g.db, meetings),
        goes_on=_goes_on(season),
        signup_link=g.runtime.links.page(url_for("signup.join", slug=season.program.slug)),
    )


def _goes_on(season: Season) -> date | None:
    """Give the day on which what people said goes, once it is less than a month away."""
    at = anonymising.goes_at(g.db, season, g.now)
    return local(at, own.organizer().zone).date() if at and at - _SOON <= g.now else None


def _silent_first(health: Health) -> tuple[bool, int]:
    """Order circles: those that need care first, and among them the most silent."""
    return (not health.condition.needs_care, -health.numbers.silent)
