"""What waits for a yes or no about circles that meet: freeing a seat, asking somebody in, merging."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.errors import Invalid
from circles.services import suggestions
from circles.web.organizer import blueprint, own


@blueprint.get("/organizer/suggestions")
def waiting_suggestions() -> ResponseReturnValue:
    """List every suggestion with why, and what a yes does."""
    found = suggestions.open_of(g.db, own.organizer().program_id, g.now)
    return render_template("organizer/suggestions.html", suggestions=found)


@blueprint.post("/organizer/suggestions/<int:suggestion_id>")
def settle_suggestion(suggestion_id: int) -> ResponseReturnValue:
    """Do what is suggested, or leave it as it is."""
    suggestion = own.suggestion(suggestion_id)
    action = request.form.get("action")
    if action not in {"take", "dismiss"}:
        raise Invalid("Press one of the two buttons.", field="action")
    settle = suggestions.take if action == "take" else suggestions.dismiss
    said = settle(g.db, suggestion, own.who(), g.now)
    flash(said, "warning" if said in {suggestions.MOOT, suggestions.SETTLED} else "message")
    return redirect(url_for("organizer.waiting_suggestions"))
