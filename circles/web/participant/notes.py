"""Words they share: notes to their circle, and thoughts for a meeting."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.domain.cadence import local, place
from circles.errors import Invalid, NotAllowed, NotFound
from circles.models import Circle, Note
from circles.services import hosting, notes, people
from circles.web.fields import lines
from circles.web.participant import blueprint
from circles.web.participant.meetings import their_meeting
from circles.web.participant.reader import not_theirs, reader, said


@blueprint.get("/me/circles/<int:circle_id>/notes")
def circle_notes(circle_id: int) -> ResponseReturnValue:
    """Show every note to a circle of theirs, whole, and a field for one more."""
    return _page(_circle(circle_id))


@blueprint.post("/me/circles/<int:circle_id>/notes")
def write_note(circle_id: int) -> ResponseReturnValue:
    """Mail a note to the others; what can't go is shown again with the reason."""
    circle = _circle(circle_id)
    text = lines(request.form.get("text"))
    try:
        _, readers = notes.relay(g.db, circle, reader(), text, said(), g.now)
    except (Invalid, NotAllowed) as fault:
        return _page(circle, text, str(fault)), 422
    flash(f"Your note is on its way to {readers} of your circle." if readers else "Your note is kept here.")
    return redirect(url_for("participant.circle_notes", circle_id=circle.id))


@blueprint.post("/me/meetings/<int:meeting_id>/thought")
def bring_along(meeting_id: int) -> ResponseReturnValue:
    """Keep a thought for a meeting that has not begun."""
    found = their_meeting(meeting_id)
    hosting.must_be_ahead(found, g.now)
    notes.bring_along(g.db, found, reader(), lines(request.form.get("text")), said(), g.now)
    flash("Thank you, we bring it along.")
    return redirect(url_for("participant.meeting", meeting_id=found.id))


@blueprint.post("/me/notes/<int:note_id>/take-back")
def take_back(note_id: int) -> ResponseReturnValue:
    """Take back words of theirs; mails that have left stay where they are."""
    note: Note | None = g.db.get(Note, note_id)
    if note is None or note.participant_id != reader().id or note.void_by is not None:
        raise NotFound("There is no such note of yours.")
    notes.void(g.db, note, said().by)
    flash(notes.undone(note))
    if note.meeting_id is not None:
        return redirect(url_for("participant.meeting", meeting_id=note.meeting_id))
    return redirect(url_for("participant.circle_notes", circle_id=note.circle_id))


def _page(circle: Circle, text: str = "", fault: str = "") -> str:
    again = notes.again_at(g.db, circle, reader(), g.now)
    zone = reader().person.zone
    waits = f"{local(again, zone):%a %d %b, %H:%M} ({place(zone)})" if again else ""
    return render_template(
        "participant/notes.html",
        participant=reader(),
        circle=circle,
        notes=notes.of_circle(g.db, circle),
        most=notes.MOST_A_DAY,
        longest=notes.LONGEST,
        waits=waits,
        text=text,
        fault=fault,
    )


def _circle(circle_id: int) -> Circle:
    """Give a circle they are in; any other is not there for them."""
    mine = (membership.circle for membership in people.memberships(g.db, reader()))
    found = next((circle for circle in mine if circle.id == circle_id), None)
    if found is None:
        raise not_theirs("There is no such circle of yours.")
    return found
