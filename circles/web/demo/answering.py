"""Answering a mail as its reader would, through the same door as real mail, and watching it being read."""

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.db import unseal
from circles.domain.cadence import local
from circles.domain.words import IncomingState, Rsvp
from circles.errors import Invalid, NotAllowed, NotFound
from circles.mail import demo_replies
from circles.mail.demo_replies import ClientName, answer_address
from circles.models import Incoming
from circles.services import inbox
from circles.web.demo import blueprint
from circles.web.demo.letters import Letter, about_incoming, boxes, letter


@dataclass(frozen=True)
class Chip:
    """An answer ready to send."""

    label: str
    text: str
    client: ClientName = "gmail"
    auto: bool = False
    bottom: bool = False


CLIENTS: dict[ClientName, str] = {
    "gmail": "Gmail",
    "outlook": "Outlook",
    "apple": "Apple Mail",
    "thunderbird": "Thunderbird",
    "ios": "iPhone",
}
CHIPS = {
    "yes": Chip("yes", "yes"),
    "sick": Chip("can't, sick", "can't, sick", "outlook"),
    "away": Chip("out of office", "I'm out of office till Monday.", "outlook", auto=True),
    "did": Chip("Did it - but …", "Did it - but let's move to Friday", "apple"),
    "bottom": Chip("below the quote", "yes", "thunderbird", bottom=True),
    "phone": Chip("from a phone", "Yes, see you there", "ios"),
}


@blueprint.post("/demo/mail/<int:outgoing_id>/reply")
def reply(outgoing_id: int) -> ResponseReturnValue:
    """Send an answer: a chip, or what was typed."""
    answered = _of_a_person(outgoing_id)
    chip = CHIPS.get(request.form.get("chip", "")) or _typed()
    raw = demo_replies.reply(
        answered.raw,
        answered.box.sender,
        chip.text,
        chip.client,
        local(g.now, answered.box.zone),
        auto=chip.auto,
        bottom=chip.bottom,
    )
    return _hand_in(answered, raw)


@blueprint.post("/demo/mail/<int:outgoing_id>/calendar")
def press_calendar(outgoing_id: int) -> ResponseReturnValue:
    """Press a button of the calendar: accept, decline or tentative."""
    answered = _of_a_person(outgoing_id)
    pressed = request.form.get("answer", "")
    if pressed not in set(Rsvp):
        raise Invalid("A calendar answers yes, no or maybe. Press one of its three buttons.", field="answer")
    now = local(g.now, answered.box.zone)
    return _hand_in(
        answered, demo_replies.calendar_reply(answered.raw, answered.box.sender, Rsvp(pressed), now)
    )


@blueprint.get("/demo/mail/replies/<int:incoming_id>")
def watch(incoming_id: int) -> ResponseReturnValue:
    """Show how an answer was read, step by step; while a worker has it, the page loads itself again."""
    incoming = g.db.get(Incoming, incoming_id)
    if incoming is None:
        raise NotFound("There is no such mail. After a reset, the old ones are gone.")
    return render_template(
        "demo/reading.html",
        incoming=incoming,
        outcome=incoming.outcome,
        reading=incoming.state is IncomingState.STORED,
        raw=unseal(g.db, incoming.raw).decode("utf-8", "replace") if incoming.raw else "",
        sent=about_incoming(g.db, incoming_id),
        box=boxes(g.db).get(f"person:{incoming.person_id}"),
        trail=_trail_link(incoming),
    )


def _typed() -> Chip:
    text = request.form.get("text", "").strip()
    client = request.form.get("client", "gmail")
    if not text:
        raise Invalid("Write something, or press one of the ready answers.", field="text")
    if client not in CLIENTS:
        raise Invalid(f"Choose one of the mail programs: {', '.join(CLIENTS.values())}.", field="client")
    return Chip("", text, client, bottom="bottom" in request.form)


def _of_a_person(outgoing_id: int) -> Letter:
    answered = letter(g.db, outgoing_id)
    if answered.box.is_organizers:
        raise NotAllowed("An organizer answers on the pages, not by mail. Choose a participant's mail.")
    return answered


def _hand_in(answered: Letter, raw: bytes) -> ResponseReturnValue:
    """Give a mail to the same function that takes real mail."""
    to = g.runtime.site.keep(answer_address(answered.mail), g.now.date())
    stored = inbox.store(g.db, raw, to, g.now)
    if stored is None:
        flash("This very mail was received already: whatever arrives twice acts once.", "warning")
        return redirect(url_for("demo.mail", outgoing_id=answered.id))
    return redirect(url_for("demo.watch", incoming_id=stored))


def _trail_link(incoming: Incoming) -> str:
    """Give the writer's own link to what was noted from their mail."""
    person = incoming.person
    if person is None or not person.participations:
        return ""
    link: str = g.runtime.links.personal(person.participations[-1], f"trail/{incoming.id}")
    return link
