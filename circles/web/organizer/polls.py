"""Asking a circle for another time, on behalf of an organizer."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from circles.domain.wording import count
from circles.domain.words import PollState
from circles.errors import Invalid
from circles.services import moving
from circles.web.fields import line
from circles.web.organizer import blueprint, own

LONGEST_REASON = 500


@blueprint.post("/organizer/meetings/<int:meeting_id>/ask")
def ask_the_circle(meeting_id: int) -> ResponseReturnValue:
    """Ask every member by mail which of a few other times suit."""
    meeting = own.meeting(meeting_id)
    reason = line(request.form.get("reason"))
    if len(reason) > LONGEST_REASON:
        raise Invalid(f"Say why in up to {LONGEST_REASON} characters.", field="reason")
    poll = moving.ask(g.db, meeting, own.who(), g.now, reason=reason)
    if poll.state is PollState.EMPTY:
        flash("We know of no other time at which two of them are free. You can still move it yourself.")
    else:
        flash(f"The circle is being asked about {count(len(poll.slots), 'other time')}.")
    return redirect(url_for("organizer.meeting", meeting_id=meeting.id))
