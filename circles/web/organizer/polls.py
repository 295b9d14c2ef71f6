"""Asking a circle for another time, and noting what somebody said who phoned, on behalf of an organizer."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from circles.domain.statement import Said
from circles.domain.wording import count
from circles.domain.words import PollState, Source
from circles.errors import Invalid, NotFound
from circles.models import Meeting, Participant
from circles.services import moving, surveys
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


@blueprint.post("/organizer/meetings/<int:meeting_id>/times")
def answer_poll(meeting_id: int) -> ResponseReturnValue:
    """Say for somebody which of the times suit; none is an answer, too."""
    meeting = own.meeting(meeting_id)
    poll, person = moving.poll_of(g.db, meeting), _participant(meeting)
    if poll is None:
        raise NotFound("That circle is not asked about another time.")
    moving.answer(g.db, poll, person, request.form.getlist("slots", type=int), _said(), g.now)
    flash(f"Noted for {person.person.name}.")
    return redirect(url_for("organizer.meeting", meeting_id=meeting.id))


@blueprint.post("/organizer/meetings/<int:meeting_id>/survey")
def answer_survey(meeting_id: int) -> ResponseReturnValue:
    """Say for somebody how they find their circle."""
    meeting = own.meeting(meeting_id)
    person, score = _participant(meeting), request.form.get("score", 0, type=int)
    surveys.answer(g.db, meeting, person, score, line(request.form.get("line")), _said(), g.now)
    flash(f"Noted for {person.person.name}.")
    return redirect(url_for("organizer.meeting", meeting_id=meeting.id))


def _participant(meeting: Meeting) -> Participant:
    wanted = request.form.get("participant", 0, type=int)
    found = (each.participant for each in meeting.circle.members if each.participant_id == wanted)
    if (member := next(found, None)) is None:
        raise NotFound("Nobody of that circle was chosen.")
    return member


def _said() -> Said:
    return Said(own.who(), Source.ORGANIZER, g.now)
