"""What we read in one of their mails, and undoing it."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from circles.errors import NotFound
from circles.models import Incoming
from circles.services import inbox, undo
from circles.web.participant import blueprint
from circles.web.participant.reader import reader


@blueprint.get("/me/trail/<int:incoming_id>")
def trail(incoming_id: int) -> ResponseReturnValue:
    """Show what a mail of theirs said to us, by which rules, and what was noted."""
    incoming = _incoming(incoming_id)
    return render_template(
        "participant/trail.html",
        participant=reader(),
        incoming=incoming,
        outcome=incoming.outcome,
        can_undo=undo.has_record(g.db, incoming),
        waits=inbox.waits_for_proof(incoming),
        another=_another_address(incoming),
    )


@blueprint.post("/me/trail/<int:incoming_id>/undo")
def undo_mail(incoming_id: int) -> ResponseReturnValue:
    """Void everything recorded from it."""
    undone = undo.undo(g.db, _incoming(incoming_id), f"person:{reader().person_id}", g.now)
    flash(" ".join(undone) or "Nothing is left to undo.")
    return redirect(url_for("participant.trail", incoming_id=incoming_id))


@blueprint.post("/me/trail/<int:incoming_id>/mine")
def it_was_me(incoming_id: int) -> ResponseReturnValue:
    """Act on a mail of which we could not tell who wrote it."""
    inbox.answer_ask(g.db, _incoming(incoming_id), theirs=True)
    flash("Thank you. We are doing it now; you will get a mail that says what we noted.")
    return redirect(url_for("participant.trail", incoming_id=incoming_id))


def _another_address(incoming: Incoming) -> str:
    """Give the address they wrote from, as they said, where we don't know it as theirs; else nothing."""
    written = str(incoming.outcome.get("wrote_from", ""))
    known = {address.normalised for address in reader().person.addresses if address.counts}
    return "" if written in known else written


def _incoming(incoming_id: int) -> Incoming:
    found: Incoming | None = g.db.get(Incoming, incoming_id)
    if found is None or found.person_id != reader().person_id:
        raise NotFound("There is no such mail of yours.")
    return found
