"""The calendar to subscribe to, and the choice between it and invites by mail."""

from flask import flash, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from circles.domain.tongue import say, speaking
from circles.mail.calendar_feed import feed
from circles.models import Participant
from circles.services import feeds
from circles.web.participant import blueprint
from circles.web.participant.reader import reader


@blueprint.get("/calendar/<token>.ics")
def calendar(token: str) -> ResponseReturnValue:
    """Give a participant's meetings to a calendar program; 304 while nothing changed."""
    asked = g.runtime.links.read_feed(token)
    participant = g.db.get(Participant, asked.participant_id) if asked else None
    if asked is None or participant is None or participant.feed_version != asked.link_version:
        raise NotFound
    with speaking(participant.person.language):
        name = say("{program}: my circle", program=participant.season.program.name)
        written = feed(name, feeds.meetings(g.db, participant))
    response = make_response(written)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'inline; filename="circles.ics"'
    response.headers["Cache-Control"] = "private, max-age=0, must-revalidate"
    response.add_etag()
    return response.make_conditional(request)


@blueprint.post("/me/calendar")
def choose_calendar() -> ResponseReturnValue:
    """Take the feed instead of invites, or go back, or make a new address for it."""
    participant, wanted = reader(), request.form.get("calendar")
    if wanted == "feed":
        feeds.follow(g.db, participant, g.now)
        flash("Subscribe to the address below. Invites by mail come without a calendar from now on.")
    elif wanted == "mail":
        feeds.unfollow(g.db, participant, g.now)
        flash("Invites come by mail again. You can take the subscription out of your calendar.")
    elif wanted == "renew":
        feeds.renew(g.db, participant, g.now)
        flash("The old address no longer works. Subscribe to the new one below.")
    return redirect(url_for("participant.home") + "#calendar")
