"""Signing in by a mailed link, bound to the browser that asked for it."""

import secrets

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from circles.errors import NotAllowed
from circles.models import Organizer
from circles.services import sign_in as service
from circles.web.forms import SignInForm
from circles.web.organizer import blueprint
from circles.web.security import limiter


def log_in(organizer: Organizer) -> None:
    """Let this browser act as an organizer until it is closed or signs out."""
    session.clear()
    session["organizer"] = organizer.id


@blueprint.route("/sign-in", methods=["GET", "POST"])
@limiter.limit("20 per hour", methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """Ask for a link; the answer is the same for any address."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("organizer/sign_in.html", form=form), 422 if form.errors else 200
    session.setdefault("browser", secrets.token_urlsafe(32))
    service.ask(g.db, form.email.data, session["browser"], g.now)
    return render_template("organizer/sign_in_sent.html", email=form.email.data)


@blueprint.route("/sign-in/<token>", methods=["GET", "POST"])
@limiter.limit("30 per hour", methods=["POST"])
def sign_in_by_link(token: str) -> ResponseReturnValue:
    """Show a button, and act when it is pressed: mail scanners open links too."""
    sign_in_id = g.runtime.links.read_sign_in(token)
    try:
        if sign_in_id is None:
            raise NotAllowed(service.EXPIRED)
        if request.method != "POST":
            return render_template("organizer/sign_in_press.html")
        log_in(service.use(g.db, sign_in_id, session.get("browser", ""), g.now))
    except NotAllowed as error:
        return render_template(
            "organizer/sign_in.html", form=SignInForm(formdata=None), stale=str(error)
        ), 403
    return redirect(url_for("organizer.home"))


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Forget who was here."""
    session.clear()
    flash("You are signed out.")
    return redirect(url_for("organizer.sign_in"))
