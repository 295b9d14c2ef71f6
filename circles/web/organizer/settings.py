"""What an organizer decides for the whole program."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from circles.services import programs
from circles.web.forms import ProgramForm
from circles.web.organizer import blueprint, own


@blueprint.route("/organizer/settings", methods=["GET", "POST"])
def settings() -> ResponseReturnValue:
    """Show the program's settings, and change them."""
    program = own.organizer().program
    form = ProgramForm(obj=program)
    if form.validate_on_submit():
        programs.accept_proposals(g.db, program, own.who(), g.now, accepts=form.accepts_proposals.data)
        flash("Saved.")
        return redirect(url_for("organizer.settings"))
    return render_template("organizer/settings.html", form=form), 422 if form.errors else 200
