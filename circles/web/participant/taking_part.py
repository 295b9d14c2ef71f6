"""Saying yes, no, pause and leave."""

from contextlib import suppress
from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from circles.domain.tongue import listed
from circles.domain.words import ParticipantState
from circles.errors import Invalid, NotFound
from circles.models import Participant, Person
from circles.services import current, people
from circles.services.wishes import their_yes
from circles.web.participant import blueprint
from circles.web.participant.reader import reader

FORGOTTEN = (
    "You have just told us that it was not you who signed up, so it is forgotten. You can sign up again."
)
_SEASONS_OF = select(Person).options(selectinload(Person.participations).joinedload(Participant.season))
"""Loads with somebody, however many seasons they are in, what a break of theirs is from."""


@blueprint.get("/me/confirm")
def confirm() -> ResponseReturnValue:
    """Ask whether it was them; joining takes the button."""
    participant = reader()
    if participant.state in people.IN:
        return redirect(url_for("participant.home"))
    holds = listed(their_yes(participant))
    return render_template("participant/confirm.html", participant=participant, holds=holds)


@blueprint.post("/me/confirm")
def join() -> ResponseReturnValue:
    """Join, or come back."""
    try:
        is_new = people.confirm(g.db, reader(), g.now, as_filled_in="filled_in" in request.args)
    except NotFound:
        raise NotFound(FORGOTTEN) from None
    if is_new:
        flash("You are in. We have sent you a mail that says what happens next.")
    return redirect(url_for("participant.home"))


@blueprint.post("/me/decline")
def decline() -> ResponseReturnValue:
    """Forget a sign-up that was not theirs, or refuse an invitation; twice is once."""
    with suppress(NotFound):
        people.decline(g.db, reader(), g.now)
    return render_template("participant/declined.html")


@blueprint.get("/me/leave")
def leave() -> ResponseReturnValue:
    """Ask whether they want to go; leaving takes the button."""
    return render_template("participant/leave.html", participant=reader())


@blueprint.post("/me/leave")
def leave_now() -> ResponseReturnValue:
    """Leave, or refuse what was offered."""
    participant = current.current(reader())
    joined = participant.state in {*people.IN, ParticipantState.LEFT}
    current.step_back(g.db, participant, g.now)
    return redirect(url_for("participant.home")) if joined else render_template("participant/declined.html")


@blueprint.get("/me/pause")
def pause() -> ResponseReturnValue:
    """Offer a break, or the way back from one."""
    return _pause_page()


@blueprint.post("/me/pause")
def pause_now() -> ResponseReturnValue:
    """Take a break until the day given, by default two weeks."""
    try:
        until = request.form.get("until", "")
        current.pause(g.db, reader(), date.fromisoformat(until) if until else None, g.now)
    except Invalid as fault:
        return _pause_page(str(fault)), 422
    except ValueError:
        return _pause_page("A break ends on a date such as 2027-03-31. Choose one, or leave it empty."), 422
    return redirect(url_for("participant.pause"))


@blueprint.post("/me/resume")
def resume() -> ResponseReturnValue:
    """Come back from a break."""
    current.resume(g.db, reader(), g.now)
    flash("Welcome back. You will hear from us as before.")
    return redirect(url_for("participant.home"))


def _pause_page(fault: str = "") -> str:
    participant = reader()
    g.db.scalars(_SEASONS_OF.where(Person.id == participant.person_id)).one()
    paused = people.is_paused(participant, g.now)
    of = current.on_one_break(participant) if paused else current.taking_part(participant)
    return render_template(
        "participant/pause.html",
        participant=participant,
        paused=paused,
        seasons=current.names(of),
        circles=len(current.in_circles(of)),
        fault=fault,
    )
