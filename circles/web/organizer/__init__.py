"""The organizer's pages: everything on them is reached through the organizer's own program."""

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

blueprint = Blueprint("organizer", __name__)

WITHOUT_SIGN_IN = {"organizer.sign_in", "organizer.sign_in_by_link"}


@blueprint.before_request
def ask_to_sign_in() -> ResponseReturnValue | None:
    """Send whoever has not signed in to the page where they can."""
    if "organizer" in session or request.endpoint in WITHOUT_SIGN_IN:
        return None
    return redirect(url_for("organizer.sign_in"))


from circles.web.organizer import (  # noqa: E402, F401  # each adds its pages to the blueprint
    board,
    circles,
    home,
    imports,
    jobs,
    meetings,
    moving,
    outbox,
    people,
    polls,
    proposals,
    publishing,
    report,
    review,
    season_edit,
    seasons,
    seating,
    settings,
    setup,
    sign_in,
    suggestion,
    suggestions,
    topics,
)
