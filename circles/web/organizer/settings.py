"""What an organizer decides for the whole program."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from circles.services import programs
from circles.web.fields import spoken_to
from circles.web.forms import ProgramForm
from circles.web.organizer import blueprint, own


@blueprint.route("/organizer/settings", methods=["GET", "POST"])
def settings() -> ResponseReturnValue:
    """Show the program's settings, and change them."""
    program = own.organizer().program
    written_in = spoken_to(program.language)
    form = ProgramForm(data={"accepts_proposals": program.accepts_proposals, "language": written_in})
    if form.validate_on_submit():
        if form.language.data != written_in:
            programs.write_in(g.db, program, form.language.data, own.who(), g.now)
        programs.accept_proposals(g.db, program, own.who(), g.now, accepts=form.accepts_proposals.data)
        flash("Saved.")
        return redirect(url_for("organizer.settings"))
    return render_template("organizer/settings.html", form=form), 422 if form.errors else 200
