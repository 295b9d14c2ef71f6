"""Coming in by a personal link, and asking for a new one."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Gone

from circles.errors import Invalid
from circles.services import personal_page
from circles.services.current import current, step_back
from circles.web.participant import blueprint
from circles.web.participant.reader import let_in, owner_of, reader
from circles.web.security import csrf, limiter


@blueprint.get("/me/<token>")
@blueprint.get("/me/<token>/<path:page>")
def come_in(token: str, page: str = "") -> ResponseReturnValue:
    """Take a link out of the address bar: set the cookie and go on to the page it names."""
    participant = owner_of(g.runtime.links.read_personal(token))
    if participant is None:
        raise Gone
    query = f"?{request.query_string.decode('ascii', 'ignore')}" if request.query_string else ""
    return let_in(redirect(f"/me/{page}{query}" if page else "/me"), participant)


@blueprint.post("/me/<token>/leave")
@csrf.exempt  # type: ignore[untyped-decorator]  # pressed by a mail program, which has no cookie (RFC 8058)
def leave_by_one_click(token: str) -> ResponseReturnValue:
    """Leave by the button a mail program shows beside our mails."""
    participant = owner_of(g.runtime.links.read_personal(token))
    if participant is None:
        raise Gone
    if request.form.get("List-Unsubscribe") != "One-Click":
        raise Invalid("To leave, send List-Unsubscribe=One-Click, or open the link and press the button.")
    step_back(g.db, current(participant), g.now)
    said = "You have left. One mail will say so, and how to come back; then we won't write again.\n"
    return said, {"Content-Type": "text/plain; charset=utf-8"}


@blueprint.get("/me/link")
def ask_link() -> ResponseReturnValue:
    """Show the one field that brings a new link."""
    return render_template("participant/link.html", old=False, fault="", email="")


@blueprint.post("/me/link")
@limiter.limit("5 per minute; 30 per hour")
def send_link() -> ResponseReturnValue:
    """Mail a link if the address is known; the answer is the same if it is not."""
    email = request.form.get("email", "")
    try:
        personal_page.send_links(g.db, email, g.now)
    except Invalid as fault:
        return render_template("participant/link.html", old=False, fault=str(fault), email=email), 422
    return render_template("participant/link_sent.html", email=email)


@blueprint.post("/me/renew")
def renew_link() -> ResponseReturnValue:
    """Make the links in all earlier mails worthless; this browser stays in."""
    participant = reader()
    personal_page.renew_link(g.db, participant, g.now)
    flash("Older links no longer open this page. A new one is on its way to you by mail.")
    return let_in(redirect(url_for("participant.home")), participant)


@blueprint.app_errorhandler(410)
def old_link(_: Exception) -> ResponseReturnValue:
    """Say that a link is old, in the same words whoever's it was."""
    return render_template("participant/link.html", old=True, fault="", email=""), 410
