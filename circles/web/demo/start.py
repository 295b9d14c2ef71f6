"""Where a visitor of the demo begins: three doors."""

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from circles.domain.words import ParticipantState
from circles.errors import NotFound
from circles.models import Organizer, Participant, Program
from circles.web.demo import blueprint
from circles.web.organizer.sign_in import log_in


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """Offer to be the organizer, to be a participant, or to watch a season go by."""
    guest = g.db.scalars(
        select(Participant).where(Participant.state == ParticipantState.PLACED).order_by(Participant.id)
    ).first()
    program = g.db.scalars(select(Program).order_by(Program.id)).first()
    return render_template("demo/start.html", guest=guest, program=program)


@blueprint.post("/demo/organizer")
def be_the_organizer() -> ResponseReturnValue:
    """Sign in as the sample program's organizer, without a mail."""
    organizer = g.db.scalars(select(Organizer).order_by(Organizer.id)).first()
    if organizer is None:
        raise NotFound("There is no sample program. Press Reset on the clock page to have it made again.")
    log_in(organizer)
    return redirect(url_for("organizer.home"))
