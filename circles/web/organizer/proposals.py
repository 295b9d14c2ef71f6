"""Taking or dismissing another time that a member has proposed."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from circles.services import proposals
from circles.web.organizer import blueprint, own


@blueprint.post("/organizer/proposals/<int:proposal_id>")
def settle_proposal(proposal_id: int) -> ResponseReturnValue:
    """Move the meeting to the proposed time, or leave it as it is."""
    proposal = own.proposal(proposal_id)
    if request.form.get("action") == "take":
        proposals.take(g.db, proposal, own.who(), g.now)
        flash("Moved. Everyone is being told and asked again.")
    else:
        proposals.dismiss(g.db, proposal, own.who(), g.now)
        flash("Dismissed. The meeting stays as it is.")
    return redirect(url_for("organizer.meeting", meeting_id=proposal.meeting_id))
