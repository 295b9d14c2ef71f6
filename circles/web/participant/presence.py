"""Whether they were at a meeting of which others tell two different things."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.domain.words import Attendance
from circles.errors import Invalid
from circles.services import attendance
from circles.web.participant import blueprint
from circles.web.participant.meetings import their_meeting
from circles.web.participant.reader import reader, said


@blueprint.get("/me/meetings/<int:meeting_id>/there")
def there(meeting_id: int) -> ResponseReturnValue:
    """Ask whether they were there, with what is known; saying so takes a button."""
    found = their_meeting(meeting_id)
    known = attendance.attendance(g.db, [found]).get((found.id, reader().id))
    return render_template(
        "participant/there.html",
        participant=reader(),
        meeting=found,
        known=known,
        missed_first=request.args.get("came") == "no",
        too_early=found.starts_at > g.now,
    )


@blueprint.post("/me/meetings/<int:meeting_id>/there")
def say_there(meeting_id: int) -> ResponseReturnValue:
    """Record it: of oneself one knows best."""
    found = their_meeting(meeting_id)
    values = {"yes": Attendance.CAME, "no": Attendance.MISSED}
    if (value := values.get(request.form.get("came", ""))) is None:
        raise Invalid("Say whether you were there with one of the two buttons.", field="came")
    attendance.say_attendance(g.db, found, reader(), value, said(), g.now)
    flash("Thank you, we noted it. That settles it.")
    return redirect(url_for("participant.there", meeting_id=found.id))
