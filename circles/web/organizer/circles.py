"""A published circle: who is in it, its meetings, and where it meets."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from circles.domain.words import Role
from circles.services import attendance, condition, follow_ups, meetings, notes
from circles.web.forms import PlaceForm
from circles.web.organizer import blueprint, own


@blueprint.get("/organizer/circles/<int:circle_id>")
def circle(circle_id: int) -> ResponseReturnValue:
    """Show a circle with its people, meetings and follow-ups."""
    circle = own.circle(circle_id)
    health = condition.look(g.db, [circle], g.now)[circle.id] if circle.meetings else None
    silent = health.silent if health else ()
    return render_template(
        "organizer/circle.html",
        circle=circle,
        people=sorted(
            circle.memberships, key=lambda each: (each not in silent, each.role is not Role.MENTOR)
        ),
        health=health,
        rsvps=attendance.rsvps(g.db, circle.meetings),
        follow_ups=follow_ups.of_circle(g.db, circle.id),
        notes=notes.of_circle(g.db, circle),
        form=PlaceForm(formdata=None, place=circle.place),
    )


@blueprint.post("/organizer/circles/<int:circle_id>/place")
def set_place(circle_id: int) -> ResponseReturnValue:
    """Say where the circle meets, and tell its people."""
    circle = own.circle(circle_id)
    form = PlaceForm()
    if form.validate():
        meetings.set_place(g.db, circle, form.place.data or "", own.who(), g.now)
        flash("Saved. Everyone's calendar is being told.")
    else:
        flash(" ".join(form.place.errors), "warning")
    return redirect(url_for("organizer.circle", circle_id=circle.id))
