"""Taking or dismissing another time that was proposed for a meeting they host."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from circles.errors import NotAllowed, NotFound
from circles.models import Proposal
from circles.services import people, proposals
from circles.web.participant import blueprint
from circles.web.participant.reader import reader


@blueprint.post("/me/proposals/<int:proposal_id>")
def settle_proposal(proposal_id: int) -> ResponseReturnValue:
    """Move the meeting to the proposed time, or leave it as it is; only its host may."""
    proposal = _proposal(proposal_id)
    if not proposals.may_settle(proposal.meeting, reader()):
        raise NotAllowed("Only the host of a meeting, or an organizer, takes another time for it.")
    who = f"person:{reader().person_id}"
    if request.form.get("action") == "take":
        proposals.take(g.db, proposal, who, g.now)
        flash("Moved. Everyone is being told and asked again.")
    else:
        proposals.dismiss(g.db, proposal, who, g.now)
        flash("Dismissed. The meeting stays as it is.")
    return redirect(url_for("participant.meeting", meeting_id=proposal.meeting_id))


def _proposal(proposal_id: int) -> Proposal:
    found: Proposal | None = g.db.get(Proposal, proposal_id)
    mine = {membership.circle_id for membership in people.memberships(g.db, reader())}
    if found is None or found.meeting.circle_id not in mine:
        raise NotFound("There is no such proposal in your circle.")
    return found
