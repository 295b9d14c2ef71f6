"""A meeting that was not at its hour: when it was instead, or will be."""

from datetime import date, time

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.domain.cadence import instant, local
from circles.domain.words import MeetingState
from circles.errors import Invalid, NotAllowed
from circles.models import Meeting
from circles.services import moving
from circles.web.participant import blueprint
from circles.web.participant.meetings import their_meeting
from circles.web.participant.reader import reader, said


@blueprint.get("/me/meetings/<int:meeting_id>/moved")
def moved(meeting_id: int) -> ResponseReturnValue:
    """Ask when they met, or will."""
    return _page(their_meeting(meeting_id))


@blueprint.post("/me/meetings/<int:meeting_id>/moved")
def say_moved(meeting_id: int) -> ResponseReturnValue:
    """Record that they met then, or put the meeting off to then."""
    found = their_meeting(meeting_id)
    zone = reader().person.zone
    try:
        day, at = date.fromisoformat(request.form.get("day", "")), request.form.get("at", "")
        hour = time.fromisoformat(at) if at else local(found.starts_at, zone).time()
        to = instant(day, hour.replace(tzinfo=None), zone)
        held = moving.say_moved(g.db, found, to, said(), g.now)
    except ValueError:
        return _page(
            found, "Give a day such as 2027-03-31, and an hour such as 17:00 if it was another."
        ), 422
    except (Invalid, NotAllowed) as fault:
        return _page(found, str(fault)), 422
    if held:
        flash("Thank you, we noted that you met. Will you say who came?")
        return redirect(url_for("participant.recap", meeting_id=found.id, met="yes"))
    flash("Moved. Everyone is being told and asked again.")
    return redirect(url_for("participant.meeting", meeting_id=found.id))


def _page(found: Meeting, fault: str = "") -> str:
    return render_template(
        "participant/moved.html",
        participant=reader(),
        meeting=found,
        too_early=found.starts_at > g.now,
        cancelled=found.state is MeetingState.CANCELLED,
        fault=fault,
    )
