"""Mails that are stuck: what the server said, and what to do about each."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from circles.domain.words import OutgoingState
from circles.models import Organizer, Outgoing, Person
from circles.services import audit, blocks
from circles.services import outbox as service
from circles.web.organizer import blueprint, own

MOST = 200


@blueprint.get("/organizer/outbox")
def outbox() -> ResponseReturnValue:
    """List held and failed mails, and count the others."""
    own.organizer()
    stuck = list(
        g.db.scalars(
            select(Outgoing)
            .where(Outgoing.state.in_((OutgoingState.HELD, OutgoingState.FAILED)), own.is_ours())
            .order_by(Outgoing.id.desc())
            .limit(MOST)
        )
    )
    counts = g.db.execute(select(Outgoing.state, func.count()).where(own.is_ours()).group_by(Outgoing.state))
    people = _named({mail.to for mail in stuck})
    domains, blocked = blocks.blocked(g.db, own.organizer().program_id)
    return render_template(
        "organizer/outbox.html",
        stuck=stuck,
        counts=dict(counts.all()),
        people=people,
        domains=domains,
        blocked=blocked,
    )


@blueprint.post("/organizer/outbox/<int:outgoing_id>/again")
def send_again(outgoing_id: int) -> ResponseReturnValue:
    """Send a stuck mail once more, with the bytes it had."""
    mail = own.outgoing(outgoing_id)
    service.send_again(g.db, mail, g.now)
    _note(mail, "sent again")
    flash("It goes out again now.")
    return redirect(url_for("organizer.outbox"))


@blueprint.post("/organizer/outbox/<int:outgoing_id>/arrived")
def it_arrived(outgoing_id: int) -> ResponseReturnValue:
    """Settle a mail of which somebody knows that it arrived."""
    mail = own.outgoing(outgoing_id)
    service.it_arrived(mail, g.now)
    _note(mail, "arrived, as the organizer says")
    flash("Good. It counts as sent.")
    return redirect(url_for("organizer.outbox"))


def _named(readers: set[str]) -> dict[str, Person | Organizer]:
    """Give the people and organizers behind `person:4` and `organizer:2`."""
    found: dict[str, Person | Organizer] = {}
    for kind, table in (("person", Person), ("organizer", Organizer)):
        ids = [int(reader.partition(":")[2]) for reader in readers if reader.startswith(kind)]
        found |= {f"{kind}:{row.id}": row for row in g.db.scalars(select(table).where(table.id.in_(ids)))}
    return found


def _note(mail: Outgoing, what: str) -> None:
    about = f"outgoing:{mail.id}"
    audit.note(g.db, own.organizer().program_id, own.who(), about, f"{mail.kind}: {what}", g.now)
